"""Running the user's editor on a temporary file."""

import os
import shlex
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import TrackerError


def editor_command() -> list[str]:
    """Return the words that start the editor: VISUAL, else EDITOR, else vi."""
    for variable in ("VISUAL", "EDITOR"):
        command = os.environ.get(variable, "").strip()
        if command:
            return _words(variable, command)
    if shutil.which("vi"):
        return ["vi"]
    raise TrackerError.unparsable("no editor is set", "Set VISUAL or EDITOR: EDITOR=nano tracker draft --edit …")


def temporary_file(text: str) -> Path:
    """Write `text` to a new temporary file that only the user can read, and return its path."""
    handle, name = tempfile.mkstemp(prefix="tracker-", suffix=".drafts")
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(text)
    return Path(name)


def run_editor(command: Sequence[str], path: Path) -> str:
    """Let the user edit a file, and return its text. Uses the terminal even if stdin or stdout is a pipe."""
    with _terminal() as terminal:
        try:
            ended = subprocess.run([*command, str(path)], stdin=terminal, stdout=terminal, check=False)  # noqa: S603 - the user chose the program
        except OSError as error:
            hint = "Set VISUAL or EDITOR to an editor that is installed."
            raise TrackerError.unparsable(f"{command[0]} cannot be started: {error.strerror}", hint) from error
    if ended.returncode:
        raise TrackerError(f"the editor exited with code {ended.returncode}, so nothing was recorded")
    return _edited_text(path)


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
