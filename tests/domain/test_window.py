"""Windows: what the profile accepts, the days it bounds, its words for people, and what it refuses."""

from datetime import date

import pytest

from tracker.domain.errors import REFUSED, UNPARSABLE, TrackerError
from tracker.domain.window import Window


def bounds(edtf: str) -> tuple[str | None, str | None]:
    window = Window(edtf)
    return (
        None if window.earliest is None else window.earliest.isoformat(),
        None if window.latest is None else window.latest.isoformat(),
    )


# The table of the press's words, published on Wednesday 2026-01-21.
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
def test_every_row_of_the_press_table_has_its_bounds_and_its_words(
    words: str, edtf: str, earliest: str | None, latest: str | None, label: str
) -> None:
    window = Window(edtf, words)
    assert (window.edtf, window.words) == (edtf, words)
    assert bounds(edtf) == (earliest, latest)
    assert window.label() == label


def test_a_window_without_the_reports_words_has_none() -> None:
    assert Window("2026-01").words is None


def test_a_window_does_not_change() -> None:
    with pytest.raises(AttributeError):
        Window("2026-01").edtf = "2026-02"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2024-02", "2024-02-01", "2024-02-29"),
        ("2025-02", "2025-02-01", "2025-02-28"),
        ("1900-02", "1900-02-01", "1900-02-28"),
        ("2000-02", "2000-02-01", "2000-02-29"),
        ("2026-04", "2026-04-01", "2026-04-30"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        ("9999-12", "9999-12-01", "9999-12-31"),
        ("0001", "0001-01-01", "0001-12-31"),
        ("2026-21", "2026-03-01", "2026-05-31"),
        ("2026-22", "2026-06-01", "2026-08-31"),
        ("2026-23", "2026-09-01", "2026-11-30"),
        ("2026-24", "2026-12-01", "2027-02-28"),
        ("2027-24", "2027-12-01", "2028-02-29"),
        ("1899-24", "1899-12-01", "1900-02-28"),
        ("1999-24", "1999-12-01", "2000-02-29"),
    ],
)
def test_months_seasons_and_years_are_as_long_as_the_calendar_has_them(edtf: str, earliest: str, latest: str) -> None:
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize("unit", ["2026-01-29", "2026-01", "2026", "2026-21", "2026-24"])
@pytest.mark.parametrize("mark", ["~", "?"])
def test_a_mark_never_widens_the_bounds(unit: str, mark: str) -> None:
    assert bounds(unit + mark) == bounds(unit)
    assert bounds(f"{unit}{mark}/2030{mark}") == bounds(f"{unit}/2030")
    assert bounds(f"{unit}{mark}/..") == bounds(f"{unit}/..")
    assert bounds(f"../{unit}{mark}") == bounds(f"../{unit}")


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2026-01/2026-03", "2026-01-01", "2026-03-31"),
        ("2026-01/..", "2026-01-01", None),
        ("../2026-01", None, "2026-01-31"),
        ("2026-24/2027-24", "2026-12-01", "2028-02-29"),
        ("[2026-21..2026-24]", "2026-03-01", "2027-02-28"),
        ("[2026..]", "2026-01-01", None),
        ("[..2026-02]", None, "2026-02-28"),
        ("[2026-02-10,2026-02-03,2026-02-05]", "2026-02-03", "2026-02-10"),
        ("[2026,2026-03]", "2026-01-01", "2026-12-31"),
        ("[2026-24,2027-01-05]", "2026-12-01", "2027-02-28"),
        ("[2026-01-05,2026-01-05]", "2026-01-05", "2026-01-05"),
    ],
)
def test_spans_and_sets_run_from_their_first_day_to_their_last(
    edtf: str, earliest: str | None, latest: str | None
) -> None:
    assert bounds(edtf) == (earliest, latest)


@pytest.mark.parametrize(
    ("edtf", "earliest", "latest"),
    [
        ("2026-01-29/2026-01-29", "2026-01-29", "2026-01-29"),
        ("2026-01-29/2026-01", "2026-01-29", "2026-01-31"),
        ("2026/2026-03", "2026-01-01", "2026-03-31"),
        ("2026-06/2026", "2026-06-01", "2026-12-31"),
        ("[2026-03-31..2026-21]", "2026-03-31", "2026-05-31"),
    ],
)
def test_ends_that_lie_within_each_other_are_no_reversal(edtf: str, earliest: str, latest: str) -> None:
    assert bounds(edtf) == (earliest, latest)


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
def test_anything_else_is_some_time_within_its_bounds(edtf: str) -> None:
    assert not Window(edtf).exact


