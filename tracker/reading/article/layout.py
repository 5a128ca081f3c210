"""How a text is laid out: which line is its headline, which are its paragraphs, which give its date and author."""

import re
from collections import Counter
from collections.abc import Iterator
from typing import Final

from msgspec import Struct

from tracker.reading.article import chrome
from tracker.reading.article.dateline import dateline_of
from tracker.reading.article.line_kinds import ABOUT, ITEM, PROSE, STOPPED, TITLE, SortedLine, is_english, sorted_lines
from tracker.reading.article.outlets import outlet_of
from tracker.reading.article.passage import Passage
from tracker.reading.language.tables import word_set

_MARKED: Final = re.compile(r"\((?:LEAD|URGENT|Lead|Urgent|\d(?:st|nd|rd|th) LD|News Focus|Yonhap \w+)\)\s*")
_SUFFIX: Final = re.compile(r"\s+[|–—-]{1,2}\s+([^|–—]{2,40})\Z")
_MOST_TITLES: Final = 50  # lines above the story among which its headline is looked for
# How many paragraphs a story has at least when such a line ends it.
_ENDS_STORY: Final = {chrome.END: 1, chrome.RELATED: 3}


class Layout(Struct, frozen=True, kw_only=True):
    """The headline, the paragraphs of the story, and the lines that give its date and author."""

    headline: Passage | None
    paragraphs: tuple[Passage, ...]
    about: tuple[Passage, ...]


# Kinds of chrome that a list follows.
_LISTS: Final = frozenset({chrome.BULLETS, chrome.RELATED})


def layout_of(text: str) -> Layout:
    """Sort the lines of a text."""
    lines = list(sorted_lines(text))
    begins = next((at for at, line in enumerate(lines) if line.kind in (PROSE, ITEM)), len(lines))
    title = _headline(lines[:begins])
    story = list(_story(lines, begins, title))
    headline = None if title is None else _bare_title(text, _whole_title(lines, title))
    about = (line.line for line in lines if line.kind == ABOUT)
    return Layout(
        headline=headline,
        paragraphs=tuple(_without_bullet(text, line) for line in _without_captions(text, story)),
        about=tuple(Passage(start=line.start, end=line.end) for line in about),
    )


def _headline(above: list[SortedLine]) -> SortedLine | None:
    """Return the headline among the lines above the story: one that stands there twice, else the first."""
    titles = [line for line in above if line.kind == TITLE and line.count > 1][:_MOST_TITLES]
    whole = [line for line in titles if not _is_cut_title(line, titles)]
    long = [line for line in whole if line.count > 3]
    standing = Counter(_folded(line.words) for line in whole)
    twice = [line for line in long if standing[_folded(line.words)] > 1]
    return next(iter([*twice, *long, *whole]), None)


def _is_cut_title(line: SortedLine, titles: list[SortedLine]) -> bool:
    """Whether a line is the beginning of another title, and dots."""
    return _cut(line.words) and any(_repeats(line, title) for title in titles)


def _story(lines: list[SortedLine], begins: int, title: SortedLine | None) -> Iterator[SortedLine]:
    """Yield the lines of the story, up to where comments or other stories follow."""
    unstopped = _is_unstopped(lines[begins:])
    paragraphs = 0
    for at, line in _outside_lists(lines, after=title):
        if paragraphs >= _ENDS_STORY.get(line.kind, len(lines)):
            return
        is_loose = unstopped or at < begins
        if _is_of_story(line, is_loose=is_loose) and not _repeats_title(line, title):
            paragraphs += unstopped or line.kind == PROSE
            yield line


def _outside_lists(lines: list[SortedLine], after: SortedLine | None) -> Iterator[tuple[int, SortedLine]]:
    """Yield the lines below the title with their numbers, without the items of lists that chrome begins."""
    first = lines.index(after) + 1 if after else 0
    in_list = False
    for at, line in enumerate(lines[first:], start=first):
        in_list = line.kind in _LISTS or (in_list and line.kind == ITEM)
        if line.kind != ITEM or not in_list:
            yield at, line


def _is_of_story(line: SortedLine, *, is_loose: bool) -> bool:
    """Whether a line is a sentence or an item. `is_loose`: where it stands, sentences may have no full stop."""
    return line.kind in (PROSE, ITEM) or (is_loose and _may_be_sentence(line))


def _repeats_title(line: SortedLine, title: SortedLine | None) -> bool:
    return title is not None and line.kind in (TITLE, PROSE) and _repeats(line, title)


def _may_be_sentence(line: SortedLine) -> bool:
    """Whether a line without a full stop is long enough for a sentence of the story."""
    return line.kind == TITLE and line.count > 5 and is_english(line.words)


def _is_unstopped(lines: list[SortedLine]) -> bool:
    """Whether the text has sentences without full stops, rather than headings between its paragraphs."""
    without = sum(line.kind == TITLE and line.count > 11 for line in lines)
    return without > sum(line.kind == PROSE for line in lines)


def _without_captions(text: str, story: list[SortedLine]) -> list[SortedLine]:
    """Leave out what stands above the dateline without a verb, and links below the last sentence."""
    while story and story[-1].kind == ITEM and not STOPPED.search(story[-1].words):
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


def _repeats(line: SortedLine, title: SortedLine) -> bool:
    """Whether a line is the title again, or its beginning and dots, perhaps behind a trail of crumbs."""
    words, whole = _folded(line.words), _folded(title.words)
    if line is title or not _cut(words):
        return line is not title and words == whole
    stem = words.rstrip(".… ")
    at = stem.find(whole[:20])
    return at >= 0 and len(stem) - at >= 15 and whole.startswith(stem[at:])


def _whole_title(lines: list[SortedLine], title: SortedLine) -> Passage:
    """Return the title with the line on which it runs on, if it does."""
    at = lines.index(title) + 1
    if at < len(lines) and not lines[at].line.apart and lines[at].kind == TITLE:
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


def _without_bullet(text: str, line: SortedLine) -> Passage:
    start = line.line.start
    if line.kind == ITEM:
        start += 1
        while text[start].isspace():
            start += 1
    return Passage(start=start, end=line.line.end)
