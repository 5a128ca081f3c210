"""Offices: the words of a text that say which office somebody holds, each with its role and class.

`data/offices.tsv` has the phrases. Its classes are those of `OfficePhrase`, and three more: a `portfolio` is what a
minister may be minister of (its role is the first word of the minister's), a `prefix` makes a deputy, and `none` keeps
its words from being read as an office ("keynote speaker").
"""

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.language.tables import rows, word_set

_WORD: Final = re.compile(r"['’]s\b|(?:[^\W\d_]\.){2,}|[^\W_]+")
_DASHES: Final = "-‐‑–"
_ABBREVIATED: Final = word_set("sec gen dep asst lt v no")
_LIST_GAPS: Final = frozenset({", ", " & ", " "})
# Ministries of one minister that are read at most, so that a hostile list costs no more than a long one.
_MOST: Final = 6

_FORMER: Final = word_set("former ex then onetime erstwhile ousted deposed late")
# Words that may part "former" from the office: "former long-time president", besides the names of countries.
_MAY_PART: Final = word_set("long time longtime interim acting military rebel two term republican democratic")
_FORMER_REACH: Final = 4
_SHIPS: Final = word_set("hms hmas hmcs hmnzs uss ins rfa carrier frigate destroyer liner yacht")
_THINGS: Final = word_set(
    "airport avenue boulevard bridge camp centre center college hospital hotel mosque road school stadium street "
    "university"
)
_THING_REACH: Final = 3  # words of a name before the word for the thing

# The heads that take a portfolio: "foreign minister", "minister of foreign affairs".
_HEADS_AFTER: Final = frozenset({"minister", "secretary", "ministry", "department"})
_HEADS_BEFORE: Final = _HEADS_AFTER | {"minister of state", "state minister", "secretary of state"}

# What follows "official" where it is an adjective: "an official visit".
_OFFICIALLY: Final = word_set(
    "visit visits trip trips tour tours talks talk statement statements invitation invitations residence "
    "announcement announcements confirmation ceremony dinner website newspaper agency media news data figures "
    "document documents report reports language position welcome function functions working results name program "
    "programme schedule agenda meeting meetings engagement engagements delegation delegations letter date dates "
    "comment reaction response account twitter friendly bilateral goodwill day contact contacts ties relations "
    "denial notice request capacity business travel duties line policy communique banquet lunch luncheon reception "
    "press daily gazette explanation reason photo recognition support stance and or two three four five one"
)


class OfficePhrase(Struct, frozen=True, kw_only=True):
    """Words that name an office: `text[start:end]` is `words`.

    `role` is the office as a report claims it: "defence minister" for "Secretary of State for Defense" as well.
    `class_` is leader (heads of states and governments, royal houses), minister (also vice and deputy), envoy (also
    soldiers, advisers and directors), organisation (the heads of bodies), parliament (also governors and mayors),
    spokesman, party, bare (officials, sources, aides: nobody in particular), or institution (which speaks, and is no
    person). `former` is whether it is said to be held no longer, by "former", "ex-" or "then-".
    """

    start: int
    end: int
    words: str
    role: str
    class_: str
    plural: bool = False
    former: bool = False


class _Word(Struct, frozen=True):
    low: str
    start: int
    end: int


class _Entry(Struct, frozen=True):
    """A row of the table; `exact` where capitals must agree, for abbreviations; `dot` where a full stop must follow."""

    role: str
    class_: str
    plural: bool
    exact: str | None
    dot: bool


class _Match(Struct, frozen=True):
    """An office read from word `first` up to word `last`, exclusive."""

    last: int
    role: str
    class_: str
    plural: bool
    dot: bool = False


def office_phrases(text: str) -> tuple[OfficePhrase, ...]:
    """Return the offices and institutions that `text` names, in order, the longest reading of each."""
    return tuple(_Scan(text).phrases())


@cache
def class_of(role: str) -> str | None:
    """Return the class of an office by its role, or None: "finance minister" is of class minister."""
    found = [phrase for phrase in office_phrases(role) if phrase.class_ != "institution"]
    return found[-1].class_ if found else None


@cache
def _table(sort: str) -> dict[tuple[str, ...], _Entry]:
    """Return the phrases of one sort by their words: portfolio, prefix, or office for all others."""
    entries: dict[tuple[str, ...], _Entry] = {}
    for phrase, role, class_, number in rows("offices.tsv"):
        if (class_ if class_ in {"portfolio", "prefix"} else "office") == sort:
            exact = phrase if " " not in phrase and sum(letter.isupper() for letter in phrase) > 1 else None
            key = tuple(_WORD.findall(phrase.lower().replace("’", "'")))
            entries[key] = _Entry(role, class_, number == "plural", exact, phrase.endswith("."))
    return entries


