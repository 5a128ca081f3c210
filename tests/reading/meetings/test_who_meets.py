"""Who meets, and which meetings: short items, each of which words its news as agencies do."""

from collections.abc import Iterable
from datetime import date

import pytest

from tracker.reading.draft import Draft, Known
from tracker.reading.pipeline import read

KNOWN = Known(published=date(2026, 1, 21), outlet="Pacific Courier")
DETAILS = "The office said that it would tell the press more of the details as they are known."


def drafts(*sentences: str) -> tuple[Draft, ...]:
    """Return the drafts of an item, of which the first sentence is the headline."""
    headline, *body = sentences
    return read(f"{headline}\n\n{' '.join((*body, DETAILS))}\n", KNOWN).drafts


def who(draft: Draft) -> set[str]:
    """Return the family names or offices of those who meet, each with the country."""
    people = draft.claims.participants
    return {f"{(person.name or person.role or '').split(' ')[-1]} {person.country}" for person in people}


def meetings(made: Iterable[Draft]) -> list[set[str]]:
    """Return who meets in each draft, without countries that only receive."""
    return [{one for one in who(draft) if one != f" {draft.claims.host}"} for draft in made]


LED = [
    ("Brno, Lima to talk", "Czech Foreign Minister Jan Vacek met his Peruvian opposite number, Ana Rios, on Tuesday."),
    ("Brno, Lima to talk", "Czech Foreign Minister Jan Vacek met his Peruvian colleague Ana Rios on Tuesday."),
    ("Vacek in Lima", "A Czech delegation led by Foreign Minister Jan Vacek met Ana Rios of Peru in Lima on Tuesday."),
    ("Rios in Prague", "A group of Peruvian lawmakers led by Ana Rios met Czech Prime Minister Jan Vacek on Tuesday."),
    (
        "Talks held",
        "Jan Vacek, deputy premier and foreign minister of the Czech Republic, met Peru's Ana Rios.",
    ),
    ("Talks held", "The president of the Czech Republic, Jan Vacek, met Peru's President Ana Rios on Tuesday."),
    ("Czech president off to Peru", "President Vacek will meet Peruvian Prime Minister Ana Rios in Lima on Monday."),
    ("Vacek, Rios on trade", "Czech Prime Minister Jan Vacek and Peruvian President Ana Rios discussed trade in Lima."),
    ("Vacek in Lima", "Speaking alongside Peru's President Ana Rios in Lima, Czech President Jan Vacek offered help."),
    (
        "Czech Foreign Minister Jan Vacek to meet Rios in Lima on Friday",
        "The two will talk about trade, the office of Peruvian President Ana Rios said.",
    ),
]


@pytest.mark.parametrize("sentences", LED)
def test_both_who_meet_are_known_with_their_countries(sentences: tuple[str, ...]) -> None:
    assert who(drafts(*sentences)[0]) == {"Vacek CZ", "Rios PE"}


THIRD = {
    "asked for something": "Vacek met Rios in Lima on Tuesday and called on Kenya's President Ruth Okello to join.",
    "urged": "Vacek met Rios in Lima on Tuesday and urged Kenya's President Ruth Okello to join them.",
    "an escort": "Vacek, accompanied by Trade Minister Ruth Okello, met Rios in Lima on Tuesday.",
}


@pytest.mark.parametrize("text", THIRD.values(), ids=THIRD)
def test_who_is_only_asked_or_travels_along_does_not_meet(text: str) -> None:
    introduced = "Czech President Jan Vacek has known Peruvian President Ana Rios for years."
    assert who(drafts("Vacek in Lima", text, introduced)[0]) == {"Vacek CZ", "Rios PE"}


SPEAKING = {
    "a minister": "Vacek will visit Peru in March, Peru's Foreign Minister Ana Rios said on Wednesday.",
    "an ambassador": "Vacek will visit Peru in March, Peru's ambassador to Prague, Ana Rios, told reporters.",
    "an opposition leader": "Vacek will visit Peru in March. Peruvian opposition leader Ana Rios criticised the visit.",
}


