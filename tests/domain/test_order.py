"""Rule 2 and the press clock: how dates are read, in what order reports are folded, where a question cuts them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest

from tests.given import MEETING, cut, log, refusal, report, stands
from tracker.domain.clocks import AsOf, Position, published, reads_as_when, utc_text, when
from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.domain.selection import counted

TODAY = date(2026, 1, 28)


def in_order(*moments: str) -> list[str]:
    """Return publication dates in the order in which the fold takes them."""
    events = log(*(report("noted", moment) for moment in moments))
    return [event.published.text for event in counted(events, MEETING).reports if event.published]


def test_reports_come_by_day_whatever_the_order_in_which_they_were_logged() -> None:
    assert in_order("2026-01-22", "2026-01-20", "2026-01-21") == ["2026-01-20", "2026-01-21", "2026-01-22"]


def test_instants_come_by_utc_whatever_day_they_print() -> None:
    # 00:30 in Seoul on the 21st is 15:30 UTC on the 20th.
    assert in_order("2026-01-20T16:00Z", "2026-01-21T00:30+09:00", "2026-01-20T17:00+09:00") == [
        "2026-01-20T17:00+09:00",
        "2026-01-21T00:30+09:00",
        "2026-01-20T16:00+00:00",
    ]


def test_a_bare_day_stands_at_its_noon_in_utc() -> None:
    assert in_order("2026-01-20T12:01Z", "2026-01-20", "2026-01-20T11:59Z") == [
        "2026-01-20T11:59+00:00",
        "2026-01-20",
        "2026-01-20T12:01+00:00",
    ]
    assert in_order("2026-01-20", "2026-01-20T12:00Z") == ["2026-01-20", "2026-01-20T12:00+00:00"]
    assert in_order("2026-01-20T12:00Z", "2026-01-20") == ["2026-01-20T12:00+00:00", "2026-01-20"]


@pytest.mark.parametrize("instant", ["2026-01-20T00:00+12:00", "2026-01-20T23:59-12:00", "2026-01-20T12:00Z"])
def test_an_instant_lies_between_the_bare_days_before_and_after_the_one_that_it_prints(instant: str) -> None:
    days = ("2026-01-21", "2026-01-19")
    (text,) = in_order(instant)
    assert in_order(*days, instant) == ["2026-01-19", text, "2026-01-21"]


def test_reports_of_one_moment_come_by_position() -> None:
    first, second = report("noted", "2026-01-20", title="first"), report("noted", "2026-01-20", title="second")
    assert stands(first, second).title == "second"
    assert stands(second, first).title == "first"


def test_instants_that_are_one_moment_come_by_position_whatever_their_zones() -> None:
    moments = ["2026-01-20T18:00+09:00", "2026-01-20T09:00+00:00", "2026-01-20T10:00+01:00"]
    assert in_order(*moments) == moments
    assert in_order(*reversed(moments)) == moments[::-1]


def test_an_old_article_that_is_logged_late_never_overrides_a_newer_one() -> None:
    state = stands(report("confirmed", "2026-01-21", place="Tokyo"), report("arranging", "2026-01-20", place="Osaka"))
    assert (state.status, state.places[0].name, state.since) == ("confirmed", "Tokyo", "2026-01-21")


def test_an_old_article_that_is_logged_late_fills_what_no_newer_one_claims() -> None:
    assert stands(report("confirmed", "2026-01-21"), report("arranging", "2026-01-20", host="JP")).host == "JP"


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
def test_a_publication_date_is_a_day_or_an_instant_with_its_zone(text: str, kept: str, day: str, utc: str) -> None:
    moment = published(text)
    assert (moment.text, moment.day, moment.utc) == (kept, day, utc)
    assert moment.date == date.fromisoformat(day)


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "2026-00-10", "2026-01-00", "2025-02-29", "0000-01-01"])
def test_a_day_that_is_not_in_the_calendar_is_refused(text: str) -> None:
    assert refusal(published, text) == (f"{text} is not in the calendar", "Check the month and the day.")
    day = text.split("T", maxsplit=1)[0]
    assert refusal(published, f"{text}T09:00Z") == (f"{day} is not in the calendar", "Check the month and the day.")


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
def test_what_is_no_date_at_all_is_refused(text: str) -> None:
    sentence, hint = refusal(published, text)
    assert sentence == f"{text!r} is neither a day nor an instant"
    assert hint == "Write 2026-01-28, or 2026-01-28T17:00+09:00 with the zone as hours from UTC."


def test_an_instant_without_its_zone_is_refused() -> None:
    assert refusal(published, "2026-01-28T17:00") == (
        "2026-01-28T17:00 has no zone",
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
def test_a_time_or_a_zone_that_no_clock_shows_is_refused(text: str) -> None:
    sentence, hint = refusal(published, text)
    assert sentence == f"{text} is not a time of day in a zone"
    assert hint == "Hours go from 00 to 23, zones from -14:00 to +14:00."


@pytest.mark.parametrize("text", ["2026-02-30", "soon", "2026-01-28T17:00", "2026-01-28T25:00Z"])
def test_a_date_that_does_not_parse_is_a_fault_of_the_command_line(text: str) -> None:
    with pytest.raises(TrackerError) as caught:
        published(text)
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
def test_one_item_is_clearly_after_another_on_a_later_day_or_at_a_later_instant(
    later: str, earlier: str, clearly: bool
) -> None:
    assert published(later).clearly_after(published(earlier)) is clearly


def test_as_of_a_day_takes_every_report_printed_by_then_whatever_its_zone() -> None:
    day = cut("2026-01-20").as_of
    assert day
    said = ["2026-01-19", "2026-01-20", "2026-01-20T23:59-12:00", "2026-01-21T00:01+14:00", "2026-01-21"]
    assert [day.includes(published(text)) for text in said] == [True, True, True, False, False]


def test_as_of_an_instant_takes_instants_by_then_and_bare_days_before_its_date() -> None:
    instant = cut("2026-01-20T12:00+09:00").as_of
    assert instant
    said = ["2026-01-19", "2026-01-20", "2026-01-20T03:00Z", "2026-01-20T03:01Z", "2026-01-19T23:00-05:00"]
    assert [instant.includes(published(text)) for text in said] == [True, False, True, False, False]


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
        ("@12", Position(number=12)),
    ],
)
def test_a_moment_is_a_day_an_instant_a_few_words_or_a_position(text: str, moment: AsOf | Position) -> None:
    assert when(text, TODAY) == moment


@pytest.mark.parametrize(
    "text", ["", "@", "@x", "@-1", "tomorrow", "days ago", "-1 days ago", "3 weeks ago", "ahn-japan"]
)
def test_other_words_are_no_moment(text: str) -> None:
    assert refusal(when, text, TODAY)[0] == f"{text!r} is neither a day nor an instant"


def test_no_day_is_before_the_year_1() -> None:
    assert refusal(when, "999999 days ago", TODAY) == ("999999 days ago is before the year 1", "Name a later day.")


def test_what_begins_like_a_moment_is_read_as_one() -> None:
    assert all(map(reads_as_when, ["@7", "2026-01-20", "3 days ago", "today", "Yesterday", "2026-99-99"]))
    assert not any(map(reads_as_when, ["ahn-japan", "todays-talks", ""]))


def test_utc_text_has_one_width_so_that_its_order_is_that_of_time() -> None:
    seoul = timezone(timedelta(hours=9))
    assert utc_text(datetime(2026, 1, 22, 9, tzinfo=UTC)) == "2026-01-22T09:00:00.000000Z"
    assert utc_text(datetime(2026, 1, 22, 9, 0, 0, 5, tzinfo=seoul)) == "2026-01-22T00:00:00.000005Z"
    assert utc_text(datetime(33, 4, 3, 15, tzinfo=UTC)) == "0033-04-03T15:00:00.000000Z"
