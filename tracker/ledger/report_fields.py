"""The table of the fields that a person types of a report: where an import line holds each, how it is read and written.

From it come the options of the commands, the import line that they give, the command that records a line, and the forms
in which a person logs a report or edits a draft: that of the editor, and those of the browser.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Final

from msgspec import Struct

from tracker.domain.clocks import read_position
from tracker.domain.import_line import read_stage, read_word
from tracker.domain.report import Json
from tracker.domain.vocabulary import CANDIDATE, FIXED
from tracker.ledger.participants import read_participant, write_participant

_ANSWERS: Final = {"yes": True, "no": False}
YES: Final = "yes"


def write_stage(stage: str) -> str:
    """Write a stage with hyphens."""
    return stage.replace("_", "-")


def read_outlet(text: str) -> str:
    """Read an outlet; one that the reader's table has gets its usual name, so that it counts as one outlet."""
    from tracker.reading.article.outlets import outlet_name  # noqa: PLC0415 - imported only if needed

    return outlet_name(text)


def read_place(text: str) -> Json:
    """Read a place; "Yokosuka?" is a candidate."""
    name = text.strip()
    return {"name": name.rstrip("? "), "standing": CANDIDATE if name.endswith("?") else FIXED}


def write_place(place: Json) -> str:
    """Write a place; "Yokosuka?" is a candidate."""
    return f"{place['name']}?" if place["standing"] == CANDIDATE else place["name"]


def read_window(edtf: str) -> Json:
    """Read a window that has no words of the item."""
    return {"edtf": edtf}


def write_window(window: Json) -> str:
    """Write a window without its words."""
    edtf: str = window["edtf"]
    return edtf


def write_position(number: int) -> str:
    """Write a position in the log: @7."""
    return f"@{number}"


def read_answer(text: str) -> bool:
    """Read yes or no."""
    return _ANSWERS[read_word(text.lower(), _ANSWERS, "an answer")]


def write_answer(answer: bool) -> str:  # noqa: FBT001 - a value of the table
    """Write yes; no is written as nothing, since it is the default."""
    return YES if answer else ""


class ReportField(Struct, frozen=True, kw_only=True):
    """A field: its name (that of the option without `--`), the keys where an import line holds its value, and its help.

    `read` turns the text of a value into the value of the import line, and raises `TrackerError` if it cannot; `write`
    turns it back. Of a field that `repeats` the import line holds a list. A field that `is_flag` takes no value on the
    command line; its text is yes. An empty text counts as not given, but if `refuses_empty`, it is read, and the
    error says what to write. `clearable` fields can be named by `correct --clear`.
    """

    name: str
    path: tuple[str, ...]
    help: str
    metavar: str | None = None
    repeats: bool = False
    is_flag: bool = False
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

    def typed(self, value: Any) -> tuple[str, ...]:  # noqa: ANN401 - the value of any field
        """Return the texts in the value that Click passes to a command."""
        if self.is_flag:
            return (YES,) if value else ()
        texts = value or () if self.repeats else (value,)
        return tuple(text for text in texts if text or (text == "" and self.refuses_empty))

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
        texts = [" ".join(self.write(item).split()) for item in values if item is not None]
        return tuple(text for text in texts if text)


def _object_at(line: Json, path: Sequence[str]) -> Json:
    """Return the object at a path in an import line; empty if it is missing."""
    for key in path:
        line = line.get(key) or {}
    return line


# In the order in which a person fills them in.
REPORT_FIELDS: Final = (
    ReportField(
        name="source",
        path=("source", "outlet"),
        help="Who published the item.",
        metavar="OUTLET",
        read=read_outlet,
        clearable=False,
    ),
    ReportField(
        name="published",
        path=("published",),
        help="Publication date: 2026-01-28, 2026-01-28T17:00+09:00, today.",
        metavar="DATE",
        clearable=False,
    ),
    ReportField(name="url", path=("source", "url"), help="Address of the news item."),
    ReportField(name="headline", path=("source", "headline"), help="Headline of the news item."),
    ReportField(
        name="via",
        path=("source", "via"),
        help="Outlet it was taken from; repeats, the last is the origin.",
        metavar="OUTLET",
        repeats=True,
        read=read_outlet,
    ),
    ReportField(name="language", path=("source", "language"), help="Language of the item: en, ja, ko.", metavar="CODE"),
    ReportField(
        name="stage", path=("stage",), help="The correct stage.", read=read_stage, write=write_stage, clearable=False
    ),
    ReportField(
        name="attribution",
        path=("attribution", "class"),
        help="Who says so: official, sources, unattributed or media.",
        metavar="CLASS",
    ),
    ReportField(
        name="attributed-to",
        path=("attribution", "words"),
        help='Who says so, in the item\'s words: "government sources".',
        metavar="TEXT",
    ),
    ReportField(
        name="side",
        path=("attribution", "side"),
        help="Country whose officials say so; repeats.",
        metavar="CC",
        repeats=True,
    ),
    ReportField(
        name="kind", path=("claims", "kind"), help="visit, talks, summit, multilateral, forum, call or operation."
    ),
    ReportField(
        name="with",
        path=("claims", "participants"),
        help="Who takes part; repeats.",
        metavar='"NAME, ROLE, CC"',
        repeats=True,
        read=read_participant,
        write=write_participant,
    ),
    ReportField(
        name="without",
        path=("claims", "without"),
        help="Who no longer takes part; repeats.",
        metavar="NAME",
        repeats=True,
    ),
    ReportField(
        name="window",
        path=("claims", "window", "edtf"),
        help='When: 2026-01-29/2026-01-31, "[2026-01-26..2026-02-01]".',
        metavar="EDTF",
        refuses_empty=True,
    ),
    ReportField(
        name="words", path=("claims", "window", "words"), help="The item's own words for the window.", clearable=False
    ),
    ReportField(
        name="original-window",
        path=("claims", "original_window"),
        help="The window that no longer holds.",
        metavar="EDTF",
        read=read_window,
        write=write_window,
        refuses_empty=True,
    ),
    ReportField(
        name="place",
        path=("claims", "place"),
        help='Where. "Yokosuka?" is a candidate.',
        read=read_place,
        write=write_place,
    ),
    ReportField(name="host", path=("claims", "host"), help="Country where it takes place.", metavar="CC"),
    ReportField(
        name="withdraw",
        path=("claims", "withdrawn"),
        help="What no longer holds: place, window or host; repeats.",
        metavar="FIELD",
        repeats=True,
        read=str.lower,
    ),
    ReportField(
        name="in-doubt",
        path=("claims", "in_doubt"),
        help="The plan may not come off.",
        is_flag=True,
        read=read_answer,
        write=write_answer,
    ),
    ReportField(name="reason", path=("claims", "reason"), help="Why it was postponed or cancelled."),
    ReportField(name="by", path=("claims", "by"), help="Country or side that postponed or cancelled it.", metavar="CC"),
    ReportField(name="title", path=("claims", "title"), help="Title of the meeting, in one line."),
    ReportField(name="quote", path=("quote",), help="The sentence that says so."),
    ReportField(
        name="target",
        path=("target",),
        help="The report that is denied.",
        metavar="@N",
        read=read_position,
        write=write_position,
    ),
)

FIELD: Final[Mapping[str, ReportField]] = {field.name: field for field in REPORT_FIELDS}


def set_at(line: Json, path: Sequence[str], value: object) -> None:
    """Set a value in an import line, and make the objects around it."""
    *outer, last = path
    for key in outer:
        line = line.setdefault(key, {})
    line[last] = value
