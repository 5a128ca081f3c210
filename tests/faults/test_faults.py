"""The quick forms of what `python -m tests.faults --long` tries at length; each prints how many faults it tried."""

import random
import signal
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.faults import crowd, hostile_files, kills, places, server_kills, tampering
from tests.faults.hostile_files import Hostile
from tests.faults.places import Place
from tests.faults.tampering import Way
from tests.faults.tried import Tried
from tests.postgres import PostgresServer


@pytest.fixture
def chance() -> random.Random:
    """Return a chance that is the same at each run; moments still differ with the machine."""
    return random.Random(1)


@pytest.fixture(scope="module")
def durable(postgres: PostgresServer) -> Iterator[PostgresServer]:
    """Start a server of its own, to be killed, whose commits wait for the disk."""
    with PostgresServer.start(durable=True) as server:
        yield server


def say(tried: Tried) -> None:
    """Print how many faults were tried."""
    sys.stdout.write(f"{tried}\n")


def test_what_a_killed_writer_had_acknowledged_is_there(place: str, chance: random.Random) -> None:
    say(kills.kill_writers(place, 12, chance))


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGINT])
def test_an_import_that_is_stopped_leaves_all_or_nothing(
    place: str, tmp_path: Path, how: signal.Signals, chance: random.Random
) -> None:
    say(kills.stop_imports(place, tmp_path, 2, how, chance))


def test_a_killed_server_backend_or_client_loses_nothing_that_was_acknowledged(
    durable: PostgresServer, chance: random.Random
) -> None:
    say(server_kills.kill_servers(durable, 3, chance))


def test_eight_writers_fork_nothing_and_a_follower_misses_nothing(place: str) -> None:
    say(crowd.write_at_once(place, 60, followed=True))


def test_a_lock_that_is_held_is_waited_for(place: str) -> None:
    say(crowd.wait_for_a_lock(place))


@pytest.mark.parametrize("way", tampering.WAYS, ids=lambda way: way.name)
def test_an_altered_log_is_seen(place: str, way: Way) -> None:
    say(tampering.try_way(place, way))


def test_a_flipped_bit_is_found_or_changes_nothing_that_is_stored(tmp_path: Path, chance: random.Random) -> None:
    say(tampering.flip_bits(tmp_path, 40, chance))


@pytest.mark.parametrize("bad", places.PLACES, ids=lambda bad: bad.name)
def test_a_place_that_is_no_log_gets_a_sentence_that_names_it(bad: Place, tmp_path: Path) -> None:
    say(places.try_place(bad, tmp_path))


def test_a_full_disk_keeps_a_report_out_whole(tmp_path: Path) -> None:
    say(places.fill_the_disk(tmp_path / "desk.db", range(40, 1200, 200)))


def test_a_new_log_is_read_by_nobody_else(tmp_path: Path) -> None:
    say(places.make_new(tmp_path))


@pytest.mark.parametrize(
    "hostile", [*hostile_files.IMPORTS, *hostile_files.DRAFTS], ids=lambda one: f"{one.command}-{one.name}"
)
def test_a_hostile_file_gets_an_answer_in_time_and_records_nothing(hostile: Hostile, tmp_path: Path) -> None:
    say(hostile_files.try_file(hostile, tmp_path))
