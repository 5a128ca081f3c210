"""History: what each event changed at its place in the fold, and why a stage had no effect."""

from tests.given import MEETING, corrected, cut, linked, log, merged, report, retracted
from tracker.domain.history import Entry, entries
from tracker.domain.meeting import Link

D20, D21, D22, D23 = "2026-01-20", "2026-01-21", "2026-01-22", "2026-01-23"
OTHER = "nakatani-seoul"
CONFIRMED = report("confirmed", D20)


def history(
    *said: object, name: str = MEETING, as_of: str | None = None, known_at: int | None = None
) -> dict[int, Entry]:
    """Return the entries by the position of their event."""
    return {entry.event.position: entry for entry in entries(log(*said), name, cut(as_of, known_at))}


def effect(entry: Entry, *fields: str) -> dict[str, tuple[object, object]]:
    """Return old and new of the fields that changed, or of those asked for."""
    return {change.field: (change.old, change.new) for change in entry.effect if not fields or change.field in fields}


def test_the_effect_of_a_report_is_its_step() -> None:
    told = history(report("arranging", D20, host="JP"), report("cancelled", D21, reason="weather", host="JP"))
    assert effect(told[2]) == {
        "status": ("arranging", "cancelled"),
        "since": (D20, D21),
        "flags": ((), ("unofficial",)),
        "reason": (None, "weather"),
    }


def test_the_first_report_changes_what_was_empty() -> None:
    assert effect(history(report("arranging", D20, host="JP"))[1]) == {
        "status": (None, "arranging"),
        "since": (None, D20),
        "attribution": (None, "unattributed"),
        "host": (None, "JP"),
    }


def test_a_report_is_shown_by_position_and_its_effect_at_its_place_in_the_fold() -> None:
    told = history(report("confirmed", D22), report("arranging", D20), report("noted", D21))
    assert list(told) == [1, 2, 3]
    assert effect(told[1], "status") == {"status": ("arranging", "confirmed")}
    assert effect(told[2], "status") == {"status": (None, "arranging")}
    assert told[3].effect == ()


def test_a_report_that_is_kept_out_says_why() -> None:
    told = history(report("held", D20), report("confirmed", D21, host="JP"))
    assert (told[1].kept, told[2].kept) == (None, "after it was held")
    assert effect(told[2]) == {"host": (None, "JP")}


def test_a_report_that_was_denied_says_by_which() -> None:
    told = history(CONFIRMED, report("denied", D21, "Kyodo", target=1))
    assert (told[1].kept, told[1].effect, told[2].kept) == ("denied by @2", (), None)


def test_a_retracted_report_is_shown_with_what_retracted_it_and_changed_nothing() -> None:
    told = history(CONFIRMED, retracted(1))
    assert (told[1].effect, told[1].kept, told[1].retracted_by) == ((), None, 2)
    assert effect(told[2], "status", "since") == {"status": ("confirmed", None), "since": (D20, None)}


def test_a_retraction_that_was_retracted_changed_nothing() -> None:
    told = history(CONFIRMED, retracted(1), retracted(2))
    assert (told[1].retracted_by, told[2].retracted_by, told[3].retracted_by) == (None, 3, None)
    assert (effect(told[1], "status"), told[2].effect) == ({"status": (None, "confirmed")}, ())
    assert effect(told[3], "status") == {"status": (None, "confirmed")}


def test_the_effect_of_a_correction_is_the_state_with_it_against_the_state_without() -> None:
    told = history(CONFIRMED, report("noted", D21, host="JP"), corrected(1, {"stage": "arranging"}))
    assert effect(told[3]) == {"status": ("confirmed", "arranging"), "flags": (("unofficial",), ())}
    assert effect(told[1], "status") == {"status": (None, "arranging")}
    assert (told[1].corrected_by, told[2].corrected_by) == ((3,), ())


def test_a_corrected_event_is_shown_as_it_was_recorded() -> None:
    assert history(CONFIRMED, corrected(1, {"stage": "arranging"}))[1].event.type == "confirmed"


def test_a_correction_of_what_no_longer_matters_changed_nothing() -> None:
    told = history(CONFIRMED, report("cancelled", D21), corrected(1, {"published": "2026-01-19"}))
    assert told[3].effect == ()


def test_the_effect_of_a_link_is_the_link() -> None:
    told = history(CONFIRMED, linked("part_of", OTHER))
    assert effect(told[2]) == {"links": ((), (Link(relation="part_of", meeting=OTHER),))}


def test_the_effect_of_a_merge_is_what_it_brought_to_the_meeting() -> None:
    told = history((MEETING, CONFIRMED), (OTHER, report("cancelled", D21)), (OTHER, merged(MEETING)))
    assert effect(told[3], "status", "aliases") == {
        "status": ("confirmed", "cancelled"),
        "aliases": ((), (OTHER,)),
    }
    assert effect(told[2], "status") == {"status": ("confirmed", "cancelled")}


def test_history_shows_every_event_under_any_of_its_names_and_no_other() -> None:
    said = ((MEETING, CONFIRMED), (OTHER, CONFIRMED), ("summit-2026", CONFIRMED), (OTHER, merged(MEETING)))
    assert list(history(*said)) == [1, 2, 4]
    assert list(history(*said, name=OTHER)) == [1, 2, 4]
    assert list(history(*said, name="summit-2026")) == [3]
    assert list(history(*said, known_at=3)) == [1]


def test_history_known_at_a_position_ends_there() -> None:
    told = history(CONFIRMED, report("cancelled", D21), retracted(1), known_at=2)
    assert (list(told), told[1].retracted_by) == ([1, 2], None)


def test_history_as_of_a_day_has_what_the_press_had_said_by_then() -> None:
    said = (report("confirmed", D22), report("arranging", D20), retracted(1, "outlet", D23), linked("part_of", OTHER))
    assert list(history(*said, as_of=D21)) == [2, 4]
    assert list(history(*said, as_of=D22)) == [1, 2, 4]
    assert history(*said, as_of=D22)[1].retracted_by is None
    assert history(*said, as_of=D23)[1].retracted_by == 3


def test_history_as_of_a_day_goes_by_the_corrected_day_as_the_fold_does() -> None:
    earlier = (report("confirmed", D23), corrected(1, {"published": D20}))
    later = (report("confirmed", D20), corrected(1, {"published": D23}))
    assert list(history(*earlier, as_of=D21)) == [1, 2]
    assert list(history(*later, as_of=D21)) == []


def test_the_effect_of_a_link_that_was_corrected_is_the_link_as_corrected() -> None:
    told = history(CONFIRMED, linked("part_of", OTHER), corrected(2, {"relation": "caused_by"}))
    assert effect(told[2]) == {"links": ((), (Link(relation="caused_by", meeting=OTHER),))}
