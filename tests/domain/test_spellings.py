"""Spellings: which names the desk called one person, and what a report or a correction then calls it."""

import pytest

from tests.given import report
from tracker.domain.report import Participant
from tracker.domain.spellings import Spelling, Spellings, is_name_of_person

NONE = Spellings()


def spelling(written: str, name: str) -> Spelling:
    return Spelling(spelling=written, name=name, recorded_at="2026-01-22T09:00:00.000000Z", recorded_by="desk")


KNOWN = Spellings([spelling("조현", "Cho Hyun"), spelling("Jo Hyeon-u", "Cho Hyun"), spelling("高市早苗", "Takaichi")])


@pytest.mark.parametrize(
    ("name", "is_one"),
    [("조현", True), ("x" * 200, True), ("x" * 201, False), ("", False), (" Cho", False), ("C\0ho", False), (7, False)],
)
def test_a_name_is_a_trimmed_text_of_200_characters_at_most(name: object, is_one: bool) -> None:
    assert is_name_of_person(name) is is_one


def test_a_spelling_is_known_in_any_case_and_with_or_without_hyphens() -> None:
    assert [KNOWN.name_of(written) for written in ("조현", "JO HYEON U", "Park Jin")] == [
        "Cho Hyun",
        "Cho Hyun",
        "Park Jin",
    ]
    assert [KNOWN.name_in_use(written) for written in ("cho-hyun", "조현")] == ["Cho Hyun", None]
    assert (bool(KNOWN), bool(NONE)) == (True, False)


def test_a_text_with_one_spelling_of_a_person_is_found_by_the_others() -> None:
    assert KNOWN.others["조현"] == "cho hyun\njo hyeon u"
    assert KNOWN.others["takaichi"] == "高市早苗"
    assert KNOWN.alternatives("hyun") == {"조현", "hyun", "hyeon"}
    assert KNOWN.alternatives("park") == set()
    assert KNOWN.names_of(lambda name: name.startswith("jo")) == {"cho hyun", "조현", "jo hyeon u"}


def test_a_spelling_without_letters_finds_nothing() -> None:
    assert Spellings([spelling("-", "Cho Hyun")]).alternatives("hyun") == {"hyun"}


def test_a_report_names_a_person_once_with_what_it_says_under_each_spelling() -> None:
    people = ["조현, foreign minister,", "Takaichi,, JP", "Jo Hyeon-u, minister, KR", "Park Jin,, KR"]
    claims = report("proposed", "2026-01-20", participants=people, without=["高市早苗", "Takaichi"]).claims
    applied = KNOWN.applied(claims)
    assert applied.participants == (
        Participant(name="Cho Hyun", role="foreign minister", country="KR"),
        Participant(name="Takaichi", role=None, country="JP"),
        Participant(name="Park Jin", role=None, country="KR"),
    )
    assert applied.without == ("Takaichi",)
    assert KNOWN.renamed(claims) == (("조현", "Cho Hyun"), ("Jo Hyeon-u", "Cho Hyun"), ("高市早苗", "Takaichi"))
    assert (NONE.applied(claims), NONE.renamed(claims)) == (claims, ())


def test_a_correction_names_a_person_as_the_desk_does() -> None:
    office = {"role": "president", "country": "US"}
    claims = {"participants": [{"name": "조현", "country": "KR"}, office], "host": "KR"}
    fields = {"quote": "조현", "claims": claims}
    assert KNOWN.applied_to_fields(fields) == {
        "quote": "조현",
        "claims": {"participants": [{"name": "Cho Hyun", "country": "KR"}, office], "host": "KR"},
    }
    without = {"claims": {"without": ["조현"]}}
    assert KNOWN.applied_to_fields(without) == {"claims": {"without": ["Cho Hyun"]}}
    assert NONE.applied_to_fields(fields) == fields
    for other in ({"quote": "조현"}, {"claims": None}, {"claims": {"host": "KR"}}):
        assert KNOWN.applied_to_fields(other) == other
