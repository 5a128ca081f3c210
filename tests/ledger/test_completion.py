"""What a shell completes from a log: names of meetings and countries, without creating, upgrading or waiting."""

from pathlib import Path

import pytest

from tests.engines import on_a_file, on_a_server
from tests.ledger.doing import begin, retract, say
from tests.store.raw import raw, sql
from tracker.domain.errors import TrackerError
from tracker.ledger import completion
from tracker.ledger.desk import Desk
from tracker.store.opening import open_for_completion
from tracker.store.postgresql import PostgresqlConnection


def test_names_are_completed_with_the_status_of_their_meeting(desk: Desk, place: str) -> None:
    begin(desk, "ahn-japan", "ahn-seoul", "nakatani-seoul")
    say(desk, "held", "2026-01-21", "ahn-seoul")
    assert completion.names(place, "ahn") == [("ahn-japan", "confirmed"), ("ahn-seoul", "held")]
    assert completion.names(place, "AHN-S") == [("ahn-seoul", "held")]
    assert completion.names(place, "sato") == []


def test_a_meeting_without_a_report_that_counts_is_not_completed(desk: Desk, place: str) -> None:
    begin(desk, "ahn-japan", "ahn-seoul")
    retract(desk, 1)
    assert completion.names(place, "") == [("ahn-seoul", "confirmed")]


def test_countries_are_those_that_host_or_take_part(desk: Desk, place: str) -> None:
    say(desk, "proposed", "2026-01-20", new=True, host="JP", participants=["Ahn, minister, KR"])
    assert completion.countries(place) == ["JP", "KR"]


def test_a_missing_log_completes_nothing_and_is_not_created(tmp_path: Path) -> None:
    with pytest.raises(TrackerError):
        completion.names(str(tmp_path / "desk.db"), "")
    assert not list(tmp_path.iterdir())


def test_a_log_of_another_schema_completes_nothing_and_is_not_upgraded(desk: Desk, place: str) -> None:
    with raw(place) as run:
        run("UPDATE alembic_version SET version_num = '0000'")
        with pytest.raises(TrackerError, match="has another schema"):
            completion.countries(place)
        assert run("SELECT version_num FROM alembic_version") == [("0000",)]


@on_a_file
def test_completion_hardly_waits_for_a_file_that_is_locked(place: str) -> None:
    with open_for_completion(place) as connection:
        assert connection.one(sql("PRAGMA busy_timeout")) == (2000,)  # milliseconds; other commands wait for 30 seconds
    with raw(place) as run:
        run("PRAGMA journal_mode=DELETE")
        run("BEGIN EXCLUSIVE")
        with pytest.raises(TrackerError, match="locked"):
            completion.names(place, "")


@on_a_server
def test_completion_hardly_waits_for_a_server(place: str) -> None:
    with open_for_completion(place) as connection:
        assert isinstance(connection, PostgresqlConnection)
        assert connection.driver.info.get_parameters()["connect_timeout"] == "2"  # seconds
    with open_for_completion(f"{place}&connect_timeout=7") as connection:
        assert isinstance(connection, PostgresqlConnection)
        assert connection.driver.info.get_parameters()["connect_timeout"] == "7"
