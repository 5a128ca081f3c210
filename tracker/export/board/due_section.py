"""The section of due meetings: a strip of fourteen days with the windows as bars, then the later meetings."""

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final

from tracker.domain.edtf import Span
from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import LADDER
from tracker.domain.window import Window
from tracker.export.board.label_markup import count_markup, label_markup, meeting_link, note_markup, status_markup
from tracker.export.board.view_model import Board
from tracker.export.html import Markup, element, joined
from tracker.export.labels import day_label, label_text, when_label, where_label

DAYS: Final = 14
_DAY: Final = timedelta(days=1)
_SATURDAY: Final = 5  # as date.weekday() counts
_NOT_EXPECTED: Final = ("cancelled", "denied")
_LONGEST_OPEN_LIST: Final = 12  # a longer one is closed at first
_WEEKDAY: Final = slice(2)  # Mo, Tu
# By whether the start and the end of a window are open.
_FADES: Final = {
    (True, False): "url(#fade-left)",
    (False, True): "url(#fade-right)",
    (True, True): "url(#fade-both)",
}


def due_section(board: Board) -> tuple[int, Markup]:
    """Return how many meetings are expected on a day of the strip, and the section.

    Below the strip are the meetings with wide windows, with later ones, and without any.
    """
    days = _days(board.day)
    narrow: list[Meeting] = []
    wide: list[Meeting] = []
    later: list[tuple[tuple[date, str], Markup]] = []
    for meeting in board.meetings:
        if _is_near(meeting, days):
            (wide if _is_wide(meeting, days) else narrow).append(meeting)
        elif _is_later(meeting, days):
            later.append((_first_day(meeting), _later_row(meeting)))
    for near in (narrow, wide):
        near.sort(key=lambda meeting: _order(meeting, days))
    later.sort(key=lambda row: row[0])
    nothing = element("p", "Nothing is due on a day of these two weeks.", class_="none")
    section = joined(
        _strip(narrow, days) if narrow else nothing,
        _wide_windows(wide, days),
        _later_meetings([row for _, row in later], days),
    )
    return len(narrow), section


def _days(first: date) -> list[date]:
    count = min(DAYS, (date.max - first).days + 1)
    return [first + _DAY * index for index in range(count)]


# Which meetings


def _is_near(meeting: Meeting, days: Sequence[date]) -> bool:
    window = meeting.window
    return window is not None and meeting.status not in _NOT_EXPECTED and window.overlaps_days(days[0], days[-1])


def _is_wide(meeting: Meeting, days: Sequence[date]) -> bool:
    """Whether the window is not exact and rules out no day of the strip."""
    window = meeting.window
    if window is None or window.exact:
        return False
    starts_before = window.earliest is None or window.earliest <= days[0]
    ends_after = window.latest is None or window.latest >= days[-1]
    return starts_before and ends_after


def _order(meeting: Meeting, days: Sequence[date]) -> tuple[date, date, str]:
    first, last = _bounds(meeting)
    return max(first or days[0], days[0]), last or date.max, meeting.meeting


def _bounds(meeting: Meeting) -> tuple[date | None, date | None]:
    if meeting.window is None:
        return None, None
    return meeting.window.earliest, meeting.window.latest


def _is_later(meeting: Meeting, days: Sequence[date]) -> bool:
    """Whether a plan that stands, or was put off to a date, and is not near may fall after the strip."""
    has_new_date = meeting.status == "postponed" and meeting.window is not None
    stands = meeting.status is None or meeting.status in LADDER or has_new_date
    _, last = _bounds(meeting)
    return stands and (last is None or last > days[-1])


# The strip


def _strip(meetings: Sequence[Meeting], days: Sequence[date]) -> Markup:
    rows = element("ol", *(_row(meeting, days) for meeting in meetings), class_="rows")
    return element("div", _day_names(days), _shades(days), rows, class_="strip")


def _day_names(days: Sequence[date]) -> Markup:
    names = [_day_name(day, days[0]) for day in days]
    return element("div", *names, class_="heads", aria_hidden="true")


def _day_name(day: date, today: date) -> Markup:
    month = f"{day:%b}" if day == today or day.day == 1 else None
    weekday = f"{day:%a}"[_WEEKDAY]
    return element(
        "span",
        element("small", month),
        element("i", weekday),
        element("b", str(day.day)),
        class_=_kind_of_day(day, today),
    )


