"""A news site on this machine: feeds and pages as a test sets them, and every fault that a site can have."""

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType

NO_HEADERS: Mapping[str, str] = MappingProxyType({})
Reply = Callable[[BaseHTTPRequestHandler], None]

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>NationPress - Diplomacy</title>
<link>{site}/</link><atom:link href="{site}/rss" rel="self" type="application/rss+xml"/><language>en-us</language>
{items}</channel></rss>"""
ITEM = (
    '<item><title>{title}</title><link>{url}</link><guid isPermaLink="false">{guid}</guid>'
    "<pubDate>{date}</pubDate><description><![CDATA[<p>{summary}</p>]]></description></item>"
)
PAGE = """<!doctype html><html lang="en"><head><title>{title} | NationPress</title>
<meta property="og:title" content="{title}"></head><body><nav><a href="/">Home</a></nav>
<article><h1>{title}</h1>{body}</article></body></html>"""


class NewsServer:
    """Serves what `pages` holds by path, and remembers what was asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Reply] = {}
        self.requests: list[tuple[float, str, dict[str, str]]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                server.requests.append((time.monotonic(), self.path, dict(self.headers)))
                with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
                    server.pages.get(self.path, status(404))(self)

            def log_message(self, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.site = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Close the server."""
        self._http.shutdown()
        self._http.server_close()

    def paths(self) -> list[str]:
        """Return the paths that were asked for, and forget them."""
        paths = [path for _, path, _ in self.requests]
        self.requests.clear()
        return paths

    def feed(self, path: str, *items: str, headers: Mapping[str, str] = NO_HEADERS) -> str:
        """Put a feed at a path, and return its address."""
        self.pages[path] = content(RSS.format(site=self.site, items="".join(items)), headers)
        return f"{self.site}{path}"

    def item(self, path: str, title: str, *, guid: str = "", date: str, summary: str = "", query: str = "") -> str:
        """Return an item of a feed."""
        url = f"{self.site}{path}{query}".replace("&", "&amp;")
        return ITEM.format(title=title, url=url, guid=guid or path, date=date, summary=summary)

    def article(self, path: str, title: str, *paragraphs: str) -> None:
        """Put an article at a path."""
        body = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
        self.pages[path] = content(PAGE.format(title=title, body=body), {"Content-Type": "text/html; charset=utf-8"})


@contextmanager
def news_server() -> Iterator[NewsServer]:
    """Run a server for the block."""
    server = NewsServer()
    try:
        yield server
    finally:
        server.stop()


def content(text: str | bytes, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
    """Return a reply with a content; with an ETag it answers 304 to who has it."""
    body = text if isinstance(text, bytes) else text.encode()

    def reply(request: BaseHTTPRequestHandler) -> None:
        asked = {request.headers.get("If-None-Match"), request.headers.get("If-Modified-Since")} - {None}
        if asked & {headers.get("ETag"), headers.get("Last-Modified")}:
            _begin(request, 304, headers)
            return
        _begin(request, 200, {"Content-Length": str(len(body)), **headers})
        request.wfile.write(body)

    return reply


def status(code: int, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
    """Return a reply with a status and nothing else."""
    return lambda request: _begin(request, code, {"Content-Length": "0", **headers})


def redirect(location: str) -> Reply:
    """Return a reply that leads elsewhere."""
    return status(302, {"Location": location})


def endless(request: BaseHTTPRequestHandler) -> None:
    """Send 100 MB without saying how much it is."""
    _begin(request, 200, NO_HEADERS)
    for _ in range(100):
        request.wfile.write(b"<p>" + b"x" * 999_997)


def dripping(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, so that no single read takes long."""
    _begin(request, 200, NO_HEADERS)
    for _ in range(600):
        request.wfile.write(b"<")
        request.wfile.flush()
        time.sleep(0.1)


def cut_off(request: BaseHTTPRequestHandler) -> None:
    """End in the middle of what was promised."""
    _begin(request, 200, {"Content-Length": "9999"})
    request.wfile.write(b"<rss>")


def _begin(request: BaseHTTPRequestHandler, code: int, headers: Mapping[str, str]) -> None:
    request.send_response(code)
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()
