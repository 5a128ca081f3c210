"""The sentences for empty answers: each repeats the question."""

from collections.abc import Sequence
from datetime import date
from typing import Final

from tracker.domain.clocks import AsOf, Moment
from tracker.domain.vocabulary import plain
from tracker.export.labels import day_label
from tracker.ledger.asking import Filter
from tracker.ledger.question import Question

# What would give a table of `lag` a row.
_WITHOUT_ROWS: Final = {
    None: "can be compared",
    "windows": "was announced and then held",
    "stages": "has had a stage",
    "pairs": "is between two countries",
}


def no_status(wanted: Filter, asked: Question) -> str:
    """Return the sentence for no meetings: No meeting in UA is held."""
    in_country = f" in {wanted.country}" if wanted.country else ""
    with_person = f" with {wanted.person}" if wanted.person else ""
    if wanted.status:
        says = "being arranged" if wanted.status == "arranging" else plain(wanted.status)
        return _at_moment(f"No meeting{in_country}{with_person} is {says}", asked)
    if in_country or with_person or wanted.everything:
        return _at_moment(f"No meeting{in_country}{with_person} is in the log", asked)
    return _at_moment("No meeting is planned or postponed", asked, "--all also shows those that are over")


def no_agenda(first: date, last: date, asked: Question, *, everything: bool) -> str:
    """Return the sentence for a period without meetings."""
    days = f"on {day_label(first)}" if first == last else f"from {day_label(first)} to {day_label(last)}"
    return _at_moment(
        f"No meeting is expected {days}", asked, "" if everything else "--all also shows those that are off"
    )


def no_overdue(asked: Question) -> str:
    """Return the sentence for no overdue plans."""
    return _at_moment("No plan is overdue", asked)


def no_quiet(days: int, asked: Question) -> str:
    """Return the sentence for no plans without news."""
    return _at_moment(f"No plan has been without news for {days} day{'' if days == 1 else 's'}", asked)


def no_history(asked: Question) -> str:
    """Return the sentence for a history without events."""
    return "The log is empty." if asked.is_now else _at_moment("No event is in the log", asked)


def no_fields(meeting: str, asked: Question) -> str:
    """Return the sentence for a meeting of which no field is set."""
    return _at_moment(f"No field of {meeting} is set", asked)


def no_difference(meeting: str | None, start: Moment, end: Moment | None) -> str:
    """Return the sentence for two moments without a difference."""
    in_meeting = f" in {meeting}" if meeting else ""
    until = f"between {_moment(start)} and {_moment(end)}" if end else f"since {_moment(start)}"
    return f"Nothing has changed{in_meeting} {until}."


def no_hits(terms: Sequence[str], asked: Question) -> str:
    """Return the sentence for words that nothing mentions."""
    return _at_moment(f"No meeting mentions {' '.join(terms)}", asked)


def no_records(asked: Question) -> str:
    """Return the sentence for no outlets."""
    return _at_moment("No outlet has reported anything", asked)


def no_lags(table: str | None, countries: Sequence[str], asked: Question) -> str:
    """Return the sentence for tables without rows."""
    of_countries = f" of {' and '.join(countries)}" if countries else ""
    return _at_moment(f"No meeting{of_countries} {_WITHOUT_ROWS[table]}", asked)


def _at_moment(sentence: str, asked: Question, hint: str = "") -> str:
    """Add the moment of a question about the past, and a hint."""
    moment = "" if asked.is_now else f", {asked.words}"
    return f"{sentence}{moment}{f'; {hint}' if hint else ''}."


def _moment(moment: Moment) -> str:
    if isinstance(moment, AsOf):
        return moment.utc or day_label(moment.day)
    return f"@{moment.number}"
