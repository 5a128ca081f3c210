r"""Characters that steer a program or hide from a reader, and functions that escape them: the list for all outputs.

Headlines, names and quotes come from outside and go to terminals, browsers, calendars and newsroom systems. They show a
character of `HIDDEN` as a visible escape such as `\u202e`; JSON escapes it too, and CSV cells keep it. The list holds

- control characters, lone surrogates, line and paragraph separators (Unicode general categories Cc, Cs, Zl, Zp);
- the characters that Unicode calls default-ignorable, which are invisible in the text that they change (the property
  Default_Ignorable_Code_Point in DerivedCoreProperties.txt of Unicode 17), unassigned ones included. Among them are the
  embeddings, overrides and isolates that reorder the text around them (UAX #9; Trojan Source, CVE-2021-42574), and
  the tag characters, in which a whole sentence can hide;
- the interlinear annotation marks U+FFF9 to U+FFFB, which are invisible too.

Three kinds of default-ignorable characters are not on the list, because ordinary text is wrong without them: ZWNJ and
ZWJ (U+200C, U+200D: Persian, Indic scripts, emoji families), variation selectors (U+FE00 to U+FE0F, U+E0100 to
U+E01EF: emoji, Japanese family names), and the Mongolian variation selectors. The format characters (Cf) that have a
glyph, such as the Arabic number sign U+0600, are not default-ignorable and not on the list. Flags of regions
(Scotland) are written with tag characters and so are escaped.

`LAYOUT_HINTS` are on the list, and files for programs that lay out text keep them.
"""

import re
from functools import cache
from typing import Final

# The soft hyphen, and the marks that Arabic and Hebrew need next to digits and punctuation. A browser or a
# calendar applies them within the field that they stand in. A terminal puts several texts on one line and may not
# support them, so there they are escaped.
LAYOUT_HINTS: Final = "\xad\u061c\u200e\u200f"

# The inside of a character class of `re`.
HIDDEN: Final = (
    "\x00-\x1f\x7f-\x9f"  # control characters
    "\ud800-\udfff"  # lone surrogates, which UTF-8 cannot encode
    "\u2028\u2029"  # line and paragraph separators
    "\u202a-\u202e\u2066-\u2069"  # embeddings, overrides and isolates of direction
    f"{LAYOUT_HINTS}"
    "\u200b\u2060-\u2065\ufeff"  # spaces and joiners without width, invisible operators, byte-order mark
    "\u206a-\u206f"  # deprecated format characters
    "\u034f\u115f\u1160\u17b4\u17b5\u180e\u3164\uffa0"  # grapheme joiner, Hangul fillers, Khmer and Mongolian vowels
    "\ufff0-\ufffb"  # unassigned, and interlinear annotation
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"  # controls of shorthand and music
    "\U000e0000-\U000e00ff\U000e01f0-\U000e0fff"  # tag characters, and unassigned
)
# Characters of HIDDEN that `str.isprintable` calls printable. A printable text without them needs no pattern.
_PRINTABLE: Final = frozenset("\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0")
_LINE_BREAKS: Final = re.compile("[\t-\r\x1c-\x1e\x85\u2028\u2029]+")


@cache
def hidden(keep: str = "") -> re.Pattern[str]:
    """Return the pattern of one character of HIDDEN that is not in `keep`.

    It is compiled on first use: that takes 3 ms, and hardly a text needs it.
    """
    exception = f"(?<![{re.escape(keep)}])" if keep else ""
    return re.compile(f"[{HIDDEN}]{exception}")


def escape_hidden(text: str, *, keep: str = "") -> str:
    r"""Return `text` with each character of HIDDEN, those in `keep` excepted, as a visible escape: `\x1b`, `\u202e`.

    A backslash stays as it is, so the escapes cannot be read back.
    """
    if text.isprintable() and _PRINTABLE.isdisjoint(text):
        return text
    return hidden(keep).sub(lambda match: match[0].encode("unicode_escape").decode("ascii"), text)


def one_line(text: str, longest: int = 0) -> str:
    """Return `text` on one line for a field of another program.

    Line breaks and tabs become a space, other hidden characters become escapes, layout hints stay. A text of more than
    `longest` characters (0: no limit) is cut and ends in "…".
    """
    line = escape_hidden(_LINE_BREAKS.sub(" ", text), keep=LAYOUT_HINTS).strip()
    if longest and len(line) > longest:
        return f"{line[: longest - 1].rstrip()}…"
    return line
