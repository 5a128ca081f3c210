"""Export for calendars, newsrooms and spreadsheets; to standard output or into a file."""

import csv
import io
import json
import subprocess
from pathlib import Path

import pytest
import vobject

from tests.cli.runner import INSTALLED, Done, installed, tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tests.cli.terminals import ROOT, command_on_terminal, environment, run_script
from tests.cli.test_hostile_text import LINE, is_harmless
from tracker.cli.text.export_formats import FORMATS
from tracker.domain.vocabulary import plain
from tracker.export.json_objects import STATUS_KEYS
from tracker.export.standard_codes import STATUS_CODES

OURS = ("ics", "ninjs", "jsonld", "json", "jsonl", "csv")
LOADED = """
import sys
from tracker.cli.main import run
for output in {formats!r}:
    sys.argv = ["tracker", "-q", "export", "--format", output]
    try:
        run()
    except SystemExit as ended:
        assert not ended.code, (output, ended.code)
sys.stdout.write("\\0" + " ".join(name for name in ("icalendar", "jsonschema", "sqlalchemy") if name in sys.modules))
"""


def export(output: str, *more: str) -> Done:
    """Export in a format."""
    return tracker("export", *more, "--format", output)


def report(meeting: str, stage: str, *more: str) -> None:
    """Record a report of 29 January."""
    words = ("report", meeting, stage, "--source", "Jiji", "--published", "2026-01-29")
    assert tracker(*words, *more).code == 0


# Calendars


def test_a_calendar_has_every_meeting_with_a_day(story: Path) -> None:
    text = export("ics").text
    events = vobject.readOne(text).vevent_list
    assert [(event.x_tracker_meeting.value, event.summary.value, event.status.value) for event in events] == [
        (AHN, "Ahn Gyu-back visits Japan", "CONFIRMED"),
        (DECEMBER, "CANCELLED: Visit: Gen Nakatani (Dec 2024)", "CANCELLED"),
        (SEOUL, "Gen Nakatani visits Seoul (some day 8–10 Sep 2025)", "CONFIRMED"),
    ]
    assert [event.sequence.value for event in events] == ["2", "0", "0"]
    assert [str(event.last_modified.value) for event in events] == [
        "2026-01-28 09:00:00+00:00",
        "2025-09-06 01:06:00+00:00",  # when it was linked
        "2025-09-06 01:06:00+00:00",
    ]
    assert export("ics", SEOUL, "ahn", AHN).text.count("BEGIN:VEVENT") == 2


def test_the_same_log_gives_the_same_calendar_on_any_day_and_after_a_restore(story: Path, tmp_path: Path) -> None:
    text = export("ics").text
    assert tracker("export", "--format", "ics", at="2027-05-05T09:00:00+09:00").text == text
    copy = str(tmp_path / "copy.db")
    assert tracker("--db", copy, "import", "-", stdin=export("jsonl").text).code == 0
    assert tracker("--db", copy, "export", "--format", "ics").text == text


def test_a_change_or_an_undo_keeps_the_uid_and_raises_the_sequence(story: Path) -> None:
    seen = []
    off = ("report", AHN, "cancelled", "--source", "Jiji", "--published", "2026-01-29", "--attribution", "official")
    for change in ((), off, ("undo",)):
        assert not change or tracker(*change).code == 0
        event = vobject.readOne(export("ics", "ahn").text).vevent
        seen.append((event.uid.value, event.sequence.value, event.status.value))
    assert seen == [(seen[0][0], *rest) for rest in (("2", "CONFIRMED"), ("3", "CANCELLED"), ("4", "CONFIRMED"))]


def test_a_calendar_can_be_asked_for_a_past_moment(story: Path) -> None:
    (event,) = vobject.readOne(export("ics", "ahn", "--known-at", "@5").text).vevent_list
    assert (event.sequence.value, event.status.value) == ("1", "TENTATIVE")
    (event,) = vobject.readOne(export("ics", "ahn", "--as-of", "2026-01-20").text).vevent_list
    assert event.summary.value == "Ahn Gyu-back visits Japan (arranging, some day 26 Jan – 1 Feb 2026)"


