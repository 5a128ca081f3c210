"""Columns and paragraphs: aligned by cells, wrapped on a narrow terminal, without loss of text."""

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import wcswidth

from tests.cli.letters import FAMILY, HEADLINE_JA, NFD_AHN, anything, phrases, squeezed
from tracker.cli.terminal import safe, width
from tracker.cli.text.columns import Styled, columns, wrap

# Columns

PLAN: list[list[str | Styled]] = [
    ["ahn-koizumi", Styled("in_final_arrangement", 30), "안규백 국방장관, 고이즈미 방위상과 회담"],
    ["kishi", Styled("held", None), "小泉進次郎防衛相と会談"],
]
HEADERS = ("Meeting", "Status", "Title")


def test_columns_are_two_blanks_apart_and_lines_have_no_trailing_blanks() -> None:
    assert columns(PLAN, headers=HEADERS) == [
        "Meeting      Status                Title",
        "ahn-koizumi  in_final_arrangement  안규백 국방장관, 고이즈미 방위상과 회담",
        "kishi        held                  小泉進次郎防衛相と会談",
    ]
    assert columns([["안", "a"], ["abc", ""], ["x"], [NFD_AHN, "b", "c "]]) == [
        "안      a",
        "abc",
        "x",
        f"{NFD_AHN}  b  c",
    ]


def test_no_rows_give_no_lines() -> None:
    assert columns([], headers=HEADERS) == []


def test_without_a_limit_nothing_wraps() -> None:
    assert columns([["a", "b " * 500 + "b"]], limit=None, shrink=(1,)) == ["a  " + "b " * 500 + "b"]


def test_columns_that_may_shrink_wrap_at_blanks_or_between_wide_letters() -> None:
    assert columns(PLAN, headers=HEADERS, limit=55, shrink=(-1,)) == [
        "Meeting      Status                Title",
        "ahn-koizumi  in_final_arrangement  안규백 국방장관,",
        "                                   고이즈미 방위상과",
        "                                   회담",
        "kishi        held                  小泉進次郎防衛相と会",
        "                                   談",
    ]


def test_the_widest_column_shrinks_first() -> None:
    rows = [["one two three four five", "x", "six seven eight nine ten eleven twelve"]]
    assert columns(rows, limit=40, shrink=(0, 2)) == [
        "one two three      x  six seven eight",
        "four five             nine ten eleven",
        "                      twelve",
    ]


def test_a_terminal_that_is_too_narrow_gets_each_cell_on_a_line_after_its_header() -> None:
    assert columns(PLAN, headers=HEADERS, limit=20, shrink=(-1,)) == [
        "ahn-koizumi",
        "  status: in_final_",
        "    arrangement",
        "  title: 안규백",
        "    국방장관,",
        "    고이즈미",
        "    방위상과 회담",
        "kishi",
        "  status: held",
        "  title: 小泉進次郎",
        "    防衛相と会談",
    ]


def test_every_cell_and_header_is_escaped() -> None:
    rows: list[list[str | Styled]] = [["a\nb", Styled("\x1b[2J", 30)]]
    assert columns(rows, headers=["\u202eM", "S"]) == ["\\u202eM  S", "a\\nb     \\x1b[2J"]
    assert columns(rows, color=True) == ["a\\nb  \x1b[38;5;30m\\x1b[2J\x1b[0m"]


def test_colour_takes_no_cells_and_can_be_turned_off() -> None:
    cells = (Styled("held", None), Styled("confirmed", "green"), Styled("", "red"))
    rows = [(cell, letter) for cell, letter in zip(cells, "xyz", strict=True)]
    assert columns(rows) == ["held       x", "confirmed  y", "           z"]
    assert columns(rows, color=True) == ["held       x", "\x1b[32mconfirmed\x1b[0m  y", "           z"]


@pytest.mark.parametrize("limit", [20, 60])
def test_colour_does_not_change_the_text(limit: int) -> None:
    coloured = columns(PLAN, headers=HEADERS, limit=limit, shrink=(-1,), color=True)
    assert [click.unstyle(line) for line in coloured] == columns(PLAN, headers=HEADERS, limit=limit, shrink=(-1,))
    assert "\x1b[38;5;30m" in "".join(coloured)


