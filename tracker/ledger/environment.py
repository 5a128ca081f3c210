"""What the user's environment says: who records, and where the log is if it is not named."""

import os
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from pathlib import Path


def recorder() -> str:
    """Return who records: TRACKER_USER, else the login name."""
    user = os.environ.get("TRACKER_USER", "").strip()
    if user:
        return user.encode(errors="replace").decode()
    import getpass  # noqa: PLC0415 - only what records needs it

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def default_file() -> "Path":
    """Return the log that is used if none is named: a file in the user's data folder."""
    import platformdirs  # noqa: PLC0415 - not needed if the log is named

    return platformdirs.user_data_path("tracker", appauthor=False) / "tracker.db"


def create_default_folder() -> None:
    """Create the folder of the default file, for its owner alone."""
    folder = default_file().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"cannot create the folder {folder}: {error.strerror}", "Name a file with --db.") from error
