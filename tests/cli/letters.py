"""Letters that are hard to show: wide, composed, hidden, or meant for the terminal rather than for the reader."""

import re
import unicodedata
from collections.abc import Sequence

from hypothesis import strategies as st

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
    """Return the text without blanks."""
    return "".join("".join(lines).split())
