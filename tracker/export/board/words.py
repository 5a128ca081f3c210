"""How the page words days, windows, people and sources; text of reports keeps to itself."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from tracker.domain.clocks import Published
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Attribution, Participant, Place, Report, Source
from tracker.domain.vocabulary import CANDIDATE, LADDER, plain
from tracker.domain.window import Window
from tracker.export.html import Markup, element, joined, link, said
from tracker.export.prose import title

NOTHING = "–"


def day_words(day: date | str) -> str:
    """Return a day as people write it: 21 Jan 2026."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {day:%b} {day.year}"


def published_words(moment: Published) -> str:
    """Return when an item was published: the day, and the time with its zone if it is known."""
    return day_words(moment.day) + (f", {moment.text[11:16]} {moment.text[-6:]}" if moment.utc else "")


def titled(meeting: Meeting) -> Markup:
    """Return a link to the part of the page that tells of the meeting."""
    return element("a", said(title(meeting)), href=f"#m-{meeting.meeting}")


def status_of(meeting: Meeting) -> Markup:
    """Return the status with its sign and its colour, which the plans that are not firm yet have in common."""
    status = meeting.status or "noted"
    sign = element("svg", element("use", href=f"#s-{status}"), class_="g", aria_hidden="true")
    color = "planned" if status in LADDER[:-1] else status
    return element("span", sign, plain(meeting.status or "details only"), class_=f"st {color}")


def window_words(window: Window) -> Markup:
    """Return a window in words, with the report's own beside it."""
    own = joined(" (“", said(window.words), "”)") if window.words else None
    return joined(window.label(), own)


def person_words(person: Participant) -> Markup:
    """Return a person or an office: the name, and what is known beside it."""
    rest = [said(part) for part in (person.role, person.country) if part]
    return listed([said(person.name), *rest] if person.name else rest, ", ")


def place_words(meeting: Meeting) -> Markup:
    """Return the places and the host country in a few words."""
    return listed([*map(_place, meeting.places), *([joined(meeting.host)] if meeting.host else [])], ", ")


def attribution_words(attribution: Attribution) -> Markup:
    """Return who stands behind a report: the class, whose officials, and the words used."""
    sides = f" ({', '.join(attribution.side)})" if attribution.side else ""
    words = joined(": “", said(attribution.words), "”") if attribution.words else None
    return joined(f"{attribution.class_}{sides}", words)


def source_words(source: Source) -> Markup:
    """Return the outlet, as a link where the item stands, and whom it took the item from."""
    return joined(link(said(source.outlet), source.url), *(joined(" ← ", said(one)) for one in source.via))


def at(position: int) -> Markup:
    """Return a place in the log as a link to the report that stands there."""
    return element("a", f"@{position}", href=f"#e{position}")


def listed(parts: Iterable[Markup], separator: str) -> Markup:
    """Return parts with a separator between them."""
    return Markup(separator.join(parts))


def value_words(field: str, value: Any) -> Markup:  # noqa: ANN401 - whatever the field holds
    """Return a field's value in words; a dash where there is none."""
    match value:
        case None | () | "":
            return Markup(NOTHING)
        case tuple():
            several = field in {"participants", "links", "previous_windows"}
            return listed([value_words(field, one) for one in value], "; " if several else ", ")
        case Window():
            return window_words(value)
        case Place():
            return _place(value)
        case Participant():
            return person_words(value)
        case Link():
            return joined(f"{plain(value.relation)} {value.meeting}")
    if field == "since":
        return joined(day_words(value))
    return joined(plain(value)) if field == "status" else said(str(value))


def plain_report(report: Report) -> str:
    """Return a report in one line, for a drawing that holds no markup."""
    source, attribution, claims = report.source, report.attribution, report.claims
    chain = " ← ".join((source.outlet, *source.via))
    sides = f" ({', '.join(attribution.side)})" if attribution.side else ""
    parts = [
        f"{published_words(report.published)}: {plain(report.stage)}",
        chain,
        f"{attribution.class_}{sides}" + (f": “{attribution.words}”" if attribution.words else ""),
        claims.window
        and f"for {claims.window.label()}" + (f" (“{claims.window.words}”)" if claims.window.words else ""),
        source.headline and f"“{source.headline}”",
    ]
    return " · ".join(part for part in parts if part)


def _place(place: Place) -> Markup:
    return joined(said(place.name), "?" if place.standing == CANDIDATE else None)
