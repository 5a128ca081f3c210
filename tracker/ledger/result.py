"""The result of a command that records."""

from msgspec import Struct, field

from tracker.domain.changes import Change


class Outcome(Struct, frozen=True, kw_only=True):
    """The event that was recorded, and its changes to the present state of the meeting.

    `position` is None if nothing was recorded: in a dry run, or if the event at `repeat_of` says the same. `target` is
    the event that was corrected or retracted. `late` says that a report older than others changed nothing, `kept` why
    the stage of a report had no effect, `window_left_out` what stands instead of the window that it claims. `skipped`
    marks a report that an import leaves out because it was retracted. `respelt` has each name that was recorded under
    the name that `alias` gives for it. `same_origin` lists the other reports of the retracted report's story that still
    count, each with its meeting.
    """

    meeting: str
    position: int | None = None
    status: str | None = None
    effect: tuple[Change, ...] = ()
    kept: str | None = None
    window_left_out: str | None = None
    repeat_of: int | None = None
    target: int | None = None
    dry_run: bool = False
    late: bool = False
    skipped: bool = False
    respelt: tuple[tuple[str, str], ...] = ()
    same_origin: tuple[tuple[int, str], ...] = field(default=())

    @property
    def recorded(self) -> bool:
        """Return whether an event was added to the log."""
        return self.position is not None
