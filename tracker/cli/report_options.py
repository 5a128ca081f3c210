"""The options of `tracker report`: one table of where an import line holds each, and how its value is read and written.

From it come the options of the commands, the import line that they give, the command that records a line, and the form
in which a person edits drafts.
"""

import shlex
from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

import click
from msgspec import Struct

from tracker.cli.options import Decorator, all_of, position
from tracker.cli.terminal import in_one_line
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import Line, read_stage
from tracker.domain.report import Json, report_json
from tracker.domain.vocabulary import CANDIDATE, FIXED
from tracker.ledger.desk import without_password

_DEFAULT_ATTRIBUTION: Final = "unattributed"

# The texts of options by their names, as a user types them; an option that is not set has none.
Texts = dict[str, tuple[str, ...]]


def read_participant(text: str) -> Json:
    """Read "NAME, ROLE, CC". The name comes first (it is empty for an office), the country last."""
    name, *rest = (part.strip() for part in text.split(","))
    country = rest.pop() if rest else None
    return {"name": name or None, "role": ", ".join(rest) or None, "country": country or None}


def write_participant(person: Json) -> str:
    """Write "NAME, ROLE, CC". A role keeps the comma after it, else it would be read as the country."""
    name, role, country = person["name"], person["role"], person["country"] or ""
    if role:
        return f"{name}, {role}, {country}".strip()
    return f"{name}, {country}" if country else name


def read_place(text: str) -> Json:
    """Read a place; "Yokosuka?" is a candidate."""
    name = text.strip()
    return {"name": name.rstrip("? "), "standing": CANDIDATE if name.endswith("?") else FIXED}


def write_place(place: Json) -> str:
    """Write a place; "Yokosuka?" is a candidate."""
    return f"{place['name']}?" if place["standing"] == CANDIDATE else place["name"]


class ReportOption(Struct, frozen=True, kw_only=True):
    """An option: its name without `--`, where an import line holds its value, and its help.

    `read` turns the text of a value into the value of the import line, and raises `TrackerError` if it cannot; `write`
    turns it back. Of an option that `repeats` the import line holds a list. An empty text counts as not given, but if
    `refuses_empty`, it is read, so that the user learns what is missing. `clearable` options can be named by
    `correct --clear`.
    """

    name: str
    path: tuple[str, ...]
    help: str
    metavar: str | None = None
    repeats: bool = False
    read: Callable[[str], Any] = str
    write: Callable[[Any], str] = str
    refuses_empty: bool = False
    clearable: bool = True

    @property
    def parameter(self) -> str:
        """The name under which Click passes the value to a command."""
        return self.name.replace("-", "_")

    @property
    def draft_field(self) -> str:
        """The field of a draft that holds the value, perhaps with others."""
        part, *rest = self.path
        return rest[0] if part == "claims" else part

    @property
    def clear_path(self) -> tuple[str, ...]:
        """Where null clears the value in an import line: without its date, a window cannot keep its words."""
        return self.path[:-1] if self.name == "window" else self.path

    def click_option(self, *, required: bool = False) -> Decorator:
        """Return the decorator that adds the option to a command."""
        return click.option(
            f"--{self.name}", multiple=self.repeats, required=required, metavar=self.metavar, help=self.help
        )

    def put(self, line: Json, texts: Sequence[str]) -> None:
        """Read the texts, and set the value in an import line."""
        values = [self.read(text) for text in texts]
        set_at(line, self.path, values if self.repeats else values[0])

    def is_set(self, line: Json) -> bool:
        """Whether an import line has the field, perhaps with null."""
        *outer, last = self.clear_path
        return last in _object_at(line, outer)

    def clear(self, line: Json) -> None:
        """Remove the value from an import line, if it is there."""
        *outer, last = self.clear_path
        _object_at(line, outer).pop(last, None)

    def texts(self, line: Json) -> tuple[str, ...]:
        """Return the value in an import line as a user types it, each text on one line."""
        *outer, last = self.path
        value = _object_at(line, outer).get(last)
        values = value or [] if self.repeats else [value]
        texts = [in_one_line(self.write(item)) for item in values if item is not None]
        return tuple(text for text in texts if text)


def _object_at(line: Json, path: Sequence[str]) -> Json:
    """Return the object at a path in an import line; an empty one if there is none."""
    for key in path:
        line = line.get(key) or {}
    return line


