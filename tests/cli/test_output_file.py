"""Output files: a file is replaced as a whole, or stays as it was."""

import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.cli.runner import INSTALLED, tracker
from tests.cli.terminals import environment
from tests.effort import PATIENCE
from tests.faults.syncs import inodes, recorded_syncs
from tracker.cli.output_file import whole_file
from tracker.domain.errors import TrackerError

LOG = "no.db"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Return a folder; at the end it must contain no hidden file."""
    path = tmp_path / "exports"
    path.mkdir()
    yield path
    assert [one.name for one in path.iterdir() if one.name.startswith(".")] == []


def write(path: Path | str, text: bytes = b"whole") -> None:
    """Write a whole file."""
    with whole_file(str(path), LOG) as file:
        file.write(text)


def refused(path: Path | str) -> tuple[str, str]:
    """Return the sentence and the hint of the error for a file."""
    with pytest.raises(TrackerError) as caught:
        write(path)
    assert caught.value.exit_code == 1
    return caught.value.sentence, caught.value.hint


def test_a_file_appears_once_it_is_complete(folder: Path) -> None:
    file = folder / "안규백 board.ics"
    with whole_file(str(file), LOG) as stream:
        stream.write(b"half")
        stream.flush()
        assert not file.exists()
    assert file.read_bytes() == b"half"
    umask = os.umask(0)
    os.umask(umask)
    assert stat.S_IMODE(file.stat().st_mode) == 0o666 & ~umask


def test_the_old_file_stays_until_the_new_one_is_complete_and_its_mode_is_kept(folder: Path) -> None:
    file = folder / "board.ics"
    file.write_bytes(b"old")
    file.chmod(0o640)
    with whole_file(str(file), LOG) as stream:
        stream.write(b"new")
        assert file.read_bytes() == b"old"
    assert file.read_bytes() == b"new"
    assert stat.S_IMODE(file.stat().st_mode) == 0o640


@pytest.mark.parametrize("fault", [TrackerError("no"), KeyboardInterrupt(), ValueError()])
def test_an_error_leaves_no_partial_file(folder: Path, fault: BaseException) -> None:
    file = folder / "board.ics"
    file.write_bytes(b"old")

    def broken() -> None:
        with whole_file(str(file), LOG) as stream:
            stream.write(b"half")
            raise fault

    with pytest.raises(type(fault)):
        broken()
    assert file.read_bytes() == b"old"


def test_a_symbolic_link_stays_and_its_target_is_replaced(folder: Path, tmp_path: Path) -> None:
    there, link, dangling = tmp_path / "there.ics", folder / "link.ics", folder / "dangling.ics"
    there.write_bytes(b"old")
    link.symlink_to(there)
    dangling.symlink_to(tmp_path / "new.ics")
    write(link)
    write(dangling)
    assert link.is_symlink()
    assert dangling.is_symlink()
    assert there.read_bytes() == (tmp_path / "new.ics").read_bytes() == b"whole"


def test_a_pipe_is_written_directly(folder: Path) -> None:
    pipe = folder / "pipe"
    os.mkfifo(pipe)
    with subprocess.Popen(["cat", str(pipe)], stdout=subprocess.PIPE) as reader:
        write(pipe)
        assert reader.communicate(timeout=PATIENCE)[0] == b"whole"
    assert stat.S_ISFIFO(pipe.stat().st_mode)


def test_a_path_that_cannot_be_a_file_is_refused(folder: Path) -> None:
    loop, read_only = folder / "loop", folder / "read-only.ics"
    loop.symlink_to(loop)
    read_only.write_bytes(b"old")
    read_only.chmod(0o400)
    assert refused(folder) == (f"{folder} is a folder", f"Name a file in it, as in -o {folder / 'export'}.")
    assert refused(folder / "no" / "x.ics") == (
        f"{folder}/no/x.ics could not be written: No such file or directory",
        "Create the folder first, or name another.",
    )
    assert refused(f"{folder}/new/")[0] == f"'{folder}/new/' is not a file name"
    assert refused(read_only / "x.ics")[0].endswith("could not be written: Not a directory")
    assert refused(loop)[0] == f"{loop} could not be written: Too many levels of symbolic links"
    assert refused(folder / ("a" * 300))[1] == "Choose a shorter name."
    if os.getuid():
        assert refused(read_only) == (f"{read_only} is not writable", "Change its permissions, or name another file.")
    assert read_only.read_bytes() == b"old"


def test_no_export_replaces_a_log(story: Path) -> None:
    before = story.read_bytes()
    done = tracker("export", "--format", "csv", "-o", str(story))
    assert (done.out, done.code) == ("", 1)
    assert done.err.splitlines() == [
        f"tracker: {story} is a database, not an export",
        "hint: Name another file: this may be a log.",
    ]
    assert story.read_bytes() == before


@pytest.mark.parametrize("companion", ["-wal", "-shm", "-journal"])
@pytest.mark.parametrize("command", [("export", "--format", "csv", "-o"), ("backup",)])
def test_no_file_takes_a_name_that_sqlite_uses_next_to_a_log(
    story: Path, companion: str, command: tuple[str, ...]
) -> None:
    file = story.with_name(story.name + companion)
    link = story.with_name("link.csv")
    link.symlink_to(file)
    for name in (file, link) if command[0] == "export" else (file,):
        done = tracker(*command, str(name))
        assert (done.out, done.code) == ("", 1)
        assert done.err.splitlines() == [
            f"tracker: {file} is a name that SQLite uses for a file next to {story}",
            "hint: Name another file.",
        ]
    assert not file.exists()


def test_no_export_takes_the_name_of_a_log_that_is_not_there_yet(tmp_path: Path) -> None:
    place = environment()["XDG_DATA_HOME"]
    log = Path(place) / "tracker" / "tracker.db"
    log.parent.mkdir(parents=True)
    done = tracker("export", "--format", "csv", "-o", str(log))
    assert (done.code, done.err.splitlines()[0]) == (1, f"tracker: {log} is the log itself")


KILLED = """
import os, signal, sys
from tracker.cli.output_file import whole_file
with whole_file(sys.argv[1], "no.db") as file:
    file.write(b"half")
    file.flush()
    if sys.argv[2] == "killed":
        os.kill(os.getpid(), signal.SIGKILL)
    print("waiting", flush=True)
    sys.stdin.read()