@given(st.lists(st.tuples(phrases, phrases, phrases), min_size=1, max_size=4), st.integers(20, 120))
def test_no_line_of_columns_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], limit: int) -> None:
    lines = columns(rows, headers=("a", "b", "c"), limit=limit, shrink=(0, 2))
    assert max(wcswidth(line) for line in lines) <= limit


@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=4), st.integers(20, 120))
def test_no_line_of_columns_is_wider_than_the_terminal_with_any_letters(
    rows: list[tuple[str, str]], limit: int
) -> None:
    assert max(width(line) for line in columns(rows, limit=limit, shrink=(0, 1))) <= limit


@given(st.text("小泉進次郎防衛相", max_size=90), st.text("안규백국방 ", max_size=90), st.integers(20, 80))
def test_wrapping_columns_loses_no_text(left: str, right: str, limit: int) -> None:
    lines = squeezed(columns([[left, right]], limit=limit, shrink=(0, 1)))
    assert "".join(char for char in lines if char in "小泉進次郎防衛相") == left
    assert "".join(char for char in lines if char in "안규백국방") == right.replace(" ", "")


@given(st.lists(phrases, min_size=1), st.one_of(st.none(), st.integers(40, 120)))
def test_a_column_begins_at_the_same_cell_in_every_row(names: list[str], limit: int | None) -> None:
    lines = columns([[name, "§x"] for name in names], limit=limit, shrink=(0,))
    starts = {wcswidth(line.partition("§")[0]) for line in lines if "§" in line}
    assert len(starts) == 1
    assert sum("§" in line for line in lines) == len(names)


# Paragraphs


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("", 20, [""]),
        ("one two three", 20, ["  one two three"]),
        ("one two three four five", 20, ["  one two three four", "  five"]),
        ("one\n\n  two\tthree", 20, ["  one", "", "    two   three"]),
        ("one\x1b[2J", 20, [r"  one\x1b[2J"]),
        ("https://example.org/a-rather-long-address", 31, ["  https://example.org/a-rather-", "  long-address"]),
        (HEADLINE_JA[:24], 24, ["  小泉進次郎防衛相は二十", "  九日から横須賀で韓国の", "  国防"]),
        (f"{FAMILY}" * 5, 8, [f"  {FAMILY * 3}", f"  {FAMILY * 2}"]),
        ("one two " * 20, None, ["  " + ("one two " * 20).rstrip()]),
    ],
)
def test_paragraphs_wrap_by_cells(text: str, limit: int | None, lines: list[str]) -> None:
    assert wrap(text, limit, "  ") == lines


@pytest.mark.parametrize("mark", [*"-_/", " "])
def test_a_word_that_is_too_long_is_cut_behind_its_last_mark_or_else_where_the_line_is_full(mark: str) -> None:
    letters = "abcdefghijklmnopqrstuvwxyz.0123456789,ABCDEFGHIJKLMNOPQRSTUVWXYZ"
    assert wrap(letters, 20) == [letters[start : start + 20] for start in range(0, len(letters), 20)]
    assert wrap(f"{letters[:15]}{mark}{letters[:25]}", 20)[0] == f"{letters[:15]}{mark}".rstrip()


def test_the_first_line_may_begin_with_a_label() -> None:
    text = "Ahn Gyu-back visits"
    assert wrap(text, 20, "    ", first="why ") == ["why Ahn Gyu-back", "    visits"]
    assert wrap(text, 20, "  ", first="attributed to: ") == ["attributed to: Ahn", "  Gyu-back visits"]
    assert wrap("Yokosuka-shi", 20, "  ", first="attributed to: ") == ["attributed to:", "  Yokosuka-shi"]


@given(phrases, st.integers(20, 120))
def test_wrapping_a_paragraph_loses_no_text_and_fits(text: str, limit: int) -> None:
    lines = wrap(text, limit, "  ", first="* ")
    assert squeezed(lines) == "*" + squeezed([safe(text, multiline=True)])
    assert max(wcswidth(line) for line in lines) <= limit


@given(anything, st.integers(20, 120))
def test_wrapping_loses_no_text_with_any_letters(text: str, limit: int) -> None:
    assert squeezed(wrap(text, limit)) == squeezed([safe(text, multiline=True)])
