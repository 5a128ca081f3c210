"""Which clauses speak of one meeting, and which of another."""

import pytest

from tests.reading.meetings.sentences import edtf, encounters, mention
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.encounter import Encounter


def told(text: str) -> list[list[str]]:
    """Return the words that name each encounter, those of one meeting in one list."""
    return [[mention.head.low for mention, _ in one.mentions] for one in encounters(text)]


def dates_of(encounter: Encounter) -> list[Dated]:
    return [date for _, dates in encounter.mentions for date in dates]


ONE = {
    "the same people": "Asare will meet Kask in May. The talks between Asare and Kask will be about fish.",
    "nobody named again": "Asare will visit Latvia in May. The trip will be his third.",
    "the same days": "Asare will visit Latvia on May 4. The visit from May 4 to 6 will be his third.",
    "the host's side": "Asare will visit Latvia in May. Meetings with the Latvian president are planned.",
    "the host of two guests": "Asare and Kask will visit Latvia. Latvian President Janis Ozols will meet Asare there.",
    "a gathering by its body": "The ASEAN summit will be held in May. The summit will be about fish.",
    "a plan put off": "Asare was to visit Latvia on May 4. The visit was postponed to June 8.",
    "that trip": "Asare was to visit Latvia on May 4, but that trip was cancelled.",
}


@pytest.mark.parametrize("text", ONE.values(), ids=ONE)
def test_clauses_that_agree_speak_of_one_meeting(text: str) -> None:
    assert len(told(text)) == 1


SEVERAL = {
    "other people": "Asare will meet Kask in May. Latvian President Janis Ozols will meet Peru's President Ana Diaz.",
    "a third country": "Asare will meet Kask in May. Kask will meet Peruvian President Ana Diaz.",
    "a third at talks": "Asare and Kask will hold talks in Riga. Latvian President Janis Ozols will meet Asare.",
    "days apart": "Asare will visit Latvia on May 4. Asare will visit Latvia on September 9.",
    "held before": "Asare will meet Kask on May 4. Asare met Kask in Paris last July.",
    "another host": "Asare will visit Latvia in May. Asare will visit Peru in May.",
    "a trip of the same traveller": "Asare will visit Latvia in May. A visit to Peru is set for June 8.",
    "others then": "Asare will meet Kask on Friday. Asare will meet Estonian minister Mati Tamm on Monday.",
    "a trip elsewhere": "Asare will meet Kask in May. Asare will pay a visit to Peru.",
    "a call": "Asare will meet Kask in May. Asare and Kask held a phone call on Tuesday.",
    "talks ahead on a visit": "Asare arrived in Latvia on Tuesday. Asare will meet Latvian President Janis Ozols.",
    "the forum around": "Asare will meet Kask on the sidelines of the ASEAN summit in Paris.",
    "an operation": "Asare will visit Latvia in May. Jets of Ghana and Latvia will refuel at a Latvian air base.",
}


@pytest.mark.parametrize("text", SEVERAL.values(), ids=SEVERAL)
def test_clauses_that_contradict_each_other_speak_of_two(text: str) -> None:
    assert len(told(text)) == 2


def test_a_trip_of_nobody_who_is_named_is_one_of_the_traveller_of_the_main_encounter() -> None:
    _, trip = encounters(SEVERAL["a trip of the same traveller"])
    assert [party.country for party in trip.parties] == ["GH"]


def test_the_gathering_around_talks_is_known_as_such() -> None:
    around = [one.around for one in encounters(SEVERAL["the forum around"])]
    assert sorted(around) == [False, True]
    assert [one.around for one in encounters("The ASEAN summit will be held in May.")] == [False]


def test_a_meeting_knows_what_it_is_called_where_it_is_and_who_is_there() -> None:
    (visit,) = encounters("Asare will visit Riga in May. The trip to Latvia will be short.")
    assert visit.kinds >= {"visit"}
    assert visit.hosts[0] == "LV"
    assert len(visit.parties) == len({party.key for party in visit.parties})


def test_held_is_what_the_body_says_first() -> None:
    (held,) = encounters("Asare met Kask in Paris on Monday.")
    (ahead,) = encounters("Asare will meet Kask in Paris on Monday.")
    assert (held.held, ahead.held) == (True, False)


DAYS = {
    "Asare will visit Latvia on Friday.": ["2026-01-23"],
    "Asare visited Latvia on Friday.": ["2026-01-16"],
    "Asare will visit Latvia in December.": ["2026-12"],
    "Asare visited Latvia in December.": ["2025-12"],
    "Asare had visited Latvia in December.": ["2025-12"],
    "The palace said on Tuesday that Asare will visit Latvia on Friday.": ["2026-01-23"],
    "Asare postponed his visit to Latvia until May 4.": ["2026-05-04"],
    "Asare denied that he visited Latvia in December.": ["2025-12"],
    "Asare denied that he will visit Latvia in December.": ["2026-12"],
    "Asare spoke before a visit to Latvia in December.": ["2026-12"],
    "Asare spoke after a visit to Latvia in December.": ["2025-12"],
    "The decision follows a visit of Asare to Latvia in December.": ["2025-12"],
    "Asare called off in December a visit to Latvia set for March.": ["2025-12", "2026-03"],
}


@pytest.mark.parametrize(("text", "wanted"), DAYS.items())
def test_the_tense_tells_on_which_side_of_today_a_date_lies(text: str, wanted: list[str]) -> None:
    (one,) = encounters(text)
    assert [edtf(date.window) for date in dates_of(one)] == wanted


STANDING = {
    "Asare's visit to Latvia was postponed to May 4.": [("2026-05-04", False, True)],
    "Asare's visit to Latvia was postponed until May 4.": [("2026-05-04", False, True)],
    "Asare's visit to Latvia was rescheduled for May 4.": [("2026-05-04", False, True)],
    "Asare's visit to Latvia on May 4 was postponed.": [("2026-05-04", True, False)],
    "Asare's visit to Latvia, planned for May 4, was postponed.": [("2026-05-04", True, False)],
    "Asare's visit to Latvia on May 4 was put off to June 8.": [
        ("2026-05-04", True, False),
        ("2026-06-08", False, True),
    ],
    "Asare's visit to Latvia from May 4-9 was postponed.": [("2026-05-04/2026-05-09", True, False)],
    "Asare's visit to Latvia from May 4-10 was postponed.": [
        ("2026-05-04", True, False),
        ("2026-05-10", False, True),
    ],
    "Asare's visit to Latvia was postponed from May 4 to May 24.": [
        ("2026-05-04", True, False),
        ("2026-05-24", False, True),
    ],
    "Asare will visit Latvia on May 4.": [("2026-05-04", False, False)],
}


@pytest.mark.parametrize(("text", "wanted"), STANDING.items())
def test_of_a_plan_put_off_one_date_no_longer_holds_and_one_is_new(text: str, wanted: list[object]) -> None:
    (one,) = encounters(text)
    assert [(edtf(date.window), date.original, date.new) for date in dates_of(one)] == wanted


def test_who_arrived_and_spoke_with_somebody_did_not_call() -> None:
    assert mention("Asare arrived in Tallinn on Monday and spoke with Kask.").kind == "visit"
    assert mention("Asare, who will visit Estonia, spoke with Kask by telephone.").kind == "call"
