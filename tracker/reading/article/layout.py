"""How a text is laid out: which line is its headline, which are its paragraphs, which give its date and author."""

import re
from collections import Counter
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
from tracker.reading.language.tables import ENGLISH, word_set

_PROSE: Final = "prose"
_ITEM: Final = "item"
_TITLE: Final = "title"
_ABOUT: Final = "about"  # the day, the author or the agency: no part of the story, but it tells of it
# A name, an agency or initials may follow the last full stop: "… he said. John Doe/DMS".
_STOPPED: Final = re.compile(r"[.?!…][\"'”’»)\]]*(?:\s+[^\s.]{1,30}){0,3}\Z")
_MARKED: Final = re.compile(r"\((?:LEAD|URGENT|Lead|Urgent|\d(?:st|nd|rd|th) LD|News Focus|Yonhap \w+)\)\s*")
_SUFFIX: Final = re.compile(r"\s+[|–—-]{1,2}\s+([^|–—]{2,40})\Z")
_LONGEST_TITLE: Final = 40  # words
_LONGEST_QUESTION: Final = 20  # words: a headline may ask
_MOST_TITLES: Final = 50  # lines above the story among which its headline is looked for
_ENOUGH: Final = 3  # paragraphs after which a list of other stories ends the story


class Layout(Struct, frozen=True, kw_only=True):
    """The headline, the paragraphs of the story, and the lines that give its date and author."""

    headline: Passage | None
    paragraphs: tuple[Passage, ...]
    about: tuple[Passage, ...]


class _Sorted(Struct, frozen=True):
    """A line, and its kind: prose, an item of a list, a title, or one of the effects that chrome has."""

    line: Line
    words: str
    kind: str

    @property
    def count(self) -> int:
        return self.words.count(" ") + 1


# Kinds of chrome that a list follows.
_LISTS: Final = frozenset({chrome.BULLETS, chrome.RELATED})


def layout_of(text: str) -> Layout:
    """Sort the lines of a text."""
    lines = list(_sorted_lines(text))
    begins = next((at for at, line in enumerate(lines) if line.kind in (_PROSE, _ITEM)), len(lines))
    title = _headline(lines[:begins])
    story = list(_story(lines, begins, title))
    headline = None if title is None else _bare_title(text, _whole_title(lines, title))
    about = (line.line for line in lines if line.kind == _ABOUT)
    return Layout(
        headline=headline,
        paragraphs=tuple(_without_bullet(text, line) for line in _without_captions(text, story)),
        about=tuple(Passage(start=line.start, end=line.end) for line in about),
    )


def _sorted_lines(text: str) -> Iterator[_Sorted]:
    begun = titled = False
    for line in lines_of(text):
        words = line.of(text)
        kind = _kind(text, line, words, begun=begun)
        if kind == _PROSE and not begun and not titled and _asks(words):
            kind = _TITLE
        begun = begun or kind == _PROSE
        titled = titled or kind == _TITLE
        yield _Sorted(line, words, kind)


def _kind(text: str, line: Line, words: str, *, begun: bool) -> str:
    if chrome.is_imprint(words):
        return _ABOUT
    effect = chrome.chrome_of(words)
    if effect:
        return effect
    credit = closing_credit(text, line.start, line.end)
    if _is_credit(text, line, words, credit):
        return _ABOUT
    if chrome.is_picture(words):
        return chrome.DROP
    count = words.count(" ") + 1
    if words[0] in BULLETS and words[1:2].isspace():
        return _ITEM if count > 4 else chrome.DROP
    if _is_prose(text, line, words, credit, begun=begun):
        return _PROSE if count < 5 or _is_english(words) else chrome.DROP
    return _TITLE


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
        return bool(_STOPPED.search(words[-200:])) or (words[-1] in ":;," and count > 3)
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


def _is_english(words: str) -> bool:
    return any(word in ENGLISH for word in re.findall(r"[a-z]+", words.lower()))


def _headline(above: list[_Sorted]) -> _Sorted | None:
    """Return the headline among the lines above the story: one that stands there twice, else the first."""
    titles = [line for line in above if line.kind == _TITLE and line.count > 1][:_MOST_TITLES]
    whole = [line for line in titles if not _is_cut_title(line, titles)]
    long = [line for line in whole if line.count > 3]
    standing = Counter(_folded(line.words) for line in whole)
    twice = [line for line in long if standing[_folded(line.words)] > 1]
    return next(iter([*twice, *long, *whole]), None)


