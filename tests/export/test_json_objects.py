"""The keys of the JSON objects are those listed, in that order, and those that docs/json.md promises."""

from datetime import date
from typing import Any

import pytest

from tests.given import MEETING, corrected, linked, log, merged, report, retracted
from tracker.domain.changes import FIELDS
from tracker.domain.fold import fold
from tracker.domain.history import entries
from tracker.domain.meeting import Link
from tracker.domain.report import Participant, Place
from tracker.domain.window import Window
from tracker.export.json_objects import (
    DIFF_KEYS,
    HISTORY_KEYS,
    STATUS_KEYS,
    WHY_KEYS,
    diff_object,
    history_object,
    json_value,
    status_object,
    why_object,
)

DAY = date(2026, 1, 22)
# The keys that were published first; later keys may stand between them.
STATUS = (
    *("meeting", "title", "kind", "status", "since", "attribution", "flags", "window", "previous_windows", "host"),
    *("places", "participants", "reason", "by", "links", "aliases", "reports", "origins", "last_position", "why"),
)
HISTORY = (
    *("position", "meeting", "type", "published", "recorded_at", "recorded_by", "source", "attribution", "claims"),
    *("quote", "target", "because", "fault", "effect", "kept", "retracted_by", "hash"),
)

EVENTS = log(
    report(
        *("arranging", "2026-01-20", "NationPress", "official"),
        via=["Kyodo", "Yonhap"],
        side=["KR"],
        words="the ministry",
        window="2026-01-30",
        place="Yokosuka?",
        host="JP",
        participants=["Ahn Gyu-back, defence minister, KR"],
    ),
    report("confirmed", "2026-01-21"),
    linked("part_of", "dialogue"),
    corrected(2, {"claims": {"kind": "visit"}}),
    retracted(2, "outlet", "2026-01-22"),
    ("ahn-yokosuka", report("noted", "2026-01-21", "Jiji")),
    ("ahn-yokosuka", merged(MEETING)),
)


def test_a_status_has_the_listed_keys_in_their_order() -> None:
    shown = status_object(fold(EVENTS, MEETING), DAY)
    assert tuple(shown) == STATUS_KEYS
    assert {*FIELDS} < {*STATUS_KEYS}
    assert tuple(key for key in STATUS_KEYS if key in STATUS) == STATUS


def test_an_event_of_every_type_has_the_listed_keys_in_their_order() -> None:
    objects = [history_object(entry) for entry in entries(EVENTS, MEETING)]
    assert [event["type"] for event in objects] == [
        *("arranging", "confirmed", "linked", "corrected", "retracted", "noted", "merged"),
    ]
    assert {tuple(event) for event in objects} == {HISTORY_KEYS}
    assert tuple(key for key in HISTORY_KEYS if key in HISTORY) == HISTORY


def test_a_difference_has_the_listed_keys_for_any_event_and_for_none() -> None:
    event, change = EVENTS[0], entries(EVENTS, MEETING)[0].effect[0]
    shown = diff_object(MEETING, change, event)
    assert tuple(shown) == tuple(diff_object(MEETING, change, None)) == DIFF_KEYS
    assert (shown["position"], shown["outlet"], shown["published"]) == (1, "NationPress", "2026-01-20")
    by_no_event = diff_object(MEETING, change, None)
    assert (by_no_event["position"], by_no_event["outlet"], by_no_event["published"]) == (None, None, None)
    by_link = diff_object(MEETING, change, EVENTS[2])
    assert (by_link["position"], by_link["outlet"], by_link["published"]) == (3, None, None)


def test_a_reason_has_the_listed_keys_and_the_origin() -> None:
    by_report = why_object("host", "JP", EVENTS[0])
    assert tuple(by_report) == tuple(why_object("links", (), EVENTS[2])) == WHY_KEYS
    assert (by_report["outlet"], by_report["origin"], by_report["attributed_to"]) == (
        *("NationPress", "Yonhap"),
        "the ministry",
    )
    assert why_object("kind", "visit", EVENTS[1])["origin"] == "Yonhap"  # its own outlet
    assert why_object("links", (), EVENTS[2])["origin"] is None


def test_why_is_in_the_order_of_the_keys() -> None:
    why = list(status_object(fold(EVENTS, MEETING), DAY)["why"])
    assert why == sorted(why, key=STATUS_KEYS.index)


def test_flags_depend_on_the_day() -> None:
    meeting = fold(EVENTS[:1], MEETING)
    assert status_object(meeting, date(2026, 1, 30))["flags"] == []
    assert status_object(meeting, date(2026, 1, 31))["flags"] == ["overdue"]


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        ("JP", "JP"),
        ((), []),
        (("KR", "JP"), ["KR", "JP"]),
        (
            Window("2026-02/..", "from February"),
            {"edtf": "2026-02/..", "earliest": "2026-02-01", "latest": None, "words": "from February"},
        ),
        ((Place(name="Seoul"),), [{"name": "Seoul", "standing": "fixed"}]),
        (Participant(name="Ahn"), {"name": "Ahn", "role": None, "country": None}),
        (Link(relation="part_of", meeting="ssd"), {"relation": "part_of", "meeting": "ssd"}),
    ],
)
def test_a_value_becomes_json(value: Any, expected: Any) -> None:
    assert json_value(value) == expected
