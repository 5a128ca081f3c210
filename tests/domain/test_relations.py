"""Which meetings an event joins."""

from tests.given import corrected, linked, log, merged, report, retracted
from tracker.domain.relations import relations


def test_links_and_merges_join_the_meeting_with_another() -> None:
    said = (
        report("confirmed", "2026-01-20"),
        linked("part_of", "summit-2026"),
        ("nakatani-seoul", merged("ahn-japan")),
    )
    assert relations(log(*said)) == [
        (2, "linked", "ahn-japan", "summit-2026"),
        (3, "merged", "nakatani-seoul", "ahn-japan"),
    ]


def test_a_link_that_is_corrected_to_another_meeting_joins_that_one_too() -> None:
    said = (linked("part_of", "b"), corrected(1, {"meeting": "c"}), corrected(1, {"relation": "caused_by"}))
    assert relations(log(*said)) == [(1, "linked", "ahn-japan", "b"), (2, "linked", "ahn-japan", "c")]


def test_nothing_else_joins_meetings() -> None:
    said = (report("denied", "2026-01-20", target=1), corrected(1, {"meeting": None}), retracted(1))
    assert relations(log(*said)) == []
