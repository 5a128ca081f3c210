"""An alert as one sentence: Ahn–Koizumi, Japan: arranging → confirmed, 30 Jan 2026 (Yonhap, both ministries)."""

from collections.abc import Iterator

from tracker.domain.alerts import OVERDUE
from tracker.domain.events import Corrected, Event, Linked, Merged, Retracted
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Attribution, Participant, Report
from tracker.domain.vocabulary import plain
from tracker.domain.window import Window
from tracker.export.labels import according_to_label, flag_reason_label, label_text, source_label, where_label
from tracker.export.safe_text import one_line
from tracker.ledger.alerting import Alert
from tracker.reading.linking.naming import family_name
from tracker.reading.places.gazetteer import country_name, organisation_name

ARROW = " → "
_GATHERINGS = ("multilateral", "forum", "summit")
_MOST_NAMED = 2  # people in the short title of a meeting
_LONGEST_WORDS = 200  # characters of a report's words


def sentence(alert: Alert) -> str:
    """Return what changed, on one line without hidden characters."""
    parts = [part for part in (*_plan_parts(alert), *_flag_parts(alert)) if part]
    return one_line(f"{subject(_shown(alert))}: {', '.join(parts)}{_source(alert.event)}")


def subject(meeting: Meeting) -> str:
    """Return a short title: the family names of who comes and the host country; of a meeting of many, its title."""
    people = _one_of_each_country(meeting)
    if meeting.kind in _GATHERINGS or not people:
        return one_line(meeting.title or meeting.meeting)
    who = "–".join(_family_name(person) for person in people)
    where = "call" if meeting.kind == "call" else _country(meeting.host)
    return one_line(f"{who}, {where}" if where else who)


def link(alert: Alert) -> str | None:
    """Return the address of the news item, if the event is a report that has one on the web."""
    report = alert.event.body if alert.event else None
    url = report.source.url if isinstance(report, Report) else None
    is_on_the_web = url is not None and url.lower().startswith(("https://", "http://"))
    return one_line(url) if url and is_on_the_web else None


def _shown(alert: Alert) -> Meeting:
    """Return the state that names the meeting: one whose reports are all retracted has no names any more."""
    return alert.after if alert.after.reports else alert.before


# The plan


def _plan_parts(alert: Alert) -> Iterator[str]:
    before, after = alert.before, alert.after
    yield _status(before, after)
    yield _dates(before.window, after.window)
    if (before.places, before.host) != (after.places, after.host):
        yield _places(before, after)


def _status(before: Meeting, after: Meeting) -> str:
    old, new = _status_words(before), _status_words(after)
    if not before.reports:
        return f"new: {new}"
    return new if old == new else f"{old}{ARROW}{new}"


def _status_words(meeting: Meeting) -> str:
    if not meeting.reports:
        return "no report counts any more"
    return plain(meeting.status) if meeting.status else "details only"


def _dates(old: Window | None, new: Window | None) -> str:
    if old is None or old == new:
        return new.label() if new else ""
    old_label, new_label = old.label(), new.label() if new else "no date"
    return new_label if old_label == new_label else f"{old_label}{ARROW}{new_label}"


def _places(before: Meeting, after: Meeting) -> str:
    old, new = label_text(where_label(before)), label_text(where_label(after))
    if not before.reports:  # the host is in the title
        return ", ".join(place.name for place in after.places)
    return f"{old}{ARROW}{new or 'no place'}" if old else new


# The flags


def _flag_parts(alert: Alert) -> Iterator[str]:
    for difference in alert.differences:
        if difference.change.field == "flags":
            old, new = difference.change.old, difference.change.new
            yield from _gained(alert, [flag for flag in new if flag not in old])
            yield from (f"no longer {plain(flag)}" for flag in old if flag not in new and flag != OVERDUE)


def _gained(alert: Alert, flags: list[str]) -> Iterator[str]:
    """Return the flags with their grounds. The report that the alert is about stands at the end of the sentence."""
    position = alert.event.position if alert.event else None
    reasons = {
        reason.flag: label_text(flag_reason_label(reason, with_source=reason.position != position))
        for reason in flag_reasons(alert.after)
    }
    for flag in flags:
        if flag == OVERDUE and alert.event:
            continue  # the time did it, and another alert says so
        yield "overdue: no report says what came of it" if flag == OVERDUE else reasons.get(flag, plain(flag))


# Who says so


def _source(event: Event | None) -> str:
    if event is None:
        return ""
    by = event.recorded_by
    match event.body:
        case Report() as report:
            words = _attribution(report.attribution)
            said = [label_text(source_label(report.source)), *([words] if words else [])]
            return f" ({', '.join(said)})"
        case Retracted(target=target, because=because):
            return f" (@{target} retracted by {by}: {because[:_LONGEST_WORDS]})"
        case Corrected(target=target, because=because):
            return f" (@{target} corrected by {by}: {because[:_LONGEST_WORDS]})"
        case Linked(relation=relation, other=other):
            return f" ({event.meeting} {plain(relation)} {other}, linked by {by})"
        case Merged(into=into):
            return f" ({event.meeting} merged into {into} by {by})"
    return ""


def _attribution(attribution: Attribution) -> str:
    if attribution.words:
        return attribution.words[:_LONGEST_WORDS]
    if attribution.class_ == "unattributed":
        return ""
    return label_text(according_to_label(attribution, attribution.side))


# Who meets


def _one_of_each_country(meeting: Meeting) -> list[Participant]:
    """Return the first named participant of each of two countries, guests before the host."""
    named = [person for person in meeting.participants if person.name]
    guests_first = sorted(named, key=lambda person: bool(meeting.host) and person.country == meeting.host)
    countries: dict[str, Participant] = {}
    for person in guests_first:
        countries.setdefault(person.country or person.name, person)
    return list(countries.values())[:_MOST_NAMED]


def _family_name(person: Participant) -> str:
    """Return the family name as the report writes it; the whole name if it cannot be found in it."""
    family = family_name(person)
    words = [word for word in person.name.split() if family and folded(word).replace("-", "").endswith(family)]
    return words[0] if words else person.name


def _country(code: str | None) -> str:
    return (country_name(code) or organisation_name(code) or code) if code else ""
