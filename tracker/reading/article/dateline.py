"""The dateline: the place, the day and the agency that stand before a story's first sentence."""

import re
from typing import Final

from tracker.reading.article.outlets import outlet_of
from tracker.reading.article.passage import Passage
from tracker.reading.article.printed import DAY, MONTH
from tracker.reading.language.tables import word_set

_LONGEST: Final = 160  # characters in which a dateline ends; no pattern here looks further
_MOST_WORDS: Final = 6
_WEEKDAY: Final = r"(?:(?:Mon|Tues?|Wed(?:nes)?|Thu(?:rs)?|Fri|Sat(?:ur)?|Sun)(?:day)?,? )?"
_DATE: Final = rf"{_WEEKDAY}(?:{MONTH} {DAY}|{DAY} (?:of )?{MONTH})(?:,? (?:19|20)\d\d\b)?"
_STRICT: Final = r"(?:(?P<dash>\s{0,3}(?:-{1,3}|[–—―])\s{1,3}|\s{0,3}(?:--|[–—―]))|(?P<colon>\s{0,2}:\s{1,3}))"
_BRACKET_ENDS: Final = r"(?:(?<=[)\]/])|(?<=/[.,]))\s{1,3}"
_AGENCY: Final = r"[,.]?\s{0,3}(?:[(\[](?P<agency>[^()\[\]]{2,60})[)\]]|/(?P<slashed>[A-Z][\w-]{1,20})/)[.,]?"
_PLACE: Final = r"(?P<place>[^\W\d_][^\d()\[\]:;\"“”–—―!?\n]{1,59}?)(?:\s?\[[^\[\]]{2,20}\])?"
_USUAL: Final = re.compile(
    rf"{_PLACE}(?:[,.]?\s{{1,3}}(?P<day>{_DATE})[.,]?)?"
    rf"(?:{_AGENCY}|(?<=[.,])\s(?P<bare>[A-Z]{{3,20}}(?:\.COM)?))?(?:{_STRICT}|{_BRACKET_ENDS})"
)
_ENDS: Final = re.compile(r"[-–—―:)\]/]")  # without any of these, no dateline ends
_DAY_FIRST: Final = re.compile(rf"(?P<day>{_DATE})(?:[.,]?\s{{1,3}}[(\[]{_PLACE}[)\]])?{_STRICT}")
_AGENCY_FIRST: Final = re.compile(
    rf"[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]]\s{{0,3}}[-–—]\s{{1,3}}{_PLACE}(?:[,.]?\s{{1,3}}(?P<day>{_DATE})[.,]?){_STRICT}"
)
_AGENCY_ALONE: Final = re.compile(rf"[(\[](?P<agency>[^()\[\]]{{2,40}})[)\]](?:{_STRICT}|\s{{1,3}})")
_PART: Final = re.compile(r"\s*(?:/|\s[-–—]\s|;)\s*")
_SOURCES: Final = frozenset({"agency", "slashed", "bare"})  # groups of a pattern that may name who filed it
_SMALL: Final = word_set("and ar al d da de del der des di do dos du el la las le les los of on sur the upon")
# Words with which a paragraph may begin before a colon, a dash or a day; none of them begins the name of a place.
_NO_PLACE: Final = word_set(
    "a about after all also an analysis and announcement as at background before breaking but by caption comment "
    "correction date developing during editorial exclusive explained explainer factbox fact first for from he here "
    "his in interview it its live mr mrs ms news no not note now on opinion photo poll profile published q question "
    "read related report reporter second see she since so source sources speaking statement summary text that the "
    "then there these they this those timeline to today topic transcript tomorrow until update updated updates video "
    "view watch we what when where while who why will with yesterday yes you us uk eu un nato uae u.s u.n us. uk. "
    "january february march april may june july august september october november december monday tuesday wednesday "
    "thursday friday saturday sunday president minister prime secretary gen"
)


class Dateline(Passage, frozen=True, kw_only=True):
    """Where and when a story was filed: "GENEVA/WASHINGTON, Oct 2 (Reuters) - ".

    `places` are its place words, one a place; `day` its words for the day; `agencies` those in its brackets, in their
    order. `end` is where the first sentence begins.
    """

    places: tuple[Passage, ...] = ()
    day: Passage | None = None
    agencies: tuple[Passage, ...] = ()


