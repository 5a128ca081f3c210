"""What counts of a model's reply: only what quotes the article, and what our own tables and grammar know."""

import json
from typing import Any

import pytest

from tests.model_replies import ARTICLE, KNOWN, meeting, person, quoted, reply
from tracker.domain.errors import TrackerError
from tracker.domain.report import UNATTRIBUTED, Participant, Place
from tracker.domain.window import Window
from tracker.reading.draft import Draft, Known
from tracker.reading.model_reader.reading import reading_of


def drafts(answer: str, text: str = ARTICLE, known: Known = KNOWN) -> tuple[Draft, ...]:
    """Return the drafts of a reply."""
    return reading_of(answer, text, known).drafts


def draft(text: str = ARTICLE, **fields: Any) -> Draft:
    """Return the draft of a meeting of which these fields are as given."""
    (only,) = drafts(reply(meeting(**fields)), text)
    return only


def test_a_reply_that_quotes_the_article_gives_a_draft_with_its_evidence() -> None:
    made = draft()
    assert (made.main, made.stage, made.attribution.class_) == (True, "confirmed", "official")
    assert made.claims.participants == (
        Participant(name="Ahn Gyu-back", role="defence minister", country="KR"),
        Participant(name="Shinjiro Koizumi", role="defence minister", country="JP"),
    )
    assert made.claims.window == Window("2026-01-29/2026-01-31", "from January 29-31")
    assert (made.claims.host, made.claims.place) == ("JP", Place(name="Yokosuka", standing="candidate"))
    assert all(ARTICLE[words.start : words.end] == words.text for words in made.evidence.values())
    assert set(made.evidence) == {"stage", "kind", "attribution", "participants", "host", "place", "window"}


def test_a_model_alone_is_never_sure() -> None:
    assert draft().doubt == "read by a language model alone"


@pytest.mark.parametrize(
    ("field", "value"),
    [
        ("host", quoted("JP", "Tokyo")),  # words that are not in the article
        ("host", quoted("Japan", "Japan")),  # a country that is not ours
        ("host", quoted("EU", "one venue")),  # an organisation
        ("host", quoted("KR", "Japan")),  # words that say another country
        ("kind", quoted("party", "talks")),
        ("place", {"words": "Nagoya", "candidate": False}),
        ("place", {"words": "Japan", "candidate": False}),  # a country is the host
        ("window", {"first": "in February", "last": None, "edtf": "2026-02"}),
        ("window", {"first": "talks", "last": None, "edtf": "2026-02-03"}),  # words that name no day
        ("by", quoted("KR", "the ministry in Busan")),
        ("reason", "a typhoon"),
    ],
)
def test_a_field_that_does_not_hold_is_dropped_and_the_others_stay(field: str, value: Any) -> None:
    made = draft(**{field: value})
    assert (made.value(field), field in made.evidence) == (None, False)
    assert made.stage == "confirmed"


@pytest.mark.parametrize(
    "stage", [quoted("certain", "will visit Japan"), quoted("confirmed", "is going to visit Japan")]
)
def test_a_meeting_without_a_stage_that_holds_is_left_out(stage: Any) -> None:
    assert drafts(reply(meeting(stage=stage))) == ()


def test_an_attribution_that_does_not_hold_is_none() -> None:
    assert draft(attribution=quoted("official", "the White House said")).attribution == UNATTRIBUTED


def test_our_grammar_decides_what_days_mean_and_not_the_model() -> None:
    made = draft(window={"first": "January 29-31", "last": None, "edtf": "2027-05-05"})
    assert made.claims.window == Window("2026-01-29/2026-01-31", "January 29-31")
    held = draft(
        stage=quoted("held", "last visited Japan"), window={"first": "in September", "last": None, "edtf": None}
    )
    assert held.claims.window == Window("2025-09", "in September")


@pytest.mark.parametrize(
    ("words", "last", "edtf", "window"),
    [
        ("on Friday", "until Sunday", None, "2026-01-23/2026-01-25"),
        ("on Friday for a stay of three days", None, None, "2026-01-23/2026-01-25"),
        ("le 29 janvier", None, "2026-01-29", "2026-01-29"),  # no grammar of ours: the numbers bear it out
        ("le 29 janvier", None, "2026-01-30", None),
        ("le 29 janvier", None, "2036-01-29", None),
        ("à la Pentecôte", None, "2026-05-24", None),
        ("soon", None, "2026-02", None),
        (
            "the next day",
            None,
            "2026-01-26",
            "2026-01-26",
        ),  # after the date before it, if the model agrees
        ("the next day", None, "2026-01-22", None),
    ],
)
def test_days_are_put_together_from_what_is_quoted(words: str, last: str | None, edtf: str | None, window: str) -> None:
    days = "on Friday for a stay of three days, until Sunday; le 29 janvier, à la Pentecôte, soon."
    text = f"{ARTICLE}\nThey meet {days} He flies home the next day.\n"
    made = draft(text, stage=quoted("confirmed", "They meet"), window={"first": words, "last": last, "edtf": edtf})
    assert (made.claims.window and made.claims.window.edtf) == window


