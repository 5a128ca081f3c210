"""Options that several commands share, and how they become the shape of an import line."""

from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

import click

from tracker.cli.app import App
from tracker.domain.clocks import AsOf, Position, parse_moment
from tracker.domain.errors import TrackerError
from tracker.domain.report import Json
from tracker.ledger.desk import Desk
from tracker.ledger.question import Question, question

F = TypeVar("F", bound=Callable[..., Any])


def all_of(*options: Callable[[F], F]) -> Callable[[F], F]:
    """Return one decorator that applies all of `options`, to be shown in this order."""

    def decorate(function: F) -> F:
        for option in reversed(options):
            function = option(function)
        return function

    return decorate


output_format = click.option(
    "--format", "output", type=click.Choice(["text", "json", "csv"]), default="text", help="How to print it."
)
outcome_format = click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", help="How to print what was done."
)
dry_run = click.option("--dry-run", is_flag=True, help="Say what would be recorded, and record nothing.")
clocks = all_of(
    click.option("--as-of", metavar="WHEN", help="As the press had it then."),
    click.option("--known-at", metavar="WHEN", help="As this log had it then; @12 is after the twelfth event."),
)

source_options = all_of(
    click.option("--url", help="Where the news item stands."),
    click.option("--headline", help="Its headline."),
    click.option("--via", multiple=True, metavar="OUTLET", help="Whom it was taken from; the last is the origin."),
    click.option("--language", metavar="CODE", help="The language of the item: en, ja, ko."),
)
claim_options = all_of(
    click.option("--window", metavar="EDTF", help='When: 2026-01-29/2026-01-31, "[2026-01-26..2026-02-01]".'),
    click.option("--words", help="The item's own words for when."),
    click.option("--original-window", metavar="EDTF", help="The window that no longer holds."),
    click.option("--place", help='Where. "Yokosuka?" is a candidate.'),
    click.option("--host", metavar="CC", help="The country that it takes place in."),
    click.option("--with", "participants", multiple=True, metavar='"NAME, ROLE, CC"', help="Who takes part."),
    click.option("--without", multiple=True, metavar="NAME", help="Who does not, after all."),
    click.option("--reason", help="Why it is off."),
    click.option("--by", metavar="CC", help="By which country or side it was called off."),
    click.option("--kind", help="visit, talks, summit, multilateral, forum, call or operation."),
    click.option("--title", help="What it is, in a line."),
)
attribution_options = all_of(
    click.option("--attribution", metavar="CLASS", help="official, sources, unattributed or media."),
    click.option("--attributed-to", metavar="TEXT", help='Who says so, in the item\'s words: "government sources".'),
    click.option("--side", multiple=True, metavar="CC", help="Whose officials say so."),
    click.option("--quote", help="The sentence that it rests on."),
    click.option("--target", metavar="@N", help="The one report that is denied."),
)
cause_options = all_of(
    click.option("--because", required=True, help="What shows that it is wrong."),
    click.option("--fault", type=click.Choice(["desk", "outlet"]), default="desk", help="Whose mistake it was."),
)


def moment(app: App, text: str | None) -> AsOf | Position | None:
    """Read a WHEN."""
    return None if text is None else parse_moment(text, app.clock.today())


def asked(desk: Desk, app: App, as_of: str | None, known_at: str | None) -> Question:
    """Return the question that `--as-of` and `--known-at` ask."""
    return question(desk, moment(app, as_of), moment(app, known_at))


def day(app: App, text: str) -> date:
    """Read a WHEN that is to be a day."""
    read = parse_moment(text, app.clock.today())
    if isinstance(read, Position) or read.utc:
        raise TrackerError.unparsable(f"{text!r} is not a day", "Write 2026-01-28, today, yesterday or '3 days ago'.")
    return date.fromisoformat(read.day)


def publication(app: App, text: str | None) -> str | None:
    """Read a DATE of publication: as typed, but `today` and `yesterday` become the day that they are."""
    if text is None or text.lower() not in {"today", "yesterday"}:
        return text
    return day(app, text).isoformat()


def position(text: str, lowest: int = 1) -> int:
    """Read `@7`."""
    number = text.removeprefix("@")
    plain = number.isascii() and number.isdigit() and len(number) < 19
    if not plain or int(number) < lowest:
        raise TrackerError.unparsable(f"{text[:60]!r} is not a position", "Write @7 for the seventh event of the log.")
    return int(number)


def participant(text: str) -> Json:
    """Read "NAME, ROLE, CC": the name first (it may be empty: an office), the country last."""
    name, *rest = (part.strip() for part in text.split(","))
    country = rest.pop() if rest else None
    return {"name": name or None, "role": ", ".join(rest) or None, "country": country or None}


def place(text: str) -> Json:
    """Read a place, of which "Yokosuka?" is a candidate."""
    name = text.strip()
    return {"name": name.rstrip("? "), "standing": "candidate" if name.endswith("?") else "fixed"}


def said(options: dict[str, Any], *, words_alone: bool = False) -> Json:
    """Return the options of `report` in the shape of an import line, without what was not given.

    Words for a window need a window beside them, unless they are to go with one that was claimed before.
    """
    window, words, target = options["window"], options["words"], options["target"]
    if words is not None and window is None and not words_alone:
        raise TrackerError.unparsable("--words has no --window to stand beside", "Add --window: what do they mean?")
    original = options["original_window"]
    return _given(
        {
            "source": {key: options.get(key) for key in ("outlet", "url", "headline", "language", "via")},
            "attribution": {
                "class": options["attribution"],
                "words": options["attributed_to"],
                "side": options["side"],
            },
            "claims": {
                "window": None if window is None and words is None else {"edtf": window, "words": words},
                "original_window": None if original is None else {"edtf": original},
                "place": options["place"] and place(options["place"]),
                "participants": [participant(person) for person in options["participants"]],
                "without": options["without"],
                **{key: options[key] for key in ("host", "kind", "title", "reason", "by")},
            },
            "quote": options["quote"],
            "target": target and position(target),
        }
    )


def _given(data: Json) -> Json:
    result: Json = {}
    for key, value in data.items():
        kept = _given(value) if key in {"source", "attribution", "claims"} else value
        if kept not in (None, "", (), [], {}):
            result[key] = list(kept) if isinstance(kept, tuple) else kept
    return result
