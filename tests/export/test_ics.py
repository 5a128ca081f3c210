"""iCalendar: read back by another library, vobject, and checked against what calendar programs require."""

import re
import sys
from datetime import date
from typing import Any

import pytest
import vobject
from hypothesis import given
from hypothesis import strategies as st

from tests.export.hostile import STEERING, TEXTS, exported_of
from tests.given import MEETING, linked, log, merged, report, retracted
from tracker.domain.errors import TrackerError
from tracker.domain.exported_meeting import exported_meeting
from tracker.export.ics import CANCELLED, Cancelled, LeftOut, calendar, folded_line
from tracker.export.standard_codes import meeting_uuid

LOG = "ab" * 32


def text_of(*bodies: Any, cancelled: Cancelled = "status") -> str:
    """Return the calendar of one meeting."""
    return "".join(calendar([exported_meeting(log(*bodies), MEETING)], LOG, LeftOut(), cancelled))


def event(*bodies: Any, cancelled: Cancelled = "status") -> dict[str, str]:
    """Return the properties of the only event in a calendar, as vobject reads them."""
    (component,) = vobject.readOne(text_of(*bodies, cancelled=cancelled)).vevent_list
    return {name: first.value for name, (first, *_) in component.contents.items()}


def planned(stage: str = "confirmed", day: str = "2026-01-22", **more: Any) -> Any:
    """Return a report with a window."""
    return report(stage, day, **{"window": "2026-01-29/2026-01-31"} | more)


