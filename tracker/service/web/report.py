"""Logging a report by hand, and taking back the last event: /report and /undo."""

from flask import Blueprint, Response, g, request
from msgspec.structs import replace

from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.export.pages.frame import Frame
from tracker.export.pages.report_page import Preview, Refusal, ReportForm, report_page
from tracker.ledger import mending, recording
from tracker.ledger.countries import with_codes
from tracker.ledger.desk import Desk
from tracker.ledger.report_fields import REPORT_FIELDS
from tracker.ledger.report_texts import Texts, import_fields, published_text, refuse_words_alone
from tracker.ledger.result import Outcome
from tracker.ledger.suggestions import suggestions
from tracker.service.web.answers import Page, answer_form
from tracker.service.web.arguments import argument, number_of
from tracker.service.web.site import current_site

blueprint = Blueprint("report", __name__)

_UNPARSABLE_OR_REFUSED = 422


@blueprint.get("/report")
def report_form() -> Response:
    """Show the empty form, or that for a further report on a meeting."""
    return answer_report_form(ReportForm(meeting=argument("meeting"), values={"published": ("today",)}))


@blueprint.post("/report")
def record_report() -> Response:
    """Record the report in the form, or preview its changes; if it is refused, show the form again."""
    is_preview = request.form.get("do") == "preview"
    form = ReportForm(meeting=typed_meeting(), new="new" in request.form, values=typed_texts())
    try:
        outcome, notes = _record(form, dry_run=is_preview)
    except TrackerError as error:
        return answer_report_form(with_refusal(form, error), _UNPARSABLE_OR_REFUSED)
    if is_preview:
        return answer_report_form(replace(form, preview=preview_of(outcome, notes)))
    position = outcome.position or outcome.repeat_of
    return see_other(f"/meetings/{outcome.meeting}?recorded={position}")


@blueprint.post("/undo")
def undo() -> Response:
    """Retract the event that the form names, if it is the last that this user recorded."""
    with current_site().recording(g.user) as desk:
        outcomes = mending.undo(desk, only=number_of(typed("position")) or 0)
    return see_other(f"/meetings/{outcomes[0].meeting}?recorded={outcomes[0].position}")


def typed(name: str) -> str:
    """Return a text of the form without surrounding blanks; empty if it is missing."""
    return request.form.get(name, "").strip()


def typed_meeting() -> str:
    """Return the name of a meeting in the form, which has hyphens where somebody may type blanks."""
    return "-".join(typed("meeting").split())


def typed_texts() -> Texts:
    """Return the texts that the form has for each field of a report, without empty ones."""
    texts = {}
    for field in REPORT_FIELDS:
        values = tuple(" ".join(value.split()) for value in request.form.getlist(field.name))
        if any(values):
            texts[field.name] = tuple(filter(None, values))
    return texts


def with_refusal(form: ReportForm, error: TrackerError) -> ReportForm:
    """Return the form with the sentence and the hint of an error."""
    return replace(form, refusal=Refusal(sentence=error.sentence, hint=error.hint))


def preview_of(outcome: Outcome, notes: tuple[str, ...] = ()) -> Preview:
    """Return what a dry run found out."""
    return Preview(
        meeting=outcome.meeting,
        effect=outcome.effect,
        kept=outcome.kept,
        window_left_out=outcome.window_left_out,
        repeat_of=outcome.repeat_of,
        is_late=outcome.late,
        notes=notes,
    )


def see_other(address: str) -> Response:
    """Answer that the browser should go on to another page with GET."""
    return Response(status=303, headers={"Location": address})


def _record(form: ReportForm, *, dry_run: bool) -> tuple[Outcome, tuple[str, ...]]:
    """Record the typed fields. Return the result, and which countries have other codes than typed."""
    texts = dict(form.values)
    refuse_words_alone(texts)
    published = published_text(next(iter(texts.get("published", ())), None), current_site().clock.today())
    if published:
        texts["published"] = (published,)
    fields, notes = with_codes(import_fields({name: tuple(values) for name, values in texts.items()}))
    line = read_line({"meeting": form.meeting, "new": form.new, **fields})
    with current_site().recording(g.user, dry_run=dry_run) as desk:
        return recording.record(desk, line, dry_run=dry_run), notes


def answer_report_form(form: ReportForm, status: int = 200) -> Response:
    """Answer with the form as it was filled in."""

    def page(desk: Desk, frame: Frame) -> Page:
        return Page(title="Log a report", content=report_page(replace(form, suggestions=suggestions(desk)), frame))

    return answer_form("report", page, status)
