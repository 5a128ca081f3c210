"""A report: what one news item says about one meeting, its records, and the words by which it is written down."""

import unicodedata
from functools import cached_property
from typing import Any, Final

from msgspec import Struct, field, json

from tracker.domain.canonical import canonical_json
from tracker.domain.clocks import Published
from tracker.domain.names import folded
from tracker.domain.vocabulary import STRENGTH
from tracker.domain.window import Window

Json = dict[str, Any]


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The news item: who published it, where, under which headline, and the chain it was taken from.

    `via` ends at the origin: a NationPress item taken from Yonhap has `outlet` NationPress and `via` (Yonhap,).
    """

    outlet: str
    url: str | None = None
    headline: str | None = None
    language: str | None = None
    via: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The last of the chain, as it compares: reprints of one origin count as one."""
        return folded(self.via[-1] if self.via else self.outlet)


class Attribution(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who stands behind what a report asserts: the class, the words used, and whose officials say so."""

    # By a factory, which `omit_defaults` does not look into: the class is always written.
    class_: str = field(default_factory=lambda: "unattributed", name="class")
    words: str | None = None
    side: tuple[str, ...] = ()

    @property
    def strength(self) -> int:
        """Official 3, sources and unattributed 2, media 1."""
        return STRENGTH[self.class_]

    @property
    def official(self) -> bool:
        """Whether a named office says so, on the record."""
        return self.class_ == "official"


class Place(Struct, frozen=True, kw_only=True):
    """A place of the meeting: fixed, or one candidate of several."""

    name: str
    standing: str = "fixed"


class Participant(Struct, frozen=True, kw_only=True):
    """Somebody who takes part. An office that the report does not name has an empty `name`."""

    name: str = ""
    role: str | None = None
    country: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """What makes two mentions one participant: the folded name, or for a bare office its role and country."""
        if self.name:
            return (folded(self.name),)
        return "", folded(self.role or ""), self.country or ""


class Claims(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a report says beside its stage. What it does not speak of is None, or empty."""

    window: Window | None = None
    original_window: Window | None = None
    place: Place | None = None
    host: str | None = None
    participants: tuple[Participant, ...] = ()
    without: tuple[str, ...] = ()
    kind: str | None = None
    title: str | None = None
    reason: str | None = None
    by: str | None = None


UNATTRIBUTED: Final = Attribution()
NOTHING_CLAIMED: Final = Claims()


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """What one news item says about one meeting. `target` is the position of the one report that it denies."""

    stage: str
    published: Published
    source: Source
    attribution: Attribution = UNATTRIBUTED
    claims: Claims = NOTHING_CLAIMED
    quote: str | None = None
    target: int | None = None

    @property
    def origin(self) -> str:
        """The origin of its source."""
        return self.source.origin

    @cached_property
    def fingerprint(self) -> str:
        """What makes two records the same news item: a digest of a fixed list of fields.

        NFC, empty fields left out; neither the meeting's name, nor the language, the chain or the quote.
        """
        from hashlib import sha256  # noqa: PLC0415 - 3 ms that only recording needs

        text = canonical_json(
            _Identity(
                stage=self.stage,
                published=self.published.text,
                outlet=self.source.outlet,
                url=self.source.url,
                headline=self.source.headline,
                attribution=self.attribution,
                claims=_claimed(self.claims),
                target=self.target,
            )
        )
        return sha256(unicodedata.normalize("NFC", text).encode()).hexdigest()[:32]


class ReportContent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report as JSON holds it beside its stage and its day: what is empty is left out."""

    source: Source
    attribution: Attribution
    claims: Claims = NOTHING_CLAIMED
    quote: str | None = None
    target: int | None = None


class _Identity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    stage: str
    published: str
    outlet: str
    url: str | None = None
    headline: str | None = None
    attribution: Attribution
    claims: Claims = NOTHING_CLAIMED
    target: int | None = None


def report_content(report: Report) -> ReportContent:
    """Return the report as JSON holds it, without its stage and its day."""
    return ReportContent(
        source=report.source,
        attribution=report.attribution,
        claims=_claimed(report.claims),
        quote=report.quote,
        target=report.target,
    )


def report_json(report: Report) -> Json:
    """Return the report as the object that an import line holds, empty fields left out."""
    return {"stage": report.stage, "published": report.published.text, **_plain(report_content(report))}


def claims_json(claims: Claims) -> Json:
    """Return the claims as an import line writes them, what is not claimed left out."""
    return _plain(claims)


def participant_json(person: Participant) -> Json:
    """Return one participant with all three keys: name, role, country."""
    return _plain(person)


def _plain(struct: Struct) -> Json:
    """Return the struct as JSON has it: objects and lists."""
    data: Json = json.decode(json.encode(struct))
    return data


def _claimed(claims: Claims) -> Claims:
    """Return the claims; where there are none, the one object that `omit_defaults` knows."""
    return NOTHING_CLAIMED if claims == NOTHING_CLAIMED else claims
