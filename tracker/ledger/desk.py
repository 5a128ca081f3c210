"""A desk: one log, who records in it, and the clock."""

from collections.abc import Iterator
from contextlib import contextmanager

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.meeting import FOLD_VERSION
from tracker.ledger.clock import Clock
from tracker.store import log, projection
from tracker.store.connection import Connection
from tracker.store.schema import is_missing, open_log, scratch_log, shown


class Desk(Struct, frozen=True, kw_only=True):
    """What every use case works on."""

    connection: Connection
    clock: Clock
    recorder: str


@contextmanager
def open_desk(where: str | None, *, create: bool, clock: Clock, recorder: str) -> Iterator[Desk]:
    """Open the log at a path or a URL; with no place at all, an empty one in memory that is gone at the end.

    A projection that was made by an older fold is made anew first.
    """
    connection = scratch_log() if where is None else open_log(where, create=create)
    try:
        with connection.transaction(write=False, ahead=True):
            fold = log.head(connection).fold
        if fold < FOLD_VERSION:
            from tracker.ledger.folding import rebuild_projection  # noqa: PLC0415 - once after an upgrade

            with connection.transaction(write=True):
                # Looked at again under the lock: another program, a newer one even, may have come first.
                if log.head(connection, lock=True).fold < FOLD_VERSION:
                    rebuild_projection(connection)
        yield Desk(connection=connection, clock=clock, recorder=recorder)
    finally:
        connection.close()


def find(connection: Connection, text: str, otherwise: str = "") -> str:
    """Return the name that `text` is, or is the unique beginning of; else say which it may mean, or `otherwise`."""
    name = text.lower()
    if projection.root_of(connection, name) is not None:
        return name
    matches = projection.roots_beginning(connection, name) if name else []
    if len(matches) == 1:
        return matches[0]
    if matches:
        raise TrackerError(f"{text[:60]!r} could be {_either(matches)}", "Write more of the name.")
    raise unknown(connection, text, otherwise)


def unknown(connection: Connection, text: str, otherwise: str = "") -> TrackerError:
    """Return the error for a name that no meeting bears, with the names that come close, and what else to do."""
    import difflib  # noqa: PLC0415 - only an error needs it

    names = projection.every_name(connection)
    close = difflib.get_close_matches(text.lower(), names, n=3, cutoff=0.6)
    if text and not close:
        begins = {name[: len(text)]: name for name in reversed(names)}
        close = [begins[start] for start in difflib.get_close_matches(text.lower(), begins, n=3, cutoff=0.6)]
    if close:
        hint = f"Did you mean {_either(close)}? {otherwise}".strip()
    else:
        hint = otherwise or "tracker status --all lists the meetings."
    return TrackerError(f"there is no meeting {text[:60]!r}", hint)


def _either(names: list[str]) -> str:
    if len(names) > 10:
        names = [*names[:10], "others"]
    return " or ".join([", ".join(names[:-1]), names[-1]]) if len(names) > 1 else names[0]


__all__ = ["Desk", "find", "is_missing", "open_desk", "shown", "unknown"]
