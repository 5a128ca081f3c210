"""Temporary files: removed with their locks and descriptors."""

from pathlib import Path

from tracker.ledger.temporary_file import temporary_file


def open_descriptors() -> int:
    return len(list(Path("/dev/fd").iterdir()))


def test_a_temporary_file_and_what_a_killed_process_left_are_removed_and_closed(tmp_path: Path) -> None:
    stale = tmp_path / ".board.html.0123abcd.tracker.part"
    stale.with_name(f"{stale.name}-wal").touch()
    stale.touch()
    before = open_descriptors()
    with temporary_file(tmp_path / "board.html") as part:
        assert list(tmp_path.iterdir()) == [part.path]
        assert part.path.name.startswith(".board.html.")
    assert (list(tmp_path.iterdir()), open_descriptors()) == ([], before)


def test_the_temporary_file_of_a_running_process_is_left_alone(tmp_path: Path) -> None:
    with temporary_file(tmp_path / "a") as first, temporary_file(tmp_path / "a"):
        assert first.path.exists()
    assert list(tmp_path.iterdir()) == []
