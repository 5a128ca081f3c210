"""The projection: meetings found by name, status, country, person and window."""

from collections.abc import Iterable
from datetime import date
from typing import Any

import pytest

from tests.store.raw import sql
from tracker.domain.meeting import Meeting
from tracker.domain.report import Participant
from tracker.domain.window import Window
from tracker.store import projection
from tracker.store.connection import Cells, Connection
from tracker.store.projection import NO_STATUS, SearchCriteria


def contents_of(connection: Connection) -> dict[str, list[Cells]]:
    """Return every table of the projection, in order."""
    return {
        table: connection.all(sql(f"SELECT * FROM {table} ORDER BY 1, 2"))
        for table in ("meetings", "participants", "origins", "names", "relations")
    }


def meeting(name: str, window: str | None = None, people: Iterable[str] = (), **more: Any) -> Meeting:
    """Return a meeting that one report counts for."""
    more = {"reports": 1, "status": "confirmed", **more}
    return Meeting(
        meeting=name,
        window=Window(window) if window else None,
        participants=tuple(Participant(name=person) for person in people),
        **more,
    )


def save(connection: Connection, *meetings: Meeting) -> None:
    """Write meetings, each under its own name."""
    with connection.transaction(write=True):
        projection.add_names(connection, [(one.meeting, one.meeting) for one in meetings])
        projection.save(connection, meetings)


def named(found: Iterable[Meeting]) -> list[str]:
    """Return the names of meetings, in the order given."""
    return [one.meeting for one in found]


# What is written is read


def test_a_meeting_is_read_as_it_was_written(connection: Connection) -> None:
    written = meeting(
        "a", "2026-01-29/2026-01-31", ["안규백", "小泉 進次郎"], host="JP", origins=("yonhap",), why={"host": 1}
    )
    save(connection, written)
    assert projection.standing(connection, "a") == written
    assert projection.standing(connection, "b") is None


def test_writing_a_meeting_again_replaces_all_of_it(connection: Connection) -> None:
    first = meeting("a", "2026-01-29", ["Ahn", "Koizumi"], origins=("yonhap", "kyodo"))
    second = meeting("a", None, ["Koizumi"], origins=("kyodo",), status=None)
    save(connection, first)
    with connection.transaction(write=True):
        projection.save(connection, [second])
    contents = contents_of(connection)
    assert contents["participants"] == [("a", 0, "koizumi", None)]
    assert contents["origins"] == [("kyodo", "a")]
    assert [row[:6] for row in contents["meetings"]] == [("a", None, None, None, None, 1)]


@pytest.mark.parametrize(
    "more",
    [{}, {"status": "cancelled"}, {"host": "JP"}, {"window": "2026-02-01"}, {"window": None}, {"people": ["Ahn"]}],
    ids=["only a report more", "a status", "a host", "a window", "no window", "somebody"],
)
def test_whatever_a_report_changes_is_in_the_tables(connection: Connection, more: dict[str, Any]) -> None:
    first = meeting("a", "2026-01-29", origins=("yonhap",))
    second = meeting("a", **{"window": "2026-01-29", "reports": 2, "origins": ("kyodo", "yonhap"), **more})
    save(connection, first, meeting("b"))
    with connection.transaction(write=True):
        projection.save(connection, [second])
    expected = projection.expected_rows([second, meeting("b")])
    assert {table: contents_of(connection)[table] for table in expected} == expected


def test_the_tables_hold_what_is_expected_of_the_meetings(connection: Connection) -> None:
    meetings = [meeting("a", "[..2026-02-01]", ["Ahn"], origins=("kyodo",)), meeting("b", host="JP")]
    save(connection, *meetings)
    expected = projection.expected_rows(meetings)
    assert projection.stored_rows(connection, meetings) == expected
    assert projection.stored_rows(connection, meetings[1:]) == projection.expected_rows(meetings[1:])
    assert projection.row_counts(connection) == {table: len(rows) for table, rows in expected.items()}
    assert sorted(projection.names_and_meetings(connection)) == [("a", "a"), ("b", "b")]


def test_a_forgotten_meeting_is_in_no_table_but_its_name_is(connection: Connection) -> None:
    save(connection, meeting("a", people=["Ahn"], origins=("kyodo",)), meeting("b", people=["Ahn"]))
    with connection.transaction(write=True):
        projection.remove(connection, "a")
        projection.point_names(connection, [("a", "b")])
    contents = contents_of(connection)
    assert [row[0] for row in contents["meetings"]] == ["b"]
    assert contents["participants"] == [("b", 0, "ahn", None)]
    assert contents["origins"] == []
    assert projection.names_and_meetings(connection) == [("a", "b"), ("b", "b")]


