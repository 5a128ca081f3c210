"""Texts of reports as other programs may show them: one line each, with nothing in them that steers or hides."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

_BREAKS: Final = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")
# What the terminal is not sent either, but for marks of direction (U+200E, U+200F, U+061C), which Arabic and Hebrew
# need: control characters, bidirectional embeddings, overrides and isolates, what takes no room, tags, surrogates.
_HIDDEN: Final = re.compile(
    "[\x00-\x1f\x7f-\x9f\u200b\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f]"
)
_ADDRESS: Final = "!#$%&'()*+,/:;=?@[]~"
_WEB: Final = frozenset({"http", "https"})


def line(text: str, longest: int = 0) -> str:
    r"""Return `text` on one line: what hides or steers as a visible escape (`\u202e`), what is too long cut off."""
    shown = _HIDDEN.sub(_escape, _BREAKS.sub(" ", text)).strip()
    return shown if not longest or len(shown) <= longest else f"{shown[: longest - 1].rstrip()}…"


def web_address(text: str | None) -> str | None:
    """Return an address that may be followed, in ASCII; None for all that is not of the web: `javascript:`, a path."""
    if text is None or _BREAKS.search(text) or _HIDDEN.search(text):
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _WEB or not re.fullmatch(r"[\w.:-]+", host):
        return None
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=host)
    return quote(parts.geturl(), safe=_ADDRESS)


def _escape(found: re.Match[str]) -> str:
    return found[0].encode("unicode_escape").decode("ascii")
