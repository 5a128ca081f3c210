"""Importing JSON lines: record reports, or restore an export event for event; all of them or none."""

import json
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice
from typing import Any

from msgspec import Struct, ValidationError, convert, field
from msgspec.structs import replace

from tracker.domain.canonical import canonical_json
from tracker.domain.chain import BEFORE_FIRST, row_hash
from tracker.domain.errors import TrackerError
from tracker.domain.events import refuse_newer
from tracker.domain.import_line import Line, read_line
from tracker.domain.row import COLUMNS, Row
from tracker.domain.spellings import Spelling
from tracker.ledger.append import Append
from tracker.ledger.countries import with_codes
from tracker.ledger.desk import Desk
from tracker.ledger.folding import rebuild_projection
from tracker.ledger.recording import add_line
from tracker.store import desk_rows, log
from tracker.store import spellings as stored_spellings

_BATCH = 5000
_ALTERED = "This copy was altered: export the log again, or restore it as it is with --damaged."
_NUMBERS = ("position", "version")

Numbered = Iterator[tuple[int, dict[str, Any]]]


class Imported(Struct, frozen=True, kw_only=True):
    """The counts of an import. `skipped` reports were retracted; only `report` records such a report again.

    `respelt` has each name that was recorded under the name that `alias` gives for it. `notes` say which countries have
    other codes than the file has. `unsound` has a sentence for each restored event that no command could have written,
    `broken` for each whose hash is wrong.
    """

    recorded: int = 0
    repeated: int = 0
    skipped: int = 0
    respelt: tuple[tuple[str, str], ...] = ()
    head: str
    dry_run: bool
    notes: tuple[str, ...] = ()
    unsound: tuple[str, ...] = ()
    broken: tuple[str, ...] = ()


class _Outside(Struct, kw_only=True):
    """What an export holds after the rows of the log: spellings of names, and in a backup the rows of the desk."""

    spellings: list[Spelling] = field(default_factory=list)
    desk: list[tuple[str, desk_rows.DeskRow]] = field(default_factory=list)


class PlacedLine(Struct, frozen=True, kw_only=True):
    """A line to record, its place in the file for messages, and which countries have other codes than the file has."""

    place: str
    line: Line
    notes: tuple[str, ...] = ()


def import_lines(desk: Desk, lines: Iterable[str], *, dry_run: bool = False, damaged: bool = False) -> Imported:
    """Import reports, or restore an export: the first line shows which. Lines are read one by one.

    An export is restored with events whose hash is wrong if it may be `damaged`, else it is refused.

    A dry run holds the append lock and is rolled back: a file may be larger than the memory that a preview would need.
    """
    objects = objects_of_lines(lines)
    first = next(objects, None)
    with desk.append(dry_run=dry_run) as append:
        hash_before = append.hash
        if first is None:
            return Imported(head=hash_before, dry_run=dry_run)
        objects = chain([first], objects)
        if not {"position", "spelling", "table"}.isdisjoint(first[1]):
            imported = _restore(append, objects, broken=[] if damaged else None, dry_run=dry_run)
        else:
            imported = _record(append, objects, dry_run=dry_run)
        return replace(imported, head=hash_before) if dry_run else imported


def import_drafts(desk: Desk, drafts: Sequence[PlacedLine], *, dry_run: bool = False) -> Imported:
    """Record drafts that were kept in a file, all of them or none."""
    with desk.adding(dry_run=dry_run) as append:
        hash_before = append.hash
        imported = _add_lines(append, drafts, dry_run=dry_run)
        return replace(imported, head=hash_before) if dry_run else imported


def _record(append: Append, objects: Numbered, *, dry_run: bool) -> Imported:
    return _add_lines(append, _read_lines(objects), dry_run=dry_run)


def _read_lines(objects: Numbered) -> Iterator[PlacedLine]:
    for number, data in objects:
        place = f"line {number}"
        try:
            fields, notes = with_codes(data)
            line = read_line(fields)
        except TrackerError as error:
            raise error.at(place) from error
        yield PlacedLine(place=place, line=line, notes=notes)


def _add_lines(append: Append, lines: Iterable[PlacedLine], *, dry_run: bool) -> Imported:
    """Add the lines to the log; several are one batch, which one `undo` takes back."""
    lines = iter(lines)
    first_two = list(islice(lines, 2))
    if len(first_two) > 1:
        append.begin_batch()
    recorded = repeated = skipped = 0
    notes: dict[str, None] = {}  # in order, each once
    respelt: dict[tuple[str, str], None] = {}  # likewise
    for placed in chain(first_two, lines):
        try:
            outcome = add_line(append, placed.line, from_file=True)
        except TrackerError as error:
            raise error.at(placed.place) from error
        notes.update(dict.fromkeys(placed.notes))
        if outcome.recorded:
            recorded += 1
            respelt |= dict.fromkeys(outcome.respelt)
        elif outcome.skipped:
            skipped += 1
        else:
            repeated += 1
    return Imported(
        recorded=recorded,
        repeated=repeated,
        skipped=skipped,
        respelt=tuple(respelt),
        head=append.hash,
        dry_run=dry_run,
        notes=tuple(notes),
    )


def _restore(append: Append, objects: Numbered, *, broken: list[str] | None, dry_run: bool) -> Imported:
    if append.position:
        raise TrackerError(
            f"{append.connection.where} holds {append.position} events already",
            "Restore an export into a database of its own, named with --db.",
        )
    last = BEFORE_FIRST
    outside = _Outside()
    rows = _rows(objects, outside, broken)
    while batch := list(islice(rows, _BATCH)):
        log.append(append.connection, batch)
        last = batch[-1]
    append.continue_after(last)
    rebuilt = rebuild_projection(append.connection)
    stored_spellings.put(append.connection, outside.spellings)
    for table, row in outside.desk:
        desk_rows.add(append.connection, table, row)
    return Imported(
        recorded=last.position, head=last.hash, dry_run=dry_run, unsound=rebuilt.unsound, broken=tuple(broken or ())
    )


