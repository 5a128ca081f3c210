"""The parts of served pages: words of an article in their sentence, and messages in the words of a form."""

import pytest

from tracker.domain.report import Evidence
from tracker.export.pages.excerpts import marked_text, marked_words
from tracker.export.pages.report_fields import in_words_of_the_form

TEXT = "Ahn to visit\n\nSEOUL, Jan. 21 (Yonhap) -- Gen. Ahn will fly to Tokyo on Friday. He meets Koizumi there.\n"


def evidence(words: str, text: str = TEXT) -> Evidence:
    """Return the first place of words in a text."""
    start = text.index(words)
    return Evidence(text=words, start=start, end=start + len(words))


@pytest.mark.parametrize(
    ("words", "before", "after"),
    [
        ("fly to Tokyo", "SEOUL, Jan. 21 (Yonhap) -- Gen. Ahn will ", " on Friday."),
        ("Koizumi", "He meets ", " there."),
        ("Ahn to visit", "", ""),
    ],
)
def test_words_are_marked_in_their_sentence(words: str, before: str, after: str) -> None:
    assert marked_words(evidence(words), TEXT) == (
        f'<blockquote class="excerpt">{before}<mark>{words}</mark>{after}</blockquote>'
    )


def test_words_are_quoted_alone_if_the_text_is_not_stored_or_another() -> None:
    assert marked_words(evidence("Koizumi"), None) == "<q>Koizumi</q>"
    assert marked_words(evidence("Koizumi"), TEXT.replace("Ahn", "Cho Hyun")) == "<q>Koizumi</q>"


def test_a_long_sentence_is_cut_on_both_sides() -> None:
    text = f"{'a ' * 300}Tokyo{' b' * 300}"

    marked = marked_words(evidence("Tokyo", text), text)

    assert marked.startswith('<blockquote class="excerpt">…a a')
    assert marked.endswith("b b…</blockquote>")
    assert len(marked) < 500


def test_a_passage_that_another_one_cuts_bears_the_name_of_its_field_once() -> None:
    fields = {"participants": evidence("Gen. Ahn will fly to Tokyo"), "host": evidence("Tokyo")}

    marked = marked_text(TEXT, fields)

    assert marked.count("> who</small>") == 1
    assert '<mark class="f-host" title="host">Tokyo<small class="of"> host</small></mark>' in marked


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("A new meeting begins with --new.", "A new meeting begins with “a new meeting”."),
        ("--words needs --window", "“When, in the item's words” needs “When”"),
        ("Check --published: it is the day.", "Check “Published”: it is the day."),
        ("tracker status --all lists the meetings.", "tracker status --all lists the meetings."),
    ],
)
def test_a_message_names_the_fields_as_the_form_does(message: str, shown: str) -> None:
    assert in_words_of_the_form(message) == shown