@pytest.mark.parametrize("text", SPEAKING.values(), ids=SPEAKING)
def test_who_only_tells_of_a_visit_or_comments_takes_no_part_in_it(text: str) -> None:
    assert meetings(drafts("Vacek to visit Peru in March", f"Czech President Jan {text}")) == [{"Vacek CZ"}]


BOTH = {
    "their minister": "Kenya's Ruth Okello met Czech President Jan Vacek and his defence minister Eva Ort on Tuesday.",
    "counterparts": "Kenyan Foreign Minister Ruth Okello met her Czech counterparts Jan Vacek and Eva Ort on Tuesday.",
}


@pytest.mark.parametrize("text", BOTH.values(), ids=BOTH)
def test_two_of_one_side_may_meet_somebody(text: str) -> None:
    assert who(drafts("Okello in Prague for talks", text)[0]) == {"Okello KE", "Vacek CZ", "Ort CZ"}


APART = {
    "as well as": "Vacek will meet Rios on Thursday as well as Kenya's President Ruth Okello on Friday in Vienna.",
    "followed by": "Vacek will meet Rios on Thursday, followed by talks with Kenya's President Ruth Okello on Friday.",
    "where he": "Vacek will meet Rios in Vienna on his way to Nairobi, where he is to see Ruth Okello of Kenya.",
}


@pytest.mark.parametrize("text", APART.values(), ids=APART)
def test_talks_with_two_one_after_the_other_are_two_meetings(text: str) -> None:
    introduced = "Czech President Jan Vacek has known Peruvian President Ana Rios for years."
    made = meetings(drafts("Vacek to hold talks in Vienna", text, introduced))
    assert {"Vacek CZ", "Rios PE"} in made
    assert {"Vacek CZ", "Okello KE"} in made


def test_who_prepares_the_visit_of_another_does_not_make_it() -> None:
    made = drafts(
        "Vacek due in Accra ahead of Rios visit",
        "Czech Foreign Minister Jan Vacek will fly to Accra on Friday to prepare the visit of "
        "Peruvian President Ana Rios to Ghana in March.",
    )
    assert meetings(made) == [{"Vacek CZ"}, {"Rios PE"}]


def test_talks_with_the_host_are_part_of_the_visit_on_whatever_day() -> None:
    made = drafts(
        "Vacek to visit Peru on Monday",
        "Czech President Jan Vacek will visit Peru on Monday, officials said.",
        "Talks with President Ana Rios are planned for Tuesday.",
    )
    assert meetings(made) == [{"Vacek CZ", "Rios PE"}]


def test_who_is_seen_later_on_a_visit_that_has_begun_receives_it() -> None:
    made = drafts(
        "Vacek arrives in Lima",
        "Czech President Jan Vacek landed in Lima on Tuesday.",
        "On Thursday he will see Peru's President Ana Rios and her foreign minister Eva Ort.",
    )
    assert who(made[0]) == {"Vacek CZ", "Ort PE", "Rios PE"}


def test_the_minister_is_the_one_named_before() -> None:
    made = drafts(
        "Vacek, Okello to meet in Vienna",
        "Czech Foreign Minister Jan Vacek will meet Kenya's President Ruth Okello in Vienna on Thursday.",
        "On Monday, the minister will see Peruvian President Ana Rios in Lima.",
    )
    assert meetings(made) == [{"Vacek CZ", "Okello KE"}, {"Vacek CZ", "Rios PE"}]


def test_the_ministers_are_the_two_of_whom_the_item_speaks() -> None:
    made = drafts(
        "Vacek to meet Rios in Lima",
        "Czech Foreign Minister Jan Vacek will meet Peru's Foreign Minister Ana Rios in Lima on Monday.",
        "The foreign ministers spoke by telephone on January 12.",
    )
    assert meetings(made) == [{"Vacek CZ", "Rios PE"}, {"Vacek CZ", "Rios PE"}]


