"""Chunks: a text as a row of what was recognised in it and the words between."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tests.reading.language.rows_of_chunks import row
from tracker.reading.language.chunks import NAMED, Chunk, Kind
from tracker.reading.language.rows import chunks, without_overlaps
from tracker.reading.language.tokens import tokens

TEXT = "Ahn Ji-woo, the foreign minister, flies to Oslo on 3 May."


def span(kind: Kind, words: str, text: str = TEXT) -> Chunk:
    start = text.index(words)
    return Chunk(kind, start, start + len(words), words.lower())


SPANS = (
    span(Kind.PERSON, "Ahn Ji-woo"),
    span(Kind.OFFICE, "foreign minister"),
    span(Kind.PLACE, "Oslo"),
    span(Kind.DATE, "on 3 May"),
)


@st.composite
def texts_and_spans(draw: st.DrawFn) -> tuple[str, list[Chunk]]:
    text = draw(st.text(alphabet="ab's-. \n1é", max_size=40))
    place = st.integers(0, len(text))
    spans = st.tuples(st.sampled_from(list(Kind)), place, place)
    return text, [
        Chunk(kind, start, end, text[start:end].lower()) for kind, start, end in draw(st.lists(spans, max_size=8))
    ]


def test_a_text_is_what_was_recognised_in_it_and_the_words_between() -> None:
    found = chunks(TEXT, tokens(TEXT), SPANS)
    assert [(one.kind, one.low) for one in found] == [
        (Kind.PERSON, "ahn ji-woo"),
        (Kind.PUNCTUATION, ","),
        (Kind.WORD, "the"),
        (Kind.OFFICE, "foreign minister"),
        (Kind.PUNCTUATION, ","),
        (Kind.WORD, "flies"),
        (Kind.WORD, "to"),
        (Kind.PLACE, "oslo"),
        (Kind.DATE, "on 3 may"),
        (Kind.PUNCTUATION, "."),
    ]
    assert [one for one in found if one.kind not in {Kind.WORD, Kind.PUNCTUATION}] == list(SPANS)


def test_a_sentence_takes_the_spans_that_lie_in_it() -> None:
    start = TEXT.index("flies")
    assert [one.low for one in chunks(TEXT, tokens(TEXT, start), SPANS)] == ["flies", "to", "oslo", "on 3 may", "."]
    assert [one.low for one in chunks(TEXT, tokens(TEXT, 0, start), SPANS)][-2:] == ["foreign minister", ","]


def test_of_a_span_that_reaches_over_an_end_the_words_stand_as_words() -> None:
    inside = TEXT.index("minister")
    assert [one.low for one in chunks(TEXT, tokens(TEXT, inside, inside + 10), SPANS)] == ["minister", ","]
    assert [one.low for one in chunks(TEXT, tokens(TEXT, 0, inside), SPANS)] == ["ahn ji-woo", ",", "the", "foreign"]


@pytest.mark.parametrize(
    ("marked", "kinds"),
    [
        ("<place:Oslo>'s envoy", [Kind.PLACE, Kind.WORD, Kind.WORD]),
        ("<place:Oslo>’s envoy", [Kind.PLACE, Kind.WORD, Kind.WORD]),
        ("<person:Ahn>'ll go", [Kind.PERSON, Kind.WORD, Kind.WORD]),
        ("the envoys' trip", [Kind.WORD, Kind.WORD, Kind.PUNCTUATION, Kind.WORD]),
        ("3 – 4", [Kind.WORD, Kind.PUNCTUATION, Kind.WORD]),
    ],
)
def test_an_ending_is_a_word_and_an_apostrophe_alone_is_a_mark(marked: str, kinds: list[Kind]) -> None:
    assert [one.kind for one in row(marked)] == kinds


@pytest.mark.parametrize(
    ("marked", "lows"),
    [
        ("<place:US>-led talks", ["us", "-", "led", "talks"]),
        ("pro-<place:EU> talks", ["pro", "-", "eu", "talks"]),
        ("<place:US>-<place:Japan> talks", ["us", "-", "japan", "talks"]),
        ("Franco<place:->German talks", ["franco", "-", "german", "talks"]),
    ],
)
def test_of_a_word_that_marks_cut_the_rest_stands_as_words(marked: str, lows: list[str]) -> None:
    assert [one.low for one in row(marked)] == lows


@pytest.mark.parametrize("kind", list(Kind))
def test_only_a_word_of_the_language_is_a_word(kind: Kind) -> None:
    assert Chunk(kind, 0, 1, "x").is_word is (kind is Kind.WORD)


@pytest.mark.parametrize(
    ("kind", "low", "one_of"),
    [
        *((kind, "may", False) for kind in sorted({*NAMED, Kind.DATE})),
        *((kind, "soon", False) for kind in sorted(NAMED)),
        (Kind.DATE, "soon", True),
        (Kind.WORD, "may", True),
        (Kind.WORD, "soon", True),
        (Kind.WORD, "will", False),
    ],
)
def test_a_name_or_the_month_is_not_the_word_that_is_spelled_so(kind: Kind, low: str, one_of: bool) -> None:
    assert Chunk(kind, 0, len(low), low).is_one_of({"may", "soon"}) is one_of


def test_people_offices_bodies_places_and_outlets_bear_names() -> None:
    assert set(Kind) - NAMED == {Kind.WORD, Kind.PUNCTUATION, Kind.DATE}


def test_of_two_spans_that_overlap_the_one_given_first_stays() -> None:
    first, second = span(Kind.PERSON, "Ji-woo"), span(Kind.PLACE, "Ahn Ji")
    assert without_overlaps([first, second]) == (first,)
    assert without_overlaps([second, first]) == (second,)


def test_spans_stand_in_the_order_of_the_text_and_may_touch() -> None:
    later, earlier = Chunk(Kind.DATE, 4, 8, ""), Chunk(Kind.PLACE, 0, 4, "")
    assert without_overlaps([later, earlier]) == (earlier, later)


def test_a_span_of_nothing_is_none() -> None:
    assert without_overlaps([Chunk(Kind.DATE, 4, 4, ""), Chunk(Kind.DATE, 5, 3, "")]) == ()


def overlaps(one: Chunk, other: Chunk) -> bool:
    return one.start < other.end and other.start < one.end


@given(texts_and_spans())
def test_the_spans_that_stay_overlap_nowhere_and_none_goes_without_need(given_: tuple[str, list[Chunk]]) -> None:
    _, spans = given_
    kept = without_overlaps(spans)
    assert all(one.end <= other.start for one, other in pairwise(kept))
    expected: list[Chunk] = []
    for one in spans:
        if one.start < one.end and not any(overlaps(one, other) for other in expected):
            expected.append(one)
    assert sorted(expected, key=lambda one: one.start) == list(kept)


@pytest.mark.slow
@given(texts_and_spans(), st.data())
def test_the_chunks_of_any_part_hold_all_its_words_in_order(
    given_: tuple[str, list[Chunk]], data: st.DataObject
) -> None:
    text, spans = given_[0], without_overlaps(given_[1])
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    words = tokens(text, start, end)
    found = chunks(text, words, spans)
    assert all(start <= one.start < one.end <= end for one in found)
    assert all(one.end <= other.start for one, other in pairwise(found))
    assert all(one.low == text[one.start : one.end].lower() for one in found)
    held = {at for one in found for at in range(one.start, one.end)}
    assert held >= {at for at in range(start, end) if not text[at].isspace()}
    inside = [one for one in spans if words and words[0].start <= one.start and one.end <= words[-1].end]
    recognised = [(one.kind, one.start, one.end) for one in found if (one.start, one.end) in places(inside)]
    assert recognised == [(one.kind, one.start, one.end) for one in inside]


def places(spans: list[Chunk]) -> set[tuple[int, int]]:
    return {(one.start, one.end) for one in spans}


@given(st.text())
def test_a_text_in_which_nothing_is_recognised_is_its_tokens(text: str) -> None:
    assert list(chunks(text, tokens(text), ())) == tokens(text)


def test_a_long_text_of_nothing_but_names_is_parted_in_time() -> None:
    text = "Ahn " * 20_000
    spans = [Chunk(Kind.PERSON, at, at + 3, "ahn") for at in range(0, len(text), 4)]
    with within(5):
        kept = without_overlaps([*reversed(spans), *spans])
        for at in range(0, len(text), 400):
            assert len(chunks(text, tokens(text, at, at + 400), kept)) == 100