def test_a_cleared_projection_is_empty(connection: Connection) -> None:
    save(connection, meeting("a", people=["Ahn"], origins=("kyodo",)))
    with connection.transaction(write=True):
        projection.clear(connection)
    assert contents_of(connection) == {
        "meetings": [],
        "participants": [],
        "origins": [],
        "names": [],
        "relations": [],
    }


# By name


def beginning(connection: Connection, prefix: str, most: int = 100) -> list[str]:
    """Return the meetings that a prefix matches, in the order of the names."""
    return list(dict.fromkeys(match.meeting for match in projection.names_beginning(connection, prefix, most)))


def test_a_beginning_finds_every_meeting_whose_name_begins_so(connection: Connection) -> None:
    save(connection, *map(meeting, ("ahn", "ahn-japan", "ahn-korea", "aho", "ahm", "b-ahn")))
    assert beginning(connection, "ahn") == ["ahn", "ahn-japan", "ahn-korea"]
    assert beginning(connection, "ahn-") == ["ahn-japan", "ahn-korea"]
    assert beginning(connection, "ahn-k") == ["ahn-korea"]
    assert beginning(connection, "c") == []


def test_a_beginning_is_no_pattern(connection: Connection) -> None:
    save(connection, meeting("ahn-japan"))
    for text in ("%", "_hn", "ahn%", "ahn_japan", "a*", "[a]"):
        assert beginning(connection, text) == []


def test_the_beginning_of_an_alias_finds_its_meeting_once(connection: Connection) -> None:
    save(connection, meeting("koizumi-seoul"))
    with connection.transaction(write=True):
        projection.add_names(connection, [("koizumi-visit", "koizumi-seoul")])
    assert beginning(connection, "koizumi") == ["koizumi-seoul"]
    assert beginning(connection, "koizumi-v") == ["koizumi-seoul"]


def test_a_meeting_of_which_nothing_counts_is_not_found_by_its_beginning(connection: Connection) -> None:
    save(connection, meeting("ahn-japan", reports=0, status=None))
    assert beginning(connection, "ahn") == []
    assert projection.names_and_meetings(connection) == [("ahn-japan", "ahn-japan")]


def test_no_more_names_are_returned_than_asked_for(connection: Connection) -> None:
    save(connection, *(meeting(f"summit-{number:02}") for number in range(20)))
    assert beginning(connection, "s", 11) == [f"summit-{number:02}" for number in range(11)]


# By status, country, person


def test_only_meetings_of_the_statuses_given_are_found(connection: Connection) -> None:
    save(connection, *(meeting(stage, status=stage) for stage in ("confirmed", "held", "denied")))
    save(connection, meeting("only-noted", status=None), meeting("gone", status=None, reports=0))
    assert named(projection.with_statuses(connection, ["held"])) == ["held"]
    assert named(projection.with_statuses(connection, ["confirmed", NO_STATUS])) == ["confirmed", "only-noted"]
    assert named(projection.with_statuses(connection, [])) == []


def test_a_country_is_the_hosts_or_a_participants(connection: Connection) -> None:
    guest = Meeting(meeting="guest", reports=1, participants=(Participant(name="Ahn", country="KR"),))
    save(connection, meeting("host", host="KR"), guest, meeting("neither", host="JP", people=["KR"]))
    assert named(projection.with_country(connection, "KR")) == ["guest", "host"]


def criteria(**more: Any) -> SearchCriteria:
    """Return search criteria for any day, unless days are given."""
    return SearchCriteria(**more)


def test_a_word_is_found_anywhere_in_the_name_of_a_participant(connection: Connection) -> None:
    save(connection, meeting("both", people=["Ahn Gyu-back", "小泉進次郎"]), meeting("one", people=["Ahn Gyu-back"]))
    assert named(projection.matching(connection, criteria(words=["ahn"]))) == ["both", "one"]
    assert named(projection.matching(connection, criteria(words=["小泉"]))) == ["both"]
    assert named(projection.matching(connection, criteria(words=["back", "小泉"]))) == ["both", "one"]
    assert named(projection.matching(connection, criteria(words=["nakatani"]))) == []


