"""The words that name an encounter, and the same words where they name none."""

import pytest

from tests.reading.meetings.sentences import chunked, words_of
from tracker.reading.encounters.clauses import clauses
from tracker.reading.encounters.heads import apart, heads
from tracker.reading.language.verbs import Form


def found(text: str) -> list[str]:
    """Return the heads of a sentence: the kind and the words, a verb with "to" before it."""
    row = chunked(text)
    return [
        f"{head.kind}: {'to ' if head.is_verb else ''}{' '.join(chunk.low for chunk in row[head.first : head.last])}"
        for head in heads(row)
    ]


KINDS = {
    "Asare will visit Estonia.": ["visit: to visit"],
    "The visit of Asare to Estonia was short.": ["visit: visit"],
    "The trip of Asare was short.": ["visit: trip"],
    "Asare flew to Tallinn.": ["visit: to flew to"],
    "Asare will pay an official visit to Estonia.": ["visit: to pay an official visit"],
    "Asare arrived in Tallinn.": ["visit: to arrived"],
    "Asare flew here on Monday.": ["visit: to flew here"],
    "Asare left the country on Monday for Tallinn.": ["visit: to left the country on monday for"],
    "Asare and Kask will see each other again.": ["talks: to see each other again"],
    "Asare and Kask see each other as rivals.": [],
    "Asare was received on Monday by Estonia's newly elected president.": [
        "talks: to received on monday by estonia 's newly elected president"
    ],
    "Asare met Kask.": ["talks: to met"],
    "Asare will hold talks with Kask.": ["talks: to hold talks"],
    "The meeting with Kask was short.": ["talks: meeting"],
    "Asare is meeting Kask in Tallinn.": ["talks: to meeting"],
    "Asare hosted Kask for a day.": ["talks: to hosted kask"],
    "Asare saw his Estonian counterpart.": ["talks: to saw his estonian counterpart"],
    "Asare sat with Kask for tea.": ["talks: to sat with kask"],
    "Asare called Kask on Monday.": ["call: to called kask"],
    "Asare spoke by phone with Kask.": ["call: to spoke by phone"],
    "The two leaders held a phone call.": ["call: to held a phone call"],
    "Their phone call lasted an hour.": ["call: phone call"],
    "Their call lasted an hour.": ["call: call"],
    "A videoconference was held.": ["call: videoconference"],
    "Asare and Kask will hold a virtual summit.": ["call: to hold a virtual summit"],
    "Asare will meet Kask, and they will hold talks by video link.": ["talks: to meet", "call: to hold talks by video"],
    "Asare put off his Estonia visit.": ["visit: visit"],
    "Asare cancelled a meeting with Kask over her secret visit to Oslo.": ["talks: meeting"],
    "The leaders of Ghana visit Estonia.": ["visit: to visit"],
    "The Ghana-Estonia summit was short.": ["summit: summit"],
    "Asare will attend a conference.": ["forum: to attend", "forum: conference"],
    "Asare attended a reception in Riga.": ["forum: to attended"],
    "Ministers of nine countries will convene in Tallinn.": ["multilateral: to convene"],
    "The jets will refuel at an air base in Estonia.": ["operation: to refuel at"],
    "The navy planned a port call at Tallinn.": ["operation: port call"],
}


@pytest.mark.parametrize(("text", "wanted"), KINDS.items())
def test_an_encounter_is_named_by_a_noun_or_a_verb(text: str, wanted: list[str]) -> None:
    assert found(text) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "Ghana calls for restraint.",
        "Kask made calls for restraint.",
        "The call to end the strike was heard.",
        "Workers travel far to the mines.",
        "The press conference was short.",
        "A news conference followed.",
        "His coming was a surprise, come what may.",
        "Fish costs more than it did a year ago.",
        "The strike has come to an end.",
    ],
)
def test_the_same_words_name_no_encounter_elsewhere(text: str) -> None:
    assert found(text) == []


def test_a_verb_has_a_form_and_a_noun_has_none() -> None:
    for text, form in (
        ("Asare will visit Estonia.", Form.BASE),
        ("Asare visits Estonia.", Form.PRESENT),
        ("Asare visited Estonia.", Form.PAST),
        ("Asare is visiting Estonia.", Form.ING),
        ("His visits to Estonia are many.", None),
    ):
        (head,) = heads(chunked(text))
        assert (head.form, head.is_verb) == (form, form is not None)


def test_a_gathering_that_bears_a_name_is_a_forum() -> None:
    assert "forum: shangri-la dialogue" in found("The two spoke of fish at the Shangri-La Dialogue in Singapore.")


PURPOSES = [
    "The trip of Kask is meant for organising | a visit to Latvia by Asare.",
    "The trip of Kask is to prepare | Asare's first summit with Ozols.",
    "The visit to Riga of Kask, talks in Oslo, is meant for organising | a visit to Latvia by Asare.",
    "The trip of Kask to Riga was for a meeting with Asare.",
    "The trip of Kask to Riga was to discuss the visit.",
    "The visit is for a summit of Asare and Ozols.",
    "The talks of Kask in Riga are meant for arranging a long summit that is short.",
    "The talks of Kask in Riga are meant for arranging a long and rather difficult visit to Latvia by Asare.",
    "The trip of Kask to Riga and a visit to Latvia by Asare are planned.",
    "Kask will discuss with Ozols a visit to Latvia by Asare.",
]


@pytest.mark.parametrize("wanted", PURPOSES)
def test_an_encounter_that_is_the_purpose_of_another_is_told_apart(wanted: str) -> None:
    text = wanted.replace(" | ", " ")
    (clause,) = clauses(chunked(text))
    assert " | ".join(words_of(text, part.row) for part, _ in apart(clause)) == wanted
