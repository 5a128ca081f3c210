"""Drafts as JSON: the listed keys in their order, each value as documented."""

from typing import Any

from tests.given import report
from tracker.domain.report import NOTHING_CLAIMED, Attribution
from tracker.export.drafts import DRAFT_KEYS, RECORDED_KEYS, Drafted, draft_object, recorded_object

# The keys that were published first; later keys follow them.
CONTRACT = (
    *("meeting", "match", "new_name", "main", "sure", "kind", "stage", "participants", "host", "place", "window"),
    *("original_window", "attribution", "reason", "by", "evidence"),
)
SAID = report(
    *("postponed", "2026-01-21", "NationPress", "official"),
    words="the ministry",
    side=["KR"],
    kind="visit",
    participants=[", defence minister, JP"],
    host="JP",
    place="Yokosuka?",
    window="2026-02",
    original_window="2026-01-29/2026-01-31",
    reason="snow",
    by="JP",
)


def drafted(**more: Any) -> Drafted:
    """Return a draft with the claims of SAID, and other fields if given."""
    fields: dict[str, Any] = {
        "main": True,
        "doubt": None,
        "confidence": 0.97,
        "stage": SAID.stage,
        "attribution": SAID.attribution,
        "claims": SAID.claims,
        "source": SAID.source,
        "published": "2026-01-21",
        "evidence": {"stage": ("put off", 12, 19), "window": ("in February", 20, 31)},
        "new_name": "japan-2026-02",
    }
    return Drafted(**fields | more)


def test_a_draft_has_the_published_keys_first() -> None:
    assert DRAFT_KEYS[: len(CONTRACT)] == CONTRACT
    assert tuple(draft_object(drafted())) == DRAFT_KEYS


def test_every_value_is_as_documented() -> None:
    assert draft_object(drafted()) == {
        "meeting": None,
        "match": None,
        "new_name": "japan-2026-02",
        "main": True,
        "sure": True,
        "kind": "visit",
        "stage": "postponed",
        "participants": [{"name": "", "role": "defence minister", "country": "JP"}],
        "host": "JP",
        "place": {"name": "Yokosuka", "standing": "candidate"},
        "window": {"edtf": "2026-02", "words": None},
        "original_window": {"edtf": "2026-01-29/2026-01-31", "words": None},
        "attribution": {"class": "official", "words": "the ministry", "side": ["KR"]},
        "reason": "snow",
        "by": "JP",
        "evidence": {
            "stage": {"text": "put off", "start": 12, "end": 19},
            "window": {"text": "in February", "start": 20, "end": 31},
        },
        "doubt": None,
        "withdrawn": [],
        "in_doubt": False,
        "confidence": 0.97,
        "source": {"outlet": "NationPress", "url": None, "headline": None, "language": None, "via": []},
        "published": "2026-01-21",
        "article": None,
    }


def test_a_match_has_a_score_and_a_reason() -> None:
    shown = draft_object(drafted(meeting="ahn-japan", score=0.85, because="same people", new_name=None))
    assert (shown["meeting"], shown["new_name"]) == ("ahn-japan", None)
    assert shown["match"] == {"score": 0.85, "because": "same people"}


def test_an_empty_field_of_a_draft_is_null() -> None:
    empty_parts: dict[str, Any] = {"claims": NOTHING_CLAIMED, "attribution": Attribution(), "evidence": {}}
    shown = draft_object(drafted(main=False, doubt="unclear", **empty_parts))
    empty = ["meeting", "match", "kind", "host", "place", "window", "original_window", "reason", "by", "article"]
    assert tuple(shown) == DRAFT_KEYS
    assert [key for key, value in shown.items() if value is None] == empty
    assert (shown["sure"], shown["doubt"], shown["evidence"], shown["participants"]) == (False, "unclear", {}, [])
    assert shown["attribution"] == {"class": "unattributed", "words": None, "side": []}


def test_the_result_of_recording_has_its_keys() -> None:
    assert tuple(recorded_object(7, None, None)) == RECORDED_KEYS
    nothing = dict.fromkeys(RECORDED_KEYS) | {"recorded": False}
    assert recorded_object(7, None, None) == nothing | {"recorded": True, "position": 7}
    assert recorded_object(None, 3, None) == nothing | {"repeat_of": 3}
    assert recorded_object(None, None, None, 4) == nothing | {"queued": 4}
    assert recorded_object(None, None, "no")["refused"] == "no"
