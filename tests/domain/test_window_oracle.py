"""Windows compared with oracles: the library edtf, a regular expression of the profile, and sets of days."""

import importlib
import re
from collections import defaultdict
from collections.abc import Callable
from datetime import date
from itertools import combinations, permutations, product

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tracker.domain.errors import REFUSED, UNPARSABLE, TrackerError
from tracker.domain.window import Window

Bounds = tuple[date | None, date | None]

SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}


def first_day(unit: str) -> str:
    """Sort key of a unit without a mark: its first day as ISO 8601."""
    year, code, day = unit[:4], unit[5:7], unit[8:]
    return f"{year}-{SEASONS.get(code, code) or '01'}-{day or '01'}"


def forms(days: st.SearchStrategy[date]) -> dict[str, st.SearchStrategy[str]]:
    """Return a strategy of valid strings for each form of the profile, with dates near the days."""
    iso = days.map(date.isoformat)
    seasons = st.builds(lambda day, code: f"{day[:4]}-{code}", iso, st.sampled_from(sorted(SEASONS)))
    kinds = [
        iso,
        iso.map(lambda day: day[:7]),
        iso.map(lambda day: day[:4]),
        seasons.filter(lambda season: season != "9999-24"),  # ends after the last day there is
    ]
    unit = st.one_of(*kinds)
    pair = st.one_of(st.tuples(unit, unit), *(st.tuples(kind, kind) for kind in kinds))
    ordered = pair.map(lambda two: sorted(two, key=first_day))
    mark = st.sampled_from(["", "~", "?"])
    return {
        "A": st.builds("{}{}".format, unit, mark),
        "A/B": st.builds(lambda two, m, n: f"{two[0]}{m}/{two[1]}{n}", ordered, mark, mark),
        "A/..": st.builds("{}{}/..".format, unit, mark),
        "../B": st.builds("../{}{}".format, unit, mark),
        "[A..B]": ordered.map(lambda two: f"[{two[0]}..{two[1]}]"),
        "[A..]": unit.map("[{}..]".format),
        "[..B]": unit.map("[..{}]".format),
        "[A,B,…]": st.lists(unit, min_size=2, max_size=5).map(lambda members: f"[{','.join(members)}]"),
    }


ALL_DAYS = st.dates()
NEAR_DAYS = st.dates(date(2023, 1, 1), date(2027, 12, 31))  # near enough to each other to meet
FORMS = forms(ALL_DAYS | NEAR_DAYS)


def windows(days: st.SearchStrategy[date] = ALL_DAYS) -> st.SearchStrategy[str]:
    """EDTF strings of every form of the profile."""
    return st.one_of(*forms(days).values())


# The library edtf.

# Forms of the profile that edtf 5.0.2 parses wrongly.
LEFT_OUT = {
    # Its winter ends on 31 December of its own year, not at the end of the February that follows.
    "a winter": re.compile(r"(?<![0-9-])[0-9]{4}-24(?!-)"),
    # It does not parse a season with a mark that stands alone ("2026-21~"), though it does so within "A/B".
    "a marked season": re.compile(r"^[0-9]{4}-2[1-4][~?]$"),
    # It does not parse a season within brackets.
    "a season in brackets": re.compile(r"^\[.*(?<![0-9-])[0-9]{4}-2[1-4](?!-)"),
    # It does not parse "[A..B]" unless both are days, both months or both years.
    "a range of two precisions": re.compile(
        r"^\[(?![0-9]{4}\.\.[0-9]{4}\]|[0-9]{4}-..\.\.[0-9]{4}-..\]|[0-9-]{10}\.\.[0-9-]{10}\])[0-9-]+\.\.[0-9]"
    ),
}
# And two that are not of the profile, so that they are not generated: it accepts "2026-01-31/2026-01-29", and takes
# "2026-01-29/" to end ten years later.


@pytest.fixture(scope="module")
def edtf_bounds() -> Callable[[str], Bounds]:
    """Return the bounds that edtf gives. It is imported here, where its warnings can be ignored."""
    parse = importlib.import_module("edtf").parse_edtf

    def day(moment: object) -> date | None:
        return None if isinstance(moment, float) else date(*moment[:3])  # type: ignore[index]

    def bounds(edtf: str) -> Bounds:
        parsed = parse(edtf)
        return day(parsed.lower_strict()), day(parsed.upper_strict())

    return bounds


