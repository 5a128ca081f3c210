"""Rule 3, all fields but the windows: a report replaces the fields that it claims, and no others."""

from typing import Any

import pytest

from tests.given import report, stands
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json, Participant, Place, Report

D20, D21, D22, D23 = "2026-01-20", "2026-01-21", "2026-01-22", "2026-01-23"


def places(state: Meeting) -> list[str]:
    """Return the places as they are typed: a candidate ends in a question mark."""
    return [place.name + ("?" if place.standing == "candidate" else "") for place in state.places]


def office(stage: str, day: str, **claims: Any) -> Report:
    return report(stage, day, said_by="official", **claims)


@pytest.mark.parametrize(
    ("field", "first", "second"),
    [("title", "Ahn visits Japan", "Ahn visits Tokyo"), ("kind", "visit", "talks"), ("host", "JP", "KR")],
)
def test_a_claimed_field_is_replaced_by_the_next_report_that_claims_it(field: str, first: str, second: str) -> None:
    reports = (report("noted", D20, **{field: first}), report("noted", D21), report("noted", D22, **{field: second}))
    before, after = stands(*reports[:2]), stands(*reports)
    assert (getattr(before, field), before.why[field]) == (first, 1)
    assert (getattr(after, field), after.why[field]) == (second, 3)


def test_a_report_replaces_no_field_that_it_does_not_claim() -> None:
    first = report("confirmed", D20, title="Ahn visits Japan", host="JP", place="Tokyo", kind="visit")
    state = stands(first, report("confirmed", D21, kind="talks"))
    assert (state.title, state.host, places(state)) == ("Ahn visits Japan", "JP", ["Tokyo"])
    assert (state.kind, state.why["title"], state.why["kind"]) == ("talks", 1, 2)


def test_a_weaker_report_replaces_a_claim_too() -> None:
    reports = (report("noted", D20, said_by="official", host="JP"), report("noted", D21, said_by="media", host="KR"))
    assert stands(*reports).host == "KR"


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
    reports = [
        report("noted", day, place=place) for day, place in ((D20, "Yokosuka?"), (D21, "Tokyo?"), (D22, "Osaka"))
    ]
    assert (places(stands(*reports)), stands(*reports).why["places"]) == (["Osaka"], 3)


def test_a_candidate_that_is_fixed_is_no_candidate_any_more() -> None:
    assert places(stands(report("noted", D20, place="Tokyo?"), report("noted", D21, place="Tokyo"))) == ["Tokyo"]


def test_candidates_never_replace_a_fixed_place() -> None:
    reports = (report("noted", D20, place="Tokyo"), report("noted", D21, said_by="official", place="Osaka?"))
    assert (places(stands(*reports)), stands(*reports).why["places"]) == (["Tokyo"], 1)
    assert stands(report("noted", D20, place="Tokyo"), report("noted", D21, place="Tokyo?")).places == (
        Place(name="Tokyo", standing="fixed"),
    )


def test_a_fixed_place_is_replaced_by_another() -> None:
    assert places(stands(report("noted", D20, place="Tokyo"), report("noted", D21, place="Osaka"))) == ["Osaka"]


# Participants


def test_participants_add_up() -> None:
    reports = (
        report("noted", D20, participants=["Ahn Gyu-back, , KR"]),
        report("noted", D21, participants=["Koizumi, , JP"]),
    )
    assert [person.name for person in stands(*reports).participants] == ["Ahn Gyu-back", "Koizumi"]
    assert stands(*reports).why["participants"] == 2


@pytest.mark.parametrize("spelling", ["ahn gyu back", "AHN GYU-BACK", "Ahn  Gyu‐back", "Áhn Gyu—back"])
def test_a_participant_is_updated_by_name_however_it_is_spelled(spelling: str) -> None:
    reports = (
        report("noted", D20, participants=["Ahn Gyu-back, minister, "]),
        report("noted", D21, participants=[f"{spelling}, , KR"]),
    )
    assert stands(*reports).participants == (Participant(name=spelling, role="minister", country="KR"),)


def test_a_new_role_replaces_the_old_one() -> None:
    reports = (
        report("noted", D20, participants=["Ahn, nominee, KR"]),
        report("noted", D21, participants=["Ahn, minister, KR"]),
    )
    assert [person.role for person in stands(*reports).participants] == ["minister"]


