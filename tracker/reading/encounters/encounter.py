"""Encounters: one meeting of an article, as the clauses say that mention it."""

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Final

from msgspec import Struct

from tracker.domain.window import Window
from tracker.reading.encounters.cues import Sense
from tracker.reading.encounters.dating import Dated
from tracker.reading.encounters.heads import GATHERINGS
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party
from tracker.reading.encounters.place_roles import is_owned
from tracker.reading.places.place_name import PlaceMark

_MOST: Final = 40  # windows to which those of each further mention are compared

DatedMention = tuple[Mention, tuple[Dated, ...]]


class Encounter(Struct, kw_only=True):
    """The mentions of one meeting, with the dates that each gives, and what follows from them together.

    It grows in place while an article is gathered: a copy for each mention would take quadratic time.
    """

    mentions: list[DatedMention] = []
    kinds: frozenset[str] = frozenset()
    parties: tuple[Party, ...] = ()  # everybody who takes part by any mention, each once, in order
    windows: tuple[Window, ...] = ()  # the first windows that its dates mean, each once
    places: frozenset[str] = frozenset()  # the countries of the places that its clauses name
    first_sense: Sense | None = None  # of the first mention that has one, those in the headline last
    first_in_headline: bool = True
    host_weights: Mapping[str, int] = MappingProxyType({})

    def add(self, mention: Mention, dates: tuple[Dated, ...]) -> None:
        """Add one more mention."""
        is_first_sense = self.first_sense is None or (self.first_in_headline and not mention.headline)
        if mention.sense is not None and is_first_sense:
            self.first_sense = mention.sense
            self.first_in_headline = mention.headline
        self.mentions.append((mention, dates))
        self.kinds |= _kinds(mention, self.kinds)
        self.parties = _each_once(self.parties, mention.parties)
        self.windows = _by_edtf((*self.windows, *(each.window for each in dates)))
        self.places |= countries_of_places(mention)
        self.host_weights = _weights(self.host_weights, mention)

    @property
    def around(self) -> bool:
        """Whether it is the gathering around another meeting: the forum on the sidelines of which ministers meet."""
        mention, _ = self.mentions[0]
        return mention.clause.background and mention.kind in GATHERINGS

    @property
    def is_headline(self) -> bool:
        """Whether only the headline has named it so far."""
        return self.mentions[-1][0].headline

    @property
    def hosts(self) -> tuple[str, ...]:
        """The countries in which it may be, the surest first."""
        return tuple(sorted(self.host_weights, key=lambda code: -self.host_weights[code]))

    @property
    def is_here(self) -> bool:
        """Whether a mention says that it is where the article is written: "arrived here"."""
        return any(chunk.low == "here" for mention, _ in self.mentions for chunk in mention.clause.row)

    @property
    def held(self) -> bool:
        """Whether the article says first, below the headline, that it took place."""
        return self.first_sense is Sense.HELD and not self.first_in_headline


def _kinds(mention: Mention, before: frozenset[str]) -> frozenset[str]:
    """Return the kind that a mention adds. A call about a visit does not make a call of it."""
    adds = mention.kind and (mention.kind != "call" or not before)
    return frozenset({mention.kind}) if adds else frozenset()


def countries_of_places(mention: Mention) -> set[str]:
    """Return the countries of the places that a clause names, but not as the owners of an office."""
    row = mention.clause.row
    marks = ((at, chunk) for at, chunk in enumerate(row) if isinstance(chunk, PlaceMark))
    return {chunk.place.code for at, chunk in marks if chunk.place.kind != "adjective" and not is_owned(row, at)}


def _each_once(parties: tuple[Party, ...], more: tuple[Party, ...]) -> tuple[Party, ...]:
    by_key = {party.key: party for party in parties}
    for party in more:
        by_key.setdefault(party.key, party)
    return tuple(by_key.values())


def _by_edtf(windows: Iterable[Window]) -> tuple[Window, ...]:
    return tuple({window.edtf: window for window in windows}.values())[:_MOST]


def _weights(before: Mapping[str, int], mention: Mention) -> Mapping[str, int]:
    weights = dict(before)
    for setting in mention.settings:
        if setting.is_likely:
            weights[setting.code] = max(setting.weight, weights.get(setting.code, 0))
    return weights
