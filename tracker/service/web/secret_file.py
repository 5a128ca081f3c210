"""The secret of this user's sites: made at the first start, in a file that only its owner can read."""

import os
import secrets
import stat
from pathlib import Path
from typing import Final

from tracker.domain.errors import TrackerError

_BYTES: Final = 32
_SHORTEST: Final = 16  # characters of a secret
_OTHERS: Final = stat.S_IRWXG | stat.S_IRWXO
_ELSEWHERE: Final = "Or keep it elsewhere, and name the place: --secret env:NAME or file:/path."


def secret_of(file: Path) -> bytes:
    """Return the secret in a file; if the file does not exist yet, make it."""
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        descriptor = os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return _stored(file)
    except OSError as error:
        raise TrackerError(f"cannot create {file}: {error.strerror}", _ELSEWHERE) from error
    secret = secrets.token_hex(_BYTES).encode()
    with os.fdopen(descriptor, "wb") as stream:
        stream.write(secret)
    return secret


def checked(secret: str, place: str) -> bytes:
    """Return a secret that the user keeps elsewhere. Raise if it is so short that it can be guessed."""
    if len(secret) < _SHORTEST:
        raise TrackerError(f"the secret in {place} is shorter than {_SHORTEST} characters", "Make a longer one.")
    return secret.encode()


def _stored(file: Path) -> bytes:
    try:
        if os.name == "posix" and file.stat().st_mode & _OTHERS:
            raise TrackerError(f"other users can read {file}", f"Run: chmod 600 {file}")
        secret = file.read_bytes().strip()
    except OSError as error:
        raise TrackerError(f"{file} cannot be read: {error.strerror}", _ELSEWHERE) from error
    if len(secret) < _SHORTEST:
        raise TrackerError(f"{file} holds no secret", "Delete it: the next start makes a new one.")
    return secret
