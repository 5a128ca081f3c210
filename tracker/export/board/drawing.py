"""A history laid out: where each report of a plan stands across, and each stage down."""

from typing import Final

from msgspec import Struct

from tracker.domain.vocabulary import LADDER, OFF
from tracker.export.board.axis import places
from tracker.export.board.contents import Mark

# Units of the drawing: about a pixel each.
LEFT: Final = 62
WIDTH: Final = 360
LANE: Final = 15
LETTER: Final = 5.7  # the width of a letter of a label, on the safe side
_RIGHT: Final = 16
_INDENT: Final = 6
_GAP: Final = 12
_TOP: Final = 9
_ABOVE: Final = ("held", *reversed(LADDER))
BELOW: Final = (*OFF, "denied", "noted")


class Drawing(Struct, frozen=True, kw_only=True):
    """A plan laid out: its marks, where each stands across, and how far down each stage is."""

    marks: tuple[Mark, ...]
    across: tuple[float, ...]
    lanes: dict[str, float]

    @property
    def width(self) -> float:
        """How wide it is: wider than others only if its reports need the room."""
        return max(WIDTH, self.across[-1] + _RIGHT)

    @property
    def end(self) -> float:
        """Where the lines of what stands now end."""
        return self.width - 4

    @property
    def floor(self) -> float:
        """Where the last stage ends."""
        return max(self.lanes.values()) + LANE / 2

    def lane(self, status: str | None) -> float:
        """How far down a status is."""
        return self.lanes[status or "noted"]

    def height_of(self, mark: Mark) -> float:
        """How far down a mark is: at what it asserts; what asserts no stage of its own lies on the line."""
        stage = mark.report.stage
        return self.lane(mark.status if stage in {"noted", "rescheduled"} else stage)

    def counting(self) -> list[tuple[float, Mark]]:
        """Return the marks that count, with where they stand."""
        return [(x, mark) for x, mark in zip(self.across, self.marks, strict=True) if not mark.struck]


def laid_out(marks: tuple[Mark, ...]) -> Drawing:
    """Lay out marks. Below the ladder, stages that no report speaks of are left out."""
    across = places([mark.report.published.date for mark in marks], WIDTH - LEFT - _RIGHT - _INDENT, _GAP)
    lanes = {stage: float(_TOP + LANE * number) for number, stage in enumerate(_ABOVE)}
    used = {mark.status or "noted" for mark in marks} | {mark.report.stage for mark in marks} - {"noted"}
    down = max(lanes.values()) + LANE + 5
    for stage in BELOW:
        if stage in used:
            lanes[stage] = down
            down += LANE
    return Drawing(marks=marks, across=tuple(LEFT + _INDENT + x for x in across), lanes=lanes)


def number(value: float) -> str:
    """Return a length as the drawing writes it."""
    return f"{round(value, 1):g}"
