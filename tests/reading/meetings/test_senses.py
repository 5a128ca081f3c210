"""What one clause says of how an encounter stands."""

import pytest

from tests.reading.meetings.sentences import INTRODUCED, KNOWN, mention, mentions
from tracker.reading.analysis import analysis
from tracker.reading.article.story import story
from tracker.reading.encounters.cues import Sense

TELLING = {
    # Cancelled, postponed, denied
    "Asare cancelled his visit to Estonia.": Sense.CANCELLED,
    "Asare's visit to Estonia was called off.": Sense.CANCELLED,
    "Asare has decided not to visit Estonia.": Sense.CANCELLED,
    "Asare put off his visit to Estonia.": Sense.POSTPONED,
    "Asare's visit to Estonia has been delayed.": Sense.POSTPONED,
    "Asare denied that a visit to Estonia was planned.": Sense.DENIED,
    "Asare has no plans to visit Estonia.": Sense.DENIED,
    "Asare will not visit Estonia.": Sense.REFUSED,
    "Asare is not going to visit Estonia.": Sense.REFUSED,
    # Held
    "Asare visited Estonia.": Sense.HELD,
    "Asare met Kask in Tallinn.": Sense.HELD,
    "Asare is visiting Estonia.": Sense.HELD,
    "The talks of Asare with Kask took place in Tallinn.": Sense.HELD,
    "Asare left for Tallinn for a meeting with Kask.": Sense.HELD,
    # Ahead
    "Asare will visit Estonia.": Sense.CERTAIN,
    "Asare is to visit Estonia.": Sense.CERTAIN,
    "Asare is set to visit Estonia.": Sense.CERTAIN,
    "Asare is scheduled to visit Estonia.": Sense.CERTAIN,
    "Asare visits Estonia on Friday.": Sense.CERTAIN,
    "Asare is meeting Kask on Friday.": Sense.CERTAIN,
    "Fish will be discussed when Asare and Kask meet in Riga today.": Sense.CERTAIN,
    "Asare will speak of fish before he and Kask meet in Riga today.": Sense.CERTAIN,
    "Asare and Kask meet in Riga today.": Sense.HELD,
    "Asare will also on Friday pay a visit to Estonia.": Sense.CERTAIN,
    "The talks of Asare with Kask will be held in Tallinn.": Sense.CERTAIN,
    "Asare is expected to visit Estonia.": Sense.EXPECTED,
    "Asare is in the final stages of arranging a visit to Estonia.": Sense.FINAL,
    "The presidency is finalising a visit by Asare to Estonia.": Sense.FINAL,
    "The presidency is arranging a visit by Asare to Estonia.": Sense.ARRANGING,
    "Preparations for the visit of Asare to Estonia are going on.": Sense.ARRANGING,
    "Asare plans to visit Estonia.": Sense.PLANNED,
    "Asare intends to visit Estonia.": Sense.PLANNED,
    "Asare may visit Estonia.": Sense.PROPOSED,
    "Asare is considering a visit to Estonia.": Sense.PROPOSED,
    "Kask invited Asare to visit Estonia.": Sense.PROPOSED,
    "Asare hopes to visit Estonia.": Sense.PROPOSED,
    "Asare was to visit Estonia.": Sense.WAS_PLAN,
    "Asare had planned to visit Estonia.": Sense.WAS_PLAN,
    # No date yet: there is a plan, and no more is known of it
    "Asare's visit to Estonia is planned, but no date has been set.": Sense.UNDATED,
    "The dates of Asare's visit to Estonia have yet to be agreed.": Sense.UNDATED,
    # Nothing is said
    "The palace had no comment on Asare's visit to Estonia.": None,
    "Nothing has been decided on Asare's visit to Estonia.": None,
    "Asare spoke of the visit to Estonia.": None,
    "The talks will focus on fish.": None,
}


@pytest.mark.parametrize(("text", "sense"), TELLING.items())
def test_a_clause_says_how_an_encounter_stands(text: str, sense: Sense | None) -> None:
    assert mention(text).sense is sense


def test_every_sense_but_a_doubt_a_proviso_and_that_nothing_is_decided_can_be_the_word_on_an_encounter() -> None:
    assert set(Sense) - set(TELLING.values()) == {Sense.OPEN, Sense.UNDECIDED, Sense.DOUBTED, Sense.NOTHING}


LOOKING_BACK = {
    "Asare's visit to Estonia had been postponed.": True,
    "Asare's visit to Estonia had been cancelled.": True,
    "Kask said that Asare's visit to Estonia had been postponed.": False,
    "The palace announced that Asare's visit to Estonia had been cancelled.": False,
    "Asare's visit to Estonia has been postponed.": False,
    "Asare's visit to Estonia was cancelled.": False,
}


