"""Rule 1: which events count, at a cut of either clock."""

import pytest

from tests.given import MEETING, corrected, linked, log, refusal, report, retracted, stands
from tracker.domain.events import Linked, apply_correction
from tracker.domain.meeting import Link
from tracker.domain.selection import counted

CONFIRMED = report("confirmed", "2026-01-20", window="2026-01-30", place="Yokosuka?")


def test_a_retracted_report_no_longer_counts() -> None:
    state = stands(CONFIRMED, retracted(1))
    assert (state.status, state.window, state.reports, state.origins) == (None, None, 0, ())


def test_what_a_retracted_report_had_replaced_stands_again() -> None:
    state = stands(CONFIRMED, report("cancelled", "2026-01-21", reason="weather"), retracted(2))
    assert (state.status, state.reason, state.why["status"]) == ("confirmed", None, 1)


def test_a_retraction_that_is_retracted_no_longer_counts() -> None:
    state = stands(CONFIRMED, retracted(1), retracted(2))
    assert (state.status, state.reports) == ("confirmed", 1)


def test_a_third_retraction_takes_the_second_back() -> None:
    assert stands(CONFIRMED, retracted(1), retracted(2), retracted(3)).status is None


def test_of_two_retractions_of_one_report_each_is_enough() -> None:
    assert stands(CONFIRMED, retracted(1), retracted(1), retracted(2)).status is None
    assert stands(CONFIRMED, retracted(1), retracted(1), retracted(3)).status is None
    assert stands(CONFIRMED, retracted(1), retracted(1), retracted(2), retracted(3)).status == "confirmed"


def test_it_is_known_which_retraction_struck_an_event() -> None:
    what = counted(log(CONFIRMED, report("held", "2026-01-31"), retracted(1), retracted(2), retracted(4)), MEETING)
    assert dict(what.retracted) == {1: 3, 4: 5}


def test_a_mistake_of_the_desk_never_counted_on_any_day() -> None:
    assert stands(CONFIRMED, retracted(1), as_of="2026-01-20").status is None


def test_a_mistake_of_the_outlet_counted_until_the_outlet_took_it_back() -> None:
    events = (CONFIRMED, retracted(1, "outlet", "2026-01-23"))
    assert stands(*events, as_of="2026-01-22").status == "confirmed"
    assert stands(*events, as_of="2026-01-23").status is None
    assert stands(*events).status is None


def test_an_outlets_retraction_at_an_instant_holds_from_that_instant() -> None:
    events = (CONFIRMED, retracted(1, "outlet", "2026-01-23T12:00Z"))
    assert stands(*events, as_of="2026-01-23T20:59+09:00").status == "confirmed"
    assert stands(*events, as_of="2026-01-23T21:00+09:00").status is None


def test_an_outlets_retraction_that_the_desk_mislogged_never_held() -> None:
    events = (CONFIRMED, retracted(1, "outlet", "2026-01-23"), retracted(2))
    assert stands(*events, as_of="2026-01-23").status == "confirmed"


def test_an_outlets_retraction_that_the_outlet_took_back_held_in_between() -> None:
    events = (CONFIRMED, retracted(1, "outlet", "2026-01-23"), retracted(2, "outlet", "2026-01-25"))
    asked = ("2026-01-22", "2026-01-24", "2026-01-25")
    assert [stands(*events, as_of=day).status for day in asked] == ["confirmed", None, "confirmed"]


@pytest.mark.parametrize(
    ("fields", "field", "value"),
    [
        ({"stage": "arranging"}, "status", "arranging"),
        ({"published": "2026-01-19"}, "since", "2026-01-19"),
        ({"claims": {"host": "JP"}}, "host", "JP"),
        ({"claims": {"window": None}}, "window", None),
        ({"claims": {"place": None}}, "places", ()),
        ({"claims": None}, "window", None),
        ({"source": {"outlet": "Kyodo"}}, "origins", ("kyodo",)),
        ({"source": {"via": ["NHK"]}}, "origins", ("nhk",)),
        ({"attribution": {"class": "official", "side": ["KR"]}}, "sides", ("KR",)),
    ],
)
def test_a_correction_changes_the_field_that_it_names(fields: dict[str, object], field: str, value: object) -> None:
    assert getattr(stands(CONFIRMED), field) != value
    assert getattr(stands(CONFIRMED, corrected(1, fields)), field) == value


def test_a_correction_leaves_the_other_fields_of_the_report_alone() -> None:
    state = stands(CONFIRMED, corrected(1, {"claims": {"host": "JP"}}))
    assert state.window
    assert (state.status, state.window.edtf, state.places[0].name) == ("confirmed", "2026-01-30", "Yokosuka")


