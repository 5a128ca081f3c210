"""Lags over the whole log, or of the plans of some countries: planned against held."""

from collections.abc import Collection

from tracker.domain.lag import Lags, countries, lags
from tracker.ledger.desk import Desk
from tracker.ledger.keeping import Progress
from tracker.ledger.moments import Question
from tracker.ledger.stories import stories


def lag(desk: Desk, wanted: Collection[str], asked: Question, progress: Progress) -> Lags:
    """Return the lags of the meetings in which all the countries take part. Runs inside a transaction that reads."""
    told = stories(desk.connection, asked.cut, progress)
    return lags(one for one in told if countries(one.meeting) >= set(wanted))
