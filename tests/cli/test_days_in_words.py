"""Days in words on the command line, on Thursday 29 January 2026."""

from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN, SEOUL

NOTE = ("report", AHN, "noted", "--source", "Jiji", "--place", "Tokyo", "--published")


def names(*words: str) -> list[str]:
    """Return the names of the meetings that a command shows, in order."""
    return [meeting["meeting"] for meeting in tracker(*words, "--format", "json").json]


def refused(*words: str) -> tuple[int, str]:
    """Return the exit code and the message of a command that is refused."""
    done = tracker(*words)
    assert done.out == ""
    return done.code, done.err


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("thursday", "2026-01-29"),
        ("Monday", "2026-01-26"),
        ("last thursday", "2026-01-22"),
        ("28 Jan", "2026-01-28"),
        ("Jan 27, 2026", "2026-01-27"),
        ("16 nov", "2025-11-16"),
        ("3 days ago", "2026-01-26"),
        ("2026/01/27", "2026-01-27"),
    ],
)
def test_a_report_was_published_on_the_last_such_day(story: Path, text: str, day: str) -> None:
    assert tracker(*NOTE, text).code == 0
    assert tracker("history", "--format", "json").json[-1]["published"] == day


@pytest.mark.parametrize("text", ["tomorrow", "next monday", "30 Jan 2026", "in 2 days"])
def test_a_report_is_not_published_in_the_future(story: Path, text: str) -> None:
    assert refused(*NOTE, text) == (
        1,
        f"tracker: {text!r} is in the future\nhint: Check --published: it is the day on which the item was printed.\n",
    )


def test_numbers_that_may_be_day_or_month_are_refused_everywhere(story: Path) -> None:
    sentence = "tracker: '03/02/2026' does not begin with the year"
    hint = "hint: Write 2026-02-03 or 2026-03-02."
    for words in (NOTE, ("agenda",), ("status", "--as-of"), ("history", "--known-at"), ("diff",), ("diff", "ahn")):
        assert refused(*words, "03/02/2026") == (2, f"{sentence}\n{hint}\n")


def test_a_correction_takes_a_day_in_words(story: Path) -> None:
    tracker("correct", "@6", "--because", "misread", "--published", "last monday")
    assert tracker("why", AHN, "--format", "json").json[1]["published"] == "2026-01-28T17:00+09:00"
    assert tracker("history", AHN, "--format", "json").json[-1]["fields"] == {"published": "2026-01-26"}


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("this week",), [AHN]),
        (("this", "week"), [AHN]),
        (("next", "week"), []),
        (("2026-01",), [AHN]),
        (("2025",), [SEOUL]),
        (("september",), [SEOUL]),
        (("tomorrow", "tomorrow"), [AHN]),
        (("8", "Sept", "2025", "30", "Jan"), [SEOUL, AHN]),
        (("2025-09-08/2025-09-09",), [SEOUL]),
        (("friday",), [AHN]),
        (("31 Jan",), []),
    ],
)
def test_the_agenda_takes_a_span_or_two_days_quoted_or_not(
    story: Path, words: tuple[str, ...], found: list[str]
) -> None:
    assert names("agenda", *words) == found


@pytest.mark.parametrize(
    ("words", "same_as"),
    [
        (("status", "--as-of", "last week"), ("status", "--as-of", "2026-01-25")),
        (("status", "--as-of", "wednesday"), ("status", "--as-of", "2026-01-28")),
        (("history", "--known-at", "20 Jan"), ("history", "--known-at", "2026-01-20")),
        (("diff", "last week"), ("diff", "2026-01-25")),
        (("diff", "last", "week", "tuesday"), ("diff", "2026-01-25", "2026-01-27")),
        (("diff", "ahn", "20", "jan", "21", "jan"), ("diff", "ahn", "2026-01-20", "2026-01-21")),
        (("diff", "monday", "now"), ("diff", "2026-01-26", "2026-01-29")),
    ],
)
def test_a_moment_is_the_end_of_its_days(story: Path, words: tuple[str, ...], same_as: tuple[str, ...]) -> None:
    assert tracker(*words, "--format", "json").json == tracker(*same_as, "--format", "json").json


def test_a_day_of_several_words_after_an_option_has_to_be_quoted(story: Path) -> None:
    code, message = refused("status", "--as-of", "last", "monday")
    assert (code, message.splitlines()) == (
        2,
        [
            "tracker: 'last' is not a day or an instant",
            "hint: Quote a day of several words: 'last monday', '3 days ago'.",
        ],
    )


def test_diff_takes_the_beginning_of_a_name_for_a_meeting_even_if_a_month_begins_so(story: Path) -> None:
    tracker("report", "mar-a-lago", "proposed", "--new", "--source", "AP", "--published", "today")
    assert {change["meeting"] for change in tracker("diff", "mar", "yesterday", "--format", "json").json} == {
        "mar-a-lago"
    }