def test_a_known_name_may_stand_behind_words_with_capitals() -> None:
    text = "Czech President Jan Vacek goes to Pyongyang on Monday to see Chairman of State Affairs Kim Jong Un."
    assert who(drafts("Vacek to visit North Korea", text)[0]) == {"Vacek CZ", "Un KP"}


ONCE = [
    (
        "Vacek and Rios hopeful after talks in Lima",
        "Czech President Jan Vacek and Peruvian President Ana Rios looked hopeful when they met in Lima on Tuesday.",
    ),
    (
        "Rios receives Vacek in Lima",
        "Peruvian President Ana Rios spoke of a friend when she received Czech President Jan Vacek in Lima on Tuesday.",
    ),
    (
        "Peru's Rios to host Vacek",
        "Peruvian President Ana Rios spoke of trade when she received Czech President Jan Vacek in Lima on Tuesday.",
    ),
]


@pytest.mark.parametrize("sentences", ONCE)
def test_a_lead_that_looks_back_is_about_the_meeting_in_the_headline(sentences: tuple[str, ...]) -> None:
    assert meetings(drafts(*sentences)) == [{"Vacek CZ", "Rios PE"}]


HELD = "Czech President Jan Vacek met Peruvian President Ana Rios in Lima."
# Days after the publication, of other plans.
AHEAD = [
    "He has accepted an invitation to a parade on May 9.",
    "Rios will visit schools in Lima on Thursday.",
    "Vacek goes to a match on Friday.",
    "Rios will travel to the coast on Saturday.",
]


@pytest.mark.parametrize("ahead", AHEAD)
def test_what_took_place_has_no_window_that_lies_ahead(ahead: str) -> None:
    window = drafts("Vacek in Lima", HELD, ahead)[0].claims.window
    assert window is not None
    assert window.edtf == "2026-01"


BEFORE = [
    "At the last meeting, in Prague on March 3, he promised help.",
    "They held their last talks on October 3.",
]


@pytest.mark.parametrize("before", BEFORE)
def test_what_lies_back_longer_is_another_meeting_than_the_news(before: str) -> None:
    lead = "Czech President Jan Vacek held talks with Peruvian President Ana Rios in Lima."
    made = drafts("Vacek sees Rios", lead, before)
    assert len(made) > 1
    assert made[0].claims.window is not None
    assert made[0].claims.window.edtf == "2026-01"


def test_the_leader_of_the_country_that_another_leader_visits_receives() -> None:
    lead = "Peruvian President Ana Rios arrived in Prague on Monday. She laid a wreath. Copper fell."
    made = drafts("Rios in Prague", lead, "Czech President Jan Vacek has called her a friend.")
    assert meetings(made) == [{"Vacek CZ", "Rios PE"}]


NONE_MEETS = {
    "a cricket board": "Peru's cricket board chairman Jan Vacek will visit Nairobi on Monday to see a Test match.",
    "two boards": "Jan Vacek, chairman of the Czech Cricket Board, will meet the head of Kenya's in Nairobi on Monday.",
    "a company": "Jan Vacek, chairman of the carmaker Veldan, visited its plant in Kenya on Tuesday and met workers.",
    "a central bank": "Czech central bank governor Jan Vacek will travel to Nairobi on Monday to give a lecture.",
    "an actress": "UNICEF goodwill ambassador Ana Rios visited a camp in Kenya on Tuesday and met children there.",
    "the Olympics": "International Olympic Committee president Ana Rios visited Nairobi on Tuesday and met athletes.",
}


@pytest.mark.parametrize("text", NONE_MEETS.values(), ids=NONE_MEETS)
def test_sport_companies_and_artists_make_no_meeting(text: str) -> None:
    assert drafts("A visit to Kenya", text) == ()
