"""Times as feeds, pages and agencies write them: a day, or an instant with its zone."""

import re
from datetime import UTC, datetime
from typing import Final

from tracker.domain.clocks import Published, parse_published
from tracker.domain.errors import TrackerError
from tracker.reading.article.printed import days

_LONGEST: Final = 100  # characters of a time
_FIRST_YEAR: Final = 1990  # of an instant: no feed and no page is older; an older one is a number misread
_EPOCH: Final = re.compile(r"\d{9,10}(?:\d{3})?(?:\.\d+)?")
_COMPACT: Final = re.compile(r"((?:19|20)\d\d)([01]\d)([0-3]\d)(?!\d)")
# "Wed Jan 21 18:00:00 +0900 2026", as Twitter and the C library write it, and the years of two digits of RFC 822.
_YEAR_LAST: Final = re.compile(r"(?:[A-Z][a-z]{2} )?([A-Z][a-z]{2} \d\d?) (\d\d:\d\d:\d\d(?: [\w:+-]{1,6})?) (20\d\d)")
_SHORT_YEAR: Final = re.compile(r"((?:[A-Z][a-z]{2}, )?\d\d? [A-Z][a-z]{2} )(\d\d)( \d\d:\d\d.*)")
_UNSET: Final = "1970-01-01"  # what a program prints that has no date
_CLOCK: Final = re.compile(
    r"(?<![\d:+-])(?:T|t)?([012]?\d)(?::([0-5]\d)(?::([0-5]\d))?|([0-5]\d)([0-5]\d))(?!\d)(?:[.,]\d{1,9})?"
    r"(?:\s?([ap])\.?m\b\.?)?",
    re.IGNORECASE,
)
_OFFSET: Final = re.compile(r"\s?(?:(?:GMT|UTC) ?)?([+\u2212-])(\d\d?):?(\d\d)?\b")
_ZONE: Final = re.compile(r"\s?\(?([A-Z]{1,5})\b")
# Zones by hours from UTC. IST, CST of China, BST of Bangladesh and the like are other zones elsewhere: a day, then.
_ZONES: Final = {
    **dict.fromkeys(("Z", "UT", "UTC", "GMT"), "+00:00"),
    "EST": "-05:00",
    "EDT": "-04:00",
    "CDT": "-05:00",
    "MDT": "-06:00",
    "PST": "-08:00",
    "PDT": "-07:00",
    "CET": "+01:00",
    "CEST": "+02:00",
    "EET": "+02:00",
    "EEST": "+03:00",
    "MSK": "+03:00",
    "KST": "+09:00",
    "JST": "+09:00",
}


def published_at(words: str) -> Published | None:
    """Return when something was published: the instant if hour and zone are given, else the day.

    None for what names no day, or a day in two ways such as 02/03/2026. Seconds since 1970 are an instant in UTC.
    """
    words = " ".join(words[: _LONGEST * 2].split())[:_LONGEST]
    if _EPOCH.fullmatch(words):
        return _since_1970(float(words))
    words = _in_usual_order(words)
    day = next((day.isoformat() for day in days(words, 0, len(words))), _UNSET)
    return None if day == _UNSET else _instant(day, words) or _parsed(day)


def _in_usual_order(words: str) -> str:
    """Return a day with its year in a form in which prose has it, and the hour behind it."""
    if match := _COMPACT.match(words):
        return f"{match[1]}-{match[2]}-{match[3]} {words[match.end() :]}"
    if match := _YEAR_LAST.fullmatch(words):
        return f"{match[1]}, {match[3]} {match[2]}"
    match = _SHORT_YEAR.fullmatch(words)
    return f"{match[1]}20{match[2]}{match[3]}" if match else words


def _instant(day: str, words: str) -> Published | None:
    """Return the instant if the words give an hour and its zone, and it is one that feeds and pages can have."""
    clock = _CLOCK.search(words.replace("T", " T", 1) if words[10:11] == "T" else words)
    if clock is None:
        return None
    zone = _zone(clock.string[clock.end() :])
    hour = _hour(clock)
    minute, second = clock[2] or clock[4], clock[3] or clock[5] or "00"
    if zone is None or int(day[:4]) < _FIRST_YEAR:
        return None
    return _parsed(f"{day}T{hour:02}:{minute}:{second}{zone}")


def _hour(clock: re.Match[str]) -> int:
    hour, half = int(clock[1]), (clock[6] or "").lower()
    if half and hour <= 12:
        return hour % 12 + (12 if half == "p" else 0)
    return hour


def _zone(words: str) -> str | None:
    """Return the hours from UTC with which the words begin, as +09:00."""
    if offset := _OFFSET.match(words):
        sign = "+" if offset[1] == "+" or not int(offset[2] + (offset[3] or "0")) else "-"
        return f"{sign}{int(offset[2]):02}:{offset[3] or '00'}"
    named = _ZONE.match(words)
    return _ZONES.get(named[1]) if named else None


def _since_1970(seconds: float) -> Published | None:
    if seconds > 1e11:
        seconds /= 1000
    instant = datetime.fromtimestamp(seconds, UTC).replace(microsecond=0)
    return _parsed(instant.isoformat()) if instant.year >= _FIRST_YEAR else None


def _parsed(text: str) -> Published | None:
    try:
        return parse_published(text)
    except TrackerError:
        return None
