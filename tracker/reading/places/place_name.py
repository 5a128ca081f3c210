"""A place's name, as the gazetteer finds it in a text."""

from msgspec import Struct


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
