"""The calendar: /calendar.ics, with filters in the address and a key in place of a password."""

from collections.abc import Iterator

from flask import Blueprint, Response, request
from msgspec.structs import replace

from tracker.domain.meeting import Meeting
from tracker.export.ics import CANCELLED, Cancelled, LeftOut, calendar
from tracker.export.pages.calendar_page import CalendarView, calendar_page
from tracker.export.pages.frame import Frame
from tracker.ledger import asking
from tracker.ledger.desk import Desk
from tracker.ledger.exporting import exported_meetings, identity
from tracker.ledger.freshness import state_tag
from tracker.ledger.question import question
from tracker.service.web.access import is_same, keyed_digest
from tracker.service.web.answers import Page, answer_page, not_modified
from tracker.service.web.arguments import argument, filter_asked
from tracker.service.web.guard import RefusedRequestError
from tracker.service.web.site import current_site

blueprint = Blueprint("calendar", __name__)

_FILTERS = ("country", "with", "status", "cancelled")
_KEY_LENGTH = 32  # hex digits


@blueprint.get("/calendar")
def subscribe() -> Response:
    """Show the address under which a calendar program finds the meetings of some filters."""
    return answer_page("calendar", _page)


@blueprint.get("/calendar.ics")
def calendar_file() -> Response:
    """Answer with the calendar. The key in the address opens it and nothing else."""
    site = current_site()
    with site.reading() as desk:
        if not is_same(argument("key"), _key(desk)):
            raise RefusedRequestError(401, "this calendar has another key", "Copy its address from the page Calendar.")
        tag = state_tag(desk, "calendar")
        if request.if_none_match.contains_weak(tag):
            return not_modified(tag)
        text = "".join(_calendar(desk))
    response = Response(text, content_type="text/calendar; charset=utf-8")
    response.headers["Content-Disposition"] = 'inline; filename="meetings.ics"'
    response.set_etag(tag)
    return response


def _calendar(desk: Desk) -> Iterator[str]:
    now = question(desk)
    names = [meeting.meeting for meeting in _meetings(desk)]
    how: Cancelled = next((choice for choice in CANCELLED if choice == argument("cancelled")), "status")
    meetings = exported_meetings(desk, names, now) if names else iter(())
    return calendar(meetings, identity(desk), LeftOut(), how)


def _page(desk: Desk, _: Frame) -> Page:
    chosen = {name: argument(name) for name in _FILTERS if argument(name)}
    count = len(_meetings(desk))
    view = CalendarView(address=f"{current_site().address}/calendar.ics", key=_key(desk), chosen=chosen, count=count)
    return Page(title="Calendar", content=calendar_page(view))


def _meetings(desk: Desk) -> list[Meeting]:
    """Return the meetings that the address asks for: past ones stay, so that a calendar shows how they ended."""
    return asking.statuses(desk, replace(filter_asked(), everything=True), question(desk))


def _key(desk: Desk) -> str:
    """Return the key of this log's calendars: who has it can read them, and can make no other key of it."""
    return keyed_digest(current_site().secret, "calendar", identity(desk))[:_KEY_LENGTH]
