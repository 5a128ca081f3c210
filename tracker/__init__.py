"""An event-sourced ledger of planned diplomatic visits and meetings as the press reports them.

The public API: `with open_ledger("desk.db") as ledger: ledger.status("ahn")`. See docs/api.md.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tracker.api import Ledger, open_ledger
    from tracker.domain.errors import TrackerError
    from tracker.domain.meeting import Meeting
    from tracker.domain.report import Report
    from tracker.domain.window import Window

__version__ = "0.2.0"

_MODULES = {
    "Ledger": "tracker.api",
    "Meeting": "tracker.domain.meeting",
    "Report": "tracker.domain.report",
    "TrackerError": "tracker.domain.errors",
    "Window": "tracker.domain.window",
    "open_ledger": "tracker.api",
}

__all__ = ["Ledger", "Meeting", "Report", "TrackerError", "Window", "__version__", "open_ledger"]


def __getattr__(name: str) -> Any:  # noqa: ANN401 - a class or a function of the API
    """Import a name of the API on first use: the command would start 0.1 s later if all were imported here."""
    import importlib  # noqa: PLC0415 - as the docstring says

    if name not in _MODULES:
        raise AttributeError(f"module 'tracker' has no attribute {name!r}")
    return getattr(importlib.import_module(_MODULES[name]), name)
