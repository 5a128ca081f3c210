"""The formats of an export: each a function from what is asked for to the text, in pieces."""

from collections.abc import Callable, Generator, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct

from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.meeting import Meeting
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import exported_meetings, identity
from tracker.ledger.maintenance import whole_log
from tracker.ledger.question import Question

if TYPE_CHECKING:
    from tracker.export.ics import Cancelled


class Wanted(Struct, frozen=True, kw_only=True):
    """What is to be exported: which meetings (none named: all), as of when, and whether into a file."""

    app: App
    desk: Desk
    names: tuple[str, ...]
    asked: Question
    cancelled: str = "status"
    to_file: bool = False

    @property
    def meetings(self) -> list[Meeting]:
        """Where the meetings stand, each once."""
        if not self.names:
            return asking.statuses(self.desk, asking.Filter(everything=True), self.asked)
        found = (asking.status(self.desk, name, self.asked) for name in self.names)
        return list({meeting.meeting: meeting for meeting in found}.values())

    @property
    def exported_meetings(self) -> list[ExportedMeeting]:
        """The same with their reports."""
        return exported_meetings(self.desk, self.names, self.asked)

    @property
    def ascii_only(self) -> bool:
        """Whether JSON has to escape what is not ASCII."""
        return self.app.ascii_only and not self.to_file


# A generator, so that it can be closed before the log that it reads is.
Pieces = Generator[str, None, None]
Format = Callable[[Wanted], Pieces]


def _ics(wanted: Wanted) -> Pieces:
    from tracker.export import ics  # noqa: PLC0415 - only where it is asked for

    made = ics.calendar(wanted.exported_meetings, identity(wanted.desk), cast("Cancelled", wanted.cancelled))
    yield made.text
    if left_out := ", ".join(_left_out(made.dayless, made.denied)):
        _tell(wanted, f"left out of the calendar: {left_out}")


def _left_out(dayless: int, denied: int) -> Iterator[str]:
    if dayless:
        yield f"{dayless} without a first or a last day"
    if denied:
        yield f"{denied} denied"


def _tell(wanted: Wanted, sentence: str) -> None:
    if not wanted.app.quiet:
        show(sentence, err=True)


def _ninjs(wanted: Wanted) -> Pieces:
    from tracker.export import ninjs  # noqa: PLC0415

    yield from _document(wanted, ninjs.items(wanted.exported_meetings, identity(wanted.desk)))


def _jsonld(wanted: Wanted) -> Pieces:
    from tracker.export import jsonld  # noqa: PLC0415

    for piece in _document(wanted, jsonld.graph(wanted.exported_meetings, identity(wanted.desk))):
        # It is made to stand in a page, within <script>: no text may end that, or begin a comment.
        yield piece.replace("<", "\\u003c")


def _json(wanted: Wanted) -> Pieces:
    from tracker.export.json_objects import status_object  # noqa: PLC0415

    yield from _document(wanted, [status_object(meeting, wanted.asked.day) for meeting in wanted.meetings])


def _csv(wanted: Wanted) -> Pieces:
    from tracker.export import csv  # noqa: PLC0415
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415

    if wanted.to_file:
        yield "\ufeff"  # without it Excel reads UTF-8 as something else
    yield csv.table((status_object(meeting, wanted.asked.day) for meeting in wanted.meetings), STATUS_KEYS)


def _jsonl(wanted: Wanted) -> Pieces:
    from tracker.export.jsonl import log_line  # noqa: PLC0415

    for row in whole_log(wanted.desk):
        yield f"{log_line(row)}\n"


def _html(wanted: Wanted) -> Pieces:
    from tracker.export.board.page import page  # noqa: PLC0415
    from tracker.ledger.exporting import board  # noqa: PLC0415

    yield page(board(wanted.desk, wanted.asked, wanted.names))


def _document(wanted: Wanted, value: Any) -> Pieces:  # noqa: ANN401 - any JSON value
    from tracker.export import json  # noqa: PLC0415

    yield f"{json.document(value, ascii_only=wanted.ascii_only)}\n"


FORMATS: Final[Mapping[str, Format]] = {
    "ics": _ics,
    "ninjs": _ninjs,
    "jsonld": _jsonld,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "html": _html,
}
# Those that can be written in ASCII too, where the output is no UTF-8.
IN_ASCII: Final = frozenset({"ninjs", "jsonld", "json", "csv"})
