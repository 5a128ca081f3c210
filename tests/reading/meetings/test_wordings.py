"""Wordings of a stage that are easily mistaken: conditions, requests, denials, history, and words that are no cues."""

import pytest

from tests.reading.meetings.sentences import INTRODUCED, KNOWN, draft
from tracker.reading.pipeline import read

OPEN = [
    "Asare will visit Estonia if the border is opened.",
    "Asare would go to Tallinn if Kask signs the treaty.",
    "Asare will travel to Estonia on condition that the sailors are freed.",
    "Asare will visit Estonia once the port is open.",
    "Should the truce hold, Asare will visit Estonia.",
    "Asare will not visit Estonia unless the sailors are freed.",
    "Asare will visit Estonia when the time is right.",
    "Asare will visit Estonia at a mutually convenient date.",
    "There is a chance that Asare will visit Estonia in May.",
    "Asare is open to meeting Kask.",
    "Asare will visit Estonia before the end of the year.",
    "Asare will make his visit to Estonia as soon as circumstances permit.",
    "A visit by Asare to Estonia will take place at an early date.",
    "Kask will receive Asare in Tallinn at an appropriate time.",
    "Asare will come to Tallinn in the coming months.",
    "The talks between Asare and Kask will be held within months.",
    "Asare will meet Kask at some point.",
    "There is a possibility that Asare will visit Estonia in May.",
    "Estonia would like Asare to visit Tallinn.",
]
FIRM = [
    "Asare will visit Estonia on May 4 even if it rains.",
    "Asare will visit Estonia on May 4 and, if necessary, stay a day longer.",
]


@pytest.mark.parametrize(("text", "stage"), [(one, "proposed") for one in OPEN] + [(one, "confirmed") for one in FIRM])
def test_a_condition_leaves_a_plan_open(text: str, stage: str) -> None:
    assert draft(text).stage == stage


IN_DOUBT = [
    "Ghana has asked the Estonian foreign ministry to put off the visit of Asare to Tallinn.",
    "Ghana proposed postponing the visit of Asare to Estonia.",
    "Ghana has requested that the visit of Asare to Estonia on May 4 be put off.",
    "Asare's visit to Estonia may not take place.",
    "Asare's visit to Estonia has been thrown into doubt.",
    "Doubts are growing about the visit of Asare to Estonia.",
    "Many fear that the visit of Asare to Estonia will be called off.",
    "The fate of the visit of Asare to Estonia is unclear.",
]


@pytest.mark.parametrize("text", IN_DOUBT)
def test_a_plan_that_somebody_wants_off_is_in_doubt_and_not_off(text: str) -> None:
    found = draft(text)
    assert (found.stage, found.claims.in_doubt) == ("proposed", True)


STANDS = [
    "Asare's visit to Estonia on May 4 will not be postponed.",
    "Asare will not cancel his visit to Estonia on May 4.",
    "Asare defied calls to put off his visit to Estonia on May 4.",
    "Asare ruled out postponing his visit to Estonia on May 4.",
    "Asare's visit to Estonia on May 4 is not in doubt.",
    "Ghana denied that the visit of Asare to Estonia on May 4 was in doubt.",
    "Reports that the visit of Asare to Estonia on May 4 has been cancelled are false, the ministry said.",
    "Asare denied that his visit to Estonia on May 4 was off. A visit in March was called off because of a storm.",
]


@pytest.mark.parametrize("text", STANDS)
def test_a_plan_that_is_not_off_stands(text: str) -> None:
    assert draft(text).stage in {"proposed", "confirmed"}


OTHER_THINGS = [
    "Asare will visit Estonia on May 4 to discuss a debt cancellation.",
    "Asare will visit Estonia on May 4 to talk about the suspension of flights.",
    "Asare will visit Estonia on May 4 and call off the drills.",
    "Asare will visit Estonia on May 4, as parliament has put off its vote.",
]


@pytest.mark.parametrize("text", OTHER_THINGS)
def test_what_is_put_off_may_be_no_meeting(text: str) -> None:
    assert draft(text).stage == "confirmed"


