"""What the board shows, on the page in a file and on the served one: its header, its parts and the filters."""

from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import Final

from msgspec import Struct, field

from tracker.export.board.changes_section import changes_section, count_changed
from tracker.export.board.disputed_section import disputed_section
from tracker.export.board.doubt_section import doubt_section
from tracker.export.board.due_section import due_section
from tracker.export.board.label_markup import count_markup
from tracker.export.board.meeting_section import countries, meeting_section
from tracker.export.board.overdue_section import overdue_section
from tracker.export.board.quiet_section import quiet_section
from tracker.export.board.symbols import legend
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element
from tracker.export.labels import day_label

# So few due meetings leave room below them for the overdue ones.
_FEW_DUE: Final = 8
# Of a UTC instant as text: 2026-01-28T23:00:00.000000Z.
_DATE: Final = slice(10)
_TIME: Final = slice(11, 16)


class Section(Struct, frozen=True):
    """A section of the page: its id, its name in the navigation, its heading, and how many meetings it shows."""

    id: str
    name: str
    heading: str
    count: int
    content: Iterable[Markup]


class Totals(Struct, kw_only=True):
    """What the meetings of the board have, for the filters: countries, statuses and people."""

    meetings: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)


def totals_of(board: Board) -> Totals:
    """Count what the filters offer."""
    totals = Totals()
    for meeting in board.meetings:
        totals.meetings += 1
        totals.countries.update(countries(meeting))
        totals.statuses[meeting.status or ""] += 1
        totals.people |= {person.name for person in meeting.participants if person.name}
    return totals


def sections_of(board: Board, meetings: int, scope: Markup | None) -> list[Section]:
    """Return the parts of the board; `scope` says which meetings it leaves out."""
    since = element("p", f"Against what stood at the end of {day_label(board.since)}.", class_="s")
    due_count, due = due_section(board)
    overdue_count, overdue = overdue_section(board)
    disputed_count, disputed = disputed_section(board)
    doubt_count, doubt = doubt_section(board)
    quiet_count, quiet = quiet_section(board)
    changed = count_changed(board)
    articles = chain([element("p", scope, class_="s") if scope else Markup(), legend()], meeting_section(board))
    return [
        Section("due", "Due", "What is due", due_count, [due]),
        Section("changed", "Changed", "Changed since yesterday", changed, [since, changes_section(board)]),
        Section("overdue", "Overdue", "Overdue", overdue_count, [overdue]),
        Section("disputed", "Disputed", "Disputed", disputed_count, [disputed]),
        Section("doubt", "In doubt", "In doubt", doubt_count, [doubt]),
        Section("quiet", "Quiet", "Quiet", quiet_count, [quiet]),
        Section("meetings", "Meetings", "Meetings", meetings, articles),
    ]


def main_pieces(sections: list[Section]) -> Iterator[str]:
    """Yield the main part of the page piece by piece: one meeting after the other is read from the board."""
    few_due = sections[0].count <= _FEW_DUE
    yield '<main class="board few">' if few_due else '<main class="board">'
    for section in sections:
        yield from _section(section)
    yield "</main>"


def header(board: Board, sections: Iterable[Section], filters: Markup) -> Markup:
    """Return the header: the day, the state of the log, the navigation, the filters."""
    day = element("time", f"{board.day:%A} {day_label(board.day)}", datetime=board.day.isoformat())
    return element(
        "header",
        element("a", "Skip to what is due", href="#due", class_="skip"),
        element("h1", day),
        element(
            "p", _state_of_the_log(board), class_="s", id="state", aria_live="polite" if board.meeting_pages else None
        ),
        element("nav", element("ul", *map(_navigation_item, sections)), aria_label="Parts of the board"),
        filters,
        class_="top",
    )


def _section(section: Section) -> Iterator[str]:
    heading_id = f"h2-{section.id}"
    yield f'<section id="{section.id}" aria-labelledby="{heading_id}" tabindex="-1">'
    yield element("h2", f"{section.heading} ", count_markup(section.count), id=heading_id)
    yield from section.content
    yield "</section>"


def _state_of_the_log(board: Board) -> str:
    state = f"log at @{board.position}"
    if board.recorded_at:
        state += f", last recorded {day_label(board.recorded_at[_DATE])}, {board.recorded_at[_TIME]} UTC"
    if board.moment:
        state += f" · {board.moment}"
    return state


def _navigation_item(section: Section) -> Markup:
    return element("li", element("a", f"{section.name} ", count_markup(section.count), href=f"#{section.id}"))
