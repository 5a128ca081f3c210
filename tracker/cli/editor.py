"""The user's editor: which it is, and how it gets a terminal."""

import os
import shlex
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from tracker.domain.errors import TrackerError


def editor() -> list[str]:
    """Return the words that start the editor: VISUAL, EDITOR, else vi."""
    for name in ("VISUAL", "EDITOR"):
        if told := os.environ.get(name, "").strip():
            try:
                return shlex.split(told)
            except ValueError:
                raise TrackerError.unparsable(f"{name} lacks a quotation mark: {told}", f"Set {name} anew.") from None
    if shutil.which("vi"):
        return ["vi"]
    raise TrackerError.unparsable("no editor is known", "Set VISUAL or EDITOR: EDITOR=nano tracker draft --edit …")


def run_editor(program: Sequence[str], path: Path) -> None:
    """Run the editor, on the terminal even where a pipe brought the article or takes the output away."""
    with _terminal() as terminal:
        try:
            done = subprocess.run([*program, str(path)], stdin=terminal, stdout=terminal, check=False)  # noqa: S603
        except OSError as error:
            hint = "Set VISUAL or EDITOR to an editor that is installed."
            raise TrackerError.unparsable(f"{program[0]} cannot be started: {error.strerror}", hint) from error
    if done.returncode:
        raise TrackerError(f"the editor ended with {done.returncode}, so nothing was recorded")


@contextmanager
def _terminal() -> Iterator[BinaryIO | None]:
    """Open the terminal where stdin or stdout is none; None where they are, or there is no terminal at all."""
    if all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stdout)):
        yield None
        return
    try:
        terminal = Path("/dev/tty").open("r+b", buffering=0)  # noqa: SIM115 - closed below, if there is one
    except OSError:
        yield None
        return
    with terminal:
        yield terminal


def edited_text(path: Path) -> str:
    """Return what the user saved."""
    try:
        return path.read_bytes().decode()
    except UnicodeDecodeError:
        raise TrackerError("the edited text is not UTF-8", "Let the editor save it as UTF-8.") from None
    except OSError as error:
        raise TrackerError(f"{path} cannot be read: {error.strerror}", "Save it under its own name.") from error
