"""Renaming: a merge into a name that no meeting has."""

from tests.ledger.doing import AHN, SEOUL, begin, everything, findings, head, refused, retract, say, stands
from tracker.domain.clocks import Position
from tracker.domain.search_match import parse_terms
from tracker.ledger.auditing import diff, history
from tracker.ledger.desk import Desk
from tracker.ledger.maintenance import rebuild
from tracker.ledger.mending import undo
from tracker.ledger.question import question
from tracker.ledger.recording import merge, rename
from tracker.ledger.searching import search

NEW = "ahn-koizumi-japan"


def test_a_renamed_meeting_is_found_under_both_names_everywhere(desk: Desk) -> None:
    begin(desk)
    outcome = rename(desk, AHN, NEW.upper())
    assert (outcome.meeting, [change.field for change in outcome.effect]) == (NEW, ["aliases"])
    assert stands(desk, AHN) == stands(desk, NEW)
    assert (stands(desk).meeting, stands(desk).aliases) == (NEW, (AHN,))
    assert [meeting.meeting for meeting in everything(desk)] == [NEW]
    with desk.snapshot():
        assert [hit.meeting.meeting for hit in search(desk, parse_terms(AHN), question(desk)).hits] == [NEW]
        assert {
            change.meeting for change in diff(desk, None, question(desk, known_at=Position(number=0)), question(desk))
        } == {NEW}
        *_, entry = history(desk, NEW, question(desk))
    assert [change.field for change in entry.effect] == ["aliases"]
    assert findings(desk) == ()


def test_the_projection_of_a_renamed_meeting_can_be_made_again(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, SEOUL, AHN)
    rename(desk, AHN, NEW)
    before = everything(desk)
    rebuild(desk)
    assert everything(desk) == before
    assert stands(desk, SEOUL).meeting == NEW
    say(desk, "held", "2026-01-12", NEW)
    assert findings(desk) == ()


def test_undo_gives_the_old_name_back_and_the_new_one_can_be_given_again(desk: Desk) -> None:
    begin(desk)
    rename(desk, AHN, NEW)
    undo(desk)
    assert (stands(desk).meeting, stands(desk).aliases) == (AHN, ())
    assert findings(desk) == ()
    rename(desk, AHN, NEW)
    retract(desk, 4)
    assert stands(desk).meeting == AHN
    assert findings(desk) == ()


def test_a_name_that_a_meeting_has_is_refused(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    with refused(desk, f"the meeting {SEOUL} exists", f"tracker merge {AHN} {SEOUL}"):
        rename(desk, AHN, SEOUL)
    with refused(desk, f"{AHN} cannot be merged into itself"):
        rename(desk, AHN, AHN)
    rename(desk, AHN, NEW)
    with refused(desk, f"{AHN} was merged into {NEW} by @3"):
        rename(desk, AHN, "other")
    with refused(desk, f"{NEW} cannot be merged into {AHN}", f"{AHN} is merged into {NEW} already"):
        rename(desk, NEW, AHN)
    with refused(desk, "'9' is not a meeting name"):
        rename(desk, SEOUL, "9")


def test_a_trial_of_a_rename_records_nothing(desk: Desk) -> None:
    begin(desk)
    before = head(desk)
    assert rename(desk, AHN, NEW, dry_run=True).meeting == NEW
    assert (head(desk), stands(desk).meeting) == (before, AHN)