@cache
def _longest() -> dict[str, int]:
    """Return how many words the longest phrase of any sort has that begins with a word."""
    longest: dict[str, int] = {}
    for sort in ("office", "portfolio", "prefix"):
        for key in _table(sort):
            longest[key[0]] = max(longest.get(key[0], 0), len(key))
    return longest


class _Scan:
    """One pass over a text."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._words = [
            _Word(match.group().lower().replace("’", "'"), match.start(), match.end()) for match in _WORD.finditer(text)
        ]
        self._longest = _longest()

    def phrases(self) -> Iterator[OfficePhrase]:
        """Yield the offices from the first word to the last."""
        at = 0
        while at < len(self._words):
            found = self._office(at) if self._words[at].low in self._longest else None
            if found is None:
                at += 1
                continue
            if found.class_ != "none" and not self._is_no_office(at, found):
                start, end = self._words[at].start, self._words[found.last - 1].end + found.dot
                yield OfficePhrase(
                    start=start,
                    end=end,
                    words=self._text[start:end],
                    role=found.role,
                    class_=found.class_,
                    plural=found.plural,
                    former=self._is_former(at),
                )
            at = found.last

    def _office(self, at: int) -> _Match | None:
        """Return the office at a word: with a deputy's prefix, and with the spokesman of an institution."""
        found, before = self._undeputed(at), self._literal(at, "prefix")
        chief = self._undeputed(before.last) if before is not None and self._joined(before.last) else None
        if before is not None and chief is not None and (found is None or chief.last >= found.last):
            found = _deputy(before.role, chief) or found
        if found is not None and found.class_ == "institution":
            after = found.last
            if after < len(self._words) and self._words[after].low == "'s":
                after += 1
            deputy = self._literal(after, "prefix") if self._joined(after) else None
            after = deputy.last if deputy is not None else after
            speaker = self._literal(after) if self._joined(after) else None
            return speaker if speaker is not None and speaker.class_ == "spokesman" else found
        return found

    def _undeputed(self, at: int) -> _Match | None:
        """Return the longest of the readings: a phrase of the table, "trade minister", "minister of trade"."""
        literal = self._literal(at)
        readings = [one for one in (literal, self._minister_after(at), self._minister_before(at, literal)) if one]
        return max(readings, key=lambda one: one.last) if readings else None

    def _literal(self, at: int, sort: str = "office") -> _Match | None:
        """Return the longest phrase of the table at a word, of one sort."""
        if at >= len(self._words):
            return None
        reach = min(self._longest.get(self._words[at].low, 0), len(self._words) - at)
        while reach > 1 and not all(self._joined(inner) for inner in range(at + 1, at + reach)):
            reach -= 1
        entries = _table(sort)
        key = tuple(word.low for word in self._words[at : at + reach])
        for count in range(reach, 0, -1):
            entry = entries.get(key[:count])
            if entry is None:
                continue
            start, end = self._words[at].start, self._words[at + count - 1].end
            if entry.exact not in {None, self._text[start:end]} or (entry.dot and self._text[end : end + 1] != "."):
                continue
            return _Match(at + count, entry.role, entry.class_, entry.plural, entry.dot)
        return None

    def _minister_after(self, at: int) -> _Match | None:
        """Return the office in which what somebody is minister of comes first: "foreign and trade ministers"."""
        named = self._portfolios(at)
        if named is None:
            return None
        stems, last = named
        head = self._literal(last) if self._joined(last) else None
        if head is None or head.last != last + 1 or head.role not in _HEADS_AFTER:
            return None
        return _portfolio_office(stems, head, head.last)

    def _minister_before(self, at: int, head: _Match | None) -> _Match | None:
        """Return the office in which it follows: "minister of foreign affairs and trade"."""
        if head is None and at < len(self._words) and self._words[at].low in {"department", "departments"}:
            head = _Match(at + 1, "department", "institution", plural=self._words[at].low.endswith("s"))
        if head is None or head.role not in _HEADS_BEFORE or not self._is(head.last, {"of", "for"}):
            return None
        start = head.last + 1 + self._is(head.last + 1, {"the"})
        named = self._portfolios(start) if self._joined(start) else None
        return None if named is None else _portfolio_office(named[0], head, named[1])

    def _portfolios(self, at: int) -> tuple[list[str], int] | None:
        """Return the portfolios listed from a word on, and the word after them."""
        stems: list[str] = []
        last, here = at, at
        while len(stems) < _MOST:
            one = self._literal(here, "portfolio")
            if one is None:
                break
            stems.append(one.role)
            last = one.last
            if last >= len(self._words) or self._gap(last) not in _LIST_GAPS:
                break
            here = last + self._is(last, {"and"})
            here += self._is(here, {"the"})
            if here == last and self._gap(last) == " ":
                break
        return (stems, last) if stems else None

    def _is(self, at: int, words: set[str]) -> bool:
        return at < len(self._words) and self._words[at].low in words

    def _gap(self, at: int) -> str:
        """Return what stands between the word before and this one."""
        return self._text[self._words[at - 1].end : self._words[at].start]

    def _joined(self, at: int) -> bool:
        """Whether nothing but a space or a hyphen parts a word from the one before."""
        if not 0 < at < len(self._words):
            return False
        gap = self._gap(at)
        if gap in {"", " "} or (len(gap) == 1 and gap in _DASHES):
            return True
        if gap == ". ":
            return self._words[at - 1].low in _ABBREVIATED
        return len(gap) < 4 and gap.isspace() and gap.count("\n") < 2

    def _is_no_office(self, at: int, found: _Match) -> bool:
        """Whether the words that follow or precede make something else of an office's words."""
        text, word, last = self._text, self._words[at], self._words[found.last - 1]
        after = self._words[found.last].low if found.last < len(self._words) and self._gap(found.last) == " " else ""
        if self._names_a_thing(at, found.last):
            return True
        if last.low == "official":
            return after in _OFFICIALLY or text[last.end : last.end + 1] == "-"
        if last.low in {"source", "sources"}:
            return after == "of"
        if found.role == "chief":
            # "NATO chief Rutte"; a "chief economist" is none.
            owner = text[self._words[at - 1].start : self._words[at - 1].end] if self._joined(at) else ""
            return not (owner.isupper() and len(owner) > 1)
        if last.low in {"pm", "fm"} and text[max(0, word.start - 2) : word.start].strip()[-1:].isdigit():
            return True
        return text.startswith("-level", last.end) or text.startswith(" level ", last.end)

    def _names_a_thing(self, at: int, last: int) -> bool:
        """Whether a ship, a building or a road bears the words: HMS Queen Elizabeth, the King Fahd Airport."""
        if self._joined(at) and self._words[at - 1].low in _SHIPS:
            return True
        for here in range(last, min(last + _THING_REACH, len(self._words))):
            if self._gap(here) != " " or not self._text[self._words[here].start].isupper():
                return False
            if self._words[here].low in _THINGS:
                return True
        return False

    def _is_former(self, at: int) -> bool:
        """Whether "former" or its like stands before an office, with no more between them than a country's name."""
        for here in range(at - 1, max(-1, at - 1 - _FORMER_REACH), -1):
            if not self._joined(here + 1):
                return False
            low, start = self._words[here].low, self._words[here].start
            beside = here == at - 1 or self._gap(here + 1) in _DASHES
            if low in _FORMER and (beside or low not in {"late", "then"} or self._text[start].islower()):
                return (low != "late" or beside) and not (low == "then" and self._is(here - 1, {"and"}))
            if not self._text[start].isupper() and low not in _MAY_PART and low != "'s":
                return False
        return False


def _deputy(prefix: str, chief: _Match) -> _Match | None:
    """Return the office of a deputy, or None where such a one has none: "vice official"."""
    if chief.class_ in {"bare", "institution", "none"} or chief.role == "chief":
        return None
    if chief.class_ == "spokesman":
        return chief
    below = "minister" if chief.class_ == "leader" else chief.class_
    class_ = "envoy" if prefix == "assistant" and chief.role.startswith("secretary") else below
    return _Match(chief.last, f"{prefix} {chief.role}", class_, chief.plural, chief.dot)


def _portfolio_office(stems: list[str], head: _Match, last: int) -> _Match:
    """Return the office of a minister, or the ministry, of the first of these; of all of them in the plural."""
    if head.role in {"minister of state", "state minister"}:
        return _Match(last, head.role, head.class_, head.plural)
    of = " and ".join(dict.fromkeys(stems)) if head.plural else stems[0]
    kind = "secretary" if head.role == "secretary of state" else head.role
    role = "secretary of war" if (of, kind) == ("war", "secretary") else f"{of} {kind}"
    return _Match(last, role, head.class_, head.plural)
