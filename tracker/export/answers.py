"""The JSON objects of what the log is asked about its sources: what was found, track records, lags."""

from collections.abc import Iterator

from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Report
from tracker.domain.search_match import Hit, Passage, match_spans
from tracker.domain.statistics.outcomes import OUTCOMES, wilson_interval
from tracker.domain.statistics.slippage import Duration, LagTables, Pair, Slip
from tracker.domain.statistics.track_record import JUDGED, Tally, TrackRecord
from tracker.export.shapes import shaped

SEARCH_KEYS = ("meeting", "title", "status", "window", "found")
FOUND_KEYS = ("field", "text", "marks", "position", "published", "outlet")
_TALLY_KEYS = ("said", *OUTCOMES, "held", "low", "high", "days_ahead")
RECORD_KEYS = (
    *("by", "name", "reports", "reprints", "first", "shared"),
    *(f"{stage}_{key}" for stage in JUDGED for key in _TALLY_KEYS),
)
LAG_KEYS = {
    "windows": ("meeting", "announced", "first_window", "window", "days", "moves"),
    "stages": ("stage", "left", "median", "longest", "standing"),
    "pairs": ("countries", "plans", "held", "put_off", "fell_through", "open", "afterwards", "failures"),
}


def search_object(hit: Hit) -> Json:
    """Return a meeting that was found, and every passage that holds one of the words."""
    return {**_standing(hit.meeting), "found": [_found(passage, hit) for passage in hit.passages]}


def search_rows(hit: Hit) -> Iterator[Json]:
    """Return a row for each passage, with its meeting before it."""
    for passage in hit.passages:
        yield {**_standing(hit.meeting), **_found(passage, hit)}


def _standing(meeting: Meeting) -> Json:
    return {
        "meeting": meeting.meeting,
        "title": meeting.title,
        "status": meeting.status,
        "window": shaped(meeting.window),
    }


def _found(passage: Passage, hit: Hit) -> Json:
    """Return one passage. `marks` are the first character of each place found, from 0, and the one after its last."""
    event = passage.event
    return {
        "field": passage.field,
        "text": passage.text,
        "marks": [list(span) for span in match_spans(passage.text, hit.terms)],
        "position": passage.position,
        "published": event and event.published and event.published.text,
        "outlet": event.body.source.outlet if event and isinstance(event.body, Report) else None,
    }


def record_object(record: TrackRecord) -> Json:
    """Return the record of an outlet or an attribution class; each stage has keys of its own, named after it."""
    told: Json = {key: getattr(record, key) for key in ("by", "name", "reports", "reprints", "first", "shared")}
    for stage in JUDGED:
        told |= {f"{stage}_{key}": value for key, value in _tally(record.tallies[stage]).items()}
    return told


def _tally(tally: Tally) -> Json:
    """Return counts, and the interval for the share that came true of those that are no longer open."""
    low, high = wilson_interval(tally.outcomes["came_true"], tally.decided) or (None, None)
    return {
        "said": tally.total,
        **{key: tally.outcomes[key] for key in OUTCOMES},
        "held": tally.held,
        "low": low if low is None else round(low, 3),
        "high": high if high is None else round(high, 3),
        "days_ahead": tally.days_ahead,
    }


def lag_object(lags: LagTables) -> Json:
    """Return the three tables of lags, each a list of objects."""
    return {
        "windows": [_slip(one) for one in lags.windows],
        "stages": [_duration(one) for one in lags.stages],
        "pairs": [_pair(one) for one in lags.pairs],
    }


def _slip(slip: Slip) -> Json:
    return {
        "meeting": slip.meeting,
        "announced": slip.announced,
        "first_window": shaped(slip.first),
        "window": shaped(slip.held),
        "days": slip.days,
        "moves": slip.moves,
    }


def _duration(one: Duration) -> Json:
    return {key: getattr(one, key) for key in LAG_KEYS["stages"]}


def _pair(pair: Pair) -> Json:
    failures = [{key: getattr(one, key) for key in ("meeting", "status", "reason", "by")} for one in pair.failures]
    return {key: getattr(pair, key) for key in LAG_KEYS["pairs"]} | {
        "countries": list(pair.countries),
        "failures": failures,
    }
