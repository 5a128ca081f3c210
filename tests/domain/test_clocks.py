"""The two clocks: parsing publication dates and points in time, and the cuts that a question makes."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.given import cut, refusal
from tracker.domain.clocks import (
    AsOf,
    Position,
    is_utc_text,
    looks_like_moment,
    parse_moment,
    parse_moments,
    parse_published,
    read_position,
    utc_text,
)
from tracker.domain.errors import UNPARSABLE, TrackerError

TODAY = date(2026, 1, 28)


@pytest.mark.parametrize(
    ("text", "kept", "day", "utc"),
    [
        ("2026-01-28", "2026-01-28", "2026-01-28", ""),
        ("2024-02-29", "2024-02-29", "2024-02-29", ""),
        ("0001-01-01", "0001-01-01", "0001-01-01", ""),
        ("9999-12-31", "9999-12-31", "9999-12-31", ""),
        ("2026-01-28T17:00+09:00", "2026-01-28T17:00+09:00", "2026-01-28", "2026-01-28T08:00:00.000000Z"),
        ("2026-01-28T01:00+09:00", "2026-01-28T01:00+09:00", "2026-01-28", "2026-01-27T16:00:00.000000Z"),
        ("2026-01-28 23:30:15-05:00", "2026-01-28T23:30:15-05:00", "2026-01-28", "2026-01-29T04:30:15.000000Z"),
        ("2026-01-28t17:00z", "2026-01-28T17:00+00:00", "2026-01-28", "2026-01-28T17:00:00.000000Z"),
        ("2026-01-28T17:00:00.5Z", "2026-01-28T17:00:00.5+00:00", "2026-01-28", "2026-01-28T17:00:00.500000Z"),
        ("2026-01-28T12:00+14:00", "2026-01-28T12:00+14:00", "2026-01-28", "2026-01-27T22:00:00.000000Z"),
        ("2026-01-28T12:00-14:00", "2026-01-28T12:00-14:00", "2026-01-28", "2026-01-29T02:00:00.000000Z"),
        ("2026-01-28T12:00+05:45", "2026-01-28T12:00+05:45", "2026-01-28", "2026-01-28T06:15:00.000000Z"),
        ("0900-06-01T00:00Z", "0900-06-01T00:00+00:00", "0900-06-01", "0900-06-01T00:00:00.000000Z"),
    ],
)
def test_a_publication_date_is_a_day_or_an_instant_with_a_time_zone(text: str, kept: str, day: str, utc: str) -> None:
    published = parse_published(text)
    assert (published.text, published.day, published.utc) == (kept, day, utc)
    assert published.date == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2025-02-29", "0000-01-01"])
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str) -> None:
    assert refusal(parse_published, text) == (f"{text} is not in the calendar", "Check the month and the day.")
    day = text.split("T", maxsplit=1)[0]
    assert refusal(parse_published, f"{text}T09:00Z") == (
        f"{day} is not in the calendar",
        "Check the month and the day.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "28 January 2026",
        "2026-1-28",
        "2026-01-28 ",
        "2026-01-28\n",
        "20260128",
        "2026-01",
        "2026-01-28T17:00+9",
        "2026-01-28T17:00+0900",
        "2026-01-28T17+09:00",
        "2026-01-28T17:00 KST",
        "2026-01-28T17:00:00.1234567Z",
        "２０２６-01-28",
        "-2026-01-28",
        "2026-W05-3",
        "@7",
    ],
)
def test_a_text_that_is_not_a_date_is_refused(text: str) -> None:
    sentence, hint = refusal(parse_published, text)
    assert sentence == f"{text!r} is not a day or an instant"
    assert hint == "Write 2026-01-28, or 2026-01-28T17:00+09:00 with the zone as hours from UTC."


def test_an_instant_without_a_time_zone_is_refused() -> None:
    assert refusal(parse_published, "2026-01-28T17:00") == (
        "2026-01-28T17:00 has no time zone",
        "Add it as hours from UTC: 2026-01-28T17:00+09:00, or Z.",
    )


@pytest.mark.parametrize(
    "text",
    [
        "2026-01-28T25:00Z",
        "2026-01-28T17:60Z",
        "2026-01-28T17:00:60Z",
        "2026-01-28T17:00+14:01",
        "2026-01-28T17:00-14:01",
        "2026-01-28T17:00+09:60",
        "2026-01-28T17:00+99:00",
        "0001-01-01T00:00+09:00",
        "9999-12-31T23:00-09:00",
    ],
)
def test_an_invalid_time_or_zone_is_refused(text: str) -> None:
    sentence, hint = refusal(parse_published, text)
    assert sentence == f"{text} is not a valid time"
    assert hint == "Hours go from 00 to 23, zones from -14:00 to +14:00."


@pytest.mark.parametrize("text", ["2026-02-30", "soon", "2026-01-28T17:00", "2026-01-28T25:00Z"])
def test_a_date_that_does_not_parse_exits_with_2(text: str) -> None:
    with pytest.raises(TrackerError) as caught:
        parse_published(text)
    assert caught.value.exit_code == UNPARSABLE


@pytest.mark.parametrize(
    ("later", "earlier", "clearly"),
    [
        ("2026-01-21", "2026-01-20", True),
        ("2026-01-20", "2026-01-20", False),
        ("2026-01-20", "2026-01-21", False),
        ("2026-01-20T10:00Z", "2026-01-20T09:00Z", True),
        ("2026-01-20T10:00+09:00", "2026-01-20T09:00Z", False),
        ("2026-01-20T09:00Z", "2026-01-20T18:00+09:00", False),
        ("2026-01-20T10:00Z", "2026-01-20", False),
        ("2026-01-20", "2026-01-20T09:00Z", False),
        ("2026-01-21T00:30+09:00", "2026-01-20T16:00Z", False),
        ("2026-01-20T16:00Z", "2026-01-21T00:30+09:00", True),
        ("2026-01-21T00:30+09:00", "2026-01-20", True),
    ],
)
def test_an_item_is_clearly_after_another_if_its_day_or_instant_is_later(
    later: str, earlier: str, clearly: bool
) -> None:
    assert parse_published(later).clearly_after(parse_published(earlier)) is clearly


def test_as_of_a_day_includes_every_report_printed_by_then_in_any_zone() -> None:
    day = cut("2026-01-20").as_of
    assert day
    dates = ["2026-01-19", "2026-01-20", "2026-01-20T23:59-12:00", "2026-01-21T00:01+14:00", "2026-01-21"]
    assert [day.includes(parse_published(text)) for text in dates] == [True, True, True, False, False]


def test_as_of_an_instant_includes_instants_by_then_and_bare_days_before_its_day() -> None:
    instant = cut("2026-01-20T12:00+09:00").as_of
    assert instant
    dates = ["2026-01-19", "2026-01-20", "2026-01-20T03:00Z", "2026-01-20T03:01Z", "2026-01-19T23:00-05:00"]
    assert [instant.includes(parse_published(text)) for text in dates] == [True, False, True, False, False]


@pytest.mark.parametrize(
    ("moment", "published"),
    [
        ("2026-01-20", "2026-01-21T00:00+14:00"),
        ("2026-01-20T00:30+14:00", "2026-01-18T22:31-12:00"),  # a minute later
        ("2026-01-20T12:00Z", "2026-01-20"),
        ("0001-01-01T00:00Z", "0001-01-01"),
    ],
)
def test_what_a_cut_excludes_was_printed_on_its_first_excluded_day_or_later(moment: str, published: str) -> None:
    as_of = cut(moment).as_of
    assert as_of
    report = parse_published(published)
    assert not as_of.includes(report)
    assert report.day >= as_of.first_excluded_day


def test_after_the_last_day_of_the_calendar_nothing_is_excluded() -> None:
    assert AsOf(day="9999-12-31").first_excluded_day == "9999-12-31"


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-01-20", AsOf(day="2026-01-20")),
        ("2026-01-20T12:00+09:00", AsOf(day="2026-01-20", utc="2026-01-20T03:00:00.000000Z")),
        ("today", AsOf(day="2026-01-28")),
        ("Today", AsOf(day="2026-01-28")),
        ("yesterday", AsOf(day="2026-01-27")),
        ("0 days ago", AsOf(day="2026-01-28")),
        ("1 day ago", AsOf(day="2026-01-27")),
        ("3 days ago", AsOf(day="2026-01-25")),
        ("30  Days ago", AsOf(day="2025-12-29")),
        ("tomorrow", AsOf(day="2026-01-29")),
        ("last monday", AsOf(day="2026-01-26")),
        ("16 Nov", AsOf(day="2025-11-16")),
        ("last week", AsOf(day="2026-01-25")),
        ("2025-12", AsOf(day="2025-12-31")),
        ("@12", Position(number=12)),
    ],
)
def test_a_point_in_time_is_a_day_an_instant_a_few_words_or_a_position(text: str, moment: AsOf | Position) -> None:
    assert parse_moment(text, TODAY) == moment


@pytest.mark.parametrize("text", ["", "@", "@x", "@-1", "days ago", "-1 days ago", "3 fortnights ago", "ahn-japan"])
def test_other_words_are_not_a_point_in_time(text: str) -> None:
    assert refusal(parse_moment, text, TODAY)[0] == f"{text!r} is not a day or an instant"


@pytest.mark.parametrize(
    ("words", "moments"),
    [
        ("yesterday", (AsOf(day="2026-01-27"), None)),
        ("3 days ago last monday", (AsOf(day="2026-01-25"), AsOf(day="2026-01-26"))),
        ("@7 2026-01-20", (Position(number=7), AsOf(day="2026-01-20"))),
    ],
)
def test_one_or_two_points_in_time_are_read_from_words(words: str, moments: object) -> None:
    assert parse_moments(words.split(), TODAY) == moments


def test_of_several_words_the_one_that_is_not_a_point_in_time_is_named() -> None:
    assert refusal(parse_moments, ["soon", "today"], TODAY)[0] == "'soon' is not a day or an instant"
    assert refusal(parse_moments, ["today", "soon"], TODAY)[0] == "'soon' is not a day or an instant"
    assert refusal(parse_moments, ["today", "@1", "soon"], TODAY) == (
        "diff takes one or two moments",
        "Write: tracker diff [MEETING] FROM [TO]",
    )


@pytest.mark.parametrize("text", ["2026-02-30", "2026-01-20T09:00"])
def test_a_point_in_time_that_is_not_one_has_a_hint_with_all_its_forms(text: str) -> None:
    hint = "Write 2026-01-28, 2026-01-28T17:00+09:00, today, yesterday, '3 days ago', or @12."
    assert refusal(parse_moment, text, TODAY)[1] == hint


def test_no_day_is_before_the_year_1() -> None:
    assert refusal(parse_moment, "999999 days ago", TODAY) == (
        "999999 days ago is before the year 1",
        "Name a later day.",
    )


def test_an_argument_that_begins_like_a_point_in_time_is_one() -> None:
    assert all(
        map(looks_like_moment, ["@7", "2026-01-20", "3 days ago", "today", "Yesterday", "2026-99-99", "monday", "last"])
    )
    assert not any(map(looks_like_moment, ["ahn-japan", "todays-talks", "mar", "december", ""]))


def test_utc_text_has_a_fixed_width_so_that_text_order_is_time_order() -> None:
    seoul = timezone(timedelta(hours=9))
    assert utc_text(datetime(2026, 1, 22, 9, tzinfo=UTC)) == "2026-01-22T09:00:00.000000Z"
    assert utc_text(datetime(2026, 1, 22, 9, 0, 0, 5, tzinfo=seoul)) == "2026-01-22T00:00:00.000005Z"
    assert utc_text(datetime(33, 4, 3, 15, tzinfo=UTC)) == "0033-04-03T15:00:00.000000Z"


@pytest.mark.parametrize(
    ("stored", "is_one"),
    [
        ("2026-01-22T09:00:00.000005Z", True),
        (20260122, False),
        ("", False),
        ("2026-01-22T09:00:00.000005", False),
        ("2026-01-22T09:00:00.000005+", False),
        ("2026-01-22T09:00:00.000005Z\n", False),
        ("2026-01-22 09:00:00.000005Z", False),
        ("2026-02-30T09:00:00.000005Z", False),
        ("2026-01-22T24:00:00.000005Z", False),
        ("２０２６-01-22T09:00:00.000005Z", False),
    ],
)
def test_a_stored_time_is_one_that_utc_text_writes(stored: object, is_one: bool) -> None:
    assert is_utc_text(stored) is is_one


def test_a_position_is_a_number_with_or_without_its_sign() -> None:
    assert (read_position("@7"), read_position("7"), read_position("@0", lowest=0)) == (7, 7, 0)
    for text in ("@0", "@@7", "seven", "@-1", "7.0", "@٧", "9" * 19):
        assert refusal(read_position, text) == (
            f"{text!r} is not a position",
            "Write @7 for the seventh event of the log.",
        )


def test_an_error_may_have_no_hint() -> None:
    assert TrackerError("it is so").hint == ""
