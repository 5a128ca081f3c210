"""The lines of `watch`: what is said of each item and of each failure."""

from typing import Any

import pytest

from tests.cli.readings import trip
from tracker.cli.text.watch_lines import Tally, news_line
from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.report import Source
from tracker.ledger.proposal import Proposal
from tracker.ledger.recorded_drafts import Queued, Recorded
from tracker.ledger.result import Outcome
from tracker.ledger.watched_items import Taken
from tracker.service.watching import News

PROPOSAL = Proposal(
    draft=trip(), source=Source(outlet="Kyodo"), published=parse_published("2026-01-21"), new_name="ahn-japan"
)
NO_ANSWER = TrackerError("no answer")


def recorded(**more: Any) -> Recorded:
    return Recorded(proposal=PROPOSAL, **more)


def taken(*results: Recorded, **more: Any) -> News:
    return News(name="Kyodo", headline="Ahn to visit", taken=Taken(recorded=results, **more))


@pytest.mark.parametrize(
    ("news", "line"),
    [
        (News(name="Kyodo", error=NO_ANSWER), "no answer"),
        (News(name="Kyodo", error=NO_ANSWER, again_in=0.0), "no answer, again in 0 s"),
        (News(name="Kyodo", error=NO_ANSWER, again_in=59.4), "no answer, again in 59 s"),
        (News(name="Kyodo", error=NO_ANSWER, again_in=60), "no answer, again in 1 min"),
        (News(name="Kyodo", error=NO_ANSWER, again_in=3600), "no answer, again in 1 h"),
        (News(name="Kyodo", error=NO_ANSWER, again_in=9000), "no answer, again in 2.5 h"),
        (News(name="Kyodo", error=NO_ANSWER, notes=("the model is asleep",)), "the model is asleep; no answer"),
        (taken(), "Ahn to visit: no meeting"),
        (taken(error=TrackerError("it is too long")), "Ahn to visit: not read: it is too long"),
        (taken(is_changed=True), "Ahn to visit: the page has changed; it says the same of the meeting"),
        (
            taken(recorded(left_out="a doubt"), is_changed=True, changes=("host JP → KR", "kind visit → talks")),
            "Ahn to visit: the page has changed (host JP → KR, kind visit → talks); left out of ahn-japan: a doubt",
        ),
        (taken(recorded(error=NO_ANSWER)), "Ahn to visit: refused in ahn-japan: no answer"),
        (taken(recorded(queued=Queued(draft=3, is_new=True))), "Ahn to visit: draft 3 for ahn-japan waits"),
        (taken(recorded(queued=Queued(draft=3))), "Ahn to visit: draft 3 for ahn-japan waits already"),
        (taken(recorded(queued=Queued(draft=3, decision="rejected"))), "Ahn to visit: draft 3 for ahn-japan rejected"),
        (
            taken(recorded(queued=Queued(draft=3, is_new=True), left_out="a doubt")),
            "Ahn to visit: draft 3 for ahn-japan waits, not sure: a doubt",
        ),
        (
            taken(recorded(outcome=Outcome(meeting="ahn-japan", repeat_of=2))),
            "Ahn to visit: already recorded as @2 in ahn-japan",
        ),
        (
            taken(recorded(outcome=Outcome(meeting="ahn-japan", position=2, status="in_final_arrangement"))),
            "Ahn to visit: recorded as @2 in ahn-japan: in final arrangement",
        ),
        (
            taken(recorded(outcome=Outcome(meeting="ahn-japan", position=2))),
            "Ahn to visit: recorded as @2 in ahn-japan: no status",
        ),
        (News(name="Kyodo", headline="a \n b" * 30, error=NO_ANSWER), f"{('a b' * 30)[:90]}: no answer"),
        (News(name="Kyodo", headline="a \n b" * 31, error=NO_ANSWER), f"{('a b' * 31)[:90]}…: no answer"),
    ],
)
def test_an_item_or_a_failure_is_a_line(news: News, line: str) -> None:
    assert news_line(news) == f"Kyodo: {line}"


def test_the_summary_counts_items_reports_drafts_and_failures() -> None:
    tally = Tally()
    for news in (
        taken(recorded(outcome=Outcome(meeting="m", position=2)), recorded(queued=Queued(draft=3, is_new=True))),
        taken(recorded(outcome=Outcome(meeting="m", repeat_of=2)), recorded(queued=Queued(draft=3))),
        News(name="Kyodo", error=NO_ANSWER),
        News(name="Kyodo", headline="Ahn to visit", error=NO_ANSWER),
        News(name="Kyodo", headline="Ahn to stay", error=NO_ANSWER),
    ):
        tally.count(news)
    counts = "2 new, 1 recorded, 1 waiting in the inbox"
    assert tally.summary(2) == f"2 feeds: {counts}, 1 feed and 2 pages failed"
    assert Tally().summary(1) == "1 feed: 0 new, 0 recorded, 0 waiting in the inbox"
