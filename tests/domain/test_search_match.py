"""Searching: which words are found in which texts, what comes first, and what is marked."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.given import MEETING, log, refusal, report
from tracker.domain.fold import story
from tracker.domain.names import folded
from tracker.domain.search_match import Hit, Words, hit, loosely_folded, marks

AHN = "Ahn Gyu-back, defence minister, KR"
DAY = "2026-01-20"


def search(text: str, *said: Any, name: str = MEETING) -> Hit | None:
    told = story(log(*said, meeting=name), name)
    return hit(told.meeting, told.counted.own, Words.read(text))


def found(text: str, *said: Any) -> list[tuple[str, str]]:
    """Return the field and the text of each passage that was found."""
    one = search(text, *said)
    return [(passage.field, passage.text) for passage in one.found] if one else []


def marked(text: str, words: str) -> str:
    for first, last in reversed(marks(text, Words.read(words).words)):
        text = f"{text[:first]}[{text[first:last]}]{text[last:]}"
    return text


def ordered(text: str, **meetings: Any) -> list[str]:
    """Return the names of the meetings in which the words are found, the likeliest first."""
    hits = [search(text, said, name=name) for name, said in meetings.items()]
    return [one.meeting.meeting for one in sorted((one for one in hits if one), key=lambda one: one.key)]


# What is found


@pytest.mark.parametrize(
    "typed", ["Ahn Gyu-back", "gyu back ahn", "AHN", "gyu\u2010back", "Áhn", "ａｈｎ", "yu-ba", "ahn, gyu"]
)
def test_a_person_is_found_in_any_spelling_and_order(typed: str) -> None:
    assert ("participants", AHN) in found(typed, report("proposed", DAY, participants=[AHN]))


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("小泉", "小泉進次郎"),
        ("進次郎", "小泉進次郎"),
        ("규백", "안규백"),
        ("규백", unicodedata.normalize("NFD", "안규백")),
        ("Nguyen", "Nguyễn Phú Trọng"),
        ("nguyễn", "Nguyen Phu Trong"),
        ("strasse", "Straße"),
        ("лавров", "Сергей ЛАВРОВ"),
        ("がく", "がくしゅう"),
        ("ｶﾞｸ", "ガクシュウ"),
    ],
)
def test_a_word_is_found_inside_another_and_in_every_script(typed: str, name: str) -> None:
    assert found(typed, report("proposed", DAY, participants=[f"{name},,JP"]))


def test_a_voicing_mark_makes_another_letter() -> None:
    assert not found("はく", report("proposed", DAY, participants=["がく,,JP"]))


def test_everything_that_a_report_tells_in_words_is_searched() -> None:
    said = report(
        "cancelled",
        DAY,
        "qqOutlet",
        "official",
        via=["qqVia"],
        headline="qqHeadline",
        words="qqOffice",
        title="qqTitle",
        place="qqPlace",
        reason="qqReason",
        participants=["qqName, qqRole, KR"],
        quote="qqQuote",
    )
    assert found("qq", said) == [
        ("participants", "qqName, qqRole, KR"),
        ("title", "qqTitle"),
        ("places", "qqPlace"),
        ("reason", "qqReason"),
        ("headline", "qqHeadline"),
        ("outlet", "qqOutlet < qqVia"),
        ("attributed_to", "qqOffice"),
        ("quote", "qqQuote"),
    ]


def test_all_words_must_be_found_but_not_in_one_place() -> None:
    said = report("proposed", DAY, "Kyodo", participants=[AHN], place="Yokosuka")
    assert found("yokosuka ahn kyodo", said) == [
        ("participants", AHN),
        ("meeting", MEETING),
        ("places", "Yokosuka"),
        ("outlet", "Kyodo"),
    ]
    assert not found("yokosuka ahn reuters", said)


def test_what_stood_once_is_found_in_the_report_that_said_it() -> None:
    said = (report("proposed", DAY, place="Nara?"), report("confirmed", "2026-01-21", place="Tokyo"))
    one = search("nara", *said)
    assert one is not None
    assert [(passage.field, passage.position) for passage in one.found] == [("places", 1)]


def test_a_report_does_not_say_again_what_stands() -> None:
    said = report("proposed", DAY, participants=[AHN])
    one = search("ahn gyu", said)
    assert one is not None
    assert [(passage.field, passage.position) for passage in one.found] == [("participants", None), ("meeting", None)]


@pytest.mark.parametrize("typed", ["100%", "a_b", "%", "_"])
def test_percent_and_underscore_are_letters(typed: str) -> None:
    assert found(typed, report("proposed", DAY, quote="100% of a_b"))
    assert not found(typed, report("proposed", DAY, quote="1000 of axb"))


@pytest.mark.parametrize("typed", ["", "  ", "-", " \u2014, ; "])
def test_without_a_word_there_is_nothing_to_search_for(typed: str) -> None:
    assert refusal(Words.read, typed) == (
        "there is no word to search for",
        "Write: tracker search koizumi yokosuka",
    )


# What comes first


def test_people_and_names_come_before_titles_headlines_reasons_and_quotes() -> None:
    assert ordered(
        "koizumi",
        quoted=report("proposed", "2026-01-25", quote="Koizumi says"),
        reasoned=report("cancelled", "2026-01-24", reason="Koizumi is ill"),
        headed=report("proposed", "2026-01-23", headline="Koizumi to go"),
        titled=report("proposed", "2026-01-22", title="Koizumi in Seoul"),
        attended=report("proposed", "2026-01-21", participants=["Koizumi,,JP"]),
    ) == ["attended", "titled", "headed", "reasoned", "quoted"]


def test_a_meeting_is_as_likely_as_the_least_likely_of_the_words() -> None:
    assert ordered(
        "ahn seoul",
        one=report("proposed", "2026-01-25", participants=[AHN], quote="in Seoul"),
        two=report("proposed", "2026-01-21", title="Ahn in Seoul"),
    ) == ["two", "one"]


def test_words_that_stand_nearer_together_come_first() -> None:
    assert ordered(
        "ahn seoul",
        apart=report("proposed", "2026-01-25", title="Ahn", headline="Seoul"),
        near=report("proposed", "2026-01-24", headline="Ahn in Seoul"),
    ) == ["near", "apart"]


def test_among_equals_the_newer_comes_first_and_then_the_name() -> None:
    assert ordered(
        "ahn",
        b=report("proposed", "2026-01-21", headline="Ahn"),
        a=report("proposed", "2026-01-21", headline="Ahn"),
        newer=report("proposed", "2026-01-22", headline="Ahn"),
    ) == ["newer", "a", "b"]


def test_a_latin_word_within_another_comes_after_one_that_begins_there() -> None:
    assert ordered(
        "lee",
        fleet=report("proposed", "2026-01-25", title="The fleet"),
        lee=report("proposed", "2026-01-21", quote="Lee says"),
    ) == ["lee", "fleet"]


# What is marked


@pytest.mark.parametrize(
    ("text", "words", "shown"),
    [
        ("Ahn Gyu-back visits", "gyu-back AHN", "[Ahn] [Gyu]-[back] visits"),
        ("小泉進次郎氏", "進次郎", "小泉[進次郎]氏"),
        ("Nguyễn Phú", "nguyen phu", "[Nguyễn] [Phú]"),
        ("Nguye\u0302\u0303n!", "nguyen", "[Nguye\u0302\u0303n]!"),
        ("Königstraße 5", "strasse", "König[straße] 5"),
        ("㈱ 株式会社", "株", "[㈱] [株]式会社"),
        ("banana", "ana nan", "b[anana]"),
        ("ﾋﾛｼﾏ ｶﾞｸ", "ガク", "ﾋﾛｼﾏ [ｶﾞｸ]"),
        (unicodedata.normalize("NFD", "안규백"), "규백", unicodedata.normalize("NFD", "안[규백]")),
        ("nothing", "else", "nothing"),
    ],
)
def test_what_is_found_is_marked_in_the_text_as_it_was_written(text: str, words: str, shown: str) -> None:
    assert marked(text, words) == shown


letters = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


@given(text=letters, word=letters)
@example(text="ab\u0345", word="b")
@example(text="İstanbul", word="istanbul")
def test_marks_lie_within_the_text_in_order_and_apart(text: str, word: str) -> None:
    places = [place for span in marks(text, folded(word).split()) for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


@given(before=letters, text=letters, after=letters, start=st.integers(0, 12), length=st.integers(1, 12))
@example(before="a", text="\u0301e", after="", start=0, length=1)
@example(before="", text="\u1100\u1161\u11a8", after="", start=0, length=1)
def test_what_folding_finds_in_a_field_the_stored_text_holds(
    before: str, text: str, after: str, start: int, length: int
) -> None:
    stored = loosely_folded(json.dumps([before, text, after], ensure_ascii=False))
    for word in folded(text)[start : start + length].split():
        if not any(letter in '"\\' or letter < " " for letter in word):
            assert word in stored
