"""The command `serve`: the board in a browser, for everyone who does not live in a terminal."""

import signal
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from typing import TYPE_CHECKING, Final

import click

from tracker.cli.app import App
from tracker.cli.terminal import safe, show
from tracker.domain.errors import TrackerError, quoted
from tracker.ledger import environment
from tracker.service.secret import Secret

if TYPE_CHECKING:
    from tracker.service.web.server import Listening
    from tracker.service.web.site import Site

_SECRET_FILE: Final = "serve.key"  # noqa: S105 - the name of a file
_PLACES: Final = ("env", "file")


@click.command("serve")
@click.option("--host", default="127.0.0.1", metavar="ADDRESS", help="Listen on this address: 127.0.0.1.")
@click.option("--port", default=8321, type=click.IntRange(0, 65535), help="Listen on this port: 8321; 0 for any.")
@click.option("--behind-proxy", metavar="HEADER", help="A proxy in front names the user in this header.")
@click.option("--address", metavar="URL", help="Where browsers find the proxy: https://desk.example.")
@click.option("--secret", metavar="env:NAME|file:PATH", help="What calendar keys are made from.")
@click.pass_obj
def serve_command(
    app: App, /, host: str, port: int, behind_proxy: str | None, address: str | None, secret: str | None
) -> None:
    """Serve the board: live, with a page for each meeting, the inbox, a form to log reports, and calendars.

    Open the printed link: the token in it lets your browser in, and nobody else. To serve others, put a proxy in front
    that knows who they are, and name the header in which it says so. Ctrl-C or SIGTERM ends it.

    \b
    tracker serve
    tracker serve --behind-proxy X-Remote-User --address https://desk.example
    """
    if find_spec("flask") is None or find_spec("waitress") is None:
        raise TrackerError(
            "serving needs flask and waitress", "In the checkout of tracker, run: pip install '.[serve]'"
        )
    from tracker.service.web.server import Listening, bound_socket, serve  # noqa: PLC0415 - flask takes 150 ms

    listening = Listening(host=host, port=port, proxy_header=behind_proxy, address=_checked_address(address))
    with bound_socket(listening) as listener:
        site = _site(app, listening, listener.getsockname()[1], _secret(secret))
        with site.reading():
            pass  # reports a broken log before the first request
        _say_where(app, site)
        with _ended_by_signal():
            serve(site, listener)


def _site(app: App, listening: "Listening", port: int, secret: bytes) -> "Site":
    from tracker.service.web.server import access_of, address_of, hosts_of  # noqa: PLC0415 - as above
    from tracker.service.web.site import Site  # noqa: PLC0415 - as above

    return Site(
        place=app.place,
        is_default_file=not app.db,
        clock=app.clock,
        access=access_of(listening, environment.recorder(), port),
        secret=secret,
        address=address_of(listening, port),
        hosts=hosts_of(listening, port),
    )


def _say_where(app: App, site: "Site") -> None:
    """Print the link to click; behind a proxy, the address."""
    from tracker.service.web.access import TokenAccess  # noqa: PLC0415 - as above

    if isinstance(site.access, TokenAccess):
        show(f"{site.address}/login?token={site.access.token}")
        note = "Open the link in a browser. Ctrl-C ends the server."
    else:
        show(safe(site.address))
        note = "Users are those that the proxy names. Ctrl-C ends the server."
    sys.stdout.flush()
    app.note([note])
    if site.hosts is None:
        app.note(["Requests for any host are answered: name yours with --address."])


def _checked_address(address: str | None) -> str | None:
    if address is not None and not address.startswith(("http://", "https://")):
        raise TrackerError.unparsable(f"{quoted(address)} is not a web address", "Write https://desk.example.")
    return address


def _secret(place: str | None) -> bytes:
    """Return the secret at the place that is named, else that in the user's data folder."""
    from tracker.service.web.secret_file import checked, secret_of  # noqa: PLC0415 - only to serve

    if place is None:
        return secret_of(environment.default_file().with_name(_SECRET_FILE))
    kind, _, name = place.partition(":")
    if kind not in _PLACES or not name:
        raise TrackerError.unparsable(
            "--secret names the place of a secret, not the secret", "Write env:NAME or file:/path."
        )
    secret = Secret(env=name) if kind == "env" else Secret(file=name)
    return checked(secret.read(), str(secret))


@contextmanager
def _ended_by_signal() -> Iterator[None]:
    """Let Ctrl-C, and a request to terminate, end the server after the requests that it is answering."""

    def end(*_: object) -> None:
        raise SystemExit(0)

    numbers = (signal.SIGINT, signal.SIGTERM)
    before = [signal.signal(number, end) for number in numbers]
    try:
        yield
    finally:
        for number, handler in zip(numbers, before, strict=True):
            signal.signal(number, handler)