def _is_cut_title(line: _Sorted, titles: list[_Sorted]) -> bool:
    """Whether a line is the beginning of another title, and dots."""
    return _cut(line.words) and any(_repeats(line, title) for title in titles)


def _story(lines: list[_Sorted], begins: int, title: _Sorted | None) -> Iterator[_Sorted]:
    """Yield the lines of the story, up to where comments or other stories follow."""
    after = lines.index(title) + 1 if title else 0
    unstopped = _is_unstopped(lines[begins:])
    skipping, kept = False, 0
    for at, line in enumerate(lines[after:], start=after):
        if kept and (line.kind == chrome.END or (line.kind == chrome.RELATED and kept >= _ENOUGH)):
            return
        skipping = line.kind in _LISTS or (skipping and line.kind == _ITEM)
        if skipping or _repeats_title(line, title):
            continue
        if line.kind in (_PROSE, _ITEM) or ((at < begins or unstopped) and _may_be_sentence(line)):
            kept += line.kind == _PROSE or unstopped
            yield line


def _repeats_title(line: _Sorted, title: _Sorted | None) -> bool:
    return title is not None and line.kind in (_TITLE, _PROSE) and _repeats(line, title)


def _may_be_sentence(line: _Sorted) -> bool:
    """Whether a line without a full stop is long enough for a sentence of the story."""
    return line.kind == _TITLE and line.count > 5 and _is_english(line.words)


def _is_unstopped(lines: list[_Sorted]) -> bool:
    """Whether the text has sentences without full stops, rather than headings between its paragraphs."""
    without = sum(line.kind == _TITLE and line.count > 11 for line in lines)
    return without > sum(line.kind == _PROSE for line in lines)


def _without_captions(text: str, story: list[_Sorted]) -> list[_Sorted]:
    """Leave out what stands above the dateline without a verb, and links below the last sentence."""
    while story and story[-1].kind == _ITEM and not _STOPPED.search(story[-1].words):
        story.pop()
    for at, line in enumerate(story[:4]):
        dateline = dateline_of(text, line.line.start, line.line.end, first=False)
        if dateline is not None and dateline.places:
            return [above for above in story[:at] if _has_verb(above.words)] + story[at:]
    return story


def _has_verb(words: str) -> bool:
    return any(word in _VERBS for word in re.findall(r"[a-z]+", words.lower()))


_VERBS: Final = word_set(
    "is was are were will would has have had said says to be been may could should can did does do told reported "
    "announced confirmed denied postponed cancelled canceled visits meets"
)


def _cut(words: str) -> bool:
    return words.endswith(("...", "…"))


def _folded(words: str) -> str:
    return " ".join(words.casefold().replace("’", "'").split())


def _repeats(line: _Sorted, title: _Sorted) -> bool:
    """Whether a line is the title again, or its beginning and dots, perhaps behind a trail of crumbs."""
    words, whole = _folded(line.words), _folded(title.words)
    if line is title or not _cut(words):
        return line is not title and words == whole
    stem = words.rstrip(".… ")
    at = stem.find(whole[:20])
    return at >= 0 and len(stem) - at >= 15 and whole.startswith(stem[at:])


def _whole_title(lines: list[_Sorted], title: _Sorted) -> Passage:
    """Return the title with the line on which it runs on, if it does."""
    at = lines.index(title) + 1
    if at < len(lines) and not lines[at].line.apart and lines[at].kind == _TITLE:
        follows = lines[at].words
        if follows[0].islower() or (follows.isupper() and title.words.isupper()):
            return Passage(start=title.line.start, end=lines[at].line.end)
    return Passage(start=title.line.start, end=title.line.end)


def _bare_title(text: str, title: Passage) -> Passage:
    """Leave out "(LEAD)" before a title and the outlet's name after it."""
    marked = _MARKED.match(text, title.start, title.end)
    suffix = _SUFFIX.search(title.of(text)[-60:])
    end = title.end
    if suffix and outlet_of(suffix[1].strip()):
        end -= len(suffix.group())
    start = marked.end() if marked else title.start
    return Passage(start=start, end=end) if start < end else title


def _without_bullet(text: str, line: _Sorted) -> Passage:
    start = line.line.start
    if line.kind == _ITEM:
        start += 1
        while text[start].isspace():
            start += 1
    return Passage(start=start, end=line.line.end)
