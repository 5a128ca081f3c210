"""The form in which a person edits drafts: for each draft a block of `field: value` lines, written and read back."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.cli.form_blocks import BLOCK, MEETING, NEW, OPTIONS, Block, read_blocks
from tracker.cli.terminal import in_one_line, safe
from tracker.cli.text.field_values import source_text
from tracker.domain.import_line import Line
from tracker.domain.report import Json
from tracker.ledger.edited_report import changed_names, draft_fields, dropped_names, unchanged_fields
from tracker.ledger.report_texts import Texts, refuse_words_alone, report_texts
from tracker.reading.draft import Draft

_INTRODUCTION: Final = """\
# Correct the fields, save, and leave the editor. An empty value clears its field. Delete a block to leave its draft
# out; if you delete all of them, or do not save, nothing is recorded. side, with, without, withdraw and via may be
# repeated. If you change a window or a stage, the words or the quote that go with it are dropped, unless you change
# them too.
"""
# Drafts seldom have these, so they are written only if they have a value.
_SELDOM: Final = frozenset(
    {"without", "withdraw", "in-doubt", "title", "quote", "target", "url", "headline", "via", "language"}
)


class Offer(Struct, frozen=True, kw_only=True):
    """A draft to edit, the line that would record it, and why it belongs to that meeting.

    If the article has no date, `dated` is False, and the form leaves the date open.
    """

    draft: Draft
    line: Line
    because: str
    dated: bool = True


class Edited(Struct, frozen=True, kw_only=True):
    """A draft after editing: the index of its offer, the line to record, and the fields of the draft that changed.

    `notes` say which countries have other codes than typed.
    """

    place: int
    line: Line
    changed: frozenset[str]
    notes: tuple[str, ...]


# Writing


def write_form(offers: Sequence[Offer]) -> str:
    """Return the form: a block for each draft, each field followed by the words that it rests on."""
    lines = [_INTRODUCTION]
    source = None
    for number, offer in enumerate(offers, start=1):
        report = offer.line.report
        if report.source != source:
            source = report.source
            date = report.published.text if offer.dated else "no date"
            headline = f": {source.headline}" if source.headline else ""
            lines += [_comment(f"{source_text(source)}, {date}{headline}"), ""]
        lines += [*_block_lines(number, offer), ""]
    return "\n".join(lines)


def _block_lines(number: int, offer: Offer) -> Iterator[str]:
    yield f"{BLOCK}: {number}"
    yield f"{MEETING}: {offer.line.meeting}"
    yield f"{NEW}: {'yes' if offer.line.new else 'no'}"
    yield _comment(offer.because)
    texts = _shown(offer)
    evidence = dict(offer.draft.evidence)
    for option in OPTIONS:
        yield from _field_lines(option.name, texts[option.name])
        words = evidence.pop(option.draft_field, None)  # only after the first of several options of a field
        if words:
            yield _comment(f'"{words.text}"')
        if option.name == "stage" and offer.draft.doubt:
            yield _comment(f"not sure: {offer.draft.doubt}")


def _field_lines(name: str, texts: Sequence[str]) -> Iterator[str]:
    if not texts and name not in _SELDOM:
        yield f"{name}:"
    for text in texts:
        yield f"{name}: {text}"


def _comment(text: str) -> str:
    return f"#   {safe(in_one_line(text))}"


def _shown(offer: Offer) -> Texts:
    """Return the texts as the form shows them: characters that steer a terminal are escaped."""
    texts = {name: tuple(map(safe, texts)) for name, texts in report_texts(offer.line).items()}
    return texts if offer.dated else texts | {"published": ()}


# Reading back


def read_form(text: str, offers: Sequence[Offer]) -> list[Edited]:
    """Return the drafts that are left in the form. An error names the line.

    A field that was not changed keeps its value, also if the form does not show all of it.
    """
    return [_edited(block, offers[block.place]) for block in read_blocks(text, len(offers))]


def read_kept_form(text: str) -> Iterator[tuple[int, Line, tuple[str, ...]]]:
    """Yield the drafts of a form that was kept: the number of the first line, the line to record, and its notes."""
    for block in read_blocks(text):
        fields: Json = {MEETING: block.meeting, NEW: block.new}
        _refuse_words_alone(block)
        for option in OPTIONS:
            if block.texts(option.name):
                block.put(fields, option)
        yield block.number, *block.read(fields)


def _edited(block: Block, offer: Offer) -> Edited:
    shown = _shown(offer)
    changed = changed_names(shown, {option.name: block.texts(option.name) for option in OPTIONS})
    dropped = dropped_names(changed)
    if "words" not in dropped:
        _refuse_words_alone(block)
    fields = _unchanged_fields(block, offer, changed)
    for option in OPTIONS:
        if option.name in changed and block.texts(option.name):
            block.put(fields, option)
    for option in OPTIONS:
        if option.name in dropped or (option.name in changed and not block.texts(option.name)):
            option.clear(fields)
    line, notes = block.read(fields)
    return Edited(place=block.place, line=line, changed=draft_fields(changed), notes=notes)


def _unchanged_fields(block: Block, offer: Offer, changed: set[str]) -> Json:
    """Return the line of the offer without the evidence of fields that changed, and without a date that is open."""
    fields = {MEETING: block.meeting, NEW: block.new, **unchanged_fields(offer.line, changed)}
    if not offer.dated:
        del fields["published"]
    return fields


def _refuse_words_alone(block: Block) -> None:
    with block.naming_line("words"):
        refuse_words_alone({name: block.texts(name) for name in ("window", "words")})
