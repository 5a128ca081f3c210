"""Days in words: what each form stands for, seen from Wednesday 28 January 2026."""

from datetime import date

import pytest

from tests.given import refusal
from tracker.domain.days import Days
from tracker.domain.natural_days import COMING, PAST, read_days, read_first_and_last, read_period

TODAY = date(2026, 1, 28)


def span(text: str, leaning: str = PAST) -> str | None:
    """Return the days as text: one day, or the first and the last."""
    days = read_days(text, TODAY, PAST if leaning == PAST else COMING)
    if days is None:
        return None
    return str(days.first) if days.first == days.last else f"{days.first}/{days.last}"


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("today", "2026-01-28"),
        ("Now", "2026-01-28"),
        ("yesterday", "2026-01-27"),
        ("tomorrow", "2026-01-29"),
        ("last wednesday", "2026-01-21"),
        ("next Wednesday", "2026-02-04"),
        ("this friday", "2026-01-30"),
        ("last tue", "2026-01-27"),
        ("3 days ago", "2026-01-25"),
        ("a week ago", "2026-01-21"),
        ("in 2 weeks", "2026-02-11"),
        ("2 months ago", "2025-11-28"),
        ("1 year ago", "2025-01-28"),
        ("in one month", "2026-02-28"),
        ("28 Jan 2026", "2026-01-28"),
        ("January 28, 2026", "2026-01-28"),
        ("1st of Sept. 2025", "2025-09-01"),
        ("2026/2/3", "2026-02-03"),
        ("last week", "2026-01-19/2026-01-25"),
        ("this  week", "2026-01-26/2026-02-01"),
        ("next week", "2026-02-02/2026-02-08"),
        ("last month", "2025-12-01/2025-12-31"),
        ("this month", "2026-01-01/2026-01-31"),
        ("next month", "2026-02-01/2026-02-28"),
        ("next year", "2027-01-01/2027-12-31"),
        ("Feb 2024", "2024-02-01/2024-02-29"),
        ("2026-12", "2026-12-01/2026-12-31"),
        ("2026", "2026-01-01/2026-12-31"),
        ("2026-02-03/2026-02-05", "2026-02-03/2026-02-05"),
    ],
)
def test_a_form_stands_for_the_same_days_in_every_argument(text: str, days: str) -> None:
    assert span(text, PAST) == span(text, COMING) == days


@pytest.mark.parametrize(
    ("text", "past", "coming"),
    [
        ("wednesday", "2026-01-28", "2026-01-28"),
        ("monday", "2026-01-26", "2026-02-02"),
        ("fri", "2026-01-23", "2026-01-30"),
        ("30 Jan", "2025-01-30", "2026-01-30"),
        ("Jan 28", "2026-01-28", "2026-01-28"),
        ("16 Nov", "2025-11-16", "2025-11-16"),
        ("1 July", "2025-07-01", "2026-07-01"),
        ("29 Feb", "2024-02-29", "2024-02-29"),
        ("february", "2025-02-01/2025-02-28", "2026-02-01/2026-02-28"),
    ],
)
def test_a_form_without_its_week_or_year_is_the_last_one_or_the_coming_or_nearest(
    text: str, past: str, coming: str
) -> None:
    assert (span(text, PAST), span(text, COMING)) == (past, coming)


@pytest.mark.parametrize("text", ["", "soon", "next", "28", "mondays", "3 days", "week", "@3", "28 Jan 26"])
def test_other_texts_have_no_form(text: str) -> None:
    assert span(text) is None


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("16/11/2026", "Write 2026-11-16."),
        ("03/02/2026", "Write 2026-02-03 or 2026-03-02."),
        ("3.3.26", "Write 2026-03-03."),
        ("28.1.", "Write 2026-01-28."),
        ("28-1", "Write 2026-01-28."),
        ("45/67/2026", "Write 2026-01-28."),
        ("5/5/0100", "Write 0100-05-05."),
        ("5/5/99", "Write 2099-05-05."),
    ],
)
def test_numbers_of_which_either_may_be_the_month_are_refused(text: str, hint: str) -> None:
    assert refusal(read_days, text, TODAY, PAST) == (f"{text!r} does not begin with the year", hint)


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("31 Nov", "'31 Nov' does not exist", "Nov runs from 1 to 30."),
        ("29 Feb 2026", "'29 Feb 2026' does not exist", "Feb runs from 1 to 28."),
        ("2026-02-30", "2026-02-30 is not in the calendar", "Check the month and the day."),
        ("2026/13/1", "2026/13/1 is not in the calendar", "Check the month and the day."),
        ("999999 days ago", "999999 days ago is before the year 1", "Name a later day."),
        ("in 999999 weeks", "'in 999999 weeks' is outside the calendar", "Name a day of the years 1 to 9999."),
    ],
)
def test_a_day_that_does_not_exist_is_refused(text: str, sentence: str, hint: str) -> None:
    assert refusal(read_days, text, TODAY, PAST) == (sentence, hint)


def test_a_form_next_to_the_end_of_the_calendar_is_refused_or_read() -> None:
    last = date(9999, 12, 31)
    assert read_days("30 Dec", last, PAST) == Days(date(9999, 12, 30), date(9999, 12, 30))
    assert refusal(read_days, "tomorrow", last, PAST)[0] == "'tomorrow' is outside the calendar"
    assert refusal(read_days, "next month", last, PAST)[0] == "'next month' is outside the calendar"
    assert refusal(read_days, "last year", date(1, 1, 1), PAST)[0] == "'last year' is outside the calendar"


@pytest.mark.parametrize(
    ("words", "first", "last"),
    [
        ("next week", "2026-02-02", None),
        ("today", "2026-01-28", None),
        ("3 days ago today", "2026-01-25", "2026-01-28"),
        ("1 Feb 14 Feb", "2026-02-01", "2026-02-14"),
        ("feb 1 feb 14", "2026-02-01", "2026-02-14"),
        ("monday next friday", "2026-02-02", "2026-01-30"),
    ],
)
def test_a_period_is_read_from_words_with_or_without_quotes(words: str, first: str, last: str | None) -> None:
    period = read_period(words.split(), TODAY)
    assert period is not None
    begin, end = period
    assert (str(begin.first), end and str(end.first)) == (first, last)


@pytest.mark.parametrize(
    ("words", "days"),
    [
        ("next week", (date(2026, 2, 2), date(2026, 2, 8))),
        ("tomorrow", (date(2026, 1, 29), None)),
        ("today today", (date(2026, 1, 28), date(2026, 1, 28))),
        ("today next week", (date(2026, 1, 28), date(2026, 2, 8))),
        ("next week today", (date(2026, 2, 2), date(2026, 1, 28))),
        ("soon", None),
    ],
)
def test_a_period_has_a_first_and_a_last_day_unless_it_is_one_day(words: str, days: object) -> None:
    assert read_first_and_last(words.split(), TODAY) == days


def test_words_that_leave_a_rest_are_no_period() -> None:
    assert read_period(["today", "soon"], TODAY) is None
    assert read_period(["next", "weak"], TODAY) is None
