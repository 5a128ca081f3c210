"""The command that finds what the log mentions: search."""

from collections.abc import Iterator, Sequence
from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.columns import Styled, wrap
from tracker.cli.terminal import STATUS_COLORS, safe, show
from tracker.cli.wording import published, standing
from tracker.domain.search_match import Hit, Passage, Span, match_spans, parse_terms
from tracker.domain.vocabulary import plain
from tracker.ledger.searching import search

_LABELS: Final = {
    "participants": "who",
    "places": "where",
    "meeting": "name",
    "aliases": "also",
    "attributed_to": "says who",
}
_INDENT: Final = " " * 4
_MOST: Final = 6  # passages shown of one meeting
_AROUND: Final = 48  # characters shown on either side of what was found
_CSV_KEYS: Final = ("meeting", "title", "status", "window", "field", "text", "position", "published", "outlet")


@click.command("search", short_help="Meetings and reports that mention some words.")
@click.argument("words", nargs=-1, required=True)
@opt.clocks
@opt.output_format
@click.pass_obj
def search_command(app: App, /, words: tuple[str, ...], as_of: str | None, known_at: str | None, output: str) -> None:
    """Find the meetings that mention all of WORDS, themselves or in their reports.

    Looked through are names, people, titles and places, and of each report the headline, the quote, the reason, the
    outlets, and the words for who says so.

    Case, accents, hyphens and the order of names do not matter, and a word is found inside a longer one. People and
    names come first, then titles and places, headlines, reasons and outlets, quotes; among equals what stands nearer
    together, then what is newer. A report that was retracted is not searched.

    \b
    tracker search koizumi shinjiro
    tracker search 小泉 --as-of 2026-01-22
    """
    terms = parse_terms(" ".join(words))
    with app.asking() as desk:
        hits = search(desk, terms, opt.asked(desk, app, as_of, known_at))
    if not hits and not app.quiet:
        show(safe(f"nothing mentions {' '.join(terms)}"), err=True)
    if output == "text":
        app.show_text(_lines(hits, app.width, color=app.color))
        return
    from tracker.export import json_search  # noqa: PLC0415 - only where it is asked for

    if output == "json":
        app.show_json([json_search.search_object(hit) for hit in hits])
    else:
        app.show_csv((row for hit in hits for row in json_search.search_rows(hit)), _CSV_KEYS)


def _lines(hits: Sequence[Hit], width: int | None, *, color: bool) -> Iterator[str]:
    for number, hit in enumerate(hits):
        if number:
            yield ""
        meeting = hit.meeting
        status = Styled(standing(meeting), STATUS_COLORS.get(meeting.status or "")).painted(color=color)
        when = f"  {meeting.window.label()}" if meeting.window else ""
        yield f"{safe(meeting.meeting)}  {status}{when}"
        for passage in hit.passages[:_MOST]:
            yield from wrap(safe(_told(passage, hit)), width, _INDENT + "  ", first=_INDENT)
        if (more := len(hit.passages) - _MOST) > 0:
            yield f"{_INDENT}and {more} more"


def _told(passage: Passage, hit: Hit) -> str:
    """Return a passage with the words found in brackets, and before it the report that says so."""
    event = passage.event
    by = f"@{event.position} {published(event.published)} " if event else ""
    label = _LABELS.get(passage.field, plain(passage.field))
    return f"{by}{label}: {_marked(passage.text, match_spans(passage.text, hit.terms))}"


def _marked(text: str, spans: Sequence[Span]) -> str:
    """Put brackets round the spans, and leave out what is far from all of them."""
    told, last = "", 0
    for first, end in spans:
        told += _between(text[last:first], opens=not last, closes=False) + f"[{text[first:end]}]"
        last = end
    return told + _between(text[last:], opens=not spans, closes=True)


def _between(text: str, *, opens: bool, closes: bool) -> str:
    """Shorten what stands before the first span, between two of them, or after the last."""
    if len(text) <= (_AROUND if opens or closes else 2 * _AROUND):
        return text
    head = text[:_AROUND].rpartition(" ")[0] or text[:_AROUND]
    tail = text[-_AROUND:].partition(" ")[2] or text[-_AROUND:]
    if closes:
        return f"{head} …"
    return f"… {tail}" if opens else f"{head} … {tail}"
