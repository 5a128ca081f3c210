"""Dates in an article's text: where they stand, which days they mean in print on a day, and what is no date."""

import calendar
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.domain.window import Window
from tracker.reading.dates.meanings import Side
from tracker.reading.dates.phrases import DatePhrase, Tense, date_phrases, resolved

PAST, FUTURE, UNKNOWN = Tense.PAST, Tense.FUTURE, Tense.UNKNOWN
Rows = list[tuple[str, Tense, str | None]]
WEDNESDAY = date(2026, 1, 21)
DAYS_OF_PRINT = st.dates(date(1990, 1, 1), date(2040, 12, 31))
FRIDAY = date(2025, 9, 5)


def only(text: str) -> DatePhrase:
    """Return the one date of a text."""
    found = date_phrases(text)
    assert len(found) == 1, [phrase.words for phrase in found]
    return found[0]


def days(words: str, tense: Tense, published: date | None = WEDNESDAY, anchor: date | None = None) -> str | None:
    return resolved(only(f"They meet {words}."), published=published, tense=tense, anchor=anchor)


@pytest.mark.parametrize("words", ["Wed., May 6", "Wed 6 May", "Thur, May 7", "Mon, 4 May 2026"])
def test_a_short_weekday_next_to_a_day_belongs_to_it(words: str) -> None:
    assert only(f"They meet on {words}.").words == words


