"""The section of plans whose window has passed without an outcome."""

from datetime import date

from tracker.domain.meeting import Meeting, overdue
from tracker.export.board.label_markup import meeting_link, note_markup, status_markup
from tracker.export.board.news_list import folded_news_list
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element


def overdue_section(board: Board) -> tuple[int, Markup]:
    """Return how many plans are overdue, and a list of them, the latest first."""
    items = [
        (_latest_first(meeting), _item(meeting, board.day)) for meeting in board.meetings if overdue(meeting, board.day)
    ]
    items.sort(key=lambda item: item[0])
    return len(items), folded_news_list([markup for _, markup in items])


def _latest_first(meeting: Meeting) -> tuple[int, str]:
    return -_last_day(meeting).toordinal(), meeting.meeting


def _item(meeting: Meeting, day: date) -> Markup:
    label = meeting.window.label() if meeting.window else ""
    days = (day - _last_day(meeting)).days
    ended = f"which ended {days} day{'' if days == 1 else 's'} ago"
    return element(
        "li",
        element("p", meeting_link(meeting), class_="t"),
        element("p", status_markup(meeting), f" for {label}, ", element("span", ended, class_="since")),
        note_markup(meeting),
        data_of=meeting.meeting,
    )


def _last_day(meeting: Meeting) -> date:
    """Return the last day of the window of an overdue plan, which always has one."""
    assert meeting.window is not None  # noqa: S101 - a meeting without a window is not overdue
    assert meeting.window.latest is not None  # noqa: S101 - nor is one with an open window
    return meeting.window.latest
