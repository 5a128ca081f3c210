"""An article with its drafts, for tests that do not depend on the reader."""

from collections.abc import Callable, Mapping
from typing import Any

from tests.drafts import make_draft
from tracker.domain.report import Attribution, Participant, Place
from tracker.domain.window import Window
from tracker.reading.draft import Draft, Evidence, Known, Reading

AHN = Participant(name="Ahn Gyu-back", role="defence minister", country="KR")
KOIZUMI = Participant(name="Shinjiro Koizumi", role="defence minister", country="JP")
TRIP = """\
Ahn to fly to Japan

Defence Minister Ahn Gyu-back will fly to Japan on January 29-31 for talks with his counterpart Shinjiro Koizumi, \
government sources said. The trip is in its final stage of preparation, and Yokosuka is one venue looked at.

Both men may also telephone next week.
"""


def evidence(text: str, **words: str) -> dict[str, Evidence]:
    """Return evidence for each field: the first place of its words in the text."""
    return {field: Evidence.of(text, text.index(one), text.index(one) + len(one)) for field, one in words.items()}


def trip(**more: Any) -> Draft:
    """Return the draft of the trip in TRIP; `more` replaces fields."""
    fields: dict[str, Any] = {
        "main": True,
        "kind": "visit",
        "stage": "in_final_arrangement",
        "confidence": 0.97,
        "participants": (AHN, KOIZUMI),
        "host": "JP",
        "place": Place(name="Yokosuka", standing="candidate"),
        "window": Window("2026-01-29/2026-01-31", "January 29-31"),
        "attribution": Attribution(class_="sources", words="government sources"),
        "evidence": evidence(
            TRIP,
            stage="in its final stage of preparation",
            attribution="government sources said",
            kind="fly to Japan",
            participants="Defence Minister Ahn Gyu-back",
            window="January 29-31",
            place="Yokosuka is one venue looked at",
            host="Japan",
        ),
    }
    return make_draft(**fields | more)


def call(**more: Any) -> Draft:
    """Return the draft of the call in TRIP, which is not sure."""
    fields: dict[str, Any] = {
        "main": False,
        "kind": "call",
        "stage": "proposed",
        "doubt": "a mere possibility",
        "confidence": 0.41,
        "participants": (AHN, KOIZUMI),
        "window": Window("[2026-01-26..2026-02-01]", "next week"),
        "evidence": evidence(TRIP, stage="may also telephone", window="next week"),
    }
    return make_draft(**fields | more)


def reader(drafts: Mapping[str, tuple[Draft, ...]], **more: Any) -> Callable[[str, Known], Reading]:
    """Return a reader that gives a text with one of the words the drafts of that word."""

    def read(text: str, known: Known) -> Reading:
        found = next((some for word, some in drafts.items() if word in text), ())
        fields: dict[str, Any] = {
            "headline": text.split("\n", maxsplit=1)[0],
            "published": None,
            "via": ("Yonhap",),
            **more,
        }
        return Reading(text=text, drafts=found, **fields)

    return read
