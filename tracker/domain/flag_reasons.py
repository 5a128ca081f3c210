"""Why a flag holds: the report behind it, or the other meeting."""

from collections.abc import Iterator

from msgspec import Struct

from tracker.domain.meeting import Meeting, date_unofficial, disputing, in_doubt, parent_off
from tracker.domain.report import Attribution
from tracker.domain.window import Window


class FlagReason(Struct, frozen=True, kw_only=True):
    """What a flag rests on.

    `position`, `outlet` and `attribution` are those of a report: one that disputes the status, that doubts the plan,
    or that gave a date which is not official. `says` is the stage that a disputing report asserts; `official_window`
    is the last window that an office gave. For `parent_off`, `meeting` is the parent, and `position` the event that
    put it off. `outlet` and `attribution` are None unless the question looked the report up.
    """

    flag: str
    position: int
    outlet: str | None = None
    attribution: Attribution | None = None
    says: str | None = None
    official_window: Window | None = None
    meeting: str | None = None


def flag_reasons(meeting: Meeting) -> list[FlagReason]:
    """Return the reasons for the flags of a meeting, in their order; `overdue` and `unofficial` have none."""
    return [*_disputes(meeting), *_doubts(meeting), *_other_dates(meeting), *_parents(meeting)]


def _disputes(meeting: Meeting) -> Iterator[FlagReason]:
    for voice in disputing(meeting):
        yield FlagReason(
            flag="disputed",
            position=voice.position,
            outlet=_outlet(meeting, voice.position),
            attribution=voice.attribution,
            says=voice.stage,
        )


def _doubts(meeting: Meeting) -> Iterator[FlagReason]:
    if in_doubt(meeting):
        yield _of_report(meeting, "in_doubt", meeting.given_by("in_doubt") or 0)


def _other_dates(meeting: Meeting) -> Iterator[FlagReason]:
    if date_unofficial(meeting):
        window = meeting.memory.official_window
        yield _of_report(meeting, "date_unofficial", meeting.why["window"], official_window=window)


def _parents(meeting: Meeting) -> Iterator[FlagReason]:
    if parent_off(meeting):
        for name, position in meeting.parents_off.items():
            yield FlagReason(flag="parent_off", position=position, meeting=name)


def _of_report(meeting: Meeting, flag: str, position: int, *, official_window: Window | None = None) -> FlagReason:
    cited = meeting.cited.get(position)
    return FlagReason(
        flag=flag,
        position=position,
        outlet=_outlet(meeting, position),
        attribution=cited.attribution if cited else None,
        official_window=official_window,
    )


def _outlet(meeting: Meeting, position: int) -> str | None:
    cited = meeting.cited.get(position)
    return cited.outlet if cited else None
