"""The formats of `export`: each is a function from the request to the text, in pieces."""

from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import closing
from typing import TYPE_CHECKING, Any, Final, cast

from msgspec import Struct

from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.meeting import Meeting
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import exported_meetings, identity
from tracker.ledger.maintenance import all_spellings, whole_log
from tracker.ledger.question import Question

if TYPE_CHECKING:
    from tracker.export.ics import Cancelled


class Request(Struct, frozen=True, kw_only=True):
    """What to export: which meetings (no names: all of them), at which moment, and whether into a file."""

    app: App
    desk: Desk
    names: tuple[str, ...]
    asked: Question
    cancelled: str
    everything: bool
    to_file: bool

    @property
    def meetings(self) -> list[Meeting]:
        """The statuses of the meetings, each once."""
        if not self.names:
            return asking.statuses(self.desk, asking.Filter(everything=True), self.asked)
        named = [asking.status(self.desk, name, self.asked) for name in self.names]
        return list({meeting.meeting: meeting for meeting in named}.values())

    @property
    def exported_meetings(self) -> Iterator[ExportedMeeting]:
        """The meetings with their reports."""
        return exported_meetings(self.desk, self.names, self.asked)

    @property
    def ascii_only(self) -> bool:
        """Whether JSON has to escape everything but ASCII."""
        return self.app.ascii_only and not self.to_file


# A generator, so that it can be closed before the log that it reads.
Pieces = Generator[str, None, None]
Format = Callable[[Request], Pieces]


def _ics(request: Request) -> Pieces:
    from tracker.export import ics  # noqa: PLC0415 - imported only if needed

    left_out = ics.LeftOut()
    cancelled = cast("Cancelled", request.cancelled)
    yield from ics.calendar(request.exported_meetings, identity(request.desk), left_out, cancelled)
    reasons = ", ".join(_left_out(left_out.dayless, left_out.denied))
    if reasons and not request.app.quiet:
        show(f"left out of the calendar: {reasons}", err=True)


def _left_out(dayless: int, denied: int) -> Iterator[str]:
    if dayless:
        yield f"{dayless} without a first or a last day"
    if denied:
        yield f"{denied} denied"


def _ninjs(request: Request) -> Pieces:
    from tracker.export import json, ninjs  # noqa: PLC0415 - imported only if needed

    items = ninjs.items(request.exported_meetings, identity(request.desk))
    yield from json.document_pieces(items, ascii_only=request.ascii_only)
    yield "\n"


def superdesk_files(request: Request) -> Generator[tuple[str, str], None, None]:
    """Yield a file name and an event for each meeting that has days: Superdesk reads one event a file."""
    from tracker.export import json, superdesk  # noqa: PLC0415 - imported only if needed

    left_out = superdesk.LeftOut()
    for name, event in superdesk.events(request.exported_meetings, identity(request.desk), left_out):
        yield name, f"{json.line(event, ascii_only=request.ascii_only)}\n"
    if left_out.dayless and not request.app.quiet:
        show(f"left out of the events: {left_out.dayless} without a first or a last day", err=True)


def _superdesk(request: Request) -> Pieces:
    with closing(superdesk_files(request)) as files:
        for _, event in files:
            yield event


def _jsonld(request: Request) -> Pieces:
    from tracker.export import jsonld  # noqa: PLC0415 - imported only if needed

    for piece in _document(request, jsonld.graph(request.exported_meetings, identity(request.desk))):
        # It is meant for a page, within <script>: no text may end that element or begin a comment.
        yield piece.replace("<", "\\u003c")


def _json(request: Request) -> Pieces:
    from tracker.export.json_objects import status_object  # noqa: PLC0415 - imported only if needed

    yield from _document(request, [status_object(meeting, request.asked.day) for meeting in request.meetings])


def _csv(request: Request) -> Pieces:
    from tracker.export import csv  # noqa: PLC0415 - imported only if needed
    from tracker.export.json_objects import STATUS_KEYS, status_object  # noqa: PLC0415 - imported only if needed

    if request.to_file:
        yield "\ufeff"  # without a byte-order mark Excel does not read the file as UTF-8
    yield csv.table((status_object(meeting, request.asked.day) for meeting in request.meetings), STATUS_KEYS)


def _jsonl(request: Request) -> Pieces:
    from tracker.export.jsonl import log_line, spelling_line  # noqa: PLC0415 - imported only if needed

    for row in whole_log(request.desk):
        yield f"{log_line(row)}\n"
    for spelling in all_spellings(request.desk):
        yield f"{spelling_line(spelling)}\n"


def _html(request: Request) -> Pieces:
    from tracker.export.board.page import pieces, scope_text  # noqa: PLC0415 - imported only if needed
    from tracker.ledger.exporting import board  # noqa: PLC0415 - imported only if needed

    shown = board(request.desk, request.asked, request.names, everything=request.everything)
    yield from pieces(shown)
    scope = scope_text(shown)
    if scope and not request.app.quiet:
        show(scope, err=True)


def _document(request: Request, value: Any) -> Pieces:  # noqa: ANN401 - any JSON value
    from tracker.export import json  # noqa: PLC0415 - imported only if needed

    yield f"{json.document(value, ascii_only=request.ascii_only)}\n"


FORMATS: Final[Mapping[str, Format]] = {
    "ics": _ics,
    "ninjs": _ninjs,
    "superdesk": _superdesk,
    "jsonld": _jsonld,
    "json": _json,
    "jsonl": _jsonl,
    "csv": _csv,
    "html": _html,
}
# Formats that can be written in ASCII, for an output that is not UTF-8.
IN_ASCII: Final = frozenset({"ninjs", "superdesk", "jsonld", "json", "csv"})
