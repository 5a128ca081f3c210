"""A report: what one news item says about one meeting, its records, and the words by which it is written down."""

import unicodedata
from functools import cached_property
from typing import Any, Final

from msgspec import Struct, field

from tracker.domain.canonical import canonical_json
from tracker.domain.moments import Published
from tracker.domain.names import folded
from tracker.domain.window import Window
from tracker.domain.words import STRENGTH

Json = dict[str, Any]


class Source(Struct, frozen=True, kw_only=True):
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


class Attribution(Struct, frozen=True, kw_only=True):
    """Who stands behind what a report asserts: the class, the words used, and whose officials say so."""

    class_: str = "unattributed"
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


class Claims(Struct, frozen=True, kw_only=True):
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


NOTHING_CLAIMED: Final = Claims()

_IDENTITY: Final[tuple[str, ...]] = ("stage", "published", "attribution", "target", "claims")


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """What one news item says about one meeting. `target` is the position of the one report that it denies."""

    stage: str
    published: Published
    source: Source
    attribution: Attribution = field(default_factory=Attribution)
    claims: Claims = NOTHING_CLAIMED
    quote: str | None = None
    target: int | None = None

    @cached_property
    def origin(self) -> str:
        """The origin of its source."""
        return self.source.origin

    @cached_property
    def fingerprint(self) -> str:
        """What makes two records the same news item: a digest of a fixed list of fields.

        NFC, empty fields left out; neither the meeting's name, nor the language, the chain or the quote.
        """
        from hashlib import sha256  # noqa: PLC0415 - 3 ms that only recording needs

        said = report_json(self)
        listed: Json = {field: said.get(field) for field in _IDENTITY}
        listed |= {field: said["source"].get(field) for field in ("outlet", "url", "headline")}
        text = unicodedata.normalize("NFC", canonical_json(_full(listed)))
        return sha256(text.encode()).hexdigest()[:32]


def report_json(report: Report) -> Json:
    """Return the report as the object that an import line holds, empty fields left out."""
    source, attribution, claims = report.source, report.attribution, report.claims
    return _full(
        {
            "stage": report.stage,
            "published": report.published.text,
            "source": _full(
                {
                    "outlet": source.outlet,
                    "url": source.url,
                    "headline": source.headline,
                    "language": source.language,
                    "via": list(source.via),
                }
            ),
            "attribution": {"class": attribution.class_}
            | _full({"words": attribution.words, "side": list(attribution.side)}),
            "claims": claims_json(claims),
            "quote": report.quote,
            "target": report.target,
        }
    )


def claims_json(claims: Claims) -> Json:
    """Return the claims as an import line writes them, what is not claimed left out."""
    return _full(
        {
            "window": window_json(claims.window),
            "original_window": window_json(claims.original_window),
            "place": claims.place and {"name": claims.place.name, "standing": claims.place.standing},
            "host": claims.host,
            "participants": [participant_json(person) for person in claims.participants],
            "without": list(claims.without),
            "kind": claims.kind,
            "title": claims.title,
            "reason": claims.reason,
            "by": claims.by,
        }
    )


def window_json(window: Window | None) -> Json | None:
    """Return the window as it is claimed: the EDTF string and the words beside it."""
    return None if window is None else _full({"edtf": window.edtf, "words": window.words})


def participant_json(person: Participant) -> Json:
    """Return one participant with all three keys: name, role, country."""
    return {"name": person.name, "role": person.role, "country": person.country}


def _full(data: Json) -> Json:
    return {key: value for key, value in data.items() if value not in (None, [], {}, "")}
