"""A served log, and visitors who open its pages and send its forms."""

import re
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from msgspec import Struct
from werkzeug.test import Client, TestResponse

from tests.browser.ledgers import EVENING, example
from tests.cli.readings import TRIP, call, trip
from tests.clock import FixedClock
from tracker.domain.clocks import parse_published
from tracker.domain.report import Source
from tracker.ledger import maintenance
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import proposals
from tracker.ledger.importing import import_lines
from tracker.ledger.inbox import queue
from tracker.ledger.proposal import Proposal
from tracker.reading.draft import Reading
from tracker.service.web.access import Access, ProxyAccess, TokenAccess
from tracker.service.web.app import create_app
from tracker.service.web.site import Site

HOST = "127.0.0.1:8321"
MEETING = "ahn-koizumi-japan-2026-01"
SECRET = b"a secret that nobody can guess"
USER_HEADER = "X-Remote-User"


class Visitor(Struct, frozen=True, kw_only=True):
    """Somebody with a browser that keeps cookies; behind a proxy, with the header that names them."""

    client: Client
    headers: Mapping[str, str] = {}

    def get(self, address: str, **headers: str) -> TestResponse:
        """Open a page."""
        return self.client.get(address, base_url=f"http://{HOST}", headers={**self.headers, **_named(headers)})

    def json(self, address: str) -> Any:
        """Return the JSON at an address."""
        return self.get(address).json

    def post(self, address: str, data: Mapping[str, object], **headers: str) -> TestResponse:
        """Send a form as it is."""
        return self.client.post(
            address, base_url=f"http://{HOST}", data=data, headers={**self.headers, **_named(headers)}
        )

    def token(self, address: str = "/report") -> str:
        """Return the token in the forms of a page."""
        match = re.search('name="csrf" value="([0-9a-f]+)"', self.get(address).text)
        assert match is not None
        return match[1]

    def send(self, address: str, **data: object) -> TestResponse:
        """Send a form with the token of the page."""
        return self.post(
            address, {"csrf": self.token(), **{name.replace("_", "-"): text for name, text in data.items()}}
        )


def site_of(place: Path | str, access: Access | None = None) -> Site:
    """Return a site that serves a log on the evening of 28 January 2026."""
    return Site(
        place=str(place),
        clock=FixedClock(EVENING),
        access=access or TokenAccess(user="desk", port=8321),
        secret=SECRET,
        address=f"http://{HOST}",
        hosts=frozenset({HOST}),
    )


def visitor(site: Site, user: str = "") -> Visitor:
    """Return a visitor who is signed in: by the link, or as the user whom the proxy names."""
    client = create_app(site).test_client()
    if isinstance(site.access, TokenAccess):
        signed_in = Visitor(client=client)
        signed_in.get(f"/login?token={site.access.token}")
        return signed_in
    return Visitor(client=client, headers={USER_HEADER: user})


def proxied(place: Path | str) -> Site:
    """Return a site behind a proxy."""
    return site_of(place, ProxyAccess(header=USER_HEADER))


def example_log(folder: Path) -> Path:
    """Make the log of the example, with two drafts of an article in the inbox."""
    place = folder / "desk.db"
    with open_desk(str(place), create=True, clock=FixedClock(EVENING), recorder="desk") as desk:
        fill(desk)
    return place


def fill(desk: Desk) -> None:
    """Record the example, and put two drafts of an article into the inbox."""
    import_lines(desk, example())
    queue(desk, article(desk))


def article(desk: Desk) -> tuple[Proposal, ...]:
    """Return the two drafts of an article: a trip, and a call that is not sure."""
    reading = Reading(text=TRIP, headline=None, published=None, via=(), drafts=(trip(), call()))
    source = Source(outlet="Kyodo", headline="Ahn to fly to Japan", url="https://kyodo.example/1")
    return proposals(desk, reading, source, parse_published("2026-01-28"))


class _Form(HTMLParser):
    """Collects what a browser would send of one form."""

    def __init__(self, action: str) -> None:
        super().__init__()
        self.action = action
        self.fields: dict[str, list[str]] = {}
        self._is_inside = False
        self._name = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self._is_inside = given.get("action") == self.action
        if not self._is_inside:
            return
        name, value = given.get("name") or "", given.get("value") or ""
        if tag in {"select", "textarea"}:
            self._name = name
        is_sent = tag == "input" and (given.get("type") != "checkbox" or "checked" in given)
        if is_sent or (tag == "option" and self._name and "selected" in given):
            self.fields.setdefault(name or self._name, []).append(value)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"select", "textarea"}:
            self._name = ""

    def handle_data(self, data: str) -> None:
        if self._is_inside and self._name and data.strip() and (self.get_starttag_text() or "").startswith("<textarea"):
            self.fields.setdefault(self._name, []).append(data)


def fields_of(page: str, action: str) -> dict[str, list[str]]:
    """Return what a browser would send of the form with that action, if nobody typed anything."""
    form = _Form(action)
    form.feed(page)
    return form.fields


def _named(headers: Mapping[str, str]) -> dict[str, str]:
    return {name.replace("_", "-"): value for name, value in headers.items()}


def length(site: Site) -> int:
    """Return how many events the log of a site has."""
    with site.reading() as desk:
        return maintenance.length(desk)
