"""Realistic import lines. The same sizes always give the same lines."""

import json
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from tracker.domain.report import Json

WEEK = (date(2026, 1, 12), date(2026, 1, 18))
_FIRST_REPORT = date(2025, 1, 1)
_FIRST_MEETING = date(2026, 1, 5)
_WAVE = 5000  # meetings
_A_WEEK = 10  # meetings in each week, so that a longer log covers more weeks
_STAGES = ("proposed", "noted", "arranging", "noted", "in_final_arrangement", "confirmed")
_PEOPLE = (("Ahn Gyu-back", "defence minister", "KR"), ("Koizumi Shinjiro", "defence minister", "JP"))


def lines(count: int, reports: int) -> Iterator[str]:
    """Return import lines of `count` reports, `reports` for each meeting, in order of publication."""
    return (json.dumps(line) for line in news(count, reports))


def news(count: int, reports: int) -> Iterator[Json]:
    """Return the lines as objects. Meetings come in waves, and each wave ends before the next begins."""
    meetings = max(1, count // reports)
    waves = (range(first, min(first + _WAVE, meetings)) for first in range(0, meetings, _WAVE))
    return islice((report(meeting, number) for wave in waves for number in range(reports) for meeting in wave), count)


def name(meeting: int) -> str:
    """Return the name of the meeting of a number."""
    return f"meeting-{meeting:07d}"


def report(meeting: int, number: int) -> Json:
    """Return one report of a meeting. The first one starts the meeting, and some of the others have new claims."""
    claims: Json = {}
    if number % 10 == 0:
        claims["participants"] = [{"name": name, "role": role, "country": code} for name, role, code in _PEOPLE]
        claims["host"] = "JP"
    if number % 3 == 0:
        day = _FIRST_MEETING + timedelta(days=meeting * 7 // _A_WEEK)
        claims["window"] = {"edtf": f"{day}/{day + timedelta(days=1)}" if number else day.isoformat()}
    return {
        "meeting": name(meeting),
        "new": number == 0,
        "stage": _STAGES[min(number, 5) if number < 6 else 1],
        "published": (_FIRST_REPORT + timedelta(days=number)).isoformat(),
        "source": {"outlet": f"Outlet {number % 12}", "url": f"https://news.example/{meeting}/{number}"},
        "attribution": {"class": "sources", "words": "government sources"},
        "claims": claims,
        "quote": f"Report {number} says that the visit is being arranged by officials of both ministries.",
    }
