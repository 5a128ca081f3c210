"""A row whose hash fits may still hold what no command could have written."""

from typing import Any

import pytest

from tests.given import linked, merged, report, retracted
from tracker.domain.chain import Row
from tracker.domain.errors import TrackerError
from tracker.domain.events import Body, event_fingerprint, event_type, payload
from tracker.domain.report import Report
from tracker.domain.soundness import refuse_unsound


def row(body: Body, **columns: Any) -> Row:
    """Return the third row of a log, sound but for the columns given."""
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
BODIES = [CONFIRMED, retracted(1)[0], linked("part_of", "forum"), merged("ahn-visit")]


@pytest.mark.parametrize("body", BODIES)
def test_what_a_command_writes_is_sound(body: Body) -> None:
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
        {"payload": '{"v":2,"source":{"outlet":"Kyodo"},"attribution":{"class":"media"}}'},
    ],
)
def test_a_report_that_no_command_writes_is_refused(columns: dict[str, Any]) -> None:
    with pytest.raises(TrackerError):
        refuse_unsound(row(CONFIRMED, **columns))


@pytest.mark.parametrize(
    ("body", "altered"),
    [
        (retracted(1)[0], '{"because":"x","fault":"nobody","target":1,"v":1}'),
        (retracted(1)[0], '{"because":"x","fault":"desk","target":3,"v":1}'),
        (retracted(1)[0], '{"because":"x","fault":"desk","target":[1],"v":1}'),
        (linked("part_of", "forum"), '{"meeting":"forum","relation":"beside","v":1}'),
        (linked("part_of", "forum"), '{"meeting":"No Name","relation":"part_of","v":1}'),
        (merged("ahn-visit"), '{"into":"No Name","v":1}'),
    ],
)
def test_a_mending_or_a_joining_that_no_command_writes_is_refused(body: Body, altered: str) -> None:
    with pytest.raises(TrackerError):
        refuse_unsound(row(body, payload=altered))
