"""Soundness: rows that no command could have written are refused, even if their hash is correct."""

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from msgspec.structs import replace

from tests.domain.strategies import reports
from tests.given import corrected, linked, merged, report, retracted
from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.events import Body, event_fingerprint, event_type, payload
from tracker.domain.import_line import read_report
from tracker.domain.report import (
    Article,
    Attribution,
    Claims,
    Evidence,
    Participant,
    Place,
    Report,
    Source,
    report_json,
)
from tracker.domain.row import Row, has_plain_cells
from tracker.domain.soundness import refuse_unsound, round_trips
from tracker.domain.window import Window


def row(body: Body, **columns: Any) -> Row:
    """Return the third row of a log, sound except for `columns`."""
    sound = Row(
        position=3,
        meeting="ahn-japan",
        version=3,
        type=event_type(body),
        published=body.published.text if isinstance(body, Report) else None,
        recorded_at="2026-01-22T09:00:00.000000Z",
        recorded_by="desk",
        payload=payload(body),
        fingerprint=event_fingerprint(body),
        hash="0" * 64,
    )
    return sound._replace(**columns)


CONFIRMED = report("confirmed", "2026-01-21", window="2026-01-29/2026-01-31")
BODIES = [
    CONFIRMED,
    corrected(1, {"claims": {"host": "JP"}})[0],
    retracted(1)[0],
    linked("part_of", "forum"),
    merged("ahn-visit"),
]


def test_the_cells_of_a_row_are_texts_whole_numbers_or_empty() -> None:
    assert has_plain_cells(row(CONFIRMED, fingerprint=None))
    for cell in (b"desk", 1.0, True):
        assert not has_plain_cells(row(CONFIRMED, recorded_by=cell))


@pytest.mark.parametrize("body", BODIES)
def test_a_row_that_a_command_writes_is_sound(body: Body) -> None:
    refuse_unsound(row(body))


@pytest.mark.parametrize(
    "columns",
    [
        {"meeting": "Not A Name"},
        {"version": 10**30},
        {"version": 0},
        {"recorded_at": "zzzz"},
        {"recorded_by": "\ud800"},
        {"fingerprint": "0" * 32},
        {"fingerprint": None},
        {"published": None},
        {"payload": "nonsense"},
        {"payload": "[" * 100_000},
        {"payload": '{"v":1,"source":{"outlet":7},"attribution":{"class":"official"}}'},
        {"payload": '{"v":1,"source":{"outlet":"Kyodo"},"attribution":{"class":"zzz"}}'},
        {"payload": '{"attribution":{"class":"official"},"source":{"outlet":"Kyodo","editor":"x"},"v":1}'},
        {"payload": payload(CONFIRMED).replace(",", ", ")},
        {"payload": '{"v":3,"source":{"outlet":"Kyodo"},"attribution":{"class":"media"}}'},
        {"payload": payload(CONFIRMED, 0)},
        {"payload": payload(CONFIRMED).replace('"v":2', '"v":2.0')},
        {"payload": payload(CONFIRMED).replace("}}", '},"in_doubt":false}')},
    ],
)
def test_a_report_that_no_command_writes_is_refused(columns: dict[str, Any]) -> None:
    with pytest.raises(TrackerError):
        refuse_unsound(row(CONFIRMED, **columns))


@pytest.mark.parametrize(
    ("body", "altered"),
    [
        (corrected(1, {})[0], '{"because":"x","fault":"nobody","fields":{},"target":1,"v":1}'),
        (corrected(1, {})[0], '{"because":"x","fault":"desk","fields":{},"target":0,"v":1}'),
        (corrected(1, {})[0], '{"because":"x","fault":"desk","fields":{"claims":7},"target":1,"v":1}'),
        (retracted(1)[0], '{"because":"x","fault":"nobody","target":1,"v":1}'),
        (retracted(1)[0], '{"because":"x","fault":"desk","target":3,"v":1}'),
        (retracted(1)[0], '{"because":"x","fault":"desk","target":[1],"v":1}'),
        (linked("part_of", "forum"), '{"meeting":"forum","relation":"beside","v":1}'),
        (linked("part_of", "forum"), '{"meeting":"No Name","relation":"part_of","v":1}'),
        (merged("ahn-visit"), '{"into":"No Name","v":1}'),
    ],
)
def test_another_event_that_no_command_writes_is_refused(body: Body, altered: str) -> None:
    with pytest.raises(TrackerError):
        refuse_unsound(row(body, payload=altered))


# Versions of the payload

NEW: list[dict[str, Any]] = [
    {"claims": Claims(withdrawn=("window",))},
    {"claims": Claims(in_doubt=True)},
    {"evidence": {"stage": Evidence(text="confirmed", start=0, end=9)}},
    {"article": Article(sha256="0f" * 32, characters=9)},
    {"batch": 2},
]


@pytest.mark.parametrize("body", BODIES)
def test_a_row_is_checked_against_its_own_version(body: Body) -> None:
    refuse_unsound(row(body, payload=payload(body, 1)))
    refuse_unsound(row(body, payload=payload(body, 2)))


