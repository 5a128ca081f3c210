"""`outlets` and `lag`: exact text, JSON and CSV."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tracker.cli.text.outlet_tables import outlet_tables
from tracker.domain.statistics.track_record import TrackRecord
from tracker.export.json_statistics import LAG_KEYS, RECORD_KEYS

EVENING = "2026-01-30T20:00:00+09:00"
OUTLETS = """\
OUTLET       REPORTS  REPRINTS  FIRST  STAGE                 SAID  CAME TRUE          PUT OFF  FELL  OPEN  AHEAD
Yonhap       0        0         2      in final arrangement  1     1 of 1 (21–100 %)  0        0     0     9 days
                                       confirmed             1     0 of 1 (0–79 %)    1        0     0     –
Kyodo        2        0         2      confirmed             1     1 of 1 (21–100 %)  0        0     0     2 days
NationPress  3        2         1      –
Jiji         1        0         1      –
Yomitan      1        0         1      –

SAYS WHO      REPORTS  REPRINTS  FIRST  STAGE                 SAID  CAME TRUE          PUT OFF  FELL  OPEN  AHEAD
official      2        1         2      confirmed             2     1 of 2 (9–91 %)    1        0     0     2 days
sources       2        1         2      in final arrangement  1     1 of 1 (21–100 %)  0        0     0     9 days
unattributed  3        0         3      –
media         0        0         0      –
"""
LAG = """\
MEETING                    FIRST WINDOW                  HELD         SLIP         MOVES
nakatani-seoul-2025-09     some day 8–10 Sep 2025        11 Sep 2025  1 day later  1
ahn-koizumi-japan-2026-01  some day 26 Jan – 1 Feb 2026  30 Jan 2026  none         0
2 held: 1 within the first window, 1 later, 0 earlier; median slip 0.5 days

STAGE                 MEDIAN    LONGEST  LEFT IT  STANDING
arranging             1 day     1 day    1        0
in final arrangement  7 days    7 days   1        0
confirmed             4.5 days  7 days   2        0
cancelled             –         –        0        1

PAIR   PLANS  HELD  PUT OFF  FELL  OPEN
JP–KR  3      2     0        1     0
    JP–KR  nakatani-seoul-2024-12  cancelled: fallout of the failed martial law
