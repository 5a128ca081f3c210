"""Links and merges: how meetings stand to each other, and when two names are one meeting."""

import pytest

from tests.given import corrected, linked, log, merged, report, retracted, stands
from tracker.domain.meeting import Link
from tracker.domain.selection import counted, resolve

D20, D21, D22 = "2026-01-20", "2026-01-21", "2026-01-22"
A, B, C = "ahn-japan", "nakatani-seoul", "summit-2026"


def link(relation: str, meeting: str) -> Link:
    return Link(relation=relation, meeting=meeting)


# Links


@pytest.mark.parametrize(
    ("relation", "inverse"),
    [("successor_of", "succeeded_by"), ("part_of", "includes"), ("caused_by", "causes")],
)
def test_a_link_is_seen_from_both_ends(relation: str, inverse: str) -> None:
    events = ((A, report("confirmed", D20)), (B, report("confirmed", D20)), (A, linked(relation, B)))
    assert (stands(*events, name=A).links, stands(*events, name=A).why["links"]) == ((link(relation, B),), 3)
    assert (stands(*events, name=B).links, stands(*events, name=B).why["links"]) == ((link(inverse, A),), 3)


def test_links_add_up_and_the_last_is_the_one_to_be_named() -> None:
    state = stands((A, linked("part_of", B)), (C, linked("caused_by", A)))
    assert (state.links, state.why["links"]) == ((link("part_of", B), link("causes", C)), 2)


def test_a_link_that_is_repeated_is_one() -> None:
    state = stands((A, linked("part_of", B)), (A, linked("part_of", B)))
    assert (state.links, state.why["links"]) == ((link("part_of", B),), 1)


def test_a_link_of_other_meetings_is_not_ours() -> None:
    assert stands((A, report("confirmed", D20)), (B, linked("part_of", C))).links == ()


def test_a_link_that_is_retracted_is_gone_from_both_ends() -> None:
    events = ((A, linked("part_of", B)), (A, retracted(1)))
    assert (stands(*events, name=A).links, stands(*events, name=B).links) == ((), ())
    assert "links" not in stands(*events, name=A).why


def test_links_and_merges_count_at_every_as_of() -> None:
    events = ((A, report("confirmed", D20)), (A, linked("part_of", C)), (B, merged(A)))
    state = stands(*events, as_of="1999-01-01")
    assert (state.status, state.links, state.aliases) == (None, (link("part_of", C),), (B,))


def test_links_and_merges_are_unknown_before_they_were_logged() -> None:
    events = ((A, report("confirmed", D20)), (A, linked("part_of", C)), (B, merged(A)))
    assert (stands(*events, known_at=1).links, stands(*events, known_at=2).aliases) == ((), ())


# Merges


def test_a_merged_meeting_is_folded_with_the_other() -> None:
    events = ((A, report("confirmed", D20, host="JP")), (B, report("cancelled", D21)), (A, merged(B)))
    state = stands(*events, name=B)
    assert (state.meeting, state.status, state.host, state.reports) == (B, "cancelled", "JP", 2)
    assert (state.aliases, state.why["aliases"], state.last_position) == ((A,), 3, 3)


def test_an_alias_is_as_good_as_the_name() -> None:
    events = ((A, report("confirmed", D20)), (B, report("cancelled", D21)), (A, merged(B)))
    assert stands(*events, name=A) == stands(*events, name=B)


def test_the_reports_of_both_are_folded_in_one_order() -> None:
    events = ((A, report("cancelled", D21)), (B, report("confirmed", D20)), (A, merged(B)))
    assert stands(*events, name=B).status == "cancelled"


def test_what_is_logged_later_under_the_alias_belongs_to_the_meeting() -> None:
    events = ((A, report("confirmed", D20)), (B, report("confirmed", D20)), (A, merged(B)), (A, report("held", D22)))
    assert stands(*events, name=B).status == "held"


def test_retracting_the_merge_separates_them_and_later_events_of_the_alias_go_with_it() -> None:
    events = (
        (A, report("arranging", D20)),
        (B, report("confirmed", D20)),
        (A, merged(B)),
        (A, report("cancelled", D21)),
        (A, retracted(3)),
    )
    one, other = stands(*events, name=A), stands(*events, name=B)
    assert (one.meeting, one.status, one.aliases, one.reports) == (A, "cancelled", (), 2)
    assert (other.meeting, other.status, other.aliases, other.reports) == (B, "confirmed", (), 1)
    assert "aliases" not in other.why