@pytest.mark.parametrize("fields", NEW)
def test_no_row_of_the_first_version_holds_what_the_second_added(fields: dict[str, Any]) -> None:
    body = replace(CONFIRMED, **fields)
    refuse_unsound(row(body))
    with pytest.raises(TrackerError):
        refuse_unsound(row(body, payload=payload(body, 1)))


@pytest.mark.parametrize(
    "fields",
    [
        {"claims": Claims(withdrawn=("title",))},
        {"claims": Claims(withdrawn=("host", "window"))},
        {"evidence": {}},
        {"evidence": {"page": Evidence(text="confirmed", start=0, end=9)}},
        {"evidence": {"stage": Evidence(text="confirmed", start=0, end=8)}},
        {"article": Article(sha256="0f", characters=9)},
        {"article": Article(sha256="0f" * 32, characters=-1)},
        {"batch": 0},
        {"batch": 4},
    ],
)
def test_what_no_command_adds_to_a_report_is_refused(fields: dict[str, Any]) -> None:
    with pytest.raises(TrackerError):
        refuse_unsound(row(replace(CONFIRMED, **fields)))


TEXTS = [
    "Kyodo",
    "",
    " Kyodo",
    "KR",
    "kr",
    "NATO",
    "a\0b",
    "일본",
    "visit",
    "held",
    "in-final-arrangement",
    "fixed",
    "media",
    "place",
    "0f" * 32,
]
SOURCE = Source(outlet="Kyodo")
FULL = Report(
    stage="held",
    published=parse_published("2026-01-21"),
    source=Source(outlet="Kyodo", url="https://e.org/1", headline="Ahn", language="en", via=("Yonhap",)),
    attribution=Attribution(class_="official", words="the ministry", side=("KR",)),
    claims=Claims(
        window=Window("2026-01", "this month"),
        original_window=Window("2026-02"),
        place=Place(name="Tokyo"),
        host="JP",
        participants=(Participant(name="Ahn", role="minister", country="KR"), Participant(role="envoy")),
        without=("Koizumi",),
        kind="visit",
        title="Ahn in Japan",
        reason="weather",
        by="JP",
    ),
    quote="fields",
    target=1,
)


def claiming(**fields: Any) -> Report:
    """Return the full report with other claims."""
    return replace(FULL, claims=replace(FULL.claims, **fields))


ALTERED: dict[str, Callable[[str], Report]] = {
    "stage": lambda text: replace(FULL, stage=text),
    "quote": lambda text: replace(FULL, quote=text),
    "outlet": lambda text: replace(FULL, source=Source(outlet=text)),
    "url": lambda text: replace(FULL, source=replace(SOURCE, url=text)),
    "headline": lambda text: replace(FULL, source=replace(SOURCE, headline=text)),
    "language": lambda text: replace(FULL, source=replace(SOURCE, language=text)),
    "via": lambda text: replace(FULL, source=replace(SOURCE, via=("Yonhap", text))),
    "class": lambda text: replace(FULL, attribution=Attribution(class_=text)),
    "words": lambda text: replace(FULL, attribution=Attribution(words=text)),
    "side": lambda text: replace(FULL, attribution=Attribution(side=("JP", text))),
    "window": lambda text: claiming(window=Window("2026-01", text)),
    "original_window": lambda text: claiming(original_window=Window("2026-01", text)),
    "place": lambda text: claiming(place=Place(name=text)),
    "standing": lambda text: claiming(place=Place(name="Tokyo", standing=text)),
    "host": lambda text: claiming(host=text),
    "name": lambda text: claiming(participants=(Participant(name=text),)),
    "role": lambda text: claiming(participants=(Participant(role=text),)),
    "country": lambda text: claiming(participants=(Participant(name="Ahn", country=text),)),
    "without": lambda text: claiming(without=("Ahn", text)),
    "kind": lambda text: claiming(kind=text),
    "title": lambda text: claiming(title=text),
    "reason": lambda text: claiming(reason=text),
    "by": lambda text: claiming(by=text),
    "withdrawn": lambda text: claiming(withdrawn=("window", text)),
    "evidence": lambda text: replace(FULL, evidence={text: Evidence(text="x", start=0, end=1)}),
    "article": lambda text: replace(FULL, article=Article(sha256=text, characters=1)),
}


@given(reports())
def test_a_report_read_from_an_import_line_round_trips(report: Report) -> None:
    assert round_trips(report)


@pytest.mark.parametrize("field", ALTERED)
def test_round_trips_agrees_with_writing_and_reading_the_report(field: str) -> None:
    assert round_trips(FULL)
    for text in TEXTS:
        altered = ALTERED[field](text)
        try:
            reads_back = read_report(report_json(altered)) == altered
        except TrackerError:
            reads_back = False
        assert round_trips(altered) == reads_back, text


@pytest.mark.parametrize("target", [0, -1, 2**63])
def test_a_target_outside_the_log_does_not_round_trip(target: int) -> None:
    assert not round_trips(replace(FULL, target=target))