def test_a_meeting_is_an_all_day_event_that_ends_on_the_day_after_its_last() -> None:
    properties = event(
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
    assert properties == {
        "uid": meeting_uuid(LOG, MEETING),
        "dtstamp": properties["dtstamp"],
        "created": properties["created"],
        "last-modified": properties["last-modified"],
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
        "x-tracker-participant": properties["x-tracker-participant"],
    }


def test_a_calendar_has_the_properties_that_google_apple_and_outlook_require() -> None:
    text = "".join(calendar([exported_meeting(log(planned()), MEETING), exported_of("other")], LOG, LeftOut()))
    lines = text.split("\r\n")
    assert lines[0] == "BEGIN:VCALENDAR"
    assert lines[-2:] == ["END:VCALENDAR", ""]
    head = lines[: lines.index("BEGIN:VEVENT")]
    for needed in ("VERSION:2.0", "PRODID:-//tracker//tracker//EN", "METHOD:PUBLISH", "CALSCALE:GREGORIAN"):
        assert needed in head
    for name in ("NAME:Diplomatic meetings", "X-WR-CALNAME:Diplomatic meetings"):
        assert name in head
    assert {"REFRESH-INTERVAL;VALUE=DURATION:PT1H", "X-PUBLISHED-TTL:PT1H"} <= {*head}
    for property_name in (
        "UID:",
        "DTSTAMP:20260122T090000Z",
        "SEQUENCE:",
        "DTSTART;VALUE=DATE:",
        "DTEND;VALUE=DATE:",
        "SUMMARY:",
    ):
        assert sum(line.startswith(property_name) for line in lines) == 2
    # All-day events need no time zone; an attendee would be invited, an alarm would ring.
    assert not re.search("^(BEGIN:VTIMEZONE|BEGIN:VALARM|ATTENDEE|ORGANIZER|RRULE)", text, re.MULTILINE)


def test_lines_end_in_cr_lf_and_are_folded_at_75_octets_between_letters() -> None:
    text = text_of(planned(title="안규백 국방장관 방일 👨\u200d👩\u200d👧 " * 20, reason="é" * 300))
    assert "\n" not in text.replace("\r\n", "")
    assert max(len(line) for line in text.encode().split(b"\r\n")) <= 75
    for line in text.encode().split(b"\r\n"):
        line.decode()  # no letter is cut in two
    assert vobject.readOne(text).vevent.summary.value.startswith("안규백 국방장관 방일 👨\u200d👩\u200d👧 안규백")


@given(st.lists(st.sampled_from([r"\\", r"\n", r"\,", "a", "é", "안", "👨"]), max_size=200).map("".join))
def test_no_line_ends_within_an_escape(value: str) -> None:
    folded = folded_line(f"SUMMARY:{value}")
    assert folded.replace("\r\n ", "") == f"SUMMARY:{value}"
    for line in folded.split("\r\n"):
        assert len(line.encode()) <= 75
        assert (len(line) - len(line.rstrip("\\"))) % 2 == 0


def test_a_title_with_backslashes_is_folded_between_them() -> None:
    text = text_of(planned(title="a" * 56 + r", b; c\d"))
    assert not re.search(r"[^\\]\\\r\n", text)


def test_the_same_log_gives_the_same_bytes() -> None:
    bodies = [planned(), report("cancelled", "2026-01-24", reason="snow")]
    assert text_of(*bodies) == text_of(*bodies)


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
def test_an_uncertain_day_becomes_a_span_and_the_title_says_so(
    edtf: str, first: str, after: str, words: str | None
) -> None:
    text = text_of(planned(window=edtf, title="Ahn visits Japan"))
    assert f"DTSTART;VALUE=DATE:{first}\r\nDTEND;VALUE=DATE:{after}\r\n" in text
    assert vobject.readOne(text).vevent.summary.value == f"Ahn visits Japan{f' ({words})' if words else ''}"


@pytest.mark.parametrize("edtf", [None, "2026-02-01/..", "[..2026-12-31]", "[2026-02..]", "9999-12-31"])
def test_a_meeting_without_a_first_or_last_day_is_left_out_and_counted(edtf: str | None) -> None:
    window = {"window": edtf} if edtf else {}
    left_out = LeftOut()
    text = "".join(
        calendar([exported_meeting(log(report("confirmed", "2026-01-22", **window)), MEETING)], LOG, left_out)
    )
    assert "VEVENT" not in text
    assert (left_out.dayless, left_out.denied) == (1, 0)


def test_a_denied_meeting_is_left_out_and_counted() -> None:
    left_out = LeftOut()
    meetings = [exported_meeting(log(planned("denied")), MEETING), exported_meeting(log(planned()), MEETING)]
    assert "".join(calendar(meetings, LOG, left_out)).count("BEGIN:VEVENT") == 1
    assert (left_out.dayless, left_out.denied) == (0, 1)


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
def test_a_status_is_in_status_and_summary(stage: str, status: str, summary: str) -> None:
    properties = event(planned(stage, title="Ahn visits Japan", window="2026-01-20"))
    assert (properties["status"], properties["summary"]) == (status, summary)


def test_a_cancelled_meeting_is_shown_as_the_option_says() -> None:
    report = planned("cancelled", title="Ahn visits Japan")
    assert CANCELLED == ("status", "title", "omit")
    properties = event(report, cancelled="title")
    assert (properties["summary"], "status" in properties) == ("CANCELLED: Ahn visits Japan", False)
    assert "VEVENT" not in text_of(report, cancelled="omit")
    assert event(planned(), cancelled="omit")["status"] == "CONFIRMED"


def test_an_update_has_the_same_uid_and_a_higher_sequence() -> None:
    bodies: list[Any] = [planned("arranging", "2026-01-20")]
    revisions = [event(*bodies)]
    for body in (
        planned("confirmed", "2026-01-21"),
        planned("rescheduled", "2026-01-22", window="2026-02-03"),
        report("postponed", "2026-01-23"),
        retracted(4),
    ):
        bodies.append(body)
        revisions.append(event(*bodies))
    assert {revision["uid"] for revision in revisions} == {meeting_uuid(LOG, MEETING)}
    assert [revision["sequence"] for revision in revisions] == ["0", "1", "2", "3", "4"]
    assert revisions[2]["description"].splitlines()[1:3] == ["When: 3 Feb 2026", "Was to be: 29–31 Jan 2026"]


def test_the_description_has_the_last_five_reports_and_counts_the_others() -> None:
    reports = [report("noted", f"2026-01-{day}", f"Outlet {day}", window="2026-01-30") for day in range(10, 17)]
    text = event(*reports)["description"]
    assert re.findall(r"Outlet (\d+)", text) == ["16", "15", "14", "13", "12"]
    assert "and 2 earlier reports" in text


def test_the_description_has_the_reason_the_dispute_and_the_links() -> None:
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
def test_a_meeting_without_a_title_is_called_by_its_participants(more: dict[str, Any], summary: str) -> None:
    assert event(planned(**more))["summary"] == summary


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_inert(text: str) -> None:
    written = "".join(calendar([exported_of(text)], LOG, LeftOut()))
    assert not STEERING.search(written.replace("\r\n", "\n"))
    assert len(re.findall("^BEGIN:", written, re.MULTILINE)) == len(re.findall("^END:", written, re.MULTILINE)) == 2
    assert max(len(line) for line in written.encode().split(b"\r\n")) <= 75
    component = vobject.readOne(written).vevent
    assert len(component.summary.value) <= 300
    assert len(component.description.value) <= 8192  # the most that Google takes
    assert "url" not in component.contents
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
        list(calendar([], LOG, LeftOut()))
    assert caught.value.sentence == "calendars are written by the package icalendar, which is not installed"
    assert caught.value.hint == "In the checkout of tracker, run: pip install '.[ics]'"


def test_a_plan_in_doubt_is_tentative_and_says_so() -> None:
    assert event(planned(title="Talks"))["status"] == "CONFIRMED"
    properties = event(planned(title="Talks"), report("noted", "2026-01-23", in_doubt=True))
    assert (properties["status"], properties["summary"]) == ("TENTATIVE", "Talks (in doubt)")
    assert "The plan is in doubt." in properties["description"]
    assert "In doubt (@2)" in properties["description"]


def test_a_plan_put_off_without_a_date_stays_on_the_days_that_it_gave_up() -> None:
    properties = event(planned(title="Talks"), report("postponed", "2026-01-23"))
    assert properties["dtstart"] == date(2026, 1, 29)
    assert properties["summary"] == "POSTPONED: Talks (was 29–31 Jan 2026)"
    assert "Was to be: 29–31 Jan 2026" in properties["description"]
