"""Passages: every letter of an article belongs to the field with the shortest words around it, or to none."""

import pytest

from tracker.domain.passages import passages
from tracker.domain.report import Evidence

TEXT = "Ahn will visit Tokyo  on Friday."


def marked(*drafts: dict[str, str]) -> list[tuple[str, str]]:
    """Return the passages that are marked, each with its field."""
    evidence = [{field: words_at(words) for field, words in draft.items()} for draft in drafts]
    return [(passage.field, TEXT[passage.start : passage.end]) for passage in passages(TEXT, evidence)]


def words_at(words: str) -> Evidence:
    start = TEXT.index(words)
    return Evidence(text=words, start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("draft", "expected"),
    [
        ({}, []),
        ({"window": "on Friday", "stage": "will visit"}, [("stage", "will visit"), ("window", "on Friday")]),
        ({"host": "Tokyo", "stage": "visit Tokyo"}, [("stage", "visit"), ("host", "Tokyo")]),
        (
            {"kind": "visit", "stage": "Ahn will visit Tokyo"},
            [("stage", "Ahn will"), ("kind", "visit"), ("stage", "Tokyo")],
        ),
        ({"place": "Tokyo", "host": "Tokyo"}, [("place", "Tokyo")]),
        ({"host": "Tokyo ", "window": " on Friday"}, [("host", "Tokyo"), ("window", "on Friday")]),
    ],
)
def test_of_two_passages_the_shorter_one_is_marked_within_the_longer(
    draft: dict[str, str], expected: list[tuple[str, str]]
) -> None:
    assert marked(draft) == expected


def test_of_equal_passages_that_of_the_first_draft_is_marked() -> None:
    assert marked({"host": "Tokyo"}, {"place": "Tokyo"}) == [("host", "Tokyo")]


def test_of_equal_passages_the_field_that_a_person_reads_first_is_marked() -> None:
    fields = ["stage", "attribution", "kind", "participants", "window"]
    fields += ["original_window", "place", "host", "reason", "by"]
    for number, field in enumerate(fields):
        assert marked(dict.fromkeys(reversed(fields[number:]), "Tokyo")) == [(field, "Tokyo")]


def test_blanks_alone_are_not_marked_and_words_end_with_the_text() -> None:
    assert list(passages(TEXT, [{"host": Evidence(text="  ", start=20, end=22)}])) == []
    (passage,) = passages(TEXT, [{"window": Evidence(text="Friday.", start=25, end=99)}])
    assert TEXT[passage.start : passage.end] == "Friday."
