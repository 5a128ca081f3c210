"""The axis of a history: where each report stands, in proportion to its day as far as its neighbours leave room."""

from collections.abc import Sequence
from datetime import date
from itertools import pairwise


def places(days: Sequence[date], width: float, gap: float) -> list[float]:
    """Return where each of the days, which never fall, stands between 0 and `width`; at least `gap` apart.

    Where the days leave more room than that, it is shared out in proportion to the time between them. Where `gap` and
    `width` cannot both be kept, the gap is.
    """
    if not days:
        return []
    apart = [(later - earlier).days for earlier, later in pairwise(days)]
    spare = max(width - gap * len(apart), 0.0)
    whole = sum(apart)
    at = [0.0]
    for time in apart:
        at.append(at[-1] + gap + (spare * time / whole if whole else 0.0))
    return at
