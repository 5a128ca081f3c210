"""A proposal: a draft with the meeting that it fits, and the report that is recorded of it."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published
from tracker.domain.import_line import Line, is_evidence, read_line
from tracker.domain.report import Article, Evidence, Participant, Report, Source, report_json
from tracker.reading.draft import RULES, Draft
from tracker.reading.linking.matching import Match
from tracker.reading.linking.naming import title_of

_AND: Final = "; "
_MAY_BE: Final = "it may be about "


class Proposal(Struct, frozen=True, kw_only=True):
    """A draft with the meeting of the ledger that it speaks of, or the name for a new one.

    `may_be` names the meetings that it may speak of, if that is in doubt; its draft says so too.
    `article` identifies the text that it was drafted from, and `text` is that text, if it may be kept. `reader` is who
    drafted it.
    """

    draft: Draft
    source: Source
    published: Published
    match: Match | None = None
    new_name: str | None = None
    may_be: tuple[str, ...] = ()
    article: Article | None = None
    text: str | None = None
    reader: str = RULES
    stands: bool = False  # the meeting stands as planned, so that a doubt is only noted

    @property
    def meeting(self) -> str:
        """The name under which it is to be recorded."""
        return self.match.meeting if self.match else self.new_name or ""


def asking(proposal: Proposal, names: Sequence[str]) -> Proposal:
    """Return the proposal with the meetings that it may speak of, a doubt of its draft. It replaces an earlier one."""
    doubts = [doubt for doubt in (proposal.draft.doubt or "").split(_AND) if doubt and not doubt.startswith(_MAY_BE)]
    if names:
        doubts.append(_MAY_BE + " or ".join(names))
    draft = replace(proposal.draft, doubt=_AND.join(doubts) or None)
    return replace(proposal, draft=draft, may_be=tuple(names))


def report_of(proposal: Proposal) -> Report:
    """Return the report that a draft is recorded as.

    A plan put off to an exact day or span is `rescheduled`. A doubt about a plan that stands is `noted`: it is not
    a step back.
    """
    draft = proposal.draft
    window = draft.claims.window
    moved = draft.stage == "postponed" and window is not None and window.exact
    participants = tuple(party(person) for person in draft.claims.participants)
    evidence = draft.evidence.get("stage")
    stage = "noted" if draft.claims.in_doubt and proposal.stands else "rescheduled" if moved else draft.stage
    return Report(
        stage=stage,
        published=proposal.published,
        source=proposal.source,
        attribution=draft.attribution,
        claims=replace(draft.claims, participants=participants, title=title_of(draft)),
        quote=evidence.text if evidence else None,
        evidence=_evidence(draft),
        article=proposal.article,
    )


def _evidence(draft: Draft) -> dict[str, Evidence] | None:
    """Return the words behind each field that has a value, as the log holds them."""
    evidence = {
        field: Evidence(text=words.text, start=words.start, end=words.end)
        for field, words in draft.evidence.items()
        if draft.value(field) not in (None, ())
    }
    return {field: words for field, words in evidence.items() if is_evidence(words)} or None


def line(proposal: Proposal) -> Line:
    """Return the line to record, read as an import line is, or refuse what the log could not read back."""
    data = {"meeting": proposal.meeting, "new": proposal.match is None, **report_json(report_of(proposal))}
    return read_line(data)


def party(person: Participant) -> Participant:
    """Return a participant as the log can hold it: for a party that is only a country, its government takes part."""
    if person.name or person.role:
        return person
    is_organisation = len(person.country or "") > 2
    return replace(person, role="members" if is_organisation else "government")