def test_a_role_or_a_country_that_is_not_told_stays() -> None:
    first = report("noted", D20, participants=["Ahn, minister, KR"])
    expected = (Participant(name="Ahn", role="minister", country="KR"),)
    assert stands(first, report("noted", D21, participants=["Ahn, , KR"])).participants == expected
    assert stands(first, report("noted", D21, participants=["Ahn, minister, "])).participants == expected


def test_an_updated_participant_keeps_its_place_in_the_list() -> None:
    reports = (
        report("noted", D20, participants=["Ahn, , ", "Koizumi, , "]),
        report("noted", D21, participants=["Ahn, minister, "]),
    )
    assert [person.name for person in stands(*reports).participants] == ["Ahn", "Koizumi"]


def test_a_report_that_leaves_a_participant_out_removes_nobody() -> None:
    reports = (
        report("noted", D20, participants=["Ahn, , ", "Koizumi, , "]),
        report("noted", D21, participants=["Ahn, , "]),
    )
    assert len(stands(*reports).participants) == 2


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
    reports = (
        report("noted", D20, participants=[", foreign minister, KR", ", foreign minister, JP"]),
        report("noted", D21, participants=[", Foreign Minister, KR"]),
    )
    assert [person.country for person in stands(*reports).participants] == ["KR", "JP"]
    assert stands(*reports, report("noted", D22, without=["foreign minister"])).participants == ()


def test_one_report_may_say_who_comes_instead_of_whom() -> None:
    first = report("noted", D20, participants=["Ahn, , KR"])
    state = stands(first, report("noted", D21, without=["Ahn"], participants=["Kim, , KR"]))
    assert [person.name for person in state.participants] == ["Kim"]


# What is withdrawn


@pytest.mark.parametrize(
    ("field", "claims", "empty"), [("host", {"host": "JP"}, None), ("places", {"place": "Tokyo"}, ())]
)
def test_what_is_withdrawn_is_empty(field: str, claims: Json, empty: object) -> None:
    withdrawn = "place" if field == "places" else field
    state = stands(report("confirmed", D20, **claims), report("noted", D21, withdrawn=[withdrawn]))
    assert (getattr(state, field), field in state.why, state.given_by(field)) == (empty, False, 2)


def test_other_claims_apply_after_what_is_withdrawn() -> None:
    reports = (report("confirmed", D20, host="JP", place="Yokosuka"), report("noted", D21, withdrawn=["host", "place"]))
    instead = report("noted", D21, withdrawn=["host", "place"], host="KR", place="Seoul?")
    assert (stands(*reports).host, places(stands(*reports))) == (None, [])
    assert (stands(reports[0], instead).host, places(stands(reports[0], instead))) == ("KR", ["Seoul?"])


def test_a_field_that_is_withdrawn_and_claimed_again_by_one_report_stays_with_the_first() -> None:
    reports = (report("noted", D20, host="JP"), report("noted", D21, withdrawn=["host"], host="JP"))
    assert (stands(*reports).host, stands(*reports).why["host"]) == ("JP", 1)


def test_to_withdraw_what_was_never_there_changes_nothing() -> None:
    state = stands(report("noted", D20), report("noted", D21, withdrawn=["host", "place", "window"]))
    assert (state.host, state.places, state.window, state.previous_windows, dict(state.why)) == (None, (), None, (), {})


# Why a plan is off, and by whom


@pytest.mark.parametrize(("field", "first", "second"), [("reason", "weather", "a dispute"), ("by", "KR", "JP")])
def test_why_a_plan_is_off_is_replaced_by_the_next_report_that_says_so(field: str, first: str, second: str) -> None:
    reports = (
        report("cancelled", D20, **{field: first}),
        report("cancelled", D21),
        report("noted", D22, **{field: second}),
    )
    before, after = stands(*reports[:2]), stands(*reports)
    assert (getattr(before, field), before.why[field]) == (first, 1)
    assert (getattr(after, field), after.why[field]) == (second, 3)


@pytest.mark.parametrize("stage", ["confirmed", "rescheduled", "held", "denied", "noted"])
def test_a_reason_does_not_count_while_the_plan_is_not_off(stage: str) -> None:
    state = stands(report(stage, D20, reason="weather", by="KR", window="2026-01-20"))
    assert (state.reason, state.by) == (None, None)