# In print on Wednesday 2026-01-21.
NEAR: Rows = [
    ("today", FUTURE, "2026-01-21"),
    ("tonight", FUTURE, "2026-01-21"),
    ("tomorrow", FUTURE, "2026-01-22"),
    ("tomorrow morning", FUTURE, "2026-01-22"),
    ("yesterday", PAST, "2026-01-20"),
    ("yesterday evening", PAST, "2026-01-20"),
    ("this morning", PAST, "2026-01-21"),
    ("this afternoon", FUTURE, "2026-01-21"),
    ("this evening", FUTURE, "2026-01-21"),
    ("last night", PAST, "2026-01-20"),
    ("earlier today", PAST, "2026-01-21"),
    ("later today", FUTURE, "2026-01-21"),
    ("the day after tomorrow", FUTURE, "2026-01-23"),
    ("the day before yesterday", PAST, "2026-01-19"),
    ("today and tomorrow", FUTURE, "2026-01-21/2026-01-22"),
    ("from today to Friday", FUTURE, "2026-01-21/2026-01-23"),
    ("today, 21 January", FUTURE, "2026-01-21"),
]
WEEKDAYS: Rows = [
    ("on Monday", PAST, "2026-01-19"),
    ("on Monday", FUTURE, "2026-01-26"),
    ("on Monday", UNKNOWN, "2026-01-19"),
    ("on Wednesday", PAST, "2026-01-21"),
    ("on Wednesday", FUTURE, "2026-01-21"),
    ("on Wednesday evening", FUTURE, "2026-01-21"),
    ("early on Friday", FUTURE, "2026-01-23"),
    ("late Thursday", FUTURE, "2026-01-22"),
    ("late on Thursday", PAST, "2026-01-15"),
    ("Thursday night", PAST, "2026-01-15"),
    ("at 3 p.m. on Friday", FUTURE, "2026-01-23"),
    ("on Friday at 10:00 GMT", FUTURE, "2026-01-23"),
    ("next Tuesday", FUTURE, "2026-01-27"),
    ("next Friday", FUTURE, "2026-01-30"),
    ("this Thursday", FUTURE, "2026-01-22"),
    ("this Monday", PAST, "2026-01-19"),
    ("this Monday", FUTURE, "2026-01-26"),
    ("this coming Monday", FUTURE, "2026-01-26"),
    ("the coming Wednesday", FUTURE, "2026-01-28"),
    ("last Friday", PAST, "2026-01-16"),
    ("last Wednesday", PAST, "2026-01-14"),
    ("this past Sunday", PAST, "2026-01-18"),
    ("on Monday next week", FUTURE, "2026-01-26"),
    ("on Tuesday of next week", FUTURE, "2026-01-27"),
    ("on Thursday last week", PAST, "2026-01-15"),
    ("on Friday this week", FUTURE, "2026-01-23"),
    ("Monday to Wednesday", FUTURE, "2026-01-26/2026-01-28"),
    ("from Monday to Wednesday", FUTURE, "2026-01-26/2026-01-28"),
    ("from Monday through Wednesday of next week", FUTURE, "2026-01-26/2026-01-28"),
    ("Thursday and Friday", FUTURE, "2026-01-22/2026-01-23"),
    ("on Tuesday and Wednesday", PAST, "2026-01-20/2026-01-21"),
    ("on Monday or Tuesday", FUTURE, "[2026-01-26,2026-01-27]"),
    ("between Wednesday and Friday", FUTURE, "[2026-01-21..2026-01-23]"),
    ("Monday and Tuesday, May 4 and 5", FUTURE, "2026-05-04/2026-05-05"),
    ("Monday to Wednesday, 4-6 May", FUTURE, "2026-05-04/2026-05-06"),
    ("Monday 4 to Wednesday 6 May", FUTURE, "2026-05-04/2026-05-06"),
    ("as soon as Monday", FUTURE, "[2026-01-26..]"),
    ("Monday, Tuesday and Wednesday", FUTURE, "2026-01-26/2026-01-28"),
    ("this Friday and Saturday", FUTURE, "2026-01-23/2026-01-24"),
    ("Tuesday and Wednesday next week", FUTURE, "2026-01-27/2026-01-28"),
    ("Wednesday-Thursday", FUTURE, "2026-01-21/2026-01-22"),
    ("by Friday", FUTURE, "[..2026-01-23]"),
    ("on Friday at the latest", FUTURE, "[..2026-01-23]"),
    ("on Friday at the earliest", FUTURE, "[2026-01-23..]"),
    ("until at least Friday", FUTURE, "../2026-01-23"),
    ("from Monday", FUTURE, "2026-01-26"),
    ("Thursday week", FUTURE, "2026-01-29"),
    ("Tuesday fortnight", FUTURE, "2026-02-10"),
    ("today week", FUTURE, "2026-01-28"),
    ("a week on Thursday", FUTURE, "2026-01-29"),
    ("a week from Saturday", FUTURE, "2026-01-31"),
    ("two weeks on Monday", FUTURE, "2026-02-09"),
    ("a fortnight on Sunday", FUTURE, "2026-02-08"),
    ("a week tomorrow", FUTURE, "2026-01-29"),
    ("a week ago on Tuesday", PAST, "2026-01-13"),
    ("on Thursday after next", FUTURE, "2026-01-29"),
    ("on Saturday next", FUTURE, "2026-01-24"),
    ("from Thursday week to Saturday week", FUTURE, "2026-01-29/2026-01-31"),
    ("from Thursday (tomorrow) to Sunday", FUTURE, "2026-01-22/2026-01-25"),
    ("today (Wednesday) and tomorrow (Thursday)", FUTURE, "2026-01-21/2026-01-22"),
]
NTH: Rows = [
    ("on the first Friday of March", FUTURE, "2026-03-06"),
    ("on the second Tuesday in April", FUTURE, "2026-04-14"),
    ("on the 3rd Monday of May 2027", FUTURE, "2027-05-17"),
    ("on the fifth Sunday of March", FUTURE, "2026-03-29"),
    ("on the fifth Sunday of April", FUTURE, None),
    ("on the last day of February", FUTURE, "2026-02-28"),
    ("on the first day of next month", FUTURE, "2026-02-01"),
    ("in the last days of February", FUTURE, "2026-02-21~/2026-02-28~"),
    ("on the last Thursday of October", PAST, "2025-10-30"),
    ("on the final Wednesday of next month", FUTURE, "2026-02-25"),
    ("on the last Friday of the month", FUTURE, "2026-01-30"),
    ("by the first Monday of June", FUTURE, "[..2026-06-01]"),
]
DATED: Rows = [
    ("January 29", FUTURE, "2026-01-29"),
    ("on Monday, 2-4 February", FUTURE, "2026-02-02/2026-02-04"),
    ("in May or later", FUTURE, "[2026-05..]"),
    ("in the first ten days of May", FUTURE, "2026-05-01~/2026-05-10~"),
    ("in the last ten days of May", FUTURE, "2026-05-21~/2026-05-31~"),
    ("in the first quarter of the year", FUTURE, "[2026-01..2026-03]"),
    ("next quarter", FUTURE, "[2026-04..2026-06]"),
    ("from the first quarter of the year to the second quarter of 2027", FUTURE, "[2027-01-01..2027-06-30]"),
    ("late on 5 May", FUTURE, "2026-05-05"),
    ("last quarter", PAST, "[2025-10..2025-12]"),
    ("in a few years", FUTURE, None),
    ("on Jan. 29", FUTURE, "2026-01-29"),
    ("on Jan 29", FUTURE, "2026-01-29"),
    ("on 29 January", FUTURE, "2026-01-29"),
    ("on 29th January", FUTURE, "2026-01-29"),
    ("on the 29th of January", FUTURE, "2026-01-29"),
    ("on January 29th", FUTURE, "2026-01-29"),
    ("on January the 29th", FUTURE, "2026-01-29"),
    ("on the twenty-first of February", FUTURE, "2026-02-21"),
    ("on Sept. 5", PAST, "2025-09-05"),
    ("on September 5", FUTURE, "2026-09-05"),
    ("December 27", FUTURE, "2025-12-27"),
    ("March 3", PAST, "2026-03-03"),
    ("October 3", PAST, "2025-10-03"),
    ("5 May 2025", FUTURE, "2025-05-05"),
    ("March 5, 2019", FUTURE, "2019-03-05"),
    ("5 May last year", PAST, "2025-05-05"),
    ("May 5 of next year", FUTURE, "2027-05-05"),
    ("2026-01-30", FUTURE, "2026-01-30"),
    ("30.01.2026", FUTURE, "2026-01-30"),
    ("03.02.2026", FUTURE, "2026-02-03"),
    ("30/01/2026", FUTURE, "2026-01-30"),
    ("01/30/2026", FUTURE, "2026-01-30"),
    ("30-01-2026", FUTURE, "2026-01-30"),
    ("January 29-31", FUTURE, "2026-01-29/2026-01-31"),
    ("29-31 January", FUTURE, "2026-01-29/2026-01-31"),
    ("29–31 January 2027", FUTURE, "2027-01-29/2027-01-31"),
    ("January 29 – 31", FUTURE, "2026-01-29/2026-01-31"),
    ("from January 29 to 31", FUTURE, "2026-01-29/2026-01-31"),
    ("from 30 January-2 February", FUTURE, "2026-01-30/2026-02-02"),
    ("on 28 Sept-2 Oct 2026", FUTURE, "2026-09-28/2026-10-02"),
    ("from January 29-31", FUTURE, "2026-01-29/2026-01-31"),
    ("from 29 to 31 January", FUTURE, "2026-01-29/2026-01-31"),
    ("29th to 31st of January", FUTURE, "2026-01-29/2026-01-31"),
    ("from the 29th to the 31st of January", FUTURE, "2026-01-29/2026-01-31"),
    ("between Jan 29 and Feb 2", FUTURE, "[2026-01-29..2026-02-02]"),
    ("between 9 and 13 April", FUTURE, "[2026-04-09..2026-04-13]"),
    ("Jan. 30-Feb. 2", FUTURE, "2026-01-30/2026-02-02"),
    ("Jan 30 - 2 Feb", FUTURE, "2026-01-30/2026-02-02"),
    ("from 30 December to 2 January", PAST, "2025-12-30/2026-01-02"),
    ("December 30 to January 2, 2027", FUTURE, "2026-12-30/2027-01-02"),
    ("the 5th and 6th of May", FUTURE, "2026-05-05/2026-05-06"),
    ("May 5 and 6", FUTURE, "2026-05-05/2026-05-06"),
    ("May 5, 6 and 7", FUTURE, "2026-05-05/2026-05-07"),
    ("on 5/6 May", FUTURE, "2026-05-05/2026-05-06"),
    ("May 5 and 9", FUTURE, "[2026-05-05,2026-05-09]"),
    ("February 3 or 10", FUTURE, "[2026-02-03,2026-02-10]"),
    ("on 27 or 28 March", FUTURE, "[2026-03-27,2026-03-28]"),
    ("February 3 or February 10", FUTURE, "[2026-02-03,2026-02-10]"),
    ("on the 11th", FUTURE, "2026-02-11"),
    ("on the 11th", PAST, "2026-01-11"),
    ("on the 25th", UNKNOWN, "2026-01-25"),
    ("on the 25th of next month", FUTURE, "2026-02-25"),
    ("on the 25th and 26th of next month", FUTURE, "2026-02-25/2026-02-26"),
    ("from Sunday, March 1, to Tuesday, March 3", FUTURE, "2026-03-01/2026-03-03"),
    ("on the 29th-30th", FUTURE, "2026-01-29/2026-01-30"),
    ("on the 28th (Wednesday)", FUTURE, "2026-01-28"),
    ("on Wednesday (28th)", FUTURE, "2026-01-28"),
    ("next Wednesday (28)", FUTURE, "2026-01-28"),
    ("on Wednesday, the 28th", FUTURE, "2026-01-28"),
    ("on the 28th and 29th", FUTURE, "2026-01-28/2026-01-29"),
    ("Monday, 9 March", FUTURE, "2026-03-09"),
    ("Monday (9 March)", FUTURE, "2026-03-09"),
    ("on Thursday, Jan. 29", FUTURE, "2026-01-29"),
    ("Jan. 29 (Thursday)", FUTURE, "2026-01-29"),
    ("Thursday the 29th", FUTURE, "2026-01-29"),
    ("Thu, Jan 29", FUTURE, "2026-01-29"),
    ("on Saturday May 3rd, 2025", FUTURE, "2025-05-03"),
    ("on the evening of May 30", FUTURE, "2026-05-30"),
    ("around August 23", FUTURE, "2026-08-23~"),
    ("on or around 23 August", FUTURE, "2026-08-23~"),
    ("before March 15", FUTURE, "[..2026-03-14]"),
    ("before the summer is over", FUTURE, "[..2026-08-31]"),
    ("before the year is out", FUTURE, "[..2026-12-31]"),
    ("after May 9", FUTURE, "[2026-05-10..]"),
    ("until 5 May", FUTURE, "../2026-05-05"),
    ("no earlier than February 10", FUTURE, "[2026-02-10..]"),
    ("no later than February 10", FUTURE, "[..2026-02-10]"),
    ("on 29 February", FUTURE, None),
    ("on Feb. 3~5", FUTURE, "2026-02-03/2026-02-05"),
    ("Feb. 27 ～ March 1", FUTURE, "2026-02-27/2026-03-01"),
    ("on 3〜5 February", FUTURE, "2026-02-03/2026-02-05"),
    ("on Sept 3", FUTURE, "2026-09-03"),
    ("on 5 Dec", FUTURE, "2025-12-05"),
    ("on Monday, October 12", PAST, "2026-10-12"),
    ("on Sunday, October 12", FUTURE, "2025-10-12"),
    ("on February 5 (Thursday)", FUTURE, "2026-02-05"),
]
WEEKS: Rows = [
    ("this week", FUTURE, "[2026-01-19..2026-01-25]"),
    ("next week", FUTURE, "[2026-01-26..2026-02-01]"),
    ("last week", PAST, "[2026-01-12..2026-01-18]"),
    ("the week after next", FUTURE, "[2026-02-02..2026-02-08]"),
    ("the week before last", PAST, "[2026-01-05..2026-01-11]"),
    ("later this week", FUTURE, "[2026-01-21..2026-01-25]"),
    ("earlier this week", PAST, "[2026-01-19..2026-01-21]"),
    ("later in the week", FUTURE, "[2026-01-21..2026-01-25]"),
    ("early next week", FUTURE, "[2026-01-26..2026-01-28]"),
    ("late next week", FUTURE, "[2026-01-29..2026-02-01]"),
    ("at the end of next week", FUTURE, "[2026-01-30..2026-02-01]"),
    ("as early as next week", FUTURE, "[2026-01-26..]"),
    ("as early as this week", FUTURE, "[2026-01-21..]"),
    ("sometime next week", FUTURE, "[2026-01-26..2026-02-01]"),
    ("this week or next", FUTURE, "[2026-01-19..2026-02-01]"),
    ("in the week of January 26", FUTURE, "[2026-01-26..2026-02-01]"),
    ("in the week of the 29th", FUTURE, "[2026-01-26..2026-02-01]"),
    ("in the week starting Monday, February 2", FUTURE, "[2026-02-02..2026-02-08]"),
    ("this weekend", FUTURE, "[2026-01-24..2026-01-25]"),
    ("next weekend", FUTURE, "[2026-01-31..2026-02-01]"),
    ("last weekend", PAST, "[2026-01-17..2026-01-18]"),
    ("at a weekend meeting", PAST, "[2026-01-17..2026-01-18]"),
    ("over the weekend", PAST, "[2026-01-17..2026-01-18]"),
    ("over the weekend", FUTURE, "[2026-01-24..2026-01-25]"),
    ("on the weekend of May 2-3", FUTURE, "[2026-05-02..2026-05-03]"),
    ("in the first week of April", FUTURE, "[2026-04-01..2026-04-07]"),
    ("in the second week of April", FUTURE, "[2026-04-08..2026-04-14]"),
    ("in the third or fourth week of next month", FUTURE, "[2026-02-15..2026-02-28]"),
    ("in the week that begins on February 9", FUTURE, "[2026-02-09..2026-02-15]"),
    ("next week on Friday", FUTURE, "2026-01-30"),
    ("in June/July", FUTURE, "2026-06/2026-07"),
    ("at end-January", FUTURE, "2026-01-21~/2026-01-31~"),
    ("on February 26 and 27 upon arrival", FUTURE, "2026-02-26/2026-02-27"),
    ("from February 3 to 5 Secretary", FUTURE, "2026-02-03/2026-02-05"),
    ("on Tuesday (3)", FUTURE, "2026-02-03"),
    ("in the third week of next month", FUTURE, "[2026-02-15..2026-02-21]"),
    ("in the 3rd week of April", FUTURE, "[2026-04-15..2026-04-21]"),
    ("on the first weekend of March", FUTURE, "[2026-03-07..2026-03-08]"),
    ("on the last weekend of May", FUTURE, "[2026-05-30..2026-05-31]"),
    ("by the middle of next week", FUTURE, "[..2026-01-29]"),
    ("in the last week of April", FUTURE, "[2026-04-24..2026-04-30]"),
]
MONTHS: Rows = [
    ("in December", PAST, "2025-12"),
    ("in December", FUTURE, "2026-12"),
    ("in January", FUTURE, "2026-01"),
    ("in March", UNKNOWN, "2026-03"),
    ("in May", FUTURE, "2026-05"),
    ("in May 2027", FUTURE, "2027-05"),
    ("in October, 2025", PAST, "2025-10"),
    ("in Dec. 2025", PAST, "2025-12"),
    ("in December of last year", PAST, "2025-12"),
    ("in May this year", FUTURE, "2026-05"),
    ("this May", FUTURE, "2026-05"),
    ("next May", FUTURE, "2026-05"),
    ("next January", FUTURE, "2027-01"),
    ("last December", PAST, "2025-12"),
    ("last January", PAST, "2025-01"),
    ("January next year", FUTURE, "2027-01"),
    ("this month", FUTURE, "2026-01"),
    ("next month", FUTURE, "2026-02"),
    ("last month", PAST, "2025-12"),
    ("later this month", FUTURE, "[2026-01-21..2026-01-31]"),
    ("earlier this month", PAST, "[2026-01-01..2026-01-21]"),
    ("later in May", FUTURE, "2026-05"),
    ("late January", FUTURE, "2026-01-21~/2026-01-31~"),
    ("early in December", FUTURE, "2026-12-01~/2026-12-10~"),
    ("mid-May", FUTURE, "2026-05-11~/2026-05-20~"),
    ("in mid May", FUTURE, "2026-05-11~/2026-05-20~"),
    ("about mid-August", FUTURE, "2026-08-11~/2026-08-20~"),
    ("early next month", FUTURE, "2026-02-01~/2026-02-10~"),
    ("late last month", PAST, "2025-12-21~/2025-12-31~"),
    ("at the beginning of June", FUTURE, "2026-06-01~/2026-06-10~"),
    ("at the outset of June", FUTURE, "2026-06-01~/2026-06-10~"),
    ("at the start of June", FUTURE, "2026-06-01~/2026-06-10~"),
    ("at the opening of June", FUTURE, "2026-06-01~/2026-06-10~"),
    ("at the close of June", FUTURE, "2026-06-21~/2026-06-30~"),
    ("in the rest of the month", FUTURE, "[2026-01-21..2026-01-31]"),
    ("in the remainder of the month", FUTURE, "[2026-01-21..2026-01-31]"),
    ("in the latter half of May", FUTURE, "[2026-05-16..2026-05-31]"),
    ("in the middle of June", FUTURE, "2026-06-11~/2026-06-20~"),
    ("at the end of May", FUTURE, "2026-05-21~/2026-05-31~"),
    ("at the end of the month", FUTURE, "2026-01-21~/2026-01-31~"),
    ("mid-to-late June", FUTURE, "2026-06-11~/2026-06-30~"),
    ("from early May to mid-June 2027", FUTURE, "2027-05-01~/2027-06-20~"),
    ("early to mid-June", FUTURE, "2026-06-01~/2026-06-20~"),
    ("late April or early May", FUTURE, "2026-04-21~/2026-05-10~"),
    ("in the first half of May", FUTURE, "[2026-05-01..2026-05-15]"),
    ("in the second half of next month", FUTURE, "[2026-02-16..2026-02-28]"),
    ("in April or May", FUTURE, "[2026-04,2026-05]"),
    ("in April and May", FUTURE, "2026-04/2026-05"),
    ("between March and June", FUTURE, "[2026-03..2026-06]"),
    ("in the early part of next month", FUTURE, "2026-02-01~/2026-02-10~"),
    ("as early as late March or early April", FUTURE, "[2026-03-21..]"),
    ("between late January and early February", FUTURE, "2026-01-21~/2026-02-10~"),
    ("as early as next month", FUTURE, "[2026-02..]"),
    ("in May at the earliest", FUTURE, "[2026-05..]"),
    ("by March", FUTURE, "[..2026-03-31]"),
    ("before the end of March", FUTURE, "[..2026-03-31]"),
    ("by the end of next month", FUTURE, "[..2026-02-28]"),
    ("not before March", FUTURE, "[2026-03..]"),
    ("around May", FUTURE, "2026-05~"),
    ("in Nov", FUTURE, "2026-11"),
    ("by Sept", FUTURE, "[..2026-09-30]"),
    ("in early Dec", PAST, "2025-12-01~/2025-12-10~"),
    ("at the end of Aug", FUTURE, "2026-08-21~/2026-08-31~"),
]
YEARS: Rows = [
    ("in 2015", PAST, "2015"),
    ("this year", FUTURE, "2026"),
    ("next year", FUTURE, "2027"),
    ("last year", PAST, "2025"),
    ("later this year", FUTURE, "[2026-01-21..2026-12-31]"),
    ("earlier this year", PAST, "[2026-01-01..2026-01-21]"),
    ("early next year", FUTURE, "2027-01~/2027-04~"),
    ("in mid-2026", FUTURE, "2026-05~/2026-08~"),
    ("in late 2027", FUTURE, "2027-09~/2027-12~"),
    ("mid to late next year", FUTURE, "2027-05-01~/2027-12-31~"),
    ("at the end of the year", FUTURE, "2026-12"),
    ("by the end of the year", FUTURE, "[..2026-12-31]"),
    ("by year-end", FUTURE, "[..2026-12-31]"),
    ("in the second half of the year", FUTURE, "[2026-07-01..2026-12-31]"),
    ("in the first half of 2027", FUTURE, "[2027-01-01..2027-06-30]"),
    ("by the end of the first quarter of 2026", FUTURE, "[..2026-03-31]"),
    ("in the first quarter of 2026", FUTURE, "[2026-01..2026-03]"),
    ("in the third quarter of next year", FUTURE, "[2027-07..2027-09]"),
    ("this spring", FUTURE, "2026-21"),
    ("next summer", FUTURE, "2026-22"),
    ("last autumn", PAST, "2025-23"),
    ("last fall", PAST, "2025-23"),
    ("this winter", FUTURE, "2025-24"),
    ("in the spring of 2027", FUTURE, "2027-21"),
    ("in the summer", FUTURE, "2026-22"),
    ("in the autumn", PAST, "2025-23"),
    ("in summer 2024", PAST, "2024-22"),
    ("from 2015 to 2017", PAST, "2015/2017"),
]
COUNTED: Rows = [
    ("in two weeks", FUTURE, "[2026-02-02..2026-02-08]"),
    ("in two or three weeks", FUTURE, "[2026-01-21..2026-02-18]"),
    ("in the weeks ahead", FUTURE, "[2026-01-21..2026-02-18]"),
    ("in ten days", FUTURE, "2026-01-31"),
    ("in two days' time", FUTURE, "2026-01-23"),
    ("in a week’s time", FUTURE, "2026-01-28~"),
    ("in a fortnight", FUTURE, "[2026-02-02..2026-02-08]"),
    ("a fortnight ago", PAST, "[2026-01-05..2026-01-11]"),
    ("three days from now", FUTURE, "2026-01-24"),
    ("in three months", FUTURE, "2026-04"),
    ("in the next two weeks", FUTURE, "[2026-01-21..2026-02-04]"),
    ("over the next month", FUTURE, "[2026-01-21..2026-02-21]"),
    ("within ten days", FUTURE, "[2026-01-21..2026-01-31]"),
    ("within the next 48 hours", FUTURE, "[2026-01-21..2026-01-23]"),
    ("in the coming days", FUTURE, "[2026-01-21..2026-01-28]"),
    ("in the coming week", FUTURE, "[2026-01-21..2026-01-28]"),
    ("in the coming weeks", FUTURE, "[2026-01-21..2026-02-18]"),
    ("in the coming months", FUTURE, "[2026-01-21..2026-04-23]"),
    ("in a few days", FUTURE, "[2026-01-21..2026-01-28]"),
    ("ten days ago", PAST, "2026-01-11"),
    ("a week ago", PAST, "2026-01-14~"),
    ("two weeks ago", PAST, "[2026-01-05..2026-01-11]"),
    ("about two months ago", PAST, "2025-11~"),
    ("two years ago", PAST, "2024"),
    ("in the past two weeks", PAST, "[2026-01-07..2026-01-21]"),
    ("in the next month", FUTURE, "[2026-01-21..2026-02-21]"),
    ("in the past year", PAST, "[2025-01-21..2026-01-21]"),
    ("two fortnights ago", PAST, "[2025-12-22..2025-12-28]"),
    ("in a couple of days", FUTURE, "2026-01-23"),
    ("in a couple of weeks", FUTURE, "[2026-02-02..2026-02-08]"),
    ("this coming week", FUTURE, "[2026-01-21..2026-01-28]"),
    ("this past month", PAST, "[2025-12-21..2026-01-21]"),
    ("soon", FUTURE, None),
    ("in the near future", FUTURE, None),
]
NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
PLACES = (
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth twenty-first twenty-second twenty-third twenty-fourth "
    "twenty-fifth twenty-sixth twenty-seventh twenty-eighth twenty-ninth thirtieth thirty-first"
)


