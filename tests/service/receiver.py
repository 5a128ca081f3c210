"""A real HTTP server that takes messages, and misbehaves as a test asks."""

import json
import os
import threading
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from unittest import mock

# Answers: a status, or one of these words.
CLOSE, SLOW, DRIP, NOISE = "close", "slow", "drip", "noise"


class Receiver(ThreadingHTTPServer):
    """Answers each request as the next of `answers` says, and then always with 204. Keeps what it was sent.

    With 429 it asks to be left alone for `retry_after`.
    """

    daemon_threads = True
    block_on_close = False

    def __init__(self, answers: Sequence[int | str] = ()) -> None:
        super().__init__(("127.0.0.1", 0), _Handler)
        self.answers = list(answers)
        self.requests: list[tuple[str, dict[str, str], bytes]] = []
        self.retry_after = "0"
        self.taken: list[str] = []  # the ids of messages that were answered with 204
        self.end = threading.Event()

    @property
    def url(self) -> str:
        """The address, with a path that is a secret."""
        return f"http://127.0.0.1:{self.server_port}/hook/s3cr3t"

    @property
    def objects(self) -> list[Any]:
        """The JSON of every request."""
        return [json.loads(body) for _, _, body in self.requests]

    @property
    def ids(self) -> list[str]:
        """The id of every request."""
        return [headers["webhook-id"] for _, headers, _ in self.requests]

    def handle_error(self, *_: object) -> None:
        """Say nothing of a client that closes."""


class _Handler(BaseHTTPRequestHandler):
    server: Receiver

    def do_GET(self) -> None:
        self.server.requests.append((self.path, {}, b""))
        self._answer(200)

    def do_POST(self) -> None:
        server = self.server
        body = self.rfile.read(int(self.headers["Content-Length"]))
        headers = {name.lower(): value for name, value in self.headers.items()}
        server.requests.append((self.path, headers, body))
        answer = server.answers.pop(0) if server.answers else 204
        if answer == SLOW:
            server.end.wait(60)
        elif answer == DRIP:
            self._drip()
        elif answer == NOISE:
            self.wfile.write(b"220 mail.example ESMTP\r\n")
        elif isinstance(answer, int):
            if answer == 204:
                server.taken.append(headers["webhook-id"])
            self._answer(answer)
        self.close_connection = True

    def _answer(self, status: int) -> None:
        self.send_response(status)
        if 300 <= status < 400:
            self.send_header("Location", f"http://127.0.0.1:{self.server.server_port}/elsewhere")
        if status == 429:
            self.send_header("Retry-After", self.server.retry_after)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def _drip(self) -> None:
        for letter in "HTTP/1.1 200 " + "O" * 1000:
            self.wfile.write(letter.encode())
            time.sleep(0.05)

    def log_message(self, *_: object) -> None:
        """Print nothing."""


@contextmanager
def receiving(*answers: int | str) -> Iterator[Receiver]:
    """Run a receiver, which no proxy is asked for."""
    with Receiver(answers) as receiver, mock.patch.dict(os.environ, no_proxy="127.0.0.1"):
        thread = threading.Thread(target=receiver.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield receiver
        finally:
            receiver.end.set()
            receiver.shutdown()
            thread.join()
