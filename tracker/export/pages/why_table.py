"""Each field of a status with the report that set it, and the words of its article."""

from collections.abc import Sequence
from typing import Any, Final

from msgspec import Struct

from tracker.domain.events import Event
from tracker.domain.report import Evidence, Report
from tracker.domain.vocabulary import plain
from tracker.export.board.label_markup import label_markup, source_markup
from tracker.export.html import Markup, element, joined
from tracker.export.labels import attribution_label, published_label, value_label
from tracker.export.pages.excerpts import marked_words

_COLUMNS: Final = ("Field", "Value", "Report", "Who says so")


class Because(Struct, frozen=True, kw_only=True):
    """One field of a status, the event that set it, the words behind it, and the text that they are in."""

    field: str
    value: Any
    event: Event
    words: Evidence | None = None
    text: str | None = None


def why_table(reasons: Sequence[Because]) -> Markup:
    """Return a row for each field, and below it the words of the article if the report was drafted from one."""
    head = element("thead", element("tr", *(element("th", column, scope="col") for column in _COLUMNS)))
    rows = [row for reason in reasons for row in _rows(reason)]
    table = element("table", head, element("tbody", *rows), class_="why")
    return element("div", table, class_="scroll", tabindex=0, role="group", aria_labelledby="h2-why")


def _rows(reason: Because) -> list[Markup]:
    event = reason.event
    report = event.body if isinstance(event.body, Report) else None
    position = element("a", f"@{event.position}", href=f"/events/{event.position}")
    source = joined(source_markup(report.source), ", ", published_label(report.published)) if report else event.type
    row = element(
        "tr",
        element("th", plain(reason.field), scope="row"),
        element("td", label_markup(value_label(reason.field, reason.value))),
        element("td", position, " ", source),
        element("td", label_markup(attribution_label(report.attribution)) if report else None),
        class_="with-words" if reason.words else None,
    )
    if not reason.words:
        return [row]
    words = element("td", marked_words(reason.words, reason.text), colspan=3)
    return [row, element("tr", element("td"), words, class_="words-row")]