@pytest.mark.parametrize(("words", "tense", "edtf"), NEAR + WEEKDAYS + NTH + DATED + WEEKS + MONTHS + YEARS + COUNTED)
def test_words_mean_days_told_from_the_day_of_print(words: str, tense: Tense, edtf: str | None) -> None:
    assert days(words, tense) == edtf
    if edtf is not None:
        Window(edtf)


@pytest.mark.parametrize(
    ("words", "tense", "edtf"),
    [
        ("Monday to Wednesday", FUTURE, "2025-09-08/2025-09-10"),
        ("on Friday", FUTURE, "2025-09-05"),
        ("on Wednesday", FUTURE, "2025-09-10"),
        ("next Friday", FUTURE, "2025-09-12"),
        ("this winter", FUTURE, "2025-24"),
        ("in January", FUTURE, "2026-01"),
        ("on January 12", FUTURE, "2026-01-12"),
        ("early next week", FUTURE, "[2025-09-08..2025-09-10]"),
    ],
)
def test_the_same_words_mean_other_days_on_another_day_of_print(words: str, tense: Tense, edtf: str) -> None:
    assert days(words, tense, FRIDAY) == edtf


@pytest.mark.parametrize(
    ("word", "count"), [*((word, at) for at, word in enumerate(NUMBERS.split(), 1)), *TENS.items()]
)
def test_days_are_counted_in_words(word: str, count: int) -> None:
    assert days(f"{word} days ago", PAST) == str(WEDNESDAY - timedelta(days=count))


