"""The page of a meeting: /meetings/NAME, at any moment of both clocks."""

from flask import Blueprint, Response
from msgspec.structs import replace

from tracker.domain.clocks import parse_moment
from tracker.export.meeting_text import title_text
from tracker.export.pages.frame import Frame
from tracker.export.pages.meeting_page import MeetingView, meeting_page
from tracker.export.pages.moments import Moments
from tracker.ledger import auditing
from tracker.ledger.desk import Desk
from tracker.ledger.meeting_view import meeting_view, shifts_between
from tracker.ledger.question import between
from tracker.service.web.answers import Page, answer_page
from tracker.service.web.arguments import argument, asked, moment, number_of

blueprint = Blueprint("meeting", __name__)


@blueprint.get("/meetings/<name>")
def meeting(name: str) -> Response:
    """Show where a meeting stands, who says so, and how it came there."""
    return answer_page("meeting", lambda desk, frame: _page(desk, frame, name))


def _page(desk: Desk, frame: Frame, name: str) -> Page:
    moments = Moments(
        address=f"/meetings/{name.lower()}",
        as_of=argument("as_of"),
        known_at=argument("known_at"),
        start=argument("from"),
        end=argument("to"),
    )
    view = meeting_view(desk, name, asked(desk), moments)
    view = _with_comparison(desk, view)
    view = _with_note(desk, view)
    return Page(title=title_text(view.plan.meeting), content=meeting_page(view, frame))


def _with_comparison(desk: Desk, view: MeetingView) -> MeetingView:
    """Add what changed between two moments, if the address names them."""
    if not view.moments.start:
        return view
    start, end = parse_moment(view.moments.start, desk.clock.today()), moment(desk, "to")
    shifts = shifts_between(desk, view.plan.meeting.meeting, *between(desk, start, end))
    return replace(view, shifts=shifts)


def _with_note(desk: Desk, view: MeetingView) -> MeetingView:
    """Add the event that was just recorded, if the address names it."""
    position = number_of(argument("recorded"))
    return view if position is None else replace(view, recorded=auditing.entry_at(desk, position))
