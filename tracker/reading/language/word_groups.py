"""Word groups: the sets of words that the rules go by, each a constant, read from `data/words.txt`."""

from typing import Final

from tracker.reading.language.tables import lines


def _groups() -> dict[str, frozenset[str]]:
    groups: dict[str, set[str]] = {}
    group: set[str] = set()
    for line in lines("words.txt"):
        if line.startswith("["):
            group = groups.setdefault(line.strip("[]"), set())
        elif not line.startswith("#"):
            group |= set(line.split())
    return {name: frozenset(group) for name, group in groups.items()}


GROUPS: Final = _groups()

COMMON_WORDS: Final = GROUPS["common words"]
HONORIFICS: Final = GROUPS["honorifics"]
NAME_PARTICLES: Final = GROUPS["name particles"]
NOUNS_OF_THINGS: Final = GROUPS["nouns of things"]
WORDS_BEFORE_OFFICE: Final = GROUPS["words before office"]
CLAUSE_OPENERS: Final = GROUPS["clause openers"]
BACKGROUND_OPENERS: Final = GROUPS["background openers"]
SIDE_EVENT_OPENERS: Final = GROUPS["side event openers"]
AUXILIARIES: Final = GROUPS["auxiliaries"]
NEGATIONS: Final = GROUPS["negations"]
HEDGES: Final = GROUPS["hedges"]
SPEECH_VERBS: Final = GROUPS["speech verbs"]
CITING_VERBS: Final = GROUPS["citing verbs"]
SPEAKER_NOUNS: Final = GROUPS["speaker nouns"]
SPEAKER_MODIFIERS: Final = GROUPS["speaker modifiers"]
MEDIA_NOUNS: Final = GROUPS["media nouns"]
SOURCE_NOUNS: Final = GROUPS["source nouns"]
UNNAMED_OFFICIALS: Final = GROUPS["unnamed officials"]
COMMENTATORS: Final = GROUPS["commentators"]
OFFICIAL_NOUNS: Final = GROUPS["official nouns"]
WORDS_BEFORE_SPEECH_DAY: Final = GROUPS["words before speech day"]
DETERMINERS: Final = GROUPS["determiners"]
POSSESSIVES: Final = GROUPS["possessives"]
LEAVING: Final = GROUPS["leaving"]
CANDIDATE_WORDS: Final = GROUPS["candidate words"]
WORDS_BEFORE_PLACE: Final = GROUPS["words before place"]
KINDS_OF_PLACES: Final = GROUPS["kinds of places"]
MODALS: Final = GROUPS["modals"]
EVENT_VERBS: Final = GROUPS["event verbs"]
REFUSABLE_VERBS: Final = GROUPS["refusable verbs"]
DATE_SETTERS: Final = GROUPS["date setters"]
PLAN_NOUNS: Final = GROUPS["plan nouns"]
ENDS_OF_NOUN_PHRASES: Final = GROUPS["ends of noun phrases"]
THINGS_PUT_OFF: Final = GROUPS["things put off"]
STATEMENT_NOUNS: Final = GROUPS["statement nouns"]
LIST_WORDS: Final = GROUPS["list words"]
GATHERING_NOUNS: Final = GROUPS["gathering nouns"]
NAMING_VERBS: Final = GROUPS["naming verbs"]
SILENCE: Final = GROUPS["silence"]
SUBJECTS_OF_TALKS: Final = GROUPS["subjects of talks"]
TOUR_WORDS: Final = GROUPS["tour words"]
RECEIVING_VERBS: Final = GROUPS["receiving verbs"]
WORDS_BEFORE_VERB: Final = GROUPS["words before verb"]
RELATIVES_AND_AIDES: Final = GROUPS["relatives and aides"]
ATTENDING: Final = GROUPS["attending"]
ENCOUNTER_VERBS: Final = GROUPS["encounter verbs"]
SPORT: Final = GROUPS["sport"]
BUSINESS: Final = GROUPS["business"]
COUNTERPARTS: Final = GROUPS["counterparts"]
