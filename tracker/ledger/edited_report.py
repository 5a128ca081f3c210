"""A drafted report after a person has edited it: what changed, and what goes with what changed."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Final

from tracker.domain.import_line import Line, read_line
from tracker.domain.report import Json, report_json
from tracker.ledger.countries import with_codes
from tracker.ledger.report_fields import FIELD, REPORT_FIELDS
from tracker.ledger.report_texts import Texts, refuse_words_alone

# Fields that are dropped with a field that changes, unless they change too.
_DEPENDENT: Final = {"window": "words", "stage": "quote"}


def edited_line(line: Line, shown: Texts, typed: Texts, *, meeting: str, new: bool) -> tuple[Line, tuple[str, ...]]:
    """Return the line to record, and the fields of the draft that changed, by name.

    `shown` are the texts as the form showed them. A field that was not changed keeps its value, also if the form does
    not show all of it.
    """
    changed = changed_names(shown, typed)
    dropped = dropped_names(changed)
    if "words" not in dropped:
        refuse_words_alone(typed)
    fields: Json = {"meeting": meeting, "new": new, **unchanged_fields(line, changed)}
    for field in REPORT_FIELDS:
        texts = typed.get(field.name)
        if field.name in changed and texts:
            field.put(fields, texts)
        elif field.name in changed or field.name in dropped:
            field.clear(fields)
    coded, _ = with_codes(fields)
    moved = {"meeting"} if meeting != line.meeting else set()
    return read_line(coded), tuple(sorted(draft_fields(changed) | moved))


def changed_names(shown: Mapping[str, Sequence[str]], typed: Mapping[str, Sequence[str]]) -> set[str]:
    """Return the names of the fields whose texts differ."""
    return {name for name, texts in shown.items() if tuple(typed.get(name, ())) != tuple(texts)}


def dropped_names(changed: set[str]) -> set[str]:
    """Return the names of the fields that are dropped since another one changed."""
    return {name for field, name in _DEPENDENT.items() if field in changed and name not in changed}


def unchanged_fields(line: Line, changed: set[str]) -> Json:
    """Return a report as fields of an import line, without the evidence of those that changed."""
    fields = report_json(line.report)
    evidence = fields.pop("evidence", {})
    fields["evidence"] = {field: words for field, words in evidence.items() if field not in draft_fields(changed)}
    return fields


def draft_fields(names: Iterable[str]) -> frozenset[str]:
    """Return the fields of a draft that hold these fields of a report."""
    return frozenset(FIELD[name].draft_field for name in names)
