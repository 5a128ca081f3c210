"""The layout of a history: the x of each report, the y of each stage, in units of about a pixel."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise
from typing import Final

from msgspec import Struct

from tracker.domain.vocabulary import LADDER, OFF
from tracker.export.board.view_model import Mark
from tracker.export.html import Markup, element

WIDTH: Final = 360
LABEL_WIDTH: Final = 62  # of the names of stages, to the left of the drawing
LANE_HEIGHT: Final = 15
LETTER_WIDTH: Final = 7.0  # of a letter in a label, on average in DejaVu Sans Bold, the widest of the common fonts
STAGES_ON_THE_LADDER: Final = ("held", *reversed(LADDER))
STAGES_BELOW: Final = (*OFF, "denied", "noted")
_EDGE: Final = 2  # kept free to the right of a label
_LEFT_MARGIN: Final = 6
_RIGHT_MARGIN: Final = 16
_LINE_MARGIN: Final = 4
_TOP_MARGIN: Final = 9
_GAP_BELOW_LADDER: Final = 5
_LEAST_DISTANCE: Final = 12  # between two marks


class Layout(Struct, frozen=True, kw_only=True):
    """The marks of a plan, the x of each, and the y of each stage."""

    marks: tuple[Mark, ...]
    xs: tuple[float, ...]
    lanes: dict[str, float]

    @property
    def width(self) -> float:
        """The width of the drawing, which exceeds WIDTH only if the marks need it."""
        return max(WIDTH, self.xs[-1] + _RIGHT_MARGIN)

    @property
    def line_end(self) -> float:
        """The x where the lines of the current state end."""
        return self.width - _LINE_MARGIN

    @property
    def floor(self) -> float:
        """The y where the last lane ends."""
        return max(self.lanes.values()) + LANE_HEIGHT / 2

    def lane(self, status: str | None) -> float:
        """Return the y of a status; without a status, that of details."""
        return self.lanes[status or "noted"]

    def mark_y(self, mark: Mark) -> float:
        """Return the y of a mark: the lane of its stage, or of the status if it asserts no stage of its own."""
        stage = mark.report.stage
        return self.lane(mark.status if stage in {"noted", "rescheduled"} else stage)

    def counting_marks(self) -> list[tuple[float, Mark]]:
        """Return the marks that count, each with its x."""
        return [(x, mark) for x, mark in zip(self.xs, self.marks, strict=True) if not mark.struck]


def lay_out(marks: tuple[Mark, ...]) -> Layout:
    """Lay out marks. Below the ladder, only stages that some report asserts get a lane."""
    room = WIDTH - LABEL_WIDTH - _LEFT_MARGIN - _RIGHT_MARGIN
    offsets = spread([mark.report.published.date for mark in marks], room, _LEAST_DISTANCE)
    first_x = LABEL_WIDTH + _LEFT_MARGIN
    return Layout(marks=marks, xs=tuple(first_x + offset for offset in offsets), lanes=_lanes(marks))


def spread(days: Sequence[date], width: float, least_distance: float) -> list[float]:
    """Return an offset from 0 to `width` for each of the days, which are in order.

    Neighbours are at least `least_distance` apart, even if the width is too small for that. The rest of the width is
    shared out in proportion to the days between them.
    """
    if not days:
        return []
    intervals = [(later - earlier).days for earlier, later in pairwise(days)]
    spare = max(width - least_distance * len(intervals), 0.0)
    total = sum(intervals)
    offsets = [0.0]
    for interval in intervals:
        share = spare * interval / total if total else 0.0
        offsets.append(offsets[-1] + least_distance + share)
    return offsets


def text_width(text: str) -> float:
    """Return how much room a label may need; the reader's font decides how much it takes."""
    return len(text) * LETTER_WIDTH


def label(text: str, x: float, y: float, width: float, class_: str) -> Markup:
    """Return a label that begins at `x`, or that ends at `width`, the edge of the drawing, if it may not fit.

    What would not fit even so ends with an ellipsis.
    """
    longest = int((width - LABEL_WIDTH) / LETTER_WIDTH)
    if len(text) > longest:
        text = f"{text[: longest - 1].rstrip()}…"
    if x + text_width(text) > width:
        return element("text", text, x=number_text(width - _EDGE), y=number_text(y), class_=f"e {class_}")
    return element("text", text, x=number_text(x), y=number_text(y), class_=class_)


def label_start(text: str, x: float, width: float) -> float:
    """Return the x where `label` may begin."""
    return min(x, width - text_width(text))


def number_text(length: float) -> str:
    """Return a length for an SVG attribute."""
    return f"{round(length, 1):g}"


def _lanes(marks: Sequence[Mark]) -> dict[str, float]:
    lanes = {stage: float(_TOP_MARGIN + LANE_HEIGHT * index) for index, stage in enumerate(STAGES_ON_THE_LADDER)}
    statuses = {mark.status or "noted" for mark in marks}
    stages = {mark.report.stage for mark in marks if mark.report.stage != "noted"}
    y = max(lanes.values()) + LANE_HEIGHT + _GAP_BELOW_LADDER
    for stage in STAGES_BELOW:
        if stage in statuses | stages:
            lanes[stage] = y
            y += LANE_HEIGHT
    return lanes
