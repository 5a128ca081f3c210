"""Every meeting: where it stands and who says so, its history as a picture, and its reports as a table."""

from collections.abc import Iterator, Sequence
from datetime import date

from tracker.domain.meeting import Meeting, flags
from tracker.domain.names import folded
from tracker.domain.vocabulary import OVER, plain
from tracker.export.board.contents import Board, Mark, Plan
from tracker.export.board.label_markup import label_markup, listed, report_link, source_markup, status_markup
from tracker.export.board.picture import picture
from tracker.export.html import Markup, element, joined, said
from tracker.export.labels import (
    attribution_label,
    day_label,
    joined_labels,
    person_label,
    published_label,
    where_label,
    window_label,
)
from tracker.export.prose import title

_HEADS = ("Published", "Stage", "Who says so", "When", "Outlet", "Headline, quote")


def meetings_section(board: Board) -> Markup:
    """Return all meetings: what is planned by date, then what is put off, then what is over, the latest first."""
    standing = [one for one in board.plans if one.meeting.status not in {*OVER, "postponed"}]
    put_off = [one for one in board.plans if one.meeting.status == "postponed"]
    over = [one for one in board.plans if one.meeting.status in OVER]
    return joined(
        _group("Planned", sorted(standing, key=_by_first_day), board.day),
        _group("Postponed", sorted(put_off, key=_by_since, reverse=True), board.day),
        _group("Over: held, cancelled, denied", sorted(over, key=_by_since, reverse=True), board.day),
    )


def countries(meeting: Meeting) -> list[str]:
    """Return the host country and those of the participants."""
    return sorted({code for code in (meeting.host, *(one.country for one in meeting.participants)) if code})


def _group(heading: str, plans: Sequence[Plan], day: date) -> Markup | None:
    if not plans:
        return None
    head = element("h3", heading, " ", element("span", str(len(plans)), class_="n"))
    return element("div", head, *(_meeting(plan, day) for plan in plans), class_="group")


def _by_first_day(plan: Plan) -> tuple[date, date, str]:
    window = plan.meeting.window
    first, last = (window.earliest, window.latest) if window else (None, None)
    return first or last or date.max, last or date.max, plan.meeting.meeting


def _by_since(plan: Plan) -> tuple[str, str]:
    return plan.meeting.since or "", plan.meeting.meeting


def _meeting(plan: Plan, day: date) -> Markup:
    meeting = plan.meeting
    called = title(meeting)
    name = element("code", meeting.meeting) if called != meeting.meeting else None
    return element(
        "article",
        element(
            "header",
            element("h4", said(called), id=f"h-{meeting.meeting}"),
            name,
            *(element("b", flag, class_=f"flag {flag}") for flag in flags(meeting, day)),
        ),
        element("dl", *_facts(plan)),
        _figure(plan),
        _reports(plan),
        id=f"m-{meeting.meeting}",
        aria_labelledby=f"h-{meeting.meeting}",
        data_status=meeting.status or "",
        data_countries=" ".join(countries(meeting)),
        data_people="\n".join(folded(person.name) for person in meeting.participants if person.name),
    )


def _facts(plan: Plan) -> Iterator[Markup]:
    """Return what is known, each under its name; what is empty is left out."""
    meeting = plan.meeting
    yield from _fact("Status", _status(plan))
    if meeting.window:
        yield from _fact("When", label_markup(window_label(meeting.window)))
    if meeting.previous_windows:
        before = listed([element("del", label_markup(window_label(one))) for one in meeting.previous_windows], ", ")
        yield from _fact("Before", before)
    if place := label_markup(where_label(meeting)):
        yield from _fact("Where", place)
    if meeting.participants:
        yield from _fact("Who", label_markup(joined_labels(map(person_label, meeting.participants), "; ")))
    if meeting.reason or meeting.by:
        by = f"{' – ' if meeting.reason else ''}by " if meeting.by else None
        yield from _fact(
            "Why off", joined(meeting.reason and said(meeting.reason), by, meeting.by and said(meeting.by))
        )
    for link in meeting.links:
        other = element("a", link.meeting, href=f"#m-{link.meeting}")
        yield from _fact(plain(link.relation).capitalize(), other)
    if meeting.aliases:
        yield from _fact("Also", joined(", ".join(meeting.aliases)))


def _fact(name: str, value: Markup) -> tuple[Markup, Markup]:
    return element("dt", name), element("dd", value)


def _status(plan: Plan) -> Markup:
    """Return the status, since when, and who says so."""
    meeting = plan.meeting
    behind = next((mark for mark in plan.marks if mark.position == meeting.why.get("status")), None)
    who = (
        None
        if behind is None
        else joined(
            " – ",
            label_markup(attribution_label(behind.report.attribution)),
            element("cite", source_markup(behind.report.source), " ", report_link(behind.position)),
        )
    )
    since = element("span", f" since {day_label(meeting.since)}", class_="since") if meeting.since else None
    return joined(status_markup(meeting), since, who)


def _figure(plan: Plan) -> Markup | None:
    drawn = picture(plan)
    return element("div", drawn, class_="figure") if drawn else None


def _reports(plan: Plan) -> Markup | None:
    """Return the reports as a table, which says in words what the picture shows."""
    if not plan.marks:
        return None
    reports, origins = plan.meeting.reports, len(plan.meeting.origins)
    struck = sum(bool(mark.struck) for mark in plan.marks)
    words = f"{reports} report{'s' * (reports != 1)} of {origins} origin{'s' * (origins != 1)}"
    summary = element("summary", f"{words}, and {struck} that count{'s' * (struck == 1)} no more" if struck else words)
    head = element("thead", element("tr", *(element("th", name) for name in _HEADS)))
    table = element(
        "table", head, element("tbody", *map(_row, plan.marks)), aria_labelledby=f"h-{plan.meeting.meeting}"
    )
    scroll = element("div", table, class_="scroll", tabindex=0, role="group", aria_label="Reports")
    return element("details", summary, scroll)


def _row(mark: Mark) -> Markup:
    report = mark.report
    source, window = report.source, report.claims.window
    headline = source.headline and said(source.headline, language=source.language)
    quote = report.quote and element("q", said(report.quote, language=source.language))
    return element(
        "tr",
        element("th", published_label(report.published), element("small", f" @{mark.position}"), scope="row"),
        element("td", plain(report.stage), *_notes(mark)),
        element("td", label_markup(attribution_label(report.attribution))),
        element("td", label_markup(window_label(window)) if window else None),
        element("td", source_markup(source)),
        element("td", headline or None, " " if headline and quote else None, quote or None),
        id=f"e{mark.position}",
        class_="void" if mark.struck or mark.kept else None,
    )


def _notes(mark: Mark) -> Iterator[Markup]:
    for note in (mark.struck, mark.kept and f"no effect: {mark.kept}"):
        if note:
            yield element("small", f" {note}")
    if mark.corrected:
        yield element("small", f" corrected by {', '.join(f'@{one}' for one in mark.corrected)}")
