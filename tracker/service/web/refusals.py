"""Errors as answers: a sentence and a hint, on a page or as JSON."""

from typing import Final

from flask import Response, g, request
from werkzeug.exceptions import HTTPException

from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.export import json
from tracker.export.pages.frame import Frame, document
from tracker.export.pages.message_page import message_page
from tracker.service.web.answers import HTML, JSON
from tracker.service.web.guard import RefusedRequestError

# What Flask refuses by itself, by HTTP status: a sentence and a hint.
_SENTENCES: Final = {
    404: ("there is no such page", "The navigation leads to every page."),
    405: ("this address does not take that", "Use the forms of the desk."),
    413: ("that is too long", "A form may have 250 kB."),
    500: ("something went wrong in tracker itself", "What the server printed says more."),
}


def answer_refusal(error: TrackerError) -> Response:
    """Answer with the sentence and the hint of an error."""
    return _refusal(_status_of(error), error.sentence, error.hint)


def answer_http_error(error: HTTPException) -> Response:
    """Answer what Flask refuses by itself, such as an address that leads nowhere, in the same form."""
    status = error.code or 500
    sentence, hint = _SENTENCES.get(status, ((error.name or "error").lower(), ""))
    return _refusal(status, sentence, hint)


def _status_of(error: TrackerError) -> int:
    """Return the HTTP status of an error: 404 if what the address names is missing, 503 if the log cannot be read."""
    if isinstance(error, RefusedRequestError):
        return error.status
    if error.exit_code == UNPARSABLE:
        return 400
    if request.method not in {"GET", "HEAD"}:
        return 422
    return 404 if request.view_args or request.args else 503


def _refusal(status: int, sentence: str, hint: str) -> Response:
    if request.path.startswith("/api/"):
        text = json.document({"error": sentence, "hint": hint or None})
        return Response(f"{text}\n", status=status, content_type=JSON)
    shown = f"{sentence[:1].upper()}{sentence[1:]}."
    content = message_page("tracker", shown, hint, again=status == 401 and request.endpoint != "entry.login")
    page = document(Frame(user=g.get("user", "")), "Refused", [content])
    return Response(page, status=status, content_type=HTML)
