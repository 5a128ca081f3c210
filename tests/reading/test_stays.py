"""Stays: a first day becomes the days of a visit if the article says how long it lasts, or when it ends."""

import pytest

from tests.reading.test_weighing import encounters

FOURTH = "2026-05-04"


def by_rule(text: str) -> str | None:
    """Return the window of the first encounter by the rules alone."""
    (window,) = [one.value for one in encounters(text)[0].candidates.window if one.by_rule]
    return window.edtf if window else None


@pytest.mark.parametrize(
    ("more", "window"),
    [
        ("The three-day trip is his first.", f"{FOURTH}/2026-05-06"),
        ("The two-day trip is his first.", f"{FOURTH}/2026-05-05"),
        ("The trip of two days is his first.", f"{FOURTH}/2026-05-05"),
        ("The 2-day trip is his first.", f"{FOURTH}/2026-05-05"),
        ("The week-long trip is his first.", f"{FOURTH}/2026-05-10"),
        ("The weeklong trip is his first.", f"{FOURTH}/2026-05-10"),
        ("The trip of a week is his first.", f"{FOURTH}/2026-05-10"),
        ("The 14-day trip is his first.", f"{FOURTH}/2026-05-17"),
        ("The 15-day trip is his first.", FOURTH),
        ("The one-day trip is his first.", FOURTH),
        ("The 100-day trip is his first.", FOURTH),
        ("He planned the trip a week after taking office.", FOURTH),
        ("He planned the trip two days ago.", FOURTH),
        ("The trip was moved back two days.", FOURTH),
        ("He stays within two days of travel.", FOURTH),
        ("He spoke. The three-day trip is his first.", FOURTH),
        ("His two-day stay in Latvia is his first.", f"{FOURTH}/2026-05-05"),
        ("He stays until May 7.", f"{FOURTH}/2026-05-07"),
        ("He goes home on Friday.", f"{FOURTH}/2026-05-08"),
        ("He stays until May 18.", f"{FOURTH}/2026-05-18"),
        ("He stays until May 19.", FOURTH),
        ("He stays until May 3.", FOURTH),
        ("He will leave on May 7.", f"{FOURTH}/2026-05-07"),
        ("The visit will last three days.", f"{FOURTH}/2026-05-06"),
        ("He spoke. The visit is to last four days.", f"{FOURTH}/2026-05-07"),
        ("He will stay in the country for four days.", f"{FOURTH}/2026-05-07"),
        ("He will be there for four days.", f"{FOURTH}/2026-05-07"),
        ("He spoke. The visit is to take four days.", f"{FOURTH}/2026-05-07"),
        ("The visit will conclude on Thursday.", f"{FOURTH}/2026-05-07"),
        ("He leaves Riga for Oslo on May 7.", f"{FOURTH}/2026-05-07"),
        ("From Riga he flies on to Oslo on May 7.", f"{FOURTH}/2026-05-07"),
        ("He leaves the next day.", f"{FOURTH}/2026-05-05"),
    ],
)
def test_a_visit_lasts_as_long_as_the_next_sentence_says(more: str, window: str) -> None:
    assert by_rule(f"Asare will visit Latvia on May 4. {more}") == window


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Asare will end a three-day visit to Latvia on May 4.", "2026-05-02/2026-05-04"),
        ("Asare will arrive in Latvia on May 4 for a visit and meet Ozols on May 5.", "2026-05-04/2026-05-05"),
        ("Asare will arrive in Latvia on May 4 for a visit and meet Ozols on May 6.", "2026-05-04/2026-05-06"),
        ("Asare will arrive in Latvia on May 4 for a visit and meet Ozols on May 7.", FOURTH),
        ("Asare will meet Kask in Riga on May 4 and again on May 6.", FOURTH),
        ("Asare will spend three days in Latvia from May 4.", "2026-05-04/2026-05-06"),
        ("Asare met Kask in Riga on Tuesday, the second day of a three-day visit.", "2026-01-19/2026-01-21"),
        ("Asare met Kask in Riga on Tuesday, on the last day of a three-day visit.", "2026-01-18/2026-01-20"),
        ("Asare returned on Tuesday from a three-day visit to Latvia.", "2026-01-18/2026-01-20"),
        ("Asare left Riga on Tuesday after a three-day visit to Latvia.", "2026-01-18/2026-01-20"),
        ("Asare wound up a three-day visit to Latvia on Tuesday.", "2026-01-18/2026-01-20"),
        ("Asare is in Latvia on a three-day visit that began on Monday.", "2026-01-19/2026-01-21"),
    ],
)
def test_so_it_does_if_its_own_sentence_says_so(text: str, window: str) -> None:
    assert by_rule(text) == window


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Ahead of a vote on May 10, Asare will visit Latvia on May 4.", FOURTH),
        ("Three days after a fire on May 1, Asare will visit Latvia on May 4.", FOURTH),
        ("Kask will welcome Asare, who took office on March 3, to Tallinn for talks on May 4.", FOURTH),
        ("Asare accepted on Monday an invitation to visit Latvia on May 4.", FOURTH),
        ("Asare agreed by phone on Monday to meet Kask in Riga on May 4.", FOURTH),
        ("Asare's trip to Latvia, planned for March, will now begin on May 4.", FOURTH),
        ("Asare on Monday called off the visit to Latvia that was to begin on May 4.", FOURTH),
        ("Asare called off his visit to Latvia on Monday. He was to have been there on May 4.", FOURTH),
        ("Asare put off a visit to Latvia that was to be next week, because of a flood there, until May 4.", FOURTH),
        ("Asare put off a visit to Latvia. The visit, set for Monday, will now take place on May 4.", FOURTH),
    ],
)
def test_the_day_of_something_else_in_the_sentence_is_not_that_of_the_visit(text: str, window: str) -> None:
    assert by_rule(text) == window


