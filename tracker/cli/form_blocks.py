"""The blocks of the form in which a person edits drafts: `field: value` lines, each error with its line."""

import re
from collections.abc import Collection, Iterator
from contextlib import contextmanager
from copy import deepcopy
from typing import Final

from msgspec import Struct, field

from tracker.domain.errors import TrackerError, quoted
from tracker.domain.import_line import Line, read_line, read_word
from tracker.domain.names import meeting_name
from tracker.domain.report import Json
from tracker.ledger.countries import with_codes
from tracker.ledger.report_fields import REPORT_FIELDS, ReportField

# The fields that are not options of `tracker report`. The first begins a block.
BLOCK: Final = "draft"
MEETING: Final = "meeting"
NEW: Final = "new"
_SOURCE: Final = ("source", "published")
# The source comes last: it is that of the article, and seldom wrong.
OPTIONS: Final = tuple(sorted(REPORT_FIELDS, key=lambda option: option.path[0] in _SOURCE))
_FIELDS: Final = (BLOCK, MEETING, NEW, *(option.name for option in OPTIONS))
_REPEATED: Final = frozenset(option.name for option in OPTIONS if option.repeats)
_YES_OR_NO: Final = {"yes": True, "no": False}
_SHOWN_CHARACTERS: Final = 60  # of a wrong value, in a message
_LONGEST_NUMBER: Final = 8
# A comment with a message about the line before it.
_MESSAGE: Final = "#!"
_LINE_OF_ERROR: Final = re.compile(r"line ([0-9]+): ")


class Block(Struct, frozen=True, kw_only=True):
    """A block of the form: the index of its draft, the number of its first line, and its fields.

    Each field has its texts, and for each text the number of its line.
    """

    place: int
    number: int
    lines: dict[str, list[tuple[int, str]]] = field(default_factory=dict)

    def add(self, number: int, name: str, text: str) -> None:
        """Add a line. Raise if the field is there already, unless it repeats."""
        if name in self.lines and name not in _REPEATED:
            raise _error(number, f"{name} is given twice in one draft", f"Keep one, or begin another block: {BLOCK}: 2")
        self.lines.setdefault(name, []).append((number, text))

    def texts(self, name: str) -> tuple[str, ...]:
        """Return the texts of a field that are not empty."""
        return tuple(text for _, text in self.lines.get(name, ()) if text)

    def text(self, name: str) -> str:
        """Return the text of a field that does not repeat; empty if it is missing."""
        return "".join(self.texts(name)[:1])

    @property
    def meeting(self) -> str:
        """The name of the meeting. Raise if it is not valid."""
        with self.naming_line(MEETING):
            return meeting_name(self.text(MEETING))

    @property
    def new(self) -> bool:
        """Whether the meeting is new. Raise if the answer is not valid."""
        with self.naming_line(NEW):
            return _YES_OR_NO[read_word(self.text(NEW).lower() or "no", _YES_OR_NO, "an answer")]

    def put(self, line: Json, option: ReportField) -> None:
        """Set a field of an import line. Each text is first tried alone, so that an error names the line it is on."""
        for number, text in self.lines[option.name]:
            if text:
                with _naming_line(number):
                    trial = deepcopy(line)
                    option.put(trial, [text])
                    _try(trial)
        option.put(line, self.texts(option.name))

    def read(self, line: Json) -> tuple[Line, tuple[str, ...]]:
        """Return an import line, and which countries have other codes than typed. An error names the first line."""
        with self.naming_line():
            line, notes = with_codes(line)
            return read_line(line), notes

    @contextmanager
    def naming_line(self, name: str = "") -> Iterator[None]:
        """Add the number of the field's line to an error; without such a field, that of the block."""
        number, _ = self.lines.get(name, [(self.number, "")])[0]
        with _naming_line(number):
            yield


def read_blocks(text: str, count: int | None = None) -> list[Block]:
    """Return the blocks of a form, at most as many as there are drafts. An error names the line."""
    blocks: dict[int, Block] = {}
    block: Block | None = None
    for number, name, value in _lines(text):
        if name == BLOCK:
            block = Block(place=_read_place(number, value, count, blocks), number=number)
            blocks[block.place] = block
        elif block is None:
            raise _error(number, f"{name} comes before any draft", f"A block begins with {BLOCK}: 1")
        else:
            block.add(number, name, value)
    return list(blocks.values())


def with_message(text: str, error: TrackerError) -> tuple[str, int]:
    """Return the form with a message about an error below the line at fault, and the number of that line."""
    match = _LINE_OF_ERROR.match(error.sentence)
    number = int(match[1]) if match else 1
    lines = text.split("\n")
    message = " ".join(f"{error.sentence}. {error.hint}".split())
    return "\n".join([*lines[:number], f"{_MESSAGE} {message}", *lines[number:]]), number


def without_messages(text: str) -> str:
    """Return the form without the messages of `with_message`."""
    return "\n".join(line for line in text.split("\n") if not line.startswith(_MESSAGE))


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """Return number, field and value of each line, without empty lines and comments."""
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        name, colon, value = line.strip().partition(":")
        if not name or name.startswith("#"):
            continue
        if not colon:
            hint = "Write it as field: value, and a comment after #."
            raise _error(number, f"there is no colon in {quoted(name)}", hint)
        name = name.strip().lower().replace("_", "-")
        if name not in _FIELDS:
            hint = f"Choose from: {', '.join(_FIELDS)}."
            raise _error(number, f"{quoted(name)} is not a field", hint)
        yield number, name, value.strip()


def _read_place(number: int, value: str, count: int | None, taken: Collection[int]) -> int:
    """Return the index of the draft that the first line of a block names."""
    is_number = value.isascii() and value.isdigit() and len(value) <= _LONGEST_NUMBER
    place = int(value) - 1 if is_number else -1
    if place in taken:
        raise _error(number, f"draft {value} is given twice", "Do not change the number of a draft.")
    if place < 0 or (count is not None and place >= count):
        raise _error(number, f"there is no draft {value[:_SHOWN_CHARACTERS]}", "Do not change the number of a draft.")
    return place


def _try(line: Json) -> None:
    """Read a line as a trial. Fields that the form has further below are filled in for the trial."""
    trial = {"stage": "noted", "published": "2026-01-01", "source": {}, **line}
    if not trial["source"].get("outlet"):
        trial["source"] = {**trial["source"], "outlet": "an outlet"}
    read_line(with_codes(trial)[0])


@contextmanager
def _naming_line(number: int) -> Iterator[None]:
    try:
        yield
    except TrackerError as error:
        raise error.at(f"line {number}") from error


def _error(number: int, sentence: str, hint: str) -> TrackerError:
    return TrackerError(f"line {number}: {sentence}", hint)
