"""Widths on a real terminal: no line is too long, columns stay aligned, and no word of a name is lost."""

import re
from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.cli.runner import INSTALLED, tracker
from tests.cli.terminals import command_on_terminal

TITLE = "안규백 국방부 장관의 방일: 고이즈미 신지로 방위상과의 회담 및 요코스카 기지 방문"
PEOPLE = ("안규백, 국방부 장관, KR", "小泉進次郎, 防衛大臣, JP", "Ahn Gyu-back's interpreter, , KR")
WORDS = "이달 29일부터 31일까지 사흘 동안"
OUTLETS = ("연합뉴스", "読売新聞オンライン", "산케이")
VIEWS = [
    ("status",),
    ("status", "ahn"),
    ("agenda", "2026-01-01", "2026-03-01"),
    ("history",),
    ("why", "ahn"),
    ("diff", "2026-01-01", "2026-01-28"),
]


@pytest.fixture
def wide(db: Path) -> Path:
    """Record two meetings with long Korean and Japanese names."""
    people = [word for person in PEOPLE for word in ("--with", person)]
    tracker(
        *("report", "ahn-koizumi-japan-2026-01", "in-final-arrangement", "--new", "--source", OUTLETS[0]),
        *("--via", OUTLETS[1], "--via", OUTLETS[2], "--published", "2026-01-21", "--attribution", "sources"),
        *("--attributed-to", "복수의 정부 관계자", "--window", "2026-01-29/2026-01-31", "--words", WORDS),
        *("--place", "요코스카 해상자위대 기지?", "--host", "JP", "--title", TITLE, "--quote", TITLE, *people),
    )
    tracker(
        *(
            "report",
            "lee-takaichi-nara-2026-01",
            "confirmed",
            "--new",
            "--source",
            "共同通信",
            "--published",
            "2026-01-12",
        ),
        *(
            "--attribution",
            "official",
            "--attributed-to",
            "外務省",
            "--side",
            "JP",
            "--window",
            "[2026-01-13..2026-01-14]",
        ),
        *("--place", "奈良県奈良市", "--host", "JP", "--title", "高市早苗首相と李在明大統領の首脳会談"),
    )
    return db


def shown(words: tuple[str, ...], cells: int) -> list[str]:
    """Return the lines of a view on a terminal of that width."""
    settings = {"NO_COLOR": "1", "PAGER": "cat"}
    return command_on_terminal([str(INSTALLED), *words], settings, lines=60, cells=cells).splitlines()


@pytest.mark.slow
@pytest.mark.parametrize("cells", [80, 120])
@pytest.mark.parametrize("words", VIEWS)
def test_no_line_is_wider_than_the_terminal_and_nothing_is_lost(wide: Path, words: tuple[str, ...], cells: int) -> None:
    lines = shown(words, cells)
    assert max(map(wcswidth, lines)) <= cells
    piped = tracker(*words, at="2026-11-22T12:00:00+00:00").text
    assert wide_letters("".join(lines)) == wide_letters(piped)


@pytest.mark.slow
@pytest.mark.parametrize("words", VIEWS)
def test_output_to_a_pipe_is_not_wrapped(wide: Path, words: tuple[str, ...]) -> None:
    piped = tracker(*words).text
    names = {"status": ["요코스카 해상자위대 기지", "복수의 정부 관계자"], "agenda": ["奈良県奈良市"]}
    for name in names.get(words[0], [TITLE, "小泉進次郎, 防衛大臣, JP", WORDS]):
        assert name in piped


def test_the_columns_of_a_table_begin_at_the_same_cell(wide: Path) -> None:
    header, *rows = tracker("status").lines
    assert len(rows) == 2
    for column, texts in (
        ("STATUS", ("in final arrangement", "confirmed")),
        ("WHERE", ("요코스카", "奈良県")),
        ("SAYS WHO", ("복수의", "外務省")),
    ):
        cells = {wcswidth(row[: row.index(text)]) for row, text in zip(rows, texts, strict=True)}
        assert cells == {wcswidth(header[: header.index(column)])}


@pytest.mark.slow
@pytest.mark.parametrize("cells", [80, 120])
def test_the_name_of_a_meeting_is_never_broken(wide: Path, cells: int) -> None:
    for words in VIEWS:
        if words != ("why", "ahn"):
            assert any("ahn-koizumi-japan-2026-01" in line for line in shown(words, cells))


def test_columns_in_the_environment_overrides_the_terminal(wide: Path) -> None:
    settings = {"NO_COLOR": "1", "PAGER": "cat", "COLUMNS": "60"}
    lines = command_on_terminal([str(INSTALLED), "why", "ahn"], settings, lines=60, cells=120).splitlines()
    assert max(map(wcswidth, lines)) <= 60


def test_only_a_terminal_gets_the_status_in_colour(wide: Path) -> None:
    colour = "\x1b[38;5;28mconfirmed\x1b[0m"
    assert colour in command_on_terminal([str(INSTALLED), "status"], {"PAGER": "cat"}, cells=160)
    assert colour in tracker("--color", "always", "status").text
    assert "\x1b" not in tracker("status").text
    never = [str(INSTALLED), "--color", "never", "status"]
    assert "\x1b" not in command_on_terminal(never, {"PAGER": "cat"}, cells=160)


@pytest.mark.slow
def test_a_recording_command_colours_only_the_status(wide: Path) -> None:
    report = ("report", "ahn", "confirmed", "--source", "Jiji", "--published", "2026-01-28")
    assert tracker("--color", "always", *report).lines[0] == (
        "recorded @3  ahn-koizumi-japan-2026-01  \x1b[38;5;28mconfirmed\x1b[0m"
    )


def wide_letters(text: str) -> str:
    """Return the Korean and Japanese letters of a text, sorted, because a wrapped cell mixes with its neighbours."""
    return "".join(sorted(re.findall(r"[\u3040-\u30ff\u4e00-\u9fff\uac00-\ud7a3]", text)))
