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


ALIKE = {
    "2024": "재작년 一昨年",
    "2025": "지난해 작년 去年 昨年",
    "2026": "올해 今年",
    "2027": "내년 来年 明年",
    "2025-12": "지난달 지난_달 先月",
    "2026-01": "이달 이번_달 이번달 今月",
    "2026-02": "다음_달 다음달 내달 来月",
    "2026-03": "다다음_달 다다음달 再来月",
    "[2026-01-12..2026-01-18]": "지난주 지난_주 先週",
    "[2026-01-19..2026-01-25]": "이번_주 이번주 금주 今週",
    "[2026-01-26..2026-02-01]": "다음_주 다음주 내주 来週",
    "[2026-02-02..2026-02-08]": "다다음_주 다다음주 再来週 2주_뒤 2주일_후 2週間後",
    "2026-01-19": "그제 그저께 一昨日 おととい 2일_전 2日前",
    "2026-01-20": "어제 昨日 きのう",
    "2026-01-21": "오늘 今日 きょう 本日",
    "2026-01-22": "내일 明日 あす あした",
    "2026-01-23": "모레 明後日 あさって 2일_뒤 2일_후 2日後",
    "2026-03-01~/2026-03-10~": "3월_초순 3월_초 3月上旬 3月初旬 3月初め 3月初頭 3月前半",
    "2026-03-11~/2026-03-20~": "3월_중순 3월_중반 3月中旬 3月半ば",
    "2026-03-21~/2026-03-31~": "3월_하순 3월_후반 3月下旬 3月後半 3월_말 3月末",
    "[2027-01-01..2027-06-30]": "내년_상반기 来年上半期",
    "[2027-07-01..2027-12-31]": "내년_하반기 来年下半期",
    "[2026-01-21..2026-12-31]": "연내 年内",
    "2026-12": "연말 年末",
    "2027-21": "내년_봄 来年春 来春",
    "2027-22": "내년_여름 来年夏 来夏",
    "2027-23": "내년_가을 来年秋 来秋",
    "2027-24": "내년_겨울 来年冬 来冬",
    "2026-23": "올가을 今秋",
    "2025-22": "작년_여름 昨夏",
    "2026-01-29/2026-01-30": "29일부터_이틀 29일부터_2일간 29日から2日間",
    "2026-01-29/2026-01-31": "29일부터_사흘 29일에서_31일까지 29日より31日まで 29～31日 29-31日",
    "2026-01-29/2026-02-01": "29일부터_나흘",
    "2026-01-29/2026-02-02": "29일부터_닷새",
    "2026-03-29": "3월_29일 3月29日",
    "[..2026-01-31]": "31日までに",
    "[2026-01-31..]": "31日以降 31일_이후",
    "2026-01-31~": "31日ごろ 31日頃 31日前後 31일경 31일쯤 31일_전후",
    "2026-04": "3개월_뒤 3か月後 3カ月後 3ヶ月後",
}


@pytest.mark.parametrize(("edtf", "words"), [(edtf, word) for edtf, words in ALIKE.items() for word in words.split()])
def test_each_word_of_either_language_has_its_meaning(edtf: str, words: str) -> None:
    assert days(words.replace("_", " ")) == [edtf]


@pytest.mark.parametrize(
    ("korean", "japanese", "day"), list(zip("월화수목금토", "月火水木金土", range(26, 32), strict=True))
)
def test_each_weekday_has_its_name(korean: str, japanese: str, day: int) -> None:
    assert days(f"다음 주 {korean}요일") == days(f"来週{japanese}曜日") == [f"2026-01-{day}"]


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
