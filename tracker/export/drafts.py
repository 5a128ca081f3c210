"""The JSON object of a draft. Keys are stable: they are added to, never renamed."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct, to_builtins

from tracker.domain.report import Article, Attribution, Claims, Json, Source, participant_json
from tracker.domain.window import Window
from tracker.export.json_objects import source_object

# The keys of a draft, in order; those of its recording and of its article follow.
DRAFT_KEYS: Final = (
    *("meeting", "match", "new_name", "main", "sure", "kind", "stage", "participants", "host", "place", "window"),
    *("original_window", "attribution", "reason", "by", "evidence", "doubt", "withdrawn", "in_doubt"),
    "confidence",
    *("source", "published", "article"),
)
RECORDED_KEYS: Final = ("recorded", "position", "repeat_of", "refused", "queued")
READ_KEYS: Final = ("file", "headline", "url")

Passage = tuple[str, int, int]


class Drafted(Struct, frozen=True, kw_only=True):
    """A draft as it is printed: its claims, the evidence for them, why it is not sure, and the meeting it fits.

    `evidence` maps a field to its words and their start and end offset. `score` and `because` say how well `meeting`
    fits and why; if no meeting fits, `new_name` is a name for a new one. `published` is None if it is not known.
    """

    main: bool
    doubt: str | None
    confidence: float
    stage: str
    attribution: Attribution
    claims: Claims
    source: Source
    published: str | None
    evidence: Mapping[str, Passage]
    meeting: str | None = None
    score: float | None = None
    because: str | None = None
    new_name: str | None = None
    article: Article | None = None


def draft_object(drafted: Drafted) -> Json:
    """Return a draft with every key of DRAFT_KEYS; a field without a value is null."""
    said, claims = drafted.attribution, drafted.claims
    match = {"score": drafted.score, "because": drafted.because}
    return {
        "meeting": drafted.meeting,
        "match": None if drafted.meeting is None else match,
        "new_name": drafted.new_name,
        "main": drafted.main,
        "sure": drafted.doubt is None,
        "kind": claims.kind,
        "stage": drafted.stage,
        "participants": [participant_json(person) for person in claims.participants],
        "host": claims.host,
        "place": None if claims.place is None else {"name": claims.place.name, "standing": claims.place.standing},
        "window": _window(claims.window),
        "original_window": _window(claims.original_window),
        "attribution": {"class": said.class_, "words": said.words, "side": list(said.side)},
        "reason": claims.reason,
        "by": claims.by,
        "evidence": {
            field: {"text": text, "start": start, "end": end} for field, (text, start, end) in drafted.evidence.items()
        },
        "doubt": drafted.doubt,
        "withdrawn": list(claims.withdrawn),
        "in_doubt": claims.in_doubt,
        "confidence": drafted.confidence,
        "source": source_object(drafted.source),
        "published": drafted.published,
        "article": to_builtins(drafted.article),
    }


def recorded_object(
    position: int | None, repeat_of: int | None, refused: str | None, queued: int | None = None
) -> Json:
    """Return the result of recording a draft: its position, that of the report that it repeats, or the refusal.

    `queued` is its number in the inbox, if it waits there.
    """
    return dict(zip(RECORDED_KEYS, (position is not None, position, repeat_of, refused, queued), strict=True))


def _window(window: Window | None) -> Json | None:
    return None if window is None else {"edtf": window.edtf, "words": window.words}
