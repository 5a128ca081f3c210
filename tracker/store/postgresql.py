"""A log in a PostgreSQL database, by psycopg."""

import logging
import re
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import unquote

from tracker.domain.errors import TrackerError
from tracker.store.connection import Cells, Statement

if TYPE_CHECKING:
    import psycopg

_EXAMPLE: Final = "postgresql+psycopg://USER@HOST/DATABASE"
_SCHEMES: Final = ("postgres", "postgresql", "postgresql+psycopg")
_URL: Final = re.compile(r"(?P<scheme>[\w+]+)://(?P<rest>.*)", re.DOTALL)
# Written %23, %2F, %3F and %40 in a URL. Left as they are, libpq would take a part of the password for the host.
_RESERVED: Final = frozenset("#/?@")

_INSUFFICIENT_PRIVILEGE: Final = "42501"
_LOCK_NOT_AVAILABLE: Final = "55P03"
_QUERY_CANCELED: Final = "57014"

# Readers go on while this lock is held. Unlike a row lock, it wakes each waiting writer once, in turn.
LOCK: Final = "LOCK TABLE head IN EXCLUSIVE MODE"
# For one transaction at a time: behind a pooler, a setting of the session would be another client's too.
_LOCK_TIMEOUT: Final = "SET LOCAL lock_timeout = '30s'"
_STATEMENT_TIMEOUT: Final = "SET LOCAL statement_timeout = '60s'"

# psycopg logs what an interruption leaves undone. The error message says enough.
logging.getLogger("psycopg").addHandler(logging.NullHandler())


class PostgresqlConnection:
    """One connection to one database."""

    engine = "postgresql"
    lasting = True

    def __init__(self, driver: "psycopg.Connection[Cells]", where: str) -> None:
        self.driver = driver
        self.where = where
        self.patient = False
        self._cursor = driver.cursor()

    @contextmanager
    def transaction(self, *, write: bool, commit: bool = True, lock: bool = True) -> Iterator[None]:
        """Read from one snapshot, or write under the append lock. No lock is waited for without end.

        A statement of an everyday command may take a minute; a `patient` connection and a change of the schema wait.

        A transaction runs in pipeline mode: statements wait in a queue until rows are fetched or it ends. So BEGIN, the
        lock and the first query are one round trip, and so are all writes with the COMMIT. Alembic cannot work so:
        without `lock`, each statement is executed at once.
        """
        from psycopg import IsolationLevel  # noqa: PLC0415 - an extra

        try:
            with self.sentences():
                self.driver.isolation_level = IsolationLevel.READ_COMMITTED if write else IsolationLevel.REPEATABLE_READ
                self.driver.read_only = not write
                with self.driver.pipeline() if lock else nullcontext():
                    self._cursor.execute(_LOCK_TIMEOUT)
                    if lock and not self.patient:
                        self._cursor.execute(_STATEMENT_TIMEOUT)
                    if write and lock:
                        self._cursor.execute(LOCK)
                    yield
                    if write and commit:
                        self._cursor.execute("COMMIT")
        finally:
            self._roll_back()

    def all(self, statement: Statement, **parameters: Any) -> list[Any]:  # noqa: ANN401 - any SQL value
        """Return every row, as a tuple."""
        return self._cursor.execute(statement.postgresql, parameters).fetchall()

    def one(self, statement: Statement, **parameters: Any) -> Cells | None:  # noqa: ANN401 - any SQL value
        """Return the first row, or None."""
        return self._cursor.execute(statement.postgresql, parameters).fetchone()

    def run(self, statement: Statement, **parameters: Any) -> None:  # noqa: ANN401 - any SQL value
        """Execute a statement that returns no rows."""
        self._cursor.execute(statement.postgresql, parameters)

    def run_many(self, statement: Statement, rows: Iterable[Mapping[str, Any]]) -> None:
        """Execute a statement once for each row of parameters."""
        self._cursor.executemany(statement.postgresql, list(rows))

    def run_script(self, statements: Iterable[str]) -> None:
        """Execute constant statements, one after the other."""
        for statement in statements:
            self._cursor.execute(statement)

    def close(self) -> None:
        """Close the connection."""
        self.driver.close()

    @contextmanager
    def sentences(self) -> Iterator[None]:
        """Turn the driver's errors into a sentence that names the database, without its password."""
        import psycopg  # noqa: PLC0415 - an extra

        try:
            yield
        except psycopg.Error as error:
            interruption = _interruption_behind(error)
            if interruption:
                raise interruption from None
            raise self._sentence(error) from None

    def _roll_back(self) -> None:
        import psycopg  # noqa: PLC0415 - an extra

        try:
            self.driver.rollback()
        except psycopg.Error:
            self.driver.close()  # the server has ended the session, and its transaction with it
        if self.driver.pgconn.pipeline_status:
            self.driver.close()  # an interruption left the pipeline open: the connection cannot be used again

    def _sentence(self, error: "psycopg.Error") -> TrackerError:
        if self.driver.closed:
            return TrackerError(
                f"the connection to {self.where} was lost", "tracker history shows whether it was recorded."
            )
        reason = str(error).partition("\n")[0]
        if error.sqlstate == _LOCK_NOT_AVAILABLE:
            return TrackerError(f"{self.where} has been locked by another program for too long", "Try again.")
        if error.sqlstate == _QUERY_CANCELED:
            return TrackerError(
                f"{self.where} took too long to answer, or cancelled the question",
                "Try again, or ask the owner of the database what keeps it busy.",
            )
        if error.sqlstate == _INSUFFICIENT_PRIVILEGE:
            return TrackerError(f"{self.where}: {reason}", "Ask the owner of the database for the right to do this.")
        return TrackerError(f"{self.where}: {reason}", "tracker verify says what is wrong with the log.")


