"""Text for people: what is escaped, how it is aligned, and when it is in colour or in a pager."""

import io
import os
import re
import struct
import subprocess
import sys
import unicodedata
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import MappingProxyType
from typing import Literal

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from wcwidth import iter_graphemes, wcswidth

from tracker.cli.columns import Styled, columns, wrap
from tracker.cli.terminal import (
    STATUS_COLORS,
    clusters,
    page,
    prepare_streams,
    safe,
    show,
    terminal_width,
    use_color,
    width,
)

ROOT = Path(__file__).parents[2]
STEERING = re.compile(
    "[\x00-\x1f\x7f-\x9f\xad\u061c\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff\U000e0000-\U000e007f]"
)
FAMILY = "👨\u200d👩\u200d👧"
NFD_AHN = unicodedata.normalize("NFD", "안규백")
HEADLINE_JA = "小泉進次郎防衛相は二十九日から横須賀で韓国の国防相と会談する方向で最終調整に入った。"
anything = st.text(st.characters(exclude_categories=()))
COMPOSED = ("e\u0301", NFD_AHN[:3], FAMILY, "🇰🇷", "❤️", "दि", "か\u3099", "辻\U000e0100", "م\u200c")
letters = st.sampled_from([*"abcXYZ 019-/. \\\u202e\n\u3000é–न", *"안규백 국방", *"小泉進次郎、。ガ", *COMPOSED])
phrases = st.lists(letters, max_size=60).map("".join)


def squeezed(lines: Sequence[str]) -> str:
    return "".join("".join(lines).split())


