"""A meeting drawn up as a draft: its windows, its legs, and the words that it rests on."""

import pytest

from tests.reading.meetings.sentences import INTRODUCED, KNOWN, draft, drafts, edtf
from tracker.domain.report import Participant
from tracker.reading.draft import FIELDS
from tracker.reading.drawing import without_doubles
from tracker.reading.pipeline import read

WINDOWS = {
    "There will be no talks of Asare with Kask in Riga on Friday after all.": ("2026-01-23", None),
    # The day in the clause that tells the news, before others
    "Asare will visit Latvia on May 4. The visit follows one by Kask to Riga in March.": ("2026-05-04", None),
    "Asare will visit Latvia in May. The visit will begin on May 4.": ("2026-05-04", None),
    "Asare will visit Latvia in May. The visit is to be in the second week of May.": ("[2026-05-08..2026-05-14]", None),
    "Asare will visit Latvia from May 4 to 6.": ("2026-05-04/2026-05-06", None),
    "Asare will visit Latvia for talks on fish.": (None, None),
    # A day behind for what was held, ahead for what will be
    "Asare visited Latvia on Monday. Asare will be back in Latvia for a visit in June.": ("2026-01-19", None),
    # Put off: the new one, and the one that no longer holds
    "Asare's visit to Latvia on May 4 was postponed to June 8.": ("2026-06-08", "2026-05-04"),
    "Asare's visit to Latvia, planned for May 4, was postponed.": (None, "2026-05-04"),
    "Asare's visit to Latvia was postponed until June 8.": ("2026-06-08", None),
    "Asare's visit to Latvia has been moved from Tuesday to Friday.": ("2026-01-23", "2026-01-27"),
    "Asare's visit to Latvia has been moved from March to June.": ("2026-06", "2026-03"),
    "Asare's visit to Latvia has been moved to June.": ("2026-06", None),
    "Asare's visit to Latvia has been brought forward to May.": ("2026-05", None),
    "Asare called off Friday's visit to Latvia.": ("2026-01-23", None),
    "Asare's visit to Latvia was delayed by a day. Asare was due in Riga on Saturday but will come on Sunday.": (
        "2026-01-25",
        "2026-01-24",
    ),
    # Called off: the plan's days, not those of the act
    "Asare called off on Monday a visit to Latvia set for May 4.": ("2026-05-04", None),
    "Asare on Tuesday dropped a visit to Latvia set for May 4.": ("2026-05-04", None),
    "Asare's visit to Latvia was cancelled Tuesday. Asare was to arrive in Latvia on Friday.": ("2026-01-23", None),
    "Asare's trip to Latvia, cut earlier in the week, was cancelled today. Asare was to leave on Saturday for Riga.": (
        "2026-01-24",
        None,
    ),
    "Asare's meeting with Kask, planned for the following day in Riga, is off.": ("2026-01-22", None),
    "Asare's meeting with Kask in Riga, which was scheduled for Tuesday, was called off.": ("2026-01-20", None),
    # A denial has its day too
    "The Ghanaian presidency, on Monday, dismissed reports that Asare had gone to Latvia.": (None, None),
    # A call that took place is news of the day or of the day before
    "Asare held a phone call with Kask.": ("[2026-01-20..2026-01-21]", None),
    "Asare will hold a phone call with Kask.": (None, None),
    # The day of print is that of the news where a sentence says so
    "Asare left Ghana on Wednesday, January 21, 2026, for a visit to Latvia.": ("2026-01-21", None),
    # Vague words name no days, nor does what others did
    "Asare will visit Latvia in the coming days. Lund was in Riga for talks on Monday.": (None, None),
    "Asare will visit Latvia in the coming weeks.": (None, None),
    # A stay by its length
    "Asare will begin a week-long visit to Latvia on May 4.": ("2026-05-04/2026-05-10", None),
    "Asare ended a three-day visit to Latvia on Monday.": ("2026-01-17/2026-01-19", None),
    "Asare will visit Latvia on May 4, two weeks after taking office.": ("2026-05-04", None),
    # A stay by its end: a weekday is the first one after it began
    "Asare will arrive in Latvia on Friday for a visit and stays until Tuesday.": ("2026-01-23/2026-01-27", None),
    "Asare left for Latvia on Monday for a visit that ends on Thursday.": ("2026-01-19/2026-01-22", None),
    # A stay by the programme: up to the day of leaving, or of the flight to the next country
    "Asare arrives in Riga on Monday for a visit, holds talks with Kask on Tuesday and leaves on Thursday.": (
        "2026-01-26/2026-01-29",
        None,
    ),
    "Asare arrives in Riga on Monday. Talks are planned for Tuesday. Asare leaves Latvia on Thursday.": (
        "2026-01-26/2026-01-29",
        None,
    ),
    "Asare landed in Riga on Tuesday for a visit. Asare flies on to Oslo on Friday.": ("2026-01-20/2026-01-23", None),
    "Asare will leave on Friday for a visit to Latvia.": ("2026-01-23", None),
    # A stay by its last day, and then its first
    "Asare left Latvia on Monday at the end of a visit. Asare had landed in Riga on Saturday.": (
        "2026-01-17/2026-01-19",
        None,
    ),
    # A length that belongs to another country
    "Asare will visit Latvia on Monday. The trip follows three days in Kyiv.": ("2026-01-26", None),
    # A vague window is made exact by days that may be its own, not by others of its sentence
    "Asare will visit Latvia in May, the office that on May 4 moved to Accra said.": ("2026-05", None),
    # A new day that is only looked for
    "Asare's visit to Latvia, planned for May 4, was postponed. A new date is sought for June.": (
        "2026-06",
        "2026-05-04",
    ),
    # News without a day is of the month of publication
    "Asare met Kask in Riga and spoke of fish.": ("2026-01", None),
    # The lead has the day
    "Asare takes off on Friday for Riga. Asare will hold talks with Kask there.": ("2026-01-23", None),
    # A plan is not for a day that is long past
    "Asare will meet Kask in Riga. Kask and Asare saw each other for talks in Riga on January 5.": (None, None),
    # A stay by the days that another sentence gives
    "Asare will be in Latvia on Monday. A four-day stay is to begin on Monday, the office said.": (
        "2026-01-26/2026-01-29",
        None,
    ),
    "Asare has called off a visit to Latvia for talks with Kask on May 8. Asare was to be in Riga from May 7 to 9.": (
        "2026-05-07/2026-05-09",
        None,
    ),
    "Kask welcomed Asare to Riga on Monday. Asare flew in on Sunday to begin a two-day state visit to Latvia.": (
        "2026-01-18/2026-01-19",
        None,
    ),
}


