"""A report as a user types it: read from the options of a command into an import line, and written from one."""

from collections.abc import Mapping
from typing import Any, Final

from tracker.cli.app import App
from tracker.domain.import_line import Line
from tracker.domain.report import Json
from tracker.ledger.countries import with_codes
from tracker.ledger.desk import without_password
from tracker.ledger.report_fields import FIELD, REPORT_FIELDS
from tracker.ledger.report_texts import Texts, import_fields, report_texts

_DEFAULT_ATTRIBUTION: Final = "unattributed"


def typed_texts(options: Mapping[str, Any]) -> Texts:
    """Return the texts of the options that were given, from the parameters that Click passes to a command."""
    typed: Texts = {}
    for option in REPORT_FIELDS:
        texts = option.typed(options.get(option.parameter))
        if texts:
            typed[option.name] = texts
    return typed


def fields_with_codes(app: App, texts: Texts) -> Json:
    """Return the options as `import_fields` does, with country codes; say which countries have another code."""
    fields, notes = with_codes(import_fields(texts))
    app.note(notes)
    return fields


def report_command(line: Line, *, db: str | None = None) -> str:
    """Return the command that records a line, quoted for a shell. `db` is the log; its password is not shown."""
    from shlex import join  # noqa: PLC0415 - tracker report prints no command

    texts = report_texts(line)
    (stage,) = texts.pop("stage")
    if texts["attribution"] == (_DEFAULT_ATTRIBUTION,):
        del texts["attribution"]
    words = ["tracker"]
    if db:
        words += ["--db", without_password(db)]
    words += ["report", line.meeting, stage]
    if line.new:
        words.append("--new")
    for name, values in texts.items():
        for value in values:
            words += [f"--{name}"] if FIELD[name].is_flag else [f"--{name}", value]
    return join(words)