def test_meetings_that_a_calendar_leaves_out_are_counted_on_stderr(story: Path) -> None:
    report("call-a", "confirmed", "--new")
    report("call-b", "confirmed", "--new", "--window", "[2026-02..]")
    report("call-c", "denied", "--new", "--window", "2026-02-03")
    done = export("ics")
    assert (done.code, done.out.count("BEGIN:VEVENT")) == (0, 3)
    assert done.err == "left out of the calendar: 2 without a first or a last day, 1 denied\n"
    assert tracker("-q", "export", "--format", "ics").err == ""
    assert export("ics", "call-c").err == "left out of the calendar: 1 denied\n"


@pytest.mark.parametrize(
    ("how", "summary", "status"),
    [
        ("status", "CANCELLED: Visit: Gen Nakatani (Dec 2024)", "STATUS:CANCELLED"),
        ("title", "CANCELLED: Visit: Gen Nakatani (Dec 2024)", None),
        ("omit", None, None),
    ],
)
def test_cancelled_meetings_are_marked_or_omitted_as_the_option_says(
    story: Path, how: str, summary: str | None, status: str | None
) -> None:
    lines = export("ics", DECEMBER, "--cancelled", how).text.split("\r\n")
    assert [line for line in lines if line.startswith("SUMMARY")] == ([f"SUMMARY:{summary}"] if summary else [])
    assert [line for line in lines if line.startswith("STATUS")] == ([status] if status else [])


def test_the_option_for_cancelled_meetings_needs_a_calendar(story: Path) -> None:
    done = export("json", "--cancelled", "omit")
    assert (done.code, done.err.splitlines()[0]) == (
        2,
        "tracker: --cancelled needs --format ics",
    )


# Newsrooms


def test_ninjs_items_are_one_array_and_schema_org_events_one_graph(story: Path) -> None:
    items = export("ninjs").json
    assert [item["altIds"][0]["value"] for item in items] == [AHN, DECEMBER, SEOUL]
    document = export("jsonld").json
    assert [event["identifier"] for event in document["@graph"]] == [AHN, DECEMBER, SEOUL]
    assert [event["@id"] for event in document["@graph"]] == [item["uri"] for item in items]
    assert document["@graph"][0]["startDate"] == "2026-01-30"


def test_a_meeting_has_one_identifier_in_every_format(story: Path) -> None:
    uid = vobject.readOne(export("ics", "ahn").text).vevent.uid.value
    assert export("ninjs", "ahn").json[0]["uri"] == f"urn:uuid:{uid}"


# Tables


def test_a_csv_table_has_a_row_for_each_meeting(story: Path) -> None:
    text = export("csv").text
    assert text == tracker("status", "--all", "--format", "csv").text
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    assert [row["meeting"] for row in rows] == [AHN, DECEMBER, SEOUL]
    assert list(rows[0])[:2] + list(rows[0])[-4:] == ["meeting", "title", *STATUS_KEYS[-4:]]
    assert rows[1]["reason"] == "fallout of the failed martial law"