@pytest.mark.parametrize(("word", "day"), [(word, at) for at, word in enumerate(PLACES.split(), 1)])
def test_a_day_of_a_month_is_given_in_words(word: str, day: int) -> None:
    assert days(f"on the {word} of March", FUTURE) == f"2026-03-{day:02}"


@pytest.mark.parametrize("number", range(12))
def test_a_month_is_named_in_full_or_in_short(number: int) -> None:
    full, edtf = calendar.month_name[number + 1], f"2027-{number + 1:02}-05"
    shorts = [] if full == "May" else [full[:3], f"{full[:3]}.", *(["Sept", "Sept."] if full == "September" else [])]
    assert [days(f"on {name} 5, 2027", FUTURE) for name in (full, *shorts)] == [edtf] * (1 + len(shorts))


@pytest.mark.parametrize(
    ("names", "day"),
    [
        ("Monday Mon", "2026-01-26"),
        ("Tuesday Tues Tue", "2026-01-27"),
        ("Wednesday Weds Wed", "2026-01-28"),
        ("Thursday Thurs Thur Thu", "2026-01-29"),
        ("Friday Fri", "2026-01-30"),
        ("Saturday Sat", "2026-01-31"),
        ("Sunday Sun", "2026-02-01"),
    ],
)
def test_a_weekday_before_a_date_is_named_in_full_or_in_short(names: str, day: str) -> None:
    month, number = ("Jan", day[-2:]) if day < "2026-02" else ("Feb", "1")
    assert {days(f"on {name}, {month} {number}", FUTURE) for name in names.split()} == {day}