def test_merges_are_followed_to_the_end() -> None:
    events = ((A, report("confirmed", D20)), (A, merged(B)), (B, merged(C)))
    for name in (A, B, C):
        state = stands(*events, name=name)
        assert (state.meeting, state.status, state.aliases, state.why["aliases"]) == (C, "confirmed", (A, B), 3)


def test_aliases_are_told_in_the_order_of_the_alphabet() -> None:
    assert stands((C, merged(A)), (B, merged(A)), name=A).aliases == (B, C)


def test_a_merge_in_the_middle_that_is_retracted_leaves_the_first() -> None:
    events = ((A, report("confirmed", D20)), (A, merged(B)), (B, merged(C)), (B, retracted(3)))
    assert (stands(*events, name=A).meeting, stands(*events, name=C).aliases) == (B, ())


def test_a_retraction_under_either_name_takes_back_a_report_of_the_other() -> None:
    events = ((A, report("confirmed", D20)), (B, report("arranging", D20)), (A, merged(B)), (B, retracted(1)))
    assert stands(*events, name=B).status == "arranging"


def test_links_of_the_alias_are_links_of_the_meeting() -> None:
    events = ((A, linked("part_of", C)), (A, merged(B)))
    assert stands(*events, name=B).links == (link("part_of", C),)
    assert stands(*events, name=C).links == (link("includes", B),)


def test_links_to_the_alias_are_links_to_the_meeting() -> None:
    events = ((C, linked("part_of", A)), (A, merged(B)))
    assert stands(*events, name=C).links == (link("part_of", B),)
    assert stands(*events, name=B).links == (link("includes", C),)


def test_a_link_that_would_point_to_itself_vanishes_and_comes_back_when_they_part() -> None:
    events = ((A, linked("successor_of", B)), (A, merged(B)))
    assert (stands(*events, name=B).links, "links" in stands(*events, name=B).why) == ((), False)
    assert stands(*events, (A, retracted(2)), name=B).links == (link("succeeded_by", A),)


def test_two_links_that_a_merge_makes_one_are_one() -> None:
    events = ((C, linked("part_of", A)), (C, linked("part_of", B)), (A, merged(B)))
    assert stands(*events, name=C).links == (link("part_of", B),)


def test_a_name_stands_for_the_meeting_that_it_was_merged_into() -> None:
    into = {A: (B, 3), B: (C, 5)}
    assert [resolve(name, into) for name in (A, B, C, "other")] == [C, C, C, "other"]


def test_reports_of_one_origin_under_both_names_count_as_one_origin() -> None:
    events = ((A, report("confirmed", D20)), (B, report("confirmed", D20)), (A, merged(B)))
    assert (stands(*events, name=B).reports, stands(*events, name=B).origins) == (2, ("yonhap",))


def test_it_is_known_by_which_event_a_name_was_merged() -> None:
    what = counted(log((A, report("confirmed", D20)), (A, merged(B)), (C, report("held", D20))), A)
    assert (what.root, dict(what.into)) == (B, {A: (B, 2)})


def test_a_corrected_link_of_the_alias_is_a_link_of_the_meeting() -> None:
    events = ((A, linked("part_of", B)), (A, corrected(1, {"meeting": C})), (A, merged(B)))
    assert stands(*events, name=B).links == (link("part_of", C),)


def test_the_last_position_counts_what_is_under_any_of_its_names() -> None:
    events = ((A, report("confirmed", D20)), (B, report("noted", D21)), (A, merged(B)), (C, report("noted", D21)))
    assert stands(*events, (A, report("noted", D22)), name=B).last_position == 5
    assert stands(*events, (B, report("noted", D22)), name=A).last_position == 5
    assert stands(*events, name=A).last_position == 3


def test_a_merge_and_its_retraction_concern_both_meetings() -> None:
    events = ((A, report("confirmed", D20)), (B, report("confirmed", D20)), (A, merged(B)), (A, retracted(3)))
    assert stands(*events, name=A).last_position == 4
    assert stands(*events, name=B).last_position == 4


def test_a_circle_of_merges_that_a_retraction_of_a_retraction_closes_does_not_hang() -> None:
    events = (
        (A, report("confirmed", D20)),
        (B, report("confirmed", D20)),
        (A, merged(B)),
        (A, retracted(3)),
        (B, merged(A)),
        (A, retracted(4)),
    )
    assert {stands(*events, name=name).status for name in (A, B)} == {"confirmed"}
    assert stands(*events, name=A).reports > 0
