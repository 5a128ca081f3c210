"""Answers: a page or a JSON document, each with the tag of the state that it shows."""

from collections.abc import Callable, Iterable
from typing import Final

from flask import Response, g, request
from msgspec import Struct

from tracker.export import json
from tracker.export.pages.frame import Frame, document
from tracker.ledger.desk import Desk
from tracker.ledger.freshness import state_tag, waiting_drafts
from tracker.service.web.guard import csrf_token
from tracker.service.web.site import current_site

HTML: Final = "text/html; charset=utf-8"
JSON: Final = "application/json; charset=utf-8"


class Page(Struct, frozen=True, kw_only=True):
    """A page without its frame: its title, and its content piece by piece."""

    title: str
    content: Iterable[str | bytes]


def answer_page(key: str, make: Callable[[Desk, Frame], Page], *, depends_on: tuple[str, ...] = ()) -> Response:
    """Answer with a page, or with 304 if the browser has it already. `depends_on` names all else that it shows."""
    with current_site().reading() as desk:
        tag = state_tag(desk, g.user, csrf_token(), *depends_on)
        if request.if_none_match.contains_weak(tag):  # a proxy that compresses makes tags weak
            return not_modified(tag)
        frame = Frame(page=key, user=g.user, csrf=csrf_token(), tag=f'"{tag}"', waiting=waiting_drafts(desk))
        page = make(desk, frame)
        text = document(frame, page.title, page.content)
    response = Response(text, content_type=HTML)
    response.set_etag(tag)
    return response


def answer_form(key: str, make: Callable[[Desk, Frame], Page], status: int = 200) -> Response:
    """Answer with a page that holds what somebody has typed: it is never kept, and never taken from a cache."""
    with current_site().reading() as desk:
        frame = Frame(page=key, user=g.user, csrf=csrf_token(), waiting=waiting_drafts(desk))
        page = make(desk, frame)
        text = document(frame, page.title, page.content)
    return Response(text, status=status, content_type=HTML, headers={"Cache-Control": "no-store"})


def answer_json(make: Callable[[Desk], object]) -> Response:
    """Answer with a JSON document, or with 304 if the program has it already."""
    with current_site().reading() as desk:
        tag = state_tag(desk, "json")
        if request.if_none_match.contains_weak(tag):  # a proxy that compresses makes tags weak
            return not_modified(tag)
        text = json.document(make(desk))
    response = Response(f"{text}\n", content_type=JSON)
    response.set_etag(tag)
    return response


def not_modified(tag: str) -> Response:
    """Answer that the browser has it already."""
    response = Response(status=304)
    response.set_etag(tag)
    return response
