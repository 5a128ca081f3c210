"""Findings: what the words of a clause say of an encounter."""

from msgspec import Struct

from tracker.reading.encounters.cues import Cue, Sense


class Finding(Struct, frozen=True):
    """What a clause says of an encounter: the sense, and the chunks `first` up to `last` that say it."""

    sense: Sense
    first: int
    last: int
    hedged: bool = False  # only feared
    history: bool = False  # how the plan stood before
    now: bool = False  # a plan in the present tense, under way once its first day has come: "is in Rome on Friday"
    stands: bool = False  # the denial is of the plan being off

    @classmethod
    def of(cls, cue: Cue) -> "Finding":
        """Return what a cue says."""
        return cls(cue.sense, cue.first, cue.last)

    def as_proposal(self) -> "Finding":
        """Return that the same words only propose it."""
        return Finding(Sense.PROPOSED, self.first, self.last)
