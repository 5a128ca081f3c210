"""The fixed words of the ledger: stages, statuses, attribution classes, kinds and relations, and how they rank."""

from typing import Final

# The stages of a plan, from the least to the most certain, and the stages of a plan that is off.
LADDER: Final = ("proposed", "arranging", "in_final_arrangement", "confirmed")
OFF: Final = ("postponed", "cancelled")
OVER: Final = ("held", "cancelled", "denied")

STATUSES: Final = (*LADDER, *OFF, "held", "denied")
STAGES: Final = (*LADDER, "rescheduled", *OFF, "held", "denied", "noted")
AMERICAN: Final = {"canceled": "cancelled"}
RANK: Final = {stage: rank for rank, stage in enumerate(LADDER)}

# Which way a plan stands, by its status.
ON: Final = "on"
CALLED_OFF: Final = "off"
DENIED: Final = "denied"
HELD: Final = "held"
WAY: Final = {**dict.fromkeys(LADDER, ON), **dict.fromkeys(OFF, CALLED_OFF), "denied": DENIED, "held": HELD}

STRENGTH: Final = {"official": 3, "sources": 2, "unattributed": 2, "media": 1}

# The fields that a report can withdraw: they no longer hold, and nothing takes their place.
WITHDRAWABLE: Final = ("window", "place", "host")

KINDS: Final = ("visit", "talks", "summit", "multilateral", "forum", "call", "operation")

FAULTS: Final = ("desk", "outlet")

INVERSE: Final = {"successor_of": "succeeded_by", "part_of": "includes", "caused_by": "causes"}
RELATIONS: Final = tuple(INVERSE)

CANDIDATE: Final = "candidate"
FIXED: Final = "fixed"
STANDINGS: Final = (CANDIDATE, FIXED)


def plain(word: str) -> str:
    """Return a word of this module for people: "in final arrangement" for `in_final_arrangement`."""
    return word.replace("_", " ")
