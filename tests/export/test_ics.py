"""iCalendar: read back by another library than the one that wrote it, and held to what calendars require."""

import re
import sys
from datetime import date
from typing import Any

import pytest
import vobject

from tests.export.hostile import STEERING, TEXTS, exported_of
from tests.given import MEETING, linked, log, merged, report, retracted
from tracker.domain.errors import TrackerError
from tracker.domain.exported_meeting import exported_meeting
from tracker.export.ics import CANCELLED, Cancelled, calendar
from tracker.export.standard_codes import meeting_uuid

LOG = "ab" * 32


def text_of(*said: Any, cancelled: Cancelled = "status") -> str:
    """Return the calendar of one meeting."""
    return calendar([exported_meeting(log(*said), MEETING)], LOG, cancelled).text


def event(*said: Any, cancelled: Cancelled = "status") -> dict[str, str]:
    """Return the properties of the one event in a calendar, as vobject reads them."""
    (found,) = vobject.readOne(text_of(*said, cancelled=cancelled)).vevent_list
    return {name: one.value for name, (one, *_) in found.contents.items()}


def planned(stage: str = "confirmed", day: str = "2026-01-22", **more: Any) -> Any:
    """Return a report with a window."""
    return report(stage, day, **{"window": "2026-01-29/2026-01-31"} | more)


def test_a_meeting_is_an_event_of_whole_days_whose_end_is_the_day_after() -> None:
    found = event(
        planned(
            *("in_final_arrangement", "2026-01-21"),
            outlet="NationPress",
            said_by="sources",
            via=["Yonhap"],
            words="government sources",
            title="Ahn Gyu-back visits Japan",
            kind="visit",
            host="JP",
            place="Yokosuka?",
            url="https://np.example/1",
            headline="Ahn to visit Japan",
            participants=["Ahn Gyu-back, defence minister, KR", ", chief of staff, JP"],
        )
    )
    assert found == {
        "uid": meeting_uuid(LOG, MEETING),
        "dtstamp": found["dtstamp"],
        "created": found["created"],
        "last-modified": found["last-modified"],
        "sequence": "0",
        "dtstart": date(2026, 1, 29),
        "dtend": date(2026, 2, 1),
        "summary": "Ahn Gyu-back visits Japan (in final arrangement)",
        "description": "In final arrangement since 21 Jan 2026, according to unnamed sources"
        ' ("government sources").\n'
        "When: 29–31 Jan 2026\n"
        "Where: Yokosuka (candidate), JP\n"
        "Who: Ahn Gyu-back, defence minister, KR\n"
        "Who: chief of staff, JP\n"
        "\n"
        "21 Jan 2026, NationPress < Yonhap: in final arrangement, according to unnamed sources"
        ' ("government sources")\n'
        "“Ahn to visit Japan”\n"
        "https://np.example/1\n"
        "\n"
        "ahn-japan",
        "location": "Yokosuka (candidate), JP",
        "url": "https://np.example/1",
        "categories": ["visit"],
        "status": "TENTATIVE",
        "transp": "TRANSPARENT",
        "color": "teal",
        "x-tracker-meeting": "ahn-japan",
        "x-tracker-status": "in_final_arrangement",
        "x-tracker-window": "2026-01-29/2026-01-31",
        "x-tracker-participant": found["x-tracker-participant"],
    }


