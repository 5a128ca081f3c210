"""The cast: who is named in an article, where, and with what office and country."""

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tests.reading.people.sentences import cast
from tracker.domain.report import Participant
from tracker.reading.analysis import analysis
from tracker.reading.article.story import story
from tracker.reading.draft import Known
from tracker.reading.language.chunks import Kind
from tracker.reading.people.cast import Person

IN_2018 = Known(published=date(2018, 5, 1))
WORDS = [
    *(
        "Ruth",
        "Hale",
        "Ahn",
        "Ji-woo",
        "Hale-Ahn",
        "Putin",
        "Merkel",
        "Mr",
        "foreign minister",
        "Kenyan",
        "said",
        "the",
    ),
    *(",", "\n", "of", "Oslo", "'s", "and", "spokesman", "former", "president", "J.", '"'),
]


def people(text: str, known: Known | None = None) -> list[tuple[str, str | None, str | None]]:
    """Return the name, the office and the country of everybody in a text."""
    return [(one.name, one.role, one.country) for one in cast(text, known).people]


def places(text: str, known: Known | None = None) -> list[tuple[str, str]]:
    """Return the words of a text that mean somebody, and whom."""
    found = cast(text, known)
    spans = found.marks
    return [(text[span.start : span.end], found.people[span.number].name) for span in spans]


@pytest.mark.parametrize(
    ("text", "role", "country"),
    [
        ("The Kenyan foreign minister Ruth Hale left.", "foreign minister", "KE"),
        ("Ruth Hale, Kenya's foreign minister, left.", "foreign minister", "KE"),
        ("Mrs. Ruth Hale left.", None, None),
        ("Ruth Hale said that she would go.", None, None),
        ("“We go,” said Ruth Hale.", None, None),
        ("Ruth Hale of Kenya left.", None, "KE"),
        ("Ruth Hale left.\nHale will be back.", None, None),
    ],
)
def test_a_full_name_with_an_office_a_title_a_country_or_a_later_mention_is_somebody(
    text: str, role: str | None, country: str | None
) -> None:
    assert people(text) == [("Ruth Hale", role, country)]


@pytest.mark.parametrize("text", ["Ruth Hale left.", "Hale left.", "The Grand Rapids left.", "The Hale talks.", ""])
def test_capitals_alone_make_nobody(text: str) -> None:
    assert people(text) == []
    assert places(text) == []


def test_a_part_of_a_name_is_whoever_was_named_in_full_wherever_that_stands() -> None:
    text = "Hale is away.\nForeign minister Ruth Hale left with the envoy Ahn Ji-woo.\nAhn and Hale will be back."
    assert places(text) == [
        ("Hale", "Ruth Hale"),
        ("Ruth Hale", "Ruth Hale"),
        ("Ahn Ji-woo", "Ahn Ji-woo"),
        ("Ahn", "Ahn Ji-woo"),
        ("Hale", "Ruth Hale"),
    ]


def test_the_fullest_name_that_is_printed_counts() -> None:
    text = "Foreign minister Ruth Hale left.\nThe minister, Mrs Ruth Ada Hale, spoke."
    assert people(text) == [("Ruth Ada Hale", "foreign minister", None)]


def test_what_is_said_first_of_somebody_stays_and_what_is_said_later_is_added() -> None:
    text = "Foreign minister Ruth Hale left.\nThe Kenyan envoy Ruth Hale spoke."
    assert people(text) == [("Ruth Hale", "foreign minister", "KE")]


@pytest.mark.parametrize(
    ("last", "whom"),
    [
        ("The Kenyan envoy Hale spoke.", "Ruth Hale"),
        ("The Norwegian envoy Hale spoke.", "Piet Hale"),
        ("Hale spoke.", "Piet Hale"),
    ],
)
def test_of_two_of_one_name_it_is_the_one_of_the_country_else_whoever_was_named_last(last: str, whom: str) -> None:
    text = f"The Kenyan envoy Ruth Hale met the Norwegian envoy Piet Hale.\n{last}"
    assert places(text)[-1] == ("Hale", whom)


def test_somebody_who_is_named_in_full_again_was_named_last() -> None:
    text = "The Kenyan envoy Ruth Hale met the Norwegian envoy Piet Hale.\nRuth Hale left.\nHale spoke."
    assert places(text)[-1] == ("Hale", "Ruth Hale")


def test_of_two_of_one_name_it_is_the_one_in_office() -> None:
    assert places("Minister Ruth Hale left.\nMr Piet Hale left.\nHale spoke.")[-1] == ("Hale", "Ruth Hale")


def test_a_leader_whom_everybody_knows_needs_no_first_name_in_the_years_of_office() -> None:
    text = "Talks of Merkel and Putin in Moscow and Berlin."
    assert people(text, IN_2018) == [("Angela Merkel", "chancellor", "DE"), ("Vladimir Putin", "president", "RU")]
    assert people(text, Known(published=date(1985, 5, 1))) == []


