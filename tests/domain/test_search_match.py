"""Search: which terms match which texts, how hits are ordered, and which spans are marked."""

import json
import unicodedata
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from tests.given import MEETING, corrected, linked, log, merged, refusal, report
from tracker.domain.fold import fold, story
from tracker.domain.names import folded
from tracker.domain.search_match import Hit, find_hit, match_spans, parse_terms
from tracker.domain.search_text import loosely_folded, search_text

AHN = "Ahn Gyu-back, defence minister, KR"
DAY = "2026-01-20"


def search(text: str, *reports: Any, name: str = MEETING) -> Hit | None:
    """Search one meeting, which has these reports."""
    history = story(log(*reports, meeting=name), name)
    return find_hit(history.meeting, history.counted.own, parse_terms(text))


def matches(text: str, *reports: Any) -> list[tuple[str, str]]:
    """Return the field and the text of each passage that matches."""
    hit = search(text, *reports)
    return [(passage.field, passage.text) for passage in hit.passages] if hit else []


def marked(text: str, terms: str) -> str:
    """Return the text with brackets around each match."""
    for first, last in reversed(match_spans(text, parse_terms(terms))):
        text = f"{text[:first]}[{text[first:last]}]{text[last:]}"
    return text


def ranking(text: str, **reports: Any) -> list[str]:
    """Return the names of the meetings that match, the best first. Each has one report, or a tuple of them."""
    hits = []
    for name, of_meeting in reports.items():
        bodies = of_meeting if isinstance(of_meeting, tuple) else (of_meeting,)
        hits.append(search(text, *bodies, name=name))
    ranked = sorted((hit for hit in hits if hit), key=lambda hit: hit.key)
    return [hit.meeting.meeting for hit in ranked]


# Matches


@pytest.mark.parametrize(
    "typed", ["Ahn Gyu-back", "gyu back ahn", "AHN", "gyu\u2010back", "Áhn", "ａｈｎ", "yu-ba", "ahn, gyu"]
)
def test_a_person_matches_in_any_spelling_and_word_order(typed: str) -> None:
    assert ("participants", AHN) in matches(typed, report("proposed", DAY, participants=[AHN]))


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
def test_a_term_matches_inside_a_word_and_in_every_script(typed: str, name: str) -> None:
    assert matches(typed, report("proposed", DAY, participants=[f"{name},,JP"]))


def test_a_voicing_mark_makes_a_different_letter() -> None:
    assert not matches("はく", report("proposed", DAY, participants=["がく,,JP"]))


def test_every_text_of_a_report_is_searched() -> None:
    article = report(
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
    assert matches("qq", article) == [
        ("participants", "qqName, qqRole, KR"),
        ("title", "qqTitle"),
        ("places", "qqPlace"),
        ("reason", "qqReason"),
        ("headline", "qqHeadline"),
        ("outlet", "qqOutlet < qqVia"),
        ("attributed_to", "qqOffice"),
        ("quote", "qqQuote"),
    ]


def test_every_term_must_match_but_not_in_the_same_passage() -> None:
    article = report("proposed", DAY, "Kyodo", participants=[AHN], place="Yokosuka")
    assert matches("yokosuka ahn kyodo", article) == [
        ("participants", AHN),
        ("meeting", MEETING),
        ("places", "Yokosuka"),
        ("outlet", "Kyodo"),
    ]
    assert not matches("yokosuka ahn reuters", article)


def test_a_value_that_was_replaced_matches_in_its_report() -> None:
    reports = (report("proposed", DAY, place="Nara?"), report("confirmed", "2026-01-21", place="Tokyo"))
    hit = search("nara", *reports)
    assert hit is not None
    assert [(passage.field, passage.position) for passage in hit.passages] == [("places", 1)]


def test_a_report_that_repeats_the_meeting_gives_no_second_passage() -> None:
    article = report("proposed", DAY, participants=[AHN])
    hit = search("ahn gyu", article)
    assert hit is not None
    assert [(passage.field, passage.position) for passage in hit.passages] == [
        ("participants", None),
        ("meeting", None),
    ]


def test_an_alias_matches() -> None:
    hit = search("yokosuka", report("proposed", DAY), ("ahn-yokosuka", merged(MEETING)))
    assert hit is not None
    assert [(passage.field, passage.text) for passage in hit.passages] == [("aliases", "ahn-yokosuka")]


def test_only_reports_are_searched() -> None:
    events = log(report("proposed", DAY, quote="Yokosuka"), corrected(1, {"quote": "Osaka"}))
    assert find_hit(fold(events, MEETING), events[1:], parse_terms("osaka")) is None


@pytest.mark.parametrize("typed", ["100%", "a_b", "%", "_"])
def test_percent_and_underscore_are_ordinary_characters(typed: str) -> None:
    assert matches(typed, report("proposed", DAY, quote="100% of a_b"))
    assert not matches(typed, report("proposed", DAY, quote="1000 of axb"))


@pytest.mark.parametrize("typed", ["", "  ", "-", " \u2014, ; "])
def test_a_search_without_a_word_is_refused(typed: str) -> None:
    assert refusal(parse_terms, typed) == (
        "there is no word to search for",
        "Write: tracker search koizumi yokosuka",
    )


# Order


def test_a_letter_among_longer_words_is_left_out() -> None:
    assert parse_terms("put off a trip") == ("put", "off", "trip")
    assert parse_terms("习 a 7") == ("习", "7")
    assert parse_terms("a b") == ("a", "b")


def test_people_and_names_rank_before_titles_headlines_reasons_and_quotes() -> None:
    assert ranking(
        "koizumi",
        quoted=report("proposed", "2026-01-25", quote="Koizumi says"),
        reasoned=report("cancelled", "2026-01-24", reason="Koizumi is ill"),
        attributed=report("proposed", "2026-01-24", words="Koizumi's office"),
        published=report("proposed", "2026-01-24", "Koizumi Bulletin"),
        headed=report("proposed", "2026-01-23", headline="Koizumi to go"),
        titled=report("proposed", "2026-01-22", title="Koizumi in Seoul"),
        attended=report("proposed", "2026-01-21", participants=["Koizumi,,JP"]),
    ) == ["attended", "titled", "headed", "attributed", "published", "reasoned", "quoted"]


def test_a_hit_ranks_by_its_worst_term() -> None:
    assert ranking(
        "ahn seoul",
        one=report("proposed", "2026-01-25", participants=[AHN], quote="in Seoul"),
        two=report("proposed", "2026-01-21", title="Ahn in Seoul"),
    ) == ["two", "one"]


def test_terms_in_one_field_rank_before_terms_in_several() -> None:
    assert ranking(
        "ahn seoul",
        apart=report("proposed", "2026-01-25", title="Ahn", headline="Seoul"),
        near=report("proposed", "2026-01-24", headline="Ahn in Seoul"),
    ) == ["near", "apart"]


def test_terms_in_one_report_rank_before_terms_in_several() -> None:
    assert ranking(
        "herald seoul",
        several=(report("proposed", "2026-01-25", "Herald"), report("noted", "2026-01-26", quote="in Seoul")),
        single=report("proposed", "2026-01-24", "Herald", quote="in Seoul"),
    ) == ["single", "several"]


def test_hits_of_equal_rank_are_sorted_by_day_newest_first_and_then_by_name() -> None:
    assert ranking(
        "ahn",
        b=report("proposed", "2026-01-21", headline="Ahn"),
        a=report("proposed", "2026-01-21", headline="Ahn"),
        newer=report("proposed", "2026-01-22", headline="Ahn"),
    ) == ["newer", "a", "b"]


def test_a_match_inside_a_latin_word_ranks_after_one_at_its_beginning() -> None:
    assert ranking(
        "lee",
        fleet=report("proposed", "2026-01-25", title="The fleet"),
        lee=report("proposed", "2026-01-21", quote="Lee says"),
    ) == ["lee", "fleet"]


# Marks


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
        ("Séoul Tokyo", "ltok", "Séoul Tokyo"),
        ("nothing", "else", "nothing"),
    ],
)
def test_matches_are_marked_in_the_original_text(text: str, words: str, shown: str) -> None:
    assert marked(text, words) == shown


