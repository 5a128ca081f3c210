"""How often reports of one meeting are put together, and no others: `python -m benchmarks.linking LABELS.jsonl`.

A line of LABELS is an article with its meetings, each with a `key` that is the same for the same meeting. In order of
publication every meeting is turned into a draft, matched against what was recorded before, and recorded in a log in
memory. What is counted are the pairs of reports that stand in one meeting. With `--read` the reader drafts.
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
    """One draft that was recorded: its article, the meeting that it is about, and the one that it was put to."""

    article: str
    key: str
    meeting: str
    because: str


def drafted(label: Json) -> Draft:
    """Return the draft that a labelled meeting would give if it were read without a fault."""
    return Draft(
        main=label["main"],
        stage=label["stage"],
        attribution=Attribution(class_=label["attribution"]),
        claims=Claims(
            kind="talks" if label["kind"] == "bilateral" else label["kind"],
            participants=tuple(
                Participant(name=one["name"] or "", role=one["role"], country=one["country"])
                for one in label["participants"]
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
        return None  # labels may write a year that is not known as XXXX


def read(desk: Desk, article: Json) -> list[tuple[Draft, str]]:
    """Return what the reader drafts of an article, each with the key of the label that it is, or a key of its own."""
    from tracker.reading.read import read as read_text  # noqa: PLC0415 - only this option needs it

    title = "" if article.get("title_descriptive") else article["title"] + "\n\n"
    text = title + article["text"] + "\n"
    with desk.snapshot():
        people = known_people(desk, text)
    day = date.fromisoformat(article["published"]) if article["published"] else None
    reading = read_text(text, Known(published=day, outlet=article["outlet"], people=people))
    left = list(article["meetings"])
    pairs = []
    for number, draft in enumerate(reading.drafts):
        label = next((one for one in left if _is_label(draft, one)), None)
        if label:
            left.remove(label)
        pairs.append((draft, label["key"] if label else f"{article['id']} draft {number}"))
    return pairs


def _is_label(draft: Draft, label: Json) -> bool:
    """Whether a draft is a labelled meeting: they share a party, and an overlapping window, a host or the main mark."""
    gold = drafted(label)
    claims, labelled = draft.claims, gold.claims
    here, there = ({person.country for person in side.participants} for side in (claims, labelled))
    window = labelled.window or labelled.original_window
    dated = window is not None and claims.window is not None and claims.window.overlaps(window)
    hosted = claims.host is not None and claims.host == labelled.host
    return bool(here & there) and (dated or hosted or (draft.main and gold.main))


def day_of(article: Json) -> str:
    """Return the day of publication; for a page that prints none, the first day that its labels name."""
    if article["published"]:
        return str(article["published"])
    labels = json.dumps([[one["window_edtf"], one["key"]] for one in article["meetings"]]) + (article["notes"] or "")
    dates = max(_DATE.findall(labels), key=len, default="2000").split("-")
    return "-".join([*dates, *["01"] * (3 - len(dates))])


def linked(desk: Desk, articles: list[Json], *, by_reader: bool) -> Iterator[Report]:
    """Record the articles one after another, and return what each draft was put to."""
    for number, article in enumerate(articles):
        pairs = read(desk, article) if by_reader else [(drafted(one), one["key"]) for one in article["meetings"]]
        source = Source(outlet=article["outlet"] or "unknown", headline=f"{article['id']} {number}")
        reading = Reading(
            text=article["text"], headline=None, published=None, via=(), drafts=tuple(draft for draft, _ in pairs)
        )
        with desk.snapshot():
            found = proposals(desk, reading, source, parse_published(day_of(article)))
        record_drafts(desk, found, also_unsure=True)
        for proposal, (_, key) in zip(found, pairs, strict=True):
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
    parser.add_argument("--read", action="store_true", help="let the reader draft, instead of the labels")
    parser.add_argument("--errors", action="store_true", help="show the pairs that went wrong")
    options = parser.parse_args()
    lines = [line for path in options.labels for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]
    articles = sorted(map(json.loads, lines), key=day_of)
    with open_desk(None, create=True, clock=SystemClock(), recorder="benchmark") as desk:
        reports = list(linked(desk, articles, by_reader=options.read))
        with desk.snapshot():
            meetings = projection.row_counts(desk.connection)["meetings"]
    truth, put = pairs_of(reports, "key"), pairs_of(reports, "meeting")
    right = len(truth & put)
    out = sys.stdout.write
    out(f"reports    {len(reports)} of {len(articles)} articles, in {meetings} meetings\n")
    out(f"precision  {_share(right, len(put))}\nrecall     {_share(right, len(truth))}\n")
    if options.errors:
        for what, wrong in (("put together", put - truth), ("kept apart", truth - put)):
            for one, other in sorted(wrong):
                out(f"{what}:\n    {_shown(reports[one])}\n    {_shown(reports[other])}\n")


def _share(count: int, of: int) -> str:
    return f"{count / of:.3f}   {count} of {of}" if of else "none"


def _shown(report: Report) -> str:
    return f"{report.article} {report.key} -> {report.meeting} ({report.because})"


if __name__ == "__main__":
    main()