def test_a_family_name_with_the_office_of_another_country_is_another_one() -> None:
    assert people("The Kenyan foreign minister Merkel left.", IN_2018) == [("Merkel", "foreign minister", "KE")]


def test_an_office_or_a_title_makes_somebody_of_one_word() -> None:
    assert people("President Hale met Mr. Ahn.") == [("Hale", "president", None), ("Ahn", None, None)]


def test_a_known_family_name_that_belongs_to_a_word_is_the_name_of_a_thing() -> None:
    assert people("Ministers walked in the duke's Merkel for an hour.", IN_2018) == []
    assert [name for name, *_ in people("Ministers walked with Berlin's Merkel for an hour.", IN_2018)] == [
        "Angela Merkel"
    ]


def test_the_word_for_a_region_is_nobody() -> None:
    assert people("The foreign ministers of the Nordic and Baltic countries met.") == []


def test_two_people_may_stand_in_one_word() -> None:
    text = "Envoy Ruth Hale met envoy Ahn Ji-woo.\nThe Hale-Ahn talks went on."
    assert places(text)[2:] == [("Hale", "Ruth Hale"), ("Ahn", "Ahn Ji-woo")]


def test_the_ledger_gives_the_office_that_the_text_leaves_out() -> None:
    known = Known(people={"ruth hale": Participant(name="Ruth Hale", role="foreign minister", country="KE")})
    assert people("Ruth Hale left.", known) == [("Ruth Hale", "foreign minister", "KE")]
    assert people("Ruth Hale of Norway left.", known) == [("Ruth Hale", None, "NO")]
    assert people("The envoy Ruth Hale left.", known) == [("Ruth Hale", "envoy", "KE")]


def test_in_a_headline_in_title_case_only_those_named_elsewhere_and_the_famous_are_people() -> None:
    found = cast("Hale Greets Putin in Russia", IN_2018, title_case=True)
    spans = found.marks
    assert [one.name for one in found.people] == ["Vladimir Putin"]
    assert [span.number for span in spans] == [0]


@pytest.mark.parametrize(
    ("class_", "speaks_only", "holds_office"),
    [
        ("leader", False, True),
        ("minister", False, True),
        ("spokesman", True, False),
        ("bare", False, False),
        (None, False, False),
    ],
)
def test_a_person_knows_what_the_office_is_for(class_: str | None, speaks_only: bool, holds_office: bool) -> None:
    one = Person(name="Ruth Hale", class_=class_)
    assert (one.speaks_only, one.holds_office) == (speaks_only, holds_office)


def test_a_person_is_claimed_by_name_office_and_country_and_compared_by_the_words_of_the_name() -> None:
    one = Person(name="Élodie Ki-moon", role="envoy", class_="envoy", country="KE", former=True)
    assert one.participant == Participant(name="Élodie Ki-moon", role="envoy", country="KE")
    assert one.words == {"elodie", "ki", "moon"}


def test_somebody_who_is_called_former_once_is_so_throughout() -> None:
    assert cast("Former president Ruth Hale left.\nHale spoke.").people[0].former
    assert not cast("President Ruth Hale left.\nHale spoke.").people[0].former


@given(st.lists(st.sampled_from(WORDS), max_size=24).map(" ".join) | st.text(max_size=60), st.booleans())
def test_people_stand_in_any_text_in_order_and_each_is_one_of_the_cast(text: str, title_case: bool) -> None:
    found = cast(text, IN_2018, title_case=title_case)
    spans = found.marks
    assert all(one.end <= other.start for one, other in pairwise(spans))
    assert all(span.kind is Kind.PERSON and 0 <= span.number < len(found.people) for span in spans)
    assert all(0 <= span.start < span.end <= len(text) for span in spans)
    assert all(one.name for one in found.people)


@pytest.mark.slow
@pytest.mark.parametrize(
    "part", ["Hale ", "Mr Hale. ", "Putin and ", "President Hale\n", "Ruth Hale said\n", "Hale-Ahn "]
)
def test_hostile_text_is_cast_in_time(part: str) -> None:
    text = part * (20_000 // len(part))
    with within(5):
        cast(text, IN_2018)


@pytest.mark.parametrize(
    ("headline", "named"),
    [
        ("Hale Greets Wazir Before Fish Talks", ["hale", "wazir"]),
        ("Hale Greets Wazir before Fish Talks", ["hale", "wazir"]),  # a preposition may be small
        ("Hale Greets Wazir Before long Fish Talks", []),
    ],
)
def test_a_headline_is_in_title_case_if_its_longer_words_have_a_capital(headline: str, named: list[str]) -> None:
    body = "Foreign minister Ruth Hale met the Kenyan envoy Amina Wazir in Oslo on Monday, her office said."
    row = analysis(story(f"{headline}\n\n{body}\n\nThe two last met in Geneva, where they spoke of fish.\n"), Known())
    assert [chunk.low for chunk in row.sentences[0].row if chunk.kind is Kind.PERSON] == named
