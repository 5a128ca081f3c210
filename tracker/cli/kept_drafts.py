"""Drafts that were kept in a file: the text of the editor, or what `tracker draft --format json` printed."""

from collections.abc import Iterator
from typing import BinaryIO, Final, cast

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.ledger.importing import PlacedLine, parsed_list

_BOM: Final = b"\xef\xbb\xbf"
_PEEKED: Final = 4096  # bytes
_LARGEST: Final = 100_000_000  # bytes; the drafts of 5,000 articles take 20 MB


class KeptDrafts(Struct, frozen=True, kw_only=True):
    """The drafts of a file, without those that are not sure, of which there are `unsure`."""

    drafts: list[PlacedLine]
    unsure: int = 0


def kept_drafts(stream: BinaryIO) -> KeptDrafts | None:
    """Return the drafts in a file, or None if it has JSON lines. Nothing of those is read."""
    begin = _peek(stream).removeprefix(_BOM).lstrip()
    if begin.startswith(b"["):
        return _of_json(_text(stream))
    if begin.startswith((b"#", b"draft")):
        return KeptDrafts(drafts=list(_of_form(_text(stream))))
    return None


def _peek(stream: BinaryIO) -> bytes:
    """Return the begin of a file, which stays to be read."""
    return cast("bytes", stream.peek(_PEEKED))  # type: ignore[attr-defined] # as every buffered reader has it


def _text(stream: BinaryIO) -> str:
    data = stream.read(_LARGEST + 1)
    if len(data) > _LARGEST:
        raise TrackerError(f"the drafts are longer than {_LARGEST // 1_000_000} MB", "Import them in parts.")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise TrackerError("the file is not UTF-8", "Save it as UTF-8.") from None


def _of_form(text: str) -> Iterator[PlacedLine]:
    from tracker.cli.draft_form import read_kept_form  # noqa: PLC0415 - JSON lines need none of it

    for number, line, notes in read_kept_form(text):
        yield PlacedLine(place=f"line {number}", line=line, notes=notes)


def _of_json(text: str) -> KeptDrafts:
    from tracker.ledger.draft_objects import read_drafts  # noqa: PLC0415 - JSON lines need none of it

    objects = list(read_drafts(parsed_list(text)))
    sure = [draft for draft in objects if draft.sure]
    drafts = [PlacedLine(place=f"draft {draft.place}", line=draft.line, notes=draft.notes) for draft in sure]
    return KeptDrafts(drafts=drafts, unsure=len(objects) - len(sure))
