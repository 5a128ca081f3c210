"""The projection: where each meeting stands now, found by name, status, country, person and window."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from msgspec import Struct

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import LADDER
from tracker.store.connection import Connection, placeholders
from tracker.store.state import load


class Trace(Struct, frozen=True, kw_only=True):
    """What is told of a meeting that is looked for.

    It is dated within `days`, from the first to the last, or not at all. Of the rest one is enough: somebody's folded
    name holds one of `words`, somebody comes for one of `countries`, an office without a name for one of `offices`,
    or the host is one of `hosts`.
    """

    days: tuple[date, date]
    words: Sequence[str] = ()
    countries: Sequence[str] = ()
    offices: Sequence[str] = ()
    hosts: Sequence[str] = ()


def root_of(connection: Connection, name: str) -> str | None:
    """Return the meeting that a name stands for now, or None if the name was never used."""
    row = connection.one("SELECT meeting FROM names WHERE name = :name", name=name)
    return row[0] if row else None


def standing(connection: Connection, name: str, fold: int) -> Meeting | None:
    """Return where the meeting that a name stands for is now; None if the name was never used.

    None, too, if another fold than `fold` has made the projection, or nothing was ever reported.
    """
    row = connection.one(
        "SELECT state FROM names JOIN meetings ON meetings.meeting = names.meeting "
        "WHERE name = :name AND (SELECT fold FROM head WHERE log = 1) = :fold",
        name=name,
        fold=fold,
    )
    return load(row[0]) if row else None


def entry(connection: Connection, name: str) -> tuple[Meeting, int] | None:
    """Return where the meeting that a name stands for is now, and the last version of the name's own stream.

    None if the name was never used.
    """
    row = connection.one(
        "SELECT names.meeting, state, (SELECT max(version) FROM events WHERE events.meeting = names.name) "
        "FROM names LEFT JOIN meetings ON meetings.meeting = names.meeting WHERE name = :name",
        name=name,
    )
    return entry_of(*row) if row else None


def entry_of(root: str | None, state: str | None, version: int | None) -> tuple[Meeting, int] | None:
    """Return the same from what the tables hold: the meeting a name stands for, where that stands, the last version."""
    if root is None:
        return None
    return load(state) if state else Meeting(meeting=root), version or 0


def names_of(connection: Connection, root: str) -> list[str]:
    """Return every name that stands for the meeting now."""
    return [row[0] for row in connection.all("SELECT name FROM names WHERE meeting = :root ORDER BY name", root=root)]


def roots_beginning(connection: Connection, prefix: str) -> list[str]:
    """Return up to eleven meetings that have a report and a name that begins so."""
    rows = connection.all(
        "SELECT DISTINCT names.meeting FROM names JOIN meetings ON meetings.meeting = names.meeting "
        "WHERE name >= :prefix AND name < :after AND reports > 0 ORDER BY names.meeting LIMIT 11",
        prefix=prefix,
        after=prefix + "\U0010ffff",
    )
    return [row[0] for row in rows]


def every_name(connection: Connection) -> list[str]:
    """Return every name in use, for a suggestion."""
    return [row[0] for row in connection.all("SELECT name FROM names ORDER BY name")]


def every_root(connection: Connection) -> list[tuple[str, str]]:
    """Return every name in use with the meeting that it stands for now."""
    return [(row[0], row[1]) for row in connection.all("SELECT name, meeting FROM names")]


def present(connection: Connection, root: str) -> Meeting:
    """Return where the meeting stands now."""
    row = connection.one("SELECT state FROM meetings WHERE meeting = :root", root=root)
    return load(row[0]) if row else Meeting(meeting=root)


def matching(
    connection: Connection,
    *,
    status: str | None = None,
    without: Sequence[str] = (),
    country: str | None = None,
    words: Sequence[str] = (),
) -> Iterator[Meeting]:
    """Return, by name, at least the meetings that fit: a status (or none of `without`), a country, somebody so named.

    The words are looked for anywhere in the folded names: the caller says what exactly it means by a name.
    """
    conditions = ["reports > 0"]
    parameters: dict[str, Any] = {}
    # Not EXISTS: asked about the desk's own country, it looks through the index of countries once for each meeting.
    someone = "meeting IN (SELECT participants.meeting FROM participants WHERE participants."
    if status is not None:
        conditions.append("status = :status")
        parameters["status"] = status
    if without:
        listed, left_out = placeholders("without", without)
        parameters |= left_out
        conditions.append(f"(status IS NULL OR status NOT IN ({listed}))")
    if country is not None:
        conditions.append(f"(host = :country OR {someone}country = :country))")
        parameters["country"] = country
    for number, word in enumerate(words):
        conditions.append(f"{someone}name LIKE :word{number} ESCAPE '!')")
        parameters[f"word{number}"] = f"%{_literally(word)}%"
    sql = f"SELECT state FROM meetings WHERE {' AND '.join(conditions)} ORDER BY meeting"
    return _loaded(connection.stream(sql, **parameters))


def overlapping(connection: Connection, first: date, last: date) -> Iterator[Meeting]:
    """Return the meetings whose window may lie within the days given, by (earliest, latest, name)."""
    return _loaded(
        connection.stream(
            "SELECT state FROM meetings WHERE latest >= :first AND earliest <= :last AND reports > 0 "
            "ORDER BY earliest, latest, meeting",
            first=first.isoformat(),
            last=last.isoformat(),
        )
    )


def near(connection: Connection, trace: Trace) -> Iterator[Meeting]:
    """Return the meetings, by name, of which one may be spoken of."""
    parameters: dict[str, Any] = {"first": trace.days[0].isoformat(), "last": trace.days[1].isoformat()}
    anybody, either = [], []
    for number, word in enumerate(trace.words):
        anybody.append(f"name LIKE :word{number} ESCAPE '!'")
        parameters[f"word{number}"] = f"%{_literally(word)}%"
    for codes, condition in (
        (trace.countries, "country IN ({})"),
        (trace.offices, "name = '' AND country IN ({})"),
    ):
        if codes:
            listed, more = placeholders(f"code{len(parameters)}_", codes)
            anybody.append(condition.format(listed))
            parameters |= more
    if anybody:
        either.append(f"meeting IN (SELECT meeting FROM participants WHERE {' OR '.join(anybody)})")
    if trace.hosts:
        listed, more = placeholders("host", trace.hosts)
        either.append(f"host IN ({listed})")
        parameters |= more
    sql = (
        "SELECT state FROM meetings WHERE reports > 0 AND (latest IS NULL OR (latest >= :first AND earliest <= :last)) "
        f"AND ({' OR '.join(either) or '1 = 0'}) ORDER BY meeting"
    )
    return _loaded(connection.stream(sql, **parameters))


def recorded_as(connection: Connection, fingerprint: str) -> list[tuple[str, int]]:
    """Return where a news item was recorded: the meeting that it now belongs to, and its position, first to last."""
    rows = connection.all(
        "SELECT names.meeting, events.position FROM events JOIN names ON names.name = events.meeting "
        "WHERE fingerprint = :fingerprint ORDER BY events.position",
        fingerprint=fingerprint,
    )
    return [(row[0], row[1]) for row in rows]


def people(connection: Connection) -> Iterator[tuple[str, str | None, str]]:
    """Return everybody named in a meeting that counts: folded name, country, and the meeting, the latest last."""
    rows = connection.stream(
        "SELECT participants.name, country, participants.meeting FROM participants "
        "JOIN meetings ON meetings.meeting = participants.meeting "
        "WHERE reports > 0 AND participants.name <> '' ORDER BY COALESCE(latest, ''), participants.meeting"
    )
    return ((row[0], row[1], row[2]) for row in rows)


def ended_before(connection: Connection, day: date) -> Iterator[Meeting]:
    """Return the meetings that are planned still, or put off, though their window ended before the day."""
    listed, parameters = placeholders("status", (*LADDER, "postponed"))
    return _loaded(
        connection.stream(
            f"SELECT state FROM meetings WHERE status IN ({listed}) AND latest < :day "
            "ORDER BY earliest, latest, meeting",
            day=day.isoformat(),
            **parameters,
        )
    )


def with_origin(connection: Connection, origin: str) -> list[str]:
    """Return the meetings that a report of this origin counts for."""
    rows = connection.all("SELECT meeting FROM origins WHERE origin = :origin ORDER BY meeting", origin=origin)
    return [row[0] for row in rows]


def _literally(word: str) -> str:
    """Return a word for LIKE in which `%` and `_` are letters."""
    return word.replace("!", "!!").replace("%", "!%").replace("_", "!_")


def _loaded(rows: Iterable[tuple[Any, ...]]) -> Iterator[Meeting]:
    return (load(row[0]) for row in rows)
