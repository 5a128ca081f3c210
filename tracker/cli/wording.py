"""How the values of a status are worded for people."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from tracker.domain.changes import Change
from tracker.domain.clocks import Published
from tracker.domain.events import Event
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Attribution, Participant, Place, Report, Source
from tracker.domain.vocabulary import CANDIDATE, plain
from tracker.domain.window import Window

NOTHING = "–"
# What the first says goes without saying where the second has changed too.
_TOLD_WITH = {"since": "status", "attributed_to": "attribution"}
_LISTS = ("participants", "links", "previous_windows", "aliases")


def worded(field: str, value: Any) -> str:  # noqa: ANN401 - whatever the field holds
    """Return a field's value in words; a dash where there is none."""
    match value:
        case None | () | "":
            return NOTHING
        case tuple():
            separator = "; " if field in {"participants", "links", "previous_windows"} else ", "
            return separator.join(worded(field, one) for one in value)
        case Window():
            return window(value)
        case Place():
            return f"{value.name}?" if value.standing == CANDIDATE else value.name
        case Participant():
            return participant(value)
        case Link():
            return f"{plain(value.relation)} {value.meeting}"
    if field == "since":
        return day(value)
    return plain(value) if field == "status" else str(value)


def window(value: Window) -> str:
    """Return a window in words, with the report's own beside it."""
    return f'{value.label()} ("{value.words}")' if value.words else value.label()


def participant(person: Participant) -> str:
    """Return a person or an office as `--with` takes it."""
    return ", ".join(part for part in (person.name, person.role, person.country) if part)


def day(text: str) -> str:
    """Return a printed day as people write it: 21 Jan 2026."""
    return f"{date.fromisoformat(text):%d %b %Y}".lstrip("0")


def published(moment: Published | None) -> str:
    """Return when an item was published: the day, and the time with its zone if it is known."""
    if moment is None:
        return ""
    return moment.text if not moment.utc else f"{moment.day} {moment.text[11:16]}{moment.text[-6:]}"


def chain(source: Source) -> str:
    """Return an outlet and whom it took the item from: NationPress < Yonhap."""
    return " < ".join((source.outlet, *source.via))


def attribution(said_by: Attribution) -> str:
    """Return who stands behind a report: the class, and the words used."""
    sides = f" ({', '.join(said_by.side)})" if said_by.side else ""
    return f'{said_by.class_}{sides}: "{said_by.words}"' if said_by.words else f"{said_by.class_}{sides}"


def standing(meeting: Meeting) -> str:
    """Return a status in words; a dash where only details are known."""
    return plain(meeting.status) if meeting.status else NOTHING


def where(meeting: Meeting) -> str:
    """Return the places and the host country in a few words."""
    places = worded("places", meeting.places) if meeting.places else ""
    return ", ".join(part for part in (places, meeting.host) if part)


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