def test_a_csv_file_begins_with_the_byte_order_mark_that_excel_needs(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "meetings.csv"
    assert export("csv", "-o", str(file)).lines == [f"wrote {file}"]
    assert file.read_bytes().startswith(b"\xef\xbb\xbfmeeting,title,")
    with file.open(encoding="utf-8-sig", newline="") as stream:
        assert stream.read() == export("csv").text


# Files and outputs


@pytest.mark.slow
@pytest.mark.parametrize("output", [name for name in FORMATS if name != "csv"])
def test_a_file_has_the_text_that_would_be_printed(story: Path, tmp_path: Path, output: str) -> None:
    file = tmp_path / "out"
    done = export(output, "-o", str(file))
    assert done.out == f"wrote {file}\n"
    assert file.read_bytes() == export(output).out.encode()
    assert tracker("-q", "export", "--format", output, "-o", str(file)).out == ""
    assert export(output, "-o", "-").out == export(output).out


@pytest.mark.parametrize("output", FORMATS)
def test_an_empty_log_gives_an_empty_document(empty: Path, output: str) -> None:
    text = export(output).text
    assert "ahn" not in text
    if output in {"ninjs", "json", "jsonld"}:
        assert json.loads(text) in ([], {"@context": "https://schema.org", "@graph": []})


@pytest.mark.parametrize("output", [name for name in FORMATS if name != "jsonl"])
def test_an_unknown_meeting_leaves_no_file(story: Path, tmp_path: Path, output: str) -> None:
    file = tmp_path / "folder" / "out"
    file.parent.mkdir()
    done = export(output, "nobody", "-o", str(file))
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith("tracker: there is no meeting 'nobody'\n")
    assert list(file.parent.iterdir()) == []


def test_only_a_calendar_imports_the_calendar_library(story: Path) -> None:
    def loaded(*formats: str) -> list[str]:
        return run_script(LOADED.format(formats=formats)).rpartition("\0")[2].split()

    assert loaded(*(name for name in FORMATS if name != "ics")) == []
    assert loaded("ics") == ["icalendar"]


@pytest.mark.slow
def test_if_the_output_is_ascii_json_is_escaped_and_a_calendar_refused(story: Path, tmp_path: Path) -> None:
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    assert json.loads(installed("export", "--format", "ninjs", settings=ascii_only).stdout)
    done = installed("export", "--format", "ics", settings=ascii_only)
    assert (done.returncode, done.stdout) == (1, b"")
    assert done.stderr.splitlines()[0] == b"tracker: ics is written as UTF-8, but the output is not UTF-8"
    file = tmp_path / "out.ics"
    assert installed("export", "--format", "ics", "-o", str(file), settings=ascii_only).returncode == 0
    assert "some day 8–10 Sep 2025" in file.read_text(encoding="utf-8")


def test_superdesk_gets_an_event_a_file_in_a_folder(story: Path, tmp_path: Path) -> None:
    done = export("superdesk", "-o", str(tmp_path))
    files = sorted(tmp_path.glob("*.json"))
    assert done.out == f"wrote {len(files)} events to {tmp_path}\n"
    assert sorted(file.read_text(encoding="utf-8") for file in files) == sorted(
        export("superdesk").out.splitlines(keepends=True)
    )


def test_a_device_can_be_named_as_a_file(story: Path) -> None:
    done = subprocess.run(
        [str(INSTALLED), "-q", "export", "--format", "ics", "-o", "/dev/stdout"],
        env=environment(),
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, b"")
    assert done.stdout.decode() == export("ics").text


# Hostile text


@pytest.mark.slow
@pytest.mark.parametrize("output", OURS)
def test_no_format_sends_control_characters_to_a_terminal(db: Path, output: str) -> None:
    assert tracker("import", "-", stdin=json.dumps(LINE)).code == 0
    shown = command_on_terminal([str(INSTALLED), "export", "--format", output])
    assert is_harmless(shown.replace("\r\n", "\n").replace("\t", " "))
    assert "ahn-japan" in shown


def test_a_title_cannot_end_the_script_element_around_json_ld(empty: Path) -> None:
    title = "</script><script>alert(1)</script><!-- ]]> \u2028"
    report("ahn", "confirmed", "--new", "--title", title)
    text = export("jsonld").text
    assert "<" not in text
    assert json.loads(text)["@graph"][0]["name"] == "</script><script>alert(1)</script><!-- ]]>"


def test_the_page_on_exports_names_every_format_and_status() -> None:
    page = (ROOT / "docs" / "exports.md").read_text(encoding="utf-8")
    assert [name for name in FORMATS if f"| `{name}` |" not in page] == []
    for status, found in STATUS_CODES.items():
        row = next(row for row in page.splitlines() if row.startswith("| ") and plain(status or "details only") in row)
        assert [word for word in (found.iptc, found.icalendar, found.schema) if word and word not in row] == []
