"""A report in two messages: what there is to know before it; and, on a server, its place, given by the server."""

from collections.abc import Iterator

import pytest

from tests.given import linked, merged, report
from tests.postgres import PostgresServer
from tests.store.rows import EARLY, MEETING, confirmed, fill, row
from tracker.domain.chain import GENESIS, sealed
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Meeting
from tracker.domain.row import Row
from tracker.store import log, projection, saving
from tracker.store.ahead import NEXT, append_next, is_ambiguous, outlook
from tracker.store.connection import Connection, Overtaken
from tracker.store.schema import open_log

LATE = "2026-01-23T09:00:00.000000Z"
OTHER = "nakatani-seoul"
HOSTILE = (
    *('a "quote" \\ and \\" both', "two\nlines\tand\r\n", "\x01\x1f\x7f", "\u2028\u2029\u00a0", "회담 会談 é"),
    *("\u1112\u116c\u1103\u1161\u11b7", "\U0001f5d3\U0010ffff", "%s %(name)s :name '; --", '","2026', "]", "\ufeff"),
)
TEXTS = pytest.mark.parametrize("text", HOSTILE, ids=[repr(text) for text in HOSTILE])


@pytest.fixture
def server(postgres: PostgresServer, migrated: str) -> Iterator[Connection]:
    """Open a log on a server, which alone gives a row its place."""
    url = postgres.create_database(template=migrated)
    opened = open_log(url, create=False)
    yield opened
    opened.close()
    postgres.drop_database(url)


def named(connection: Connection, *names: str) -> None:
    """Let each name be a meeting's."""
    with connection.transaction(write=True):
        saving.rename(connection, [(name, name) for name in names])


def unplaced(one: Row, version: int = 1) -> Row:
    """Return a row as it is before the server places it."""
    return one._replace(position=NEXT, version=version, hash="")


def appended(connection: Connection, one: Row, seen: log.Head, root: str = MEETING) -> log.Head:
    """Append one row that the server places, and return where it came to stand."""
    with connection.transaction(write=True, ahead=True):
        connection.hasten()
        place = append_next(connection, one, root, seen)
    return place()


# What there is to know


def test_of_a_name_that_was_never_used_the_head_alone_is_known(connection: Connection) -> None:
    fill(connection, [row()])
    with connection.transaction(write=False):
        assert outlook(connection, "never", "f" * 32, 1) == (log.head(connection), None, False)


def test_of_a_name_in_use_the_meeting_its_last_version_and_its_items_are_known(connection: Connection) -> None:
    placed = fill(connection, [row(), row(meeting="alias"), row(confirmed("2026-01-20"), OTHER)])
    state = Meeting(meeting=MEETING, status="confirmed", reports=2)
    with connection.transaction(write=True):
        saving.rename(connection, [(MEETING, MEETING), ("alias", MEETING), (OTHER, OTHER)])
        saving.save(connection, [(None, state)])
    known, elsewhere = placed[1].fingerprint, placed[2].fingerprint
    assert known
    assert elsewhere
    with connection.transaction(write=False):
        head = log.head(connection)
        assert outlook(connection, "alias", known, 1) == (head, (state, 1), True)
        assert outlook(connection, "alias", elsewhere, 1) == (head, (state, 1), False)
        assert outlook(connection, OTHER, elsewhere, 1) == (head, (Meeting(meeting=OTHER), 1), True)


def test_what_another_fold_has_made_is_not_read(connection: Connection) -> None:
    placed = fill(connection, [row()])
    named(connection, MEETING)
    with connection.transaction(write=True):
        connection.run(f"INSERT INTO meetings (meeting, reports, state) VALUES ('{MEETING}', 1, 'in another form')")
        assert outlook(connection, MEETING, placed[0].fingerprint or "", 2, lock=True).entry is None


def test_what_is_asked_ahead_holds_no_transaction_open(server: Connection) -> None:
    with server.transaction(write=True, ahead=True):
        began = server.all("SELECT now()")
        assert server.all("SELECT now()") > began
        server.hasten()
        saving.rename(server, [("a", "a")])
    with server.transaction(write=False):
        assert projection.every_name(server) == ["a"]


# The place that the server gives


@TEXTS
def test_the_server_seals_what_it_places_as_the_ledger_does(server: Connection, text: str) -> None:
    [first] = fill(server, [row()])
    said = report("confirmed", "2026-01-21", quote=text, claims={"title": text})
    one = row(said, by=text, at=LATE)
    head = appended(server, unplaced(one, version=2), log.Head(1, first.hash, first.recorded_at, 1))
    wanted = sealed(first.hash, one._replace(position=2, version=2))
    with server.transaction(write=False):
        assert log.row_at(server, 2) == wanted
        assert log.head(server) == head == log.Head(2, wanted.hash, LATE, 1)


def test_the_first_row_of_a_log_is_sealed_too(server: Connection) -> None:
    with server.transaction(write=True):
        log.move_head(server, log.Head(0, GENESIS, "", 1))
    head = appended(server, unplaced(row()), log.Head(0, GENESIS, "", 1))
    assert head == log.Head(1, sealed(GENESIS, row()._replace(position=1, version=1)).hash, EARLY, 1)


