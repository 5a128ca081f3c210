"""How well drafts find their meetings in the log: `python -m benchmarks.linking FOLDER...`.

In order of publication, each draft of each labelled article is matched with the log in memory and recorded there. The
labels are the drafts, as if by a perfect reader: what goes wrong is a fault of linking alone. With `--read` the reader
makes the drafts, sure or not, and the last rows count those alone that have the host, days and parties of their label.
With `--spellings` there is a row for each way to write the names of every second article otherwise: in the spellings of
the table of office-holders, with other letters, in another script, and so on (`benchmarks/spellings.py`).

Each draft joins the meeting of an earlier article (right) or another one (wrong), begins a second meeting for it
(missed), says which meetings it may be about (asked, or in vain if it is none of them), or is the first of its meeting.
P and R are precision and recall of the pairs of drafts that were recorded for one meeting, in which a meeting of many
articles weighs more.
"""

import argparse
import json
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from itertools import chain, combinations
from pathlib import Path
from typing import Final

from msgspec import Struct

from benchmarks.held_back import is_held_back
from benchmarks.labels import Article, Json, Label, article_of, is_about, lines_of, wrong_fields
from benchmarks.spellings import WAYS, Way, rewritten
from tests.clock import FixedClock
from tracker.domain.clocks import parse_published
from tracker.domain.report import Attribution, Claims, Place, Source
from tracker.domain.vocabulary import WAY
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import proposals
from tracker.ledger.known_people import known_people
from tracker.ledger.proposal import Proposal
from tracker.ledger.recorded_drafts import record_drafts
from tracker.reading.draft import Draft, Known, Reading
from tracker.reading.pipeline import read

_DATE: Final = re.compile(r"\b(?:19|20)\d\d(?:-[01]\d(?:-[0-3]\d)?)?\b")
_AFTERWARDS: Final = "2030-01-01T00:00:00+00:00"  # after every article: news of the future is refused
_NO_LABEL: Final = "without a label"
# A draft joined the right meeting or a wrong one, began a second one, asked for the right one or in vain, or began the
# first one.
_OUTCOMES: Final = ("right", "wrong", "missed", "asked", "in vain", "first", _NO_LABEL)
_READ: Final = ("is_sure", "is_right")


class Report(Struct, frozen=True, kw_only=True):
    """A recorded draft: its article, the key of its label, the meeting that it was recorded for, and what came of it.

    `is_sure` says whether the reader is sure of it, `is_right` whether it has the host, days and parties of its label.
    """

    article: str
    key: str
    meeting: str
    because: str
    outcome: str
    is_sure: bool
    is_right: bool

    @property
    def is_held_back(self) -> bool:
        """Whether its meeting is one on which no rule is tuned."""
        return is_held_back(self.key)


# The drafts


def labelled(article: Article) -> list[tuple[Draft, Label | None]]:
    """Return the drafts that a perfect reader would make of an article."""
    return [(drafted(label), label) for label in article.meetings]


def drafted(label: Label) -> Draft:
    """Return the draft that a perfect reader would make of a labelled meeting."""
    return Draft(
        main=label.main,
        stage=label.stage,
        attribution=Attribution(class_=label.attribution),
        claims=Claims(
            kind="talks" if label.kind == "bilateral" else label.kind,
            participants=label.participants,
            host=label.host,
            place=Place(name=label.place) if label.place else None,
            window=label.window,
            original_window=label.original,
        ),
    )


def drafts_read(desk: Desk, article: Article) -> list[tuple[Draft, Label | None]]:
    """Return the reader's drafts of an article, each with the label that it is about, if there is one."""
    with desk.snapshot():
        people = known_people(desk, article.text)
    known = Known(published=article.known.published, outlet=article.known.outlet, people=people)
    left = list(article.meetings)
    pairs = []
    for draft in read(article.text, known).drafts:
        label = min(
            (one for one in left if is_about(draft, one)), key=lambda one: len(_misread(draft, one)), default=None
        )
        if label:
            left.remove(label)
        pairs.append((draft, label))
    return pairs


def _misread(draft: Draft, label: Label) -> list[str]:
    """Return which of the fields by which a meeting is known are not as in the label."""
    claims = draft.claims
    countries = {person.country for person in label.participants} | {label.host}
    others = {person.country for person in claims.participants} - countries
    wrong = {
        "way": WAY[draft.stage] != WAY[label.stage],
        "days": not _has_days_of(claims, label),
        "host": claims.host != label.host,
        "parties": bool(others) or "parties" in wrong_fields(draft, label),
    }
    return [field for field, is_so in wrong.items() if is_so]


def _has_days_of(claims: Claims, label: Label) -> bool:
    """Whether the windows are among those of the label, and there are some if the label has some."""
    read = [window for window in (claims.window, claims.original_window) if window]
    right = [window for window in (label.window, label.original) if window]
    return bool(read) >= bool(right) and all(any(one.overlaps(other) for other in right) for one in read)


def day_of(article: Json) -> str:
    """Return the day of publication. For an article without one, return the longest date in its labels."""
    if article["published"]:
        return str(article["published"])
    labels = [[label["window_edtf"], label["key"]] for label in article["meetings"]]
    text = json.dumps(labels) + (article["notes"] or "")
    parts = max(_DATE.findall(text), key=len, default="2000").split("-")
    return "-".join([*parts, "01", "01"][:3])


# What comes of them


def linked_reports(paths: Iterable[Path], *, by_reader: bool = False, way: Way | None = None) -> list[Report]:
    """Return what came of each draft of the articles of files and folders, in order of publication.

    `way` is how the names of every second article are written.
    """
    with open_desk(None, create=True, clock=FixedClock(_AFTERWARDS), recorder="benchmark") as desk:
        return list(linked(desk, sorted(lines_of(paths), key=day_of), by_reader=by_reader, way=way))


