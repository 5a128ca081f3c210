"""What the address of a request asks for: moments, days, filters and numbers."""

from datetime import date
from typing import Final

from flask import request

from tracker.domain.clocks import AsOf, Position, parse_moment
from tracker.domain.errors import TrackerError, quoted
from tracker.domain.import_line import read_typed_word
from tracker.domain.natural_days import read_first_and_last
from tracker.domain.vocabulary import STATUSES
from tracker.ledger.asking import Filter
from tracker.ledger.countries import country
from tracker.ledger.desk import Desk
from tracker.ledger.question import Question, question

_MOST_DIGITS: Final = 12


def asked(desk: Desk) -> Question:
    """Return the question that `as_of` and `known_at` in the address ask."""
    return question(desk, moment(desk, "as_of"), moment(desk, "known_at"))


def moment(desk: Desk, name: str) -> AsOf | Position | None:
    """Return the moment that the address has under a name; None if it is empty."""
    text = argument(name)
    return parse_moment(text, desk.clock.today()) if text else None


def period_asked(desk: Desk) -> tuple[date | None, date | None]:
    """Return the days of an agenda that `from` and `to` in the address ask for; a week or another span is both."""
    words = [text for text in (argument("from"), argument("to")) if text]
    if not words:
        return None, None
    days = read_first_and_last(words, desk.clock.today())
    if days is None:
        raise TrackerError.unparsable(
            f"{quoted(' '.join(words))} is not a day", "Write 2026-01-28, today or next week."
        )
    return days


def filter_asked() -> Filter:
    """Return the filter that `status`, `country`, `with` and `all` in the address ask for."""
    status = argument("status")
    return Filter(
        status=read_typed_word(status, STATUSES, "a status") if status else None,
        country=country(argument("country")) if argument("country") else None,
        person=argument("with") or None,
        everything=bool(argument("all")),
    )


def argument(name: str) -> str:
    """Return a value of the address without surrounding blanks; empty if it is missing."""
    return request.args.get(name, "").strip()


def number_of(text: str) -> int | None:
    """Return the number that a text is, such as a position or a draft; None if it is not one, or a hopeless one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None
