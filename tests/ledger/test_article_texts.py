"""The texts of articles on both engines: kept, checked, forgotten, carried by backups."""

import zlib
from hashlib import sha256
from pathlib import Path

import pytest

from tests.cli.readings import TRIP, trip
from tests.ledger.doing import asked, findings
from tests.ledger.test_inbox import article
from tests.store.raw import raw
from tracker.domain.errors import TrackerError
from tracker.ledger import article_texts, auditing
from tracker.ledger.article_texts import LARGEST, article_of, forget_text, text_of_event
from tracker.ledger.backup import back_up
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import record_drafts
from tracker.ledger.mending import Cause, correct
from tracker.ledger.restore import restore

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
        kept = article_texts.stored_text(desk, article_of(TRIP))
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


@pytest.mark.parametrize("place", ["sqlite"], indirect=True)
def test_a_backup_and_a_restore_carry_the_texts(desk: Desk, tmp_path: Path) -> None:
    record(desk)
    back_up(desk, tmp_path / "copy.db", lambda _: None)
    restored = tmp_path / "restored.db"
    restore(tmp_path / "copy.db", str(restored), desk.clock, lambda _: None)
    with open_desk(str(restored), create=False, clock=desk.clock, recorder="desk") as other:
        assert text_at(other) == TRIP


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
