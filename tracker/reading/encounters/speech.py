"""Speech: who says what a sentence says, of which class, and on which day it was said."""

from collections.abc import Iterator, Sequence
from typing import Final

from msgspec import Struct

from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.language.words import words

_BEFORE: Final = 14  # chunks between a speaker and the verb, an apposition among them
_AFTER: Final = 7
_SPEAKERS: Final = frozenset({Kind.OFFICE, Kind.INSTITUTION, Kind.PERSON, Kind.OUTLET})


class Said(Struct, frozen=True):
    """One attribution: its class, the speaker's chunks `first` up to `last`, and the chunks that date the saying."""

    class_: str
    first: int
    last: int
    days: frozenset[int]


def speech(row: Sequence[Chunk]) -> tuple[Said, ...]:
    """Return the attributions of a sentence, in order."""
    return tuple(_found(row))


def _found(row: Sequence[Chunk]) -> Iterator[Said]:
    for verb, chunk in enumerate(row):
        if not chunk.is_word or chunk.low not in words("speech"):
            continue
        if chunk.low == "according" and not (verb + 1 < len(row) and row[verb + 1].low == "to"):
            continue
        if chunk.low == "public" and row[verb - 1].low not in {"made", "make", "makes", "making"}:
            continue
        if any(one.low in words("silence") for one in row[max(verb - 3, 0) : verb]):
            continue
        passive = verb > 0 and row[verb - 1].low in {"be", "been", "being"}
        if passive and not (verb + 1 < len(row) and row[verb + 1].low == "by"):
            continue
        if _is_made_known(row, verb):
            yield Said("official", verb, verb + 1, _days(row, verb))
            continue
        for first, last in _speakers(row, verb):
            class_ = _class_of(row, first, last)
            if class_ is not None:
                yield Said(class_, first, last, _days(row, verb) | _day_before(row, first, last, verb))
                break


def _is_made_known(row: Sequence[Chunk], verb: int) -> bool:
    """Whether an office speaks that is not named: "it was announced"."""
    by = verb + 1 < len(row) and row[verb + 1].low == "by"
    before = [chunk.low for chunk in row[max(verb - 2, 0) : verb]]
    return row[verb].low in {"announced", "confirmed"} and before == ["it", "was"] and not by


def _speakers(row: Sequence[Chunk], verb: int) -> Iterator[tuple[int, int]]:
    """Yield the groups of chunks that may be the speaker, the likeliest first."""
    low = row[verb].low
    passive = verb + 1 < len(row) and row[verb + 1].low == "by"
    after = _group(row, range(verb + 1, min(verb + 1 + _AFTER, len(row))))
    if passive or low in words("speech of others"):
        if after:
            yield after
        return
    inverted = verb > 0 and row[verb - 1].kind is Kind.MARK and row[verb - 1].low in {",", '"', "”", "'", "’"}
    if inverted and after and after[0] - verb <= 4 and low != "told":
        yield after
    back = range(verb - 1, _clause_start(row, verb), -1)
    if verb and row[verb - 1].low in {"he", "she"}:  # whoever was named last: in "visits Tallinn, he said" no capital
        people = (at for at in range(verb - 1, max(verb - 1 - _BEFORE, -1), -1) if row[at].kind is Kind.PERSON)
        back = range(next(people, -1), -1, -1)
    before = _group(row, back)
    if before:
        yield before
    ends = after is not None and (after[1] >= len(row) or row[after[1]].kind is Kind.MARK)
    if after and ends and not inverted and low in {"said", "says"} and after[0] - verb <= 2:
        yield after


def _clause_start(row: Sequence[Chunk], verb: int) -> int:
    """Return the chunk before which no speaker is looked for.

    That is the comma in "Häkkänen, it added", but not in "Peskov, the spokesman, said", where it ends an apposition.
    """
    furthest = max(verb - 1 - _BEFORE, -1)
    last = verb - 1  # past "on Thursday", "has", "later", which stand between the apposition and its verb
    while last > furthest and (row[last].kind is Kind.DATE or row[last].low in words("between subject and verb")):
        last -= 1
    if row[last].low == ",":
        return furthest
    return next((at for at in range(last, furthest, -1) if row[at].low == ","), furthest)


