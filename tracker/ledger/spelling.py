"""Spellings of a person's name: saying that two are one person, listing them, and taking it back."""

from collections.abc import Iterator

from msgspec import Struct

from tracker.domain.clocks import utc_text
from tracker.domain.errors import TrackerError, quoted
from tracker.domain.names import folded
from tracker.domain.spellings import Spelling, is_name_of_person
from tracker.ledger.desk import Desk
from tracker.store import projection, spellings
from tracker.store.connection import Connection


class Aliased(Struct, frozen=True, kw_only=True):
    """A decision about a spelling. `in_both` are the meetings that still list the person under both names."""

    spelling: str
    name: str
    is_new: bool
    in_both: tuple[str, ...] = ()


def add(desk: Desk, name: str, other: str, *, dry_run: bool = False) -> Aliased:
    """Say that `other` is another spelling of the person `name`: from now on such a person is recorded under `name`."""
    name, other = _checked(name), _checked(other)
    with desk.adding(dry_run=dry_run) as append:
        connection, known = append.connection, append.spellings
        typed, name = name, known.name_in_use(name) or known.name_of(_as_recorded(desk, name))
        if folded(name) == folded(other):
            raise TrackerError(
                f"{other} and {typed} are one person already", "Case, accents, hyphens and blanks do not matter."
            )
        is_new = known.name_of(other) != name
        if is_new and not append.is_preview:
            if former := known.name_in_use(other):
                spellings.rename(connection, former, name)
            row = Spelling(spelling=other, name=name, recorded_at=utc_text(append.now), recorded_by=desk.recorder)
            spellings.put(connection, [row])
        in_both = projection.with_both(connection, folded(name), folded(other))
        return Aliased(spelling=other, name=name, is_new=is_new, in_both=tuple(in_both))


def remove(desk: Desk, other: str, *, dry_run: bool = False) -> Aliased:
    """Say that a spelling is that of another person after all. Events recorded meanwhile stay as they are."""
    with desk.adding(dry_run=dry_run) as append:
        stored_keys = spellings.keys(append.connection)
        key = folded(other) if folded(other) in stored_keys else other
        if key not in stored_keys:
            raise TrackerError(f"{other!r} is not another spelling of a name", "tracker alias lists them.")
        name = append.spellings.name_of(other)
        if not append.is_preview:
            spellings.remove(append.connection, key)
        return Aliased(spelling=other, name=name, is_new=False)


def listed(desk: Desk) -> list[Spelling]:
    """Return every spelling, by name."""
    with desk.snapshot():
        return spellings.rows(desk.connection)


def damaged(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each spelling that was written by hand and cannot be used."""
    for key in spellings.unsound_keys(connection):
        yield f"the spelling {key!r} is not one that alias wrote: run tracker alias --remove {key!r}"


def _checked(name: str) -> str:
    name = name.strip()
    if not folded(name) or not is_name_of_person(name):
        raise TrackerError.unparsable(
            f"{quoted(name)} is not the name of a person", 'Write: tracker alias "Cho Hyun" 조현'
        )
    return name


def _as_recorded(desk: Desk, name: str) -> str:
    """Return the name as the latest meeting of that person has it, or as it is given."""
    key = folded(name)
    latest = max(
        projection.with_person(desk.connection, key, desk.fold), key=lambda meeting: meeting.last_position, default=None
    )
    written = [person.name for person in latest.participants if folded(person.name) == key] if latest else []
    return written[0] if written else name
