"""The list of hidden characters is complete, and every output for people escapes what is on it."""

import json
import sys
import unicodedata
from collections.abc import Callable
from html import unescape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.hostile import STEERING, TEXTS
from tracker.cli.terminal import safe
from tracker.export import html
from tracker.export.json import document
from tracker.export.json import line as json_line
from tracker.export.safe_text import LAYOUT_HINTS, escape_hidden, hidden, one_line

ALL_CODES = range(sys.maxunicode + 1)
CATEGORIES = ("Cc", "Cs", "Zl", "Zp")
# The property Default_Ignorable_Code_Point of Unicode 17, DerivedCoreProperties.txt: first and last of each range.
DEFAULT_IGNORABLE = [
    *((0xAD, 0xAD), (0x34F, 0x34F), (0x61C, 0x61C), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F)),
    *((0x200B, 0x200F), (0x202A, 0x202E), (0x2060, 0x206F), (0x3164, 0x3164), (0xFE00, 0xFE0F), (0xFEFF, 0xFEFF)),
    *((0xFFA0, 0xFFA0), (0xFFF0, 0xFFF8), (0x1BCA0, 0x1BCA3), (0x1D173, 0x1D17A), (0xE0000, 0xE0FFF)),
]
JOINERS = [0x200C, 0x200D]
VARIATION_SELECTORS = [*range(0x180B, 0x180E), 0x180F, *range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0)]
INTERLINEAR_ANNOTATION = range(0xFFF9, 0xFFFC)
FAMILY = "👨\u200d👩\u200d👧"


def html_text(text: str) -> str:
    """Return the text that a browser shows."""
    return unescape(html.text(text))


@pytest.fixture(scope="module")
def hidden_characters() -> list[str]:
    return [character for character in map(chr, ALL_CODES) if hidden().match(character)]


@pytest.mark.slow
def test_the_list_holds_controls_surrogates_separators_and_default_ignorable_characters(
    hidden_characters: list[str],
) -> None:
    by_category = {code for code in ALL_CODES if unicodedata.category(chr(code)) in CATEGORIES}
    ignorable = {code for first, last in DEFAULT_IGNORABLE for code in range(first, last + 1)}
    needed = {*JOINERS, *VARIATION_SELECTORS}
    listed = set(map(ord, hidden_characters))
    assert listed == by_category | {*INTERLINEAR_ANNOTATION} | (ignorable - needed)


def test_layout_hints_are_on_the_list(hidden_characters: list[str]) -> None:
    assert {*LAYOUT_HINTS} < {*hidden_characters}


@pytest.mark.parametrize(
    "text",
    [
        *("Ahn Gyu-back visits Japan", "안규백 – 小泉進次郎\u3000防衛相, Žáček", r"C:\path \n", ""),
        *("می\u200cخواهم", "क्\u200dष", FAMILY, "❤️", "辻\U000e0100", "\u0600 \u06dd", "ᠨ\u180b"),
    ],
    ids=ascii,
)
def test_ordinary_text_of_any_script_stays_as_it_is(text: str) -> None:
    assert escape_hidden(text) == text


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("held \u202edeleh", r"held \u202edeleh"),
        ("\x1b[31mred", r"\x1b[31mred"),
        ("tag \U000e0041", r"tag \U000e0041"),
        ("lone \ud800", r"lone \ud800"),
        ("blank name: \u3164", r"blank name: \u3164"),
        ("soft\xadhyphen", r"soft\xadhyphen"),
    ],
)
def test_a_hidden_character_becomes_a_visible_escape(text: str, shown: str) -> None:
    assert escape_hidden(text) == shown


def test_characters_to_keep_are_not_escaped() -> None:
    assert escape_hidden("a\nb\t\x1b", keep="\n\t") == "a\nb\t\\x1b"
    assert escape_hidden("^]-\\\x1b", keep="^]-\\") == "^]-\\\\x1b"


@pytest.mark.parametrize(
    ("show", "kept"),
    [
        pytest.param(safe, "", id="terminal"),
        pytest.param(one_line, LAYOUT_HINTS, id="line"),
        pytest.param(html_text, f"\t\n{LAYOUT_HINTS}", id="html"),
        pytest.param(document, "", id="json document"),
        pytest.param(json_line, "", id="json line"),
    ],
)
def test_every_output_for_people_escapes_the_whole_list(
    show: Callable[[str], str], kept: str, hidden_characters: list[str]
) -> None:
    unsafe = hidden(keep=kept)
    assert [ascii(character) for character in hidden_characters if unsafe.search(show(f"a{character}b"))] == []
    kept_hints = [hint for hint in LAYOUT_HINTS if hint in show(f"a{hint}b")]
    assert kept_hints == [hint for hint in LAYOUT_HINTS if hint in kept]


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_json_reads_back_as_it_was(text: str) -> None:
    assert json.loads(document(text)) == json.loads(json_line(text)) == text


@given(st.text() | st.sampled_from(TEXTS))
def test_one_line_holds_no_line_break_and_no_hidden_character(text: str) -> None:
    line = one_line(text)
    assert line.splitlines() == [line] * bool(line)
    assert not hidden(keep=LAYOUT_HINTS).search(line)
    assert not STEERING.search(line)


def test_line_breaks_and_tabs_become_one_space() -> None:
    assert one_line("a\r\n\u2028b\tc") == "a b c"


def test_a_line_of_another_program_keeps_layout_hints() -> None:
    text = f"\u05d0\u200f so\xadft {FAMILY} 안규백 辻\U000e0100"
    assert one_line(text) == text


def test_a_text_over_the_longest_length_is_cut() -> None:
    assert one_line("word " * 3, 8) == "word wo…"
    assert one_line("a" * 9, 9) == "a" * 9
