"""Finding a meeting by the user's words: its name, an alias, or a unique prefix of one."""

from collections.abc import Sequence

from tracker.domain.errors import TrackerError, quoted
from tracker.store import log, projection
from tracker.store.connection import Connection

_MOST_SHOWN = 10


def find(connection: Connection, text: str, other_hint: str = "", people: Sequence[str] = ()) -> str:
    """Return the name that `text` is, or the meeting of which it is a unique prefix.

    Otherwise raise TrackerError with the meetings that it may mean; `other_hint` says what else to do.
    `people` are names of persons whose meetings may be meant.
    """
    name = text.lower()
    if log.name_entry(connection, name).root is not None:
        return name
    matches = projection.names_beginning(connection, name, most=1000) if name else []
    roots = sorted({match.meeting for match in matches})
    if len(roots) == 1:
        return roots[0]
    if roots:
        raise TrackerError(f"{quoted(text)} could be {_either(roots)}", "Write more of the name.")
    raise unknown_meeting(connection, text, other_hint, people)


def unknown_meeting(
    connection: Connection, text: str, other_hint: str = "", people: Sequence[str] = ()
) -> TrackerError:
    """Return the error for an unknown name, with the meetings that it may mean, and what else to do.

    These are meetings with similar names, and those with one of the people, or with a person or a country of the name.
    """
    from tracker.ledger.similar_names import close_names, related_meetings  # noqa: PLC0415 - only an error needs it

    name = text.lower()
    similar = list(dict.fromkeys((*close_names(connection, name), *related_meetings(connection, name, people))))
    if similar:
        hint = f"Did you mean {_either(similar)}? {other_hint}".strip()
    else:
        hint = other_hint or "tracker status --all lists the meetings."
    return TrackerError(f"there is no meeting {quoted(text)}", hint)


def _either(names: list[str]) -> str:
    """Return names as alternatives: "a, b or c"."""
    if len(names) > _MOST_SHOWN:
        names = [*names[:_MOST_SHOWN], "others"]
    *others, last = names
    return f"{', '.join(others)} or {last}" if others else last
