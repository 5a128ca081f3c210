"""What a page prints round its story: menus, captions, notices, lists of other stories, comments."""

import re
from functools import cache
from typing import Final

from tracker.reading.article.printed import days
from tracker.reading.language.tables import rows, word_set

END: Final = "end"
RELATED: Final = "related"
BULLETS: Final = "bullets"
DROP: Final = "drop"

_BRIEF: Final = 12  # words
_LONG: Final = 60  # words: a line as long is prose with chrome in it, to be looked at sentence by sentence
_MARKS: Final = " \t.,:;!?…-–—•*|/\\>»›<«‹()[]{}\"'“”‘’#→←↓↑▶►■●+=~_^`"
_PICTURE: Final = re.compile(
    r"\bREUTERS/[A-Z]|\bREUTERS$|[|(\[]\s?(?:Photos?|Image|Picture|Pic|Credit|Courtesy|PHOTO)\b|\b[Cc]redits?: "
    r"|\b[Pp]hoto(?:graph)?s? (?:by|taken by|provided by|released by)\b"
    r"|/\s?(?:VIA |via )?(?:AFP|AP|EPA|EPA-EFE|REUTERS|Reuters|Yonhap|Kyodo|Xinhua|Getty|ANI|PTI|TASS|Tass|Sputnik|KCNA"
    r"|Pool|POOL|Anadolu|NurPhoto|Bloomberg)\b[\s\w-]{0,12}[)\]]?\.?$"
)
_SIGNS: Final = ("REUTERS", "redit", "hoto", "|", "(", "[", "/")  # without any of these, it is no line of a picture
_LABEL: Final = re.compile(
    r"\W{0,3}(?:(?:first|last|originally|updated|article) )?"
    r"(?:published|posted|updated|modified|created|issued|released|uploaded|date|publish date|publication date)\b",
    re.IGNORECASE,
)
_LABELLED: Final = re.compile(r"\b(?:[Pp]ublished|PUBLISHED|[Uu]pdated|UPDATED|[Pp]osted|POSTED)(?: on| at)?\s?:")
_CLOCK: Final = re.compile(r"\b\d{1,2}[:.]\d\d\b")
_MINUTES: Final = re.compile(r"\W{0,3}\d{1,2}[ -]?min(?:ute)?s?\.?(?:[ -]read)?\b", re.IGNORECASE)
_WORD: Final = re.compile(r"[^\W\d_]{2}")
_CRUMBS: Final = re.compile(r"\s[>»›]\s|\w\s[|·]\s[^|·]{1,60}\s[|·]\s\w|\A[\w -]{2,30} / [\w -]{2,30}\Z")
_OF_A_DATE: Final = word_set(
    "jan feb mar apr may jun jul aug sep sept oct nov dec january february march april june july august september "
    "october november december mon tue tues wed thu thur thurs fri sat sun monday tuesday wednesday thursday friday "
    "saturday sunday am pm a.m p.m ist kst jst gmt utc est edt et pst cet cest bst hrs hours on at by of the"
)
_MENU: Final = word_set(
    "home news world politics business sport sports opinion opinions entertainment lifestyle technology tech science "
    "health culture travel video videos photo photos gallery live latest top stories search menu login log register "
    "subscribe sign in up contact about us advertise newsletters newsletter epaper e-paper asia europe africa america "
    "americas middle east pacific national international local agency economy finance markets weather more podcasts "
    "podcast tv radio editorial editorials columns features nation region archive archives defence defense diplomacy "
    "society environment education analysis english and & my account games shop jobs live edition"
)


_LONGEST_IMPRINT: Final = 15  # words
_LONGEST_CLOCK: Final = 4
_MOST_NAMES: Final = 6


def chrome_of(words: str) -> str | None:
    """Return what becomes of a line outside the story (END, RELATED, BULLETS or DROP), None for one of the story."""
    low = _plain(words)
    core = low.strip(_MARKS + "0123456789")
    count = low.count(" ") + 1
    if not _WORD.search(low) or low.startswith(('{"', "[{", "http://", "https://", "www.", "©")):
        return DROP
    table = _table()
    if core in table["line"]:
        return table["line"][core]
    effect = _begins(low, core, brief=count <= _BRIEF)
    if count > _LONG:
        return END if effect == END else None
    effect = effect or next((table["part"][part] for part in table["part"] if part in low), None)
    return effect or (DROP if _is_furniture(words, low, count) else None)


def is_chrome(sentence: str) -> bool:
    """Whether a sentence within a paragraph does not belong to the story: "Also read: …", "Sign up for …"."""
    low = _plain(sentence)
    table = _table()
    return bool(_begins(low, low.strip(_MARKS), brief=False)) or any(part in low for part in table["part"])


def is_picture(words: str) -> bool:
    """Whether a line of up to forty words says whose picture it stands under."""
    return words.count(" ") < 40 and any(sign in words for sign in _SIGNS) and bool(_PICTURE.search(words))


def is_imprint(words: str) -> bool:
    """Whether a line gives no more than the day and hour of printing, with a name or two."""
    if words.startswith('{"'):
        return '"date' in words
    count = len(words.split())
    if count > _LONGEST_IMPRINT:
        return False
    if _LABEL.match(words) or _LABELLED.search(words):
        return any(map(str.isdigit, words))
    clock = count <= _LONGEST_CLOCK and _CLOCK.search(words)
    return bool(clock or _has_day(words)) and _has_only_names(words)


def _has_day(words: str) -> bool:
    return next(days(words, 0, len(words)), None) is not None


def _has_only_names(words: str) -> bool:
    """Whether the words besides those of dates are few, and have capitals."""
    parts = (part.strip(_MARKS) for part in words.split())
    names = [part for part in parts if part[:1].isalpha() and part.lower() not in _OF_A_DATE]
    return len(names) <= _MOST_NAMES and all(name[0].isupper() for name in names)


def _is_furniture(words: str, low: str, count: int) -> bool:
    """Whether a line is a menu, a trail of crumbs, a list of hashtags, or the time that reading takes."""
    if count <= 4 and _MINUTES.match(words):
        return True
    parts = low.split()
    if all(part[0] == "#" for part in parts):
        return True
    if count <= 20 and words[-1] not in ".?!" and _CRUMBS.search(words):
        return True
    return sum(part.strip(_MARKS) in _MENU for part in parts) * 10 >= len(parts) * 7


def _begins(low: str, core: str, *, brief: bool) -> str | None:
    for where in ("start", "brief") if brief else ("start",):
        for words in (low, core) if core[:1] != low[:1] else (low,):
            for phrase, effect in _by_letters(where).get(words[:3], ()):
                if words.startswith(phrase) and _bounded(words, len(phrase)):
                    return effect
    return None


def _bounded(words: str, at: int) -> bool:
    return not (words[at - 1].isalnum() and words[at : at + 1].isalnum())


def _plain(words: str) -> str:
    return " ".join(words.lower().replace("’", "'").split())


@cache
def _table() -> dict[str, dict[str, str]]:
    table: dict[str, dict[str, str]] = {"line": {}, "brief": {}, "start": {}, "part": {}}
    for effect, where, words in rows("chrome.tsv"):
        table[where][words] = effect
    return table


@cache
def _by_letters(where: str) -> dict[str, list[tuple[str, str]]]:
    phrases: dict[str, list[tuple[str, str]]] = {}
    for phrase, effect in _table()[where].items():
        phrases.setdefault(phrase[:3], []).append((phrase, effect))
    return phrases
