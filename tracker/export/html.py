"""HTML in which text is inert: a string is escaped unless this module made it as markup."""

import re
from html import escape

from tracker.export.safe_text import LAYOUT_HINTS, escape_hidden
from tracker.export.web_address import web_address

# Line breaks that are not white space in HTML.
_BREAKS = re.compile("\r\n|[\x0b-\r\x1c-\x1e\x85\u2028\u2029]")
# Hidden characters that HTML may hold: white space, and hints whose effect <bdi> limits to the text around them.
_KEPT = f"\t\n{LAYOUT_HINTS}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")
# Letters of scripts that run from right to left, and the marks of that direction.
_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# SVG elements that are written as one self-closing tag when they have no content.
_SELF_CLOSING = frozenset({"circle", "line", "path", "rect", "stop", "use"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Content = str | None  # None adds nothing
Attribute = str | int | bool | None


def element(name: str, /, *content: Content, **attributes: Attribute) -> Markup:
    """Return an element. `class_` is the attribute class, `aria_label` is aria-label; None and False leave one out."""
    start = f"{name}{_attributes(attributes)}"
    if not content and name in _SELF_CLOSING:
        return Markup(f"<{start}/>")
    return Markup(f"<{start}>{joined(*content)}</{name}>")


def void_element(name: str, /, **attributes: Attribute) -> Markup:
    """Return an element that has no content and no end tag, such as `meta`."""
    return Markup(f"<{name}{_attributes(attributes)}>")


def joined(*content: Content) -> Markup:
    """Return the parts one after the other."""
    return Markup("".join([part if isinstance(part, Markup) else text(part) for part in content if part]))


def text(words: str) -> Markup:
    r"""Return text for an element or an attribute: markup and hidden characters are escaped (`&lt;`, `\u202e`)."""
    return Markup(escape(shown_text(words)))


def shown_text(words: str) -> str:
    r"""Return text as a page shows it: on one line, and hidden characters as escapes (`\u202e`)."""
    return escape_hidden(_BREAKS.sub(" ", words), keep=_KEPT)


def reported(words: str, *, language: str | None = None) -> Markup:
    """Return text of a report, with its language if that is a valid code.

    Text in which a letter runs from right to left is isolated by <bdi>, so that it cannot reorder its surroundings.
    """
    lang = language if language and _LANGUAGE.fullmatch(language) else None
    if _RIGHT_TO_LEFT.search(words):
        return element("bdi", words, lang=lang)
    return element("span", words, lang=lang) if lang else text(words)


def link(content: Content, url: str | None) -> Markup:
    """Return a link to a web page; with any other address than http or https, only the content."""
    address = web_address(url)
    if address is None:
        return joined(content)
    return element("a", content, href=address, rel="noopener noreferrer")


def _attributes(attributes: dict[str, Attribute]) -> str:
    return "".join([_attribute(key, value) for key, value in attributes.items()])


def _attribute(key: str, value: Attribute) -> str:
    name = key.rstrip("_").replace("_", "-")
    if value is None or value is False:
        return ""
    if value is True:
        return f" {name}"
    return f' {name}="{value if isinstance(value, int) else text(value)}"'
