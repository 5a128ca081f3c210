"""History: what each event changed at its place in the fold, and why a stage had no effect."""

from tests.given import MEETING, corrected, cut, linked, log, merged, report, retracted
from tracker.domain.history import Entry, entries
from tracker.domain.meeting import Link

D20, D21, D22, D23 = "2026-01-20", "2026-01-21", "2026-01-22", "2026-01-23"
OTHER = "nakatani-seoul"
CONFIRMED = report("confirmed", D20)


def history(
    *events: object, name: str = MEETING, as_of: str | None = None, known_at: int | None = None
) -> dict[int, Entry]:
    """Return the entries by the position of their event."""
    return {entry.event.position: entry for entry in entries(log(*events), name, cut(as_of, known_at))}


def effect(entry: Entry, *fields: str) -> dict[str, tuple[object, object]]:
    """Return old and new of the fields that changed, or of those asked for."""
    return {change.field: (change.old, change.new) for change in entry.effect if not fields or change.field in fields}


def test_the_effect_of_a_report_is_its_step() -> None:
    history_entries = history(
        report("arranging", D20, host="JP"), report("cancelled", D21, reason="weather", host="JP")
    )
    assert effect(history_entries[2]) == {
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
    history_entries = history(report("confirmed", D22), report("arranging", D20), report("noted", D21))
    assert list(history_entries) == [1, 2, 3]
    assert effect(history_entries[1], "status") == {"status": ("arranging", "confirmed")}
    assert effect(history_entries[2], "status") == {"status": (None, "arranging")}
    assert history_entries[3].effect == ()


def test_a_report_that_is_kept_out_says_why() -> None:
    history_entries = history(report("held", D20), report("confirmed", D21, host="JP"))
    assert (history_entries[1].kept, history_entries[2].kept) == (None, "after it was held")
    assert effect(history_entries[2]) == {"host": (None, "JP")}


def test_a_report_that_was_denied_says_by_which() -> None:
    history_entries = history(CONFIRMED, report("denied", D21, "Kyodo", target=1))
    assert (history_entries[1].kept, history_entries[1].effect, history_entries[2].kept) == ("denied by @2", (), None)


def test_a_retracted_report_is_shown_with_what_retracted_it_and_changed_nothing() -> None:
    history_entries = history(CONFIRMED, retracted(1))
    assert (history_entries[1].effect, history_entries[1].kept, history_entries[1].retracted_by) == ((), None, 2)
    assert effect(history_entries[2], "status", "since") == {"status": ("confirmed", None), "since": (D20, None)}


def test_a_retraction_that_was_retracted_changed_nothing() -> None:
    history_entries = history(CONFIRMED, retracted(1), retracted(2))
    assert (history_entries[1].retracted_by, history_entries[2].retracted_by, history_entries[3].retracted_by) == (
        None,
        3,
        None,
    )
    assert (effect(history_entries[1], "status"), history_entries[2].effect) == ({"status": (None, "confirmed")}, ())
    assert effect(history_entries[3], "status") == {"status": (None, "confirmed")}


def test_the_effect_of_a_correction_is_the_state_with_it_against_the_state_without() -> None:
    history_entries = history(CONFIRMED, report("noted", D21, host="JP"), corrected(1, {"stage": "arranging"}))
    assert effect(history_entries[3]) == {"status": ("confirmed", "arranging"), "flags": (("unofficial",), ())}
    assert effect(history_entries[1], "status") == {"status": (None, "arranging")}
    assert (history_entries[1].corrected_by, history_entries[2].corrected_by) == ((3,), ())


def test_a_corrected_event_is_shown_as_it_was_recorded() -> None:
    assert history(CONFIRMED, corrected(1, {"stage": "arranging"}))[1].event.type == "confirmed"


def test_a_correction_of_what_no_longer_matters_changed_nothing() -> None:
    history_entries = history(CONFIRMED, report("cancelled", D21), corrected(1, {"published": "2026-01-19"}))
    assert history_entries[3].effect == ()


def test_the_effect_of_a_link_is_the_link() -> None:
    history_entries = history(CONFIRMED, linked("part_of", OTHER))
    assert effect(history_entries[2]) == {"links": ((), (Link(relation="part_of", meeting=OTHER),))}


def test_the_effect_of_a_merge_is_what_it_brought_to_the_meeting() -> None:
    history_entries = history((MEETING, CONFIRMED), (OTHER, report("cancelled", D21)), (OTHER, merged(MEETING)))
    assert effect(history_entries[3], "status", "aliases") == {
        "status": ("confirmed", "cancelled"),
        "aliases": ((), (OTHER,)),
    }
    assert effect(history_entries[2], "status") == {"status": ("confirmed", "cancelled")}


def test_the_effect_of_a_new_name_is_the_name() -> None:
    history_entries = history((OTHER, CONFIRMED), (OTHER, merged(MEETING)))
    assert effect(history_entries[2]) == {"aliases": ((), (OTHER,))}


def test_history_shows_every_event_under_any_of_its_names_and_no_other() -> None:
    events = ((MEETING, CONFIRMED), (OTHER, CONFIRMED), ("summit-2026", CONFIRMED), (OTHER, merged(MEETING)))
    assert list(history(*events)) == [1, 2, 4]
    assert list(history(*events, name=OTHER)) == [1, 2, 4]
    assert list(history(*events, name="summit-2026")) == [3]
    assert list(history(*events, known_at=3)) == [1]


def test_history_known_at_a_position_ends_there() -> None:
    history_entries = history(CONFIRMED, report("cancelled", D21), retracted(1), known_at=2)
    assert (list(history_entries), history_entries[1].retracted_by) == ([1, 2], None)


def test_history_as_of_a_day_has_what_the_press_had_said_by_then() -> None:
    events = (report("confirmed", D22), report("arranging", D20), retracted(1, "outlet", D23), linked("part_of", OTHER))
    assert list(history(*events, as_of=D21)) == [2, 4]
    assert list(history(*events, as_of=D22)) == [1, 2, 4]
    assert history(*events, as_of=D22)[1].retracted_by is None
    assert history(*events, as_of=D23)[1].retracted_by == 3


def test_history_as_of_a_day_goes_by_the_corrected_day_as_the_fold_does() -> None:
    earlier = (report("confirmed", D23), corrected(1, {"published": D20}))
    later = (report("confirmed", D20), corrected(1, {"published": D23}))
    assert list(history(*earlier, as_of=D21)) == [1, 2]
    assert list(history(*later, as_of=D21)) == []


def test_the_effect_of_a_link_that_was_corrected_is_the_link_as_corrected() -> None:
    history_entries = history(CONFIRMED, linked("part_of", OTHER), corrected(2, {"relation": "caused_by"}))
    assert effect(history_entries[2]) == {"links": ((), (Link(relation="caused_by", meeting=OTHER),))}