@pytest.mark.parametrize("off", ["postponed", "cancelled"])
@pytest.mark.parametrize("stage", ["proposed", "arranging", "in_final_arrangement", "confirmed", "rescheduled", "held"])
def test_a_plan_that_comes_back_has_no_reason_to_be_off(off: str, stage: str) -> None:
    state = stands(report(off, D20, reason="weather", by="KR"), report(stage, D21, reason="sun", window="2026-01-21"))
    assert (state.reason, state.by, state.why.keys() & {"reason", "by"}) == (None, None, set())
    assert (state.given_by("reason"), state.given_by("by")) == (2, 2)


def test_a_report_that_is_kept_out_leaves_the_reason() -> None:
    off = office("cancelled", D20, reason="weather")
    assert stands(off, report("confirmed", D21, said_by="media", reason="none")).reason == "weather"
    assert stands(off, report("noted", D21)).reason == "weather"


def test_a_report_that_is_kept_out_gives_a_reason_where_there_is_none() -> None:
    reports = (office("postponed", D20), report("cancelled", D21, reason="weather", by="KR"))
    assert (stands(*reports).reason, stands(*reports).by, stands(*reports).why["reason"]) == ("weather", "KR", 2)


def test_a_denial_gives_no_reason() -> None:
    reports = (office("cancelled", D20), report("denied", D21, reason="weather"))
    assert stands(*reports).reason is None


def test_going_from_postponed_to_cancelled_keeps_the_reason() -> None:
    assert stands(report("postponed", D20, reason="weather"), report("cancelled", D21)).reason == "weather"


# Reports whose stage is kept out, and denials


def test_the_claims_of_a_report_that_is_kept_out_fill_only_empty_fields() -> None:
    held = office("held", D22, title="Ahn in Tokyo", place="Tokyo", participants=["Ahn, , KR"], host="JP")
    claims: Json = {"title": "Kim in Osaka", "place": "Osaka", "participants": ["Kim, , KR"], "host": "KR"}
    state = stands(held, report("confirmed", D23, kind="talks", **claims))
    assert (state.title, places(state), state.host) == ("Ahn in Tokyo", ["Tokyo"], "JP")
    assert ([person.name for person in state.participants], state.kind) == (["Ahn"], "talks")
    assert [state.why[field] for field in ("title", "places", "participants", "host", "kind")] == [1, 1, 1, 1, 2]


def test_a_report_that_is_kept_out_fills_every_field_that_is_empty_but_the_window() -> None:
    claims: Json = {"title": "Ahn in Tokyo", "place": "Tokyo?", "participants": ["Ahn, , KR"], "host": "JP"}
    state = stands(report("held", D22), report("cancelled", D23, window="2026-01-22", kind="talks", **claims))
    assert (state.title, places(state), state.host, state.kind) == ("Ahn in Tokyo", ["Tokyo?"], "JP", "talks")
    assert ([person.name for person in state.participants], state.window) == (["Ahn"], None)


def test_a_report_that_is_kept_out_takes_nothing_away() -> None:
    held = report("held", D22, participants=["Ahn, , KR"], place="Tokyo?", host="JP", window="2026-01-22")
    late = report("confirmed", D23, without=["Ahn"], place="Osaka?", withdrawn=["host", "place", "window"])
    state = stands(held, late)
    assert ([person.name for person in state.participants], places(state), state.host) == (["Ahn"], ["Tokyo?"], "JP")
    assert state.window is not None


def test_a_denial_where_a_status_stood_claims_nothing() -> None:
    claims: Json = {"title": "Ahn in Tokyo", "place": "Tokyo", "participants": ["Ahn, , KR"], "host": "JP"}
    for denial in (office("denied", D21, **claims), office("denied", D21, target=1, **claims)):
        state = stands(report("arranging", D20, "Kyodo", "media"), office("arranging", D20), denial)
        assert (state.title, state.places, state.participants, state.host) == (None, (), (), None)


def test_a_denial_where_no_status_stood_fills_what_is_empty() -> None:
    state = stands(report("noted", D20, host="JP"), office("denied", D21, host="KR", place="Tokyo", without=["Ahn"]))
    assert (state.status, state.host, places(state)) == ("denied", "JP", ["Tokyo"])
