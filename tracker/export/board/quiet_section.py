"""The section of plans that nobody has written about for a month, and that are not overdue."""

from datetime import date
from typing import Final

from tracker.domain.meeting import Meeting, is_without_news, overdue
from tracker.domain.vocabulary import OVER
from tracker.export.board.label_markup import meeting_link, status_markup
from tracker.export.board.news_list import folded_news_list
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element
from tracker.export.labels import day_label, label_text, when_label

QUIET_DAYS: Final = 30


def quiet_section(board: Board) -> tuple[int, Markup]:
    """Return how many plans are quiet, and a list of them, the longest without news first."""
    quiet = [meeting for meeting in board.meetings if _is_quiet(meeting, board.day)]
    quiet.sort(key=lambda meeting: (_last_day(meeting), meeting.meeting))
    return len(quiet), folded_news_list([_item(meeting, board.day) for meeting in quiet])


def _is_quiet(meeting: Meeting, day: date) -> bool:
    is_plan = meeting.status not in OVER and not overdue(meeting, day)
    return is_plan and is_without_news(meeting, QUIET_DAYS, day)


def _last_day(meeting: Meeting) -> date:
    """Return the day of the last report; a meeting without one is on no board."""
    last = meeting.memory.last
    return last.date if last else date.min


def _item(meeting: Meeting, day: date) -> Markup:
    last = _last_day(meeting)
    when = label_text(when_label(meeting))
    when = f"for {when}" if meeting.window else when
    silence = f"no report for {(day - last).days} days, since {day_label(last)}"
    return element(
        "li",
        element("p", meeting_link(meeting), class_="t"),
        element(
            "p",
            status_markup(meeting),
            f" {when}" if when else None,
            ", ",
            element("span", silence, class_="since"),
        ),
        data_of=meeting.meeting,
    )
