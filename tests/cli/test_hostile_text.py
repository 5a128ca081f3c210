"""Hostile text: no text of a report steers the terminal, in any view."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest

from tests.cli.letters import STEERING
from tests.cli.runner import tracker

# Colour, a title for the window, a bell, an override that turns letters round, a new line with a forged row.
EVIL = "\x1b[31m\x1b]0;pwned\x07\u202e\u2066\x85\u2028\r\nahn  confirmed\tnow"
SHOWN = r"\x1b[31m\x1b]0;pwned\x07\u202e\u2066\x85\u2028\r\nahn  confirmed\tnow"
LINE: dict[str, Any] = {
    "meeting": "ahn-japan",
    "new": True,
    "stage": "postponed",
    "published": "2026-01-20",
    "source": {
        "outlet": f"outlet{EVIL}.",
        "url": f"url{EVIL}.",
        "headline": f"headline{EVIL}.",
        "language": f"language{EVIL}.",
        "via": [f"via{EVIL}."],
    },
    "attribution": {"class": "official", "words": f"attributed{EVIL}.", "side": ["KR"]},
    "claims": {
        "window": {"edtf": "2026-02", "words": f"words{EVIL}."},
        "original_window": {"edtf": "2026-01", "words": f"original{EVIL}."},
        "place": {"name": f"place{EVIL}.", "standing": "candidate"},
        "participants": [{"name": f"name{EVIL}.", "role": f"role{EVIL}.", "country": "KR"}],
        "without": [f"without{EVIL}."],
        "title": f"title{EVIL}.",
        "reason": f"reason{EVIL}.",
        "by": f"by{EVIL}.",
    },
    "quote": f"quote{EVIL}.",
}
VIEWS = [
    ("status", "--all"),
    ("status", "ahn"),
    ("agenda", "2026-01-01", "2026-12-31", "--all"),
    ("history",),
    ("history", "ahn"),
    ("why", "ahn"),
    ("diff", "2026-01-01"),
    ("diff", "ahn", "@0"),
]
IN_HISTORY = "via title words place name role reason by"


@pytest.fixture(scope="module")
def evil_log(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Record a report, a correction and a retraction that carry control characters in every text field."""
    path = tmp_path_factory.mktemp("evil") / "desk.db"
    second = ("report", "ahn", "noted", "--source", f"second{EVIL}.", "--published", "2026-01-21", "--title", "x")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("TRACKER_DB", str(path))
        patch.setenv("TRACKER_USER", f"desk{EVIL}.")
        assert tracker("import", "-", stdin=json.dumps(LINE)).code == 0
        assert tracker(*second).code == 0
        assert tracker("correct", "@2", "--because", f"because{EVIL}.", "--headline", "x").code == 0
        assert tracker("retract", "@2", "--because", f"withdrawn{EVIL}.").code == 0
    return path


@pytest.fixture
def evil(evil_log: Path, db: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Copy that log to the path of the log."""
    monkeypatch.setenv("TRACKER_USER", f"desk{EVIL}.")
    shutil.copy(evil_log, db)
    return db


def is_harmless(text: str) -> bool:
    """Whether line feeds are the only control characters."""
    return not STEERING.search(text.replace("\n", ""))


@pytest.mark.parametrize(
    "words",
    [pytest.param(words) if words == ("status", "ahn") else words for words in VIEWS],
)
def test_no_view_sends_control_characters_to_a_terminal(evil: Path, words: tuple[str, ...]) -> None:
    shown = tracker(*words).text
    assert is_harmless(shown)
    # A line of the report's own never becomes a line of the table.
    assert not any(line.startswith("ahn  confirmed") for line in shown.splitlines())


@pytest.mark.parametrize(
    ("words", "fields"),
    [
        (("status", "--all"), "place attributed reason by"),
        pytest.param(("status", "ahn"), "title attributed words original place name role reason by"),
        pytest.param(("history",), f"{IN_HISTORY} outlet headline quote desk because withdrawn second"),
        (("why", "ahn"), f"{IN_HISTORY} outlet"),
        (("diff", "@0"), f"{IN_HISTORY} outlet"),
    ],
)
def test_control_characters_are_shown_escaped(evil: Path, words: tuple[str, ...], fields: str) -> None:
    shown = tracker(*words).text
    assert [field for field in fields.split() if f"{field}{SHOWN}." not in shown] == []


def test_commands_that_record_escape_control_characters(evil: Path) -> None:
    report = ("report", "ahn", "noted", "--source", f"third{EVIL}.", "--published", "2026-01-22")
    done = tracker(*report, "--title", f"title{EVIL}!", "--place", f"place{EVIL}!?", "--kind", "talks")
    assert is_harmless(done.text)
    assert f"title{SHOWN}. → title{SHOWN}!" in done.text
    assert is_harmless(tracker("undo").text)


@pytest.mark.parametrize(
    "words",
    [
        ("status", EVIL),
        ("diff", EVIL, "@1"),
        (EVIL,),
        (f"--{EVIL}",),
        ("status", f"--{EVIL}"),
        ("status", "--format", EVIL),
        ("status", "--as-of", EVIL),
        ("status", "--country", EVIL),
        ("report", EVIL, "noted", "--new", "--source", "x", "--published", "2026-01-01"),
        ("report", "ahn", EVIL, "--source", "x", "--published", "2026-01-01"),
        ("report", "ahn", "noted", "--source", "x", "--published", EVIL),
        ("report", "ahn", "noted", "--source", "x", "--published", "2026-01-01", "--window", EVIL),
        ("retract", f"@{EVIL}", "--because", "x"),
        ("verify", "--checkpoint", EVIL),
        ("import", EVIL),
        ("--db", EVIL, "status"),
    ],
)
def test_an_error_escapes_the_arguments_that_it_quotes(evil: Path, words: tuple[str, ...]) -> None:
    done = tracker(*words)
    assert done.code in {1, 2}
    assert done.err.startswith("tracker: ")
    assert len(done.err.splitlines()) == 2
    assert is_harmless(done.err)


def test_an_error_escapes_the_import_line_that_it_quotes(evil: Path) -> None:
    for line in ({EVIL: 1}, {**LINE, "stage": EVIL}, {**LINE, "meeting": EVIL}, {**LINE, "published": EVIL}):
        done = tracker("import", "-", stdin=json.dumps(line))
        assert done.code == 1
        assert is_harmless(done.err)


def test_json_and_csv_keep_the_text_as_it_was(evil: Path) -> None:
    status = tracker("status", "ahn", "--format", "json")
    assert "\x1b" not in status.out
    assert (status.json["title"], status.json["window"]["words"]) == (f"title{EVIL}.", f"words{EVIL}.")
    event = tracker("history", "--format", "json").json[0]
    assert (event["source"], event["quote"]) == (LINE["source"], f"quote{EVIL}.")
    assert tracker("feed").jsonl[0] == event
    assert f'"title{EVIL}."' in tracker("status", "ahn", "--format", "csv").text
