"""A progress bar on stderr for long work."""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Final

import click

from tracker.cli.app import App

if TYPE_CHECKING:
    from click._termui_impl import ProgressBar

_MOST_STEPS: Final = 1000  # of a bar: drawn at each of a million events, it took 6 s
SLOW_READ: Final = 50_000  # events; reading that many takes more than a second


class NoBar:
    """A progress bar that nobody sees: to import Click's own takes 4 ms, of a draft a thirtieth."""

    pos = 0

    def update(self, n_steps: int) -> None:
        """Count the steps."""
        self.pos += n_steps


@contextmanager
def progress_bar(app: App, label: str, length: int, *, slow: bool) -> "Iterator[ProgressBar[int] | NoBar]":
    """Show how much of `length` is done, if the work is `slow` and stderr is a terminal; hidden by `--quiet`."""
    if app.quiet or not slow or not sys.stderr.isatty():
        yield NoBar()
        return
    steps = max(1, length // _MOST_STEPS)
    with click.progressbar(length=length, label=label, file=sys.stderr, update_min_steps=steps) as bar:
        yield bar
