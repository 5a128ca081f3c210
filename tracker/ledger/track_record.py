"""Track records over the whole log: whose reports came true, and how early."""

from tracker.domain.track_record import TrackRecord, track_records
from tracker.ledger.desk import Desk
from tracker.ledger.keeping import Progress
from tracker.ledger.moments import Question
from tracker.ledger.stories import stories


def records(desk: Desk, asked: Question, progress: Progress) -> list[TrackRecord]:
    """Return the record of every outlet and attribution class at a cut. Runs inside a transaction that reads."""
    return track_records(stories(desk.connection, asked.cut, progress), asked.cut)
