"""The words against a status: which reports add one, and how it ends."""

from itertools import product
from typing import Any

import pytest

from tests.given import report, stands
from tracker.domain.meeting import disputed, disputing
from tracker.domain.report import Report
from tracker.domain.vocabulary import LADDER, STRENGTH

D19, D20, D21, D22, D23 = (f"2026-01-{day}" for day in range(19, 24))
NEW_DAYS = "2026-03-03"


def office(stage: str, day: str, *sides: str, outlet: str = "AP", **more: Any) -> Report:
    return report(stage, day, outlet, "official", side=list(sides), **more)


def sources(stage: str, day: str, outlet: str = "Kyodo", **more: Any) -> Report:
    return report(stage, day, outlet, "sources", **more)


def voices(*reports: Report) -> list[tuple[int, str, tuple[str, ...]]]:
    """Return who disputes: the position, the stage and the sides."""
    found = disputing(stands(*reports))
    return [(voice.position, voice.stage, voice.attribution.office_sides) for voice in found]


# A report that is kept out: another way


@pytest.mark.parametrize("off", ["postponed", "cancelled"])
def test_a_weaker_word_that_a_plan_is_off_disputes_it_but_for_media(off: str) -> None:
    for said_by in ("sources", "unattributed", "media"):
        reports = (office("confirmed", D20, "US"), report(off, D21, said_by=said_by))
        assert disputed(stands(*reports)) is (said_by != "media")


def test_a_word_as_strong_as_the_attribution_but_not_as_the_backing_disputes_from_another_origin() -> None:
    plan = (office("arranging", D19), report("confirmed", D20, "Blog", "media"))
    assert voices(*plan, report("cancelled", D21, "NHK", "media")) == [(3, "cancelled", ())]
    assert voices(*plan, report("cancelled", D21, "Blog", "media")) == []
    assert voices(*plan, sources("cancelled", D21, "Blog")) == []
    assert voices(*plan, sources("cancelled", D21, "NHK")) == [(3, "cancelled", ())]


def test_while_a_plan_is_off_only_an_office_with_sides_disputes_that_it_is() -> None:
    off = office("cancelled", D20, "US")
    assert voices(off, sources("arranging", D21)) == []
    assert voices(off, office("arranging", D21, "RU")) == [(2, "arranging", ("RU",))]
    assert voices(office("postponed", D20, "US"), office("rescheduled", D20, "RU", window=NEW_DAYS)) == [
        (2, "confirmed", ("RU",))
    ]


def test_a_weaker_word_that_a_denied_plan_goes_on_disputes_the_denial() -> None:
    denied = office("denied", D20, "KR")
    assert voices(denied, sources("arranging", D21)) == [(2, "arranging", ())]
    assert voices(denied, report("arranging", D21, said_by="media")) == []
    assert voices(denied, sources("cancelled", D21)) == [(2, "cancelled", ())]


def test_after_held_the_word_that_it_was_called_off_disputes_it() -> None:
    held = office("held", D20, "US")
    assert voices(held, office("cancelled", D20, "RU")) == [(2, "cancelled", ("RU",))]
    assert voices(held, sources("cancelled", D20)) == [(2, "cancelled", ())]
    assert voices(held, office("cancelled", D20, "US")) == []
    assert voices(sources("held", D20, "Kyodo"), report("cancelled", D20, "Kyodo", "unattributed")) == []
    assert voices(sources("held", D20, "Kyodo"), report("cancelled", D20, "NHK", "unattributed")) != []


@pytest.mark.parametrize("stage", [*LADDER, "rescheduled"])
def test_after_held_a_stage_of_the_ladder_disputes_nothing(stage: str) -> None:
    assert voices(office("held", D20, "US"), office(stage, D20, "RU", window=NEW_DAYS)) == []


# A report that is kept out: other wording, a stage further down


