"""A report as a person types it: read from the texts of its fields into an import line, and written from one."""

from collections.abc import Mapping, Sequence
from datetime import date

from tracker.domain.clocks import is_exact
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.domain.report import Json, report_json
from tracker.ledger.report_fields import REPORT_FIELDS

# The texts of fields by their names, as a person types them.
Texts = dict[str, tuple[str, ...]]


def import_fields(texts: Texts) -> Json:
    """Return the texts in the shape of an import line. Raises `TrackerError` for a text that cannot be read."""
    fields: Json = {}
    for field in REPORT_FIELDS:
        if field.name in texts:
            field.put(fields, texts[field.name])
    return fields


def refuse_words_alone(texts: Mapping[str, Sequence[str]]) -> None:
    """Raise if there are words for a window, but no window."""
    if texts.get("words") and not texts.get("window"):
        raise TrackerError.unparsable("--words needs --window", "Add the window that the words describe.")


def report_texts(line: Line) -> Texts:
    """Return the texts that a user would type for a line; every field is in it, some without a text."""
    fields = report_json(line.report)
    return {field.name: field.texts(fields) for field in REPORT_FIELDS}


def published_text(text: str | None, today: date) -> str | None:
    """Return a publication date as typed, but a day in words as the day that it is. Raise for one in the future."""
    if not text or is_exact(text):
        return text
    from tracker.domain.natural_days import PAST, read_days  # noqa: PLC0415 - 3 ms, for days in words only

    days = read_days(text, today, PAST)
    if days is None or days.first != days.last:
        return text
    if days.first > today:
        raise TrackerError(
            f"{text!r} is in the future", "Check --published: it is the day on which the item was printed."
        )
    return str(days.first)
