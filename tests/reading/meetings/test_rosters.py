"""Who takes part, of all whom an article names."""

import pytest

from tests.reading.meetings.sentences import draft

LATVIAN = "Latvian President Janis Ozols"
PLAN = f"Asare will meet {LATVIAN} in Riga on May 4, the palace said."


def people(text: str) -> list[str]:
    return [
        f"{one.name.split()[-1] if one.name else one.role} {one.country}" for one in draft(text).claims.participants
    ]


def test_those_who_meet_are_all_there() -> None:
    assert people(PLAN) == ["Asare GH", "Ozols LV"]


def test_the_delegation_stays_out_of_the_talks() -> None:
    text = f"{PLAN} Ghana's Defence Minister Yaw Boateng will join the talks with Ozols."
    assert people(text) == ["Asare GH", "Ozols LV"]


def test_a_host_may_have_several_who_receive() -> None:
    text = f"Asare will visit Riga on May 4. He will meet {LATVIAN} and Latvian Prime Minister Anna Liepa."
    assert people(text) == ["Asare GH", "Ozols LV", "Liepa LV"]


def test_a_country_beside_its_own_president_is_not_named_twice() -> None:
    assert people(f"Ghana and Latvia will hold talks. {PLAN}") == ["Asare GH", "Ozols LV"]


def test_an_office_without_a_name_takes_part_by_its_office() -> None:
    assert people("Asare will meet the Latvian president in Riga on May 4.") == ["Asare GH", "president LV"]


def test_the_host_without_a_country_is_at_home() -> None:
    assert people("Asare will visit Riga on May 4 and meet President Janis Ozols.") == ["Asare GH", "Ozols LV"]


@pytest.mark.parametrize("company", ["his wife", "a delegation of traders", "a group of forty farmers"])
def test_company_without_an_office_takes_no_part(company: str) -> None:
    assert people(f"Asare will meet Kask in Riga on May 4 with {company}.") == ["Asare GH", "Kask EE"]


def test_a_list_with_as_well_as_names_the_second_host_too() -> None:
    text = f"Asare will visit Riga on May 4. He meets {LATVIAN} as well as his host, Latvian Prime Minister Anna Liepa."
    assert people(text) == ["Asare GH", "Ozols LV", "Liepa LV"]


def test_a_host_who_receives_the_guest_meets_him() -> None:
    text = (
        "Asare landed in Riga on Monday and met Latvian Prime Minister Anna Liepa. "
        "In the evening, Latvian President Janis Ozols received the guest at the castle."
    )
    assert people(text) == ["Asare GH", "Liepa LV", "Ozols LV"]


def test_a_sentence_that_lists_who_comes_to_a_summit_names_its_parties() -> None:
    text = (
        f"{LATVIAN} and Asare will attend a summit in Riga on May 4. Fish is the main topic. "
        "Also expected are Prime Minister Arvo Tamm of Estonia and President Rasa Kalnyte of Lithuania."
    )
    assert {"Ozols LV", "Tamm EE", "Kalnyte LT"} <= set(people(text))


def test_a_sentence_that_names_many_names_the_guests_of_the_gathering_before_it() -> None:
    text = (
        f"{LATVIAN} hosted the leaders of Ghana and Lithuania at a summit in Riga on Monday. Around the table were "
        "Asare, Lithuania's Rasa Kalnyte, Finland's Aino Salo and Prime Minister Arvo Tamm of Estonia."
    )
    assert {"Ozols LV", "Asare GH", "Kalnyte LT", "Salo FI", "Tamm EE"} <= set(people(text))


def test_a_gathering_of_which_many_are_named_has_nobody_without_a_name() -> None:
    text = (
        f"The African Union summit will be held in Riga on May 4. Asare, Kask and {LATVIAN} will attend the summit of "
        "the African Union."
    )
    assert people(text) == ["Asare GH", "Kask EE", "Ozols LV"]


def test_a_first_lady_takes_no_part() -> None:
    assert people("Asare will meet Kask and First Lady Mari Kask in Riga on May 4.") == ["Asare GH", "Kask EE"]


def test_the_style_of_a_king_is_no_pronoun() -> None:
    text = "Kask stayed at home. His Majesty King Oscar of Norway will visit Ghana on May 4 to meet Asare."
    assert people(text) == ["Oscar NO", "Asare GH"]
