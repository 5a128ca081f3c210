"""Single sentences, read by the whole pipeline: their chunks, clauses, mentions, encounters and drafts.

The day of publication is Wednesday 21 January 2026. A sentence before them, of which no question asks, introduces two
presidents who hold no office anywhere: Kofi Asare of Ghana and Tiina Kask of Estonia.
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from tracker.domain.window import Window
from tracker.reading.analysis import Analysis, analysis
from tracker.reading.article.story import story
from tracker.reading.draft import Draft, Known
from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.gathering import gathered
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party
from tracker.reading.language.chunks import Chunk
from tracker.reading.pipeline import read

KNOWN: Final = Known(published=date(2026, 1, 21), outlet="Pacific Courier")
INTRODUCED: Final = "Ghana's President Kofi Asare has known Estonian President Tiina Kask for twenty years.\n\n"


def analysed(text: str, known: Known = KNOWN) -> Analysis:
    """Return the analysis of a few sentences without a headline, behind the introduction."""
    return analysis(story(INTRODUCED + text), known)


def chunked(text: str) -> tuple[Chunk, ...]:
    """Return the chunks of the last sentence, people and places found."""
    return analysed(text).sentences[-1].row


def words_of(text: str, row: Sequence[Chunk]) -> str:
    """Return chunks as they are printed, with a space where there is one, or where something was cut out."""
    told = ""
    whole = INTRODUCED + text
    for before, chunk in zip((None, *row), row, strict=False):
        close = before is None or before.end == chunk.start
        told += ("" if close else " ") + whole[chunk.start : chunk.end]
    return told


def mentions(text: str) -> tuple[Mention, ...]:
    """Return what the last sentence says of encounters."""
    return analysed(text).sentences[-1].mentions


def mention(text: str) -> Mention:
    """Return the first mention of the last sentence."""
    return mentions(text)[0]


def named(read_so: Analysis, parties: Iterable[Party]) -> list[str]:
    """Return parties as words: the family name of a person, else the country, with the office if it says one."""
    return [
        read_so.people[party.person].name.split()[-1]
        if party.person is not None
        else " ".join(word for word in (party.country, party.role) if word)
        for party in parties
    ]


def parties(text: str) -> list[str]:
    """Return who takes part in the first encounter of the last sentence."""
    read_so = analysed(text)
    return named(read_so, read_so.sentences[-1].mentions[0].parties)


def encounters(text: str) -> tuple[Encounter, ...]:
    """Return the meetings of a few sentences."""
    read_so = analysed(text)
    return gathered([one for sentence in read_so.sentences for one in sentence.mentions], read_so.published)


def drafts(text: str, known: Known = KNOWN) -> tuple[Draft, ...]:
    """Return the drafts of a few sentences."""
    return read(INTRODUCED + text, known).drafts


def draft(text: str, known: Known = KNOWN) -> Draft:
    """Return the main draft of a few sentences."""
    return drafts(text, known)[0]


def edtf(window: Window | None) -> str | None:
    """Return a window as it is written."""
    return window.edtf if window else None
