"""The kinds of lines: prose, an item of a list, a title, a line about the story, or chrome."""

import re
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tracker.reading.article import chrome
from tracker.reading.article.credits import byline_of, closing_credit
from tracker.reading.article.dateline import dateline_of
from tracker.reading.article.lines import BULLETS, lines_of
from tracker.reading.article.outlets import outlet_of
from tracker.reading.article.passage import Line, Passage
from tracker.reading.article.sentences import abbreviated
from tracker.reading.language.tables import ENGLISH

PROSE: Final = "prose"
ITEM: Final = "item"
TITLE: Final = "title"
ABOUT: Final = "about"  # a line with the day, the author or the agency, outside the story
# A name, an agency or initials may follow the last full stop: "… he said. John Doe/DMS".
STOPPED: Final = re.compile(r"[.?!…][\"'”’»)\]]*(?:\s+[^\s.]{1,30}){0,3}\Z")
_LONGEST_TITLE: Final = 40  # words
_LONGEST_QUESTION: Final = 20  # words: a headline may ask


class SortedLine(Struct, frozen=True):
    """A line, and its kind: prose, an item of a list, a title, or one of the effects that chrome has."""

    line: Line
    words: str
    kind: str

    @property
    def count(self) -> int:
        """How many words it has."""
        return self.words.count(" ") + 1


def sorted_lines(text: str) -> Iterator[SortedLine]:
    """Yield the lines of a text with their kinds."""
    begun = titled = False
    for line in lines_of(text):
        words = line.of(text)
        kind = _kind(text, line, words, begun=begun)
        if kind == PROSE and not begun and not titled and _asks(words):
            kind = TITLE
        begun = begun or kind == PROSE
        titled = titled or kind == TITLE
        yield SortedLine(line, words, kind)


def _kind(text: str, line: Line, words: str, *, begun: bool) -> str:
    if chrome.is_imprint(words):
        return ABOUT
    effect = chrome.chrome_of(words)
    if effect:
        return effect
    credit = closing_credit(text, line.start, line.end)
    if _is_credit(text, line, words, credit):
        return ABOUT
    if chrome.is_picture(words):
        return chrome.DROP
    count = words.count(" ") + 1
    if words[0] in BULLETS and words[1:2].isspace():
        return ITEM if count > 4 else chrome.DROP
    if _is_prose(text, line, words, credit, begun=begun):
        return PROSE if count < 5 or is_english(words) else chrome.DROP
    return TITLE


def _is_credit(text: str, line: Line, words: str, credit: Passage | None) -> bool:
    """Whether a line only says who wrote or published the story."""
    if byline_of(text, line.start, line.end) or outlet_of(words):
        return True
    return credit is not None and credit.start == line.start


def _is_prose(text: str, line: Line, words: str, credit: Passage | None, *, begun: bool) -> bool:
    """Whether the line is made of sentences. Above the story a full stop may be that of "in the U.S."."""
    count = words.count(" ") + 1
    if count > _LONGEST_TITLE:
        return True
    if credit is not None:
        words = text[line.start : credit.start].rstrip()
    if begun:
        return bool(STOPPED.search(words[-200:])) or (words[-1] in ":;," and count > 3)
    if count > 8 and _begins_with_dateline(text, line):
        return True
    if not _is_stopped(words) or count < 5 or words.isupper():
        return False
    return count > _LONGEST_QUESTION or not _ends_in_abbreviation(words)


def _begins_with_dateline(text: str, line: Line) -> bool:
    """Whether a dateline with a day or an agency opens a line."""
    dateline = dateline_of(text, line.start, line.end, first=False)
    return dateline is not None and bool(dateline.day or dateline.agencies)


def _is_stopped(words: str) -> bool:
    return words.rstrip("\"'”’»)]")[-1:] in (".", "?", "!", "…")


def _ends_in_abbreviation(words: str) -> bool:
    """Whether the full stop may be that of an abbreviation: "in the U.S."."""
    last = words[words.rfind(" ") + 1 :]
    return words[-1] == "." and not last.endswith("..") and abbreviated(last.rstrip("."))


def _asks(words: str) -> bool:
    """Whether a line that is stopped may be a title all the same."""
    return words.endswith(("?", "!", "…", "...")) and words.count(" ") < _LONGEST_QUESTION


def is_english(words: str) -> bool:
    """Whether a line has one of the words that hold English sentences together."""
    return any(word.group() in ENGLISH for word in re.finditer(r"[a-z]+", words.lower()))
