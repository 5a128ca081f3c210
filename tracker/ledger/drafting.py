"""Drafting: what an article was read to say, linked to the meetings of the ledger."""

from collections.abc import Iterable, Sequence

from msgspec.structs import replace

from tracker.domain.clocks import Published
from tracker.domain.meeting import Meeting
from tracker.domain.names import folded
from tracker.domain.report import Article, Source
from tracker.domain.spellings import Spellings
from tracker.domain.vocabulary import LADDER
from tracker.ledger.candidates import candidates
from tracker.ledger.desk import Desk
from tracker.ledger.proposal import Proposal, asking, report_of
from tracker.reading.draft import Draft, Reading
from tracker.reading.linking.matching import Link, Match, assigned
from tracker.reading.linking.naming import new_name
from tracker.store import log, spellings


def credited(reading: Reading, outlet: str) -> tuple[str, ...]:
    """Return the outlets that the text credits, without its publisher."""
    publisher = folded(outlet)
    return tuple(name for name in reading.via if folded(name) != publisher)


def proposals(desk: Desk, reading: Reading, source: Source, published: Published) -> tuple[Proposal, ...]:
    """Return each draft of an article with its meeting; no two have the same one.

    A report recorded before is recognised by its fingerprint, whatever has become of the meeting since.
    """
    article = Article.of(reading.text)
    drafted = [
        Proposal(
            draft=draft, source=source, published=published, article=article, text=reading.text, reader=reading.reader
        )
        for draft in reading.drafts
    ]
    return linked(desk, drafted, published)


def linked(desk: Desk, drafted: Sequence[Proposal], published: Published) -> tuple[Proposal, ...]:
    """Return the proposals of one article, each with the meeting that it fits as the ledger stands now."""
    with desk.snapshot():
        known = spellings.read(desk.connection)
        named = [_with_known_names(proposal, known) for proposal in drafted]
        repeats = _repeats(desk, named)
        others = [index for index in range(len(named)) if index not in repeats]
        meetings = _open_meetings(desk, [named[index].draft for index in others], repeats.values(), published)
        found = assigned([named[index].draft for index in others], meetings, published=published)
        links = {index: Link(match=match) for index, match in repeats.items()}
        links |= zip(others, found, strict=True)
        names: set[str] = set()
        placed = [_with_meeting(desk, proposal, links[index], names) for index, proposal in enumerate(named)]
    standing = {meeting.meeting for meeting in meetings if meeting.status in LADDER}
    return tuple(replace(proposal, stands=proposal.meeting in standing) for proposal in placed)


def _with_known_names(proposal: Proposal, known: Spellings) -> Proposal:
    """Return a proposal in which people have the names that the desk uses."""
    return replace(proposal, draft=replace(proposal.draft, claims=known.applied(proposal.draft.claims)))


def _open_meetings(
    desk: Desk, drafts: Sequence[Draft], repeats: Iterable[Match], published: Published
) -> list[Meeting]:
    """Return the meetings that drafts may be about: without those that repeats of the article have."""
    taken = {match.meeting for match in repeats}
    return [meeting for meeting in candidates(desk, drafts, published) if meeting.meeting not in taken]


def _with_meeting(desk: Desk, proposal: Proposal, link: Link, names: set[str]) -> Proposal:
    proposal = asking(proposal, link.may_be)
    if link.match:
        return replace(proposal, match=link.match, new_name=None)

    def is_taken(name: str) -> bool:
        return name in names or log.name_entry(desk.connection, name).root is not None

    name = new_name(proposal.draft, is_taken, proposal.published)
    names.add(name)
    return replace(proposal, match=None, new_name=name)


def _repeats(desk: Desk, drafted: Sequence[Proposal]) -> dict[int, Match]:
    """Return, by the index of the draft, the meeting for which the same report was recorded."""
    matches: dict[int, Match] = {}
    for index, proposal in enumerate(drafted):
        for meeting, position in log.recorded_as(desk.connection, report_of(proposal).fingerprint):
            if all(match.meeting != meeting for match in matches.values()):
                matches[index] = Match(meeting=meeting, score=1.0, because=f"recorded as @{position}")
                break
    return matches
