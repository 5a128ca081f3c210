"""The page itself: one file that loads nothing, whose policy lets in its own style and script and nothing else."""

from base64 import b64encode
from collections import Counter
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Final

from tracker.domain.vocabulary import STATUSES, plain
from tracker.export.board import due, news
from tracker.export.board.contents import Board
from tracker.export.board.meetings import countries, meetings_section
from tracker.export.board.signs import defined, legend
from tracker.export.html import Markup, element, empty
from tracker.export.labels import day_label

# As many rows of what is due leave room below them for what is overdue.
_FEW: Final = 8


def page(board: Board) -> str:
    """Return the page. The same board gives the same bytes."""
    title = f"Board, {day_label(board.day)}"
    style, script = _part("board.css"), _part("board.js")
    head = element(
        "head",
        empty("meta", charset="utf-8"),
        empty("meta", http_equiv="Content-Security-Policy", content=_policy(style, script)),
        empty("meta", name="viewport", content="width=device-width, initial-scale=1"),
        empty("meta", name="color-scheme", content="light dark"),
        empty("meta", name="referrer", content="no-referrer"),
        element("title", title),
        element("style", style),
    )
    body = element("body", _banner(board), _main(board), defined(), element("script", script))
    return f"<!DOCTYPE html>\n{element('html', head, body, lang='en')}\n"


def _policy(style: Markup, script: Markup) -> str:
    return (
        f"default-src 'none'; style-src '{_digest(style)}'; script-src '{_digest(script)}'; "
        "base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
    )


def _digest(part: str) -> str:
    return f"sha256-{b64encode(sha256(part.encode()).digest()).decode()}"


@cache
def _part(name: str) -> Markup:
    """Return a part of the page that lies beside this module: ours, and so no text to escape."""
    return Markup(files(__package__).joinpath(name).read_text(encoding="utf-8"))


def _banner(board: Board) -> Markup:
    told = f"log at @{board.position}"
    if board.recorded_at:
        told += f", last recorded {day_label(board.recorded_at[:10])}, {board.recorded_at[11:16]} UTC"
    if board.moment:
        told += f" · {board.moment}"
    return element(
        "header",
        element("a", "Skip to what is due", href="#due", class_="skip"),
        element("h1", element("time", f"{board.day:%A} {day_label(board.day)}", datetime=board.day.isoformat())),
        element("p", told, class_="s"),
        element("nav", element("ul", *(_way(*one) for one in _ways(board))), aria_label="Parts of the board"),
        _filters(board),
    )


def _ways(board: Board) -> tuple[tuple[str, str, int], ...]:
    return (
        ("due", "Due", due.due_meetings(board)),
        ("changed", "Changed", news.changed_meetings(board)),
        ("overdue", "Overdue", news.overdue_meetings(board)),
        ("disputed", "Disputed", news.disputed_meetings(board)),
        ("meetings", "Meetings", len(board.plans)),
    )


def _way(name: str, words: str, count: int) -> Markup:
    return element("li", element("a", words, " ", element("span", str(count), class_="n"), href=f"#{name}"))


def _filters(board: Board) -> Markup:
    """Return the filters, which the script shows: without it they would do nothing."""
    codes = Counter(code for plan in board.plans for code in countries(plan.meeting))
    statuses = Counter(plan.meeting.status for plan in board.plans)
    people = sorted({person.name for plan in board.plans for person in plan.meeting.participants if person.name})
    standing = [(one, f"{plain(one)} ({statuses[one]})") for one in STATUSES if statuses[one]]
    return element(
        "form",
        _select("country", "Country", "any", [(code, f"{code} ({codes[code]})") for code in sorted(codes)]),
        _select("status", "Status", "any", [("standing", "all that is not over"), *standing]),
        element(
            "label",
            "Person ",
            empty("input", type="search", name="person", list="people", autocomplete="off", spellcheck="false"),
        ),
        element("datalist", *(element("option", value=name) for name in people), id="people"),
        element("button", "Show all", type="reset"),
        element("output", class_="s", role="status"),
        role="search",
        aria_label="Filter the meetings",
        hidden=True,
    )


def _select(name: str, words: str, anything: str, options: list[tuple[str, str]]) -> Markup:
    listed = [element("option", anything, value=""), *(element("option", told, value=value) for value, told in options)]
    return element("label", f"{words} ", element("select", *listed, name=name))


def _main(board: Board) -> Markup:
    counts = {name: count for name, _, count in _ways(board)}
    since = element("p", f"Against what stood at the end of {day_label(board.since)}.", class_="s")
    return element(
        "main",
        _part_of("due", "What is due", counts, due.due_section(board)),
        _part_of("changed", "Changed since yesterday", counts, since, news.changed(board)),
        _part_of("overdue", "Overdue", counts, news.overdue_section(board)),
        _part_of("disputed", "Disputed", counts, news.disputed_section(board)),
        _part_of("meetings", "Meetings", counts, legend(), meetings_section(board)),
        class_="few" if counts["due"] <= _FEW else None,
    )


def _part_of(name: str, heading: str, counts: dict[str, int], *inside: Markup | None) -> Markup:
    head = element("h2", heading, " ", element("span", str(counts[name]), class_="n"), id=f"h2-{name}")
    return element("section", head, *inside, id=name, aria_labelledby=f"h2-{name}", tabindex=-1)
