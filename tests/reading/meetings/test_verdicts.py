"""At which stage a meeting stands: the table of docs/reading.md, row by row, and what overrules it."""

import re
from pathlib import Path

import pytest

from tests.reading.meetings.sentences import INTRODUCED, KNOWN, draft, drafts, mention
from tracker.domain.window import Window
from tracker.reading.facts.stage import split
from tracker.reading.pipeline import read

GUIDE = (Path(__file__).parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")
OFFICE = "the foreign ministry said"
OWN = ""  # the outlet says it itself
SOURCES = "several government sources said"
MEDIA = "a newspaper reported"
FINAL = "in_final_arrangement"
FIRM = (OFFICE, OWN)
WEAK = (SOURCES, MEDIA)

# The words of the guide's table, a sentence for each, the stage by an office or the outlet, and by sources or another.
ROWS: dict[str, list[tuple[str, str, str]]] = {
    "will, is to, is set to, is scheduled to": [
        (f"Asare {verb} visit Latvia on May 4", "confirmed", "in_final_arrangement")
        for verb in ("will", "is to", "is set to", "is scheduled to")
    ]
    + [
        (f"Asare {verb} visit Latvia for talks on fish", "confirmed", "proposed")
        for verb in ("will", "is to", "is set to", "is scheduled to")
    ],
    "is expected to": [
        ("Asare is expected to visit Latvia on May 4", "confirmed", "in_final_arrangement"),
        ("Asare is expected to visit Latvia for talks on fish", "proposed", "proposed"),
    ],
    "final stages, finalising, fine-tuning": [
        (
            "The two sides are in the final stages of arranging a visit by Asare to Latvia",
            FINAL,
            FINAL,
        ),
        ("The two sides are finalising a visit by Asare to Latvia", FINAL, FINAL),
        ("The two sides are fine-tuning details of a visit by Asare to Latvia", FINAL, FINAL),
    ],
    "arranging, preparing, coordinating": [
        ("The two sides are arranging a visit by Asare to Latvia in May", "arranging", "arranging"),
        ("The two sides are preparing a visit by Asare to Latvia in May", "arranging", "arranging"),
        ("The two sides are coordinating a visit by Asare to Latvia in May", "arranging", "arranging"),
        ("Ghana is consulting with Latvia about a visit by Asare to Riga", "arranging", "arranging"),
    ],
    'plans to, considers, may, invites, "date not agreed"': [
        ("Asare plans to visit Latvia in May", "proposed", "proposed"),
        ("Asare is considering a visit to Latvia in May", "proposed", "proposed"),
        ("Asare may visit Latvia in May", "proposed", "proposed"),
        ("Latvia has invited Asare to visit Riga in May", "proposed", "proposed"),
        ("The dates of the visit are yet to be agreed on which Asare is to be in Latvia", "proposed", "proposed"),
        ("Asare has yet to decide whether he will visit Latvia", "proposed", "proposed"),
        ("No specific date has been fixed for a visit by Asare to Latvia", "proposed", "proposed"),
        ("A final decision on a visit by Asare to Latvia is due later", "proposed", "proposed"),
    ],
    "put off, on hold, delayed, pushed back": [
        ("Asare has put off his visit to Latvia", "postponed", "postponed"),
        ("The visit of Asare to Latvia has been put on hold", "postponed", "postponed"),
        ("The visit of Asare to Latvia has been delayed", "postponed", "postponed"),
        ("The visit of Asare to Latvia has been pushed back", "postponed", "postponed"),
    ],
    'called off, scrapped, "will not visit"': [
        ("The visit of Asare to Latvia has been called off", "cancelled", "cancelled"),
        ("The visit of Asare to Latvia has been scrapped", "cancelled", "cancelled"),
        ("Asare will not visit Latvia in May", "cancelled", "cancelled"),
    ],
    "met, arrived, left for, held talks": [
        ("Asare met Kask in Paris on Monday", "held", "held"),
        ("Asare arrived in Latvia on Monday", "held", "held"),
        ("Asare left for Latvia on Monday", "held", "held"),
        ("Asare held talks with Kask in Paris on Monday", "held", "held"),
    ],
    "denied, no such plan": [
        ("Asare denied that he would visit Latvia in May", "denied", "denied"),
        ("There is no such plan for a visit by Asare to Latvia", "denied", "denied"),
    ],
}
CASES = [
    pytest.param(f"{text}, {said}." if said else f"{text}.", stage, id=f"{text[:60]} / {said or 'the outlet'}")
    for sentences in ROWS.values()
    for text, firm, weak in sentences
    for stage, voices in ((firm, FIRM), (weak, WEAK))
    for said in voices
]


@pytest.mark.parametrize(("text", "stage"), CASES)
def test_the_stage_is_that_of_the_table_in_the_guide(text: str, stage: str) -> None:
    assert draft(text).stage == stage


def test_the_rows_tested_are_those_of_the_guide() -> None:
    table = GUIDE[GUIDE.index("| the words |") :].split("\n\n")[0].splitlines()[2:]
    assert [line.split(" | ")[0].removeprefix("| ") for line in table] == list(ROWS)


def test_the_stages_of_the_guide_are_those_tested() -> None:
    told = {stage for sentences in ROWS.values() for _, firm, weak in sentences for stage in (firm, weak)}
    words = re.sub(r"\s+", " ", GUIDE).replace("in final arrangement", "in_final_arrangement")
    assert {stage for stage in told if stage not in words} == set()


def test_expected_without_a_date_is_not_sure() -> None:
    assert draft(f"Asare is expected to visit Latvia for talks on fish, {OFFICE}.").doubt == "expected, but undated"
    assert draft(f"Asare is expected to visit Latvia on May 4, {OFFICE}.").doubt != "expected, but undated"


NO_CHANGE = [
    "Asare will visit Latvia on May 4, the ministry said. Nothing has been decided, an official said of the visit.",
    "Asare will visit Latvia on May 4, the ministry said. The palace had no comment on the visit of Asare.",
    "Asare will visit Latvia on May 4, the ministry said. The palace denied that the visit to Latvia was postponed.",
    "Asare will visit Latvia on May 4, the ministry said. The visit may be cancelled, a newspaper wrote.",
    "Asare will visit Latvia on May 4, the ministry said. Asare had been scheduled to visit Peru last May.",
    "Asare will visit Latvia on May 4, the ministry said. A vote on fish has been postponed.",
    "The ministry denied that the visit of Asare to Latvia was delayed. The visit will take place on May 4, it said.",
    "Asare will visit Latvia on May 4, the ministry said as he received the Latvian president on Monday.",
]


@pytest.mark.parametrize("text", NO_CHANGE)
def test_what_says_nothing_changes_nothing(text: str) -> None:
    assert draft(text).stage == "confirmed"


def test_a_meeting_of_which_nothing_is_told_gives_no_draft() -> None:
    assert drafts("Nothing has been said of a visit by Asare to Latvia in all those years of talks on fish.") == ()


def test_who_calls_off_and_puts_off_in_the_lead_leaves_a_doubt() -> None:
    told = draft("Asare cancelled his visit to Latvia on Monday. The visit was postponed, the palace said.")
    assert (told.stage, told.doubt) == ("postponed", "cancelled or postponed")


def test_where_the_official_act_is_to_postpone_a_headline_that_says_cancels_does_not_make_it_one() -> None:
    body = "The visit of Asare to Latvia has been postponed, the foreign ministry said. Fish was to be the main topic."
    told = read(f"Ghana's Asare cancels visit to Latvia\n\n{INTRODUCED}{body}\n", KNOWN).drafts[0]
    assert told.stage == "postponed"
    assert told.doubt == "cancelled or postponed"


def test_a_plan_put_off_to_a_day_is_postponed_even_if_it_is_called_cancelled() -> None:
    told = draft("Asare's visit to Latvia on May 4 was cancelled. The visit has been postponed to June 8.")
    assert told.stage == "postponed"


@pytest.mark.parametrize("planned", ["planned", "had been planned", "originally scheduled"])
def test_a_plan_that_will_be_later_than_planned_is_postponed_to_the_day_given(planned: str) -> None:
    told = draft(f"Asare will travel to Latvia on May 4, two days later than {planned}, his office said.")
    assert told.stage == "postponed"
    assert told.claims.window == Window("2026-05-04", "May 4")
    assert told.claims.original_window is None


@pytest.mark.parametrize(
    ("text", "stage"),
    [
        ("Asare's office said that he was to visit Latvia on May 4.", "confirmed"),
        ("Asare answered that Latvia was to be his first destination, his office said.", "proposed"),
    ],
)
def test_a_plan_told_in_the_past_stands_but_not_surely_where_nothing_tells_what_became_of_it(
    text: str, stage: str
) -> None:
    told = draft(text)
    assert (told.stage, told.doubt) == (stage, "only said to have been planned")


@pytest.mark.parametrize(
    "text",
    [
        "Asare was to visit Latvia in May, but the visit is in doubt.",
        "Asare's visit to Latvia in May may be put off.",
        "The visit of Asare to Latvia in May is in doubt.",
    ],
)
def test_a_plan_that_may_fail_is_proposed_and_in_doubt(text: str) -> None:
    found = draft(text)
    assert (found.stage, found.claims.in_doubt) == ("proposed", True)


def test_a_denial_of_a_plan_told_first_is_no_denial() -> None:
    plan = "Asare will visit Latvia on May 4, the foreign ministry said."
    assert draft(f"{plan} Asare denied that the visit was about fish.").stage == "confirmed"


def test_a_gathering_named_in_passing_goes_ahead_or_went() -> None:
    told = drafts("Asare will meet Kask on the sidelines of the ASEAN summit in Paris on May 4 and 5.")
    assert [(one.claims.kind, one.stage) for one in told] == [("talks", "confirmed"), ("summit", "confirmed")]
    assert told[1].doubt == "only named in passing"


def test_what_the_weights_call_proposed_is_arranging_if_its_words_say_so() -> None:
    arranged, planned = mention("Asare is arranging a visit to Latvia."), mention("Asare plans to visit Latvia.")
    assert [split("proposed", one, None) for one in (arranged, planned)] == ["arranging", "proposed"]
    assert split("held", arranged, None) == "held"
