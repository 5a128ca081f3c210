"""The way in: the link with the token, the styles and scripts, and whether the server is well."""

from typing import Final

from flask import Blueprint, Response, abort, request

from tracker.export.pages.frame import SCRIPTS, STYLES, Frame, asset, asset_address, document
from tracker.export.pages.message_page import message_page
from tracker.service.web.access import TokenAccess
from tracker.service.web.guard import RefusedRequestError
from tracker.service.web.site import current_site

blueprint = Blueprint("entry", __name__)

_TYPES: Final = {"css": "text/css; charset=utf-8", "js": "text/javascript; charset=utf-8"}
_A_YEAR: Final = 31_536_000  # seconds


@blueprint.get("/login")
def login() -> Response:
    """Take the token of the printed link, and let the browser keep a cookie in its place.

    The page leads on by itself. A redirect would not do: if the link was clicked in another site, the browser would
    send no strict cookie along with it.
    """
    access = current_site().access
    if not isinstance(access, TokenAccess) or not access.admits(request.args.get("token", "")):
        raise RefusedRequestError(401, "this link is not valid", "Use the link that tracker serve printed last.")
    content = message_page("tracker", "You are signed in.", "The board opens by itself.")
    response = Response(document(Frame(), "Signed in", [content]))
    response.headers["Refresh"] = "0; url=/"
    response.headers["Cache-Control"] = "no-store"
    response.set_cookie(access.cookie, access.session, httponly=True, samesite="Strict")
    return response


@blueprint.get("/assets/<digest>/<name>")
def asset_file(digest: str, name: str) -> Response:
    """Answer with a style or a script. Its address changes with its text, so a browser may keep it for ever."""
    if name not in {*STYLES, *SCRIPTS} or f"/assets/{digest}/{name}" != asset_address(name):
        abort(404)
    response = Response(asset(name), content_type=_TYPES[name.rpartition(".")[2]])
    response.headers["Cache-Control"] = f"public, max-age={_A_YEAR}, immutable"
    return response


@blueprint.get("/health")
def health() -> Response:
    """Say whether the log can be read, for a monitor."""
    with current_site().reading():
        return Response('{"ok": true}\n', content_type="application/json")
