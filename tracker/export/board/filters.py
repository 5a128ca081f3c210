"""The filters of the board: by a script in a file, by the address on a server."""

from collections import Counter
from collections.abc import Iterable

from msgspec import Struct

from tracker.domain.vocabulary import STATUSES, plain
from tracker.export.board.content import Totals
from tracker.export.html import Markup, element, joined, void_element


class Chosen(Struct, frozen=True, kw_only=True):
    """What the address of the served board asks for: a country, a status and a person, each empty for any."""

    country: str = ""
    status: str = ""
    person: str = ""
    everything: bool = False


def script_filters(totals: Totals) -> Markup:
    """Return the filters of a file, hidden until the script shows them: they do not work without it."""
    return element(
        "form",
        *_fields(totals, Chosen()),
        element("button", "Show all", type="reset"),
        element("output", class_="s", role="status"),
        role="search",
        aria_label="Filter the meetings",
        hidden=True,
    )


def address_filters(totals: Totals, chosen: Chosen, shown: int) -> Markup:
    """Return the filters of the served board: a form that asks for the board with another address."""
    every = element("a", "Show all", href="/?all=1" if chosen.everything else "/")
    count = joined(f"{shown} of {totals.meetings} meetings ", every) if shown != totals.meetings else ""
    return element(
        "form",
        *_fields(totals, chosen),
        void_element("input", type="hidden", name="all", value="1") if chosen.everything else None,
        element("button", "Show"),
        element("output", count, class_="s", role="status", id="count"),
        role="search",
        aria_label="Filter the meetings",
        action="/",
        data_live="main",
    )


def _fields(totals: Totals, chosen: Chosen) -> tuple[Markup, ...]:
    return (
        _country_filter(totals.countries, chosen.country),
        _status_filter(totals.statuses, chosen.status),
        *_person_filter(totals.people, chosen.person),
    )


def _country_filter(counts: Counter[str], chosen: str) -> Markup:
    options = [(code, f"{code} ({counts[code]})") for code in sorted({*counts, chosen} - {""})]
    return _select("country", "Country", options, chosen)


def _status_filter(counts: Counter[str], chosen: str) -> Markup:
    statuses = [
        (status, f"{plain(status)} ({counts[status]})") for status in STATUSES if counts[status] or status == chosen
    ]
    return _select("status", "Status", [("standing", "all that is not over"), *statuses], chosen)


def _select(name: str, label: str, options: Iterable[tuple[str, str]], chosen: str) -> Markup:
    """Return a select element with a label; each option is its value and its text."""
    every_option = [("", "any"), *options]
    choices = (
        element("option", text, value=value, selected=bool(value) and value == chosen) for value, text in every_option
    )
    return element("label", f"{label} ", element("select", *choices, name=name))


def _person_filter(people: set[str], chosen: str) -> tuple[Markup, Markup]:
    field = void_element(
        "input",
        type="search",
        name="person",
        list="people",
        autocomplete="off",
        spellcheck="false",
        value=chosen or None,
    )
    suggestions = element("datalist", *(element("option", value=name) for name in sorted(people)), id="people")
    return element("label", "Person ", field), suggestions
