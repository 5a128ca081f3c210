"""A server on this machine that speaks the protocol of chat completions, and fails as real ones do."""

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import Any

NO_HEADERS: Mapping[str, str] = MappingProxyType({})
Json = dict[str, Any]
Reply = Callable[[BaseHTTPRequestHandler], None]
USAGE = {"prompt_tokens": 1834, "completion_tokens": 412, "total_tokens": 2246}


class ChatServer:
    """Gives its replies one after the other, the last again and again, and keeps what it was sent."""

    def __init__(self) -> None:
        self.replies: list[Reply] = []
        self.requests: list[tuple[str, Mapping[str, str], bytes]] = []
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                content = self.rfile.read(int(self.headers["Content-Length"]))
                server.requests.append((self.path, dict(self.headers), content))
                reply = server.replies.pop(0) if len(server.replies) > 1 else server.replies[0]
                with suppress(BrokenPipeError, ConnectionResetError):  # the client has had enough
                    reply(self)

            def log_message(self, *args: object) -> None:
                pass

        self._http = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self._http.daemon_threads = True
        self.url = f"http://127.0.0.1:{self._http.server_port}/v1"
        threading.Thread(target=self._http.serve_forever, args=(0.02,), daemon=True).start()

    def stop(self) -> None:
        """Close the server."""
        self._http.shutdown()
        self._http.server_close()


@contextmanager
def chat_server() -> Iterator[ChatServer]:
    """Run a server for the block."""
    server = ChatServer()
    try:
        yield server
    finally:
        server.stop()


def says(content: str | Json | None, *, finish: str = "stop", usage: Json | None = USAGE, refusal: str = "") -> Reply:
    """Return a reply of the model: text, or an object as JSON."""
    words = json.dumps(content, ensure_ascii=False) if isinstance(content, dict) else content
    message = {"role": "assistant", "content": words} | ({"refusal": refusal} if refusal else {})
    choice = {"index": 0, "message": message, "finish_reason": finish}
    completion = {"id": "1", "object": "chat.completion", "choices": [choice]} | ({"usage": usage} if usage else {})
    return body(json.dumps(completion).encode())


def body(content: bytes, code: int = 200, headers: Mapping[str, str] = NO_HEADERS) -> Reply:
    """Return a reply with these bytes."""

    def reply(request: BaseHTTPRequestHandler) -> None:
        _begin(request, code, {"Content-Length": str(len(content)), **headers})
        request.wfile.write(content)

    return reply


def error(code: int, message: str = "", headers: Mapping[str, str] = NO_HEADERS) -> Reply:
    """Return an error as the protocol has it."""
    return body(json.dumps({"error": {"message": message, "type": "x"}}).encode(), code, headers)


def cut_off(request: BaseHTTPRequestHandler) -> None:
    """End in the middle of what was promised."""
    _begin(request, 200, {"Content-Length": "9999"})
    request.wfile.write(b'{"choices": [')


def dripping(request: BaseHTTPRequestHandler) -> None:
    """Send a byte now and then, so that no single read takes long."""
    _begin(request, 200, NO_HEADERS)
    for _ in range(600):
        request.wfile.write(b" ")
        request.wfile.flush()
        time.sleep(0.05)


def endless(request: BaseHTTPRequestHandler) -> None:
    """Send 50 MB without saying how much it is."""
    _begin(request, 200, NO_HEADERS)
    for _ in range(50):
        request.wfile.write(b" " * 1_000_000)


def _begin(request: BaseHTTPRequestHandler, code: int, headers: Mapping[str, str]) -> None:
    request.send_response(code)
    for name, value in headers.items():
        request.send_header(name, value)
    request.end_headers()
