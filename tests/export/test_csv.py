"""CSV: a table that a spreadsheet opens without running a formula, and that reads back as it was."""

import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.export.csv import table

WINDOW = {"edtf": "2026-01", "earliest": "2026-01-01", "latest": "2026-01-31", "words": "in January"}
# Python's csv reader changes a lone carriage return and NUL.
texts = st.text().filter(lambda text: not {*"\0\r"} & {*text})


def read(text: str) -> list[list[str]]:
    """Read a table back."""
    return list(csv.reader(io.StringIO(text, newline="")))


def cell(value: Any) -> str:
    """Return the cell of one value."""
    return read(table([{"key": value}], ["key"]))[1][0]


def test_rows_end_in_cr_lf_and_follow_the_keys() -> None:
    assert table([{"b": 2, "a": 1, "c": 3}], ["a", "b"]) == "a,b\r\n1,2\r\n"


def test_no_rows_give_the_header_alone() -> None:
    assert table([], ["meeting", "window"]) == ("meeting,window_edtf,window_earliest,window_latest,window_words\r\n")


@pytest.mark.parametrize(
    "formula",
    ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\r=1", "\n=1", "＝1+1", '=HYPERLINK("http://evil.example","x")', "-"],
)
def test_a_cell_that_a_spreadsheet_would_run_becomes_text(formula: str) -> None:
    assert cell(formula) == f"'{formula}"
    assert cell([formula, "x"]) == f"'{formula}; x"


@pytest.mark.parametrize("text", ["a=b", "2026-01-29", "안규백", " =1", "'=1", "x@y", ""])
def test_any_other_cell_is_unchanged(text: str) -> None:
    assert cell(text) == text


@given(st.lists(texts, min_size=1))
def test_commas_quotes_and_line_feeds_read_back(values: list[str]) -> None:
    rows = read(table([{"key": value, "end": "."} for value in values], ["key", "end"]))
    assert [row[0].removeprefix("'") for row in rows[1:]] == [value.removeprefix("'") for value in values]
    assert {len(row) for row in rows} == {2}


@given(texts)
def test_no_cell_is_ever_a_formula(text: str) -> None:
    assert not cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))


def test_a_window_is_four_columns() -> None:
    rows = read(table([{"window": WINDOW, "x": 1}, {"window": None, "x": 2}], ["window", "x"]))
    assert rows == [
        ["window_edtf", "window_earliest", "window_latest", "window_words", "x"],
        ["2026-01", "2026-01-01", "2026-01-31", "in January", "1"],
        ["", "", "", "", "2"],
    ]


def test_an_open_side_of_a_window_is_empty_and_its_words_can_be_a_formula() -> None:
    window = {"edtf": "../2026-01", "earliest": None, "latest": "2026-01-31", "words": "=soon"}
    assert read(table([{"window": window}], ["window"]))[1] == ["../2026-01", "", "2026-01-31", "'=soon"]


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, ""),
        (7, "7"),
        ([], ""),
        (["KR", "JP"], "KR; JP"),
        ([WINDOW, {**WINDOW, "edtf": "2026-02"}], "2026-01; 2026-02"),
        ({"name": "Yokosuka", "standing": "candidate"}, "Yokosuka?"),
        ({"name": "Yokosuka", "standing": "fixed"}, "Yokosuka"),
        ({"name": "Ahn Gyu-back", "role": "defence minister", "country": "KR"}, "Ahn Gyu-back, defence minister, KR"),
        ({"name": "", "role": "chief of staff", "country": None}, "chief of staff"),
        ([{"name": "A", "role": None, "country": "KR"}, {"name": "B", "role": None, "country": None}], "A, KR; B"),
        ({"relation": "part_of", "meeting": "ssd"}, "part_of ssd"),
        ({"status": 7, "window": 8}, "status: 7, window: 8"),
        ({"outlet": "Jiji", "url": None, "via": []}, "outlet: Jiji"),
        ({"edtf": "2026-01"}, "2026-01"),
    ],
)
def test_an_object_is_one_cell_as_users_type_it(value: Any, text: str) -> None:
    assert cell(value) == text
