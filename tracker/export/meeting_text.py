"""A meeting as plain text for calendars, newsroom systems and search engines: title, summary, description.

Other programs show these texts as they are. Words of reports are therefore on one line and cut at a length, and hidden
characters in them are escaped.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Final

from tracker.domain.events import Event
from tracker.domain.exported_meeting import ExportedMeeting
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting, flags, in_doubt
from tracker.domain.report import Participant, Report
from tracker.domain.vocabulary import LADDER, plain
from tracker.domain.window import Window
from tracker.export.labels import (
    DETAILS_ONLY,
    according_to_label,
    day_label,
    flag_reason_label,
    full_where_label,
    label_text,
    link_label,
    office_label,
    person_label,
    source_label,
    when_label,
    window_label,
)
from tracker.export.safe_text import one_line
from tracker.export.web_address import web_address

# Longest texts, in characters.
_LONGEST_TITLE: Final = 250
_LONGEST_FULL_TITLE: Final = 2000  # in the description, if the title was cut
_LONGEST_PART: Final = 500  # a name, a reason, words of a report
_LONGEST_DESCRIPTION: Final = 8000  # Google Calendar takes 8,192
_NAMES_IN_TITLE: Final = 3
_LAST_REPORTS: Final = 5
_IN_CAPITALS: Final = ("cancelled", "postponed", "denied")
_FLAGS: Final = {
    "disputed": "Reports contradict each other.",
    "unofficial": "No office has said so on the record.",
    "in_doubt": "The plan is in doubt.",
    "date_unofficial": "No office has confirmed these days.",
    "parent_off": "The meeting that it is part of is off.",
}


def title_text(meeting: Meeting) -> str:
    """Return the title of a meeting; without one its kind and participants; without those its short name."""
    if meeting.title:
        return one_line(meeting.title, _LONGEST_TITLE)
    names = [one_line(person.name or label_text(office_label(person))) for person in meeting.participants]
    if not names:
        return meeting.meeting
    kind = (meeting.kind or "meeting").capitalize()
    others = len(names) - _NAMES_IN_TITLE
    more = f" and {others} more" if others > 0 else ""
    return one_line(f"{kind}: {', '.join(names[:_NAMES_IN_TITLE])}{more}", _LONGEST_TITLE)


def summary_text(meeting: Meeting) -> str:
    """Return the title and what limits it: that the meeting is off, not yet confirmed, or on an uncertain day."""
    title = title_text(meeting)
    if meeting.status in _IN_CAPITALS:
        title = f"{meeting.status.upper()}: {title}"
    limits = []
    if not meeting.status or meeting.status in LADDER[:-1]:
        limits.append(status_text(meeting))
    if in_doubt(meeting):
        limits.append("in doubt")
    if meeting.window is None or not meeting.window.exact:
        limits += when_label(meeting)
    return f"{title} ({', '.join(limits)})" if limits else title


def status_text(meeting: Meeting) -> str:
    """Return the status in words."""
    return plain(meeting.status) if meeting.status else DETAILS_ONLY


def statement_text(meeting: Meeting) -> str:
    """Return a sentence that says the status, its first day and who says so, and one for each flag."""
    statement = status_text(meeting).capitalize()
    if meeting.since and meeting.status == "held":
        # The meeting was held on an earlier day: `since` is the day on which that was printed.
        statement += f", as reported on {day_label(meeting.since)}"
    elif meeting.since:
        statement += f" since {day_label(meeting.since)}"
    if meeting.attribution:
        statement += f", according to {_text(according_to_label(meeting.attribution, meeting.sides))}"
    return " ".join([f"{statement}.", *(_FLAGS[flag] for flag in flags(meeting, None))])


def when_text(meeting: Meeting) -> str:
    """Return the window for a short text; of a meeting without one, the window that it gave up last."""
    return _text(when_label(meeting))


def window_text(window: Window) -> str:
    """Return a window, followed by the words of the report."""
    return _text(window_label(window))


def uncertainty_text(meeting: Meeting) -> str | None:
    """Return a sentence if the days of the meeting are not certain, else None."""
    if meeting.window is None and meeting.previous_windows:
        return f"No day is known; it {when_text(meeting)}."
    if meeting.window is None:
        return "No day is known."
    if meeting.window.exact:
        return None
    return f"The day is uncertain: {window_text(meeting.window)}."


def where_text(meeting: Meeting) -> str:
    """Return the places and the host country."""
    return _text(full_where_label(meeting))


def person_text(person: Participant) -> str:
    """Return name, role and country of a participant."""
    return _text(person_label(person))


def description_text(exported: ExportedMeeting) -> str:
    """Return the meeting in lines: statement, details, the last reports, the short name."""
    meeting = exported.meeting
    lines = [*_full_title(meeting), statement_text(meeting), *_reasons(meeting), *_when_and_where(meeting)]
    lines += [f"Who: {person_text(person)}" for person in meeting.participants]
    lines += [*_why_off(meeting), *(f"Link: {_text(link_label(link))}" for link in meeting.links)]
    lines += ["", *_last_reports(exported)]
    description = "\n".join(lines)
    if len(description) > _LONGEST_DESCRIPTION:
        description = f"{description[:_LONGEST_DESCRIPTION]}…"
    return f"{description}\n\n{meeting.meeting}"


def last_address(exported: ExportedMeeting) -> str | None:
    """Return the address of the last report that has one."""
    for report in reversed(reports_of(exported)):
        if address := web_address(report.source.url):
            return address
    return None


def reports_of(exported: ExportedMeeting) -> list[Report]:
    """Return the reports of a meeting, in order."""
    return [event.body for event in exported.reports if isinstance(event.body, Report)]


def _full_title(meeting: Meeting) -> Iterator[str]:
    if meeting.title and len(meeting.title) > _LONGEST_TITLE:
        yield one_line(meeting.title, _LONGEST_FULL_TITLE)


def _reasons(meeting: Meeting) -> Iterator[str]:
    """Yield what each flag rests on."""
    for reason in flag_reasons(meeting):
        text = _text(flag_reason_label(reason))
        yield f"{text[:1].upper()}{text[1:]}"


def _when_and_where(meeting: Meeting) -> Iterator[str]:
    if meeting.window:
        yield f"When: {window_text(meeting.window)}"
    for previous in meeting.previous_windows:
        yield f"Was to be: {window_text(previous)}"
    if where := where_text(meeting):
        yield f"Where: {where}"


def _why_off(meeting: Meeting) -> Iterator[str]:
    reason = one_line(meeting.reason or "", _LONGEST_PART)
    by = f"by {one_line(meeting.by, _LONGEST_PART)}" if meeting.by else ""
    if reason or by:
        yield f"Why it is off: {', '.join(filter(None, (reason, by)))}"


def _last_reports(exported: ExportedMeeting) -> Iterator[str]:
    last = exported.reports[-_LAST_REPORTS:]
    for event in reversed(last):
        yield from _report(event)
    earlier = len(exported.reports) - len(last)
    if earlier:
        yield f"and {earlier} earlier report{'' if earlier == 1 else 's'}"


def _report(event: Event) -> Iterator[str]:
    assert isinstance(event.body, Report)  # an exported meeting has no other events  # noqa: S101
    report = event.body
    day, outlets = day_label(report.published.day), _text(source_label(report.source))
    according_to = _text(according_to_label(report.attribution, report.attribution.side))
    yield f"{day}, {outlets}: {plain(report.stage)}, according to {according_to}"
    if report.source.headline:
        yield f"“{one_line(report.source.headline, _LONGEST_TITLE)}”"
    if report.source.url:
        yield web_address(report.source.url) or one_line(report.source.url, _LONGEST_TITLE)


def _text(label: Iterable[str]) -> str:
    return label_text(label, clean=partial(one_line, longest=_LONGEST_PART))
