"""Reasons for flags: the report behind each, and the outlet and attribution if the question looked them up."""

from msgspec.structs import replace

from tests.given import report, stands
from tracker.domain.flag_reasons import FlagReason, flag_reasons
from tracker.domain.meeting import Cited, Meeting
from tracker.domain.report import Attribution
from tracker.domain.window import Window

OFFICE = Attribution(class_="official", words="the ministry")
CONFIRMED = report("confirmed", "2026-01-20", "MOFA", "official", window="2026-01-30")


def test_a_disputed_status_names_each_report_against_it_with_its_stage() -> None:
    meeting = stands(CONFIRMED, report("denied", "2026-01-21", "Reuters", "official", words="the ministry"))
    assert flag_reasons(meeting) == [FlagReason(flag="disputed", position=2, attribution=OFFICE, says="denied")]


def test_a_plan_in_doubt_names_the_report_that_doubts_it() -> None:
    meeting = stands(CONFIRMED, report("noted", "2026-01-21", "Reuters", "sources", in_doubt=True))
    assert flag_reasons(meeting) == [FlagReason(flag="in_doubt", position=2)]


def test_an_unofficial_date_names_its_report_and_the_last_official_window() -> None:
    meeting = stands(CONFIRMED, report("rescheduled", "2026-01-21", "Reuters", "sources", window="2026-02-10"))
    assert flag_reasons(meeting) == [
        FlagReason(flag="date_unofficial", position=2, official_window=Window("2026-01-30"))
    ]


def test_a_part_of_a_tour_that_is_off_names_the_tour_and_the_report_that_put_it_off() -> None:
    meeting = replace(stands(CONFIRMED), parents_off={"asia-tour": 7})
    assert flag_reasons(meeting) == [FlagReason(flag="parent_off", position=7, meeting="asia-tour")]


def test_reports_that_were_looked_up_have_their_outlet_and_attribution() -> None:
    doubtful = stands(CONFIRMED, report("noted", "2026-01-21", "Reuters", "sources", in_doubt=True))
    cited = {2: Cited(outlet="Reuters", attribution=Attribution(class_="sources"))}
    (reason,) = flag_reasons(replace(doubtful, cited=cited))
    assert (reason.outlet, reason.attribution) == ("Reuters", Attribution(class_="sources"))

    denied = stands(CONFIRMED, report("denied", "2026-01-21", "Reuters", "official", words="the ministry"))
    (reason,) = flag_reasons(replace(denied, cited=cited))
    assert (reason.outlet, reason.attribution) == ("Reuters", OFFICE)


def test_a_meeting_without_flags_has_no_reasons() -> None:
    assert flag_reasons(stands(CONFIRMED)) == []
    assert flag_reasons(Meeting(meeting="ahn-japan")) == []
