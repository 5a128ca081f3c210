"""Attribution evidence: for each class, who in an article speaks, and how near to the meeting."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.speech import Said
from tracker.reading.facts.attribution import Voice
from tracker.reading.facts.candidate import NOWHERE, Candidate, Words
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Chunk

CLASSES: Final = ("official", "sources", "media", "unattributed")
_NEAR: Final = ("telling", "headline", "lead", "second", "own")


def candidates(context: Context, telling: Mention | None, rule: Voice) -> list[Candidate[str]]:
    """Return every class of attribution with who speaks so. `telling` is the mention that gives the stage."""
    spoken = list(_spoken(context, telling))
    shared = {f"telling {telling.sense if telling else None}"}
    shared |= {f"{class_} {where}" for class_, where, _ in spoken}
    shared |= {f"own voice {context.analysis.own_voice}"}
    shared |= {f"nobody {where}" for where in _NEAR if all(where != other for _, other, _ in spoken)}
    return [
        Candidate(
            class_,
            _words(class_, rule, spoken),
            frozenset([class_, *(f"{class_}: {one}" for one in shared)]),
            by_rule=class_ == rule.class_,
        )
        for class_ in CLASSES
    ]


def _words(class_: str, rule: Voice, spoken: list[tuple[str, str, Words]]) -> Words:
    if class_ == rule.class_:
        return rule.start, rule.end
    found = [(where, words) for other, where, words in spoken if other == class_]
    return min(found, key=lambda one: _rank(one[0]))[1] if found else NOWHERE


def _rank(where: str) -> int:
    return _NEAR.index(where) if where in _NEAR else len(_NEAR)


def _spoken(context: Context, telling: Mention | None) -> Iterator[tuple[str, str, Words]]:
    """Yield the class of everyone who speaks, where, and the words."""
    for sentence in context.analysis.sentences:
        for said in sentence.said:
            words = _span(sentence.row, said)
            position = context.position(sentence.number)
            if telling is not None and sentence.number == telling.sentence:
                yield said.class_, "telling", words
            if sentence.number in context.sentences:
                yield said.class_, "own", words
            yield said.class_, position, words


def _span(row: Sequence[Chunk], said: Said) -> Words:
    return row[said.first].start, row[said.last - 1].end
