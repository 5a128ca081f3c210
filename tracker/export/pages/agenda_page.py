"""The agenda: the meetings of a period, those that are overdue, or those without news."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from msgspec import Struct

from tracker.domain.meeting import Meeting, flags
from tracker.domain.vocabulary import plain
from tracker.export.board.label_markup import label_markup, note_markup, status_markup
from tracker.export.html import Markup, element, reported, void_element
from tracker.export.labels import day_label, when_label, where_label
from tracker.export.meeting_text import title_text

_VIEWS: Final = {"": "In a period", "overdue": "Overdue", "quiet": "Without news"}


class AgendaView(Struct, frozen=True, kw_only=True):
    """The question: a period (from `start` to `end`, as typed), what is overdue, or what is quiet for some days."""

    meetings: Sequence[Meeting]
    day: date
    view: str = ""
    start: str = ""
    end: str = ""
    quiet_days: int = 0
    first: date | None = None
    last: date | None = None


def agenda_page(view: AgendaView) -> Iterator[str]:
    """Yield the main part of the page."""
    yield '<main class="agenda" id="content">'
    yield element("h1", "Agenda ", element("span", str(len(view.meetings)), class_="n"))
    yield _form(view)
    yield element(
        "section", element("h2", _heading(view), id="h2-list"), _list(view), id="list", aria_labelledby="h2-list"
    )
    yield "</main>"


def meeting_rows(meetings: Sequence[Meeting], day: date) -> Markup:
    """Return a row for each meeting: when, what, where it stands, and notes."""
    return element("ol", *(_row(meeting, day) for meeting in meetings), class_="later")


def _form(view: AgendaView) -> Markup:
    choices = [element("option", name, value=value, selected=value == view.view) for value, name in _VIEWS.items()]
    return element(
        "form",
        element("label", "Show ", element("select", *choices, name="view")),
        _input("From", "from", view.start, "today, 2026-01-28"),
        _input("To", "to", view.end, "next week"),
        _input("Days without news", "days", str(view.quiet_days or ""), "30"),
        element("button", "Show"),
        action="/agenda",
        class_="clocks",
        aria_label="Which meetings",
        data_live="#content",
    )


def _input(label: str, name: str, value: str, example: str) -> Markup:
    return element("label", f"{label} ", void_element("input", name=name, value=value or None, placeholder=example))


def _heading(view: AgendaView) -> str:
    if view.view == "overdue":
        return "Overdue: no report says what became of them"
    if view.view == "quiet":
        return f"Nothing published for {view.quiet_days} days"
    if view.first and view.last:
        return f"{day_label(view.first)} to {day_label(view.last)}"
    return "Expected"


def _list(view: AgendaView) -> Markup:
    if not view.meetings:
        return element("p", "Nothing.", class_="none")
    return meeting_rows(view.meetings, view.day)


def _row(meeting: Meeting, day: date) -> Markup:
    shown_flags = [element("b", plain(flag), class_=f"flag {flag}") for flag in flags(meeting, day)]
    title = element("a", reported(title_text(meeting)), href=f"/meetings/{meeting.meeting}")
    where = label_markup(where_label(meeting))
    return element(
        "li",
        element("span", label_markup(when_label(meeting)) or "no date yet", class_="when"),
        element(
            "span",
            title,
            *(Markup(f" {flag}") for flag in shown_flags),
            element("span", " ", where, class_="s"),
            class_="t",
        ),
        status_markup(meeting),
        note_markup(meeting),
    )
