"""Names: the short name of a meeting, country codes, and the folded form by which spellings are compared."""

import re
import unicodedata
from functools import lru_cache

from tracker.domain.errors import TrackerError, quoted

# Patterns that few commands need are strings, which `re` compiles on first use: the eight here would take 1 ms.
_NAME = re.compile(r"[a-z][a-z0-9-]*")
_COUNTRY = r"[A-Z][A-Z0-9]{1,7}"
_SEPARATORS = re.compile(r"[\s\-\u2010-\u2015\u2212\u30a0\uff0d]+")
_ACCENTS = "[\u0300-\u036f]+"
_LONGEST_NAME = 100

# Letters whose stroke, or whose second letter, Unicode does not take apart: ł is an l to every reader.
_STROKES = (
    *(("ł", "l"), ("ø", "o"), ("đ", "d"), ("ð", "d"), ("ħ", "h"), ("ŧ", "t"), ("ı", "i"), ("ə", "a")),
    *(("þ", "th"), ("æ", "ae"), ("œ", "oe")),
)
# Characters that are not printed: soft hyphens, joiners, and marks of direction.
_UNSEEN = "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"

_APOSTROPHES = dict.fromkeys(map(ord, "\u2018\u2019\u02bb\u02bc"), "'")

_PUNCTUATION = "[.'`]"
_JOINED_ARTICLE = r"\b([AE]l)-?(?=[A-Z])"
_ARTICLES = frozenset({"al", "el"})
# Müller is Mueller, Støre Stoere; but Choe is another Korean name than Cho.
_UMLAUT = r"(?<!^ch)([aou])e(?=[b-df-hj-np-tv-z])"
_DOUBLED = r"([a-z])\1+"
_ENDING = r"(?<=[a-z]{3})(?:[iy]+|ij)$"  # a short word keeps its ending: Li and Ly are two names
# Given names that are written in several ways in Latin letters: those of a line are one.
_ROMANISATIONS = """
volodimir volodymyr vladimir wolodymyr
alexandr alexander alexandar olexandr aliaxandr alyaxandr
andrei andri
sergei serhi siarhei sergi
dmitri dmytro dmitro dzmitri
yevhen yevgeni evgeni yevheni evhen
mikhail mykhailo mihail mikhailo
mykola nikolai nikolay mikola
mohammed muhammad mohamed mohamad mohammad muhammed mohammod
ahmed ahmad ahmet
abdel abdul abd
hussein husain hossein husayn hosein hussain
yusuf yousef youssef yousuf yousif
khalid khaled
faisal faysal feisal
mahmoud mahmud
ibrahim ebrahim
said saeed saied
omar umar
osama usama
hasan hassan
lukashenka lukashenko
netanyahu netanjahu
"""
_GIVEN_NAMES = {name: line.split()[0] for line in _ROMANISATIONS.split("\n") for name in line.split()}

# `tracker diff today` takes a point in time or a meeting as its first argument, so no meeting may have these names.
_RESERVED = frozenset({"today", "yesterday"})


@lru_cache(maxsize=8192)
def meeting_name(text: str) -> str:
    """Return `text` in lower case as the name of a meeting. Raise `TrackerError` if it is not a valid name."""
    name = text.lower() if text.isascii() else text
    if name in _RESERVED:
        raise TrackerError.unparsable(f"{name!r} is a point in time, not a meeting name", "Choose another name.")
    if not _NAME.fullmatch(name) or len(name) > _LONGEST_NAME:
        raise TrackerError.unparsable(
            f"{quoted(text)} is not a meeting name",
            "Begin with a letter, then letters, digits and hyphens, 100 at most: ahn-koizumi-japan-2026-01",
        )
    return name


@lru_cache(maxsize=8192)
def is_meeting_name(text: object) -> bool:
    """Whether the value is a valid name of a meeting, written as it is stored."""
    try:
        return isinstance(text, str) and meeting_name(text) == text
    except TrackerError:
        return False


def country_code(text: str) -> str:
    """Return `text` as a code: ISO 3166 alpha-2 in any case, or an organisation in capitals (UN, EU, NATO, ASEAN)."""
    code = text.upper() if len(text) == 2 and text.isascii() else text
    if not re.fullmatch(_COUNTRY, code):
        raise TrackerError.unparsable(
            f"{quoted(text)} is not a country code",
            "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN).",
        )
    return code


@lru_cache(maxsize=8192)
def is_country_code(text: object) -> bool:
    """Whether the value is the code of a country or an organisation, written as it is stored."""
    try:
        return isinstance(text, str) and country_code(text) == text
    except TrackerError:
        return False


@lru_cache(maxsize=8192)
def folded(text: str) -> str:
    """Return the form in which spellings are compared: case-folded, without accents and strokes, hyphens as spaces.

    An apostrophe is a straight one, however it is printed.
    Only accents of the block U+0300-036F are removed: the voicing marks of Japanese kana make a different letter.
    """
    if text.isascii():
        return _SEPARATORS.sub(" ", text).strip().casefold()
    plain = bare(text).translate(_APOSTROPHES)
    return _SEPARATORS.sub(" ", unicodedata.normalize("NFKC", plain)).strip()


def outlet_key(name: str) -> str:
    """Return the form in which names of outlets are compared: folded, without an article (The Guardian, Guardian)."""
    return folded(name).removeprefix("the ")


def bare(text: str) -> str:
    """Return a text case-folded and decomposed, without accents, strokes and characters that are not printed."""
    # On a long text str.replace, letter by letter, takes a tenth of the time of str.translate.
    for mark in _UNSEEN:
        text = text.replace(mark, "")
    text = re.sub(_ACCENTS, "", unicodedata.normalize("NFKD", text).casefold())
    for letter, plain in _STROKES:
        text = text.replace(letter, plain)
    return text


@lru_cache(maxsize=8192)
def person_key(name: str) -> str:
    """Return the form in which names of people are compared: equal for spellings and romanisations of one name.

    Hyphens, spaces, stops and apostrophes do not count (Lee Jae-myung, Lee Jaemyung), nor doubled letters, nor how an
    umlaut (Schröder, Schroeder) or an ending is transcribed (Zelensky, Zelenskyy, Zelenskiy), nor an article (al-Sisi,
    el-Sissi).
    """
    words = [word for word in re.sub(_PUNCTUATION, "", folded(name)).split() if word not in _ARTICLES]
    joined = "".join(map(_romanised, words))
    return re.sub(_DOUBLED, r"\1", re.sub(_UMLAUT, r"\1", joined)) or folded(name)


def with_article_apart(name: str) -> str:
    """Return a name with an Arabic article as a word of its own: "AlSabah" and "Al-Sabah" are Al Sabah."""
    return re.sub(_JOINED_ARTICLE, r"\1 ", name)


def is_called(name: str, wanted: str) -> bool:
    """Whether every word of `wanted` begins a word of the name, or is a spelling of one, in any order.

    "gyu ahn" finds Ahn Gyu-back, and "zelenskyy" finds Volodymyr Zelensky.
    """
    words = folded(name).split()
    return all(any(_begins_or_spells(part, word) for word in words) for part in folded(wanted).split())


def _begins_or_spells(part: str, word: str) -> bool:
    return word.startswith(part) or person_key(word) == person_key(part)


def _romanised(word: str) -> str:
    plain = re.sub(_ENDING, "i", word.replace("ks", "x"))
    return _GIVEN_NAMES.get(plain, plain)
