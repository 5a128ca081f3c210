"""The wording of windows, days, people, places, sources and attributions for every output.

A label is a list of pieces: `str` for words of the program, `Reported` for words of a report, and `Quoted` for words of
a report that stand in quotation marks. So each output can escape the words of reports and choose its quotation marks:
`label_text` returns plain text, `board/label_markup.py` HTML.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from typing import Any, Final

from tracker.domain.clocks import Published
from tracker.domain.flag_reasons import FlagReason
from tracker.domain.meeting import Link, Meeting
from tracker.domain.report import Attribution, Participant, Place, Source
from tracker.domain.vocabulary import CANDIDATE, plain
from tracker.domain.window import Window

NOTHING: Final = "–"
DETAILS_ONLY: Final = "details only"
# Between an outlet and the outlet that it took the item from.
TAKEN_FROM: Final = " < "
# Who stands behind a report, after "according to".
ACCORDING_TO: Final = {
    "official": "officials",
    "sources": "unnamed sources",
    "unattributed": "the outlet itself",
    "media": "other media",
}
# The same as an entry of a legend.
ATTRIBUTION_CLASSES: Final = {
    "official": "official, on the record",
    "sources": "unnamed sources",
    "unattributed": "the outlet’s own voice",
    "media": "another outlet’s report",
}
# The fields of a draft, in the words of the form.
DRAFT_FIELD_NAMES: Final[Mapping[str, str]] = {
    "stage": "stage",
    "attribution": "says who",
    "kind": "kind",
    "participants": "who",
    "window": "when",
    "original_window": "before",
    "place": "where",
    "host": "host",
    "reason": "reason",
    "by": "by",
}
_FLAG_NAMES: Final = {"date_unofficial": "date not official"}
# Fields whose values hold commas of their own.
_SEPARATED_BY_SEMICOLONS: Final = frozenset({"participants", "links", "previous_windows"})
# The time of day in an instant as text (2026-01-21T17:00+09:00), and its zone.
_TIME: Final = slice(11, 16)
_ZONE: Final = slice(-6, None)


class Reported(str):
    """Words of a report, such as a name."""

    __slots__ = ()


class Quoted(Reported):
    """Words of a report that stand in quotation marks."""

    __slots__ = ()


Label = list[str]


def label_text(label: Iterable[str], *, clean: Callable[[str], str] = str, quotes: tuple[str, str] = ('"', '"')) -> str:
    """Return a label as plain text.

    `clean` makes the words of a report safe for the output; `quotes` is the opening and the closing quotation mark.
    """
    opening, closing = quotes
    words = []
    for piece in label:
        if isinstance(piece, Quoted):
            words.append(f"{opening}{clean(piece)}{closing}")
        elif isinstance(piece, Reported):
            words.append(clean(piece))
        else:
            words.append(piece)
    return "".join(words)


def joined_labels(labels: Iterable[Label], separator: str) -> Label:
    """Return labels as one, with a separator between them."""
    label: Label = []
    for part in labels:
        if label:
            label.append(separator)
        label += part
    return label


def day_label(day: date | str) -> str:
    """Return a day, a date or its ISO text, as 21 Jan 2026."""
    day = date.fromisoformat(day) if isinstance(day, str) else day
    return f"{day.day} {day:%b} {day.year}"


def published_label(published: Published) -> str:
    """Return when an item was published: the day, and the time with its zone if they are known."""
    day = day_label(published.day)
    return f"{day}, {published.text[_TIME]} {published.text[_ZONE]}" if published.utc else day


def window_label(window: Window) -> Label:
    """Return a window, followed by the words of the report: 29–31 Jan 2026 ("end of the month")."""
    return [window.label(), " (", Quoted(window.words), ")"] if window.words else [window.label()]


def when_label(meeting: Meeting) -> Label:
    """Return the window for tables; of a meeting without one, the window that it gave up last: was 7–8 Dec 2026."""
    if meeting.window:
        return [meeting.window.label()]
    if meeting.previous_windows:
        return [f"was {meeting.previous_windows[-1].label()}"]
    return []


def person_label(person: Participant) -> Label:
    """Return name, role and country as `--with` takes them; an unnamed office has no name."""
    return joined_labels([[Reported(part)] for part in (person.name, person.role, person.country) if part], ", ")


def office_label(office: Participant) -> Label:
    """Return an office without a name for a title: defence minister (HR)."""
    if office.country:
        return [Reported(office.role or "government"), f" ({office.country})"]
    return [Reported(office.role)] if office.role else []


def place_label(place: Place) -> Label:
    """Return a place for tables and changes; a candidate has a question mark."""
    return [Reported(place.name), "?"] if place.standing == CANDIDATE else [Reported(place.name)]


def where_label(meeting: Meeting) -> Label:
    """Return the places and the host country for tables: Seoul?, Busan?, KR."""
    return joined_labels([*map(place_label, meeting.places), *_host_labels(meeting)], ", ")


def full_place_label(place: Place) -> Label:
    """Return a place for text that explains itself: Seoul (candidate)."""
    return [Reported(place.name), " (candidate)"] if place.standing == CANDIDATE else [Reported(place.name)]


def full_where_label(meeting: Meeting) -> Label:
    """Return the places and the host country for text that explains itself: Seoul (candidate); Busan, KR."""
    places = joined_labels(map(full_place_label, meeting.places), "; ")
    return joined_labels([part for part in (places, *_host_labels(meeting)) if part], ", ")


def link_label(link: Link) -> Label:
    """Return a relation and the other meeting: part of ssd-2026."""
    return [f"{plain(link.relation)} {link.meeting}"]


def source_label(source: Source) -> Label:
    """Return an outlet and the chain that it took the item from: NationPress < Yonhap."""
    return joined_labels([[Reported(outlet)] for outlet in (source.outlet, *source.via)], TAKEN_FROM)


def attribution_label(attribution: Attribution) -> Label:
    """Return who stands behind a report: official (KR, JP): "both ministries"."""
    sides = f" ({', '.join(attribution.side)})" if attribution.side else ""
    label = [f"{attribution.class_}{sides}"]
    return [*label, ": ", Quoted(attribution.words)] if attribution.words else label


def according_to_label(attribution: Attribution, sides: Sequence[str]) -> Label:
    """Return who stands behind a report for a sentence: officials of KR and JP ("both ministries")."""
    of_sides = f" of {' and '.join(sides)}" if sides else ""
    label = [f"{ACCORDING_TO[attribution.class_]}{of_sides}"]
    return [*label, " (", Quoted(attribution.words), ")"] if attribution.words else label


def flag_reason_label(reason: FlagReason, *, with_source: bool = True) -> Label:
    """Return what a flag rests on: disputed: cancelled, according to officials of KR (Yonhap, @7)."""
    if reason.flag == "parent_off":
        return [f"part of {reason.meeting}, which is off (@{reason.position})"]
    label: Label = [_FLAG_NAMES.get(reason.flag, plain(reason.flag))]
    if reason.says:
        label.append(f": {plain(reason.says)}")
    if with_source:
        label += _reason_source(reason)
    if reason.official_window:
        label.append(f"; officially {reason.official_window.label()}")
    return label


def _reason_source(reason: FlagReason) -> Label:
    label: Label = []
    if reason.attribution:
        label += [", according to ", *according_to_label(reason.attribution, reason.attribution.side)]
    label += [" (", Reported(reason.outlet), f", @{reason.position})"] if reason.outlet else [f" (@{reason.position})"]
    return label


def _host_labels(meeting: Meeting) -> list[Label]:
    return [[meeting.host]] if meeting.host else []


_LABEL_OF: Final[Mapping[type, Callable[[Any], Label]]] = {
    Window: window_label,
    Place: place_label,
    Participant: person_label,
    Link: link_label,
}


def value_label(field: str, value: Any) -> Label:  # noqa: ANN401 - the value of any field
    """Return the value of a field of a status; a dash if it is empty."""
    if value in (None, (), ""):
        return [NOTHING]
    if isinstance(value, tuple):
        separator = "; " if field in _SEPARATED_BY_SEMICOLONS else ", "
        return joined_labels([value_label(field, item) for item in value], separator)
    if label_of := _LABEL_OF.get(type(value)):
        return label_of(value)
    if field == "since":
        return [day_label(value)]
    return [plain(value)] if field in {"status", "flags"} else [Reported(value)]
