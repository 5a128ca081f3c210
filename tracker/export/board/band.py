"""The window of a plan as a band that shifts as reports move it: a later day is higher."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final, NamedTuple, Self

from msgspec import Struct

from tracker.domain.window import Window
from tracker.export.board.drawing import LEFT, LETTER, Drawing, number
from tracker.export.html import Markup, element, joined

_HEIGHT: Final = 30
_DAY: Final = 3.0  # a day is no thinner than can be seen
_LABELS: Final = 18
_LEAST: Final = 30  # days


class Spell(NamedTuple):
    """A window, and from where to where it stood."""

    begins: float
    ends: float
    window: Window


class Scale(Struct, frozen=True, kw_only=True):
    """Days as heights: the last of them at the top, the first at the bottom."""

    first: date
    last: date
    top: float

    @classmethod
    def of(cls, days: Sequence[date], top: float) -> Self:
        """Return the scale for windows with these bounds: a month at least, so that three days stay a thin band."""
        first, last = min(days).toordinal(), max(days).toordinal()
        spare = max(0, _LEAST - (last - first))
        lowest, highest = date.min.toordinal(), date.max.toordinal()
        return cls(
            first=date.fromordinal(max(lowest, first - spare // 2)),
            last=date.fromordinal(min(highest, last + spare - spare // 2)),
            top=top,
        )

    def above(self, day: date) -> float:
        """Where a day ends."""
        return self.top + (_HEIGHT - _DAY) * (self.last - day).days / (self.last - self.first).days

    def below(self, day: date) -> float:
        """Where a day begins."""
        return self.above(day) + _DAY


def band(drawing: Drawing) -> tuple[Markup | None, float]:
    """Return the band with its windows in words, and where the picture ends.

    Exact days are solid, all else is hatched; an open end fades.
    """
    spells = list(_spells(drawing))
    days = [day for spell in spells for day in (spell.window.earliest, spell.window.latest) if day]
    if not days:
        return None, drawing.floor
    scale = Scale.of(days, drawing.floor + _LABELS)
    line = drawing.floor + 14
    name = element("text", "when", x=LEFT - 6, y=number(line), class_="e")
    bands = [_band(spell, scale) for spell in spells]
    return joined(name, *_labels(spells, line, drawing.width), *bands), scale.top + _HEIGHT


def _spells(drawing: Drawing) -> Iterator[Spell]:
    begun: tuple[float, Window] | None = None
    for x, mark in drawing.counting():
        if mark.window is None or (begun and begun[1].edtf == mark.window.edtf):
            continue
        if begun:
            yield Spell(begun[0], x, begun[1])
        begun = x, mark.window
    if begun:
        yield Spell(begun[0], drawing.end, begun[1])


def _band(spell: Spell, scale: Scale) -> Markup:
    first, last = spell.window.earliest, spell.window.latest
    upper = scale.above(last) if last else scale.top - 2
    lower = scale.below(first) if first else scale.top + _HEIGHT + 2
    mask = None if first and last else "fade-up" if first else "fade-down"
    return element(
        "rect",
        x=number(spell.begins),
        y=number(upper),
        width=number(spell.ends - spell.begins),
        height=number(lower - upper),
        class_="band" if spell.window.exact else "band some",
        mask=mask and f"url(#{mask})",
    )


def _labels(spells: Sequence[Spell], line: float, width: float) -> Iterator[Markup]:
    """Return each window in words where it has room, and the last in any case; a year that all share is told once."""
    last = spells[-1].window.label()
    year = last[-5:]
    begins = min(spells[-1].begins, width - len(last) * LETTER)
    for spell in spells[:-1]:
        label = spell.window.label().removesuffix(year)
        if spell.begins + len(label) * LETTER <= min(spell.ends, begins):
            yield element("text", label, x=number(spell.begins), y=number(line), class_="d")
    yield element("text", last, x=number(begins), y=number(line), class_="d now")
