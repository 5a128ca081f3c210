"""Limits on the work that a test may take, in processor time.

Such a test does not fail on a busy machine: other programs do not count, and a limit is at least ten times the usual
time. Work that grows with the square of a text of 80,000 characters takes minutes, and fails on any machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time

# Seconds of wall time after which a test gives up on a process that hangs. It is not a limit on speed.
PATIENCE = 300.0


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Run the block, and fail if it took this process more processor time than `seconds`."""
    began = process_time()
    yield
    assert process_time() - began < seconds
