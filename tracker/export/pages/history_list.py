"""The events of a meeting in the order in which they were recorded: what each says, and what came of it."""

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted, Unsound
from tracker.domain.history import Entry
from tracker.domain.report import Report
from tracker.domain.vocabulary import LADDER, plain
from tracker.export.board.changes_section import change_markup
from tracker.export.board.label_markup import label_markup, source_markup
from tracker.export.html import Markup, element, joined, reported
from tracker.export.labels import attribution_label, published_label

_MINUTE: Final = slice(16)
_PLANNED: Final = frozenset({*LADDER[:-1], "rescheduled"})


def history_list(entries: Iterable[Entry], user: str) -> Markup:
    """Return an item for each event. Those that `user` recorded say so."""
    return element("ol", *(_item(entry, user) for entry in entries), class_="events")


def event_heading(event: Event) -> Markup:
    """Return the position of an event as a link to its page, and its type."""
    position = element("a", f"@{event.position}", href=f"/events/{event.position}")
    color = "planned" if event.type in _PLANNED else event.type
    return joined(position, " ", element("span", plain(event.type), class_=f"st {color}"))


def event_content(event: Event) -> Iterator[Markup]:
    """Yield what an event says, and who says so."""
    match event.body:
        case Report() as report:
            yield from _report(report)
        case (
            Corrected(target=target, fault=fault, because=because)
            | Retracted(target=target, fault=fault, because=because)
        ):
            about = element("a", f"@{target}", href=f"/events/{target}")
            yield element("p", about, f", mistake of the {fault}: ", reported(because))
        case Linked(relation=relation, other=other):
            yield element("p", f"{plain(relation)} ", element("a", other, href=f"/meetings/{other}"))
        case Merged(into=into):
            yield element("p", "into ", element("a", into, href=f"/meetings/{into}"))
        case Unsound(reason=reason):
            yield element("p", reason)


def event_effects(entry: Entry) -> Iterator[Markup]:
    """Yield the changes of an event, why its stage had no effect, and its later correction or retraction."""
    if entry.effect:
        yield element("ul", *(element("li", change_markup(change)) for change in entry.effect), class_="changes")
    if entry.kept:
        yield element("p", "its stage was kept out: ", entry.kept, class_="kept")
    if entry.corrected_by:
        yield element("p", "corrected by ", *_positions(entry.corrected_by), class_="kept")
    if entry.retracted_by is not None:
        yield element("p", "retracted by ", *_positions([entry.retracted_by]), class_="kept")
    if not entry.effect and not entry.kept and entry.retracted_by is None:
        yield element("p", "changed nothing", class_="none")


def _item(entry: Entry, user: str) -> Markup:
    event = entry.event
    is_void = bool(entry.kept) or entry.retracted_by is not None
    by = "you" if event.recorded_by == user else event.recorded_by
    recorded = f"recorded {event.recorded_at[_MINUTE].replace('T', ' ')} UTC by {by}"
    return element(
        "li",
        element("h3", event_heading(event)),
        *event_content(event),
        *event_effects(entry),
        element("p", recorded, class_="s"),
        id=f"e{event.position}",
        class_="void" if is_void else None,
    )


def _report(report: Report) -> Iterator[Markup]:
    source = joined(source_markup(report.source), ", ", published_label(report.published))
    yield element("p", source, " – ", label_markup(attribution_label(report.attribution)))
    language = report.source.language
    if report.source.headline:
        yield element("p", reported(report.source.headline, language=language), class_="headline")
    if report.quote:
        yield element("p", element("q", reported(report.quote, language=language)))
    if report.target is not None:
        yield element("p", "denies ", element("a", f"@{report.target}", href=f"/events/{report.target}"))


def _positions(positions: Iterable[int]) -> list[Markup]:
    links = [element("a", f"@{position}", href=f"/events/{position}") for position in positions]
    return [joined(", ", link) if number else link for number, link in enumerate(links)]
