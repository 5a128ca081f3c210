"""The wording of counts, shares and numbers of days, for the tables of `outlets` and `lag` and for their pages."""

from tracker.domain.statistics.outcomes import CAME_TRUE, FELL_THROUGH, OPEN, PUT_OFF, wilson_interval
from tracker.domain.statistics.slippage import Slip
from tracker.domain.statistics.track_record import Tally
from tracker.export.labels import NOTHING


def tally_cells(tally: Tally) -> list[str]:
    """Return the cells of a tally: said, came true, put off, fell through, open, days ahead."""
    counts = [str(tally.outcomes[outcome]) for outcome in (PUT_OFF, FELL_THROUGH, OPEN)]
    return [str(tally.total), _share(tally), *counts, days_text(tally.days_ahead)]


def days_text(count: float | None) -> str:
    """Return a number of days in words; a dash for None."""
    if count is None:
        return NOTHING
    return f"{count:g} day{'' if count == 1 else 's'}"


def slip_text(slip: Slip) -> str:
    """Return by how many days a meeting was held earlier or later than first planned."""
    if not slip.days:
        return "none"
    return f"{days_text(abs(slip.days))} {'later' if slip.days > 0 else 'earlier'}"


def _share(tally: Tally) -> str:
    """Return how many of the decided statements came true, with the 95 % interval for the share."""
    came_true = tally.outcomes[CAME_TRUE]
    bounds = wilson_interval(came_true, tally.decided)
    if bounds is None:
        return NOTHING
    low, high = (round(100 * bound) for bound in bounds)
    return f"{came_true} of {tally.decided} ({low}–{high} %)"
