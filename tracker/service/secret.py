"""A value that the configuration does not hold itself: it names the environment variable or the file that does."""

import os

from msgspec import Struct

from tracker.domain.errors import TrackerError

_LONGEST = 10_000  # bytes of a file with a secret


class Secret(Struct, frozen=True, kw_only=True):
    """Where a value is: an environment variable, or a file (an absolute path). It is read when it is needed."""

    env: str | None = None
    file: str | None = None

    def __str__(self) -> str:
        """The place; the value is never printed."""
        return f"${self.env}" if self.env else f"file {self.file}"

    def read(self) -> str:
        """Return the value. Raises `TrackerError` if it is missing or empty."""
        value = os.environ.get(self.env, "") if self.env else self._content()
        if not value.strip():
            raise TrackerError(f"{self} is empty or not set", "The configuration names it; tracker config shows where.")
        return value.strip()

    def _content(self) -> str:
        file = self.file or ""
        try:
            with open(file, "rb") as stream:  # noqa: PTH123 - read at start-up, where pathlib takes 3 ms
                return stream.read(_LONGEST).decode()
        except (OSError, ValueError) as error:
            reason = error.strerror if isinstance(error, OSError) else "it is not UTF-8"
            raise TrackerError(f"{file} cannot be read: {reason}", "The configuration names it.") from error


Text = str | Secret


def plain(value: Text) -> str:
    """Return a value that may be kept elsewhere."""
    return value.read() if isinstance(value, Secret) else value
