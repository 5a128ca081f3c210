"""The history of a plan as SVG: stages over the days of publication, one mark a report, and the window below."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import Final

from tracker.domain.vocabulary import OFF
from tracker.export.board.history_layout import (
    LABEL_WIDTH,
    LANE_HEIGHT,
    STAGES_BELOW,
    WIDTH,
    Layout,
    label,
    label_start,
    lay_out,
    number_text,
    text_width,
)
from tracker.export.board.label_markup import report_text
from tracker.export.board.view_model import Mark, Plan
from tracker.export.board.window_band import window_band
from tracker.export.html import Markup, element, joined

_SHORT_NAMES: Final = {"in_final_arrangement": "final arr.", "noted": "details"}
_NAME_GAP: Final = 6  # between the name of a stage and its lane
_NAME_BASELINE: Final = 3  # below the lane
_DAYS_HEIGHT: Final = 14
_DAYS_BASELINE: Final = 10
_DAY_SHIFT: Final = 4  # of a day to the left of its mark
_DAY_GAP: Final = 4  # between two days


def history_drawing(plan: Plan) -> Markup | None:
    """Return the drawing, or None for a plan without reports."""
    if not plan.marks:
        return None
    layout = lay_out(plan.marks)
    band, floor = window_band(layout)
    return element(
        "svg",
        _background(layout),
        band,
        _status_line(layout),
        *_day_labels(layout, floor),
        *(_mark(layout, mark, x) for x, mark in zip(layout.xs, layout.marks, strict=True)),
        viewBox=f"0 0 {number_text(layout.width)} {number_text(floor + _DAYS_HEIGHT)}",
        class_="history wide" if layout.width > WIDTH else "history",
        width=number_text(layout.width),
        role="group",
        aria_label="History, a mark a report",
    )


def ladder() -> Markup:
    """Return the background that all drawings share: the stages of a plan that stands, each with its name and lane."""
    return element("g", *_lanes(lay_out(()).lanes, WIDTH), id="ladder")


def _background(layout: Layout) -> Markup:
    """Return the lanes, those of a plan that is off on a shaded ground."""
    lanes_below = {stage: y for stage, y in layout.lanes.items() if stage in STAGES_BELOW}
    lanes_off = [y for stage, y in lanes_below.items() if stage in OFF]
    return joined(
        _shade(min(lanes_off), max(lanes_off), layout.width) if lanes_off else None,
        element("use", href="#ladder"),
        *_lanes(lanes_below, layout.width),
    )


def _shade(first_lane: float, last_lane: float, width: float) -> Markup:
    return element(
        "rect",
        x=LABEL_WIDTH,
        y=number_text(first_lane - LANE_HEIGHT / 2),
        width=number_text(width - LABEL_WIDTH),
        height=number_text(last_lane - first_lane + LANE_HEIGHT),
        class_="off",
    )


def _lanes(lanes: Mapping[str, float], width: float) -> Iterator[Markup]:
    if lanes:
        rules = "".join(f"M{LABEL_WIDTH} {number_text(y)}H{number_text(width)}" for y in lanes.values())
        yield element("path", d=rules, class_="rule")
    for stage, y in lanes.items():
        name = _SHORT_NAMES.get(stage, stage)
        yield element("text", name, x=LABEL_WIDTH - _NAME_GAP, y=number_text(y + _NAME_BASELINE), class_="e")


def _status_line(layout: Layout) -> Markup:
    """Return the status as a stepped line: solid while the plan stands, dashed while it is off."""
    changes: list[tuple[float, str | None]] = []
    for x, mark in layout.counting_marks():
        if not changes or changes[-1][1] != mark.status:
            changes.append((x, mark.status))
    solid, dashed = "", ""
    for change, following in zip(changes, [*changes[1:], None], strict=True):
        segment = _segment(layout, change, following)
        if change[1] in OFF:
            dashed += segment
        else:
            solid += segment
    return joined(
        element("path", d=solid, class_="line") if solid else None,
        element("path", d=dashed, class_="line gone") if dashed else None,
    )


def _segment(layout: Layout, change: tuple[float, str | None], following: tuple[float, str | None] | None) -> str:
    """Return the path of one status: along its lane, then up or down to the lane of the status that follows."""
    x, status = change
    start = f"M{number_text(x)} {number_text(layout.lane(status))}"
    if following is None:
        return f"{start}H{number_text(layout.line_end)}"
    next_x, next_status = following
    return f"{start}H{number_text(next_x)}V{number_text(layout.lane(next_status))}"


def _mark(layout: Layout, mark: Mark, x: float) -> Markup:
    """Return the mark of a report: shape and colour show its attribution class, a stroke that it has no effect."""
    class_ = mark.report.attribution.class_
    note = "-note" if mark.report.stage == "noted" else ""
    without_effect = mark.without_effect
    at = {"x": number_text(x), "y": number_text(layout.mark_y(mark))}
    return element(
        "a",
        element("title", _tooltip(mark)),
        element("use", href=f"#{class_}{note}", **at),
        element("use", href="#stroke", **at) if without_effect else None,
        href=f"#e{mark.position}",
        class_=f"m {class_}{' void' if without_effect else ''}",
    )


def _tooltip(mark: Mark) -> str:
    no_effect = f" · no effect: {mark.without_effect}" if mark.without_effect else ""
    return f"{report_text(mark.report)}{no_effect} · @{mark.position}"


def _day_labels(layout: Layout, floor: float) -> list[Markup]:
    """Return the days of publication below the marks: the first, the last, and of the others those that have room."""
    days: dict[date, float] = {}
    for x, mark in zip(layout.xs, layout.marks, strict=True):
        days.setdefault(mark.report.published.date, x)
    first, *others = days
    y = floor + _DAYS_BASELINE
    taken: list[tuple[float, float]] = []
    labels = []
    for day in (first, *others[-1:], *others[:-1]):
        text = f"{day.day} {day:%b}"
        if day is first or day.year != first.year:
            text = f"{text} {day.year}"
        x = days[day] - _DAY_SHIFT
        start = label_start(text, x, layout.width)
        end = start + text_width(text)
        if _is_free(start, end, taken):
            taken.append((start, end))
            labels.append(label(text, x, y, layout.width, "d"))
    return labels


def _is_free(start: float, end: float, taken: Iterable[tuple[float, float]]) -> bool:
    """Whether a label fits between those that are taken."""
    return all(end + _DAY_GAP <= left or right + _DAY_GAP <= start for left, right in taken)
