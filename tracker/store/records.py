"""What `outlets` and `lag` read of each meeting: a projection, written with the meeting and made again by `rebuild`."""

from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Final, NamedTuple

from msgspec import MsgspecError
from msgspec.json import Decoder, Encoder

from tracker.domain.canonical import canonical_json
from tracker.domain.errors import TrackerError
from tracker.domain.meeting import Meeting
from tracker.domain.statistics import slippage
from tracker.domain.statistics.course import Course, is_possible
from tracker.domain.statistics.slippage import Plan, plan_of
from tracker.domain.statistics.track_record import Item, are_possible, items_of
from tracker.store import compiled
from tracker.store.connection import Cells, Connection

_COURSE: Final = Decoder(Course)
_ITEM: Final[Decoder[Item]] = Decoder(Item)
_PLAN: Final = Decoder(Plan)
_LINES: Final = Encoder()
# What a decoder raises for a text that a hand wrote; the last two for a cell that holds no text.
_DAMAGES: Final = (MsgspecError, RecursionError, TrackerError, AttributeError, TypeError)


class Record(NamedTuple):
    """A meeting as it stands, and the course that it took."""

    meeting: Meeting
    course: Course


def load_course(text: str | None) -> Course | None:
    """Return the course that `save` wrote; None if it is missing or damaged."""
    try:
        course = _COURSE.decode(text) if text else None
    except _DAMAGES:
        return None
    return course if course and is_possible(course) else None


def outlet_items(connection: Connection) -> Counter[Item]:
    """Return what track records count, of every meeting, with how often there is an equal one.

    Lines are counted as text: few of them differ, and only those are decoded.
    """
    lines: Counter[str] = Counter()
    with _sound(connection):
        for (text,) in connection.all(compiled.OUTLET_LINES):
            lines.update(text.split("\n"))
        items = Counter({_ITEM.decode(line): count for line, count in lines.items()})
    if not are_possible(items):
        raise _damaged(connection)
    return items


def lag_plans(connection: Connection) -> Iterator[Plan]:
    """Yield what the tables of lags need, of every meeting."""
    for (text,) in connection.all(compiled.LAG_PLANS):
        with _sound(connection):
            plan = _PLAN.decode(text)
        if not slippage.is_possible(plan):
            raise _damaged(connection)
        yield plan


@contextmanager
def _sound(connection: Connection) -> Iterator[None]:
    """Raise an error that says what to do if a stored row is damaged."""
    try:
        yield
    except _DAMAGES as error:
        raise _damaged(connection) from error


def _damaged(connection: Connection) -> TrackerError:
    return TrackerError(f"{connection.where} is damaged: a record cannot be read", "Run: tracker rebuild")


# Writing


def save(connection: Connection, records: Sequence[Record]) -> None:
    """Write the rows of these meetings, in place of those that they had."""
    if records:
        connection.run_many(compiled.REMOVE_ROWS["records"], [{"meeting": meeting.meeting} for meeting, _ in records])
        add(connection, records)


def add(connection: Connection, records: Sequence[Record]) -> None:
    """Write the rows of meetings that have none."""
    rows = [dict(zip(("meeting", "course", "outlets", "lag"), row, strict=True)) for row in expected_rows(records)]
    if rows:
        connection.run_many(compiled.ADD_ROW["records"], rows)


def remove(connection: Connection, root: str) -> None:
    """Remove the row of a meeting."""
    connection.run(compiled.REMOVE_ROWS["records"], meeting=root)


# Comparing


def expected_rows(records: Sequence[Record]) -> list[Cells]:
    """Return what the table should hold of some meetings."""
    return [
        (
            meeting.meeting,
            canonical_json(course),
            _LINES.encode_lines(items_of(meeting, course)).decode().rstrip("\n"),
            canonical_json(plan_of(meeting, course)),
        )
        for meeting, course in records
    ]


def stored_rows(connection: Connection, names: Sequence[str]) -> list[Cells]:
    """Return what the table does hold of them."""
    return connection.all(compiled.ROWS_OF_MEETINGS["records"], meetings=list(names))


def row_count(connection: Connection) -> int:
    """Return how many meetings the table holds."""
    count: int = connection.all(compiled.ROW_COUNT["records"])[0][0]
    return count
