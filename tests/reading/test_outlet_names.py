"""The names of outlets: one for all the spellings of the table, and the one behind a title."""

import pytest

from tracker.reading.article.credits import named_in
from tracker.reading.article.dateline import dateline_of
from tracker.reading.article.outlets import outlet_name, outlet_names
from tracker.reading.article.titles import outlet_in, without_outlet


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("Yomiuri", "Yomiuri Shimbun"),
        ("THE YOMIURI SHIMBUN", "Yomiuri Shimbun"),
        ("yomiuri.co.jp", "Yomiuri Shimbun"),
        ("The Japan News", "The Japan News"),
        ("Yonhap News Agency", "Yonhap"),
        ("the Guardian", "The Guardian"),
        ("  Fjord  Gazette ", "  Fjord  Gazette "),
        ("", ""),
    ],
)
def test_an_outlet_of_the_table_has_one_name_and_another_keeps_its_words(words: str, name: str) -> None:
    assert outlet_name(words) == name


def test_a_text_names_an_outlet_by_its_longest_name_and_in_whole_words() -> None:
    text = "Xinhuas and Reuters-like wires quote Reuters; the Yonhap News Agency does, too."
    assert [text[start:end] for start, end in outlet_names(text, 0, len(text))] == ["Reuters", "Yonhap News"]


def test_a_dateline_names_its_outlet_as_the_options_do() -> None:
    text = "TOKYO (Yomiuri) -- Ahn will fly to Tokyo."
    dateline = dateline_of(text, 0, len(text), first=True)
    assert dateline is not None
    assert [credit.name for credit in named_in(text, dateline.agencies)] == [outlet_name("Yomiuri")]


@pytest.mark.parametrize(
    ("title", "outlet"),
    [
        ("Fjord Gazette", "Fjord Gazette"),
        ("Fjord Gazette: Breaking News", "Fjord Gazette"),
        ("Latest world news - The Guardian", "The Guardian"),
        ("Taiwan News", "Taiwan News"),
        ("Taiwan News - Politics", "Taiwan News"),
        ("World", None),
        ("Lantern - Lighthouse", None),
        ("@lantern", None),
        ("https://network.example/lantern", None),
        ("", None),
    ],
)
def test_the_outlet_in_a_title_is_what_is_no_section(title: str, outlet: str | None) -> None:
    assert outlet_in(title, None) == outlet


@pytest.mark.parametrize(
    ("title", "headline"),
    [
        ("Park to fly - Fjord Gazette", "Park to fly"),
        ("Park to fly | World | The Guardian", "Park to fly | World"),
        ("Park to fly - at last", "Park to fly - at last"),
        ("Out of time - Fjord Gazette", "Out of time"),
        ("Fjord Gazette", ""),
    ],
)
def test_a_headline_ends_before_the_outlet(title: str, headline: str) -> None:
    assert without_outlet(title, "Fjord Gazette", "https://fjord.example/time") == headline