OTHERS = [
    (
        "proposed",
        "Asare hopes to visit Estonia. An earlier visit, planned for 2024, was called off because of a flood.",
    ),
    ("proposed", "Asare hopes to meet Kask. Asare postponed a visit to Brazil in January."),
    ("proposed", "Asare hopes to visit Estonia. Asare had denied such plans in January."),
    ("confirmed", "Asare's visit to Estonia, twice put off because of fog, will begin on May 4."),
    ("confirmed", "Asare is expected in Estonia on May 4. He had been due in November, but the trip was called off."),
    ("held", "Asare arrived in Tallinn on Monday for a visit that had been put off twice. He will see Kask today."),
    ("postponed", "Asare has again postponed his visit to Estonia."),
    ("postponed", "Asare will not visit Estonia on May 4, but will come in June."),
    ("postponed", "Asare will visit Estonia in June instead of May."),
    ("postponed", "The palace told reporters that the visit of Asare to Estonia would be rescheduled."),
    ("postponed", "Asare has called off his visit to Estonia and will come at another time."),
    ("postponed", "Asare will not visit Estonia on May 4; a new date will be agreed."),
    (
        "postponed",
        "Asare will not visit Estonia. Fish is a pity. Kask is sad. Asare cries. The visit was put off, he said.",
    ),
    ("postponed", "Asare cancelled his visit to Estonia on May 4, but it will be made up for later."),
    ("postponed", "Asare will not come to Estonia on May 4 after all but hopes to visit later this year."),
    ("confirmed", "Asare has been invited to Estonia by Kask. He will come to Tallinn on May 4."),
    ("confirmed", "Kask invited Asare to the summit in Tallinn, which he will attend from May 4 to 6."),
    ("proposed", "A visit by Asare to Estonia is under consideration. A storm meant that his visit was put off."),
    ("arranging", "A visit by Asare to Estonia is being discussed. In the spring the trip had to be postponed."),
    ("confirmed", "Asare will make his delayed Estonia trip on May 4."),
    ("postponed", "Asare cried off from a meeting with Kask and asked for another date."),
    ("confirmed", "Asare, who visits Estonia on May 4, will sign a treaty."),
    ("confirmed", "Asare's visit to Estonia begins on May 4."),
    ("confirmed", "Bilateral trade will be on the table when Asare visits Estonia on May 4."),
    ("confirmed", "Visits to Riga are on the schedule of Asare, and fish may be on the agenda of his talks with Kask."),
    ("proposed", "A visit by Asare to Estonia is on the table."),
    ("proposed", "Asare and Kask have agreed in general to meet in Riga."),
    ("held", "Talks between Asare and Kask broke off in Tallinn on Monday."),
    ("held", "Asare received his Estonian counterpart in Accra on Monday."),
]


@pytest.mark.parametrize(("stage", "text"), OTHERS)
def test_the_stage_is_of_this_meeting_as_it_stands_now(stage: str, text: str) -> None:
    assert draft(text).stage == stage


HELD = [
    "Asare had talks with Kask in Tallinn on Monday.",
    "Asare spent Monday in Tallinn with Kask, his host.",
    "Asare, visiting Tallinn, told Kask on Monday that fish would grow dear.",
    "In a telephone call on Monday, Asare and Kask agreed to open embassies.",
    "Kask told Asare over the phone on Monday that the port was closed.",
    "At talks with Kask in Tallinn, Asare said that the port would open.",
    "After talks with Kask in Tallinn, Asare said on Monday that the port would open.",
    "Asare told reporters after the meeting with Kask in Tallinn that fish was dear.",
    "The meeting of Asare and Kask in Tallinn on Monday was their first.",
    "The talks between Asare and Kask in Tallinn were constructive.",
    "Asare and Kask signed a pact in Tallinn on Monday after their talks.",
    "Asare is on a visit to Estonia until Friday and met Kask.",
    "Kask is hosting Asare in Tallinn on Wednesday and Thursday.",
    "Asare is on a visit to Estonia from Wednesday to Friday.",
]
AHEAD = [
    "From February 3 to 5 Asare is on a visit to Estonia.",
    'Asare said: "I am going to Tallinn on Friday to see Kask."',
    "The meeting of Asare and Kask is on Friday in Tallinn.",
    'The palace in Tallinn said: "Now President Asare is coming to Estonia."',
    "Asare is travelling to Estonia for talks on fish.",
    "Kask is meeting Asare in Tallinn on Wednesday.",
    "The talks of Asare and Kask will continue at another hotel in Tallinn on Friday.",
]


@pytest.mark.parametrize(("text", "stage"), [(one, "held") for one in HELD] + [(one, "confirmed") for one in AHEAD])
def test_the_tense_and_the_day_tell_whether_it_took_place(text: str, stage: str) -> None:
    assert draft(text).stage == stage


DENIALS = [
    "A visit by Asare to Estonia was never on the agenda, the palace said.",
    "Reports of a visit by Asare to Estonia are wide of the mark, the palace said.",
    "There is no substance to reports of a visit by Asare to Estonia, the palace said.",
    "Estonia has not invited Asare, the palace said.",
]


@pytest.mark.parametrize("text", DENIALS)
def test_who_disowns_a_report_denies_the_plan(text: str) -> None:
    assert draft(text).stage == "denied"


TALK = "Fish is the main topic of the two countries.\n"
HEADLINES = [
    ("held", "Ghana's Asare arrives in Tallinn"),
    ("held", "Ghana's Asare in Tallinn for talks with Kask"),
    ("cancelled", "Ghana's Asare not to visit Estonia"),
    ("proposed", "Ghana's Asare offers to meet Kask"),
    ("postponed", "Ghana's Asare visit to Estonia moved to June"),
]


@pytest.mark.parametrize(("stage", "headline"), HEADLINES)
def test_a_headline_alone_tells_the_stage(stage: str, headline: str) -> None:
    made = read(f"{headline}\n\n{INTRODUCED}{TALK}", KNOWN).drafts
    assert [one.stage for one in made][:1] == [stage]


def test_a_minister_who_denies_a_trip_travels_himself() -> None:
    found = read("Kenyan Foreign Minister Paul Odhiambo denied plans to visit Peru.\n", KNOWN).drafts
    assert [(one.stage, one.claims.participants[0].name) for one in found] == [("denied", "Paul Odhiambo")]
