"""What the processor may take for something: the measure of rules that say that no text takes long.

It is the processor's time and not the clock's, so a machine that has other work to do fails none of these tests, while
work that grows with the square of a text of 80,000 characters takes minutes and fails on any machine.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from time import process_time


@contextmanager
def within(seconds: float) -> Iterator[None]:
    """Do what stands in the block, and fail if it took this process that much time of the processor."""
    began = process_time()
    yield
    assert process_time() - began < seconds
