"""The command `search`: find the meetings that mention some words."""

from typing import Final

import click

from tracker.cli import options as opt
from tracker.cli.app import App
from tracker.cli.terminal import show
from tracker.cli.text.empty_answers import no_hits
from tracker.cli.text.search_hits import hit_lines
from tracker.domain.search_match import parse_terms
from tracker.ledger.searching import search

_SHOWN_HITS: Final = 100
_CSV_KEYS: Final = ("meeting", "title", "status", "window", "field", "text", "position", "published", "outlet")


@click.command("search")
@click.argument("words", nargs=-1, required=True)
@click.option("--all", "everything", is_flag=True, help="Every match, not only those with the latest mentions.")
@opt.clocks
@opt.output_format
@click.pass_obj
def search_command(
    app: App,
    /,
    words: tuple[str, ...],
    as_of: str | None,
    known_at: str | None,
    output: str,
    *,
    everything: bool,
) -> None:
    """Find the meetings that mention all of WORDS, themselves or in their reports.

    The search covers names, people, titles and places, and the headline, quote, reason, outlets and attribution of
    each report. Retracted reports are not searched.

    Case, accents, hyphens and the order of names do not matter, and a word is found inside a longer one. Names and
    people come first, then titles and places, headlines, reasons and outlets, quotes. Of equal matches, those with
    the words closer together come first, then newer ones. A person is found by any of the spellings that `alias` knows.

    If more than 100 meetings match, the text shows those with the latest mentions; json and csv have them all.

    \b
    tracker search koizumi shinjiro
    tracker search 小泉 --as-of 2026-01-22
    """
    terms = parse_terms(" ".join(words))
    with app.asking() as desk:
        most = _SHOWN_HITS if output == "text" and not everything else None
        asked = opt.asked(desk, app, as_of, known_at)
        found = search(desk, terms, asked, most)
    hits = found.hits
    if output == "text":
        app.show_text(hit_lines(hits, app.width, color=app.color), nothing=no_hits(terms, asked))
        if found.unread and not app.quiet:
            show(
                f"{_SHOWN_HITS} with the latest mentions; {found.unread:,} more may match: add a word, or --all",
                err=True,
            )
        return
    from tracker.export import json_search  # noqa: PLC0415 - imported only if needed

    if output == "json":
        app.show_json([json_search.search_object(hit) for hit in hits])
    else:
        app.show_csv((row for hit in hits for row in json_search.search_rows(hit)), _CSV_KEYS)
