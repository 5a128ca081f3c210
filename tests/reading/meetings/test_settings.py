"""Where an encounter is to be, or was."""

import pytest

from tests.reading.meetings.sentences import analysed, chunked, mention
from tracker.reading.encounters.settings import legs


def places(text: str) -> list[tuple[str, str | None]]:
    """Return the country and the city of the places of an encounter, the surest first, as far as they are sure."""
    return [(one.code, one.city) for one in mention(text).settings if one.weight > 1]


WHERE = {
    "Asare will visit Estonia.": [("EE", None)],
    "Asare will visit Tallinn.": [("EE", "Tallinn")],
    "Asare left Ghana on Monday for Tallinn.": [("EE", "Tallinn")],
    "Estonia is Asare's first stop.": [("EE", None)],
    "Asare's next destination will be Estonia.": [("EE", None)],
    "Asare called off a meeting with Kask because of what troops did in Yemen.": [],
    "Asare will visit the White House.": [("US", None)],
    "Asare will pay a visit to the Republic of Estonia and Latvia.": [("EE", None)],
    "Asare will go to restive Estonia.": [("EE", None)],
    "The visit which Asare was to make to the Republic of Estonia has been postponed.": [("EE", None)],
    "Estonia is the last leg of Asare's tour.": [("EE", None)],
    "Asare was received at the palace by his Estonian colleague, Tiina Kask.": [("EE", None)],
    "The visit of Asare to Tallinn will be short.": [("EE", "Tallinn")],
    "Asare will travel to Tallinn in May.": [("EE", "Tallinn")],
    "Asare plans an Estonia trip.": [("EE", None)],
    "Asare plans a Vietnam, Philippines trip.": [("VN", None), ("PH", None)],
    "Asare will meet Kask in Paris.": [("FR", "Paris")],
    "Asare will meet Kask in the French city of Lyon.": [("FR", "Lyon")],
    "Asare and Kask will hold talks at Geneva.": [("CH", "Geneva")],
    "The Budapest summit of Asare and Kask will be short.": [("HU", "Budapest")],
    "The talks of Asare with Kask are set for Geneva.": [("CH", "Geneva")],
    "The talks of Asare with Kask are billed for Geneva.": [("CH", "Geneva")],
    "The talks of Asare and Kask may be held near Geneva.": [("CH", "Geneva")],
    "France will receive Asare for a visit.": [("FR", None)],
    "France will on Friday receive Asare for a visit.": [("FR", None)],
    "Norway is to host Asare and Kask for talks.": [("NO", None)],
    "Estonia and Latvia are being visited by Asare.": [("EE", None), ("LV", None)],
    "Jets of Ghana will refuel at an Estonian air base.": [("EE", None)],
    "Asare will meet Kask in the Black Sea resort of Sochi.": [("RU", "Sochi")],
    "Asare will meet Kask on the Mediterranean island of Malta.": [("MT", None)],
    "Asare will meet Kask at the airport of Oslo.": [("NO", "Oslo")],
    "Asare will meet Kask in the Norwegian capital.": [("NO", None)],
    "Asare will meet Kask on Norwegian soil.": [("NO", None)],
    "Asare came to the Norwegian capital on Monday.": [("NO", None)],
    "Asare left on Monday for the Norwegian capital.": [("NO", None)],
    "Asare will meet Kask at the Elysee.": [("FR", None)],
    "Asare will meet Kask at the Planalto Palace.": [("BR", None)],
    "Asare will meet Kask at the national palace in Lima.": [("PE", "Lima")],
    "Asare will meet Kask at NATO headquarters.": [("BE", "NATO headquarters")],
    "Asare returned to Accra on Monday from Riga.": [("LV", "Riga")],
    "Asare and Kask have chosen Geneva for their summit.": [("CH", "Geneva")],
}


@pytest.mark.parametrize(("text", "wanted"), WHERE.items())
def test_the_words_around_a_place_tell_whether_it_is_where_they_meet(text: str, wanted: list[object]) -> None:
    assert places(text) == wanted


ELSEWHERE = [
    "Asare will meet the French president.",
    "Asare will meet France's foreign minister.",
    "Asare will meet the president of France.",
    "The French-Estonian summit will be short.",
    "The France-Estonia talks will be short.",
    "Asare and Kask will hold talks on the situation in Yemen.",
    "Asare begins a tour with Yemen on the agenda.",
    "The visit is seen by diplomats in Paris as short.",
    "Asare said in Paris on Monday that he would meet Kask.",
    "Officials at the presidency in Nairobi said that Asare will meet Kask.",
]


@pytest.mark.parametrize("text", ELSEWHERE)
def test_a_country_of_an_office_or_a_list_is_no_place(text: str) -> None:
    assert places(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "Kask will host Asare for a state visit.",
        "Asare was received by Kask for talks on fish.",
        "Asare will be received with military honours by Estonian President Kask.",
        "Kask will on Monday welcome Asare for talks.",
        "Asare accepted an invitation from Estonian President Kask for a visit.",
        "At the invitation of Kask, Asare will pay a visit.",
        "Kask has invited Asare for a visit.",
        "Asare paid a courtesy call on Kask.",
        "Kask met the visiting Ghanaian president, Asare.",
    ],
)
def test_who_receives_a_guest_is_the_host(text: str) -> None:
    assert places(text) == [("EE", None)]


def test_a_visit_to_a_place_is_surer_than_a_place_in_passing() -> None:
    weights = {one.city or one.code: one.weight for one in mention("Asare will visit Tallinn from Paris.").settings}
    assert max(weights, key=lambda name: weights[name]) == "Tallinn"
    assert [one.weight for one in mention("Asare will visit Estonia.").settings] == [3]
    assert [one.weight for one in mention("Asare will meet Kask in Paris.").settings] == [2]


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("Asare will visit Brazil, Paraguay and Argentina.", ["PY", "AR"]),
        ("Asare will visit Brazil and then Argentina.", ["AR"]),
        ("Asare will visit Brazil.", []),
        ("Asare will visit Brazil before the summit in Argentina.", []),
        ("Asare will visit Brazil, and the Argentine president will be there.", []),
    ],
)
def test_a_tour_has_legs(text: str, codes: list[str]) -> None:
    told = mention(text)
    assert [leg.code for leg in legs(told.clause.row, told.settings[0])] == codes


def test_a_leg_in_a_city_has_its_name() -> None:
    told = mention("Asare will visit Brasilia, Asuncion and Buenos Aires.")
    assert [leg.city for leg in legs(told.clause.row, told.settings[0])] == ["Asunción", "Buenos Aires"]


def test_a_place_that_is_weighed_is_a_candidate() -> None:
    assert [one.candidate for one in mention("Asare will meet Kask, possibly in Geneva.").settings] == [True]
    assert [one.candidate for one in mention("Asare will meet Kask in Geneva.").settings] == [False]


def test_a_place_is_the_words_of_the_text() -> None:
    row = chunked("Asare will meet Kask in Geneva.")
    (there,) = mention("Asare will meet Kask in Geneva.").settings
    assert (there.start, there.end) in {(chunk.start, chunk.end) for chunk in row}
    assert analysed("Asare will meet Kask in Geneva.").home is None
