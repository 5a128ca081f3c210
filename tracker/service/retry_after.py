"""The header Retry-After, by which a server asks to be left alone for a while."""

import time
from email.utils import parsedate_to_datetime
from typing import Final

_LONGEST: Final = 86_400.0  # seconds


def seconds_to_wait(value: str) -> float:
    """Return the seconds that Retry-After asks for, a number or a date; 0 if it is neither, and at most a day."""
    if value.isdecimal():
        return min(float(value[:9]), _LONGEST)
    try:
        return min(max(parsedate_to_datetime(value).timestamp() - time.time(), 0.0), _LONGEST)
    except (ValueError, TypeError, OverflowError):
        return 0.0
