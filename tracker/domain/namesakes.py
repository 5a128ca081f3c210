"""People of one meeting who may be one person: "Macron" and "Emmanuel Macron"."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.domain.changes import Change
from tracker.domain.names import folded
from tracker.domain.report import Participant


def new_namesakes(changes: Iterable[Change]) -> list[tuple[str, str]]:
    """Return each bare name with the full name that it may stand for, if the changes added one of the two."""
    return [
        (short.name, full.name)
        for change in changes
        if change.field == "participants"
        for short, full in _pairs(change.new)
        if not {short.key, full.key} <= {person.key for person in change.old}
    ]


def _pairs(people: Sequence[Participant]) -> Iterator[tuple[Participant, Participant]]:
    return ((short, full) for short in people for full in people if _may_be(short, full))


def _may_be(short: Participant, full: Participant) -> bool:
    """Whether a name is the first or the last word of another, and no country speaks against it."""
    words = folded(full.name).split()
    is_part = len(words) > 1 and folded(short.name) in {words[0], words[-1]}
    return is_part and (short.country == full.country or not (short.country and full.country))
