"""Partners: a clause in which one side meets several others, each in a meeting of its own."""

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise
from typing import Final, TypeVar

from msgspec.structs import replace

from tracker.reading.dates.date_mark import DateMark
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.party import Party
from tracker.reading.encounters.settings import Setting
from tracker.reading.language.chunks import Row, has_word
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import LIST_WORDS

_KINDS: Final = frozenset({"talks", "call"})
# Words of one meeting of all: anywhere in the clause, and before the first whom the other side meets.
_TOGETHER: Final = word_set("together jointly joint trilateral three-way tripartite four-way same")
_ONE: Final = word_set("a an between host hosts hosted hosting")
_LISTING: Final = LIST_WORDS | word_set("with then later in on at separately")
_LINKS: Final = word_set(", and then well")

Partner = tuple[Party, ...]  # the people of one country whom the other side meets
Span = tuple[int, int]  # offsets in the text
Said = TypeVar("Said", DateMark, Setting)


def by_partner(mention: Mention) -> tuple[Mention, ...]:
    """Return a mention for each country that one side meets: "meets Ishiba on Saturday and Trump on Monday".

    Each has the dates and places behind its partner if every partner has some, else those of the whole clause.
    """
    if mention.kind not in _KINDS or not mention.own_parties:
        return (mention,)
    row = mention.clause.row
    met = [party for party in mention.parties if mention.head.end <= party.start < row[-1].end]
    subject = tuple(party for party in mention.parties if party not in met)
    partners = [tuple(group) for _, group in groupby(met, key=lambda party: party.country)]
    if not _are_met_by_turns(row, subject, partners):
        return (mention,)
    spans = list(pairwise([*(partner[0].start for partner in partners), row[-1].end]))
    parts = zip(partners, _divided(mention.dates, spans), _divided(mention.settings, spans), strict=True)
    return tuple(
        replace(mention, parties=(*subject, *partner), dates=dates, settings=settings)
        for partner, dates, settings in parts
    )


def _are_met_by_turns(row: Row, subject: Iterable[Party], partners: Sequence[Partner]) -> bool:
    """Whether one side meets each of the partners by itself."""
    return _are_apart(subject, partners) and _are_listed(row, partners) and not _is_one(row, partners[0][0])


def _is_one(row: Row, first: Party) -> bool:
    """Whether the words speak of one meeting: "a meeting with Xi and Putin", "sits down together with"."""
    return has_word(row, _TOGETHER) or has_word((chunk for chunk in row if chunk.start < first.start), _ONE)


def _are_apart(subject: Iterable[Party], partners: Sequence[Partner]) -> bool:
    """Whether officials of one country meet officials of several others."""
    if any(party.is_bare for partner in partners for party in partner):
        return False
    countries = [partner[0].country for partner in partners]
    own = {party.country for party in subject} - {None}
    return None not in countries and len(own) == 1 and len({*own, *countries}) == 1 + len(countries) > 2


def _are_listed(row: Row, partners: Iterable[Partner]) -> bool:
    """Whether nothing but a list stands between the partners."""
    ends = pairwise(partners)
    return all(_is_list([each for each in row if one[-1].end <= each.start < two[0].start]) for one, two in ends)


def _is_list(row: Row) -> bool:
    return has_word(row, _LINKS) and all(not chunk.is_word or chunk.low in _LISTING for chunk in row)


def _divided(said: Sequence[Said], spans: Iterable[Span]) -> list[tuple[Said, ...]]:
    """Return what stands in each span if something stands in every one, else everything for each."""
    parts = [tuple(each for each in said if start <= each.start < end) for start, end in spans]
    return parts if all(parts) else [tuple(said) for _ in parts]
