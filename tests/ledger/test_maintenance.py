"""Keeping: what `verify` finds, what `rebuild` repairs, and who may write."""

from collections.abc import Callable, Iterator

import pytest

from tests.clock import FixedClock
from tests.engines import on_a_file, on_a_server
from tests.ledger.doing import (
    AHN,
    MISTAKE,
    SEOUL,
    asked,
    begin,
    everything,
    exported,
    findings,
    head,
    refused,
    retract,
    say,
    stands,
    unwatched,
)
from tests.store.raw import Run, is_server, raw, unguarded
from tracker.domain.chain import row_hash
from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.row import Row
from tracker.ledger import asking, verifying
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.maintenance import extent, rebuild
from tracker.ledger.mending import correct, undo
from tracker.ledger.recording import link, merge
from tracker.ledger.verifying import Checkpoint, read_checkpoint, verify
from tracker.store import log, projection
from tracker.store.compiled import POSTGRESQL_TRIGGERS
from tracker.store.schema import SCHEMA
from tracker.store.upgrade import upgrade


@pytest.fixture
def busy(desk: Desk, clock: FixedClock) -> Desk:
    """Fill the log with events of every type."""
    begin(desk, AHN, SEOUL, participants=["Ahn Gyu-back, minister, KR"], window="2026-01-29")
    say(desk, "arranging", "2026-01-11", "forum", new=True)
    correct(desk, 1, {"claims": {"title": "Talks"}}, MISTAKE)
    merge(desk, AHN, SEOUL)
    clock.move("2026-01-23T09:00:00+00:00")
    say(desk, "postponed", "2026-01-22", SEOUL, outlet="Kyodo", reason="weather")
    say(desk, "denied", "2026-01-22", SEOUL, target=6, said_by="official")
    undo(desk)
    assert head(desk)[0] == 8
    return desk


@pytest.fixture
def run(busy: Desk, place: str) -> Iterator[Run]:
    """Run SQL past tracker, with the triggers away."""
    with unguarded(place) as runs:
        yield runs


def kept(desk: Desk) -> Checkpoint:
    """Return the checkpoint of the log as it is."""
    return verify(desk, None, unwatched).checkpoint


def against(desk: Desk, checkpoint: Checkpoint) -> tuple[str, ...]:
    """Return what `verify` finds beside a checkpoint."""
    return verify(desk, checkpoint, unwatched).findings


# A sound log


def test_a_busy_log_is_sound(busy: Desk) -> None:
    found = verify(busy, None, unwatched)
    assert (found.findings, found.position, found.hash) == ((), *head(busy))


def test_an_empty_log_is_sound(desk: Desk) -> None:
    assert verify(desk, None, unwatched).checkpoint == Checkpoint(position=0, hash="0" * 64)
    assert findings(desk) == ()


def test_a_rebuild_and_verify_report_every_event_that_they_read(desk: Desk) -> None:
    for number in range(4):
        say(desk, "arranging", f"2026-01-{10 + number}", AHN, new=number == 0)
    rebuilt: list[int] = []
    checked: list[int] = []

    rebuild(desk, rebuilt.append)
    verify(desk, None, checked.append)

    assert (sum(rebuilt), sum(checked)) == (4, 4 * verifying.PASSES)


def test_the_triggers_are_back_after_they_were_away(busy: Desk, place: str) -> None:
    with unguarded(place):
        assert findings(busy) != ()
    assert findings(busy) == ()


def test_the_extent_of_a_log_is_where_it_ends(busy: Desk, place: str) -> None:
    found = extent(busy)
    assert (found.engine, found.schema, (found.position, found.hash)) == (busy.connection.engine, SCHEMA, head(busy))
    assert found.recorded_at == "2026-01-23T09:00:00.000000Z"
    assert found.where == busy.connection.where


# Damage


def altered(column: str, value: str, position: int = 6) -> str:
    """Return the statement that alters a column of an event."""
    return f"UPDATE events SET {column} = {value} WHERE position = {position}"


