"""A report: what one news item says about one meeting, its parts as records, and its form in JSON."""

import unicodedata
from collections.abc import Mapping
from functools import cached_property
from typing import Any, Final, Self

from msgspec import Struct, field, json

from tracker.domain.canonical import canonical_json, sha256_hex
from tracker.domain.clocks import Published
from tracker.domain.names import folded, outlet_key, person_key
from tracker.domain.vocabulary import STRENGTH
from tracker.domain.window import Window

Json = dict[str, Any]


class Source(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The news item: its outlet, URL, headline and language, and the chain of outlets that it was taken from.

    `via` ends with the origin: a NationPress item taken from Yonhap has `outlet` NationPress and `via` (Yonhap,).
    """

    outlet: str
    url: str | None = None
    headline: str | None = None
    language: str | None = None
    via: tuple[str, ...] = ()

    @property
    def origin(self) -> str:
        """The key of the last outlet of the chain. Reprints of one origin count as one report."""
        last_outlet = self.via[-1] if self.via else self.outlet
        return outlet_key(last_outlet)


class Attribution(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Who stands behind the assertion of a report: the class, the words used, and the sides whose officials say so."""

    # With a factory instead of a default, `omit_defaults` always writes the class.
    class_: str = field(default_factory=lambda: "unattributed", name="class")
    words: str | None = None
    side: tuple[str, ...] = ()

    @property
    def strength(self) -> int:
        """The rank of the class: official 3, sources and unattributed 2, media 1."""
        return STRENGTH[self.class_]

    @property
    def official(self) -> bool:
        """Whether a named office says so on the record."""
        return self.class_ == "official"

    @property
    def office_sides(self) -> tuple[str, ...]:
        """The countries whose officials say so; nobody's if it is not official."""
        return self.side if self.class_ == "official" else ()


class Place(Struct, frozen=True, kw_only=True):
    """A place of the meeting. `standing` is `fixed`, or `candidate` for one of several."""

    name: str
    standing: str = "fixed"


class Participant(Struct, frozen=True, kw_only=True):
    """A participant. `name` is empty if the report gives only an office."""

    name: str = ""
    role: str | None = None
    country: str | None = None

    @property
    def key(self) -> tuple[str, ...]:
        """Mentions with the same key are one participant: the name however it is spelled, else role and country."""
        if self.name:
            return (person_key(self.name),)
        return "", folded(self.role or ""), self.country or ""


class Claims(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The fields of the meeting that a report gives. All others are None or empty.

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

    @classmethod
    def of(cls, text: str) -> Self:
        """Return what identifies a text in the log."""
        return cls(sha256=sha256_hex(text.encode()), characters=len(text))


UNATTRIBUTED: Final = Attribution()
NOTHING_CLAIMED: Final = Claims()
_FINGERPRINT_LENGTH: Final = 32  # hex digits


class Report(Struct, frozen=True, kw_only=True, dict=True):
    """What one news item says about one meeting.

    `target` is the position of the report that it denies, if any. `evidence` has the words behind each drafted field,
    and `article` names the text that they are in. `batch` is the first position of the command that recorded several
    reports, else None. Evidence, article and batch are not part of the fingerprint.
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
        """The origin of the source."""
        return self.source.origin

    @cached_property
    def fingerprint(self) -> str:
        """A digest of the fields that identify the news item: two reports with the same fingerprint are repeats.

        Texts are normalised to NFC and empty fields left out. Meeting, language, chain, quote, evidence, article and
        batch are not included.
        """
        identity = _Identity(
            stage=self.stage,
            published=self.published.text,
            outlet=self.source.outlet,
            url=self.source.url,
            headline=self.source.headline,
            attribution=self.attribution,
            claims=_omittable(self.claims),
            target=self.target,
        )
        text = unicodedata.normalize("NFC", canonical_json(identity))
        return sha256_hex(text.encode())[:_FINGERPRINT_LENGTH]


class ReportContent(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The payload of a report, of version `v`: all of it but stage and publication date, which have columns."""

    v: int
    source: Source
    attribution: Attribution
    claims: Claims = NOTHING_CLAIMED
    quote: str | None = None
    target: int | None = None
    evidence: Mapping[str, Evidence] | None = None
    article: Article | None = None
    batch: int | None = None


class _Identity(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The fields of a fingerprint. Never change them: repeats of stored reports would no longer be recognised."""

    stage: str
    published: str
    outlet: str
    url: str | None = None
    headline: str | None = None
    attribution: Attribution
    claims: Claims = NOTHING_CLAIMED
    target: int | None = None


def report_content(report: Report, version: int) -> ReportContent:
    """Return the payload of the report."""
    return ReportContent(
        v=version,
        source=report.source,
        attribution=report.attribution,
        claims=_omittable(report.claims),
        quote=report.quote,
        target=report.target,
        evidence=report.evidence,
        article=report.article,
        batch=report.batch,
    )


def report_json(report: Report) -> Json:
    """Return the report in the shape of an import line, empty fields left out: it has neither version nor `batch`."""
    content = _json_object(report_content(report, 1))
    del content["v"]
    content.pop("batch", None)
    return {"stage": report.stage, "published": report.published.text, **content}


def claims_json(claims: Claims) -> Json:
    """Return the claims in the shape of an import line, empty fields left out."""
    return _json_object(claims)


def participant_json(person: Participant) -> Json:
    """Return a participant with all three keys: name, role, country."""
    return _json_object(person)


def _json_object(struct: Struct) -> Json:
    """Return the struct as decoded JSON: dicts and lists."""
    data: Json = json.decode(json.encode(struct))
    return data


def _omittable(claims: Claims) -> Claims:
    """Return the claims, or NOTHING_CLAIMED if they are empty: `omit_defaults` compares defaults by identity."""
    return NOTHING_CLAIMED if claims == NOTHING_CLAIMED else claims
