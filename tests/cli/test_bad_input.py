"""Bad command lines: each gets one sentence, a hint and exit code 2, and records nothing."""

from pathlib import Path

import pytest

from tests.cli.refusing import (
    A_NAME,
    A_POSITION,
    BECAUSE,
    CODES,
    DENIAL,
    DESK_NEVER,
    NEW,
    NO_SUCH_DATE_SHAPE,
    RELATIONS,
    REPORT,
    STAGES,
    TWO_MOMENTS,
    WRITE_A_MOMENT,
    WRITE_THE_DAYS,
    expect_nothing_recorded,
)
from tests.cli.runner import tracker
from tests.cli.story import AHN, SEOUL
from tracker.cli.text.export_formats import FORMATS

A_WHEN = "Write 2026-01-28, 2026-01-28T17:00+09:00, today, yesterday, '3 days ago', or @12."
A_PERSON = 'Write a name without a comma: "Sergei Lavrov, foreign minister, RU". An office begins with a small letter.'
CLEARABLE = (
    "Choose from: url, headline, via, language, attribution, attributed-to, side, kind, with, without, window, "
    "original-window, place, host, withdraw, in-doubt, reason, by, title, quote, target."
)

NAME_A_FIELD = "Name a field: --window, --stage, --clear …; of a link --relation or --to."
KOREAS = "Did you mean KR (South Korea) or KP (North Korea)?"
UNPARSABLE = [
    ((*REPORT, "--host", "XX"), "'XX' is not a country code", CODES),
    ((*REPORT, "--side", "KR", "--side", "KOR"), "'KOR' is not a country code", "Did you mean KR (South Korea)?"),
    ((*REPORT, "--by", "zz"), "'zz' is not a country code", CODES),
    ((*REPORT, "--with", "Lavrov, Sergei, RU"), "'Sergei' in 'Lavrov, Sergei, RU' is not an office", A_PERSON),
    (
        (*REPORT, "--with", "Kim, Jong Un, leader, KP"),
        "'Jong Un' in 'Kim, Jong Un, leader, KP' is not an office",
        A_PERSON,
    ),
    (
        ("correct", "@4", *BECAUSE, "--with", "Ahn, Gyu-back, KR"),
        "'Gyu-back' in 'Ahn, Gyu-back, KR' is not an office",
        A_PERSON,
    ),
    (("status", "--country", "XX"), "'XX' is not a country code", CODES),
    ((*REPORT, "--original-window", "soon"), f"'soon' {NO_SUCH_DATE_SHAPE}", WRITE_THE_DAYS),
    ((*REPORT, "--words", "soon"), "--words needs --window", "Add the window that the words describe."),
    ((*REPORT, "--host", "Japan"), "'Japan' is not a country code", "Did you mean JP (Japan)?"),
    ((*REPORT, "--side", "korea"), "'korea' is not a country code", KOREAS),
    ((*REPORT, "--with", "Ahn, minister, Korea"), "'Korea' is not a country code", KOREAS),
    ((*REPORT, "--with", ", ,"), "a participant has neither a name nor a role", 'Write "Name, role, CC".'),
    (
        (*REPORT, "--kind", "party"),
        "'party' is not a kind",
        "Choose from: visit, talks, summit, multilateral, forum, call, operation.",
    ),
    (
        (*REPORT, "--attribution", "rumour"),
        "'rumour' is not an attribution",
        "Choose from: official, sources, unattributed, media.",
    ),
    ((*DENIAL, "seven"), "'seven' is not a position", A_POSITION),
    pytest.param((*DENIAL, "@0"), "'@0' is not a position", A_POSITION),
    (("report", "ahn", "called-off", *REPORT[3:]), "'called-off' is not a stage", STAGES),
    (("report", "Ahn Japan", *NEW), "'Ahn Japan' is not a meeting name", A_NAME),
    (("report", "2026-ahn", *NEW), "'2026-ahn' is not a meeting name", A_NAME),
    (("report", "a" * 101, *NEW), f"'{'a' * 60}'… is not a meeting name", A_NAME),
    (("report", "Today", *NEW), "'today' is a point in time, not a meeting name", "Choose another name."),
    (("report", "ahn", "noted", "--source", " ", *REPORT[5:]), "source has no outlet", "Add outlet: it is required."),
    (("link", AHN, "sequel-of", SEOUL), "'sequel-of' is not a relation", RELATIONS),
    (
        ("agenda", "2026-02-01", "2026-01-26"),
        "2026-01-26 comes before 2026-02-01",
        "Write: tracker agenda 2026-01-26 2026-02-01",
    ),
    (("agenda", "@4"), "'@4' is not a day", "Write 2026-01-28, today, yesterday or '3 days ago'."),
    (
        ("agenda", "2026-01-28T09:00Z"),
        "'2026-01-28T09:00Z' is not a day",
        "Write 2026-01-28, today, yesterday or '3 days ago'.",
    ),
    (("agenda", "soon"), "'soon' is not a day or an instant", A_WHEN),
    (
        ("diff", "2026-01-22", "@4"),
        "a day and a place in the log cannot be compared",
        "Give two days, or two positions.",
    ),
    (
        ("diff", "@4", "2026-01-22"),
        "a day and a place in the log cannot be compared",
        "Give two days, or two positions.",
    ),
    (("diff", "ahn"), "diff takes one or two moments", TWO_MOMENTS),
    (("diff", "ahn", "@1", "@2", "@3"), "diff takes one or two moments", TWO_MOMENTS),
    (("diff", "@x"), "'@x' is not a day or an instant", A_WHEN),
    (("status", "--as-of", "@4"), "@4 is a place in the log, not a day of the press", "Use --known-at @4."),
    (("status", "--as-of", "soon"), "'soon' is not a day or an instant", A_WHEN),
    (("status", "--known-at", "2026-01-32"), "2026-01-32 is not in the calendar", A_WHEN),
    (
        ("status", "--status", "noted"),
        "'noted' is not a status",
        "Choose from: proposed, arranging, in-final-arrangement, confirmed, postponed, cancelled, held, denied.",
    ),
    (("status", "--country", "Korea"), "'Korea' is not a country code", KOREAS),
    (("correct", "@4", *BECAUSE), "there is nothing to correct", NAME_A_FIELD),
    (("correct", "four", *BECAUSE, "--host", "KR"), "'four' is not a position", A_POSITION),
    (("correct", "@4", *BECAUSE, "--stage", "agreed"), "'agreed' is not a stage", STAGES),
    (("correct", "@3", *BECAUSE, "--relation", "sequel"), "'sequel' is not a relation", RELATIONS),
    (
        ("correct", "@4", *BECAUSE, "--clear", "colour"),
        "'colour' is not a field that can be cleared",
        CLEARABLE,
    ),
    (
        ("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28", "--withdraw", "title"),
        "'title' is not a field that can be withdrawn",
        "Choose from: window, place, host.",
    ),
    (
        ("correct", "@4", *BECAUSE, "--published", "soon"),
        "'soon' is not a day or an instant",
        WRITE_A_MOMENT,
    ),
    (("retract", "@4", *BECAUSE, "--published", "2026-01-22"), "--published goes with --fault outlet", DESK_NEVER),
    (("retract", "@4..@2", *BECAUSE), "@4..@2 ends before it begins", "Write @2..@4."),
    (("retract", "four", *BECAUSE), "'four' is not a position", A_POSITION),
    pytest.param(("retract", "@4..", *BECAUSE), "'' is not a position", A_POSITION),
    (("feed", "--after", "four"), "'four' is not a position", A_POSITION),
    (
        ("verify", "--checkpoint", "7 6f0a"),
        "'7 6f0a' is not a checkpoint",
        "Give the first line that tracker verify printed: tracker-checkpoint/1 7 6f0a…",
    ),
    *(
        (
            ("export", "--format", "jsonl", *clock),
            "jsonl exports the whole log",
            "Leave out MEETING, --as-of and --known-at, or use json.",
        )
        for clock in (("--as-of", "2026-01-22"), ("--known-at", "@4"))
    ),
    (
        ("export", "--format", "jsonl", "ahn"),
        "jsonl exports the whole log",
        "Leave out MEETING, --as-of and --known-at, or use json.",
    ),
]

