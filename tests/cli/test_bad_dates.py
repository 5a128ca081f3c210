"""Windows and dates that are not valid: each is explained, and nothing is recorded."""

from pathlib import Path

import pytest

from tests.cli.refusing import (
    MONTHS,
    NO_SUCH_DATE_SHAPE,
    ONE_MARK,
    REPORT,
    WRITE_A_DATE,
    WRITE_A_MOMENT,
    WRITE_A_SPAN,
    WRITE_THE_DAYS,
    ZONES,
    expect_nothing_recorded,
)
from tests.cli.runner import tracker

WINDOWS = [
    ("2026-1-29", f"'2026-1-29' {NO_SUCH_DATE_SHAPE}", WRITE_A_DATE),
    ("next week", f"'next week' {NO_SUCH_DATE_SHAPE}", WRITE_THE_DAYS),
    ("2026-02-30", "'2026-02-30' does not exist", "2026-02 runs from 01 to 28."),
    ("2026-13", "'2026-13' does not exist", MONTHS),
    ("2026-25", "'2026-25' does not exist", MONTHS),
    ("0000", "'0000' does not exist", "Years run from 0001 to 9999."),
    ("2026-01-29/2026-02-30", "'2026-02-30' does not exist", "2026-02 runs from 01 to 28."),
    (
        "[2026-01-26..2026-02-01",
        "'[2026-01-26..2026-02-01' begins with a bracket but does not end with one",
        WRITE_A_SPAN,
    ),
    ("[2026-01-26]", "'[2026-01-26]' lists only one date", "Write 2026-01-26."),
    ("[]", "'[]' is missing a date", WRITE_A_SPAN),
    ("../..", "'../..' is open on both sides", "Leave the window out."),
    (
        "2026-01-29/",
        "'2026-01-29/' is missing its start or its end",
        'Write ".." for a side that is open, as in 2026-01-29/..',
    ),
    pytest.param("2026~-01", f"'2026~-01' {NO_SUCH_DATE_SHAPE}", ONE_MARK),
    pytest.param(*("[2026-01-26~..2026-02-01]", f"'2026-01-26~' {NO_SUCH_DATE_SHAPE}", ONE_MARK)),
    pytest.param("2026 01", f"'2026 01' {NO_SUCH_DATE_SHAPE}", "Leave out the spaces."),
    pytest.param("", "a window needs a date", WRITE_A_DATE),
]

PUBLICATIONS = [
    ("2026-02-30", "2026-02-30 is not in the calendar", "Check the month and the day."),
    ("soon", "'soon' is not a day or an instant", WRITE_A_MOMENT),
    ("next week", "'next week' is not a day or an instant", WRITE_A_MOMENT),
    ("28/01/2026", "'28/01/2026' does not begin with the year", "Write 2026-01-28."),
    ("31 Nov", "'31 Nov' does not exist", "Nov runs from 1 to 30."),
    (
        "2026-01-28T17:00",
        "2026-01-28T17:00 has no time zone",
        "Add it as hours from UTC: 2026-01-28T17:00+09:00, or Z.",
    ),
    ("2026-01-28T17:00 KST", "'2026-01-28T17:00 KST' is not a day or an instant", WRITE_A_MOMENT),
    ("2026-01-28T25:00Z", "2026-01-28T25:00Z is not a valid time", ZONES),
    ("2026-01-28T17:00+15:00", "2026-01-28T17:00+15:00 is not a valid time", ZONES),
    pytest.param(*("@4", "'@4' is not a day or an instant", WRITE_A_MOMENT)),
]


@pytest.mark.parametrize(("edtf", "sentence", "hint"), WINDOWS)
def test_a_window_that_is_not_valid_is_explained(story: Path, edtf: str, sentence: str, hint: str) -> None:
    expect_nothing_recorded((*REPORT, "--window", edtf), sentence, hint, code=2)


@pytest.mark.parametrize(("published", "sentence", "hint"), PUBLICATIONS)
def test_a_publication_date_that_is_not_valid_is_explained(
    story: Path, published: str, sentence: str, hint: str
) -> None:
    expect_nothing_recorded((*REPORT[:-1], published), sentence, hint, code=2)


# The moment of recording, and where on Earth a day has begun by then.
@pytest.mark.parametrize(
    ("now", "published", "code"),
    [
        ("2026-01-29T09:59:59+00:00", "2026-01-29", 0),
        ("2026-01-29T09:59:59+00:00", "2026-01-30", 1),
        ("2026-01-29T10:00:00+00:00", "2026-01-30", 0),
        ("2026-01-29T10:00:00+00:00", "2026-01-31", 1),
    ],
)
def test_a_publication_day_is_refused_until_it_has_begun_in_the_first_time_zone(
    story: Path, now: str, published: str, code: int
) -> None:
    done = tracker(*REPORT[:-1], published, at=now)
    assert done.code == code
    if code:
        assert done.err == (
            f"tracker: {published} is in the future\n"
            "hint: Check --published: it is the day on which the item was printed.\n"
        )
