"""Answers: a page, a JSON document or an error, each with the tag of the state that it shows."""

from collections.abc import Callable, Iterable
from datetime import date

from flask import Response, g, request
from msgspec import Struct
from werkzeug.exceptions import HTTPException

from tracker.domain.clocks import AsOf, Position, parse_moment
from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.domain.import_line import stage_word
from tracker.domain.natural_days import read_period
from tracker.domain.vocabulary import STATUSES
from tracker.export import json
from tracker.export.pages.frame import Frame, document
from tracker.export.pages.message_page import message_page
from tracker.ledger.asking import Filter
from tracker.ledger.countries import country
from tracker.ledger.desk import Desk
from tracker.ledger.freshness import state_tag, waiting_drafts
from tracker.ledger.question import Question, question
from tracker.service.web.guard import RefusedRequestError, csrf_token
from tracker.service.web.site import current_site

_MOST_DIGITS = 12
_HTML = "text/html; charset=utf-8"
_JSON = "application/json; charset=utf-8"


class Page(Struct, frozen=True, kw_only=True):
    """A page without its frame: its title, and its content piece by piece."""

    title: str
    content: Iterable[str]


def answer_page(key: str, make: Callable[[Desk, Frame], Page], *, depends_on: tuple[str, ...] = ()) -> Response:
    """Answer with a page, or with 304 if the browser has it already. `depends_on` is what it shows besides the log."""
    with current_site().reading() as desk:
        tag = state_tag(desk, g.user, csrf_token(), *depends_on)
        if request.if_none_match.contains_weak(tag):  # a proxy that compresses makes tags weak
            return not_modified(tag)
        frame = Frame(page=key, user=g.user, csrf=csrf_token(), tag=f'"{tag}"', waiting=waiting_drafts(desk))
        page = make(desk, frame)
        text = "".join(document(frame, page.title, page.content))
    response = Response(text, content_type=_HTML)
    response.set_etag(tag)
    return response


def answer_form(key: str, make: Callable[[Desk, Frame], Page], status: int = 200) -> Response:
    """Answer with a page that holds what somebody has typed: it is never kept, and never taken from a cache."""
    with current_site().reading() as desk:
        frame = Frame(page=key, user=g.user, csrf=csrf_token(), waiting=waiting_drafts(desk))
        page = make(desk, frame)
        text = "".join(document(frame, page.title, page.content))
    return Response(text, status=status, content_type=_HTML, headers={"Cache-Control": "no-store"})


def answer_json(make: Callable[[Desk], object]) -> Response:
    """Answer with a JSON document, or with 304 if the program has it already."""
    with current_site().reading() as desk:
        tag = state_tag(desk, "json")
        if request.if_none_match.contains_weak(tag):  # a proxy that compresses makes tags weak
            return not_modified(tag)
        text = json.document(make(desk))
    response = Response(f"{text}\n", content_type=_JSON)
    response.set_etag(tag)
    return response


def asked(desk: Desk) -> Question:
    """Return the question that `as_of` and `known_at` in the address ask."""
    return question(desk, moment(desk, "as_of"), moment(desk, "known_at"))


def moment(desk: Desk, name: str) -> AsOf | Position | None:
    """Return the moment that the address has under a name; None if it is empty."""
    text = argument(name)
    return parse_moment(text, desk.clock.today()) if text else None


def period_asked(desk: Desk) -> tuple[date | None, date | None]:
    """Return the days of an agenda that `from` and `to` in the address ask for; a week or another span is both."""
    words = [text for text in (argument("from"), argument("to")) if text]
    if not words:
        return None, None
    days = read_period(words, desk.clock.today())
    if days is None:
        raise TrackerError.unparsable(f"{' '.join(words)[:60]!r} is not a day", "Write 2026-01-28, today or next week.")
    begin, end = days
    if end is None and begin.first == begin.last:
        return begin.first, None
    return begin.first, (end or begin).last


def filter_asked() -> Filter:
    """Return the filter that `status`, `country`, `with` and `all` in the address ask for."""
    wanted = stage_word(argument("status")) or None
    if wanted is not None and wanted not in STATUSES:
        raise TrackerError.unparsable(f"{wanted[:60]!r} is not a status", f"Choose from: {', '.join(STATUSES)}.")
    return Filter(
        status=wanted,
        country=country(argument("country")) if argument("country") else None,
        person=argument("with") or None,
        everything=bool(argument("all")),
    )


def argument(name: str) -> str:
    """Return a value of the address without surrounding blanks; empty if it is missing."""
    return request.args.get(name, "").strip()


def number_of(text: str) -> int | None:
    """Return the number that a text is, such as a position or a draft; None if it is not one, or a hopeless one."""
    is_number = text.isascii() and text.isdigit() and len(text) <= _MOST_DIGITS
    return int(text) if is_number else None


# Errors


def answer_refusal(error: TrackerError) -> Response:
    """Answer with the sentence and the hint of an error."""
    return _refusal(_status_of(error), error.sentence, error.hint)


def answer_http_error(error: HTTPException) -> Response:
    """Answer what Flask refuses by itself, such as an address that leads nowhere, in the same form."""
    sentences = {
        404: ("there is no such page", "The navigation leads to every page."),
        405: ("this address does not take that", "Use the forms of the desk."),
        413: ("that is too long", "A form may have 250 kB."),
        500: ("something went wrong in tracker itself", "What the server printed says more."),
    }
    status = error.code or 500
    sentence, hint = sentences.get(status, ((error.name or "error").lower(), ""))
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
        return Response(f"{text}\n", status=status, content_type=_JSON)
    shown = f"{sentence[:1].upper()}{sentence[1:]}."
    content = message_page("tracker", shown, hint, again=status == 401 and request.endpoint != "entry.login")
    text = "".join(document(Frame(user=g.get("user", "")), "Refused", [content]))
    return Response(text, status=status, content_type=_HTML)


def not_modified(tag: str) -> Response:
    """Answer that the browser has it already."""
    response = Response(status=304)
    response.set_etag(tag)
    return response
