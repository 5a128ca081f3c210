"""What the store asks of an engine: portable SQL with named parameters, in transactions that say if they write."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import AbstractContextManager
from typing import Any, Protocol

Cells = tuple[Any, ...]


class Overtaken(Exception):  # noqa: N818 - no fault: the work is done anew
    """Others wrote in between what may change what was read."""


class Connection(Protocol):
    """One connection to a log. SQL is written `:name`; rows are tuples."""

    engine: str
    where: str  # for messages: the file, or the URL without its password
    lasting: bool  # whether the log outlives this process

    def transaction(self, *, write: bool, keep: bool = True, ahead: bool = False) -> AbstractContextManager[None]:
        """Run a block on one snapshot: commit at its end if it writes and is to `keep`; roll back if it raises.

        With `ahead`, a server's transaction begins with `hasten`, if ever: what is asked before that is asked outside
        of it, each question by itself.
        """
        ...

    def hasten(self) -> None:
        """Wait for no answer from here to the end of the transaction: what follows returns nothing, or `later`."""
        ...

    def later(self, sql: str, **parameters: Any) -> Callable[[], Cells]:  # noqa: ANN401
        """Return what tells the one row, once the transaction has ended; after `hasten`."""
        ...

    def each(self, *questions: tuple[str, dict[str, Any]]) -> list[list[Cells]]:
        """Return every row of each question, one asked after the other, in one message where the engine has such."""
        ...

    def all(self, sql: str, **parameters: Any) -> list[Cells]:  # noqa: ANN401
        """Return every row."""
        ...

    def one(self, sql: str, **parameters: Any) -> Cells | None:  # noqa: ANN401
        """Return the first row, or None."""
        ...

    def stream(self, sql: str, **parameters: Any) -> Iterator[Cells]:  # noqa: ANN401
        """Return the rows one by one, without holding all of them."""
        ...

    def run(self, sql: str, **parameters: Any) -> None:  # noqa: ANN401
        """Execute for its effect."""
        ...

    def many(self, sql: str, rows: Iterable[Sequence[Any]]) -> None:
        """Execute for each row; the parameters of the statement are taken in the order in which they stand in it."""
        ...

    def close(self) -> None:
        """End the connection."""
        ...


def placeholders(prefix: str, values: Sequence[Any]) -> tuple[str, dict[str, Any]]:
    """Return `:p0, :p1 …` for an IN list, and its parameters."""
    parameters = {f"{prefix}{number}": value for number, value in enumerate(values)}
    return ", ".join(f":{name}" for name in parameters), parameters
