"""The inbox on both engines: queueing, deciding, two people at once, and the reader's own record."""

import threading
from collections.abc import Sequence
from typing import Any

import pytest
from msgspec.structs import replace

from tests.cli.readings import TRIP, call, trip
from tests.clock import FixedClock
from tests.ledger.doing import begin, findings, head, retract, stands
from tests.store.raw import raw
from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.report import Report, Source
from tracker.ledger import auditing, inbox
from tracker.ledger.deciding import Choice, Decided, accept, reject
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import proposals
from tracker.ledger.inbox import QueuedDraft
from tracker.ledger.inbox_record import record_of
from tracker.ledger.mending import undo
from tracker.ledger.proposal import Proposal, line
from tracker.ledger.recorded_drafts import Recorded
from tracker.ledger.recording import record
from tracker.reading.draft import Draft, Evidence, Reading

SOURCE = Source(outlet="NationPress", headline="Ahn to fly to Japan", via=("Yonhap",))
TRIP_NAME = "ahn-koizumi-japan-2026-01"
CALL_NAME = "ahn-koizumi-call-2026-01"


def article(desk: Desk, *drafts: Draft, source: Source = SOURCE, text: str = TRIP) -> tuple[Proposal, ...]:
    """Link the drafts of an article."""
    reading = Reading(text=text, headline=None, published=None, via=(), drafts=drafts or (trip(), call()))
    return proposals(desk, reading, source, parse_published("2026-01-21"))


def queue(desk: Desk, *drafts: Draft, **more: Any) -> tuple[Recorded, ...]:
    """Put an article into the inbox."""
    return inbox.queue(desk, article(desk, *drafts, **more))


def numbers(results: Sequence[Recorded]) -> list[int | None]:
    """Return where the drafts are in the inbox."""
    return [result.queued.draft if result.queued else None for result in results]


def waiting(desk: Desk) -> list[QueuedDraft]:
    """Return the drafts that wait."""
    with desk.snapshot():
        return inbox.waiting(desk)


def accepted(desk: Desk, *drafts: int, **more: Any) -> tuple[Decided, ...]:
    """Accept drafts as they are."""
    return accept(desk, [Choice(draft=draft) for draft in drafts], **more)


def report_at(desk: Desk, position: int) -> Report:
    """Return the report at a position."""
    with desk.snapshot():
        body = auditing.entry_at(desk, position).event.body
    assert isinstance(body, Report)
    return body


def test_a_queued_draft_waits_as_it_was_read_and_nothing_is_recorded(desk: Desk) -> None:
    drafted = article(desk, trip(confidence=0.9), call())
    assert numbers(inbox.queue(desk, drafted)) == [1, 2]
    assert [(draft.draft, draft.queued_by, draft.decision) for draft in waiting(desk)] == [
        (1, "desk", None),
        (2, "desk", None),
    ]
    assert [draft.proposal for draft in waiting(desk)] == [replace(proposal, text=None) for proposal in drafted]
    assert head(desk)[0] == 0


def test_queueing_again_adds_nothing_even_after_the_decision(desk: Desk) -> None:
    queue(desk)
    reject(desk, [2], None)
    again = queue(desk)
    assert numbers(again) == [1, 2]
    assert [result.queued and (result.queued.is_new, result.queued.decision) for result in again] == [
        (False, None),
        (False, "rejected"),
    ]


def test_what_was_recorded_before_is_not_queued(desk: Desk) -> None:
    inbox.record_or_queue(desk, article(desk))
    first, second = queue(desk)
    assert first.outcome is not None
    assert (first.outcome.repeat_of, first.queued) == (1, None)
    assert numbers([second]) == [1]


def test_recording_with_a_queue_leaves_out_nothing(desk: Desk) -> None:
    sure, unsure = inbox.record_or_queue(desk, article(desk))
    assert sure.outcome is not None
    assert sure.outcome.position == 1
    assert (unsure.left_out, numbers([unsure])) == ("a mere possibility", [1])
    assert [draft.proposal.meeting for draft in waiting(desk)] == [CALL_NAME]


def test_a_sure_draft_that_the_log_refuses_waits_as_well(desk: Desk) -> None:
    (refused,) = inbox.record_or_queue(desk, article(desk, trip(stage="held")))
    assert refused.left_out is not None
    assert refused.left_out.startswith("the log refuses it: ")
    assert (numbers([refused]), head(desk)[0]) == ([1], 0)


