"""An import line, or the words of a command in the same shape, read into a report or refused by name."""

import re
from collections.abc import Collection, Mapping
from typing import Any

from msgspec import Struct

from tracker.domain.clocks import published
from tracker.domain.errors import TrackerError
from tracker.domain.names import country_code, meeting_name
from tracker.domain.report import (
    NOTHING_CLAIMED,
    UNATTRIBUTED,
    Article,
    Attribution,
    Claims,
    Evidence,
    Json,
    Participant,
    Place,
    Report,
    Source,
)
from tracker.domain.vocabulary import FIXED, KINDS, STAGES, STANDINGS, STRENGTH, WITHDRAWABLE
from tracker.domain.window import Window

# What an object may hold, in the order in which an error lists it. A key that holds null counts as absent.
_REPORT = dict.fromkeys(
    ("stage", "published", "source", "attribution", "claims", "quote", "target", "evidence", "article")
)
_LINE = dict.fromkeys(("meeting", "new", *_REPORT))
_SOURCE = dict.fromkeys(("outlet", "url", "headline", "language", "via"))
_ATTRIBUTION = dict.fromkeys(("class", "words", "side"))
_CLAIMS = dict.fromkeys(
    (
        *("window", "original_window", "place", "host", "participants", "without"),
        *("kind", "title", "reason", "by", "withdrawn", "in_doubt"),
    )
)
EVIDENCE_FIELDS = dict.fromkeys(("stage", "attribution", *_CLAIMS))
_WORDS = dict.fromkeys(("text", "start", "end"))
_ARTICLE = dict.fromkeys(("sha256", "characters"))
_SHA256 = r"[0-9a-f]{64}"
_WINDOW = dict.fromkeys(("edtf", "words"))
_PLACE = dict.fromkeys(("name", "standing"))
_PARTICIPANT = dict.fromkeys(("name", "role", "country"))


class Line(Struct, frozen=True, kw_only=True):
    """One line to record: a report, the name of its meeting, and whether that name is new."""

    meeting: str
    new: bool
    report: Report


def read_line(data: object) -> Line:
    """Read a whole import line. Only `meeting`, `stage`, `published` and `source.outlet` are required."""
    line = _object(data, "the line", _LINE)
    new = line.get("new")
    if not isinstance(new, bool | None):
        raise TrackerError.unparsable("new must be true or false", "Leave it out for a meeting that exists.")
    return Line(meeting=meeting_name(_required(line, "meeting", "the line")), new=bool(new), report=_report(line))


def read_report(data: object) -> Report:
    """Read the part of an import line that is the report itself."""
    return _report(_object(data, "the report", _REPORT))


def read_stage(text: str) -> str:
    """Read a stage, written with hyphens, blanks or underscores."""
    stage = text if text in STAGES else "_".join(text.lower().replace("-", " ").replace("_", " ").split())
    return read_word(stage, STAGES, "stage")


def read_word(text: str, words: Collection[str], what: str) -> str:
    """Return `text` if it is one of `words`, else refuse it and say which there are."""
    if text not in words:
        raise TrackerError.unparsable(f"{text[:60]!r} is no {what}", f"Choose from: {', '.join(words)}.")
    return text


def read_target(value: object) -> int | None:
    """Read the position of another event."""
    if value is None:
        return None
    if type(value) is not int or not 0 < value < 2**63:
        raise TrackerError.unparsable("target must be a position in the log", "Write it as a number: 7 for @7.")
    return value


def _report(line: Json) -> Report:
    return Report(
        stage=read_stage(_required(line, "stage", "the report")),
        published=published(_required(line, "published", "the report")),
        source=_source(line.get("source")),
        attribution=_attribution(line.get("attribution")),
        claims=_claims(line.get("claims")),
        quote=_text(line, "quote", "the report"),
        target=read_target(line.get("target")),
        evidence=_evidence(line.get("evidence")),
        article=_article(line.get("article")),
    )


def _source(data: object) -> Source:
    source = _object({} if data is None else data, "source", _SOURCE)
    return Source(
        outlet=_required(source, "outlet", "source"),
        url=_text(source, "url", "source"),
        headline=_text(source, "headline", "source"),
        language=_text(source, "language", "source"),
        via=_texts(source, "via", "source"),
    )


def _attribution(data: object) -> Attribution:
    if data is None:
        return UNATTRIBUTED
    attribution = _object(data, "attribution", _ATTRIBUTION)
    return Attribution(
        class_=read_word(_text(attribution, "class", "attribution") or "unattributed", STRENGTH, "attribution"),
        words=_text(attribution, "words", "attribution"),
        side=tuple(map(country_code, _texts(attribution, "side", "attribution"))),
    )


def _claims(data: object) -> Claims:
    if data is None:
        return NOTHING_CLAIMED
    claims = _object(data, "claims", _CLAIMS)
    host, by, kind = (_text(claims, key, "claims") for key in ("host", "by", "kind"))
    return Claims(
        window=_window(claims.get("window"), "window"),
        original_window=_window(claims.get("original_window"), "original_window"),
        place=_place(claims.get("place")),
        host=host and country_code(host),
        participants=tuple(map(_participant, _list(claims, "participants", "claims"))),
        without=_texts(claims, "without", "claims"),
        kind=kind and read_word(kind, KINDS, "kind"),
        title=_text(claims, "title", "claims"),
        reason=_text(claims, "reason", "claims"),
        by=by,
        withdrawn=_withdrawn(claims),
        in_doubt=_flag(claims, "in_doubt"),
    )


