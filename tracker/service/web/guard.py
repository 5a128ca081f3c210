"""The guard of every request: Host, user, Origin and the token of a form; and the headers of every response."""

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, Response, g, request

from tracker.domain.errors import TrackerError
from tracker.service.web.access import is_same, keyed_digest
from tracker.service.web.site import current_site

_READING: Final = frozenset({"GET", "HEAD", "OPTIONS"})
# Answered to strangers: the way in, styles and scripts, the calendar (which has a key of its own), and /health.
_PUBLIC: Final = frozenset({"entry.login", "entry.asset_file", "calendar.calendar_file", "entry.health"})
_POLICY: Final = (
    "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types 'none'"
)
_HEADERS: Final = {
    "Content-Security-Policy": _POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}


class RefusedRequestError(TrackerError):
    """A request that is refused before anything is read or written, with its HTTP status."""

    def __init__(self, status: int, sentence: str, hint: str = "") -> None:
        super().__init__(sentence, hint)
        self.status = status


def install(app: Flask) -> None:
    """Let every request pass the guard, and every response get its headers."""
    app.before_request(_guard)
    app.after_request(_protected)


def csrf_token() -> str:
    """Return the token that the forms of this user send back."""
    site = current_site()
    return keyed_digest(site.secret, "form", site.access.session_of(request))


def _guard() -> None:
    _check_host()
    g.user = current_site().access.user_of(request) or ""
    if request.endpoint in _PUBLIC:
        return
    if not g.user:
        raise RefusedRequestError(401, "you are not signed in", current_site().access.way_in)
    if request.method not in _READING:
        _check_origin()
        _check_token()


def _check_host() -> None:
    """Refuse a name that is not ours: a page of another site may have it point here (DNS rebinding)."""
    hosts = current_site().hosts
    if hosts is not None and request.headers.get("Host", "").lower() not in hosts:
        raise RefusedRequestError(
            421, "this address is not that of the desk", "Use the link that tracker serve printed."
        )


def _check_origin() -> None:
    """Refuse a form that a page of another site sends."""
    origin = request.headers.get("Origin")
    site_of_sender = request.headers.get("Sec-Fetch-Site", "same-origin")
    is_ours = origin is None or urlsplit(origin).netloc.lower() == request.headers.get("Host", "").lower()
    if not is_ours or site_of_sender not in {"same-origin", "none"}:
        raise RefusedRequestError(
            403, "the form was sent by another site", "Nothing was recorded. Use the desk's own form."
        )


def _check_token() -> None:
    token = request.form.get("csrf", "")
    if not is_same(token, csrf_token()):
        raise RefusedRequestError(
            403, "the form is out of date", "Nothing was recorded. Go back, reload the page, and send it again."
        )


def _protected(response: Response) -> Response:
    for name, value in _HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers.setdefault("Cache-Control", "no-cache, private")
    response.headers.add("Vary", "Cookie")
    return response