def test_a_calendar_has_what_google_apple_and_outlook_ask_for() -> None:
    text = calendar([exported_meeting(log(planned()), MEETING), exported_of("other")], LOG).text
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    head = lines[: lines.index("BEGIN:VEVENT")]
    for needed in ("VERSION:2.0", "PRODID:-//tracker//tracker//EN", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"):
        assert needed in head
    for name in ("NAME:Diplomatic meetings", "X-WR-CALNAME:Diplomatic meetings"):
        assert name in head
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"} <= {*head}
    for once in (
        "UID:",
        "DTSTAMP:20260122T090000Z",
        "SEQUENCE:",
        "DTSTART;VALUE=DATE:",
        "DTEND;VALUE=DATE:",
        "SUMMARY:",
    ):
        assert sum(one.startswith(once) for one in lines) == 2
    # Of whole days nothing depends on a time zone; an attendee would be invited, an alarm would ring.
    assert not re.search("^(BEGIN:VTIMEZONE|BEGIN:VALARM|ATTENDEE|ORGANIZER|RRULE)", text, re.MULTILINE)


def test_lines_end_in_cr_lf_and_are_folded_at_75_octets_between_letters() -> None:
    text = text_of(planned(title="안규백 국방장관 방일 👨\u200d👩\u200d👧 " * 20, reason="é" * 300))
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    for line in text.encode().split(b"\r\n"):
        line.decode()  # no letter is cut in two
    assert vobject.readOne(text).vevent.summary.value.startswith("안규백 국방장관 방일 👨\u200d👩\u200d👧 안규백")


def test_the_same_log_gives_the_same_bytes() -> None:
    said = [planned(), report("cancelled", "2026-01-24", reason="snow")]
    assert text_of(*said) == text_of(*said)


@pytest.mark.parametrize(
    ("edtf", "first", "after", "words"),
    [
        ("2026-01-30", "20260130", "20260131", None),
        ("2026-01-29/2026-01-31", "20260129", "20260201", None),
        ("[2026-01-26..2026-02-01]", "20260126", "20260202", "some day 26 Jan – 1 Feb 2026"),
        ("[2026-02-03,2026-02-10]", "20260203", "20260211", "3 or 10 Feb 2026"),
        ("2026-01-21~/2026-01-31~", "20260121", "20260201", "late Jan 2026"),
        ("2026-08-23~", "20260823", "20260824", "about 23 Aug 2026"),
        ("2026-02", "20260201", "20260301", "Feb 2026"),
        ("2026-24", "20261201", "20270301", "winter 2026–27"),
        ("2028", "20280101", "20290101", "2028"),
    ],
)
def test_a_day_that_is_not_known_for_certain_is_a_span_whose_title_says_so(
    edtf: str, first: str, after: str, words: str | None
) -> None:
    text = text_of(planned(window=edtf, title="Ahn visits Japan"))
    assert f"DTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{after}\r\n" in text
    assert vobject.readOne(text).vevent.summary.value == f"Ahn visits Japan{f' ({words})' if words else ''}"


@pytest.mark.parametrize("edtf", [None, "2026-02-01/..", "[..2026-12-31]", "[2026-02..]", "9999-12-31"])
def test_what_has_no_first_or_no_last_day_is_left_out_and_counted(edtf: str | None) -> None:
    told = report("confirmed", "2026-01-22", **({"window": edtf} if edtf else {}))
    found = calendar([exported_meeting(log(told), MEETING)], LOG)
    assert "VEVENT" not in found.text
    assert (found.dayless, found.denied) == (1, 0)


def test_what_an_office_denies_is_left_out_and_counted() -> None:
    found = calendar(
        [exported_meeting(log(planned("denied")), MEETING), exported_meeting(log(planned()), MEETING)], LOG
    )
    assert found.text.count("BEGIN:VEVENT") == 1
    assert (found.dayless, found.denied) == (0, 1)


@pytest.mark.parametrize(
    ("stage", "status", "summary"),
    [
        ("proposed", "TENTATIVE", "Ahn visits Japan (proposed)"),
        ("arranging", "TENTATIVE", "Ahn visits Japan (arranging)"),
        ("confirmed", "CONFIRMED", "Ahn visits Japan"),
        ("held", "CONFIRMED", "Ahn visits Japan"),
        ("postponed", "TENTATIVE", "POSTPONED: Ahn visits Japan"),
        ("cancelled", "CANCELLED", "CANCELLED: Ahn visits Japan"),
        ("noted", "TENTATIVE", "Ahn visits Japan (details only)"),
    ],
)
def test_a_status_is_said_in_status_and_title(stage: str, status: str, summary: str) -> None:
    found = event(planned(stage, title="Ahn visits Japan", window="2026-01-20"))
    assert (found["status"], found["summary"]) == (status, summary)


def test_a_cancelled_meeting_is_told_as_is_asked_for() -> None:
    said = [planned("cancelled", title="Ahn visits Japan")]
    assert CANCELLED == ("status", "title", "omit")
    told = event(*said, cancelled="title")
    assert (told["summary"], "status" in told) == ("CANCELLED: Ahn visits Japan", False)
    assert "VEVENT" not in text_of(*said, cancelled="omit")
    assert event(planned(), cancelled="omit")["status"] == "CONFIRMED"


def test_an_update_has_the_uid_of_what_it_updates_and_a_higher_sequence() -> None:
    said: list[Any] = [planned("arranging", "2026-01-20")]
    seen = [event(*said)]
    for more in (
        planned("confirmed", "2026-01-21"),
        planned("rescheduled", "2026-01-22", window="2026-02-03"),
        report("postponed", "2026-01-23"),
        retracted(4),
    ):
        said.append(more)
        seen.append(event(*said))
    assert {one["uid"] for one in seen} == {meeting_uuid(LOG, MEETING)}
    assert [one["sequence"] for one in seen] == ["0", "1", "2", "3", "4"]
    assert seen[2]["description"].splitlines()[1:3] == ["When: 3 Feb 2026", "Was to be: 29–31 Jan 2026"]


def test_the_last_five_reports_are_told_and_the_others_counted() -> None:
    said = [report("noted", f"2026-01-{day}", f"Outlet {day}", window="2026-01-30") for day in range(10, 17)]
    text = event(*said)["description"]
    assert re.findall(r"Outlet (\d+)", text) == ["16", "15", "14", "13", "12"]
    assert "and 2 earlier reports" in text


def test_why_it_is_off_who_disputes_it_and_what_it_is_linked_with_is_told() -> None:
    text = event(
        planned("confirmed"),
        report("cancelled", "2026-01-23", "Kyodo", reason="snow", by="JP"),
        report("postponed", "2026-01-23", "Jiji"),
        linked("part_of", "dialogue"),
        ("ahn-yokosuka", merged(MEETING)),
    )["description"]
    assert text.splitlines()[0] == (
        "Cancelled since 23 Jan 2026, according to the outlet itself."
        " Reports contradict each other. No office has said so on the record."
    )
    assert "Why it is off: snow, by JP" in text
    assert "Link: part of dialogue" in text


@pytest.mark.parametrize(
    ("more", "summary"),
    [
        ({}, "ahn-japan"),
        ({"participants": ["Ahn, , KR"], "kind": "talks"}, "Talks: Ahn"),
        ({"participants": ["Ahn, , KR", ", aide, "]}, "Meeting: Ahn, aide"),
        ({"participants": [f"P{n}, , KR" for n in range(5)]}, "Meeting: P0, P1, P2 and 2 more"),
    ],
)
def test_a_meeting_without_a_title_goes_by_who_takes_part(more: dict[str, Any], summary: str) -> None:
    assert event(planned(**more))["summary"] == summary


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_inert(text: str) -> None:
    written = calendar([exported_of(text)], LOG).text
    assert not STEERING.search(written.replace("\r\n", "\n"))
    assert len(re.findall("^BEGIN:", written, re.MULTILINE)) == len(re.findall("^END:", written, re.MULTILINE)) == 2
    assert max(len(line) for line in written.encode().split(b"\r\n")) <= 75
    found = vobject.readOne(written).vevent
    assert len(found.summary.value) <= 300
    assert len(found.description.value) <= 8192  # the most that Google takes
    assert "url" not in found.contents
    names = {line.split(":")[0].split(";")[0] for line in re.sub(r"\r\n ", "", written).splitlines()}
    assert all(re.fullmatch("[A-Z-]+", name) for name in names)


def test_two_libraries_read_the_same_title() -> None:
    title = 'a, b; c: d \\ n "e" ]]> <b>'
    written = text_of(planned(title=title))
    assert vobject.readOne(written).vevent.summary.value == title
    assert re.search(r"^SUMMARY:a\\, b\\; c: d \\\\ n \"e\" \]\]> <b>\r$", written, re.MULTILINE)


def test_without_the_library_a_sentence_says_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(TrackerError) as caught:
        calendar([], LOG)
    assert caught.value.sentence == "calendars are written by the package icalendar, which is not installed"
    assert caught.value.hint == "In the checkout of tracker, run: pip install '.[ics]'"
