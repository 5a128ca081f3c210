"""A saved web page in, the article on it out: by trafilatura, from the `pages` extra. Fetches nothing."""

import os
import subprocess
import sys
from importlib.util import find_spec
from typing import Final

from tracker.domain.errors import TrackerError
from tracker.reading.article.item import NewsItem, item_text, language_code
from tracker.reading.article.main_text import OUT_OF_MEMORY
from tracker.reading.article.page_dates import published_of
from tracker.reading.article.page_facts import PageFacts
from tracker.reading.article.page_markup import SAVE_ITS_TEXT, page_markup, without_harm

_LARGEST: Final = 1_500_000  # characters of a page without scripts, drawings and data; a long front page has 300,000
_SHORTEST: Final = 80  # characters of an article; less is a menu
_PATIENCE: Final = 60.0  # seconds by the clock on the wall, where no limit of processor time holds
_PROGRAM: Final = ("-P", "-m", "tracker.reading.article.main_text")


def page(source: str) -> NewsItem:
    """Return the article of a saved web page.

    Raises `TrackerError` when trafilatura is not installed, when the page is larger than an article, or takes more
    than its time to be read, and when it has no article.
    """
    if find_spec("trafilatura") is None:
        hint = "In the checkout of tracker, run: pip install '.[pages]'"
        raise TrackerError("reading a web page needs trafilatura", hint)
    markup = page_markup(source)
    facts = PageFacts(markup)
    text = _main_text(without_harm(markup))
    if len(text) < _SHORTEST:
        raise TrackerError("there is no article on this page", SAVE_ITS_TEXT)
    return NewsItem(
        text=item_text(facts.title or "", text),
        title=facts.title,
        url=facts.url,
        published=published_of(facts),
        outlet=facts.outlet,
        language=language_code(facts.language),
    )


def _main_text(source: str) -> str:
    """Return the article on a page, as a child process finds it: a library may not take our time and memory."""
    if len(source) > _LARGEST:
        raise TrackerError(f"the page is too large: {len(source):,} characters of text and tags", SAVE_ITS_TEXT)
    child = [sys.executable, *_PROGRAM]
    try:
        done = subprocess.run(  # noqa: S603 - this Python, and a module of ours
            child, input=source.encode(), capture_output=True, env=_environment(), timeout=_PATIENCE, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _took_too_long() from error
    except OSError as error:
        raise TrackerError(f"the page could not be read: {error.strerror}", SAVE_ITS_TEXT) from error
    if done.returncode < 0 or done.returncode == OUT_OF_MEMORY:
        raise _took_too_long()
    if done.returncode:
        raise TrackerError("the page could not be read", SAVE_ITS_TEXT)
    return done.stdout.decode()


def _environment() -> dict[str, str]:
    """Return an environment in which the child finds the modules that this process finds."""
    return {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, sys.path))}


def _took_too_long() -> TrackerError:
    return TrackerError("reading the page takes too much time or memory", SAVE_ITS_TEXT)
