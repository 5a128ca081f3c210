"""Options that several commands share, and how their values are read."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any

import click

from tracker.cli.app import App
from tracker.domain.clocks import AsOf, Position, parse_moment
from tracker.domain.errors import TrackerError
from tracker.ledger.countries import country, note
from tracker.ledger.desk import Desk
from tracker.ledger.question import Question, question

Decorator = Callable[[Any], Any]


def all_of(*decorators: Decorator) -> Decorator:
    """Return one decorator that adds several options; the help shows them in this order."""

    def decorate(function: Any) -> Any:  # noqa: ANN401 - whatever Click's decorators take
        for decorator in reversed(decorators):
            function = decorator(function)
        return function

    return decorate


output_format = click.option(
    "--format", "output", type=click.Choice(["text", "json", "csv"]), default="text", help="Output format."
)
outcome_format = click.option(
    "--format", "output", type=click.Choice(["text", "json"]), default="text", help="Output format."
)
dry_run = click.option("--dry-run", is_flag=True, help="Show what would be recorded, and record nothing.")
clocks = all_of(
    click.option("--as-of", metavar="WHEN", help="As the press reported it by then."),
    click.option("--known-at", metavar="WHEN", help="As this log knew it then; @12 is after the twelfth event."),
)


def asked(desk: Desk, app: App, as_of: str | None, known_at: str | None) -> Question:
    """Return the question that `--as-of` and `--known-at` ask."""
    return question(desk, _moment(app, as_of), _moment(app, known_at))


def day(app: App, text: str | None) -> date | None:
    """Read a day, written as any WHEN that is one."""
    if text is None:
        return None
    moment = parse_moment(text, app.clock.today())
    if isinstance(moment, Position) or moment.utc:
        raise TrackerError.unparsable(f"{text!r} is not a day", "Write 2026-01-28, today, yesterday or '3 days ago'.")
    return date.fromisoformat(moment.day)


def country_codes(app: App, texts: Sequence[str]) -> list[str]:
    """Read countries by code or name, and say which have other codes than typed."""
    codes = {text: country(text.strip()) for text in texts}
    app.note(filter(None, (note(text, code) for text, code in codes.items())))
    return list(codes.values())


def publication(app: App, text: str | None) -> str | None:
    """Read a publication date: as typed, but `today` and `yesterday` as the day that they are."""
    if text is None or text.lower() not in {"today", "yesterday"}:
        return text
    return str(day(app, text))


def position(text: str, lowest: int = 1) -> int:
    """Read a position in the log, `@7` or `7`."""
    number = text.removeprefix("@")
    is_number = number.isascii() and number.isdigit() and len(number) < 19
    if not is_number or int(number) < lowest:
        raise TrackerError.unparsable(f"{text[:60]!r} is not a position", "Write @7 for the seventh event of the log.")
    return int(number)


def _moment(app: App, text: str | None) -> AsOf | Position | None:
    return None if text is None else parse_moment(text, app.clock.today())
