"""Questions over the whole log: /agenda, /search, /outlets and /lag."""

from typing import Final

from flask import Blueprint, Response

from tracker.domain.errors import TrackerError, quoted
from tracker.domain.search_match import parse_terms
from tracker.export.pages.agenda_page import AgendaView, agenda_page
from tracker.export.pages.frame import Frame
from tracker.export.pages.search_page import SearchView, search_page
from tracker.export.pages.statistics_pages import lag_page, outlets_page
from tracker.ledger import asking
from tracker.ledger.countries import country
from tracker.ledger.desk import Desk
from tracker.ledger.searching import search
from tracker.ledger.statistics import lag, records
from tracker.service.web.answers import Page, answer_page
from tracker.service.web.arguments import argument, asked, period_asked

blueprint = Blueprint("questions", __name__)

_QUIET_DAYS: Final = 30
_MOST_QUIET: Final = 10_000
_SHOWN_HITS: Final = 100


@blueprint.get("/agenda")
def agenda() -> Response:
    """Show the meetings expected in a period, those overdue, or those gone quiet."""
    return answer_page("agenda", _agenda)


@blueprint.get("/search")
def found() -> Response:
    """Show the meetings that mention all of the words."""
    return answer_page("search", _search)


@blueprint.get("/outlets")
def outlets() -> Response:
    """Show how the reports of each outlet came true."""
    return answer_page(
        "outlets",
        lambda desk, _: Page(title="Outlets", content=outlets_page(records(desk, asked(desk), no_progress))),
    )


@blueprint.get("/lag")
def lags() -> Response:
    """Show how plans slipped."""
    codes = [country(text) for text in argument("country").replace(",", " ").split()]
    return answer_page(
        "lag",
        lambda desk, _: Page(title="Lag", content=lag_page(lag(desk, codes, asked(desk), no_progress), codes)),
    )


def no_progress(_: int) -> None:
    """Say nothing: a browser shows by itself that it waits."""


def _agenda(desk: Desk, _: Frame) -> Page:
    question = asked(desk)
    view = argument("view")
    if view == "overdue":
        shown = AgendaView(meetings=asking.gone_quiet(desk, question), day=question.day, view=view)
    elif view == "quiet":
        days = _days(argument("days"))
        quiet = asking.without_news(desk, days, question)
        shown = AgendaView(meetings=quiet, day=question.day, view=view, quiet_days=days)
    else:
        first, last = asking.agenda_period(*period_asked(desk), question)
        shown = AgendaView(
            meetings=asking.agenda(desk, first, last, question, everything=False),
            day=question.day,
            start=argument("from"),
            end=argument("to"),
            first=first,
            last=last,
        )
    return Page(title="Agenda", content=agenda_page(shown))


def _days(text: str) -> int:
    if not text:
        return _QUIET_DAYS
    if not text.isascii() or not text.isdigit() or not 0 < int(text[:9]) <= _MOST_QUIET:
        raise TrackerError.unparsable(f"{quoted(text)} is not a number of days", f"Write 1 to {_MOST_QUIET:,}.")
    return int(text)


def _search(desk: Desk, _: Frame) -> Page:
    words = argument("q")
    if not words:
        return Page(title="Search", content=search_page(SearchView()))
    result = search(desk, parse_terms(words), asked(desk), _SHOWN_HITS)
    view = SearchView(words=words, hits=result.hits, unread=result.unread)
    return Page(title=f"Search: {words}", content=search_page(view))
