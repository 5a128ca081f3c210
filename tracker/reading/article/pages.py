"""A saved web page in, the article on it out: by trafilatura and htmldate, from the `pages` extra. Fetches nothing."""

import logging
import re
from datetime import date
from importlib import import_module
from typing import Any, Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.reading.language.tables import word_set

LARGEST: Final = 20_000_000  # bytes of a page
_DEEPEST: Final = 250  # elements within elements; libxml2 reads no deeper than 256
_MOST: Final = 60_000  # tags: ten times those of a long front page; more take seconds
_SHORTEST: Final = 80  # characters of an article; less is a menu
_LATEST: Final = "9999-12-31"  # htmldate would ask the clock what day it is, and take no later one
_NO_ARTICLE: Final = "Save the page once its text shows, or copy the text and draft from that."

_BEGINNING: Final = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*+(?:<\?xml[^>]{0,200}\?>\s*+)?(?:<!--[^>]{0,2000}-->\s*+){0,3}"
    rb"<(?:!doctype\s+html|html|head|body)[\s>]",
    re.IGNORECASE,
)
_CHARSET: Final = re.compile(
    rb"<(?:meta|\?xml)[^>]{0,200}?(?:charset|encoding)\s{0,3}=\s{0,3}[\"']?\s{0,3}([\w.:-]{2,40})", re.IGNORECASE
)
# As browsers do: what these labels name on the web is the larger set; and UTF-16 would not have let us read them.
_LABELS: Final = {
    "iso-8859-1": "cp1252",
    "latin1": "cp1252",
    "us-ascii": "cp1252",
    "ascii": "cp1252",
    "euc-kr": "cp949",
    "ks_c_5601-1987": "cp949",
    "gb2312": "gb18030",
    "gbk": "gb18030",
    "shift_jis": "cp932",
    "utf-16": "utf-8",
    "utf-16le": "utf-8",
    "utf-16be": "utf-8",
}
_CONTROLS: Final = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 127, 0xFFFE, 0xFFFF])
_MOST_ATTRIBUTES: Final = 1000
_QUOTED: Final = re.compile(r"\"[^\"]*+\"|'[^']*+'")
_OPENED: Final = re.compile(r"(?:[^\"'>]|\"[^\"]*+\"|'[^']*+')*+>")
_TAG: Final = re.compile(r"<(!--|/?[a-z][a-z0-9]{0,15})")
# What stands in them is no markup until they are closed.
_RAW: Final = {name: f"</{name}" for name in ("script", "style", "textarea", "title", "xmp", "iframe")} | {"!--": "-->"}
# Elements that need no end tag, or have none: they do not nest.
_FLAT: Final = word_set(
    "area base br col embed hr img input link meta param source track wbr p li dt dd tr td th thead tbody tfoot "
    "option optgroup colgroup caption html head body rt rp command frame keygen"
)


class Page(Struct, frozen=True, kw_only=True):
    """The article of a page: `text` is its headline, an empty line and its paragraphs, a line each.

    The rest is what the page says of itself: its title, outlet, address, publication day and language (ISO 639).
    """

    text: str
    title: str | None
    outlet: str | None
    url: str | None
    published: date | None
    language: str | None


def is_page(data: bytes) -> bool:
    """Whether a file is a web page, by how it begins."""
    return bool(_BEGINNING.match(data[:8000]))


def page(data: bytes) -> Page:
    """Return the article of a saved web page.

    Raises `TrackerError` when trafilatura is not installed, when the page is larger than 20 MB or is nested beyond
    what people write, and when there is no article on it.
    """
    if len(data) > LARGEST:
        raise TrackerError(f"the page is too large: {len(data):,} bytes", "Save its text, and draft from that.")
    trafilatura, lxml = _libraries()
    source = _source(data)
    _refuse_what_is_hostile(source)
    parser = lxml.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    try:
        tree = lxml.document_fromstring(source.encode(), parser=parser)
        found = trafilatura.bare_extraction(tree, **_HOW)
    except Exception as error:  # a page is anything, and so is what a parser of anything may raise
        raise TrackerError("the page could not be read", _NO_ARTICLE) from error
    if found is None or len(found.text or "") < _SHORTEST:
        raise TrackerError("there is no article on this page", _NO_ARTICLE)
    return Page(
        text=_text(found.title, found.text),
        title=found.title or None,
        outlet=found.sitename or found.hostname or None,
        url=found.url or None,
        published=date.fromisoformat(found.date) if found.date else None,
        language=(tree.get("lang") or "")[:2].lower() or None,
    )


