"""When text is in colour, how wide a terminal is, and when the pager is used."""

import io
import sys
from typing import Literal

import click
import pytest

from tests.cli.terminals import on_terminal, run_script
from tracker.cli.commands.export import _print
from tracker.cli.terminal import STATUS_COLORS, page, prepare_streams, show, terminal_width, use_color
from tracker.domain.vocabulary import STATUSES

# Colour


def test_every_status_but_held_has_a_colour() -> None:
    assert {status for status, color in STATUS_COLORS.items() if color} == set(STATUSES) - {"held"}


class Terminal(io.StringIO):
    """A stream that claims to be a terminal."""

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
def test_colour_is_decided_by_the_option_then_the_environment_then_the_terminal(
    option: Literal["auto", "always", "never"], terminal: bool, environ: dict[str, str], wanted: bool
) -> None:
    assert use_color(option, Terminal() if terminal else io.StringIO(), environ) is wanted


def test_a_missing_stream_has_no_colour_and_no_width() -> None:
    assert not use_color("auto", None, {})
    assert terminal_width(None) is None


def test_a_terminal_that_does_not_tell_its_size_has_80_cells_and_none_has_fewer_than_20(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    assert terminal_width(Terminal()) == 80
    for columns, cells in (("0", 80), ("nonsense", 80), ("10", 20), ("20", 20), ("21", 21)):
        monkeypatch.setenv("COLUMNS", columns)
        assert terminal_width(Terminal()) == cells


def test_what_fits_is_printed_as_it_is_with_one_line_end(capsys: pytest.CaptureFixture[str]) -> None:
    for text in ("x x", "x x\n", "x x\n\n"):
        page(text, color=False)
    page("\n", color=False)
    assert capsys.readouterr().out == "x x\n" * 3


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


# A real terminal, and a pipe

TABLE = """
import os, sys
from tracker.cli.text.columns import Styled, columns
from tracker.cli.terminal import page, prepare_streams, terminal_width, use_color
prepare_streams()
color = use_color("auto", sys.stdout, os.environ)
rows = [["\\uc548\\uaddc\\ubc31", Styled("confirmed", 28), "Ahn Gyu-back visits Japan"]] * 3
page("\\n".join(columns(rows, limit=terminal_width(sys.stdout), shrink=(2,), color=color)), color=color)
"""
PLAIN = "안규백  confirmed  Ahn Gyu-back visits Japan\n"
COLOURED = PLAIN.replace("confirmed", "\x1b[38;5;28mconfirmed\x1b[0m")


def test_only_a_terminal_gets_colours() -> None:
    assert on_terminal(TABLE) == COLOURED * 3
    assert run_script(TABLE) == PLAIN * 3
    assert on_terminal(TABLE, {"NO_COLOR": "1"}) == PLAIN * 3
    assert on_terminal(TABLE, {"TERM": "dumb"}) == PLAIN * 3
    assert run_script(TABLE, {"FORCE_COLOR": "1"}) == COLOURED * 3


def test_columns_are_narrowed_only_on_a_terminal() -> None:
    narrow = "안규백  confirmed  Ahn Gyu-back\n                   visits Japan\n" * 3
    assert on_terminal(TABLE, {"NO_COLOR": "1"}, cells=32) == narrow
    assert on_terminal(TABLE, {"COLUMNS": "32", "NO_COLOR": "1"}) == narrow
    assert run_script(TABLE, {"COLUMNS": "32"}) == PLAIN * 3


WIDTH = "import sys; from tracker.cli.terminal import terminal_width; print(terminal_width(sys.stdout))"


@pytest.mark.parametrize(
    ("cells", "settings", "columns_seen"),
    [
        (100, {}, "100"),
        (100, {"COLUMNS": "60"}, "60"),
        (100, {"COLUMNS": "many"}, "100"),
        (100, {"COLUMNS": "5"}, "20"),
        (8, {}, "20"),
        (0, {}, "80"),
    ],
)
def test_the_width_of_a_terminal_is_at_least_20(cells: int, settings: dict[str, str], columns_seen: str) -> None:
    assert on_terminal(WIDTH, settings, cells=cells) == f"{columns_seen}\n"


def test_a_pipe_has_no_width() -> None:
    assert run_script(WIDTH, {"COLUMNS": "60"}) == "None\n"


def test_a_text_taller_than_the_terminal_goes_through_the_pager() -> None:
    pager = {"PAGER": "sed s/^/paged:/", "NO_COLOR": "1"}
    assert on_terminal(TABLE, pager, lines=3) == f"paged:{PLAIN}" * 3
    assert on_terminal(TABLE, pager, lines=4) == PLAIN * 3
    assert run_script(TABLE, pager) == PLAIN * 3


@pytest.mark.parametrize("settings", [{"PAGER": "cat"}, {"PAGER": ""}, {"PAGER": "false", "TERM": "dumb"}])
def test_without_a_pager_the_text_is_printed(settings: dict[str, str]) -> None:
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
def test_less_gets_options_if_none_are_set_and_colours_if_its_options_allow_them(
    settings: dict[str, str], shown: str
) -> None:
    pager = {"PAGER": "sh -c 'printenv LESS; cat'"}
    assert on_terminal(TABLE, {**pager, **settings}, lines=2) == shown


ASCII = [
    {"PYTHONIOENCODING": "ascii"},
    {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"},
]


@pytest.mark.slow
@pytest.mark.parametrize("settings", ASCII)
def test_characters_outside_the_encoding_are_printed_as_escapes(settings: dict[str, str]) -> None:
    escaped = PLAIN.replace("안규백", r"\uc548\uaddc\ubc31")
    plain = {"NO_COLOR": "1", "PAGER": "sed s/^/-/", **settings}
    assert run_script(TABLE, plain) == escaped * 3
    assert on_terminal(TABLE, plain) == escaped * 3
    assert on_terminal(TABLE, plain, lines=2) == f"-{escaped}" * 3


def test_colour_defaults_to_that_of_the_click_context(capsys: pytest.CaptureFixture[str]) -> None:
    red = click.style("red", fg="red")
    with click.Context(click.Command("tracker")) as context:
        context.color = True
        show(red)
        page(red + "\n\n", color=True)
        page(red, color=False)
        show(red, err=True)
    assert capsys.readouterr() == (f"{red}\n{red}\nred\n", f"{red}\n")


def test_an_empty_page_prints_nothing(capsys: pytest.CaptureFixture[str]) -> None:
    page("", color=True)
    assert capsys.readouterr().out == ""


def test_streams_without_a_file_are_left_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.StringIO()
    monkeypatch.setattr(sys, "stdout", stream)
    monkeypatch.setattr(sys, "stderr", None)
    prepare_streams()
    show("안규백")
    assert stream.getvalue() == "안규백\n"


@pytest.mark.parametrize(
    ("output", "shown"),
    [("csv", "a\\x1b[31m\n"), ("html", "a\\x1b[31m\n"), ("json", "a\x1b[31m\n"), ("jsonl", "a\x1b[31m\n")],
)
def test_an_export_on_a_terminal_escapes_what_steers_it_in_formats_that_do_not(
    monkeypatch: pytest.MonkeyPatch, output: str, shown: str
) -> None:
    for stream, expected in ((Terminal(), shown), (io.StringIO(), "a\x1b[31m\r\n")):
        monkeypatch.setattr(sys, "stdout", stream)
        _print(["a\x1b[31m\r\n"], output)
        assert stream.getvalue() == expected