LABELS = [
    # One date.
    ("2026-01-05", "5 Jan 2026"),
    ("0026-01-05", "5 Jan 0026"),
    ("2026-08-23?", "23 Aug 2026?"),
    ("2026-08~", "about Aug 2026"),
    ("2026-22", "summer 2026"),
    ("2026-23", "autumn 2026"),
    ("2026-24", "winter 2026–27"),
    ("2009-24", "winter 2009–10"),
    ("2099-24", "winter 2099–2100"),
    ("2026-24~", "about winter 2026–27"),
    ("2026?", "2026?"),
    # A/B lasts from A to B.
    ("2026-01-30/2026-02-02", "30 Jan – 2 Feb 2026"),
    ("2025-12-30/2026-01-02", "30 Dec 2025 – 2 Jan 2026"),
    ("2025-01-30/2026-01-30", "30 Jan 2025 – 30 Jan 2026"),
    ("2026-01-30/2026-01-30", "30 Jan 2026"),
    ("2026-01/2026-03", "Jan – Mar 2026"),
    ("2025-12/2026-01", "Dec 2025 – Jan 2026"),
    ("2015/2017", "2015–2017"),
    ("2026-21/2026-23", "spring – autumn 2026"),
    ("2026-23/2026-24", "autumn 2026 – winter 2026–27"),
    ("2026-01/2026-02-15", "Jan 2026 – 15 Feb 2026"),
    ("2026-01-29/2026-01", "29 Jan 2026 – the end of Jan 2026"),
    # Marked ends.
    ("2026-01-01~/2026-01-10~", "early Jan 2026"),
    ("2026-01-11~/2026-01-20~", "mid Jan 2026"),
    ("2026-02-21~/2026-02-28~", "late Feb 2026"),
    ("2028-02-21~/2028-02-29~", "late Feb 2028"),
    ("2028-02-21~/2028-02-28~", "about 21–28 Feb 2028"),
    ("2026-01-21?/2026-01-31?", "21–31 Jan 2026?"),
    ("2026-01-21~/2026-03-31~", "about 21 Jan – 31 Mar 2026"),
    ("2026-03-05~/2026-03-09~", "about 5–9 Mar 2026"),
    ("2026-03-05~/2026-03-05~", "about 5 Mar 2026"),
    ("2026-03-05~/2026-03-09", "about 5 Mar 2026 – 9 Mar 2026"),
    ("2026-03-05/2026-03-09?", "5 Mar 2026 – 9 Mar 2026?"),
    ("2026-03-05~/2026-03-09?", "about 5 Mar 2026 – 9 Mar 2026?"),
    ("2026-01~/2026-03~", "about Jan – Mar 2026"),
    # An open side.
    ("2026-02-05/..", "from 5 Feb 2026 on"),
    ("2026-02~/..", "from about Feb 2026 on"),
    ("../2026-02-05", "until 5 Feb 2026"),
    ("../2026-02", "until the end of Feb 2026"),
    ("../2026-02~", "until about the end of Feb 2026"),
    ("../2026-02-05?", "until 5 Feb 2026?"),
    # Some day of a range.
    ("[2026-01..2026-03]", "some time Jan – Mar 2026"),
    ("[2026-01-05..2026-01-05]", "5 Jan 2026"),
    ("[2026-01-29..2026]", "some time 29 Jan 2026 – the end of 2026"),
    ("[2026-02-05..]", "some day from 5 Feb 2026 on"),
    ("[..2026]", "by the end of 2026"),
    ("[..2026-24]", "by the end of winter 2026–27"),
    # One of several.
    ("[2026-02-10,2026-02-03,2026-02-05]", "3, 5 or 10 Feb 2026"),
    ("[2026-01-30,2026-02-02]", "30 Jan or 2 Feb 2026"),
    ("[2025-12-30,2026-01-02]", "30 Dec 2025 or 2 Jan 2026"),
    ("[2026-01,2026-03]", "Jan or Mar 2026"),
    ("[2026-21,2026-24]", "spring 2026 or winter 2026–27"),
    ("[2015,2017]", "2015 or 2017"),
    ("[2026,2026-03]", "2026 or Mar 2026"),
    ("[2026-01-05,2026-02]", "5 Jan 2026 or Feb 2026"),
    ("[2026-02-03,2026-02-03]", "3 Feb 2026"),
]


@pytest.mark.parametrize(("edtf", "label"), LABELS)
def test_every_form_has_words_for_people(edtf: str, label: str) -> None:
    assert Window(edtf).label() == label


def test_the_label_is_ours_and_the_reports_words_are_kept_apart() -> None:
    assert Window("2026-01-29/2026-01-31", "end of the month").label() == "29–31 Jan 2026"


