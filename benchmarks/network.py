"""A simulated network on this machine: `python -m benchmarks.network SOCKET OWN MILLISECONDS`.

It listens on the Unix socket OWN and forwards data to SOCKET and back. Each direction takes half of the round trip.
"""

import queue
import socket
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote, unquote

_ROOT = Path(__file__).parents[1]
_PORT = 5432
_PIECE = 65_536  # bytes


@contextmanager
def far(url: str, folder: Path, milliseconds: float) -> Iterator[str]:
    """Yield the URL of the same database behind a network with a round trip of so many milliseconds."""
    before, _, rest = url.partition("?host=")
    host, _, port = unquote(rest).partition("&port=")
    own = folder / f"far-{milliseconds:g}"
    own.mkdir()
    ends = [str(Path(of) / f".s.PGSQL.{number}") for of, number in ((host, port), (own, _PORT))]
    process = subprocess.Popen(
        [sys.executable, "-m", "benchmarks.network", *ends, str(milliseconds)],
        cwd=_ROOT,
        stdout=subprocess.PIPE,
    )
    assert process.stdout is not None  # noqa: S101 - stdout is a pipe
    try:
        process.stdout.readline()
        yield f"{before}?host={quote(str(own), safe='/')}&port={_PORT}"
    finally:
        process.kill()
        process.communicate()


def _forward(source: socket.socket, sink: socket.socket, delay: float) -> None:
    """Forward data in one direction, each piece `delay` seconds after it was received."""
    pieces: queue.SimpleQueue[tuple[float, bytes]] = queue.SimpleQueue()

    def deliver() -> None:
        while True:
            due, piece = pieces.get()
            time.sleep(max(0.0, due - time.monotonic()))
            if not piece:
                sink.close()
                return
            sink.sendall(piece)

    threading.Thread(target=deliver, daemon=True).start()
    while True:
        piece = source.recv(_PIECE)
        pieces.put((time.monotonic() + delay, piece))
        if not piece:
            return


def main() -> None:
    """Listen, print `ready`, and connect every client to the server."""
    server, own, milliseconds = sys.argv[1:]
    delay = float(milliseconds) / 2000
    listening = socket.socket(socket.AF_UNIX)
    listening.bind(own)
    listening.listen(64)
    sys.stdout.write("ready\n")
    sys.stdout.flush()
    while True:
        client, _ = listening.accept()
        upstream = socket.socket(socket.AF_UNIX)
        upstream.connect(server)
        for ends in ((client, upstream), (upstream, client)):
            threading.Thread(target=_forward, args=(*ends, delay), daemon=True).start()


if __name__ == "__main__":
    main()
