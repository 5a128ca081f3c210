"""What `watch` has seen and how far `notify` has come, on both engines."""

from tracker.ledger.desk import Desk
from tracker.store import cursors, seen_items
from tracker.store.cursors import Cursor
from tracker.store.seen_items import SeenItem

FIRST = SeenItem("https://a.example/rss", "https://a.example/1", "aa", "2026-01-22T09:00:00Z")


def test_a_seen_item_is_found_by_any_of_its_keys_and_by_its_text(desk: Desk) -> None:
    by_guid = FIRST._replace(key="guid-1")
    with desk.append():
        seen_items.add(desk.connection, [FIRST, by_guid])
    with desk.snapshot():
        assert seen_items.under_keys(desk.connection, ["guid-1", "guid-2"]) == [by_guid]
        assert seen_items.with_text(desk.connection, "aa") == [FIRST, by_guid]
        assert seen_items.under_keys(desk.connection, ["guid-2"]) == []


def test_an_item_that_has_changed_keeps_its_place_with_the_new_text(desk: Desk) -> None:
    with desk.append():
        seen_items.add(desk.connection, [FIRST])
    changed = FIRST._replace(text_sha256="bb", seen_at="2026-01-23T09:00:00Z")
    with desk.append():
        seen_items.update(desk.connection, changed)
    with desk.snapshot():
        assert seen_items.under_keys(desk.connection, [FIRST.key]) == [changed]


def test_a_cursor_is_moved_and_removed(desk: Desk) -> None:
    with desk.append():
        cursors.add(desk.connection, Cursor("desk", 0, ""))
        cursors.move(desk.connection, Cursor("desk", 7, "2026-01-22T09:00:00Z"))
    with desk.snapshot():
        assert cursors.rows(desk.connection) == [Cursor("desk", 7, "2026-01-22T09:00:00Z")]
    with desk.append():
        cursors.remove(desk.connection, "desk")
    with desk.snapshot():
        assert cursors.rows(desk.connection) == []