@pytest.mark.parametrize("joint", [" to ", " through ", " until ", " till ", " thru ", *"-‐‑–—−－~〜∼～"])
def test_two_days_are_joined_by_a_word_or_a_dash(joint: str) -> None:
    assert days(f"from January 29{joint}31", FUTURE) == "2026-01-29/2026-01-31"


@pytest.mark.parametrize("joint", [" and ", " & ", "/"])
def test_two_days_that_follow_each_other_are_joined_by_and(joint: str) -> None:
    assert days(f"on January 29{joint}30", FUTURE) == "2026-01-29/2026-01-30"


@given(published=DAYS_OF_PRINT, day=DAYS_OF_PRINT, style=st.sampled_from(["%B %d", "%d %B", "%b %d", "on %d %b"]))
def test_a_settled_day_without_a_year_is_the_next_one_or_the_last(published: date, day: date, style: str) -> None:
    phrase = only(f"They meet {day.strftime(style)}.")
    ahead = Window(str(resolved(phrase, published=published, tense=FUTURE, settled=True))).earliest
    behind = Window(str(resolved(phrase, published=published, tense=PAST, settled=True))).earliest
    assert ahead is not None
    assert behind is not None
    assert (ahead.month, ahead.day) == (behind.month, behind.day) == (day.month, day.day)
    assert published - timedelta(days=2) <= ahead
    assert behind <= published + timedelta(days=2)
    if (day.month, day.day) != (2, 29):
        assert ahead < published + timedelta(days=366)
        assert published - timedelta(days=366) < behind


