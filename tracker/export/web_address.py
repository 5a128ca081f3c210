"""Addresses of reports that another program may follow."""

import re
from typing import Final
from urllib.parse import quote, urlsplit

from tracker.export.safe_text import LAYOUT_HINTS, hidden

_SCHEMES: Final = frozenset({"http", "https"})
_HOST: Final = re.compile(r"[\w.:-]+")
# Characters that are part of an address and so not percent-encoded.
_RESERVED: Final = "!#$%&'()*+,/:;=?@[]~"


def web_address(text: str | None) -> str | None:
    """Return an http or https address in ASCII; None for any other text, such as `javascript:` or a path."""
    if text is None or hidden(keep=LAYOUT_HINTS).search(text):
        return None
    try:
        parts = urlsplit(text)
        host = (parts.hostname or "").encode("idna").decode()
    except (ValueError, UnicodeError):
        return None
    if parts.scheme not in _SCHEMES or not _HOST.fullmatch(host):
        return None
    if not parts.netloc.isascii():
        parts = parts._replace(netloc=host)
    return quote(parts.geturl(), safe=_RESERVED)