def test_a_corrected_field_still_names_the_report_that_claimed_it() -> None:
    state = stands(CONFIRMED, corrected(1, {"claims": {"host": "JP"}, "stage": "arranging"}))
    assert (state.why["host"], state.why["status"]) == (1, 1)


def test_the_words_of_an_attribution_are_corrected_without_its_class() -> None:
    events = report("confirmed", "2026-01-20", said_by="official", words="the ministry")
    state = stands(events, corrected(1, {"attribution": {"words": "the foreign ministry"}}))
    assert state.attribution
    assert (state.attribution.class_, state.attribution.words) == ("official", "the foreign ministry")


def test_the_later_of_two_corrections_of_a_field_holds() -> None:
    events = (CONFIRMED, corrected(1, {"stage": "arranging"}), corrected(1, {"stage": "proposed"}))
    assert stands(*events).status == "proposed"
    assert stands(*events, retracted(3)).status == "arranging"


def test_corrections_of_different_fields_add_up() -> None:
    state = stands(CONFIRMED, corrected(1, {"claims": {"host": "JP"}}), corrected(1, {"claims": {"kind": "talks"}}))
    assert (state.host, state.kind) == ("JP", "talks")


def test_a_correction_stays_when_an_earlier_one_is_retracted() -> None:
    events = (CONFIRMED, corrected(1, {"claims": {"host": "JP"}}), corrected(1, {"claims": {"kind": "talks"}}))
    state = stands(*events, retracted(2))
    assert (state.host, state.kind) == (None, "talks")


def test_a_corrected_stage_takes_its_place_in_the_fold() -> None:
    events = (report("confirmed", "2026-01-20"), report("noted", "2026-01-21"), corrected(2, {"stage": "cancelled"}))
    assert stands(*events).status == "cancelled"


def test_a_corrected_day_moves_the_report_in_the_fold() -> None:
    events = (report("confirmed", "2026-01-20"), report("cancelled", "2026-01-21"))
    assert stands(*events).status == "cancelled"
    for state in (
        stands(*events, corrected(2, {"published": "2026-01-19"})),
        stands(*events, corrected(1, {"published": "2026-01-22"})),
    ):
        assert (state.status, state.why["status"]) == ("confirmed", 1)


def test_a_corrected_day_is_applied_before_the_cut_of_the_press_clock() -> None:
    later = (CONFIRMED, corrected(1, {"published": "2026-01-25"}))
    earlier = (CONFIRMED, corrected(1, {"published": "2026-01-15"}))
    assert stands(*later, as_of="2026-01-24").status is None
    assert stands(*later, as_of="2026-01-25").status == "confirmed"
    assert stands(*earlier, as_of="2026-01-15").status == "confirmed"


def test_a_slip_of_the_desk_is_put_right_on_every_day() -> None:
    assert stands(CONFIRMED, corrected(1, {"stage": "arranging"}), as_of="2026-01-20").status == "arranging"


def test_a_correction_printed_by_the_outlet_holds_from_that_day() -> None:
    events = (CONFIRMED, corrected(1, {"stage": "arranging"}, "outlet", "2026-01-23"))
    assert stands(*events, as_of="2026-01-22").status == "confirmed"
    assert stands(*events, as_of="2026-01-23").status == "arranging"


def test_a_correction_does_not_bring_back_a_retracted_report() -> None:
    assert stands(CONFIRMED, retracted(1), corrected(1, {"stage": "arranging"})).reports == 0


def test_a_report_that_comes_back_is_as_corrected() -> None:
    assert stands(CONFIRMED, retracted(1), corrected(1, {"stage": "arranging"}), retracted(2)).status == "arranging"


def test_a_correction_that_is_retracted_is_as_if_it_had_not_been_made() -> None:
    assert stands(CONFIRMED, corrected(1, {"stage": "arranging"}), retracted(2)).status == "confirmed"


def test_it_is_known_which_corrections_an_event_has_had() -> None:
    events = (CONFIRMED, corrected(1, {"stage": "arranging"}), corrected(1, {"stage": "proposed"}), retracted(2))
    assert dict(counted(log(*events[:3]), MEETING).corrections) == {1: (2, 3)}
    assert dict(counted(log(*events), MEETING).corrections) == {1: (3,)}


def test_a_link_is_corrected_in_its_relation_and_in_its_meeting() -> None:
    events = (CONFIRMED, linked("part_of", "nakatani-seoul"))
    state = stands(*events, corrected(2, {"relation": "caused_by"}), corrected(2, {"meeting": "summit-2026"}))
    assert state.links == (Link(relation="caused_by", meeting="summit-2026"),)


def test_a_corrected_link_leaves_the_meeting_that_it_pointed_to() -> None:
    events = (CONFIRMED, linked("part_of", "nakatani-seoul"), corrected(2, {"meeting": "summit-2026"}))
    assert stands(*events, name="nakatani-seoul").links == ()
    assert stands(*events, name="summit-2026").links == (Link(relation="includes", meeting=MEETING),)