# htmldate is given the last of days, or it would ask the clock which day it is and take no later one. Its extensive
# search reads dates out of the prose; the day of printing stands in the markup or the address.
_HOW: Final[dict[str, Any]] = {
    "with_metadata": True,
    "include_comments": False,
    "include_tables": False,
    "date_extraction_params": {"extensive_search": False, "original_date": True, "max_date": "9999-12-31"},
}


def _libraries() -> tuple[Any, Any]:
    """Import trafilatura and lxml.html, without what they would log: an error here is told once, by us."""
    try:
        found = import_module("trafilatura"), import_module("lxml.html")
    except ImportError as error:
        raise TrackerError(
            "reading a web page needs trafilatura", "In the checkout of tracker, run: pip install '.[pages]'"
        ) from error
    for name in ("trafilatura", "htmldate", "courlan"):
        logging.getLogger(name).setLevel(logging.CRITICAL + 1)
    return found


def _source(data: bytes) -> str:
    """Decode a page as browsers do: by its mark, else by the charset that it names, else as UTF-8 or Windows-1252."""
    marks = {b"\xef\xbb\xbf": "utf-8-sig", b"\xff\xfe": "utf-16", b"\xfe\xff": "utf-16"}
    encoding = next((name for mark, name in marks.items() if data.startswith(mark)), "")
    if not encoding and (named := _CHARSET.search(data[:4096])):
        label = named[1].decode("ascii", "replace").lower()
        encoding = _LABELS.get(label, label)
    for name, errors in ((encoding or "utf-8", "replace" if encoding else "strict"), ("cp1252", "replace")):
        try:
            return data.decode(name, errors).translate(_CONTROLS)
        except (LookupError, UnicodeDecodeError):
            continue
    return ""


def _refuse_what_is_hostile(source: str) -> None:
    """Count tags, how deep they nest and what they hold, before anything builds a tree of them."""
    low = source.lower()
    depth = raw_until = last = 0
    for count, tag in enumerate(_TAG.finditer(low)):
        if tag.start() < raw_until:
            continue
        name = tag[1]
        if count > _MOST or depth > _DEEPEST or _is_stuffed(low, last, tag.start()):
            raise _hostile()
        last = tag.end()
        if name in _RAW:
            raw_until = last = _end_of_raw(low, tag)
        elif name.lstrip("/") not in _FLAT:
            depth = max(0, depth - 1) if name[0] == "/" else depth + 1
    if _is_stuffed(low, last, len(low)):
        raise _hostile()


def _is_stuffed(low: str, start: int, end: int) -> bool:
    """Whether a tag has more attributes than are written: libxml2 compares each with all before it."""
    if end - start < _MOST_ATTRIBUTES * 2:
        return False
    inside = _QUOTED.sub("", low[start : max(start, low.rfind(">", start, end))])
    return len(inside.split()) + inside.count("=") + inside.count("/") > _MOST_ATTRIBUTES


def _end_of_raw(low: str, tag: re.Match[str]) -> int:
    """Return where a script, a style or a comment ends, whose content is no markup."""
    begins = tag.end()
    if tag[1] != "!--":
        opened = _OPENED.match(low, begins)
        if opened is None or _is_stuffed(low, begins, opened.end()):
            raise _hostile()
        begins = opened.end()
    closed = low.find(_RAW[tag[1]], begins)
    return len(low) if closed < 0 else closed + len(_RAW[tag[1]])


def _hostile() -> TrackerError:
    return TrackerError("the page has more tags, or tags within tags, than an article", _NO_ARTICLE)


def _text(title: str | None, body: str) -> str:
    first, _, rest = body.partition("\n")
    if not title:
        return body
    return f"{title}\n\n{rest if ' '.join(first.split()) == ' '.join(title.split()) else body}"
