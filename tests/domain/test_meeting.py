"""The state of a meeting: what is derived from its fields, and how it is written."""

from datetime import date

from msgspec import json
from msgspec.structs import replace

from tests.given import linked, report, stands
from tracker.domain.meeting import Link, Meeting, is_without_news, with_parents_off
from tracker.domain.window import Window

D20, D21 = "2026-01-20", "2026-01-21"
BLANK = Meeting(meeting="ahn-japan")


def test_what_is_empty_is_left_out_of_a_stored_state() -> None:
    assert json.decode(json.encode(BLANK)) == {"meeting": "ahn-japan", "memory": {}}
    state = json.decode(json.encode(stands(report("arranging", D20))))
    assert set(state) == {
        *("meeting", "status", "since", "attribution", "reports", "origins", "last_position", "why", "memory")
    }
    assert set(state["memory"]) == {"last", "behind", "backing", "stood"}
    assert set(state["memory"]["behind"]) == {"published", "origin"}


def test_a_blank_meeting_has_no_way_and_no_strength() -> None:
    assert (BLANK.way, BLANK.strength, BLANK.parents, BLANK.is_off) == (None, 0, [], False)


def test_the_parents_are_the_meetings_that_it_is_part_of() -> None:
    state = stands(report("confirmed", D20), linked("part_of", "tour"), linked("caused_by", "summit"))
    assert state.parents == ["tour"]
    assert state.links == (Link(relation="part_of", meeting="tour"), Link(relation="caused_by", meeting="summit"))


def test_a_plan_has_each_parent_that_is_off_with_the_event_that_put_it_off() -> None:
    parents = {
        "tour": stands(report("confirmed", D20), report("cancelled", D21)),
        "summit": stands(report("held", D20)),
    }
    links = [linked("part_of", name) for name in parents]
    plan = with_parents_off(stands(report("confirmed", D20), *links), parents.__getitem__)
    assert plan.parents_off == {"tour": 2}
    assert with_parents_off(stands(report("held", D20), *links), parents.__getitem__).parents_off == {}


def test_a_meeting_is_without_news_from_the_day_on_which_its_last_report_is_so_old() -> None:
    quiet = [is_without_news(stands(report("noted", D20)), 14, date(2026, 2, day)) for day in (2, 3)]
    assert quiet == [False, True]
    assert not is_without_news(BLANK, 14, date(2026, 2, 3))


def test_a_calendar_keeps_a_plan_that_is_off_on_the_last_days_that_it_gave_up() -> None:
    plan = report("confirmed", D20, window="2026-01-29")
    assert stands(plan).calendar_window == Window("2026-01-29")
    assert stands(plan, report("postponed", D21)).calendar_window == Window("2026-01-29")
    assert stands(plan, report("postponed", D21, window="2026-03")).calendar_window == Window("2026-03")
    assert stands(report("postponed", D20)).calendar_window is None
    withdrawn = report("noted", D21, withdrawn=["window"])
    assert stands(plan, withdrawn).calendar_window is None
    twice = (replace(plan, stage="noted"), withdrawn, report("postponed", D21, original_window="2026-02"))
    assert stands(*twice).calendar_window == Window("2026-02")


def test_a_value_names_who_gave_it_even_if_it_is_gone() -> None:
    state = stands(report("cancelled", D20, reason="snow"), report("confirmed", D21))
    assert (state.given_by("reason"), state.given_by("status"), state.given_by("host")) == (2, 2, None)
