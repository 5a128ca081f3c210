"""The form in which a person edits drafts: for each draft a block of `field: value` lines, written and read back."""

from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from typing import Final

from msgspec import Struct, field

from tracker.cli.report_options import REPORT_OPTIONS, ReportOption
from tracker.cli.report_texts import Texts, refuse_words_alone, report_texts
from tracker.cli.terminal import in_one_line, safe
from tracker.cli.text.field_values import source_text
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line, read_line, read_word
from tracker.domain.names import meeting_name
from tracker.domain.report import Json, report_json
from tracker.reading.draft import Draft

_INTRODUCTION: Final = """\
# Correct the fields, save, and leave the editor. An empty value clears its field. Delete a block to leave its draft
# out; if you delete all of them, nothing is recorded. side, with, without and withdraw may be repeated.
"""
# The fields that are not options of `tracker report`. The first begins a block.
_BLOCK: Final = "draft"
_MEETING: Final = "meeting"
_NEW: Final = "new"
# The source is that of the article, and not in the form.
_OPTIONS: Final = tuple(option for option in REPORT_OPTIONS if option.path[0] not in {"source", "published"})
_FIELDS: Final = (_BLOCK, _MEETING, _NEW, *(option.name for option in _OPTIONS))
_REPEATED: Final = frozenset(option.name for option in _OPTIONS if option.repeats)
# Drafts seldom have these, so they are written only if they have a value.
_SELDOM: Final = frozenset({"without", "withdraw", "in-doubt", "title", "quote", "target"})
_YES_OR_NO: Final = {"yes": True, "no": False}
_SHOWN_CHARACTERS: Final = 60  # of a wrong value, in a message
_LONGEST_NUMBER: Final = 8


class Offer(Struct, frozen=True, kw_only=True):
    """A draft to edit, the line that would record it, and why it belongs to that meeting."""

    draft: Draft
    line: Line
    because: str


class Edited(Struct, frozen=True, kw_only=True):
    """A draft after editing: the index of its offer, the line to record, and the fields of the draft that changed."""

    place: int
    line: Line
    changed: frozenset[str]


class _Block(Struct, frozen=True, kw_only=True):
    """A block of the form: the index of its offer, the number of its first line, and its fields.

    Each field has its texts, and for each text the number of its line.
    """

    place: int
    number: int
    lines: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, number: int, name: str, text: str) -> None:
        """Add a line. Raise if the field is there already, unless it repeats."""
        if name in self.lines and name not in _REPEATED:
            raise _error(
                number, f"{name} is given twice in one draft", f"Keep one, or begin another block: {_BLOCK}: 2"
            )
        self.lines.setdefault(name, []).append((number, text))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a field that are not empty."""
        return tuple(text for _, text in self.lines.get(name, ()) if text)

    def text(self, name: str) -> str:
        """Return the text of a field that does not repeat; empty if there is none."""
        return "".join(self.texts(name)[:1])

    @contextmanager
    def naming_line(self, name: str = "") -> Iterator[None]:
        """Add the number of the field's line to an error; without such a field, that of the block."""
        number, _ = self.lines.get(name, [(self.number, "")])[0]
        with _naming_line(number):
            yield


# Writing


def write_form(offers: Sequence[Offer]) -> str:
    """Return the form: a block for each draft, each field followed by the words that it rests on."""
    lines = [_INTRODUCTION]
    source = None
    for number, offer in enumerate(offers, start=1):
        report = offer.line.report
        if report.source != source:
            source = report.source
            headline = f": {source.headline}" if source.headline else ""
            lines += [_comment(f"{source_text(source)}, {report.published.text}{headline}"), ""]
        lines += [*_block_lines(number, offer), ""]
    return "\n".join(lines)


def _block_lines(number: int, offer: Offer) -> Iterator[str]:
    yield f"{_BLOCK}: {number}"
    yield f"{_MEETING}: {offer.line.meeting}"
    yield f"{_NEW}: {'yes' if offer.line.new else 'no'}"
    yield _comment(offer.because)
    texts = _safe_texts(offer.line)
    evidence = dict(offer.draft.evidence)
    for option in _OPTIONS:
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


