"""What came of a command that records."""

from msgspec import Struct, field

from tracker.domain.changes import Change


class Outcome(Struct, frozen=True, kw_only=True):
    """What was recorded, and what it changed of where the meeting stands now.

    `position` is None where nothing was recorded: a dry run, or a repeat of what stands at `repeat_of`. `target` is the
    event that was corrected or retracted. `late` says that an older report changed nothing, `kept` why the report's
    stage had no effect. `skipped` marks an item that an import leaves out, since it was retracted. `same_origin` lists
    other reports that count and have the origin of the one retracted, each with its meeting.
    """

    meeting: str
    position: int | None = None
    status: str | None = None
    effect: tuple[Change, ...] = ()
    kept: str | None = None
    repeat_of: int | None = None
    target: int | None = None
    dry_run: bool = False
    late: bool = False
    skipped: bool = False
    same_origin: tuple[tuple[int, str], ...] = field(default=())

    @property
    def recorded(self) -> bool:
        """Whether an event was added to the log."""
        return self.position is not None