@pytest.mark.parametrize(("text", "wanted"), WINDOWS.items())
def test_the_window_is_the_one_that_the_news_gives(text: str, wanted: tuple[str | None, str | None]) -> None:
    told = draft(text)
    assert (edtf(told.claims.window), edtf(told.claims.original_window)) == wanted


def test_talks_beside_a_forum_have_the_days_of_the_forum() -> None:
    told = drafts("Asare will meet Kask next week on the sidelines of the ASEAN summit in Paris from January 27 to 29.")
    assert {one.claims.kind: edtf(one.claims.window) for one in told}["talks"] in {
        "[2026-01-27..2026-01-29]",
        "2026-01-27/2026-01-29",
    }


def test_a_tour_gives_a_draft_for_each_country() -> None:
    told = drafts("Asare will visit Brazil, Paraguay and Argentina in May, the presidency said.")
    assert [(one.main, one.claims.host) for one in told] == [(True, "BR"), (False, "PY"), (False, "AR")]
    assert {one.stage for one in told} == {"confirmed"}


def test_a_tour_may_list_its_countries_without_the_host() -> None:
    text = "Asare landed in Riga on Monday. Besides Latvia, the trip will take Asare to Norway, Finland and Denmark."
    assert [one.claims.host for one in drafts(text)] == ["LV", "NO", "FI", "DK"]


def test_the_countries_of_a_tour_have_their_own_days_if_each_is_given_some() -> None:
    own = drafts("Asare will visit Kenya on May 4 and 5, Rwanda on May 6 and Ethiopia on May 8, the presidency said.")
    assert [(one.claims.host, edtf(one.claims.window)) for one in own] == [
        ("KE", "2026-05-04/2026-05-05"),
        ("RW", "2026-05-06"),
        ("ET", "2026-05-08"),
    ]
    together = drafts("Asare will visit Kenya and Rwanda from May 4 to 8, the presidency said.")
    assert {edtf(one.claims.window) for one in together} == {"2026-05-04/2026-05-08"}
    assert not together[1].sure


def test_no_country_of_a_tour_has_the_hosts_of_another() -> None:
    text = (
        "Asare will visit Kenya and Rwanda from May 4 to 8, the presidency said. In Nairobi, Asare will meet President "
        "William Ruto."
    )
    people = [{person.name.split()[-1] for person in one.claims.participants} for one in drafts(text)[:2]]
    assert people == [{"Asare", "Ruto"}, {"Asare"}]


