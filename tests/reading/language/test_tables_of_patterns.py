"""The tables of patterns: every row of cues.tsv and encounters.tsv reads as it is meant, and can be found."""

import os
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator

import pytest

from tests.reading.language.rows_of_chunks import row
from tracker.domain.vocabulary import KINDS
from tracker.reading.encounters.cues import Sense
from tracker.reading.language.patterns import Pattern, Table, pattern
from tracker.reading.language.tables import lines, rows

CUES = [pattern(says, written) for says, written in rows("cues.tsv")]
ENCOUNTERS = [pattern(kind, written) for _, kind, written in rows("encounters.tsv")]
ARTICLES = {"a", "an", "the"}
DETERMINERS = ARTICLES | {"his", "her", "its", "their", "this", "that", "another", "any", "no"}
# No token ends in 'd: "he'd" may be "he had" as well as "he would".
NEVER_FOUND = {"'d"}
# Rows in which "the date" or "for talks" was meant as one choice, and reads as two elements.
MISREAD = {
    "discussing when|the date",
    "in <place> for|on a|an|his|her|the|talks * visit|trip|tour|talks|meeting|meetings|summit",
}
# Rows that give a choice twice, where "pencilled in|penciled in" was meant: harmless, for both read as they should.
TWICE = {
    "pencilled|penciled in|in",
    "play~ down|down * report|reports|rumours|rumors|speculation",
    "look~ forward to * visit|meeting|trip|welcoming|hosting|receiving|meeting",
}


def sentences(of: Pattern) -> Iterator[str]:
    """Yield texts that a pattern means, without what may lie in its gaps: every choice of every element in one."""
    choices = [
        [*sorted(one.words), *(f"<{kind}:Xxx>" for kind in sorted(one.kinds)), *(["visit"] if one.plan else [])]
        for one in of.elements
        if not one.gap
    ]
    for at, element in enumerate(choices):
        for choice in element:
            yield " ".join(other[0] if n != at else choice for n, other in enumerate(choices))


def is_misread(written: str) -> bool:
    """Whether an article that must stand there is put among other words, so that what follows is of all of them."""
    elements = [set(one.split("|")) for one in written.split() if not one.endswith("?")]
    return any(one & ARTICLES and one - DETERMINERS for one in elements[1:-1])


@pytest.mark.parametrize(("name", "cells"), [("cues.tsv", 2), ("encounters.tsv", 3)])
def test_every_row_has_its_cells_and_nothing_around_them(name: str, cells: int) -> None:
    table = [line.split("\t") for line in lines(name) if line and not line.startswith("#")]
    assert len(table) > 50
    assert [one for one in table if len(one) != cells or any(not cell or cell != cell.strip() for cell in one)] == []


def test_every_cue_says_one_of_the_senses_and_every_sense_has_a_cue() -> None:
    assert {one.says for one in CUES} == set(Sense)


def test_every_encounter_is_a_verb_or_a_noun_of_a_known_kind() -> None:
    assert {form for form, _, _ in rows("encounters.tsv")} == {"verb", "noun"}
    assert {kind for _, kind, _ in rows("encounters.tsv")} <= set(KINDS)


@pytest.mark.parametrize("table", [CUES, ENCOUNTERS])
def test_no_pattern_stands_twice(table: list[Pattern]) -> None:
    assert [one for one, times in Counter(each.elements for each in table).items() if times > 1] == []


@pytest.mark.parametrize("table", [CUES, ENCOUNTERS])
def test_no_choice_is_empty_or_given_twice(table: list[Pattern]) -> None:
    elements = [(one.written, word.removesuffix("?").split("|")) for one in table for word in one.written.split()]
    odd = {written for written, choices in elements if "" in choices or len(set(choices)) < len(choices)}
    assert odd - TWICE == set()


@pytest.mark.parametrize("table", [CUES, ENCOUNTERS])
def test_no_row_was_meant_to_have_a_space_in_a_choice(table: list[Pattern]) -> None:
    # "when|the date" is "when date" and "the date": a space always ends the element.
    assert {one.written for one in table if is_misread(one.written)} - MISREAD == set()


@pytest.mark.parametrize("written", ["talk~ on|about dates|a date|the time|dates", *sorted(MISREAD)])
def test_such_a_row_would_be_seen(written: str) -> None:
    assert is_misread(written)


@pytest.mark.parametrize("table", [CUES, ENCOUNTERS])
def test_every_choice_of_every_pattern_can_be_found(table: list[Pattern]) -> None:
    unfound = [
        (one.written, text)
        for one in table
        if one.written not in NEVER_FOUND
        for text in sentences(one)
        if [(match.first, match.last) for match in Table([one]).matches(row(text))] != [(0, len(row(text)))]
    ]
    assert unfound == []


@pytest.mark.parametrize("table", [CUES, ENCOUNTERS])
def test_every_pattern_decides_some_text_beside_all_the_others(table: list[Pattern]) -> None:
    together = Table(table)
    silent = [
        one.written
        for one in table
        if one.written not in NEVER_FOUND
        and not any(one.says == match.says for text in sentences(one) for match in together.matches(row(text)))
    ]
    assert silent == []


def test_the_tables_are_read_as_utf_8_in_any_locale() -> None:
    script = "from tracker.reading.language.tables import rows; print(sum(map(len, rows('countries.tsv'))))"
    settings = {**os.environ, "LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
    done = subprocess.run([sys.executable, "-c", script], env=settings, capture_output=True, check=True)
    assert int(done.stdout) > 800
