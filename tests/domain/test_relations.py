"""The pairs of meetings that links and merges connect."""

from tests.given import corrected, linked, log, merged, report, retracted
from tracker.domain.relations import relations


def test_links_and_merges_connect_two_meetings() -> None:
    bodies = (
        report("confirmed", "2026-01-20"),
        linked("part_of", "summit-2026"),
        ("nakatani-seoul", merged("ahn-japan")),
    )
    assert relations(log(*bodies)) == [
        (2, "linked", "ahn-japan", "summit-2026"),
        (3, "merged", "nakatani-seoul", "ahn-japan"),
    ]


def test_a_link_corrected_to_another_meeting_connects_that_meeting_too() -> None:
    bodies = (linked("part_of", "b"), corrected(1, {"meeting": "c"}), corrected(1, {"relation": "caused_by"}))
    assert relations(log(*bodies)) == [(1, "linked", "ahn-japan", "b"), (2, "linked", "ahn-japan", "c")]


def test_no_other_event_connects_meetings() -> None:
    bodies = (report("denied", "2026-01-20", target=1), corrected(1, {"meeting": None}), retracted(1))
    assert relations(log(*bodies)) == []
