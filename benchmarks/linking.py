"""Precision and recall of linking reports to meetings: `python -m benchmarks.linking LABELS.jsonl`.

A line of LABELS is an article with its meetings, each with a `key` that identifies the meeting. In order of
publication, each meeting becomes a draft, is matched with the log in memory, and is recorded there. The benchmark
counts the pairs of reports that belong to one meeting. With `--read` the reader makes the drafts.
"""

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from pathlib import Path
from typing import Any

from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.report import Attribution, Claims, Participant, Place, Source
from tracker.domain.window import Window
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import known_people, proposals, record_drafts
from tracker.reading.draft import Draft, Known, Reading
from tracker.store import projection

Json = dict[str, Any]
_DATE = re.compile(r"\b(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?\b")


@dataclass(frozen=True, kw_only=True, slots=True)
class Report:
    """A recorded draft: its article, the key of its label, the meeting that it was recorded for, and the reason."""

    article: str
    key: str
    meeting: str
    because: str


def drafted(label: Json) -> Draft:
    """Return the draft that a perfect reader would make of a labelled meeting."""
    return Draft(
        main=label["main"],
        stage=label["stage"],
        attribution=Attribution(class_=label["attribution"]),
        claims=Claims(
            kind="talks" if label["kind"] == "bilateral" else label["kind"],
            participants=tuple(
                Participant(name=person["name"] or "", role=person["role"], country=person["country"])
                for person in label["participants"]
            ),
            host=label["host_country"],
            place=Place(name=label["place"]) if label["place"] else None,
            window=_window(label["window_edtf"]),
            original_window=_window(label.get("original_window_edtf")),
        ),
    )


def _window(edtf: str | None) -> Window | None:
    try:
        return Window(edtf) if edtf else None
    except TrackerError:
        return None  # labels write an unknown year as XXXX


def read(desk: Desk, article: Json) -> list[tuple[Draft, str]]:
    """Return the reader's drafts of an article, each with the key of the label that it matches, or a new key."""
    from tracker.reading.pipeline import read as read_text  # noqa: PLC0415 - only this option needs it

    title = "" if article.get("title_descriptive") else article["title"] + "\n\n"
    text = title + article["text"] + "\n"
    with desk.snapshot():
        people = known_people(desk, text)
    day = date.fromisoformat(article["published"]) if article["published"] else None
    reading = read_text(text, Known(published=day, outlet=article["outlet"], people=people))
    labels = list(article["meetings"])
    pairs = []
    for number, draft in enumerate(reading.drafts):
        label = next((label for label in labels if _matches(draft, drafted(label))), None)
        if label:
            labels.remove(label)
        pairs.append((draft, label["key"] if label else f"{article['id']} draft {number}"))
    return pairs


def _matches(draft: Draft, label: Draft) -> bool:
    """Whether a draft is about a labelled meeting.

    They share a country, and their windows overlap, they have the same host, or both are the main meeting.
    """
    if not _countries(draft) & _countries(label):
        return False
    has_same_host = draft.claims.host is not None and draft.claims.host == label.claims.host
    return has_same_host or (draft.main and label.main) or _windows_overlap(draft.claims, label.claims)


def _countries(draft: Draft) -> set[str | None]:
    return {person.country for person in draft.claims.participants}


def _windows_overlap(claims: Claims, labelled: Claims) -> bool:
    window = labelled.window or labelled.original_window
    return window is not None and claims.window is not None and claims.window.overlaps(window)


def day_of(article: Json) -> str:
    """Return the day of publication. For an article without one, return the longest date in its labels."""
    if article["published"]:
        return str(article["published"])
    labels = [[label["window_edtf"], label["key"]] for label in article["meetings"]]
    text = json.dumps(labels) + (article["notes"] or "")
    parts = max(_DATE.findall(text), key=len, default="2000").split("-")
    return "-".join([*parts, "01", "01"][:3])


def linked(desk: Desk, articles: list[Json], *, by_reader: bool) -> Iterator[Report]:
    """Record the articles one after another, and yield the meeting for which each draft was recorded."""
    for number, article in enumerate(articles):
        labels = [(drafted(label), label["key"]) for label in article["meetings"]]
        pairs = read(desk, article) if by_reader else labels
        source = Source(outlet=article["outlet"] or "unknown", headline=f"{article['id']} {number}")
        reading = Reading(
            text=article["text"], headline=None, published=None, via=(), drafts=tuple(draft for draft, _ in pairs)
        )
        with desk.snapshot():
            proposed = proposals(desk, reading, source, parse_published(day_of(article)))
        record_drafts(desk, proposed, also_unsure=True)
        for proposal, (_, key) in zip(proposed, pairs, strict=True):
            because = f"{proposal.match.because}, {proposal.match.score}" if proposal.match else "new"
            yield Report(article=article["id"], key=key, meeting=proposal.meeting, because=because)


def pairs_of(reports: list[Report], field: str) -> set[tuple[int, int]]:
    """Return the pairs of reports, by number, that have the same key or the same meeting."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        groups[getattr(report, field)].append(number)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


def main() -> None:
    """Print precision and recall of the pairs."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--read", action="store_true", help="use the drafts of the reader instead of the labels")
    parser.add_argument("--errors", action="store_true", help="print the wrong pairs")
    options = parser.parse_args()
    lines = [line for path in options.labels for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = sorted(map(json.loads, lines), key=day_of)
    with open_desk(None, create=True, clock=SystemClock(), recorder="benchmark") as desk:
        reports = list(linked(desk, articles, by_reader=options.read))
        with desk.snapshot():
            meetings = projection.row_counts(desk.connection)["meetings"]
    labelled, linked_pairs = pairs_of(reports, "key"), pairs_of(reports, "meeting")
    right = len(labelled & linked_pairs)
    write = sys.stdout.write
    write(f"reports    {len(reports)} of {len(articles)} articles, in {meetings} meetings\n")
    write(f"precision  {_share(right, len(linked_pairs))}\nrecall     {_share(right, len(labelled))}\n")
    if options.errors:
        for error, pairs in (("put together", linked_pairs - labelled), ("kept apart", labelled - linked_pairs)):
            for first, second in sorted(pairs):
                write(f"{error}:\n    {_shown(reports[first])}\n    {_shown(reports[second])}\n")


def _share(count: int, of: int) -> str:
    return f"{count / of:.3f}   {count} of {of}" if of else "none"


def _shown(report: Report) -> str:
    return f"{report.article} {report.key} -> {report.meeting} ({report.because})"


if __name__ == "__main__":
    main()