@pytest.mark.parametrize(
    ("more", "window"),
    [
        ("He arrives on May 4.", FOURTH),
        ("The date is likely to be May 4.", FOURTH),
    ],
)
def test_the_next_sentence_may_say_more_exactly_when_the_visit_is(more: str, window: str) -> None:
    assert by_rule(f"Asare will visit Latvia in May. {more}") == window


def test_of_a_tour_one_sentence_gives_both_ends_of_a_stay() -> None:
    text = "Asare will visit Latvia and Norway. He leaves for Riga on May 4 and stays until May 6."
    assert by_rule(text) == f"{FOURTH}/2026-05-06"


@pytest.mark.parametrize(
    ("leaves", "window"),
    [
        ("Asare will fly on to Oslo for a summit on May 7.", f"{FOURTH}/2026-05-07"),
        ("Kask will be back in Oslo on May 7 for a summit with Lund.", FOURTH),
    ],
)
def test_what_somebody_else_does_elsewhere_ends_no_visit(leaves: str, window: str) -> None:
    assert by_rule(f"Asare will visit Latvia on May 4. It is his first visit to Latvia. {leaves}") == window


@pytest.mark.parametrize(
    ("more", "stay", "features"),
    [
        (
            "He spoke. The three-day trip is his first.",
            "2026-05-04/2026-05-06",
            "by length; by length apart; by length own",
        ),
        ("He goes home on Friday.", "2026-05-04/2026-05-08", "to the last day; to the last day next; to next sentence"),
        ("He will speak on May 9.", "2026-05-04/2026-05-09", "pair; pair apart; pair of 5; pair own next"),
    ],
)
def test_a_stay_is_described_in_the_words_of_the_weights(more: str, stay: str, features: str) -> None:
    candidates = encounters(f"Asare will visit Latvia on May 4. {more}")[0].candidates.window
    found = next(one.features for one in candidates if one.value and one.value.edtf == stay)
    assert found >= {"stay made", "own", *features.split("; ")}


def test_two_days_of_more_than_five_days_apart_are_no_stay() -> None:
    candidates = encounters("Asare will visit Latvia on May 4. He will speak on May 10.")[0].candidates.window
    assert [one.value.edtf for one in candidates if one.value and "/" in one.value.edtf] == []
