"""What is due: the windows of the next fourteen days as bars under their days, then what comes later."""

from collections.abc import Sequence
from datetime import date, timedelta

from tracker.domain.meeting import Meeting
from tracker.domain.vocabulary import LADDER
from tracker.domain.window import Span, Window
from tracker.export.board.contents import Board
from tracker.export.board.label_markup import label_markup, meeting_link, status_markup
from tracker.export.html import Markup, element, joined
from tracker.export.labels import day_label, where_label

DAYS = 14
_DAY = timedelta(days=1)
_NOT_EXPECTED = ("postponed", "cancelled", "denied")
_FEW = 12
_FADES = {(True, False): "fade-left", (False, True): "fade-right", (True, True): "fade-both"}


def due_section(board: Board) -> Markup:
    """Return the strip, and below it what is planned for later or for no day yet."""
    days = _days(board.day)
    dated, vague = _near(board, days)
    return joined(
        _strip(dated, days) if dated else element("p", "Nothing is due on a day of these two weeks.", class_="none"),
        _group("Possibly within these days: wider windows", vague, days),
        _later(board, days),
    )


def due_meetings(board: Board) -> int:
    """Return how many meetings are expected on a day of the strip."""
    return len(_near(board, _days(board.day))[0])


def _near(board: Board, days: Sequence[date]) -> tuple[list[Meeting], list[Meeting]]:
    """Return the meetings that may fall on a day of the strip, and apart from them those that rule none of it out."""
    near = sorted((one for one in _meetings(board) if _is_near(one, days)), key=lambda one: _near_key(one, days))
    return [one for one in near if not _is_vague(one, days)], [one for one in near if _is_vague(one, days)]


def _strip(meetings: Sequence[Meeting], days: Sequence[date]) -> Markup:
    return element("div", _heads(days), _rows(meetings, days), class_="strip")


def _group(heading: str, meetings: Sequence[Meeting], days: Sequence[date]) -> Markup | None:
    if not meetings:
        return None
    return element(
        "details",
        element("summary", heading, " ", element("span", str(len(meetings)), class_="n")),
        _strip(meetings, days),
        open=len(meetings) <= _FEW,
    )


def _heads(days: Sequence[date]) -> Markup:
    """Return the names of the days, and the shades of weekends and today behind the bars."""
    names = [
        element(
            "span",
            element("small", f"{day:%b}" if day.day == 1 or number == 0 else None),
            element("i", f"{day:%a}"[:2]),
            element("b", str(day.day)),
            class_=_kind(day, days[0]),
        )
        for number, day in enumerate(days)
    ]
    shades = [
        _rect(number, 1, class_=kind) for number, day in enumerate(days) if (kind := _kind(day, days[0])) is not None
    ]
    lines = [element("line", x1=_at(number), x2=_at(number), y1="0", y2="100%") for number in range(1, len(days))]
    return joined(
        element("div", *names, class_="heads", aria_hidden="true"),
        element("svg", *shades, *lines, class_="shades", aria_hidden="true"),
    )


def _kind(day: date, today: date) -> str | None:
    if day == today:
        return "today"
    return "weekend" if day.weekday() > 4 else None


def _rows(meetings: Sequence[Meeting], days: Sequence[date]) -> Markup:
    return element("ol", *(_row(meeting, days) for meeting in meetings), class_="rows")


def _row(meeting: Meeting, days: Sequence[date]) -> Markup:
    window = meeting.window
    assert window is not None  # only what has a window is near  # noqa: S101
    place = label_markup(where_label(meeting))
    words = element(
        "div",
        element("span", meeting_link(meeting), class_="t"),
        element("span", status_markup(meeting), " ", window.label(), " · " if place else None, place, class_="s"),
        class_="words",
    )
    return element("li", words, _bar(window, meeting, days), data_of=meeting.meeting)


