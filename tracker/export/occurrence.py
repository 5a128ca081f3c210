"""What a meeting and its status are called in the standards of others."""

from collections.abc import Mapping
from typing import Final

from msgspec import Struct

from tracker.domain.meeting import Meeting

_IPTC: Final = "http://cv.iptc.org/newscodes/eventoccurstatus/"
_SCHEMA: Final = "https://schema.org/"


class Occurrence(Struct, frozen=True, kw_only=True):
    """A status elsewhere. None: that standard has no word for it.

    `iptc` is a code of the IPTC's vocabulary of event occurrence status, `icalendar` a STATUS of RFC 5545, `schema`
    an eventStatus of schema.org, `color` a name of CSS as RFC 7986 wants it.
    """

    iptc: str | None
    icalendar: str | None
    schema: str | None
    color: str

    @property
    def iptc_uri(self) -> str | None:
        """The code as a whole address."""
        return self.iptc and _IPTC + self.iptc

    @property
    def schema_uri(self) -> str | None:
        """The eventStatus as a whole address."""
        return self.schema and _SCHEMA + self.schema


# eos1 planned only, eos2 highly uncertain, eos3 may occur, eos4 highly likely, eos5 occurs certainly, eos6 cancelled.
OCCURRENCES: Final[Mapping[str | None, Occurrence]] = {
    None: Occurrence(iptc=None, icalendar="TENTATIVE", schema=None, color="gray"),
    "proposed": Occurrence(iptc="eos1", icalendar="TENTATIVE", schema=None, color="royalblue"),
    "arranging": Occurrence(iptc="eos3", icalendar="TENTATIVE", schema=None, color="steelblue"),
    "in_final_arrangement": Occurrence(iptc="eos4", icalendar="TENTATIVE", schema=None, color="teal"),
    "confirmed": Occurrence(iptc="eos5", icalendar="CONFIRMED", schema="EventScheduled", color="green"),
    "held": Occurrence(iptc="eos5", icalendar="CONFIRMED", schema="EventScheduled", color="gray"),
    "postponed": Occurrence(iptc="eos2", icalendar="TENTATIVE", schema="EventPostponed", color="darkorange"),
    "cancelled": Occurrence(iptc="eos6", icalendar="CANCELLED", schema="EventCancelled", color="red"),
    "denied": Occurrence(iptc=None, icalendar=None, schema=None, color="purple"),
}


def occurrence(meeting: Meeting) -> Occurrence:
    """Return what the meeting's status is elsewhere."""
    return OCCURRENCES[meeting.status]


def identifier(log: str, meeting: str) -> str:
    """Return the UUID of a meeting, the same for ever: of its name and of the log that it is in.

    `log` is the hash of the log's first event, so that two desks that choose one name do not speak of one meeting.
    """
    from uuid import UUID, uuid5  # noqa: PLC0415 - only what is handed on needs it

    return str(uuid5(UUID(hex=log[:32].ljust(32, "0")), meeting))