def test_accepted_drafts_are_recorded_with_their_evidence_as_one_batch(desk: Desk) -> None:
    (proposal, _) = article(desk)
    queue(desk)
    first, second = accepted(desk, 1, 2)
    assert [(done.meeting, done.outcome and done.outcome.position) for done in (first, second)] == [
        (TRIP_NAME, 1),
        (CALL_NAME, 2),
    ]
    report = report_at(desk, 1)
    assert (report.article, report.batch) == (proposal.article, 1)
    assert report.evidence is not None
    assert {field: TRIP[words.start : words.end] for field, words in report.evidence.items()} == {
        field: words.text for field, words in proposal.draft.evidence.items()
    }
    assert waiting(desk) == []
    assert findings(desk) == ()
    assert [outcome.target for outcome in undo(desk)] == [2, 1]
    assert waiting(desk) == []


def test_a_decision_is_kept_with_who_when_and_why(desk: Desk, place: str, clock: FixedClock) -> None:
    queue(desk)
    clock.move("2026-01-23T09:00:00+00:00")
    with open_desk(place, create=False, clock=clock, recorder="kim") as kim:
        reject(kim, [2], "no such call")
    with desk.snapshot():
        (draft,) = inbox.decided(desk)
    assert draft.decision == inbox.Decision(
        decision="rejected", decided_at="2026-01-23T09:00:00.000000Z", decided_by="kim", because="no such call"
    )


def test_the_second_to_decide_is_given_the_first_decision_and_records_nothing(
    desk: Desk, place: str, clock: FixedClock
) -> None:
    queue(desk)
    accepted(desk, 1)
    with open_desk(place, create=False, clock=clock, recorder="kim") as kim:
        late, new = accepted(kim, 1, 2)
        (contrary,) = reject(kim, [1], "changed my mind")
    assert late.earlier is not None
    assert (late.earlier.decision, late.earlier.decided_by, late.earlier.position) == ("accepted", "desk", 1)
    assert contrary.earlier == late.earlier
    assert new.outcome is not None
    assert new.outcome.position == 2


