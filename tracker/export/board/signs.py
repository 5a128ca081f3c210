"""The signs that the page draws with, defined once, and the legend that explains them."""

from typing import Final

from tracker.export.board.picture import ladder
from tracker.export.html import Markup, element, joined
from tracker.export.labels import ATTRIBUTION_CLASSES

_RING: Final = element("circle", cx="6", cy="6", r="4.6", class_="ring")
# How far round the ladder a plan has come; then what is held, put off, called off, denied, or known in details alone.
_STATUSES: Final = {
    "proposed": joined(_RING, element("path", d="M6 6V1.4A4.6 4.6 0 0 1 10.6 6Z")),
    "arranging": joined(_RING, element("path", d="M6 1.4A4.6 4.6 0 0 1 6 10.6Z")),
    "in_final_arrangement": joined(_RING, element("path", d="M6 6V1.4A4.6 4.6 0 1 1 1.4 6Z")),
    "confirmed": element("circle", cx="6", cy="6", r="5"),
    "held": joined(element("circle", cx="6", cy="6", r="5"), element("path", d="M3.4 6.2 5.3 8 8.6 4.2", class_="cut")),
    "postponed": joined(_RING, element("path", d="M4.7 3.8V8.2M7.3 3.8V8.2", class_="ring")),
    "cancelled": joined(_RING, element("path", d="M4.1 4.1 7.9 7.9M7.9 4.1 4.1 7.9", class_="ring")),
    "denied": joined(_RING, element("path", d="M2.8 9.2 9.2 2.8", class_="ring")),
    "noted": element("circle", cx="6", cy="6", r="4.6", class_="ring dots"),
}
# Who stands behind a report: the shape says it as well as the colour.
_CLASSES: Final = {
    "official": "M-4.2-4.2H4.2V4.2H-4.2Z",
    "sources": "M0-4.7A4.7 4.7 0 0 1 0 4.7 4.7 4.7 0 0 1 0-4.7Z",
    "unattributed": "M0-5.2 5 4.1H-5Z",
    "media": "M0-5.7 5.7 0 0 5.7-5.7 0Z",
}


def legend() -> Markup:
    """Return what the signs of the pictures mean."""
    classes = [_explained(_shape(name), words, name) for name, words in ATTRIBUTION_CLASSES.items()]
    small = joined(element("use", href="#official-note", x="7", y="7"))
    void = joined(element("use", href="#official", x="7", y="7"), element("use", href="#stroke", x="7", y="7"))
    others = [
        _explained(small, "details only", "small"),
        _explained(void, "no effect", "official void"),
        _explained(element("rect", x="0", y="4", width="14", height="6", class_="band"), "these days"),
        _explained(element("rect", x="0", y="4", width="14", height="6", class_="band some"), "some day of these"),
    ]
    return element("ul", *classes, *others, class_="legend", aria_label="Signs of the pictures")


def defined() -> Markup:
    """Return every sign, to be used by name."""
    statuses = [element("symbol", sign, id=f"s-{name}", viewBox="0 0 12 12") for name, sign in _STATUSES.items()]
    hit = element("circle", r="9", class_="hit")  # what the pointer need only come near
    classes = [element("g", hit, element("path", d=shape), id=name) for name, shape in _CLASSES.items()]
    notes = [
        element("g", hit, element("path", d=shape, transform="scale(.62)"), id=f"{name}-note")
        for name, shape in _CLASSES.items()
    ]
    marks = (
        element("path", d="M-6 6 6-6", id="stroke", class_="stroke"),
        element("path", d="M5 2 1 6 5 10", id="on-left", class_="on"),
        element("path", d="M-5 2-1 6-5 10", id="on-right", class_="on"),
    )
    hatches = (_hatch("hatch-plan"), _hatch("hatch-firm"), _hatch("hatch-band"))
    drawn = element("defs", ladder(), *statuses, *classes, *notes, *marks, *hatches, *_fades())
    return element("svg", drawn, class_="defs", width=0, height=0, aria_hidden="true")


def _explained(sign: Markup, words: str, look: str = "") -> Markup:
    return element(
        "li", element("svg", sign, class_=f"k {look}".strip(), viewBox="0 0 14 14", aria_hidden="true"), words
    )


def _shape(name: str) -> Markup:
    return element("use", href=f"#{name}", x="7", y="7")


def _hatch(name: str) -> Markup:
    line = element("path", d="M0 0V4")
    return element(
        "pattern", line, id=name, width=4, height=4, patternUnits="userSpaceOnUse", patternTransform="rotate(45)"
    )


def _fades() -> list[Markup]:
    """Return masks by which an open end fades away."""
    ends = {"fade-right": (0, 1, 0, 0), "fade-left": (1, 0, 0, 0), "fade-down": (0, 0, 0, 1), "fade-up": (0, 0, 1, 0)}
    fades = [_fade(name, end, ((0.25, "#fff"), (1, "#000"))) for name, end in ends.items()]
    both = ((0, "#000"), (0.35, "#fff"), (0.65, "#fff"), (1, "#000"))
    return [*fades, _fade("fade-both", (0, 1, 0, 0), both)]


def _fade(name: str, end: tuple[int, int, int, int], stops: tuple[tuple[float, str], ...]) -> Markup:
    x1, x2, y1, y2 = end
    colors = [element("stop", offset=f"{offset:g}", stop_color=color) for offset, color in stops]
    gradient = element("linearGradient", *colors, id=f"{name}-g", x1=x1, x2=x2, y1=y1, y2=y2)
    filled = element("rect", width=1, height=1, fill=f"url(#{name}-g)")
    return joined(gradient, element("mask", filled, id=name, maskContentUnits="objectBoundingBox"))
