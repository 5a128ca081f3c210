"""The phrases by which the press speaks of plans, each in a sentence of its own."""

from pathlib import Path

import pytest

from tests.reading.meetings.sentences import INTRODUCED, KNOWN, drafts
from tracker.reading.pipeline import read

TABLE = (Path(__file__).parent / "phrases.tsv").read_text(encoding="utf-8").splitlines()
ROWS = [tuple(line.split("\t")) for line in TABLE if not line.startswith("#")][1:]
OFF = {"postponed", "cancelled", "denied"}


@pytest.mark.parametrize(("stage", "sentence"), ROWS)
def test_a_phrase_of_the_press_gives_its_stage(stage: str, sentence: str) -> None:
    told = drafts(sentence)
    if stage == "stands":
        assert not told or told[0].stage not in OFF
    else:
        assert (told[0].stage if told else "none") == stage


def test_the_phrases_are_many_and_of_every_stage() -> None:
    assert len(ROWS) > 100
    assert {stage for stage, _ in ROWS} > OFF | {"proposed", "arranging", "in_final_arrangement", "confirmed", "held"}


IF = "Fish would be the main topic of the two days, sources said."
TALKS = "Asare and Kask are scheduled to meet in Paris on May 4, the foreign ministry said."
HEADLINES = {
    # Verbs that only headlines have
    "Ghana's Asare mulls visit to Latvia in May": (IF, "proposed"),
    "Ghana's Asare eyes visit to Latvia in May": (IF, "proposed"),
    "Ghana's Asare to visit Latvia in May": ("Fish is the main topic of the two days, the palace said.", "confirmed"),
    # A question tells nothing
    "Will Ghana's Asare and Estonia's Kask finally meet?": (TALKS, "confirmed"),
}


@pytest.mark.parametrize(("headline", "body", "stage"), [(line, *rest) for line, rest in HEADLINES.items()])
def test_a_headline_tells_what_the_body_does_not_unless_it_asks(headline: str, body: str, stage: str) -> None:
    told = read(f"{headline}\n\n{INTRODUCED}{body}\n", KNOWN).drafts
    assert told[0].stage == stage
