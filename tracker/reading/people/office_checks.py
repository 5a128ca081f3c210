"""Whether words for an office mean one where they stand, and whether it is a former one."""

from itertools import takewhile
from typing import Final

from tracker.reading.language.tables import word_set
from tracker.reading.people.office_text import Match, OfficeText

_FORMER: Final = word_set("former ex then onetime erstwhile ousted deposed late")
# Words that may part "former" from the office: "former long-time president", besides the names of countries.
_MAY_PART: Final = word_set("long time longtime interim acting military rebel two term republican democratic 's")
_FORMER_REACH: Final = 4
_SHIPS: Final = word_set("hms hmas hmcs hmnzs uss ins rfa carrier frigate destroyer liner yacht")
_THINGS: Final = word_set(
    "airport avenue boulevard bridge camp centre center college hospital hotel mosque road school stadium street "
    "university"
)
_SPORTS: Final = word_set("cricket football soccer hockey rugby tennis athletics olympic basketball chess fifa uefa")
_IN_BODIES: Final = word_set("of the for at and")  # small words in the name of a body
_BODY_REACH: Final = 7
_THING_REACH: Final = 3  # words of a name before the word for the thing
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


def is_something_else(text: OfficeText, at: int, match: Match) -> bool:
    """Whether the words before or after make something else of an office's words."""
    if names_thing(text, at, match.last) or _is_of_sport(text, match):
        return True
    last = text.words[match.last - 1]
    match last.low:
        case "official":
            return _next_word(text, match) in _OFFICIALLY or text.text.startswith("-", last.end)
        case "source" | "sources":
            return _next_word(text, match) == "of"
    if match.role == "chief":
        return not _is_of_body(text, at)
    if last.low in {"pm", "fm"} and _follows_digit(text, at):
        return True
    return text.text.startswith(("-level", " level "), last.end)


def _is_of_sport(text: OfficeText, match: Match) -> bool:
    """Whether a body of sport follows: "chairman of the Kenyan Cricket Board"."""
    reach = range(match.last, min(match.last + _BODY_REACH, len(text.words)))
    body = takewhile(lambda at: text.starts_upper(at) or text.low(at) in _IN_BODIES, reach)
    return text.low(match.last) in {"of", "at"} and any(text.low(at) in _SPORTS for at in body)


def _next_word(text: OfficeText, match: Match) -> str:
    """Return the word after an office if only a space stands between."""
    return text.low(match.last) if match.last < len(text.words) and text.gap(match.last) == " " else ""


def _is_of_body(text: OfficeText, at: int) -> bool:
    """Whether an abbreviation stands before a chief: "NATO chief Rutte", not "chief economist"."""
    owner = text.text[text.words[at - 1].start : text.words[at - 1].end] if text.joined(at) else ""
    return owner.isupper() and len(owner) > 1


def _follows_digit(text: OfficeText, at: int) -> bool:
    """Whether the time of day stands before: "at 3 pm"."""
    start = text.words[at].start
    return text.text[max(0, start - 2) : start].strip()[-1:].isdigit()


def names_thing(text: OfficeText, at: int, last: int) -> bool:
    """Whether a ship, a building or a road bears the words: HMS Queen Elizabeth, the King Fahd Airport."""
    if text.joined(at) and text.low(at - 1) in _SHIPS:
        return True
    for here in range(last, min(last + _THING_REACH, len(text.words))):
        if text.gap(here) != " " or not text.starts_upper(here):
            return False
        if text.low(here) in _THINGS:
            return True
    return False


def is_former(text: OfficeText, at: int) -> bool:
    """Whether "former" or its like stands before an office, with no more between them than a country's name."""
    for here in range(at - 1, max(-1, at - 1 - _FORMER_REACH), -1):
        if not text.joined(here + 1):
            return False
        near = here == at - 1 or text.is_after_dash(here + 1)
        if text.low(here) in _FORMER and _says_former(text, here, near=near):
            return _is_meant(text, here, near=near)
        if not text.starts_upper(here) and text.low(here) not in _MAY_PART:
            return False
    return False


def _says_former(text: OfficeText, at: int, *, near: bool) -> bool:
    """Whether the word is not a name: "Late" and "Then" with a capital may be one."""
    return near or text.low(at) not in {"late", "then"} or text.text[text.words[at].start].islower()


def _is_meant(text: OfficeText, at: int, *, near: bool) -> bool:
    """Whether "late" stands next to the office, and "then" is not "and then"."""
    if text.low(at) == "late":
        return near
    return text.low(at) != "then" or text.low(at - 1) != "and"
