"""The server: a socket, the site behind it, and waitress, which answers requests in a few threads."""

import ipaddress
import logging
import os
import socket
from typing import Final

from msgspec import Struct
from waitress.server import create_server

from tracker.domain.errors import TrackerError
from tracker.service.web.access import Access, ProxyAccess, TokenAccess
from tracker.service.web.app import LARGEST_FORM, create_app
from tracker.service.web.site import Site

_THREADS: Final = 8
_CONNECTIONS: Final = 500
_LARGEST_HEADERS: Final = 32_000  # bytes
_IDLE: Final = 20  # seconds, after which a connection that sends nothing is closed
_NAMES_OF_LOOPBACK: Final = ("127.0.0.1", "localhost", "[::1]")


class Listening(Struct, frozen=True, kw_only=True):
    """Where to listen, and whether a proxy in front says who asks."""

    host: str
    port: int
    proxy_header: str | None = None
    address: str | None = None


def bound_socket(listening: Listening) -> socket.socket:
    """Return a socket that listens. Raise for another address than loopback if no proxy is in front."""
    host = listening.host
    if not _is_loopback(host) and listening.proxy_header is None:
        raise TrackerError.unparsable(
            f"others can reach {host}, and nothing would say who they are",
            "Leave --host out, or put a proxy in front and name its header: --behind-proxy X-Remote-User.",
        )
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        return socket.create_server((host, listening.port), family=family)
    except (OSError, OverflowError) as error:
        number = getattr(error, "errno", None)
        reason = os.strerror(number) if number and number > 0 else str(error)
        raise TrackerError(f"cannot listen on {host}:{listening.port}: {reason}", "Choose another --port.") from error


def access_of(listening: Listening, user: str, port: int) -> Access:
    """Return how the users of the site are known."""
    return ProxyAccess(header=listening.proxy_header) if listening.proxy_header else TokenAccess(user=user, port=port)


def address_of(listening: Listening, port: int) -> str:
    """Return where browsers find the site."""
    host = f"[{listening.host}]" if ":" in listening.host else listening.host
    return (listening.address or f"http://{host}:{port}").rstrip("/")


def hosts_of(listening: Listening, port: int) -> frozenset[str] | None:
    """Return the values of the header Host that are answered; None for any, if a proxy checks them."""
    if listening.address:
        return frozenset({listening.address.rstrip("/").split("://")[-1].lower()})
    if listening.proxy_header:
        return None
    return frozenset(f"{name}:{port}" for name in {*_NAMES_OF_LOOPBACK, listening.host})


def serve(site: Site, listener: socket.socket) -> None:
    """Answer requests until SystemExit or KeyboardInterrupt is raised, and then finish those that have begun."""
    logging.getLogger("waitress.queue").setLevel(logging.ERROR)  # a waiting request is not worth a line
    server = create_server(
        create_app(site),
        sockets=[listener],
        threads=_THREADS,
        connection_limit=_CONNECTIONS,
        channel_timeout=_IDLE,
        cleanup_interval=_IDLE // 2,
        max_request_header_size=_LARGEST_HEADERS,
        max_request_body_size=LARGEST_FORM,
        ident=None,
        clear_untrusted_proxy_headers=True,
    )
    try:
        server.run()
    finally:
        server.close()


def _is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False
