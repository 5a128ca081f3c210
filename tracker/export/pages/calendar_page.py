"""The page that makes the address of a calendar: filters in, an address to subscribe to out."""

from collections.abc import Iterator, Mapping
from typing import Final
from urllib.parse import urlencode

from msgspec import Struct

from tracker.domain.vocabulary import STATUSES, plain
from tracker.export.html import Markup, element, void_element

_CANCELLED: Final = {"": "marked as cancelled", "title": "marked in the title alone", "omit": "left out"}


class CalendarView(Struct, frozen=True, kw_only=True):
    """The address of the calendar, its key, the filters that are chosen, and how many meetings they leave."""

    address: str
    key: str
    chosen: Mapping[str, str]
    count: int


def calendar_page(view: CalendarView) -> Iterator[str]:
    """Yield the main part of the page."""
    query = urlencode({**view.chosen, "key": view.key})
    yield '<main class="calendar" id="content">'
    yield element("h1", "Calendar")
    yield element(
        "p",
        "Subscribe to this address in your calendar program. It needs no password: anyone who has it can read the "
        "calendar.",
    )
    yield _form(view)
    address = void_element("input", value=f"{view.address}?{query}", readonly=True, class_="address")
    yield element("p", element("label", f"Address of a calendar of {view.count} meetings ", address))
    # Calendar programs open these schemes. With webcal, some ask without encryption, and would show the key.
    subscription = f"{view.address.replace('http', 'webcal', 1)}?{query}"
    yield element(
        "p",
        element("a", "Subscribe", href=subscription, class_="button"),
        element("a", "Download it once", href=f"/calendar.ics?{query}", class_="button"),
        class_="actions",
    )
    yield "</main>"


def _form(view: CalendarView) -> Markup:
    statuses = [("", "any"), *((status, plain(status)) for status in STATUSES)]
    return element(
        "form",
        _input("Country", "country", view.chosen.get("country"), "KR"),
        _input("Person", "with", view.chosen.get("with"), "Ahn"),
        _select("Status", "status", statuses, view.chosen.get("status")),
        _select("Cancelled meetings", "cancelled", list(_CANCELLED.items()), view.chosen.get("cancelled")),
        element("button", "Make the address"),
        action="/calendar",
        class_="clocks",
        aria_label="What the calendar holds",
        data_live="#content",
    )


def _input(label: str, name: str, value: str | None, example: str) -> Markup:
    return element("label", f"{label} ", void_element("input", name=name, value=value, placeholder=example))


def _select(label: str, name: str, choices: list[tuple[str, str]], chosen: str | None) -> Markup:
    options = [
        element("option", text, value=value, selected=bool(value) and value == chosen) for value, text in choices
    ]
    return element("label", f"{label} ", element("select", *options, name=name))