letters = st.text(alphabet=st.characters(exclude_categories=["Cs"]), max_size=12)


@given(text=letters, word=letters)
@example(text="ab\u0345", word="b")
@example(text="İstanbul", word="istanbul")
def test_spans_are_sorted_within_the_text_and_do_not_touch(text: str, word: str) -> None:
    places = [place for span in match_spans(text, folded(word).split()) for place in span]
    assert places == sorted(set(places))
    assert all(0 <= place <= len(text) for place in places)


@given(before=letters, text=letters, after=letters, start=st.integers(0, 12), length=st.integers(1, 12))
@example(before="a", text="\u0301e", after="", start=0, length=1)
@example(before="", text="\u1100\u1161\u11a8", after="", start=0, length=1)
def test_the_loosely_folded_row_contains_every_word_of_its_folded_fields(
    before: str, text: str, after: str, start: int, length: int
) -> None:
    stored = loosely_folded(json.dumps([before, text, after], ensure_ascii=False))
    for word in folded(text)[start : start + length].split():
        if not any(letter in '"\\' or letter < " " for letter in word):
            assert word in stored


@pytest.mark.parametrize(
    "word", ["ahn", "minister", "kr", "strasse", "yokosuka", "talks", "rain", "officials", "quoted", "reuters"]
)
def test_the_stored_text_of_a_report_contains_each_word_that_a_search_finds_in_it(word: str) -> None:
    body = report(
        *("cancelled", DAY, "Ｓｔｒａße"),
        participants=["Ahn Gyu\u2010back, minister, KR"],
        place="Yokosuka",
        title="Talks",
        reason="rain",
        words="officials",
        quote="\u201cquoted\u201d",
        via=["Reuters"],
    )
    assert matches(word, body)
    assert word in search_text(log(body)[0])


def test_the_stored_text_of_a_correction_or_a_merge_has_its_words() -> None:
    events = log(
        *(report("proposed", DAY), corrected(1, {"source": {"headline": "Nara", "via": ["Jiji"]}}), merged("seoul")),
        linked("part_of", "nara"),
    )
    assert ["nara" in search_text(event) for event in events] == [False, True, False, False]
    assert "jiji" in search_text(events[1])
    assert "seoul" in search_text(events[2])


def test_a_person_is_found_by_other_spellings_but_only_the_text_is_marked() -> None:
    history = story(log(report("proposed", DAY, participants=["Cho Hyun,,KR"])), MEETING)
    assert find_hit(history.meeting, (), ("조현",)) is None
    hit = find_hit(history.meeting, (), ("조현",), {"cho hyun": "조현"})
    assert hit is not None
    assert [(passage.field, passage.text) for passage in hit.passages] == [("participants", "Cho Hyun, KR")]
    assert match_spans(hit.passages[0].text, hit.terms) == []
