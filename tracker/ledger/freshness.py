"""Whether an answer may have changed: one short text for the state of the log, of the inbox, and of the day."""

from hashlib import sha256

from tracker import __version__
from tracker.ledger.desk import Desk
from tracker.store import desk_state, log

_DIGITS = 32  # hex


def state_tag(desk: Desk, *others: str) -> str:
    """Return a text that differs if the log, the inbox, a spelling, a stored text, the day or the program does.

    `others` are what else the answer depends on. Call it in the snapshot in which the answer is made.
    """
    head = log.read_head(desk.connection)
    parts = (
        *(__version__, head.fold, head.position, head.hash, desk.clock.today()),
        *desk_state.figures(desk.connection),
        *others,
    )
    return sha256(repr(tuple(map(str, parts))).encode()).hexdigest()[:_DIGITS]


def waiting_drafts(desk: Desk) -> int:
    """Return how many drafts of the inbox wait. Call it in a snapshot."""
    return desk_state.waiting_drafts(desk.connection)
