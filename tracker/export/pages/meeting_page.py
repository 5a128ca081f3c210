"""The page of a meeting: where it stands and who says so, its reports as a picture and in words, and its neighbours."""

from collections.abc import Iterable, Iterator
from datetime import date

from msgspec import Struct

from tracker.domain.history import Entry
from tracker.domain.meeting import flags
from tracker.domain.vocabulary import plain
from tracker.export.board.history_drawing import history_drawing
from tracker.export.board.meeting_section import details
from tracker.export.board.symbols import legend
from tracker.export.board.view_model import Plan, Shift
from tracker.export.html import Markup, element, joined, reported
from tracker.export.meeting_text import title_text
from tracker.export.pages.differences import differences_list
from tracker.export.pages.frame import Frame
from tracker.export.pages.history_list import history_list
from tracker.export.pages.moments import Moments, clock_form, difference_form
from tracker.export.pages.recorded_note import recorded_note
from tracker.export.pages.why_table import Because, why_table


class MeetingView(Struct, frozen=True, kw_only=True):
    """What the page of a meeting shows.

    `moments` are those that the address asks about. `shifts` is what changed between two of them, None if it asks
    about none. `recorded` is the event that this user has just recorded.
    """

    plan: Plan
    day: date
    reasons: tuple[Because, ...]
    entries: tuple[Entry, ...]
    moments: Moments
    shifts: tuple[Shift, ...] | None = None
    recorded: Entry | None = None


def meeting_page(view: MeetingView, frame: Frame) -> Iterator[str]:
    """Yield the main part of the page."""
    meeting = view.plan.meeting
    yield f'<main class="meeting{" past" if view.moments.is_past else ""}" id="content">'
    if view.recorded:
        yield recorded_note(view.recorded, frame)
    yield _heading(view)
    yield clock_form(view.moments)
    yield '<div class="columns">'
    yield _part("stands", "Where it stands", element("dl", *details(view.plan, "/meetings/")), _actions(view))
    yield _part("picture", "Its reports", _picture(view.plan), legend())
    yield "</div>"
    yield _part("why", "Who says so", why_table(view.reasons))
    yield '<div class="columns">'
    yield _part("history", f"History of {meeting.meeting}", history_list(view.entries, frame.user))
    yield _part("changes", "What changed between two moments", *_changes(view))
    yield "</div></main>"


def _heading(view: MeetingView) -> Markup:
    meeting = view.plan.meeting
    title = title_text(meeting)
    shown_flags = [element("b", plain(flag), class_=f"flag {flag}") for flag in flags(meeting, view.day)]
    return element(
        "header",
        element("h1", reported(title)),
        element("code", meeting.meeting) if title != meeting.meeting else None,
        *shown_flags,
        class_="heading",
    )


def _part(name: str, heading: str, *content: Markup | None) -> Markup:
    return element("section", element("h2", heading, id=f"h2-{name}"), *content, id=name, aria_labelledby=f"h2-{name}")


def _actions(view: MeetingView) -> Markup:
    name = view.plan.meeting.meeting
    link = element("a", "Log a report on this meeting", href=f"/report?meeting={name}", class_="button")
    return element("p", link, class_="actions")


def _picture(plan: Plan) -> Markup | None:
    drawing = history_drawing(plan)
    return element("div", drawing, class_="figure", tabindex=0, role="group", aria_label="Picture") if drawing else None


def _changes(view: MeetingView) -> Iterable[Markup]:
    yield difference_form(view.moments)
    if view.shifts is not None:
        yield differences_list(view.shifts) if view.shifts else joined(element("p", "Nothing changed.", class_="none"))
