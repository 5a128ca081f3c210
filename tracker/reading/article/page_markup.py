"""The markup of a web page: its tags, its meta elements, its JSON-LD, and the same page without what could do harm."""

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.reading.article.markup import VOID, Token, tokens, unescaped
from tracker.reading.language.tables import word_set

SAVE_ITS_TEXT: Final = "Save the page once its text shows, or copy the text and draft from that."
_MOST: Final = 40_000  # tags: six times those of a long front page
_DEEPEST: Final = 200  # elements within elements; libxml2 reads no deeper than 256
_LONGEST_VALUE: Final = 300  # characters of an attribute; longer ones are pictures and data
_LONGEST_META: Final = 2000  # characters of the content of a meta element
_LONGEST_JSON: Final = 1_000_000  # characters of a block of JSON-LD
_MOST_TOKENS: Final = 40  # of the text of a short element
_SHORT: Final = 300  # characters of such a text
_WRAPPED: Final = re.compile(r"\A\s*(?:<!--|//\s*<!\[CDATA\[|<!\[CDATA\[)|(?:-->|//\s*\]\]>|\]\]>|;)\s*\Z")
# Elements that need no end tag, or have none: they do not nest.
_FLAT: Final = VOID | word_set(
    "p li dt dd tr td th thead tbody tfoot option optgroup colgroup caption html head body rt rp"
)
# Drawings, programs and other pages. Nothing of them is the article's.
_FOREIGN: Final = word_set("svg math object applet canvas video audio template")
_DROPPED: Final = word_set("script style textarea xmp iframe noembed noframes link meta base")
_ATTRIBUTES_DROPPED: Final = word_set("style src srcset data-src data-srcset d points sizes integrity nonce")


class PageMarkup(Struct, frozen=True, kw_only=True):
    """A page, cut into tags and text."""

    source: str
    tokens: tuple[Token, ...]

    def opened(self, *names: str) -> Iterator[tuple[int, Token]]:
        """Yield the start tags of these elements, with their index."""
        wanted = frozenset(names)
        return ((at, token) for at, token in enumerate(self.tokens) if token.kind == "open" and token.name in wanted)

    def text_at(self, index: int) -> str:
        """Return the first words of the element that begins at this index, on one line."""
        name = self.tokens[index].name
        return self._words(index + 1, until=name)

    def text_from(self, index: int) -> str:
        """Return the words that begin with the text at this index, wherever its elements end."""
        return self._words(index, until=None)

    def _words(self, index: int, *, until: str | None) -> str:
        words: list[str] = []
        for token in self.tokens[index : index + _MOST_TOKENS]:
            if token.kind == "end" and token.name == until:
                break
            if token.kind == "text" or (token.kind == "raw" and token.name in ("title", "cdata")):
                words.append(self.source[token.start : min(token.end, token.start + _SHORT)])
        return " ".join(unescaped(" ".join(words)).split())[:_SHORT]

    def inside(self, names: frozenset[str]) -> frozenset[int]:
        """Return the indexes of the tags within the elements that have one of these classes or ids."""
        within: set[int] = set()
        open_elements = 0
        element = ""
        for at, token in enumerate(self.tokens):
            if not open_elements and token.kind == "open" and _is_named(token, names):
                element = token.name
            if element and token.name == element and token.kind in ("open", "end") and not token.closed:
                open_elements += 1 if token.kind == "open" else -1
                element = element if open_elements else ""
            elif element:
                within.add(at)
        return frozenset(within)

    def metas(self) -> Mapping[str, str]:
        """Return the meta elements by name, property, itemprop or http-equiv; the first of each counts."""
        metas: dict[str, str] = {}
        for _, tag in self.opened("meta"):
            content = unescaped(tag.attributes.get("content", "")[:_LONGEST_META]).strip()
            for key in ("name", "property", "itemprop", "http-equiv"):
                name = tag.attributes.get(key, "").strip().lower()
                if name and content:
                    metas.setdefault(name, content)
        return metas

    def json_ld(self) -> Iterator[Any]:
        """Yield the values of the blocks of JSON-LD; those that are not JSON are left out."""
        for at, tag in self.opened("script"):
            if "ld+json" not in tag.attributes.get("type", "").lower() or at + 1 >= len(self.tokens):
                continue
            block = self.tokens[at + 1]
            if block.kind == "raw" and block.end - block.start <= _LONGEST_JSON:
                words = _WRAPPED.sub("", self.source[block.start : block.end])
                try:
                    yield json.loads(words, strict=False)
                except (ValueError, RecursionError):
                    continue


def _is_named(tag: Token, names: frozenset[str]) -> bool:
    words = f"{tag.attributes.get('class', '')} {tag.attributes.get('id', '')}".lower().split()
    return tag.name not in _FLAT and not tag.closed and not names.isdisjoint(words)


def page_markup(source: str) -> PageMarkup:
    """Cut a page into tags and text. Raises `TrackerError` for one of more than 40,000 tags."""
    kept: list[Token] = []
    count = 0
    for token in tokens(source):
        count += token.kind in ("open", "end")
        if count > _MOST:
            raise TrackerError("the page has more tags than an article", SAVE_ITS_TEXT)
        kept.append(token)
    return PageMarkup(source=source, tokens=tuple(kept))


def without_harm(page: PageMarkup) -> str:
    """Return the page without scripts, styles, drawings and data, and nested no deeper than pages are."""
    kept: list[str] = []
    depth = 0
    foreign_until = -1
    last_ends = {token.name: at for at, token in enumerate(page.tokens) if token.kind == "end"}
    for at, token in enumerate(page.tokens):
        if at <= foreign_until:
            continue
        if token.kind == "text" or token.name in ("title", "cdata"):
            kept.append(_text(page, token))
        elif token.kind == "open" and token.name in _FOREIGN and not token.closed:
            foreign_until = _end_of(page, at) if at < last_ends.get(token.name, -1) else at
        elif token.kind != "raw" and token.name not in _DROPPED:
            depth = _write(kept, token, depth)
    return "".join(kept)


def _write(kept: list[str], token: Token, depth: int) -> int:
    """Write a tag, and return how deep what follows it is nested. `<i/>` is written as `<i></i>`."""
    nests = token.name not in _FLAT and not token.closed
    if token.kind == "end":
        if token.name not in VOID:
            kept.append(f"</{token.name}>")
        return max(0, depth - 1) if nests else depth
    if depth < _DEEPEST or not nests:
        kept.append(_start_tag(token))
    return depth + 1 if nests else depth


def _start_tag(token: Token) -> str:
    attributes = "".join(
        f' {name}="{value.replace(chr(34), "&quot;")}"'
        for name, value in token.attributes.items()
        if len(value) <= _LONGEST_VALUE and name not in _ATTRIBUTES_DROPPED and name.replace("-", "").isalnum()
    )
    end = f"</{token.name}>" if token.closed and token.name not in VOID else ""
    return f"<{token.name}{attributes}>{end}"


def _text(page: PageMarkup, token: Token) -> str:
    """Return a text; a sign in it that no tag began is written so that none begins."""
    words = page.source[token.start : token.end].replace("<", "&lt;")
    return f"<title>{words}</title>" if token.name == "title" and token.kind == "raw" else words


def _end_of(page: PageMarkup, at: int) -> int:
    """Return the index of the end tag of a drawing and the like."""
    name = page.tokens[at].name
    ends = (index for index in range(at, len(page.tokens)) if page.tokens[index].kind == "end")
    return next(index for index in ends if page.tokens[index].name == name)
