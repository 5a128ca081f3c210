"""What a form completes: names of meetings, people, places and outlets, from the last reports of the log."""

from collections.abc import Iterable, Iterator

from tracker.domain.report import Participant, Report, participant_json
from tracker.domain.soundness import sound_event
from tracker.export.pages.report_fields import Suggestions
from tracker.ledger.desk import Desk
from tracker.ledger.report_fields import FIELD
from tracker.store import log, projection

_LAST_EVENTS = 300
_MOST_MEETINGS = 1000


def suggestions(desk: Desk) -> Suggestions:
    """Return what the last events name, the latest first. Call it in a snapshot."""
    reports = list(_last_reports(desk))
    people = [person for report in reports for person in report.claims.participants]
    return Suggestions(
        meetings=[match.name for match in projection.names_beginning(desk.connection, "", _MOST_MEETINGS)],
        people=_each_once(FIELD["with"].write(participant_json(person)) for person in people if person.name),
        places=_each_once(report.claims.place.name for report in reports if report.claims.place),
        outlets=_each_once(outlet for report in reports for outlet in (report.source.outlet, *report.source.via)),
        countries=sorted(set(_countries(reports, people))),
    )


def _countries(reports: Iterable[Report], people: Iterable[Participant]) -> Iterator[str]:
    for report in reports:
        yield from report.attribution.side
        if report.claims.host:
            yield report.claims.host
    yield from (person.country for person in people if person.country)


def _last_reports(desk: Desk) -> Iterator[Report]:
    end = log.read_head(desk.connection).position
    rows = list(log.rows_between(desk.connection, max(end - _LAST_EVENTS, 0), end))
    for row in reversed(rows):
        body = sound_event(row).body
        if isinstance(body, Report):
            yield body


def _each_once(values: Iterator[str]) -> list[str]:
    return list(dict.fromkeys(values))
