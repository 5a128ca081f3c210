"""Rule 3: a report replaces the fields that it claims, and no others."""

import pytest

from tests.given import report, stands
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Participant, Place

D20, D21, D22, D23 = "2026-01-20", "2026-01-21", "2026-01-22", "2026-01-23"
EXACT, WEEK, MONTH = "2026-01-30", "[2026-01-26..2026-02-01]", "2026-01"


def window(state: Meeting) -> tuple[str | None, list[str], int | None]:
    """Return the window that stands, those that stood before it, and the report behind it."""
    stood = [previous.edtf for previous in state.previous_windows]
    return state.window.edtf if state.window else None, stood, state.why.get("window")


def places(state: Meeting) -> list[str]:
    """Return the places as they are typed: a candidate ends in a question mark."""
    return [place.name + ("?" if place.standing == "candidate" else "") for place in state.places]


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [
        ("title", "Ahn visits Japan", "Ahn visits Tokyo"),
        ("kind", "visit", "talks"),
        ("host", "JP", "KR"),
        ("reason", "weather", "a dispute"),
        ("by", "KR", "JP"),
    ],
)
def test_a_claimed_field_is_replaced_by_the_next_report_that_claims_it(field: str, first: str, second: str) -> None:
    said = (report("noted", D20, **{field: first}), report("noted", D21), report("noted", D22, **{field: second}))
    before, after = stands(*said[:2]), stands(*said)
    assert (getattr(before, field), before.why[field]) == (first, 1)
    assert (getattr(after, field), after.why[field]) == (second, 3)


def test_a_report_replaces_no_field_that_it_does_not_claim() -> None:
    first = report("confirmed", D20, title="Ahn visits Japan", host="JP", place="Tokyo", window=EXACT, kind="visit")
    state = stands(first, report("confirmed", D21, kind="talks"))
    assert (state.title, state.host, places(state), window(state)) == (
        "Ahn visits Japan",
        "JP",
        ["Tokyo"],
        (EXACT, [], 1),
    )
    assert (state.kind, state.why["title"], state.why["kind"]) == ("talks", 1, 2)


def test_a_weaker_report_replaces_a_claim_too() -> None:
    said = (report("noted", D20, said_by="official", host="JP"), report("noted", D21, said_by="media", host="KR"))
    assert stands(*said).host == "KR"


def test_a_claim_that_repeats_what_stands_keeps_the_older_report_behind_it() -> None:
    claims: Json = {"host": "JP", "place": "Tokyo", "participants": ["Ahn Gyu-back, , KR"], "title": "Ahn visits Japan"}
    state = stands(report("noted", D20, **claims), report("noted", D21, said_by="official", **claims))
    assert [state.why[field] for field in ("host", "places", "participants", "title")] == [1, 1, 1, 1]


# Places


def test_candidate_places_add_up() -> None:
    state = stands(report("noted", D20, place="Yokosuka?"), report("noted", D21, place="Tokyo?"))
    assert (places(state), state.why["places"]) == (["Yokosuka?", "Tokyo?"], 2)


def test_a_candidate_named_twice_is_one_however_it_is_spelled() -> None:
    state = stands(report("noted", D20, place="Sao Paulo?"), report("noted", D21, place="SÃO-PAULO?"))
    assert (places(state), state.why["places"]) == (["Sao Paulo?"], 1)


def test_a_fixed_place_replaces_all_candidates() -> None:
    said = [report("noted", day, place=place) for day, place in ((D20, "Yokosuka?"), (D21, "Tokyo?"), (D22, "Osaka"))]
    assert (places(stands(*said)), stands(*said).why["places"]) == (["Osaka"], 3)


def test_a_candidate_that_is_fixed_is_no_candidate_any_more() -> None:
    assert places(stands(report("noted", D20, place="Tokyo?"), report("noted", D21, place="Tokyo"))) == ["Tokyo"]


def test_candidates_never_replace_a_fixed_place() -> None:
    said = (report("noted", D20, place="Tokyo"), report("noted", D21, said_by="official", place="Osaka?"))
    assert (places(stands(*said)), stands(*said).why["places"]) == (["Tokyo"], 1)
    assert stands(report("noted", D20, place="Tokyo"), report("noted", D21, place="Tokyo?")).places == (
        Place(name="Tokyo", standing="fixed"),
    )


def test_a_fixed_place_is_replaced_by_another() -> None:
    assert places(stands(report("noted", D20, place="Tokyo"), report("noted", D21, place="Osaka"))) == ["Osaka"]


# Participants


