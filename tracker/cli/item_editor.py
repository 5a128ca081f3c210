"""Lets a person edit the drafts of news items in an editor."""

import shlex
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from msgspec.structs import replace

from tracker.cli.draft_form import Edited, Offer, read_form, write_form
from tracker.cli.editor import editor_command, run_editor, temporary_file
from tracker.cli.form_blocks import with_message, without_messages
from tracker.cli.news_items import Item
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.ledger.proposal import Proposal, report_of
from tracker.reading.linking.matching import Match


def edit_items(items: Sequence[Item]) -> tuple[list[Item], tuple[str, ...], Path]:
    """Let the user edit all drafts at once.

    Return the items that are left, which countries have other codes than typed, and the file with the edited text.
    """
    proposals = [(number, proposal) for number, item in enumerate(items) for proposal in item.proposals]
    edited, path = edit([offer_of(proposal, dated=items[number].dated) for number, proposal in proposals])
    pairs: dict[int, list[tuple[Proposal, Line]]] = {}
    for draft in edited:
        number, proposal = proposals[draft.place]
        pairs.setdefault(number, []).append((_as_edited(proposal, draft), draft.line))
    left = [_with_drafts(item, pairs[number]) for number, item in enumerate(items) if number in pairs]
    notes = dict.fromkeys(note for draft in edited for note in draft.notes)
    return left, tuple(notes), path


def edit_only(items: Sequence[Item]) -> Path:
    """Let the user edit all drafts at once, and return the file with the text, which is not read."""
    form = write_form([offer_of(proposal, dated=item.dated) for item in items for proposal in item.proposals])
    with _editing(form) as path:
        if run_editor(editor_command(), path, form) is None:
            raise _not_saved()
        return path


def edit(offers: Sequence[Offer]) -> tuple[list[Edited], Path]:
    """Let the user edit the drafts; return those that are left, and the file with the edited text.

    After a mistake the editor opens again at its line, until the mistake is corrected or left there.
    """
    command = editor_command()
    form = write_form(offers)
    with _editing(form) as path:
        edited, line, mistake = form, 1, _not_saved()
        while True:
            saved = run_editor(command, path, edited, line)
            if saved is None:
                raise mistake
            try:
                return read_form(without_messages(saved), offers), path
            except TrackerError as error:
                if error.sentence == mistake.sentence:
                    raise
                mistake = error
                edited, line = with_message(without_messages(saved), error)


def _not_saved() -> TrackerError:
    hint = "Save it to record the drafts as they are."
    return TrackerError("the text was not saved, so nothing was recorded", hint)


@contextmanager
def _editing(form: str) -> Iterator[Path]:
    """Create the file to edit. An error names it if the user changed anything in it; else it is removed."""
    path = temporary_file()
    try:
        yield path
    except TrackerError as error:
        if path.is_file() and path.read_bytes() != form.encode():
            error.hint = f"{error.hint} {kept_in(path)}".strip()
        else:
            path.unlink(missing_ok=True)
        raise


def kept_in(path: Path) -> str:
    """Return the sentence that says where the edited text is, and how to use it."""
    return f"What you typed is kept in {path}. Record it with: tracker import {shlex.quote(str(path))}"


def offer_of(proposal: Proposal, *, dated: bool = True) -> Offer:
    """Return a draft to edit."""
    because = proposal.match.because if proposal.match else "no meeting of the ledger fits"
    # Not read as a line yet: errors in it can be corrected in the editor.
    line = Line(meeting=proposal.meeting, new=proposal.match is None, report=report_of(proposal))
    return Offer(draft=proposal.draft, line=line, because=because, dated=dated)


def _with_drafts(item: Item, pairs: Sequence[tuple[Proposal, Line]]) -> Item:
    proposals, lines = zip(*pairs, strict=True)
    source, published = proposals[0].source, proposals[0].published
    return replace(item, source=source, published=published, proposals=proposals, lines=lines)


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
    proposal = replace(proposal, source=report.source, published=report.published)
    meeting, match = edited.line.meeting, proposal.match
    if edited.line.new:
        return replace(proposal, draft=draft, match=None, new_name=meeting)
    if match is None or match.meeting != meeting:
        match = Match(meeting=meeting, score=1.0, because="as edited")
    return replace(proposal, draft=draft, match=match, new_name=None)
