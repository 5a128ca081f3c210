"""The questions of a desk about two articles, asked of a log of their reports.

`examples/two-articles.jsonl` has the reports of both articles, those of January 2026 before those of September 2025.
Later events are from other reports.
"""

import json
from typing import Any

import pytest

from tests.cli import runner
from tests.postgres import PostgresServer
from tests.readme import ROOT

LINES = ROOT / "examples" / "two-articles.jsonl"
AHN = "ahn-koizumi-japan-2026-01"
SEOUL = "nakatani-ahn-seoul-2025-09"
CALLED_OFF = "nakatani-seoul-2024-12"

WHERE_AND_WHEN = "--side KR --side JP --window 2026-01-30 --place Yokosuka"
LATER = (
    f"report {AHN} confirmed --source Yonhap --published 2026-01-28 --attribution official {WHERE_AND_WHEN}",
    f"report {AHN} held --source Yonhap --published 2026-01-30 --attribution official",
    f"report {SEOUL} held --source Jiji --published 2025-09-08 --window 2025-09-08",
)


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def log(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> str:
    """Make a log with both articles and the link between the two trips, on each engine in turn."""
    if request.param == "sqlite":
        place = str(tmp_path_factory.mktemp("desk") / "desk.db")
    else:
        server: PostgresServer = request.getfixturevalue("postgres")
        place = server.create_database()
    tracker(place, "import", str(LINES))
    tracker(place, "link", SEOUL, "successor-of", CALLED_OFF)
    return place


@pytest.fixture(scope="module")
def later(log: str) -> str:
    """Record the later events, too."""
    for command in LATER:
        tracker(log, *command.split())
    return log


def tracker(place: str, *arguments: str) -> str:
    """Run the command on a day after all reports, assert that it succeeds, and return its output."""
    return runner.tracker("--db", place, *arguments, at="2026-02-02T09:00:00+09:00").text


def ask(place: str, *arguments: str) -> Any:
    """Return the answer of a command as decoded JSON."""
    return json.loads(tracker(place, *arguments, "--format", "json"))


def names(meetings: list[dict[str, Any]]) -> list[str]:
    return [meeting["meeting"] for meeting in meetings]


def test_ahns_trip_is_in_its_final_arrangement_according_to_government_sources(later: str) -> None:
    trip = ask(later, "status", AHN, "--as-of", "2026-01-22")

    assert (trip["status"], trip["attribution"], trip["attributed_to"]) == (
        "in_final_arrangement",
        "sources",
        "government sources",
    )
    assert trip["window"]["edtf"] == "2026-01-29/2026-01-31"


def test_tokyo_had_confirmed_by_the_28th_but_not_by_the_22nd(later: str) -> None:
    assert ask(later, "status", AHN, "--as-of", "2026-01-22")["sides"] == []
    assert ask(later, "status", AHN, "--as-of", "2026-01-28")["sides"] == ["KR", "JP"]


def test_yokosuka_was_only_a_candidate_at_first(later: str) -> None:
    before, after = (ask(later, "status", AHN, "--as-of", day)["places"] for day in ("2026-01-22", "2026-01-28"))

    assert before == [{"name": "Yokosuka", "standing": "candidate"}]
    assert after == [{"name": "Yokosuka", "standing": "fixed"}]


def test_two_plans_were_called_off_each_with_a_reason(later: str) -> None:
    off = ask(later, "status", "--status", "cancelled")

    assert {meeting["meeting"]: (meeting["by"], meeting["reason"]) for meeting in off} == {
        "black-eagles-refuelling-2025-11": ("JP", "drills near Dokdo"),
        CALLED_OFF: (None, "fallout of the failed martial law"),
    }
    table = tracker(later, "status", "--status", "cancelled")
    assert "drills near Dokdo; by JP" in table


def test_the_trip_that_was_called_off_has_a_successor(later: str) -> None:
    assert ask(later, "status", CALLED_OFF)["links"] == [{"relation": "succeeded_by", "meeting": SEOUL}]


def test_ahn_and_koizumi_last_met_in_kuala_lumpur(later: str) -> None:
    with_koizumi = ask(later, "status", "--with", "koizumi", "--as-of", "2026-01-22")
    held = [meeting for meeting in with_koizumi if meeting["status"] == "held" and meeting["kind"] != "call"]

    assert names(held) == ["ahn-koizumi-kuala-lumpur-2025-11"]
    assert held[0]["window"]["edtf"] == "2025-11-01~/2025-11-10~"


def test_ahns_trip_is_due_in_the_week_of_26_january(later: str) -> None:
    assert names(ask(later, "agenda", "2026-01-26", "2026-02-01", "--as-of", "2026-01-22")) == [AHN]


def test_the_seoul_talks_are_overdue_until_their_outcome_is_logged(later: str) -> None:
    overdue = ask(later, "agenda", "--overdue", "--known-at", "@13")

    assert SEOUL in names(overdue)
    assert names(ask(later, "agenda", "--overdue")) == ["seoul-defense-dialogue-2025-09"]
    assert ask(later, "status", SEOUL)["status"] == "held"


def test_a_retraction_of_the_yomiuris_report_lists_its_other_reports(later: str) -> None:
    trial = ask(later, "retract", "@2", "--because", "the Yomiuri withdrew it", "--dry-run")

    assert trial["same_origin"] == [{"position": 4, "meeting": "ahn-koizumi-call-2025-12"}]
    assert (trial["recorded"], trial["position"]) == (False, None)


def test_two_origins_support_ahns_trip_without_reprints(log: str) -> None:
    tracker(log, "report", AHN, "noted", "--source", "Korea Times", "--via", "Yonhap", "--published", "2026-01-21")

    trip = ask(log, "status", AHN, "--as-of", "2026-01-22")

    assert (trip["reports"], trip["origins"]) == (3, 2)


def test_the_state_before_the_confirmation_was_recorded_does_not_change(later: str) -> None:
    assert ask(later, "status", AHN, "--known-at", "@13")["status"] == "in_final_arrangement"


def test_a_trip_postponed_to_one_agency_and_canceled_to_another_is_disputed(later: str) -> None:
    report = ("report", CALLED_OFF, "postponed", "--source", "Kyodo", "--published", "2024-12-04")
    tracker(later, *report, "--attribution", "sources")

    trip = ask(later, "status", CALLED_OFF)

    assert (trip["status"], trip["flags"]) == ("cancelled", ["disputed", "unofficial"])


def test_both_articles_can_be_imported_again(later: str) -> None:
    again = ask(later, "import", str(LINES))

    assert (again["recorded"], again["repeated"]) == (0, 12)
