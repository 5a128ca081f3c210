"""The words of Korean and Japanese dates, and what they mean."""

import re
from collections.abc import Mapping
from typing import Final

from tracker.reading.dates.meanings import Side, Unit

# How many years, months, weeks or days on.
YEARS: Final = {
    **dict.fromkeys(("재작년", "一昨年"), -2),
    **dict.fromkeys(("지난해", "작년", "去年", "昨年"), -1),
    **dict.fromkeys(("올해", "올", "今年"), 0),
    **dict.fromkeys(("내년", "来年", "明年"), 1),
}
MONTHS: Final = {
    **dict.fromkeys(("지난달", "지난 달", "先月"), -1),
    **dict.fromkeys(("이달", "이번 달", "이번달", "今月"), 0),
    **dict.fromkeys(("다음 달", "다음달", "내달", "来月"), 1),
    **dict.fromkeys(("다다음 달", "다다음달", "再来月"), 2),
}
WEEKS: Final = {
    **dict.fromkeys(("지난주", "지난 주", "先週"), -1),
    **dict.fromkeys(("이번 주", "이번주", "금주", "今週"), 0),
    **dict.fromkeys(("다음 주", "다음주", "내주", "来週"), 1),
    **dict.fromkeys(("다다음 주", "다다음주", "再来週"), 2),
}
DAYS: Final = {
    **dict.fromkeys(("그제", "그저께", "一昨日", "おととい"), -2),
    **dict.fromkeys(("어제", "昨日", "きのう"), -1),
    **dict.fromkeys(("오늘", "今日", "きょう", "本日"), 0),
    **dict.fromkeys(("내일", "明日", "あす", "あした"), 1),
    **dict.fromkeys(("모레", "明後日", "あさって"), 2),
}
SAME_DAY: Final = ("같은 날", "同日")

# Parts of weeks, months and years, by their names in `meanings.Part`.
PARTS: Final = {
    **dict.fromkeys(("초순", "초", "上旬", "初旬", "初め", "初頭", "前半"), "early"),
    **dict.fromkeys(("중순", "중반", "中旬", "半ば"), "mid"),
    **dict.fromkeys(("하순", "후반", "下旬", "後半"), "late"),
    **dict.fromkeys(("말", "末"), "end"),
    **dict.fromkeys(("상반기", "上半期"), "half 1"),
    **dict.fromkeys(("하반기", "下半期"), "half 2"),
}
OF_THIS_YEAR: Final = {"연내": "later", "年内": "later", "연말": "end", "年末": "end"}
SEASONS: Final = {"봄": 21, "春": 21, "여름": 22, "夏": 22, "가을": 23, "秋": 23, "겨울": 24, "冬": 24}
SEASON_OF: Final = {"来": 1, "今": 0, "昨": -1}  # 来春 is next spring

WEEKDAYS: Final = {
    letter: number
    for number, letters in enumerate(("월月", "화火", "수水", "목木", "금金", "토土", "일日"))
    for letter in letters
}

# 3일 뒤, 2週間後
UNITS: Final = {
    **dict.fromkeys(("일", "日"), Unit.DAY),
    **dict.fromkeys(("주일", "주", "週間"), Unit.WEEK),
    **dict.fromkeys(("개월", "か月", "カ月", "ヶ月"), Unit.MONTH),
}
AFTER: Final = {"뒤": 1, "후": 1, "後": 1, "전": -1, "前": -1}

LENGTHS: Final = {"이틀": 2, "사흘": 3, "나흘": 4, "닷새": 5}  # in days

# What stands behind a date and says how the plan lies to it.
SIDES: Final = {
    "までに": Side.BY,
    **dict.fromkeys(("以降", "이후"), Side.EARLIEST),
    **dict.fromkeys(("ごろ", "頃", "前後", "경", "쯤", "전후"), Side.ABOUT),
}


def words(table: Mapping[str, object]) -> str:
    """Return a pattern of the words of a table, the longest first."""
    return "|".join(map(re.escape, sorted(table, key=len, reverse=True)))
