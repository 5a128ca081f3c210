"""Times as feeds, pages and agencies write them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.reading.article.instants import published_at


@pytest.mark.parametrize(
    ("words", "text"),
    [
        ("Wed, 21 Jan 2026 18:00:00 +0900", "2026-01-21T18:00:00+09:00"),
        ("Wed, 21 Jan 2026 18:00 GMT", "2026-01-21T18:00:00+00:00"),
        ("21 Jan 26 18:00:00 EST", "2026-01-21T18:00:00-05:00"),
        ("Wed Jan 21 18:00:00 KST 2026", "2026-01-21T18:00:00+09:00"),
        ("2026-01-21T18:00:00.123456789Z", "2026-01-21T18:00:00+00:00"),
        ("2026-01-21T18:00+09", "2026-01-21T18:00:00+09:00"),
        ("2026-01-21 18:00:00 -05:30", "2026-01-21T18:00:00-05:30"),
        ("2026-01-21T18:00:00-00:00", "2026-01-21T18:00:00+00:00"),
        ("20260121T180000+0900", "2026-01-21T18:00:00+09:00"),
        ("January 21, 2026 12:05 a.m. JST", "2026-01-21T00:05:00+09:00"),
        ("Jan. 21, 2026, 6:05 PM UTC+9", "2026-01-21T18:05:00+09:00"),
        ("1768986000", "2026-01-21T09:00:00+00:00"),
        ("1768986000123", "2026-01-21T09:00:00+00:00"),
        ("2026-01-21T18:00:00", "2026-01-21"),
        ("Wed, 21 Jan 2026 18:00:00 IST", "2026-01-21"),
        ("2026-01-21T24:00:00Z", "2026-01-21"),
        ("2026-01-21T18:00:00+2500", "2026-01-21"),
        ("20260121", "2026-01-21"),
        ("21.01.2026", "2026-01-21"),
        ("1 May 1985 10:00 GMT", "1985-05-01"),
    ],
)
def test_a_time_is_an_instant_if_it_gives_hour_and_zone_and_else_a_day(words: str, text: str) -> None:
    published = published_at(words)
    assert published is not None
    assert published.text == text


def test_a_zone_is_known_by_its_letters_if_they_mean_one_zone_everywhere() -> None:
    zones = "Z+00:00 UT+00:00 UTC+00:00 GMT+00:00 EST-05:00 EDT-04:00 CDT-05:00 MDT-06:00 PST-08:00 PDT-07:00"
    zones += " CET+01:00 CEST+02:00 EET+02:00 EEST+03:00 MSK+03:00 KST+09:00 JST+09:00"
    for zone in zones.split():
        published = published_at(f"21 January 2026 18:00 {zone[:-6]}")
        assert published is not None
        assert published.text == f"2026-01-21T18:00:00{zone[-6:]}", zone


@pytest.mark.parametrize(
    "words",
    [
        "",
        "soon",
        "02/03/2026",
        "05/12/2026",
        "02/03/2026 18:00 GMT",
        "2026-13-41",
        "1970-01-01T00:00:00Z",
        "0",
        "200000000",
        "1" * 99,
    ],
)
def test_what_names_no_day_or_one_in_two_ways_or_before_the_web_is_no_time(words: str) -> None:
    assert published_at(words) is None


@given(st.text() | st.from_regex(r"\d{8,13}|(\d{1,4}[-/.: T+]){1,8}\w{0,4}"))
def test_any_words_are_a_time_or_none(words: str) -> None:
    published = published_at(words)
    assert published is None or published.day