def test_a_clock_that_is_behind_does_not_take_the_log_back(server: Connection) -> None:
    [first] = fill(server, [row(at=LATE)])
    head = appended(server, unplaced(row(at=EARLY), version=2), log.Head(1, first.hash, LATE, 1))
    assert head.recorded_at == LATE
    with server.transaction(write=False):
        assert log.row_at(server, 2) == sealed(first.hash, row(at=LATE)._replace(position=2, version=2))


def test_a_report_on_another_meeting_in_between_moves_the_place_alone(server: Connection) -> None:
    placed = fill(server, [row(), row(meeting=OTHER)])
    named(server, MEETING, OTHER)
    head = appended(server, unplaced(row(), version=2), log.Head(1, placed[0].hash, EARLY, 1))
    assert head.position == 3


@pytest.mark.parametrize(
    "between",
    [row(), row(meeting="alias"), row(merged("forum"), OTHER), row(linked("part_of", "forum"), OTHER)],
    ids=["the same meeting", "an alias of it", "a merge elsewhere", "a link elsewhere"],
)
def test_who_was_overtaken_by_what_concerns_the_meeting_writes_nothing(server: Connection, between: Row) -> None:
    placed = fill(server, [row(), between])
    named(server, OTHER)
    with server.transaction(write=True):
        saving.rename(server, [(MEETING, MEETING), ("alias", MEETING)])
    with pytest.raises(Overtaken):
        appended(server, unplaced(row(), version=2), log.Head(1, placed[0].hash, EARLY, 1))
    with server.transaction(write=False):
        assert log.head(server).position == 2
        assert log.row_at(server, 3) is None


def test_who_was_overtaken_by_another_fold_writes_nothing(server: Connection) -> None:
    [first] = fill(server, [row()])
    with pytest.raises(Overtaken):
        appended(server, unplaced(row(), version=2), log.Head(1, first.hash, EARLY, 2))


def test_a_division_by_zero_that_is_not_ours_is_told_as_what_it_is(server: Connection) -> None:
    with pytest.raises(TrackerError, match="division by zero"), server.transaction(write=True):
        server.run("SELECT 1 / 0")


def test_an_interruption_over_which_the_driver_fails_is_an_interruption(server: Connection) -> None:
    def interrupted() -> None:
        with server.transaction(write=True):
            try:
                raise KeyboardInterrupt
            finally:
                server.driver.execute("SELECT nonsense FROM nowhere")  # type: ignore[attr-defined]

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    named(server, "a")
    with server.transaction(write=False):
        assert projection.every_name(server) == ["a"]


def test_a_connection_that_is_left_in_the_middle_of_a_message_is_ended(server: Connection) -> None:
    with server.transaction(write=True):
        server.driver.pgconn.enter_pipeline_mode()  # type: ignore[attr-defined]
    with pytest.raises(TrackerError, match="was lost"), server.transaction(write=True):
        log.head(server, lock=True)


def test_the_place_is_written_into_the_state(server: Connection) -> None:
    [first] = fill(server, [row()])
    state = Meeting(meeting=MEETING, reports=2, last_position=NEXT, why={"status": NEXT, "host": 1})
    with server.transaction(write=True, ahead=True):
        server.hasten()
        append_next(server, unplaced(row(), version=2), MEETING, log.Head(1, first.hash, EARLY, 1))
        saving.save(server, [(None, state)], NEXT)
    with server.transaction(write=False):
        found = projection.present(server, MEETING)
    assert found == Meeting(meeting=MEETING, reports=2, last_position=2, why={"status": 2, "host": 1})


def test_what_the_log_did_not_take_leaves_the_head_where_it_was(server: Connection) -> None:
    [first] = fill(server, [row()])
    with server.transaction(write=True):
        server.run("CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NULL; END'")
        server.run("CREATE TRIGGER z BEFORE INSERT ON events FOR EACH ROW EXECUTE FUNCTION nothing()")
    with pytest.raises(TrackerError):
        appended(server, unplaced(row(), version=2), log.Head(1, first.hash, EARLY, 1))
    with server.transaction(write=False):
        assert log.head(server) == log.Head(1, first.hash, EARLY, 1)


@pytest.mark.parametrize(
    ("meeting", "ambiguous"),
    [
        (Meeting(meeting="a", last_position=NEXT, why={"status": NEXT, "host": 2}), False),
        (Meeting(meeting="a", last_position=7), False),
        (Meeting(meeting="a", last_position=NEXT, title=f"{NEXT} days"), True),
        (Meeting(meeting=f"visit-{NEXT}", last_position=NEXT), True),
        (Meeting(meeting="a", last_position=NEXT, origins=(str(NEXT),)), True),
    ],
)
def test_a_text_that_holds_the_stand_in_is_told(meeting: Meeting, ambiguous: bool) -> None:
    assert is_ambiguous(meeting) is ambiguous