def test_the_wording_is_disputed_by_sources_and_by_another_side() -> None:
    postponed = office("postponed", D20, "US")
    assert voices(postponed, sources("cancelled", D21)) == [(2, "cancelled", ())]
    assert voices(postponed, report("cancelled", D21, said_by="unattributed")) == []
    assert voices(postponed, report("cancelled", D21, said_by="media")) == []
    assert voices(office("cancelled", D20, "US"), office("postponed", D21, "RU")) == [(2, "postponed", ("RU",))]


def test_the_wording_is_disputed_by_another_origin_as_strong() -> None:
    cancelled = sources("cancelled", D20)
    assert voices(cancelled, report("postponed", D20, "NHK", "unattributed")) == [(2, "postponed", ())]
    assert voices(cancelled, report("postponed", D20, "Kyodo", "unattributed")) == []


def test_the_origin_is_that_of_the_latest_report_behind_the_status() -> None:
    reports = (sources("cancelled", D20, "Kyodo"), sources("cancelled", D20, "NHK"))
    assert voices(*reports, sources("postponed", D20, "NHK")) == []
    assert voices(*reports, sources("postponed", D20, "Kyodo")) == [(3, "postponed", ())]


def test_an_office_that_says_less_disputes_if_it_does_not_name_every_side() -> None:
    both = office("confirmed", D20, "KR", "JP")
    assert voices(both, office("arranging", D21, "KR")) == [(2, "arranging", ("KR",))]
    assert voices(both, office("arranging", D20, "KR", "JP")) == []
    assert voices(sources("confirmed", D20), sources("arranging", D20, "NHK")) == []


def test_a_stage_further_up_is_never_kept_out() -> None:
    assert voices(office("arranging", D20, "KR"), report("confirmed", D20, said_by="media")) == []


# A status that gives way


def test_a_meeting_that_was_not_held_after_all_is_disputed_but_not_by_media() -> None:
    for said_by in ("sources", "unattributed", "media"):
        reports = (report("held", D20, "Blog", said_by), office("cancelled", D21, "JP"))
        assert disputed(stands(*reports)) is (said_by != "media")


def test_a_cancelled_meeting_that_was_held_on_a_weaker_word_is_disputed_by_the_office() -> None:
    cancelled = (office("confirmed", D19, "US", "JP"), office("cancelled", D20, "JP"), office("cancelled", D20, "KR"))
    for side in ([], ["JP"]):
        assert voices(*cancelled, sources("held", D21, side=side)) == [(2, "cancelled", ("JP", "KR"))]
    assert voices(*cancelled, office("held", D21, "US")) == []
    assert voices(office("postponed", D20, "JP"), sources("held", D21)) == []


@pytest.mark.parametrize(("first", "second"), [("postponed", "cancelled"), ("cancelled", "postponed")])
def test_agencies_that_differ_over_the_wording_dispute_it(first: str, second: str) -> None:
    assert voices(sources(first, D20, "Kyodo"), sources(second, D21, "NHK")) == [(1, first, ())]
    assert voices(sources(first, D20, "Kyodo"), sources(second, D21, "NationPress", via=["Kyodo"])) == []


@pytest.mark.parametrize(("first", "second"), [("postponed", "cancelled"), ("cancelled", "postponed")])
def test_a_stronger_word_settles_the_wording(first: str, second: str) -> None:
    for one, two in product(STRENGTH, STRENGTH):
        reports = (report(first, D20, "Kyodo", one), report(second, D21, "NHK", two))
        if STRENGTH[two] > STRENGTH[one]:
            assert not disputed(stands(*reports)), (one, two)


def test_the_sides_that_are_not_named_dispute_the_wording_of_the_others() -> None:
    postponed = (office("postponed", D20, "US"), office("postponed", D20, "RU"))
    assert voices(*postponed, office("cancelled", D21, "US")) == [(1, "postponed", ("RU",))]
    assert voices(*postponed, office("cancelled", D21, "US", "RU")) == []
    assert voices(*postponed, office("cancelled", D21)) == []


# How a word ends


