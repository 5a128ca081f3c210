"""Whether two reports rest on one story: they are of one article, or one outlet reprints what another has."""

from datetime import timedelta
from typing import Final

from tracker.domain.names import folded, outlet_key
from tracker.domain.report import Report

_REPRINTED_WITHIN: Final = timedelta(days=1)


def is_same_story(report: Report, other: Report, *, same_meeting: bool) -> bool:
    """Whether two reports of one origin rest on one story.

    They do if they have one address. Printed within a day, they do if they have one headline, or if two outlets say
    the same stage of one meeting. An article without address and headline is known by its outlet and its date.
    """
    if report.origin != other.origin:
        return False
    if report.source.url and report.source.url == other.source.url:
        return True
    if abs(report.published.date - other.published.date) > _REPRINTED_WITHIN:
        return False
    is_reprint = same_meeting and report.stage == other.stage and _outlet(report) != _outlet(other)
    return is_reprint or _has_same_headline(report, other) or _article(report) == _article(other)


def _has_same_headline(report: Report, other: Report) -> bool:
    headline, other_headline = report.source.headline, other.source.headline
    return bool(headline and other_headline) and folded(headline or "") == folded(other_headline or "")


def _article(report: Report) -> tuple[str | None, ...]:
    return _outlet(report), report.source.url, report.source.headline, report.published.day


def _outlet(report: Report) -> str:
    return outlet_key(report.source.outlet)
