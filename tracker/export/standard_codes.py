"""The codes and identifiers by which other standards know a meeting and its status."""

from collections.abc import Mapping
from typing import Final
from uuid import UUID, uuid5

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.meeting import Meeting, in_doubt

_IPTC: Final = "http://cv.iptc.org/newscodes/eventoccurstatus/"
_SCHEMA: Final = "https://schema.org/"


class StatusCodes(Struct, frozen=True, kw_only=True):
    """A status in other standards; None if the standard has no code for it.

    `iptc` is a code of the IPTC vocabulary of event occurrence status, `icalendar` a STATUS of RFC 5545, `schema` an
    eventStatus of schema.org, `color` a CSS colour name as RFC 7986 requires.
    """

    iptc: str | None
    icalendar: str | None
    schema: str | None
    color: str

    @property
    def iptc_uri(self) -> str | None:
        """The IPTC code as a URI."""
        return self.iptc and _IPTC + self.iptc

    @property
    def schema_uri(self) -> str | None:
        """The eventStatus as a URI."""
        return self.schema and _SCHEMA + self.schema


# eos1 planned only, eos2 highly uncertain, eos3 may occur, eos4 highly likely, eos5 occurs certainly, eos6 cancelled.
STATUS_CODES: Final[Mapping[str | None, StatusCodes]] = {
    None: StatusCodes(iptc=None, icalendar="TENTATIVE", schema=None, color="gray"),
    "proposed": StatusCodes(iptc="eos1", icalendar="TENTATIVE", schema=None, color="royalblue"),
    "arranging": StatusCodes(iptc="eos3", icalendar="TENTATIVE", schema=None, color="steelblue"),
    "in_final_arrangement": StatusCodes(iptc="eos4", icalendar="TENTATIVE", schema=None, color="teal"),
    "confirmed": StatusCodes(iptc="eos5", icalendar="CONFIRMED", schema="EventScheduled", color="green"),
    "held": StatusCodes(iptc="eos5", icalendar="CONFIRMED", schema="EventScheduled", color="gray"),
    "postponed": StatusCodes(iptc="eos2", icalendar="TENTATIVE", schema="EventPostponed", color="darkorange"),
    "cancelled": StatusCodes(iptc="eos6", icalendar="CANCELLED", schema="EventCancelled", color="red"),
    "denied": StatusCodes(iptc=None, icalendar=None, schema=None, color="purple"),
}
_MAY_OCCUR: Final = "eos3"
_LIKELIER: Final = ("eos4", "eos5")


def status_codes(meeting: Meeting) -> StatusCodes:
    """Return the codes of the meeting's status; a plan in doubt is tentative in a calendar, and may occur at most."""
    codes = STATUS_CODES[meeting.status]
    if not in_doubt(meeting):
        return codes
    iptc = _MAY_OCCUR if codes.iptc in _LIKELIER else codes.iptc
    return replace(codes, icalendar="TENTATIVE", iptc=iptc)


def meeting_uuid(log: str, meeting: str) -> str:
    """Return the UUID of a meeting, which depends on its name and its log only and never changes.

    `log` is the hash of the log's first event: two logs may use one name for different meetings. It is empty for a log
    without events.
    """
    namespace = UUID(hex=log[:32].ljust(32, "0"))
    return str(uuid5(namespace, meeting))


def meeting_uri(log: str, meeting: str) -> str:
    """Return the UUID of a meeting as a URI."""
    return f"urn:uuid:{meeting_uuid(log, meeting)}"