@on_a_file
@pytest.mark.parametrize(
    ("statement", "finding"),
    [
        (altered("payload", "replace(payload, 'weather', 'wEather')"), "the hash of @6 does not fit"),
        (altered("payload", "replace(payload, '{', '{ ')"), "the hash of @6 does not fit"),
        (altered("recorded_by", "'ines'"), "the hash of @6 does not fit"),
        (altered("recorded_at", "'2026-01-22T09:00:00.000001Z'"), "the hash of @6 does not fit"),
        (altered("recorded_at", "'2026-01-22T08:00:00.000000Z'"), "@6 was recorded before @5"),
        (altered("published", "'2026-01-21'"), "the hash of @6 does not fit"),
        (altered("type", "'cancelled'"), "the hash of @6 does not fit"),
        (altered("type", "'rumoured'"), "@6 is not a valid event: its type 'rumoured' is unknown"),
        (altered("payload", "'nonsense'"), "@6 is not a valid event"),
        (altered("payload", "'[]'"), "@6 is not a valid event"),
        (altered("meeting", "'another'"), "@6 has version 2 of another, not 1"),
        (altered("version", "9"), "@6 has version 9 of nakatani-seoul, not 2"),
        (altered("fingerprint", "NULL"), "the hash of @6 does not fit"),
        (altered("hash", "'" + "0" * 64 + "'"), "the hash of @7 does not fit"),
        (altered("position", "99", 8), "@99 follows @7"),
        ("DELETE FROM events WHERE position = 3", "@4 follows @2"),
        ("DELETE FROM events WHERE position = 1", "@2 follows @0"),
        ("DELETE FROM events WHERE position = 8", "the head says @8, but the log ends at @7"),
        ("DELETE FROM events", "the head says @8, but the log ends at @0"),
        ("UPDATE head SET position = 7", "the head says @7, but the log ends at @8"),
        ("UPDATE head SET hash = 'ff'", "the head has another hash than @8: run tracker rebuild --head"),
        ("DELETE FROM head", "the head is missing: run tracker rebuild --head"),
    ],
)
def test_damage_to_the_log_is_found(busy: Desk, run: Run, statement: str, finding: str) -> None:
    run(statement)
    assert any(finding in found for found in findings(busy)), findings(busy)


def test_damage_is_found_with_the_triggers_back_in_place(busy: Desk, place: str) -> None:
    with unguarded(place) as run:
        run(altered("recorded_by", "'ines'"))
    assert findings(busy) == ("the hash of @6 does not fit its content and the hash before it",)


def test_two_events_that_were_swapped_are_found(busy: Desk, run: Run) -> None:
    for before, after in ((2, 1000), (3, 2), (1000, 3)):
        run(f"UPDATE events SET position = {after} WHERE position = {before}")
    found = findings(busy)
    assert any("the hash of @2 does not fit" in one for one in found)
    assert any("the hash of @3 does not fit" in one for one in found)


def test_a_report_that_lost_its_day_is_a_finding(busy: Desk, run: Run) -> None:
    run(altered("published", "NULL"))
    assert any("@6" in found for found in findings(busy))


@on_a_file
@pytest.mark.parametrize("column", ["payload", "recorded_at", "meeting"])
def test_bytes_in_the_place_of_text_are_a_finding(desk: Desk, place: str, column: str) -> None:
    begin(desk)
    with unguarded(place) as run:
        run(altered(column, "x'00ff'", 1))
        assert any("@1" in found for found in findings(desk))


def test_a_head_with_another_time_than_the_last_event_is_a_finding(busy: Desk, place: str) -> None:
    with raw(place) as run:
        run("UPDATE head SET recorded_at = '2026-01-01T00:00:00.000000Z'")
    assert findings(busy) != ()


# Triggers


@pytest.mark.parametrize(
    ("place", "name"),
    [
        ("sqlite", "events_no_update"),
        ("sqlite", "events_no_delete"),
        ("sqlite", "events_in_order"),
        *(("postgresql", name) for name in POSTGRESQL_TRIGGERS),
    ],
    indirect=["place"],
)
def test_a_missing_trigger_is_found(busy: Desk, place: str, name: str) -> None:
    with raw(place) as run:
        run(f"DROP TRIGGER {name}" + (" ON events" if is_server(place) else ""))
    assert findings(busy) == (f"the trigger {name} is missing: the log is not guarded",)


def test_an_altered_trigger_is_found(busy: Desk, place: str) -> None:
    with raw(place) as run:
        if is_server(place):
            run(
                "CREATE OR REPLACE FUNCTION events_no_update() RETURNS trigger LANGUAGE plpgsql "
                "AS 'BEGIN RETURN NEW; END'"
            )
        else:
            run("DROP TRIGGER events_no_update")
            run("CREATE TRIGGER events_no_update BEFORE UPDATE ON events BEGIN SELECT 1; END")
    assert findings(busy) == ("the trigger events_no_update is altered: the log is not guarded",)


@on_a_server
@pytest.mark.parametrize("how", ["DISABLE TRIGGER", "ENABLE TRIGGER", "ENABLE REPLICA TRIGGER"])
def test_a_trigger_that_a_server_does_not_always_run_is_found(busy: Desk, place: str, how: str) -> None:
    with raw(place) as run:
        run(f"ALTER TABLE events {how} events_no_update")
    assert findings(busy) == ("the trigger events_no_update is altered: the log is not guarded",)


