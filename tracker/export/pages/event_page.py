"""The page of an event: all its fields, its changes, and its article with the words marked."""

from collections.abc import Iterator, Sequence

from msgspec import Struct

from tracker.domain.history import Entry
from tracker.domain.report import Report
from tracker.domain.vocabulary import plain
from tracker.export.html import Markup, element
from tracker.export.pages.excerpts import marked_text, marked_words
from tracker.export.pages.history_list import event_content, event_effects, event_heading
from tracker.export.pages.report_fields import field_list


class EventView(Struct, frozen=True, kw_only=True):
    """An event with its fields as a person types them, and the text of its article if that is stored."""

    entry: Entry
    fields: Sequence[tuple[str, Sequence[str]]]
    text: str | None = None


def event_page(view: EventView) -> Iterator[str]:
    """Yield the main part of the page."""
    event = view.entry.event
    evidence = event.body.evidence or {} if isinstance(event.body, Report) else {}
    yield '<main class="event" id="content">'
    yield element("h1", event_heading(event))
    yield element("p", element("a", event.meeting, href=f"/meetings/{event.meeting}"))
    yield '<div class="columns">'
    yield element("section", *_said(view), id="said", aria_labelledby="h2-said")
    yield element("section", *_changed(view), id="changed", aria_labelledby="h2-changed")
    yield "</div>"
    if view.text is not None:
        yield element(
            "section",
            element("h2", "The article", id="h2-article"),
            marked_text(view.text, evidence),
            aria_labelledby="h2-article",
        )
    yield "</main>"


def _said(view: EventView) -> Iterator[Markup]:
    event = view.entry.event
    evidence = dict(event.body.evidence or {}) if isinstance(event.body, Report) else {}
    yield element("h2", "What it says", id="h2-said")
    yield from event_content(event)
    if view.fields:
        yield field_list(view.fields)
    for field, words in evidence.items():
        yield element("p", element("span", plain(field), class_="f"), " ", marked_words(words, None))


def _changed(view: EventView) -> Iterator[Markup]:
    event = view.entry.event
    yield element("h2", "What it changed", id="h2-changed")
    yield from event_effects(view.entry)
    yield element("p", f"recorded {event.recorded_at[:16].replace('T', ' ')} UTC by {event.recorded_by}", class_="s")
    yield element("p", "hash ", element("code", event.hash), class_="s")
