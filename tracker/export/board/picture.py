"""The history of a plan as a picture: stages over the days of publication, one mark a report, and the window below."""

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import pairwise
from typing import Final

from tracker.domain.vocabulary import OFF
from tracker.export.board.band import band
from tracker.export.board.contents import Mark, Plan
from tracker.export.board.drawing import BELOW, LANE, LEFT, LETTER, WIDTH, Drawing, laid_out, number
from tracker.export.board.label_markup import report_text
from tracker.export.html import Markup, element, joined

_SHORT: Final = {"in_final_arrangement": "final arr.", "noted": "details"}


def picture(plan: Plan) -> Markup | None:
    """Return the picture, or None where there is nothing to draw."""
    if not plan.marks:
        return None
    drawing = laid_out(plan.marks)
    windows, floor = band(drawing)
    return element(
        "svg",
        _ground(drawing),
        windows,
        _line(drawing),
        _days(drawing, floor),
        *(_mark(drawing, mark, x) for mark, x in zip(drawing.marks, drawing.across, strict=True)),
        viewBox=f"0 0 {number(drawing.width)} {number(floor + 14)}",
        class_="history wide" if drawing.width > WIDTH else "history",
        width=number(drawing.width),
        role="group",
        aria_label="History, a mark a report",
    )


def ladder() -> Markup:
    """Return the ground that every picture shares: the stages of a plan that stands, each with its name and line."""
    return element("g", *_stages(laid_out(()).lanes, WIDTH), id="ladder")


def _ground(drawing: Drawing) -> Markup:
    """Return the stages by name, each with its line, and the ground on which a plan is off."""
    own = {stage: y for stage, y in drawing.lanes.items() if stage in BELOW}
    off = [y for stage, y in own.items() if stage in OFF]
    shade = None
    if off:
        top, height = min(off) - LANE / 2, max(off) - min(off) + LANE
        width = number(drawing.width - LEFT)
        shade = element("rect", x=LEFT, y=number(top), width=width, height=number(height), class_="off")
    return joined(shade, element("use", href="#ladder"), *_stages(own, drawing.width))


def _stages(lanes: Mapping[str, float], width: float) -> Iterator[Markup]:
    if lanes:
        rules = "".join(f"M{LEFT} {number(y)}H{number(width)}" for y in lanes.values())
        yield element("path", d=rules, class_="rule")
    for stage, y in lanes.items():
        yield element("text", _SHORT.get(stage, stage), x=LEFT - 6, y=number(y + 3), class_="e")


def _line(drawing: Drawing) -> Markup:
    """Return the folded status as a line that steps: unbroken while the plan stands, broken while it is off."""
    steps = [(x, mark.status) for x, mark in drawing.counting()]
    if not steps:
        return Markup()
    paths = {True: "", False: ""}
    begun = steps[0][0]
    for (_, status), (to, following) in pairwise([*steps, (drawing.end, None)]):
        if status == following and to != drawing.end:
            continue
        rise = "" if to == drawing.end else f"V{number(drawing.lane(following))}"
        paths[status in OFF] += f"M{number(begun)} {number(drawing.lane(status))}H{number(to)}{rise}"
        begun = to
    return joined(
        element("path", d=paths[False], class_="line") if paths[False] else None,
        element("path", d=paths[True], class_="line gone") if paths[True] else None,
    )


def _mark(drawing: Drawing, mark: Mark, x: float) -> Markup:
    """Return one report: its shape and colour say who stands behind it, a stroke through it that it has no effect."""
    said_by = mark.report.attribution.class_
    void = mark.struck or mark.kept
    told = f"{report_text(mark.report)}{f' · no effect: {void}' if void else ''} · @{mark.position}"
    at = {"x": number(x), "y": number(drawing.height_of(mark))}
    note = " note" if mark.report.stage == "noted" else ""
    return element(
        "a",
        element("title", told),
        element("use", href=f"#{said_by}{'-note' if note else ''}", **at),
        element("use", href="#stroke", **at) if void else None,
        href=f"#e{mark.position}",
        class_=f"m {said_by}{' void' if void else ''}",
    )


def _days(drawing: Drawing, floor: float) -> Markup:
    """Return the days of publication below the marks: the first, the last, and of the others those that have room."""
    found: dict[date, float] = {}
    for mark, x in zip(drawing.marks, drawing.across, strict=True):
        found.setdefault(mark.report.published.date, x)
    first, *others = found
    taken: list[tuple[float, float]] = []
    labels = []
    for day in (first, *others[-1:], *others[:-1]):
        words = f"{day.day} {day:%b}" + (f" {day.year}" if day is first or day.year != first.year else "")
        width = len(words) * LETTER
        begins = min(found[day] - 4, drawing.width - width)
        if all(begins + width + 4 <= left or right + 4 <= begins for left, right in taken):
            taken.append((begins, begins + width))
            labels.append(element("text", words, x=number(begins), y=number(floor + 10), class_="d"))
    return joined(*labels)