@pytest.mark.slow
@pytest.mark.filterwarnings("ignore::pyparsing.warnings.PyparsingDiagnosticWarning")
@pytest.mark.parametrize("form", FORMS)
@settings(max_examples=8)
@given(data=st.data())
def test_the_bounds_equal_those_of_edtf(form: str, data: st.DataObject, edtf_bounds: Callable[[str], Bounds]) -> None:
    edtf = data.draw(FORMS[form].filter(lambda edtf: not any(wrong.search(edtf) for wrong in LEFT_OUT.values())))
    window = Window(edtf)
    assert (window.earliest, window.latest) == edtf_bounds(edtf)


@pytest.mark.parametrize(
    ("edtf", "wrong"),
    [
        ("2026-24", "a winter"),
        ("2026-23/2026-24~", "a winter"),
        ("2026-21~", "a marked season"),
        ("[2026-02-03,2026-21]", "a season in brackets"),
        ("[..2026-22]", "a season in brackets"),
        ("[2026-01-24..2026-02]", "a range of two precisions"),
        ("[2026..2027-01]", "a range of two precisions"),
        ("[2026..2027]", None),
        ("[2026-01..2026-02]", None),
        ("[2026-01-24..]", None),
        ("[..2026-01-24]", None),
        ("[2026,2026-02]", None),
        ("2026-01-24", None),
        ("[2026-01-24..2026-02-21]", None),
        ("2024-12/2026-21~", None),
    ],
)
def test_the_patterns_of_left_out_forms_match_nothing_else(edtf: str, wrong: str | None) -> None:
    assert next((name for name, pattern in LEFT_OUT.items() if pattern.search(edtf)), None) == wrong


@given(year=st.integers(1, 9998), mark=st.sampled_from(["", "~", "?"]))
def test_a_winter_runs_from_december_to_the_day_before_march(year: int, mark: str) -> None:
    window = Window(f"{year:04d}-24{mark}")
    assert window.earliest == date(year, 12, 1)
    assert window.latest == date.fromordinal(date(year + 1, 3, 1).toordinal() - 1)


@given(year=st.integers(1, 9998), code=st.sampled_from(sorted(SEASONS)), mark=st.sampled_from(["~", "?"]))
def test_a_season_has_the_same_bounds_marked_alone_and_in_brackets(year: int, code: str, mark: str) -> None:
    season = f"{year:04d}-{code}"
    plain = Window(season)
    for edtf in (season + mark, f"[{season}..{season}]", f"[{season},{season}]"):
        window = Window(edtf)
        assert (window.earliest, window.latest) == (plain.earliest, plain.latest)


# The grammar.