def test_participants_add_up() -> None:
    said = (
        report("noted", D20, participants=["Ahn Gyu-back, , KR"]),
        report("noted", D21, participants=["Koizumi, , JP"]),
    )
    assert [person.name for person in stands(*said).participants] == ["Ahn Gyu-back", "Koizumi"]
    assert stands(*said).why["participants"] == 2


@pytest.mark.parametrize("spelling", ["ahn gyu back", "AHN GYU-BACK", "Ahn  Gyu‐back", "Áhn Gyu—back"])
def test_a_participant_is_updated_by_name_however_it_is_spelled(spelling: str) -> None:
    said = (
        report("noted", D20, participants=["Ahn Gyu-back, minister, "]),
        report("noted", D21, participants=[f"{spelling}, , KR"]),
    )
    assert stands(*said).participants == (Participant(name=spelling, role="minister", country="KR"),)


def test_a_new_role_replaces_the_old_one() -> None:
    said = (
        report("noted", D20, participants=["Ahn, nominee, KR"]),
        report("noted", D21, participants=["Ahn, minister, KR"]),
    )
    assert [person.role for person in stands(*said).participants] == ["minister"]


def test_a_role_or_a_country_that_is_not_told_stays() -> None:
    first = report("noted", D20, participants=["Ahn, minister, KR"])
    expected = (Participant(name="Ahn", role="minister", country="KR"),)
    assert stands(first, report("noted", D21, participants=["Ahn, , KR"])).participants == expected
    assert stands(first, report("noted", D21, participants=["Ahn, minister, "])).participants == expected


def test_an_updated_participant_keeps_its_place_in_the_list() -> None:
    said = (
        report("noted", D20, participants=["Ahn, , ", "Koizumi, , "]),
        report("noted", D21, participants=["Ahn, minister, "]),
    )
    assert [person.name for person in stands(*said).participants] == ["Ahn", "Koizumi"]


def test_a_report_that_leaves_a_participant_out_removes_nobody() -> None:
    said = (
        report("noted", D20, participants=["Ahn, , ", "Koizumi, , "]),
        report("noted", D21, participants=["Ahn, , "]),
    )
    assert len(stands(*said).participants) == 2


def test_without_removes_a_participant_however_it_is_spelled() -> None:
    first = report("noted", D20, participants=["Ahn Gyu-back, , KR", "Koizumi, , JP"])
    state = stands(first, report("noted", D21, without=["ahn gyu back"]))
    assert ([person.name for person in state.participants], state.why["participants"]) == (["Koizumi"], 2)


def test_without_the_last_participant_nobody_stands_behind_the_list() -> None:
    state = stands(report("noted", D20, participants=["Ahn, , KR"]), report("noted", D21, without=["Ahn"]))
    assert (state.participants, "participants" in state.why) == ((), False)


def test_without_a_stranger_changes_nothing() -> None:
    state = stands(report("noted", D20, participants=["Ahn, , KR"]), report("noted", D21, without=["Koizumi"]))
    assert (len(state.participants), state.why["participants"]) == (1, 1)


def test_an_office_without_a_name_is_one_participant_by_its_role_and_country() -> None:
    said = (
        report("noted", D20, participants=[", foreign minister, KR", ", foreign minister, JP"]),
        report("noted", D21, participants=[", Foreign Minister, KR"]),
    )
    assert [person.country for person in stands(*said).participants] == ["KR", "JP"]
    assert stands(*said, report("noted", D22, without=["foreign minister"])).participants == ()


def test_one_report_may_say_who_comes_instead_of_whom() -> None:
    first = report("noted", D20, participants=["Ahn, , KR"])
    state = stands(first, report("noted", D21, without=["Ahn"], participants=["Kim, , KR"]))
    assert [person.name for person in state.participants] == ["Kim"]


# Windows


def test_a_window_replaces_the_one_that_stands_and_leaves_no_trace() -> None:
    said = (report("confirmed", D20, window="2026-01-29"), report("confirmed", D21, window=EXACT))
    assert window(stands(*said)) == (EXACT, [], 2)


def test_a_narrower_window_replaces_a_wider_one() -> None:
    assert window(stands(report("noted", D20, window=WEEK), report("noted", D21, window=EXACT))) == (EXACT, [], 2)


@pytest.mark.parametrize(("first", "second"), [("media", "media"), ("sources", "media"), ("official", "sources")])
def test_a_window_that_only_blurs_the_one_that_stands_is_ignored(first: str, second: str) -> None:
    said = (
        report("confirmed", D20, said_by=first, window=EXACT),
        report("confirmed", D21, said_by=second, window=WEEK),
    )
    assert window(stands(*said)) == (EXACT, [], 1)


