"""The section of all meetings: where each stands, its history as a drawing, and its reports as a table."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting, flags
from tracker.domain.names import folded
from tracker.domain.vocabulary import OVER, plain
from tracker.export.board.history_drawing import history_drawing
from tracker.export.board.label_markup import (
    count_markup,
    joined_markup,
    label_markup,
    report_link,
    source_markup,
    status_markup,
)
from tracker.export.board.view_model import Board, Mark, Plan
from tracker.export.html import Markup, element, joined, reported
from tracker.export.labels import (
    attribution_label,
    day_label,
    flag_reason_label,
    joined_labels,
    person_label,
    published_label,
    when_label,
    where_label,
    window_label,
)
from tracker.export.meeting_text import title_text

_COLUMNS: Final = ("Published", "Stage", "Who says so", "When", "Outlet", "Headline, quote")

_ON_THIS_PAGE: Final = "#m-"


def meeting_section(board: Board) -> Iterator[Markup]:
    """Yield all meetings: planned ones by date, then postponed ones, then those that are over, the latest first."""
    planned, postponed, over = [], [], []
    for meeting in board.meetings:
        if meeting.status in OVER:
            over.append((*_by_since(meeting), meeting.meeting))
        elif meeting.status == "postponed":
            postponed.append((*_by_since(meeting), meeting.meeting))
        else:
            planned.append((*_by_window(meeting), meeting.meeting))
    yield from _group("Planned", [key[-1] for key in sorted(planned)], board)
    yield from _group("Postponed", [key[-1] for key in sorted(postponed, reverse=True)], board)
    yield from _group("Over: held, cancelled, denied", [key[-1] for key in sorted(over, reverse=True)], board)


def countries(meeting: Meeting) -> list[str]:
    """Return the host country and those of the participants, sorted."""
    codes = {meeting.host, *(person.country for person in meeting.participants)}
    return sorted(code for code in codes if code)


def _by_window(meeting: Meeting) -> tuple[date, date]:
    window = meeting.window
    first, last = (window.earliest, window.latest) if window else (None, None)
    return first or last or date.max, last or date.max


def _by_since(meeting: Meeting) -> tuple[str]:
    return (meeting.since or "",)


def _group(heading: str, names: Sequence[str], board: Board) -> Iterator[Markup]:
    if not names:
        return
    yield Markup('<div class="group">')
    yield element("h3", f"{heading} ", count_markup(len(names)))
    for name in names:
        yield Markup(board.article_of(name)) if board.article_of else article(board.plan_of(name), board)
    yield Markup("</div>")


def article(plan: Plan, board: Board) -> Markup:
    """Return the part on one meeting."""
    meeting = plan.meeting
    drawing = history_drawing(plan)
    return element(
        "article",
        _header(meeting, board),
        element("dl", *details(plan, board.meeting_pages or _ON_THIS_PAGE)),
        element("div", drawing, class_="figure") if drawing else None,
        _reports(plan),
        id=f"m-{meeting.meeting}",
        aria_labelledby=f"h-{meeting.meeting}",
        data_status=meeting.status or "",
        data_countries=" ".join(countries(meeting)),
        data_people="\n".join(folded(person.name) for person in meeting.participants if person.name),
    )


def _header(meeting: Meeting, board: Board) -> Markup:
    title = title_text(meeting)
    heading = reported(title)
    if board.meeting_pages is not None:
        heading = element("a", heading, href=f"{board.meeting_pages}{meeting.meeting}")
    return element(
        "header",
        element("h4", heading, id=f"h-{meeting.meeting}"),
        element("code", meeting.meeting) if title != meeting.meeting else None,
        *(element("b", plain(flag), class_=f"flag {flag}") for flag in flags(meeting, board.day)),
    )


# Details


def details(plan: Plan, meetings: str) -> Iterator[Markup]:
    """Yield the fields that are not empty, each as a term and its value; `meetings` is the address before a name."""
    meeting = plan.meeting
    details = [
        ("Status", _status(plan)),
        ("Note", joined_markup([label_markup(flag_reason_label(reason)) for reason in flag_reasons(meeting)], "; ")),
        ("When", label_markup(window_label(meeting.window) if meeting.window else when_label(meeting))),
        ("Before", _previous_windows(meeting)),
        ("Where", label_markup(where_label(meeting))),
        ("Who", label_markup(joined_labels(map(person_label, meeting.participants), "; "))),
        ("Why off", _why_off(meeting)),
        *_links(meeting, meetings),
        ("Also", joined(", ".join(meeting.aliases))),
    ]
    for term, value in details:
        if value:
            yield element("dt", term)
            yield element("dd", value)


def _status(plan: Plan) -> Markup:
    """Return the status, since when, and the report behind it."""
    meeting = plan.meeting
    since = element("span", f" since {day_label(meeting.since)}", class_="since") if meeting.since else None
    position = meeting.why.get("status")
    behind = [_said_by(mark) for mark in plan.marks if mark.position == position]
    return joined(status_markup(meeting), since, *behind)


def _said_by(mark: Mark) -> Markup:
    source = element("cite", source_markup(mark.report.source), " ", report_link(mark.position))
    return joined(" – ", label_markup(attribution_label(mark.report.attribution)), source)


def _previous_windows(meeting: Meeting) -> Markup:
    windows = [element("del", label_markup(window_label(window))) for window in meeting.previous_windows]
    return joined_markup(windows, ", ")


def _why_off(meeting: Meeting) -> Markup:
    reason = reported(meeting.reason) if meeting.reason else None
    by = joined("by ", reported(meeting.by)) if meeting.by else None
    return joined_markup(filter(None, (reason, by)), " – ")


def _links(meeting: Meeting, meetings: str) -> list[tuple[str, Markup]]:
    return [
        (plain(link.relation).capitalize(), element("a", link.meeting, href=f"{meetings}{link.meeting}"))
        for link in meeting.links
    ]


# Reports


def _reports(plan: Plan) -> Markup | None:
    """Return the reports as a table, which says in words what the drawing shows."""
    if not plan.marks:
        return None
    head = element("thead", element("tr", *(element("th", column) for column in _COLUMNS)))
    body = element("tbody", *map(_row, plan.marks))
    table = element("table", head, body, aria_labelledby=f"h-{plan.meeting.meeting}")
    scroll = element("div", table, class_="scroll", tabindex=0, role="group", aria_label="Reports")
    return element("details", element("summary", _report_count(plan)), scroll)


def _report_count(plan: Plan) -> str:
    reports, origins = plan.meeting.reports, len(plan.meeting.origins)
    struck = sum(1 for mark in plan.marks if mark.struck)
    count = f"{reports} report{'' if reports == 1 else 's'} of {origins} origin{'' if origins == 1 else 's'}"
    if not struck:
        return count
    return f"{count}, and {struck} that count{'s' if struck == 1 else ''} no more"


def _row(mark: Mark) -> Markup:
    report = mark.report
    window = report.claims.window
    return element(
        "tr",
        element("th", published_label(report.published), element("small", f" @{mark.position}"), scope="row"),
        element("td", plain(report.stage), *_notes(mark)),
        element("td", label_markup(attribution_label(report.attribution))),
        element("td", label_markup(window_label(window)) if window else None),
        element("td", source_markup(report.source)),
        element("td", _headline_and_quote(mark)),
        id=f"e{mark.position}",
        class_="void" if mark.without_effect else None,
    )


def _headline_and_quote(mark: Mark) -> Markup:
    report, language = mark.report, mark.report.source.language
    headline = reported(report.source.headline, language=language) if report.source.headline else None
    quote = element("q", reported(report.quote, language=language)) if report.quote else None
    return joined_markup(filter(None, (headline, quote)), " ")


def _notes(mark: Mark) -> Iterator[Markup]:
    """Return why a report has no effect, and its corrections."""
    if mark.struck:
        yield element("small", f" {mark.struck}")
    if mark.kept:
        yield element("small", f" no effect: {mark.kept}")
    if mark.corrected:
        corrections = ", ".join(f"@{position}" for position in mark.corrected)
        yield element("small", f" corrected by {corrections}")
