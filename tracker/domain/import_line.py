"""Import lines: a line of JSON, or the options of a command in the same shape, read into a report or refused."""

import re
from collections.abc import Callable, Collection, Mapping
from typing import Any, Final

from msgspec import Struct

from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError, quoted
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
from tracker.domain.vocabulary import AMERICAN, FIXED, KINDS, STAGES, STANDINGS, STRENGTH, WITHDRAWABLE
from tracker.domain.window import Window

# The valid keys of each object, in the order in which an error lists them. A key whose value is null counts as absent.
_REPORT_KEYS = ("stage", "published", "source", "attribution", "claims", "quote", "target", "evidence", "article")
_LINE_KEYS = ("meeting", "new", *_REPORT_KEYS)
_SOURCE_KEYS = ("outlet", "url", "headline", "language", "via")
_ATTRIBUTION_KEYS = ("class", "words", "side")
_WINDOW_KEYS = ("edtf", "words")
_PLACE_KEYS = ("name", "standing")
_PARTICIPANT_KEYS = ("name", "role", "country")
_EVIDENCE_KEYS = ("text", "start", "end")
_ARTICLE_KEYS = ("sha256", "characters")
_SHA256 = r"[0-9a-f]{64}"


class Line(Struct, frozen=True, kw_only=True):
    """An import line: a report, the name of its meeting, and whether the name is new."""

    meeting: str
    new: bool
    report: Report


def read_line(data: object) -> Line:
    """Return the import line in decoded JSON. Raise `TrackerError` if it is not valid.

    Only `meeting`, `stage`, `published` and `source.outlet` are required.
    """
    line = _object(data, "the line", _LINE_KEYS)
    new = line.get("new")
    if not isinstance(new, bool | None):
        raise TrackerError.unparsable("new must be true or false", "Leave it out for a meeting that exists.")
    meeting = meeting_name(_required(line, "meeting", "the line"))
    return Line(meeting=meeting, new=bool(new), report=_report(line))


def read_report(data: object) -> Report:
    """Return the report in decoded JSON: an import line without `meeting` and `new`. Raise if it is not valid."""
    return _report(_object(data, "the report", _REPORT_KEYS))


def read_stage(text: str) -> str:
    """Return the stage that `text` names. Words may be separated by hyphens, blanks or underscores."""
    return text if text in STAGES else read_typed_word(text, STAGES, "a stage")


def stage_word(text: str) -> str:
    """Return a stage or a status as the ledger spells it: in_final_arrangement, cancelled."""
    words = text.lower().replace("-", " ").replace("_", " ").split()
    word = "_".join(words)
    return AMERICAN.get(word, word)


def read_typed_word(text: str, words: Collection[str], description: str) -> str:
    """Return the one of `words` that `text` is, however it is separated or capitalised. Raise as `read_word` does.

    The error lists the words with hyphens, as people type them.
    """
    word = stage_word(text)
    return word if word in words else read_word(text, [word.replace("_", "-") for word in words], description)


def read_word(text: str, words: Collection[str], description: str) -> str:
    """Return `text` if it is one of `words`. Raise if not: "'hold' is not a stage", for the description "a stage"."""
    if text not in words:
        raise TrackerError.unparsable(f"{quoted(text)} is not {description}", f"Choose from: {', '.join(words)}.")
    return text


def read_target(value: object) -> int | None:
    """Return the position of another event, or None for null."""
    if value is None:
        return None
    if type(value) is not int or not 0 < value < 2**63:
        raise TrackerError.unparsable("target must be a position in the log", "Write it as a number: 7 for @7.")
    return value


def _report(line: Json) -> Report:
    return Report(
        stage=read_stage(_required(line, "stage", "the report")),
        published=parse_published(_required(line, "published", "the report")),
        source=read_source(line.get("source")),
        attribution=_attribution(line.get("attribution")),
        claims=_claims(line.get("claims")),
        quote=_text(line, "quote", "the report"),
        target=read_target(line.get("target")),
        evidence=_evidence(line.get("evidence")),
        article=_article(line.get("article")),
    )


def read_source(data: object) -> Source:
    """Return the source in decoded JSON. Raise if it is not valid."""
    source = _object({} if data is None else data, "source", _SOURCE_KEYS)
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
    attribution = _object(data, "attribution", _ATTRIBUTION_KEYS)
    class_ = _text(attribution, "class", "attribution") or UNATTRIBUTED.class_
    return Attribution(
        class_=read_word(class_, STRENGTH, "an attribution"),
        words=_text(attribution, "words", "attribution"),
        side=tuple(country_code(code) for code in _texts(attribution, "side", "attribution")),
    )


def _claims(data: object) -> Claims:
    if data is None:
        return NOTHING_CLAIMED
    claims = _object(data, "claims", _CLAIM_READERS)
    given = {key: _CLAIM_READERS[key](claims, key, "claims") for key, value in claims.items() if value is not None}
    return Claims(**given)


def _withdrawn(claims: Json, key: str, where: str) -> tuple[str, ...]:
    """Return the fields that no longer hold, each once, in the order of `WITHDRAWABLE`."""
    fields = _texts(claims, key, where)
    for field in fields:
        read_word(field, WITHDRAWABLE, "a field that can be withdrawn")
    return tuple(field for field in WITHDRAWABLE if field in fields)