def _safe_texts(line: Line) -> Texts:
    """Return the texts as the form shows them: characters that steer a terminal are escaped."""
    return {name: tuple(map(safe, texts)) for name, texts in report_texts(line).items()}


# Reading back


def read_form(text: str, offers: Sequence[Offer]) -> list[Edited]:
    """Return the drafts that are left in the form. An error names the line.

    A field that was not changed keeps its value, also if the form does not show all of it.
    """
    return [_edited(block, offers[block.place].line) for block in _blocks(text, len(offers))]


def _blocks(text: str, count: int) -> Iterable[_Block]:
    blocks: dict[int, _Block] = {}
    block: _Block | None = None
    for number, name, value in _lines(text):
        if name == _BLOCK:
            block = _Block(place=_read_place(number, value, count, blocks), number=number)
            blocks[block.place] = block
        elif block is None:
            raise _error(number, f"{name} comes before any draft", f"A block begins with {_BLOCK}: 1")
        else:
            block.add(number, name, value)
    return blocks.values()


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Return number, field and value of each line, without empty lines and comments."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        name, colon, value = line.strip().partition(":")
        if not name or name.startswith("#"):
            continue
        if not colon:
            hint = "Write it as field: value, and a comment after #."
            raise _error(number, f"there is no colon in {name[:_SHOWN_CHARACTERS]!r}", hint)
        name = name.strip().lower().replace("_", "-")
        if name not in _FIELDS:
            hint = f"Choose from: {', '.join(_FIELDS)}."
            raise _error(number, f"{name[:_SHOWN_CHARACTERS]!r} is not a field", hint)
        yield number, name, value.strip()


def _read_place(number: int, value: str, count: int, taken: Collection[int]) -> int:
    """Return the index of the offer that the first line of a block names."""
    is_number = value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
    place = int(value) - 1 if is_number else -1
    if place in taken:
        raise _error(number, f"draft {value} is given twice", "Do not change the number of a draft.")
    if not 0 <= place < count:
        raise _error(number, f"there is no draft {value[:_SHOWN_CHARACTERS]}", "Do not change the number of a draft.")
    return place


def _edited(block: _Block, line: Line) -> Edited:
    shown = _safe_texts(line)
    changed = [option for option in _OPTIONS if block.texts(option.name) != shown[option.name]]
    edited = {_MEETING: _read_meeting(block), _NEW: _read_new(block), **report_json(line.report)}
    with block.naming_line("words"):
        refuse_words_alone({name: block.texts(name) for name in ("window", "words")})
    cleared = [option for option in changed if not block.texts(option.name)]
    for option in changed:
        if option not in cleared:
            _put(edited, option, block)
    for option in cleared:
        option.clear(edited)
    with block.naming_line():
        return Edited(
            place=block.place,
            line=read_line(edited),
            changed=frozenset(option.draft_field for option in changed),
        )


def _put(edited: Json, option: ReportOption, block: _Block) -> None:
    """Set a field of the line. Each text is first tried alone, so that an error names the line that it is on."""
    for number, text in block.lines[option.name]:
        if text:
            with _naming_line(number):
                trial = deepcopy(edited)
                option.put(trial, [text])
                read_line(trial)
    option.put(edited, block.texts(option.name))


def _read_meeting(block: _Block) -> str:
    with block.naming_line(_MEETING):
        return meeting_name(block.text(_MEETING))


def _read_new(block: _Block) -> bool:
    with block.naming_line(_NEW):
        return _YES_OR_NO[read_word(block.text(_NEW).lower() or "no", _YES_OR_NO, "an answer")]


@contextmanager
def _naming_line(number: int) -> Iterator[None]:
    try:
        yield
    except TrackerError as error:
        raise error.at(f"line {number}") from error


def _error(number: int, sentence: str, hint: str) -> TrackerError:
    return TrackerError(f"line {number}: {sentence}", hint)
