"""Two spellings of one person: recorded under one name, found by either, kept outside the chain."""

from pathlib import Path

import pytest

from tests.clock import FixedClock
from tests.engines import on_a_file
from tests.ledger.doing import (
    AHN,
    SEOUL,
    asked,
    begin,
    everything,
    exported,
    findings,
    head,
    refused,
    say,
    stands,
    taken_in,
)
from tests.store.raw import raw
from tracker.domain.errors import TrackerError
from tracker.domain.search_match import parse_terms
from tracker.ledger import spelling
from tracker.ledger.asking import Filter, statuses
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.maintenance import rebuild
from tracker.ledger.mending import Cause, correct
from tracker.ledger.searching import search

CHO = "Cho Hyun, foreign minister, KR"
KOREAN = "조현, 외교부 장관, KR"


def people(desk: Desk, name: str = AHN) -> list[str]:
    return [person.name for person in stands(desk, name).participants]


def found(desk: Desk, words: str) -> list[str]:
    with desk.snapshot():
        return [hit.meeting.meeting for hit in search(desk, parse_terms(words), asked(desk)).hits]


def listed(desk: Desk) -> list[tuple[str, str]]:
    return [(row.spelling, row.name) for row in spelling.listed(desk)]


def test_a_report_in_another_script_adds_no_second_participant(desk: Desk) -> None:
    begin(desk, participants=[CHO])
    spelling.add(desk, "cho hyun", "조현")
    outcome = say(desk, "noted", "2026-01-11", outlet="연합뉴스", participants=[KOREAN])
    assert people(desk) == ["Cho Hyun"]
    assert outcome.respelt == (("조현", "Cho Hyun"),)
    assert findings(desk) == ()


def test_who_is_not_coming_may_be_named_in_either_spelling(desk: Desk) -> None:
    begin(desk, participants=[CHO, "Motegi, , JP"])
    spelling.add(desk, "Cho Hyun", "조현")
    say(desk, "noted", "2026-01-11", without=["조현"])
    assert people(desk) == ["Motegi"]


def test_a_report_that_names_a_person_in_both_spellings_names_one(desk: Desk) -> None:
    spelling.add(desk, "Cho Hyun", "조현")
    begin(desk, participants=["조현, , KR", "Cho Hyun, foreign minister, "])
    (person,) = stands(desk).participants
    assert (person.name, person.role, person.country) == ("Cho Hyun", "foreign minister", "KR")


def test_what_was_recorded_before_the_alias_is_a_repeat_and_keeps_its_words(desk: Desk) -> None:
    begin(desk, participants=[KOREAN])
    spelling.add(desk, "Cho Hyun", "조현")
    outcome = say(desk, "confirmed", "2026-01-10", participants=[KOREAN])
    assert (outcome.repeat_of, outcome.position) == (1, None)
    assert people(desk) == ["조현"]


def test_an_import_is_repeated_under_either_spelling(desk: Desk) -> None:
    spelling.add(desk, "Cho Hyun", "조현")
    begin(desk, participants=[KOREAN])
    assert say(desk, "confirmed", "2026-01-10", participants=[KOREAN]).repeat_of == 1
    assert say(desk, "confirmed", "2026-01-10", participants=["Cho Hyun, 외교부 장관, KR"]).repeat_of == 1


def test_either_spelling_finds_the_meetings_of_both(desk: Desk) -> None:
    begin(desk, participants=["Koizumi Shinjiro, defence minister, JP"])
    begin(desk, SEOUL, participants=["小泉進次郎, 防衛相, JP"])
    assert found(desk, "小泉") == [SEOUL]
    spelling.add(desk, "Koizumi Shinjiro", "小泉進次郎")
    assert sorted(found(desk, "小泉")) == sorted(found(desk, "koizumi")) == [AHN, SEOUL]
    assert found(desk, "小泉 defence") == [AHN]
    assert found(desk, "進次") == found(desk, "小泉")


def test_meetings_with_a_person_are_found_by_either_spelling(desk: Desk) -> None:
    begin(desk, participants=["Koizumi Shinjiro, , JP"])
    begin(desk, SEOUL, participants=["小泉進次郎, , JP"])
    spelling.add(desk, "Koizumi Shinjiro", "小泉進次郎")
    with desk.snapshot():
        for person in ("小泉", "koizumi"):
            meetings = statuses(desk, Filter(person=person), asked(desk))
            assert [meeting.meeting for meeting in meetings] == [AHN, SEOUL]


