"""The texts of the articles that reports were drafted from: kept, read, checked and forgotten."""

from collections.abc import Iterator
from typing import Final

from tracker.domain.errors import TrackerError, quoted
from tracker.domain.events import Event
from tracker.domain.report import Article, Report
from tracker.ledger.desk import Desk
from tracker.store import article_texts
from tracker.store.article_texts import StoredText
from tracker.store.connection import Connection

LARGEST: Final = 200_000  # bytes of UTF-8; no article is longer, and a whole site pasted into one is
_SHORTEST_PREFIX: Final = 8  # digits of a hash
_DIGITS: Final = frozenset("0123456789abcdef")


def keep_text(desk: Desk, text: str | None) -> None:
    """Store the text of an article, if this desk keeps texts and it is not too large. Call it in an append."""
    if text is not None and desk.keeps_texts and len(text.encode()) <= LARGEST:
        article_texts.add(desk.connection, Article.of(text).sha256, text)


def stored_text(desk: Desk, article: Article) -> str | None:
    """Return the text of an article, or None if it is not stored. Raise if it is damaged. Call it in a snapshot."""
    stored = article_texts.read(desk.connection, article.sha256)
    if stored is None:
        return None
    text = stored.decompressed()
    if text is None or Article.of(text).sha256 != article.sha256:
        raise TrackerError(_damaged(stored), f"tracker forget-text {article.sha256[:12]} deletes it.")
    return text


def text_of_event(desk: Desk, event: Event) -> str:
    """Return the text that a report was drafted from. Raise if it was not kept. Call it in a snapshot."""
    article = event.body.article if isinstance(event.body, Report) else None
    if article is None:
        raise TrackerError(f"@{event.position} was not drafted from an article", "Leave --article out.")
    text = stored_text(desk, article)
    if text is None:
        raise TrackerError(
            f"the text of the article behind @{event.position} is not stored",
            "It was not kept, was forgotten, or is longer than 200 kB. Leave --article out.",
        )
    return text


def forget_text(desk: Desk, hash_or_prefix: str) -> str:
    """Delete a text for good, and return its hash, which stays in the log. Raise if the text is not there."""
    prefix = hash_or_prefix.lower()
    if len(prefix) < _SHORTEST_PREFIX or not _DIGITS.issuperset(prefix):
        raise TrackerError.unparsable(
            f"{quoted(hash_or_prefix)} is not the hash of a text", "tracker show @N prints it; 8 digits are enough."
        )
    with desk.append():
        matches = [sha256 for sha256 in article_texts.hashes(desk.connection) if sha256.startswith(prefix)]
        if not matches:
            raise TrackerError(f"no text with the hash {prefix} is stored", "tracker show @N prints the hash.")
        if len(matches) > 1:
            raise TrackerError(f"{len(matches)} texts have a hash that begins with {prefix}", "Give more digits.")
        article_texts.remove(desk.connection, matches[0])
    return matches[0]


def article_faults(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each stored text that does not have its hash."""
    for stored in article_texts.every(connection):
        text = stored.decompressed()
        if text is None or Article.of(text) != Article(sha256=stored.sha256, characters=stored.characters):
            yield f"{_damaged(stored)}: run tracker forget-text {stored.sha256[:12]}"


def _damaged(stored: StoredText) -> str:
    return f"the stored text {stored.sha256[:12]} does not have its hash"