"""


def temporary_files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.name.endswith(".part")]


def test_what_a_killed_process_left_is_removed_by_the_next_one_in_the_folder(folder: Path) -> None:
    command = [sys.executable, "-c", KILLED, str(folder / "board.ics")]
    subprocess.run([*command, "killed"], check=False)
    foreign = folder / ".board.ics.0123abcd.part"
    foreign.write_bytes(b"of another program")
    (left,) = set(temporary_files(folder)) - {foreign}
    write(folder / "other.csv")
    assert temporary_files(folder) == [foreign]
    assert left != foreign
    foreign.unlink()


def test_what_a_running_process_writes_is_not_removed(folder: Path) -> None:
    file = folder / "board.ics"
    command = [sys.executable, "-c", KILLED, str(file), "waits"]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == b"waiting\n"
        write(folder / "other.csv")
        assert len(temporary_files(folder)) == 1
        other.communicate(timeout=PATIENCE)
    assert file.read_bytes() == b"half"


def test_a_full_disk_leaves_the_old_file(story: Path, folder: Path) -> None:
    # A limit on the size of a file is met as a full disk is: in the middle of a write. (SQLite needs another 32 kB.)
    long = ("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28", "--quote", "long " * 20_000)
    assert tracker(*long).code == 0
    file = folder / "desk.jsonl"
    file.write_bytes(b"old")
    done = subprocess.run(
        ["sh", "-c", 'ulimit -f 128; "$0" export --format jsonl -o "$1"', str(INSTALLED), str(file)],
        env=environment({"TRACKER_DB": str(story)}),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.decode() == f"tracker: {file} could not be written: File too large\n"
    assert file.read_bytes() == b"old"


def test_the_file_and_its_name_survive_a_power_cut(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    synced = recorded_syncs(monkeypatch)
    file = tmp_path / "board.html"
    tracker("export", "--format", "html", "-o", str(file))
    assert synced == inodes(file, tmp_path)
