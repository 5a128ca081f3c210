"""Limits on the work that a test may take, in processor time.

A busy machine fails no such test: other programs do not count, and a limit is at least ten times what the work takes.
Work that grows with the square of a text of 80,000 characters takes minutes, and fails on any machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

# Seconds of the clock after which a test gives up on a process that hangs. It judges nobody's speed.
PATIENCE = 300.0


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Run the block, and fail if it took this process more processor time than `seconds`."""
    began = process_time()
    yield
    assert process_time() - began < seconds