def dateline_of(text: str, start: int, end: int, *, first: bool) -> Dateline | None:
    """Return the dateline with which `text[start:end]` begins, if it does.

    `first` says that this is the story's first paragraph, where a place in small letters and a colon or a dash
    ("Seoul: ", "Tehran - ") is one too.
    """
    if end <= start or not (text[start].isupper() or text[start].isdigit() or text[start] in "(["):
        return None
    stop = min(end, start + _LONGEST)
    if not _ENDS.search(text, start, stop):
        return None
    for pattern in (_DAY_FIRST, _AGENCY_FIRST, _AGENCY_ALONE, _USUAL):
        match = pattern.match(text, start, stop)
        if match and match.end() < end and _holds(text, match, first=first):
            return _read(text, match)
    return None


def _holds(text: str, match: re.Match[str], *, first: bool) -> bool:
    """Whether what looks like a dateline is one."""
    parts = {name for name, words in match.groupdict().items() if words}
    is_outlet = any(_names_outlet(match[name]) for name in parts & _SOURCES)
    if "place" not in parts:
        return is_outlet or {"day", "colon"} <= parts
    if not _is_place(match["place"]):
        return False
    if is_outlet or "day" in parts:
        return True
    if parts & _SOURCES:  # "SEOUL (Our own) -"
        return "bare" not in parts and match["place"].isupper() and bool(parts & {"dash", "colon"})
    return _alone(text, match, first=first)


def _names_outlet(agency: str) -> bool:
    return any(outlet_of(part.strip()) for part in _PART.split(agency))


def _alone(text: str, match: re.Match[str], *, first: bool) -> bool:
    """Whether a place is a dateline by itself, with nothing but a dash or a colon behind it."""
    place, dash = match["place"], match["dash"]
    if place.isupper() and len(place) > 3:
        return True
    following = text[match.end()]
    begins = following.isupper() or following.isdigit() or following in "\"'“‘"
    spaced = dash is None or (dash[0].isspace() and dash[-1].isspace()) or dash.strip() in ("--", "—")
    return first and begins and spaced and len(place.split()) <= 3


def _is_place(words: str) -> bool:
    parts = re.split(r"[\s/,]+", words.strip(" .,"))
    if not 0 < len(parts) <= _MOST_WORDS or parts[0].lower() in _NO_PLACE:
        return False
    return all(part[:1].isupper() or part.lower() in _SMALL for part in parts if part)


def _read(text: str, match: re.Match[str]) -> Dateline:
    agency = _span(match, "agency") or _span(match, "slashed") or _span(match, "bare")
    parts = _parts(text, *agency) if agency else []
    days = [part for part in parts if re.fullmatch(_DATE, part.of(text))]
    agencies = tuple(part for part in parts if part not in days)
    day, place = _span(match, "day"), _span(match, "place")
    if day:
        days.insert(0, Passage(start=day[0], end=day[1]))
    return Dateline(
        start=match.start(),
        end=match.end(),
        places=tuple(_places(text, *place)) if place else (),
        day=days[0] if days else None,
        agencies=agencies,
    )


def _span(match: re.Match[str], name: str) -> tuple[int, int] | None:
    """Return where a group of the pattern stands, or None if the pattern has no such group, or it is empty."""
    return match.span(name) if match.groupdict().get(name) else None


def _parts(text: str, start: int, end: int) -> list[Passage]:
    """Split the words in a dateline's brackets: "UrduPoint News / Sputnik - 14th June, 2023"."""
    cuts = [(cut.start(), cut.end()) for cut in _PART.finditer(text, start, end)]
    begins = [start, *(last for _, last in cuts)]
    ends = [*(first for first, _ in cuts), end]
    return [part for pair in zip(begins, ends, strict=True) if (part := _trimmed(text, *pair))]


def _places(text: str, start: int, end: int) -> list[Passage]:
    """Split the place words at strokes and commas: "GENEVA/WASHINGTON", "NARA, Japan"."""
    places = (_trimmed(text, part.start(), part.end()) for part in re.compile(r"[^/,]+").finditer(text, start, end))
    return [part for part in places if part]


def _trimmed(text: str, start: int, end: int) -> Passage | None:
    while start < end and not text[start].isalnum():
        start += 1
    while end > start and not (text[end - 1].isalnum() or text[end - 1] == "."):
        end -= 1
    return Passage(start=start, end=end) if start < end else None
