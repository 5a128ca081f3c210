"""The texts of articles on both engines: kept, checked, forgotten, carried by backups."""

import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.readings import TRIP, call, trip
from tests.engines import on_a_file
from tests.ledger.doing import asked, findings
from tests.ledger.test_inbox import article, queue
from tests.store.raw import raw
from tracker.domain.errors import TrackerError
from tracker.domain.report import Article
from tracker.ledger import article_texts, auditing, inbox
from tracker.ledger.article_texts import LARGEST, forget_text, text_of_event
from tracker.ledger.backup import back_up
from tracker.ledger.deciding import reject
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.importing import import_lines
from tracker.ledger.mending import Cause, correct
from tracker.ledger.recorded_drafts import record_drafts
from tracker.ledger.restore import restore
from tracker.store import cursors, desk_rows, seen_items
from tracker.store.cursors import Cursor
from tracker.store.seen_items import SeenItem

SEEN = SeenItem("https://a.example/rss", "guid-1", "aa", "2026-01-22T09:00:00Z")
HASH = sha256(TRIP.encode()).hexdigest()


def record(desk: Desk, text: str = TRIP) -> None:
    """Record the trip from an article, on a desk that keeps texts."""
    desk.keeps_texts = True
    record_drafts(desk, article(desk, trip(), text=text))


def text_at(desk: Desk, position: int = 1) -> str:
    """Return the text behind an event."""
    with desk.snapshot():
        return text_of_event(desk, auditing.entry_at(desk, position).event)


def test_a_text_is_kept_letter_for_letter(desk: Desk) -> None:
    text = f"{TRIP}\r\n안규백 국방부 장관 \U0001f1f0\U0001f1f7 \t"
    record(desk, text)
    assert text_at(desk) == text
    assert findings(desk) == ()


def test_by_default_a_file_keeps_texts_and_a_server_does_not(desk: Desk) -> None:
    record_drafts(desk, article(desk, trip()))
    with desk.snapshot():
        kept = article_texts.stored_text(desk, Article.of(TRIP))
    assert kept == (TRIP if desk.connection.engine == "sqlite" else None)


def test_a_text_of_more_than_200_kb_is_not_kept_but_its_hash_is(desk: Desk) -> None:
    longest = TRIP + "é" * ((LARGEST - len(TRIP)) // 2)
    record(desk, longest + "xx")
    with pytest.raises(TrackerError, match="the text of the article behind @1 is not stored"):
        text_at(desk)
    with desk.snapshot(), pytest.raises(TrackerError, match="there is no @2"):
        auditing.entry_at(desk, 2)


def test_a_forgotten_text_is_gone_and_its_hash_stays(desk: Desk) -> None:
    record(desk)
    assert forget_text(desk, HASH[:8].upper()) == HASH
    with pytest.raises(TrackerError, match="is not stored"):
        text_at(desk)
    with pytest.raises(TrackerError, match=f"no text with the hash {HASH} is stored"):
        forget_text(desk, HASH)
    assert findings(desk) == ()


@on_a_file
@pytest.mark.parametrize("wrong", ["", "abc", "%" * 8, HASH + "0", "g" * 64])
def test_what_is_not_a_hash_forgets_nothing(desk: Desk, wrong: str) -> None:
    record(desk)
    with pytest.raises(TrackerError):
        forget_text(desk, wrong)
    assert text_at(desk) == TRIP


@pytest.mark.parametrize("bytes_of", [zlib.compress(b"another text"), b"not compressed"])
def test_verify_names_a_text_that_was_altered(desk: Desk, place: str, bytes_of: bytes) -> None:
    record(desk)
    with raw(place) as run:
        literal = f"X'{bytes_of.hex()}'" if place.endswith(".db") else f"'\\x{bytes_of.hex()}'"
        run(f"UPDATE articles SET text = {literal}")
    finding = f"the stored text {HASH[:12]} does not have its hash"
    assert findings(desk) == (f"{finding}: run tracker forget-text {HASH[:12]}",)
    with pytest.raises(TrackerError, match=finding):
        text_at(desk)
    forget_text(desk, HASH)
    assert findings(desk) == ()


def test_a_backup_and_a_restore_carry_texts_drafts_decisions_and_what_was_seen(desk: Desk, tmp_path: Path) -> None:
    record(desk)
    queue(desk, trip(stage="confirmed"), call())
    reject(desk, [2], "안 됨")
    with desk.append():
        seen_items.add(desk.connection, [SEEN])
        cursors.add(desk.connection, Cursor("desk", 1, "2026-01-22T09:00:00Z"))
    copy, restored = tmp_path / "copy", tmp_path / "restored.db"
    form = back_up(desk, copy, lambda _: None).form
    if form == "sqlite":
        restore(copy, str(restored), desk.clock, lambda _: None)
    with open_desk(str(restored), create=True, clock=desk.clock, recorder="desk") as other:
        if form == "jsonl":
            import_lines(other, copy.read_text(encoding="utf-8").splitlines())
        assert text_at(other) == TRIP
        with desk.snapshot(), other.snapshot():
            assert list(desk_rows.read(other.connection)) == list(desk_rows.read(desk.connection))
            assert [draft.draft for draft in inbox.waiting(other)] == [1]
        assert findings(other) == ()


@on_a_file
@pytest.mark.parametrize(
    "line",
    [
        '{"table":"events","row":[]}',
        '{"table":"cursors","row":["desk"]}',
        '{"table":"cursors","row":["desk","one",""]}',
        '{"table":"cursors","row":["a\\u0000",1,""]}',
        '{"table":"cursors","row":["desk",1,""],"more":1}',
        '{"table":["cursors"],"row":["desk",1,""]}',
    ],
)
def test_a_row_of_the_desk_that_is_not_valid_restores_nothing(desk: Desk, line: str) -> None:
    with pytest.raises(TrackerError, match="line 2"):
        import_lines(desk, ['{"table":"cursors","row":["desk",1,""]}', line])
    with desk.snapshot():
        assert list(desk_rows.read(desk.connection)) == []


def test_a_corrected_field_loses_its_words_in_why(desk: Desk) -> None:
    record(desk)

    def words() -> dict[str, str | None]:
        with desk.snapshot():
            _, blames = auditing.why(desk, "ahn-koizumi-japan-2026-01", asked(desk))
        return {blame.field: blame.words.text if blame.words else None for blame in blames}

    assert words()["host"] == "Japan"
    assert words()["status"] == "in its final stage of preparation"
    assert words()["places"] == "Yokosuka is one venue looked at"
    correct(desk, 1, {"claims": {"host": "KR"}}, Cause(because="misread"))
    assert words()["host"] is None
    assert words()["window"] == "January 29-31"
