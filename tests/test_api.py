"""The public API: what a script or a notebook can ask and record, and that the page on it is true."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

import tracker
from tests.clock import FixedClock
from tracker import Ledger, Meeting, TrackerError, open_ledger

ROOT = Path(__file__).parents[1]
PAGE = (ROOT / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"```python\n(.*?)```", PAGE, re.DOTALL)
AHN = "ahn-koizumi-japan-2026-01"


@pytest.fixture
def ledger(place: str, clock: FixedClock) -> Iterator[Ledger]:
    """Open a log on each engine, with one plan that two reports speak of."""
    with open_ledger(place, create=True, clock=clock) as opened:
        opened.report(
            AHN,
            "in_final_arrangement",
            source={"outlet": "NationPress", "via": ["Yonhap"]},
            published="2026-01-21",
            new=True,
            attribution={"class": "sources"},
            claims={
                "window": {"edtf": "2026-01-29/2026-01-31"},
                "host": "JP",
                "participants": [{"name": "Ahn Gyu-back", "country": "KR"}],
            },
        )
        opened.report(
            AHN, "confirmed", source="Yonhap", published="2026-01-22", claims={"window": {"edtf": "2026-01-30"}}
        )
        yield opened


def test_a_status_is_found_by_a_prefix_now_and_at_an_earlier_day(ledger: Ledger) -> None:
    now, before = ledger.status("ahn"), ledger.status("ahn", as_of="2026-01-21")
    assert isinstance(now, Meeting)
    assert (now.status, before.status) == ("confirmed", "in_final_arrangement")
    assert ledger.status(AHN, known_at="@1").window == before.window
    assert ledger.as_dict(now)["window"]["edtf"] == "2026-01-30"


def test_two_spellings_of_a_person_are_one(ledger: Ledger) -> None:
    assert ledger.alias("ahn gyu-back", "안규백").name == "Ahn Gyu-back"
    assert [(row.spelling, row.name) for row in ledger.spellings()] == [("안규백", "Ahn Gyu-back")]
    assert [meeting.meeting for meeting in ledger.meetings(person="안규백")] == [AHN]


def test_flags_depend_on_the_day(ledger: Ledger) -> None:
    meeting = ledger.status(AHN)
    assert ledger.flags(meeting) == ("unofficial",)
    assert ledger.flags(meeting, day=date(2026, 2, 1)) == ("overdue", "unofficial")


def test_meetings_are_listed_by_status_country_and_person(ledger: Ledger) -> None:
    assert [meeting.meeting for meeting in ledger.meetings()] == [AHN]
    assert ledger.meetings(person="gyu ahn", country="JP", status="confirmed") == ledger.meetings()
    assert ledger.meetings(status="held") == []


def test_the_agenda_lists_what_is_expected_and_what_is_overdue(ledger: Ledger) -> None:
    assert [meeting.meeting for meeting in ledger.agenda()] == [AHN]
    assert ledger.agenda(date(2026, 3, 1), date(2026, 3, 31)) == []
    assert ledger.overdue() == []
    assert [meeting.meeting for meeting in ledger.overdue(as_of="2026-02-02")] == [AHN]


def test_an_audit_names_the_report_behind_each_field_and_change(ledger: Ledger) -> None:
    assert [entry.event.position for entry in ledger.history(AHN)] == [1, 2]
    assert [entry.event.position for entry in ledger.history()] == [1, 2]
    positions = {blame.field: blame.event.position for blame in ledger.why(AHN)}
    assert (positions["status"], positions["host"]) == (2, 1)
    changed = {difference.change.field: difference.change.new for difference in ledger.diff("@1", meeting="ahn")}
    assert changed["status"] == "confirmed"


def test_a_search_finds_people_in_any_spelling(ledger: Ledger) -> None:
    assert [hit.meeting.meeting for hit in ledger.search("AHN gyu")] == [AHN]
    assert ledger.search("nakatani") == []


def test_a_repeated_report_adds_nothing(ledger: Ledger) -> None:
    again = ledger.report(
        AHN, "confirmed", source="Yonhap", published="2026-01-22", claims={"window": {"edtf": "2026-01-30"}}
    )
    assert (again.position, again.repeat_of) == (None, 2)


def test_a_country_is_stored_and_asked_for_by_its_code(ledger: Ledger) -> None:
    ledger.report(AHN, "noted", source="Kyodo", published="2026-01-22", claims={"host": "UK"})
    assert ledger.status(AHN).host == "GB"
    assert [meeting.meeting for meeting in ledger.meetings(country="UK")] == [AHN]
    with pytest.raises(TrackerError, match="'XX' is not a country code"):
        ledger.report(AHN, "noted", source="Kyodo", published="2026-01-22", claims={"host": "XX"})


def test_a_dry_run_records_nothing(ledger: Ledger) -> None:
    outcome = ledger.report("ahn", "cancelled", source="Kyodo", published="2026-01-22", dry_run=True)
    assert (outcome.position, outcome.status) == (None, "cancelled")
    assert ledger.status(AHN).status == "confirmed"


def test_a_draft_is_linked_to_its_meeting_and_not_recorded(ledger: Ledger) -> None:
    article = (ROOT / "examples" / "ahn-to-japan.txt").read_text(encoding="utf-8")
    (proposal,) = ledger.draft(article, source="NationPress", published="2026-01-21")
    assert proposal.meeting == AHN
    assert proposal.draft.stage == "in_final_arrangement"
    assert len(ledger.history()) == 2


def test_a_draft_does_not_credit_its_own_publisher(ledger: Ledger) -> None:
    article = (ROOT / "examples" / "ahn-to-japan.txt").read_text(encoding="utf-8")
    (proposal,) = ledger.draft(article, source="yonhap", published="2026-01-21")
    assert proposal.source.via == ()


@pytest.mark.parametrize(
    ("mistake", "sentence"),
    [
        (lambda ledger: ledger.status("nobody"), "there is no meeting 'nobody'"),
        (lambda ledger: ledger.report("ahn", "hold", source="Kyodo", published="2026-01-22"), "'hold' is not a stage"),
        (lambda ledger: ledger.report("ahn", "held", source="K", published="2026-01-22", reason="x"), "'reason'"),
        (lambda ledger: ledger.status("ahn", as_of="soon"), "'soon' is not a day or an instant"),
    ],
)
def test_an_error_is_a_sentence_with_a_hint(ledger: Ledger, mistake: Any, sentence: str) -> None:
    with pytest.raises(TrackerError) as caught:
        mistake(ledger)
    assert sentence in caught.value.sentence
    assert caught.value.hint


def test_a_missing_log_is_an_error_but_the_default_file_reads_as_empty(tmp_path: Path, home: Path) -> None:
    with pytest.raises(TrackerError, match="does not exist"), open_ledger(tmp_path / "missing.db"):
        pytest.fail("opened a missing log")
    with open_ledger() as ledger:
        assert ledger.meetings() == []
    assert not list((home / "data").glob("*"))
    with open_ledger(create=True) as ledger:
        ledger.report("a-b", "confirmed", source="Kyodo", published="2026-01-22", new=True)
    with open_ledger() as ledger:
        assert len(ledger.meetings()) == 1


def test_every_exported_name_is_there_and_no_other() -> None:
    assert all(getattr(tracker, name) for name in tracker.__all__)
    assert [name for name in tracker.__all__ if f"`{name}`" not in PAGE] == []
    with pytest.raises(AttributeError, match="module 'tracker' has no attribute 'opened'"):
        _ = tracker.opened


def test_the_page_names_every_method() -> None:
    methods = [name for name in vars(Ledger) if not name.startswith("_")]
    assert [name for name in methods if f"`{name}(" not in PAGE] == []


def test_the_examples_of_the_page_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    with open_ledger("desk.db", create=True) as ledger:
        ledger.report("ahn-koizumi-japan-2026-01", "confirmed", source="Yonhap", published="2026-01-21", new=True)
    names: dict[str, Any] = {}
    for example in EXAMPLES:
        exec(compile(example, "docs/api.md", "exec"), names)
    assert list(names["table"]["meeting"]) == ["ahn-koizumi-japan-2026-01"]
    assert capsys.readouterr().out.splitlines()[-1] == "2 arranging"