def _group(row: Sequence[Chunk], order: range) -> tuple[int, int] | None:
    """Return the first speaker met in this order, as the chunks that it covers."""
    for here in order:
        chunk = row[here]
        if chunk.low in {";", ":", "“", "that"}:
            return None
        if _may_speak(chunk) and not _is_where(row, here):
            first = last = here
            while first > 0 and (_may_speak(row[first - 1]) or row[first - 1].low in words("of a speaker")):
                first -= 1
            while first < last and row[first].low in {"'s", "’s", "of", "for", "and", "who"}:
                first += 1
            while last + 1 < len(row) and (_may_speak(row[last + 1]) or row[last + 1].low in words("of a speaker")):
                last += 1
            return first, last + 1
    return None


def _is_where(row: Sequence[Chunk], at: int) -> bool:
    """Whether a place says where somebody spoke, not who: "an official in New Delhi said"."""
    if row[at].kind is Kind.INSTITUTION and row[at - 1].low == "the":
        return at > 1 and row[at - 2].low in {"in", "at", "near"}
    return row[at].kind is Kind.PLACE and at > 0 and row[at - 1].low in {"in", "at", "to", "from", "with", "on", "near"}


def _may_speak(chunk: Chunk) -> bool:
    if chunk.kind in _SPEAKERS:
        return True
    return chunk.kind is Kind.PLACE or (chunk.is_word and chunk.low in words("speakers"))


def _class_of(row: Sequence[Chunk], first: int, last: int) -> str | None:
    group = row[first:last]
    lows = {chunk.low for chunk in group}
    around = {chunk.low for chunk in row[max(first - 3, 0) : last + 4]}
    if any(chunk.kind is Kind.OUTLET for chunk in group) or lows & words("media"):
        return "media"
    if lows & words("sources") or _close_to(row, first):
        return "sources"
    kinds = {chunk.kind for chunk in group}
    if Kind.PERSON in kinds:
        return "official"
    if "official" in lows and first > 0 and "the" in {row[first].low, row[first - 1].low}:
        return None  # somebody named before
    if lows & words("unnamed") or any(chunk.kind is Kind.OFFICE and chunk.of.class_ == "bare" for chunk in group):
        anonymous = not around.isdisjoint(words("anonymity"))
        said = " ".join(lows)
        office = Kind.INSTITUTION in kinds or any(one in said for one in ("palace", "ministry", "embassy", "kremlin"))
        return "official" if office and not anonymous and "officials" in said else "sources"
    if lows & words("statements") or kinds & {Kind.OFFICE, Kind.INSTITUTION}:
        return "official"
    if any(chunk.kind is Kind.PLACE and chunk.of.kind not in {"adjective", "city", "site"} for chunk in group):
        return "official"
    return None


def days_of_saying(row: Sequence[Chunk]) -> frozenset[int]:
    """Return the chunks that date a statement, a report or a briefing: "in a statement on Saturday"."""
    return frozenset(at for at, chunk in enumerate(row) if chunk.kind is Kind.DATE and _after_statement(row, at))


def _after_statement(row: Sequence[Chunk], at: int) -> bool:
    for chunk in reversed(row[max(at - 3, 0) : at]):
        if chunk.kind is Kind.MARK:
            return False
        if chunk.low in words("statements made"):
            return True
    return False


def _close_to(row: Sequence[Chunk], first: int) -> bool:
    """Whether the group only says to whom somebody unnamed is close: "a source close to the government"."""
    for chunk in reversed(row[max(first - 5, 0) : first]):
        if chunk.kind is Kind.MARK:
            return False
        if chunk.low in {"source", "sources", "person", "insider", "insiders"}:
            return True
    return False


def _day_before(row: Sequence[Chunk], first: int, last: int, verb: int) -> frozenset[int]:
    """Return the date that opens a sentence before its speaker and verb: "Last week a source said"."""
    at = first - 1
    while at >= 0 and (row[at].low in words("of a speaker") or row[at].low == ","):
        at -= 1
    opens = at >= 0 and row[at].kind is Kind.DATE and all(chunk.low in words("before the day") for chunk in row[:at])
    return frozenset({at}) if opens and last <= verb <= last + 2 else frozenset()


def _days(row: Sequence[Chunk], verb: int) -> frozenset[int]:
    """Return the chunks that date the saying: "said on Wednesday", "on Thursday denied", "announced yesterday"."""
    found = set()
    for here in range(verb + 1, min(verb + 9, len(row))):
        chunk = row[here]
        if chunk.kind is Kind.DATE:
            found.add(here)
            break
        passable = chunk.low in words("before the day") or chunk.low in words("of a speaker")
        if not passable and not _may_speak(chunk):
            break
    if verb and row[verb - 1].kind is Kind.DATE:
        found.add(verb - 1)
    return frozenset(found)
