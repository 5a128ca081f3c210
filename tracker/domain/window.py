"""Windows: when a meeting is planned to take place, or took place."""

from datetime import date
from functools import lru_cache

from msgspec import Struct

from tracker.domain.edtf import Span, is_day, unit_bounds, window_bounds
from tracker.domain.window_label import window_label


class Window(Struct, frozen=True, omit_defaults=True):
    """When a meeting is to take place, or took place: an EDTF string, kept as written, with the report's own words.

    Making a window raises `TrackerError` if `edtf.window_bounds` refuses the string.
    """

    edtf: str
    words: str | None = None

    def __post_init__(self) -> None:
        """Validate the string."""
        window_bounds(self.edtf)

    @property
    def earliest(self) -> date | None:
        """The first day that the string allows; None is open."""
        return window_bounds(self.edtf)[0]

    @property
    def latest(self) -> date | None:
        """The last day that the string allows; None is open."""
        return window_bounds(self.edtf)[1]

    @property
    def exact(self) -> bool:
        """Whether the meeting lasts over every day of the window: a plain day, or `A/B` of plain days.

        Every other window means some time within its bounds: a month, season or year, a set in brackets, a date
        marked `~` or `?`, an open side.
        """
        begin, slash, end = self.edtf.partition("/")
        return is_day(begin) and (not slash or is_day(end))

    @property
    def spans(self) -> list[Span]:
        """The spans of days on which the meeting may fall, in order. "3 or 10 February" has two, most windows one."""
        is_list = self.edtf.startswith("[") and "," in self.edtf
        if not is_list:
            return [window_bounds(self.edtf)]
        units = self.edtf[1:-1].split(",")
        merged: list[tuple[date, date]] = []
        for first, last in sorted(unit_bounds(unit) for unit in units):
            if merged and (first - merged[-1][1]).days <= 1:
                merged_first, merged_last = merged.pop()
                merged.append((merged_first, max(merged_last, last)))
            else:
                merged.append((first, last))
        return list(merged)

    def overlaps(self, other: "Window") -> bool:
        """Whether both windows allow the same day."""
        return _share_a_day(self.edtf, other.edtf)

    def overlaps_days(self, first: date | None, last: date | None) -> bool:
        """Whether the window allows a day from `first` to `last`, both included; None is open."""
        return any(_overlap(span, (first, last)) for span in self.spans)

    def contains(self, other: "Window") -> bool:
        """Whether the window allows every day that the other allows."""
        return _contain(self.spans, other.spans)

    def strictly_contains(self, other: "Window") -> bool:
        """Whether the window allows every day that the other allows, and more days."""
        return _strictly_contains(self.edtf, other.edtf)

    def label(self) -> str:
        """Return the window in English: "29–31 Jan 2026". Windows of different bounds never have the same label."""
        return window_label(self.edtf)


@lru_cache(maxsize=8192)
def _share_a_day(edtf: str, other_edtf: str) -> bool:
    window, other = Window(edtf), Window(other_edtf)
    return any(window.overlaps_days(first, last) for first, last in other.spans)


@lru_cache(maxsize=8192)  # a report mostly repeats a window, and this was a fifth of the fold
def _strictly_contains(edtf: str, other_edtf: str) -> bool:
    spans, other_spans = Window(edtf).spans, Window(other_edtf).spans
    return _contain(spans, other_spans) and not _contain(other_spans, spans)


def _overlap(span: Span, other: Span) -> bool:
    """Whether two spans have a day in common."""
    return _begins_by(span[0], other[1]) and _begins_by(other[0], span[1])


def _begins_by(first: date | None, last: date | None) -> bool:
    """Whether a span that begins on `first` begins no later than `last`; None is open."""
    return first is None or last is None or first <= last


def _contain(spans: list[Span], others: list[Span]) -> bool:
    """Whether each of the others lies within one of the spans."""
    return all(any(_contains(span, other) for span in spans) for other in others)


def _contains(span: Span, other: Span) -> bool:
    first, last = span
    other_first, other_last = other
    begins_within = first is None or (other_first is not None and first <= other_first)
    ends_within = last is None or (other_last is not None and other_last <= last)
    return begins_within and ends_within
