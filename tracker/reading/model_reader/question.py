"""The question to a language model: the prompt, the article between delimiters, and the schema of the reply."""

from collections.abc import Mapping
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import Any, Final

from msgspec import Struct

from tracker.domain.errors import TrackerError
from tracker.domain.vocabulary import KINDS, STAGES, STRENGTH
from tracker.reading.draft import Known

LONGEST: Final = 40_000  # characters of an article that is sent: eight times a long news item
_LONGEST_OUTLET: Final = 80

Schema = Mapping[str, Any]


class Question(Struct, frozen=True, kw_only=True):
    """The question to a model: the instructions, the article with its known facts, and the schema of the reply."""

    instructions: str
    article: str
    schema: Schema


def question(text: str, known: Known) -> Question:
    """Return the question about an article. Raises `TrackerError` if the article is too long to be sent.

    The delimiters have a digest of the text in them, so that no text can contain its own.
    """
    if not text.strip():
        raise TrackerError("there is no text", "Give the article's text, its headline first.")
    if len(text) > LONGEST:
        raise TrackerError(f"the article is longer than {LONGEST:,} characters", "Draft from the article alone.")
    edge = f"===== article {sha256(text.encode()).hexdigest()[:12]}"
    lines = [*_facts(known), f"{edge} begins =====", text.strip("\n"), f"{edge} ends ====="]
    return Question(instructions=_prompt(), article="\n".join(lines), schema=SCHEMA)


def _facts(known: Known) -> list[str]:
    """Return what helps to read the article. What the log knows of people is not sent."""
    lines = []
    if known.outlet:
        lines.append(f"Outlet: {' '.join(known.outlet.split())[:_LONGEST_OUTLET]}")
    if known.published:
        lines.append(f"Published: {known.published:%Y-%m-%d, a %A}")
    return lines


@cache
def _prompt() -> str:
    return files("tracker.reading.model_reader").joinpath("prompt.txt").read_text(encoding="utf-8")


# The schema: every key is required and no other allowed, as strict structured output wants it.


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _optional(schema: Schema) -> Schema:
    return {"anyOf": [schema, {"type": "null"}]}


def _one_of(*values: str) -> Schema:
    return {"type": "string", "enum": list(values)}


_TEXT: Final[Schema] = {"type": "string"}
_TEXT_OR_NULL: Final[Schema] = {"type": ["string", "null"]}
_SWITCH: Final[Schema] = {"type": "boolean"}
_DAYS: Final[Schema] = _object(first=_TEXT, last=_TEXT_OR_NULL, edtf=_TEXT_OR_NULL)
_MEETING: Final[Schema] = _object(
    main=_SWITCH,
    kind=_object(value=_one_of(*KINDS), words=_TEXT),
    stage=_object(value=_one_of(*STAGES), words=_TEXT),
    in_doubt=_SWITCH,
    attribution=_object(value=_one_of(*STRENGTH), words=_TEXT_OR_NULL),
    participants={
        "type": "array",
        "items": _object(name=_TEXT_OR_NULL, role=_TEXT_OR_NULL, country=_TEXT_OR_NULL, words=_TEXT),
    },
    host=_optional(_object(value=_TEXT, words=_TEXT)),
    place=_optional(_object(words=_TEXT, candidate=_SWITCH)),
    window=_optional(_DAYS),
    original_window=_optional(_DAYS),
    reason=_TEXT_OR_NULL,
    by=_optional(_object(value=_TEXT, words=_TEXT)),
)
SCHEMA: Final[Schema] = _object(meetings={"type": "array", "items": _MEETING})
