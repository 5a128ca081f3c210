"""The words of an article behind a field: marked in the text around them, or in the whole text."""

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import Final

from tracker.domain.passages import Passage, passages
from tracker.domain.report import Evidence
from tracker.export.html import Markup, element, joined, reported
from tracker.export.labels import DRAFT_FIELD_NAMES

_MOST_AROUND: Final = 160  # characters before the words, and after them
# A line break, or a full stop before a capital letter, but not after an abbreviation: "Nov. 20", "Gen. Nakatani".
_END_OF_SENTENCE: Final = re.compile(
    r"\n+|。|(?<!\b[A-Z])(?<!\b[A-Z][a-z])(?<!\b[A-Z][a-z]{2})(?<!\b[A-Z][a-z]{3})[.!?][\"”’)]?\s+(?=[\"“‘(]?[^\W\d_a-z])"
)


def marked_words(words: Evidence, text: str | None) -> Markup:
    """Return the words, marked within their sentence if the text of the article is stored."""
    if text is None or text[words.start : words.end] != words.text:
        return element("q", reported(words.text))
    before, after = _before(text, words.start), _after(text, words.end)
    return element(
        "blockquote", reported(before), element("mark", reported(words.text)), reported(after), class_="excerpt"
    )


def marked_text(text: str, evidence: Mapping[str, Evidence]) -> Markup:
    """Return the whole text with the words behind every field marked, each with the name of its field."""
    return element("div", *_marked_parts(text, evidence), class_="text")


def _marked_parts(text: str, evidence: Mapping[str, Evidence]) -> Iterator[Markup]:
    marked = [passage for passage in passages(text, [evidence]) if _has_letter(text[passage.start : passage.end])]
    named = _longest_of_each_field(marked)
    end = 0
    for passage in marked:
        yield _plain(text[end : passage.start])
        name = DRAFT_FIELD_NAMES[passage.field]
        label = element("small", f" {name}", class_="of") if passage in named else None
        yield element("mark", _plain(text[passage.start : passage.end]), label, class_=f"f-{passage.field}", title=name)
        end = passage.end
    yield _plain(text[end:])


def _longest_of_each_field(marked: Iterable[Passage]) -> set[Passage]:
    """Return the passages that bear the name of their field: other marks may cut the words of a field into pieces."""
    longest: dict[str, Passage] = {}
    for passage in marked:
        other = longest.get(passage.field)
        if other is None or passage.end - passage.start > other.end - other.start:
            longest[passage.field] = passage
    return set(longest.values())


def _has_letter(text: str) -> bool:
    return any(letter.isalnum() for letter in text)


def _plain(text: str) -> Markup:
    """Return text whose line breaks stay; the style shows them."""
    return joined(text.replace("\r", ""))


def _before(text: str, start: int) -> str:
    """Return what stands before a place, from the beginning of its sentence or a part of it."""
    begin = max(0, start - _MOST_AROUND)
    piece = text[begin:start]
    ends = [match.end() for match in _END_OF_SENTENCE.finditer(piece)]
    if ends:
        return piece[ends[-1] :]
    return f"…{piece}" if begin > 0 else piece


def _after(text: str, end: int) -> str:
    """Return what follows a place, to the end of its sentence or a part of it."""
    piece = text[end : end + _MOST_AROUND]
    match = _END_OF_SENTENCE.search(piece)
    if match:
        return piece[: match.end()].rstrip()
    return piece if end + _MOST_AROUND >= len(text) else f"{piece}…"
