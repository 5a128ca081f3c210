"""Attributions: who stands behind what an article says of one meeting."""

from typing import Final

from msgspec import Struct

from tracker.reading.analysis import Analysis
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.gathering import Encounter
from tracker.reading.encounters.mentions import Mention, Spoken
from tracker.reading.encounters.speech import Said

_RANK: Final = ("official", "media", "sources")
_NEAR: Final = 2  # sentences after the news in which its source may be named


class Voice(Struct, frozen=True):
    """A class of attribution, and the words of the text that give it: none where the outlet itself speaks."""

    class_: str
    start: int = 0
    end: int = 0


def voice(encounter: Encounter, read_so: Analysis, telling: Mention | None = None) -> Voice:
    """Return who stands behind a meeting, or behind the mention that tells its stage."""
    sentences, own_voice = read_so.sentences, Voice(read_so.own_voice)
    if telling is not None:
        found = _in(sentences[telling.sentence])
        if found is not None or telling.sense is Sense.HELD:
            return found or own_voice
    numbers = sorted({mention.sentence for mention, _ in encounter.mentions})
    body = [number for number in numbers if not sentences[number].headline] or numbers
    after = range(body[0] + 1, min(body[0] + 1 + _NEAR, len(sentences)))
    for number in dict.fromkeys((*body, *after)):
        found = _in(sentences[number])
        if found is not None and (number in body or found.class_ != "media"):
            return found
    return own_voice


def _in(spoken: Spoken) -> Voice | None:
    """Return who speaks in a sentence: an office before others, an outlet that reports before those whom it cites."""
    if not spoken.said:
        return None
    return _told(spoken, min(spoken.said, key=lambda one: _RANK.index(one.class_)))


def _told(spoken: Spoken, said: Said) -> Voice:
    first, last = spoken.row[said.first], spoken.row[said.last - 1]
    return Voice(said.class_, first.start, last.end)
