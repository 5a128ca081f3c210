"""The outlet behind what pages and feeds call themselves: "Example Post - World", "World news | The Guardian"."""

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from tracker.reading.article.addresses import host
from tracker.reading.article.outlets import outlet_name, outlet_of
from tracker.reading.language.tables import rows, word_set

_LONGEST: Final = 200  # characters of a title
_SEPARATOR: Final = re.compile(r"\s+(?:[-–—:/·•|>»›]|::|>>)\s+|\s*[|»›]\s*|:\s+")
_RSS: Final = re.compile(r"\s*\(?\b(?:RSS|Atom)\b(?:\s+[Ff]eeds?)?\)?\s*\Z|\A(?:RSS|Atom)(?:\s+[Ff]eeds?)?\b[\s:-]*")
_SHORTEST: Final = 3  # letters of a name that is found in its host
_MORE: Final = 12  # letters that a name has more than its host
_DOMAIN: Final = re.compile(r"(?:www\.)?([\w-]+(?:\.[\w-]+)+)")
# With these words alone, a part of a title names a section.
_SECTIONS: Final = word_set(
    "home homepage page front all a and the of for from in on most top main latest recent breaking live daily news "
    "newsfeed feed feeds rss atom channel headlines headline stories story articles article posts updates world "
    "global international national local regional politics political diplomacy foreign affairs policy defence defense "
    "security military economy business markets finance opinion opinions editorial editorials commentary columns "
    "analysis features sport sports culture arts entertainment lifestyle life travel science health environment "
    "climate technology tech education society video videos photos multimedia blog blogs press releases release media "
    "english edition asia asian pacific asia-pacific europe european africa african america american americas latin "
    "middle east eastern western north south central southeast northeast region world's & category archives tag "
    "search results"
)


def outlet_in(title: str | None, address: str | None) -> str | None:
    """Return the outlet that a title names, without the section; None if it names none, or if that is not clear.

    `address` is that of the article: of two parts, the part that its host spells is the name.
    """
    words = _RSS.sub("", " ".join((title or "")[:_LONGEST].split())).strip()
    if not words or words.startswith("@") or "://" in words:
        return None
    domain = _DOMAIN.fullmatch(words.lower())
    if domain:
        return outlet_name(words) if outlet_of(words) else outlet_name(domain[1])
    parts = [part.strip() for part in _SEPARATOR.split(words) if part.strip()]
    listed = next(filter(None, map(outlet_of, (words, *parts))), None)
    return listed.name if listed else _named(parts, address)


def _named(parts: Sequence[str], address: str | None) -> str | None:
    """Return the only part that may be a name: not a section, not a section of a country, spelled by the host."""
    names = [part for part in parts if not _is_of(part, _SECTIONS)]
    if len(names) > 1:
        names = [part for part in names if not _is_of(part, _places())] or names
    if len(names) > 1:
        names = [part for part in names if _is_spelled(part, host(address) or "")]
    return names[0] if len(names) == 1 else None


def outlet_of_host(address: str | None) -> str | None:
    """Return the outlet at an address: that of the table, else the host."""
    name = host(address)
    return outlet_name(name) if name else None


def outlet_behind(title: str | None, address: str | None) -> str | None:
    """Return the outlet that stands before or behind a headline, if the table has it or its host spells it."""
    parts = _SEPARATOR.split(" ".join((title or "").split()))
    for part in (parts[-1], parts[0]) if len(parts) > 1 else ():
        if _is_outlet(part, None, address):
            return outlet_name(part)
    return None


def without_outlet(title: str, outlet: str | None, address: str | None) -> str:
    """Return a headline without the outlet and the section behind it; of a title that is nothing else, nothing."""
    words = " ".join(title.split())
    if _is_outlet(words, outlet, address):
        return ""
    cuts = list(_SEPARATOR.finditer(words))
    while cuts and _is_outlet(words[cuts[-1].end() :], outlet, address):
        words = words[: cuts.pop().start()].rstrip()
    return words


def _is_outlet(words: str, outlet: str | None, address: str | None) -> bool:
    return bool(words == outlet or outlet_of(words) or _is_spelled(words, host(address) or ""))


def _is_of(part: str, words: frozenset[str]) -> bool:
    return all(word.strip(".,!'’\"").lower() in words for word in part.split())


def _is_spelled(part: str, name: str) -> bool:
    """Whether a host is made of the letters of a name: "The Moscow Times" of themoscowtimes.com."""
    letters = re.sub(r"[\W_]", "", part.lower())
    labels = (label.replace("-", "") for label in name.split(".")[:-1])
    return any(
        letters in label or (label in letters and len(letters) - len(label) <= _MORE)
        for label in labels
        if min(len(label), len(letters)) >= _SHORTEST
    )


@cache
def _places() -> frozenset[str]:
    """Return the words of sections and of the names of countries."""
    names = (cell for row in rows("countries.tsv") for cell in (row[1], row[2]))
    return _SECTIONS | {word.strip(".,").lower() for cell in names for word in re.split(r"[|\s]", cell)}