# Usage errors of Click: the hint refers to the help of the command.
USAGE = [
    (("report", "ahn", "noted", *NEW[4:]), "report", "missing option '--source'"),
    (("report", "ahn", "noted", "--source", "Jiji"), "report", "missing option '--published'"),
    (("report", "ahn"), "report", "missing argument 'STAGE'"),
    (("report",), "report", "missing argument 'MEETING'"),
    (("correct", "@4", "--host", "KR"), "correct", "missing option '--because'"),
    (("retract", "@4"), "retract", "missing option '--because'"),
    (("why",), "why", "missing argument 'MEETING'"),
    (("diff",), "diff", "missing argument '[MEETING] FROM [TO]'"),
    (("import",), "import", "missing argument 'FILE|-'"),
    (("status", "a", "b"), "status", "got unexpected extra argument (b)"),
    (("status", "--formt", "json"), "status", "no such option '--formt'. Did you mean '--format'?"),
    (
        ("status", "--format", "xml"),
        "status",
        "invalid value for '--format': 'xml' is not one of 'text', 'json', 'csv'",
    ),
    (("where", "--format", "csv"), "where", "invalid value for '--format': 'csv' is not one of 'text', 'json'"),
    (
        ("correct", "@4", *BECAUSE, "--fault", "us", "--host", "KR"),
        "correct",
        "invalid value for '--fault': 'us' is not one of 'desk', 'outlet'",
    ),
    (
        ("status", "ahn", "--all"),
        "status",
        "one MEETING is shown in full: leave out --status, --country, --with and --all",
    ),
    (("agenda", "--overdue", "2026-01-26"), "agenda", "--overdue covers all days: leave out FROM, TO and --all"),
    (("agenda", "--overdue", "--all"), "agenda", "--overdue covers all days: leave out FROM, TO and --all"),
    (("--color", "red", "status"), "", "invalid value for '--color': 'red' is not one of 'auto', 'always', 'never'"),
    (("--colour", "never", "status"), "", "no such option '--colour'. Did you mean '--color'?"),
    pytest.param(("stauts",), "", "no such command 'stauts'. Did you mean 'status'?"),
    pytest.param(("export",), "export", f"missing option '--format'. Choose from: {', '.join(FORMATS)}"),
]


@pytest.mark.parametrize(("words", "sentence", "hint"), UNPARSABLE)
def test_a_command_line_that_does_not_parse_exits_with_code_2(
    story: Path, words: tuple[str, ...], sentence: str, hint: str
) -> None:
    expect_nothing_recorded(words, sentence, hint, code=2)


@pytest.mark.parametrize(("words", "command", "sentence"), USAGE)
def test_a_usage_error_refers_to_the_help_of_the_command(
    story: Path, words: tuple[str, ...], command: str, sentence: str
) -> None:
    path = f"tracker {command}".strip()
    expect_nothing_recorded(words, sentence, f"See {path} --help.", code=2)


def test_the_command_without_arguments_shows_its_help(db: Path) -> None:
    assert tracker() == tracker("--help")


@pytest.mark.parametrize("because", ["", " "])
def test_a_retraction_with_an_empty_cause_is_refused(story: Path, because: str) -> None:
    done = tracker("retract", "@4", "--because", because)
    assert done.code == 2
