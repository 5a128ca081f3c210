"""Days: what a quoted phrase means on the day of publication, resolved by our own grammar of dates."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.window import Window
from tracker.reading.dates.clock import Tense
from tracker.reading.dates.east_asian import east_asian_dates
from tracker.reading.dates.phrases import DatePhrase, date_phrases, resolved
from tracker.reading.dates.words import CARDINALS
from tracker.reading.model_reader.quotations import Words, nearest
from tracker.reading.model_reader.reply import QuotedDays

_NUMBER: Final = re.compile(r"\d+")
_DAYS: Final = re.compile(r"\b(\w{1,6})[- ]days?\b")
_LONGEST_STAY: Final = timedelta(days=31)
_FARTHEST: Final = timedelta(days=400)  # between publication and a day whose year the words do not say
_EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


class Days(Struct, frozen=True, kw_only=True):
    """The dates of an article in order, as a grammar reads them, and the day of writing."""

    text: str
    phrases: Sequence[DatePhrase]
    published: date | None

    def window(self, days: QuotedDays, near: int, *, stage: str) -> tuple[Window, Words] | None:
        """Return the window that quoted words mean, and where they stand. None if they are not there, or mean no day.

        `stage` says whether the days lie ahead.
        """
        place = nearest(self.text, days.first, near)
        if place is None:
            return None
        words = " ".join(self.text[slice(*place)].split())
        windows = self._resolved(place, stage, days.edtf)
        last = self._last(days, near, stage)
        window = _span(windows, last, words) if windows else _proposed(days.edtf, words, self.published)
        return (Window(window.edtf, words), place) if window else None

    def _last(self, days: QuotedDays, near: int, stage: str) -> date | None:
        """Return the day of the words for the last day, if they stand elsewhere."""
        place = nearest(self.text, days.last, near) if days.last else None
        windows = self._resolved(place, stage, days.edtf) if place else []
        return windows[-1].latest if windows else None

    def _resolved(self, words: Words, stage: str, proposed: str | None) -> list[Window]:
        """Return what the dates mean that these words are of; of a part of a date, what the whole means.

        What depends on a date before it ("the next day") counts if the model reads it likewise.
        """
        tense = Tense.PAST if stage == "held" else Tense.FUTURE
        settled = stage not in {"postponed", "cancelled", "denied"}
        windows = []
        anchor: Window | None = None
        for phrase in self.phrases:
            if phrase.start >= words[1]:
                break
            edtf = resolved(phrase, published=self.published, tense=tense, anchor=anchor, settled=settled)
            if edtf is None or phrase.vague:
                continue
            if phrase.end > words[0] and (not phrase.anchored or edtf == proposed):
                windows.append(Window(edtf))
            anchor = Window(edtf)
        return windows


def dates_of(text: str) -> tuple[DatePhrase, ...]:
    """Return the dates of a text in English, Korean and Japanese, in order."""
    east_asian = east_asian_dates(text) if _EAST_ASIAN.search(text) else ()
    return tuple(sorted((*date_phrases(text), *east_asian), key=lambda phrase: phrase.start))


def _span(windows: Sequence[Window], last: date | None, words: str) -> Window:
    """Return the days from the first of the windows to the last, as far as they are exact; else the first."""
    exact = [window for window in windows if window.exact]
    first = exact[0].earliest if exact else None
    if first is None:
        return windows[0]
    end = last or exact[-1].latest or first
    if end == first:
        end = first + timedelta(days=_length(words) - 1)
    return Window(f"{first}/{end}") if first < end <= first + _LONGEST_STAY else exact[0]


def _length(words: str) -> int:
    """Return how many days the words say that it lasts: "July 20 for a stay of three days"."""
    for found in _DAYS.finditer(words.lower()):
        number = CARDINALS.get(found[1], int(found[1]) if found[1].isdecimal() else 0)
        if number:
            return number
    return 1


def _proposed(edtf: str | None, words: str, published: date | None) -> Window | None:
    """Return the model's own reading of words that no grammar of ours reads, if their numbers bear it out.

    Each of its days, else its month, must be a number in the words, and the year must be in them or be that of a time
    near publication. So "le 29 janvier" gives a day, and "Pentecost" does not.
    """
    try:
        window = Window(edtf or "")
    except TrackerError:
        return None
    numbers = {int(number[:4]) for number in _NUMBER.findall(words)}
    first, last = window.earliest, window.latest
    if first is None or last is None or not numbers:
        return None
    stated = {first.day, last.day} if window.exact else {first.month, last.month}
    near = published is not None and max(abs(first - published), abs(last - published)) <= _FARTHEST
    years_stated = {first.year, last.year} <= numbers
    return window if stated <= numbers and (near or years_stated) else None
