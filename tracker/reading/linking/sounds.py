"""Names in two scripts: how a name sounds without its vowels, which is the same in every script that writes sounds."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain
from typing import Final

from tracker.domain.names import folded

LATIN: Final = "LATIN"

# The letters of each consonant, and those that stand for none; Hangul taken apart, Japanese as katakana.
# Scripts hear b and p, s and j, or l and r as one, so these are one here.
_LETTERS: Final = {
    "P": "pbfvпбфвπβφبپفפבᄇᄈᄑᆸᇁバビブベボパピプペポファヴ",
    "T": "tdтдτδθتدطضثذظתדטᄃᄄᄐᆮᇀタテトダデド",
    "K": "kgcqкгґхκγχكکقگغخקגכᄀᄁᄏᆨᆩᆿカキクケコガギグゲゴ",
    "S": "szjxсзжшщчцσςζξψسزشصجچژסזשצᄉᄊᄌᄍᄎᆺᆻᆽᆾサシスセソザジズゼゾチツヂヅ",
    "N": "nmнмνμنمנמᄂᄆᆫᆷᆼナニヌネノマミムメモン",
    "R": "rlрлρλرلרלᄅᆯラリルレロ",
    "": "aeiouwhy'аеёиійїоуўыэєюяъьαεηιουωاأإآوؤيىیئءةهحعאהויעחᄋᄒᇂアイウエオヤユヨワヲハヒフヘホァィゥェォャュョーッ",
}
_SOUNDS: Final = {letter: sound for sound, letters in _LETTERS.items() for letter in letters}
# What Latin writes with two letters, and the family names that Koreans write in Latin otherwise than they sound.
_DIGRAPHS: Final = (("ch", "s"), ("ng", "n"), ("ce", "s"), ("ci", "s"))
_KOREAN: Final = {"park": "pak", "roh": "no", "rim": "im", "lim": "im"}
_ARTICLE: Final = re.compile(r"^ال(?=..)")
# Jae-myung is one word, and so is Myung-bak; al-Sisi is not.
_HYPHEN: Final = re.compile(r"(?<=\w\w)(?<!\b[ae]l)[-\u2010](?=\w\w)", re.IGNORECASE)
_FEWEST: Final = 2  # consonants by which a part of a name is known


def are_comparable(one: str, other: str) -> bool:
    """Whether the letters of two names can be compared: both have the same script, and it has few letters."""
    return script(one) == script(other) != "CJK"


@lru_cache(maxsize=2048)
def script(name: str) -> str:
    """Return the script of the first letter of a name, as Unicode calls it; all of Japanese and Chinese is CJK."""
    letter = next((letter for letter in folded(name) if letter.isalpha()), "a")
    first = unicodedata.name(letter, "").split()[0]
    return "CJK" if first in {"CJK", "KATAKANA", "HIRAGANA"} else first


def sound_alike(one: str, other: str) -> bool:
    """Whether two names in two scripts have the same consonants, all of them or those of a whole word."""
    if script(one) == script(other):
        return one.startswith(other) or other.startswith(one)
    here, there = (_sounds(name, is_korean="HANGUL" in {script(one), script(other)}) for name in (one, other))
    if not here or not there:
        return False
    if _joined(here) & _joined(there):
        return True
    few, many = sorted((set(here), set(there)), key=len)
    return few <= many and any(len(word) >= _FEWEST for word in few)


def _joined(words: tuple[str, ...]) -> set[str]:
    """Return the words as one, whichever of them is written first; none that is too short."""
    joined = (_once("".join(words[start:] + words[:start])) for start in range(len(words)))
    return {sounds for sounds in joined if len(sounds) >= _FEWEST}


@lru_cache(maxsize=2048)
def _sounds(name: str, *, is_korean: bool) -> tuple[str, ...]:
    """Return the consonants of each word of a name; nothing if a letter of it has no known sound."""
    words = folded(_HYPHEN.sub("", name)).replace(".", " ").replace("・", " ").split()
    sounds = [_consonants(_ARTICLE.sub("", word), is_korean=is_korean) for word in words]
    return () if None in sounds else tuple(filter(None, sounds))


def _consonants(word: str, *, is_korean: bool) -> str | None:
    if is_korean:
        word = _KOREAN.get(word, word)
    for letters, letter in _DIGRAPHS:
        word = word.replace(letters, letter)
    sounds = [_sound(letter) for letter in chain.from_iterable(map(_parts, word))]
    return None if None in sounds else _once("".join(map(str, sounds)))


def _parts(letter: str) -> str:
    """Return a syllable of Hangul as its letters, and hiragana as katakana."""
    if "ぁ" <= letter <= "ゖ":
        return chr(ord(letter) + 96)
    return unicodedata.normalize("NFD", letter) if "가" <= letter <= "힣" else letter


def _sound(letter: str) -> str | None:
    is_vowel = "\u1161" <= letter <= "\u1175"  # of Hangul
    return "" if is_vowel else _SOUNDS.get(letter)


def _once(sounds: str) -> str:
    """Return sounds without doubled ones; ts and dz, in any script, are heard as s."""
    return re.sub(r"(.)\1+", r"\1", re.sub("T+S", "S", sounds))
