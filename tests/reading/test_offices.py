"""Offices: which words say that somebody holds one, and which office that is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.reading.language.tables import rows
from tracker.reading.people.offices import OfficePhrase, class_of, office_phrases

CLASSES = {
    *("leader", "minister", "envoy", "organisation", "parliament", "spokesman", "party", "bare", "institution"),
    *("none", "portfolio", "prefix"),
}
WORDS = [row[0] for row in rows("offices.tsv")]


def only(text: str) -> OfficePhrase:
    (found,) = office_phrases(text)
    return found


def roles(text: str) -> list[str]:
    return [found.role for found in office_phrases(text)]


@pytest.mark.parametrize(
    ("words", "role", "class_"),
    [
        ("President", "president", "leader"),
        ("Prime Minister", "prime minister", "leader"),
        ("PM", "prime minister", "leader"),
        ("general secretary", "general secretary", "leader"),
        ("crown prince", "crown prince", "leader"),
        ("president-elect", "president-elect", "leader"),
        ("prime minister-designate", "prime minister-designate", "leader"),
        ("foreign minister", "foreign minister", "minister"),
        ("FM", "foreign minister", "minister"),
        ("Minister for Foreign Affairs", "foreign minister", "minister"),
        ("minister of foreign affairs and trade", "foreign minister", "minister"),
        ("Minister of Foreign Affairs, International Cooperation and the Diaspora", "foreign minister", "minister"),
        ("Minister of State for External Affairs", "minister of state", "minister"),
        ("external affairs minister", "external affairs minister", "minister"),
        ("EAM", "external affairs minister", "minister"),
        ("Defense Minister", "defence minister", "minister"),
        ("Defense Secretary", "defence secretary", "minister"),
        ("Secretary of Defense", "defence secretary", "minister"),
        ("Secretary of State for Defence", "defence secretary", "minister"),
        ("State Secretary", "secretary of state", "minister"),
        ("Secretary of War", "secretary of war", "minister"),
        ("Secretary of the Treasury", "treasury secretary", "minister"),
        ("home minister", "home minister", "minister"),
        ("Commerce and Industry Minister", "commerce minister", "minister"),
        ("Vice Minister of Foreign Affairs", "vice foreign minister", "minister"),
        ("Deputy Prime Minister", "deputy prime minister", "minister"),
        ("vice president", "vice president", "minister"),
        ("first deputy premier", "first deputy premier", "minister"),
        ("Assistant Secretary of State", "assistant secretary of state", "envoy"),
        ("national security advisor", "national security adviser", "envoy"),
        ("chief of the general staff", "chief of general staff", "envoy"),
        ("top nuclear envoy", "chief nuclear envoy", "envoy"),
        ("Mideast envoy", "Middle East envoy", "envoy"),
        ("foreign policy chief", "high representative", "envoy"),
        ("Secretary General", "secretary-general", "organisation"),
        ("Sec-Gen", "secretary-general", "organisation"),
        ("Sec. Gen", "secretary-general", "organisation"),
        ("commission chairperson", "commission chairperson", "organisation"),
        ("Speaker of the House", "speaker", "parliament"),
        ("spokeswoman", "spokesman", "spokesman"),
        ("Foreign Ministry spokesperson", "spokesman", "spokesman"),
        ("State Department deputy spokesperson", "spokesman", "spokesman"),
        ("leader of the opposition", "opposition leader", "party"),
        ("diplomatic source", "source", "bare"),
        ("Ministry of Foreign Affairs and Trade", "foreign ministry", "institution"),
        ("Minister of Defence, Trade and Industry", "defence minister", "minister"),
        ("Department of Defense", "defence department", "institution"),
        ("prime minister’s office", "prime minister's office", "institution"),
    ],
)
def test_an_office_has_a_role_and_a_class_however_it_is_printed(words: str, role: str, class_: str) -> None:
    found = only(f"On Monday the {words} will speak.")
    assert (found.words, found.role, found.class_, found.plural) == (words, role, class_, False)


@pytest.mark.parametrize(
    ("words", "role"),
    [
        ("foreign ministers", "foreign minister"),
        ("foreign and defence ministers", "foreign and defence minister"),
        ("leaders", "leader"),
        ("presidents", "president"),
        ("defence chiefs", "defence minister"),
        ("heads of state and government", "head of state"),
        ("Ministers of Finance", "finance minister"),
        ("spokespeople", "spokesman"),
        ("secretaries-general", "secretary-general"),
    ],
)
def test_several_who_hold_an_office_are_a_plural_of_it(words: str, role: str) -> None:
    found = only(f"The {words} gathered.")
    assert (found.words, found.role, found.plural) == (words, role, True)


@pytest.mark.parametrize(
    "text",
    [
        "Former President Ruiz came.",
        "The ex-president came.",
        "The ex-foreign minister came.",
        "Former South Korean Prime Minister Goh came.",
        "He met then-U.S. President Reagan.",
        "In May then Defence Secretary Hale came.",
        "The ousted president came.",
    ],
)
def test_an_office_held_no_longer_is_former(text: str) -> None:
    assert only(text).former


@pytest.mark.parametrize(
    "text",
    [
        "Outgoing President Ruiz came.",
        "Acting foreign minister Ruiz came.",
        "A former rival of President Ruiz came.",
        "It was announced late Thursday President Ruiz would come.",
        "He rested and then President Ruiz came.",
    ],
)
def test_an_office_still_held_is_not_former(text: str) -> None:
    assert not only(text).former


@pytest.mark.parametrize(
    "text",
    [
        "an official visit",
        "an official statement",
        "minister-level talks",
        "a source of concern",
        "at 8 PM and at 9:30 PM",
        "the chief economist",
        "a keynote speaker and business leaders",
        "the Foreign Affairs Committee",
        "presidential ambitions",
        "they were ministering angels",
        "aboard HMS Queen Elizabeth",
        "at King Fahd Airport",
        "in Crown Prince Street",
    ],
)
def test_what_only_looks_like_an_office_is_none(text: str) -> None:
    assert office_phrases(text) == ()


def test_a_chief_is_one_after_the_letters_of_a_body() -> None:
    assert roles("the NATO chief and the chief of protocol") == ["chief"]


def test_an_abbreviation_needs_its_capitals() -> None:
    assert roles("pm, fm and PMs") == ["prime minister"]


def test_offices_side_by_side_are_two() -> None:
    assert roles("Deputy Prime Minister and Foreign Minister Ana Ruiz") == ["deputy prime minister", "foreign minister"]


def test_the_possessive_stays_outside() -> None:
    assert only("the president's visit").words == "president"


def test_an_official_of_a_ministry_is_nobody_in_particular_beside_the_ministry() -> None:
    assert [found.class_ for found in office_phrases("Defence Ministry officials said")] == ["institution", "bare"]


def test_the_class_of_an_office_follows_from_its_role() -> None:
    assert [class_of(role) for role in ("finance minister", "rebel leader", "tailor")] == ["minister", "party", None]


def test_the_table_is_sorted_and_says_each_phrase_once() -> None:
    table = list(rows("offices.tsv"))
    assert table == sorted(table)
    assert len({row[0] for row in table}) == len(table)
    assert {row[2] for row in table} <= CLASSES
    assert {row[3] for row in table} == {"", "plural"}
    assert all(row[1] or row[2] == "none" for row in table)


@given(st.lists(st.sampled_from([*WORDS, "and", "of", "for", "the", ",", "-", "'s", "\n", "ex-", "Ana", "."])))
def test_offices_lie_in_order_and_are_letter_for_letter_in_the_text(parts: list[str]) -> None:
    text = " ".join(parts)
    end = 0
    for found in office_phrases(text):
        assert text[found.start : found.end] == found.words
        assert end <= found.start < found.end
        assert found.class_ in CLASSES - {"none", "portfolio", "prefix"}
        assert found.role
        end = found.end


@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(text[found.start : found.end] == found.words for found in office_phrases(text))


@pytest.mark.slow
@pytest.mark.parametrize(
    "part",
    [
        *("foreign and ", "foreign, ", "deputy ", "minister of foreign affairs, ", "president ", "former ", "a.b.c. "),
        *("ministry 's ", "secretary general of the ", "secretary of ", "ministry deputy ", "    ", "Former ", "'s"),
    ],
)
def test_hostile_text_is_read_in_time(part: str) -> None:
    text = part * (80_000 // len(part))
    with within(5):
        office_phrases(text)
