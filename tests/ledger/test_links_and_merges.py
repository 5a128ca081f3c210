"""Links and merges: both ends change, and nothing is renumbered."""

import pytest

from tests.ledger.doing import (
    AHN,
    MISTAKE,
    SEOUL,
    begin,
    everything,
    findings,
    head,
    printed_wrong,
    refused,
    retract,
    say,
    stands,
    within,
)
from tracker.domain.meeting import Link
from tracker.ledger.asking import Filter, statuses
from tracker.ledger.desk import Desk
from tracker.ledger.mending import correct
from tracker.ledger.question import question
from tracker.ledger.recording import link, merge
from tracker.store import log, projection

FORUM = "shangri-la-2026"


def links(desk: Desk, name: str, as_of: str | None = None) -> list[tuple[str, str]]:
    """Return the links of a meeting, as the projection has them unless a day is asked about."""
    return [(found.relation, found.meeting) for found in stands(desk, name, as_of).links]


def names(desk: Desk) -> list[str]:
    """Return which meetings there are."""
    return [meeting.meeting for meeting in everything(desk)]


# Links


@pytest.mark.parametrize(
    ("relation", "inverse"), [("successor_of", "succeeded_by"), ("part_of", "includes"), ("caused_by", "causes")]
)
def test_a_link_shows_at_both_ends(desk: Desk, relation: str, inverse: str) -> None:
    begin(desk, AHN, FORUM)
    outcome = link(desk, AHN, relation, FORUM)
    assert outcome.position == 3
    assert [(change.field, change.old) for change in outcome.effect] == [("links", ())]
    assert links(desk, AHN) == [(relation, FORUM)]
    assert links(desk, FORUM) == [(inverse, AHN)]
    assert (stands(desk, AHN).why["links"], stands(desk, FORUM).why["links"]) == (3, 3)
    assert findings(desk) == ()


def test_a_link_repeated_changes_nothing_and_says_where_it_stands(desk: Desk) -> None:
    begin(desk, AHN, FORUM)
    link(desk, AHN, "part_of", FORUM)
    before = head(desk)
    outcome = link(desk, AHN, "part_of", FORUM)
    assert (outcome.repeat_of, outcome.recorded) == (3, False)
    assert head(desk) == before
    assert link(desk, AHN, "caused_by", FORUM).position == 4
    assert link(desk, FORUM, "successor_of", AHN).position == 5


def test_a_link_is_a_repeat_under_an_alias_of_either_end(desk: Desk) -> None:
    begin(desk, AHN, FORUM, SEOUL)
    link(desk, AHN, "part_of", FORUM)
    merge(desk, AHN, SEOUL)
    assert link(desk, SEOUL, "part_of", FORUM).repeat_of == 4
    assert link(desk, AHN, "part_of", FORUM).repeat_of == 4


def test_a_link_that_was_retracted_can_be_given_again(desk: Desk) -> None:
    begin(desk, AHN, FORUM)
    link(desk, AHN, "part_of", FORUM)
    retract(desk, 3)
    assert links(desk, FORUM) == []
    assert link(desk, AHN, "part_of", FORUM).position == 5
    assert links(desk, FORUM) == [("includes", AHN)]
    assert findings(desk) == ()


