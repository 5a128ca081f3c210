"""Checking: what a model proposes of a meeting, field by field against the article and our own tables."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Final

from msgspec import Struct, field

from tracker.domain.names import folded
from tracker.domain.report import UNATTRIBUTED, Attribution, Claims, Participant, Place
from tracker.domain.vocabulary import CANDIDATE, FIXED, KINDS, LADDER, STAGES, STRENGTH
from tracker.domain.window import Window
from tracker.reading.draft import Draft, Evidence, Known
from tracker.reading.model_reader.days import Days
from tracker.reading.model_reader.quotations import Words, nearest
from tracker.reading.model_reader.reply import Quoted, QuotedMeeting, QuotedPerson
from tracker.reading.people.offices import office_phrases
from tracker.reading.places.gazetteer import countries, is_organisation, place_names

_LONGEST_NAME: Final = 80  # characters
_CLOSE: Final = 300  # characters of which all words about who takes part are shown as one
_COUNTRY_KINDS: Final = ("country", "adjective")


class Checked(Struct, frozen=True, kw_only=True):
    """A draft of what a model proposes, and the fields whose words or values did not hold."""

    draft: Draft
    dropped: frozenset[str]


class _Fields(Struct, kw_only=True):
    """The evidence that was found, and the fields that were dropped."""

    text: str
    near: int
    evidence: dict[str, Words]
    dropped: set[str] = field(default_factory=set)

    def find(self, name: str, words: str | None) -> Words | None:
        """Return where the words of a field stand, nearest to those of the stage. If nowhere, the field is dropped."""
        place = nearest(self.text, words, self.near) if words else None
        if place:
            self.evidence[name] = place
        else:
            self.dropped.add(name)
        return place

    def value(self, name: str, quoted: Quoted | None, allowed: Sequence[str]) -> str | None:
        """Return a value that is one of ours and whose words are in the article."""
        if quoted is None:
            return None
        if quoted.value not in allowed:
            self.dropped.add(name)
            return None
        return quoted.value if self.find(name, quoted.words) else None

    def letters(self, name: str) -> str | None:
        """Return the words of a field on one line."""
        place = self.evidence.get(name)
        return " ".join(self.text[slice(*place)].split()) if place else None


def checked(meeting: QuotedMeeting, days: Days, known: Known) -> Checked | None:
    """Return the draft of a meeting, or None if its stage is not one of ours or its words are not in the article."""
    stage, words = meeting.stage.value, nearest(days.text, meeting.stage.words or "")
    if stage not in STAGES or words is None:
        return None
    fields = _Fields(text=days.text, near=words[0], evidence={"stage": words})
    attribution = _attribution(fields, meeting.attribution)
    claims = _claims(fields, meeting, days, known)
    draft = Draft(
        main=meeting.main,
        stage="postponed" if stage == "rescheduled" else stage,
        attribution=attribution,
        claims=claims,
        evidence={name: Evidence.of(days.text, *place) for name, place in fields.evidence.items()},
    )
    return Checked(draft=draft, dropped=frozenset(fields.dropped))


def _claims(fields: _Fields, meeting: QuotedMeeting, days: Days, known: Known) -> Claims:
    return Claims(
        kind=fields.value("kind", meeting.kind, KINDS),
        participants=_participants(fields, meeting.participants, known),
        window=_window(fields, meeting, days, "window"),
        original_window=_window(fields, meeting, days, "original_window"),
        place=_place(fields, meeting),
        host=_country(fields, "host", meeting.host, is_country),
        reason=_reason(fields, meeting),
        by=_country(fields, "by", meeting.by, is_party),
        in_doubt=meeting.in_doubt and meeting.stage.value in LADDER,
    )


def is_country(code: str | None) -> bool:
    """Whether a code is that of a country of our table."""
    return code in countries()


def is_party(code: str | None) -> bool:
    """Whether a code is that of a country or an organisation of our tables."""
    return code is not None and (is_country(code) or is_organisation(code))


def _attribution(fields: _Fields, quoted: Quoted | None) -> Attribution:
    if quoted is None or quoted.value == UNATTRIBUTED.class_:
        return UNATTRIBUTED
    class_ = fields.value("attribution", quoted, tuple(STRENGTH))
    return Attribution(class_=class_, words=fields.letters("attribution")) if class_ else UNATTRIBUTED


def _country(fields: _Fields, name: str, quoted: Quoted | None, is_allowed: Callable[[str], bool]) -> str | None:
    """Return a country that the words do not contradict: "Tokyo" is not in Italy, by our tables."""
    if quoted is None:
        return None
    found = {place.code for place in place_names(quoted.words or "")}
    if not is_allowed(quoted.value) or (found and quoted.value not in found):
        fields.dropped.add(name)
        return None
    return quoted.value if fields.find(name, quoted.words) else None


def _place(fields: _Fields, meeting: QuotedMeeting) -> Place | None:
    if meeting.place is None or len(meeting.place.words) > _LONGEST_NAME:
        return None
    if not fields.find("place", meeting.place.words):
        return None
    name = fields.letters("place") or ""
    if any(place.words == name and place.kind in _COUNTRY_KINDS for place in place_names(name)):
        del fields.evidence["place"]
        return None
    return Place(name=name, standing=CANDIDATE if meeting.place.candidate else FIXED)


def _window(fields: _Fields, meeting: QuotedMeeting, days: Days, name: str) -> Window | None:
    quoted = meeting.window if name == "window" else meeting.original_window
    if quoted is None:
        return None
    found = days.window(quoted, fields.near, stage=meeting.stage.value)
    if found is None:
        fields.dropped.add(name)
        return None
    window, fields.evidence[name] = found
    return window


def _reason(fields: _Fields, meeting: QuotedMeeting) -> str | None:
    return fields.letters("reason") if meeting.reason and fields.find("reason", meeting.reason) else None


# Who takes part


def _participants(fields: _Fields, quoted: Sequence[QuotedPerson], known: Known) -> tuple[Participant, ...]:
    found: dict[tuple[str, ...], Participant] = {}
    places: list[Words] = []
    for person in quoted:
        place = nearest(fields.text, person.words, fields.near) or nearest(fields.text, person.name or "", fields.near)
        participant = _participant(fields.text, person, known.people) if place else None
        if place and participant:
            found.setdefault(participant.key, participant)
            places.append(place)
        else:
            fields.dropped.add("participants")
    if places:
        fields.evidence["participants"] = _around(places)
    return tuple(_without_doubles(found.values()))


def _participant(text: str, person: QuotedPerson, people: Mapping[str, Participant]) -> Participant | None:
    """Return a participant whose name is in the article, with an office and a country of ours; the log fills gaps."""
    name = " ".join((person.name or "").split())
    if name and (len(name) > _LONGEST_NAME or nearest(text, name) is None):
        return None
    role = _role(person.role)
    country = person.country if is_party(person.country) else None
    if not name and not country:
        return None
    logged = people.get(folded(name), Participant())
    return Participant(name=name, role=role or logged.role, country=country or logged.country)


def _role(role: str | None) -> str | None:
    """Return an office as our table has it."""
    offices = [phrase.role for phrase in office_phrases((role or "")[:_LONGEST_NAME]) if phrase.class_ != "institution"]
    return offices[0] if offices else None


def _without_doubles(people: Iterable[Participant]) -> Iterator[Participant]:
    """Leave out countries of which somebody is named."""
    everybody = list(people)
    named = {person.country for person in everybody if person.name}
    return (person for person in everybody if person.name or person.country not in named)


def _around(places: Sequence[Words]) -> Words:
    """Return the words from the first to the last of those that stand close to the first."""
    start = places[0][0]
    close = [place for place in places if abs(place[0] - start) <= _CLOSE]
    return min(place[0] for place in close), max(place[1] for place in close)
