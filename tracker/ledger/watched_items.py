"""Items of watched feeds: which were seen, and taking one: its drafts are stored and it is marked, all or nothing."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.clocks import Published, parse_published, utc_text
from tracker.domain.errors import TrackerError
from tracker.domain.report import Article, Source
from tracker.ledger.append import Append
from tracker.ledger.article_texts import stored_text
from tracker.ledger.desk import Desk
from tracker.ledger.drafting import credited, proposals
from tracker.ledger.inbox import queue_in, record_or_queue_in
from tracker.ledger.known_people import known_people
from tracker.ledger.recorded_drafts import Recorded
from tracker.reading.draft import Draft, Known, Reading
from tracker.reading.pipeline import read
from tracker.store import seen_items
from tracker.store.seen_items import SeenItem

# The key of a feed itself: what its server said of the version that was read last.
_FEED_ITSELF: Final = ""


class WatchedItem(Struct, frozen=True, kw_only=True):
    """An item of a feed: `entry` and `page` are the keys of the feed's entry and of the page that it leads to.

    `entry_text` is what the feed prints of it, `text` the article. The text of a page is read only if the item is new,
    or may have changed.
    """

    feed: str
    entry: str
    page: str | None
    entry_text: str
    text: str
    source: Source
    published: Published | None


class Taken(Struct, frozen=True, kw_only=True):
    """What became of an item: the results of its drafts; whether it `is_changed`, and which `changes` its drafts show.

    If it was taken before, also by another watcher, `is_known`. `error` says why it could not be read.
    """

    recorded: tuple[Recorded, ...] = ()
    is_known: bool = False
    is_changed: bool = False
    changes: tuple[str, ...] = ()
    error: TrackerError | None = None


# Seen items


def is_known(desk: Desk, item: WatchedItem, *, unread_since: str) -> bool:
    """Whether an item was taken as the feed prints it, so that its page need not be read.

    A page that gave drafts is read again, if it was last read before `unread_since`, a time as UTC text. So is one to
    which another item of the same feed led: it may be a front page.
    """
    with desk.snapshot():
        rows = seen_items.under_keys(desk.connection, _keys(item))
        entries = [row for row in rows if row.key == item.entry]
        if not rows or (entries and all(row.text_sha256 != _hash(item.entry_text) for row in entries)):
            return False
        if not entries and any(row.feed == item.feed for row in rows):
            return False
        if any(row.seen_at > unread_since for row in rows):
            return True
        return not any(_stored(desk, row.text_sha256) for row in rows)


def validators(desk: Desk, feed: str) -> tuple[str, str]:
    """Return what the server said of the version of a feed that was read last, and when that was; empty if unknown."""
    with desk.snapshot():
        rows = seen_items.under_keys(desk.connection, [_FEED_ITSELF])
    return next(((row.text_sha256, row.seen_at) for row in rows if row.feed == feed), ("", ""))


def keep_validators(desk: Desk, feed: str, words: str) -> None:
    """Keep what the server says of a feed of which every item was taken."""
    with desk.append() as append:
        _mark(append, feed, _FEED_ITSELF, words)


# Taking an item


def has_same_text(desk: Desk, item: WatchedItem) -> bool:
    """Whether an article with the same text was taken before, under any key."""
    with desk.snapshot():
        return bool(seen_items.with_text(desk.connection, _hash(item.text)))


def known_of(desk: Desk, item: WatchedItem) -> Known:
    """Return what the reader may know of an item."""
    day = (item.published or _today(desk)).date
    return Known(published=day, outlet=item.source.outlet, people=known_people(desk, item.text))


def take(desk: Desk, item: WatchedItem, *, record_sure: bool, reading: Reading | TrackerError | None = None) -> Taken:
    """Draft from an item, put its drafts into the inbox, or into the log those that are sure, and mark it as seen.

    `reading` is what another reader than the rules made of the text, or why it cannot be read.
    If the text behind a key has changed, the new drafts wait in the inbox, for they may correct what was recorded, and
    are dated now, for the page says so now. If they say what the old ones said, they are left out. What cannot be read
    is marked too, so that it is not tried again.
    """
    old = _text_before(desk, item)
    reading = reading or _read(desk, item)
    if isinstance(reading, TrackerError):
        return _unreadable(desk, item, reading)
    changes = _changes(_read(desk, replace(item, text=old)), _read(desk, item)) if old else ()
    published = item.published or _today(desk)
    drafted = proposals(desk, reading, _source(item, reading), published if old is None else _now(desk))
    with desk.append() as append:
        earlier = _mark_item(append, item)
        if earlier == _hash(item.text):
            return Taken(is_known=True)
        if old is not None and not changes:
            return Taken(is_changed=True)
        store = record_or_queue_in if record_sure and not earlier else queue_in
        return Taken(recorded=store(desk, append, drafted), is_changed=bool(earlier), changes=changes)


def _unreadable(desk: Desk, item: WatchedItem, error: TrackerError) -> Taken:
    with desk.append() as append:
        earlier = _mark_item(append, item)
    return Taken(is_known=earlier == _hash(item.text), error=error)


def _mark_item(append: Append, item: WatchedItem) -> str | None:
    """Mark an item as seen. Return the hash of the text that was taken of it before, or None if it is new."""
    rows = seen_items.under_keys(append.connection, _keys(item))
    pages = [row.text_sha256 for row in rows if row.key == (item.page or item.entry)]
    same = seen_items.with_text(append.connection, _hash(item.text))
    _mark(append, item.feed, item.entry, _hash(item.entry_text))
    if item.page:
        _mark(append, item.feed, item.page, _hash(item.text))
    if same:
        return _hash(item.text)
    return pages[-1] if pages else None


def _mark(append: Append, feed: str, key: str, words: str) -> None:
    row = SeenItem(feed=feed, key=key, text_sha256=words, seen_at=utc_text(append.now))
    rows = seen_items.under_keys(append.connection, [key])
    if any(earlier.feed == feed for earlier in rows):
        seen_items.update(append.connection, row)
    else:
        seen_items.add(append.connection, [row])


def _keys(item: WatchedItem) -> list[str]:
    return [item.entry, *([item.page] if item.page else [])]


def _hash(text: str) -> str:
    return Article.of(text).sha256


# Reading it


def _text_before(desk: Desk, item: WatchedItem) -> str | None:
    """Return the text that was taken under the same key before, if it was another one and is stored."""
    with desk.snapshot():
        rows = seen_items.under_keys(desk.connection, [item.page or item.entry])
        hashes = [row.text_sha256 for row in rows if row.text_sha256 != _hash(item.text)]
        return next((text for sha256 in reversed(hashes) if (text := _stored(desk, sha256))), None)


def _stored(desk: Desk, sha256: str) -> str | None:
    return stored_text(desk, Article(sha256=sha256, characters=0))


def _read(desk: Desk, item: WatchedItem) -> Reading | TrackerError:
    """Return what the rules make of an item, or why they cannot read it."""
    try:
        return read(item.text, known_of(desk, item))
    except TrackerError as error:
        return error


def _source(item: WatchedItem, reading: Reading) -> Source:
    source = item.source
    return replace(
        source,
        headline=source.headline or reading.headline,
        via=source.via or credited(reading, source.outlet),
    )


def _today(desk: Desk) -> Published:
    return parse_published(desk.clock.today().isoformat())


def _now(desk: Desk) -> Published:
    return parse_published(desk.clock.now().isoformat(timespec="minutes"))


def _changes(old: Reading | TrackerError, new: Reading | TrackerError) -> tuple[str, ...]:
    """Return in which fields the rules' new drafts differ from their old ones: "window 5 Jan 2026 → 9 Jan 2026"."""
    if isinstance(old, TrackerError) or isinstance(new, TrackerError):
        return ("the text",)
    before, after = map(_values, (old.drafts, new.drafts))
    fields = dict.fromkeys([*before, *after])
    return tuple(
        f"{field} {before.get(field, '–')} → {after.get(field, '–')}"
        for field in fields
        if before.get(field) != after.get(field)
    )


def _values(drafts: Sequence[Draft]) -> dict[str, str]:
    """Return the values that a reader looks for first; of drafts after the main one, how many there are."""
    if not drafts:
        return {}
    draft, claims = drafts[0], drafts[0].claims
    values = {
        "stage": draft.stage.replace("_", " "),
        "window": claims.window.label() if claims.window else "",
        "place": claims.place.name if claims.place else "",
        "host": claims.host or "",
        "with": ", ".join(person.name or person.country or "" for person in claims.participants),
        "meetings": str(len(drafts)),
    }
    return {field: value for field, value in values.items() if value}
