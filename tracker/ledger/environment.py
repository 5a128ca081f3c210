"""What the user's environment says: who records, and where the log and the configuration are if they are not named."""

import os
import sys
from typing import TYPE_CHECKING

from tracker.domain.errors import TrackerError

if TYPE_CHECKING:
    from pathlib import Path


def recorder() -> str:
    """Return who records: TRACKER_USER, else the login name."""
    if user := _named_recorder():
        return user.encode(errors="replace").decode()
    import getpass  # noqa: PLC0415 - only what records needs it

    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"


def has_named_recorder() -> bool:
    """Whether TRACKER_USER says who records."""
    return bool(_named_recorder())


def _named_recorder() -> str:
    return os.environ.get("TRACKER_USER", "").strip()


def default_file() -> "Path":
    """Return the log that is used if none is named: a file in the user's data folder."""
    import platformdirs  # noqa: PLC0415 - not needed if the log is named

    return platformdirs.user_data_path("tracker", appauthor=False) / "tracker.db"


def configuration_file() -> str:
    """Return the configuration that is used if none is named, whether it exists or not: in the user's folder for them.

    Every start looks for it, and platformdirs takes longer to import than a status to be shown; on Linux its rule is
    short.
    """
    system = sys.platform  # by this name mypy checks the lines for other systems too
    if system == "linux":
        folder = os.environ.get("XDG_CONFIG_HOME", "").strip() or os.path.expanduser("~/.config")  # noqa: PTH111
        return f"{folder}/tracker/config.toml"
    import platformdirs  # noqa: PLC0415 - as said above

    return str(platformdirs.user_config_path("tracker", appauthor=False) / "config.toml")


def create_default_folder() -> None:
    """Create the folder of the default file, for its owner alone."""
    folder = default_file().parent
    try:
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise TrackerError(f"cannot create the folder {folder}: {error.strerror}", "Name a file with --db.") from error
