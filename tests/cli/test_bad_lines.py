"""Bad lines of an import: the line at fault is named, and no line of the file is recorded."""

import io
import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.refusing import head
from tests.cli.runner import tracker
from tests.cli.story import AHN, SEOUL
from tracker.cli import input_lines
from tracker.domain.errors import TrackerError

GOOD: dict[str, Any] = {"meeting": AHN, "stage": "noted", "published": "2026-01-28", "source": {"outlet": "Jiji"}}
OBJECT = "Write it as {…}."
LIST = "Write it as […]."
TEXT = "Write it in quotation marks."
LINE_KEYS = "Valid keys: meeting, new, stage, published, source, attribution, claims, quote, target, evidence, article."
CLAIM_KEYS = (
    "Valid keys: window, original_window, place, host, participants, without, kind, title, reason, by, "
    "withdrawn, in_doubt."
)
A_NUMBER = "Write it as a number: 7 for @7."
ROW_KEYS = (
    "It must have exactly these keys: position, meeting, version, type, published, recorded_at, recorded_by, payload, "
    "fingerprint, hash."
)


def but(**fields: Any) -> str:
    """Return the good line with other fields."""
    return json.dumps(GOOD | fields)


def without(field: str) -> str:
    """Return the good line without a field."""
    return json.dumps({key: value for key, value in GOOD.items() if key != field})


LINES = [
    ("[1]", " is not a JSON object", "Each line holds one object: {…}."),
    ("7", " is not a JSON object", "Each line holds one object: {…}."),
    ('{"meeting": NaN}', ": NaN is not a JSON number", "Write it as text, or leave it out."),
    ('{"new": true, "new": true}', ": one object has the same key twice", "Leave one of them out."),
    (without("meeting"), ": the line has no meeting", "Add meeting: it is required."),
    (without("stage"), ": the report has no stage", "Add stage: it is required."),
    (without("published"), ": the report has no published", "Add published: it is required."),
    (without("source"), ": source has no outlet", "Add outlet: it is required."),
    (but(stage=None), ": the report has no stage", "Add stage: it is required."),
    (but(source={"outlet": " "}), ": source has no outlet", "Add outlet: it is required."),
    (but(colour=1), ": unknown key 'colour' in the line", LINE_KEYS),
    (but(colour=None), ": unknown key 'colour' in the line", LINE_KEYS),
    (but(claims={"wind": 1}), ": unknown key 'wind' in claims", CLAIM_KEYS),
    (
        but(source={"outlet": "Jiji", "link": "x"}),
        ": unknown key 'link' in source",
        "Valid keys: outlet, url, headline, language, via.",
    ),
    (but(attribution={"who": "x"}), ": unknown key 'who' in attribution", "Valid keys: class, words, side."),
    (
        but(claims={"window": {"edtf": "2026", "text": "x"}}),
        ": unknown key 'text' in window",
        "Valid keys: edtf, words.",
    ),
    (but(meeting=7), ": meeting in the line must be text", TEXT),
    (but(stage=3), ": stage in the report must be text", TEXT),
    (but(new="yes"), ": new must be true or false", "Leave it out for a meeting that exists."),
    (but(source="Jiji"), ": source must be an object", OBJECT),
    (but(source={"outlet": "Jiji", "via": "Yonhap"}), ": via in source must be a list", LIST),
    (but(attribution="official"), ": attribution must be an object", OBJECT),
    (but(claims=[]), ": claims must be an object", OBJECT),
    (but(claims={"window": "2026-01"}), ": window must be an object", OBJECT),
    (but(claims={"window": {"words": "soon"}}), ": window has no edtf", "Add edtf: it is required."),
    (but(claims={"place": "Seoul"}), ": place must be an object", OBJECT),
    (
        but(claims={"place": {"name": "Seoul", "standing": "likely"}}),
        ": 'likely' is not a standing",
        "Choose from: candidate, fixed.",
    ),
    (but(claims={"participants": "Ahn"}), ": participants in claims must be a list", LIST),
    (but(claims={"participants": ["Ahn"]}), ": a participant must be an object", OBJECT),
    (
        but(claims={"participants": [{"country": "KR"}]}),
        ": a participant has neither a name nor a role",
        'Write "Name, role, CC".',
    ),
    (but(target="@7"), ": target must be a position in the log", A_NUMBER),
    (but(target=True), ": target must be a position in the log", A_NUMBER),
    (but(target=0), ": target must be a position in the log", A_NUMBER),
    (but(source={"outlet": "a\0b"}), ": outlet in source contains a NUL character", "Remove it."),
    (but(source={"outlet": "\ud800"}), ": outlet in source is not valid Unicode", "Save it as UTF-8."),
    (but(published="2026-02-30"), ": 2026-02-30 is not in the calendar", "Check the month and the day."),
    (
        but(published="2026-02-28"),
        ": 2026-02-28 is in the future",
        "Check --published: it is the day on which the item was printed.",
    ),
    (
        but(claims={"window": {"edtf": "2026-02/2026-01"}}),
        ": '2026-02/2026-01' ends on 2026-01-31, before it begins on 2026-02-01",
        "Write 2026-01/2026-02 if the two are swapped.",
    ),
    (
        but(claims={"host": "Japan"}),
        ": 'Japan' is not a country code",
        "Did you mean JP (Japan)?",
    ),
    (
        but(new=True, stage="confirmed"),
        f": the meeting {AHN} exists",
        "It is not new: leave that out, or choose another name.",
    ),
    (but(position=3), ": unknown key 'position' in the line", LINE_KEYS),
    pytest.param(
        but(meeting="ahn"),
        ": there is no meeting 'ahn'",
        f'Did you mean {AHN} or {SEOUL}? A meeting begins with "new": true.',
    ),
]


