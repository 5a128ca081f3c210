"""Windows: their bounds and labels, whether they are exact, and how they overlap and contain each other."""

from datetime import date

import pytest

from tracker.domain.window import Window

# Phrases of the press, published on Wednesday 2026-01-21.
PRESS = [
    ("January 29-31", "2026-01-29/2026-01-31", "2026-01-29", "2026-01-31", "29–31 Jan 2026"),
    ("next week", "[2026-01-26..2026-02-01]", "2026-01-26", "2026-02-01", "some day 26 Jan – 1 Feb 2026"),
    ("later this month", "[2026-01-21..2026-01-31]", "2026-01-21", "2026-01-31", "some day 21–31 Jan 2026"),
    ("earlier this month", "[2026-01-01..2026-01-21]", "2026-01-01", "2026-01-21", "some day 1–21 Jan 2026"),
    ("last month", "2025-12", "2025-12-01", "2025-12-31", "Dec 2025"),
    ("late January", "2026-01-21~/2026-01-31~", "2026-01-21", "2026-01-31", "late Jan 2026"),
    ("around August 23", "2026-08-23~", "2026-08-23", "2026-08-23", "about 23 Aug 2026"),
    ("February 3 or 10", "[2026-02-03,2026-02-10]", "2026-02-03", "2026-02-10", "3 or 10 Feb 2026"),
    ("as early as next month", "[2026-02..]", "2026-02-01", None, "some time from Feb 2026 on"),
    ("by the end of the year", "[..2026-12-31]", None, "2026-12-31", "by 31 Dec 2026"),
    ("this spring", "2026-21", "2026-03-01", "2026-05-31", "spring 2026"),
    ("Monday to Wednesday", "2025-09-08/2025-09-10", "2025-09-08", "2025-09-10", "8–10 Sep 2025"),
    ("in 2015", "2015", "2015-01-01", "2015-12-31", "2015"),
]


@pytest.mark.parametrize(("words", "edtf", "earliest", "latest", "label"), PRESS)
def test_a_window_has_bounds_a_label_and_the_words_of_the_report(
    words: str, edtf: str, earliest: str | None, latest: str | None, label: str
) -> None:
    window = Window(edtf, words)
    assert (window.edtf, window.words) == (edtf, words)
    assert window.earliest == (earliest and date.fromisoformat(earliest))
    assert window.latest == (latest and date.fromisoformat(latest))
    assert window.label() == label


@pytest.mark.parametrize("edtf", ["2026-01-29", "2026-01-29/2026-01-31", "2026-01-29/2026-01-29"])
def test_a_plain_day_and_a_span_of_plain_days_are_exact(edtf: str) -> None:
    assert Window(edtf).exact


@pytest.mark.parametrize(
    "edtf",
    [
        *("2026-01-29~", "2026-01-29?", "2026-01", "2026-21", "2026", "2026~"),
        *("2026-01-29~/2026-01-31~", "2026-01-29/2026-01-31?", "2026-01-29?/2026-01-31"),
        *("2026-01/2026-03", "2026-01-29/2026-03", "2026-01/2026-03-05", "2026/2027~", "2026~/2027"),
        *("2026-01-29/..", "../2026-01-29", "2026-01/..", "../2026-01"),
        *("[2026-01-26..2026-02-01]", "[2026-01-26..]", "[..2026-02-01]", "[2026-02-03,2026-02-10]"),
        *("[2026..]", "[..2026]", "[2026-01-05..2026-01-05]"),
    ],
)
def test_every_other_window_is_not_exact(edtf: str) -> None:
    assert not Window(edtf).exact


def test_the_spans_of_a_list_are_merged_where_they_touch() -> None:
    spans = Window("[2026-02-03,2026-02-10,2026-02-04,2026-02-09]").spans
    assert spans == [(date(2026, 2, 3), date(2026, 2, 4)), (date(2026, 2, 9), date(2026, 2, 10))]


@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_list_may_repeat_the_first_and_the_last_day_of_the_calendar(day: str) -> None:
    assert Window(f"[{day},{day}]").spans == [(date.fromisoformat(day), date.fromisoformat(day))]


def test_a_list_may_have_100_000_members() -> None:
    window = Window("[" + ",".join(["2026-02-03", "2026-02-10"] * 50_000) + "]")
    assert (window.earliest, window.latest) == (date(2026, 2, 3), date(2026, 2, 10))
    assert window.label() == "3 or 10 Feb 2026"


@pytest.mark.parametrize(
    ("one", "other", "overlap"),
    [
        ("2026-01-29/2026-01-31", "2026-01-31/2026-02-02", True),
        ("2026-01-29/2026-01-31", "2026-02-01", False),
        ("2026-01", "2026-01-15", True),
        ("2026-24", "2027-02-28", True),
        ("2026-24", "2027-03-01", False),
        ("[2026-02..]", "[..2026-02-01]", True),
        ("[2026-02..]", "[..2026-01-31]", False),
        ("2026-02/..", "[2030..]", True),
        ("../2026-02", "[..1990]", True),
    ],
)
def test_windows_overlap_if_they_have_a_day_in_common(one: str, other: str, overlap: bool) -> None:
    assert Window(one).overlaps(Window(other)) is overlap
    assert Window(other).overlaps(Window(one)) is overlap


@pytest.mark.parametrize(
    ("first", "last", "overlap"),
    [
        (date(2026, 1, 1), date(2026, 1, 29), True),
        (date(2026, 1, 1), date(2026, 1, 28), False),
        (date(2026, 1, 31), date(2026, 2, 1), True),
        (date(2026, 2, 1), date(2026, 2, 1), False),
        (date(2026, 1, 30), None, True),
        (date(2026, 2, 1), None, False),
        (None, date(2026, 1, 29), True),
        (None, date(2026, 1, 28), False),
        (None, None, True),
    ],
)
def test_a_window_overlaps_a_period_that_includes_both_its_days(
    first: date | None, last: date | None, overlap: bool
) -> None:
    assert Window("2026-01-29/2026-01-31").overlaps_days(first, last) is overlap


@pytest.mark.parametrize(
    ("wide", "narrow"),
    [
        ("[2026-01-26..2026-02-01]", "2026-01-30"),
        ("2026-01", "2026-01-01/2026-01-30"),
        ("2026-01", "2026-01-02/2026-01-31"),
        ("[2026-02..]", "2026-02-01"),
        ("[2026-02..]", "[2026-03..]"),
        ("../2026-03", "../2026-02"),
        ("../2026-03", "2026-03"),
        ("0001/..", "0001/9999"),
        ("../9999", "0001/9999"),
    ],
)
def test_a_wider_window_strictly_contains_a_narrower_one_and_not_the_reverse(wide: str, narrow: str) -> None:
    assert Window(wide).strictly_contains(Window(narrow))
    assert not Window(narrow).strictly_contains(Window(wide))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("2026-01", "2026-01"),
        ("2026-01", "[2026-01-01..2026-01-31]"),
        ("2026-01-29/2026-01-31", "2026-01-31/2026-02-02"),
        ("2026-01", "2026-02"),
        ("[2026-02..]", "[2026-02..]"),
        ("[2026-02..]", "2026-02/.."),
        ("[2026-02..]", "[..2026-02]"),
    ],
)
def test_windows_with_equal_or_crossing_bounds_do_not_contain_each_other(one: str, other: str) -> None:
    assert not Window(one).strictly_contains(Window(other))
    assert not Window(other).strictly_contains(Window(one))
