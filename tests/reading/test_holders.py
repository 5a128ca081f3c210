"""Holders: who held which office when, by full name and by the name that later mentions use."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.domain.names import country_code, folded
from tracker.domain.report import Participant
from tracker.reading.language.tables import rows
from tracker.reading.people.holders import SPOKESMAN, Holder, holder, holder_by_family, holders
from tracker.reading.people.offices import class_of

TABLE = list(rows("holders.tsv"))
FIRST, LAST = 1900, 2026


def said(found: Holder | None) -> tuple[str, str | None, str | None] | None:
    return None if found is None else (found.name, found.country, found.office)


@pytest.mark.parametrize(
    ("name", "year", "country", "office"),
    [
        ("Vladimir Putin", 2005, "RU", "president"),
        ("Vladimir Putin", 2010, "RU", "prime minister"),
        ("Recep Tayyip Erdogan", 2024, "TR", "president"),
        ("Tayyip Erdoğan", 2010, "TR", "prime minister"),
        ("Moon Jae In", 2018, "KR", "president"),
        ("Abe Shinzo", 2013, "JP", "prime minister"),
        ("Jens Stoltenberg", 2019, "NATO", "secretary-general"),
        ("Jens Stoltenberg", 2008, "NO", "prime minister"),
        ("J.D. Vance", 2025, "US", "vice president"),
        ("S Jaishankar", 2022, "IN", "external affairs minister"),
        ("George Bush", 1990, "US", "president"),
        ("Ferdinand Marcos, Jr.", 2023, "PH", "president"),
        ("Binali Yildirim", 2017, "TR", "prime minister"),
        ("Naoto Kan", 2010, "JP", "prime minister"),
    ],
)
def test_a_full_name_and_a_year_give_the_office(name: str, year: int, country: str, office: str) -> None:
    found = holder(name, year)
    assert found is not None
    assert (found.country, found.office) == (country, office)


def test_a_full_name_means_nothing_outside_the_years_in_office() -> None:
    assert holder("Kofi Annan", 2018) is None
    assert [one.office for one in holders("Kofi Annan")] == ["secretary-general", "special envoy"]


def test_a_year_beside_the_term_still_counts() -> None:
    assert said(holder("Tarja Halonen", 2013)) == ("Tarja Halonen", "FI", "president")


def test_without_a_year_it_is_the_last_office() -> None:
    assert said(holder("Dmitry Medvedev", None)) == ("Dmitry Medvedev", "RU", "deputy chairman of the security council")


def test_a_name_of_two_people_means_neither() -> None:
    assert holder("George Bush", None) is None
    assert holder("King Abdullah", 2010) is None


def test_an_unknown_name_is_nobody() -> None:
    assert holder("Nobody Inparticular", 2010) is None
    assert holders("") == ()


@pytest.mark.parametrize(
    ("family", "year", "context", "name"),
    [
        ("Putin", 2017, (), "Vladimir Putin"),
        ("Putin", 2017, ("HU",), "Vladimir Putin"),
        ("Trump", 2025, ("HU",), "Donald Trump"),
        ("Lula", 2023, (), "Luiz Inácio Lula da Silva"),
        ("Suu Kyi", 2017, (), "Aung San Suu Kyi"),
        ("bin Salman", 2020, (), "Mohammed bin Salman"),
        ("el-Sissi", 2020, (), "Abdel Fattah al-Sisi"),
        ("Bush", 2003, (), "George W. Bush"),
        ("Kim", 2018, ("KP",), "Kim Jong-un"),
        ("Carney", 2025, ("CA", "US"), "Mark Carney"),
        ("Qin", 2023, ("CN",), "Qin Gang"),
        ("Wang", 2023, ("CN",), "Wang Yi"),
        ("Smith", 2012, ("AU",), "Stephen Smith"),
        ("Guterres", 2020, ("UN",), "António Guterres"),
        ("Witkoff", 2025, ("RU", "US"), "Steve Witkoff"),
    ],
)
def test_a_family_name_means_who_was_in_office(family: str, year: int, context: tuple[str, ...], name: str) -> None:
    found = holder_by_family(family, year, context)
    assert found is not None
    assert found.name == name


@pytest.mark.parametrize(
    ("family", "year", "context"),
    [
        ("Kim", 2018, ()),
        ("Kim", 2018, ("KP", "KR")),
        ("Smith", 2012, ("US",)),
        ("Psaki", 2021, ("US",)),
        ("Peskov", 2020, ()),
        ("Carney", 2013, ("US",)),
        ("Qin", 2008, ("CN",)),
        ("May", 2018, ("GB",)),
        ("To", 2024, ("VN",)),
        ("Putin", 1990, ("RU",)),
        ("Putin-Trump", 2017, ()),
        ("", 2017, ()),
    ],
)
def test_a_family_name_that_may_be_two_people_or_speaks_for_others_is_nobody(
    family: str, year: int, context: tuple[str, ...]
) -> None:
    assert holder_by_family(family, year, context) is None


def test_without_a_year_a_family_name_must_be_one_persons() -> None:
    assert said(holder_by_family("Lavrov", None)) == ("Sergey Lavrov", "RU", "foreign minister")
    assert holder_by_family("Johnson", None) is None


def test_a_spokesman_is_known_as_one() -> None:
    found = holder("Maria Zakharova", 2020)
    assert found is not None
    assert found.class_ == SPOKESMAN


def test_a_participant_of_the_ledger_is_a_holder_too() -> None:
    found = Holder.of(Participant(name="Ana Ruiz", role="finance minister", country="AR"))
    assert (found.name, found.country, found.office, found.class_) == ("Ana Ruiz", "AR", "finance minister", "minister")


def test_the_table_is_sorted_and_has_no_row_twice() -> None:
    keys = [(name, country, int(since), office) for name, _, _, country, office, since, _ in TABLE]
    assert keys == sorted(keys)
    assert len(set(keys)) == len(keys)


def test_the_years_of_the_table_are_sane() -> None:
    for name, _, _, _, _, since, until in TABLE:
        assert FIRST <= int(since) <= int(until or LAST) <= LAST, name
        assert int(until or LAST) >= 1984, name


def test_the_countries_of_the_table_are_codes_that_the_gazetteer_knows() -> None:
    codes = {row[0] for name in ("countries.tsv", "organisations.tsv") for row in rows(name)}
    # States that are no more.
    codes |= {"SU", "YU", "DD"}
    used = {row[3] for row in TABLE}
    assert all(country_code(code) == code for code in used)
    assert used - codes == set()


def test_the_offices_of_the_table_are_offices() -> None:
    assert {row[4] for row in TABLE if class_of(row[4]) is None} == set()


def test_no_cell_of_the_table_has_loose_spaces_or_repeats_itself() -> None:
    for row in TABLE:
        assert len(row) == 7
        for cell in row:
            parts = cell.split("|")
            assert parts == [part.strip() for part in parts], row
            assert len(set(parts)) == len(parts), row
        assert row[0] not in row[1].split("|")
        assert all(unicodedata.is_normalized("NFC", cell) for cell in row)


def test_every_spelling_leads_to_its_person_as_names_are_folded_elsewhere() -> None:
    for name, spellings, _, country, office, _, _ in TABLE:
        for spelling in (name, *filter(None, spellings.split("|"))):
            for printed in (spelling, folded(spelling), spelling.upper()):
                assert (name, country, office) in {said(one) for one in holders(printed)}, spelling


@given(st.text(), st.none() | st.integers(1900, 2100), st.lists(st.sampled_from(["KR", "US", "UN"])))
def test_any_word_may_be_asked_for(word: str, year: int | None, context: list[str]) -> None:
    for found in (holder(word, year), holder_by_family(word, year, context)):
        assert found is None or found.name


def test_asking_is_quick() -> None:
    holder_by_family("Kim", 2018)
    with within(0.1):
        for _ in range(100):
            holder_by_family("Kim", 2018, {"KR"})


def test_a_sheikh_is_known_without_the_title_and_by_any_form_of_the_article() -> None:
    names = (
        "Sheikh Nawaf al-Ahmad al-Sabah",
        "Nawaf Al-Ahmad Al-Sabah",
        "Nawaf AlAhmad AlSabah",
        "Nawaf Al Ahmad Al Sabah",
    )
    assert {holder(name, 2021) for name in names} == {holder("Sheikh Nawaf", 2021)}
