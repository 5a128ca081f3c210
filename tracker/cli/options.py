"""Options that several commands share, and how their values are read."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import Any, Final

import click

from tracker.cli.app import App
from tracker.domain.clocks import AsOf, Position, parse_moment
from tracker.domain.errors import TrackerError, quoted
from tracker.ledger.desk import Desk
from tracker.ledger.question import Question, question

Decorator = Callable[[Any], Any]

_MOST_DRAFTS: Final = 10_000  # in one range


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
reader = all_of(
    click.option(
        "--reader",
        metavar="READER",
        help="Who reads: rules, llm, both; llm:MODEL or both:MODEL. Default: that of the configuration, else rules.",
    ),
    click.option("-v", "--verbose", is_flag=True, help="Say how long a language model took, and what it cost."),
)
clocks = all_of(
    click.option("--as-of", metavar="WHEN", help="As the press reported it by then."),
    click.option("--known-at", metavar="WHEN", help="As this log knew it then; @12 is after the twelfth event."),
)


def asked(desk: Desk, app: App, as_of: str | None, known_at: str | None) -> Question:
    """Return the question that `--as-of` and `--known-at` ask."""
    return question(desk, _moment(app, as_of), _moment(app, known_at))


def period(app: App, words: Sequence[str]) -> tuple[date | None, date | None]:
    """Read FROM and TO of an agenda, as many as there are; a week or another span is both."""
    if not words:
        return None, None
    from tracker.domain.natural_days import read_first_and_last  # noqa: PLC0415 - 3 ms, for days in words only

    days = read_first_and_last(words, app.clock.today())
    if days is None:
        raise _not_a_day(app, words)
    return days


def country_codes(app: App, texts: Sequence[str]) -> list[str]:
    """Read countries by code or name, and say which have other codes than typed."""
    from tracker.ledger.countries import country, note  # noqa: PLC0415 - only with countries

    codes = {text: country(text.strip()) for text in texts}
    app.note(filter(None, (note(text, code) for text, code in codes.items())))
    return list(codes.values())


def publication(app: App, text: str | None) -> str | None:
    """Read a publication date: as typed, but a day in words as the day that it is, which is not in the future."""
    from tracker.ledger.report_texts import published_text  # noqa: PLC0415 - only what records needs it

    return published_text(text, app.clock.today())


def draft_numbers(texts: Sequence[str]) -> list[int]:
    """Read numbers of drafts in the inbox, `3` or `3..7`, each once."""
    numbers: dict[int, None] = {}
    for text in texts:
        first, dots, last = text.partition("..")
        begin = _draft_number(first, text)
        end = _draft_number(last, text) if dots else begin
        if not 0 <= end - begin < _MOST_DRAFTS:
            raise TrackerError.unparsable(f"{text} is not a range of drafts", f"Write 3..7; at most {_MOST_DRAFTS}.")
        numbers |= dict.fromkeys(range(begin, end + 1))
    return list(numbers)


def _draft_number(text: str, typed: str) -> int:
    is_number = text.isascii() and text.isdigit() and len(text) < 19
    if not is_number or int(text) < 1:
        raise TrackerError.unparsable(f"{quoted(typed)} is not the number of a draft", "tracker inbox lists them.")
    return int(text)


def _not_a_day(app: App, words: Sequence[str]) -> TrackerError:
    """Return the error for a FROM or a TO that cannot be read."""
    from tracker.domain.natural_days import COMING, read_days  # noqa: PLC0415 - 3 ms, for days in words only

    today = app.clock.today()
    can_begin = read_days(words[0], today, COMING) is not None
    text = " ".join(words[1:] if can_begin else words)
    parse_moment(text, today)  # refuses anything but a position or an instant
    return TrackerError.unparsable(
        f"{quoted(text)} is not a day", "Write 2026-01-28, today, yesterday or '3 days ago'."
    )


def _moment(app: App, text: str | None) -> AsOf | Position | None:
    return None if text is None else parse_moment(text, app.clock.today())
