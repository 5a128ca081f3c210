"""The board: /, with filters in the address."""

from flask import Blueprint, Response
from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import OVER
from tracker.export.board.filters import Chosen
from tracker.export.board.view_model import Board
from tracker.export.labels import day_label
from tracker.export.pages.board_page import board_page
from tracker.export.pages.frame import Frame
from tracker.ledger import exporting
from tracker.ledger.asking import Filter, with_spellings
from tracker.ledger.desk import Desk
from tracker.service.web.answers import Page, answer_page, argument, asked

blueprint = Blueprint("board", __name__)

_STANDING = "standing"


@blueprint.get("/")
def board() -> Response:
    """Show what is due, what changed, what needs a look, and every meeting with its reports."""
    return answer_page("board", _page)


def _page(desk: Desk, _: Frame) -> Page:
    chosen = Chosen(
        country=argument("country").upper(),
        status=argument("status"),
        person=argument("person"),
        everything=bool(argument("all")),
    )
    whole = exporting.board(desk, asked(desk), everything=chosen.everything)
    whole = replace(whole, meetings=tuple(whole.meetings))  # the sections read them several times
    shown = _filtered(desk, whole, chosen)
    return Page(title=f"Board, {day_label(whole.day)}", content=board_page(whole, shown, chosen))


def _filtered(desk: Desk, board: Board, chosen: Chosen) -> Board:
    wanted = with_spellings(
        desk,
        Filter(
            status=None if chosen.status in {"", _STANDING} else chosen.status,
            country=chosen.country or None,
            person=chosen.person or None,
            everything=True,
        ),
    )

    def is_shown(meeting: Meeting) -> bool:
        return wanted.admits(meeting) and (chosen.status != _STANDING or meeting.status not in OVER)

    meetings = tuple(filter(is_shown, board.meetings))
    names = {meeting.meeting for meeting in meetings}
    shifts = tuple(shift for shift in board.shifts if shift.meeting in names)
    return replace(board, meetings=meetings, shifts=shifts)
