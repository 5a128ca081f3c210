"""A meeting in words, for calendars and for the systems of others, which show what they are given."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from tracker.domain.course import Course
from tracker.domain.events import Event
from tracker.domain.meeting import Meeting, flags
from tracker.domain.report import Attribution, Participant, Report
from tracker.domain.vocabulary import CANDIDATE, LADDER, plain
from tracker.domain.window import Window
from tracker.export.plain import line, web_address

_LONGEST: Final = 250  # letters of a line that has a title's place
_LONG: Final = 500  # and of any other text
_WHOLE: Final = 2000  # and of a title that was cut where it has its place
_MOST: Final = 8000  # letters of a description: Google takes 8,192
_LAST_REPORTS: Final = 5
_SHOUTED: Final = ("cancelled", "postponed", "denied")
_ACCORDING_TO: Final = {
    "official": "officials",
    "sources": "unnamed sources",
    "unattributed": "the outlet itself",
    "media": "other media",
}
_FLAGS: Final = {
    "disputed": "Reports contradict each other.",
    "unofficial": "No office has said so on the record.",
    "in_doubt": "It is in doubt.",
    "date_unofficial": "No office has given this date.",
    "parent_off": "The meeting that it is part of is off.",
}


def title(meeting: Meeting) -> str:
    """Return what the meeting is: its title, else its kind and who takes part, else its short name."""
    if meeting.title:
        return line(meeting.title, _LONGEST)
    who = [line(person.name or _office(person)) for person in meeting.participants]
    if not who:
        return meeting.meeting
    others = f" and {len(who) - 3} more" if len(who) > 3 else ""
    return line(f"{(meeting.kind or 'meeting').capitalize()}: {', '.join(who[:3])}{others}", _LONGEST)


def _office(person: Participant) -> str:
    """Return an office that nobody is named for: "defence minister (HR)"."""
    return f"{person.role or 'government'} ({person.country})" if person.country else person.role or ""


def summary(meeting: Meeting) -> str:
    """Return the title with what a reader must not miss: that it is off, not firm yet, or on a day not yet known."""
    shouted = f"{(meeting.status or '').upper()}: " if meeting.status in _SHOUTED else ""
    unsure = [] if meeting.status and meeting.status not in LADDER[:-1] else [standing(meeting)]
    if meeting.window and not meeting.window.exact:
        unsure.append(meeting.window.label())
    return f"{shouted}{title(meeting)}" + (f" ({', '.join(unsure)})" if unsure else "")


def standing(meeting: Meeting) -> str:
    """Return the status in words."""
    return plain(meeting.status) if meeting.status else "not said how far it is"


def statement(meeting: Meeting) -> str:
    """Return where it stands, since when and on whose word, in a sentence or two."""
    told = standing(meeting).capitalize()
    if meeting.since:
        # It was held on some day before: this is the day on which that was printed.
        told += f"{', as reported on' if meeting.status == 'held' else ' since'} {_day(meeting.since)}"
    if meeting.attribution:
        told += f", according to {_said_by(meeting.attribution, meeting.sides)}"
    return " ".join([f"{told}.", *(_FLAGS[flag] for flag in flags(meeting, None))])


def window(value: Window) -> str:
    """Return a window in words, with the report's own beside it."""
    return f'{value.label()} ("{line(value.words, _LONG)}")' if value.words else value.label()


def uncertainty(meeting: Meeting) -> str | None:
    """Return a sentence if the days of the meeting are not known for certain, else None."""
    if meeting.window is None:
        return "No day is known."
    return None if meeting.window.exact else f"The day is uncertain: {window(meeting.window)}."


def where(meeting: Meeting) -> str:
    """Return the places and the country."""
    places = [f"{line(place.name, _LONG)}{' (candidate)' * (place.standing == CANDIDATE)}" for place in meeting.places]
    return ", ".join([part for part in ("; ".join(places), meeting.host) if part])


def person(participant: Participant) -> str:
    """Return who takes part: name, role and country."""
    parts = (line(participant.name, _LONG), line(participant.role or "", _LONG), participant.country)
    return ", ".join([part for part in parts if part])


def description(course: Course) -> str:
    """Return the meeting in a few paragraphs, each a line: where it stands, the last reports, its short name."""
    told = "\n".join([*_facts(course.meeting), "", *_last_reports(course)])
    shown = told if len(told) <= _MOST else f"{told[:_MOST]}…"
    return f"{shown}\n\n{course.meeting.meeting}"


def last_address(course: Course) -> str | None:
    """Return the address of the last report that has one."""
    addresses = (web_address(report.source.url) for report in reversed(reports(course)))
    return next(filter(None, addresses), None)


def reports(course: Course) -> list[Report]:
    """Return the reports that count, in order."""
    return [event.body for event in course.reports if isinstance(event.body, Report)]


def _facts(meeting: Meeting) -> Iterator[str]:
    if meeting.title and len(meeting.title) > _LONGEST:
        yield line(meeting.title, _WHOLE)
    yield statement(meeting)
    if meeting.window:
        yield f"When: {window(meeting.window)}"
    for previous in meeting.previous_windows:
        yield f"Was to be: {window(previous)}"
    if meeting.places or meeting.host:
        yield f"Where: {where(meeting)}"
    for participant in meeting.participants:
        yield f"Who: {person(participant)}"
    if meeting.reason or meeting.by:
        by = meeting.by and f"by {line(meeting.by, _LONG)}"
        yield f"Why it is off: {', '.join([part for part in (line(meeting.reason or '', _LONG), by) if part])}"
    for link in meeting.links:
        yield f"Link: {plain(link.relation)} {link.meeting}"


def _last_reports(course: Course) -> Iterator[str]:
    last = course.reports[-_LAST_REPORTS:]
    for event in reversed(last):
        yield from _report(event)
    if earlier := len(course.reports) - len(last):
        yield f"and {earlier} earlier report{'' if earlier == 1 else 's'}"


def _report(event: Event) -> Iterator[str]:
    assert isinstance(event.body, Report)  # a course has no other  # noqa: S101
    report = event.body
    outlets = " < ".join(line(outlet, _LONG) for outlet in (report.source.outlet, *report.source.via))
    said_by = _said_by(report.attribution, report.attribution.side)
    yield f"{_day(report.published.day)}, {outlets}: {plain(report.stage)}, according to {said_by}"
    if report.source.headline:
        yield f"“{line(report.source.headline, _LONGEST)}”"
    if report.source.url:
        yield web_address(report.source.url) or line(report.source.url, _LONGEST)


def _said_by(attribution: Attribution, sides: tuple[str, ...]) -> str:
    words = f' ("{line(attribution.words, _LONG)}")' if attribution.words else ""
    of = f" of {' and '.join(sides)}" if sides else ""
    return f"{_ACCORDING_TO[attribution.class_]}{of}{words}"


def _day(text: str) -> str:
    return f"{date.fromisoformat(text):%d %b %Y}".lstrip("0")
