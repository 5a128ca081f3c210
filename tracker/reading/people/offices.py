"""Offices: the words of a text that say which office somebody holds, each with its role and class."""

from collections.abc import Iterator
from functools import cache
from typing import Final

from msgspec import Struct

from tracker.reading.people.office_checks import is_former, is_something_else
from tracker.reading.people.office_text import Match, OfficeText

_LIST_GAPS: Final = frozenset({", ", " & ", " "})
# Ministries of one minister that are read at most, so that a hostile list costs no more than a long one.
_MOST: Final = 6

# The heads that take a portfolio: "foreign minister", "minister of foreign affairs".
_HEADS_AFTER: Final = frozenset({"minister", "secretary", "ministry", "department"})
_HEADS_BEFORE: Final = _HEADS_AFTER | {"minister of state", "state minister", "secretary of state"}


class OfficePhrase(Struct, frozen=True, kw_only=True):
    """Words that name an office: `text[start:end]` is `words`.

    `role` is the office as a report claims it: "defence minister" for "Secretary of State for Defense" as well.
    `class_` is leader (heads of states and governments, royal houses), minister (also vice and deputy), envoy (also
    soldiers, advisers and directors), organisation (the heads of bodies), parliament (also governors and mayors),
    spokesman, party, bare (officials, sources, aides: nobody in particular), or institution (which speaks, and is not a
    person). `former` is whether it is said to be held no longer, by "former", "ex-" or "then-".
    """

    start: int
    end: int
    words: str
    role: str
    class_: str
    plural: bool
    former: bool


def office_phrases(text: str) -> tuple[OfficePhrase, ...]:
    """Return the offices and institutions that `text` names, in order, the longest reading of each."""
    return tuple(_phrases(OfficeText(text)))


@cache
def class_of(role: str) -> str | None:
    """Return the class of an office by its role, or None: "finance minister" is of class minister."""
    offices = [phrase for phrase in office_phrases(role) if phrase.class_ != "institution"]
    return offices[-1].class_ if offices else None


def _phrases(text: OfficeText) -> Iterator[OfficePhrase]:
    at = 0
    while at < len(text.words):
        match = _office(text, at) if text.begins_phrase(at) else None
        if match is not None and match.class_ != "none" and not is_something_else(text, at, match):
            yield _phrase(text, at, match)
        at = match.last if match else at + 1


def _phrase(text: OfficeText, at: int, match: Match) -> OfficePhrase:
    start, end = text.words[at].start, text.words[match.last - 1].end + match.dot
    return OfficePhrase(
        start=start,
        end=end,
        words=text.text[start:end],
        role=match.role,
        class_=match.class_,
        plural=match.plural,
        former=is_former(text, at),
    )


def _office(text: OfficeText, at: int) -> Match | None:
    """Return the office at a word: with a deputy's prefix, and with the spokesman of an institution."""
    office = _deputy_at(text, at) or _undeputed(text, at)
    if office is None or office.class_ != "institution":
        return office
    return _spokesman_of(text, office) or office


def _deputy_at(text: OfficeText, at: int) -> Match | None:
    """Return the office of a deputy: "vice foreign minister". None if the words without the prefix reach further."""
    prefix = text.phrase(at, "prefix")
    chief = _undeputed(text, prefix.last) if prefix is not None and text.joined(prefix.last) else None
    if prefix is None or chief is None:
        return None
    whole = _undeputed(text, at)
    return _deputy(prefix.role, chief) if whole is None or chief.last >= whole.last else None


def _spokesman_of(text: OfficeText, institution: Match) -> Match | None:
    """Return the spokesman of an institution: "the foreign ministry's deputy spokesman"."""
    after = text.skip(institution.last, {"'s"})
    deputy = text.joined_phrase(after, "prefix")
    speaker = text.joined_phrase(deputy.last if deputy else after)
    return speaker if speaker is not None and speaker.class_ == "spokesman" else None


def _undeputed(text: OfficeText, at: int) -> Match | None:
    """Return the longest of the readings: a phrase of the table, "trade minister", "minister of trade"."""
    phrase = text.phrase(at)
    readings = [phrase, _minister_after(text, at), _minister_before(text, at, phrase)]
    return max((reading for reading in readings if reading), key=lambda reading: reading.last, default=None)


def _minister_after(text: OfficeText, at: int) -> Match | None:
    """Return the office in which the portfolios come first: "foreign and trade ministers"."""
    portfolios = _portfolios(text, at)
    if portfolios is None:
        return None
    head = text.joined_phrase(portfolios.last)
    if head is None or head.last != portfolios.last + 1 or head.role not in _HEADS_AFTER:
        return None
    return _portfolio_office(portfolios.roles, head, head.last)


def _minister_before(text: OfficeText, at: int, head: Match | None) -> Match | None:
    """Return the office in which they follow: "minister of foreign affairs and trade"."""
    if head is None and text.low(at) in {"department", "departments"}:
        head = Match(at + 1, "department", "institution", plural=text.low(at).endswith("s"))
    if head is None or head.role not in _HEADS_BEFORE or text.low(head.last) not in {"of", "for"}:
        return None
    start = text.skip(head.last + 1, {"the"})
    portfolios = _portfolios(text, start) if text.joined(start) else None
    return _portfolio_office(portfolios.roles, head, portfolios.last) if portfolios else None


class _Portfolios(Struct, frozen=True):
    """Portfolios in a list, up to the word `last`."""

    roles: list[str]
    last: int


def _portfolios(text: OfficeText, at: int) -> _Portfolios | None:
    """Return the portfolios listed from a word on."""
    roles: list[str] = []
    last, here = at, at
    while len(roles) < _MOST:
        portfolio = text.phrase(here, "portfolio")
        if portfolio is None:
            break
        roles.append(portfolio.role)
        last = portfolio.last
        following = _next_in_list(text, last)
        if following is None:
            break
        here = following
    return _Portfolios(roles, last) if roles else None


def _next_in_list(text: OfficeText, last: int) -> int | None:
    """Return where the next portfolio of a list may begin, or None if the list ends before the word `last`."""
    if last >= len(text.words) or text.gap(last) not in _LIST_GAPS:
        return None
    here = text.skip(last, {"and"})
    if here == last:  # "is in the works, the foreign ministry said" is no list
        return None if text.gap(last) == " " or text.low(last) == "the" else last
    return text.skip(here, {"the"})


def _deputy(prefix: str, chief: Match) -> Match | None:
    """Return the office of a deputy, or None where such a one has none: "vice official"."""
    if chief.class_ in {"bare", "institution", "none"} or chief.role == "chief":
        return None
    if chief.class_ == "spokesman":
        return chief
    below = "minister" if chief.class_ == "leader" else chief.class_
    class_ = "envoy" if prefix == "assistant" and chief.role.startswith("secretary") else below
    return Match(chief.last, f"{prefix} {chief.role}", class_, chief.plural, chief.dot)


def _portfolio_office(stems: list[str], head: Match, last: int) -> Match:
    """Return the office of a minister, or the ministry, of the first of these; of all of them in the plural."""
    if head.role in {"minister of state", "state minister"}:
        return Match(last, head.role, head.class_, head.plural)
    of = " and ".join(dict.fromkeys(stems)) if head.plural else stems[0]
    kind = "secretary" if head.role == "secretary of state" else head.role
    role = "secretary of war" if (of, kind) == ("war", "secretary") else f"{of} {kind}"
    return Match(last, role, head.class_, head.plural)
