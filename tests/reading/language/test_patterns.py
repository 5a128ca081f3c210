"""Patterns: what a row of a table matches in a row of chunks, and what it leaves."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tests.reading.language.rows_of_chunks import row
from tracker.reading.language.chunks import Chunk
from tracker.reading.language.patterns import Element, Match, Table, pattern
from tracker.reading.language.tables import rows

PIECES = st.sampled_from(
    ["put", "off", "the", "trip", ",", "may", "<date:May>", "<place:Oslo>", "<person:Ahn>", "will"]
)
ELEMENTS = st.sampled_from(
    ["put~", "off", "the?", "trip|talks", "*", "<place>", "<plan>", "<date>|<person>?", "may", ","]
)


def found(written: str, marked: str) -> list[str]:
    """Return what a pattern finds in a text, as the words of its chunks."""
    chunks = row(marked)
    return [
        " ".join(one.low for one in chunks[m.first : m.last]) for m in Table([pattern("x", written)]).matches(chunks)
    ]


@pytest.mark.parametrize(
    ("written", "marked", "matches"),
    [
        ("called off", "They called off the trip", ["called off"]),
        ("called off", "They called it off", []),
        ("at|in", "in Oslo, at noon, on Monday", ["in", "at"]),
        ("postpone~", "Postponing is no postponement, they postponed it", ["postponing", "postponed"]),
        ("fall~|break~ through", "talks fell through and broke through", ["fell through", "broke through"]),
        ("in <place>", "in <place:Oslo>, in town", ["in oslo"]),
        ("next <date>|<place>", "next <date:week>, next <place:Oslo>, next door", ["next week", "next oslo"]),
        ("on|in <date>|tomorrow", "in tomorrow, on <date:3 May>", ["in tomorrow", "on 3 may"]),
        ("is <office>", "he is <office:foreign minister>", ["is foreign minister"]),
        ("'ll", "he'll go, they’ll stay", ["'ll", "'ll"]),
        ("won't be", "it won’t be", ["won't be"]),
    ],
)
def test_an_element_is_a_word_a_choice_a_verb_or_a_kind_of_chunk(written: str, marked: str, matches: list[str]) -> None:
    assert found(written, marked) == matches


@pytest.mark.parametrize(
    ("marked", "matches"),
    [
        ("drops visit", ["drops visit"]),
        ("dropped his first state visit to <place:Oslo>", ["dropped his first state visit"]),
        ("dropped <office:president> <person:Ahn> 's trip", ["dropped president ahn 's trip"]),
        ("dropped charges over the visit", []),
        ("dropped by, a visit", []),
    ],
)
def test_a_plan_is_all_the_words_that_name_a_visit_or_a_meeting(marked: str, matches: list[str]) -> None:
    assert found("drop~ <plan>", marked) == matches


@pytest.mark.parametrize(
    ("marked", "matches"),
    [
        ("is expected to", ["is expected to"]),
        ("is now expected to", ["is now expected to"]),
        ("is still expected to", ["is still expected to"]),
        ("is now still expected to", []),
        ("is, expected to", []),
    ],
)
def test_an_element_with_a_question_mark_may_be_missing(marked: str, matches: list[str]) -> None:
    assert found("is now|still? expected to", marked) == matches


def test_what_may_be_missing_may_be_needed_by_the_next_element() -> None:
    assert found("not be? be", "not be") == ["not be"]
    assert found("not be?", "not be, not") == ["not be", "not"]


@pytest.mark.parametrize(
    ("marked", "matches"),
    [
        ("put off", ["put off"]),
        ("put it off", ["put it off"]),
        ("put the whole trip off", ["put the whole trip off"]),
        ("put <person:Ahn Ji-woo>'s trip off", ["put ahn ji-woo 's trip off"]),
        ("put the whole long trip off", []),
        ("put it, off", []),
        ("put it, then off", []),
        ("put", []),
        ("put it", []),
    ],
)
def test_a_gap_passes_over_three_chunks_at_most_and_over_no_mark(marked: str, matches: list[str]) -> None:
    assert found("put~ * off", marked) == matches


def test_a_gap_is_as_short_as_it_can_be() -> None:
    assert found("put * off", "put it off off") == ["put it off"]


def test_two_gaps_are_bounded_each() -> None:
    assert found("hold * video * talks", "hold a very long video one two three talks") == [
        "hold a very long video one two three talks"
    ]
    assert found("hold * video * talks", "hold a video one two three four talks") == []


@pytest.mark.parametrize(
    "marked",
    ["<person:May> goes", "<date:May> 3", "<outlet:May> says", "<place:May>", "<office:May>", "<institution:May>"],
)
def test_a_name_and_the_month_are_not_the_word_that_they_are_spelled_as(marked: str) -> None:
    assert found("may", marked) == []
    assert found("in may", f"in {marked}") == []
    assert found("may", f"it may, {marked}") == ["may"]


def test_another_date_of_one_word_is_the_word_too() -> None:
    assert found("soon", "to meet <date:soon>") == ["soon"]


def test_of_the_patterns_that_match_at_a_place_the_longest_counts() -> None:
    table = Table([pattern("short", "called"), pattern("long", "called off"), pattern("other", "off")])
    assert list(table.matches(row("It was called off"))) == [Match("long", 2, 4, "called off")]


def test_of_patterns_as_long_as_each_other_the_one_given_first_counts() -> None:
    one, other = pattern("one", "is off"), pattern("other", "is|are off")
    assert [match.says for match in Table([one, other]).matches(row("is off"))] == ["one"]
    assert [match.says for match in Table([other, one]).matches(row("is off"))] == ["other"]


def test_a_match_says_what_its_pattern_says_and_how_it_is_written() -> None:
    (match,) = Table([pattern("cancelled", "call~ off")]).matches(row("Oslo calls off talks"))
    assert (match.says, match.first, match.last, match.written) == ("cancelled", 1, 3, "call~ off")


def test_a_kind_that_no_chunk_has_is_an_error() -> None:
    with pytest.raises(ValueError, match="no kind of chunk: <dates>"):
        pattern("x", "in <dates>")


@given(st.lists(st.lists(ELEMENTS, max_size=5).map(lambda rest: " ".join(["put~", *rest])), max_size=4), st.data())
def test_matches_are_in_order_overlap_nowhere_and_begin_with_the_first_word(
    patterns: list[str], data: st.DataObject
) -> None:
    chunks = row(" ".join(data.draw(st.lists(PIECES, max_size=20))))
    at = 0
    for match in Table([pattern(one, one) for one in patterns]).matches(chunks):
        assert at <= match.first < match.last <= len(chunks)
        assert chunks[match.first].low == "put"
        gaps = match.written.split().count("*")
        assert match.last - match.first <= len(match.written.split()) - gaps + 3 * gaps
        at = match.last


@given(st.text())
def test_every_text_can_be_searched_by_the_tables(text: str) -> None:
    chunks = row(text.replace("<", "‹"))
    for table in TABLES:
        assert all(0 <= one.first < one.last <= len(chunks) for one in table.matches(chunks))


TABLES = tuple(Table([pattern(one[0], one[-1]) for one in rows(name)]) for name in ("cues.tsv", "encounters.tsv"))
HOSTILE = [
    *("put ", "drop a the ", "hold phone talks ", "have a phone ", "not yet been ", "set ", "is are ", "in ", "to "),
    *("was were all ", "work on ", "at a ", "in <place:Oslo> for a ", "held ", "put a b ", ", ", "on a a a a "),
]


@pytest.mark.slow
@pytest.mark.parametrize("part", HOSTILE)
def test_hostile_text_is_searched_in_time(part: str) -> None:
    chunks = row(part * (80_000 // len(part)))
    with within(8):
        for table in TABLES:
            for _ in table.matches(chunks):
                pass


def test_the_time_to_search_grows_as_the_text_does(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[Chunk] = []
    accepts = Element.accepts

    def watched(element: Element, chunk: Chunk) -> bool:
        looks.append(chunk)
        return accepts(element, chunk)

    monkeypatch.setattr(Element, "accepts", watched)
    table = Table([pattern("x", "hold * hold * off"), pattern("x", "hold hold? hold? * off")])
    counts: list[int] = []
    for length in (400, 800):
        looks.clear()
        assert list(table.matches(row("hold " * length))) == []
        counts.append(len(looks))
    assert counts[1] <= 2.1 * counts[0] < 2.1 * 400 * 60


def test_every_pattern_of_the_tables_begins_with_a_word() -> None:
    # The table would never try another one.
    written = [one[-1] for name in ("cues.tsv", "encounters.tsv") for one in rows(name)]
    assert [one for one in written if not pattern("", one).elements[0].words] == []
