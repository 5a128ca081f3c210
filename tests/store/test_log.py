"""The log: its head, what is found in it, and which meetings belong together."""

from collections.abc import Sequence

import pytest

from tests.given import corrected, linked, merged, report, retracted
from tests.store.rows import MEETING, chained, confirmed, fill, row
from tracker.domain.chain import GENESIS
from tracker.domain.events import Body, decode
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.relations import relations as joins
from tracker.domain.row import Row
from tracker.store import log, projection
from tracker.store.connection import Connection, Statement


def joined(connection: Connection, *said: tuple[str, Body]) -> None:
    """Fill the log with events of several meetings."""
    fill(connection, [row(body, meeting) for meeting, body in said])


def positions(rows: Sequence[Row]) -> list[int]:
    """Return where rows stand."""
    return sorted(one.position for one in rows)


# The head


def test_a_new_log_ends_before_its_first_event(connection: Connection) -> None:
    assert log.read_head(connection) == log.Head(position=0, hash=GENESIS, recorded_at="", fold=FOLD_VERSION)


def test_the_head_is_where_it_was_moved_to(connection: Connection) -> None:
    placed = fill(connection, [row(), row()])
    assert log.read_head(connection) == log.Head(2, placed[-1].hash, placed[-1].recorded_at, 1)


def test_what_was_appended_is_read_back_letter_by_letter(connection: Connection) -> None:
    headline = 'Säbel, 会談 and "회담": 50% \\ off\u2028 \U0001f5d3'
    placed = fill(connection, [row(report("noted", "2026-01-21", headline=headline)), row(linked("part_of", "b"))])
    assert list(log.rows_between(connection, 0, 2)) == placed
    assert [log.row_at(connection, position) for position in (0, 1, 2, 3)] == [None, *placed, None]


def test_rows_between_two_positions_leave_out_the_first_and_take_in_the_last(connection: Connection) -> None:
    fill(connection, [row() for _ in range(6)])
    assert [one.position for one in log.rows_between(connection, 2, 5)] == [3, 4, 5]
    assert list(log.rows_between(connection, 5, 2)) == []


def test_rows_by_meeting_come_name_by_name_each_in_its_own_order(connection: Connection) -> None:
    fill(connection, [row(meeting=name) for name in ("b", "a", "b", "a-b", "a")])
    found = [(one.meeting, one.version, one.position) for one in log.rows_by_meeting(connection)]
    assert found == [("a", 1, 2), ("a", 2, 5), ("a-b", 1, 4), ("b", 1, 1), ("b", 2, 3)]
    assert log.used_names(connection) == ["a", "a-b", "b"]


def test_the_entry_of_a_name_has_the_last_version_of_its_own_stream(connection: Connection) -> None:
    fill(connection, [row(meeting="a"), row(meeting="b"), row(meeting="a")])
    assert [log.name_entry(connection, name).version for name in ("a", "b", "c")] == [2, 1, None]


def test_the_entry_of_a_name_says_whether_a_news_item_was_recorded_for_its_meeting(connection: Connection) -> None:
    placed = fill(connection, [row(confirmed(), "a"), row(confirmed("2026-01-20"), "b")])
    with connection.transaction(write=True):
        projection.add_names(connection, [("a", "a"), ("b", "b"), ("alias", "a")])
    digest = placed[0].fingerprint
    assert digest
    entries = {name: log.name_entry(connection, name, digest) for name in ("a", "alias", "b", "c")}
    assert {name: entry.is_recorded for name, entry in entries.items()} == {
        "a": True,
        "alias": True,
        "b": False,
        "c": False,
    }
    assert {name: entry.root for name, entry in entries.items()} == {"a": "a", "alias": "a", "b": "b", "c": None}
    assert {entry.head for entry in entries.values()} == {log.read_head(connection)}


# Finding by time


TIMES = [f"2026-01-22T09:00:{second:02}.000000Z" for second in (1, 1, 3, 3, 3, 7, 9, 9)]


@pytest.mark.parametrize("count", range(1, len(TIMES) + 1))
def test_an_instant_finds_the_last_event_recorded_up_to_it(connection: Connection, count: int) -> None:
    times = TIMES[:count]
    fill(connection, [row(at=at) for at in times])
    for second in range(11):
        asked = f"2026-01-22T09:00:{second:02}.000000Z"
        assert log.position_at(connection, asked) == sum(at <= asked for at in times)


def test_an_empty_log_has_no_position_at_any_time(connection: Connection) -> None:
    assert log.position_at(connection, "9999-12-31T23:59:59.999999Z") == 0


def test_a_search_by_time_reads_few_rows_of_many(connection: Connection, monkeypatch: pytest.MonkeyPatch) -> None:
    fill(connection, [row(at=f"2026-01-22T09:{minute:02}:00.000000Z") for minute in range(60)])
    statements: list[Statement] = []
    one = connection.one

    def counting(statement: Statement, **parameters: object) -> object:
        statements.append(statement)
        return one(statement, **parameters)

    monkeypatch.setattr(connection, "one", counting)
    assert log.position_at(connection, "2026-01-22T09:41:30.000000Z") == 42
    assert len(statements) <= 1 + 6  # the head, and the halvings of 60


