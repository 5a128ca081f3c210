"""The inbox: /inbox, a draft under /inbox/N, and accepting, editing and rejecting it."""

from collections.abc import Callable

from flask import Blueprint, Response, g, request
from msgspec.structs import replace

from tracker.domain.errors import TrackerError
from tracker.domain.names import meeting_name
from tracker.export.pages.draft_page import DraftView, draft_page
from tracker.export.pages.frame import Frame
from tracker.export.pages.inbox_page import InboxView, inbox_page
from tracker.export.pages.report_page import Preview, Refusal, ReportForm
from tracker.ledger import deciding, inbox
from tracker.ledger.deciding import Choice, Decided
from tracker.ledger.desk import Desk
from tracker.ledger.draft_view import decided_draft, draft_view, preview_of_draft, shown_texts, waiting_drafts
from tracker.ledger.edited_report import edited_line
from tracker.ledger.proposal import line
from tracker.ledger.report_texts import Texts
from tracker.ledger.suggestions import suggestions
from tracker.service.web.answers import Page, answer_form, answer_page
from tracker.service.web.arguments import argument, number_of
from tracker.service.web.report import answer_report_form, see_other, typed, typed_meeting, typed_texts
from tracker.service.web.site import current_site

blueprint = Blueprint("inbox", __name__)


@blueprint.get("/inbox")
def waiting() -> Response:
    """List the drafts that wait."""
    return answer_page("inbox", _list)


@blueprint.get("/inbox/<int(max=999999999999):number>")
def draft(number: int) -> Response:
    """Show a draft next to its article, and what accepting it would change."""
    others = current_site().presence.others_at(number, g.user)
    return answer_page("inbox", lambda desk, frame: _draft(desk, frame, number, others), depends_on=others)


@blueprint.post("/inbox/<int(max=999999999999):number>/accept")
def accept(number: int) -> Response:
    """Record a draft as it is."""
    return _decide(deciding.ACCEPTED, lambda desk: deciding.accept(desk, [Choice(draft=number)]))


@blueprint.post("/inbox/<int(max=999999999999):number>/edit")
def accept_edited(number: int) -> Response:
    """Record a draft as the form has it; if that is refused, show the form again."""
    texts = typed_texts()
    try:
        choice = _edited(number, texts)
        with current_site().recording(g.user) as desk:
            (decided,) = deciding.accept(desk, [choice])
        if decided.error:
            raise decided.error
    except TrackerError as error:
        return _form_again(number, texts, error)
    if decided.earlier:
        return _decided_meanwhile(number, texts)
    return _answer(decided, deciding.ACCEPTED)


@blueprint.post("/inbox/<int(max=999999999999):number>/reject")
def reject(number: int) -> Response:
    """Take a draft out of the inbox."""
    because = typed("because") or None
    return _decide(deciding.REJECTED, lambda desk: deciding.reject(desk, [number], because))


def _list(desk: Desk, frame: Frame) -> Page:
    done = number_of(argument("done"))
    decided = None if done is None else decided_draft(desk, done)
    view = InboxView(waiting=waiting_drafts(desk), done=decided)
    return Page(title="Inbox", content=inbox_page(view, frame))


def _draft(desk: Desk, frame: Frame, number: int, others: tuple[str, ...]) -> Page:
    view = draft_view(desk, number)
    preview = preview_of_draft(desk, number)
    view = replace(
        view,
        preview=preview if isinstance(preview, Preview) else None,
        refusal=preview if isinstance(preview, Refusal) else None,
        suggestions=suggestions(desk),
        others=others,
    )
    return Page(title=f"Draft {number}", content=draft_page(view, frame))


def _decide(decision: str, run: Callable[[Desk], tuple[Decided, ...]]) -> Response:
    with current_site().recording(g.user) as desk:
        (decided,) = run(desk)
    if decided.error:
        raise decided.error
    return _answer(decided, decision)


def _answer(decided: Decided, decision: str) -> Response:
    """Go on to the next draft that waits; if somebody was faster and decided otherwise, to this one, which says who."""
    if decided.earlier and decided.earlier.decision != decision:
        return see_other(f"/inbox/{decided.draft}")
    return see_other(f"/inbox?done={decided.draft}")


def _edited(number: int, texts: Texts) -> Choice:
    """Return the draft with the fields of the form, and which of them changed."""
    with current_site().reading() as desk:
        (queued,) = inbox.drafts(desk, [number])
    entry, changed = edited_line(
        line(queued.proposal),
        shown_texts(queued),
        texts,
        meeting=meeting_name(typed_meeting()),
        new="new" in request.form,
    )
    return Choice(draft=number, line=entry, changed=changed)


def _decided_meanwhile(number: int, texts: Texts) -> Response:
    """Answer that somebody was faster, with the typed fields in the form that logs a report."""
    with current_site().reading() as desk:
        decided = decided_draft(desk, number)
    position = f" as @{decided.position}" if decided and decided.position else ""
    sentence = f"draft {number} was {decided.decision}{position} by {decided.by} meanwhile" if decided else ""
    refusal = Refusal(
        sentence=sentence, hint="What you typed is below: record it as a report of its own if it adds to that."
    )
    form = ReportForm(meeting=typed_meeting(), new="new" in request.form, values=texts, refusal=refusal)
    return answer_report_form(form, 409)


def _form_again(number: int, texts: Texts, error: TrackerError) -> Response:
    def page(desk: Desk, frame: Frame) -> Page:
        view: DraftView = replace(
            draft_view(desk, number),
            meeting=typed_meeting(),
            is_new="new" in request.form,
            values=texts,
            refusal=Refusal(sentence=error.sentence, hint=error.hint),
            is_edited=True,
            suggestions=suggestions(desk),
        )
        return Page(title=f"Draft {number}", content=draft_page(view, frame))

    return answer_form("inbox", page, 422)
