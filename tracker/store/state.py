"""How the projection writes a meeting's state as JSON text, and reads it back."""

import json
from typing import Any

from msgspec.structs import asdict

from tracker.domain.canonical import canonical_json
from tracker.domain.meeting import Link, Meeting, Memory, OffReport
from tracker.domain.moments import Published, published
from tracker.domain.report import Attribution, Participant, Place
from tracker.domain.window import Window

_PLAIN = ("title", "kind", "status", "since", "host", "reason", "by", "reports", "last_position")


def dump(meeting: Meeting) -> str:
    """Return the whole state, what later reports are judged by included. Equal states give equal text."""
    memory = asdict(meeting.memory)
    memory |= {
        "last": _moment(meeting.memory.last),
        "behind": _moment(meeting.memory.behind),
        "off": [[off.stage, off.origin, off.day] for off in meeting.memory.off],
        "official": sorted(meeting.memory.official),
    }
    data: dict[str, Any] = {
        "meeting": meeting.meeting,
        **{field: getattr(meeting, field) for field in _PLAIN},
        "attribution": _attribution(meeting.attribution),
        "sides": meeting.sides,
        "window": _window(meeting.window),
        "previous_windows": [_window(window) for window in meeting.previous_windows],
        "places": [[place.name, place.standing] for place in meeting.places],
        "participants": [[person.name, person.role, person.country] for person in meeting.participants],
        "links": [[link.relation, link.meeting] for link in meeting.links],
        "aliases": meeting.aliases,
        "origins": meeting.origins,
        "why": dict(meeting.why),
        "memory": {key: value for key, value in memory.items() if value},
    }
    return canonical_json({key: value for key, value in data.items() if value})


def load(text: str) -> Meeting:
    """Return the state that `dump` wrote."""
    data = json.loads(text)
    attribution = data.get("attribution")
    window = data.get("window")
    return Meeting(
        meeting=data["meeting"],
        **{field: data[field] for field in _PLAIN if field in data},
        attribution=attribution
        and Attribution(class_=attribution[0], words=attribution[1], side=tuple(attribution[2])),
        sides=tuple(data.get("sides", ())),
        window=window and Window.parse(*window),
        previous_windows=tuple(Window.parse(*window) for window in data.get("previous_windows", ())),
        places=tuple(Place(name=name, standing=standing) for name, standing in data.get("places", ())),
        participants=tuple(
            Participant(name=name, role=role, country=country) for name, role, country in data.get("participants", ())
        ),
        links=tuple(Link(relation=relation, meeting=meeting) for relation, meeting in data.get("links", ())),
        aliases=tuple(data.get("aliases", ())),
        origins=tuple(data.get("origins", ())),
        why=data.get("why", {}),
        memory=_memory(data.get("memory", {})),
    )


def _memory(data: dict[str, Any]) -> Memory:
    last, behind = data.pop("last", None), data.pop("behind", None)
    off = tuple(OffReport(stage=stage, origin=origin, day=day) for stage, origin, day in data.pop("off", ()))
    return Memory(
        last=last and published(last),
        behind=behind and published(behind),
        off=off,
        official=frozenset(data.pop("official", ())),
        **data,
    )


def _moment(moment: Published | None) -> str | None:
    return None if moment is None else moment.text


def _attribution(attribution: Attribution | None) -> list[Any] | None:
    return None if attribution is None else [attribution.class_, attribution.words, attribution.side]


def _window(window: Window | None) -> list[str | None] | None:
    return None if window is None else [window.edtf, window.words]
