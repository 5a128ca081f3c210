"""The lists of the sections on changes, overdue meetings and disputes."""

from collections.abc import Sequence
from typing import Final

from tracker.domain.report import Report
from tracker.export.board.label_markup import count_markup, report_link, source_markup
from tracker.export.html import Markup, element, joined
from tracker.export.labels import day_label

_FIRST: Final = 15


def news_list(items: Sequence[Markup]) -> Markup:
    """Return items as a list, or a sentence if there are none."""
    if not items:
        return element("p", "Nothing.", class_="none")
    return element("ol", *items, class_="news")


def folded_news_list(items: Sequence[Markup]) -> Markup:
    """Return the first items as a list, and the others in one that is closed at first."""
    first, others = items[:_FIRST], items[_FIRST:]
    if not others:
        return news_list(first)
    heading = element("summary", "Earlier ones ", count_markup(len(others)))
    return joined(news_list(first), element("details", heading, news_list(others)))


def cited_report(report: Report, position: int) -> Markup:
    """Return where and when a report was published, with a link to its row."""
    return joined(source_markup(report.source), f", {day_label(report.published.day)} ", report_link(position))
