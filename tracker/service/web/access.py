"""The users of the site: one who has the token that was printed at start, or those that the proxy names."""

import hmac
import secrets
from hashlib import sha256
from typing import Final, Protocol

from flask import Request
from msgspec import Struct, field

_LONGEST_NAME: Final = 100  # characters of a user's name
_BEARER: Final = "Bearer "
SESSION_COOKIE: Final = "tracker_session"


class Access(Protocol):
    """How a request says who sent it. `way_in` says what a stranger can do."""

    @property
    def way_in(self) -> str:
        """A hint for a stranger."""
        ...

    def user_of(self, request: Request) -> str | None:
        """Return the user, or None for a stranger."""
        ...

    def session_of(self, request: Request) -> str:
        """Return what the tokens of this user's forms are bound to."""
        ...


class TokenAccess(Struct, frozen=True, kw_only=True):
    """One user, who has opened the link with the token, or sends the token itself (`Authorization: Bearer`).

    Browsers share cookies between the ports of a host, so the cookie bears the port in its name.
    """

    user: str
    port: int
    token: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    session: str = field(default_factory=lambda: secrets.token_urlsafe(32))

    @property
    def way_in(self) -> str:
        """A hint for a stranger."""
        return "Open the link that tracker serve printed. If you came here from another site, open this page again."

    @property
    def cookie(self) -> str:
        """The name of the cookie."""
        return f"{SESSION_COOKIE}_{self.port}"

    def admits(self, token: str) -> bool:
        """Return whether the token is the printed one."""
        return is_same(token, self.token)

    def user_of(self, request: Request) -> str | None:
        """Return the user if the request has the cookie or the token."""
        authorization = request.headers.get("Authorization", "")
        has_token = authorization.startswith(_BEARER) and self.admits(authorization.removeprefix(_BEARER))
        has_cookie = is_same(request.cookies.get(self.cookie, ""), self.session)
        return self.user if has_token or has_cookie else None

    def session_of(self, request: Request) -> str:  # noqa: ARG002 - one session for one user
        """Return the session that began when the server did."""
        return self.session


class ProxyAccess(Struct, frozen=True, kw_only=True):
    """The users that a proxy names in a header, after it has checked who they are."""

    header: str

    @property
    def way_in(self) -> str:
        """A hint for a stranger."""
        return f"The proxy names no user in {self.header}, or not one alone. Sign in there."

    def user_of(self, request: Request) -> str | None:
        """Return the user, or None if the header is missing, too long, or names several: somebody sent one of them."""
        value = request.headers.get(self.header, "")
        try:
            name = value.encode("latin-1").decode().strip()  # WSGI hands over the bytes as Latin-1
        except UnicodeError:
            return None
        is_name = 0 < len(name) <= _LONGEST_NAME and name.isprintable() and "," not in name
        return name if is_name else None

    def session_of(self, request: Request) -> str:
        """Return the user: a form stays valid as long as the user is the same."""
        return f"user {self.user_of(request)}"


def keyed_digest(secret: bytes, purpose: str, *values: str) -> str:
    """Return a digest of values that only who knows the secret can make, for one purpose."""
    return hmac.new(secret, "\n".join((purpose, *values)).encode(), sha256).hexdigest()


def is_same(given: str, expected: str) -> bool:
    """Compare in a time that does not show how much is right."""
    return hmac.compare_digest(given.encode(), expected.encode())
