"""Speakers: which chunks of a sentence may be the subject of a verb of speech."""

from collections.abc import Iterable, Iterator
from typing import Final

from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.tokens import Token
from tracker.reading.language.word_groups import (
    CITING_VERBS,
    COMMON_WORDS,
    HONORIFICS,
    SPEAKER_MODIFIERS,
    SPEAKER_NOUNS,
    WORDS_BEFORE_VERB,
)

_BEFORE: Final = 14  # chunks between a speaker and the verb, an apposition among them
_PRONOUN_BEFORE: Final = 30  # chunks between a person and the verb of "he said"
_AFTER: Final = 7
_INVERTED: Final = 4  # chunks between a verb before its speaker and the speaker
_SPEAKERS: Final = frozenset({Kind.OFFICE, Kind.INSTITUTION, Kind.PERSON, Kind.OUTLET, Kind.PLACE})
_BEFORE_INVERTED: Final = frozenset({",", '"', "”", "'", "’"})
_ENDS_SEARCH: Final = frozenset({";", ":", "“", "that"})
_WAS: Final = frozenset({"was", "were", "is", "been"})
_JOINTS: Final = frozenset({"'s", "of", "for", "and", "who"})
_WHERE: Final = frozenset({"in", "at", "to", "from", "with", "on", "near"})

_REPORTING: Final = word_set("reported reports wrote writes informs learned learnt")  # as an outlet does
_ANNOUNCING: Final = frozenset({"announced", "announces", "confirmed", "confirms", "clarified", "denied"})
_CITING: Final = frozenset({"citing", "quoting"})
_SHORTEST: Final = 3  # letters of an acronym
_ARTICLES: Final = frozenset({"to", "the", "a"})
_ISSUES: Final = frozenset({"'s", "issue", "edition", "of"})  # "according to Tuesday's issue of Postimees"

_COMPANY: Final = frozenset({"with"})  # before others than the speaker: "who dined with foreign diplomats, told"

Group = tuple[int, int]  # the chunks `first` up to `last`


def speaker_groups(row: Row, verb: int) -> Iterator[Group]:
    """Yield the groups of chunks that may be the speaker, the likeliest first."""
    after = _behind(_group(row, range(verb + 1, min(verb + 1 + _AFTER, len(row)))), verb)
    is_quoted = row[verb].low in CITING_VERBS and word_at(row, verb - 1) in _WAS  # "Peskov was quoted as saying"
    is_cited = row[verb].low in CITING_VERBS
    if not is_quoted and (is_cited or (word_at(row, verb + 1) == "by" and after)):
        if after and not has_word(row[verb + 1 : after[0]], {","}):  # "according to details, the minister will go"
            yield after
        return
    before = next(groups_before(row, verb), None)
    if word_at(row, verb - 1) in _BEFORE_INVERTED:
        yield from _groups(after if after and _is_inverted(row, verb, after) else None, before)
    else:
        yield from _groups(before)


def groups_before(row: Row, verb: int) -> Iterator[Group]:
    """Yield the group of chunks before a verb that may be its speaker."""
    yield from _groups(_clipped(_group(row, _back_from(row, verb)), verb))


def unknown_outlet(row: Row, verb: int) -> Group | None:
    """Return the name that nothing else knows next to a verb of reporting: "A Haber reported", "citing Postimees"."""
    if row[verb].low in CITING_VERBS:
        return _unknown_behind(row, verb)
    cites = has_word(row, _CITING)
    return unknown_before(row, verb) if row[verb].low in _REPORTING or cites else None


def _unknown_behind(row: Row, verb: int) -> Group | None:
    first = verb + 1
    while word_at(row, first) in _ARTICLES | _ISSUES or kind_at(row, first) is Kind.DATE:
        first += 1
    last = first
    while last < len(row) and is_unknown_name(row[last]):
        last += 1
    goes_on = has_word(row[last : last + 1], {"news"}) or any(map(may_speak, row[last : last + 1]))
    return (first, last) if first < last and not goes_on else None  # but "according to Western officials"


def unknown_before(row: Row, verb: int) -> Group | None:
    """Return the name that nothing else knows before a verb."""
    first = last = _past_adverbs(row, verb - 1) + 1
    while first > 0 and is_unknown_name(row[first - 1]):
        first -= 1
    before = row[first - 1] if first > 0 else None  # "Foreign Minister Lehtonen", but not "Turkish Sabah"
    goes_on = before is not None and may_speak(before) and before.kind is not Kind.PLACE
    return (first, last) if first < last and not goes_on else None


def is_acronym(row: Row, group: Group, verb: int) -> bool:
    """Whether a name is the short form of an institution: "the ISPR said", "MOFA announced"."""
    first, last = group
    chunk = row[first]
    is_short = isinstance(chunk, Token) and chunk.text.isupper() and len(chunk.text) >= _SHORTEST
    is_office = word_at(row, first - 1) == "the" or row[verb].low in _ANNOUNCING
    return last - first == 1 and is_short and is_office


