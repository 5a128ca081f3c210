"""Discourse: who has been spoken of before a clause, for "he", "they" and "the minister"."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.encounters.heads import Head
from tracker.reading.encounters.party import SPEAK_FOR_STATE, Directory, Party, people_of
from tracker.reading.encounters.speech import Statement
from tracker.reading.language.chunks import Chunk, Kind, Row, has_word, kind_at, word_at
from tracker.reading.language.tables import word_set
from tracker.reading.language.word_groups import AUXILIARIES, DETERMINERS, HONORIFICS
from tracker.reading.people.marks import PersonMark, office_at
from tracker.reading.people.offices_held import before_titles
from tracker.reading.places.place_name import PlaceMark

_REMEMBERED: Final = 8  # people of earlier sentences
_SINGULAR: Final = frozenset({"he", "she", "his", "her", "him"})
_STYLES: Final = frozenset({"majesty", "highness", "excellency", "holiness", "eminence"})
_GOES_ON: Final = HONORIFICS | {"the", "mr", "'s"}  # words between a style and the name
_PLURAL: Final = frozenset({"they", "their", "both", "them", "two", "pair", "duo"})
_BE: Final = frozenset({"be", "been", "also", "then", "later"})
_FIRST_PERSON: Final = frozenset({"i", "we", "me", "our", "my"})
_OPINIONS: Final = word_set(
    "criticised criticized criticises criticizes condemned condemns denounced denounces hailed hails praised praises "
    "welcomed welcomes slammed slams opposed opposes applauded questioned blasted rejected rejects protested"
)
_LIKENESSES: Final = word_set(
    "portrait portraits picture pictures photo photos photograph photographs image images poster posters statue statues"
    " bust effigy effigies puppet puppets caricature caricatures cartoon cartoons mural tomb grave memory"
)


class Discourse(Struct, frozen=True, kw_only=True):
    """Who has been spoken of. Each sentence and each clause that names parties makes the next one."""

    row: tuple[Chunk, ...] = ()  # the current sentence
    speaking: frozenset[int] = frozenset()  # where the chunks begin that name who speaks in it
    speaker: Party | None = None
    topic: tuple[Party, ...] = ()  # the parties of the last clause that named a person
    recent: tuple[Party, ...] = ()  # people of earlier sentences, the last one last

    def in_sentence(self, row: tuple[Chunk, ...], statements: Iterable[Statement], directory: Directory) -> "Discourse":
        """Return the discourse at the beginning of a sentence in which these statements are made."""
        spoken = [at for statement in statements for at in range(statement.first, statement.last)]
        people = directory.named_in(row[at] for at in spoken if not lends_name(row, at))
        return Discourse(
            row=row,
            speaking=frozenset(row[at].start for at in (*spoken, *_commenting(row))),
            speaker=next(iter(people), None),
            topic=self.topic,
            recent=(*self.recent, *directory.named_in(self.row))[-_REMEMBERED:],
        )

    def about(self, parties: tuple[Party, ...]) -> "Discourse":
        """Return the discourse after a clause with these parties."""
        return replace(self, topic=parties) if any(party.is_named for party in parties) else self

    @property
    def topic_people(self) -> tuple[Party, ...]:
        """The people of the topic."""
        return tuple(party for party in self.topic if party.is_named)


def _commenting(row: Row) -> Iterator[int]:
    """Yield where somebody stands who only gives an opinion: "opposition leader Orsova criticised the visit"."""
    for at, chunk in enumerate(row):
        opines = word_at(row, at + 1) in _OPINIONS and word_at(row, at + 2) in DETERMINERS
        if opines and isinstance(chunk, PersonMark):
            yield at


def implied_parties(
    row: Row, heads: Sequence[Head], named: Sequence[Party], discourse: Discourse, directory: Directory
) -> tuple[Party, ...]:
    """Return who takes part by a pronoun, or as the speaker, besides the parties that the clause names."""
    return _by_pronoun(row, heads, named, discourse, directory) or _as_speaker(row, heads, named, discourse)


def _by_pronoun(
    row: Row, heads: Sequence[Head], named: Sequence[Party], discourse: Discourse, directory: Directory
) -> tuple[Party, ...]:
    people = people_of(named)
    meant = _meant(row, heads, named, discourse, directory)
    return tuple(party for party in meant if party.person not in people)


def _meant(
    row: Row, heads: Sequence[Head], named: Iterable[Party], discourse: Discourse, directory: Directory
) -> tuple[Party, ...]:
    """Return who "he" or "they" means; "they" must be the subject in a clause that names others."""
    pronoun = next((chunk for at, chunk in enumerate(row) if chunk.low in _SINGULAR and not _is_style(row, at)), None)
    if pronoun is not None:
        return _antecedent(pronoun, discourse, directory)
    are_named = any(not party.is_bare for party in named)
    is_plural = any(_is_subject(row, head) for head in heads) if are_named else has_word(row, _PLURAL)
    return _last_two(discourse) if is_plural else ()


def _is_subject(row: Row, head: Head) -> bool:
    """Whether "the two" or "they" do what a verb says: "the two will be joined by Kask"."""
    here = head.first - 1
    while word_at(row, here) in AUXILIARIES or word_at(row, here) in _BE:
        here -= 1
    return head.is_verb and word_at(row, here) in _PLURAL


def _is_style(row: Row, at: int) -> bool:
    """Whether "his" is part of a title: "His Majesty the King". "His Majesty left" is said of somebody named before."""
    is_alone = kind_at(row, at + 2) is Kind.WORD and word_at(row, at + 2) not in _GOES_ON
    return word_at(row, at + 1) in _STYLES and not is_alone


def _last_two(discourse: Discourse) -> tuple[Party, ...]:
    """Return the people that "the two" means: those of the topic, else the last ones mentioned."""
    recent = tuple({party.key: party for party in discourse.recent}.values())
    return discourse.topic_people[:2] or recent[-2:]


def _antecedent(pronoun: Chunk, discourse: Discourse, directory: Directory) -> tuple[Party, ...]:
    """Return the person that "he" means: the first one named in the sentence, of the topic, else the last one before.

    "Him" is the last one but the one who meets him.
    """
    before = directory.named_in(chunk for chunk in discourse.row if chunk.start < pronoun.start)
    meant = before[:-1][-1:] if pronoun.low == "him" else before[:1]
    return meant or discourse.topic_people[:1] or discourse.recent[-1:]


def _as_speaker(row: Row, heads: Sequence[Head], named: Sequence[Party], discourse: Discourse) -> tuple[Party, ...]:
    """Return the leader or minister who speaks of his own encounter: "Putin says he will speak with Trump"."""
    speaker = discourse.speaker
    countries = {party.country for party in named}
    if speaker is None or speaker.class_ not in SPEAK_FOR_STATE or speaker.country in countries:
        return ()
    if not named and _is_alone(speaker, discourse) and _is_abroad(speaker, row, heads):
        return (speaker,)
    if len(countries) != 1:
        return ()
    own = has_word(row, _FIRST_PERSON) or _is_own_talk(heads) or _is_host(speaker, row, heads)
    return (speaker,) if own else ()


def _is_alone(speaker: Party, discourse: Discourse) -> bool:
    """Whether the article has named nobody else before."""
    return {party.key for party in (*discourse.topic, *discourse.recent)} <= {speaker.key}


def _is_abroad(speaker: Party, row: Row, heads: Iterable[Head]) -> bool:
    """Whether somebody speaks of a trip to another country, and names nobody else: "denied plans to visit Rome"."""
    places = {chunk.place.code for chunk in row if isinstance(chunk, PlaceMark)}
    return bool(places - {speaker.country}) and any(head.kind == "visit" for head in heads)


def _is_own_talk(heads: Iterable[Head]) -> bool:
    return any(head.is_verb and head.kind in {"talks", "call"} for head in heads)


def _is_host(speaker: Party, row: Row, heads: Iterable[Head]) -> bool:
    """Whether a leader tells of a visit, or of something in his own country. A minister may only announce it."""
    at_home = any(isinstance(chunk, PlaceMark) and chunk.place.code == speaker.country for chunk in row)
    return speaker.class_ == "leader" and (at_home or any(head.kind == "visit" for head in heads))


def lends_name(row: Row, at: int) -> bool:
    """Whether a person's name only says whose something is: "a spokesman for Ramaphosa", "a portrait of Simitis"."""
    if not isinstance(row[at], PersonMark):
        return False
    if word_at(row, at + 1) == "'s" and kind_at(row, at + 2) in {Kind.INSTITUTION, Kind.OFFICE}:
        return True
    before = before_titles(row, at)
    if word_at(row, before) == "of" and word_at(row, before - 1) in _LIKENESSES:
        return True
    office = office_at(row, before - 1)
    return word_at(row, before) in {"for", "of", "to"} and office is not None and office.class_ in {"spokesman", "bare"}