def test_spellings_of_one_person_stay_together(desk: Desk) -> None:
    spelling.add(desk, "Cho Hyun", "조현")
    spelling.add(desk, "조현", "Jo Hyun")
    assert listed(desk) == [("Jo Hyun", "Cho Hyun"), ("조현", "Cho Hyun")]
    spelling.add(desk, "Cho Hyeon", "Cho Hyun")
    assert listed(desk) == [("Cho Hyun", "Cho Hyeon"), ("Jo Hyun", "Cho Hyeon"), ("조현", "Cho Hyeon")]
    assert not spelling.add(desk, "Cho Hyeon", "조현").is_new


def test_meetings_that_list_both_are_named(desk: Desk) -> None:
    begin(desk, participants=[CHO, KOREAN])
    assert spelling.add(desk, "Cho Hyun", "조현").in_both == (AHN,)


def test_a_spelling_is_forgotten(desk: Desk) -> None:
    spelling.add(desk, "Cho Hyun", "조현")
    spelling.remove(desk, "조현")
    assert listed(desk) == []
    with refused(desk, "'조현' is not another spelling", "tracker alias lists them"):
        spelling.remove(desk, "조현")


@on_a_file
@pytest.mark.parametrize(
    ("name", "other"), [("Cho Hyun", "cho-hyun"), ("", "조현"), ("Cho Hyun", " - "), ("x" * 201, "y")]
)
def test_what_is_no_other_spelling_is_refused(desk: Desk, name: str, other: str) -> None:
    with pytest.raises(TrackerError):
        spelling.add(desk, name, other)
    assert listed(desk) == []


def test_a_dry_run_keeps_nothing(desk: Desk) -> None:
    assert spelling.add(desk, "Cho Hyun", "조현", dry_run=True).is_new
    assert listed(desk) == []


def test_spellings_are_outside_the_chain_and_survive_a_rebuild_and_an_export(
    desk: Desk, clock: FixedClock, tmp_path: Path
) -> None:
    begin(desk, participants=[CHO])
    before = head(desk)
    spelling.add(desk, "Cho Hyun", "조현")
    assert head(desk) == before
    rebuild(desk)
    assert listed(desk) == [("조현", "Cho Hyun")]
    with open_desk(str(tmp_path / "restored.db"), create=True, clock=clock, recorder="desk") as restored:
        taken_in(restored, exported(desk))
        assert (listed(restored), head(restored)) == (listed(desk), before)
        assert everything(restored) == everything(desk)


@on_a_file
@pytest.mark.parametrize(
    "line",
    [
        '{"spelling": "a"}',
        '{"spelling": 1, "name": "b", "recorded_at": "", "recorded_by": ""}',
        '{"spelling": "a\\u0000", "name": "b", "recorded_at": "", "recorded_by": ""}',
        '{"spelling": "\\ud800", "name": "b", "recorded_at": "", "recorded_by": ""}',
    ],
)
def test_a_line_that_is_not_a_spelling_is_refused_with_its_number(desk: Desk, line: str) -> None:
    with pytest.raises(TrackerError, match="line 1"):
        taken_in(desk, [line])


def test_a_correction_of_a_report_that_says_the_other_spelling_leaves_one_person(desk: Desk) -> None:
    begin(desk, participants=[CHO])
    say(desk, "noted", "2026-01-11", participants=[KOREAN])
    assert people(desk) == ["Cho Hyun", "조현"]
    spelling.add(desk, "Cho Hyun", "조현")
    person = {"name": "조현", "role": "foreign minister", "country": "KR"}
    correct(desk, 2, {"claims": {"participants": [person]}}, Cause(because="one person"))
    assert people(desk) == ["Cho Hyun"]
    assert findings(desk) == ()


@on_a_file
@pytest.mark.parametrize(
    ("key", "written", "name"),
    [
        ("조현", "조현 ", "Cho Hyun"),
        ("cho", "조현", "Cho Hyun"),
        ("chohyun", "Cho Hyun", "cho-hyun"),
        ("조현", "조현", ""),
    ],
)
def test_a_spelling_that_no_command_wrote_counts_for_nothing_until_it_is_removed(
    desk: Desk, place: str, key: str, written: str, name: str
) -> None:
    begin(desk, participants=[CHO])
    with raw(place) as run:
        run(f"INSERT INTO spellings VALUES ('{key}', '{written}', '{name}', '2026-01-20T00:00:00.000000Z', 'ines')")
    assert (listed(desk), people(desk)) == ([], ["Cho Hyun"])
    assert findings(desk) == (f"the spelling {key!r} is not one that alias wrote: run tracker alias --remove {key!r}",)
    spelling.remove(desk, key)
    assert findings(desk) == ()
