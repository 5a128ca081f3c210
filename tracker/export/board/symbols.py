"""The symbols of the board, each defined once as SVG, and the legend that explains them."""

from typing import Final

from tracker.export.board.history_drawing import ladder
from tracker.export.html import Markup, element, joined
from tracker.export.labels import ATTRIBUTION_CLASSES

_RING: Final = element("circle", cx="6", cy="6", r="4.6", class_="ring")
_DISC: Final = element("circle", cx="6", cy="6", r="5")
# On the ladder the sector grows with the stage; the others have a sign of their own.
_STATUSES: Final = {
    "proposed": joined(_RING, element("path", d="M6 6V1.4A4.6 4.6 0 0 1 10.6 6Z")),
    "arranging": joined(_RING, element("path", d="M6 1.4A4.6 4.6 0 0 1 6 10.6Z")),
    "in_final_arrangement": joined(_RING, element("path", d="M6 6V1.4A4.6 4.6 0 1 1 1.4 6Z")),
    "confirmed": _DISC,
    "held": joined(_DISC, element("path", d="M3.4 6.2 5.3 8 8.6 4.2", class_="cut")),
    "postponed": joined(_RING, element("path", d="M4.7 3.8V8.2M7.3 3.8V8.2", class_="ring")),
    "cancelled": joined(_RING, element("path", d="M4.1 4.1 7.9 7.9M7.9 4.1 4.1 7.9", class_="ring")),
    "denied": joined(_RING, element("path", d="M2.8 9.2 9.2 2.8", class_="ring")),
    "noted": element("circle", cx="6", cy="6", r="4.6", class_="ring dots"),
}
# Attribution classes differ by shape as well as by colour, for readers and printers without colours.
_CLASSES: Final = {
    "official": "M-4.2-4.2H4.2V4.2H-4.2Z",
    "sources": "M0-4.7A4.7 4.7 0 0 1 0 4.7 4.7 4.7 0 0 1 0-4.7Z",
    "unattributed": "M0-5.2 5 4.1H-5Z",
    "media": "M0-5.7 5.7 0 0 5.7-5.7 0Z",
}
_BLACK: Final = "#000"  # of a mask: transparent
_WHITE: Final = "#fff"  # of a mask: opaque
Direction = tuple[int, int, int, int]  # x1, x2, y1, y2 of a gradient
Stops = tuple[tuple[float, str], ...]
_FADES: Final[dict[str, Direction]] = {
    "fade-right": (0, 1, 0, 0),
    "fade-left": (1, 0, 0, 0),
    "fade-down": (0, 0, 0, 1),
    "fade-up": (0, 0, 1, 0),
}
_FADE_AT_THE_END: Final = ((0.25, _WHITE), (1, _BLACK))
_FADE_AT_BOTH_ENDS: Final = ((0, _BLACK), (0.35, _WHITE), (0.65, _WHITE), (1, _BLACK))


def legend() -> Markup:
    """Return the legend of the drawings."""
    classes = [_entry(_symbol(name), meaning, name) for name, meaning in ATTRIBUTION_CLASSES.items()]
    others = [
        _entry(_symbol("official-note"), "details only", "small"),
        _entry(joined(_symbol("official"), _symbol("stroke")), "no effect", "official void"),
        _entry(_bar("band"), "these days"),
        _entry(_bar("band some"), "some day of these"),
    ]
    return element("ul", *classes, *others, class_="legend", aria_label="Signs of the pictures")


def symbol_definitions() -> Markup:
    """Return every symbol as an invisible SVG, for use by its id."""
    statuses = [element("symbol", symbol, id=f"s-{name}", viewBox="0 0 12 12") for name, symbol in _STATUSES.items()]
    target = element("circle", r="9", class_="hit")  # a larger area for the pointer
    classes = [element("g", target, element("path", d=shape), id=name) for name, shape in _CLASSES.items()]
    notes = [
        element("g", target, element("path", d=shape, transform="scale(.62)"), id=f"{name}-note")
        for name, shape in _CLASSES.items()
    ]
    marks = (
        element("path", d="M-6 6 6-6", id="stroke", class_="stroke"),
        element("path", d="M5 2 1 6 5 10", id="on-left", class_="on"),
        element("path", d="M-5 2-1 6-5 10", id="on-right", class_="on"),
    )
    hatches = (_hatch("hatch-plan"), _hatch("hatch-firm"), _hatch("hatch-band"))
    definitions = element("defs", ladder(), *statuses, *classes, *notes, *marks, *hatches, *_fades())
    return element("svg", definitions, class_="defs", width=0, height=0, aria_hidden="true")


def _entry(symbol: Markup, meaning: str, classes: str = "") -> Markup:
    drawing = element("svg", symbol, class_=f"k {classes}".strip(), viewBox="0 0 14 14", aria_hidden="true")
    return element("li", drawing, meaning)


def _symbol(name: str) -> Markup:
    return element("use", href=f"#{name}", x="7", y="7")


def _bar(classes: str) -> Markup:
    return element("rect", x="0", y="4", width="14", height="6", class_=classes)


def _hatch(name: str) -> Markup:
    line = element("path", d="M0 0V4")
    return element(
        "pattern", line, id=name, width=4, height=4, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )


def _fades() -> list[Markup]:
    """Return the masks by which an open end fades."""
    fades = [_fade(name, direction, _FADE_AT_THE_END) for name, direction in _FADES.items()]
    return [*fades, _fade("fade-both", _FADES["fade-right"], _FADE_AT_BOTH_ENDS)]


def _fade(name: str, direction: Direction, stops: Stops) -> Markup:
    x1, x2, y1, y2 = direction
    colors = [element("stop", offset=f"{offset:g}", stop_color=color) for offset, color in stops]
    gradient = element("linearGradient", *colors, id=f"{name}-g", x1=x1, x2=x2, y1=y1, y2=y2)
    area = element("rect", width=1, height=1, fill=f"url(#{name}-g)")
    return joined(gradient, element("mask", area, id=name, maskContentUnits="objectBoundingBox"))
