"""The profile of EDTF (ISO 8601-2) that the ledger accepts: its parser, which gives first and last day, and its errors.

A unit is a day, a month, a season or a year. A window is a unit with or without a mark (`~` about, `?` uncertain), an
interval of two such units (`A/B`, `A/..`, `../B`), or a set of units in brackets (`[A..B]`, `[A..]`, `[..B]`, `[A,B]`).
"""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import Final

from tracker.domain.errors import TrackerError, quoted

Span = tuple[date | None, date | None]

MARKS: Final = ("~", "?")
OPEN: Final = ".."
WINTER: Final = "24"

_UNIT: Final = re.compile(r"([0-9]{4})(?:-([0-9]{2})(?:-([0-9]{2}))?)?")
_SEASON_MONTHS: Final = {"21": 3, "22": 6, "23": 9, WINTER: 12}  # the first month of each; a season has three
_DAY: Final = timedelta(days=1)

_WRITE_A_DATE: Final = "Write a day as 2026-01-29, a month as 2026-01, a year as 2026, a season as 2026-21 (spring)."
_WRITE_A_SPAN: Final = "Write A/B for all days from A to B, [A..B] for some day of them, [A,B] for one of those named."
_WRITE_AN_OPEN_SIDE: Final = 'Write ".." for a side that is open, as in 2026-01-29/..'
_WRITE_THE_DAYS: Final = (
    'Write the days that are meant, as 2026-01-29 for "January 29" or [2026-01-26..2026-02-01] for '
    '"next week", and give the report\'s words separately.'
)


@lru_cache(maxsize=8192)
def window_bounds(edtf: str) -> Span:
    """Return the first and the last day that an EDTF string allows; None is an open side. A mark changes neither.

    Raise `TrackerError`: unparsable if the string is not of the profile or has a date that does not exist, a refusal
    if the window ends before it begins.
    """
    earliest, latest = _set_bounds(edtf) if edtf.startswith("[") else _interval_bounds(edtf)
    if earliest is not None and latest is not None and latest < earliest:
        raise _reversed(edtf, earliest, latest)
    return earliest, latest


def unit_bounds(unit: str) -> tuple[date, date]:
    """Return the first and the last day of a unit without a mark."""
    match = _UNIT.fullmatch(unit)
    if match is None:
        raise _malformed(unit)
    year, month, day = match.groups(default="")
    try:
        if day:
            exact = date.fromisoformat(unit)
            return exact, exact
        if month in _SEASON_MONTHS:
            return _season_bounds(int(year), month)
        if month:
            return date(int(year), int(month), 1), last_of_month(int(year), int(month))
        return date(int(year), 1, 1), date(int(year), 12, 31)
    except ValueError as error:
        raise _nonexistent(unit, year, month) from error


def split_unit(unit: str) -> tuple[str, str, str]:
    """Return year, month (or season code) and day of a unit without a mark. A part that it does not have is empty."""
    year, _, month_and_day = unit.partition("-")
    month, _, day = month_and_day.partition("-")
    return year, month, day


def split_mark(unit: str) -> tuple[str, str]:
    """Return a unit without its mark, and the mark, which may be empty."""
    if unit.endswith(MARKS):
        return unit[:-1], unit[-1]
    return unit, ""


def is_day(unit: str) -> bool:
    """Whether a valid unit is a day without a mark."""
    return len(unit) == len("2026-01-29")


def last_of_month(year: int, month: int) -> date:
    """Return the last day of a month."""
    if month == 12:
        return date(year, 12, 31)
    return date(year, month + 1, 1) - _DAY


def _season_bounds(year: int, code: str) -> tuple[date, date]:
    first_month = _SEASON_MONTHS[code]
    first = date(year, first_month, 1)
    if code == WINTER:
        return first, last_of_month(year + 1, 2)
    return first, last_of_month(year, first_month + 2)


def _interval_bounds(edtf: str) -> Span:
    begin, slash, end = edtf.partition("/")
    if not slash:
        return _marked_bounds(edtf)
    if begin == end == OPEN:
        raise _open_on_both_sides(edtf)
    if not begin or not end:
        raise TrackerError.unparsable(f"{quoted(edtf)} is missing its start or its end", _WRITE_AN_OPEN_SIDE)
    earliest = None if begin == OPEN else _marked_bounds(begin)[0]
    latest = None if end == OPEN else _marked_bounds(end)[1]
    return earliest, latest


def _marked_bounds(unit: str) -> tuple[date, date]:
    bare_unit, _ = split_mark(unit)
    return unit_bounds(bare_unit)


def _set_bounds(edtf: str) -> Span:
    if not edtf.endswith("]"):
        raise TrackerError.unparsable(f"{quoted(edtf)} begins with a bracket but does not end with one", _WRITE_A_SPAN)
    body = edtf[1:-1]
    begin, dots, end = body.partition(OPEN)
    if not dots:
        return _list_bounds(edtf, body.split(","))
    if not begin and not end:
        raise _open_on_both_sides(edtf)
    earliest = unit_bounds(begin)[0] if begin else None
    latest = unit_bounds(end)[1] if end else None
    return earliest, latest


def _list_bounds(edtf: str, units: list[str]) -> tuple[date, date]:
    if "" in units:
        raise TrackerError.unparsable(f"{quoted(edtf)} is missing a date", _WRITE_A_SPAN)
    bounds = [unit_bounds(unit) for unit in units]
    if len(units) == 1:
        raise TrackerError.unparsable(f"{quoted(edtf)} lists only one date", f"Write {units[0]}.")
    return min(first for first, _ in bounds), max(last for _, last in bounds)


def _malformed(unit: str) -> TrackerError:
    if not unit:
        return TrackerError.unparsable("a window needs a date", _WRITE_A_DATE)
    return TrackerError.unparsable(f"{quoted(unit)} is not a day, month, season or year", _hint(unit))


def _hint(text: str) -> str:
    """Return what to write instead of a text that is not a unit."""
    if any(character.isalpha() for character in text):
        return _WRITE_THE_DAYS
    if any(character.isspace() for character in text):
        return "Leave out the spaces."
    if any(mark in text for mark in "~?%"):
        return "A date may end with one ~ (about) or ? (uncertain), but not inside brackets."
    if OPEN in text or "," in text:
        return _WRITE_A_SPAN
    return _WRITE_A_DATE


def _nonexistent(unit: str, year: str, month: str) -> TrackerError:
    if year == "0000":
        hint = "Years run from 0001 to 9999."
    elif unit == f"9999-{WINTER}":
        hint = "The last day that a window can have is 9999-12-31."
    elif "01" <= month <= "12":
        hint = f"{year}-{month} runs from 01 to {last_of_month(int(year), int(month)).day}."
    else:
        hint = "Months run from 01 to 12, and seasons, without a day, from 21 (spring) to 24 (winter)."
    return TrackerError.unparsable(f"{quoted(unit)} does not exist", hint)


def _open_on_both_sides(edtf: str) -> TrackerError:
    return TrackerError.unparsable(f"{quoted(edtf)} is open on both sides", "Leave the window out.")


def _reversed(edtf: str, earliest: date, latest: date) -> TrackerError:
    opening, separator, closing = ("[", OPEN, "]") if edtf.startswith("[") else ("", "/", "")
    begin, _, end = edtf.removeprefix(opening).removesuffix(closing).partition(separator)
    return TrackerError(
        f"{quoted(edtf)} ends on {latest}, before it begins on {earliest}",
        f"Write {opening}{end}{separator}{begin}{closing} if the two are swapped.",
    )
