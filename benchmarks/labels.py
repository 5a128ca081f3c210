"""Labelled articles: news reports with the meetings that they speak of, read from JSON lines."""

import json
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Any, Final

from msgspec import Struct

from tests.reading.labelled import article, names
from tracker.domain.errors import TrackerError
from tracker.domain.report import Participant
from tracker.domain.window import Window
from tracker.reading.draft import Draft, Known

Json = dict[str, Any]
Bounds = tuple[date | None, date | None]
_STAGES: Final = {"arranging": "proposed"}  # one class for those who label


class Label(Struct, frozen=True, kw_only=True):
    """One meeting of a labelled article."""

    key: str
    main: bool
    kind: str
    stage: str
    attribution: str
    host: str | None
    place: str | None
    window: Window | None
    original: Window | None
    participants: tuple[Participant, ...]
    optional: bool

    def is_stage(self, stage: str) -> bool:
        """Whether a stage is the label's; arranging counts as proposed."""
        return _STAGES.get(stage, stage) == _STAGES.get(self.stage, self.stage)

    def is_window(self, window: Window | None) -> bool:
        """Whether a window has the first and the last day of the label's, or neither has a window."""
        return bounds(window) == bounds(self.window)

    def overlaps(self, window: Window | None) -> bool:
        """Whether a window shares a day with the label's, or the label has none."""
        return self.window is None or (window is not None and window.overlaps(self.window))

    def has(self, participant: Participant) -> bool:
        """Whether the label names a participant."""
        return any(is_same(participant, other) for other in self.participants)


class Article(Struct, frozen=True, kw_only=True):
    """A labelled article."""

    id: str
    known: Known
    text: str
    meetings: tuple[Label, ...]

    @property
    def main(self) -> Label | None:
        """The meeting that the article is about."""
        return next((label for label in self.meetings if label.main), None)

    @property
    def group(self) -> str:
        """The key of the main meeting: articles about one meeting are never divided between fitting and testing."""
        return self.main.key if self.main else self.id


def articles(paths: Iterable[Path]) -> Iterator[Article]:
    """Yield the labelled articles of files and folders of JSON lines."""
    yield from map(article_of, lines_of(paths))


def lines_of(paths: Iterable[Path]) -> Iterator[Json]:
    """Yield the lines of files and folders of JSON lines, as they stand."""
    for path in paths:
        files = sorted(path.glob("*.jsonl")) if path.is_dir() else [path]
        for file in files:
            yield from (json.loads(line) for line in file.read_text(encoding="utf-8").splitlines() if line.strip())


def without_meeting() -> Iterator[Article]:
    """Yield the articles of the tests that speak of no meeting: sport, companies, home visits."""
    for name in names():
        own = article(name)
        if own.count == 0:
            yield Article(id=name, known=own.known, text=own.text, meetings=())


def article_of(data: Json) -> Article:
    """Return the article of a line of JSON."""
    title = "" if data.get("title_descriptive") else f"{data['title']}\n\n"
    day = date.fromisoformat(data["published"]) if data["published"] else None
    return Article(
        id=data["id"],
        known=Known(published=day, outlet=data["outlet"] or "unknown"),
        text=f"{title}{data['text']}\n",
        meetings=tuple(_label(meeting) for meeting in data["meetings"]),
    )


def _label(data: Json) -> Label:
    return Label(
        key=data["key"],
        main=data["main"],
        kind=data["kind"],
        stage=data["stage"],
        attribution=data["attribution"],
        host=data["host_country"],
        place=data["place"],
        window=_window(data["window_edtf"]),
        original=_window(data.get("original_window_edtf")),
        participants=tuple(
            Participant(name=person["name"] or "", role=person["role"], country=person["country"])
            for person in data["participants"]
        ),
        optional=bool(data.get("optional")),
    )


def _window(edtf: str | None) -> Window | None:
    try:
        return Window(edtf) if edtf else None
    except TrackerError:
        return None  # labels write an unknown year as XXXX


def bounds(window: Window | None) -> Bounds | None:
    """Return the first and the last day of a window."""
    return (window.earliest, window.latest) if window else None


def is_same(one: Participant, other: Participant) -> bool:
    """Whether two participants may be the same: of one country, with a word of the name in common if both have one."""
    if one.country and other.country and one.country != other.country:
        return False
    mine, theirs = _words(one.name), _words(other.name)
    if not mine or not theirs:
        return one.country == other.country and bool(one.country)
    return bool(mine & theirs)


def _words(name: str) -> set[str]:
    decomposed = unicodedata.normalize("NFKD", name)
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter)).casefold()
    return set("".join(letter if letter.isascii() and letter.isalnum() else " " for letter in plain).split())


def shared(label: Collection[Participant], drafted: Collection[Participant]) -> int:
    """Return how many participants of a label a draft has, each counted once."""
    left = list(drafted)
    count = 0
    for person in label:
        match = next((other for other in left if is_same(person, other)), None)
        if match:
            left.remove(match)
            count += 1
    return count


def is_about(draft: Draft, label: Label) -> bool:
    """Whether a draft is about a labelled meeting: they share a party, and a day, the host or the main mark."""
    claims = draft.claims
    if not shared(label.participants, claims.participants):
        return False
    window = label.window or label.original
    same_days = window is not None and claims.window is not None and claims.window.overlaps(window)
    same_host = claims.host is not None and claims.host == label.host
    return same_days or same_host or (draft.main and label.main)


def is_right(draft: Draft, label: Label) -> bool:
    """Whether a draft is right in stage, days, host and parties."""
    return not wrong_fields(draft, label)


def wrong_fields(draft: Draft, label: Label) -> tuple[str, ...]:
    """Return which of stage, window, host and parties are wrong. Parties are every side, and two of those who meet."""
    claims = draft.claims
    countries = {person.country or "" for person in claims.participants}
    sides = {person.country or "" for person in label.participants}
    count = shared(label.participants, claims.participants)
    right = {
        "stage": label.is_stage(draft.stage),
        "window": label.overlaps(claims.window),
        "host": label.host is None or claims.host == label.host,
        "parties": sides <= countries and count >= min(len(label.participants), 2),
    }
    return tuple(name for name, is_so in right.items() if not is_so)
