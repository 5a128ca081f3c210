"""The texts of articles, compressed, by their SHA-256. They stand outside the chain, which has only the hashes."""

import zlib
from collections.abc import Iterator
from typing import NamedTuple

from tracker.store import compiled
from tracker.store.connection import Connection, Statement

# SQLite then overwrites deleted content. A server has no such setting.
_ERASE = Statement("PRAGMA secure_delete=ON", "SELECT 1")


class StoredText(NamedTuple):
    """A text as it is stored: its hash, its length in characters, and its UTF-8 bytes, compressed with zlib."""

    sha256: str
    characters: int
    text: bytes

    def decompressed(self) -> str | None:
        """Return the text, or None if the bytes are damaged."""
        try:
            return zlib.decompress(self.text).decode()
        except (zlib.error, ValueError, TypeError):
            return None


def add(connection: Connection, sha256: str, text: str) -> None:
    """Write a text, unless it is there. Call it in a transaction that writes."""
    if connection.one(compiled.ARTICLE_LENGTH, sha256=sha256) is None:
        compressed = zlib.compress(text.encode())
        connection.run(compiled.ADD_ROW["articles"], sha256=sha256, characters=len(text), text=compressed)


def read(connection: Connection, sha256: str) -> StoredText | None:
    """Return the text with a hash, if it is stored."""
    row = connection.one(compiled.ARTICLE_TEXT, sha256=sha256)
    return StoredText(*row) if row else None


def hashes(connection: Connection) -> list[str]:
    """Return the hashes of all stored texts, in order."""
    return [sha256 for (sha256,) in connection.all(compiled.ARTICLE_HASHES)]


def every(connection: Connection) -> Iterator[StoredText]:
    """Yield every stored text, one at a time."""
    for sha256 in hashes(connection):
        stored = read(connection, sha256)
        if stored:
            yield stored


def remove(connection: Connection, sha256: str) -> None:
    """Delete a text. Call it in a transaction that writes."""
    connection.one(_ERASE)
    connection.run(compiled.DELETE_ARTICLE, sha256=sha256)
