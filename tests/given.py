"""Short forms for the tests of the rules: reports, events and logs written in one line each."""

from collections.abc import Callable
from typing import Any

import pytest

from tracker.domain.clocks import AsOf, Cut, parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.events import Body, Corrected, Event, Linked, Merged, Retracted, decode, event_type, payload
from tracker.domain.fold import fold, story
from tracker.domain.import_line import read_report
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Report
from tracker.domain.row import Row

MEETING = "ahn-japan"
_CLAIMS = (
    *("window", "original_window", "place", "host", "participants", "without", "kind", "title", "reason", "by"),
    *("withdrawn", "in_doubt"),
)


def line(stage: str, published: str, outlet: str = "Yonhap", said_by: str = "unattributed", **more: Any) -> Json:
    """Return an import line without its meeting. Claims and the parts of a source are given by their names.

    `window` and `original_window` are EDTF strings, a `place` that ends in "?" is a candidate, `participants` are
    "NAME, ROLE, CC".
    """
    source: Json = {
        "outlet": outlet,
        **{key: more.pop(key) for key in ("url", "headline", "language", "via") if key in more},
    }
    attribution: Json = {"class": said_by, **{key: more.pop(key) for key in ("words", "side") if key in more}}
    claims = {key: _claim(key, more.pop(key)) for key in _CLAIMS if key in more}
    return {
        "stage": stage,
        "published": published,
        "source": source,
        "attribution": attribution,
        "claims": claims,
        **more,
    }


def report(stage: str, published: str, outlet: str = "Yonhap", said_by: str = "unattributed", **more: Any) -> Report:
    """Return the report that such a line holds."""
    return read_report(line(stage, published, outlet, said_by, **more))


def retracted(target: int, fault: str = "desk", published: str | None = None) -> tuple[Body, str | None]:
    """Return a retraction; with fault `outlet` it holds from the day `published`."""
    return Retracted(target=target, fault=fault, because="it was wrong"), published


def corrected(target: int, fields: Json, fault: str = "desk", published: str | None = None) -> tuple[Body, str | None]:
    """Return a correction; with fault `outlet` it holds from the day `published`."""
    return Corrected(target=target, fields=fields, fault=fault, because="it was wrong"), published


def linked(relation: str, other: str) -> Body:
    """Return a link to another meeting."""
    return Linked(relation=relation, other=other)


def merged(into: str) -> Body:
    """Return a merge into another meeting."""
    return Merged(into=into)


def log(*bodies: Any, meeting: str = MEETING) -> list[Event]:
    """Return events at positions 1, 2, 3 …

    Each is given as a body, as a body with the day from which it holds, or as either of them after the name of another
    meeting: ("nakatani-seoul", report(…)).
    """
    return [_event(position, meeting, body) for position, body in enumerate(bodies, start=1)]


def _event(position: int, meeting: str, body: Any) -> Event:
    day: str | None = None
    if isinstance(body, tuple) and isinstance(body[0], str):
        meeting, body = body
    if isinstance(body, tuple):
        body, day = body
    moment = parse_published(day) if day else None
    if isinstance(body, Report):
        moment = body.published
    row = Row(
        position=position,
        meeting=meeting,
        version=position,
        type=event_type(body),
        published=moment.text if moment else None,
        recorded_at="2026-01-22T09:00:00.000000Z",
        recorded_by="desk",
        payload=payload(body),
        fingerprint=None,
        hash="",
    )
    return decode(row)


def _claim(key: str, value: Any) -> Any:
    if key in {"window", "original_window"}:
        return {"edtf": value}
    if key == "place":
        return {"name": value.rstrip("?"), "standing": "candidate" if value.endswith("?") else "fixed"}
    if key == "participants":
        return [_person(person) for person in value]
    return value


def _person(text: str) -> Json:
    name, role, country = (part.strip() or None for part in text.split(","))
    return {"name": name, "role": role, "country": country}


def cut(as_of: str | None = None, known_at: int | None = None) -> Cut:
    """Return a cut at a day or an instant of publication, and at a position of the log."""
    moment = parse_published(as_of) if as_of else None
    return Cut(as_of=AsOf(day=moment.day, utc=moment.utc) if moment else None, known_at=known_at)


def stands(*bodies: Any, name: str = MEETING, as_of: str | None = None, known_at: int | None = None) -> Meeting:
    """Return the state of the meeting called `name` after the events that `log` makes of the bodies."""
    return fold(log(*bodies), name, cut(as_of, known_at))


def kept(*bodies: Any) -> str | None:
    """Return why the stage of the report that comes last in order had no effect, or None if it had one."""
    return story(log(*bodies), MEETING).steps[-1].kept


def refusal(call: Callable[..., object], *arguments: object) -> tuple[str, str]:
    """Return the sentence and the hint of the `TrackerError` that a call raises."""
    with pytest.raises(TrackerError) as caught:
        call(*arguments)
    return caught.value.sentence, caught.value.hint