@pytest.mark.parametrize(("line", "complaint", "hint"), LINES)
def test_a_bad_line_is_named_and_nothing_of_the_file_is_recorded(
    story: Path, line: str, complaint: str, hint: str
) -> None:
    before = head()
    good = but(quote="the first line is good")
    done = tracker("import", "-", stdin=f"{good}\n\n{line}\n")
    assert (done.out, done.err, done.code) == ("", f"tracker: line 3{complaint}\nhint: {hint}\n", 1)
    assert head() == before


def test_a_line_that_is_not_json_is_named_once(story: Path) -> None:
    done = tracker("import", "-", stdin=but() + "\n{oops\n")
    assert done.err.startswith("tracker: line 2 is not valid JSON")
    assert "line 1" not in done.err


def test_a_line_that_is_not_utf_8_is_named(story: Path) -> None:
    done = tracker("import", "-", stdin=but().encode() + b"\n\xff\n")
    assert (done.err, done.code) == ("tracker: line 2 is not UTF-8\nhint: Save the file as UTF-8.\n", 1)
    assert head()[0] == 6


def test_an_export_is_not_restored_into_a_log_with_events(story: Path) -> None:
    whole = tracker("export", "--format", "jsonl").text
    done = tracker("import", "-", stdin=whole)
    assert done.code == 1
    assert done.err == (
        f"tracker: {story} holds 6 events already\n"
        "hint: Restore an export into a database of its own, named with --db.\n"
    )


def test_a_line_that_is_too_long_is_named_by_its_number_before_the_input_ends(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_lines, "_CHUNK", 4)
    monkeypatch.setattr(input_lines, "_LONGEST_LINE", 10)
    input_lines._copy(io.BytesIO(b"a\nb\n" + b"x" * 10 + b"\n"), io.BytesIO())
    with pytest.raises(TrackerError, match=r"line 4 is longer than"):
        input_lines._copy(io.BytesIO(b"a\nb\nc\n" + b"x" * 11 + b"\nd"), io.BytesIO())


def test_an_input_that_does_not_end_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(input_lines, "_LONGEST_STDIN", 1000)
    input_lines._copy(io.BytesIO(b"\n" * 1000), io.BytesIO())
    with pytest.raises(TrackerError, match=r"^standard input is longer than"):
        input_lines._copy(io.BytesIO(b"\n" * 1001), io.BytesIO())


def changed(line: str, **fields: Any) -> str:
    return json.dumps(json.loads(line) | fields)


def test_an_altered_export_is_restored_as_it_is_if_asked_for(story: Path, tmp_path: Path) -> None:
    lines = tracker("export", "--format", "jsonl").text.splitlines()
    lines[1] = changed(lines[1], recorded_by="somebody")
    copy = ("--db", str(tmp_path / "copy.db"))
    done = tracker(*copy, "import", "--damaged", "-", stdin="\n".join(lines) + "\n")
    assert (done.out.splitlines()[0], done.code) == ("recorded 6, 0 already there", 1)
    assert done.err.startswith("tracker: the hash of @2 does not fit its content and the hash before it\n")
    assert tracker(*copy, "history", AHN).code == 0


@pytest.mark.parametrize(
    ("number", "fields", "complaint", "hint"),
    [
        (
            2,
            {"meeting": "other"},
            "the hash of @2 does not fit",
            "This copy was altered: export the log again, or restore it as it is with --damaged.",
        ),
        (3, {"position": 4}, "@4 follows @2", "The copy is incomplete: export the log again."),
        (
            *(1, {"version": "1"}, "version has the wrong type"),
            "Export the log again: this copy was altered.",
        ),
        (
            *(4, {"note": "x"}, "this is not a line of an export"),
            ROW_KEYS,
        ),
    ],
)
def test_an_altered_export_is_not_restored(
    story: Path, number: int, fields: dict[str, Any], complaint: str, hint: str
) -> None:
    lines = tracker("export", "--format", "jsonl").lines
    lines[number - 1] = changed(lines[number - 1], **fields)
    copy = story.with_name("copy.db")
    done = tracker("--db", str(copy), "import", "-", stdin="\n".join(lines) + "\n")
    assert (done.err, done.code) == (f"tracker: line {number}: {complaint}\nhint: {hint}\n", 1)
    assert not copy.exists()
