"""How the projection writes a meeting's state as JSON text, and reads it back."""

from typing import Final

from msgspec.json import Decoder

from tracker.domain.canonical import canonical_json
from tracker.domain.meeting import Meeting

_DECODER: Final = Decoder(Meeting)


def dump(meeting: Meeting) -> str:
    """Return the whole state, what later reports are judged by included. Equal states give equal text."""
    return canonical_json(meeting)


def load(text: str) -> Meeting:
    """Return the state that `dump` wrote."""
    return _DECODER.decode(text)