def is_unknown_name(chunk: Chunk) -> bool:
    """Whether a word is written as a name, and is no person, place, office or outlet that is known."""
    if not isinstance(chunk, Token) or chunk.low in COMMON_WORDS or chunk.low in HONORIFICS:
        return False
    return chunk.capital and not may_speak(chunk)


def _past_adverbs(row: Row, at: int) -> int:
    """Return the chunk at or before `at` that is neither a day nor a word such as "has" and "later"."""
    while at >= 0 and (row[at].kind is Kind.DATE or row[at].low in WORDS_BEFORE_VERB):
        at -= 1
    return at


def _clipped(group: Group | None, verb: int) -> Group | None:
    """Return the group without its verb, which may be a noun elsewhere: "the press service | reports"."""
    return (group[0], min(group[1], verb)) if group is not None and group[0] < verb else group


def _behind(group: Group | None, verb: int) -> Group | None:
    """Return the group without its verb, which may be a noun elsewhere: "reports | the press service"."""
    return (max(group[0], verb + 1), group[1]) if group is not None else None


def _groups(*groups: Group | None) -> Iterator[Group]:
    return (group for group in groups if group is not None)


def _is_inverted(row: Row, verb: int, after: Group) -> bool:
    """Whether the speaker follows the verb: "…", said Peskov; but not in "…, said in a statement of the agency"."""
    follows = after[0] - verb <= _INVERTED and row[verb].low != "told"
    return follows and not has_word(row[verb + 1 : after[0]], _WHERE)


def _back_from(row: Row, verb: int) -> range:
    """Return the chunks in which a speaker is looked for before the verb."""
    if word_at(row, verb - 1) not in {"he", "she"}:
        return range(verb - 1, _clause_start(row, verb), -1)
    # The person named last: in "visits Tallinn, he said" the pronoun names nobody.
    candidates = range(verb - 1, max(verb - 1 - _PRONOUN_BEFORE, -1), -1)
    return range(next((at for at in candidates if row[at].kind is Kind.PERSON), -1), -1, -1)


def _clause_start(row: Row, verb: int) -> int:
    """Return the chunk before which no speaker is looked for.

    That is the comma in "Häkkänen, it added", but not in "Peskov, the spokesman, said", where it ends an apposition.
    """
    furthest = max(verb - 1 - _BEFORE, -1)
    last = _past_adverbs(row, verb - 1)  # which stand between the apposition and its verb
    if word_at(row, last) == ",":
        return furthest
    return next((at for at in range(last, furthest, -1) if row[at].low == ","), furthest)


def _group(row: Row, order: Iterable[int]) -> Group | None:
    """Return the first speaker in this order, as the chunks that it covers."""
    for at in order:
        if row[at].low in _ENDS_SEARCH:
            return None
        if may_speak(row[at]) and not _is_where(row, at):
            group = _extent(row, at)
            if not has_word(row[max(group[0] - 2, 0) : group[0]], _COMPANY) and not _is_addressee(row, group[0]):
                return group
    return None


def _extent(row: Row, at: int) -> Group:
    """Return the chunks around `at` that name the same speaker: "two senior officials of the ministry"."""
    first = last = at
    while first > 0 and is_part(row[first - 1]):
        first -= 1
    while first < last and row[first].low in _JOINTS:
        first += 1
    while last + 1 < len(row) and is_part(row[last + 1]):
        last += 1
    return first, last + 1


def is_part(chunk: Chunk) -> bool:
    """Whether a chunk may stand in the words for a speaker."""
    return may_speak(chunk) or modifies_speaker(chunk)


def modifies_speaker(chunk: Chunk) -> bool:
    """Whether a chunk may stand within the words for a speaker: "several senior"."""
    return chunk.low in SPEAKER_MODIFIERS


def names_speaker(row: Row) -> bool:
    """Whether a row holds nothing but the words for a speaker: "senior officials"."""
    return bool(row) and all(map(is_part, row)) and any(map(may_speak, row))


def may_speak(chunk: Chunk) -> bool:
    """Whether a chunk may name a speaker."""
    return chunk.kind in _SPEAKERS or (chunk.is_word and chunk.low in SPEAKER_NOUNS)


def _is_where(row: Row, at: int) -> bool:
    """Whether a place or an office says where or for whom somebody speaks: "an official in New Delhi said"."""
    if row[at].kind is Kind.INSTITUTION and word_at(row, at - 1) == "the":
        return word_at(row, at - 2) in {"in", "at", "near"}
    return row[at].kind is Kind.PLACE and word_at(row, at - 1) in _WHERE and word_at(row, at - 2) != "according"


def _is_addressee(row: Row, first: int) -> bool:
    """Whether it is somebody's aide or envoy who speaks: "an aide to | the president said"."""
    return word_at(row, first - 1) == "to" and first > 1 and may_speak(row[first - 2])


def follows(row: Row, at: int, words: frozenset[str], *, reach: int) -> bool:
    """Whether one of the words stands before chunk `at`, without punctuation between."""
    for chunk in reversed(row[max(at - reach, 0) : at]):
        if chunk.kind is Kind.PUNCTUATION:
            return False
        if chunk.low.partition(" ")[0] in words:  # "people close" is one chunk
            return True
    return False
