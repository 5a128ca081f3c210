"""The text in which a search first looks for its terms: all words of one event, folded."""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from tracker.domain.events import Corrected, Event, Merged
from tracker.domain.names import bare
from tracker.domain.report import NOTHING_CLAIMED, Report

_NOT_ASCII = re.compile(r"[^\x00-\x7f]+")


def search_text(event: Event) -> str:
    """Return the folded words of an event: every term that a search can find in it is a part of this text.

    A report has the words of its fields, a correction those that it gives, and the name of its meeting is in each.
    """
    match event.body:
        case Report() as report:
            parts = [event.meeting, *_report_texts(report)]
        case Corrected(fields=fields):
            parts = list(_texts_within(fields))
        case Merged(into=into):
            parts = [event.meeting, into]
        case _:
            return ""
    return loosely_folded("\n".join(parts))


def loosely_folded(text: str) -> str:
    """Return a folded form of any text. It contains every word that `folded` gives for a part of the text.

    Runs of other characters than ASCII are folded one by one and cached: a log repeats the same names.
    """
    if not text.isascii():
        text = _NOT_ASCII.sub(lambda run: _folded_run(run[0]), text)
    return text.casefold()


@lru_cache(maxsize=65536)
def _folded_run(text: str) -> str:
    return unicodedata.normalize("NFKC", bare(text))


def _report_texts(report: Report) -> Iterable[str]:
    claims, source = report.claims, report.source
    texts = [source.outlet, *source.via, source.headline, report.attribution.words, report.quote]
    if claims is not NOTHING_CLAIMED:
        texts += [claims.title, claims.reason, claims.place.name if claims.place else None]
        for person in claims.participants:
            texts += [person.name, person.role, person.country]
    return filter(None, texts)


def _texts_within(value: Any) -> Iterator[str]:  # noqa: ANN401 - any JSON value
    """Yield every text in a JSON value, in the order of its canonical form."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key in sorted(value):
            yield from _texts_within(value[key])
    elif isinstance(value, list):
        for part in value:
            yield from _texts_within(part)