UNIT = r"[0-9]{4}(?:-(?:2[1-4]|[0-9]{2}(?:-[0-9]{2})?))?"
MARKED = f"{UNIT}[~?]?"
PROFILE = re.compile(
    rf"{MARKED}|{MARKED}/(?:{MARKED}|\.\.)|\.\./{MARKED}"
    rf"|\[(?:{UNIT}\.\.(?:{UNIT})?|\.\.{UNIT}|{UNIT}(?:,{UNIT})+)\]"
)
ALPHABET = "0123456789-/.,[]{}~?%+:TWXx \n\t\x00\u00a0\u2013\u202e٣３²\ud800"


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Draw a valid string in which up to three stretches are replaced, dropped or doubled."""
    text = draw(windows(NEAR_DAYS))
    for _ in range(draw(st.integers(1, 3))):
        start = draw(st.integers(0, len(text)))
        end = draw(st.integers(start, min(start + 6, len(text))))
        text = text[:start] + draw(st.text(ALPHABET, max_size=4) | st.just(text[start:end] * 2)) + text[end:]
    return text


def parsed(text: str) -> Window | TrackerError:
    try:
        return Window(text)
    except TrackerError as error:
        return error


@pytest.mark.slow
@settings(max_examples=200)
@given(text=mutated() | st.text(ALPHABET) | st.text())
@example(text="2026-01-31/2026-01-29")
@example(text="[2026-02-30,2026-13]")
@example(text="9999-24")
def test_any_text_is_a_window_or_an_error_with_a_printable_sentence_and_a_hint(text: str) -> None:
    of_the_profile = PROFILE.fullmatch(text) is not None
    result = parsed(text)
    if isinstance(result, Window):
        assert of_the_profile
        return
    if of_the_profile:
        assert result.exit_code == REFUSED or result.sentence.endswith(" does not exist")
    else:
        assert result.exit_code == UNPARSABLE
    assert result.sentence.isprintable()
    assert result.hint
    assert result.hint.isprintable()


@given(edtf=windows(ALL_DAYS | NEAR_DAYS), words=st.none() | st.text())
def test_a_window_keeps_its_text_and_does_not_end_before_it_begins(edtf: str, words: str | None) -> None:
    window = Window(edtf, words)
    assert (window.edtf, window.words) == (edtf, words)
    assert window.earliest is None or window.latest is None or window.earliest <= window.latest
    assert (window.earliest is None) == edtf.startswith(("../", "[.."))
    assert (window.latest is None) == edtf.endswith(("/..", "..]"))


DAY = "[0-9]{4}-[0-9]{2}-[0-9]{2}"


@given(edtf=windows(NEAR_DAYS))
def test_a_window_is_exact_if_it_has_only_plain_days(edtf: str) -> None:
    assert Window(edtf).exact == bool(re.fullmatch(f"{DAY}(/{DAY})?", edtf))


# Sets of days.


def days_of(window: Window) -> set[object]:
    """Return every day that the window allows, from 2021 to 2030, with markers for days before and after."""
    if "," in window.edtf:
        return {day for member in window.edtf[1:-1].split(",") for day in days_of(Window(member))}
    earliest = window.earliest or date(2021, 1, 1)
    latest = window.latest or date(2030, 1, 1)
    beyond = {side for side, end in (("before", window.earliest), ("after", window.latest)) if end is None}
    return beyond | set(range(earliest.toordinal(), latest.toordinal() + 1))


@given(one=windows(NEAR_DAYS), other=windows(NEAR_DAYS))
def test_windows_overlap_if_they_have_a_day_in_common(one: str, other: str) -> None:
    window, another = Window(one), Window(other)
    in_common = bool(days_of(window) & days_of(another))
    assert window.overlaps(another) is another.overlaps(window) is in_common


@given(one=windows(NEAR_DAYS), other=windows(NEAR_DAYS))
def test_a_window_strictly_contains_windows_of_fewer_days(one: str, other: str) -> None:
    window, another = Window(one), Window(other)
    contains = window.strictly_contains(another)
    assert contains is (days_of(window) > days_of(another))
    assert not (contains and another.strictly_contains(window))
    assert not contains or window.overlaps(another)
    assert not window.strictly_contains(window)


@given(nested=st.lists(windows(NEAR_DAYS), min_size=3, max_size=3))
def test_strict_containment_is_transitive(nested: list[str]) -> None:
    for one, other, third in permutations([Window(edtf) for edtf in nested]):
        if one.strictly_contains(other) and other.strictly_contains(third):
            assert one.strictly_contains(third)


# Labels.

POOL = [
    *("2025-12-31", "2026-01-01", "2026-01-05", "2026-01-10", "2026-01-11", "2026-01-20", "2026-01-21"),
    *("2026-01-31", "2026-02-05", "2027-01-05", "2025-12", "2026-01", "2026-02", "2027-01"),
    *("2025", "2026", "2027", "0026", "2025-24", "2026-21", "2026-23", "2026-24", "2027-21", "2099-24", "2100-24"),
]


def every_window() -> list[str]:
    """Return every form of the profile over the pool, without reversed ones."""
    marked = [unit + mark for unit, mark in product(POOL, ("", "~", "?"))]
    pairs = [
        (one, other)
        for one, other in product(marked, marked)
        if first_day(one.rstrip("~?")) <= first_day(other.rstrip("~?"))
    ]
    return [
        *marked,
        *(f"{one}/{other}" for one, other in pairs),
        *(f"{one}/.." for one in marked),
        *(f"../{one}" for one in marked),
        *(f"[{one}..{other}]" for one, other in pairs if one in POOL and other in POOL),
        *(f"[{one}..]" for one in POOL),
        *(f"[..{one}]" for one in POOL),
        *(f"[{','.join(members)}]" for size in (2, 3) for members in combinations(POOL, size)),
    ]


def test_windows_of_different_bounds_never_share_a_label() -> None:
    bounds_by_label: defaultdict[str, set[Bounds]] = defaultdict(set)
    for edtf in every_window():
        window = Window(edtf)
        bounds_by_label[window.label()].add((window.earliest, window.latest))
    assert {label: bounds for label, bounds in bounds_by_label.items() if len(bounds) > 1} == {}
    assert len(bounds_by_label) > 5000
