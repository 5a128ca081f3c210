"""Sending one message to a webhook, signed as the specification Standard Webhooks says: https://www.standardwebhooks.com."""

import base64
import binascii
import hashlib
import hmac
import http.client
import socket
import ssl
import threading
from contextlib import suppress
from typing import Any, Self
from urllib import error, parse, request

from msgspec import Struct

from tracker import __version__
from tracker.domain.errors import TrackerError
from tracker.service.retry_after import seconds_to_wait

TIMEOUT = 10.0  # seconds without an answer
_LONGEST_ANSWER = 65_536  # bytes that are read, and ignored
_BASE64_SECRET = "whsec_"  # noqa: S105 - a prefix of the specification
_NO_ANSWER = "no answer within {:g} s"
_FAILURES = (OSError, http.client.HTTPException, ValueError)


class Message(Struct, frozen=True, kw_only=True):
    """A message: an id that stays the same when it is sent again, and a body in JSON."""

    id: str
    body: bytes


class DeliveryError(Exception):
    """A message that was not taken. `again` says whether trying again soon may help.

    `wait` has the seconds for which the receiver asks to be left alone.
    """

    def __init__(self, sentence: str, *, again: bool, wait: float = 0.0) -> None:
        super().__init__(sentence)
        self.sentence = sentence
        self.again = again
        self.wait = wait


class _NoRedirect(request.HTTPRedirectHandler):
    """Follows no redirect: a message goes to the address that the user named, and nowhere else."""

    def redirect_request(self, *_: Any, **__: Any) -> None:  # noqa: ANN401 - whatever urllib gives
        return None


class _Deadline:
    """Ends a request that takes too long as a whole: the timeout of a socket is that of each of its answers."""

    def __init__(self, seconds: float) -> None:
        self.passed = False
        self._sockets: list[socket.socket] = []
        self._timer = threading.Timer(seconds, self._pass)
        self._timer.daemon = True

    def __enter__(self) -> Self:
        self._timer.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._timer.cancel()

    def watch(self, connection: http.client.HTTPConnection) -> http.client.HTTPConnection:
        """Watch the socket of a connection as soon as it has one."""
        connect = connection.connect

        def connect_watched() -> None:
            connect()
            self._sockets.append(connection.sock)

        connection.connect = connect_watched  # type: ignore[method-assign]
        return connection

    def _pass(self) -> None:
        self.passed = True
        for opened in self._sockets:
            with suppress(OSError):
                socket.socket.shutdown(opened, socket.SHUT_RDWR)


class _Handler(request.HTTPSHandler, request.HTTPHandler):
    """Opens connections that a deadline watches."""

    def __init__(self, deadline: _Deadline) -> None:
        super().__init__()
        self._deadline = deadline

    def do_open(self, http_class: Any, req: request.Request, **options: Any) -> Any:  # noqa: ANN401 - as in urllib
        def watched(*address: Any, **more: Any) -> http.client.HTTPConnection:  # noqa: ANN401
            return self._deadline.watch(http_class(*address, **more))

        return super().do_open(watched, req, **options)


def checked_url(url: str) -> str:
    """Return the address of a webhook. Raise `TrackerError`, which does not show it, if it is not one."""
    try:
        parts = parse.urlsplit(url)
        is_valid = parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
        is_valid = is_valid and parts.username is None
    except ValueError:
        is_valid = False
    if not is_valid or not url.isascii() or not url.isprintable() or " " in url:
        raise TrackerError.unparsable(
            "the address of a webhook is not valid",
            "Write https://host/path, without a user, and other letters in %-form.",
        )
    return url


def host_of(url: str) -> str:
    """Return the host and the port of an address: the rest may be a secret."""
    parts = parse.urlsplit(url)
    return f"{parts.hostname}:{parts.port}" if parts.port else str(parts.hostname)


def signature(secret: str, message: Message, timestamp: int) -> str:
    """Return the value of the header `webhook-signature`."""
    content = f"{message.id}.{timestamp}.".encode() + message.body
    digest = hmac.new(_key(secret), content, hashlib.sha256).digest()
    return f"v1,{base64.b64encode(digest).decode()}"


def post(url: str, secret: str | None, message: Message, timestamp: int, timeout: float = TIMEOUT) -> None:
    """Send a message. Raise `DeliveryError` unless the receiver answers with a status from 200 to 299."""
    headers = {
        "Content-Type": "application/json",
        "User-Agent": f"tracker/{__version__}",
        "webhook-id": message.id,
        "webhook-timestamp": str(timestamp),
    }
    if secret is not None:
        headers["webhook-signature"] = signature(secret, message, timestamp)
    address = parse.urldefrag(url).url
    asked = request.Request(address, data=message.body, headers=headers, method="POST")  # noqa: S310 - checked_url
    with _Deadline(timeout) as deadline:
        try:
            with request.build_opener(_NoRedirect, _Handler(deadline)).open(asked, timeout=timeout) as answer:
                answer.read(_LONGEST_ANSWER)
        except error.HTTPError as answer:
            with answer:
                raise _refused(answer.code, seconds_to_wait(answer.headers.get("Retry-After", ""))) from None
        except _FAILURES as failure:
            reason = _NO_ANSWER.format(timeout) if deadline.passed else _reason(failure, timeout)
            raise DeliveryError(reason, again=True) from None


def _refused(status: int, wait: float) -> DeliveryError:
    if 300 <= status < 400:
        return DeliveryError(f"it redirects ({status}): name the new address", again=False)
    is_passing = status >= 500 or status in {408, 425, 429}
    if is_passing and wait:
        return DeliveryError(f"it answers {status} and asks to wait {wait:.0f} s", again=True, wait=wait)
    return DeliveryError(f"it answers {status}", again=is_passing)


def _reason(failure: BaseException, timeout: float) -> str:
    """Return why no answer came, without the address."""
    cause = failure.reason if isinstance(failure, error.URLError) else failure
    if isinstance(cause, TimeoutError):
        return _NO_ANSWER.format(timeout)
    if isinstance(cause, ssl.SSLError):
        return f"its certificate or its TLS is not valid ({cause.reason or 'TLS'})"
    if isinstance(cause, socket.gaierror):
        return "its host is not known"
    if isinstance(cause, http.client.HTTPException):
        return "it closes the connection without an answer, or answers something other than HTTP"
    words = cause.strerror if isinstance(cause, OSError) and cause.strerror else "the connection fails"
    return words[:1].lower() + words[1:]


def _key(secret: str) -> bytes:
    if not secret.startswith(_BASE64_SECRET):
        return secret.encode()
    try:
        return base64.b64decode(secret.removeprefix(_BASE64_SECRET), validate=True)
    except binascii.Error:
        raise TrackerError("a secret that begins with whsec_ goes on in base64", "Copy it again, whole.") from None
