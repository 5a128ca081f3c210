"""Names of people: which runs of capitalised words may name somebody."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.reading.language.tokens import Token, tokens
from tracker.reading.language.word_groups import HONORIFICS, NOUNS_OF_THINGS
from tracker.reading.people.names import Run, runs

PIECES = [
    *(
        "Ahn",
        "Ji-woo",
        "van",
        "der",
        "Berg",
        "Mr",
        "Gen",
        ".",
        ",",
        '"',
        "’",
        "'s",
        "J",
        "A",
        "the",
        "Monday",
        "visits",
    ),
    *("Oslo", "Council", "Jr", "al-Amin", "ÖZ", "7", "To", "Lam", "\n"),
]
TEXTS = st.lists(st.sampled_from(PIECES), max_size=14).flatmap(
    lambda pieces: st.sampled_from([" ".join(pieces), "".join(pieces)])
)


def blocks(*lows: str) -> Callable[[Token], bool]:
    return lambda token: token.low in lows


def found(text: str, *blocked: str, known: tuple[str, ...] = (), title_case: bool = False) -> list[Run]:
    return list(runs(tokens(text), blocks(*blocked), known.__contains__, title_case=title_case))


def names(text: str, *blocked: str, known: tuple[str, ...] = ()) -> list[str]:
    return [run.name for run in found(text, *blocked, known=known)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("On Monday Ahn Ji-woo arrived.", "Ahn Ji-woo"),
        ("the trip of Piet van Aalst to", "Piet van Aalst"),
        ("with Greta von der Aue on", "Greta von der Aue"),
        ("by Juan de la Vega, who", "Juan de la Vega"),
        ("that Omar al-Amin and", "Omar al-Amin"),
        ("Van Aalst spoke", "Van Aalst"),
        ("Bin Amin spoke", "Bin Amin"),
        ("that S Karim left", "S Karim"),
        ("as R.D. Hale said", "R.D. Hale"),
        ("that Élodie Çelik is", "Élodie Çelik"),
        ("to D'Arcy O’Neal at", "D'Arcy O’Neal"),
        ("Zoltan Kovacs's aides", "Zoltan Kovacs"),
        ("Kovacs", "Kovacs"),
    ],
)
def test_capitalised_words_side_by_side_are_one_name(text: str, name: str) -> None:
    (run,) = found(text)
    assert run.name == name
    assert text[run.start : run.end] == name


@pytest.mark.parametrize(
    ("text", "name", "printed"),
    [
        ("that R. D. Hale said", "R D Hale", "R. D. Hale"),
        ("that A. Hale said", "A Hale", "A. Hale"),
        ("Robert F. Hale Jr. said", "Robert F Hale Jr", "Robert F. Hale Jr"),
        ("that Robert F. said", "Robert F", "Robert F"),
        ('Robert "Bobby" Hale said', "Robert Bobby Hale", 'Robert "Bobby" Hale'),
        ("Robert ‘Bobby’ Hale said", "Robert Bobby Hale", "Robert ‘Bobby’ Hale"),
    ],
)
def test_a_name_goes_without_its_dots_and_quotation_marks(text: str, name: str, printed: str) -> None:
    (run,) = found(text)
    assert (run.name, text[run.start : run.end]) == (name, printed)


@pytest.mark.parametrize(
    "text",
    [
        "The two sides will meet on Monday.",
        "A visit",
        "a 3M plant and the B-52",
        "the Security Council and the Northern Fleet",
        "the Zarif Academy",
        "However, Yesterday, Officials",
        "van der",
        "Mr. and Mrs.",
        "General",
        "",
    ],
)
def test_common_words_numbers_bodies_and_titles_alone_name_nobody(text: str) -> None:
    assert names(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Ahn, Koizumi", ["Ahn", "Koizumi"]),
        ("Ahn met Koizumi", ["Ahn", "Koizumi"]),
        ("Ahn (Koizumi)", ["Ahn", "Koizumi"]),
        ("Ahn  Koizumi", ["Ahn", "Koizumi"]),
        ("A Hale met A. Hale", ["Hale", "A Hale"]),
        ("Monday Ahn Ji-woo Tuesday", ["Ahn Ji-woo"]),
    ],
)
def test_what_stands_between_parts_two_names(text: str, expected: list[str]) -> None:
    assert names(text) == expected


@pytest.mark.parametrize(
    ("text", "blocked", "expected"),
    [
        ("Oslo Mayor Hale", ("oslo",), ["Hale"]),
        ("Ahn Oslo Hale", ("oslo",), ["Ahn", "Hale"]),
        ("Ahn van Oslo", ("oslo",), ["Ahn"]),
        ("Ahn van der Oslo", ("oslo",), ["Ahn"]),
        ("Robert 'Bobby' Oslo", ("oslo",), ["Robert", "Bobby"]),
        ("J. Oslo", ("oslo",), []),
    ],
)
def test_a_place_a_date_or_an_office_is_no_part_of_a_name(
    text: str, blocked: tuple[str, ...], expected: list[str]
) -> None:
    assert names(text, *blocked) == expected


@pytest.mark.parametrize(
    ("text", "titled"),
    [
        ("Mr Hale", True),
        ("Mr. Hale", True),
        ("Gen. Li Wei", True),
        ("Lt. Gen. John Hale", True),
        ("Sheikh Amina Wazir", True),
        ("Mr. and Mrs. Hale", True),
        ("the general Hale", False),
        ("Ahn Hale", False),
        ("Hale", False),
    ],
)
def test_a_courtesy_title_stands_before_a_name_and_is_no_part_of_it(text: str, titled: bool) -> None:
    (run,) = found(text)
    assert run.titled is titled
    assert not HONORIFICS & {word.lower() for word in run.words}


def test_a_known_name_may_hold_common_words_and_the_name_of_a_place() -> None:
    assert names("On Friday To Lam spoke") == ["Lam"]
    assert names("On Friday To Lam spoke", known=("to lam",)) == ["To Lam"]
    assert names("When Chad May Hale spoke", "chad", known=("chad may hale",)) == ["Chad May Hale"]
    assert names("To lam, to Lam", known=("to lam",)) == ["Lam"]


def test_of_two_known_names_at_a_place_the_longer_counts() -> None:
    assert names("Ahn Ji Woo spoke", known=("ahn ji", "ahn ji woo")) == ["Ahn Ji Woo"]


def test_in_a_headline_in_title_case_every_word_stands_for_itself_but_a_known_name() -> None:
    shouted = found("Hale Greets Ahn Ji-woo", known=("ahn ji woo",), title_case=True)
    assert [(run.name, run.shouted) for run in shouted] == [("Hale", True), ("Greets", True), ("Ahn Ji-woo", False)]
    assert not any(run.shouted for run in found("Hale greets Ahn Ji-woo"))


@given(TEXTS | st.text(), st.booleans())
def test_the_runs_of_any_text_are_its_words_in_order(text: str, title_case: bool) -> None:
    row = list(tokens(text))
    for lookup in (lambda _: False, lambda name: name in {"to lam", "ahn oslo"}):
        found_ = list(runs(row, blocks("oslo", "monday"), lookup, title_case=title_case))
        assert all(one.end <= other.start for one, other in pairwise(found_))
        for run in found_:
            inside = [one.text for one in row if run.start <= one.start < run.end and one.is_word]
            assert tuple(inside) == run.words
            assert text[run.start : run.end].startswith(run.words[0])
            assert text[run.start : run.end].endswith(run.words[-1])


@given(TEXTS)
def test_no_name_begins_or_ends_with_what_is_blocked_or_holds_a_thing(text: str) -> None:
    for run in found(text, "oslo", "monday"):
        lows = [word.lower() for word in run.words]
        assert not {"oslo", "monday"} & {lows[0], lows[-1]}
        assert NOUNS_OF_THINGS.isdisjoint(lows)
        assert lows[0] not in HONORIFICS


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        "Ahn ",
        "van ",
        "Ahn van ",
        "Von der ",
        "J. ",
        "J ",
        "Mr. ",
        'Ahn "',
        "Ahn 'Ji' ",
        "A",
        "Council ",
        "To Lam ",
        "al-A ",
    ],
)
def test_hostile_text_is_looked_through_in_time(part: str) -> None:
    row = list(tokens(part * (80_000 // len(part))))
    with within(5):
        for _ in runs(row, blocks("oslo"), {"to lam"}.__contains__):
            pass
