"""The story in a text: its headline, its paragraphs and sentences, and its dateline and credits."""

from collections.abc import Iterator
from datetime import date
from typing import Final

from msgspec import Struct

from tracker.reading.article import chrome
from tracker.reading.article.credits import Credit, closing_credit, credited, named_in
from tracker.reading.article.dateline import Dateline, dateline_of
from tracker.reading.article.layout import Layout, layout_of
from tracker.reading.article.passage import Passage, Sentence
from tracker.reading.article.printed import days
from tracker.reading.article.sentences import sentences_in

__all__ = ["Credit", "Dateline", "Passage", "Sentence", "Story", "story"]

_FIRST: Final = 6  # paragraphs that may begin with a dateline
_TOP: Final = 2000  # characters of a text that are its top
_SIGNATURE: Final = 3  # words after the last full stop of a paragraph: "Jane Doe/DMS"
_STOPS: Final = (".", "?", "!", "…", ":", ";", ",", "")
_CLOSERS: Final = "\"'”’»)]"
_LABELS: Final = ("posted", "published", "first published", "date")


class Story(Struct, frozen=True, kw_only=True):
    """The story in `text`, without the page around it; every offset counts characters of `text`.

    `paragraphs` are those of the body, dateline included; `sentences` those of the headline, then of the body,
    without dateline and closing credit. `published` is the day that the text prints of itself, if it has a year.
    `credits` are the agencies that it names as where it comes from: the nearest first, each once.
    """

    text: str
    headline: Passage | None
    paragraphs: tuple[Passage, ...]
    sentences: tuple[Sentence, ...]
    dateline: Dateline | None
    published: date | None
    credits: tuple[Credit, ...]

    @property
    def via(self) -> tuple[str, ...]:
        """The names of the agencies credited, the nearest first."""
        return tuple(credit.name for credit in self.credits)


def story(text: str) -> Story:
    """Find the story in an article's text. A text without one has no sentences; nothing is raised."""
    layout = layout_of(text)
    datelines = list(_datelines(text, layout.paragraphs))
    ends = [_end(text, paragraph) for paragraph in layout.paragraphs]
    dateline = next(filter(None, datelines), None)
    return Story(
        text=text,
        headline=layout.headline,
        paragraphs=layout.paragraphs,
        sentences=tuple(_sentences(text, layout, datelines, ends)),
        dateline=dateline,
        published=_published(text, layout, dateline),
        credits=_credits(text, layout, dateline, ends),
    )


def _datelines(text: str, paragraphs: tuple[Passage, ...]) -> Iterator[Dateline | None]:
    first = True  # until a paragraph has ended in a full stop: a second headline has none
    for at, paragraph in enumerate(paragraphs):
        yield dateline_of(text, paragraph.start, paragraph.end, first=first) if at < _FIRST else None
        first = first and text[paragraph.end - 1] not in _STOPS


def _end(text: str, paragraph: Passage) -> int:
    """Return where the last sentence of a paragraph ends: before a credit that closes it."""
    credit = closing_credit(text, paragraph.start, paragraph.end)
    return credit.start if credit and credit.start > paragraph.start else paragraph.end


def _sentences(text: str, layout: Layout, datelines: list[Dateline | None], ends: list[int]) -> Iterator[Sentence]:
    if layout.headline:
        yield Sentence(start=layout.headline.start, end=layout.headline.end, headline=True)
    for paragraph, dateline, stop in zip(layout.paragraphs, datelines, ends, strict=True):
        begin = dateline.end if dateline else paragraph.start
        for start, end in sentences_in(text, begin, stop):
            words = text[start:end]
            signature = start > begin and words.count(" ") < _SIGNATURE and words.rstrip(_CLOSERS)[-1:] not in _STOPS
            if not signature and not chrome.is_chrome(words):
                yield Sentence(start=start, end=end)


def _published(text: str, layout: Layout, dateline: Dateline | None) -> date | None:
    """Return the day of the dateline, else that of a line which says so, else of one that only has it."""
    if dateline and dateline.day:
        for day in days(text, dateline.day.start, dateline.day.end):
            return day
    top = [line for line in layout.about if line.start < _TOP or text[line.start] == "("]
    for line in sorted(top, key=lambda line: _rank(line.of(text))):
        for day in days(text, line.start, line.end):
            return day
    return None


def _rank(words: str) -> int:
    low = words.lower().lstrip(" ([|-–—*•")
    if low.startswith(_LABELS):
        return 0
    return 2 if "updated" in low or "modified" in low else 1


def _credits(text: str, layout: Layout, dateline: Dateline | None, ends: list[int]) -> tuple[Credit, ...]:
    closing = [Passage(start=end, end=paragraph.end) for paragraph, end in zip(layout.paragraphs, ends, strict=True)]
    by_name: dict[str, Credit] = {}
    for credit in (
        *named_in(text, dateline.agencies if dateline else ()),
        *credited(text, [*layout.about, *closing], layout.paragraphs),
    ):
        by_name.setdefault(credit.name, credit)
    return tuple(by_name.values())
