"""Candidates: the meetings of the ledger that the drafts of an article may refer to."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.clocks import Published
from tracker.domain.meeting import Meeting
from tracker.domain.report import Participant
from tracker.ledger.desk import Desk
from tracker.reading.draft import Draft
from tracker.reading.linking.likeness import tokens
from tracker.reading.linking.matching import GATHERINGS
from tracker.reading.linking.sounds import LATIN, script
from tracker.store import projection

# How far the window of a meeting may lie from what is reported of it: see `tracker.reading.linking.timing`.
_NEAR: Final = timedelta(days=430)
# So much of a word finds its other spellings too: Zelensky, Zelenskyy.
_STEM: Final = 4


def candidates(desk: Desk, drafts: Sequence[Draft], published: Published) -> list[Meeting]:
    """Return every meeting that one of the drafts may refer to."""
    people = [person for draft in drafts for person in draft.claims.participants]
    criteria = projection.SearchCriteria(
        days=_days(drafts, published.date),
        words=sorted({stem for person in people if person.name for stem in _stems(person.name)}),
        countries=_countries(person for person in people if not _has_latin_name(person)),
        offices=_countries(person for person in people if _has_latin_name(person)),
        hosts=_hosts_of_gatherings(drafts),
    )
    return projection.matching(desk.connection, criteria, desk.fold)


def _hosts_of_gatherings(drafts: Sequence[Draft]) -> list[str]:
    """Return the hosts of forums and the like: articles on one of them name different guests."""
    claims = [draft.claims for draft in drafts if draft.claims.kind in GATHERINGS]
    return sorted({claim.host for claim in claims if claim.host})


def _has_latin_name(person: Participant) -> bool:
    return bool(person.name) and script(person.name) == LATIN


def _countries(people: Iterable[Participant]) -> list[str]:
    return sorted({person.country for person in people if person.country})


def _stems(name: str) -> set[str]:
    """Return what of a name its other spellings hold too; of initials only if there is nothing else."""
    words = tokens(name)
    return {word[:_STEM] for word in words if len(word) > 1} or set(words)


def _days(drafts: Sequence[Draft], day: date) -> tuple[date, date]:
    windows = [window for draft in drafts for window in (draft.claims.window, draft.claims.original_window) if window]
    first = min([day, *(window.earliest for window in windows if window.earliest)])
    last = max([day, *(window.latest for window in windows if window.latest)])
    low = first - _NEAR if first - date.min > _NEAR else date.min
    return low, last + _NEAR if date.max - last > _NEAR else date.max
