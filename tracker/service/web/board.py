"""The board: /, with filters in the address."""

from collections.abc import Callable, Iterator

from flask import Blueprint, Response, request
from msgspec import json
from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import OVER
from tracker.export.board.filters import Chosen
from tracker.export.board.meeting_section import article
from tracker.export.board.view_model import Board
from tracker.export.labels import day_label
from tracker.export.pages.board_page import board_page
from tracker.export.pages.frame import Frame
from tracker.ledger import exporting
from tracker.ledger.asking import Filter, with_spellings
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import identity
from tracker.ledger.freshness import state_tag
from tracker.ledger.question import Question
from tracker.service.web.answers import Page, answer_page
from tracker.service.web.arguments import argument, asked
from tracker.service.web.site import current_site

blueprint = Blueprint("board", __name__)

_STANDING = "standing"


@blueprint.get("/")
def board() -> Response:
    """Show due meetings, recent changes, meetings that need a look, and every meeting with its reports."""
    return answer_page("board", _page)


def _page(desk: Desk, _: Frame) -> Page:
    question = asked(desk)
    key = ("board", request.query_string)
    text = current_site().pages.get(key, state_tag(desk), lambda: "".join(_content(desk, question)).encode())
    return Page(title=f"Board, {day_label(question.day)}", content=[text])


def _content(desk: Desk, question: Question) -> Iterator[str]:
    chosen = Chosen(
        country=argument("country").upper(),
        status=argument("status"),
        person=argument("person"),
        everything=bool(argument("all")),
    )
    whole = exporting.board(desk, question, everything=chosen.everything)
    whole = replace(whole, meetings=tuple(whole.meetings), meeting_pages="/meetings/")  # the sections read them often
    if question.is_now:
        whole = replace(whole, article_of=_kept_articles(desk, whole))
    yield from board_page(whole, _filtered(desk, whole, chosen), chosen)


def _kept_articles(desk: Desk, board: Board) -> Callable[[str], str]:
    """Return what makes the part on a meeting, or takes it as it was made before if the meeting has not changed.

    The state of a meeting names the last event about it, so it stands for all its reports.
    """
    log = identity(desk)
    states = {meeting.meeting: json.encode(meeting) for meeting in board.meetings}

    def article_of(name: str) -> str:
        state = (log, states[name], board.day)
        return current_site().parts.get(name, state, lambda: str(article(board.plan_of(name), board)))

    return article_of


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
