"""The day of writing: from which a story's "today" and "tomorrow" are computed, where its page bears another day."""

from datetime import date, timedelta
from typing import Final

from tracker.reading.dates.clock import Tense
from tracker.reading.dates.phrases import date_phrases, resolved

_APART: Final = timedelta(days=1)  # a zone, or a night, is between the day of a dateline and that of a page


def day_of_writing(published: date | None, dateline: str | None) -> date | None:
    """Return the day of a dateline if it is a day before or after that of the page, else the page's.

    A page may be stamped in UTC: at 16:30 UTC on January 21 it is January 22 in Seoul, and "tomorrow" is the 23rd.
    """
    if published is None or dateline is None:
        return published
    for phrase in date_phrases(f"{dateline}."):
        day = resolved(phrase, published=published, tense=Tense.UNKNOWN)
        if day is not None and len(day) == len("2026-01-21") and abs(date.fromisoformat(day) - published) <= _APART:
            return date.fromisoformat(day)
    return published
