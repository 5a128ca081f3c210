"""The tables of the reader, read from the data files."""

from collections.abc import Iterator
from pathlib import Path
from typing import Final

# importlib.resources would cost every draft eight milliseconds more.
_DATA: Final = Path(__file__).parent.with_name("data")


def word_set(words: str) -> frozenset[str]:
    """Return the words of a literal table that are parted by spaces."""
    return frozenset(words.split())


def lines(name: str) -> list[str]:
    """Return the lines of a data file."""
    return (_DATA / name).read_text(encoding="utf-8").splitlines()


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table in the data folder: see `table_rows`."""
    return table_rows(_DATA / name)


def table_rows(path: Path) -> Iterator[list[str]]:
    """Yield the cells of each row of a tab-separated table, without comments and without the row of headings."""
    lines = path.read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines if line and not line.startswith("#")]
    yield from table[1:]


# Words that hold English sentences together; a line of five words and more without any of them is not one.
ENGLISH: Final = word_set(
    "the of to and a in is on for with that by as at from it was will be has have had his her he she they their its "
    "this which who said says are were not but or an after before would could should may can been into over about "
    "than when while there no we you i if also more new all out up so what where how why do did does us our"
)
