"""A report as it is typed: each field as the option of `tracker report` that takes it, and the whole command."""

import shlex
from collections.abc import Iterable
from typing import Final

from tracker.domain.import_line import Line
from tracker.domain.report import Participant, Place
from tracker.domain.vocabulary import CANDIDATE
from tracker.ledger.desk import without_password

# Fields of a report by their options, in the order in which a person fills them in, and where an import line holds
# each. `window` and `words` share a place.
FIELDS: Final[dict[str, tuple[str, ...]]] = {
    "stage": ("stage",),
    "attribution": ("attribution", "class"),
    "attributed-to": ("attribution", "words"),
    "side": ("attribution", "side"),
    "kind": ("claims", "kind"),
    "with": ("claims", "participants"),
    "without": ("claims", "without"),
    "window": ("claims", "window"),
    "words": ("claims", "window"),
    "original-window": ("claims", "original_window"),
    "place": ("claims", "place"),
    "host": ("claims", "host"),
    "reason": ("claims", "reason"),
    "by": ("claims", "by"),
    "title": ("claims", "title"),
    "quote": ("quote",),
    "target": ("target",),
}
# Fields that hold several values, each of them an option of its own.
LISTS: Final = ("side", "with", "without")
_DEFAULT: Final = "unattributed"

Values = dict[str, tuple[str, ...]]


def typed(line: Line) -> Values:
    """Return what is to be typed for each of FIELDS: no value, one, or of LISTS several."""
    report, claims, attribution = line.report, line.report.claims, line.report.attribution
    window, original = claims.window, claims.original_window
    values: dict[str, Iterable[str | None]] = {
        "stage": [report.stage.replace("_", "-")],
        "attribution": [attribution.class_],
        "attributed-to": [attribution.words],
        "side": attribution.side,
        "kind": [claims.kind],
        "with": map(_person, claims.participants),
        "without": claims.without,
        "window": [window.edtf if window else None],
        "words": [window.words if window else None],
        "original-window": [original.edtf if original else None],
        "place": [_place(claims.place) if claims.place else None],
        "host": [claims.host],
        "reason": [claims.reason],
        "by": [claims.by],
        "title": [claims.title],
        "quote": [report.quote],
        "target": [f"@{report.target}" if report.target else None],
    }
    return {field: tuple(_in_a_line(value) for value in values[field] if value) for field in FIELDS}


def command(line: Line, *, db: str | None = None) -> str:
    """Return the command that records the line, quoted for a shell; `db` names the log, without a password."""
    source = line.report.source
    values = typed(line)
    if values["attribution"] == (_DEFAULT,):
        del values["attribution"]
    words = ["tracker", *(("--db", without_password(db)) if db else ()), "report", line.meeting, *values.pop("stage")]
    given: dict[str, Iterable[str | None]] = {
        "source": [source.outlet],
        "published": [line.report.published.text],
        "url": [source.url],
        "headline": [source.headline],
        "via": source.via,
        "language": [source.language],
        **values,
    }
    options = [(field, _in_a_line(value)) for field, several in given.items() for value in several if value]
    words += ["--new"] if line.new else []
    return shlex.join([*words, *(word for field, value in options for word in (f"--{field}", value))])


def _place(place: Place) -> str:
    return f"{place.name}?" if place.standing == CANDIDATE else place.name


def _person(person: Participant) -> str:
    """Return "NAME, ROLE, CC". A role keeps the comma after it, or it would be taken for the country."""
    if person.role:
        return f"{person.name}, {person.role}, {person.country or ''}".strip()
    return f"{person.name}, {person.country}" if person.country else person.name


def _in_a_line(value: str) -> str:
    return " ".join(value.split())