def test_a_link_to_itself_is_refused_by_name_and_by_alias(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    with refused(desk, "ahn-japan cannot be linked to itself"):
        link(desk, AHN, "part_of", AHN)
    merge(desk, AHN, SEOUL)
    with refused(desk, "nakatani-seoul cannot be linked to itself"):
        link(desk, AHN, "part_of", SEOUL)


def test_a_meeting_becomes_no_part_of_its_own_part_not_by_a_correction_either(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    link(desk, AHN, "part_of", FORUM)
    link(desk, FORUM, "part_of", SEOUL)
    with refused(desk, "ahn-japan is part of shangri-la-2026 already"):
        link(desk, FORUM, "part_of", AHN)
    with refused(desk, "ahn-japan is part of shangri-la-2026 already"):
        correct(desk, 5, {"meeting": AHN}, MISTAKE)


def test_a_link_to_an_unknown_meeting_is_refused(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "there is no meeting 'forum'"):
        link(desk, AHN, "part_of", "forum")


def test_a_link_that_would_point_to_itself_after_a_merge_vanishes_and_comes_back(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    link(desk, AHN, "part_of", SEOUL)
    merge(desk, AHN, SEOUL)
    assert links(desk, SEOUL) == []
    retract(desk, 4)
    assert links(desk, AHN) == [("part_of", SEOUL)]
    assert links(desk, SEOUL) == [("includes", AHN)]
    assert findings(desk) == ()


def test_a_merge_turns_the_links_of_others_to_the_meeting_that_folds_it(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    link(desk, FORUM, "caused_by", AHN)
    merge(desk, AHN, SEOUL)
    assert links(desk, FORUM) == [("caused_by", SEOUL)]
    assert links(desk, SEOUL) == [("causes", FORUM)]
    retract(desk, 5)
    assert links(desk, FORUM) == [("caused_by", AHN)]
    assert links(desk, SEOUL) == []
    assert findings(desk) == ()


def test_a_link_counts_on_every_day_of_the_press(desk: Desk) -> None:
    begin(desk, AHN, FORUM, day="2026-01-05")
    link(desk, AHN, "part_of", FORUM)
    assert links(desk, AHN, as_of="2026-01-06") == [("part_of", FORUM)]
    assert stands(desk, AHN, known_at="@2").links == ()


def test_a_corrected_link_leaves_one_end_and_reaches_another(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    link(desk, AHN, "part_of", SEOUL)
    correct(desk, 4, {"meeting": FORUM, "relation": "successor_of"}, MISTAKE)
    assert links(desk, AHN) == [("successor_of", FORUM)]
    assert links(desk, SEOUL) == []
    assert links(desk, FORUM) == [("succeeded_by", AHN)]
    retract(desk, 5)
    assert links(desk, SEOUL) == [("includes", AHN)]
    assert links(desk, FORUM) == []
    assert findings(desk) == ()


def test_a_link_can_be_corrected_neither_to_itself_nor_to_nobody(desk: Desk) -> None:
    begin(desk, AHN, FORUM)
    link(desk, AHN, "part_of", FORUM)
    for fields, words in (
        ({"meeting": AHN}, "cannot be linked to itself"),
        ({"meeting": "nobody"}, "there is no meeting 'nobody'"),
        ({"stage": "held"}, "@3 is a link"),
        ({"relation": "next_to"}, "'next_to' is not a relation"),
    ):
        with refused(desk, words):
            correct(desk, 3, fields, MISTAKE)


def test_a_link_can_be_corrected_to_the_unique_beginning_of_a_name(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    link(desk, AHN, "part_of", SEOUL)
    correct(desk, 4, {"meeting": "shan"}, MISTAKE)
    assert links(desk, AHN) == [("part_of", FORUM)]


def test_reports_leave_the_links_in_place(desk: Desk) -> None:
    begin(desk, AHN, FORUM)
    link(desk, AHN, "part_of", FORUM)
    say(desk, "noted", "2026-01-12", FORUM)
    say(desk, "noted", "2026-01-09", AHN)
    assert links(desk, FORUM) == [("includes", AHN)]
    assert findings(desk) == ()


# Merges


def test_a_merged_meeting_is_folded_with_the_other_and_lives_on_as_an_alias(desk: Desk) -> None:
    begin(desk, AHN, day="2026-01-12", host="JP")
    begin(desk, SEOUL, title="Talks")
    outcome = merge(desk, AHN, SEOUL)
    assert (outcome.meeting, outcome.position) == (SEOUL, 3)
    meeting = stands(desk, AHN)
    assert (meeting.meeting, meeting.aliases, meeting.reports) == (SEOUL, (AHN,), 2)
    assert (meeting.host, meeting.title, meeting.since) == ("JP", "Talks", "2026-01-10")
    assert names(desk) == [SEOUL]
    assert findings(desk) == ()


def test_a_merged_meetings_people_are_found_under_the_other_alone(desk: Desk) -> None:
    begin(desk, AHN, participants=["Ahn Gyu-back, minister, KR"])
    begin(desk, SEOUL)
    merge(desk, AHN, SEOUL)
    with desk.snapshot():
        found = statuses(desk, Filter(country="KR"), question(desk))
        assert projection.with_origin(desk.connection, "yonhap") == [SEOUL]
    assert [meeting.meeting for meeting in found] == [SEOUL]


def test_nothing_is_renumbered_by_a_merge(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    with desk.snapshot():
        before = list(log.rows_between(desk.connection, 0, 2))
    merge(desk, AHN, SEOUL)
    with desk.snapshot():
        assert list(log.rows_between(desk.connection, 0, 2)) == before


def test_retracting_a_merge_separates_the_meetings_with_later_events_of_each(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    say(desk, "held", "2026-01-15", AHN, window="2026-01-15")
    say(desk, "noted", "2026-01-14", SEOUL, host="KR")
    assert stands(desk, SEOUL).status == "held"
    (outcome,) = retract(desk, 3)
    assert outcome.meeting == SEOUL
    ahn, seoul = stands(desk, AHN), stands(desk, SEOUL)
    assert (ahn.meeting, ahn.status, ahn.reports, ahn.host) == (AHN, "held", 2, None)
    assert (seoul.status, seoul.reports, seoul.host, seoul.aliases) == ("confirmed", 2, "KR", ())
    assert names(desk) == [AHN, SEOUL]
    assert findings(desk) == ()


def test_a_merge_counts_on_every_day_of_the_press_and_from_its_place_in_the_log(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    assert stands(desk, AHN, as_of="2026-01-10").meeting == SEOUL
    assert stands(desk, AHN, known_at="@2").meeting == AHN
    assert [meeting.meeting for meeting in everything(desk, known_at="@2")] == [AHN, SEOUL]


def test_merges_form_a_chain(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    merge(desk, AHN, SEOUL)
    merge(desk, SEOUL, FORUM)
    assert stands(desk, AHN).meeting == FORUM
    assert stands(desk, FORUM).aliases == (AHN, SEOUL)
    retract(desk, 5)
    assert (stands(desk, AHN).meeting, names(desk)) == (SEOUL, [SEOUL, FORUM])
    assert findings(desk) == ()


def test_a_meeting_cannot_be_merged_with_itself(desk: Desk) -> None:
    begin(desk)
    with refused(desk, "ahn-japan cannot be merged into itself"):
        merge(desk, AHN, AHN)


def test_a_meeting_cannot_be_merged_with_its_own_alias(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    with refused(desk, "nakatani-seoul cannot be merged into ahn-japan"):
        merge(desk, SEOUL, AHN)


def test_a_circle_of_merges_is_refused(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    merge(desk, AHN, SEOUL)
    merge(desk, SEOUL, FORUM)
    with refused(desk, "shangri-la-2026 cannot be merged into ahn-japan", "is merged into shangri-la-2026 already"):
        merge(desk, FORUM, AHN)


@pytest.mark.parametrize("into", [SEOUL, FORUM])
def test_a_meeting_that_is_merged_cannot_be_merged_again(desk: Desk, into: str) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    merge(desk, AHN, SEOUL)
    with refused(desk, "ahn-japan was merged into nakatani-seoul by @4", "Retract @4"):
        merge(desk, AHN, into)


def test_a_merge_that_was_retracted_can_be_made_the_other_way_round(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    retract(desk, 3)
    assert merge(desk, SEOUL, AHN).position == 5
    assert stands(desk, SEOUL).meeting == AHN
    assert findings(desk) == ()


def test_a_merge_cannot_be_redone_where_that_closes_a_circle(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    merge(desk, AHN, SEOUL)
    retract(desk, 3)
    merge(desk, SEOUL, AHN)
    with within(5), refused(desk, "close a circle", "Retract @5 first."):
        retract(desk, 4)
    assert stands(desk, SEOUL).meeting == AHN
    assert findings(desk) == ()


def test_a_merge_cannot_be_redone_where_the_meeting_was_merged_into_another_since(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    merge(desk, AHN, SEOUL)
    retract(desk, 4)
    merge(desk, AHN, FORUM)
    with refused(desk, f"{AHN} is merged into {FORUM} by @6", "Retract @6 first."):
        retract(desk, 5)
    assert stands(desk, AHN).meeting == FORUM
    assert findings(desk) == ()


def test_an_outlet_is_not_to_blame_for_a_merge_or_a_link(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, FORUM)
    link(desk, AHN, "part_of", FORUM)
    merge(desk, AHN, SEOUL)
    for position in (4, 5):
        with refused(desk, "which is the desk's own", "Leave --fault outlet out."):
            retract(desk, position, cause=printed_wrong("2026-01-20"))
    retract(desk, 5)
    with refused(desk, "@5 is merged, which is the desk's own"):
        retract(desk, 6, cause=printed_wrong("2026-01-20"))


def test_a_merge_that_is_refused_leaves_both_as_they_were(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    with refused(desk, "there is no meeting 'nobody'"):
        merge(desk, AHN, "nobody")
    assert names(desk) == [AHN, SEOUL]


def test_a_trial_of_a_merge_or_a_link_records_nothing(desk: Desk) -> None:
    begin(desk, AHN, SEOUL)
    before = head(desk)
    assert merge(desk, AHN, SEOUL, dry_run=True).meeting == SEOUL
    assert link(desk, AHN, "part_of", SEOUL, dry_run=True).effect[0].new == (Link(relation="part_of", meeting=SEOUL),)
    assert head(desk) == before
    assert (names(desk), links(desk, AHN)) == ([AHN, SEOUL], [])
    assert findings(desk) == ()
