"""Searching: what a desk types, what it is shown, and where the words stand."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import INSTALLED, tracker
from tests.cli.story import AHN, SEOUL
from tests.cli.terminals import command_on_terminal


def line(**more: Any) -> str:
    return json.dumps({"meeting": "m", "new": True, "stage": "proposed", "published": "2026-01-20", **more})


def test_the_meetings_are_shown_with_what_was_found_in_brackets(story: Path) -> None:
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


def test_words_may_be_typed_as_one(story: Path) -> None:
    assert tracker("search", "gyu-back ahn").text == tracker("search", "gyu", "back", "ahn").text


def test_a_past_moment_is_searched_by_either_clock(story: Path) -> None:
    assert tracker("search", "koizumi shinjiro").lines[0] == f"{AHN}  confirmed  30 Jan 2026"
    assert tracker("search", "koizumi shinjiro", "--as-of", "2026-01-21").lines[0] == (
        f"{AHN}  in final arrangement  29–31 Jan 2026"
    )
    assert tracker("search", "koizumi shinjiro", "--known-at", "@4").out == ""


def test_nothing_found_is_no_error_and_is_said_on_stderr(story: Path) -> None:
    done = tracker("search", "Macron", "\x1b[31m")
    assert (done.out, done.err, done.code) == ("", "nothing mentions macron \\x1b[31m\n", 0)
    assert tracker("-q", "search", "Macron").text == ""
    done = tracker("search", "Macron", "--format", "json")
    assert (done.out, done.code) == ("[]\n", 0)
    done = tracker("search", "Macron", "--format", "csv")
    assert (done.out.count("\r\n"), done.code) == (1, 0)


@pytest.mark.parametrize("words", [("",), (" ", "-")])
def test_without_a_word_it_does_not_parse(story: Path, words: tuple[str, ...]) -> None:
    done = tracker("search", "--", *words)
    assert (done.err, done.code) == (
        "tracker: there is no word to search for\nhint: Write: tracker search koizumi yokosuka\n",
        2,
    )
    assert tracker("search").err == ("tracker: missing argument 'WORDS...'\nhint: See tracker search --help.\n")


def test_json_has_the_field_the_text_the_places_and_the_report(story: Path) -> None:
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


def test_csv_has_a_row_for_each_passage(story: Path) -> None:
    assert tracker("search", "seoul", "headline", "--format", "csv").out.count("\r\n") == 1
    assert tracker("search", "wednesday", "--format", "csv").text == (
        "meeting,title,status,window_edtf,window_earliest,window_latest,window_words,field,text,position,published,outlet\r\n"
        "nakatani-seoul-2025-09,Gen Nakatani visits Seoul,confirmed,[2025-09-08..2025-09-10],2025-09-08,2025-09-10,"
        "Monday to Wednesday,quote,Nakatani will visit Seoul from Monday to Wednesday.,2,2025-09-05,NationPress\r\n"
    )


def test_what_is_far_from_the_words_is_left_out(db: Path) -> None:
    before, after = " ".join(f"before{number}" for number in range(20)), " ".join(["after"] * 30)
    long = f"{before} needle {after} needle end"
    tracker("import", "-", stdin=line(source={"outlet": "J"}, quote=long))
    assert tracker("search", "needle").lines[1] == (
        "    @1 2026-01-20 quote: … before15 before16 before17 before18 before19 [needle] after after after after "
        "after after after … after after after after after after after [needle] end"
    )


def test_of_a_meeting_with_many_reports_the_nearest_are_shown(db: Path) -> None:
    told = [line(source={"outlet": "J", "headline": f"Koizumi {number}"}, new=number == 0) for number in range(20)]
    tracker("import", "-", stdin="\n".join(told))
    lines = tracker("search", "koizumi").lines
    assert (len(lines), lines[-1]) == (8, "    and 14 more")
    assert len(tracker("search", "koizumi", "--format", "json").json[0]["found"]) == 20


def test_what_a_report_says_steers_no_terminal(db: Path) -> None:
    evil = "\x1b[31mneedle\u202e\r\nm  confirmed"
    tracker("import", "-", stdin=line(source={"outlet": evil, "headline": evil}, claims={"title": evil}, quote=evil))
    shown = tracker("search", "needle").lines
    assert len(shown) == 5
    assert all(r"\x1b[31m[needle]\u202e\r\nm  confirmed" in told for told in shown[1:])


def test_on_a_terminal_lines_are_wrapped_and_the_status_has_its_colour(story: Path) -> None:
    shown = command_on_terminal(
        [str(INSTALLED), "search", "monday"], {"TRACKER_DB": str(story), "PAGER": "cat"}, cells=60
    )
    assert shown.splitlines() == [
        f"{SEOUL}  \x1b[38;5;28mconfirmed\x1b[0m  some day 8–10 Sep 2025",
        "    @2 2025-09-05 quote: Nakatani will visit Seoul from",
        "      [Monday] to Wednesday.",
    ]
