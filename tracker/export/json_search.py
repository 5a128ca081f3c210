"""The JSON objects of a search. Keys are stable: they are added to, never renamed."""

from collections.abc import Iterator

from tracker.domain.meeting import Meeting
from tracker.domain.report import Json
from tracker.domain.search_match import Hit, Passage, match_spans
from tracker.export.json_objects import json_value, outlet_of


def search_object(hit: Hit) -> Json:
    """Return a meeting that matches, and every passage that contains one of the words."""
    return {**_meeting(hit.meeting), "found": [_passage(passage, hit) for passage in hit.passages]}


def search_rows(hit: Hit) -> Iterator[Json]:
    """Return a row for each passage, with the keys of its meeting first."""
    for passage in hit.passages:
        yield {**_meeting(hit.meeting), **_passage(passage, hit)}


def _meeting(meeting: Meeting) -> Json:
    return {
        "meeting": meeting.meeting,
        "title": meeting.title,
        "status": meeting.status,
        "window": json_value(meeting.window),
    }


def _passage(passage: Passage, hit: Hit) -> Json:
    """Return one passage. `marks` are pairs of offsets in its text: the first character of a match and the end."""
    event = passage.event
    return {
        "field": passage.field,
        "text": passage.text,
        "marks": [list(span) for span in match_spans(passage.text, hit.terms)],
        "position": passage.position,
        "published": event and event.published and event.published.text,
        "outlet": event and outlet_of(event),
    }
