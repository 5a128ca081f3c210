"""Names of places, as the gazetteer finds them in a text, and the marks that stand for them in a sentence."""

from typing import Self

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind, Row


class PlaceName(Struct, frozen=True, kw_only=True):
    """A name of the gazetteer in a text: `words == text[start:end]`.

    `kind` is country, adjective, capital, city, region, site, metonym ("Kremlin") or organisation; an adjective's
    `name` is its country's. `code` is ISO 3166 alpha-2 of today or of the state that was (SU, YU, DD, CS), XK, or an
    organisation's: look at `kind` too, for AU is both Australia and the African Union. `doubtful`: it may be a
    person's name, an ordinary word, or another country's.
    """

    start: int
    end: int
    words: str
    name: str
    kind: str
    code: str
    doubtful: bool

    @property
    def is_body(self) -> bool:
        """Whether it is an organisation."""
        return self.kind == "organisation"


class PlaceMark(Chunk, frozen=True):
    """A place, a country or an organisation in a sentence."""

    place: PlaceName

    @classmethod
    def of_name(cls, place: PlaceName) -> Self:
        """Return the mark of a name."""
        return cls(Kind.PLACE, place.start, place.end, place.words.lower(), place)


def place_at(row: Row, at: int) -> PlaceName | None:
    """Return the place that chunk `at` names, or None if it names none."""
    chunk = row[at] if 0 <= at < len(row) else None
    return chunk.place if isinstance(chunk, PlaceMark) else None
