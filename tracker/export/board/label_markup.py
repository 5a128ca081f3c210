"""Labels, statuses and links as HTML: the words of reports are isolated, outlets and meetings are links."""

from collections.abc import Iterable

from tracker.domain.flag_reasons import flag_reasons
from tracker.domain.meeting import Meeting
from tracker.domain.report import Report, Source
from tracker.domain.vocabulary import LADDER, plain
from tracker.export.html import Markup, element, joined, link, reported
from tracker.export.labels import (
    Label,
    Quoted,
    Reported,
    attribution_label,
    flag_reason_label,
    label_text,
    published_label,
    source_label,
    window_label,
)
from tracker.export.meeting_text import status_text, title_text


def label_markup(label: Iterable[str]) -> Markup:
    """Return a label as HTML."""
    return joined(*map(_piece, label))


def _piece(piece: str) -> str:
    if isinstance(piece, Quoted):
        return joined("“", reported(piece), "”")
    if isinstance(piece, Reported):
        return reported(piece)
    return piece


def joined_markup(parts: Iterable[Markup], separator: str) -> Markup:
    """Return parts with a separator between them."""
    return Markup(separator.join(parts))


def count_markup(count: int) -> Markup:
    """Return the number behind a heading."""
    return element("span", str(count), class_="n")


def meeting_link(meeting: Meeting) -> Markup:
    """Return the title of a meeting as a link to its part of the page."""
    return element("a", reported(title_text(meeting)), href=f"#m-{meeting.meeting}")


def report_link(position: int) -> Markup:
    """Return a position in the log as a link to the row of the report."""
    return element("a", f"@{position}", href=f"#e{position}")


def status_markup(meeting: Meeting) -> Markup:
    """Return the status with its symbol and colour. Stages below confirmed share one colour."""
    status = meeting.status or "noted"
    symbol = element("svg", element("use", href=f"#s-{status}"), class_="g", aria_hidden="true")
    color = "planned" if status in LADDER[:-1] else status
    return element("span", symbol, status_text(meeting), class_=f"st {color}")


def note_markup(meeting: Meeting) -> Markup | None:
    """Return what the flags of a meeting rest on, such as who disputes its status; None if they need no note."""
    reasons = [label_markup(flag_reason_label(reason)) for reason in flag_reasons(meeting)]
    return element("span", joined_markup(reasons, "; "), class_="s note") if reasons else None


def source_markup(source: Source) -> Markup:
    """Return the outlet, as a link if the item has an address, and the chain that it took the item from."""
    outlet, *chain = source_label(source)
    return joined(link(label_markup([outlet]), source.url), label_markup(chain))


def report_text(report: Report) -> str:
    """Return a report in one line of plain text, for a tooltip."""
    window, headline = report.claims.window, report.source.headline
    parts: list[Label] = [
        [f"{published_label(report.published)}: {plain(report.stage)}"],
        source_label(report.source),
        attribution_label(report.attribution),
        ["for ", *window_label(window)] if window else [],
        [Quoted(headline)] if headline else [],
    ]
    return " · ".join(label_text(part, quotes=("“", "”")) for part in parts if part)
