"""Offices held: which office, and of which country, the words around a name give to somebody."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tests.reading.people.sentences import row
from tracker.reading.language.chunks import Kind
from tracker.reading.people.offices_held import NOTHING, Held, country_after, country_before, held_by

PIECES = [
    *("Hale", "Ahn", "president", "foreign ministers", "counterpart", "of", "the", "France", "French", "'s", ",", "("),
    *("Mr", ".", "and", "who", "chairs", "European Union", "former", "new", "–", '"', "said"),
]


def held(text: str, *others: str) -> Held:
    """Return what a text gives to Hale, the only person in it but for `others`."""
    chunks = row(text, "Hale", *others)
    (at,) = (n for n, chunk in enumerate(chunks) if chunk.kind is Kind.PERSON and chunk.low == "hale")
    return held_by(chunks, at)


def said(text: str, *others: str) -> tuple[str | None, str | None]:
    one = held(text, *others)
    return one.role, one.country


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("President Hale left", "president", None),
        ("French President Hale left", "president", "FR"),
        ("France's President Hale left", "president", "FR"),
        ("France’s new foreign minister Hale left", "foreign minister", "FR"),
        ("the French foreign minister, Hale, left", "foreign minister", "FR"),
        ("the foreign minister of Saudi Arabia Hale left", "foreign minister", "SA"),
        ("the French envoy to the United States Mr. Hale left", "envoy", "FR"),
        ("the envoy to the United States Hale left", "envoy", "US"),
        ("a visit of President Hale to France", "president", None),
        ("invited by Hale, Prime Minister will visit France", None, None),
        ("President Hale of France left", "president", "FR"),
        ('President "Hale" left', "president", None),
    ],
)
def test_an_office_may_stand_before_the_name(text: str, role: str, country: str | None) -> None:
    assert said(text) == (role, country)


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("Hale, the president of France, left", "president", "FR"),
        ("Hale, France's president, left", "president", "FR"),
        ("Hale, who is the new French foreign minister, left", "foreign minister", "FR"),
        ("Hale (president of France) left", "president", "FR"),
        ("Hale – the president – left", "president", None),
        ("Hale, the head of state, left", "head of state", None),
    ],
)
def test_an_office_may_stand_after_the_name_in_apposition(text: str, role: str, country: str | None) -> None:
    assert said(text) == (role, country)


@pytest.mark.parametrize(
    "text",
    [
        "Hale met the president of France",
        "Hale, said the president of France",
        "Hale, and the president of France",
        "Hale, Ahn and the president of France",
        "Hale, a man who was for so very many years president of none",
        "Hale, a friend (president of France) of long standing",
        "Hale, whose trip was told, then left, president or not",
        "the president saw Hale",
        "after talks with the president of France, Hale left",
        "Hale,",
        "Hale",
    ],
)
def test_an_office_further_off_or_of_somebody_else_is_not_held(text: str) -> None:
    assert held(text, "Ahn") == NOTHING


@pytest.mark.parametrize("name", ["Hale", "Ahn", "Diaz"])
def test_an_office_in_the_plural_is_shared_by_a_list_of_names(name: str) -> None:
    chunks = row("the foreign ministers Hale of France, Ahn of Kenya and Diaz of Chile met", "Hale", "Ahn", "Diaz")
    (at,) = (n for n, chunk in enumerate(chunks) if chunk.low == name.lower())
    country = {"Hale": "FR", "Ahn": "KE", "Diaz": "CL"}[name]
    assert held_by(chunks, at) == Held("foreign minister", "minister", country)


def test_a_list_that_shares_an_office_ends_somewhere() -> None:
    assert said(f"the French ministers {'Ahn, ' * 4} and Hale", "Ahn") == ("minister", "FR")
    assert said(f"the French ministers {'Ahn, ' * 40} and Hale", "Ahn") == (None, None)


def test_an_office_in_the_singular_is_not_shared() -> None:
    assert said("President Ahn and Hale met", "Ahn") == (None, None)


def test_two_ministers_behind_one_country_are_both_of_it() -> None:
    assert said("French Foreign Minister Ahn and Defence Minister Hale met", "Ahn") == ("defence minister", "FR")
    assert said("French President Ahn and Defence Minister Hale met", "Ahn") == ("defence minister", "FR")


def test_those_who_share_an_office_may_share_its_country() -> None:
    assert said("the French ministers Ahn and Hale met", "Ahn") == ("minister", "FR")


@pytest.mark.parametrize(
    ("text", "country"),
    [
        ("his French counterpart Hale left", "FR"),
        ("his French counterpart, Mr. Hale, left", "FR"),
        ("his counterpart Hale left", None),
        ("Hale, his French counterpart, left", "FR"),
    ],
)
def test_a_counterpart_holds_an_office_that_is_not_named(text: str, country: str | None) -> None:
    assert held(text) == Held(country=country, counterpart=True)


@pytest.mark.parametrize(
    ("text", "country"),
    [("Hale, who chairs the European Union, left", "EU"), ("Hale, who heads NATO, left", "NATO")],
)
def test_whoever_chairs_a_body_is_its_chair(text: str, country: str) -> None:
    assert held(text) == Held("chair", "organisation", country)


@pytest.mark.parametrize("text", ["Hale, who heads to France, left", "Hale, who leads a mission, left"])
def test_whoever_heads_for_a_country_does_not_chair_it(text: str) -> None:
    assert held(text) == NOTHING


@pytest.mark.parametrize("text", ["then Hale of France left", "then France's Hale left"])
def test_a_country_alone_may_be_given(text: str) -> None:
    assert held(text) == Held(country="FR")


def test_the_office_of_the_next_name_of_a_list_is_not_held() -> None:
    assert held("with Hale, French President Ahn and others", "Ahn") == NOTHING
    assert held("with Kenya's Hale, French President Ahn and others", "Ahn") == Held(country="KE")


@pytest.mark.parametrize(
    ("text", "former"),
    [("former President Hale", True), ("President Hale", False), ("Hale, the ex-president,", True)],
)
def test_an_office_may_be_a_former_one(text: str, former: bool) -> None:
    assert held(text).former is former


@pytest.mark.parametrize(
    ("text", "before", "after"),
    [
        ("France's new president", "FR", None),
        ("the French acting president", "FR", None),
        ("the president of France", None, "FR"),
        ("the president of the European Union", None, "EU"),
        ("the president from France", None, "FR"),
        ("the president in France", None, None),
        ("France and the president", None, None),
        ("president", None, None),
    ],
)
def test_the_country_of_an_office_stands_before_or_after_it(text: str, before: str | None, after: str | None) -> None:
    chunks = row(text)
    (at,) = (n for n, chunk in enumerate(chunks) if chunk.kind is Kind.OFFICE)
    assert (country_before(chunks, at), country_after(chunks, at)) == (before, after)


@given(st.lists(st.sampled_from(PIECES), max_size=14).map(" ".join))
def test_no_row_of_chunks_is_refused(text: str) -> None:
    chunks = row(text, "Hale", "Ahn")
    for at in range(len(chunks)):
        one = held_by(chunks, at)
        assert (one.role is None) == (one.class_ is None)
        assert not (one.counterpart and one.role)
        assert one.country is None or one.country in {"FR", "EU"}


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "Hale and ",
        "Hale, the new ",
        "the ",
        "counterpart Hale ",
        "Mr. ",
        ", ",
        "foreign ministers Hale, ",
        "Hale, who leads ",
    ],
)
def test_hostile_text_is_read_in_time(part: str) -> None:
    text = part * (80_000 // len(part))
    chunks = row(text, "Hale")
    with within(5):
        for at, chunk in enumerate(chunks):
            if chunk.kind is Kind.PERSON:
                held_by(chunks, at)
