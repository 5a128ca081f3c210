"""The window of a plan as a band below its history: it moves as reports move the window, a later day is higher."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple, Self

from msgspec import Struct

from tracker.domain.window import Window
from tracker.export.board.history_layout import (
    LABEL_WIDTH,
    Layout,
    label,
    label_start,
    number_text,
    text_width,
)
from tracker.export.html import Markup, element, joined

# Heights in the drawing.
_HEIGHT: Final = 30
_DAY_HEIGHT: Final = 3.0  # the least that can be seen
_LABELS_HEIGHT: Final = 18
_BASELINE: Final = 14  # of the labels
_OVERHANG: Final = 2  # of an open end
_NAME_GAP: Final = 6
_LEAST_DAYS: Final = 30
_YEAR: Final = slice(-5, None)  # of a label, with the blank before it: " 2026"


class Period(NamedTuple):
    """A window, and the x where it began and ceased to stand."""

    start: float
    end: float
    window: Window


class Scale(Struct, frozen=True, kw_only=True):
    """Days as y coordinates: the last day at the top, the first at the bottom."""

    first: date
    last: date
    top: float

    @classmethod
    def of(cls, days: Sequence[date], top: float) -> Self:
        """Return the scale for windows with these bounds. It covers a month at least, so that few days stay thin."""
        first, last = min(days).toordinal(), max(days).toordinal()
        spare = max(0, _LEAST_DAYS - (last - first))
        before = spare // 2
        after = spare - before
        return cls(
            first=date.fromordinal(max(date.min.toordinal(), first - before)),
            last=date.fromordinal(min(date.max.toordinal(), last + after)),
            top=top,
        )

    def top_of(self, day: date) -> float:
        """Return the y where a day ends."""
        days, days_above = (self.last - self.first).days, (self.last - day).days
        return self.top + (_HEIGHT - _DAY_HEIGHT) * days_above / days

    def bottom_of(self, day: date) -> float:
        """Return the y where a day begins."""
        return self.top_of(day) + _DAY_HEIGHT


def window_band(layout: Layout) -> tuple[Markup | None, float]:
    """Return the band with its labels, and the y where the drawing ends; without windows no band.

    Exact days are solid, any other window is hatched; an open end fades.
    """
    periods = list(_periods(layout))
    days = [day for period in periods for day in (period.window.earliest, period.window.latest) if day]
    if not days:
        return None, layout.floor
    scale = Scale.of(days, layout.floor + _LABELS_HEIGHT)
    y = layout.floor + _BASELINE
    name = element("text", "when", x=LABEL_WIDTH - _NAME_GAP, y=number_text(y), class_="e")
    labels = _labels(periods, y, layout.width)
    bands = [_band(period, scale) for period in periods]
    return joined(name, *labels, *bands), scale.top + _HEIGHT


def _periods(layout: Layout) -> Iterator[Period]:
    """Return the windows one after the other; each lasts until a report gives another one, or none."""
    changes: list[tuple[float, Window | None]] = []
    edtf = None
    for x, mark in layout.counting_marks():
        new_edtf = mark.window.edtf if mark.window else None
        if new_edtf != edtf:
            changes.append((x, mark.window))
            edtf = new_edtf
    boundaries = [*(x for x, _ in changes), layout.line_end]
    for (start, window), end in zip(changes, boundaries[1:], strict=True):
        if window:
            yield Period(start, end, window)


def _band(period: Period, scale: Scale) -> Markup:
    first, last = period.window.earliest, period.window.latest
    top = scale.top_of(last) if last else scale.top - _OVERHANG
    bottom = scale.bottom_of(first) if first else scale.top + _HEIGHT + _OVERHANG
    return element(
        "rect",
        x=number_text(period.start),
        y=number_text(top),
        width=number_text(period.end - period.start),
        height=number_text(bottom - top),
        class_="band" if period.window.exact else "band some",
        mask=_fade(period.window),
    )


def _fade(window: Window) -> str | None:
    """Return the mask by which an open end fades."""
    if window.earliest is None:
        return "url(#fade-down)"
    if window.latest is None:
        return "url(#fade-up)"
    return None


def _labels(periods: Sequence[Period], y: float, width: float) -> Iterator[Markup]:
    """Return a label for the last window, and for each other window that has room; they omit the last one's year."""
    *earlier, last = periods
    last_label = last.window.label()
    last_x = label_start(last_label, last.start, width)
    for period in earlier:
        text = period.window.label().removesuffix(last_label[_YEAR])
        if period.start + text_width(text) <= min(period.end, last_x):
            yield label(text, period.start, y, width, "d")
    yield label(last_label, last.start, y, width, "d now")
