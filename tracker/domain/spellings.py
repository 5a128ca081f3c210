"""Spellings: which names in which scripts are one person, as the desk said it."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from typing import Final

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.names import folded
from tracker.domain.report import Claims, Json, Participant

LONGEST: Final = 200  # characters of a name


class Spelling(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Another spelling of a person's name, and who said so when."""

    spelling: str
    name: str
    recorded_at: str
    recorded_by: str


def is_name_of_person(name: object) -> bool:
    """Whether a name, or a spelling of one, is such as `alias` stores."""
    return isinstance(name, str) and name == name.strip() and name != "" and len(name) <= LONGEST and "\0" not in name


class Spellings:
    """All spellings. Names are compared folded: without case, accents and hyphens."""

    def __init__(self, rows: Iterable[Spelling] = ()) -> None:
        self._name_of: dict[str, str] = {}  # by folded spelling
        self._names: dict[str, str] = {}  # by folded name
        written: defaultdict[str, list[str]] = defaultdict(list)
        for row in rows:
            self._name_of[folded(row.spelling)] = row.name
            self._names[folded(row.name)] = row.name
            written[row.name].append(row.spelling)
        groups = [[folded(name), *map(folded, spellings)] for name, spellings in written.items()]
        # For each folded spelling, the others of the same person, one a line.
        self.others: dict[str, str] = {
            spelling: "\n".join(other for other in group if other != spelling) for group in groups for spelling in group
        }
        self._groups = groups

    def __bool__(self) -> bool:
        """Return whether there are any."""
        return bool(self._name_of)

    def name_of(self, written: str) -> str:
        """Return the name under which a person is recorded."""
        return self._name_of.get(folded(written), written)

    def name_in_use(self, written: str) -> str | None:
        """Return the name that has other spellings and is written so, or None."""
        return self._names.get(folded(written))

    def alternatives(self, term: str) -> set[str]:
        """Return words that a text contains if it names a person one of whose spellings contains the folded term."""
        return {
            max(other.split(), key=len)
            for group in self._groups
            if any(term in spelling for spelling in group)
            for other in group
            if other.split()
        }

    def names_of(self, is_called: Callable[[str], bool]) -> frozenset[str]:
        """Return every folded spelling of the people one of whose spellings is called so."""
        return frozenset(spelling for group in self._groups if any(map(is_called, group)) for spelling in group)

    def applied(self, claims: Claims) -> Claims:
        """Return the claims with each person under the name that the desk uses, nobody twice."""
        if not self._name_of:
            return claims
        people: dict[tuple[str, ...], Participant] = {}
        for person in claims.participants:
            named = replace(person, name=self.name_of(person.name))
            earlier = people.get(named.key, named)
            people[named.key] = replace(
                named, role=earlier.role or named.role, country=earlier.country or named.country
            )
        without = tuple(dict.fromkeys(map(self.name_of, claims.without)))
        return replace(claims, participants=tuple(people.values()), without=without)

    def applied_to_fields(self, fields: Json) -> Json:
        """Return the fields of a correction with each person under the name that the desk uses."""
        claims = fields.get("claims") or {}
        if not self._name_of or not (claims.get("participants") or claims.get("without")):
            return fields
        named = dict(claims)
        if claims.get("participants"):
            named["participants"] = [
                {**person, "name": self.name_of(person["name"])} if person.get("name") else person
                for person in claims["participants"]
            ]
        if claims.get("without"):
            named["without"] = [self.name_of(name) for name in claims["without"]]
        return {**fields, "claims": named}

    def renamed(self, claims: Claims) -> tuple[tuple[str, str], ...]:
        """Return each name in the claims that the desk spells otherwise, with the name that it uses."""
        if not self._name_of:
            return ()
        names = (*(person.name for person in claims.participants), *claims.without)
        pairs = ((name, self.name_of(name)) for name in names)
        return tuple(dict.fromkeys(pair for pair in pairs if pair[0] != pair[1]))


NO_SPELLINGS: Final = Spellings()
