"""Words: the groups of words that the reading goes by, from their data file."""

from functools import cache

from tracker.reading.language.tables import lines


def words(group: str) -> frozenset[str]:
    """Return the words of one group of `data/words.txt`."""
    return _groups()[group]


@cache
def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    here: set[str] = set()
    for line in lines("words.txt"):
        if line.startswith("["):
            here = groups.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            here |= set(line.split())
    return {name: frozenset(group) for name, group in groups.items()}
