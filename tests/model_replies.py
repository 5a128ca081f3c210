"""Replies of a language model for tests: a whole reply, and one with some of its fields replaced."""

import json
from datetime import date
from typing import Any

from tracker.reading.draft import Known

Json = dict[str, Any]

ARTICLE = """\
Ahn to fly to Japan for talks

SEOUL, Jan. 21 (Yonhap) -- Defence Minister Ahn Gyu-back will visit Japan from January 29-31 for talks with Defence
Minister Shinjiro Koizumi, the defence ministry in Seoul said on Wednesday. Yokosuka is one venue looked at.

Ahn last visited Japan in September.
"""
KNOWN = Known(published=date(2026, 1, 21), outlet="Yonhap")


def quoted(value: str, words: str | None) -> Json:
    """Return a value with the words that show it."""
    return {"value": value, "words": words}


def meeting(**fields: Any) -> Json:
    """Return the main meeting of ARTICLE as a model should see it; `fields` replace some of it."""
    return {
        "main": True,
        "kind": quoted("visit", "visit"),
        "stage": quoted("confirmed", "will visit Japan"),
        "in_doubt": False,
        "attribution": quoted("official", "the defence ministry in Seoul said"),
        "participants": [
            person("Ahn Gyu-back", "KR", "Defence Minister Ahn Gyu-back"),
            person("Shinjiro Koizumi", "JP", "Shinjiro Koizumi"),
        ],
        "host": quoted("JP", "Japan"),
        "place": {"words": "Yokosuka", "candidate": True},
        "window": {"first": "from January 29-31", "last": None, "edtf": "2026-01-29/2026-01-31"},
        "original_window": None,
        "reason": None,
        "by": None,
        **fields,
    }


def person(name: str | None, country: str | None, words: str, role: str | None = "defence minister") -> Json:
    """Return somebody who takes part."""
    return {"name": name, "role": role, "country": country, "words": words}


def meetings(*them: Json) -> Json:
    """Return a reply as an object."""
    return {"meetings": list(them)}


def reply(*them: Json) -> str:
    """Return a reply as the model writes it."""
    return json.dumps(meetings(*them), ensure_ascii=False)
