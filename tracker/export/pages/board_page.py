"""The served board: the same sections as those of the file, with filters in the address."""

from collections.abc import Iterator

from tracker.export.board.content import header, main_pieces, sections_of, totals_of
from tracker.export.board.filters import Chosen, address_filters
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element, joined


def board_page(board: Board, shown: Board, chosen: Chosen) -> Iterator[str]:
    """Yield the board: `shown` has the meetings that the filters leave of it."""
    totals = totals_of(board)
    meetings = sum(1 for _ in shown.meetings)
    sections = sections_of(shown, meetings, _scope(board))
    yield element("div", header(shown, sections, address_filters(totals, chosen, meetings)), id="content")
    yield from main_pieces(sections)


def _scope(board: Board) -> Markup | None:
    if not board.scope:
        return None
    return joined(board.scope, " ", element("a", "Show all of them", href="/?all=1"))
