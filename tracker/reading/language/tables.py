"""The tables of the reader, read from the data files."""

import os
from collections.abc import Iterator
from typing import Final

# importlib.resources would cost every draft eight milliseconds more.
_DATA: Final = os.path.join(os.path.dirname(os.path.dirname(__file__)), "data")


def word_set(words: str) -> frozenset[str]:
    """Return the words of a literal table that are parted by spaces."""
    return frozenset(words.split())


def lines(name: str) -> list[str]:
    """Return the lines of a data file."""
    return _lines(os.path.join(_DATA, name))


def rows(name: str) -> Iterator[list[str]]:
    """Yield the cells of each row of a table in the data folder."""
    return (line.split("\t") for line in lines_of_table(name))


def lines_of_table(name: str) -> list[str]:
    """Return the rows of a table in the data folder, whose cells are parted by tabs, without comments and headings."""
    return table_lines(os.path.join(_DATA, name))


def table_lines(path: str) -> list[str]:
    """Return the rows of a tab-separated table, without comments and without the row of headings."""
    return [line for line in _lines(path) if line and not line.startswith("#")][1:]


def _lines(path: str) -> list[str]:
    with open(path, "rb") as file:  # decoding as it is read would take twice as long
        return file.read().decode().splitlines()


# Words that hold English sentences together; a line of five words and more without any of them is not one.
ENGLISH: Final = word_set(
    "the of to and a in is on for with that by as at from it was will be has have had his her he she they their its "
    "this which who said says are were not but or an after before would could should may can been into over about "
    "than when while there no we you i if also more new all out up so what where how why do did does us our"
)
