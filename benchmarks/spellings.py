"""Other ways to write the names of a draft, by which `benchmarks.linking --spellings` tries how names are compared."""

from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path
from typing import Final

from msgspec.structs import replace

from tracker.domain.names import bare, person_key
from tracker.domain.report import Participant
from tracker.reading.draft import Draft
from tracker.reading.language.tables import rows, table_lines
from tracker.reading.linking.naming import family_name

_IN_SCRIPTS: Final = str(Path(__file__).with_name("names_in_scripts.tsv"))
Way = Callable[[Participant], Participant]
_UMLAUTS: Final = (("ä", "ae"), ("ö", "oe"), ("ø", "oe"), ("ü", "ue"))


def other_spelling(person: Participant) -> Participant:
    """Return a person as the table of office-holders also spells the name."""
    return replace(person, name=_spellings().get(person_key(person.name), person.name))


def other_letters(person: Participant) -> Participant:
    """Return a person without accents, strokes and hyphens: ł is l, ö is oe, and Jae-myung is Jaemyung."""
    name = person.name.lower()
    for letter, plain in _UMLAUTS:
        name = name.replace(letter, plain)
    return replace(person, name=bare(name).replace("-", "").title())


def other_script(person: Participant) -> Participant:
    """Return a person in the script in which a press with other letters prints the name, if the table has it."""
    return replace(person, name=_scripts().get(person_key(person.name), person.name))


def other_order(person: Participant) -> Participant:
    """Return a person with the last word of the name first."""
    *words, last = person.name.split()
    return replace(person, name=" ".join([last, *words]))


def family_name_alone(person: Participant) -> Participant:
    """Return a person by the family name."""
    return replace(person, name=family_name(person).title())


def office_alone(person: Participant) -> Participant:
    """Return the office of a person without the name, if both are known."""
    return replace(person, name="") if person.role else person


WAYS: Final[Mapping[str, Way]] = {
    "another spelling": other_spelling,
    "other letters": other_letters,
    "another script": other_script,
    "the other order": other_order,
    "family names": family_name_alone,
    "offices": office_alone,
}


def rewritten(draft: Draft, way: Way) -> Draft:
    """Return a draft in which each person with a name is written in another way."""
    people = tuple(way(person) if person.name else person for person in draft.claims.participants)
    return replace(draft, claims=replace(draft.claims, participants=people))


@cache
def _spellings() -> Mapping[str, str]:
    """Return another spelling of each name by its key: the least like the name that the table begins with."""
    others: dict[str, str] = {}
    for name, spellings, *_ in rows("holders.tsv"):
        different = [other for other in spellings.split("|") if other and person_key(other) != person_key(name)]
        if different:
            others[person_key(name)] = different[0]
    return others


@cache
def _scripts() -> Mapping[str, str]:
    return {person_key(name): printed for name, printed in (line.split("\t") for line in table_lines(_IN_SCRIPTS))}
