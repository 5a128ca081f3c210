"""The note about a new event: the event, its changes, and how to undo it."""

from tracker.domain.events import Event, Retracted
from tracker.domain.history import Entry
from tracker.export.html import Content, Markup, element, void_element
from tracker.export.pages.frame import Frame, hidden_token
from tracker.export.pages.history_list import event_effects, event_heading
from tracker.export.pages.report_page import namesake_notes


def recorded_note(entry: Entry, frame: Frame) -> Markup:
    """Return a note on an event, with a button to undo it for the user who recorded it."""
    event = entry.event
    may_undo = event.recorded_by == frame.user and entry.retracted_by is None and event.type != "retracted"
    return element(
        "section",
        element("h2", *_heading(event), id="h2-note"),
        *event_effects(entry),
        *(element("p", note, class_="hint") for note in namesake_notes(entry.effect)),
        undo_form(event.position, frame) if may_undo else None,
        class_="note done",
        role="status",
        aria_labelledby="h2-note",
    )


def _heading(event: Event) -> tuple[Content, ...]:
    if isinstance(event.body, Retracted):
        return (f"Undone: @{event.body.target} no longer counts",)
    return ("Recorded: ", event_heading(event))


def undo_form(position: int, frame: Frame) -> Markup:
    """Return the button that retracts an event."""
    return element(
        "form",
        hidden_token(frame),
        void_element("input", type="hidden", name="position", value=position),
        element("button", f"Undo @{position}"),
        method="post",
        action="/undo",
    )