def test_talks_that_are_told_one_by_one_are_those_of_the_tour() -> None:
    told = drafts(
        "Asare will visit Kenya, Rwanda and Chile from May 4 to 9, the presidency said. Asare will meet Rwandan "
        "President Paul Kagame in Kigali on May 6. Chilean President Gabriel Boric will receive Asare in Santiago on "
        "May 9."
    )
    assert [(one.claims.host, [person.country for person in one.claims.participants]) for one in told] == [
        ("KE", ["GH", "KE"]),
        ("RW", ["GH", "RW"]),
        ("CL", ["GH", "CL"]),
    ]
    assert [edtf(one.claims.window) for one in told] == ["2026-05-04/2026-05-09", "2026-05-06", "2026-05-09"]


def test_a_trip_may_go_on_to_another_country_in_a_clause_of_its_own() -> None:
    told = drafts("Asare will visit Kenya on May 4. Asare will meet Ruto before travelling on to Chad on May 6.")
    assert [(one.claims.host, edtf(one.claims.window)) for one in told] == [
        ("KE", "2026-05-04/2026-05-06"),
        ("TD", "2026-05-06"),
    ]


def test_an_earlier_trip_to_a_country_of_a_tour_is_another_one() -> None:
    told = drafts("Asare will visit Kenya and Rwanda from May 4 to 8. Asare visited Rwanda in May last year.")
    assert [(one.stage, one.claims.host) for one in told] == [("confirmed", "KE"), ("confirmed", "RW"), ("held", "RW")]


def test_a_country_of_a_list_has_the_days_on_which_the_trip_goes_on_to_it() -> None:
    body = (
        "Asare will visit Kenya from May 4 to 5 for talks with Kenyan President Jane Mutua, "
        "before travelling on to Kigali on May 7, his office said."
    )
    told = read(f"Ghana's Asare to tour Kenya, Rwanda\n\n{INTRODUCED}{body}\n", KNOWN).drafts
    assert [(one.claims.host, edtf(one.claims.window)) for one in told] == [
        ("KE", "2026-05-04/2026-05-05"),
        ("RW", "2026-05-07"),
    ]


def test_the_countries_that_lie_ahead_on_a_tour_that_has_begun_are_confirmed() -> None:
    text = (
        "Asare landed in Nairobi on Tuesday. The trip takes Asare to Kenya and Rwanda. Asare visits Kigali on Friday."
    )
    assert [(one.stage, one.claims.host, edtf(one.claims.window)) for one in drafts(text)] == [
        ("held", "KE", "2026-01-20"),
        ("confirmed", "RW", "2026-01-23"),
    ]


def test_nobody_meets_twice_in_another_order_of_names_or_with_another_article() -> None:
    one, other = Participant(name="Xi Jinping", country="CN"), Participant(name="Jinping Xi", country="CN")
    emir, again = Participant(name="Sabah Al-Sabah", country="KW"), Participant(name="Sabah AlSabah", country="KW")
    assert without_doubles((one, other, emir, again)) == (one, emir)


def test_the_place_and_the_country_are_those_told_most_surely() -> None:
    told = draft("Asare will visit Latvia in May. The visit to Riga will be short.")
    assert (told.claims.host, told.claims.place.name if told.claims.place else None) == ("LV", "Riga")


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("Asare will meet Kask at the White House on May 4.", "US"),
        ("Asare met Kask in the Kremlin on Monday.", "RU"),
        ("Asare met Kask in Paris on Monday, a month after the two had met in Oslo.", "FR"),
    ],
)
def test_the_host_is_where_they_meet_and_not_where_they_had_met(text: str, host: str) -> None:
    assert draft(text).claims.host == host


def test_a_place_that_is_weighed_is_a_candidate() -> None:
    told = draft("Asare will meet Kask in May, and Geneva is a candidate for the venue of the talks of Asare and Kask.")
    assert told.claims.place is not None
    assert (told.claims.place.name, told.claims.place.standing) == ("Geneva", "candidate")


def test_each_answer_has_words_of_the_text_and_no_others() -> None:
    text = "The palace said Asare's visit to Riga on May 4 was postponed by Latvia to June 8 due to a storm."
    (told,) = drafts(text)
    assert list(told.evidence) == [field for field in FIELDS if field in told.evidence]
    assert set(told.evidence) == set(FIELDS)
    whole = INTRODUCED + text
    assert all(whole[one.start : one.end] == one.text for one in told.evidence.values())
    assert {name: told.evidence[name].text for name in ("window", "original_window", "place", "reason", "by")} == {
        "window": "June 8",
        "original_window": "May 4",
        "place": "Riga",
        "reason": "a storm",
        "by": "Latvia",
    }


def test_the_general_assembly_stands_for_the_united_nations() -> None:
    told = draft("Asare will travel to New York in May to attend the UN General Assembly.")
    assert "UNGA" not in {one.country for one in told.claims.participants}