@pytest.mark.parametrize(
    ("first", "second"), [("media", "sources"), ("media", "official"), ("unattributed", "official")]
)
def test_a_vaguer_window_from_a_stronger_attribution_replaces_it(first: str, second: str) -> None:
    said = (
        report("confirmed", D20, said_by=first, window=EXACT),
        report("confirmed", D21, said_by=second, window=WEEK),
    )
    assert window(stands(*said)) == (WEEK, [], 2)


def test_a_window_of_the_same_bounds_or_one_that_only_overlaps_is_not_vaguer() -> None:
    for other in ("2026-01-01/2026-01-31", "[2026-01-31..2026-02-01]", "2026-02"):
        said = (report("noted", D20, window=MONTH), report("noted", D21, window=other))
        assert window(stands(*said)) == (other, [], 2)


def test_an_open_window_that_contains_the_one_that_stands_is_vaguer() -> None:
    for other in ("[2026-01..]", "[..2026-12-31]", "2026-01-30/.."):
        said = (report("noted", D20, window=EXACT), report("noted", D21, window=other))
        assert window(stands(*said)) == (EXACT, [], 1)


def test_a_stronger_report_of_the_same_window_is_the_one_behind_it_from_then_on() -> None:
    said = (
        report("noted", D20, said_by="media", window=EXACT),
        report("noted", D21, said_by="official", window=EXACT),
        report("noted", D22, said_by="sources", window=WEEK),
    )
    assert window(stands(*said)) == (EXACT, [], 2)


def test_a_report_of_the_same_window_that_is_no_stronger_does_not_take_it_over() -> None:
    said = (report("noted", D20, window=EXACT), report("noted", D21, said_by="sources", window=EXACT))
    assert window(stands(*said)) == (EXACT, [], 1)


@pytest.mark.parametrize("stage", ["rescheduled", "postponed"])
def test_a_new_window_under_rescheduled_or_postponed_moves_the_old_one(stage: str) -> None:
    state = stands(report("confirmed", D20, window=EXACT), report(stage, D21, window="2026-03-03"))
    assert (window(state), state.why["previous_windows"]) == (("2026-03-03", [EXACT], 2), 2)


@pytest.mark.parametrize("stage", ["rescheduled", "postponed"])
def test_a_window_under_rescheduled_or_postponed_is_never_too_vague(stage: str) -> None:
    said = (
        report("confirmed", D20, said_by="official", window=EXACT),
        report(stage, D21, said_by="media", window=MONTH),
    )
    assert window(stands(*said)) == (MONTH, [EXACT], 2)


@pytest.mark.parametrize("stage", ["rescheduled", "postponed"])
def test_the_same_window_under_rescheduled_or_postponed_moves_nothing(stage: str) -> None:
    assert window(stands(report("confirmed", D20, window=EXACT), report(stage, D21, window=EXACT))) == (EXACT, [], 1)


def test_a_first_window_under_postponed_moves_nothing() -> None:
    assert window(stands(report("confirmed", D20), report("postponed", D21, window=EXACT))) == (EXACT, [], 2)


def test_a_postponed_meeting_otherwise_keeps_its_window() -> None:
    assert window(stands(report("confirmed", D20, window=EXACT), report("postponed", D21))) == (EXACT, [], 1)


def test_every_window_that_was_moved_is_remembered_in_order() -> None:
    said = [
        report("rescheduled", day, window=edtf) for day, edtf in ((D20, "2026-02"), (D21, "2026-03"), (D22, "2026-04"))
    ]
    assert window(stands(*said)) == ("2026-04", ["2026-02", "2026-03"], 3)


def test_a_window_that_was_moved_twice_is_remembered_once() -> None:
    edtfs = ("2026-02", "2026-03", "2026-02", "2026-04")
    said = [report("rescheduled", day, window=edtf) for day, edtf in zip((D20, D21, D22, D23), edtfs, strict=True)]
    assert window(stands(*said)) == ("2026-04", ["2026-02", "2026-03"], 4)


def test_an_original_window_beside_a_window_joins_the_previous_ones() -> None:
    state = stands(report("postponed", D20, window="2026-03", original_window=EXACT))
    assert (window(state), state.why["previous_windows"]) == (("2026-03", [EXACT], 1), 1)


def test_an_original_window_beside_one_that_stands_joins_the_previous_ones() -> None:
    said = (report("confirmed", D20, window="2026-03"), report("noted", D21, original_window=EXACT))
    assert window(stands(*said)) == ("2026-03", [EXACT], 1)


def test_an_original_window_where_none_is_claimed_or_stands_is_the_window() -> None:
    assert window(stands(report("postponed", D20, original_window=EXACT))) == (EXACT, [], 1)