@on_a_server
def test_a_trigger_that_no_longer_fires_for_every_statement_is_found(busy: Desk, place: str) -> None:
    with raw(place) as run:
        run("DROP TRIGGER events_no_update ON events")
        run(
            "CREATE TRIGGER events_no_update BEFORE UPDATE OF fingerprint ON events "
            "FOR EACH ROW EXECUTE FUNCTION events_no_update()"
        )
        run("ALTER TABLE events ENABLE ALWAYS TRIGGER events_no_update")
    assert findings(busy) != ()


# Checkpoints


def test_a_checkpoint_kept_from_an_earlier_day_holds_as_the_log_grows(busy: Desk) -> None:
    earlier = kept(busy)
    say(busy, "noted", "2026-01-12", "forum")
    assert against(busy, earlier) == ()
    assert against(busy, Checkpoint(position=0, hash="0" * 64)) == ()


def test_a_checkpoint_is_a_line_that_reads_back(busy: Desk) -> None:
    line = str(kept(busy))
    assert line == f"tracker-checkpoint/1 8 {head(busy)[1]}"
    assert read_checkpoint(line) == kept(busy)


@pytest.mark.parametrize(
    "text", ["", "tracker-checkpoint/1", "tracker-checkpoint/2 1 " + "0" * 64, "tracker-checkpoint/1 x " + "0" * 64]
)
def test_a_line_that_is_no_checkpoint_is_a_mistake_in_the_words(text: str) -> None:
    with pytest.raises(TrackerError, match="is not a checkpoint") as caught:
        read_checkpoint(text)
    assert caught.value.exit_code == UNPARSABLE


def recomputed(desk: Desk, run: Run, upto: int, change: Callable[[Row], Row]) -> None:
    """Rewrite the log as a forger would: change its rows, drop those after `upto`, and make all hashes fit."""
    with desk.snapshot():
        rows = list(log.rows_between(desk.connection, 0, upto))
    last = "0" * 64
    run(f"DELETE FROM events WHERE position > {upto}")
    for row in rows:
        new = change(row)
        last = row_hash(last, new)
        run(f"UPDATE events SET hash = '{last}', recorded_by = '{new.recorded_by}' WHERE position = {row.position}")
    run(f"UPDATE head SET position = {upto}, hash = '{last}'")


def test_a_tail_that_was_cut_off_cleanly_is_seen_by_a_checkpoint_alone(busy: Desk, place: str) -> None:
    begin(busy, "later")
    checkpoint = kept(busy)
    with unguarded(place) as run:
        recomputed(busy, run, 8, lambda row: row)
    rebuild(busy)
    assert findings(busy) == ()
    (finding,) = against(busy, checkpoint)
    assert finding == "the log ends at @8, but the checkpoint is of @9: its end was cut off"


def test_a_chain_that_was_wholly_recomputed_is_seen_by_a_checkpoint_alone(busy: Desk, place: str) -> None:
    checkpoint = kept(busy)
    with unguarded(place) as run:
        recomputed(busy, run, 8, lambda row: row._replace(recorded_by="forger"))
    assert findings(busy) == ()
    say(busy, "noted", "2026-01-12", "forum")
    (finding,) = against(busy, checkpoint)
    assert finding == "@8 is not the event of the checkpoint: the history before it was rewritten"


# The projection


@on_a_file
@pytest.mark.parametrize(
    ("statement", "table"),
    [
        ("UPDATE meetings SET status = 'held' WHERE meeting = 'forum'", "meetings"),
        ("UPDATE meetings SET latest = '2099-01-01' WHERE meeting = 'nakatani-seoul'", "meetings"),
        ("UPDATE meetings SET state = replace(state, 'Talks', 'Walks')", "meetings"),
        ("UPDATE meetings SET reports = 7 WHERE meeting = 'forum'", "meetings"),
        ("DELETE FROM meetings WHERE meeting = 'forum'", "meetings"),
        ("DELETE FROM participants", "participants"),
        ("UPDATE participants SET country = 'JP'", "participants"),
        ("DELETE FROM origins WHERE meeting = 'forum'", "origins"),
        ("INSERT INTO origins VALUES ('afp', 'forum')", "origins"),
        ("UPDATE names SET meeting = 'forum' WHERE name = 'ahn-japan'", "names"),
        ("DELETE FROM names WHERE name = 'forum'", "names"),
        ("DELETE FROM relations", "relations"),
        ("DELETE FROM texts WHERE position = 2", "texts"),
        ("UPDATE texts SET text = 'osaka'", "texts"),
        ("INSERT INTO texts VALUES (99, 'forum', 'osaka')", "texts"),
        ("UPDATE records SET lag = '{}'", "records"),
        ("UPDATE records SET outlets = '' WHERE meeting = 'forum'", "records"),
        ("UPDATE records SET course = '{' WHERE meeting = 'forum'", "records"),
        ("INSERT INTO records VALUES ('nobody', '{}', '', '{}')", "records"),
    ],
)
def test_an_altered_projection_is_found_and_repaired_by_a_rebuild(
    busy: Desk, place: str, statement: str, table: str
) -> None:
    before = everything(busy)
    with raw(place) as run:
        run(statement)
    assert any(f"the projection differs from the log in {table}" in found for found in findings(busy))
    assert rebuild(busy).meetings == 2
    assert findings(busy) == ()
    assert everything(busy) == before


