"""Where sentences end: at a full stop, unless it belongs to an abbreviation, an initial or a list's number."""

import re
from collections.abc import Iterator
from typing import Final

from tracker.reading.language.tables import word_set

_LONGEST: Final = 1_000  # characters of a sentence

# A mark that may end a sentence, the quotes and brackets that close with it, and a space; or the space forgotten.
_STOP: Final = re.compile(
    r"(?<![.!?…])[.!?…]++[\"'”’»)\]]*+(?=\s)"
    r"|(?<=[a-z][a-z])\.(?=(?:The|He|She|It|They|But|This|That|In|On|At|A|His|Her|Earlier|Meanwhile|According)\s)"
)
_WORD_BEFORE: Final = re.compile(r"[^\s(\[“\"‘'—–/-]*\Z")
_WORD_AFTER: Final = re.compile(r"\s*+[\"'“‘(\[«]*+([^\s.,;:!?\"'”’)\]]*+)")
_SAID: Final = re.compile(
    r"\s*+(?:[A-Z][\w'’.-]{0,30} ){1,3}(?:said|says|asked|replied|added|told|wrote|tweeted|posted|noted|insisted)\b"
)
_DOTTED: Final = re.compile(r"(?:[^\W\d_]\.)+[^\W\d_]\Z")

_BEFORE_A_NAME: Final = word_set(
    "adm amb asst atty brig capt cmdr col comdr cpl dep det dr drs esq fr ft gen gov hon insp lt maj messrs mme mr mrs "
    "ms mt mx pres prof pte pvt rep reps rev rt sec sen sens sgt spc st supt vs v cf approx est fig brg ing"
)
_BEFORE_A_NUMBER: Final = word_set(
    "no nos art arts ch pp p para vol sect jan feb mar apr jun jul aug sep sept oct nov dec"
)
_ANYWHERE: Final = word_set(
    "jr sr inc ltd co corp llc plc bros dept univ intl govt etc al ave blvd ariz ark calif colo conn del fla ga ill "
    "ind kan ky la mass md mich minn miss mont neb nev okla ore pa tenn tex va vt wash wis wyo ed mon tue tues wed thu "
    "thur thurs fri sat sun"
)
_SMALL: Final = word_set("vs v cf approx est etc no nos pp p para vol art")
# After an abbreviation nothing but the word that follows tells whether the sentence has ended.
_BEGINNERS: Final = word_set(
    "a according after also although among amid an and another as asked at before both but by despite during earlier "
    "for from he her his how however i if in instead it its last later many meanwhile most neither no nor not now on "
    "once one only other our over she since so some such that the their then there these they this those though to "
    "two under until we what when where while who why with you"
)
_AFTER_AN_INITIAL: Final = word_set("the this that they but it its his her she their these those meanwhile")


def sentences_in(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the first and last offset of each sentence of `text[start:end]`, in order, without the space between."""
    begins = _first(text, start, end)
    for stop in _STOP.finditer(text, begins, end):
        if stop.end() > begins and _ends(text, begins, stop, end):
            yield from _cut(text, begins, stop.end())
            begins = _first(text, stop.end(), end)
    while end > begins and text[end - 1].isspace():
        end -= 1
    yield from _cut(text, begins, end)


def _cut(text: str, begins: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield a sentence, in parts where it is longer than any sentence is: its words are held against each other."""
    while end - begins > _LONGEST:
        at = text.rfind(" ", begins, begins + _LONGEST) + 1 or begins + _LONGEST
        yield begins, at - (text[at - 1] == " ")
        begins = _first(text, at, end)
    if begins < end:
        yield begins, end


def abbreviated(word: str) -> bool:
    """Whether a full stop after this word may be its own: "U.S", "Jan", "Gen", "Jr"."""
    low = _name_of(word)
    return low in _BEFORE_A_NAME or low in _BEFORE_A_NUMBER or low in _ANYWHERE or bool(_DOTTED.match(word))


def _name_of(word: str) -> str:
    """Return an abbreviation as the tables have it; "ill", "sun" and "mass" are none, "Ill" may be."""
    low = word.lower()
    return low if word[:1].isupper() or low in _SMALL else ""


def _first(text: str, start: int, end: int) -> int:
    while start < end and text[start].isspace():
        start += 1
    return start


def _ends(text: str, begins: int, stop: re.Match[str], end: int) -> bool:
    """Whether the mark, found in the sentence that begins at `begins`, is the last of it."""
    following = _WORD_AFTER.match(text, stop.end(), end)
    word = following[1] if following else ""
    if not word or word[0].islower():
        return False
    mark = stop.group()
    if mark[0] != ".":
        return not (len(mark) > 1 and _SAID.match(text, stop.end(), end))
    before = _WORD_BEFORE.search(text[max(begins, stop.start() - 24) : stop.start()])
    last = before.group() if before else ""
    return len(mark) > 1 or not last or _ends_after(last, word, at_start=stop.start() - len(last) == begins)


def _ends_after(last: str, word: str, *, at_start: bool) -> bool:
    """Whether a sentence ends between `last`, a full stop, and `word`, which has a capital or is a number."""
    low, following = _name_of(last), word.lower()
    if low in _BEFORE_A_NAME:
        return False
    if low in _BEFORE_A_NUMBER:
        return not word[0].isdigit()
    if len(last) == 1 and last.isupper():
        return following in _AFTER_AN_INITIAL
    if low in _ANYWHERE or _DOTTED.match(last):
        return following in _BEGINNERS
    return not (at_start and last.isdigit())