def test_people_who_accept_the_same_drafts_at_once_record_each_once(desk: Desk, place: str, clock: FixedClock) -> None:
    queue(desk)
    results: list[tuple[Decided, ...]] = []

    def decide(recorder: str) -> None:
        with open_desk(place, create=False, clock=clock, recorder=recorder) as other:
            results.append(accepted(other, 1, 2))

    threads = [threading.Thread(target=decide, args=(name,)) for name in ("kim", "lee", "ines", "max")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert head(desk)[0] == 2
    assert sorted(sum(done.outcome is not None for done in result) for result in results) == [0, 0, 0, 2]
    assert len(results) == 4
    assert findings(desk) == ()


def test_two_articles_on_a_new_meeting_begin_it_once(desk: Desk) -> None:
    queue(desk, trip())
    queue(desk, trip(), source=Source(outlet="Jiji"))
    queue(desk, trip(), source=Source(outlet="Kyodo"))
    first, second = accepted(desk, 1, 2)
    assert (first.meeting, second.meeting) == (TRIP_NAME, TRIP_NAME)
    assert [draft.proposal.match and draft.proposal.match.meeting for draft in waiting(desk)] == [TRIP_NAME]
    assert stands(desk, TRIP_NAME).reports == 2


def test_a_draft_is_linked_to_what_was_recorded_since_it_was_queued(desk: Desk) -> None:
    queue(desk, trip())
    begin(
        desk,
        "koizumi-host",
        claims={
            "kind": "visit",
            "host": "JP",
            "window": {"edtf": "2026-01-29/2026-01-31"},
            "participants": [{"name": "Ahn Gyu-back", "country": "KR"}, {"name": "Shinjiro Koizumi", "country": "JP"}],
        },
    )
    assert [draft.proposal.meeting for draft in waiting(desk)] == [TRIP_NAME]
    with desk.snapshot():
        assert [draft.proposal.meeting for draft in inbox.drafts(desk, [1])] == ["koizumi-host"]
    (done,) = accepted(desk, 1)
    assert done.meeting == "koizumi-host"


def test_a_waiting_draft_names_the_meetings_that_it_may_be_about_now(desk: Desk) -> None:
    plan = {"kind": "visit", "host": "JP", "participants": [{"name": "Ahn Gyu-back", "country": "KR"}]}
    begin(desk, "one", "two", claims=plan)
    queue(desk, replace(trip(), claims=replace(trip().claims, window=None), doubt="doubtful: window"))
    assert waiting(desk)[0].proposal.draft.doubt == "doubtful: window; it may be about two or one"
    retract(desk, 2)
    with desk.snapshot():
        (draft,) = inbox.drafts(desk, [1])
    assert (draft.proposal.draft.doubt, draft.proposal.meeting) == ("doubtful: window", "one")


def test_a_draft_that_the_log_refuses_still_waits(desk: Desk) -> None:
    queue(desk, trip())
    (draft,) = waiting(desk)
    future = replace(line(draft.proposal).report, published=parse_published("2026-02-21"))
    entry = replace(line(draft.proposal), report=future)
    (done,) = accept(desk, [Choice(draft=1, line=entry)])
    assert done.error is not None
    assert "future" in done.error.sentence
    assert [draft.draft for draft in waiting(desk)] == [1]
    assert head(desk)[0] == 0


def test_an_unknown_draft_is_refused_before_anything_is_decided(desk: Desk) -> None:
    queue(desk)
    with pytest.raises(TrackerError, match="the inbox has no draft 9"):
        accepted(desk, 1, 9)
    with pytest.raises(TrackerError, match="the inbox has no draft 9"):
        reject(desk, [1, 9], None)
    assert [draft.draft for draft in waiting(desk)] == [1, 2]
    assert head(desk)[0] == 0


def test_a_dry_run_decides_and_queues_nothing(desk: Desk) -> None:
    assert numbers(inbox.queue(desk, article(desk), dry_run=True)) == [None, None]
    assert waiting(desk) == []
    queue(desk)
    accepted(desk, 1, dry_run=True)
    reject(desk, [2], None, dry_run=True)
    assert [draft.draft for draft in waiting(desk)] == [1, 2]
    assert head(desk)[0] == 0


def test_a_preview_waits_for_nobody_who_records(desk: Desk, place: str, clock: FixedClock) -> None:
    queue(desk)
    with open_desk(place, create=False, clock=clock, recorder="importer") as other, other.append():
        call_of_jiji = article(desk, call(), source=Source(outlet="Jiji"))
        assert numbers(inbox.record_or_queue(desk, call_of_jiji, dry_run=True)) == [None]
        (preview,) = accepted(desk, 1, dry_run=True)
        assert preview.outcome == record(desk, line(article(desk)[0]), dry_run=True)
    (done,) = accepted(desk, 1)
    assert done.outcome is not None
    assert preview.outcome == replace(done.outcome, position=None, dry_run=True)


def test_the_record_counts_decisions_by_sure_reader_outlet_and_field(desk: Desk) -> None:
    queue(desk, trip(), call())
    queue(desk, call(), source=Source(outlet="Jiji"))
    (draft,) = [draft for draft in waiting(desk) if draft.draft == 2]
    accept(desk, [Choice(draft=1), Choice(draft=2, line=line(draft.proposal), changed=("meeting", "window"))])
    reject(desk, [3], None)
    with desk.snapshot():
        record = record_of(inbox.decided(desk))
    counts = {(row.by, row.name, row.sure): (row.as_drafted, row.changed, row.rejected) for row in record}
    assert counts["all", None, None] == (1, 1, 1)
    assert counts["sure", None, True] == (1, 0, 0)
    assert counts["sure", None, False] == (0, 1, 1)
    assert counts["reader", "rules", None] == (1, 1, 1)
    assert (counts["outlet", "NationPress", None], counts["outlet", "Jiji", None]) == ((1, 1, 0), (0, 0, 1))
    assert (counts["field", "window", False], counts["field", "stage", False]) == ((0, 1, 0), (1, 0, 0))
    assert counts["field", "meeting", False] == (0, 1, 0)
    assert ("field", "place", False) not in counts


def test_a_draft_altered_by_hand_stops_nothing_but_itself(desk: Desk, place: str) -> None:
    queue(desk)
    with raw(place) as run:
        run('UPDATE inbox SET content = \'{"draft":{"stage":7}}\' WHERE draft = 2')
    assert [draft.draft for draft in waiting(desk)] == [1]
    (finding,) = findings(desk)
    assert finding.startswith("draft 2 of the inbox is damaged: ")
    with pytest.raises(TrackerError, match="draft 2 of the inbox is damaged"):
        accepted(desk, 1, 2)
    assert head(desk)[0] == 0
    (done,) = accepted(desk, 1)
    assert done.outcome is not None


def test_a_draft_that_could_not_be_read_back_is_not_queued(desk: Desk) -> None:
    impossible = trip(evidence={"host": Evidence(text="Japan", start=3, end=4)})
    refused, fine = queue(desk, impossible, call())
    assert refused.error is not None
    assert "the evidence of host does not fit" in refused.error.sentence
    assert numbers([refused, fine]) == [None, 1]