def test_any_of_the_criteria_is_enough(connection: Connection) -> None:
    office = Meeting(meeting="office", reports=1, participants=(Participant(role="minister", country="KR"),))
    guest = Meeting(meeting="guest", reports=1, participants=(Participant(name="Ahn", country="KR"),))
    save(connection, office, guest, meeting("host", host="KR"), meeting("other", host="JP", people=["Ahn"]))
    assert named(projection.matching(connection, criteria(offices=["KR"]))) == ["office"]
    assert named(projection.matching(connection, criteria(countries=["KR", "US"]))) == ["guest", "office"]
    assert named(projection.matching(connection, criteria(hosts=["KR"]))) == ["host"]
    assert named(projection.matching(connection, criteria(hosts=["KR"], words=["ahn"]))) == ["guest", "host", "other"]
    assert named(projection.matching(connection, criteria())) == []


def test_a_meeting_with_a_window_must_overlap_the_days_of_the_criteria(connection: Connection) -> None:
    save(
        connection,
        meeting("before", "2026-01-10", ["Ahn"]),
        meeting("within", "2026-01-15/2026-01-20", ["Ahn"]),
        meeting("undated", None, ["Ahn"]),
    )
    days = (date(2026, 1, 20), date(2026, 1, 31))
    assert named(projection.matching(connection, criteria(days=days, words=["ahn"]))) == ["undated", "within"]


@pytest.mark.parametrize(
    ("letter", "found"), [("%", "percent"), ("_", "line"), ("!", "bang"), ("!%", None), ("\\", "slash"), ("'", "quote")]
)
def test_letters_that_mean_something_in_sql_are_letters_in_a_name(
    connection: Connection, letter: str, found: str | None
) -> None:
    people = {"percent": "100% Kim", "line": "a_b", "bang": "Yo!", "slash": "a\\b", "quote": "O'Neill", "plain": "ab"}
    save(connection, *(meeting(name, people=[person]) for name, person in people.items()))
    assert named(projection.matching(connection, criteria(words=[letter]))) == ([found] if found else [])


def test_an_origin_finds_the_meetings_that_rest_on_it(connection: Connection) -> None:
    save(connection, meeting("b", origins=("kyodo", "yonhap")), meeting("a", origins=("yonhap",)), meeting("c"))
    assert projection.with_origin(connection, "yonhap") == ["a", "b"]
    assert projection.with_origin(connection, "kyodo") == ["b"]
    assert projection.with_origin(connection, "afp") == []


# By window

WINDOWS = {
    "day": "2026-01-15",
    "span": "2026-01-10/2026-01-20",
    "from": "2026-01-18/..",
    "until": "../2026-01-12",
    "some-day-from": "[2026-02..]",
    "some-day-until": "[..2026-01-05]",
    "month": "2026-01",
    "none": None,
}


@pytest.mark.parametrize(
    ("first", "last", "found"),
    [
        ("2026-01-15", "2026-01-15", ["month", "span", "day"]),
        ("2026-01-12", "2026-01-14", ["until", "month", "span"]),
        ("2026-01-13", "2026-01-14", ["month", "span"]),
        ("2026-01-20", "2026-01-31", ["month", "span", "from"]),
        ("2026-01-21", "2026-01-31", ["month", "from"]),
        ("2026-02-01", "2026-02-01", ["from", "some-day-from"]),
        ("9999-12-31", "9999-12-31", ["from", "some-day-from"]),
        ("0001-01-01", "0001-01-01", ["some-day-until", "until"]),
        ("2026-01-05", "2026-01-05", ["some-day-until", "until", "month"]),
    ],
)
def test_windows_overlap_days_at_their_very_ends_and_beyond_open_ones(
    connection: Connection, first: str, last: str, found: list[str]
) -> None:
    save(connection, *(meeting(name, window) for name, window in WINDOWS.items()))
    days = date.fromisoformat(first), date.fromisoformat(last)
    assert named(projection.overlapping(connection, *days)) == found


def test_a_plan_has_ended_the_day_after_its_last_and_an_open_one_never(connection: Connection) -> None:
    save(connection, *(meeting(name, window) for name, window in WINDOWS.items()))
    assert named(projection.ended_before(connection, date(2026, 1, 12))) == ["some-day-until"]
    assert named(projection.ended_before(connection, date(2026, 1, 13))) == ["some-day-until", "until"]
    assert named(projection.ended_before(connection, date.max)) == ["some-day-until", "until", "month", "span", "day"]


def test_only_a_plan_that_still_stands_or_was_put_off_goes_quiet(connection: Connection) -> None:
    stages = ("proposed", "arranging", "in_final_arrangement", "confirmed", "postponed", "cancelled", "held", "denied")
    save(connection, *(meeting(stage.replace("_", "-"), "2026-01-01", status=stage) for stage in stages))
    quiet = sorted(named(projection.ended_before(connection, date(2026, 2, 1))))
    assert quiet == ["arranging", "confirmed", "in-final-arrangement", "postponed", "proposed"]
