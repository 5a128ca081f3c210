"""Whom one side meets in one meeting, and whom each in a meeting of its own."""

import pytest

from tests.reading.meetings.sentences import analysed, named

OTHERS = "Latvian President Janis Ozols and Peruvian President Ana Diaz were told.\n\n"


def met(text: str) -> list[list[str]]:
    """Return who takes part in each mention of the last sentence."""
    read_so = analysed(OTHERS + text)
    return [named(read_so, mention.parties) for mention in read_so.sentences[-1].mentions]


EACH = {
    "a verb": "Asare will meet Kask and Ozols.",
    "a noun of several": "Asare will have meetings with Kask, Ozols and Diaz.",
    "calls": "Asare telephoned Kask and then Ozols.",
    "two who are of one country": "Asare will meet Kask and Estonian Prime Minister Mati Tamm, and Ozols.",
}
TOGETHER = {
    "a meeting": "Asare will have a meeting with Kask and Ozols.",
    "three-way talks": "Asare will hold three-way talks with Kask and Ozols.",
    "no list": "Asare will meet Kask to speak of Ozols.",
    "one country": "Asare will meet Kask and Estonian Prime Minister Mati Tamm.",
    "two who come": "Asare and Kask will meet Ozols and Diaz.",
}


@pytest.mark.parametrize("text", EACH.values(), ids=EACH)
def test_officials_of_several_countries_are_met_one_country_after_the_other(text: str) -> None:
    names = met(text)
    assert len(names) == 2 + ("Diaz" in text)
    assert all(each[0] == "Asare" for each in names)
    assert [name for each in names for name in each[1:]] == [
        name for name in ("Kask", "Tamm", "Ozols", "Diaz") if name in text
    ]


@pytest.mark.parametrize("text", TOGETHER.values(), ids=TOGETHER)
def test_officials_who_are_met_together_are_in_one_meeting(text: str) -> None:
    assert len(met(text)) == 1


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("Asare will meet Kask on Friday and Ozols on Saturday.", [["friday"], ["saturday"]]),
        ("Asare will meet Kask and Ozols on Friday.", [["friday"], ["friday"]]),
    ],
)
def test_each_meeting_has_its_own_day_if_each_is_given_one(text: str, days: list[list[str]]) -> None:
    mentions = analysed(OTHERS + text).sentences[-1].mentions
    assert [[mark.low for mark in mention.dates] for mention in mentions] == days
