"""The only place where an error becomes a message on stderr and an exit code."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress

import click

from tracker.cli.terminal import safe, show
from tracker.domain.errors import REFUSED, TrackerError

INTERRUPTED = 130


def exit_code_of(run: Callable[[], object]) -> int:
    """Run a command and return its exit code. An error is printed, with its hint, to stderr."""
    try:
        result = run()
        sys.stdout.flush()
    except click.exceptions.NoArgsIsHelpError as error:
        show(error.format_message())
        return 0
    except (KeyboardInterrupt, click.Abort):
        _print(TrackerError("interrupted", "tracker history shows whether it was recorded."))
        return INTERRUPTED
    except BrokenPipeError:  # the reader of our output has exited
        drop_output()
        return REFUSED
    except (TrackerError, click.ClickException, OSError) as error:
        shown = _as_tracker_error(error)
        _print(shown)
        return shown.exit_code
    return result if isinstance(result, int) else 0


def drop_output() -> None:
    """Discard output that could not be written; otherwise Python would report it again when it closes stdout."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _as_tracker_error(error: TrackerError | click.ClickException | OSError) -> TrackerError:
    match error:
        case TrackerError():
            return error
        case click.UsageError():
            command = error.ctx.command_path if error.ctx else "tracker"
            return TrackerError.unparsable(_sentence(error), f"See {command} --help.")
        case click.ClickException():
            return TrackerError(error.format_message())
        case OSError():
            if error.filename is None:
                drop_output()
            file = error.filename or "the output"
            return TrackerError(f"{file} could not be written: {error.strerror}")


def _sentence(error: click.UsageError) -> str:
    """Return Click's message the way ours are written: one line, a small first letter, no full stop."""
    text = " ".join(error.format_message().split()).rstrip(".")
    return text[:1].lower() + text[1:]


def _print(error: TrackerError) -> None:
    show(f"tracker: {safe(error.sentence)}", err=True)
    if error.hint:
        show(f"hint: {safe(error.hint)}", err=True)
