"""Where: the host country of a meeting by the rules, and the candidates."""

from collections.abc import Iterator
from typing import Final

from tracker.reading.encounters.encounter import Encounter
from tracker.reading.encounters.mentions import Mention
from tracker.reading.encounters.place_roles import PlaceRole
from tracker.reading.encounters.settings import Setting
from tracker.reading.facts.candidate import NOWHERE, Candidate, Words, merged
from tracker.reading.facts.context import Context
from tracker.reading.language.chunks import Chunk
from tracker.reading.places.gazetteer import seat_of
from tracker.reading.places.place_name import PlaceMark

_STATES: Final = frozenset({"country", "adjective", "metonym"})
_ONWARD: Final = "before"  # "met Kask on Monday before travelling on to Oslo"
_PREPOSITIONS: Final = frozenset({"in", "at", "to", "for", "from", "with", "between", "by", "against", "over", "of"})

Code = str | None
Evidence = tuple[Code, Words, set[str]]  # a country, the words that name it, and its features


def rule_host(encounter: Encounter, home: str | None) -> Setting | None:
    """Return the setting that gives the country most surely. The article is written from the country `home`."""
    if "call" in encounter.kinds:
        return None
    told = (mention for mention, _ in encounter.mentions if mention.clause.opener != _ONWARD)
    settings = [setting for mention in told for setting in mention.settings]
    if not settings and home:
        return next((_here(chunk, home) for mention, _ in encounter.mentions for chunk in _heres(mention)), None)
    return max(settings, key=lambda setting: setting.weight, default=None)


def _heres(mention: Mention) -> Iterator[Chunk]:
    """Yield the words by which a mention places its encounter where the article is written: "arrived here"."""
    return (chunk for chunk in mention.clause.row if chunk.low == "here")


def _here(chunk: Chunk, home: str) -> Setting:
    return Setting(home, None, chunk.start, chunk.end, weight=2)


def candidates(context: Context, rule: Setting | None) -> list[Candidate[Code]]:
    """Return each country that the article names, and none; `rule` is the setting that the rules choose."""
    if context.encounter.kinds == {"call"}:  # which takes place nowhere
        return [Candidate(None, NOWHERE, frozenset({"none"}), by_rule=True)]
    nowhere: Evidence = (None, NOWHERE, set())
    countries = merged((*_settings(context), *_places(context), *_home(context), *_seats(context), nowhere))
    with_setting = frozenset(code for code, _, features in countries if code and _has_setting(features))
    return [_candidate(context, evidence, rule, with_setting) for evidence in countries]


def _has_setting(features: set[str]) -> bool:
    return any("setting" in feature for feature in features)


def _candidate(
    context: Context, evidence: Evidence, rule: Setting | None, with_setting: frozenset[str]
) -> Candidate[Code]:
    code, words, features = evidence
    by_rule = code == (rule.code if rule else None)
    if by_rule and rule:
        words = rule.start, rule.end
    if code is None:
        features = set(_nowhere(context))
    else:
        features = {*features, *_roles(context, code)}
        features |= {"only setting"} if with_setting == {code} else set()
    return Candidate(code, words, frozenset(features), by_rule)


def _nowhere(context: Context) -> Iterator[str]:
    """Yield what speaks for a meeting of which the article names no country."""
    yield "none"
    yield from (f"none {kind}" for kind in context.encounter.kinds)


def _settings(context: Context) -> Iterator[Evidence]:
    """Yield the places that clauses give to encounters, to this one and to others."""
    likely = [setting for mention in context.mentions for setting in mention.settings if setting.is_likely]
    if likely:
        first = min(likely, key=lambda setting: setting.start)
        yield first.code, (first.start, first.end), {"first setting"}
    for encounter in context.encounters:
        for mention, _ in encounter.mentions:
            for setting in mention.settings:
                features = _of_setting(context, encounter, mention, setting)
                yield setting.code, (setting.start, setting.end), features


def _of_setting(context: Context, encounter: Encounter, mention: Mention, setting: Setting) -> set[str]:
    own = encounter is context.encounter
    whose = context.order(mention) if own else "other"
    features = {f"setting {setting.weight} {whose}", f"setting {whose}"}
    of_main = encounter is context.encounters[0] and not own
    return features | {"setting main"} if of_main else features


def _places(context: Context) -> Iterator[Evidence]:
    """Yield the countries of all places that the article names."""
    for sentence in context.analysis.sentences:
        position = context.position(sentence.number)
        for role in sentence.places:
            mark = role.mark
            if not mark.place.is_body:
                features = set(_of_place(role, position, context.relation(sentence.number, mark)))
                yield mark.place.code, (mark.start, mark.end), features


def _of_place(role: PlaceRole, position: str, relation: str) -> Iterator[str]:
    place = role.mark.place
    if role.is_owned or place.kind == "adjective":
        yield f"owner {position}"
        return
    kind = "state" if place.kind in _STATES else "place"
    how = role.preposition if role.preposition in _PREPOSITIONS else "other"
    yield f"{kind} {position}"
    yield f"{kind} {relation}"
    yield f"{how} {position}"
    yield f"{how} {relation}"


def _home(context: Context) -> Iterator[Evidence]:
    """Yield the country from which the article is written."""
    if context.analysis.home:
        yield context.analysis.home, NOWHERE, {"home"}


def _seats(context: Context) -> Iterator[Evidence]:
    """Yield the countries in which the bodies sit that the encounter names."""
    for mention in context.mentions:
        for chunk in mention.clause.row:
            seat = seat_of(chunk.place.code) if isinstance(chunk, PlaceMark) and chunk.place.is_body else None
            if seat:
                yield seat.country, (chunk.start, chunk.end), {f"seat {context.order(mention)}"}


def _roles(context: Context, code: str) -> Iterator[str]:
    """Yield how the country stands to those who take part, by the kind of the encounter."""
    sides = list(dict.fromkeys(party.country for party in context.encounter.parties if party.country))
    kind = "visit" if "visit" in context.encounter.kinds else "other"
    if code not in sides:
        yield f"no party {kind}"
    elif sides[0] == code:
        yield f"first party {kind}"
    else:
        yield f"later party {kind}"
    if code == context.analysis.home:
        yield f"home {'party' if code in sides else 'no party'}"