def _shades(days: Sequence[date]) -> Markup:
    """Return shades for today and weekends, and lines between the days, all behind the bars."""
    kinds = [_kind_of_day(day, days[0]) for day in days]
    shades = [_rect(index, 1, class_=kind) for index, kind in enumerate(kinds) if kind]
    lines = [_line(index) for index in range(1, len(days))]
    return element("svg", *shades, *lines, class_="shades", aria_hidden="true")


def _kind_of_day(day: date, today: date) -> str | None:
    if day == today:
        return "today"
    return "weekend" if day.weekday() >= _SATURDAY else None


def _row(meeting: Meeting, days: Sequence[date]) -> Markup:
    window = meeting.window
    assert window is not None  # only meetings with a window are near  # noqa: S101
    where = label_markup(where_label(meeting))
    words = element(
        "div",
        element("span", meeting_link(meeting), class_="t"),
        element("span", status_markup(meeting), " ", window.label(), " · " if where else None, where, class_="s"),
        note_markup(meeting),
        class_="words",
    )
    return element("li", words, _bar(window, meeting, days), data_of=meeting.meeting)


def _bar(window: Window, meeting: Meeting, days: Sequence[date]) -> Markup:
    """Return the days of a window: solid if the meeting takes all of them, hatched if it takes some of them."""
    color = "firm" if meeting.status in {"confirmed", "held"} else "plan"
    parts = [part for span in window.spans for part in _bar_parts(span, days, color, hatched=not window.exact)]
    return element("svg", *parts, class_="bar", aria_hidden="true")


def _bar_parts(span: Span, days: Sequence[date], color: str, *, hatched: bool) -> Iterator[Markup]:
    first, last = span
    start, end = max(first or days[0], days[0]), min(last or days[-1], days[-1])
    if start > end:
        return
    start_index, length = (start - days[0]).days, (end - start).days + 1
    fade = _FADES.get((first is None, last is None))
    yield _rect(start_index, length, class_=f"{color} some" if hatched else color, mask=fade)
    if not hatched:
        yield from _arrows(span, days)
        return
    # A line marks where the window ends, if it ends within the strip.
    if start == first:
        yield _line(start_index, class_=f"cap {color}")
    if end == last:
        yield _line(start_index + length, class_=f"cap {color}")


def _arrows(span: Span, days: Sequence[date]) -> Iterator[Markup]:
    """Return an arrow for each side on which the days continue beyond the strip."""
    first, last = span
    if first is not None and first < days[0]:
        yield element("use", href="#on-left", x="0")
    if last is not None and last > days[-1]:
        yield element("use", href="#on-right", x="100%")


def _line(index: int, **attributes: str) -> Markup:
    """Return a line before the day of an index."""
    return element("line", x1=_percent(index), x2=_percent(index), y1="0", y2="100%", **attributes)


def _rect(start: int, length: int, **attributes: str | None) -> Markup:
    return element("rect", x=_percent(start), width=_percent(length), height="100%", **attributes)


def _percent(days: int) -> str:
    """Return a number of days as a share of the width of the strip."""
    return f"{round(days / DAYS * 100, 2):g}%"


# Below the strip


def _wide_windows(meetings: Sequence[Meeting], days: Sequence[date]) -> Markup | None:
    if not meetings:
        return None
    heading = "Possibly within these days: wider windows"
    return element(
        "details",
        element("summary", f"{heading} ", count_markup(len(meetings))),
        _strip(meetings, days),
        open=len(meetings) <= _LONGEST_OPEN_LIST,
    )


def _later_meetings(rows: Sequence[Markup], days: Sequence[date]) -> Markup | None:
    if not rows:
        return None
    return element(
        "details",
        element("summary", f"Later than {day_label(days[-1])}, or without a date ", count_markup(len(rows))),
        element("ol", *rows, class_="later"),
        open=len(rows) <= _LONGEST_OPEN_LIST,
    )


def _first_day(meeting: Meeting) -> tuple[date, str]:
    first, _ = _bounds(meeting)
    return first or date.max, meeting.meeting


def _later_row(meeting: Meeting) -> Markup:
    when = label_text(when_label(meeting)) or "no date yet"
    return element(
        "li",
        element("span", when, class_="when"),
        element("span", meeting_link(meeting), class_="t"),
        status_markup(meeting),
        note_markup(meeting),
        data_of=meeting.meeting,
    )
