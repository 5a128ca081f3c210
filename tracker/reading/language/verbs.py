"""Verbs: the forms of the few hundred verbs by which the press speaks of plans, and which form a word is."""

from enum import StrEnum
from functools import cache
from typing import Final

from tracker.reading.language.tables import word_set

_IRREGULAR: Final = {
    "be": "is are was were been being am",
    "become": "becomes became becoming",
    "begin": "begins began begun beginning",
    "break": "breaks broke broken breaking",
    "bring": "brings brought bringing",
    "choose": "chooses chose chosen choosing",
    "come": "comes came coming",
    "cut": "cuts cutting",
    "do": "does did done doing",
    "fall": "falls fell fallen falling",
    "fly": "flies flew flown flying",
    "forgo": "forgoes forwent forgone forgoing",
    "freeze": "freezes froze frozen freezing",
    "get": "gets got gotten getting",
    "give": "gives gave given giving",
    "go": "goes went gone going",
    "hang": "hangs hung hanging",
    "have": "has had having",
    "hear": "hears heard hearing",
    "hold": "holds held holding",
    "keep": "keeps kept keeping",
    "know": "knows knew known knowing",
    "lead": "leads led leading",
    "leave": "leaves left leaving",
    "make": "makes made making",
    "meet": "meets met meeting",
    "pay": "pays paid paying",
    "put": "puts putting",
    "read": "reads reading",
    "run": "runs ran running",
    "say": "says said saying",
    "see": "sees saw seen seeing",
    "seek": "seeks sought seeking",
    "send": "sends sent sending",
    "set": "sets setting",
    "shake": "shakes shook shaken shaking",
    "shoot": "shoots shot shooting",
    "sit": "sits sat sitting",
    "slide": "slides slid sliding",
    "speak": "speaks spoke spoken speaking",
    "spend": "spends spent spending",
    "strike": "strikes struck stricken striking",
    "take": "takes took taken taking",
    "tell": "tells told telling",
    "think": "thinks thought thinking",
    "tread": "treads trod trodden treading",
    "understand": "understands understood understanding",
    "undertake": "undertakes undertook undertaken undertaking",
    "wind": "winds wound winding",
    "withdraw": "withdraws withdrew withdrawn withdrawing",
    "write": "writes wrote written writing",
}
_DOUBLED: Final = word_set(
    "ban beg cancel chat confer defer drop pencil permit plan rebut refer scrap shun skip slip snub step stop submit "
    "tap transfer travel wrap"
)
_VOWELS: Final = frozenset("aeiou")


class Form(StrEnum):
    """The form of a verb."""

    BASE = "base"
    PRESENT = "present"  # visits
    PAST = "past"  # visited, went; the participle too where it is the same
    PARTICIPLE = "participle"  # gone, held off
    ING = "ing"


@cache
def forms(lemma: str) -> frozenset[str]:
    """Return every form of a verb: of "postpone" that is postpone, postpones, postponed, postponing."""
    return frozenset(_forms(lemma))


def _forms(lemma: str) -> dict[str, Form]:
    if lemma in _IRREGULAR:
        return {lemma: Form.BASE} | {word: _irregular_form(word, lemma) for word in _IRREGULAR[lemma].split()}
    if lemma.endswith("e"):
        stem = lemma if lemma.endswith(("ee", "ye")) else lemma[:-1]  # agreeing, eyeing
        regular = {lemma + "d": Form.PAST, stem + "ing": Form.ING, lemma + "s": Form.PRESENT}
    elif lemma.endswith("y") and lemma[-2] not in _VOWELS:
        regular = {lemma[:-1] + "ied": Form.PAST, lemma + "ing": Form.ING, lemma[:-1] + "ies": Form.PRESENT}
    else:
        present = lemma + ("es" if lemma.endswith(("s", "x", "sh", "ch", "z")) else "s")
        regular = {lemma + "ed": Form.PAST, lemma + "ing": Form.ING, present: Form.PRESENT}
        if lemma in _DOUBLED:
            regular |= {lemma + lemma[-1] + "ed": Form.PAST, lemma + lemma[-1] + "ing": Form.ING}
    return {lemma: Form.BASE} | regular


def _irregular_form(word: str, lemma: str) -> Form:
    if word.endswith("ing"):
        return Form.ING
    if word.endswith("s") and lemma != "be":
        return Form.PRESENT
    return Form.PARTICIPLE if word.endswith(("en", "wn", "gone", "done", "begun", "seen")) else Form.PAST


@cache
def form_of(word: str, lemma: str) -> Form | None:
    """Return which form of `lemma` a word is, or None. "put" and "set" are taken for the past."""
    if lemma in {"put", "set", "cut"} and word == lemma:
        return Form.PAST
    return _forms(lemma).get(word)