def connect(url: str, *, timeout: int | None = None) -> PostgresqlConnection:
    """Connect to the database that a URL names; `timeout` is in seconds."""
    conninfo = _conninfo(url)
    try:
        import psycopg  # noqa: PLC0415 - an extra
        from psycopg.conninfo import conninfo_to_dict, make_conninfo  # noqa: PLC0415 - an extra
    except ModuleNotFoundError:
        raise TrackerError(
            "PostgreSQL needs the package psycopg", "In the checkout of tracker, run: pip install '.[postgresql]'"
        ) from None
    where = without_password(url)
    try:
        options: dict[str, Any] = {"client_encoding": "utf8", **conninfo_to_dict(conninfo)}
    except (psycopg.Error, ValueError):  # whose message may hold a part of the password
        raise _not_a_url() from None
    if timeout is not None:
        options.setdefault("connect_timeout", timeout)
    try:
        # Statements are not prepared: behind a pooler, the next transaction may run in another session.
        driver = psycopg.connect(make_conninfo(**options), prepare_threshold=None)
    except (psycopg.Error, ValueError) as error:
        reason = str(error).partition("\n")[0]
        for name, value in options.items():
            if _is_secret(name):  # a server may repeat it in its message
                reason = reason.replace(str(value), "***")
        raise TrackerError(f"{where} cannot be reached: {reason}", "Is the server up?") from None
    return PostgresqlConnection(driver, where)


def without_password(url: str) -> str:
    """Return a URL for people to read: `***` for all between the user's name and the last @, and no secret option."""
    scheme, separator, rest = url.partition("://")
    at, colon = rest.rfind("@"), rest.find(":")
    if -1 < colon < at:
        rest = f"{rest[:colon]}:***{rest[at:]}"
    place, question, query = rest.partition("?")
    options = [option for option in query.split("&") if not _is_secret(option)]
    query = "&".join(options)
    return f"{scheme}{separator}{place}{question if query else ''}{query}"


def _conninfo(url: str) -> str:
    """Return the URL as libpq reads it. Raise TrackerError, without the password, if it cannot be one."""
    match = _URL.fullmatch(url)
    if match is None:
        raise _not_a_url()
    scheme, rest = match["scheme"], match["rest"]
    if scheme not in _SCHEMES:
        raise TrackerError.unparsable(f"tracker keeps no log on {scheme}", f"Name a file, or {_EXAMPLE}.")
    credentials, at, _ = rest.rpartition("@")
    if at and _RESERVED.intersection(credentials):
        raise TrackerError.unparsable(
            "--db has one of @ / ? # before its last @",
            "In a user name or a password, write %40 for @, %2F for /, %3F for ?, %23 for #.",
        )
    return f"postgresql://{rest}"


def _not_a_url() -> TrackerError:
    return TrackerError.unparsable("--db is neither a path nor the URL of a database", f"Write {_EXAMPLE}.")


def _is_secret(option: str) -> bool:
    key = unquote(option.partition("=")[0]).lower()
    return "pass" in key or "secret" in key


def _interruption_behind(error: BaseException) -> KeyboardInterrupt | None:
    """Return the Ctrl-C that caused an error: the driver may fail when it leaves a pipeline half way."""
    cause = error.__context__
    while cause is not None and not isinstance(cause, KeyboardInterrupt):
        cause = cause.__context__
    return cause
