"""How the values of a status are worded for people."""

from collections.abc import Iterator, Sequence
from typing import Any

from tracker.domain.changes import Change
from tracker.domain.clocks import Published
from tracker.domain.events import Event
from tracker.domain.meeting import Meeting
from tracker.domain.report import Attribution, Participant, Report, Source
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.export import labels
from tracker.export.labels import label_text

NOTHING = labels.NOTHING
# What the first says goes without saying where the second has changed too.
_TOLD_WITH = {"since": "status", "attributed_to": "attribution"}
_LISTS = ("participants", "links", "previous_windows", "aliases")


def worded(field: str, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return a field's value in words; a dash where there is none."""
    return label_text(labels.value_label(field, value))


def window(value: Window) -> str:
    """Return a window in words, with the report's own beside it."""
    return label_text(labels.window_label(value))


def participant(person: Participant) -> str:
    """Return a person or an office as `--with` takes it."""
    return label_text(labels.person_label(person))


def day(text: str) -> str:
    """Return a printed day as people write it: 21 Jan 2026."""
    return labels.day_label(text)


def published(moment: Published | None) -> str:
    """Return when an item was published: the day, and the time with its zone if it is known."""
    if moment is None:
        return ""
    return moment.text if not moment.utc else f"{moment.day} {moment.text[11:16]}{moment.text[-6:]}"


def chain(source: Source) -> str:
    """Return an outlet and the chain that it took the item from: NationPress < Yonhap."""
    return label_text(labels.source_label(source))


def attribution(said_by: Attribution) -> str:
    """Return who stands behind a report: the class, and the words used."""
    return label_text(labels.attribution_label(said_by))


def standing(meeting: Meeting) -> str:
    """Return a status in words; a dash where only details are known."""
    return plain(meeting.status) if meeting.status else NOTHING


def where(meeting: Meeting) -> str:
    """Return the places and the host country in a few words."""
    return label_text(labels.where_label(meeting))


def source_of(event: Event) -> str:
    """Return the outlet of a report, or who recorded anything else."""
    return chain(event.body.source) if isinstance(event.body, Report) else event.recorded_by


def change_lines(effect: tuple[Change, ...]) -> list[tuple[str, str]]:
    """Return each change as the field and what became of it; of a field that was empty, what it is."""
    return [(plain(change.field), became(change)) for change in worth_telling(effect)]


def worth_telling(effect: Sequence[Change]) -> list[Change]:
    """Leave out what goes without saying."""
    told = {change.field for change in effect}
    return [change for change in effect if _TOLD_WITH.get(change.field) not in told]


def became(change: Change) -> str:
    """Return what became of a field: its old value and its new one, or what a list gained and lost."""
    new = worded(change.field, change.new)
    if change.field in _LISTS and change.old and change.new:
        return "  ".join(_come_and_gone(change))
    return f"{worded(change.field, change.old)} → {new}" if change.old else new


def _come_and_gone(change: Change) -> Iterator[str]:
    """Say what a list gained and lost, rather than all of it twice."""
    for sign, some, others in (("+", change.new, change.old), ("-", change.old, change.new)):
        if differ := tuple(one for one in some if one not in others):
            yield f"{sign} {worded(change.field, differ)}"
