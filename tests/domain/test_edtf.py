"""The parser of the EDTF profile: the bounds of every form, and the errors for everything else."""

import pytest

from tracker.domain.edtf import window_bounds
from tracker.domain.errors import REFUSED, UNPARSABLE, TrackerError


def bounds(edtf: str) -> tuple[str | None, str | None]:
    """Return the bounds as ISO dates."""
    earliest, latest = window_bounds(edtf)
    return earliest.isoformat() if earliest else None, latest.isoformat() if latest else None


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
def test_months_seasons_and_years_have_their_length_in_the_calendar(edtf: str, earliest: str, latest: str) -> None:
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
def test_intervals_and_sets_run_from_their_first_day_to_their_last(
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
def test_an_end_within_the_other_end_is_not_a_reversal(edtf: str, earliest: str, latest: str) -> None:
    assert bounds(edtf) == (earliest, latest)


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
    ("2026-12-32", "'2026-12-32' does not exist", "2026-12 runs from 01 to 31."),
    ("2026-13-01", "'2026-13-01' does not exist", MONTHS),
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
def test_a_string_outside_the_profile_is_refused_with_a_hint(edtf: str, sentence: str, hint: str) -> None:
    with pytest.raises(TrackerError) as caught:
        window_bounds(edtf)
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
        window_bounds(edtf)
    assert caught.value.sentence == f"'{edtf}' ends on {ends}, before it begins on {begins}"
    assert caught.value.hint == f"Write {swapped} if the two are swapped."
    assert caught.value.exit_code == REFUSED
    window_bounds(swapped)


@pytest.mark.parametrize(
    "edtf",
    ["2" * 61, "[" * 1_000_000, "/" * 1_000_000, "[" + "," * 1_000_000 + "]", "[" + "." * 1_000_000 + "]"],
    ids=["61 digits", "brackets", "slashes", "commas", "dots"],
)
def test_long_input_is_cut_off_in_the_error(edtf: str) -> None:
    with pytest.raises(TrackerError) as caught:
        window_bounds(edtf)
    assert "…" in caught.value.sentence
    assert len(caught.value.sentence) < 120
    assert caught.value.exit_code == UNPARSABLE


def test_sixty_characters_are_quoted_in_full() -> None:
    with pytest.raises(TrackerError) as caught:
        window_bounds("2" * 60)
    assert caught.value.sentence == f"'{'2' * 60}' is not a day, month, season or year"