@given(published=DAYS_OF_PRINT, number=st.integers(0, 6), weeks=st.integers(1, 2), turn=st.sampled_from([0, 1, 2]))
def test_weeks_on_a_weekday_are_counted_from_the_coming_one(
    published: date, number: int, weeks: int, turn: int
) -> None:
    name, fortnight = calendar.day_name[number], ["week", "fortnight"][weeks - 1]
    words = [f"{name} {fortnight}", f"a {fortnight} on {name}", f"a {fortnight} from {name}"][turn]
    expected = published + timedelta(days=(number - published.weekday()) % 7 + 7 * weeks)
    assert days(words, FUTURE, published) == expected.isoformat()


@given(published=DAYS_OF_PRINT, month=st.integers(1, 12), number=st.integers(0, 6), nth=st.integers(1, 4))
def test_the_nth_weekday_is_the_nth_of_its_month(published: date, month: int, number: int, nth: int) -> None:
    place = ["first", "second", "3rd", "fourth"][nth - 1]
    words = f"on the {place} {calendar.day_name[number]} of {calendar.month_name[month]} 2031"
    found = date.fromisoformat(str(days(words, FUTURE, published)))
    assert (found.year, found.month, found.weekday(), (found.day - 1) // 7) == (2031, month, number, nth - 1)


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("on March 5, 2019", "2019-03-05"),
        ("in the spring of 2026", "2026-21"),
        ("early next year, 2023", "2023-01~/2023-04~"),
        ("December 30 to January 2, 2027", "2026-12-30/2027-01-02"),
        ("on Monday", None),
        ("in May", None),
        ("on the 11th", None),
        ("next week", None),
        ("in two weeks", None),
    ],
)
def test_without_a_day_of_print_only_what_names_its_year_is_known(words: str, edtf: str | None) -> None:
    assert days(words, FUTURE, None) == edtf


@pytest.mark.parametrize(
    ("words", "edtf"),
    [
        ("the same day", "2026-03-04"),
        ("that day", "2026-03-04"),
        ("the next day", "2026-03-05"),
        ("the following day", "2026-03-05"),
        ("the previous day", "2026-03-03"),
        ("the preceding day", "2026-03-03"),
        ("the preceding week", "[2026-02-23..2026-03-01]"),
        ("the day before", "2026-03-03"),
        ("two days later", "2026-03-06"),
        ("two months later", "2026-05"),
        ("a day earlier", "2026-03-03"),
        ("a week later", "2026-03-11~"),
        ("the following week", "[2026-03-09..2026-03-15]"),
        ("on Friday of that week", "2026-03-06"),
        ("between Wednesday and Friday of that week", "[2026-03-04..2026-03-06]"),
        ("the following month", "2026-04"),
        ("later that month", "[2026-03-04..2026-03-31]"),
        ("in May of the same year", "2026-05"),
    ],
)
def test_an_anchored_date_is_told_from_the_date_before_it(words: str, edtf: str) -> None:
    assert only(f"They meet {words}.").anchored
    assert days(words, FUTURE, anchor=date(2026, 3, 4)) == edtf
    assert days(words, FUTURE) is None


def test_the_day_is_that_of_the_date_before() -> None:
    assert days("later in the day", FUTURE, anchor=date(2026, 3, 4)) == "2026-03-04"
    assert days("at the end of the day", FUTURE) is None


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("She begins a three-day visit to Oman on Monday.", "2026-01-26/2026-01-28"),
        ("He will pay a 3-day visit from Monday.", "2026-01-26/2026-01-28"),
        ("He leaves on Friday for a two-day visit to Quito.", "2026-01-23/2026-01-24"),
        ("The envoy stays for three days starting Jan 29.", "2026-01-29/2026-01-31"),
        ("A week-long tour, starting on 2 February, is planned.", "2026-02-02/2026-02-08"),
        ("The two-day forum, which was to open on Thursday, is off.", "2026-01-22/2026-01-23"),
        ("The three-day forum is scheduled from Monday to Wednesday.", "2026-01-26/2026-01-28"),
        ("A three-day visit is planned, the ministry said on Thursday.", "2026-01-22"),
        ("He ended a three-day visit to Oman on Thursday.", "2026-01-22"),
        ("A pact is due during the four-day visit that begins on Monday.", "2026-01-26/2026-01-29"),
        ("During a two-day stay in Oman she spoke on Thursday.", "2026-01-22"),
        ("Ministers ended a one-day summit. Talks resume on Friday.", "2026-01-23"),
    ],
)
def test_a_first_day_lasts_as_long_as_its_sentence_says(text: str, edtf: str) -> None:
    assert resolved(only(text), published=WEDNESDAY, tense=FUTURE) == edtf


