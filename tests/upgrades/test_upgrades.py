"""Every old database opens with today's program, and says what it always said."""

import json
import shutil
from datetime import date
from pathlib import Path

import pytest

from tests.clock import FixedClock
from tests.ledger.doing import everything, exported, findings, head, say, taken_in, unwatched
from tests.upgrades.make import CLOCK, DRAFT, FOLDER, REPORTS, TEXT, make
from tracker.domain.clocks import Position
from tracker.domain.meeting import FOLD_VERSION
from tracker.domain.vocabulary import STAGES
from tracker.export.json_objects import status_object
from tracker.ledger import inbox
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.question import question
from tracker.ledger.searching import search
from tracker.ledger.spelling import listed
from tracker.ledger.statistics import lag, records
from tracker.store import integrity, log
from tracker.store.schema import SCHEMA, schema_of

# Where each old log ends: as it was when its revision was the newest.
HEADS = {
    "0001": (14, "bbb5b0810e0386e21c8c7041e2959a108b2c51aba05b12bc62b1a983ee2ad35c"),
    "0002": (14, "82fa08b5b7347e26234afaa25b744f6f6db41c73f735878d786811a17378ee0e"),
    "0003": (14, "82fa08b5b7347e26234afaa25b744f6f6db41c73f735878d786811a17378ee0e"),
}

REVISIONS = sorted(path.name[:4] for path in (FOLDER.parent.parent / "migrations" / "versions").glob("[0-9]*.py"))


def opened(folder: Path, revision: str) -> Path:
    """Return a copy of an old database, since opening one upgrades it."""
    return Path(shutil.copy(FOLDER / f"{revision}.db", folder / "old.db"))


def stands(desk: Desk, revision: str) -> list[object]:
    """Return where all meetings stand, as JSON has it on the day on which the database was made.

    Keys that the JSON of the revision did not have yet are left out.
    """
    day = date.fromisoformat(CLOCK[:10])
    statuses = json.loads(json.dumps([status_object(meeting, day) for meeting in everything(desk)]))
    return [
        {key: value for key, value in status.items() if key in old}
        for status, old in zip(statuses, recorded(revision), strict=True)
    ]


def recorded(revision: str) -> list[dict[str, object]]:
    """Return the statuses that were checked in."""
    found: list[dict[str, object]] = json.loads((FOLDER / f"{revision}.json").read_text(encoding="utf-8"))
    return found


def test_there_is_an_old_database_for_every_revision() -> None:
    assert REVISIONS
    assert sorted(path.stem for path in FOLDER.glob("*.db")) == REVISIONS
    assert sorted(path.stem for path in FOLDER.glob("*.jsonl")) == REVISIONS
    assert sorted(path.stem for path in FOLDER.glob("*.json")) == REVISIONS
    assert sorted(HEADS) == REVISIONS


def test_no_old_database_has_something_beside_it_that_was_not_written_yet() -> None:
    assert not [path.name for path in FOLDER.iterdir() if path.name.endswith(("-wal", "-shm", "-journal"))]


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_old_database_opens_is_sound_and_says_what_it_said(tmp_path: Path, revision: str) -> None:
    path = opened(tmp_path, revision)
    with open_desk(str(path), create=False, clock=FixedClock(CLOCK), recorder="desk") as desk:
        with desk.snapshot():
            assert schema_of(desk.connection) == SCHEMA
            assert log.read_head(desk.connection).fold == FOLD_VERSION
            assert list(integrity.altered_objects(desk.connection)) == []
        assert head(desk) == HEADS[revision]
        assert findings(desk) == ()
        assert stands(desk, revision) == recorded(revision)


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_old_log_is_not_changed_by_a_letter(tmp_path: Path, revision: str) -> None:
    path = opened(tmp_path, revision)
    with open_desk(str(path), create=False, clock=FixedClock(CLOCK), recorder="desk") as desk:
        assert exported(desk) == (FOLDER / f"{revision}.jsonl").read_text(encoding="utf-8").splitlines()


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_old_log_goes_on(tmp_path: Path, revision: str) -> None:
    path = opened(tmp_path, revision)
    with open_desk(str(path), create=True, clock=FixedClock(CLOCK), recorder="desk") as desk:
        assert say(desk, "noted", "2026-01-27", "shangri-la-2026", new=True).position == HEADS[revision][0] + 1
        assert findings(desk) == ()


@pytest.mark.parametrize("revision", REVISIONS)
def test_an_old_export_is_restored_on_either_engine(desk: Desk, revision: str) -> None:
    taken_in(desk, (FOLDER / f"{revision}.jsonl").read_text(encoding="utf-8").splitlines())
    assert head(desk) == HEADS[revision]
    assert findings(desk) == ()
    assert stands(desk, revision) == recorded(revision)


def test_the_first_old_database_holds_every_type_of_event_and_letters_of_three_scripts() -> None:
    text = (FOLDER / "0001.jsonl").read_text(encoding="utf-8")
    types = {json.loads(line)["type"] for line in text.splitlines()}
    assert types == {*STAGES, "corrected", "retracted", "linked", "merged"}
    assert "안규백" in text
    assert "小泉進次郎" in text
    assert len(REPORTS) == 10


def test_an_old_database_is_never_made_again(tmp_path: Path) -> None:
    make(tmp_path)
    before = (tmp_path / f"{SCHEMA}.db").read_bytes()
    with pytest.raises(SystemExit, match="never made again"):
        make(tmp_path)
    assert (tmp_path / f"{SCHEMA}.db").read_bytes() == before


def test_an_upgraded_log_answers_the_questions_over_the_whole_log_from_its_tables(tmp_path: Path) -> None:
    path = opened(tmp_path, "0001")
    with open_desk(str(path), create=False, clock=FixedClock(CLOCK), recorder="desk") as desk, desk.snapshot():
        now = question(desk)
        then = question(desk, known_at=Position(number=14))
        (hit,) = search(desk, ("大雪",), now).hits
        assert hit.meeting.meeting == "ahn-koizumi-japan-2026-01"
        assert records(desk, now, unwatched) == records(desk, then, unwatched)
        assert lag(desk, (), now, unwatched) == lag(desk, (), then, unwatched)


def test_the_second_old_database_holds_another_spelling(tmp_path: Path) -> None:
    with open_desk(str(opened(tmp_path, "0002")), create=False, clock=FixedClock(CLOCK), recorder="desk") as desk:
        assert [row.spelling for row in listed(desk)] == ["Ahn Gyu-back"]


@pytest.mark.parametrize("revision", [revision for revision in REVISIONS if revision >= "0003"])
def test_an_old_inbox_waits_with_its_decisions_and_its_article(tmp_path: Path, revision: str) -> None:
    path = opened(tmp_path, revision)
    with open_desk(str(path), create=False, clock=FixedClock(CLOCK), recorder="desk") as desk, desk.snapshot():
        (draft,) = inbox.waiting(desk)
        (decided,) = inbox.decided(desk)
        assert (draft.draft, draft.proposal.draft, draft.proposal.source) == (1, DRAFT.draft, DRAFT.source)
        assert decided.decision is not None
        assert (decided.draft, decided.decision.decision, decided.decision.because) == (2, "rejected", "오보")
        assert inbox.article_text(desk, draft) == TEXT