A_DATE = "Write a day as 2026-01-29, a month as 2026-01, a year as 2026, a season as 2026-21 (spring)."
A_SPAN = "Write A/B for all days from A to B, [A..B] for some day of them, [A,B] for one of those named."
A_MARK = "A date may end with one ~ (about) or ? (uncertain), but not inside brackets."
AN_OPEN_SIDE = 'Write ".." for a side that is open, as in 2026-01-29/..'
NO_SPACES = "Leave out the spaces."
THE_DAYS = (
    'Write the days that are meant, as 2026-01-29 for "January 29" or [2026-01-26..2026-02-01] for '
    '"next week", and give the report\'s words separately.'
)
MONTHS = "Months run from 01 to 12, and seasons, without a day, from 21 (spring) to 24 (winter)."

UNPARSABLES = [
    # Words, and dates written otherwise.
    ("", "a window needs a date", A_DATE),
    ("next week", "'next week' is not a day, month, season or year", THE_DAYS),
    ("30 January", "'30 January' is not a day, month, season or year", THE_DAYS),
    ("2026-01-XX", "'2026-01-XX' is not a day, month, season or year", THE_DAYS),
    ("2026-W05-1", "'2026-W05-1' is not a day, month, season or year", THE_DAYS),
    ("2026-1-5", "'2026-1-5' is not a day, month, season or year", A_DATE),
    ("20260129", "'20260129' is not a day, month, season or year", A_DATE),
    ("2026-029", "'2026-029' is not a day, month, season or year", A_DATE),
    ("2026/01/29", "'01/29' is not a day, month, season or year", A_DATE),
    ("2026.01", "'2026.01' is not a day, month, season or year", A_DATE),
    ("[2026/01..]", "'2026/01' is not a day, month, season or year", A_DATE),
    ("2026.01.29", "'2026.01.29' is not a day, month, season or year", A_DATE),
    ("29.01.2026", "'29.01.2026' is not a day, month, season or year", A_DATE),
    ("12026", "'12026' is not a day, month, season or year", A_DATE),
    ("-026", "'-026' is not a day, month, season or year", A_DATE),
    ("２０２６", "'２０２６' is not a day, month, season or year", A_DATE),
    ("٢٠٢٦-٠١-٢٩", "'٢٠٢٦-٠١-٢٩' is not a day, month, season or year", A_DATE),
    # Spaces and control characters.
    (" 2026", "' 2026' is not a day, month, season or year", NO_SPACES),
    ("2026-01-29\n", "'2026-01-29\\n' is not a day, month, season or year", NO_SPACES),
    ("2026-01-29 / 2026-01-31", "'2026-01-29 ' is not a day, month, season or year", NO_SPACES),
    ("2026\x00", "'2026\\x00' is not a day, month, season or year", A_DATE),
    ("\u202e2026", "'\\u202e2026' is not a day, month, season or year", A_DATE),
    ("\ud800", "'\\ud800' is not a day, month, season or year", A_DATE),
    # Dates that do not exist.
    ("2026-02-30", "'2026-02-30' does not exist", "2026-02 runs from 01 to 28."),
    ("2024-02-30~/..", "'2024-02-30' does not exist", "2024-02 runs from 01 to 29."),
    ("[2026-04-31..]", "'2026-04-31' does not exist", "2026-04 runs from 01 to 30."),
    ("2026-01-00", "'2026-01-00' does not exist", "2026-01 runs from 01 to 31."),
    ("2026-13", "'2026-13' does not exist", MONTHS),
    ("2026-00", "'2026-00' does not exist", MONTHS),
    ("2026-25", "'2026-25' does not exist", MONTHS),
    ("2026-21-05", "'2026-21-05' does not exist", MONTHS),
    ("0000", "'0000' does not exist", "Years run from 0001 to 9999."),
    ("0000-02-30", "'0000-02-30' does not exist", "Years run from 0001 to 9999."),
    ("9999-24", "'9999-24' does not exist", "The last day that a window can have is 9999-12-31."),
    # Sides.
    ("2026-01-29/", "'2026-01-29/' is missing its start or its end", AN_OPEN_SIDE),
    ("/2026-01-29", "'/2026-01-29' is missing its start or its end", AN_OPEN_SIDE),
    ("/", "'/' is missing its start or its end", AN_OPEN_SIDE),
    ("../..", "'../..' is open on both sides", "Leave the window out."),
    ("[..]", "'[..]' is open on both sides", "Leave the window out."),
    ("2026/2027/2028", "'2027/2028' is not a day, month, season or year", A_DATE),
    # Brackets.
    ("[]", "'[]' is missing a date", A_SPAN),
    ("[", "'[' begins with a bracket but does not end with one", A_SPAN),
    ("[2026..2027", "'[2026..2027' begins with a bracket but does not end with one", A_SPAN),
    ("[2026..2027]~", "'[2026..2027]~' begins with a bracket but does not end with one", A_SPAN),
    ("2026..2027]", "'2026..2027]' is not a day, month, season or year", A_SPAN),
    ("2026-01-29..2026-01-31", "'2026-01-29..2026-01-31' is not a day, month, season or year", A_SPAN),
    ("[[2026..2027]]", "'[2026' is not a day, month, season or year", A_DATE),
    ("{2026,2027}", "'{2026,2027}' is not a day, month, season or year", A_SPAN),
    ("[2026/2027]", "'2026/2027' is not a day, month, season or year", A_DATE),
    ("[2026]", "'[2026]' lists only one date", "Write 2026."),
    ("[2026,]", "'[2026,]' is missing a date", A_SPAN),
    ("[2026..2027,2028]", "'2027,2028' is not a day, month, season or year", A_SPAN),
    ("..", "'..' is not a day, month, season or year", A_SPAN),
    # Marks.
    ("[2026-01~..2026-02]", "'2026-01~' is not a day, month, season or year", A_MARK),
    ("[2026-01,2026-02?]", "'2026-02?' is not a day, month, season or year", A_MARK),
    ("~2026", "'~2026' is not a day, month, season or year", A_MARK),
    ("2026%", "'2026%' is not a day, month, season or year", A_MARK),
    ("2026~?", "'2026~' is not a day, month, season or year", A_MARK),
    ("2026-01-29/..~", "'..' is not a day, month, season or year", A_SPAN),
    ("~", "a window needs a date", A_DATE),
]


