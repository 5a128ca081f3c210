"""The figures of a day at the desk, and the assertions that nothing was lost or doubled."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence
from types import SimpleNamespace
from typing import cast

from msgspec import Struct

from benchmarks.labels import is_right
from tests.faults.day_of_news import Story
from tests.faults.trials import all_rows, desk_at
from tests.service.receiver import Receiver
from tracker.domain.report import Report
from tracker.domain.soundness import sound_event
from tracker.ledger import inbox
from tracker.ledger.alerting import alerts_at
from tracker.ledger.inbox import QueuedDraft
from tracker.reading.draft import Draft
from tracker.service.targets import EVERYTHING

_WATCHER = "watch"


class Tally(Struct, kw_only=True):
    """What was measured while the day went on.

    `polls` counts requests for feeds, `seconds` the watcher's processor time; memory is the watcher's, in bytes. Two
    people `decided` so many drafts, and so often the other was faster.
    """

    polls: int
    seconds: float
    memory_at_start: int
    memory_at_end: int
    decided: int = 0
    too_late: int = 0


class Share(Struct, kw_only=True):
    """So many of so many."""

    right: int = 0
    of: int = 0

    def __str__(self) -> str:
        return f"{self.right} of {self.of}"


def expected_messages(place: str) -> set[str]:
    """Return the ids of all messages that each receiver has to be sent."""
    positions = [row.position for row in all_rows(place)]
    with desk_at(place) as desk, desk.snapshot():
        alerts = [alert for position in positions for alert in alerts_at(desk, position)]
        return {alert.key for alert in alerts if EVERYTHING.admits(alert)}


def figures(
    place: str,
    news: Sequence[Story],
    said: str,
    tally: Tally,
    receivers: Mapping[str, Receiver],
) -> str:
    """Return the figures in a sentence, after asserting that nothing was lost or doubled."""
    reports = _reports(place)
    with desk_at(place) as desk, desk.snapshot():
        waiting, decided = inbox.waiting(desk), inbox.decided(desk)
    assert "Traceback" not in said, said[-2000:]
    assert "defect of tracker" not in said, said[-2000:]
    _refuse_doubles(reports, decided, tally, receivers)
    sure = [report for recorder, report in reports if recorder == _WATCHER]
    drafts = len(sure) + len(waiting) + len(decided)
    sent = ", ".join(f"{name} {len(receiver.taken)}" for name, receiver in receivers.items())
    return (
        f"{len(news)} items seen in {tally.polls} polls, {said.count('page has changed')} changed pages; "
        f"{drafts} drafts, {len(sure)} recorded as sure ({_shares(sure, news)}), {len(decided)} decided in the inbox "
        f"(the other was faster {tally.too_late} times), {len(waiting)} waiting; sent: {sent}; 0 lost, 0 doubled; "
        f"{len(news) / tally.seconds:.0f} items a second of processor time; memory of the watcher "
        f"{tally.memory_at_start / 1e6:.0f} MB, at the end {tally.memory_at_end / 1e6:.0f} MB"
    )


def _reports(place: str) -> list[tuple[str, Report]]:
    """Return every report of the log with its recorder."""
    rows = all_rows(place)
    return [(row.recorded_by, body) for row in rows if isinstance(body := sound_event(row).body, Report)]


def _refuse_doubles(
    reports: Sequence[tuple[str, Report]],
    decided: Sequence[QueuedDraft],
    tally: Tally,
    receivers: Mapping[str, Receiver],
) -> None:
    """Assert that no report was recorded twice, no draft decided twice, and no message taken twice."""
    recorded = Counter((report.fingerprint, report.article) for _, report in reports)
    assert max(recorded.values()) == 1, recorded.most_common(3)
    assert len({draft.draft for draft in decided}) == len(decided) == tally.decided
    accepted = {draft.decision.position for draft in decided if draft.decision and draft.decision.position}
    assert len(accepted) >= sum(recorder != _WATCHER for recorder, _ in reports)
    for name, receiver in receivers.items():
        assert len(receiver.taken) == len(set(receiver.taken)), name


def _shares(sure: Sequence[Report], news: Sequence[Story]) -> str:
    """Return how many of the reports are right, of made and of labelled items."""
    by_path = {story.path: story for story in news}
    made, labelled = Share(), Share()
    for report in sure:
        path = re.search(r"(/live#)?/?news/\d+", report.source.url or "")
        assert path, report.source
        story = by_path[path[0]]
        share = made if story.is_made else labelled
        share.of += 1
        share.right += _is_right(report, story)
    return f"right: {labelled} of labelled articles, {made} of made ones"


def _is_right(report: Report, story: Story) -> bool:
    """Whether a report says of a meeting of its item what the label says."""
    stage = "postponed" if report.stage == "rescheduled" else report.stage
    draft = cast("Draft", SimpleNamespace(stage=stage, claims=report.claims, main=True))
    return any(is_right(draft, label) for label in story.meetings)
