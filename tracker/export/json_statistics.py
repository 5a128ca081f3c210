"""The JSON objects of track records and of slippage. Keys are stable: they are added to, never renamed."""

from tracker.domain.report import Json
from tracker.domain.statistics.outcomes import OUTCOMES, wilson_interval
from tracker.domain.statistics.slippage import Duration, LagTables, Pair, Slip
from tracker.domain.statistics.track_record import JUDGED, Tally, TrackRecord
from tracker.export.json_objects import json_value

_RECORD_KEYS = ("by", "name", "reports", "reprints", "first", "shared")
_TALLY_KEYS = ("said", *OUTCOMES, "held", "low", "high", "days_ahead")
RECORD_KEYS = (*_RECORD_KEYS, *(f"{stage}_{key}" for stage in JUDGED for key in _TALLY_KEYS))
LAG_KEYS = {
    "windows": ("meeting", "announced", "first_window", "window", "days", "moves"),
    "stages": ("stage", "left", "median", "longest", "standing"),
    "pairs": ("countries", "plans", "held", "put_off", "fell_through", "open", "afterwards", "failures"),
}
_FAILURE_KEYS = ("meeting", "status", "reason", "by")


def record_object(record: TrackRecord) -> Json:
    """Return the record of an outlet or an attribution class. The keys of each stage begin with its name."""
    keys: Json = {key: getattr(record, key) for key in _RECORD_KEYS}
    for stage in JUDGED:
        keys |= {f"{stage}_{key}": value for key, value in _tally(record.tallies[stage]).items()}
    return keys


def _tally(tally: Tally) -> Json:
    """Return counts, and the confidence interval for the share of decided statements that came true."""
    low, high = wilson_interval(tally.outcomes["came_true"], tally.decided) or (None, None)
    return {
        "said": tally.total,
        **{key: tally.outcomes[key] for key in OUTCOMES},
        "held": tally.held,
        "low": _rounded(low),
        "high": _rounded(high),
        "days_ahead": tally.days_ahead,
    }


def _rounded(share: float | None) -> float | None:
    return None if share is None else round(share, 3)


def lag_object(lags: LagTables) -> Json:
    """Return the three tables of lags, each a list of objects."""
    return {
        "windows": [_slip(slip) for slip in lags.windows],
        "stages": [_duration(duration) for duration in lags.stages],
        "pairs": [_pair(pair) for pair in lags.pairs],
    }


def _slip(slip: Slip) -> Json:
    return {
        "meeting": slip.meeting,
        "announced": slip.announced,
        "first_window": json_value(slip.first),
        "window": json_value(slip.held),
        "days": slip.days,
        "moves": slip.moves,
    }


def _duration(duration: Duration) -> Json:
    return {key: getattr(duration, key) for key in LAG_KEYS["stages"]}


def _pair(pair: Pair) -> Json:
    failures = [{key: getattr(failure, key) for key in _FAILURE_KEYS} for failure in pair.failures]
    keys: Json = {key: getattr(pair, key) for key in LAG_KEYS["pairs"]}
    return keys | {"countries": list(pair.countries), "failures": failures}
