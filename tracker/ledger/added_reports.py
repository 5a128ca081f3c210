"""The reports that an append has added, by meeting and fingerprint: a repeat of one is found without the log."""

_MOST_FINGERPRINTS = 100_000  # held in memory; some 25 MB


class AddedReports:
    """Positions of the reports in this append, and of equal ones that the log already has."""

    def __init__(self) -> None:
        self._positions: dict[tuple[str, str], int] = {}
        self._begun: set[str] = set()  # meetings without a report that is not in `_positions`
        self._unrecorded: tuple[str, str] | None = None  # a meeting and a fingerprint that the log does not have for it

    @property
    def are_too_many(self) -> bool:
        """Whether they take so much memory that the log should find them from here on."""
        return len(self._positions) >= _MOST_FINGERPRINTS

    def add(self, meeting: str, fingerprint: str, position: int) -> None:
        """Take in a report that was added."""
        self._unrecorded = None
        self._positions[meeting, fingerprint] = position

    def begin(self, meeting: str) -> None:
        """Take in a meeting of which the log has no report."""
        self._begun.add(meeting)

    def note_unrecorded(self, meeting: str, fingerprint: str) -> None:
        """Take in that the log does not have a fingerprint for a meeting."""
        self._unrecorded = (meeting, fingerprint)

    def position_of(self, meeting: str, fingerprint: str) -> int | None:
        """Return where the report was added, or None if it was not."""
        return self._positions.get((meeting, fingerprint))

    def may_be_in_log(self, meeting: str, fingerprint: str) -> bool:
        """Return whether the log may have the fingerprint for the meeting."""
        return meeting not in self._begun and self._unrecorded != (meeting, fingerprint)

    def forget(self) -> None:
        """Leave it to the log to find them, where they are written now."""
        self._positions.clear()
        self._begun.clear()
