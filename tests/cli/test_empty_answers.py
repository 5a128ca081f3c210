"""An empty answer: a sentence on stderr that repeats what was asked for, nothing on stdout, and exit code 0."""

from pathlib import Path

import pytest

from tests.cli.runner import Done, tracker
from tests.cli.story import AHN

MORE = "--all also shows those that are"


def nothing(*words: str) -> str:
    """Return the sentence of a command that finds nothing."""
    done = tracker(*words)
    assert (done.out, done.code) == ("", 0)
    return done.err


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("status --status held", "No meeting is held."),
        ("status --status held --country UA", "No meeting in UA is held."),
        ("status --status arranging --with Lavrov", "No meeting with Lavrov is being arranged."),
        ("status --status in-final-arrangement --country jp", "No meeting in JP is in final arrangement."),
        ("status --country UA --with Sybiha", "No meeting in UA with Sybiha is in the log."),
        ("status --as-of 2024-01-01", f"No meeting is planned or postponed, as of 2024-01-01; {MORE} over."),
        ("status --all --known-at @0", "No meeting is in the log, at @0."),
        ("agenda 2026-03", f"No meeting is expected from 1 Mar 2026 to 31 Mar 2026; {MORE} off."),
        ("agenda 2026-03-01 2026-03-01 --all", "No meeting is expected on 1 Mar 2026."),
        ("agenda --overdue --as-of 2025-09-06", "No plan is overdue, as of 2025-09-06."),
        ("agenda --quiet 1000", "No plan has been without news for 1000 days."),
        ("history --known-at @0", "No event is in the log, at @0."),
        ("diff yesterday", "Nothing has changed since 28 Jan 2026."),
        ("diff ahn @6", "Nothing has changed in ahn since @6."),
        ("diff nakatani-seoul-2025 @4 @5", "Nothing has changed in nakatani-seoul-2025 between @4 and @5."),
        ("search Macron Paris", "No meeting mentions macron paris."),
        ("search koizumi --as-of 2026-01-19", "No meeting mentions koizumi, as of 2026-01-19."),
        ("outlets --as-of 2024-01-01", "No outlet has reported anything, as of 2024-01-01."),
        ("lag --country US", "No meeting of US can be compared."),
        ("lag pairs --country US --country JP", "No meeting of US and JP is between two countries."),
        ("lag windows", "No meeting was announced and then held."),
        ("lag stages --country US", "No meeting of US has had a stage."),
    ],
)
def test_the_sentence_repeats_the_filter(story: Path, words: str, sentence: str) -> None:
    assert nothing(*words.split()) == f"{sentence}\n"


def test_an_empty_log_says_what_is_missing(empty: Path) -> None:
    assert nothing("status") == f"No meeting is planned or postponed; {MORE} over.\n"
    assert nothing("agenda") == f"No meeting is expected from 29 Jan 2026 to 11 Feb 2026; {MORE} off.\n"
    assert nothing("history") == "The log is empty.\n"
    assert nothing("outlets") == "No outlet has reported anything.\n"
    assert nothing("lag") == "No meeting can be compared.\n"


def test_why_names_the_meeting_of_which_nothing_is_known(empty: Path) -> None:
    tracker("report", "ahn", "noted", "--new", "--source", "Jiji", "--published", "2026-01-28")
    assert nothing("why", "ahn") == "No field of ahn is set.\n"


def test_hidden_characters_of_a_filter_are_escaped(story: Path) -> None:
    assert nothing("status", "--with", "\x1b[31m") == "No meeting with \\x1b[31m is in the log.\n"


def test_json_csv_and_quiet_have_no_sentence(story: Path) -> None:
    assert tracker("status", "--status", "held", "--format", "json") == Done(out="[]\n", err="", code=0)
    assert tracker("agenda", "2026-03", "--format", "csv").text.startswith("meeting,title,")
    assert tracker("-q", "diff", AHN, "@6") == Done(out="", err="", code=0)