@pytest.mark.parametrize(("text", "history"), LOOKING_BACK.items())
def test_had_been_postponed_is_history_unless_somebody_says_so(text: str, history: bool) -> None:
    assert mention(text).history is history


def test_a_delayed_trip_that_will_begin_is_a_trip_that_will_begin() -> None:
    assert mention("Asare will begin his delayed trip to Estonia on Friday.").sense is Sense.CERTAIN
    assert mention("Asare plans his postponed visit to Estonia for May.").sense is Sense.PLANNED
    assert mention("Asare postponed his visit to Estonia.").sense is Sense.POSTPONED


def test_a_plan_that_now_stands_again_stands() -> None:
    assert mention("Asare's visit to Estonia, postponed in March, will now take place in May.").sense is Sense.CERTAIN
    assert mention("Asare's visit to Estonia was postponed and will take place in May.").sense is Sense.POSTPONED


@pytest.mark.parametrize(
    "text",
    [
        "Asare denied that his visit to Estonia was postponed.",
        "The palace denied a report that Asare cancelled a visit to Estonia.",
        "The palace pushed back on reports that Asare's visit to Estonia was cancelled.",
    ],
)
def test_who_denies_a_delay_does_not_deny_the_plan(text: str) -> None:
    found = mention(text).finding
    assert found is not None
    assert (found.sense, found.stands) == (Sense.DENIED, True)


def test_who_denies_a_plan_denies_it() -> None:
    found = mention("Asare denied that he would visit Estonia.").finding
    assert found is not None
    assert (found.sense, found.stands) == (Sense.DENIED, False)


def test_a_plan_that_was_not_cancelled_stands() -> None:
    found = mention("Asare's visit to Estonia was not cancelled.").finding
    assert found is not None
    assert (found.sense, found.stands) == (Sense.PROPOSED, True)


def test_a_plan_that_stands_again_after_it_was_called_off_is_not_off() -> None:
    found = mention("After he called it off, Asare will hold the summit with Kask on June 12.").finding
    assert found is not None
    assert found.sense is Sense.CERTAIN


@pytest.mark.parametrize("hedge", ["may be", "could be", "is likely to be", "might be"])
def test_a_plan_that_may_be_put_off_is_not_put_off_yet(hedge: str) -> None:
    found = mention(f"Asare's visit to Estonia {hedge} postponed.").finding
    assert found is None or found.hedged


def test_of_a_cancellation_and_a_delay_in_one_clause_the_cancellation_counts() -> None:
    assert mention("Asare's visit to Estonia was first postponed and then cancelled.").sense is Sense.CANCELLED


def test_in_a_headline_to_visit_is_a_plan() -> None:
    told = analysis(story("Ghana's President Kofi Asare to visit Estonia in May\n\n" + INTRODUCED), KNOWN)
    (headline,) = told.sentences[0].mentions
    assert (headline.headline, headline.sense) == (True, Sense.CERTAIN)


@pytest.mark.parametrize(
    ("headline", "sense"),
    [
        ("meets Kask in Tallinn", Sense.HELD),
        ("meets Kask in Tallinn on Friday", Sense.CERTAIN),
        ("visits Estonia", Sense.CERTAIN),
    ],
)
def test_in_a_headline_meets_is_news_of_talks_that_were_held_unless_a_day_is_ahead(headline: str, sense: Sense) -> None:
    analysed = analysis(story(f"Ghana's President Kofi Asare {headline}\n\n" + INTRODUCED), KNOWN)
    assert [one.sense for one in analysed.sentences[0].mentions] == [sense]


def test_a_clause_that_names_no_encounter_adds_to_the_one_before() -> None:
    (told,) = mentions("Asare's visit to Estonia, which was to begin on Monday, has been put off.")
    assert told.sense is Sense.POSTPONED


def test_an_arrangement_outweighs_the_verb_that_it_governs() -> None:
    assert mention("The two sides are arranging for Asare to visit Estonia.").sense is Sense.ARRANGING
    assert mention("They are finalising when Asare will visit Estonia.").sense is Sense.FINAL


def test_the_words_of_the_evidence_reach_from_the_encounter_to_the_cue() -> None:
    text = "The visit of Asare to Estonia in May has been called off, the palace said."
    told = mention(text)
    row = told.clause.row
    span = [chunk.low for chunk in row if told.span()[0] <= chunk.start < told.span()[1]]
    assert (span[0], span[-2:]) == ("visit", ["called", "off"])
