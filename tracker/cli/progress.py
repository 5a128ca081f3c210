"""A bar on stderr for what somebody waits for."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

from tracker.cli.app import App

_LONG = 50_000  # events that take a second and more


@contextmanager
def bar(app: App, label: str, length: int) -> Iterator[Callable[[int], None]]:
    """Show how far a work over `length` events is, on a terminal and if it takes long; yields what is told of steps."""
    hidden = app.quiet or length < _LONG or not sys.stderr.isatty()
    with click.progressbar(length=length, label=label, file=sys.stderr, hidden=hidden) as shown:
        yield shown.update
