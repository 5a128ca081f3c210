"""Why a plan was put off, and which side did it."""

import pytest

from tests.reading.meetings.sentences import draft

REASONS = {
    "Asare's visit to Latvia was cancelled due to a storm.": "a storm",
    "Asare's visit to Latvia was cancelled because of a strike at home.": "a strike at home",
    "Asare's visit to Latvia was postponed amid a row over fish.": "a row over fish",
    "Asare put off his visit to Latvia, citing a busy week.": "a busy week",
    "Asare's visit to Latvia was called off in the wake of a quake.": "a quake",
    "Asare's visit to Latvia was cancelled over a row on fish, the palace said.": "a row on fish",
    **{
        f"Asare's visit to Latvia was cancelled {words} a storm at sea.": "a storm at sea"
        for words in (
            *("on account of", "for lack of", "owing to", "thanks to", "for reasons of"),
            *("because", "following", "after", "noting", "pleading", "blaming"),
        )
    },
    "Asare's visit to Latvia was cancelled because of a storm; Riga agreed.": "a storm",
    "Asare's visit to Latvia was cancelled.": None,
    "Amid a row over fish, Asare will visit Latvia.": None,
}


@pytest.mark.parametrize(("text", "reason"), REASONS.items())
def test_the_words_behind_due_to_and_the_like_are_the_reason(text: str, reason: str | None) -> None:
    told = draft(text)
    assert told.claims.reason == reason
    assert ("reason" in told.evidence) is (reason is not None)


SIDES = {
    "Latvia called off the visit of Asare to Riga.": "LV",
    "Riga scrapped the visit of Asare to Latvia.": "LV",
    "Asare cancelled his visit to Latvia.": "GH",
    "Asare's visit to Latvia was cancelled by the Latvian side.": "LV",
    "Asare's visit to Latvia was postponed by Ghana.": "GH",
    "Asare's visit to Latvia was cancelled.": None,
    "Asare's visit to Latvia has been put off.": None,
    "Asare will visit Latvia.": None,
}


@pytest.mark.parametrize(("text", "side"), SIDES.items())
def test_the_side_that_puts_off_is_named(text: str, side: str | None) -> None:
    assert draft(text).claims.by == side


def test_a_long_reason_is_cut() -> None:
    storms = " and then another one on the land" * 6
    told = draft(f"Asare's visit to Latvia was cancelled due to a storm on the sea{storms}.")
    assert told.claims.reason is not None
    assert len(told.claims.reason.split()) <= 25