# In the order in which a person fills them in.
REPORT_OPTIONS: Final = (
    ReportOption(
        name="source",
        path=("source", "outlet"),
        metavar="OUTLET",
        help="Who published the item.",
        clearable=False,
    ),
    ReportOption(
        name="published",
        path=("published",),
        metavar="DATE",
        help="When: 2026-01-28, 2026-01-28T17:00+09:00, today.",
        clearable=False,
    ),
    ReportOption(
        name="url",
        path=("source", "url"),
        help="Where the news item stands.",
    ),
    ReportOption(
        name="headline",
        path=("source", "headline"),
        help="Its headline.",
    ),
    ReportOption(
        name="via",
        path=("source", "via"),
        metavar="OUTLET",
        help="Whom it was taken from; the last is the origin.",
        repeats=True,
    ),
    ReportOption(
        name="language",
        path=("source", "language"),
        metavar="CODE",
        help="The language of the item: en, ja, ko.",
    ),
    ReportOption(
        name="stage",
        path=("stage",),
        help="The stage that it should have had.",
        read=read_stage,
        write=lambda stage: stage.replace("_", "-"),
        clearable=False,
    ),
    ReportOption(
        name="attribution",
        path=("attribution", "class"),
        metavar="CLASS",
        help="official, sources, unattributed or media.",
    ),
    ReportOption(
        name="attributed-to",
        path=("attribution", "words"),
        metavar="TEXT",
        help='Who says so, in the item\'s words: "government sources".',
    ),
    ReportOption(
        name="side",
        path=("attribution", "side"),
        metavar="CC",
        help="Whose officials say so.",
        repeats=True,
    ),
    ReportOption(
        name="kind",
        path=("claims", "kind"),
        help="visit, talks, summit, multilateral, forum, call or operation.",
    ),
    ReportOption(
        name="with",
        path=("claims", "participants"),
        metavar='"NAME, ROLE, CC"',
        help="Who takes part.",
        repeats=True,
        read=read_participant,
        write=write_participant,
    ),
    ReportOption(
        name="without",
        path=("claims", "without"),
        metavar="NAME",
        help="Who does not, after all.",
        repeats=True,
    ),
    ReportOption(
        name="window",
        path=("claims", "window", "edtf"),
        metavar="EDTF",
        help='When: 2026-01-29/2026-01-31, "[2026-01-26..2026-02-01]".',
        refuses_empty=True,
    ),
    ReportOption(
        name="words",
        path=("claims", "window", "words"),
        help="The item's own words for when.",
        clearable=False,
    ),
    ReportOption(
        name="original-window",
        path=("claims", "original_window"),
        metavar="EDTF",
        help="The window that no longer holds.",
        read=lambda edtf: {"edtf": edtf},
        write=lambda window: window["edtf"],
        refuses_empty=True,
    ),
    ReportOption(
        name="place",
        path=("claims", "place"),
        help='Where. "Yokosuka?" is a candidate.',
        read=read_place,
        write=write_place,
    ),
    ReportOption(
        name="host",
        path=("claims", "host"),
        metavar="CC",
        help="The country that it takes place in.",
    ),
    ReportOption(
        name="reason",
        path=("claims", "reason"),
        help="Why it is off.",
    ),
    ReportOption(
        name="by",
        path=("claims", "by"),
        metavar="CC",
        help="By which country or side it was called off.",
    ),
    ReportOption(
        name="title",
        path=("claims", "title"),
        help="What it is, in a line.",
    ),
    ReportOption(
        name="quote",
        path=("quote",),
        help="The sentence that it rests on.",
    ),
    ReportOption(
        name="target",
        path=("target",),
        metavar="@N",
        help="The one report that is denied.",
        read=position,
        write=lambda number: f"@{number}",
    ),
)

OPTION: Final[Mapping[str, ReportOption]] = {option.name: option for option in REPORT_OPTIONS}
# A report needs these; it takes its stage as an argument.
REQUIRED: Final = ("source", "published")
OPTIONAL: Final = tuple(name for name in OPTION if name not in {*REQUIRED, "stage"})


def click_options(*names: str, required: bool = False) -> Decorator:
    """Return a decorator that adds the named options to a command."""
    return all_of(*(OPTION[name].click_option(required=required) for name in names))


def typed_texts(options: Mapping[str, Any]) -> Texts:
    """Return the texts of the options that were given, from the parameters that Click passes to a command."""
    typed: Texts = {}
    for option in REPORT_OPTIONS:
        value = options.get(option.parameter)
        texts = value or () if option.repeats else (value,)
        texts = tuple(text for text in texts if text or (text == "" and option.refuses_empty))
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


def refuse_words_alone(texts: Mapping[str, Sequence[str]]) -> None:
    """Raise if there are words for a window, but no window."""
    if texts.get("words") and not texts.get("window"):
        raise TrackerError.unparsable("--words has no --window to stand beside", "Add --window: what do they mean?")


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
            words += [f"--{name}", value]
    return shlex.join(words)


def set_at(line: Json, path: Sequence[str], value: object) -> None:
    """Set a value in an import line, and make the objects around it."""
    *outer, last = path
    for key in outer:
        line = line.setdefault(key, {})
    line[last] = value
