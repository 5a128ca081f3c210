"""Quotations: where the words of a model stand in an article, letter for letter."""

import pytest

from tracker.reading.model_reader.quotations import nearest, places_of

TEXT = "Japan’s minister will visit\nSouth Korea. Japanese officials  said so.\n\nJapan will\r\n  pay."


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("will visit South Korea", ["will visit\nSouth Korea"]),  # a line break within counts as a space
        ("will visit\nSouth Korea", ["will visit\nSouth Korea"]),
        ("Japan will pay", ["Japan will\r\n  pay"]),
        ("Japan will\npay", ["Japan will\r\n  pay"]),
        ("Japan", ["Japan", "Japan"]),  # but not within "Japanese"
        ("Japan's minister", []),  # another apostrophe
        ("will Visit", []),
        ("officials said", []),  # two spaces are not one
        ("officials  said", ["officials  said"]),
        ("so. Japan", []),  # an empty line parts paragraphs
        ("minister … visit", []),
        ("", []),
        ("x" * 500, []),
    ],
)
def test_words_are_found_letter_for_letter(words: str, found: list[str]) -> None:
    assert [TEXT[start:end] for start, end in places_of(TEXT, words)] == found


def test_words_that_stand_twice_are_taken_where_they_are_nearest() -> None:
    assert nearest(TEXT, "Japan") == (0, 5)
    assert nearest(TEXT, "Japan", len(TEXT)) == (TEXT.rindex("Japan"), TEXT.rindex("Japan") + 5)


def test_words_of_a_script_without_spaces_are_found_within_others() -> None:
    text = "茂木外相は21日、訪韓した。2021日"
    assert [text[start:end] for start, end in places_of(text, "訪韓")] == ["訪韓"]
    assert places_of(text, "21日") == [(5, 8)]  # a number is whole
