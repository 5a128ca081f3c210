"""Which labelled articles are kept for scoring and never used to fit or to tune the reader."""

import hashlib
from typing import Final

_SHARE: Final = 3  # one article in three


def is_held_back(group: str) -> bool:
    """Whether the articles of a group are held back.

    `group` is the key of an article's main meeting, or the id of an article without one: articles about one meeting
    are on the same side, and new articles do not move the others.
    """
    return hashlib.sha256(group.encode()).digest()[0] % _SHARE == 0
