"""Questions: the moments that `--as-of` and `--known-at` name, as a cut of the two clocks and a day."""

from datetime import date

from msgspec import Struct

from tracker.domain.clocks import NOW, AsOf, Cut, Position, is_utc_text
from tracker.domain.errors import TrackerError
from tracker.ledger.desk import Desk
from tracker.store import log


class Question(Struct, frozen=True, kw_only=True):
    """A cut of the two clocks, the day that decides whether a plan is overdue, and words for both in a message."""

    cut: Cut
    day: date
    words: str

    @property
    def is_now(self) -> bool:
        """Return whether the question is about the present."""
        return self.cut == NOW


def question(desk: Desk, as_of: AsOf | Position | None = None, known_at: AsOf | Position | None = None) -> Question:
    """Return the question that `--as-of` and `--known-at` ask. Call it in a snapshot."""
    if isinstance(as_of, Position):
        raise TrackerError.unparsable(
            f"@{as_of.number} is a place in the log, not a day of the press", f"Use --known-at @{as_of.number}."
        )
    position = None if known_at is None else _position(desk, known_at)
    if as_of is not None:
        day = date.fromisoformat(as_of.day)
    elif position is not None and known_at is not None:
        day = _day_of_log(desk, known_at)
    else:
        day = desk.clock.today()
    return Question(cut=Cut(as_of=as_of, known_at=position), day=day, words=_words(as_of, known_at))


def between(desk: Desk, start: AsOf | Position, end: AsOf | Position | None) -> tuple[Question, Question]:
    """Return both sides of a comparison: days by the press clock, positions by the log's. The end defaults to now."""
    if end is not None and isinstance(start, Position) != isinstance(end, Position):
        raise TrackerError.unparsable(
            "a day and a place in the log cannot be compared", "Give two days, or two positions."
        )
    return _one_side(desk, start), question(desk) if end is None else _one_side(desk, end)


def _one_side(desk: Desk, moment: AsOf | Position) -> Question:
    return question(desk, known_at=moment) if isinstance(moment, Position) else question(desk, as_of=moment)


def _position(desk: Desk, moment: AsOf | Position) -> int:
    if isinstance(moment, AsOf):
        return log.position_at(desk.connection, _utc(desk, moment))
    end = log.read_head(desk.connection).position
    if moment.number > end:
        raise TrackerError(f"there is no @{moment.number}", f"The log ends at @{end}." if end else "The log is empty.")
    return moment.number


def _day_of_log(desk: Desk, moment: AsOf | Position) -> date:
    """Return the UTC day of a moment of the log; today for an event whose time is not one."""
    if isinstance(moment, AsOf):
        return date.fromisoformat(_utc(desk, moment)[:10])
    row = log.row_at(desk.connection, moment.number)
    has_day = row is not None and is_utc_text(row.recorded_at)
    return date.fromisoformat(row.recorded_at[:10]) if row and has_day else desk.clock.today()


def _utc(desk: Desk, moment: AsOf) -> str:
    return moment.utc or desk.clock.end_of(date.fromisoformat(moment.day))


def _words(as_of: AsOf | None, known_at: AsOf | Position | None) -> str:
    parts = []
    if as_of is not None:
        parts.append(f"as of {as_of.utc or as_of.day}")
    if known_at is not None:
        moment = f"@{known_at.number}" if isinstance(known_at, Position) else known_at.utc or known_at.day
        parts.append(f"at {moment}")
    return ", ".join(parts) or "now"