# What a report says


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Ahn Gyu-back visits Japan", "Ahn Gyu-back visits Japan"),
        ("", ""),
        ("안규백 – 小泉進次郎\u3000防衛相, Žáček", "안규백 – 小泉進次郎\u3000防衛相, Žáček"),
        ("\x1b[31mred\x1b[0m", r"\x1b[31mred\x1b[0m"),
        ("\x1b]0;title\x07", r"\x1b]0;title\x07"),
        ("\x9b31m \x7f \x85", r"\x9b31m \x7f \x85"),
        ("a\nb\tc\rd\0", r"a\nb\tc\rd\x00"),
        ("held \u202edeleh", r"held \u202edeleh"),
        ("\u2066isolate\u2069 \u200emark\u061c", r"\u2066isolate\u2069 \u200emark\u061c"),
        ("line\u2028paragraph\u2029", r"line\u2028paragraph\u2029"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("lone \ud800", r"lone \ud800"),
        ("zero\u200bwidth\ufeff\u2060 so\xadft", r"zero\u200bwidth\ufeff\u2060 so\xadft"),
        ("a Hangul filler: \u3164", r"a Hangul filler: \u3164"),
        (r"C:\path \n", r"C:\path \n"),
        ("می\u200cخواهم क्\u200dष", "می\u200cخواهم क्\u200dष"),
        (f"{FAMILY} ❤️ 辻\U000e0100", f"{FAMILY} ❤️ 辻\U000e0100"),
    ],
)
def test_what_steers_a_terminal_or_hides_is_shown_escaped_and_letters_are_not(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_only_newline_and_tab_survive_in_a_text_of_several_lines() -> None:
    assert safe("a\nb\tc\rd\x1b", multiline=True) == "a\nb\tc\\rd\\x1b"


@given(anything)
def test_no_control_and_no_override_is_ever_shown(text: str) -> None:
    assert not STEERING.search(safe(text))
    assert not STEERING.search(safe(text, multiline=True).replace("\n", "").replace("\t", ""))


@given(anything)
def test_what_is_safe_stays_as_it_is(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert safe(text) == text or len(safe(text)) > len(text)


def test_of_unicodes_format_characters_only_joiners_and_those_with_a_glyph_are_shown() -> None:
    shown = {
        code
        for code in range(sys.maxunicode + 1)
        if unicodedata.category(chr(code)) in {"Cc", "Cf", "Cs", "Zl", "Zp"} and safe(chr(code)) == chr(code)
    }
    hieroglyphs = {code for code in shown if 0x13430 <= code <= 0x1345F}
    numbers = {*range(0x600, 0x606), 0x6DD, 0x70F, 0x890, 0x891, 0x8E2, 0x110BD, 0x110CD}
    assert shown - hieroglyphs == {0x200C, 0x200D} | numbers


# Terminal cells


@pytest.mark.parametrize(
    ("text", "cells"),
    [
        ("", 0),
        ("Ahn Gyu-back", 12),
        ("29–31 Jan", 9),
        ("안규백", 6),
        (NFD_AHN, 6),
        ("小泉進次郎", 10),
        ("か\u3099", 2),
        ("é", 1),
        ("e\u0301", 1),
        (FAMILY, 2),
        ("🇰🇷🇯🇵", 4),
        ("❤️", 2),
        ("辻\U000e0100", 2),
        ("\x1b", 4),
        ("안\x1b", 6),
    ],
)
def test_width_is_counted_in_terminal_cells_of_what_is_shown(text: str, cells: int) -> None:
    assert width(text) == cells


def test_everyday_letters_are_as_wide_as_wcwidth_says() -> None:
    everyday = "".join(chr(code) for code in range(0x20, 0xD800) if clusters(chr(code)) == chr(code))
    assert [char for char in everyday if width(char) != wcswidth(safe(char))] == []
    assert list(iter_graphemes(everyday)) == list(everyday)


def test_wcwidth_is_not_imported_for_everyday_text() -> None:
    script = """
import sys
from tracker.cli.columns import columns, wrap
from tracker.cli.terminal import safe, width
columns([["ahn-koizumi-japan-2026-01", "confirmed", "29–31 Jan"]] * 3, limit=30, shrink=(0,))
wrap("Ahn Gyu-back visits Japan", 20, "  "), safe("\\x1b"), width("안규백 小泉進次郎")
print("wcwidth" in sys.modules)
width("e\\u0301")
print("wcwidth" in sys.modules)
"""
    assert run(script) == "False\nTrue\n"


# Columns

PLAN: list[list[str | Styled]] = [
    ["ahn-koizumi", Styled("in_final_arrangement", 30), "안규백 국방장관, 고이즈미 방위상과 회담"],
    ["kishi", Styled("held", None), "小泉進次郎防衛相と会談"],
]
HEADERS = ("Meeting", "Status", "Title")


def test_columns_are_two_blanks_apart_and_lines_end_without_blanks() -> None:
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


def test_output_that_is_not_a_terminal_is_never_cut() -> None:
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


def test_too_narrow_a_terminal_gets_the_cells_below_each_other() -> None:
    assert columns(PLAN, headers=HEADERS, limit=20, shrink=(-1,)) == [
        "Meeting",
        "  Status",
        "  Title",
        "ahn-koizumi",
        "  in_final_",
        "    arrangement",
        "  안규백 국방장관,",
        "    고이즈미",
        "    방위상과 회담",
        "kishi",
        "  held",
        "  小泉進次郎防衛相と",
        "    会談",
    ]


def test_every_cell_is_escaped_headers_too() -> None:
    rows: list[list[str | Styled]] = [["a\nb", Styled("\x1b[2J", 30)]]
    assert columns(rows, headers=["\u202eM", "S"]) == ["\\u202eM  S", "a\\nb     \\x1b[2J"]
    assert columns(rows, color=True) == ["a\\nb  \x1b[38;5;30m\\x1b[2J\x1b[0m"]


def test_colour_takes_no_cells_and_is_there_only_if_wanted() -> None:
    cells = (Styled("held", None), Styled("confirmed", "green"), Styled("", "red"))
    rows = [(cell, letter) for cell, letter in zip(cells, "xyz", strict=True)]
    assert columns(rows) == ["held       x", "confirmed  y", "           z"]
    assert columns(rows, color=True) == ["held       x", "\x1b[32mconfirmed\x1b[0m  y", "           z"]


@pytest.mark.parametrize("limit", [20, 60])
def test_colour_changes_nothing_but_the_colour(limit: int) -> None:
    coloured = columns(PLAN, headers=HEADERS, limit=limit, shrink=(-1,), color=True)
    assert [click.unstyle(line) for line in coloured] == columns(PLAN, headers=HEADERS, limit=limit, shrink=(-1,))
    assert "\x1b[38;5;30m" in "".join(coloured)


@given(st.lists(st.tuples(phrases, phrases, phrases), min_size=1, max_size=4), st.integers(20, 120))
def test_no_line_of_columns_is_wider_than_the_terminal(rows: list[tuple[str, str, str]], limit: int) -> None:
    lines = columns(rows, headers=("a", "b", "c"), limit=limit, shrink=(0, 2))
    assert max(wcswidth(line) for line in lines) <= limit


@given(st.lists(st.tuples(anything, anything), min_size=1, max_size=4), st.integers(20, 120))
def test_not_even_with_the_strangest_letters(rows: list[tuple[str, str]], limit: int) -> None:
    assert max(width(line) for line in columns(rows, limit=limit, shrink=(0, 1))) <= limit


@given(st.text("小泉進次郎防衛相", max_size=90), st.text("안규백국방 ", max_size=90), st.integers(20, 80))
def test_no_text_is_lost_when_columns_wrap(left: str, right: str, limit: int) -> None:
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


def test_the_first_line_may_begin_with_a_label() -> None:
    text = "Ahn Gyu-back visits"
    assert wrap(text, 20, "    ", first="why ") == ["why Ahn Gyu-back", "    visits"]
    assert wrap(text, 20, "  ", first="attributed to: ") == ["attributed to: Ahn", "  Gyu-back visits"]
    assert wrap("Yokosuka-shi", 20, "  ", first="attributed to: ") == ["attributed to:", "  Yokosuka-shi"]


@given(phrases, st.integers(20, 120))
def test_wrapping_loses_no_text_and_fits(text: str, limit: int) -> None:
    lines = wrap(text, limit, "  ", first="* ")
    assert squeezed(lines) == "*" + squeezed([safe(text, multiline=True)])
    assert max(wcswidth(line) for line in lines) <= limit


@given(anything, st.integers(20, 120))
def test_wrapping_loses_no_text_however_strange(text: str, limit: int) -> None:
    assert squeezed(wrap(text, limit)) == squeezed([safe(text, multiline=True)])


# Colour


class Terminal(io.StringIO):
    """A stream that says it is a terminal."""

    def isatty(self) -> bool:
        """As it is."""
        return True


@pytest.mark.parametrize(
    ("option", "terminal", "environ", "wanted"),
    [
        ("auto", True, {}, True),
        ("auto", False, {}, False),
        ("auto", True, {"TERM": "xterm"}, True),
        ("auto", True, {"TERM": "dumb"}, False),
        ("auto", True, {"NO_COLOR": "1"}, False),
        ("auto", True, {"NO_COLOR": "0"}, False),
        ("auto", True, {"NO_COLOR": ""}, True),
        ("auto", False, {"FORCE_COLOR": "1"}, True),
        ("auto", False, {"FORCE_COLOR": "0"}, False),
        ("auto", False, {"FORCE_COLOR": ""}, False),
        ("auto", False, {"FORCE_COLOR": "1", "TERM": "dumb"}, True),
        ("auto", True, {"FORCE_COLOR": "1", "NO_COLOR": "1"}, False),
        ("always", False, {"NO_COLOR": "1", "TERM": "dumb"}, True),
        ("never", True, {"FORCE_COLOR": "1"}, False),
    ],
)
def test_the_option_then_the_environment_then_the_terminal_decide_on_colour(
    option: Literal["auto", "always", "never"], terminal: bool, environ: dict[str, str], wanted: bool
) -> None:
    assert use_color(option, Terminal() if terminal else io.StringIO(), environ) is wanted


def test_without_a_stream_there_is_no_colour_and_no_width() -> None:
    assert not use_color("auto", None, {})
    assert terminal_width(None) is None


def luminance(color: int) -> float:
    levels = (0, 95, 135, 175, 215, 255)
    red, green, blue = (levels[(color - 16) // step % 6] / 255 for step in (36, 6, 1))
    linear = [part / 12.92 if part <= 0.03928 else ((part + 0.055) / 1.055) ** 2.4 for part in (red, green, blue)]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize(("status", "color"), STATUS_COLORS.items())
def test_each_status_is_readable_on_black_and_on_white(status: str, color: int | None) -> None:
    assert color is not None or status == "held"
    light = 0.18 if color is None else luminance(color)
    assert 1.05 / (light + 0.05) >= 3.9  # the contrast of WCAG 2
    assert (light + 0.05) / 0.05 >= 3.9


# A real terminal, and none

TABLE = """
import os, sys
from tracker.cli.columns import Styled, columns
from tracker.cli.terminal import page, prepare_streams, terminal_width, use_color
prepare_streams()
color = use_color("auto", sys.stdout, os.environ)
rows = [["\\uc548\\uaddc\\ubc31", Styled("confirmed", 28), "Ahn Gyu-back visits Japan"]] * 3
page("\\n".join(columns(rows, limit=terminal_width(sys.stdout), shrink=(2,), color=color)), color=color)
"""
PLAIN = "안규백  confirmed  Ahn Gyu-back visits Japan\n"
COLOURED = PLAIN.replace("confirmed", "\x1b[38;5;28mconfirmed\x1b[0m")
UNSET: Mapping[str, str] = MappingProxyType({})
HIDDEN_SETTINGS = {"NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "PAGER", "LESS", "PYTHONIOENCODING"}


def environment(settings: Mapping[str, str]) -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if key not in HIDDEN_SETTINGS}
    return kept | {"TERM": "xterm-256color", "PYTHONUTF8": "1", **settings}


def run(script: str, settings: Mapping[str, str] = UNSET) -> str:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=ROOT, env=environment(settings), capture_output=True, check=True)
    assert done.stderr == b""
    return done.stdout.decode()


def on_terminal(script: str, settings: Mapping[str, str] = UNSET, *, lines: int = 24, cells: int = 80) -> str:
    fcntl, pty, termios = (pytest.importorskip(name) for name in ("fcntl", "pty", "termios"))
    ours, theirs = pty.openpty()
    fcntl.ioctl(theirs, termios.TIOCSWINSZ, struct.pack("HHHH", lines, cells, 0, 0))
    child = subprocess.Popen(
        [sys.executable, "-c", script],
        cwd=ROOT,
        env=environment(settings),
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
    )
    os.close(theirs)
    output = b""
    try:
        while chunk := os.read(ours, 65536):
            output += chunk
    except OSError:
        pass  # how Linux says that the other end is closed
    os.close(ours)
    assert child.wait(timeout=60) == 0, output
    return output.decode().replace("\r\n", "\n")


def test_colour_appears_on_a_terminal_and_nowhere_else() -> None:
    assert on_terminal(TABLE) == COLOURED * 3
    assert run(TABLE) == PLAIN * 3
    assert on_terminal(TABLE, {"NO_COLOR": "1"}) == PLAIN * 3
    assert on_terminal(TABLE, {"TERM": "dumb"}) == PLAIN * 3
    assert run(TABLE, {"FORCE_COLOR": "1"}) == COLOURED * 3


def test_only_a_terminal_narrows_the_columns() -> None:
    narrow = "안규백  confirmed  Ahn Gyu-back\n                   visits Japan\n" * 3
    assert on_terminal(TABLE, {"NO_COLOR": "1"}, cells=32) == narrow
    assert on_terminal(TABLE, {"COLUMNS": "32", "NO_COLOR": "1"}) == narrow
    assert run(TABLE, {"COLUMNS": "32"}) == PLAIN * 3


WIDTH = "import sys; from tracker.cli.terminal import terminal_width; print(terminal_width(sys.stdout))"


@pytest.mark.parametrize(
    ("cells", "settings", "told"),
    [
        (100, {}, "100"),
        (100, {"COLUMNS": "60"}, "60"),
        (100, {"COLUMNS": "many"}, "100"),
        (100, {"COLUMNS": "5"}, "20"),
        (8, {}, "20"),
        (0, {}, "80"),
    ],
)
def test_the_width_of_a_terminal_is_at_least_20(cells: int, settings: dict[str, str], told: str) -> None:
    assert on_terminal(WIDTH, settings, cells=cells) == f"{told}\n"


def test_a_pipe_has_no_width() -> None:
    assert run(WIDTH, {"COLUMNS": "60"}) == "None\n"


def test_a_text_taller_than_the_terminal_goes_through_the_pager() -> None:
    pager = {"PAGER": "sed s/^/paged:/", "NO_COLOR": "1"}
    assert on_terminal(TABLE, pager, lines=3) == f"paged:{PLAIN}" * 3
    assert on_terminal(TABLE, pager, lines=4) == PLAIN * 3
    assert run(TABLE, pager) == PLAIN * 3


@pytest.mark.parametrize("settings", [{"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": "false", "TERM": "dumb"}])
def test_there_may_be_no_pager(settings: dict[str, str]) -> None:
    assert on_terminal(TABLE, {"NO_COLOR": "1", **settings}, lines=2) == PLAIN * 3


@pytest.mark.parametrize(
    ("settings", "shown"),
    [
        ({}, "FRX\n" + COLOURED * 3),
        ({"LESS": "-iR"}, "-iR\n" + COLOURED * 3),
        ({"LESS": "-i"}, "-i\n" + PLAIN * 3),
        ({"NO_COLOR": "1"}, "FRX\n" + PLAIN * 3),
    ],
)
def test_less_gets_options_only_if_it_has_none_and_colours_only_if_it_takes_them(
    settings: dict[str, str], shown: str
) -> None:
    pager = {"PAGER": "sh -c 'printenv LESS; cat'"}
    assert on_terminal(TABLE, {**pager, **settings}, lines=2) == shown


ASCII = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.parametrize("settings", ASCII)
def test_what_the_encoding_cannot_say_is_shown_as_an_escape(settings: dict[str, str]) -> None:
    escaped = PLAIN.replace("안규백", r"\uc548\uaddc\ubc31")
    plain = {"NO_COLOR": "1", "PAGER": "sed s/^/-/", **settings}
    assert run(TABLE, plain) == escaped * 3
    assert on_terminal(TABLE, plain) == escaped * 3
    assert on_terminal(TABLE, plain, lines=2) == f"-{escaped}" * 3


def test_colour_is_that_of_the_click_context_unless_told(capsys: pytest.CaptureFixture[str]) -> None:
    red = click.style("red", fg="red")
    with click.Context(click.Command("tracker")) as context:
        context.color = True
        show(red)
        page(red + "\n\n")
        page(red, color=False)
        show(red, err=True)
    assert capsys.readouterr() == (f"{red}\n{red}\nred\n", f"{red}\n")


def test_an_empty_page_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    page("")
    assert capsys.readouterr().out == ""


def test_streams_that_are_no_files_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    show("안규백")
    assert stream.getvalue() == "안규백\n"
