"""Importing: reports recorded now, or a whole log restored; all of it or nothing."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.clock import FixedClock
from tests.engines import on_a_file
from tests.given import line
from tests.ledger.doing import (
    AHN,
    MISTAKE,
    SEOUL,
    begin,
    everything,
    exported,
    findings,
    head,
    refused,
    retract,
    say,
    stands,
    taken_in,
)
from tracker.domain.chain import row_hash
from tracker.domain.report import Json
from tracker.domain.row import Row
from tracker.ledger import append
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import import_lines
from tracker.ledger.mending import correct, undo
from tracker.ledger.recording import link, merge


def item(stage: str, day: str, meeting: str = AHN, *, new: bool = False, **more: Any) -> Json:
    """Return an import line."""
    return {"meeting": meeting, "new": new, **line(stage, day, **more)}


STORY = [
    item("arranging", "2026-01-18", new=True, participants=["안규백, 국방부 장관, KR", "小泉進次郎, 防衛大臣, JP"]),
    item("confirmed", "2026-01-20", host="JP", window="2026-01-29/2026-01-31"),
    item("proposed", "2026-01-19", SEOUL, new=True),
]


# Reports


def test_reports_are_recorded_as_if_one_by_one(desk: Desk, clock: FixedClock) -> None:
    done = taken_in(desk, STORY)
    assert (done.recorded, done.repeated, done.skipped) == (3, 0, 0)
    assert done.head == head(desk)[1]
    with open_desk(None, create=True, clock=clock, recorder="desk") as other:
        say(
            other,
            "arranging",
            "2026-01-18",
            new=True,
            participants=["안규백, 국방부 장관, KR", "小泉進次郎, 防衛大臣, JP"],
        )
        say(other, "confirmed", "2026-01-20", host="JP", window="2026-01-29/2026-01-31")
        say(other, "proposed", "2026-01-19", SEOUL, new=True)
        assert everything(other) == everything(desk)
    assert findings(desk) == ()


def test_one_undo_takes_back_what_an_import_recorded_and_the_file_may_be_imported_again(desk: Desk) -> None:
    taken_in(desk, STORY[:1])
    taken_in(desk, STORY)
    assert [outcome.target for outcome in undo(desk)] == [3, 2]
    assert [outcome.target for outcome in undo(desk)] == [1]
    assert taken_in(desk, STORY).skipped == 3
    assert findings(desk) == ()


def test_a_file_imported_twice_records_nothing_the_second_time(desk: Desk) -> None:
    taken_in(desk, STORY)
    before = head(desk)
    done = taken_in(desk, STORY)
    assert (done.recorded, done.repeated, done.skipped, done.head) == (0, 3, 0, before[1])
    assert head(desk) == before


def test_a_file_that_was_added_to_records_what_is_new(desk: Desk) -> None:
    taken_in(desk, STORY)
    done = taken_in(desk, [*STORY, item("held", "2026-01-22", window="2026-01-22")])
    assert (done.recorded, done.repeated) == (1, 3)
    assert stands(desk).status == "held"


def test_the_same_item_twice_in_one_file_is_recorded_once(desk: Desk) -> None:
    done = taken_in(desk, [STORY[0], STORY[0]])
    assert (done.recorded, done.repeated) == (1, 1)


def test_a_line_at_fault_is_named_and_nothing_of_the_file_is_recorded(desk: Desk) -> None:
    begin(desk, "forum")
    with refused(desk, "line 3: a rescheduled meeting needs its new window"):
        taken_in(desk, [*STORY[:2], item("rescheduled", "2026-01-21"), STORY[2]])
    assert [meeting.meeting for meeting in everything(desk)] == ["forum"]
    assert findings(desk) == ()


@on_a_file
@pytest.mark.parametrize(
    ("fault", "words"),
    [
        ("{", "line 2 is not valid JSON"),
        ("[]", "line 2 is not a JSON object"),
        ('{"meeting": "x", "meeting": "y"}', "line 2: one object has the same key twice"),
        ('{"meeting": NaN}', "line 2: NaN is not a JSON number"),
        (item("confirmed", "2026-01-21", "nobody"), "line 2: there is no meeting 'nobody'"),
        ({**item("confirmed", "2026-01-21"), "place": "Tokyo"}, "line 2: unknown key 'place'"),
        (item("confirmed", "2026-01-24"), "line 2: 2026-01-24 is in the future"),
        ({**item("confirmed", "2026-01-21"), "stage": "planned"}, "line 2: 'planned' is not a stage"),
        (item("denied", "2026-01-21", target=7), "line 2: @7 is not a report on ahn-japan"),
        ({"meeting": AHN, "stage": "noted", "published": "2026-01-21"}, "line 2: source has no outlet"),
    ],
    ids=str,
)
def test_every_fault_in_a_line_names_it(desk: Desk, fault: str | Json, words: str) -> None:
    with refused(desk, words):
        taken_in(desk, [STORY[0], fault])
    assert head(desk)[0] == 0


def test_blank_lines_count_and_say_nothing(desk: Desk) -> None:
    with refused(desk, "line 4: there is no meeting 'nobody'"):
        taken_in(desk, ["\n", json.dumps(STORY[0]), "  \n", json.dumps(item("noted", "2026-01-20", "nobody"))])
    assert taken_in(desk, ["\n", ""]).recorded == 0


def test_nulls_are_as_good_as_absent(desk: Desk) -> None:
    blank = {"meeting": AHN, "new": True, "stage": "noted", "published": "2026-01-20", "source": {"outlet": "Yonhap"}}
    nulls = {**blank, "attribution": None, "claims": {"window": None, "participants": None}, "quote": None}
    assert taken_in(desk, [blank, nulls]).repeated == 1


def test_a_name_started_earlier_in_the_same_file_may_say_new_again(desk: Desk) -> None:
    done = taken_in(desk, [STORY[0], {**STORY[1], "new": True}])
    assert done.recorded == 2
    with refused(desk, "line 1: the meeting ahn-japan exists"):
        taken_in(desk, [item("noted", "2026-01-21", new=True)])


def test_a_repeat_that_says_new_starts_the_name_for_the_rest_of_the_file(desk: Desk) -> None:
    taken_in(desk, STORY[:1])
    done = taken_in(desk, [STORY[0], {**STORY[1], "new": True}])
    assert (done.recorded, done.repeated) == (1, 1)


def test_a_denial_may_target_an_earlier_line_of_the_same_file(desk: Desk) -> None:
    taken_in(
        desk,
        [STORY[0], item("cancelled", "2026-01-20"), item("denied", "2026-01-21", said_by="official", target=2)],
    )
    assert stands(desk).status == "arranging"
    assert findings(desk) == ()


def test_old_reports_after_new_ones_in_a_file_fold_in_their_order(desk: Desk) -> None:
    hosts = {9: "KR", 3: "JP", 12: "PH", 1: "VN", 20: "SG", 15: "ID"}
    lines = [item("noted", f"2026-01-{day:02}", host=host, new=True) for day, host in hosts.items()]
    taken_in(desk, lines)
    assert stands(desk).host == "SG"
    assert findings(desk) == ()


def test_an_import_into_a_meeting_that_was_merged_counts_for_the_other(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    taken_in(desk, [item("noted", "2026-01-21", AHN, host="JP"), item("noted", "2026-01-09", SEOUL, title="Talks")])
    assert (stands(desk, SEOUL).host, stands(desk, SEOUL).title, stands(desk, SEOUL).reports) == ("JP", "Talks", 4)
    assert findings(desk) == ()


def test_a_trial_import_records_nothing_and_counts_what_it_would(desk: Desk) -> None:
    before = head(desk)
    done = taken_in(desk, STORY, dry_run=True)
    assert (done.recorded, done.dry_run) == (3, True)
    assert head(desk) == before
    assert everything(desk) == []


# A whole log


@pytest.fixture
def busy(desk: Desk, clock: FixedClock) -> Desk:
    """Fill the log with events of every kind, recorded at several times by letters of several scripts."""
    taken_in(desk, STORY)
    clock.move("2026-01-23T09:00:00+00:00")
    say(desk, "cancelled", "2026-01-22", reason="태풍", by="JP", quote='„So“ "sagt" er\u2028')
    say(desk, "denied", "2026-01-23", target=4, said_by="official", words="外務省")
    link(desk, AHN, "part_of", SEOUL)
    retract(desk, 4)
    merge(desk, SEOUL, AHN)
    retract(desk, 8)
    return desk


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Desk]:
    """Open another, empty log, which is in a file of its own."""
    clock = FixedClock("2027-01-01T00:00:00+00:00")
    with open_desk(str(tmp_path / "copy.db"), create=True, clock=clock, recorder="somebody else") as opened:
        yield opened


def test_a_restored_log_is_the_same_event_for_event(busy: Desk, empty: Desk) -> None:
    lines = exported(busy)
    done = taken_in(empty, lines)
    assert (done.recorded, done.repeated, done.head) == (9, 0, head(busy)[1])
    assert head(empty) == head(busy)
    assert exported(empty) == lines
    assert everything(empty) == everything(busy)
    assert findings(empty) == ()


def test_a_log_goes_on_after_it_was_restored(busy: Desk, empty: Desk) -> None:
    taken_in(empty, exported(busy))
    assert say(empty, "held", "2026-01-23", window="2026-01-23").position == 10
    assert say(empty, "confirmed", "2026-01-20", host="JP", window="2026-01-29/2026-01-31").repeat_of == 2
    assert findings(empty) == ()


def test_an_engine_restores_what_the_other_exported(empty: Desk, desk: Desk) -> None:
    taken_in(empty, STORY)
    taken_in(desk, exported(empty))
    assert head(desk) == head(empty)
    assert findings(desk) == ()


def test_a_trial_restore_writes_nothing(busy: Desk, empty: Desk) -> None:
    done = taken_in(empty, exported(busy), dry_run=True)
    assert (done.recorded, done.head) == (9, "0" * 64)
    assert head(empty)[0] == 0
    assert everything(empty) == []


def test_an_export_is_restored_into_an_empty_log_alone(busy: Desk) -> None:
    with refused(busy, "holds 9 events already", "a database of its own"):
        taken_in(busy, exported(busy))


@on_a_file
@pytest.mark.parametrize(
    "change",
    [
        {"payload": '{"v":1}'},
        {"published": "2026-01-21"},
        {"recorded_by": "ines"},
        {"recorded_at": "2026-01-21T09:00:00.000000Z"},
        {"meeting": "another"},
        {"type": "held"},
        {"version": 3},
        {"fingerprint": None},
        {"hash": "0" * 64},
    ],
    ids=str,
)
def test_an_altered_copy_is_refused_at_its_line(busy: Desk, empty: Desk, change: Json) -> None:
    lines = exported(busy)
    lines[1] = json.dumps({**json.loads(lines[1]), **change})
    with refused(empty, "line 2: the hash of @2 does not fit"):
        taken_in(empty, lines)
    assert everything(empty) == []


@on_a_file
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"position": 3}, "@3 follows @1"),
        ({"position": "2"}, "position has the wrong type"),
        ({"version": True}, "version has the wrong type"),
        ({"payload": {"v": 1}}, "payload has the wrong type"),
        ({"hash": None}, "hash has the wrong type"),
        ({"more": 1}, "this is not a line of an export"),
    ],
    ids=str,
)
def test_a_line_that_no_export_writes_is_refused(busy: Desk, empty: Desk, change: Json, words: str) -> None:
    lines = exported(busy)
    lines[1] = json.dumps({**json.loads(lines[1]), **change})
    with refused(empty, f"line 2: {words}"):
        taken_in(empty, lines)


def test_a_copy_with_a_line_cut_out_or_in_another_order_is_refused_there(busy: Desk, empty: Desk) -> None:
    lines = exported(busy)
    with refused(empty, "line 3: @4 follows @2"):
        taken_in(empty, lines[:2] + lines[3:])
    with refused(empty, "line 1: @2 follows @0"):
        taken_in(empty, lines[1:])
    with refused(empty, "line 2: @3 follows @1"):
        taken_in(empty, [lines[0], lines[2], lines[1]])
    with refused(empty, "line 2: @1 follows @1"):
        taken_in(empty, [lines[0], *lines])


def test_a_copy_whose_last_line_is_cut_off_is_refused_there(busy: Desk, empty: Desk) -> None:
    lines = exported(busy)
    with refused(empty, "line 9 is not valid JSON"):
        taken_in(empty, [*lines[:-1], lines[-1][:-40]])


def test_reports_among_the_lines_of_an_export_are_refused_and_the_other_way_round(busy: Desk, empty: Desk) -> None:
    lines = exported(busy)
    with refused(empty, "line 2: this is not a line of an export"):
        taken_in(empty, [lines[0], STORY[0]])
    with refused(empty, "line 2: unknown key"):
        taken_in(empty, [STORY[0], lines[0]])


def forged(lines: list[str], position: int, **change: Any) -> list[str]:
    """Return an export in which an event was changed and every hash made to fit."""
    rows = [Row(**json.loads(text)) for text in lines]
    rows[position - 1] = rows[position - 1]._replace(**change)
    hashed: list[Row] = []
    for row in rows:
        hashed.append(row._replace(hash=row_hash(hashed[-1].hash if hashed else "0" * 64, row)))
    return [json.dumps(row._asdict()) for row in hashed]


def test_an_event_that_this_program_does_not_know_is_refused_at_its_line(busy: Desk, empty: Desk) -> None:
    with refused(empty, "line 2: @2 has payload version 3", "Upgrade tracker."):
        taken_in(empty, forged(exported(busy), 2, type="rumoured", payload='{"v":3}'))
    with refused(empty, "line 2: @2 has payload version 3", "Upgrade tracker."):
        taken_in(empty, forged(exported(busy), 2, payload='{"v":3}'))


@on_a_file
@pytest.mark.parametrize(
    "change",
    [
        *({"payload": "nonsense"}, {"payload": "{}"}, {"payload": '{"v":1}'}, {"published": None}, {"payload": "[1]"}),
        *({"type": "rumoured"}, {"recorded_at": "2020-01-21T09:00:00.000000Z"}, {"recorded_at": "zzz"}),
    ],
    ids=str,
)
def test_an_unsound_event_of_which_the_hash_fits_is_restored_as_it_is_and_verify_names_it(
    busy: Desk, empty: Desk, change: Json
) -> None:
    lines = forged(exported(busy), 2, **change)
    taken_in(empty, lines)
    assert [json.loads(line) for line in exported(empty)] == [json.loads(line) for line in lines]
    assert any("@2 " in finding for finding in findings(empty))


def test_a_line_with_half_a_letter_is_refused(busy: Desk, empty: Desk) -> None:
    lines = exported(busy)
    lines[1] = json.dumps({**json.loads(lines[1]), "recorded_by": "\ud800"})
    with refused(empty, "line 2 is not valid Unicode", "Export the log again."):
        taken_in(empty, lines)


@pytest.mark.parametrize("text", ['{"meeting": ' + "[" * 100_000, '{"meeting": ' + "9" * 5000 + "}"])
def test_a_line_that_python_cannot_parse_is_refused(empty: Desk, text: str) -> None:
    with refused(empty, "line 1 is not valid JSON: ", "Each line holds one object."):
        taken_in(empty, [text])


def test_a_correction_is_restored_with_the_rest(desk: Desk, empty: Desk) -> None:
    begin(desk)
    correct(desk, 1, {"claims": {"title": "회담"}}, MISTAKE)
    taken_in(empty, exported(desk))
    assert stands(empty).title == "회담"
    assert findings(empty) == ()


@pytest.mark.parametrize("room", [1, 2, 3])
def test_an_import_that_touches_more_meetings_than_memory_holds_gives_the_same_log(
    desk: Desk, empty: Desk, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    days = ["2026-01-10", "2026-01-12", "2026-01-11", "2026-01-12", "2026-01-13"]
    lines = [
        {"meeting": name, "new": number == 0, **line(stage, day, outlet)}
        for number, (day, stage) in enumerate(
            zip(days, ["proposed", "confirmed", "held", "noted", "denied"], strict=True)
        )
        for name in ("a", "b", "c", "d")
        for outlet in ("Kyodo", "NHK")
        if number or outlet == "Kyodo"
    ]
    lines += lines[5:9]
    plain = taken_in(desk, lines)
    monkeypatch.setattr(append, "_MOST_MEETINGS", room)
    crowded = taken_in(empty, lines)
    assert (crowded.recorded, crowded.repeated) == (plain.recorded, plain.repeated) == (36, 4)
    assert findings(empty) == ()
    assert everything(empty) == everything(desk)


def test_a_file_of_more_than_one_batch_is_restored_whole(desk: Desk, empty: Desk, monkeypatch: Any) -> None:
    monkeypatch.setattr("tracker.ledger.importing._BATCH", 3)
    monkeypatch.setattr("tracker.ledger.append._MOST_ROWS", 4)
    begin(desk)
    taken_in(desk, [item("noted", "2026-01-12", url=f"https://e.org/{number}") for number in range(9)])
    assert findings(desk) == ()
    taken_in(empty, exported(desk))
    assert head(empty) == head(desk)
    assert findings(empty) == ()


def test_an_import_of_nothing_is_nothing(desk: Desk) -> None:
    done = import_lines(desk, [])
    assert (done.recorded, done.head) == (0, head(desk)[1])
