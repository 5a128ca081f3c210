"""Short forms of the trials of `python -m tests.faults --long`. Each prints how many faults it tried."""

import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.engines import on_a_server
from tests.faults import (
    bad_logs,
    day_at_the_desk,
    hostile_files,
    kills,
    many_writers,
    mixtures,
    server_kills,
    tampering,
    wounds,
)
from tests.faults.bad_logs import BadLog
from tests.faults.hostile_files import HostileFile
from tests.faults.tampering import Alteration
from tests.faults.trials import TrialResult
from tests.faults.wounds import Wound
from tests.postgres import PostgresServer


@pytest.fixture
def chance() -> random.Random:
    """Return a random generator with the same seed in each run. The moments of kills still differ."""
    return random.Random(1)


@pytest.fixture(scope="module")
def durable(postgres: PostgresServer) -> Iterator[PostgresServer]:
    """Start a separate server, which is killed, and whose commits wait for the disk."""
    with PostgresServer.start(durable=True) as server:
        yield server


def show(result: TrialResult) -> None:
    """Print how many faults were tried."""
    sys.stdout.write(f"{result}\n")


def test_no_copy_is_mixed_with_the_write_ahead_log_of_a_killed_writer(tmp_path: Path, chance: random.Random) -> None:
    show(mixtures.mix(tmp_path, 10, chance))


def test_no_report_that_a_killed_writer_acknowledged_is_lost(place: str, chance: random.Random) -> None:
    show(kills.kill_writers(place, 6, chance))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_stopped_records_all_or_nothing(
    place: str, tmp_path: Path, how: signal.Signals, chance: random.Random
) -> None:
    show(kills.stop_imports(place, tmp_path, 2, how, chance))


def test_no_acknowledged_report_is_lost_when_server_backend_or_client_is_killed(
    durable: PostgresServer, chance: random.Random
) -> None:
    show(server_kills.kill_servers(durable, 3, chance))


def test_eight_writers_make_no_fork_and_a_follower_misses_nothing(place: str) -> None:
    show(many_writers.write_at_once(place, 10, followed=True))


def test_a_report_waits_for_the_append_lock(place: str) -> None:
    show(many_writers.wait_for_a_lock(place))


@pytest.mark.parametrize("alteration", tampering.ALTERATIONS, ids=lambda alteration: alteration.name)
def test_verify_finds_an_altered_log(place: str, alteration: Alteration) -> None:
    show(tampering.try_alteration(place, alteration))


def test_verify_finds_a_flipped_bit_unless_it_changes_no_stored_value(tmp_path: Path, chance: random.Random) -> None:
    show(tampering.flip_bits(tmp_path, 40, chance))


@pytest.mark.parametrize("wound", wounds.WOUNDS, ids=lambda wound: wound.name)
def test_every_command_answers_on_a_log_that_a_writer_hurt_and_reports_go_on(tmp_path: Path, wound: Wound) -> None:
    show(wounds.try_wound(str(tmp_path / "desk.db"), wound, tmp_path, share=8))


@on_a_server
@pytest.mark.parametrize("wound", wounds.ON_A_SERVER[::5], ids=lambda wound: wound.name)
def test_so_it_is_on_a_server(place: str, tmp_path: Path, wound: Wound) -> None:
    show(wounds.try_wound(place, wound, tmp_path, share=8))


@pytest.mark.slow
@pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="reads the memory of a process from /proc")
def test_at_a_desk_nothing_is_lost_or_doubled(tmp_path: Path) -> None:
    show(day_at_the_desk.live_a_day(str(tmp_path / "desk.db"), tmp_path, count=24, hours=2))


@pytest.mark.parametrize("bad_log", bad_logs.BAD_LOGS, ids=lambda bad_log: bad_log.name)
def test_a_bad_log_gives_an_error_that_names_it(bad_log: BadLog, tmp_path: Path) -> None:
    show(bad_logs.try_bad_log(bad_log, tmp_path))


def test_on_a_full_disk_a_report_is_recorded_completely_or_not_at_all(tmp_path: Path) -> None:
    show(bad_logs.fill_the_disk(tmp_path / "desk.db", range(40, 1200, 200)))


def test_nobody_else_can_read_a_new_log(tmp_path: Path) -> None:
    show(bad_logs.make_new(tmp_path))


@pytest.mark.parametrize(
    "hostile", [*hostile_files.IMPORTS, *hostile_files.DRAFTS], ids=lambda file: f"{file.command}-{file.name}"
)
def test_a_hostile_file_gets_an_answer_within_limits_and_records_nothing(hostile: HostileFile, tmp_path: Path) -> None:
    show(hostile_files.try_file(hostile, tmp_path))
