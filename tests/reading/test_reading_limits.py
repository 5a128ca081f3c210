"""What holds of any text that is read: its drafts are sound, and the time goes with its length."""

import time
from contextlib import suppress
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.reading.labelled import article, names
from tracker.domain.errors import TrackerError
from tracker.domain.vocabulary import KINDS, STAGES, STANDINGS, STRENGTH
from tracker.domain.window import Window
from tracker.reading.article.legible import LONGEST
from tracker.reading.article.story import story
from tracker.reading.draft import FIELDS, Draft, Known, Reading
from tracker.reading.pipeline import read
from tracker.reading.places.gazetteer import countries, organisation_name

KNOWN = Known(published=date(2026, 1, 21), outlet="Northwire")
ORDINARY = "\n\n".join(article(name).text for name in names())

# The parts of which a meeting is told, and what may stand round them.
PEOPLE = (
    "Park Ji-ho", "Kovács Béla", "To Lam", "Wang Yi", "Luiz Inácio Lula da Silva", "Mohammed bin Salman", "Macron",
    "Denys Shmyhal", "his Japanese counterpart", "the foreign ministers of Armenia and Azerbaijan", "the two", "she",
    "President", "Foreign Minister", "former Prime Minister", "a spokesman", "UN envoy", "NATO chief", "an official",
)  # fmt: skip
CUES = (
    "will visit", "met", "is arranging", "is considering", "has postponed", "called off", "denied", "had planned to",
    "in the final stages of", "talks", "a summit", "a phone call", "the forum", "a trip to", "invited", "may", "not",
    "spoke by phone with", "was put off from", "if", "no plans to", "visit to", "arrived in", "said", "announced",
)  # fmt: skip
SETTINGS = (
    "Oslo", "Japan", "in Tbilisi", "Georgia", "New York", "Kuala Lumpur, Malaysia", "Brussels", "the White House",
    "Taiwan", "on the sidelines of", "ASEAN", "the European Union", "Nikkei", "the ministry", "sources", "Northwire",
    "Korea", "on Friday", "next week", "from March 3 to 5", "in late April", "February 30", "2026-13-45", "in 1999",
    "tomorrow", "the 31st", "29 February", "since 2015", "as early as Monday",
)  # fmt: skip
MARKS = (",", ".", ";", ":", "—", "-", "(", ")", '"', "“", "”", "'s", "’s", "?", "!", "...", "\n", "\n\n", "\t", "|")
JOINTS = ("the", "of", "and", "to", "in", "with", "for", "that", "after", "because of", "but", "which", "it", "was")

parts = st.sampled_from([*PEOPLE, *CUES, *SETTINGS, *MARKS, *JOINTS])
mixtures = st.lists(parts | parts | parts | st.text(max_size=6), min_size=5, max_size=120).map(" ".join)
shuffled = st.lists(
    st.sampled_from([sentence.of(ORDINARY) for sentence in story(ORDINARY).sentences]), min_size=1, max_size=12
).map("\n".join)
days = st.none() | st.dates()


def read_if_any(text: str, published: date | None) -> Reading | None:
    """Return the reading of a text, None where it is refused."""
    try:
        return read(text, Known(published=published, outlet="Northwire"))
    except TrackerError:
        return None


def check(reading: Reading) -> None:
    """Assert what holds of every reading."""
    drafts = reading.drafts
    assert [draft.main for draft in drafts] == [True, *[False] * (len(drafts) - 1)][: len(drafts)]
    assert len(drafts) <= 6
    for draft in drafts:
        check_words(reading.text, draft)
        check_values(draft)


def check_words(text: str, draft: Draft) -> None:
    """Assert that each field that a draft has rests on words of the text, letter for letter."""
    assert set(draft.evidence) <= set(FIELDS)
    assert "stage" in draft.evidence
    for evidence in draft.evidence.values():
        assert evidence.text
        assert 0 <= evidence.start < evidence.end <= len(text)
        assert text[evidence.start : evidence.end] == evidence.text


def check_values(draft: Draft) -> None:
    """Assert that a draft has the words of the ledger, codes of countries, and windows that parse."""
    assert draft.claims.kind in KINDS
    assert draft.stage in set(STAGES) - {"rescheduled", "noted"}
    assert draft.attribution.class_ in STRENGTH
    assert draft.claims.place is None or (draft.claims.place.name and draft.claims.place.standing in STANDINGS)
    for window in (draft.claims.window, draft.claims.original_window):
        assert window is None or Window(window.edtf).edtf == window.edtf
    for code in (draft.claims.host, draft.claims.by, *(one.country for one in draft.claims.participants)):
        assert code is None or code in countries() or organisation_name(code)


