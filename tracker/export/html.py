"""HTML in which text is inert: a string is escaped unless it is markup that was made here."""

import re
from html import escape

from tracker.export.safe_text import LAYOUT_HINTS, escape_hidden
from tracker.export.web_address import web_address

# Line breaks that are not white space in HTML.
_BREAKS = re.compile("\r\n|[\x0b-\r\x1c-\x1e\x85\u2028\u2029]")
# <bdi> keeps the effect of a layout hint within the text that it stands in.
_KEPT = f"\t\n{LAYOUT_HINTS}"
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*")

# Letters that are written from right to left, and the marks of that direction.
_LEFTWARD = re.compile(
    "[\u0590-\u08ff\u200e\u200f\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]"
)
# What draws and holds nothing ends in itself.
_SHAPES = frozenset({"circle", "line", "path", "rect", "stop", "use"})


class Markup(str):
    """Text that is HTML already."""

    __slots__ = ()


Inside = str | None  # None stands for nothing
Attribute = str | int | bool | None


def element(name: str, /, *inside: Inside, **attributes: Attribute) -> Markup:
    """Return an element. `class_` is the attribute class, `aria_label` is aria-label; None and False leave one out."""
    given = "".join([_attribute(key, value) for key, value in attributes.items() if value is not None])
    if not inside and name in _SHAPES:
        return Markup(f"<{name}{given}/>")
    return Markup(f"<{name}{given}>{joined(*inside)}</{name}>")


def empty(name: str, /, **attributes: Attribute) -> Markup:
    """Return an element that holds nothing and has no end tag, such as `meta`."""
    return Markup(f"<{name}{''.join([_attribute(key, value) for key, value in attributes.items()])}>")


def joined(*inside: Inside) -> Markup:
    """Return what stands one after the other."""
    return Markup("".join([one if isinstance(one, Markup) else text(one) for one in inside if one]))


def text(words: str) -> Markup:
    r"""Return text for an element or an attribute: markup and hidden characters are escaped (`&lt;`, `\u202e`)."""
    return Markup(escape(escape_hidden(_BREAKS.sub(" ", words), keep=_KEPT)))


def said(words: str, *, language: str | None = None) -> Markup:
    """Return text of a report: what runs from right to left keeps to itself, and the language is told if known."""
    known = language if language and _LANGUAGE.fullmatch(language) else None
    if _LEFTWARD.search(words):
        return element("bdi", words, lang=known)
    return element("span", words, lang=known) if known else text(words)


def link(inside: Inside, url: str | None) -> Markup:
    """Return a link to a page of the web; anything that is no http or https address stays text."""
    address = web_address(url)
    if address is None:
        return joined(inside)
    return element("a", inside, href=address, rel="noopener noreferrer")


def _attribute(key: str, value: Attribute) -> str:
    if value is None or value is False:
        return ""
    name = key.rstrip("_").replace("_", "-")
    return f" {name}" if value is True else f' {name}="{value if isinstance(value, int) else text(value)}"'
