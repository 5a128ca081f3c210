"""The drafts of news items, after a person has edited them."""

from collections.abc import Sequence
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from tracker.cli.editing import Edited, Offer, edit
from tracker.cli.items import Item
from tracker.domain.import_line import Line
from tracker.ledger.drafting import Proposal, line
from tracker.reading.linking.matching import Match

# The options that hold a field of a draft, where they are not called the same.
_OPTIONS: Final = {
    "attribution": {"attribution", "attributed-to", "side"},
    "participants": {"with"},
    "window": {"window", "words"},
    "original_window": {"original-window"},
}


def edit_items(items: Sequence[Item]) -> tuple[list[Item], Path]:
    """Let a person edit all drafts at once; return what is left of the items, and the file with the edited text."""
    offered = [(item, proposal) for item in items for proposal in item.proposals]
    edited, path = edit(
        [
            Offer(
                draft=one.draft,
                line=line(one),
                because=one.match.because if one.match else "no meeting of the ledger fits",
            )
            for _, one in offered
        ]
    )
    by_item: dict[int, list[tuple[Proposal, Line]]] = {}
    for one in edited:
        item, proposal = offered[one.place]
        by_item.setdefault(id(item), []).append((_after(proposal, one), one.line))
    return [
        replace(item, proposals=tuple(proposal for proposal, _ in left), lines=tuple(entry for _, entry in left))
        for item in items
        if (left := by_item.get(id(item)))
    ], path


def _after(proposal: Proposal, edited: Edited) -> Proposal:
    """Return the proposal as it was edited: sure, and without evidence for what a person changed."""
    report, draft = edited.line.report, proposal.draft
    evidence = {
        field: words for field, words in draft.evidence.items() if not edited.changed & _OPTIONS.get(field, {field})
    }
    after = replace(
        draft,
        doubt=None,
        stage=report.stage if "stage" in edited.changed else draft.stage,
        attribution=report.attribution,
        claims=report.claims,
        evidence=evidence,
    )
    name, match = edited.line.meeting, proposal.match
    if edited.line.new:
        return replace(proposal, draft=after, match=None, new_name=name)
    if match is None or match.meeting != name:
        match = Match(meeting=name, score=1.0, because="as edited")
    return replace(proposal, draft=after, match=match, new_name=None)