@given(text=mixtures | shuffled, published=days)
def test_any_mixture_of_the_words_of_meetings_gives_sound_drafts_or_a_refusal(
    text: str, published: date | None
) -> None:
    reading = read_if_any(text, published)
    if reading is not None:
        check(reading)


@given(text=st.text(max_size=400), published=days)
def test_any_text_at_all_gives_sound_drafts_or_a_refusal(text: str, published: date | None) -> None:
    reading = read_if_any(text, published)
    if reading is not None:
        check(reading)


@pytest.mark.slow
@given(around=st.tuples(st.text(max_size=60), st.text(max_size=60)), name=st.sampled_from(names()))
def test_letters_of_any_kind_round_an_article_leave_the_drafts_sound(around: tuple[str, str], name: str) -> None:
    reading = read_if_any(article(name).text.join(around), date(2026, 1, 21))
    if reading is not None:
        check(reading)


@pytest.mark.slow
@given(text=mixtures | shuffled, published=days)
def test_the_same_text_is_read_the_same_way_twice(text: str, published: date | None) -> None:
    assert read_if_any(text, published) == read_if_any(text, published)


@pytest.mark.parametrize("name", names())
def test_the_articles_of_these_tests_give_sound_drafts(name: str) -> None:
    told = article(name)
    assert told.read() == told.read()
    check(told.read())


# Time, in seconds of the processor.


def seconds(text: str) -> float:
    """Return how long a text takes to be read or refused."""
    started = time.process_time()
    with suppress(TrackerError):
        check(read(text, KNOWN))
    return time.process_time() - started


def of_words(count: int) -> str:
    """Return whole articles, as many as have that many words, and over again where there are not enough."""
    paragraphs: list[str] = []
    left = count
    whole = [paragraph for paragraph in ORDINARY.split("\n\n") if paragraph]
    while left > 0:
        paragraphs.append(whole[len(paragraphs) % len(whole)])
        left -= len(paragraphs[-1].split())
    return "\n\n".join(paragraphs)


@pytest.mark.slow
def test_ten_times_the_text_takes_about_ten_times_as_long() -> None:
    short, long = of_words(500), of_words(5_000)
    seconds(short)
    assert min(seconds(long) for _ in range(3)) < 25 * min(seconds(short) for _ in range(5))


def filled(unit: str, size: int) -> str:
    """Return a text of that many characters, one thing over and over."""
    return (unit * (size // len(unit) + 1))[:size]


MONOTONOUS = {
    "met": "met ",
    "visit to": "visit to ",
    "said": "said ",
    "open brackets": "(",
    "pairs of brackets": "()[]{}",
    "quotes": '"',
    "curly quotes": "“",
    "commas": ",",
    "full stops": ". ",
    "capital words": "Capital ",
    "digits": "1",
    "numbers": "12 ",
    "one long word": "a",
    "hyphens": "a-",
    "and": "and ",
    "the": "the ",
    "meetings": "They met. ",
    "visits": "Park will visit Oslo. ",
    "meetings with a day each": "Park met Kim in Oslo on Monday. ",
    "quoted visits": '"I will visit Oslo," ',
    "a visit in a sentence without end": "the foreign minister of Norway will visit Oslo and ",
    "dates": "on Monday ",
    "offices": "the president of the ",
    "names": "Park Ji-ho, ",
    "months": "January ",
    "countries": "Korea ",
    "abbreviations": "Mr. ",
    "spaces": " ",
    "empty lines": "\n",
    "combining letters": "e\u0301",
}


@pytest.mark.slow
@pytest.mark.parametrize("unit", MONOTONOUS.values(), ids=list(MONOTONOUS))
def test_a_long_text_of_one_thing_is_read_or_refused_in_a_time_that_goes_with_its_length(unit: str) -> None:
    assert seconds(filled(unit, LONGEST // 4)) < 6


@pytest.mark.slow
def test_a_long_list_of_meetings_on_other_days_is_read_in_a_time_that_goes_with_its_length() -> None:
    days = (date(1950, 1, 1) + timedelta(days=9 * number) for number in range(700))
    assert seconds("".join(f"Park met Kim in Oslo on {day:%d %B %Y}. " for day in days)) < 6


@pytest.mark.parametrize("name", ["meetings", "spaces", "combining letters"])
def test_a_megabyte_of_one_thing_is_read_or_refused_soon(name: str) -> None:
    assert seconds(filled(MONOTONOUS[name], 1_000_000)) < 10


@pytest.mark.parametrize("size", [LONGEST, 1_000_000], ids=["the longest that is read", "a megabyte"])
def test_a_long_ordinary_text_is_read_or_refused_soon(size: int) -> None:
    assert seconds(filled(ORDINARY, size)) < 10