def test_words_that_stand_several_times_are_those_nearest_to_the_stage() -> None:
    text = f"Talks on Friday.\n\n{ARTICLE}\nThe two will telephone on Friday.\n"
    made = draft(
        text, stage=quoted("confirmed", "will telephone"), window={"first": "on Friday", "last": None, "edtf": None}
    )
    assert made.evidence["window"].start == text.rindex("on Friday")


def test_people_are_named_in_the_article_and_hold_offices_of_ours() -> None:
    made = draft(
        participants=[
            person("Ahn Gyu-back", "KR", "Ahn Gyu-back", role="Minister of National Defense"),
            person("Ahn Gyu-back", "KR", "Ahn"),  # the same man
            person("Kim Min-seok", "KR", "Ahn"),  # a name that is not in the article
            person(None, "JP", "Defence\nMinister", role="grand wizard"),
            person("Shinjiro Koizumi", "Nippon", "Shinjiro Koizumi"),
        ]
    )
    assert made.claims.participants == (
        Participant(name="Ahn Gyu-back", role="defence minister", country="KR"),
        Participant(country="JP"),
        Participant(name="Shinjiro Koizumi", role="defence minister"),
    )


def test_the_log_fills_in_what_it_knows_of_a_person() -> None:
    people = {"shinjiro koizumi": Participant(name="Shinjiro Koizumi", role="defence minister", country="JP")}
    (made,) = drafts(
        reply(meeting(participants=[person("Shinjiro Koizumi", None, "Koizumi", role=None)])),
        known=Known(published=KNOWN.published, people=people),
    )
    assert made.claims.participants == (people["shinjiro koizumi"],)


def test_a_plan_that_is_rescheduled_is_put_off_with_its_new_days_and_the_old() -> None:
    made = draft(
        stage=quoted("rescheduled", "will visit Japan"),
        original_window={"first": "in September", "last": None, "edtf": None},
    )
    assert (made.stage, made.claims.window, made.claims.original_window) == (
        "postponed",
        Window("2026-01-29/2026-01-31", "from January 29-31"),
        Window("2026-09", "in September"),
    )


def test_only_a_plan_that_stands_is_in_doubt() -> None:
    assert draft(in_doubt=True).claims.in_doubt
    assert not draft(in_doubt=True, stage=quoted("cancelled", "will visit Japan")).claims.in_doubt


def test_evidence_is_letter_for_letter_in_a_text_with_hidden_characters() -> None:
    text = ARTICLE.replace("Yokosuka", "Yoko\u00adsuka").replace("January 29-31", "January ２９-３１")
    made = draft(text)
    assert (made.evidence["place"].text, made.evidence["window"].text) == ("Yoko\u00adsuka", "from January ２９-３１")
    assert made.claims.place == Place(name="Yokosuka", standing="candidate")
    assert all(text[words.start : words.end] == words.text for words in made.evidence.values())


@pytest.mark.parametrize(
    "answer",
    [
        '{"meetings": [{"main": true, "stage": {"val',
        "I cannot help with that.",
        "[]",
        '{"meetings": [{"main": "yes"}]}',
        '{"meetings": null}',
        '{"meetings": [' * 20_000,
    ],
)
def test_a_reply_that_is_not_what_was_asked_for_is_an_error(answer: str) -> None:
    with pytest.raises(TrackerError, match="its reply is"):
        drafts(answer)


@pytest.mark.parametrize(
    "wrapping", ["{}", "```json\n{}\n```", "```\n{}```\n", "<think>\nVisit? {{ }}\n</think>\n\n{}"]
)
def test_what_models_write_around_the_json_and_keys_that_nobody_asked_for_are_ignored(wrapping: str) -> None:
    answer = {"meetings": [meeting(record=True, sure=True)], "tool_calls": ["report"]}
    (made,) = drafts(wrapping.format(json.dumps(answer)))
    assert (made.stage, made.sure) == ("confirmed", False)


def test_the_main_meeting_comes_first_and_six_are_the_most() -> None:
    many = drafts(
        reply(
            *[
                meeting(main=number == 7, stage=quoted("proposed" if number < 7 else "held", "will visit Japan"))
                for number in range(8)
            ]
        )
    )
    assert [made.main for made in many] == [True, *[False] * 5]
    assert many[0].stage == "held"
