"""What the store needs from an engine: compiled statements run in transactions, and rows as tuples."""

from collections.abc import Iterable, Mapping
from contextlib import AbstractContextManager
from typing import Any, Protocol

from msgspec import Struct

Cells = tuple[Any, ...]


class Statement(Struct, frozen=True):
    """The text of one statement for each engine. Parameters are written `:name` for SQLite, `%(name)s` for psycopg.

    A list goes in as one parameter.
    """

    sqlite: str
    postgresql: str


class Connection(Protocol):
    """One connection to a log."""

    engine: str  # "sqlite" or "postgresql"
    where: str  # for messages: the file, or the URL without its password
    lasting: bool  # False for a log in memory, which ends with the process
    patient: bool  # whether a statement on a server may take longer than an everyday command waits

    def transaction(self, *, write: bool, commit: bool = True, lock: bool = True) -> AbstractContextManager[None]:
        """Run a block in a transaction; roll it back if the block raises, or if `commit` is False.

        An error of the database leaves the block as the driver raised it, and the transaction as a TrackerError: no
        caller can take it for a refusal and go on.

        A reader sees one snapshot of the log. A writer holds the append lock from its first statement to the end.
        `lock` is False only to create or to upgrade the schema: on a server, the block has to take the lock itself.
        """
        ...

    def all(self, statement: Statement, **parameters: Any) -> list[Any]:  # noqa: ANN401 - any SQL value
        """Return every row, as a tuple."""
        ...

    def one(self, statement: Statement, **parameters: Any) -> Cells | None:  # noqa: ANN401 - any SQL value
        """Return the first row, or None."""
        ...

    def run(self, statement: Statement, **parameters: Any) -> None:  # noqa: ANN401 - any SQL value
        """Execute a statement that returns no rows. An error may surface at a later statement, or at the commit."""
        ...

    def run_many(self, statement: Statement, rows: Iterable[Mapping[str, Any]]) -> None:
        """Execute a statement once for each row of parameters."""
        ...

    def run_script(self, statements: Iterable[str]) -> None:
        """Execute constant statements, one after the other."""
        ...

    def close(self) -> None:
        """Close the connection."""
        ...
