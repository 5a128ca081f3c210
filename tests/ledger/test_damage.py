"""Damage of the file that no row shows is found by `verify` too."""

from pathlib import Path

from tests.faults.tampering import fill, findings
from tests.store.raw import unguarded


def test_an_index_that_was_dropped_is_missed(tmp_path: Path) -> None:
    place = str(tmp_path / "desk.db")
    kept = fill(place)
    with unguarded(place) as run:
        run("DROP INDEX events_fingerprint")
    assert findings(place, kept) == ("the index events_fingerprint is missing",)


def test_an_index_of_another_column_is_seen(tmp_path: Path) -> None:
    place = str(tmp_path / "desk.db")
    kept = fill(place)
    with unguarded(place) as run:
        run("DROP INDEX events_fingerprint")
        run("CREATE INDEX events_fingerprint ON events (payload)")
    assert findings(place, kept) == ("the index events_fingerprint is altered",)
