"""Sentences are cut into clauses where somebody begins to speak of something else, and nowhere else."""

import pytest

from tests.reading.meetings.sentences import chunked, words_of
from tracker.reading.encounters.clauses import Clause, clauses
from tracker.reading.language.chunks import Kind


def cut(text: str) -> str:
    """Return the clauses of a sentence with a bar between each two."""
    return " | ".join(words_of(text, clause.row) for clause in clauses(chunked(text)))


def cut_last(text: str) -> Clause:
    return clauses(chunked(text))[-1]


PARTED = {
    "but": "Asare will visit Oslo in May, | but Kask is abroad.",
    "a semicolon": "Asare will visit Oslo | ; Kask will fly to Accra.",
    "a colon": "Two trips are planned | : Asare will visit Oslo.",
    "after": "Asare will visit Oslo | after she met Kask in Rome.",
    "while": "Asare will visit Oslo, | while Kask is to fly to Accra.",
    "who": "Asare met Kask, | who had visited Accra in May.",
    "and with a pronoun": "Asare will visit Oslo | and she will meet Kask.",
    "and with a verb": "Asare visited Oslo | and will return in May.",
    "and with a name and a verb": "Asare will visit Oslo | and Kask will fly to Accra.",
    "and to, of a plan": "Asare is scheduled to visit Oslo | and to meet Kask.",
    "on the sidelines": "Asare will meet Kask | on the sidelines of a forum in Rome.",
    "on the margins": "Asare will meet Kask | on the margins of a forum in Rome.",
    "ahead of": "Asare will meet Kask | ahead of the summit in Rome.",
    "as part of": "Asare will visit Oslo | as part of a tour of Europe.",
    "background first": "After a fire in Rome on Monday | , Asare will visit Oslo.",
    "with after a comma": "Asare will visit Oslo, | with talks on fish to be held.",
}
WHOLE = [
    "After talks with Kask in Rome, Asare will visit Oslo.",
    "Asare and Kask will meet in Oslo.",
    "Asare will visit Norway, Sweden and Finland.",
    "Asare, the foreign minister of Ghana, will visit Oslo.",
    "Asare will meet with Kask in Oslo.",
    "Asare landed in Oslo before dawn on Friday.",
    "Asare will visit Oslo to meet Kask and to see the harbour.",
]


@pytest.mark.parametrize("wanted", PARTED.values(), ids=PARTED)
def test_a_sentence_is_cut_where_another_clause_begins(wanted: str) -> None:
    assert cut(wanted.replace(" | ;", ";").replace(" | :", ":").replace(" | ", " ")) == wanted.replace(" | ;", " | ;")


@pytest.mark.parametrize("text", WHOLE)
def test_names_lists_and_appositions_do_not_part_a_clause(text: str) -> None:
    assert cut(text) == text


ASIDES = {
    "Asare, who chairs the council, will visit Oslo.": "Asare, , will visit Oslo. | who chairs the council",
    "Asare, whose visit was short, would return in May.": "Asare, , would return in May. | whose visit was short",
    "The visit (it is the first) will last two days.": "The visit will last two days. | (it is the first)",
    "Asare — a friend of Kask — will visit Oslo.": "Asare will visit Oslo. | — a friend of Kask —",
    "Asare will visit Oslo — her first trip abroad.": "Asare will visit Oslo | — her first trip abroad.",
}


@pytest.mark.parametrize(("text", "wanted"), ASIDES.items())
def test_what_an_aside_breaks_off_goes_on_behind_it(text: str, wanted: str) -> None:
    assert cut(text) == wanted


@pytest.mark.parametrize(
    ("text", "opener", "background"),
    [
        ("Asare will visit Oslo.", "", False),
        ("Asare will visit Oslo, but Kask is abroad.", "but", False),
        ("Asare will visit Oslo after she met Kask in Rome.", "after", True),
        ("Asare will meet Kask on the sidelines of a forum.", "sidelines", True),
        ("Asare will meet Kask on the eve of a forum.", "eve", True),
        ("Asare will meet Kask on the margins of a forum.", "margins", True),
        ("Asare will meet Kask on the fringes of a forum.", "fringes", True),
        ("Asare will meet Kask on the occasion of a forum.", "occasion", True),
        ("Asare will meet Kask in the run-up to a forum.", "in", True),
        ("Asare will meet Kask alongside the forum.", "alongside", True),
        ("Asare will meet Kask as part of a forum.", "as", True),
        ("The visit of Asare will coincide with a forum.", "coincide", True),
        ("The visit of Asare coincides with a forum.", "coincides", True),
        ("Asare will meet Kask ahead of a forum.", "ahead", True),
        ("Asare will meet Kask prior to a forum.", "prior", True),
        ("Asare will visit Oslo, although Kask is abroad.", "although", False),
    ],
)
def test_the_word_that_opens_a_clause_tells_whether_it_stands_beside_the_story(
    text: str, opener: str, background: bool
) -> None:
    last = cut_last(text)
    assert (last.opener, last.background) == (opener, background)


def test_no_word_of_a_sentence_is_lost_or_told_twice() -> None:
    text = "Asare, who (as ever) spoke first, will visit Oslo; Kask — the host — is to meet him, but only after May."
    row = [chunk for chunk in chunked(text) if chunk.kind is not Kind.PUNCTUATION]
    told = [chunk for clause in clauses(chunked(text)) for chunk in clause.row if chunk.kind is not Kind.PUNCTUATION]
    assert sorted(told, key=lambda chunk: chunk.start) == row