"""


@pytest.fixture
def held(story: Path) -> Path:
    """Let Ahn's trip be held on its day, and Nakatani's a day later than reported."""
    for words in (
        ("report", AHN, "held", "--source", "Kyodo", "--published", "2026-01-30"),
        ("report", SEOUL, "held", "--source", "Jiji", "--published", "2025-09-12", "--window", "2025-09-11"),
    ):
        assert tracker(*words, at=EVENING).code == 0
    return story


def rows(*words: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(tracker(*words, "--format", "csv", at=EVENING).text)))


# outlets


def test_each_outlet_has_a_row_for_each_stage_that_it_stated(held: Path) -> None:
    assert tracker("outlets", at=EVENING).text == OUTLETS


def test_the_record_of_an_earlier_day_ignores_later_reports(held: Path) -> None:
    lines = tracker("outlets", "--as-of", "2026-01-29", at=EVENING).lines
    assert lines[3].split()[-6:] == ["1", "–", "0", "0", "1", "–"]
    assert tracker("outlets", "--known-at", "@6", at=EVENING).lines[1].startswith("Yonhap       0 ")


def test_outlets_as_json_and_csv_have_the_same_keys(held: Path) -> None:
    answer = tracker("outlets", "--format", "json", at=EVENING).json
    assert [list(record) for record in answer] == [list(RECORD_KEYS)] * len(answer)
    assert [(record["by"], record["name"]) for record in answer][-5:] == [
        ("outlet", "Yomitan"),
        ("attribution", "official"),
        ("attribution", "sources"),
        ("attribution", "unattributed"),
        ("attribution", "media"),
    ]
    yonhap = answer[0]
    assert {key: value for key, value in yonhap.items() if key.startswith("confirmed")} == {
        "confirmed_said": 1,
        "confirmed_came_true": 0,
        "confirmed_put_off": 1,
        "confirmed_fell_through": 0,
        "confirmed_open": 0,
        "confirmed_held": 1,
        "confirmed_low": 0.0,
        "confirmed_high": 0.793,
        "confirmed_days_ahead": None,
    }
    header, first, *_ = rows("outlets")
    assert header == list(RECORD_KEYS)
    assert first == ["" if yonhap[key] is None else str(yonhap[key]) for key in RECORD_KEYS]


def test_statements_that_may_have_been_first_are_counted_separately(db: Path) -> None:
    for number, outlet in enumerate(("Akita", "Jiji")):
        new = ("--new",) if number == 0 else ()
        tracker("report", "m", "confirmed", *new, "--source", outlet, "--published", "2026-01-20")
    assert [line.split()[3:5] for line in tracker("outlets").lines[1:3]] == [["0", "+1"], ["0", "+1"]]


# lag


def test_lag_shows_windows_stages_and_pairs(held: Path) -> None:
    assert tracker("lag", at=EVENING).text == LAG


def test_lag_can_show_one_table_and_one_country(held: Path) -> None:
    assert tracker("lag", "stages", at=EVENING).lines == tracker("lag", at=EVENING).lines[5:10]
    assert tracker("lag", "pairs", "--country", "kr", "--country", "JP", at=EVENING).lines[1].startswith("JP–KR  3")
    assert (
        tracker("lag", "pairs", "--as-of", "2026-01-29", at=EVENING).lines[1] == "JP–KR  3      1     0        1     1"
    )


def test_lag_as_json_has_three_lists_or_the_named_one(held: Path) -> None:
    answer = tracker("lag", "--format", "json", at=EVENING).json
    assert {name: tuple(rows[0]) for name, rows in answer.items()} == LAG_KEYS
    assert answer["windows"][0] | {"window": None} == {
        "meeting": SEOUL,
        "announced": "2025-09-05",
        "first_window": {
            "edtf": "[2025-09-08..2025-09-10]",
            "earliest": "2025-09-08",
            "latest": "2025-09-10",
            "words": "Monday to Wednesday",
        },
        "window": None,
        "days": 1,
        "moves": 1,
    }
    assert answer["pairs"][0]["failures"] == [
        {"meeting": DECEMBER, "status": "cancelled", "reason": "fallout of the failed martial law", "by": None}
    ]
    assert tracker("lag", "stages", "--format", "json", at=EVENING).json == answer["stages"]


def test_lag_as_csv_needs_the_name_of_a_table(held: Path) -> None:
    done = tracker("lag", "--format", "csv")
    assert (done.code, done.err) == (
        2,
        "tracker: csv can hold only one table\nhint: Name windows, stages or pairs: tracker lag windows\n",
    )
    assert rows("lag", "windows")[1][:3] == [SEOUL, "2025-09-05", "[2025-09-08..2025-09-10]"]
    assert rows("lag", "stages")[0] == list(LAG_KEYS["stages"])
    assert rows("lag", "pairs")[1][:2] == ["JP; KR", "3"]


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (
            ("lag", "soon"),
            "invalid value for '[windows|stages|pairs]': 'soon' is not one of 'windows', 'stages', 'pairs'",
        ),
        (("lag", "--country", "Korea"), "'Korea' is not a country code"),
        (("outlets", "--as-of", "@4"), "@4 is a place in the log, not a day of the press"),
    ],
)
def test_options_that_do_not_parse_exit_with_code_2(held: Path, words: tuple[str, ...], sentence: str) -> None:
    done = tracker(*words)
    assert (done.out, done.code, done.err.splitlines()[0]) == ("", 2, f"tracker: {sentence}")


def test_reasons_and_outlets_cannot_steer_a_terminal(db: Path) -> None:
    evil = "\x1b[31mx\u202e\r\ny"
    report = ("report", "m", "cancelled", "--new", "--source", evil, "--published", "2026-01-20", "--reason", evil)
    tracker(*report, "--host", "JP", "--with", "A,,KR", "--by", evil)
    for words in (("outlets",), ("lag",)):
        shown = tracker(*words).text
        assert r"\x1b[31mx\u202e\r\ny" in shown
        assert not set(shown) & set("\x1b\u202e\r")


def test_a_table_of_outlets_wraps_before_it_becomes_two() -> None:
    record = TrackRecord(by="outlet", name="The Quarterly Gazette of All Provinces", reports=1, first=1)
    whole, narrow = list(outlet_tables([record], None)), list(outlet_tables([record], 100))
    assert max(map(len, whole)) > 100 >= max(map(len, narrow))
    assert narrow[0].split() == whole[0].split()
    assert [line.split()[0] for line in narrow if line] == ["OUTLET", "The", "of"]
