"""A draft: what an article seems to say about one meeting, each answer with the words that it rests on."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Self

from msgspec import Struct, field

from tracker.domain.report import Attribution, Participant, Place
from tracker.domain.window import Window

# The order in which a person reads a draft; `evidence` has these keys and no others.
FIELDS: Final = (
    "stage",
    "attribution",
    "kind",
    "participants",
    "window",
    "original_window",
    "place",
    "host",
    "reason",
    "by",
)


def _nothing() -> Mapping[str, Any]:
    return MappingProxyType({})


class Evidence(Struct, frozen=True, kw_only=True):
    """Words of the text, letter for letter, and where they stand: `text[start:end]` is `text` of this record."""

    text: str
    start: int
    end: int

    @classmethod
    def of(cls, text: str, start: int, end: int) -> Self:
        """Return the words of `text` from `start` up to `end`."""
        return cls(text=text[start:end], start=start, end=end)


class Draft(Struct, frozen=True, kw_only=True):
    """What the article says about one meeting, for a person to accept.

    `doubt` says in a few words why the draft is not sure; it is None where it is. `main` marks the meeting that the
    article is about. `stage` is one of the ledger's stages but `rescheduled` and `noted`: a plan put off to a new
    date is `postponed` with the new `window`, and `original_window` is the one that no longer holds.
    """

    main: bool
    kind: str
    stage: str
    doubt: str | None = None
    participants: tuple[Participant, ...] = ()
    host: str | None = None
    place: Place | None = None
    window: Window | None = None
    original_window: Window | None = None
    attribution: Attribution = field(default_factory=Attribution)
    reason: str | None = None
    by: str | None = None
    evidence: Mapping[str, Evidence] = field(default_factory=_nothing)

    @property
    def sure(self) -> bool:
        """Whether nothing about its stage is in doubt."""
        return self.doubt is None


class Known(Struct, frozen=True, kw_only=True):
    """What the reader may know beside the text: the publication day, the outlet, and people met before.

    `people` gives the folded name of a person, as `tracker.domain.names.folded` does, with the country and the
    office under which the ledger knows them.
    """

    published: date | None = None
    outlet: str | None = None
    people: Mapping[str, Participant] = field(default_factory=_nothing)


class Reading(Struct, frozen=True, kw_only=True):
    """An article read: its headline, the day that it prints, whom it credits, and its drafts, the main one first."""

    text: str
    headline: str | None
    published: date | None
    via: tuple[str, ...]
    drafts: tuple[Draft, ...]
