"""A program that finds the article on a web page by trafilatura: a page on standard input, its text on standard output.

It runs in a process of its own, which ends when it takes too much time or memory: `tracker.reading.article.pages`.
"""

import sys
from contextlib import suppress
from importlib import import_module
from typing import Any, Final

SECONDS: Final = 0.9  # of processor time after the imports; a page of 35 kB takes 0.05
_MEMORY: Final = 250_000_000  # bytes of its data; an ordinary page takes 50 MB
OUT_OF_MEMORY: Final = 3  # exit code
_LIBRARIES: Final = ("lxml.html", "trafilatura")
_HOW: Final[dict[str, Any]] = {"with_metadata": False, "include_comments": False, "include_tables": False}


def main() -> int:
    """Print the text of the page; nothing if it has no article."""
    for name in _LIBRARIES:  # before the limit: after an installation, the first import compiles them for seconds
        import_module(name)
    _limit()
    try:
        sys.stdout.buffer.write(_main_text(sys.stdin.buffer.read()).encode("utf-8", "replace"))
    except MemoryError:
        return OUT_OF_MEMORY
    return 0


def _limit() -> None:
    """End this process when it takes too much. Not on Windows, where only the patience of the caller is a limit."""
    with suppress(ImportError, AttributeError, ValueError, OSError):
        import resource  # noqa: PLC0415 - not on Windows
        import signal  # noqa: PLC0415

        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        signal.signal(signal.SIGPROF, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_PROF, SECONDS)
        resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))


def _main_text(page: bytes) -> str:
    html = import_module("lxml.html")
    bare_extraction = import_module("trafilatura").bare_extraction
    parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, no_network=True)
    article = bare_extraction(html.document_fromstring(page, parser=parser), **_HOW)
    return str(article.text or "") if article else ""


if __name__ == "__main__":
    sys.exit(main())
