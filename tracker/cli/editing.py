"""The round trip through an editor: drafts as blocks of `field: value`, read back strictly."""

import os
import tempfile
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from copy import deepcopy
from pathlib import Path
from typing import Any, Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.cli import options as opt
from tracker.cli.editor import edited_text, editor, run_editor
from tracker.cli.terminal import safe
from tracker.cli.typed import FIELDS, LISTS, Values, typed
from tracker.cli.wording import chain
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line, read_line, read_word
from tracker.domain.names import meeting_name
from tracker.domain.report import Json, report_json
from tracker.reading.draft import Draft

_HEAD: Final = """\
# Change what is wrong, save, and leave the editor. An empty value clears its field; a block that is deleted is
# left out; with all of them deleted, nothing is recorded. side, with and without may be repeated.
"""
# What a block begins with, and the two fields that no option of `tracker report` takes.
_BLOCK: Final = "draft"
_NAME: Final = ("meeting", "new")
# Shown where they hold something; what a draft seldom has would only be in the way.
_SELDOM: Final = ("without", "title", "quote", "target")
# The field of a draft whose evidence stands below an option, where the two are not called the same.
_EVIDENCE: Final = {"with": "participants", "original-window": "original_window"}
_YES: Final = {"yes": True, "no": False}


class Offer(Struct, frozen=True, kw_only=True):
    """A draft that goes into the editor: what it rests on, the line that would record it, and why it is that name."""

    draft: Draft
    line: Line
    because: str


class Edited(Struct, frozen=True, kw_only=True):
    """A draft that came back: the offer's place among the others, what is to be recorded, and the fields changed."""

    place: int
    line: Line
    changed: frozenset[str]


class _Block(Struct, frozen=True, kw_only=True):
    """A block as it was typed: each field with the values given for it, and the lines on which they stand."""

    place: int
    at: int
    typed: dict[str, list[tuple[int, str]]]

    def values(self, field: str) -> tuple[str, ...]:
        return tuple(value for _, value in self.typed.get(field, ()) if value)

    def value(self, field: str) -> str:
        return next(iter(self.values(field)), "")


def edit(offers: Sequence[Offer]) -> tuple[list[Edited], Path]:
    """Let the user change the drafts; return those that are left, and the file in which their text still stands.

    Where the text cannot be read back, or the editor fails, the error names the file, unless nothing was changed.
    """
    program = editor()
    offered = written(offers)
    handle, name = tempfile.mkstemp(prefix="tracker-", suffix=".drafts")  # readable by nobody else
    path = Path(name)
    with os.fdopen(handle, "w", encoding="utf-8", newline="") as file:
        file.write(offered)
    try:
        run_editor(program, path)
        return read_back(edited_text(path), offers), path
    except TrackerError as error:
        if path.is_file() and path.read_bytes() != offered.encode():
            error.hint = f"{error.hint} {kept_in(path)}".strip()
        else:
            path.unlink(missing_ok=True)
        raise


def kept_in(path: Path) -> str:
    """Say where the text stands that could not be used."""
    return f"What you typed is kept in {path}."


def written(offers: Sequence[Offer]) -> str:
    """Return the drafts as the text to edit, each field with the words that it rests on below it."""
    lines = [_HEAD]
    source = None
    for place, offer in enumerate(offers, start=1):
        if offer.line.report.source != source:
            source = offer.line.report.source
            day = offer.line.report.published.text
            lines += [_comment(f"{chain(source)}, {day}{': ' if source.headline else ''}{source.headline or ''}"), ""]
        lines += [*_offered(place, offer), ""]
    return "\n".join(lines)


def read_back(text: str, offers: Sequence[Offer]) -> list[Edited]:
    """Read edited text strictly. What is wrong is named with its line; a value left as it was is as it was."""
    blocks = _blocks(text, len(offers))
    return [_edited(block, offers[block.place].line) for block in blocks]


def _offered(place: int, offer: Offer) -> Iterator[str]:
    values = _shown(offer.line)
    yield f"{_BLOCK}: {place}"
    yield f"meeting: {offer.line.meeting}"
    yield f"new: {'yes' if offer.line.new else 'no'}"
    yield _comment(offer.because)
    for field, several in values.items():
        for value in several or ([] if field in _SELDOM else [""]):
            yield f"{field}: {value}".rstrip()
        if evidence := offer.draft.evidence.get(_EVIDENCE.get(field, field)):
            yield _comment(f'"{evidence.text}"')
        if field == "stage" and offer.draft.doubt:
            yield _comment(f"not sure: {offer.draft.doubt}")


