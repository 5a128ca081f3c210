"""A draft: what an article seems to say about one meeting, and the words of the article behind each field."""

from collections.abc import Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, Final, Self

from msgspec import Struct, field

from tracker.domain import passages
from tracker.domain.report import NOTHING_CLAIMED, UNATTRIBUTED, Attribution, Claims, Participant

# The order in which a person reads a draft; `evidence` has these keys and no others.
FIELDS: Final = passages.FIELDS

RULES: Final = "rules"  # the reader that is always there


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
    """What an article says about one meeting, for a person to accept.

    `main` marks the meeting that the article is about. `doubt` says in a few words why the draft is not sure; it is
    None if the draft is sure. `stage` is any stage of the ledger except `rescheduled` and `noted`: a plan moved to a
    new date is `postponed`, its new date is the claimed `window`, and its old date is the `original_window`.
    `evidence` maps names of FIELDS to the words of the article.
    """

    main: bool
    stage: str
    doubt: str | None = None
    confidence: float = 1.0
    attribution: Attribution = UNATTRIBUTED
    claims: Claims = NOTHING_CLAIMED
    evidence: Mapping[str, Evidence] = field(default_factory=_nothing)

    @property
    def sure(self) -> bool:
        """Whether nothing about its stage is in doubt."""
        return self.doubt is None

    def value(self, name: str) -> object:
        """Return the value of one of FIELDS, whether the draft itself or its claims hold it."""
        return getattr(self if name in {"stage", "attribution"} else self.claims, name)


class Known(Struct, frozen=True, kw_only=True):
    """What the reader may know besides the text: the publication day, the outlet, and people met before.

    `people` gives the folded name of a person, as `tracker.domain.names.folded` does, with the country and the
    office under which the ledger knows them.
    """

    published: date | None = None
    outlet: str | None = None
    people: Mapping[str, Participant] = field(default_factory=_nothing)


class Reading(Struct, frozen=True, kw_only=True):
    """An article read: its headline, its printed day, the outlets that it credits, and its drafts, the main one first.

    `reader` is who read it: the rules, or a language model by its name.
    """

    text: str
    headline: str | None
    published: date | None
    via: tuple[str, ...]
    drafts: tuple[Draft, ...]
    reader: str = RULES
