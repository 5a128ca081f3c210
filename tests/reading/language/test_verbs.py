"""Verbs: every form of a verb, and which form a word is."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.language.tables import rows
from tracker.reading.language.verbs import Form, form_of, forms

# The verbs of the tables, as their rows write them: "postpone~".
WRITTEN = sorted(
    {
        verb
        for name in ("cues.tsv", "encounters.tsv")
        for row in rows(name)
        for verb in re.findall(r"([\w-]+)~", row[-1])
    }
)


@pytest.mark.parametrize(
    ("lemma", "present", "past", "participle", "ing"),
    [
        ("visit", "visits", "visited", "visited", "visiting"),
        ("postpone", "postpones", "postponed", "postponed", "postponing"),
        ("agree", "agrees", "agreed", "agreed", "agreeing"),
        ("eye", "eyes", "eyed", "eyed", "eyeing"),
        ("deny", "denies", "denied", "denied", "denying"),
        ("delay", "delays", "delayed", "delayed", "delaying"),
        ("push", "pushes", "pushed", "pushed", "pushing"),
        ("dismiss", "dismisses", "dismissed", "dismissed", "dismissing"),
        ("nix", "nixes", "nixed", "nixed", "nixing"),
        ("scrap", "scraps", "scrapped", "scrapped", "scrapping"),
        ("wrap", "wraps", "wrapped", "wrapped", "wrapping"),
        ("snub", "snubs", "snubbed", "snubbed", "snubbing"),
        ("rebut", "rebuts", "rebutted", "rebutted", "rebutting"),
        ("confer", "confers", "conferred", "conferred", "conferring"),
        ("go", "goes", "went", "gone", "going"),
        ("see", "sees", "saw", "seen", "seeing"),
        ("begin", "begins", "began", "begun", "beginning"),
        ("hold", "holds", "held", "held", "holding"),
        ("have", "has", "had", "had", "having"),
        ("withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing"),
        ("seek", "seeks", "sought", "sought", "seeking"),
        ("hang", "hangs", "hung", "hung", "hanging"),
        ("freeze", "freezes", "froze", "frozen", "freezing"),
        ("tread", "treads", "trod", "trodden", "treading"),
        ("undertake", "undertakes", "undertook", "undertaken", "undertaking"),
        ("co-ordinate", "co-ordinates", "co-ordinated", "co-ordinated", "co-ordinating"),
    ],
)
def test_a_verb_has_its_forms_and_each_says_which_it_is(
    lemma: str, present: str, past: str, participle: str, ing: str
) -> None:
    assert {lemma, present, past, participle, ing} <= forms(lemma)
    assert form_of(lemma, lemma) is Form.BASE
    assert form_of(present, lemma) is Form.PRESENT
    assert form_of(past, lemma) is Form.PAST
    assert form_of(participle, lemma) is (Form.PAST if participle == past else Form.PARTICIPLE)
    assert form_of(ing, lemma) is Form.ING


def test_a_regular_verb_has_no_forms_beside_these() -> None:
    assert forms("postpone") == {"postpone", "postpones", "postponed", "postponing"}


@pytest.mark.parametrize("word", ["cancelled", "canceled", "cancelling", "canceling"])
def test_both_spellings_of_either_side_of_the_ocean_are_forms(word: str) -> None:
    assert word in forms("cancel")


IRREGULAR = """
    become begin break bring come cut do fall fly forgo freeze get give go hang have hear hold keep know lead leave
    make meet pay put read run say see seek send set shake sit speak take tell think tread understand undertake
    withdraw write
"""


def test_an_irregular_verb_has_no_regular_past() -> None:
    for lemma in IRREGULAR.split():
        regular = {lemma + "ed", lemma + lemma[-1] + "ed", *([lemma + "d"] if lemma != "hear" else [])}
        assert regular.isdisjoint(forms(lemma)), lemma
        assert {form_of(word, lemma) for word in forms(lemma)} >= {Form.PRESENT, Form.ING}, lemma


@pytest.mark.parametrize("lemma", ["put", "set", "cut"])
def test_a_verb_that_never_changes_is_taken_for_its_past(lemma: str) -> None:
    assert form_of(lemma, lemma) is Form.PAST
    assert form_of(lemma + "s", lemma) is Form.PRESENT


@pytest.mark.parametrize(
    ("word", "lemma"), [("visitor", "visit"), ("met", "visit"), ("", "meet"), ("agreing", "agree")]
)
def test_another_word_is_no_form(word: str, lemma: str) -> None:
    assert word not in forms(lemma)
    assert form_of(word, lemma) is None


@pytest.mark.parametrize(
    ("word", "form"), [("was", Form.PAST), ("were", Form.PAST), ("been", Form.PARTICIPLE), ("being", Form.ING)]
)
def test_to_be_has_its_forms(word: str, form: Form) -> None:
    assert word in forms("be")
    assert form_of(word, "be") is form


def test_every_verb_of_the_tables_has_a_past_and_a_form_in_ing() -> None:
    for lemma in WRITTEN:
        assert {Form.PRESENT, Form.PAST, Form.ING} <= {form_of(word, lemma) for word in forms(lemma)}, lemma


def test_no_verb_of_the_tables_that_doubles_its_last_letter_is_taken_for_one_that_does_not() -> None:
    # One syllable with one short vowel before one consonant; w, x and y never double.
    short = [lemma for lemma in WRITTEN if re.fullmatch(r"[^aeiou]*[aeiou][^aeiouwxy]", lemma)]
    assert "snub" in short
    assert [one for one in short if one + one[-1] + "ing" not in forms(one) and one != "wav"] == []


@given(st.from_regex(r"[a-z]{2,12}", fullmatch=True))
def test_any_verb_has_every_form_that_it_is_said_to_have(lemma: str) -> None:
    assert lemma in forms(lemma)
    assert all(form_of(word, lemma) is not None for word in forms(lemma))
