"""One run of the command `draft`: how it treats the drafts, and how it prints them."""

from msgspec import Struct

from tracker.cli.app import App


class Run(Struct, frozen=True, kw_only=True):
    """How the command treats the drafts, and how it prints them.

    `several` says that more than one item was read, so that each draft names its item. `keep_text` says whether the
    texts of the items are stored; None leaves it to the kind of the log.
    """

    app: App
    output: str
    record: bool
    queue: bool
    keep_text: bool | None
    dry_run: bool
    several: bool

    @property
    def stores(self) -> bool:
        """Whether the command stores anything."""
        return self.record or self.queue
