"""Days: what a quoted phrase means on the day of publication, resolved by our own grammar of dates."""

import re
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from functools import cached_property
from typing import Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.window import Window
from tracker.reading.dates.clock import Tense
from tracker.reading.dates.east_asian import east_asian_dates
from tracker.reading.dates.phrases import DatePhrase, date_phrases, resolved
from tracker.reading.model_reader.quotations import Words, nearest
from tracker.reading.model_reader.reply import QuotedDays

_NUMBER: Final = re.compile(r"\d+")
_FARTHEST: Final = timedelta(days=400)  # between publication and a day whose year the words do not say
_EAST_ASIAN: Final = re.compile("[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7af]")


class Days(Struct, frozen=True, kw_only=True, dict=True):
    """The dates of an article, and the day from which they are told."""

    text: str
    published: date | None

    @cached_property
    def phrases(self) -> Sequence[DatePhrase]:
        """Every date of the text that a grammar reads, in English, Korean and Japanese."""
        east_asian = east_asian_dates(self.text) if _EAST_ASIAN.search(self.text) else ()
        return (*date_phrases(self.text), *east_asian)

    def window(self, days: QuotedDays, near: int, *, stage: str) -> tuple[Window, Words] | None:
        """Return the window that quoted words mean, and where they stand. None if they are not there, or mean no day.

        `stage` says whether the days lie ahead.
        """
        words = nearest(self.text, days.first, near)
        if words is None:
            return None
        edtf = self._span(days, words, near, stage) or _proposed(days.edtf, self.text[slice(*words)], self.published)
        return (Window(edtf, " ".join(self.text[slice(*words)].split())), words) if edtf else None

    def _span(self, days: QuotedDays, words: Words, near: int, stage: str) -> str | None:
        """Return the days from those of the first words to those of the last."""
        last = nearest(self.text, days.last, near) if days.last else None
        found = [edtf for place in (words, last) if place for edtf in self._resolved(place, stage)]
        windows = [Window(edtf) for edtf in dict.fromkeys(found)]
        exact = [window for window in windows if window.exact]
        begin = exact[0].earliest if exact else None
        end = exact[-1].latest if exact else None
        if begin and end and begin < end:
            return f"{begin}/{end}"
        return (exact or windows)[0].edtf if windows else None

    def _resolved(self, words: Words, stage: str) -> Iterator[str]:
        """Yield what the dates mean that these words are of; the whole date, if the words are a part of it."""
        is_past = stage == "held"
        tense = Tense.PAST if is_past else Tense.FUTURE
        settled = stage not in {"postponed", "cancelled", "denied"}
        start, end = words
        for phrase in self.phrases:
            if phrase.start < end and start < phrase.end:
                edtf = resolved(phrase, published=self.published, tense=tense, settled=settled)
                if edtf:
                    yield edtf


def _proposed(edtf: str | None, words: str, published: date | None) -> str | None:
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
    return window.edtf if stated <= numbers and (near or years_stated) else None
