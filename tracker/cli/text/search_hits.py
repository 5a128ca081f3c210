"""What a search found, as text."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.cli.terminal import safe
from tracker.cli.text.columns import Cell, columns, wrap
from tracker.cli.text.field_values import flag_reason_text, published_text, when_text
from tracker.cli.text.status_table import styled_status
from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.search_match import Hit, Passage, Span, match_spans
from tracker.domain.vocabulary import plain

# Fields that are labelled differently from their name.
_LABELS: Final = {
    "participants": "who",
    "places": "where",
    "meeting": "name",
    "aliases": "also",
    "attributed_to": "says who",
}
_INDENT: Final = " " * 4
_SHOWN_PASSAGES: Final = 6  # of one meeting
_CONTEXT: Final = 48  # characters shown on either side of a match


def hit_lines(hits: Sequence[Hit], limit: int | None, *, color: bool) -> Iterator[str]:
    """Return a block for each meeting: its status and window, then the passages with the words."""
    for number, hit in enumerate(hits):
        if number:
            yield ""
        meeting = hit.meeting
        heading: list[Cell] = [meeting.meeting, styled_status(meeting), when_text(meeting)]
        yield from columns([heading], limit=limit, shrink=range(len(heading)), color=color)
        for reason in flag_reasons(meeting):
            yield from wrap(safe(flag_reason_text(reason)), limit, f"{_INDENT}  ", first=_INDENT)
        for passage in hit.passages[:_SHOWN_PASSAGES]:
            yield from wrap(safe(_passage_text(passage, hit)), limit, f"{_INDENT}  ", first=_INDENT)
        more = len(hit.passages) - _SHOWN_PASSAGES
        if more > 0:
            yield f"{_INDENT}and {more} more"


def _passage_text(passage: Passage, hit: Hit) -> str:
    """Return a passage with the matches in brackets, after the report that says so."""
    event = passage.event
    report = f"@{event.position} {published_text(event.published)} " if event else ""
    label = _LABELS.get(passage.field, plain(passage.field))
    return f"{report}{label}: {_marked(passage.text, match_spans(passage.text, hit.terms))}"


def _marked(text: str, spans: Sequence[Span]) -> str:
    """Put brackets around the spans, and leave out text that is far from all of them."""
    parts = []
    end = 0
    for start, next_end in spans:
        between = text[end:start]
        parts.append(_start_and_end(between) if end else _end(between))
        parts.append(f"[{text[start:next_end]}]")
        end = next_end
    return "".join([*parts, _start(text[end:])])


def _start(text: str) -> str:
    """Return the start of the text that follows the last match."""
    return text if len(text) <= _CONTEXT else f"{_first_words(text)} …"


def _end(text: str) -> str:
    """Return the end of the text that precedes the first match."""
    return text if len(text) <= _CONTEXT else f"… {_last_words(text)}"


def _start_and_end(text: str) -> str:
    """Return both ends of the text between two matches."""
    return text if len(text) <= 2 * _CONTEXT else f"{_first_words(text)} … {_last_words(text)}"


def _first_words(text: str) -> str:
    return text[:_CONTEXT].rpartition(" ")[0] or text[:_CONTEXT]


def _last_words(text: str) -> str:
    return text[-_CONTEXT:].partition(" ")[2] or text[-_CONTEXT:]
