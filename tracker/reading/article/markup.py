"""Markup as it is published, HTML and XML: cut into tags and text in one pass, and never refused.

Real feeds and pages break the rules of XML in many ways, and parsers that repair them can be made to take minutes. This
module does less: it declares no entities, follows nothing, and its time is linear in the length of the source.
"""

import html
import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from msgspec import Struct

from tracker.reading.language.tables import word_set

_MARKUP: Final = re.compile(
    r"<(?:(?P<comment>!--)|(?P<cdata>!\[CDATA\[)|(?P<other>[!?])|(?P<end>/?)(?P<name>[A-Za-z_][^\s/>=<\"']{0,80}))"
)
# As in HTML's own syntax: a quotation mark quotes only behind an equals sign.
_ATTRIBUTE: Final = re.compile(
    r"[\s/]*+([^\s/>][^\s/>=]*+)(?:\s*+=\s*+(?:\"([^\"]*+)(?:\"|\Z)|'([^']*+)(?:'|\Z)|([^\s>]*+)))?"
)
# A document type with declarations of its own, behind what may stand before it.
_DOCUMENT_TYPE: Final = re.compile(
    r"\s*+(?:<\?[^>]*+>\s*+)?(?:<!--(?:[^-]|-(?!->))*+-->\s*+)*+<!doctype\b[^\[>]*+\[", re.IGNORECASE
)
_TAG_END: Final = re.compile(r"[\s/]*+>")
_CDATA: Final = re.compile(r"<!\[CDATA\[(.*?)(?:\]\]>|\Z)", re.DOTALL)
_COMMENT: Final = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
# A regular expression would take a second for a megabyte of these. "&amp;" comes last, so that "&amp;lt;" is "&lt;".
_COMMON: Final = {"&lt;": "<", "&gt;": ">", "&quot;": '"', "&apos;": "'", "&nbsp;": "\xa0"}
_REFERENCE: Final = re.compile(r"&(?!amp;)(?:#[xX]?[0-9a-fA-F]{1,8}|[A-Za-z][A-Za-z0-9]{1,40});")
_MOST_ATTRIBUTES: Final = 60  # of a tag; the others are left out
_MOST_TAGS: Final = 50_000  # of an article in HTML; what follows them is left as it stands

# The content of these elements of HTML is text up to their end tag, whatever it looks like.
RAW: Final = word_set("script style textarea title xmp iframe noembed noframes")
VOID: Final = word_set("area base br col embed hr img input link meta param source track wbr frame keygen command")
# Between blocks stands an end of line; within them words run on.
_BLOCKS: Final = word_set(
    "address article aside blockquote br dd div dl dt figure footer h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre "
    "section table td th tr ul hl2 title"
)
_SILENT: Final = word_set("script style figcaption iframe noscript media")
_NO_ATTRIBUTES: Final[Mapping[str, str]] = {}


class Token(Struct, frozen=True):
    """A piece of markup: a tag (`open`, `end`), or `text` with entities, or `raw` text without them.

    `source[start:end]` is the piece, or its content. `name` is in lower case; `closed` is said of `<tag/>`.
    """

    kind: str
    start: int
    end: int
    name: str = ""
    attributes: Mapping[str, str] = _NO_ATTRIBUTES
    closed: bool = False


def tokens(source: str, raw: frozenset[str] = RAW) -> Iterator[Token]:
    """Yield the tags and the text of markup in order; comments and declarations are left out.

    `raw` are the elements whose content is not markup: HTML has some, XML has none.
    """
    at, length = _after_document_type(source), len(source)
    while at < length and (match := _MARKUP.search(source, at)):
        if match.start() > at:
            yield Token("text", at, match.start())
        at = match.end()
        if match["name"]:
            tag = _tag(source, match)
            if tag is None:  # no tag ends behind this one
                at = match.start()
                break
            yield tag
            at = tag.end
            if tag.kind == "open" and tag.name in raw and not tag.closed:
                at = _end_of_raw(source, tag)
                yield Token("raw", tag.end, at, tag.name)
        elif match["cdata"]:
            closed = source.find("]]>", at)
            yield Token("raw", at, length if closed < 0 else closed, "cdata")
            at = length if closed < 0 else closed + len("]]>")
        else:
            at = _after(source, match)
    if at < length:
        yield Token("text", at, length)


def _tag(source: str, match: re.Match[str]) -> Token | None:
    """Return the tag that begins here, or None if the source ends before it does."""
    at = match.end()
    attributes: dict[str, str] = {}
    while (ends := _TAG_END.match(source, at)) is None:
        attribute = _ATTRIBUTE.match(source, at)
        if attribute is None:
            return None
        at = attribute.end()
        name, *values = attribute.groups()
        if len(attributes) < _MOST_ATTRIBUTES:
            attributes.setdefault(name.lower(), next((value for value in values if value is not None), ""))
    kind = "end" if match["end"] else "open"
    closed = "/" in ends.group()
    return Token(kind, match.start(), ends.end(), match["name"].lower(), attributes, closed)


def _end_of_raw(source: str, tag: Token) -> int:
    closing = re.compile(rf"</{re.escape(tag.name)}(?=[\s/>])", re.IGNORECASE).search(source, tag.end)
    return closing.start() if closing else len(source)


def _after(source: str, match: re.Match[str]) -> int:
    """Return where a comment, a declaration or a processing instruction ends; `<!-->` is a comment already."""
    closing = "-->" if match["comment"] else ">"
    closed = source.find(closing, match.start() + 2)
    return len(source) if closed < 0 else closed + len(closing)


def _after_document_type(source: str) -> int:
    """Return where the document type that stands first ends, if it has declarations of its own, else 0."""
    match = _DOCUMENT_TYPE.match(source)
    closed = source.find("]", match.end()) if match else -1
    ends = source.find(">", closed) if closed >= 0 else -1
    return ends + 1


def unescaped(text: str) -> str:
    """Return text with its character references replaced, those of HTML too; `&copy=1` of an address is not one."""
    for reference, letter in _COMMON.items():
        text = text.replace(reference, letter)
    return _REFERENCE.sub(lambda match: _letters(match[0]), text).replace("&amp;", "&")


@lru_cache(maxsize=4096)
def _letters(reference: str) -> str:
    return html.unescape(reference)


def content(inner: str, *, is_markup: bool) -> str:
    """Return what an element of XML holds: its CDATA unwrapped and, unless `is_markup`, its references replaced."""
    parts = _CDATA.split(inner)
    for index in range(0, len(parts), 2):
        outside = _COMMENT.sub("", parts[index])
        parts[index] = outside if is_markup else unescaped(outside)
    return "".join(parts)


def plain(markup: str) -> str:
    """Return HTML as plain text: a line for each block, without scripts, pictures' captions and comments."""
    lines = (" ".join(line.split()) for line in unescaped("".join(_words(markup))).splitlines())
    return "\n".join(line for line in lines if line)


def _words(markup: str) -> Iterator[str]:
    """Yield the text of HTML, with a line break for each block."""
    silent = ""
    for count, token in enumerate(tokens(markup)):
        if count > _MOST_TAGS:
            yield markup[token.start :]
            return
        if silent:
            silent = "" if token.kind == "end" and token.name == silent else silent
        elif token.kind == "text" or token.name == "cdata":
            yield markup[token.start : token.end]
        elif token.kind == "open" and token.name in _SILENT and not token.closed:
            silent = token.name
        elif token.name in _BLOCKS:
            yield "\n"
