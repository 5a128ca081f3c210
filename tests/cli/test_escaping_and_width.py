"""Which characters are sent to a terminal, and how many cells they take."""

import sys
import unicodedata

import pytest
from hypothesis import given
from wcwidth import iter_graphemes, wcswidth

from tests.cli.letters import FAMILY, NFD_AHN, STEERING, anything
from tests.cli.terminals import run_script
from tracker.cli.terminal import clusters, safe, width
from tracker.export.safe_text import hidden

# Escaping


@pytest.mark.slow
def test_every_hidden_character_of_unicode_is_escaped_even_if_python_calls_it_printable() -> None:
    everything = "".join(map(chr, range(sys.maxunicode + 1)))
    shown = hidden().sub("", everything)
    assert safe(shown) == shown
    assert [hex(ord(letter)) for letter in {*everything} - {*shown} if safe(letter) == letter] == []


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
def test_characters_that_steer_or_hide_are_escaped_and_letters_are_not(text: str, shown: str) -> None:
    assert safe(text) == shown


def test_only_newline_and_tab_survive_in_a_text_of_several_lines() -> None:
    assert safe("a\nb\tc\rd\x1b", multiline=True) == "a\nb\tc\\rd\\x1b"


@given(anything)
def test_control_characters_and_overrides_are_never_shown(text: str) -> None:
    assert not STEERING.search(safe(text))
    assert not STEERING.search(safe(text, multiline=True).replace("\n", "").replace("\t", ""))


@given(anything)
def test_safe_text_is_unchanged(text: str) -> None:
    assert safe(safe(text)) == safe(text)
    assert safe(text) == text or len(safe(text)) > len(text)


def test_of_the_format_characters_of_unicode_only_joiners_and_those_with_a_glyph_are_shown() -> None:
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
def test_width_is_counted_in_terminal_cells_of_the_shown_text(text: str, cells: int) -> None:
    assert width(text) == cells


def test_everyday_letters_are_as_wide_as_wcwidth_says() -> None:
    everyday = "".join(chr(code) for code in range(0x20, 0xD800) if clusters(chr(code)) == chr(code))
    assert [char for char in everyday if width(char) != wcswidth(safe(char))] == []
    assert list(iter_graphemes(everyday)) == list(everyday)


def test_wcwidth_is_not_imported_for_everyday_text() -> None:
    script = """
import sys
from tracker.cli.text.columns import columns, wrap
from tracker.cli.terminal import safe, width
columns([["ahn-koizumi-japan-2026-01", "confirmed", "29–31 Jan"]] * 3, limit=30, shrink=(0,))
wrap("Ahn Gyu-back visits Japan", 20, "  "), safe("\\x1b"), width("안규백 小泉進次郎")
print("wcwidth" in sys.modules)
width("e\\u0301")
print("wcwidth" in sys.modules)
"""
    assert run_script(script) == "False\nTrue\n"
