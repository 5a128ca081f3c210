"""Refusals of the log: each has one sentence, a hint and exit code 1, and nothing is recorded."""

from pathlib import Path

import pytest

from tests.cli.refusing import BECAUSE, DENIAL, LIST, NEW, OUTLET, REPORT, expect_nothing_recorded
from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL

REFUSED = [
    (
        (*REPORT, "--window", "2026-01-31/2026-01-29"),
        "'2026-01-31/2026-01-29' ends on 2026-01-29, before it begins on 2026-01-31",
        "Write 2026-01-29/2026-01-31 if the two are swapped.",
    ),
    (
        (*REPORT, "--window", "[2026-02..2026-01]"),
        "'[2026-02..2026-01]' ends on 2026-01-31, before it begins on 2026-02-01",
        "Write [2026-01..2026-02] if the two are swapped.",
    ),
    (("status", "zzz"), "there is no meeting 'zzz'", LIST),
    (("status", ""), "there is no meeting ''", LIST),
    (("status", "naka"), f"'naka' could be {DECEMBER} or {SEOUL}", "Write more of the name."),
    (
        ("why", "nakatani-soul-2025-09"),
        "there is no meeting 'nakatani-soul-2025-09'",
        f"Did you mean {SEOUL} or {DECEMBER}?",
    ),
    pytest.param(("history", "ahm"), "there is no meeting 'ahm'", f"Did you mean {AHN}?"),
    (("report", "nobody", *REPORT[2:]), "there is no meeting 'nobody'", "A new meeting begins with --new."),
    (("merge", "nobody", AHN), "there is no meeting 'nobody'", LIST),
    (("link", AHN, "part-of", "nobody"), "there is no meeting 'nobody'", LIST),
    (("diff", "nobody", "@1"), "there is no meeting 'nobody'", LIST),
    (("export", "--format", "json", "nobody"), "there is no meeting 'nobody'", LIST),
    (
        ("status", "ahn", "--as-of", "2026-01-19"),
        f"{AHN} was not known as of 2026-01-19",
        "Its first report, @4, was published 2026-01-20 and recorded 2026-01-20.",
    ),
    (
        ("status", "ahn", "--known-at", "@3"),
        f"{AHN} was not known at @3",
        "Its first report, @4, was published 2026-01-20 and recorded 2026-01-20.",
    ),
    (("report", AHN, *NEW), f"the meeting {AHN} exists", "It is not new: leave that out, or choose another name."),
    ((*REPORT, "--target", "@4"), "noted names a target", "Only a denial is about another report: leave it out."),
    ((*DENIAL, "@2"), f"@2 is not a report on {AHN}", f"tracker history {AHN} lists its reports."),
    ((*DENIAL, "@99"), f"@99 is not a report on {AHN}", f"tracker history {AHN} lists its reports."),
    (("link", AHN, "part-of", AHN), f"{AHN} cannot be linked to itself", "Name two meetings."),
    (("merge", SEOUL, SEOUL), f"{SEOUL} cannot be merged into itself", "Name two meetings."),
    (
        ("report", "ahn", "rescheduled", *REPORT[3:]),
        "a rescheduled meeting needs its new window",
        "Add --window, or say postponed while the new date is open.",
    ),
    (
        ("report", "ahn", "held", *REPORT[3:]),
        "held, but its window 30 Jan 2026 begins after 2026-01-28",
        "Give the day it was held with --window, or record another stage.",
    ),
    (
        ("correct", "@4", *BECAUSE, "--stage", "held"),
        "held, but its window some day 26 Jan – 1 Feb 2026 begins after 2026-01-20",
        "Give the day it was held with --window, or record another stage.",
    ),
    (("correct", "@99", *BECAUSE, "--kind", "visit"), "there is no @99", "The log ends at @6."),
    (
        ("correct", "@3", *BECAUSE, "--kind", "visit"),
        "@3 is a link",
        "Only its relation and its meeting can be corrected.",
    ),
    (("retract", "@5..@99", *BECAUSE), "there is no @99", "The log ends at @6."),
    (
        ("retract", "@4", *OUTLET, "--published", "2026-03-01"),
        "2026-03-01 is in the future",
        "Check --published: it is the day on which the item was printed.",
    ),
    (("diff", "@4", "@99"), "there is no @99", "The log ends at @6."),
    (("status", "--known-at", "@99"), "there is no @99", "The log ends at @6."),
    (("import", "/nowhere"), "/nowhere cannot be read: No such file or directory", "Name a file of JSON lines, or -."),
    (("import", "/"), "/ cannot be read: Is a directory", "Name a file of JSON lines, or -."),
    (
        ("--db", "/nowhere/a.db", "status"),
        "/nowhere/a.db does not exist",
        "tracker report --new or tracker draft --record begins it. Or name another with --db.",
    ),
    (
        ("--db", "/nowhere/a.db", "report", "new-talks", *NEW),
        "the folder /nowhere does not exist",
        "Create it, or name another file with --db.",
    ),
    (("--db", "/", "status"), "/ is a folder", "Name a file with --db."),
    (("--db", __file__, "status"), f"{__file__} is not a SQLite database", "Name another file with --db."),
]


@pytest.mark.parametrize(("words", "sentence", "hint"), REFUSED)
def test_a_refusal_exits_with_code_1(story: Path, words: tuple[str, ...], sentence: str, hint: str) -> None:
    expect_nothing_recorded(words, sentence, hint, code=1)


def test_a_name_that_is_merged_already_cannot_be_merged_again_nor_in_a_circle(story: Path) -> None:
    assert tracker("merge", DECEMBER, SEOUL).code == 0
    merged = f"{DECEMBER} was merged into {SEOUL} by @7"
    expect_nothing_recorded(("merge", DECEMBER, AHN), merged, "Retract @7 to separate them.", code=1)
    circle = f"{SEOUL} cannot be merged into {DECEMBER}"
    expect_nothing_recorded(("merge", SEOUL, DECEMBER), circle, f"{DECEMBER} is merged into {SEOUL} already.", code=1)


def test_a_plan_for_a_meeting_that_was_held_is_refused(story: Path) -> None:
    held = ("report", "ahn", "held", "--source", "Jiji", "--published", "2026-01-30")
    assert tracker(*held, at="2026-01-31T09:00:00+09:00").code == 0
    later = ("report", "ahn", "cancelled", "--source", "Jiji", "--published", "2026-01-31")
    expect_nothing_recorded(
        later,
        f"{AHN} was held, says @7",
        "Retract @7 if it was not held, or start another meeting with --new.",
        code=1,
        at="2026-01-31T10:00:00+09:00",
    )


def test_a_retracted_report_cannot_be_corrected(story: Path) -> None:
    assert tracker("retract", "@1", *BECAUSE).code == 0
    expect_nothing_recorded(
        ("correct", "@1", *BECAUSE, "--host", "JP"),
        "@1 was retracted by @7",
        "There is nothing to correct.",
        code=1,
    )
    gone = f"no report on {DECEMBER} counts any more"
    expect_nothing_recorded(("status", DECEMBER), gone, f"tracker history {DECEMBER} shows what was retracted.", code=1)
    again = ("report", DECEMBER, *REPORT[2:])
    expect_nothing_recorded(again, gone, "Start it again with --new.", code=1)


def test_undo_without_an_event_to_retract_is_refused(empty: Path) -> None:
    expect_nothing_recorded(("undo",), "nothing that desk recorded counts", "To redo, retract a retraction.", code=1)
