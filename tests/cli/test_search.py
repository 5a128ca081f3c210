"""`search`: queries, the passages that are shown, and the matches in them."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import INSTALLED, tracker
from tests.cli.story import AHN, SEOUL
from tests.cli.terminals import command_on_terminal


def line(**more: Any) -> str:
    return json.dumps({"meeting": "m", "new": True, "stage": "proposed", "published": "2026-01-20", **more})


def test_meetings_are_shown_with_the_matches_in_brackets(story: Path) -> None:
    assert tracker("search", "visits").lines == [
        "ahn-koizumi-japan-2026-01  confirmed  30 Jan 2026",
        "    title: Ahn Gyu-back [visits] Japan",
        "",
        "nakatani-seoul-2025-09  confirmed  some day 8–10 Sep 2025",
        "    title: Gen Nakatani [visits] Seoul",
    ]
    assert tracker("search", "Monday", "NAKATANI").lines == [
        "nakatani-seoul-2025-09  confirmed  some day 8–10 Sep 2025",
        "    who: Gen [Nakatani], defence minister, JP",
        "    name: [nakatani]-seoul-2025-09",
        "    title: Gen [Nakatani] visits Seoul",
        "    @2 2025-09-05 headline: [Nakatani] to visit Seoul",
        "    @2 2025-09-05 quote: [Nakatani] will visit Seoul from [Monday] to Wednesday.",
    ]


@pytest.mark.parametrize(
    ("word", "passage"),
    [
        ("yokosuka", "where: [Yokosuka]"),
        ("seminar", "also: [seminar]-2025"),
        ("ministry", "@2 2025-09-05 says who: South Korea's defence [ministry]"),
        ("koizumi", "who: Shinjiro [Koizumi], defence minister, JP"),
    ],
)
def test_each_passage_says_what_it_is_about(story: Path, word: str, passage: str) -> None:
    tracker("rename", SEOUL, "seminar-2025")
    tracker("rename", "seminar-2025", "gen-seoul-2025")
    assert f"    {passage}" in tracker("search", word).lines


def test_words_can_be_typed_as_one_argument(story: Path) -> None:
    assert tracker("search", "gyu-back ahn").text == tracker("search", "gyu", "back", "ahn").text


def test_a_past_moment_can_be_searched_by_either_clock(story: Path) -> None:
    assert tracker("search", "koizumi shinjiro").lines[0] == f"{AHN}  confirmed  30 Jan 2026"
    assert tracker("search", "koizumi shinjiro", "--as-of", "2026-01-21").lines[0] == (
        f"{AHN}  in final arrangement  29–31 Jan 2026"
    )
    assert tracker("search", "koizumi shinjiro", "--known-at", "@4").out == ""


def test_a_search_without_a_match_says_so_on_stderr_and_is_not_an_error(story: Path) -> None:
    done = tracker("search", "Macron", "\x1b[31m")
    assert (done.out, done.err, done.code) == ("", "No meeting mentions macron \\x1b[31m.\n", 0)
    assert tracker("-q", "search", "Macron").text == ""
    done = tracker("search", "Macron", "--format", "json")
    assert (done.out, done.code) == ("[]\n", 0)
    done = tracker("search", "Macron", "--format", "csv")
    assert (done.out.count("\r\n"), done.code) == (1, 0)


@pytest.mark.parametrize("words", [("",), (" ", "-")])
def test_a_search_without_a_word_does_not_parse(story: Path, words: tuple[str, ...]) -> None:
    done = tracker("search", "--", *words)
    assert (done.err, done.code) == (
        "tracker: there is no word to search for\nhint: Write: tracker search koizumi yokosuka\n",
        2,
    )
    assert tracker("search").err == ("tracker: missing argument 'WORDS...'\nhint: See tracker search --help.\n")


def test_search_as_json_has_field_text_spans_and_report(story: Path) -> None:
    (one,) = tracker("search", "kyodo", "yokosuka", "--format", "json").json
    assert (one["meeting"], one["status"], one["window"]["edtf"]) == (AHN, "confirmed", "2026-01-30")
    assert one["found"] == [
        {"field": "places", "text": "Yokosuka", "marks": [[0, 8]], "position": None, "published": None, "outlet": None},
        {
            "field": "outlet",
            "text": "Kyodo",
            "marks": [[0, 5]],
            "position": 6,
            "published": "2026-01-28T17:00+09:00",
            "outlet": "Kyodo",
        },
    ]


def test_search_as_csv_has_a_row_for_each_passage(story: Path) -> None:
    assert tracker("search", "seoul", "headline", "--format", "csv").out.count("\r\n") == 1
    assert tracker("search", "wednesday", "--format", "csv").text == (
        "meeting,title,status,window_edtf,window_earliest,window_latest,window_words,field,text,position,published,outlet\r\n"
        "nakatani-seoul-2025-09,Gen Nakatani visits Seoul,confirmed,[2025-09-08..2025-09-10],2025-09-08,2025-09-10,"
        "Monday to Wednesday,quote,Nakatani will visit Seoul from Monday to Wednesday.,2,2025-09-05,NationPress\r\n"
    )


def test_text_far_from_a_match_is_left_out(db: Path) -> None:
    before, after = " ".join(f"before{number}" for number in range(20)), " ".join(["after"] * 30)
    long = f"{before} needle {after} needle end"
    tracker("import", "-", stdin=line(source={"outlet": "J"}, quote=long))
    assert tracker("search", "needle").lines[1] == (
        "    @1 2026-01-20 quote: … before15 before16 before17 before18 before19 [needle] after after after after "
        "after after after … after after after after after after after [needle] end"
    )


def test_text_without_blanks_is_cut_between_any_two_letters(db: Path) -> None:
    tracker("import", "-", stdin=line(source={"outlet": "J"}, quote=f"{'会' * 99}needle{'談' * 99}"))
    assert tracker("search", "needle").lines[1] == f"    @1 2026-01-20 quote: … {'会' * 48}[needle]{'談' * 48} …"


def test_only_the_best_passages_of_a_meeting_are_shown(db: Path) -> None:
    answer = [line(source={"outlet": "J", "headline": f"Koizumi {number}"}, new=number == 0) for number in range(20)]
    tracker("import", "-", stdin="\n".join(answer))
    lines = tracker("search", "koizumi").lines
    assert (len(lines), lines[-1]) == (8, "    and 14 more")
    assert len(tracker("search", "koizumi", "--format", "json").json[0]["found"]) == 20


def test_of_more_than_a_hundred_meetings_the_text_shows_those_with_the_latest_mentions(db: Path) -> None:
    lines = (line(meeting=f"m{number}", source={"outlet": "Jiji"}, claims={"title": "Talks"}) for number in range(102))
    tracker("import", "-", stdin="\n".join(lines))
    done = tracker("search", "talks")
    assert sum(one.startswith("m") for one in done.out.splitlines()) == 100
    assert (done.err, done.code) == (
        "100 with the latest mentions; 2 more may match: add a word, or --all\n",
        0,
    )
    assert tracker("-q", "search", "talks").text == done.out
    assert sum(one.startswith("m") for one in tracker("search", "talks", "--all").lines) == 102
    assert len(tracker("search", "talks", "--format", "json").json) == 102


def test_the_text_of_a_report_cannot_steer_a_terminal(db: Path) -> None:
    evil = "\x1b[31mneedle\u202e\r\nm  confirmed"
    tracker("import", "-", stdin=line(source={"outlet": evil, "headline": evil}, claims={"title": evil}, quote=evil))
    shown = tracker("search", "needle").lines
    assert len(shown) == 5
    assert all(r"\x1b[31m[needle]\u202e\r\nm  confirmed" in answer for answer in shown[1:])


def test_on_a_terminal_lines_are_wrapped_and_the_status_has_its_colour(story: Path) -> None:
    shown = command_on_terminal(
        [str(INSTALLED), "search", "monday"], {"TRACKER_DB": str(story), "PAGER": "cat"}, cells=60
    )
    assert shown.splitlines() == [
        f"{SEOUL}  \x1b[38;5;28mconfirmed\x1b[0m  some day 8–10 Sep 2025",
        "    @2 2025-09-05 quote: Nakatani will visit Seoul from",
        "      [Monday] to Wednesday.",
    ]