@pytest.mark.parametrize(
    "text",
    [
        "She may visit Lima.",
        "They praised Theresa May's stay.",
        "May the talks succeed.",
        "The march went on, and they march again.",
        "March on, said the marshal.",
        "Theresa May spoke to Prime Minister May.",
        "Jan Lipavsky met Dong Jun and Sun Li.",
        "It was an august body.",
        "Resolution 2231 and the 2015 deal still stand.",
        "They recalled the 1965 treaty.",
        "World Cup 2026 is a magnet.",
        "Delegates from 15 countries and 47 states came.",
        "The vote was 29-31 against, with 5 abstaining.",
        "She is 61 and he is 5.5 per cent taller.",
        "It is the 20th Ordinary Summit and the 11th round.",
        "The second envoy asked the first one to wait.",
        "He read the Sunday Times after Friday prayers.",
        "The fall of the city and a spring in his step.",
        "It cost $29 on Flight 30.",
        "Covid-19 and G20 and F-16.",
        "The meeting began at 10:30, or 3 p.m. there.",
        "On 03/04/2026x and 1/2 and 99.99.2026.",
        "In the weeks after the vote, in the days of old.",
        "This is that, and next to it the last one.",
        "She heard from Jan Egeland and spoke of Jun Azumi.",
        "She heard from Mar Roxas.",
        "They fast on the second Friday of Lent.",
        "It was a week of work.",
    ],
)
def test_what_looks_like_a_date_and_is_none_is_left_alone(text: str) -> None:
    assert [phrase.words for phrase in date_phrases(text)] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("WASHINGTON, Nov 3 - The trip is off until next month.", ["Nov 3", "until next month"]),
        ("Ahead of May's talks, a March visit was dropped.", ["May", "March"]),
        ("The June 28-29 summit follows Saturday's round.", ["June 28-29", "Saturday"]),
        ("After Saturday’s round and before the May 5 summit", ["Saturday", "May 5"]),
        ("It was moved from Monday to Friday.", ["from Monday", "Friday"]),
        ("Delayed from March 5 to 12 April, he said.", ["from March 5", "12 April"]),
        ("On Monday, 5 ministers said Tuesday was fine.", ["Monday", "Tuesday"]),
        ("On May 5 and 6 ministers come.", ["May 5"]),
        ("In May and on Friday", ["May", "Friday"]),
        ("He said on Wednesday that talks resume on 3 March.", ["Wednesday", "3 March"]),
        ("in early\nMay", ["early\nMay"]),
        ("in May\n\n5 things to know", ["May"]),
        ("(He spoke on Thursday, tomorrow)", ["Thursday", "tomorrow"]),
        ("between May and Friday", ["May", "Friday"]),
        ("It sent 1000000 January cards on Friday.", ["January", "Friday"]),
    ],
)
def test_dates_are_cut_out_of_their_sentences(text: str, words: list[str]) -> None:
    assert [phrase.words for phrase in date_phrases(text)] == words


def test_what_is_put_off_until_a_day_is_on_that_day() -> None:
    put_off, lasting = date_phrases("It was postponed until May 5. That tour of the region lasts until May 9.")
    assert resolved(put_off, published=WEDNESDAY, tense=FUTURE) == "2026-05-05"
    assert resolved(lasting, published=WEDNESDAY, tense=FUTURE) == "../2026-05-09"


def test_the_day_that_a_plan_leaves_is_told_from_the_day_it_goes_to() -> None:
    left, new = date_phrases("The call was moved from Monday to Friday.")
    assert (left.side, new.side) == (Side.AWAY, None)


@pytest.mark.parametrize(
    ("text", "background"),
    [
        ("the first since 2015", True),
        ("for the first time since December 2019", True),
        ("the third meeting in half a year, and the first in three years", True),
        ("their second round in nine days", True),
        ("They meet in three months", False),
        ("They meet in nine days", False),
        ("They meet in 2027", False),
    ],
)
def test_history_is_background(text: str, background: bool) -> None:
    assert only(text).background is background


def test_a_date_wins_over_a_weekday_that_disagrees() -> None:
    assert resolved(only("on Tuesday (9 March)"), published=WEDNESDAY, tense=FUTURE) == "2026-03-09"


def test_a_date_says_what_kind_it_is() -> None:
    assert only("on Monday").weekday_only
    assert only("until Monday").weekday_only
    assert not only("next Monday").weekday_only
    assert only("soon").vague
    assert only("in the coming weeks").vague
    assert not only("next week").vague
    assert only("5 May").dated
    assert only("5 May").exact
    assert only("from 5 to 7 May").exact
    assert not only("in May").exact
    assert not only("next week").dated
    assert only("in May 2027").says_year
    assert only("a two-day stay from Monday").days == 2


@pytest.mark.parametrize(
    ("text", "direction"),
    [
        ("next week", FUTURE),
        ("last May", PAST),
        ("ten days ago", PAST),
        ("in two weeks", FUTURE),
        ("later this year", FUTURE),
        ("earlier this month", PAST),
        ("tomorrow", FUTURE),
        ("Monday week", FUTURE),
        ("a week ago on Monday", PAST),
        ("on Monday", UNKNOWN),
        ("in May", UNKNOWN),
        ("two days later", UNKNOWN),
    ],
)
def test_some_words_point_back_or_ahead_by_themselves(text: str, direction: Tense) -> None:
    assert only(text).direction is direction


