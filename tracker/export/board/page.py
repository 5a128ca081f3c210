"""The page of the board: one file that loads nothing, and whose policy allows only its own style and script."""

from base64 import b64encode
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from importlib.resources import files
from itertools import chain
from typing import Final

from msgspec import Struct, field

from tracker.domain.vocabulary import STATUSES, plain
from tracker.export.board.changes_section import changes_section, count_changed
from tracker.export.board.disputed_section import disputed_section
from tracker.export.board.due_section import due_section
from tracker.export.board.label_markup import count_markup
from tracker.export.board.meeting_section import countries, meeting_section
from tracker.export.board.overdue_section import overdue_section
from tracker.export.board.symbols import legend, symbol_definitions
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element, void_element
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


def page(board: Board) -> str:
    """Return the page. The same board gives the same bytes."""
    return "".join(pieces(board))


def pieces(board: Board) -> Iterator[str]:
    """Yield the page piece by piece: one meeting after the other is read from the board."""
    style, script = _asset("board.css"), _asset("board.js")
    totals = _totals(board)
    sections = _sections(board, totals)
    few_due = sections[0].count <= _FEW_DUE
    yield f'<!DOCTYPE html>\n<html lang="en">{_head(board, style, script)}<body>'
    yield _header(board, sections, totals)
    yield '<main class="few">' if few_due else "<main>"
    for section in sections:
        yield from _section(section)
    yield f"</main>{symbol_definitions()}{element('script', script)}</body></html>\n"


@cache
def _asset(name: str) -> Markup:
    """Return the style or the script, which are our own files and so not escaped."""
    return Markup(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _head(board: Board, style: Markup, script: Markup) -> Markup:
    return element(
        "head",
        void_element("meta", charset="utf-8"),
        void_element("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        void_element("meta", name="viewport", content="width=device-width, initial-scale=1"),
        void_element("meta", name="color-scheme", content="light dark"),
        void_element("meta", name="referrer", content="no-referrer"),
        element("title", f"Board, {day_label(board.day)}"),
        element("style", style),
    )


def _policy(style: Markup, script: Markup) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(asset: str) -> str:
    digest = sha256(asset.encode()).digest()
    return f"sha256-{b64encode(digest).decode()}"


class Totals(Struct, kw_only=True):
    """What the meetings of the board have, for the filters: countries, statuses and people."""

    meetings: int = 0
    countries: Counter[str] = field(default_factory=Counter)
    statuses: Counter[str] = field(default_factory=Counter)
    people: set[str] = field(default_factory=set)


def _totals(board: Board) -> Totals:
    totals = Totals()
    for meeting in board.meetings:
        totals.meetings += 1
        totals.countries.update(countries(meeting))
        totals.statuses[meeting.status or ""] += 1
        totals.people |= {person.name for person in meeting.participants if person.name}
    return totals


def _sections(board: Board, totals: Totals) -> list[Section]:
    since = element("p", f"Against what stood at the end of {day_label(board.since)}.", class_="s")
    scope = element("p", board.scope, class_="s") if board.scope else Markup()
    due_count, due = due_section(board)
    overdue_count, overdue = overdue_section(board)
    disputed_count, disputed = disputed_section(board)
    changed = count_changed(board)
    meetings = chain([scope, legend()], meeting_section(board))
    return [
        Section("due", "Due", "What is due", due_count, [due]),
        Section("changed", "Changed", "Changed since yesterday", changed, [since, changes_section(board)]),
        Section("overdue", "Overdue", "Overdue", overdue_count, [overdue]),
        Section("disputed", "Disputed", "Disputed", disputed_count, [disputed]),
        Section("meetings", "Meetings", "Meetings", totals.meetings, meetings),
    ]


def _section(section: Section) -> Iterator[str]:
    heading_id = f"h2-{section.id}"
    yield f'<section id="{section.id}" aria-labelledby="{heading_id}" tabindex="-1">'
    yield element("h2", f"{section.heading} ", count_markup(section.count), id=heading_id)
    yield from section.content
    yield "</section>"


# The header: the day, the state of the log, the navigation, the filters


def _header(board: Board, sections: Iterable[Section], totals: Totals) -> Markup:
    day = element("time", f"{board.day:%A} {day_label(board.day)}", datetime=board.day.isoformat())
    return element(
        "header",
        element("a", "Skip to what is due", href="#due", class_="skip"),
        element("h1", day),
        element("p", _state_of_the_log(board), class_="s"),
        element("nav", element("ul", *map(_navigation_item, sections)), aria_label="Parts of the board"),
        _filters(totals),
    )


def _state_of_the_log(board: Board) -> str:
    state = f"log at @{board.position}"
    if board.recorded_at:
        state += f", last recorded {day_label(board.recorded_at[_DATE])}, {board.recorded_at[_TIME]} UTC"
    if board.moment:
        state += f" · {board.moment}"
    return state


def _navigation_item(section: Section) -> Markup:
    return element("li", element("a", f"{section.name} ", count_markup(section.count), href=f"#{section.id}"))


def _filters(totals: Totals) -> Markup:
    """Return the filters, hidden until the script shows them: they do not work without it."""
    return element(
        "form",
        _country_filter(totals.countries),
        _status_filter(totals.statuses),
        *_person_filter(totals.people),
        element("button", "Show all", type="reset"),
        element("output", class_="s", role="status"),
        role="search",
        aria_label="Filter the meetings",
        hidden=True,
    )


def _country_filter(counts: Counter[str]) -> Markup:
    options = [(code, f"{code} ({counts[code]})") for code in sorted(counts)]
    return _select("country", "Country", options)


def _status_filter(counts: Counter[str]) -> Markup:
    statuses = [(status, f"{plain(status)} ({counts[status]})") for status in STATUSES if counts[status]]
    return _select("status", "Status", [("standing", "all that is not over"), *statuses])


def _select(name: str, label: str, options: Iterable[tuple[str, str]]) -> Markup:
    """Return a select element with a label; each option is its value and its text."""
    every_option = [("", "any"), *options]
    return element(
        "label",
        f"{label} ",
        element("select", *(element("option", text, value=value) for value, text in every_option), name=name),
    )


def _person_filter(people: set[str]) -> tuple[Markup, Markup]:
    field = void_element("input", type="search", name="person", list="people", autocomplete="off", spellcheck="false")
    suggestions = element("datalist", *(element("option", value=name) for name in sorted(people)), id="people")
    return element("label", "Person ", field), suggestions
