"""Dates in Korean and Japanese: which days they mean in print on Wednesday 2026-01-21."""

from datetime import date

import pytest

from tracker.reading.dates.east_asian import east_asian_dates
from tracker.reading.dates.phrases import Tense, resolved

WEDNESDAY = date(2026, 1, 21)


def days(words: str, tense: Tense = Tense.FUTURE) -> list[str | None]:
    """Return the days of each date of the words."""
    return [
        resolved(phrase, published=WEDNESDAY, tense=tense, settled=True)
        for phrase in east_asian_dates(f"두 장관은 {words} ")
    ]


@pytest.mark.parametrize(
    ("korean", "japanese", "edtf"),
    [
        ("오는 29일", "29日", "2026-01-29"),
        ("다음 달 3일", "来月3日", "2026-02-03"),
        ("3월 1일(일)", "3月1日(日)", "2026-03-01"),
        ("2027년 3월 1일", "2027年3月1日", "2027-03-01"),
        ("1월 29~31일", "1月29~31日", "2026-01-29/2026-01-31"),
        ("29일부터 31일까지", "29日から31日まで", "2026-01-29/2026-01-31"),
        ("1월 29일∼2월 1일", "1月29日〜2月1日", "2026-01-29/2026-02-01"),
        ("2월 3·4일", "2月3、4両日", "2026-02-03/2026-02-04"),
        ("29일부터 3일간", "29日から3日間", "2026-01-29/2026-01-31"),
        ("29일부터 2박 3일", "29日から2泊3日", "2026-01-29/2026-01-31"),
        ("다음 달 초", "来月上旬", "2026-02-01~/2026-02-10~"),
        ("2월 말", "2月末", "2026-02-21~/2026-02-28~"),
        ("내년 1월", "来年1月", "2027-01"),
        ("올해 상반기", "今年上半期", "[2026-01-01..2026-06-30]"),
        ("연내", "年内", "[2026-01-21..2026-12-31]"),
        ("올봄", "今春", "2026-21"),
        ("다음 주", "来週", "[2026-01-26..2026-02-01]"),
        ("다음 주 월요일", "来週月曜日", "2026-01-26"),
        ("이번 주말", "今週末", "[2026-01-24..2026-01-25]"),
        ("모레", "明後日", "2026-01-23"),
        ("3일 뒤", "3日後", "2026-01-24"),
        ("2월 이후", "2月以降", "[2026-02..]"),
    ],
)
def test_a_date_means_the_same_in_both_languages(korean: str, japanese: str, edtf: str) -> None:
    assert days(korean) == [edtf]
    assert days(japanese) == [edtf]


def test_what_took_place_is_dated_in_the_past() -> None:
    assert days("28일", Tense.PAST) == ["2025-12-28"]
    assert days("지난달 28일", Tense.PAST) == ["2025-12-28"]


@pytest.mark.parametrize("words", ["같은 날", "同日"])
def test_the_same_day_is_that_of_the_date_before(words: str) -> None:
    (phrase,) = east_asian_dates(words)
    assert phrase.anchored
    assert resolved(phrase, published=WEDNESDAY, tense=Tense.FUTURE, anchor=date(2026, 1, 29)) == "2026-01-29"


def test_a_plan_that_moves_from_one_day_to_another_is_no_span() -> None:
    assert days("10월 1일에서 10월 15~16일로") == ["2026-10-01", "2026-10-15/2026-10-16"]
    assert days("5日から12日に") == ["2026-02-05", "2026-02-12"]


@pytest.mark.parametrize("words", ["3개월", "3か月", "29日本", "2박 3일", "15일간", "12時間", "제1차", "30分"])
def test_lengths_and_counts_are_no_days(words: str) -> None:
    assert days(words) == []
