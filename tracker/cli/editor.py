"""Running the user's editor on a temporary file, and whether the user saved it."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO, Final

from tracker.domain.errors import TrackerError

_UNSAVED: Final = 0  # the modification time that the file has until it is saved
_TAKES_LINE: Final = ("vi", "vim", "nvim", "nano", "pico", "emacs", "emacsclient", "joe", "micro", "ne", "kak", "mg")


def editor_command() -> list[str]:
    """Return the words that start the editor: VISUAL, else EDITOR, else vi."""
    for variable in ("VISUAL", "EDITOR"):
        command = os.environ.get(variable, "").strip()
        if command:
            return _words(variable, command)
    if shutil.which("vi"):
        return ["vi"]
    raise TrackerError.unparsable("no editor is set", "Set VISUAL or EDITOR: EDITOR=nano tracker draft --edit …")


def temporary_file() -> Path:
    """Create a temporary file that only the user can read, and return its path."""
    handle, name = tempfile.mkstemp(prefix="tracker-", suffix=".drafts")
    os.close(handle)
    return Path(name)


def run_editor(command: Sequence[str], path: Path, text: str, line: int = 1) -> str | None:
    """Write `text` to a file, let the user edit it from a line on, and return the saved text, if any.

    Uses the terminal even if stdin or stdout is a pipe. Raises `TrackerError` if the editor fails.
    """
    _write(path, text)
    arguments = [*command, *_at_line(command[0], line), str(path)]
    with _terminal() as terminal:
        try:
            ended = subprocess.run(arguments, stdin=terminal, stdout=terminal, check=False)  # noqa: S603 - the user chose the program
        except OSError as error:
            hint = "Set VISUAL or EDITOR to an editor that is installed."
            raise TrackerError.unparsable(f"{command[0]} cannot be started: {error.strerror}", hint) from error
    if ended.returncode:
        raise TrackerError(f"the editor exited with code {ended.returncode}, so nothing was recorded")
    is_unsaved = path.is_file() and path.stat().st_mtime_ns == _UNSAVED
    return None if is_unsaved else _edited_text(path)


def _write(path: Path, text: str) -> None:
    """Replace the text of a file, as one that is not saved yet. If the disk is full, the old text stays."""
    new = temporary_file()
    try:
        new.write_text(text, encoding="utf-8", newline="")
        os.utime(new, ns=(_UNSAVED, _UNSAVED))  # whatever saves the file changes that, however soon
        new.replace(path)
    except OSError:
        new.unlink()
        raise


def _at_line(editor: str, line: int) -> list[str]:
    """Return the argument that lets an editor begin at a line, for those that are known to take one."""
    return [f"+{line}"] if line > 1 and Path(editor).name in _TAKES_LINE else []


def _words(variable: str, command: str) -> list[str]:
    try:
        return shlex.split(command)
    except ValueError:
        raise TrackerError.unparsable(
            f"{variable} has an unclosed quotation mark: {command}", f"Correct {variable}."
        ) from None


@contextmanager
def _terminal() -> Iterator[BinaryIO | None]:
    """Open the terminal if stdin or stdout is a pipe; None if both are terminals, or there is none."""
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        yield None
        return
    try:
        terminal = Path("/dev/tty").open("r+b", buffering=0)  # noqa: SIM115 - closed below
    except OSError:
        yield None
        return
    with terminal:
        yield terminal


def _edited_text(path: Path) -> str:
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise TrackerError("the edited text is not UTF-8", "Let the editor save it as UTF-8.") from None
    except OSError as error:
        raise TrackerError(f"{path} cannot be read: {error.strerror}", "Save it under the same name.") from error
