"""The section of plans that a report says may not come off."""

from tracker.domain.meeting import Meeting, in_doubt
from tracker.export.board.label_markup import meeting_link, note_markup, status_markup
from tracker.export.board.news_list import folded_news_list
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element


def doubt_section(board: Board) -> tuple[int, Markup]:
    """Return how many plans are in doubt, and a list of them, by name."""
    items = [_item(meeting) for meeting in board.meetings if in_doubt(meeting)]
    return len(items), folded_news_list(items)


def _item(meeting: Meeting) -> Markup:
    return element(
        "li",
        element("p", meeting_link(meeting), " ", status_markup(meeting), class_="t"),
        note_markup(meeting),
        data_of=meeting.meeting,
    )