def _withdrawn(claims: Json) -> tuple[str, ...]:
    """Read the fields that no longer hold; each counts once, in one order."""
    fields = _texts(claims, "withdrawn", "claims")
    for field in fields:
        read_word(field, WITHDRAWABLE, "field that can be withdrawn")
    return tuple(field for field in WITHDRAWABLE if field in fields)


def _flag(data: Json, key: str) -> bool:
    value = data.get(key)
    if not isinstance(value, bool | None):
        raise TrackerError.unparsable(f"{key} must be true or false", "Leave it out for false.")
    return bool(value)


def _evidence(data: object) -> Mapping[str, Evidence] | None:
    if data is None:
        return None
    evidence = _object(data, "evidence", EVIDENCE_FIELDS)
    return {field: _words(words, field) for field, words in evidence.items() if words is not None} or None


def _words(data: object, field: str) -> Evidence:
    """Read the words behind a field. They stay letter for letter, blanks included."""
    where = f"the evidence of {field}"
    words = _object(data, where, _WORDS)
    text, start, end = words.get("text"), _count(words, "start", where), _count(words, "end", where)
    _clean(text, "text", where)
    evidence = Evidence(text=str(text), start=start, end=end)
    if not is_evidence(evidence):
        raise TrackerError.unparsable(
            f"{where} does not stand from {start} to {end}", "start and end count the characters of the article."
        )
    return evidence


def is_evidence(evidence: Evidence) -> bool:
    """Whether the words fill the place that they are said to stand at."""
    length = evidence.end - evidence.start
    return evidence.start >= 0 and length > 0 and length == len(evidence.text) and "\0" not in evidence.text


def _article(data: object) -> Article | None:
    if data is None:
        return None
    article = _object(data, "article", _ARTICLE)
    sha256 = _required(article, "sha256", "article")
    if not is_sha256(sha256):
        raise TrackerError.unparsable("sha256 in article is not a SHA-256", "Write 64 digits: 0 to 9, a to f.")
    return Article(sha256=sha256, characters=_count(article, "characters", "article"))


def is_sha256(text: str) -> bool:
    """Whether a text is a SHA-256 as hex."""
    return re.fullmatch(_SHA256, text) is not None


def _window(data: object, where: str) -> Window | None:
    if data is None:
        return None
    window = _object(data, where, _WINDOW)
    edtf = "" if window.get("edtf") == "" else _required(window, "edtf", where)
    return Window(edtf, _text(window, "words", where))


def _place(data: object) -> Place | None:
    if data is None:
        return None
    place = _object(data, "place", _PLACE)
    standing = _text(place, "standing", "place") or FIXED
    return Place(name=_required(place, "name", "place"), standing=read_word(standing, STANDINGS, "standing"))


def _participant(data: object) -> Participant:
    person = _object(data, "a participant", _PARTICIPANT)
    name, role, country = (_text(person, key, "a participant") for key in ("name", "role", "country"))
    if not (name or role):
        raise TrackerError.unparsable("a participant has neither a name nor a role", 'Write "Name, role, CC".')
    return Participant(name=name or "", role=role, country=country and country_code(country))


def _object(data: object, where: str, keys: Collection[str]) -> Json:
    if not isinstance(data, dict):
        raise TrackerError.unparsable(f"{where} must be an object", "Write it as {…}.")
    for key in data:
        if key not in keys:
            raise TrackerError.unparsable(f"unknown key {key[:60]!r} in {where}", f"It may hold: {', '.join(keys)}.")
    return data


def _text(data: Json, key: str, where: str) -> str | None:
    value = data.get(key)
    return None if value is None else _clean(value, key, where) or None


def _required(data: Json, key: str, where: str) -> str:
    text = _text(data, key, where)
    if text is None:
        raise TrackerError.unparsable(f"{where} has no {key}", f"Add {key}: it is required.")
    return text


def _count(data: Json, key: str, where: str) -> int:
    value = data.get(key)
    if type(value) is not int or not 0 <= value < 2**63:
        raise TrackerError.unparsable(f"{key} in {where} must be a number", "Count characters from 0.")
    return value


def _list(data: Json, key: str, where: str) -> list[Any]:
    value = data.get(key)
    if value is None:
        return []
    if not isinstance(value, list):
        raise TrackerError.unparsable(f"{key} in {where} must be a list", "Write it as […].")
    return value


def _texts(data: Json, key: str, where: str) -> tuple[str, ...]:
    return tuple(text for value in _list(data, key, where) if (text := _clean(value, key, where)))


def _clean(value: object, key: str, where: str) -> str:
    if not isinstance(value, str):
        raise TrackerError.unparsable(f"{key} in {where} must be text", "Write it in quotation marks.")
    if not value.isascii():
        try:
            value.encode()
        except UnicodeEncodeError:
            raise TrackerError.unparsable(f"{key} in {where} is not valid Unicode", "Save it as UTF-8.") from None
    if "\0" in value:
        raise TrackerError.unparsable(f"{key} in {where} contains a NUL character", "Take it out.")
    return value.strip()