def _flag(data: Json, key: str, _: str) -> bool:
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
    """Return the words behind a field, letter for letter, blanks included."""
    where = f"the evidence of {field}"
    words = _object(data, where, _EVIDENCE_KEYS)
    start = _count(words, "start", where)
    end = _count(words, "end", where)
    text = words.get("text")
    _valid_text(text, "text", where)
    evidence = Evidence(text=str(text), start=start, end=end)
    if not is_evidence(evidence):
        raise TrackerError.unparsable(
            f"{where} does not fit from {start} to {end}", "start and end count the characters of the article."
        )
    return evidence


def is_evidence(evidence: Evidence) -> bool:
    """Whether the text is as long as its place in the article, and valid."""
    length = evidence.end - evidence.start
    return evidence.start >= 0 and length > 0 and length == len(evidence.text) and "\0" not in evidence.text


def _article(data: object) -> Article | None:
    if data is None:
        return None
    article = _object(data, "article", _ARTICLE_KEYS)
    sha256 = _required(article, "sha256", "article")
    if not is_sha256(sha256):
        raise TrackerError.unparsable("sha256 in article is not a SHA-256", "Write 64 digits: 0 to 9, a to f.")
    return Article(sha256=sha256, characters=_count(article, "characters", "article"))


def is_sha256(text: str) -> bool:
    """Whether the text is a SHA-256 in lower-case hex."""
    return re.fullmatch(_SHA256, text) is not None


def _window(claims: Json, key: str, _: str) -> Window:
    window = _object(claims[key], key, _WINDOW_KEYS)
    # For an empty string the error of the parser says more than "window has no edtf".
    edtf = "" if window.get("edtf") == "" else _required(window, "edtf", key)
    return Window(edtf, _text(window, "words", key))


def _place(claims: Json, key: str, _: str) -> Place:
    place = _object(claims[key], key, _PLACE_KEYS)
    name = _required(place, "name", key)
    standing = _text(place, "standing", key) or FIXED
    return Place(name=name, standing=read_word(standing, STANDINGS, "a standing"))


def _host(claims: Json, key: str, where: str) -> str | None:
    host = _text(claims, key, where)
    return host and country_code(host)


def _kind(claims: Json, key: str, where: str) -> str | None:
    kind = _text(claims, key, where)
    return kind and read_word(kind, KINDS, "a kind")


def _participants(claims: Json, key: str, where: str) -> tuple[Participant, ...]:
    return tuple(map(_participant, _list(claims, key, where)))


def _participant(data: object) -> Participant:
    person = _object(data, "a participant", _PARTICIPANT_KEYS)
    name = _text(person, "name", "a participant")
    role = _text(person, "role", "a participant")
    country = _text(person, "country", "a participant")
    if not (name or role):
        raise TrackerError.unparsable("a participant has neither a name nor a role", 'Write "Name, role, CC".')
    return Participant(name=name or "", role=role, country=country and country_code(country))


def _object(data: object, where: str, keys: Collection[str]) -> Json:
    """Return `data` if it is an object that has no other keys than `keys`. Errors call it `where`."""
    if not isinstance(data, dict):
        raise TrackerError.unparsable(f"{where} must be an object", "Write it as {…}.")
    for key in data:
        if key not in keys:
            raise TrackerError.unparsable(f"unknown key {quoted(key)} in {where}", f"Valid keys: {', '.join(keys)}.")
    return data


def _text(data: Json, key: str, where: str) -> str | None:
    """Return the text at `key` without surrounding blanks, or None if it is absent or empty."""
    value = data.get(key)
    if value is None:
        return None
    return _valid_text(value, key, where) or None


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
    """Return the texts in the list at `key`, empty ones left out."""
    values = _list(data, key, where)
    if not values:
        return ()
    texts = [_valid_text(value, key, where) for value in values]
    return tuple(text for text in texts if text)


def _valid_text(value: object, key: str, where: str) -> str:
    """Return `value`, without surrounding blanks, if it is a text that both databases can store."""
    if not isinstance(value, str):
        raise TrackerError.unparsable(f"{key} in {where} must be text", "Write it in quotation marks.")
    if not value.isascii() and not _is_valid_unicode(value):
        raise TrackerError.unparsable(f"{key} in {where} is not valid Unicode", "Save it as UTF-8.")
    if "\0" in value:
        raise TrackerError.unparsable(f"{key} in {where} contains a NUL character", "Remove it.")
    return value.strip()


def _is_valid_unicode(text: str) -> bool:
    """Whether the text has no lone surrogate."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


# What reads each field of the claims. A line has few of them, so only those that are there are read: half the time.
_CLAIM_READERS: Final[dict[str, Callable[[Json, str, str], Any]]] = {
    "window": _window,
    "original_window": _window,
    "place": _place,
    "host": _host,
    "participants": _participants,
    "without": _texts,
    "kind": _kind,
    "title": _text,
    "reason": _text,
    "by": _text,
    "withdrawn": _withdrawn,
    "in_doubt": _flag,
}
# The fields that evidence may belong to.
EVIDENCE_FIELDS: Final = ("stage", "attribution", *_CLAIM_READERS)
