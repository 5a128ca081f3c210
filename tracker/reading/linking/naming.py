"""New names for meetings: who, where and when, as `ahn-koizumi-japan-2026-01`."""

import re
from collections.abc import Callable, Collection, Sequence
from datetime import date
from functools import cache
from typing import Final

from tracker.domain.clocks import Published
from tracker.domain.names import folded, meeting_name
from tracker.domain.report import Participant
from tracker.domain.vocabulary import FIXED
from tracker.domain.window import Window
from tracker.reading.draft import Draft
from tracker.reading.language.tables import rows
from tracker.reading.places.gazetteer import country_name

_LONGEST: Final = 80  # leaves room for a number
_OTHER: Final = re.compile(r"[^a-z0-9]+")

# Where the family name comes first, unless the name shows another order.
_FAMILY_FIRST: Final = frozenset(["KR", "KP", "CN", "TW", "HK", "MO", "VN", "KH"])
_SOME_FIRST: Final = frozenset({"SG", "MY"})
_AFTER_THE_NAME: Final = frozenset({"jr", "sr", "ii", "iii", "iv"})
_ARTICLES: Final = ("al-", "el-", "al‑", "ul-", "ad-", "as-", "ash-", "at-", "ar-", "az-")
_PARTIES: Final = 2  # how many of those who come a name has
_LONGEST_TITLE: Final = 10  # words
# Kinds of which many come together; a summit may be one of them.
GATHERINGS: Final = frozenset({"multilateral", "forum", "summit"})
_SMALL: Final = frozenset({"of", "on", "the", "and", "for", "in", "at", "de", "von", "der", "la", "plus"})


def new_name(
    draft: Draft,
    taken: Callable[[str], bool] | Collection[str],
    published: Published | date | None = None,
) -> str:
    """Return a name for the meeting of the draft that is not `taken`.

    It has the family names of two who come, or the country codes of offices, the fixed place or the host, and the
    month of the window. Without a window, a meeting held has the month, and a plan the year, in which it was reported.
    If that does not begin with a letter, the kind of the meeting stands first.
    """
    is_taken = taken if callable(taken) else taken.__contains__
    day = published.date if isinstance(published, Published) else published
    name = _joined(draft, day)
    count, free = 1, name
    while is_taken(free):
        count += 1
        free = f"{name}-{count}"
    return meeting_name(free)


def title_of(draft: Draft) -> str | None:
    """Return the title of a forum or a meeting of many, if the words behind its kind are one.

    "Seoul Defense Dialogue" is; "regional security forum" is not.
    """
    if draft.claims.kind not in GATHERINGS or "kind" not in draft.evidence:
        return None
    words = draft.evidence["kind"].text.removeprefix("the ").removeprefix("The ").split()
    return " ".join(words) if 2 <= len(words) <= _LONGEST_TITLE and _is_title(words) else None


def _is_title(words: Sequence[str]) -> bool:
    """Whether at least two words have a capital, and no others but small ones are without."""
    large = [word for word in words if word not in _SMALL]
    return len(large) > 1 and all(word[0].isupper() or word[0].isdigit() for word in large)


def family_name(person: Participant) -> str:
    """Return the family name, folded, of somebody who is named: the first word or the last, by country and form."""
    words = [word for word in person.name.split() if folded(word).rstrip(".") not in _AFTER_THE_NAME] or ["?"]
    given = [word for word in words if _is_given(word)]
    if len(words) == 2 and len(given) == 1:
        return next(_bare(word) for word in words if word not in given)
    first, last = _bare(words[0]), _bare(words[-1])
    return first if _is_family_first(person.country, first, last, count=len(words)) else last


def _is_family_first(country: str | None, first: str, last: str, *, count: int) -> bool:
    is_family_name = first in _family_names()
    if country in _FAMILY_FIRST:
        return is_family_name or last not in _family_names()
    return country in _SOME_FIRST and count > 2 and is_family_name


@cache
def _family_names() -> frozenset[str]:
    return frozenset(name for row in rows("family_names.tsv") for name in row[1].split())


def _is_given(word: str) -> bool:
    """Whether the form shows a given name of two syllables: Gyu-back, Ki-moon."""
    first, hyphen, second = word.partition("-")
    return bool(hyphen) and second[:1].islower() and first[:1].isupper() and not word.lower().startswith(_ARTICLES)


def _bare(word: str) -> str:
    """Return a word of a name as a part of a meeting's name: Al-Sisi is sisi."""
    plain = folded(word) if not word.lower().startswith(_ARTICLES) else folded(word.split("-", 1)[1])
    return _slug(plain).replace("-", "")


def _joined(draft: Draft, day: date | None) -> str:
    title = title_of(draft)
    parts = [_slug(title)] if title else [*_who(draft), _where(draft)]
    when = _when(draft, day)
    name = "-".join(dict.fromkeys(part for part in parts if part))[:_LONGEST].strip("-")
    if not name[:1].isalpha():
        name = f"{draft.claims.kind or 'meeting'}-{name}".strip("-")
    return f"{name}-{when}" if when and not (title and name.endswith(when[:4])) else name


def _who(draft: Draft) -> list[str]:
    """Return who the name is of: an organisation alone, else the first of each of two countries, guests first."""
    people = draft.claims.participants
    body = next(filter(_is_body, people), None)
    if body and draft.claims.kind in GATHERINGS:
        return [_party(body)]
    countries: dict[str, Participant] = {}
    for person in sorted(people, key=lambda person: (_is_host(person, draft.claims.host), not person.name)):
        countries.setdefault(person.country or folded(person.name), person)
    named = [person for person in countries.values() if person.name]
    return [_party(person) for person in (named or list(countries.values()))[:_PARTIES]]


def _is_body(person: Participant) -> bool:
    """Whether a participant is an organisation: its code is longer than that of a country."""
    return not person.name and len(person.country or "") > 2


def _is_host(person: Participant, host: str | None) -> bool:
    return bool(host) and person.country == host


def _party(person: Participant) -> str:
    return (family_name(person) if person.name else "") or _slug(person.country or person.role or "")


def _where(draft: Draft) -> str:
    if draft.claims.kind == "call":
        return "call"
    place, host = draft.claims.place, draft.claims.host
    fixed = place and place.standing == FIXED and _slug(place.name)
    if fixed and len(fixed) <= 30:
        return fixed
    return _slug(country_name(host) or host) if host else ""


def _when(draft: Draft, day: date | None) -> str:
    window = draft.claims.window or draft.claims.original_window
    if window is None:
        if day is None:
            return ""
        return f"{day:%Y-%m}" if draft.stage == "held" else f"{day.year:04d}"
    return _month(window)


def _month(window: Window) -> str:
    """Return the month in which a window begins, or the year alone where it is wider than a month or open."""
    first, last = window.earliest, window.latest
    if first is None or last is None:
        bound = first or last
        return f"{bound.year:04d}" if bound else ""
    wide = (last - first).days > 31
    return f"{first.year:04d}" if wide else f"{first.year:04d}-{first.month:02d}"


def _slug(text: str) -> str:
    return _OTHER.sub("-", folded(text)).strip("-")
