"""The folded texts that `search` scans: one an event, which never changes."""

from collections.abc import Iterable, Iterator, Sequence

from tracker.domain.events import Event
from tracker.domain.search_text import search_text
from tracker.store import compiled
from tracker.store.connection import Cells, Connection

_PAGE = 2000  # texts fetched at a time
_BEFORE_ALL = -(2**62)  # a hand may write any position


def add(connection: Connection, texts: Sequence[Cells]) -> None:
    """Write texts, as `text_rows` returns them."""
    rows = [{"position": position, "meeting": meeting, "text": text} for position, meeting, text in texts]
    if rows:
        connection.run_many(compiled.ADD_ROW["texts"], rows)


def text_rows(events: Iterable[Event]) -> Iterator[Cells]:
    """Yield what the table should hold of some events: position, name and text. An event without words has no row."""
    for event in events:
        text = search_text(event)
        if text:
            yield event.position, event.meeting, text


def mentions(connection: Connection, term: str, upto: int) -> dict[str, int]:
    """Return each name under which an event contains a folded term, with the last position, up to one, that does.

    Valid or not: a hand may have written any name.
    """
    return dict(connection.all(compiled.MENTIONS, term=term, upto=upto))


def stored_rows(connection: Connection) -> Iterator[Cells]:
    """Yield every row of the table, by position."""
    last = _BEFORE_ALL
    while rows := connection.all(compiled.TEXTS_AFTER, position=last, size=_PAGE):
        yield from rows
        last = rows[-1][0]
