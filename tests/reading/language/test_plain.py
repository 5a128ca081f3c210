"""Texts from PDFs and web pages, with ligatures, soft hyphens and letters in pieces, and where their words stood."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.language.plain import plain


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("in the \ufb01nal stages of an o\ufb03ce", "in the final stages of an office"),
        ("con\u00adfirmed, and resche\u00ad\nduled", "confirmed, and rescheduled"),
        ("Ju\u200bly \uff15", "July \uff15"),
        ("\uff37ar\uff5eaw", "War~aw"),
        (unicodedata.normalize("NFD", "Søren Müller in São Tomé"), "Søren Müller in São Tomé"),
        ("Jan.\u00a021,\u202fnext\u2009week\u3000", "Jan. 21, next week "),
        ("plain, \u2018quoted\u2019 Łódź", "plain, \u2018quoted\u2019 Łódź"),
    ],
)
def test_a_text_is_made_plain(text: str, clean: str) -> None:
    assert plain(text).text == clean.replace("\uff15", "5")


@given(
    st.lists(
        st.sampled_from(["a", "b ", "é", "x\u00ad", "e\u0301", "\n", "\ufb01", "\ufb04", "\xa0", "\u200bc"]),
        max_size=20,
    )
)
def test_each_character_stands_where_the_original_has_it(pieces: list[str]) -> None:
    text = "".join(pieces)
    clean = plain(text)
    whole = [clean.original(at, at + 1) for at in range(len(clean.text))]
    assert all(clean.text[at] in plain(text[first:last]).text for at, (first, last) in enumerate(whole))
    assert whole == sorted(whole)
    assert plain(clean.text).text == clean.text
