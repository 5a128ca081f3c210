"""The values of a status, and the source of a report, as text for a terminal; the wording is that of the exports."""

from typing import Any, Final

from tracker.domain.clocks import Published
from tracker.domain.events import Event
from tracker.domain.flag_reasons import FlagReason
from tracker.domain.meeting import Meeting
from tracker.domain.report import Attribution, Participant, Report, Source
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.export import labels
from tracker.export.labels import label_text

NOTHING: Final = labels.NOTHING


def field_text(field: str, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return the value of a field in words; a dash if it is empty."""
    return label_text(labels.value_label(field, value))


def window_text(window: Window) -> str:
    """Return a window in words, followed by the report's own words."""
    return label_text(labels.window_label(window))


def participant_text(person: Participant) -> str:
    """Return a person or an office as `--with` takes it."""
    return label_text(labels.person_label(person))


def day_text(day: str) -> str:
    """Return a day (YYYY-MM-DD) as 21 Jan 2026."""
    return labels.day_label(day)


def published_text(published: Published | None) -> str:
    """Return when an item was published: the day, and the time with its zone if it is known."""
    if published is None:
        return ""
    if not published.utc:
        return published.text
    clock_time, zone = published.text[11:16], published.text[-6:]
    return f"{published.day} {clock_time}{zone}"


def source_text(source: Source) -> str:
    """Return an outlet and the chain that it took the item from: NationPress < Yonhap."""
    return label_text(labels.source_label(source))


def attribution_text(attribution: Attribution) -> str:
    """Return the class of an attribution, whose officials say so, and the words used."""
    return label_text(labels.attribution_label(attribution))


def status_text(meeting: Meeting) -> str:
    """Return the status in words; a dash if only details are known."""
    return plain(meeting.status) if meeting.status else NOTHING


def when_text(meeting: Meeting) -> str:
    """Return the window of a meeting, or the one that it gave up; empty if neither is known."""
    return label_text(labels.when_label(meeting))


def flag_reason_text(reason: FlagReason) -> str:
    """Return what a flag rests on: the flag, and the report or the meeting behind it."""
    return label_text(labels.flag_reason_label(reason))


def where_text(meeting: Meeting) -> str:
    """Return the places and the host country, separated by commas; empty if neither is known."""
    return label_text(labels.where_label(meeting))


def event_source_text(event: Event) -> str:
    """Return the outlet of a report; for any other event, who recorded it."""
    return source_text(event.body.source) if isinstance(event.body, Report) else event.recorded_by
