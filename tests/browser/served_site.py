"""A site that a real browser can open: on a port of this machine, in a thread."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace
from playwright.sync_api import Browser, BrowserContext, Page
from werkzeug.serving import make_server

from tests.clock import FixedClock
from tests.service.served import USER_HEADER, site_of
from tracker.service.web.access import ProxyAccess, TokenAccess
from tracker.service.web.app import create_app
from tracker.service.web.site import Site


class Served(Struct, frozen=True, kw_only=True):
    """A running site: its address, and the link that lets a browser in."""

    address: str
    site: Site

    @property
    def link(self) -> str:
        """The link with the token."""
        assert isinstance(self.site.access, TokenAccess)
        return f"{self.address}/login?token={self.site.access.token}"


@contextmanager
def served(place: Path, *, proxied: bool = False, clock: FixedClock | None = None) -> Iterator[Served]:
    """Serve a log for the block; if it is `proxied`, whoever sends the header is the user that it names."""
    site = site_of(place, ProxyAccess(header=USER_HEADER) if proxied else None)
    site = replace(site, hosts=None, clock=clock or site.clock)
    server = make_server("127.0.0.1", 0, create_app(site), threaded=True)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(address=f"http://127.0.0.1:{server.port}", site=site)
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


class Windows:
    """Browser windows, each of its own user, which note whatever a page complains of."""

    def __init__(self, browser: Browser) -> None:
        self._browser = browser
        self._contexts: list[BrowserContext] = []
        self.complaints: list[str] = []

    def open(self, site: Served, address: str = "/", user: str = "", width: int = 1280, **options: object) -> Page:
        """Open a page, signed in."""
        headers = {USER_HEADER: user} if user else {}
        context = self._browser.new_context(
            viewport={"width": width, "height": 800},
            extra_http_headers=headers,
            **options,  # type: ignore[arg-type]
        )
        self._contexts.append(context)
        page = context.new_page()
        page.on("console", lambda message: self.complaints.append(message.text))
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        if not user:
            page.goto(site.link)
            page.wait_for_url(f"{site.address}/")
        page.goto(f"{site.address}{address}")
        return page

    def close(self) -> None:
        """Close every window."""
        for context in self._contexts:
            context.close()
