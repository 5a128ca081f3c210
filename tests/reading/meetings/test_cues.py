"""The words that say how a plan stands, and those that take them back."""

import pytest

from tests.reading.meetings.sentences import chunked
from tracker.reading.encounters.cues import Cue, Sense, cues
from tracker.reading.language.tables import rows

VISIT = "The visit of Ghana's President Kofi Asare to Estonia"


def cue(text: str, sense: Sense) -> Cue:
    return next(one for one in cues(chunked(text)) if one.sense is sense)


@pytest.mark.parametrize(
    ("told", "sense"),
    [
        ("was called off on Monday", Sense.CANCELLED),
        ("was scrapped", Sense.CANCELLED),
        ("fell through", Sense.CANCELLED),
        ("was put on hold", Sense.POSTPONED),
        ("was deferred", Sense.POSTPONED),
        ("was pushed back by a month", Sense.POSTPONED),
        ("is a fabricated story", Sense.DENIED),
        ("took place on Monday", Sense.HELD),
        ("is in its final stages of planning", Sense.FINAL),
        ("will begin on Monday", Sense.CERTAIN),
        ("is expected to begin on Monday", Sense.EXPECTED),
        ("is being arranged", Sense.ARRANGING),
        ("is in preparation", Sense.ARRANGING),
        ("may begin on Monday", Sense.PROPOSED),
        ("was to begin on Monday", Sense.WAS_PLAN),
        ("has yet to be fixed", Sense.UNDATED),
        ("drew no comment", Sense.UNDECIDED),
        ("is one that he will not make", Sense.REFUSED),
        ("is one that he plans to make", Sense.PLANNED),
    ],
)
def test_each_way_in_which_a_plan_stands_has_its_words(told: str, sense: Sense) -> None:
    assert sense in {one.sense for one in cues(chunked(f"{VISIT} {told}."))}


@pytest.mark.parametrize(
    "words", ["asked for aid without delay on", "denied two reporters a visa for", "has the will to renew"]
)
def test_words_that_look_like_a_cue_may_say_nothing_of_a_plan(words: str) -> None:
    assert cues(chunked(f"The ministers {words} the long visit.")) == ()


def test_a_permission_that_is_denied_calls_a_trip_off() -> None:
    assert cue("Parliament denied him leave to travel to Estonia.", Sense.CANCELLED)


def test_no_cue_is_written_twice() -> None:
    table = [tuple(row) for row in rows("cues.tsv")]
    assert [row for row in set(table) if table.count(row) > 1] == []


@pytest.mark.parametrize("negation", ["was not", "was never", "has not been", "wasn't"])
def test_a_word_before_it_takes_a_cue_back(negation: str) -> None:
    assert cue(f"{VISIT} {negation} cancelled.", Sense.CANCELLED).negated


def test_a_negation_behind_a_comma_or_far_before_bears_on_something_else() -> None:
    assert not cue("Not by chance, the visit was cancelled.", Sense.CANCELLED).negated
    far = cue("He did not say why the long visit to Estonia was cancelled.", Sense.CANCELLED)
    assert not far.negated


@pytest.mark.parametrize("hedge", ["may be", "could be", "will likely be", "was threatened to be", "might be"])
def test_a_word_before_it_makes_a_cue_a_fear(hedge: str) -> None:
    assert cue(f"{VISIT} {hedge} cancelled.", Sense.CANCELLED).hedged


@pytest.mark.parametrize(
    "demand", ["Rights groups want his visit, set for May 4, to be", "Deputies demanded that his visit to Latvia be"]
)
def test_what_somebody_only_wants_is_a_fear(demand: str) -> None:
    assert cue(f"{demand} cancelled.", Sense.CANCELLED).hedged


def test_a_plain_cue_is_neither_negated_nor_feared() -> None:
    plain = cue(f"{VISIT} was cancelled.", Sense.CANCELLED)
    assert (plain.negated, plain.hedged) == (False, False)
