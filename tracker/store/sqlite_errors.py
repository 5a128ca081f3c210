"""What goes wrong with a file, in words: the sentence and the hint for each error of SQLite."""

import sqlite3
from typing import Final

from tracker.domain.errors import TrackerError

# On opening a file whose schema is damaged, sqlite3 may fail to decode SQLite's message.
ERRORS: Final = (sqlite3.Error, UnicodeDecodeError)
OF_THE_DISK: Final = frozenset({sqlite3.SQLITE_FULL, sqlite3.SQLITE_IOERR})
OF_DAMAGE: Final = frozenset({sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB})

_PRIMARY_CODE: Final = 0xFF  # an extended result code holds the primary code in its low byte

# The sentence and the hint for an error, by its primary code.
_RESTORE: Final = "Put a backup in its place: tracker restore FILE."
_LOCKED: Final = ("{where} has been locked by another program for too long", "Try again.")
_READ_ONLY: Final = ("{where} can be read, but not written", "Ask for the right to write, or copy it.")
_DAMAGED: Final = ("{where} is damaged: {error}", _RESTORE)
_SENTENCES: Final = {
    sqlite3.SQLITE_BUSY: _LOCKED,
    sqlite3.SQLITE_LOCKED: _LOCKED,
    sqlite3.SQLITE_READONLY: _READ_ONLY,
    sqlite3.SQLITE_PERM: _READ_ONLY,
    sqlite3.SQLITE_FULL: ("{where} could not be written: {error}", "Free some space."),
    sqlite3.SQLITE_IOERR: ("{where} could not be read or written: {error}", "Is the disk full, or failing?"),
    sqlite3.SQLITE_CORRUPT: _DAMAGED,
    sqlite3.SQLITE_NOTADB: _DAMAGED,
    sqlite3.SQLITE_CANTOPEN: ("{where} cannot be opened", "Look at the file and its folder."),
}
_OTHER_SENTENCE: Final = ("{where}: {error}", "tracker verify says what is wrong with the log.")


def primary_code(error: Exception) -> int:
    """Return the primary result code of an error; 0 if SQLite did not raise it."""
    code: int = getattr(error, "sqlite_errorcode", 0)
    return code & _PRIMARY_CODE


def sentence_of(error: sqlite3.Error | UnicodeDecodeError, where: str, *, write: bool = False) -> TrackerError:
    """Return an error as a sentence that names the file; with `write`, one that ended a write transaction."""
    if isinstance(error, UnicodeDecodeError):
        return TrackerError(f"{where} is damaged: its schema cannot be read", _RESTORE)
    code = primary_code(error)
    sentence, hint = _SENTENCES.get(code, _OTHER_SENTENCE)
    if write and code in OF_THE_DISK:
        hint = f"Nothing was recorded. {hint}"
    return TrackerError(sentence.format(where=where, error=error), hint)