def _bar(window: Window, meeting: Meeting, days: Sequence[date]) -> Markup:
    """Return the days on which it may fall: solid where every one is meant, hatched where some one is."""
    firm = "firm" if meeting.status in {"confirmed", "held"} else "plan"
    drawn = [_span(span, days, firm if window.exact else f"{firm} some") for span in window.spans]
    return element("svg", *drawn, class_="bar", aria_hidden="true")


def _span(span: Span, days: Sequence[date], look: str) -> Markup | None:
    first, last = span
    begins, ends = max(first or days[0], days[0]), min(last or days[-1], days[-1])
    if begins > ends:
        return None
    start, length = (begins - days[0]).days, (ends - begins).days + 1
    mask = _FADES.get((first is None, last is None))
    drawn = [_rect(start, length, class_=look, mask=mask and f"url(#{mask})")]
    within = (begins == first, ends == last)
    if "some" in look:  # where the hatching ends for good, a line says so
        drawn += [_cap(x, look) for x, holds in zip((start, start + length), within, strict=True) if holds]
    else:  # where the days go on beyond the strip, an arrow says so
        if first is not None and not within[0]:
            drawn.append(element("use", href="#on-left", x="0"))
        if last is not None and not within[1]:
            drawn.append(element("use", href="#on-right", x="100%"))
    return joined(*drawn)


def _cap(at: int, look: str) -> Markup:
    return element("line", x1=_at(at), x2=_at(at), y1="0", y2="100%", class_=f"cap {look.removesuffix(' some')}")


def _rect(start: int, length: int, **attributes: str | None) -> Markup:
    return element("rect", x=_at(start), width=_at(length), height="100%", **attributes)


def _at(number: int) -> str:
    return f"{round(number / DAYS * 100, 2):g}%"


def _later(board: Board, days: Sequence[date]) -> Markup | None:
    later = [one for one in _meetings(board) if _is_later(one, days)]
    if not later:
        return None
    later.sort(key=lambda one: ((one.window and one.window.earliest) or date.max, one.meeting))
    rows = [
        element(
            "li",
            element("span", one.window.label() if one.window else "no date yet", class_="when"),
            element("span", meeting_link(one), class_="t"),
            status_markup(one),
            data_of=one.meeting,
        )
        for one in later
    ]
    return element(
        "details",
        element("summary", f"Later than {day_label(days[-1])}, or without a date ", _count(later)),
        element("ol", *rows, class_="later"),
        open=len(later) <= _FEW,
    )


def _count(meetings: Sequence[Meeting]) -> Markup:
    return element("span", str(len(meetings)), class_="n")


def _meetings(board: Board) -> list[Meeting]:
    return [plan.meeting for plan in board.plans]


def _days(first: date) -> list[date]:
    return [first + _DAY * number for number in range(DAYS) if (date.max - first).days >= number]


def _is_near(meeting: Meeting, days: Sequence[date]) -> bool:
    window = meeting.window
    return window is not None and meeting.status not in _NOT_EXPECTED and window.overlaps_days(days[0], days[-1])


def _is_vague(meeting: Meeting, days: Sequence[date]) -> bool:
    """Whether the window only says that no day of the strip is ruled out."""
    window = meeting.window
    return window is not None and not window.exact and _sides(window, days) == (None, None)


def _sides(window: Window, days: Sequence[date]) -> tuple[date | None, date | None]:
    """Return the bounds of the window that lie within the strip."""
    first, last = window.earliest, window.latest
    return (first if first and first > days[0] else None, last if last and last < days[-1] else None)


def _near_key(meeting: Meeting, days: Sequence[date]) -> tuple[date, date, str]:
    window = meeting.window
    first, last = (window.earliest, window.latest) if window else (None, None)
    return max(first or days[0], days[0]), last or date.max, meeting.meeting


def _is_later(meeting: Meeting, days: Sequence[date]) -> bool:
    latest = meeting.window.latest if meeting.window else None
    stands = meeting.status in LADDER or meeting.status is None
    return stands and (latest is None or latest > days[-1]) and not _is_near(meeting, days)
