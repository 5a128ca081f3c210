"""Who meets whom: people, offices without a name, countries and bodies."""

import pytest

from tests.reading.meetings.sentences import analysed, named, parties

NAMED = {
    "Asare will meet Kask in Paris.": ["Asare", "Kask"],
    "Asare will meet Latvian Foreign Minister Janis Ozols.": ["Asare", "Ozols"],
    # Offices that nobody bears by name
    "Asare will meet the Latvian president.": ["Asare", "LV president"],
    "Asare will meet the president of Latvia.": ["Asare", "LV president"],
    "Asare visited Peru. He will meet his Latvian counterpart.": ["Asare", "LV president"],
    "Asare visited Peru. He will meet his Latvian and Lithuanian counterparts.": [
        "Asare",
        "LV president",
        "LT president",
    ],
    "The foreign ministers of Latvia, Lithuania and Peru will meet in Paris.": [
        "LV foreign minister",
        "LT foreign minister",
        "PE foreign minister",
    ],
    "Asare will meet the Baltic presidents in Paris.": ["Asare", "Kask", "LV president", "LT president"],
    # An office that the article has given to somebody is that person
    "The Estonian president will meet the Latvian prime minister.": ["Kask", "LV prime minister"],
    # Countries
    "Talks between Latvia and Peru will be held in Paris.": ["LV", "PE"],
    "The Latvia-Peru summit will be held in Paris.": ["LV", "PE"],
    "Latvia and Peru will hold talks in Paris.": ["LV", "PE"],
    "Peru cancels talks with Latvia over fish.": ["PE", "LV"],
    "Asare will hold talks with Latvia on fish.": ["Asare", "LV"],
}


@pytest.mark.parametrize(("text", "wanted"), NAMED.items())
def test_those_who_take_part_are_read_off_a_clause(text: str, wanted: list[str]) -> None:
    assert sorted(parties(text)) == sorted(wanted)


LEFT_OUT = {
    "Asare will meet Kask, spokesman Yaw Owusu said.": ["Asare", "Kask"],
    "Asare will meet Latvian President Janis Ozols, a spokesman for Kask said.": ["Asare", "Ozols"],
    "Asare will meet Kask and former Latvian President Janis Ozols.": ["Asare", "Kask"],
    "Asare will meet Kask, Latvian President Janis Ozols said.": ["Asare", "Kask"],
    "Asare will meet Kask, the foreign ministry of Latvia said.": ["Asare", "Kask"],
    "Asare will visit Latvia.": ["Asare"],
    "Asare will visit Latvia, where a portrait of Kask was burnt.": ["Asare"],
}


@pytest.mark.parametrize(("text", "wanted"), LEFT_OUT.items())
def test_those_who_speak_lend_a_name_or_are_out_of_office_take_no_part(text: str, wanted: list[str]) -> None:
    assert parties(text) == wanted


def test_a_former_president_who_acts_takes_part() -> None:
    assert parties("Former Latvian President Janis Ozols visited Peru on Monday for talks.") == ["Ozols"]


SHARED = {
    "Kask, who was in Riga on Monday for talks with Asare, has left.": ["Kask", "Asare"],
    "Asare met Kask on Monday and is due to see Latvian President Janis Ozols.": ["Asare", "Ozols"],
    "Kask flew home. The president will meet Latvian President Janis Ozols in May.": ["Kask", "Ozols"],
}


@pytest.mark.parametrize(("text", "wanted"), SHARED.items())
def test_a_clause_without_a_subject_shares_the_one_before_it(text: str, wanted: list[str]) -> None:
    read_so = analysed(text)
    assert named(read_so, read_so.sentences[-1].mentions[-1].parties) == wanted


def test_the_top_diplomat_of_a_country_is_its_foreign_minister() -> None:
    text = "Latvian Foreign Minister Janis Ozols is a lawyer. Latvia's top diplomat will meet Asare in May."
    assert sorted(parties(text)) == ["Asare", "Ozols"]


PRONOUNS = {
    "Asare is a lawyer. He will visit Latvia in May.": ["Asare"],
    "Asare spoke first, and Kask listened. In May she will visit Peru.": ["Kask"],
    "Asare met Kask on Monday. They will meet again in May.": ["Asare", "Kask"],
    "Asare met Kask on Monday. The two will hold talks in May.": ["Asare", "Kask"],
    "Asare met Kask on Monday. Both will meet again in May.": ["Asare", "Kask"],
    "Latvian Foreign Minister Janis Ozols is a lawyer. He will visit Peru, the minister's third trip.": ["Ozols"],
    "Asare will visit Peru. His visit will last two days.": ["Asare"],
}


@pytest.mark.parametrize(("text", "wanted"), PRONOUNS.items())
def test_a_pronoun_means_whoever_was_spoken_of_last(text: str, wanted: list[str]) -> None:
    assert sorted(parties(text)) == wanted


def test_a_pronoun_beside_a_name_of_its_own_clause_adds_nobody_twice() -> None:
    assert parties("Asare said that he will visit Latvia, Asare's third trip.").count("Asare") == 1


BODIES = {
    "Asare will meet with NATO in May.": ["Asare", "NATO leaders"],
    "The ASEAN summit will be held in Paris.": ["ASEAN leaders"],
}


@pytest.mark.parametrize(("text", "wanted"), BODIES.items())
def test_a_body_takes_part_by_its_members(text: str, wanted: list[str]) -> None:
    assert parties(text) == wanted


def test_a_body_that_is_only_a_subject_takes_no_part() -> None:
    assert parties("Asare will meet Kask to speak of NATO and fish.") == ["Asare", "Kask"]


def test_a_leader_who_speaks_of_talks_of_his_own_takes_part() -> None:
    assert parties("Kask said she will speak with Asare on Friday.") == ["Kask", "Asare"]
    assert parties("Kask says we will meet Asare on Friday.") == ["Kask", "Asare"]
    assert parties("Kask said a visit by Asare to Tallinn was likely.") == ["Kask", "Asare"]
    assert parties("Kask said the visit of Asare would be short.") == ["Kask", "Asare"]


def test_a_party_is_the_words_of_the_text() -> None:
    text = "Asare will meet the Latvian president in May."
    read_so = analysed(text)
    told = read_so.sentences[-1]
    words = {(chunk.start, chunk.end) for chunk in told.row}
    assert {(one.start, one.end) for one in told.mentions[0].parties} <= words
    assert named(read_so, told.mentions[0].parties) == ["Asare", "LV president"]


def test_a_style_alone_means_the_monarch_named_before() -> None:
    text = "King Hussein Talal of Jordan visited Peru. His Majesty will meet Asare."
    assert sorted(parties(text)) == ["Asare", "Talal"]