def linked(desk: Desk, lines: Sequence[Json], *, by_reader: bool, way: Way | None) -> Iterator[Report]:
    """Record the articles one after another, and yield what came of each draft."""
    keys: dict[str, str] = {}  # of each meeting of the log, the key of the label that began it
    for number, line in enumerate(lines):
        article = article_of(line)
        pairs = drafts_read(desk, article) if by_reader else labelled(article)
        if way and number % 2:
            pairs = [(rewritten(draft, way), label) for draft, label in pairs]
        source = Source(outlet=article.known.outlet or "unknown", headline=f"{article.id} {number}")
        drafts = tuple(draft for draft, _ in pairs)
        reading = Reading(text=article.text, headline=None, published=None, via=(), drafts=drafts)
        with desk.snapshot():
            proposed = proposals(desk, reading, source, parse_published(day_of(line)))
        record_drafts(desk, proposed, also_unsure=True)
        before = dict(keys)
        for index, (proposal, (draft, label)) in enumerate(zip(proposed, pairs, strict=True)):
            key = label.key if label else f"{article.id} draft {index}"
            keys.setdefault(proposal.meeting, key)
            yield Report(
                article=article.id,
                key=key,
                meeting=proposal.meeting,
                because=_because(proposal),
                outcome=_outcome(proposal, key, before) if label else _NO_LABEL,
                is_sure=draft.sure,
                is_right=label is not None and not _misread(draft, label),
            )


def _because(proposal: Proposal) -> str:
    return f"{proposal.match.because}, {proposal.match.score}" if proposal.match else "new"


def _outcome(proposal: Proposal, key: str, keys: Mapping[str, str]) -> str:
    """Return what came of a draft. `keys` are those of the meetings that the log had before its article."""
    if proposal.match:
        return "right" if keys[proposal.meeting] == key else "wrong"
    if proposal.may_be:
        return "asked" if key in {keys[name] for name in proposal.may_be} else "in vain"
    return "missed" if key in keys.values() else "first"


def pairs_of(reports: Sequence[Report], field: str) -> set[tuple[int, int]]:
    """Return the pairs of reports, by number, that have the same key or the same meeting."""
    groups: dict[str, list[int]] = defaultdict(list)
    for number, report in enumerate(reports):
        groups[getattr(report, field)].append(number)
    return {pair for group in groups.values() for pair in combinations(group, 2)}


# The table


def table(reports: Sequence[Report], *, by_reader: bool) -> Iterator[str]:
    """Yield the rows: the meetings that the rules are tuned on, those held back, and all."""
    yield _heading()
    everything = set(range(len(reports)))
    held = {number for number in everything if reports[number].is_held_back}
    rows = {"tuned on": everything - held, "held back": held, "all": everything}
    if by_reader:
        sure, right = ({number for number in everything if getattr(reports[number], name)} for name in _READ)
        rows |= {"all, sure": sure} | {f"{name}, read right": numbers & right for name, numbers in rows.items()}
    for name, numbers in rows.items():
        yield _row(name, reports, numbers)


def spellings_table(paths: Sequence[Path]) -> Iterator[str]:
    """Yield a row for each way to write the names of every second article."""
    yield _heading()
    for name in WAYS:
        yield spellings_row(paths, name)


def spellings_row(paths: Sequence[Path], name: str) -> str:
    """Return the row for a way, by its name, to write the names of every second article."""
    reports = linked_reports(paths, way=WAYS[name])
    return _row(name, reports, range(len(reports)))


def _heading() -> str:
    return f"{'':28}{'pairs':>7} {'P':>6} {'R':>6}   " + " ".join(f"{name:>7}" for name in _OUTCOMES)


def _row(name: str, reports: Sequence[Report], numbers: Collection[int]) -> str:
    labelled, joined = (_within(pairs_of(reports, field), numbers) for field in ("key", "meeting"))
    common = len(labelled & joined)
    counts = Counter(reports[number].outcome for number in numbers)
    shares = f"{len(labelled):>7} {_share(common, len(joined))} {_share(common, len(labelled))}"
    return f"{name:28}{shares}   " + " ".join(f"{counts[outcome]:>7}" for outcome in _OUTCOMES)


def _within(pairs: Collection[tuple[int, int]], numbers: Collection[int]) -> set[tuple[int, int]]:
    return {pair for pair in pairs if pair[0] in numbers and pair[1] in numbers}


def _share(count: int, of: int) -> str:
    return f"{count / of:>6.3f}" if of else f"{'none':>6}"


def errors(reports: Sequence[Report]) -> Iterator[str]:
    """Yield the wrong joins and the missed ones among the meetings that the rules are tuned on."""
    for report in reports:
        if report.outcome in {"wrong", "missed", "asked", "in vain"} and not report.is_held_back:
            read = "" if report.is_right else ", misread"
            yield f"{report.outcome}{read}: {report.article} {report.key} -> {report.meeting} ({report.because})"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("labels", type=Path, nargs="+")
    parser.add_argument("--read", action="store_true", help="use the drafts of the reader instead of the labels")
    parser.add_argument("--errors", action="store_true", help="print the errors, without those that are held back")
    parser.add_argument("--spellings", action="store_true", help="print what names that are written otherwise cost")
    options = parser.parse_args()
    if options.spellings:
        lines = spellings_table(options.labels)
    else:
        reports = linked_reports(options.labels, by_reader=options.read)
        lines = chain(table(reports, by_reader=options.read), errors(reports) if options.errors else ())
    sys.stdout.writelines(f"{line}\n" for line in lines)


if __name__ == "__main__":
    main()
