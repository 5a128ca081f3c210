"""A report as a user types it: read from the options of a command into an import line, and written from one."""

import shlex
from collections.abc import Mapping, Sequence
from typing import Any, Final

from tracker.cli.app import App
from tracker.cli.report_options import OPTION, REPORT_OPTIONS
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line
from tracker.domain.report import Json, report_json
from tracker.ledger.countries import with_codes
from tracker.ledger.desk import without_password

_DEFAULT_ATTRIBUTION: Final = "unattributed"

# The texts of options by their names, as a user types them.
Texts = dict[str, tuple[str, ...]]


def typed_texts(options: Mapping[str, Any]) -> Texts:
    """Return the texts of the options that were given, from the parameters that Click passes to a command."""
    typed: Texts = {}
    for option in REPORT_OPTIONS:
        texts = option.typed(options.get(option.parameter))
        if texts:
            typed[option.name] = texts
    return typed


def import_fields(texts: Texts) -> Json:
    """Return the options in the shape of an import line. Raises `TrackerError` for a text that cannot be read."""
    fields: Json = {}
    for option in REPORT_OPTIONS:
        if option.name in texts:
            option.put(fields, texts[option.name])
    return fields


def fields_with_codes(app: App, texts: Texts) -> Json:
    """Return the options as `import_fields` does, with country codes; say which countries have another code."""
    fields, notes = with_codes(import_fields(texts))
    app.note(notes)
    return fields


def refuse_words_alone(texts: Mapping[str, Sequence[str]]) -> None:
    """Raise if there are words for a window, but no window."""
    if texts.get("words") and not texts.get("window"):
        raise TrackerError.unparsable("--words needs --window", "Add the window that the words describe.")


def report_texts(line: Line) -> Texts:
    """Return the texts that a user would type for a line; every option is in it, some without a text."""
    fields = report_json(line.report)
    return {option.name: option.texts(fields) for option in REPORT_OPTIONS}


def report_command(line: Line, *, db: str | None = None) -> str:
    """Return the command that records a line, quoted for a shell. `db` is the log; its password is not shown."""
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
            words += [f"--{name}"] if OPTION[name].is_flag else [f"--{name}", value]
    return shlex.join(words)