# Finding by recorder


def test_what_somebody_recorded_comes_newest_first_and_whole_over_many_pages(connection: Connection) -> None:
    recorders = ["ines" if position % 3 else "desk" for position in range(1, 700)]
    fill(connection, [row(by=by) for by in recorders])
    wanted = [position for position in range(699, 0, -1) if position % 3]
    assert len(wanted) == 466
    assert [one.position for one in log.rows_by(connection, "ines")] == wanted


@pytest.mark.parametrize("count", [0, 4, 5, 6, 10])
def test_a_page_that_is_just_full_ends_well(
    connection: Connection, monkeypatch: pytest.MonkeyPatch, count: int
) -> None:
    monkeypatch.setattr("tracker.store.log._PAGE", 5)
    fill(connection, [row(by="somebody"), *(row(by="ines") for _ in range(count))])
    assert [one.position for one in log.rows_by(connection, "ines")] == list(range(count + 1, 1, -1))


# Finding repeats


def test_a_news_item_is_found_with_the_meeting_that_each_name_stands_for(connection: Connection) -> None:
    same, other = confirmed(), confirmed("2026-01-20")
    placed = fill(connection, [row(same, "a"), row(other, "a"), row(same, "b"), row(same, "c"), row(same, "a")])
    with connection.transaction(write=True):
        projection.add_names(connection, [("a", "a"), ("b", "b"), ("c", "a")])
    digest = placed[0].fingerprint
    assert digest
    assert log.recorded_as(connection, digest) == [("a", 1), ("b", 3), ("a", 4), ("a", 5)]
    assert log.recorded_as(connection, "0" * 32) == []


# Which meetings belong together


def test_a_meeting_by_itself_has_no_neighbours(connection: Connection) -> None:
    joined(connection, ("a", confirmed()), ("b", confirmed()))
    assert log.neighbourhood(connection, "a") == ({"a"}, set())
    assert log.joined_names(connection) == set()


def test_merges_are_followed_both_ways_to_the_end(connection: Connection) -> None:
    joined(connection, *((name, merged(into)) for name, into in (("a", "b"), ("b", "c"), ("d", "c"), ("x", "y"))))
    for name in "abcd":
        assert log.neighbourhood(connection, name) == ({"a", "b", "c", "d"}, set())
    assert log.neighbourhood(connection, "x") == ({"x", "y"}, set())


def test_links_are_followed_one_step_and_there_every_merge(connection: Connection) -> None:
    joined(
        connection,
        ("a", merged("b")),
        ("b", linked("part_of", "forum")),
        ("forum-2026", merged("forum")),
        ("next", linked("successor_of", "a")),
        ("far", linked("caused_by", "forum")),
    )
    assert log.neighbourhood(connection, "a") == ({"a", "b"}, {"forum", "forum-2026", "next"})
    assert log.neighbourhood(connection, "far") == ({"far"}, {"forum", "forum-2026"})
    assert log.joined_names(connection) == {"a", "b", "forum", "forum-2026", "next", "far"}


def test_a_merge_that_was_retracted_joins_names_still(connection: Connection) -> None:
    joined(connection, ("a", merged("b")), ("a", retracted(1)[0]))
    assert log.neighbourhood(connection, "b") == ({"a", "b"}, set())


def test_a_corrected_link_joins_with_what_it_was_corrected_to(connection: Connection) -> None:
    joined(connection, ("a", linked("part_of", "b")), ("a", corrected(1, {"meeting": "c"})[0]))
    assert log.neighbourhood(connection, "a") == ({"a"}, {"b", "c"})
    assert log.neighbourhood(connection, "c") == ({"c"}, {"a"})


def test_a_fold_is_given_all_of_its_own_and_the_structure_of_its_neighbours(connection: Connection) -> None:
    joined(
        connection,
        ("a", confirmed()),
        ("b", confirmed()),
        ("a", linked("part_of", "b")),
        ("b", retracted(2)[0]),
        ("c", confirmed()),
        ("b", merged("d")),
        ("d", confirmed()),
    )
    assert positions(log.rows_of(connection, "a")) == [1, 3, 4, 6]
    assert positions(log.rows_of(connection, "b")) == [2, 3, 4, 6, 7]
    assert positions(log.rows_of(connection, "c")) == [5]


def test_relations_are_those_of_links_merges_and_corrections_to_another_meeting() -> None:
    rows = chained(
        row(body, "a")
        for body in (
            confirmed(),
            linked("part_of", "b"),
            merged("c"),
            corrected(2, {"meeting": "d"})[0],
            corrected(1, {"stage": "held"})[0],
            retracted(2)[0],
        )
    )
    assert joins(map(decode, rows)) == [
        (2, "linked", "a", "b"),
        (3, "merged", "a", "c"),
        (4, "linked", "a", "d"),
    ]


def test_a_name_of_no_event_is_a_neighbourhood_of_its_own(connection: Connection) -> None:
    assert log.neighbourhood(connection, MEETING) == ({MEETING}, set())
    assert log.rows_of(connection, MEETING) == []