def test_an_original_window_that_is_the_one_that_stands_is_moved_once() -> None:
    said = (report("confirmed", D20, window=EXACT), report("postponed", D21, window="2026-03", original_window=EXACT))
    assert window(stands(*said)) == ("2026-03", [EXACT], 2)
    assert window(stands(said[0], report("postponed", D21, original_window=EXACT))) == (EXACT, [], 1)


def test_a_window_keeps_the_words_of_its_report() -> None:
    state = stands(report("noted", D20, window=EXACT))
    assert state.window
    assert (state.window.words, state.window.edtf) == (None, EXACT)


# Reports whose stage is kept out


def test_the_claims_of_a_report_that_is_kept_out_fill_only_empty_fields() -> None:
    held = report("held", D22, title="Ahn in Tokyo", place="Tokyo", window=EXACT, participants=["Ahn, , KR"], host="JP")
    late = report(
        "confirmed",
        D23,
        title="Kim in Osaka",
        place="Osaka",
        window="2026-01-29",
        participants=["Kim, , KR"],
        host="KR",
        kind="talks",
    )
    state = stands(held, late)
    assert (state.title, places(state), window(state), state.host) == ("Ahn in Tokyo", ["Tokyo"], (EXACT, [], 1), "JP")
    assert ([person.name for person in state.participants], state.kind) == (["Ahn"], "talks")
    assert [state.why[field] for field in ("title", "places", "participants", "host", "kind")] == [1, 1, 1, 1, 2]


def test_a_report_that_is_kept_out_fills_every_field_that_is_empty() -> None:
    late = report(
        "cancelled",
        D23,
        title="Ahn in Tokyo",
        place="Tokyo?",
        window=EXACT,
        participants=["Ahn, , KR"],
        host="JP",
        kind="talks",
        reason="weather",
        by="KR",
    )
    state = stands(report("held", D22), late)
    assert (state.title, places(state), window(state), state.host) == ("Ahn in Tokyo", ["Tokyo?"], (EXACT, [], 2), "JP")
    assert ([person.name for person in state.participants], state.kind) == (["Ahn"], "talks")
    assert (state.reason, state.by, state.why["reason"], state.why["by"]) == ("weather", "KR", 2, 2)


def test_the_original_window_of_a_report_that_is_kept_out_is_the_window_where_none_stands() -> None:
    assert window(stands(report("held", D22), report("postponed", D23, original_window=EXACT))) == (EXACT, [], 2)


def test_a_report_that_is_kept_out_removes_nobody_and_adds_no_candidate() -> None:
    held = report("held", D22, participants=["Ahn, , KR"], place="Tokyo?")
    state = stands(held, report("confirmed", D23, without=["Ahn"], place="Osaka?"))
    assert ([person.name for person in state.participants], places(state)) == (["Ahn"], ["Tokyo?"])


def test_a_report_that_is_kept_out_moves_no_window() -> None:
    said = (report("held", D22, window=EXACT), report("postponed", D23, window="2026-03"))
    assert window(stands(*said)) == (EXACT, [], 1)


def test_a_stronger_report_that_is_kept_out_does_not_take_the_window_over() -> None:
    said = (
        report("held", D20, said_by="media", window=EXACT),
        report("confirmed", D21, said_by="official", window=EXACT),
        report("noted", D22, said_by="sources", window=WEEK),
    )
    assert window(stands(*said[:2])) == (EXACT, [], 1)
    assert window(stands(*said)) == (WEEK, [], 3)


# Reinstatement


@pytest.mark.parametrize("off", ["postponed", "cancelled"])
@pytest.mark.parametrize("stage", ["proposed", "arranging", "in_final_arrangement", "confirmed", "rescheduled", "held"])
def test_reinstatement_clears_the_reason_and_by_whom(off: str, stage: str) -> None:
    state = stands(report(off, D20, reason="weather", by="KR"), report(stage, D21, window="2026-03"))
    assert (state.reason, state.by, state.why.keys() & {"reason", "by"}) == (None, None, set())


def test_a_reason_given_with_the_reinstatement_stands() -> None:
    said = (report("cancelled", D20, reason="weather", by="KR"), report("confirmed", D21, reason="the storm passed"))
    state = stands(*said)
    assert (state.reason, state.by, state.why["reason"]) == ("the storm passed", None, 2)


def test_a_report_that_does_not_reinstate_leaves_the_reason() -> None:
    said = (report("cancelled", D20, said_by="official", reason="weather"), report("confirmed", D21, said_by="media"))
    assert stands(*said).reason == "weather"
    assert stands(said[0], report("noted", D21)).reason == "weather"
    assert stands(said[0], report("denied", D21)).reason == "weather"


def test_going_from_postponed_to_cancelled_keeps_the_reason() -> None:
    assert stands(report("postponed", D20, reason="weather"), report("cancelled", D21)).reason == "weather"