@pytest.mark.parametrize(("edtf", "sentence", "hint"), UNPARSABLES)
def test_what_is_not_of_the_profile_does_not_parse_and_a_hint_says_what_to_write(
    edtf: str, sentence: str, hint: str
) -> None:
    with pytest.raises(TrackerError) as caught:
        Window(edtf)
    assert (caught.value.sentence, caught.value.hint) == (sentence, hint)
    assert caught.value.exit_code == UNPARSABLE


@pytest.mark.parametrize(
    ("edtf", "ends", "begins", "swapped"),
    [
        ("2026-01-31/2026-01-29", "2026-01-29", "2026-01-31", "2026-01-29/2026-01-31"),
        ("2026-03/2026-01-15", "2026-01-15", "2026-03-01", "2026-01-15/2026-03"),
        ("2026~/2025?", "2025-12-31", "2026-01-01", "2025?/2026~"),
        ("[2026-02..2026-01]", "2026-01-31", "2026-02-01", "[2026-01..2026-02]"),
        ("[2026-24..2026-11-30]", "2026-11-30", "2026-12-01", "[2026-11-30..2026-24]"),
    ],
)
def test_a_window_that_ends_before_it_begins_is_refused(edtf: str, ends: str, begins: str, swapped: str) -> None:
    with pytest.raises(TrackerError) as caught:
        Window(edtf)
    assert caught.value.sentence == f"'{edtf}' ends on {ends}, before it begins on {begins}"
    assert caught.value.hint == f"Write {swapped} if the two are swapped."
    assert caught.value.exit_code == REFUSED
    assert Window(swapped).edtf == swapped


@pytest.mark.parametrize(
    "edtf",
    ["2" * 61, "[" * 1_000_000, "/" * 1_000_000, "[" + "," * 1_000_000 + "]", "[" + "." * 1_000_000 + "]"],
    ids=["61 digits", "brackets", "slashes", "commas", "dots"],
)
def test_long_input_is_cut_where_it_is_quoted(edtf: str) -> None:
    with pytest.raises(TrackerError) as caught:
        Window(edtf)
    assert "…" in caught.value.sentence
    assert len(caught.value.sentence) < 120
    assert caught.value.exit_code == UNPARSABLE


def test_sixty_characters_are_quoted_whole() -> None:
    with pytest.raises(TrackerError) as caught:
        Window("2" * 60)
    assert caught.value.sentence == f"'{'2' * 60}' is not a day, month, season or year"


def test_a_set_may_have_very_many_members() -> None:
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
def test_windows_overlap_where_they_share_a_day(one: str, other: str, overlap: bool) -> None:
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
def test_a_window_overlaps_a_period_whose_days_both_count(first: date | None, last: date | None, overlap: bool) -> None:
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
def test_a_vaguer_window_strictly_contains_a_sharper_one_and_not_the_reverse(wide: str, narrow: str) -> None:
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
def test_equal_bounds_and_bounds_that_cross_contain_neither_way(one: str, other: str) -> None:
    assert not Window(one).strictly_contains(Window(other))
    assert not Window(other).strictly_contains(Window(one))
