"""The sentence of an alert, word for word."""

from typing import Any

import pytest

from tests.clock import FixedClock
from tests.ledger.doing import AHN, MISTAKE, SEOUL, begin, retract, say
from tracker.ledger import alerting
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.mending import correct
from tracker.ledger.recording import link
from tracker.service.alert_json import alert_object
from tracker.service.alert_text import sentence

PLAN: dict[str, Any] = {
    "said_by": "sources",
    "words": "government sources",
    "host": "JP",
    "window": "2026-01-29/2026-01-31",
    "participants": ["Ahn Gyu-back, defence minister, KR", "Shinjiro Koizumi, defence minister, JP"],
}


@pytest.fixture
def desk(clock: FixedClock, tmp_path: Any) -> Any:
    """Open a log in a file."""
    with open_desk(str(tmp_path / "desk.db"), create=True, clock=clock, recorder="mina") as opened:
        yield opened


def sentences(desk: Desk, after: int) -> list[str]:
    """Return the sentences of the events after a position."""
    positions = range(after + 1, alerting.end_of_log(desk) + 1)
    return [sentence(alert) for position in positions for alert in alerting.alerts_at(desk, position)]


def planned(desk: Desk, **more: Any) -> None:
    """Record the plan of a trip to Japan."""
    say(desk, "in_final_arrangement", "2026-01-21", new=True, **(PLAN | more))


def test_a_change_says_old_and_new_who_says_so_and_in_which_words(desk: Desk) -> None:
    planned(desk)
    say(desk, "confirmed", "2026-01-22", said_by="official", words="both defence ministries", window="2026-01-30")
    assert sentences(desk, 0) == [
        "Ahn–Koizumi, Japan: new: in final arrangement, 29–31 Jan 2026 (Yonhap, government sources)",
        (
            "Ahn–Koizumi, Japan: in final arrangement → confirmed, 29–31 Jan 2026 → 30 Jan 2026"
            " (Yonhap, both defence ministries)"
        ),
    ]


@pytest.mark.parametrize(
    ("stage", "more", "expected"),
    [
        (
            "postponed",
            {"said_by": "official", "side": ["KR"]},
            "in final arrangement → postponed, 29–31 Jan 2026 → no date (Yonhap, officials of KR)",
        ),
        ("noted", {"place": "Yokosuka?"}, "in final arrangement, 29–31 Jan 2026, JP → Yokosuka?, JP (Yonhap)"),
        ("noted", {"withdrawn": ["host"]}, "in final arrangement, 29–31 Jan 2026, JP → no place (Yonhap)"),
        (
            "noted",
            {"in_doubt": True},
            "in final arrangement, 29–31 Jan 2026, in doubt (Yonhap)",
        ),
    ],
)
def test_each_kind_of_change_has_its_words(desk: Desk, stage: str, more: dict[str, Any], expected: str) -> None:
    planned(desk)
    say(desk, stage, "2026-01-22", **more)
    assert [text.partition(": ")[2] for text in sentences(desk, 1)] == [expected]


def test_a_dispute_says_who_disputes_what(desk: Desk) -> None:
    planned(desk, said_by="official", words=None)
    say(desk, "cancelled", "2026-01-21", said_by="sources", outlet="NationPress", via=["AFP"])
    say(desk, "confirmed", "2026-01-22", said_by="official", side=["JP"])
    assert sentences(desk, 1) == [
        (
            "Ahn–Koizumi, Japan: in final arrangement, 29–31 Jan 2026, disputed: cancelled"
            " (NationPress < AFP, unnamed sources)"
        ),
        (
            "Ahn–Koizumi, Japan: in final arrangement → confirmed, 29–31 Jan 2026, no longer disputed"
            " (Yonhap, officials of JP)"
        ),
    ]


def test_what_the_desk_mends_names_who_mended_it_and_why(desk: Desk) -> None:
    planned(desk)
    correct(desk, 1, {"stage": "confirmed"}, MISTAKE)
    retract(desk, 1)
    assert sentences(desk, 1) == [
        (
            "Ahn–Koizumi, Japan: in final arrangement → confirmed, 29–31 Jan 2026, unofficial"
            " (@1 corrected by mina: it was wrong)"
        ),
        (
            "Ahn–Koizumi, Japan: confirmed → no report counts any more, 29–31 Jan 2026 → no date, JP → no place,"
            " no longer unofficial (@1 retracted by mina: it was wrong)"
        ),
    ]


def test_a_part_of_a_meeting_that_is_off_says_so(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    say(desk, "cancelled", "2026-01-11", AHN)
    link(desk, SEOUL, "part_of", AHN)
    assert sentences(desk, 3) == [
        f"{AHN}: cancelled (nakatani-seoul part of ahn-japan, linked by mina)",
        f"{SEOUL}: confirmed, part of {AHN}, which is off (@3) (nakatani-seoul part of ahn-japan, linked by mina)",
    ]


def test_an_overdue_plan_says_that_no_report_says_what_came_of_it(desk: Desk, clock: FixedClock) -> None:
    planned(desk)
    clock.move("2026-02-01T09:00:00+00:00")
    (alert,) = alerting.alerts_of_overdue(desk, "2026-01-22T09:00:00.000000Z")
    assert sentence(alert) == (
        "Ahn–Koizumi, Japan: in final arrangement, 29–31 Jan 2026, overdue: no report says what came of it"
    )
    assert alert_object(alert)["changes"] == [
        {
            "meeting": AHN,
            "field": "flags",
            "old": [],
            "new": ["overdue"],
            "position": None,
            "outlet": None,
            "published": None,
        }
    ]


@pytest.mark.parametrize(
    ("more", "subject"),
    [
        ({"participants": []}, AHN),
        ({"participants": [], "title": "Ahn in Japan"}, "Ahn in Japan"),
        ({"kind": "call"}, "Ahn–Koizumi, call"),
        ({"kind": "summit", "title": "Trilateral Summit"}, "Trilateral Summit"),
        ({"participants": ["안규백, 국방부 장관, KR"]}, "안규백, Japan"),
        ({"host": "EU", "participants": ["Kaja Kallas, , EE"]}, "Kallas, European Union"),
    ],
)
def test_a_meeting_is_called_by_who_meets_and_where(desk: Desk, more: dict[str, Any], subject: str) -> None:
    planned(desk, **more)
    assert [text.split(": ")[0] for text in sentences(desk, 0)] == [subject]


def test_a_sentence_is_one_line_without_hidden_characters(desk: Desk) -> None:
    planned(desk, words="first\nsecond\x1b[31m\u202e", outlet="Evil\u200b")
    (text,) = sentences(desk, 0)
    assert text.endswith(r"(Evil\u200b, first second\x1b[31m\u202e)")


@pytest.mark.parametrize(
    ("url", "shown"), [("https://np.example/1", " https://np.example/1"), ("javascript:alert(1)", ""), (None, "")]
)
def test_the_text_ends_with_the_link_to_the_item_if_it_is_on_the_web(desk: Desk, url: str | None, shown: str) -> None:
    planned(desk, url=url)
    (alert,) = alerting.alerts_at(desk, 1)
    assert alert_object(alert)["text"] == sentence(alert) + shown
