"""Clauses: the parts of a sentence, each of which speaks of one thing that is planned, done or said."""

from collections.abc import Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import NAMED, Chunk, Kind
from tracker.reading.language.words import words

_STRONG: Final = frozenset({";", ":", "—", "–", "(", "--", "•"})
_PRONOUNS: Final = frozenset({"he", "she", "they", "it", "who", "we", "i", "both", "his", "her", "their", "neither"})
_ASIDE: Final = frozenset(
    {"who", "which", "whose", "where", "whom", "after", "following", "because", "during", "since"}
)
_PHRASES: Final = (
    ("on", "the", "sidelines"),
    ("on", "the", "margins"),
    ("on", "the", "fringes"),
    ("on", "the", "occasion"),
    ("on", "the", "eve"),
    ("in", "the", "run-up"),
    ("alongside", "the"),
    ("coincide", "with"),
    ("coincides", "with"),
    ("ahead", "of"),
    ("prior", "to"),
    ("as", "part", "of"),
)


_BY_WORD: Final = {first: [phrase for phrase in _PHRASES if phrase[0] == first] for first, *_ in _PHRASES}


class Clause(Struct, frozen=True):
    """A part of a sentence: its chunks, and the word that opens it: "after", "but", or nothing."""

    row: tuple[Chunk, ...]
    opener: str = ""

    @property
    def background(self) -> bool:
        """Whether the clause opens with a word that puts it beside the story: "after they met in Rome"."""
        return self.opener in words("background")


def clauses(row: Sequence[Chunk]) -> tuple[Clause, ...]:
    """Return a sentence in parts, in order. Commas in lists and appositions do not part it.

    What a clause inside another one breaks off goes on behind it: "Faki, who chairs the Union, | will visit Khartoum"
    gives "who chairs the Union" and "Faki, will visit Khartoum".
    """
    parts: list[list[Chunk]] = [[]]
    broken: int | None = None  # the part that an aside has broken off
    listing = False  # between dashes that hold a list of countries, which parts nothing
    for at, chunk in enumerate(row):
        here = parts[-1]
        resumes = chunk.low == "," and _resumes(row, at)
        closed = len(here) > 1 and row[at - 1].low in {")", "—"}
        if chunk.low == "—" and (listing or _listing(row, at + 1)):
            listing = not listing
        elif broken is not None and (resumes or closed):
            parts.append(parts.pop(broken))
            broken = None
        elif at and _begins(row, at, here) and not (broken is not None and chunk.low == "—"):
            aside = chunk.low in {"(", "—"} or (chunk.low in _ASIDE and _opens(row, at, here))
            broken = len(parts) - 1 if aside else None
            parts.append([])
        parts[-1].append(chunk)
    parts.sort(key=lambda part: part[0].start if part else 0)
    return tuple(_clause(part) for part in parts if any(chunk.kind is not Kind.MARK for chunk in part))


def _clause(part: Sequence[Chunk]) -> Clause:
    first = next((at for at, chunk in enumerate(part) if chunk.kind is not Kind.MARK), 0)
    for phrase in _PHRASES:
        if _starts(part, first, phrase):
            return Clause(tuple(part), phrase[-1] if phrase[0] == "on" else phrase[0])
    low = part[first].low
    return Clause(tuple(part), low if low in words("openers") else "")


def _begins(row: Sequence[Chunk], at: int, so_far: Sequence[Chunk]) -> bool:
    low = row[at].low
    if low in _STRONG or any(_starts(row, at, phrase) for phrase in _BY_WORD.get(low, ())):
        return True
    return low in words("openers") and _opens(row, at, so_far)


def _listing(row: Sequence[Chunk], at: int) -> bool:
    """Whether a list of countries begins here: "four nations — Croatia, Mongolia, the Philippines — will come"."""
    return at + 1 < len(row) and row[at].kind is Kind.PLACE and row[at + 1].low in {",", "and"}


def _resumes(row: Sequence[Chunk], at: int) -> bool:
    """Whether the main clause goes on after the comma at `at`: "Kan, whose visit was short, would return"."""
    return at + 1 < len(row) and row[at + 1].low in words("auxiliaries")


def _opens(row: Sequence[Chunk], at: int, so_far: Sequence[Chunk]) -> bool:
    """Whether the word at `at` begins a clause here, and is not "and" in a list or "after" in "soon after"."""
    low = row[at].low
    following = row[at + 1] if at + 1 < len(row) else None
    if following is None:
        return False
    if low == "and":
        if following.low in _PRONOUNS or following.low in words("auxiliaries"):
            return True
        if following.low == "to":
            return any(one.low in {"scheduled", "set", "due", "expected", "planned"} for one in so_far)
        finite = any(one.low in words("auxiliaries") or one.low in words("speech") for one in so_far)
        return finite and following.kind in NAMED and any(o.low in words("auxiliaries") for o in row[at + 2 : at + 4])
    return low != "with" or row[at - 1].kind is Kind.MARK


def _starts(row: Sequence[Chunk], at: int, phrase: Sequence[str]) -> bool:
    return len(row) - at >= len(phrase) and all(row[at + n].low == word for n, word in enumerate(phrase))