def _comment(text: str) -> str:
    return f"#   {safe(' '.join(text.split()))}"


def _shown(line: Line) -> Values:
    """Return the values as they stand in the text, where nothing that steers a terminal stands raw."""
    return {field: tuple(map(safe, values)) for field, values in typed(line).items()}


def _blocks(text: str, count: int) -> Iterable[_Block]:
    blocks: dict[int, _Block] = {}
    block: _Block | None = None
    for number, field, value in _fields(text):
        if field == _BLOCK:
            place = int(value) - 1 if value.isascii() and value.isdigit() and len(value) < 9 else -1
            if not 0 <= place < count or place in blocks:
                second = "second " if place in blocks else ""
                raise _wrong(number, f"there is no {second}draft {value[:60]}", "Leave that line as it was.")
            block = blocks[place] = _Block(place=place, at=number, typed={})
        elif block is None:
            raise _wrong(number, f"{field} stands before any draft", f"A block begins with {_BLOCK}: 1")
        elif field in block.typed and field not in LISTS:
            raise _wrong(number, f"{field} stands twice in one draft", f"Leave one, or begin a block: {_BLOCK}: 2")
        else:
            block.typed.setdefault(field, []).append((number, value))
    return blocks.values()


def _fields(text: str) -> Iterator[tuple[int, str, str]]:
    """Return line number, field and value of each line that is neither empty nor a comment."""
    known = (_BLOCK, *_NAME, *FIELDS)
    for number, line in enumerate(text.removeprefix("\ufeff").split("\n"), start=1):
        field, colon, value = line.strip().partition(":")
        if not field or field.startswith("#"):
            continue
        if not colon:
            raise _wrong(number, f"{field[:60]!r} is no field", "Write it as field: value, and a comment after #.")
        name = field.strip().lower().replace("_", "-")
        if name not in known:
            raise _wrong(number, f"there is no field {name[:60]!r}", f"Choose from: {', '.join(known)}.")
        yield number, name, value.strip()


def _edited(block: _Block, line: Line) -> Edited:
    """Take what was changed as typed, and what was not as it was: what the text cannot show is not lost."""
    shown = _shown(line)
    changed = {field for field in FIELDS if block.values(field) != shown[field]}
    changed |= {"window", "words"} if changed & {"window", "words"} else set()
    with _named(block, "meeting"):
        meeting = meeting_name(block.value("meeting"))
    with _named(block, "new"):
        new = _YES[read_word(block.value("new").lower() or "no", _YES, "an answer")]
    kept = {"meeting": meeting, "new": new, **report_json(line.report)}
    for field in [field for field in block.typed if field in changed]:
        for one in block.typed[field]:
            alone = replace(block, typed={**block.typed, field: [one]})
            with _named(alone, field):
                _read(kept, alone, {field, "window"} if field == "words" else {field})
    with _named(block):
        return Edited(place=block.place, line=_read(kept, block, changed), changed=frozenset(changed))


def _read(kept: Json, block: _Block, fields: Collection[str]) -> Line:
    """Read the line that was kept with `fields` as they were typed; those typed without a value are cleared."""
    said = {"stage": block.value("stage") or None, **opt.said(_options(block, fields))}
    data = deepcopy(kept)
    for field in fields:
        *outer, last = FIELDS[field]
        source, target = said, data
        for key in outer:
            source, target = source.get(key, {}), target.setdefault(key, {})
        target[last] = source.get(last)
    return read_line(data)


def _options(block: _Block, fields: Collection[str]) -> dict[str, Any]:
    """Return the fields as Click would hand them to `tracker report`."""
    options: dict[str, Any] = {}
    for field in FIELDS:
        values = block.values(field) if field in fields else ()
        name = "participants" if field == "with" else field.replace("-", "_")
        options[name] = values if field in LISTS else next(iter(values), None)
    return options


@contextmanager
def _named(block: _Block, field: str = "") -> Iterator[None]:
    """Name the line of the field, else of the block, in whatever is wrong with it."""
    try:
        yield
    except TrackerError as error:
        raise error.at(f"line {block.typed[field][0][0] if field in block.typed else block.at}") from error


def _wrong(number: int, sentence: str, hint: str) -> TrackerError:
    return TrackerError(f"line {number}: {sentence}", hint)