def test_only_a_report_or_a_link_can_be_corrected() -> None:
    correction, retraction = log(CONFIRMED, corrected(1, {"stage": "held"}), retracted(1))[1:]
    hint = "Retract it and record it again."
    assert refusal(apply_correction, correction, {}) == (
        "@2 has the type 'corrected': only a report or a link can be corrected",
        hint,
    )
    assert refusal(apply_correction, retraction, {}) == (
        "@3 has the type 'retracted': only a report or a link can be corrected",
        hint,
    )


def test_a_correction_cannot_move_a_report_to_another_meeting() -> None:
    sentence, _ = refusal(apply_correction, log(CONFIRMED)[0], {"meeting": "nakatani-seoul"})
    assert sentence == "unknown key 'meeting' in the report"


def test_a_correction_cannot_clear_what_is_required() -> None:
    event = log(CONFIRMED)[0]
    assert refusal(apply_correction, event, {"stage": None})[0] == "the report has no stage"
    assert refusal(apply_correction, event, {"published": None})[0] == "the report has no published"
    assert refusal(apply_correction, event, {"source": {"outlet": None}})[0] == "source has no outlet"


@pytest.mark.parametrize("fields", [{"relation": None}, {"meeting": None}, {"stage": "held"}])
def test_a_link_has_a_relation_and_a_meeting_and_nothing_else(fields: dict[str, object]) -> None:
    event = log(linked("part_of", "summit-2026"))[0]
    assert refusal(apply_correction, event, fields) == (
        "@1 is a link",
        "Only its relation and its meeting can be corrected.",
    )


def test_a_link_cannot_be_corrected_to_an_unknown_relation() -> None:
    event = log(linked("part_of", "summit-2026"))[0]
    assert refusal(apply_correction, event, {"relation": "near"}) == (
        "'near' is not a relation",
        "Choose from: successor_of, part_of, caused_by.",
    )
    assert apply_correction(event, {"relation": "caused_by"}).body == Linked(relation="caused_by", other="summit-2026")


def test_the_log_is_cut_before_anything_else_is_looked_at() -> None:
    events = (CONFIRMED, retracted(1), retracted(2), corrected(1, {"stage": "arranging"}))
    asked = [stands(*events, known_at=position).status for position in (0, 1, 2, 3, 4)]
    assert asked == [None, "confirmed", None, "confirmed", "arranging"]


def test_both_cuts_together_leave_what_could_have_been_known_then() -> None:
    events = (report("confirmed", "2026-01-20"), report("arranging", "2026-01-10"), report("cancelled", "2026-01-22"))
    assert stands(*events, as_of="2026-01-15", known_at=1).status is None
    assert stands(*events, as_of="2026-01-15", known_at=2).status == "arranging"
    assert stands(*events, as_of="2026-01-21", known_at=3).status == "confirmed"


def test_events_may_be_given_in_any_order() -> None:
    events = log(CONFIRMED, retracted(1), retracted(2), corrected(1, {"stage": "arranging"}))
    assert counted(reversed(events), MEETING) == counted(events, MEETING)


def test_reports_and_origins_count_what_is_live() -> None:
    events = (
        report("arranging", "2026-01-20", "NationPress", via=["Yonhap"]),
        report("arranging", "2026-01-20", "YONHAP"),
        report("noted", "2026-01-21", "Kyodo"),
        report("noted", "2026-01-21", "NHK"),
    )
    state = stands(*events, retracted(4))
    assert (state.reports, state.origins) == (3, ("kyodo", "yonhap"))


def test_the_origin_is_the_end_of_the_chain() -> None:
    events = (
        report("noted", "2026-01-20", "NationPress", via=["Kyodo", "Yonhap"]),
        report("noted", "2026-01-20", "Yonhap"),
    )
    assert stands(*events).origins == ("yonhap",)


def test_the_last_position_is_that_of_whatever_concerns_the_meeting_last() -> None:
    events = (CONFIRMED, ("nakatani-seoul", report("confirmed", "2026-01-20")))
    assert stands(*events).last_position == 1
    assert stands(*events, retracted(1)).last_position == 3
    assert stands(*events, retracted(1), corrected(1, {"stage": "held"})).last_position == 4
    assert stands(*events, ("nakatani-seoul", linked("part_of", MEETING))).last_position == 3
    assert stands(*events, ("nakatani-seoul", linked("part_of", "summit-2026"))).last_position == 1


def test_what_is_said_of_a_link_concerns_both_its_ends() -> None:
    events = (CONFIRMED, linked("part_of", "nakatani-seoul"), retracted(2), retracted(3))
    asked = [stands(*events[:length], name="nakatani-seoul").last_position for length in (1, 2, 3, 4)]
    assert asked == [0, 2, 3, 4]
