"""The page of an event: /events/N."""

from flask import Blueprint, Response

from tracker.domain.report import Report, report_json
from tracker.export.pages.event_page import EventView, event_page
from tracker.ledger import auditing
from tracker.ledger.article_texts import stored_text
from tracker.ledger.desk import Desk
from tracker.ledger.report_fields import REPORT_FIELDS
from tracker.service.web.answers import Page, answer_page

blueprint = Blueprint("event", __name__)


@blueprint.get("/events/<int(max=999999999999):position>")
def event(position: int) -> Response:
    """Show an event in full."""
    return answer_page("event", lambda desk, _: _page(desk, position))


def _page(desk: Desk, position: int) -> Page:
    entry = auditing.entry_at(desk, position)
    report = entry.event.body if isinstance(entry.event.body, Report) else None
    fields = report_json(report) if report else {}
    texts = [(field.name, field.texts(fields)) for field in REPORT_FIELDS if field.texts(fields)]
    article = report.article if report else None
    view = EventView(entry=entry, fields=texts, text=stored_text(desk, article) if article else None)
    return Page(title=f"@{position}", content=event_page(view))
