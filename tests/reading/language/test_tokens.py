"""Tokens: where the words of a text begin and end, and which marks stand beside them."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.reading.language.tokens import tokens

# Texts of the letters and marks that the rules are about, which random text seldom puts side by side.
TEXTS = st.text() | st.text(alphabet="sSlLdntaN1é_.,:-‐'’& \n\u0301", max_size=40)


def written(text: str) -> list[str]:
    return [token.text for token in tokens(text)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The envoys met, then left.", ["The", "envoys", "met", ",", "then", "left", "."]),
        ("Yun Byung-se", ["Yun", "Byung-se"]),
        ("Byung\u2010se and Byung\u2011se", ["Byung\u2010se", "and", "Byung\u2011se"]),
        ("Sana'a, N’Djamena", ["Sana'a", ",", "N’Djamena"]),
        ("D'Souza of AT&T", ["D'Souza", "of", "AT&T"]),
        ("the U.S. and J.D. Vance", ["the", "U.S.", "and", "J.D.", "Vance"]),
        ("J. Vance", ["J", ".", "Vance"]),
        ("1,000.5 at 10:30pm on the 5th", ["1,000.5", "at", "10:30pm", "on", "the", "5th"]),
        ("a 3-day trip", ["a", "3", "-", "day", "trip"]),
        ("Oslo–Riga", ["Oslo", "–", "Riga"]),
        ("so… “yes”", ["so", "…", "“", "yes", "”"]),
        ("one_two", ["one", "two"]),
        ("Erdoğan à Zürich", ["Erdoğan", "à", "Zürich"]),
        ("", []),
        (" \n\t", []),
    ],
)
def test_a_text_is_a_row_of_words_and_marks(text: str, words: list[str]) -> None:
    assert written(text) == words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Seoul's envoy", ["Seoul", "'s", "envoy"]),
        ("Seoul’s envoy", ["Seoul", "’s", "envoy"]),
        ("SEOUL'S ENVOY", ["SEOUL", "'S", "ENVOY"]),
        ("Byung-se's trip", ["Byung-se", "'s", "trip"]),
        ("an Oslo's-eye view", ["an", "Oslo", "'s", "-", "eye", "view"]),
        ("She'll go", ["She", "'ll", "go"]),
        ("She’ll go", ["She", "’ll", "go"]),
        ("the ministers' trip", ["the", "ministers", "'", "trip"]),
        ("he's_here", ["he", "'s", "here"]),
    ],
)
def test_an_owner_and_a_subject_stand_without_their_endings(text: str, words: list[str]) -> None:
    assert written(text) == words


@pytest.mark.parametrize("verb", ["isn't", "won’t", "didn't", "can't", "WON'T"])
def test_a_verb_keeps_its_negation(verb: str) -> None:
    assert written(f"It {verb} go") == ["It", verb, "go"]


@pytest.mark.parametrize(
    ("text", "low", "capital", "is_word"),
    [
        ("Oslo", "oslo", True, True),
        ("WON’T", "won't", True, True),
        ("visit", "visit", False, True),
        ("’s", "'s", False, True),
        ("'ll", "'ll", False, True),
        ("5th", "5th", False, True),
        ("7", "7", False, True),
        ("Élysée", "élysée", True, True),
        ("-", "-", False, False),
        ("’", "'", False, False),
        (".", ".", False, False),
    ],
)
def test_a_token_knows_what_it_is(text: str, low: str, capital: bool, is_word: bool) -> None:
    (one,) = tokens(text)
    assert (one.low, one.capital, one.is_word) == (low, capital, is_word)


def test_a_part_of_a_text_is_read_as_if_it_stood_alone_with_offsets_in_the_whole() -> None:
    text = "Ahead of Oslo's vote"
    assert [(one.text, one.start, one.end) for one in tokens(text, 9, 15)] == [("Oslo", 9, 13), ("'s", 13, 15)]
    assert [one.text for one in tokens(text, 9, 14)] == ["Oslo", "'"]
    assert [one.text for one in tokens("Oslo's", 5)] == ["s"]


@given(text=TEXTS, data=st.data())
def test_the_tokens_of_any_part_hold_all_its_letters_and_digits_in_order(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    found = tokens(text, start, end)
    assert all(text[one.start : one.end] == one.text and one.text for one in found)
    assert all(start <= one.start and one.end <= end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert not any(mark.isspace() for one in found for mark in one.text)
    held = {at for one in found for at in range(one.start, one.end)}
    # An underscore alone is neither a word nor a mark.
    assert held >= {at for at in range(start, end) if not text[at].isspace() and text[at] != "_"}


@given(TEXTS)
def test_a_mark_is_one_character_and_a_word_begins_with_a_letter_a_digit_or_an_apostrophe(text: str) -> None:
    for one in tokens(text):
        if one.is_word:
            assert one.text[0].isalnum() or one.low in {"'s", "'ll"}
        else:
            assert len(one.text) == 1
            assert not one.text.isalnum()


@pytest.mark.parametrize(
    "part",
    [
        *("n", "n'", "nn't", "n'tn'", "a'", "'s", "a's", "a'll", "a-", "a&", "-", "a.", "A.B", "1", "1,", "1:1a", "_"),
        *("’", "'s-a", "won't ", "\u0301a", "é"),
    ],
)
def test_hostile_text_is_parted_in_time(part: str) -> None:
    text = part * (80_000 // len(part))
    with within(5):
        tokens(text)
