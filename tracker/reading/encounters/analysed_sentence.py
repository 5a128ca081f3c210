"""Analysed sentences: who says what in a sentence, and which encounters it mentions."""

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from tracker.reading.dates.date_mark import DateMark
from tracker.reading.encounters.clauses import clauses
from tracker.reading.encounters.cues import cues
from tracker.reading.encounters.days_of_speech import days_of_acts, days_of_statements
from tracker.reading.encounters.discourse import Discourse
from tracker.reading.encounters.heads import apart
from tracker.reading.encounters.mentions import (
    ClauseMarks,
    Mention,
    Place,
    implied_heads,
    new_mention,
    shared_subject,
    with_clause,
)
from tracker.reading.encounters.parties import clause_parties
from tracker.reading.encounters.partners import by_partner
from tracker.reading.encounters.party import Directory, Party
from tracker.reading.encounters.place_roles import PlaceRole, place_roles
from tracker.reading.encounters.speech import Statement, headline_statements, statements
from tracker.reading.language.chunks import Chunk
from tracker.reading.people.marks import PersonMark


class AnalysedSentence(Struct, frozen=True, kw_only=True):
    """A sentence: its chunks, who says what in it, the encounters that it mentions, and who has been spoken of then."""

    number: int
    headline: bool
    row: tuple[Chunk, ...]
    places: tuple[PlaceRole, ...]
    people: tuple[PersonMark, ...]
    dates: tuple[tuple[int, DateMark], ...]  # with the chunk of the row
    statements: tuple[Statement, ...]
    days_of_acts: frozenset[int]  # chunks that date what somebody did about a plan
    mentions: tuple[Mention, ...] = ()
    discourse: Discourse


def analysed_sentence(
    row: tuple[Chunk, ...], number: int, before: Discourse, directory: Directory, *, headline: bool
) -> AnalysedSentence:
    """Analyse one sentence. `before` is the discourse of the sentence before it."""
    made = headline_statements(row) if headline else statements(row)
    discourse = before.in_sentence(row, made, directory)
    sentence = AnalysedSentence(
        number=number,
        headline=headline,
        row=row,
        places=place_roles(row),
        people=tuple(chunk for chunk in row if isinstance(chunk, PersonMark)),
        dates=tuple((at, chunk) for at, chunk in enumerate(row) if isinstance(chunk, DateMark)),
        statements=made,
        days_of_acts=days_of_acts(row),
        discourse=discourse,
    )
    return _with_mentions(sentence, directory)


def _with_mentions(sentence: AnalysedSentence, directory: Directory) -> AnalysedSentence:
    """Return the sentence with what each clause says.

    A clause that names no encounter adds to the mention before it, or its dates to the next one.
    """
    mentions: list[Mention] = []
    discourse = sentence.discourse
    waiting: tuple[DateMark, ...] = ()
    for marks in _clause_marks(sentence):
        if mentions:
            mentions[-1] = with_clause(mentions[-1], marks)
            if not marks.heads:
                continue
        whole = replace(marks, heads=marks.heads or implied_heads(marks), dates=waiting + marks.dates)
        waiting = () if whole.heads or marks.clause.background else whole.dates
        if whole.heads:
            parties = _parties(whole, mentions, discourse, directory)
            discourse = discourse.about(parties)
            mentions.append(new_mention(whole, _place(sentence, mentions), parties, directory))
    each = tuple(one for mention in mentions for one in by_partner(mention))
    return replace(sentence, mentions=each, discourse=discourse)


def _parties(
    marks: ClauseMarks, before: Sequence[Mention], discourse: Discourse, directory: Directory
) -> tuple[Party, ...]:
    """Return who takes part by a clause, after the subject that it shares with the clause before it."""
    own = clause_parties(marks.clause.row, marks.heads, discourse, directory)
    subject = shared_subject(marks.clause, before, discourse, directory, own)
    keys = {party.key for party in own}
    return (*(party for party in subject if party.key not in keys), *own)


def _place(sentence: AnalysedSentence, before: list[Mention]) -> Place:
    return Place(
        sentence=sentence.number,
        row=sentence.row,
        headline=sentence.headline,
        official=any(statement.class_ == "official" for statement in sentence.statements),
        before=before,
    )


def _clause_marks(sentence: AnalysedSentence) -> Iterator[ClauseMarks]:
    row = sentence.row
    of_acts = frozenset[int]() if sentence.headline else sentence.days_of_acts
    days = days_of_statements(row).union(of_acts, *(statement.days for statement in sentence.statements))
    not_of_encounter = {row[at].start for at in days}
    for clause in clauses(row):
        for part, named in apart(clause):
            dates = (chunk for chunk in part.row if isinstance(chunk, DateMark) and chunk.start not in not_of_encounter)
            yield ClauseMarks(part, named, cues(part.row), tuple(dates))
