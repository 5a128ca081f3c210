"""Where: the countries in which a meeting may be, with what speaks for each."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.reading.encounters.settings import Setting, is_owned, preposition
from tracker.reading.facts.candidate import NOWHERE, Candidate, Words, merged
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Chunk, Kind
from tracker.reading.places.gazetteer import seat_of

_STATES: Final = frozenset({"country", "adjective", "metonym"})
_SURE: Final = 2  # weight of a setting from which it is a place of the encounter
_PREPOSITIONS: Final = frozenset({"in", "at", "to", "for", "from", "with", "between", "by", "against", "over", "of"})

Found = tuple[str | None, Words, set[str]]


def candidates(context: Context, rule: Setting | None) -> list[Candidate[str | None]]:
    """Return each country that the article names, and none; `rule` is the setting that the rules choose."""
    if context.encounter.kinds == {"call"}:  # which takes place nowhere
        return [Candidate(None, NOWHERE, frozenset({"none"}), by_rule=True)]
    found = merged((*_settings(context), *_named(context), *_home(context), (None, NOWHERE, set[str]())))
    given = frozenset(code for code, _, features in found if code and any("setting" in one for one in features))
    return [_candidate(context, one, rule, given) for one in found]


def _candidate(context: Context, found: Found, rule: Setting | None, given: frozenset[str]) -> Candidate[str | None]:
    code, words, features = found
    by_rule = code == (rule.code if rule else None)
    if by_rule and rule:
        words = rule.start, rule.end
    if code is None:
        features = {"none", *(f"none {kind}" for kind in context.encounter.kinds)}
        features.add("none: no setting" if not given else "none: settings")
    else:
        features = features | set(_roles(context, code)) | ({"only setting"} if given == {code} else set())
    return Candidate(code, words, frozenset(features), by_rule)


def _settings(context: Context) -> Iterator[Found]:
    """Yield the places that clauses give to encounters, this one's and those of others."""
    likely = (setting for mention in context.mentions for setting in mention.settings if setting.weight >= _SURE)
    first = min(likely, key=lambda setting: setting.start, default=None)
    if first is not None:
        yield first.code, (first.start, first.end), {"first setting"}
    for encounter in context.encounters:
        for mention, _ in encounter.mentions:
            for setting in mention.settings:
                own = encounter is context.encounter
                whose = context.order(mention) if own else "other"
                features = {f"setting {setting.weight} {whose}", f"setting {whose}"}
                if not own and not context.is_main and encounter is context.encounters[0]:
                    features.add("setting main")
                yield setting.code, (setting.start, setting.end), features


def _named(context: Context) -> Iterator[Found]:
    """Yield the countries of all places named."""
    for sentence in context.analysis.sentences:
        position = context.position(sentence.number)
        for at, chunk in enumerate(sentence.row):
            if chunk.kind is Kind.PLACE and chunk.of.kind != "organisation":
                relation = context.relation(sentence.number, chunk)
                words = chunk.start, chunk.end
                yield chunk.of.code, words, set(_of_place(sentence.row, at, position, relation))


def _of_place(row: Sequence[Chunk], at: int, position: str, relation: str) -> Iterator[str]:
    kind = "state" if row[at].of.kind in _STATES else "place"
    if is_owned(row, at) or row[at].of.kind == "adjective":
        yield f"owner {position}"
        return
    before = preposition(row, at)
    how = before if before in _PREPOSITIONS else "other"
    yield f"{kind} {position}"
    yield f"{kind} {relation}"
    yield f"{how} {position}"
    yield f"{how} {relation}"


def _home(context: Context) -> Iterator[Found]:
    home = context.analysis.home
    if home:
        yield home, NOWHERE, {"home"}
    for mention in context.mentions:
        for chunk in mention.clause.row:
            if chunk.kind is Kind.PLACE and chunk.of.kind == "organisation":
                seat = seat_of(chunk.of.code)
                if seat:
                    yield seat.country, (chunk.start, chunk.end), {f"seat {context.order(mention)}"}


def _roles(context: Context, code: str) -> Iterator[str]:
    """Yield how the country stands to those who take part, by the kind of the encounter."""
    parties = context.encounter.parties
    sides = list(dict.fromkeys(party.country for party in parties if party.country))
    kind = "visit" if "visit" in context.encounter.kinds else "other"
    if code not in sides:
        yield f"no party {kind}"
    elif sides[0] == code:
        yield f"first party {kind}"
    else:
        yield f"later party {kind}"
    if code == context.analysis.home:
        yield f"home {'party' if code in sides else 'no party'}"
