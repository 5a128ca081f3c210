"""A report: what one news item says about one meeting, its records, and the words by which it is written down."""

import unicodedata
from collections.abc import Mapping
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

    @property
    def office_sides(self) -> tuple[str, ...]:
        """The countries whose officials say so; nobody's if it is not official."""
        return self.side if self.class_ == "official" else ()


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
    """What a report says besides its stage. A field that it does not mention is None, or empty.

    `withdrawn` names the fields that no longer hold: window, place, host. `in_doubt` says that the plan may fail.
    """

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
    withdrawn: tuple[str, ...] = ()
    in_doubt: bool = False


class Evidence(Struct, frozen=True, kw_only=True):
    """The words of an article behind one field, letter for letter: they are `text[start:end]` of the article."""

    text: str
    start: int
    end: int


class Article(Struct, frozen=True, kw_only=True):
    """Which text a report was drafted from: the SHA-256 of its UTF-8 bytes as hex, and its length in characters."""

    sha256: str
    characters: int


UNATTRIBUTED: Final = Attribution()
NOTHING_CLAIMED: Final = Claims()


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """What one news item says about one meeting.

    `target` is the position of the report that it denies. `evidence` holds the words behind the fields that were
    drafted, `article` the text that they stand in. `batch` is the first position of the command that recorded several
    reports, None if it recorded one. Evidence, article and batch are not part of the fingerprint.
    """

    stage: str
    published: Published
    source: Source
    attribution: Attribution = UNATTRIBUTED
    claims: Claims = NOTHING_CLAIMED
    quote: str | None = None
    target: int | None = None
    evidence: Mapping[str, Evidence] | None = None
    article: Article | None = None
    batch: int | None = None

    @property
    def origin(self) -> str:
        """The origin of its source."""
        return self.source.origin

    @cached_property
    def fingerprint(self) -> str:
        """What makes two records the same news item: a digest of a fixed list of fields.

        NFC, empty fields left out; neither the meeting's name, nor the language, the chain, the quote, the evidence,
        the article or the batch.
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


class Told(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A report as a payload holds it, without its stage and its day. Empty fields are left out."""

    source: Source
    attribution: Attribution
    claims: Claims = NOTHING_CLAIMED
    quote: str | None = None
    target: int | None = None
    evidence: Mapping[str, Evidence] | None = None
    article: Article | None = None
    batch: int | None = None


class _Identity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    stage: str
    published: str
    outlet: str
    url: str | None = None
    headline: str | None = None
    attribution: Attribution
    claims: Claims = NOTHING_CLAIMED
    target: int | None = None


def told(report: Report) -> Told:
    """Return the report as a payload holds it, without its stage and its day."""
    return Told(
        source=report.source,
        attribution=report.attribution,
        claims=_claimed(report.claims),
        quote=report.quote,
        target=report.target,
        evidence=report.evidence,
        article=report.article,
        batch=report.batch,
    )


def report_json(report: Report) -> Json:
    """Return the report as the object that an import line holds, empty fields left out. No line holds a batch."""
    content = _plain(told(report))
    content.pop("batch", None)
    return {"stage": report.stage, "published": report.published.text, **content}


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
