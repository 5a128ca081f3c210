"""Lets a person edit the drafts of news items in an editor."""

from collections.abc import Sequence
from pathlib import Path

from msgspec.structs import replace

from tracker.cli.draft_form import Edited, Offer, read_form, write_form
from tracker.cli.editor import editor_command, run_editor, temporary_file
from tracker.cli.news_items import Item
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.ledger.drafting import Proposal, line
from tracker.reading.linking.matching import Match


def edit_items(items: Sequence[Item]) -> tuple[list[Item], Path]:
    """Let the user edit all drafts at once; return the items that are left, and the file with the edited text."""
    proposals = [(number, proposal) for number, item in enumerate(items) for proposal in item.proposals]
    edited, path = edit([_offer(proposal) for _, proposal in proposals])
    pairs: dict[int, list[tuple[Proposal, Line]]] = {}
    for draft in edited:
        number, proposal = proposals[draft.place]
        pairs.setdefault(number, []).append((_as_edited(proposal, draft), draft.line))
    return [_with_drafts(item, pairs[number]) for number, item in enumerate(items) if number in pairs], path


def edit(offers: Sequence[Offer]) -> tuple[list[Edited], Path]:
    """Let the user edit the drafts; return those that are left, and the file with the edited text.

    If the editor fails, or the text cannot be read, the error names that file, unless nothing in it was changed.
    """
    command = editor_command()
    form = write_form(offers)
    path = temporary_file(form)
    try:
        return read_form(run_editor(command, path), offers), path
    except TrackerError as error:
        if path.is_file() and path.read_bytes() != form.encode():
            error.hint = f"{error.hint} {kept_in(path)}".strip()
        else:
            path.unlink(missing_ok=True)
        raise


def kept_in(path: Path) -> str:
    """Return the sentence that says where the edited text is."""
    return f"What you typed is kept in {path}."


def _offer(proposal: Proposal) -> Offer:
    because = proposal.match.because if proposal.match else "no meeting of the ledger fits"
    return Offer(draft=proposal.draft, line=line(proposal), because=because)


def _with_drafts(item: Item, pairs: Sequence[tuple[Proposal, Line]]) -> Item:
    proposals, lines = zip(*pairs, strict=True)
    return replace(item, proposals=proposals, lines=lines)


def _as_edited(proposal: Proposal, edited: Edited) -> Proposal:
    """Return the proposal with its edited fields. It is sure, and has no evidence for the fields that changed."""
    report, draft = edited.line.report, proposal.draft
    draft = replace(
        draft,
        doubt=None,
        confidence=1.0,
        # A plan moved to a new date is `postponed` as a draft, and `rescheduled` as a line.
        stage=report.stage if "stage" in edited.changed else draft.stage,
        attribution=report.attribution,
        claims=report.claims,
        evidence={field: words for field, words in draft.evidence.items() if field not in edited.changed},
    )
    meeting, match = edited.line.meeting, proposal.match
    if edited.line.new:
        return replace(proposal, draft=draft, match=None, new_name=meeting)
    if match is None or match.meeting != meeting:
        match = Match(meeting=meeting, score=1.0, because="as edited")
    return replace(proposal, draft=draft, match=match, new_name=None)
