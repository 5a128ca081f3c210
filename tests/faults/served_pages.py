"""Attacks on the served board: hostile text on every page and in every form, strangers, odd addresses and floods."""

import json
import re
import socket
import subprocess
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from html.parser import HTMLParser
from pathlib import Path
from typing import Final
from urllib.parse import quote, urlsplit
from urllib.request import urlopen

from tests.cli.readings import TRIP, evidence, trip
from tests.clock import FixedClock
from tests.faults.payloads import WORDS, Payload, hostile_line, meeting_of, numbered
from tests.faults.trials import INSTALLED, TrialResult, environment_for, verified
from tests.service.served import HOST, MEETING, Visitor, length, proxied, site_of, visitor
from tracker.domain.clocks import parse_published
from tracker.domain.report import Attribution, Participant, Place, Source
from tracker.export.html import shown_text
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import proposals
from tracker.ledger.importing import import_lines
from tracker.ledger.inbox import queue
from tracker.reading.draft import Reading
from tracker.service.web.app import LARGEST_FORM, create_app

_EVENING: Final = "2026-01-28T20:00:00+09:00"
# What no page of ours has, or only with an address of ours.
_FOREIGN: Final = frozenset(
    (
        *(
            "img",
            "iframe",
            "frame",
            "object",
            "embed",
            "applet",
            "base",
            "style",
            "audio",
            "video",
            "source",
            "template",
        ),
        *("math", "animate", "set", "image", "foreignobject", "noscript", "marquee", "portal", "dialog"),
    )
)
_MARKUP: Final = frozenset({"script", "image", "attribute", "attribute_apostrophe", "address_of_a_script"})
_STEERING: Final = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b\u2028-\u202e\u2060-\u2069\ufeff]")
_TEXT_FIELDS: Final = (
    "headline",
    "quote",
    "title",
    "reason",
    "source",
    "place",
    "with",
    "words",
    "attributed-to",
    "url",
)
_CLOSED_FIELDS: Final = ("meeting", "published", "stage", "window", "host", "side", "target", "via", "kind", "by")


# A calendar program subscribes to ours.
_WEB_ADDRESSES: Final = ("http://", "https://", f"webcal://{HOST}/calendar.ics?")