@pytest.mark.parametrize(
    ("words", "tense", "edtf"),
    [
        ("in early January", FUTURE, "2027-01-01~/2027-01-10~"),
        ("in late January", FUTURE, "2026-01-21~/2026-01-31~"),
        ("in early January 2026", FUTURE, "2026-01-01~/2026-01-10~"),
        ("in late January", PAST, "2026-01-21~/2026-01-31~"),
        ("in late February", PAST, "2025-02-21~/2025-02-28~"),
        ("on the first Monday of January", FUTURE, "2027-01-04"),
        ("on the last Friday of January", PAST, "2025-01-31"),
    ],
)
def test_a_part_of_a_month_of_a_settled_plan_is_a_year_on_where_it_has_passed(
    words: str, tense: Tense, edtf: str
) -> None:
    assert resolved(only(f"They meet {words}."), published=WEDNESDAY, tense=tense, settled=True) == edtf


SIDES = {
    "2026-05-04/..": ("since",),
    "../2026-05-04": ("until", "till"),
    "[..2026-05-04]": ("by", "as late as", "no later than", "not later than", "on or before"),
    "[..2026-05-03]": ("before",),
    "[2026-05-05..]": ("after",),
    "2026-05-04~": (
        *("around", "about", "circa", "roughly", "approximately"),
        *("on or about", "on or around"),
    ),
    "[2026-05-04..]": (
        *("as early as", "as soon as", "no earlier than", "not earlier than", "no sooner than"),
        *("not before", "not until", "on or after"),
    ),
    "2026-05-04": ("from", "starting", "beginning", "commencing", "starts", "begins"),
}


@pytest.mark.parametrize("edtf", SIDES)
def test_words_before_a_date_say_on_which_side_of_it(edtf: str) -> None:
    assert [days(f"{words} 4 May", FUTURE) for words in SIDES[edtf]] == [edtf] * len(SIDES[edtf])


def test_before_the_end_of_a_unit_is_within_it_and_soon_is_no_date() -> None:
    ends = ("is over", "are over", "is out", "has ended", "ends")
    assert {days(f"before the year {end}", FUTURE) for end in ends} == {"[..2026-12-31]"}
    soon = ("soon", "in the near future", "in the foreseeable future", "in the coming period")
    assert [(only(f"They meet {words}.").vague, days(words, FUTURE)) for words in soon] == [(True, None)] * 4


def test_an_anchor_may_be_a_window() -> None:
    phrase = only("Then, two days later, they left.")
    window = Window("2026-03-04/2026-03-06")
    assert resolved(phrase, published=None, tense=PAST, anchor=window) == "2026-03-08"
    assert resolved(phrase, published=None, tense=PAST, anchor=Window("../2026-03-06")) == "2026-03-08"


def test_a_date_that_does_not_exist_is_not_known() -> None:
    assert days("on 30 February", FUTURE) is None
    assert days("on February 29, 2026", FUTURE) is None
    assert days("tomorrow", FUTURE, date.max) is None
    assert days("last year", PAST, date.min) is None


# Properties

WORDS = """
    a the in on of from to and or until by since before after next last this coming that same week weekend month year
    day days weeks ago later earlier early mid late end first second half quarter May March Jan. December Monday Friday
    today tomorrow spring fall 5 29 31st 2026 2015 three few as soon early than no , . - – ( ) ' s / : over within
    between
    around 2026-02-30 30.01.2026 visit three-day for starting
"""
PIECES = st.sampled_from([*WORDS.split(), "\n\n", "the\u00a0"])
TEXTS = st.one_of(
    st.text(max_size=60), st.lists(PIECES, max_size=14).map(" ".join), st.lists(PIECES, max_size=14).map("".join)
)
DATES = st.dates()
ANCHORS = st.none() | DATES


@given(text=TEXTS, published=st.none() | DATES, tense=st.sampled_from(Tense), anchor=ANCHORS)
def test_any_text_gives_places_in_order_and_windows_of_the_profile(
    text: str, published: date | None, tense: Tense, anchor: date | None
) -> None:
    reached = 0
    for phrase in date_phrases(text):
        assert reached <= phrase.start < phrase.end <= len(text)
        assert text[phrase.start : phrase.end] == phrase.words
        reached = phrase.end
        window = resolved(phrase, published=published, tense=tense, anchor=anchor)
        if window is not None:
            Window(window)


@given(
    day=st.dates(min_value=date(1900, 1, 1), max_value=date(2099, 12, 31)),
    style=st.sampled_from(
        ["{d} {B} {Y}", "{B} {d}, {Y}", "{A}, {B} {d}, {Y}", "{A} ({d} {B} {Y})", "{iso}", "{d:02}.{m:02}.{Y}"]
    ),
)
def test_a_day_reads_back_however_it_is_written(day: date, style: str) -> None:
    text = style.format(d=day.day, m=day.month, Y=day.year, B=f"{day:%B}", A=f"{day:%A}", iso=day.isoformat())
    phrase = only(f"They met on {text} in Rome.")
    assert resolved(phrase, published=None, tense=UNKNOWN) == day.isoformat()


@given(published=st.dates(min_value=date(1990, 1, 1), max_value=date(2090, 1, 1)), ahead=st.integers(-55, 300))
def test_a_plan_without_a_year_is_within_ten_months(published: date, ahead: int) -> None:
    day = published + timedelta(days=ahead)
    if (day.month, day.day) != (2, 29):
        assert resolved(only(f"on {day:%B} {day.day}"), published=published, tense=FUTURE) == day.isoformat()


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        "met met ",
        "1",
        "1 ",
        "1,",
        ", ",
        "May ",
        "May May ",
        "((((",
        "the ",
        "5 and ",
        "5, 6, ",
        "Monday to ",
        "early to ",
        "in the ",
        "as early as ",
        "three-day ",
        "2026-01-",
        "\n",
        "May 5 - ",
        "from Monday ",
        "from the the the ",
        "the first half of the second half of ",
        "end of the end of ",
        "week of the week of ",
        "Monday for a ",
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    with within(5):
        date_phrases(text)