def parsed_list(text: str) -> list[Any]:
    """Return the list in a JSON document. Raise `TrackerError` if it is not one."""
    try:
        data = _DECODER.decode(text)
    except json.JSONDecodeError as error:
        where = f"{error.msg}, at character {error.colno} of line {error.lineno}"
        raise TrackerError(f"the file is not valid JSON: {where}", "Import what tracker draft printed.") from error
    except (ValueError, RecursionError) as error:
        raise TrackerError(f"the file is not valid JSON: {error}", "Import what tracker draft printed.") from error
    if not isinstance(data, list):
        raise TrackerError("the file is not a list of drafts", "Import what tracker draft --format json printed.")
    return data


def rows_of_export(lines: Iterable[str], broken: list[str] | None = None) -> Iterator[Row]:
    """Return the rows of a jsonl export, each checked as in a restore. Raise TrackerError with the line at fault.

    With `broken`, a sentence for each event whose hash is wrong is added to it instead.
    """
    return _rows(objects_of_lines(lines), _Outside(), broken)


def _rows(objects: Numbered, outside: _Outside, broken: list[str] | None) -> Iterator[Row]:
    """Yield the rows of the log, and add what stands after them to `outside`."""
    last = BEFORE_FIRST
    for number, data in objects:
        try:
            if "spelling" in data:
                outside.spellings.append(_spelling(data))
                continue
            if "table" in data:
                outside.desk.append(_desk_row(data))
                continue
            last = _checked(data, last, broken)
        except UnicodeEncodeError:
            raise TrackerError(f"line {number} is not valid Unicode", "Export the log again.") from None
        except TrackerError as error:
            raise error.at(f"line {number}") from error
        yield last


def _spelling(data: dict[str, Any]) -> Spelling:
    """Return the spelling of a name that a line of an export holds."""
    if "\\u0000" in canonical_json(data):  # which also refuses text that is not valid Unicode
        raise TrackerError("a spelling contains a NUL character", "Export the log again.")
    try:
        return convert(data, Spelling)
    except ValidationError as error:
        raise TrackerError(f"this is not the spelling of a name: {error}", "Export the log again.") from None


def _desk_row(data: dict[str, Any]) -> tuple[str, desk_rows.DeskRow]:
    """Return the row of a table of the desk that a line of a backup holds."""
    if "\\u0000" in canonical_json(data):  # which also refuses text that is not valid Unicode
        raise TrackerError("a row of the desk contains a NUL character", "Make the backup again.")
    table = data["table"]
    if not isinstance(table, str) or table not in desk_rows.ROWS_OF or set(data) != {"table", "row"}:
        raise TrackerError("this is not a row of the desk", "Import a backup that this version can read.")
    try:
        return table, convert(data["row"], desk_rows.ROWS_OF[table])
    except ValidationError as error:
        raise TrackerError(f"this is not a row of {table}: {error}", "Make the backup again.") from None


def _checked(data: dict[str, Any], last: Row, broken: list[str] | None) -> Row:
    """Return the row that a line of an export holds, if it follows the last one.

    An event that no command could have written is restored as it is, since its hash says that the log had it.
    """
    if set(data) != set(COLUMNS):
        raise TrackerError("this is not a line of an export", f"It must have exactly these keys: {', '.join(COLUMNS)}.")
    for column in COLUMNS:
        value = data[column]
        wanted = int if column in _NUMBERS else str
        optional = column in {"published", "fingerprint"} and value is None
        if type(value) is not wanted and not optional:
            raise TrackerError(f"{column} has the wrong type", "Export the log again: this copy was altered.")
    row = Row(**data)
    if row.position != last.position + 1:
        raise TrackerError(f"@{row.position} follows @{last.position}", "The copy is incomplete: export the log again.")
    if row.hash != row_hash(last.hash, row):
        if broken is None:
            raise TrackerError(f"the hash of @{row.position} does not fit", _ALTERED)
        broken.append(f"the hash of @{row.position} does not fit its content and the hash before it")
    refuse_newer(row)
    return row


def objects_of_lines(lines: Iterable[str]) -> Numbered:
    """Return the object of each line with its number. Raise `TrackerError` for a line that is not one."""
    return ((number, _parsed(number, line)) for number, line in enumerate(lines, start=1) if line.strip())


def _parsed(number: int, line: str) -> dict[str, Any]:
    try:
        data = _DECODER.decode(line)
    except TrackerError as error:
        raise error.at(f"line {number}") from error
    except json.JSONDecodeError as error:
        where = f"{error.msg}, at its character {error.colno}"
        raise TrackerError(f"line {number} is not valid JSON: {where}", "Each line holds one object.") from error
    except (ValueError, RecursionError) as error:
        raise TrackerError(f"line {number} is not valid JSON: {error}", "Each line holds one object.") from error
    if not isinstance(data, dict):
        raise TrackerError(f"line {number} is not a JSON object", "Each line holds one object: {…}.")
    return data


def _without_doubles(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    data = dict(pairs)
    if len(data) != len(pairs):
        raise TrackerError("one object has the same key twice", "Leave one of them out.")
    return data


def _no_constant(word: str) -> None:
    raise TrackerError(f"{word} is not a JSON number", "Write it as text, or leave it out.")


# The standard library's decoder: msgspec does not report a key that is there twice.
_DECODER = json.JSONDecoder(object_pairs_hook=_without_doubles, parse_constant=_no_constant)
