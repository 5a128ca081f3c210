"""The items of feeds that `watch` has taken, so that none is taken twice."""

from collections.abc import Sequence
from typing import NamedTuple

from tracker.store import compiled
from tracker.store.connection import Connection


class SeenItem(NamedTuple):
    """An item under one of its keys, a guid or an address, with the SHA-256 of its text when it was last read."""

    feed: str
    key: str
    text_sha256: str
    seen_at: str


def under_keys(connection: Connection, keys: Sequence[str]) -> list[SeenItem]:
    """Return the items seen under one of the keys, in any feed, first to last."""
    return [SeenItem(*row) for row in connection.all(compiled.SEEN_UNDER_KEYS, keys=list(keys))]


def with_text(connection: Connection, text_sha256: str) -> list[SeenItem]:
    """Return the items seen with this text, in any feed, first to last."""
    return [SeenItem(*row) for row in connection.all(compiled.SEEN_TEXT, text_sha256=text_sha256)]


def rows(connection: Connection) -> list[SeenItem]:
    """Return every item, by feed and key."""
    return [SeenItem(*row) for row in connection.all(compiled.ALL_SEEN_ITEMS)]


def add(connection: Connection, items: Sequence[SeenItem]) -> None:
    """Write items that were not seen before. Call it in an append."""
    connection.run_many(compiled.ADD_ROW["seen_items"], [item._asdict() for item in items])


def update(connection: Connection, item: SeenItem) -> None:
    """Write the text and the time of an item that was seen before. Call it in an append."""
    connection.run(
        compiled.UPDATE_SEEN_ITEM,
        of_feed=item.feed,
        with_key=item.key,
        text_sha256=item.text_sha256,
        seen_at=item.seen_at,
    )