class _Page(HTMLParser):
    """Notes every element and attribute that a page of ours does not have."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.findings: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _FOREIGN:
            self.findings.append(f"<{tag}>")
        for name, value in attrs:
            self._look_at(tag, name, value or "")

    def _look_at(self, tag: str, name: str, value: str) -> None:
        if name.startswith("on") or name in {"style", "srcdoc", "formaction"}:
            self.findings.append(f"<{tag} {name}>")
        if name == "src" and not value.startswith("/assets/"):
            self.findings.append(f"<{tag} src={value}>")
        is_ours = value == "" or (value.startswith(("/", "#")) and not value.startswith("//"))
        if name in {"href", "action"} and not is_ours and not value.startswith(_WEB_ADDRESSES):
            self.findings.append(f"<{tag} {name}={value}>")

    def handle_data(self, data: str) -> None:
        if match := _STEERING.search(data):
            self.findings.append(f"a steering character {match[0]!a}")


def assert_inert(text: str) -> None:
    """Assert that a page has no element, attribute, address or character that is not ours."""
    page = _Page()
    page.feed(text)
    assert page.findings == [], page.findings[:5]
    assert "<script" not in re.sub('<script src="/assets/[^"]*" defer></script>', "", text)


# Text from reports and drafts


def hostile_log(folder: Path, payloads: Iterable[tuple[int, Payload]]) -> Path:
    """Make a log whose reports, drafts and texts contain the payloads in every field."""
    place = folder / "hostile.db"
    with open_desk(str(place), create=True, clock=FixedClock(_EVENING), recorder="desk") as desk:
        for number, payload in payloads:
            import_lines(desk, [json.dumps(hostile_line(number))])
            _queue_hostile_article(desk, payload)
    return place


def _chosen(payloads: list[tuple[int, Payload]], step: int) -> list[tuple[int, Payload]]:
    """Return some of the payloads, and all that would be markup if they were not escaped."""
    return [
        (number, payload)
        for place, (number, payload) in enumerate(payloads)
        if place % step == 0 or payload.name in _MARKUP
    ]


def _queue_hostile_article(desk: Desk, payload: Payload) -> None:
    text = f"{payload.text}{TRIP}"
    draft = trip(
        place=Place(name=f"{payload.text}x"),
        attribution=Attribution(class_="sources", words=f"{payload.text}x"),
        participants=(Participant(name=f"{payload.text}x", role="minister", country="KR"),),
        doubt=payload.text,
        evidence=evidence(text, stage=f"{payload.text}Ahn to fly"),
    )
    reading = Reading(text=text, headline=None, published=None, via=(), drafts=(draft,))
    source = Source(outlet=f"{payload.text}x", headline=payload.text, url="javascript:alert(1)", language=payload.text)
    queue(desk, proposals(desk, reading, source, parse_published("2026-01-28")))


def try_pages(folder: Path, step: int) -> TrialResult:
    """Open every page of a log whose every text is hostile."""
    payloads = [each for each in _chosen(numbered(), step) if each[1] is not WORDS]
    browser = visitor(site_of(hostile_log(folder, payloads)))
    drafts = [draft["draft"] for draft in browser.json("/api/inbox")]
    addresses = ["/?all=1", "/inbox", "/report", "/search?q=zz", "/agenda?from=2026", "/outlets", "/lag", "/calendar"]
    addresses += [f"/meetings/{meeting_of(number)}?from=@0" for number, _ in payloads]
    addresses += [f"/events/{position}" for position in range(1, len(payloads) + 1)]
    addresses += [f"/inbox/{draft}" for draft in drafts]
    for address in addresses:
        answer = browser.get(address)
        assert answer.status_code == 200, address
        assert_inert(answer.text)
    return TrialResult(kind="pages of hostile text", faults=len(addresses))


def try_forms(folder: Path, step: int) -> TrialResult:
    """Type hostile text into every field of every form: it is recorded or refused, and never becomes markup."""
    site = site_of(hostile_log(folder, numbered()[:1]))
    browser = visitor(site)
    token = browser.token()
    forms = 0
    for _, payload in [*_chosen(numbered(), step), *numbered(accepted=False)[:1]]:
        for field in (*_TEXT_FIELDS, *_CLOSED_FIELDS)[forms % 5 :: 1 if step == 1 else 5]:
            good = {"meeting": "m00", "source": "Kyodo", "published": "2026-01-28", "stage": "noted", "csrf": token}
            answer = browser.post("/report", {**good, field: payload.text.encode(errors="surrogatepass")})
            assert answer.status_code in {303, 422}, (field, payload.name, answer.status_code)
            assert_inert(answer.text)
            forms += 1
    assert verified(site.place).findings == ()
    assert shown_text("\u202e") == "\\u202e"
    return TrialResult(kind="hostile text in a field", faults=forms)


# Addresses


_ODD_ADDRESSES: Final = (
    *("/../../etc/passwd", "/assets/../../etc/passwd", "/assets/x/..%2f..%2fboard.css", "//evil.example/", "/%2e%2e/"),
    *("/meetings/%00", "/meetings/%ff", "/meetings/..%2f..", "/meetings/" + "a" * 5000, "/meetings/%E2%80%AE"),
    *("/events/0", "/events/99999999999999999999", "/events/-1", "/inbox/99999999999999999999", "/inbox/0"),
    *("/api/show/@99999999999999999999", "/api/feed?after=@99999999999999999999", "/api/feed?after=x", "/api/show/x"),
    *(
        f"/meetings/{MEETING}?recorded=99999999999999999999",
        f"/meetings/{MEETING}?recorded=x",
        "/inbox?done=9999999999999999999999",
    ),
    *(
        "/?country=%3Cscript%3E&status=x&person=%00",
        "/?person=" + "a" * 8000,
        "/agenda?from=%00",
        "/agenda?view=quiet&days=99999999999999999999",
    ),
    *(
        "/search?q=%00",
        "/search?q=" + quote('"' * 2000),
        "/lag?country=%ff",
        "/calendar?country=%ff",
        "/calendar.ics?key=%ff",
    ),
    *(
        f"/meetings/{MEETING}?as_of=%00",
        f"/meetings/{MEETING}?from=@99999999999999999999",
        "/login?token=%ff",
        "/?all=%ff&country=KR%0d%0aX-A:b",
    ),
)


def try_addresses(place: Path) -> TrialResult:
    """Ask for odd addresses: each is answered with a page, a sentence, or a way on; none leaves the site."""
    browser = visitor(site_of(place))
    for address in _ODD_ADDRESSES:
        answer = browser.get(address)
        assert answer.status_code < 500, (address, answer.status_code)
        assert "Traceback" not in answer.text
        assert urlsplit(answer.headers.get("Location", "")).netloc in {"", HOST}
        if answer.mimetype == "text/html":
            assert_inert(answer.text)
    return TrialResult(kind="odd address", faults=len(_ODD_ADDRESSES))


# Strangers


def try_strangers(place: Path) -> TrialResult:
    """Send what must change nothing: without a user, for another host, from another site, with wrong tokens."""
    site, count = site_of(place), 0
    before = length(site)
    own, unknown = visitor(site), Visitor(client=create_app(site).test_client())
    other = visitor(proxied(place), "lee")
    actions = ("/report", "/undo", "/inbox/1/accept", "/inbox/1/edit", "/inbox/1/reject")
    good = {
        "csrf": own.token(),
        "meeting": MEETING,
        "source": "X",
        "published": "today",
        "stage": "noted",
        "position": before,
    }
    for action in actions:
        for answer in (
            unknown.post(action, good),
            own.post(action, {**good, "csrf": ""}),
            own.post(action, {**good, "csrf": other.token()}),
            own.post(action, good, Host="evil.example"),
            own.post(action, good, Origin="https://evil.example"),
            own.post(action, good, Sec_Fetch_Site="cross-site"),
            own.get(action) if action.startswith("/inbox") or action == "/undo" else own.post(action, {}),
            own.client.put(action, base_url=f"http://{HOST}"),
            own.client.delete(action, base_url=f"http://{HOST}"),
        ):
            assert answer.status_code in {401, 403, 404, 405, 421}, (action, answer.status_code)
            count += 1
    assert length(site) == before
    assert len(own.json("/api/inbox")) == 2
    return TrialResult(kind="request of a stranger", faults=count)


# Floods


@contextmanager
def _served(place: Path) -> Iterator[tuple[str, int]]:
    """Run the real server, and return its link and its port."""
    command = [str(INSTALLED), "serve", "--port", "0", "--secret", "env:SECRET"]
    environment = environment_for(str(place), SECRET="x" * 32)
    with subprocess.Popen(
        command, env=environment, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True
    ) as server:
        try:
            assert server.stdout is not None
            link = server.stdout.readline().strip()
            yield link, urlsplit(link).port or 0
        finally:
            server.terminate()
            assert server.wait(10) == 0


def try_floods(place: Path, slow: int) -> TrialResult:
    """Send slow and oversized requests: each is refused or dropped, and others are answered meanwhile."""
    with _served(place) as (_, port):
        waiting = [socket.create_connection(("127.0.0.1", port)) for _ in range(slow)]
        for connection in waiting:
            connection.sendall(b"POST /report HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: 100000\r\n\r\nx")
        head = f"POST /report HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n".encode()
        floods = {
            "a large body": head + f"Content-Length: {LARGEST_FORM * 100}\r\n\r\n".encode(),
            "a large chunk": head
            + b"Transfer-Encoding: chunked\r\n\r\n"
            + b"%x\r\n" % (LARGEST_FORM * 2)
            + b"x" * LARGEST_FORM * 2,
            "large headers": head + b"X: " + b"x" * 100_000 + b"\r\n\r\n",
            "two lengths": head + b"Content-Length: 1\r\nContent-Length: 2\r\n\r\nxx",
            "no request": b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03\r\n\r\n",
        }
        for name, sent in floods.items():
            status = _answer_to(port, sent)
            assert status in {"", "400", "413", "431", "501"}, (name, status)
        begin = time.monotonic()
        assert urlopen(f"http://127.0.0.1:{port}/health", timeout=10).status == 200
        assert time.monotonic() - begin < 10
        for connection in waiting:
            connection.close()
    return TrialResult(kind="slow or oversized request", faults=slow + len(floods))


def _answer_to(port: int, sent: bytes) -> str:
    """Return the status that the server answers to some bytes; nothing if it closes the connection at once."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        try:
            connection.sendall(sent)
            connection.shutdown(socket.SHUT_WR)
            answer = connection.recv(1000)
        except OSError:
            return ""
    return answer[9:12].decode() if answer.startswith(b"HTTP/") else ""