def test_a_rebuild_of_a_sound_log_changes_nothing(busy: Desk) -> None:
    before = exported(busy), everything(busy), head(busy)
    rebuild(busy)
    assert (exported(busy), everything(busy), head(busy)) == before


# Other versions of the program


def fold_of(desk: Desk) -> int:
    """Return the version of the fold by which the projection was made."""
    with desk.snapshot():
        return log.read_head(desk.connection).fold


def test_a_log_that_a_newer_program_keeps_is_not_written(busy: Desk, place: str, clock: FixedClock) -> None:
    with raw(place) as run:
        run(f"UPDATE head SET fold = {FOLD_VERSION + 1}")
    with open_desk(place, create=True, clock=clock, recorder="desk") as older:
        writes: list[Callable[[], object]] = [
            lambda: say(older, "noted", "2026-01-12", "forum"),
            lambda: retract(older, 3),
            lambda: undo(older),
            lambda: correct(older, 3, {"stage": "proposed"}, MISTAKE),
            lambda: link(older, SEOUL, "part_of", "forum"),
            lambda: merge(older, SEOUL, "forum"),
            lambda: rebuild(older),
        ]
        for write in writes:
            with refused(older, "is kept by a newer version of tracker", "Upgrade tracker."):
                write()
        assert fold_of(older) == FOLD_VERSION + 1
        assert findings(older) != ()


def test_a_log_that_a_newer_program_keeps_is_answered_from_the_log_itself(
    busy: Desk, place: str, clock: FixedClock
) -> None:
    before = everything(busy)
    with raw(place) as run:
        run(f"UPDATE head SET fold = {FOLD_VERSION + 1}")
        run("UPDATE meetings SET state = 'of a newer shape', status = 'held'")
    with open_desk(place, create=False, clock=clock, recorder="desk") as older:
        assert everything(older) == before
        assert stands(older, "forum").status == "arranging"
        assert asking.gone_quiet(older, asked(older)) == []


def test_a_newer_program_makes_the_projection_anew_before_it_answers(busy: Desk, place: str, clock: FixedClock) -> None:
    before = everything(busy)
    with raw(place) as run:
        run(f"UPDATE head SET fold = {FOLD_VERSION - 1}")
        run("UPDATE meetings SET state = 'of an older shape', status = 'held'")
        run("DELETE FROM names")
        run("DELETE FROM relations")
    with open_desk(place, create=False, clock=clock, recorder="desk") as newer:
        assert everything(newer) == before
        assert fold_of(newer) == FOLD_VERSION
        assert findings(newer) == ()


def test_a_desk_that_is_open_while_another_program_upgrades_the_log_is_asked_to_try_again(
    desk: Desk, place: str, clock: FixedClock
) -> None:
    begin(desk)
    with open_desk(place, create=False, clock=clock, recorder="ines") as other:
        upgrade(other.connection)
        with other.connection.transaction(write=True):
            projection.clear(other.connection)
            log.move_head(other.connection, log.read_head(other.connection)._replace(fold=0))
    with pytest.raises(TrackerError, match="another program has just upgraded"):
        say(desk, "noted", "2026-01-12")
    with open_desk(place, create=False, clock=clock, recorder="ines") as again:
        assert say(again, "confirmed", "2026-01-10", new=True).repeat_of == 1
        assert say(again, "noted", "2026-01-12").position == 2
        assert findings(again) == ()


def test_what_cannot_be_undone_leaves_the_log_sound(busy: Desk) -> None:
    with refused(busy, "there is no @99"):
        retract(busy, 99)
    assert findings(busy) == ()