def test_a_word_ends_with_a_later_report_of_a_stage_as_strong() -> None:
    reports = (office("confirmed", D20, "US"), sources("cancelled", D21))
    assert not disputed(stands(*reports, sources("confirmed", D22, "NHK")))
    assert disputed(stands(*reports, report("confirmed", D22, said_by="media")))
    assert disputed(stands(*reports, office("noted", D22, "US")))
    assert disputed(stands(office("confirmed", D22, "US"), sources("cancelled", D23), sources("confirmed", D21)))


def test_the_word_of_an_office_ends_with_an_official_report_that_names_one_of_its_sides() -> None:
    reports = (office("cancelled", D20, "US"), office("arranging", D21, "RU", "HU"))
    assert disputed(stands(*reports, office("cancelled", D22, "US")))
    assert disputed(stands(*reports, office("cancelled", D22)))
    assert not disputed(stands(*reports, office("cancelled", D22, "US", "HU")))


def test_the_word_of_an_office_that_a_plan_was_off_ends_when_an_office_says_held() -> None:
    reports = (office("cancelled", D20, "US"), sources("held", D21))
    assert disputed(stands(*reports))
    assert disputed(stands(*reports, sources("held", D22)))
    assert not disputed(stands(*reports, office("held", D22, "CH")))


def test_what_was_said_against_held_does_not_end_so() -> None:
    reports = (office("held", D20, "US"), office("cancelled", D20, "RU"))
    assert disputed(stands(*reports, office("held", D22, "US")))
    assert not disputed(stands(*reports, office("held", D22, "RU")))


def test_a_word_ends_once_it_no_longer_differs_from_the_status() -> None:
    reports = (office("cancelled", D20, "US"), office("postponed", D21, "RU"))
    assert disputed(stands(*reports, office("cancelled", D22, "US")))
    assert not disputed(stands(*reports, office("postponed", D22, "US")))
    both = (office("confirmed", D20, "KR", "JP"), office("arranging", D20, "KR"))
    assert disputed(stands(*both))
    assert not disputed(stands(*both, office("arranging", D22, "KR", "JP")))
    assert not disputed(stands(*both, office("proposed", D22, "JP", "KR", "US")))
    assert not disputed(stands(*both, sources("held", D22)))


@pytest.mark.parametrize(
    ("stage", "words"), [("in_final_arrangement", [(2, "arranging", ("KR",))]), ("arranging", []), ("proposed", [])]
)
def test_the_word_of_another_side_ends_once_the_plan_has_come_down_to_it(stage: str, words: object) -> None:
    reports = (office("confirmed", D19, "JP"), office("arranging", D20, "KR"))
    assert voices(*reports, office(stage, D21, "JP")) == words


@pytest.mark.parametrize("stage", ["cancelled", "postponed"])
def test_a_word_ends_when_the_way_turns(stage: str) -> None:
    reports = (office("confirmed", D19, "US"), sources("cancelled", D20))
    assert not disputed(stands(*reports, office(stage, D21, "US")))
    off = (office("cancelled", D20, "US"), office("arranging", D21, "RU"))
    assert not disputed(stands(*off, office("confirmed", D22, "US")))


def test_a_word_against_a_plan_goes_on_against_its_having_been_held() -> None:
    reports = (office("confirmed", D20, "US"), sources("cancelled", D21))
    assert voices(*reports, report("held", D22, said_by="media")) == [(2, "cancelled", ())]
    assert voices(*reports, sources("held", D22)) == []


def test_a_voice_that_repeats_itself_is_kept_once() -> None:
    reports = [office("confirmed", D20, "US"), *(sources("cancelled", day) for day in (D21, D22, D23))]
    assert voices(*reports) == [(4, "cancelled", ())]


def test_voices_of_several_sides_are_kept_apart() -> None:
    reports = (office("cancelled", D20, "US"), office("arranging", D21, "RU"), office("arranging", D22, "HU"))
    assert voices(*reports) == [(2, "arranging", ("RU",)), (3, "arranging", ("HU",))]
