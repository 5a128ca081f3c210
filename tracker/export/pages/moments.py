"""The controls of the two clocks: plain forms, which ask for the page with another address."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tracker.export.html import Markup, element, void_element

_A_DAY: Final = "2026-01-28, yesterday"
_A_PLACE: Final = "2026-01-28, @12"


class Moments(Struct, frozen=True, kw_only=True):
    """The values of the controls, and their suggestions: days of the press, and positions of the log."""

    address: str
    as_of: str = ""
    known_at: str = ""
    start: str = ""
    end: str = ""
    days: Sequence[str] = ()
    positions: Sequence[str] = ()

    @property
    def is_past(self) -> bool:
        """Whether the page is about an earlier moment."""
        return bool(self.as_of or self.known_at)


def clock_form(moments: Moments) -> Markup:
    """Return the two clocks: as the press had it, and as this log knew it."""
    return element(
        "form",
        _field("As the press had it", "as_of", moments.as_of, "days", _A_DAY),
        _field("As we knew it", "known_at", moments.known_at, "positions", _A_PLACE),
        element("button", "Show that moment"),
        element("a", "Back to now", href=moments.address) if moments.is_past else None,
        _suggestions("days", moments.days),
        _suggestions("positions", moments.positions),
        element(
            "p",
            "The first asks what had been published by then, the second what we had recorded by then. Left empty: now.",
            class_="s",
        ),
        action=moments.address,
        class_="clocks",
        aria_label="The two clocks",
        data_live="#content",
    )


def difference_form(moments: Moments) -> Markup:
    """Return the form that compares two moments: two days of the press, or two positions of the log."""
    return element(
        "form",
        _field("From", "from", moments.start, "days", _A_DAY),
        _field("To", "to", moments.end, "days", "now"),
        element("button", "Compare"),
        action=f"{moments.address}#changes",
        class_="clocks",
        aria_label="Compare two moments",
    )


def _field(label: str, name: str, value: str, suggestions: str, example: str) -> Markup:
    return element(
        "label",
        f"{label} ",
        void_element(
            "input", name=name, value=value or None, list=suggestions, placeholder=example, autocomplete="off", size=14
        ),
    )


def _suggestions(name: str, values: Sequence[str]) -> Markup:
    return element("datalist", *(element("option", value=value) for value in values), id=name)
