"""Drafts as `tracker draft --format json` prints them, read back into the lines that they are recorded as."""

from collections.abc import Iterator
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.errors import TrackerError, quoted
from tracker.domain.import_line import Line, read_report
from tracker.domain.names import meeting_name
from tracker.domain.report import Json, Participant, Report, participant_json
from tracker.export.drafts import DRAFT_KEYS, READ_KEYS, RECORDED_KEYS, Drafted, recorded_object
from tracker.ledger.countries import with_codes
from tracker.ledger.proposal import Proposal, line, party
from tracker.ledger.recorded_drafts import Recorded
from tracker.reading.draft import FIELDS, Draft, Evidence
from tracker.reading.linking.matching import Match

_KEYS: Final = frozenset((*DRAFT_KEYS, *RECORDED_KEYS, *READ_KEYS))
# The keys of a draft that are claims, with the same value in an import line.
_CLAIMS: Final = (
    *("kind", "host", "place", "window", "original_window", "reason", "by", "withdrawn", "in_doubt", "participants"),
)


class DraftObject(Struct, frozen=True, kw_only=True):
    """A draft that was read back: its place in the list, the line to record, and which countries have other codes."""

    place: int
    line: Line
    sure: bool
    notes: tuple[str, ...]


def read_drafts(objects: list[Any]) -> Iterator[DraftObject]:
    """Yield the drafts of a list. An error names the place of the draft."""
    for place, data in enumerate(objects, start=1):
        try:
            yield _read(place, data)
        except TrackerError as error:
            raise error.at(f"draft {place}") from error


def _read(place: int, data: Any) -> DraftObject:  # noqa: ANN401 - any JSON
    if not isinstance(data, dict):
        raise TrackerError.unparsable("a draft must be an object", "Import what tracker draft --format json prints.")
    unknown = next((key for key in data if key not in _KEYS), None)
    if unknown is not None:
        raise TrackerError.unparsable(f"unknown key {quoted(unknown)}", f"Valid keys: {', '.join(DRAFT_KEYS)}.")
    fields, notes = with_codes(_report_fields(data))
    proposal = _with_meeting(_proposal(read_report(fields)), data)
    return DraftObject(place=place, line=line(proposal), sure=data.get("sure") is True, notes=notes)


def read_proposal(data: Json) -> Proposal:
    """Return the proposal that `draft_object` wrote, with its meeting. Raise `TrackerError` if it is not valid."""
    proposal = _with_meeting(_proposal(read_report(_report_fields(data))), data)
    return replace(proposal, draft=replace(proposal.draft, main=data.get("main") is True, doubt=data.get("doubt")))


def _proposal(report: Report) -> Proposal:
    """Return a draft as a report, without its meeting."""
    claims = replace(report.claims, participants=tuple(map(party, report.claims.participants)))
    evidence = {
        field: Evidence(text=words.text, start=words.start, end=words.end)
        for field, words in (report.evidence or {}).items()
    }
    draft = Draft(main=True, stage=report.stage, attribution=report.attribution, claims=claims, evidence=evidence)
    return Proposal(draft=draft, source=report.source, published=report.published, article=report.article)


def drafted(proposal: Proposal, *, dated: bool = True) -> Drafted:
    """Return a proposal as the export prints it; if it is not `dated`, without the day of publication."""
    draft, match = proposal.draft, proposal.match
    evidence = [(field, draft.evidence[field]) for field in FIELDS if field in draft.evidence]
    return Drafted(
        main=draft.main,
        doubt=draft.doubt,
        confidence=draft.confidence,
        stage=draft.stage,
        attribution=draft.attribution,
        claims=draft.claims,
        source=proposal.source,
        published=proposal.published.text if dated else None,
        evidence={field: (words.text, words.start, words.end) for field, words in evidence},
        meeting=match.meeting if match else None,
        score=match.score if match else None,
        because=match.because if match else None,
        new_name=proposal.new_name,
        article=proposal.article,
    )


def recorded_json(result: Recorded) -> Json:
    """Return what came of recording a draft, or of putting it into the inbox."""
    outcome = result.outcome
    return recorded_object(
        position=outcome.position if outcome else None,
        repeat_of=outcome.repeat_of if outcome else None,
        refused=str(result.error) if result.error else None,
        queued=result.queued.draft if result.queued else None,
    )


def _report_fields(data: Json) -> Json:
    """Return a draft in the shape of an import line."""
    claims = {key: data.get(key) for key in _CLAIMS}
    people = claims["participants"]
    if isinstance(people, list):
        claims["participants"] = [_with_role(person) for person in people]
    keys = ("stage", "published", "source", "attribution", "evidence", "article")
    return {**{key: data.get(key) for key in keys}, "claims": claims}


def _with_role(person: Any) -> Any:  # noqa: ANN401 - any JSON
    """Return a participant as recorded for a party that is only a country."""
    if not isinstance(person, dict) or person.get("name") or person.get("role"):
        return person
    country = person.get("country")
    return participant_json(party(Participant(country=country))) if isinstance(country, str) else person


def _with_meeting(proposal: Proposal, data: Json) -> Proposal:
    if data.get("meeting") is not None:
        name = meeting_name(_text(data["meeting"]))
        return replace(proposal, match=Match(meeting=name, score=1.0, because="as the draft says"))
    return replace(proposal, new_name=meeting_name(_text(data.get("new_name"))))


def _text(value: Any) -> str:  # noqa: ANN401 - any JSON
    if not isinstance(value, str):
        raise TrackerError.unparsable("neither meeting nor new_name is a name", "Name the meeting, or a new one.")
    return value
