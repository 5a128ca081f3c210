"""Credits: the agencies that a text says it was taken from, and who wrote it."""

import re
from collections.abc import Iterable, Iterator
from typing import Final

from tracker.reading.article.outlets import agency_names, outlet_of
from tracker.reading.article.passage import Passage
from tracker.reading.language.tables import word_set

_LOOK: Final = 48  # characters before and behind an agency's name
_BEFORE: Final = re.compile(
    r"(?:\b(?:reported|quoted|cited|carried|published|released|distributed|told|said|learned) (?:by|to)"
    r"|\b[Aa]ccording to|\b[Ww]ith (?:agency )?inputs? from(?: agencies,?)?|\b[Ii]nputs from|\bciting|\bquoting"
    r"|\b[Ss]ources?:|\b[Cc]redit:|\b[Vv]ia)(?: (?:the|a|an|South Korea's|North Korea's|Japan's|Russia's|China's"
    r"|Iran's|Turkey's|India's|state-run|official|state|news agency|agency|report by|report from)){0,3} ?\Z"
)
_AFTER: Final = re.compile(
    r"(?:['’]s)?,?(?: (?:[Nn]ews [Aa]gency|[Nn]ews|[Aa]gency|wire|newswire)){0,2},?"
    r" (?:(?:has|had|also|later|earlier|first|separately) ){0,2}"
    r"(?:reported|reports|quoted|quotes|cited|cites|learned|said|says|wrote|announced|adds|added|has it)\b"
)
# What closes a paragraph or stands alone on a line: "(Yonhap)", "- Reuters", "(With inputs from ANI)".
_CLOSING: Final = re.compile(r"\s*[(\[]([^()\[\]]{2,60})[)\]]\s?\.?\Z|\s+[-–—]{1,2}\s?([^\s–—(][^–—()]{1,40})\Z")
_CLOSES: Final = frozenset("([-–—")
_BYLINE: Final = re.compile(r"(?:By|BY|Written by|Reported by|Story by|Report by) (?=[A-Z])")
_OF_A_BYLINE: Final = word_set("and in at for of the with de van von bin al el")
_WITH: Final = re.compile(r"\A(?:\(|\W)*(?:[Ww]ith )?(?:agency )?inputs? from (?:agencies,? )?|\A[Ss]ources?: ?")


class Credit(Passage, frozen=True, kw_only=True):
    """An agency that the text names as where it, or a part of it, comes from.

    `name` is the agency's usual name; its words may differ.
    """

    name: str


def closing_credit(text: str, start: int, end: int) -> Passage | None:
    """Return the credit that closes `text[start:end]`, brackets and dashes included, if one does."""
    tail = text[max(start, end - 80) : end]
    match = None if _CLOSES.isdisjoint(tail) else _CLOSING.search(tail)
    if not match or not _agencies_in(match[1] or match[2]):
        return None
    return Passage(start=end - len(match.group()), end=end)


def byline_of(text: str, start: int, end: int) -> Passage | None:
    """Return the names of a line that begins with "By" and holds nothing but names."""
    match = _BYLINE.match(text, start, end)
    if not match or end - start > 100:
        return None
    words = re.findall(r"[^\s,|/]+", text[match.end() : end])
    names = all(word[0].isupper() or not word[0].isalpha() or word in _OF_A_BYLINE for word in words)
    return Passage(start=match.end(), end=end) if names and len(words) <= 12 and text[end - 1] not in "?!" else None


def credited(text: str, above: Iterable[Passage], story: Iterable[Passage]) -> Iterator[Credit]:
    """Yield the agencies that stand on the lines round a story, then those that its paragraphs cite."""
    for line in above:
        for start, end in agency_names(text, line.start, line.end):
            yield _credit(text, start, end)
    for paragraph in story:
        for start, end in agency_names(text, paragraph.start, paragraph.end):
            before = text[max(paragraph.start, start - _LOOK) : start]
            if _AFTER.match(text, end, min(paragraph.end, end + _LOOK)) or _BEFORE.search(before):
                yield _credit(text, start, end)


def named_in(text: str, passages: Iterable[Passage]) -> Iterator[Credit]:
    """Yield the names in a dateline's brackets, known as agencies or not."""
    for passage in passages:
        outlet = outlet_of(passage.of(text))
        name = outlet.name if outlet else passage.of(text)
        yield Credit(start=passage.start, end=passage.end, name=name)


def _credit(text: str, start: int, end: int) -> Credit:
    words = text[start:end]
    outlet = outlet_of(words)
    return Credit(start=start, end=end, name=outlet.name if outlet else words)


def _agencies_in(words: str) -> bool:
    """Whether the words are no more than names of outlets: "Reuters", "With inputs from ANI", "AFP, AP"."""
    bare = _WITH.sub("", words)
    parts = [part for part in re.split(r"[,/;&]| and ", bare) if part.strip()]
    return bool(parts) and all(outlet_of(part) for part in parts)
