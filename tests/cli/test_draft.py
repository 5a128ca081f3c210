"""`draft`: the drafts of an article, recording them, and files that cannot be read."""

import json
import re
import shlex
import sys
from datetime import date
from pathlib import Path
from typing import Any

import click
import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace
from wcwidth import wcswidth

from tests.cli.letters import HEADLINE_JA, STEERING, phrases, squeezed
from tests.cli.readings import KOIZUMI, TRIP, call, evidence, reader, trip
from tests.cli.refusing import A_NAME, CODES, WRITE_A_MOMENT
from tests.cli.runner import Done, tracker
from tests.cli.terminals import ROOT, on_terminal, run_script
from tests.cli.test_color_and_pager import luminance
from tests.machine import require_terminal
from tracker.cli import news_items
from tracker.cli.item_editor import kept_in
from tracker.cli.report_texts import report_command
from tracker.cli.text.article_marks import FIELD_COLORS, article_lines
from tracker.cli.text.columns import wrap
from tracker.cli.text.draft_details import draft_lines
from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.domain.import_line import read_line
from tracker.domain.report import Attribution, Participant, Place, Source
from tracker.domain.window import Window
from tracker.export.drafts import DRAFT_KEYS, READ_KEYS, RECORDED_KEYS
from tracker.export.labels import DRAFT_FIELD_NAMES
from tracker.ledger.proposal import Proposal
from tracker.reading.draft import FIELDS, Evidence, Known, Reading

NAME = "ahn-koizumi-japan-2026-01"
CALL = "ahn-koizumi-call-2026-01"
SAID = ("--source", "NationPress", "--published", "2026-01-21")
JSON = ("--format", "json")
SOURCE = "NationPress < Yonhap, 2026-01-21"
TIMED_SOURCE = f"{SOURCE} 15:00+09:00"
TRIP_LINES = [
    f"new: {NAME}  [main]",
    '    stage     in final arrangement                    "in its final stage of preparation"',
    "              sure 0.97",
    '    says who  sources                                 "government sources said"',
    '    kind      visit                                   "fly to Japan"',
    '    who       Ahn Gyu-back, defence minister, KR      "Defence Minister Ahn Gyu-back"',
    "              Shinjiro Koizumi, defence minister, JP",
    '    when      29–31 Jan 2026                          "January 29-31"',
    '    where     Yokosuka (candidate)                    "Yokosuka is one venue looked at"',
    '    host      JP                                      "Japan"',
]
CALL_LINES = [
    f"new: {CALL}",
    '    stage     proposed                                "may also telephone"',
    "              not sure 0.41: a mere possibility",
    "    says who  unattributed",
    "    kind      call",
    "    who       Ahn Gyu-back, defence minister, KR",
    "              Shinjiro Koizumi, defence minister, JP",
    '    when      some day 26 Jan – 1 Feb 2026            "next week"',
]
RECORDED_LINES = [
    f"recorded as @1 in {NAME}: in final arrangement",
    "  kind          visit",
    "  status        in final arrangement",
    "  attribution   sources",
    '  window        29–31 Jan 2026 ("January 29-31")',
    "  host          JP",
    "  places        Yokosuka?",
    "  participants  Ahn Gyu-back, defence minister, KR; Shinjiro Koizumi, defence minister, JP",
]
COMMAND = (
    f"tracker report {CALL} proposed --new --source NationPress --published 2026-01-21 "
    "--headline 'Ahn to fly to Japan' --via Yonhap --kind call --with 'Ahn Gyu-back, defence minister, KR' "
    "--with 'Shinjiro Koizumi, defence minister, JP' --window '[2026-01-26..2026-02-01]' --words 'next week' "
    "--quote 'may also telephone'"
)
LEFT_OUT = [f"left out of {CALL}, not sure: a mere possibility; record it with:", f"  {COMMAND}"]
FILES = "Name a text, a saved web page or a feed, or - for standard input."


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader find a trip and a call in TRIP, and no meeting in any other text."""
    monkeypatch.setattr(news_items, "read", reader({"Yokosuka": (trip(), call())}))


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Save the article."""
    return save(tmp_path, "trip.txt", TRIP)


def save(folder: Path, name: str, text: str) -> str:
    """Save a text in a file, and return its path."""
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def finds(monkeypatch: pytest.MonkeyPatch, *drafts: Any, **more: Any) -> None:
    """Let the reader find these drafts in TRIP instead."""
    monkeypatch.setattr(news_items, "read", reader({"Yokosuka": drafts}, **more))


def history() -> list[Any]:
    """Return the recorded events."""
    events: list[Any] = tracker("history", *JSON).json
    return events


# Printing


def test_each_draft_is_a_block_of_fields_with_their_evidence(db: Path, article: str) -> None:
    assert tracker("draft", article, *SAID).lines == [SOURCE, "", *TRIP_LINES, "", *CALL_LINES]


def test_drafting_creates_no_log(db: Path, article: str) -> None:
    assert tracker("draft", article, *SAID, *JSON).code == 0
    assert tracker("draft", article, *SAID, "--record", "--dry-run").code == 0
    assert not db.exists()


def test_drafting_does_not_create_the_default_log(home: Path, article: str) -> None:
    assert tracker("draft", article, *SAID).code == 0
    assert not (home / "data").exists()


def test_a_draft_as_json_has_the_keys_of_the_contract(db: Path, article: str) -> None:
    first, second = tracker("draft", article, *SAID, *JSON).json
    assert list(first) == list(second) == list(DRAFT_KEYS)
    assert (first["meeting"], first["match"], first["new_name"]) == (None, None, NAME)
    assert (first["main"], first["sure"], first["doubt"]) == (True, True, None)
    assert (second["main"], second["sure"], second["doubt"]) == (False, False, "a mere possibility")
    for draft in (first, second):
        assert [
            words for words in draft["evidence"].values() if TRIP[words["start"] : words["end"]] != words["text"]
        ] == []


def test_a_matched_meeting_is_named_with_the_reason_for_the_match(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    again = ("draft", article, "--source", "Jiji", "--published", "2026-01-22")
    source, _, first, *_ = tracker(*again).lines
    assert source == "Jiji < Yonhap, 2026-01-22"
    assert first.startswith(f"→ {NAME}, ")
    assert first.endswith("  [main]")
    answer = tracker(*again, *JSON).json[0]
    assert (answer["meeting"], list(answer["match"]), answer["new_name"]) == (NAME, ["score", "because"], None)
    assert first == f"→ {NAME}, {answer['match']['because']}  [main]"


def test_an_article_is_read_from_stdin_without_a_file_or_with_a_dash(db: Path, article: str) -> None:
    shown = tracker("draft", article, *SAID).text
    assert tracker("draft", *SAID, stdin=TRIP).text == tracker("draft", "-", *SAID, stdin=TRIP).text == shown


def test_an_article_without_a_meeting_is_not_an_error(db: Path, tmp_path: Path) -> None:
    other = save(tmp_path, "other.txt", "Snow fell.")
    hint = "hint: Names need their capital letters. tracker report records a meeting by hand.\n"
    nothing = f"No meeting found in {other}.\n{hint}"
    assert tracker("draft", other, *SAID) == Done(out="", err=nothing, code=0)
    assert tracker("draft", other, *SAID, "--record") == Done(out="", err=nothing, code=0)
    assert tracker("draft", other, *JSON) == Done(out="[]\n", err=nothing, code=0)
    assert tracker("draft", *JSON, stdin="Snow fell.").err == f"No meeting found in standard input.\n{hint}"
    assert not db.exists()


def test_without_a_date_relative_dates_are_not_resolved(db: Path, article: str) -> None:
    done = tracker("draft", article)
    assert (done.out.splitlines()[:3], done.code) == (["no outlet, no date", "", TRIP_LINES[0]], 0)
    assert done.err == f"{article} has no date: without --published, relative dates are not resolved.\n"


def test_every_kind_of_value_is_shown(db: Path, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    office = Participant(role="defence minister", country="JP")
    finds(
        monkeypatch,
        trip(
            stage="postponed",
            participants=(office,),
            place=Place(name="Yokosuka"),
            window=Window("2026-02", "some day\nin February"),
            original_window=Window("2026-01-29/2026-01-31", "January 29-31"),
            attribution=Attribution(class_="official", words="the ministry", side=("KR", "JP")),
            reason="snow",
            by="JP",
            evidence=evidence(TRIP, original_window="January 29-31", by="Japan on January"),
        ),
    )
    assert tracker("draft", article, *SAID).lines[3:] == [
        "    stage     postponed",
        "              sure 0.97",
        '    says who  official (KR, JP): "the ministry"',
        "    kind      visit",
        "    who       defence minister, JP",
        '    when      Feb 2026 ("some day in February")',
        '    before    29–31 Jan 2026                     "January 29-31"',
        "    where     Yokosuka",
        "    host      JP",
        "    reason    snow",
        '    by        JP                                 "Japan on January"',
    ]


def test_drafts_of_several_articles_name_their_article(db: Path, tmp_path: Path, article: str) -> None:
    again = save(tmp_path, "again.txt", f"Again\n\n{TRIP}")
    other = save(tmp_path, "other.txt", "Snow fell.")
    done = tracker("draft", article, other, again, *SAID)
    assert done.err == f"No meeting found in {other}.\n"
    blocks = [*TRIP_LINES, "", *CALL_LINES]
    assert done.out.splitlines() == [
        *(f"{article}: Ahn to fly to Japan", SOURCE, "", *blocks, ""),
        *(f"{again}: Again", SOURCE, "", *blocks),
    ]
    answer = tracker("draft", article, "-", *SAID, *JSON, stdin="Snow fell.")
    drafts = json.loads(answer.out)
    assert [list(one) for one in drafts] == [[*DRAFT_KEYS, *READ_KEYS]] * 2
    assert [one["file"] for one in drafts] == [article] * 2
    assert (drafts[0]["headline"], drafts[0]["url"]) == ("Ahn to fly to Japan", None)


# The input of the reader


def test_options_take_precedence_over_the_text(db: Path, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, trip(), published=date(2026, 1, 20))
    tracker("draft", article, "--source", "NationPress", "--record")
    more = ("--url", "https://np.example/1", "--via", "Kyodo", "--via", "NHK", "--language", "en")
    tracker("draft", article, "--source", "Jiji", "--published", "yesterday", *more, "--record")
    first, second = history()
    assert (first["published"], second["published"]) == ("2026-01-20", "2026-01-28")
    assert first["source"] == {
        "outlet": "NationPress",
        "url": None,
        "headline": "Ahn to fly to Japan",
        "language": None,
        "via": ["Yonhap"],
    }
    assert second["source"] == {
        "outlet": "Jiji",
        "url": "https://np.example/1",
        "headline": "Ahn to fly to Japan",
        "language": "en",
        "via": ["Kyodo", "NHK"],
    }


def test_an_agency_is_not_its_own_origin(db: Path, article: str) -> None:
    tracker("draft", article, "--source", "YONHAP", "--published", "2026-01-21", "--record")
    assert history()[0]["source"]["via"] == []


def test_the_reader_gets_the_day_the_outlet_and_the_people_of_the_ledger(
    db: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    tracker("draft", article, *SAID, "--record")
    known: list[Any] = []

    def read(text: str, answer: Known) -> Reading:
        known.append(answer)
        return reader({})(text, answer)

    monkeypatch.setattr(news_items, "read", read)
    tracker("draft", article, "--source", "Jiji", "--published", "2026-01-22T08:00+09:00")
    assert (known[0].published, known[0].outlet) == (date(2026, 1, 22), "Jiji")
    assert known[0].people["shinjiro koizumi"] == KOIZUMI


# Pages and feeds

PAGE = f"""<!DOCTYPE html>
<html lang="en"><head><title>Ahn to fly to Japan</title>
<meta property="og:site_name" content="NationPress">
<meta property="article:published_time" content="2026-01-21T15:00:00+09:00">
<link rel="canonical" href="https://np.example/1"></head>
<body><nav>Home News World</nav><article><h1>Ahn to fly to Japan</h1>
{"".join(f"<p>{line}</p>" for line in TRIP.splitlines()[2:] if line)}</article></body></html>
"""
ITEM = (
    "<item><title>{}</title><link>https://np.example/{}</link><pubDate>{}</pubDate><description>{}</description></item>"
)
FEED = f"""<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0"><channel><title>NationPress</title><link>https://np.example</link><description>News</description>
{ITEM.format("Ahn to fly to Japan", 1, "Wed, 21 Jan 2026 15:00:00 +0900", "Yokosuka is one venue looked at.")}
{ITEM.format("Snow", 2, "Thu, 22 Jan 2026 15:00:00 +0900", "Snow fell on the whole of the country.")}
</channel></rss>
"""


@pytest.fixture
def found_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader find the trip, without evidence, because its words are elsewhere in a page."""
    finds(monkeypatch, trip(evidence={}))


def test_a_page_gives_its_own_outlet_and_date(db: Path, tmp_path: Path, found_anywhere: None) -> None:
    pytest.importorskip("trafilatura")
    page = save(tmp_path, "trip.html", PAGE)
    assert tracker("draft", page, "--record").lines[:2] == [TIMED_SOURCE, RECORDED_LINES[0]]
    (event,) = history()
    assert event["published"] == "2026-01-21T15:00:00+09:00"
    assert event["source"] == {
        "outlet": "NationPress",
        "url": "https://np.example/1",
        "headline": "Ahn to fly to Japan",
        "language": "en",
        "via": ["Yonhap"],
    }


def test_a_feed_gives_several_items(db: Path, tmp_path: Path, found_anywhere: None) -> None:
    feed = save(tmp_path, "news.xml", FEED)
    done = tracker("draft", feed, *JSON)
    assert done.err == f"No meeting found in 1 of 2 items in {feed}.\n"
    (draft,) = json.loads(done.out)
    assert [draft[key] for key in READ_KEYS] == [feed, "Ahn to fly to Japan", "https://np.example/1"]
    assert tracker("draft", feed, "--record").out.splitlines()[:3] == [
        f"{feed}: Ahn to fly to Japan",
        TIMED_SOURCE,
        RECORDED_LINES[0],
    ]
    assert (history()[0]["published"], history()[0]["source"]["outlet"]) == (
        "2026-01-21T15:00:00+09:00",
        "NationPress",
    )


def test_the_older_of_two_items_is_recorded_first_so_that_the_newer_one_stands(
    db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def read(text: str, known: Known) -> Reading:
        stage = "postponed" if "put off" in text else "confirmed"
        return reader({"Ahn": (trip(stage=stage, evidence={}),)})(text, known)

    monkeypatch.setattr(news_items, "read", read)
    newest_first = (
        ITEM.format("Ahn to fly after all", 2, "Wed, 21 Jan 2026 18:00:00 +0900", ""),
        ITEM.format("Ahn's trip is put off", 1, "Wed, 21 Jan 2026 08:00:00 +0900", ""),
    )
    feeds = [save(tmp_path, f"{number}.xml", f"<rss>{item}</rss>") for number, item in enumerate(newest_first)]
    tracker("draft", *feeds, "--source", "NationPress", "--record")
    assert [event["type"] for event in history()] == ["rescheduled", "confirmed"]
    assert tracker("status", "--format", "json").json[0]["status"] == "confirmed"


def test_an_article_is_known_again_by_its_address_and_day(db: Path, tmp_path: Path, found_anywhere: None) -> None:
    feed = save(tmp_path, "news.xml", FEED)
    tracker("draft", feed, "--published", "2026-01-21", "--source", "Old name", "--record")
    assert "already recorded as @1 in " in tracker("draft", feed, "--record").out
    assert len(history()) == 1


@pytest.mark.parametrize("typed", ["Yomiuri", "The Yomiuri Shimbun", "YOMIURI", "yomiuri.co.jp"])
def test_an_outlet_has_one_name_so_that_its_own_report_is_no_reprint(
    db: Path, article: str, monkeypatch: pytest.MonkeyPatch, typed: str
) -> None:
    monkeypatch.setattr(news_items, "read", reader({"Ahn": (trip(),)}, via=("Yomiuri Shimbun",)))
    tracker("draft", article, "--source", typed, "--published", "2026-01-21", "--record")
    tracker("report", "m", "confirmed", "--new", "--source", "Jiji", "--via", typed, "--published", "2026-01-21")
    sources = [event["source"] for event in history()]
    assert [(source["outlet"], source["via"]) for source in sources] == [
        ("Yomiuri Shimbun", []),
        ("Jiji", ["Yomiuri Shimbun"]),
    ]


def test_an_unreadable_item_of_a_feed_is_left_out(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:

    def read(text: str, known: Known) -> Reading:
        if "Snow" in text:
            raise TrackerError("this seems to be Korean", "Give an English report of it.")
        return reader({"Yokosuka": (trip(evidence={}),)})(text, known)

    monkeypatch.setattr(news_items, "read", read)
    feed = save(tmp_path, "news.xml", FEED)
    done = tracker("draft", feed)
    assert (done.err, done.code) == (f"tracker: {feed}, Snow: this seems to be Korean\n", 0)
    assert done.out.splitlines()[0] == f"{feed}: Ahn to fly to Japan"
    snow = save(tmp_path, "snow.txt", "Snow fell.")
    assert refused(snow)[0] == f"{snow}: this seems to be Korean"


# Recording


def test_sure_drafts_are_recorded_and_others_listed_with_the_command_that_records_them(db: Path, article: str) -> None:
    assert tracker("draft", article, *SAID, "--record", at="2026-01-22T09:00:00+09:00").lines == [
        SOURCE,
        *RECORDED_LINES,
        *LEFT_OUT,
    ]
    (event,) = history()
    assert (event["type"], event["published"], event["quote"]) == (
        *("in_final_arrangement", "2026-01-21"),
        "in its final stage of preparation",
    )


def test_the_command_that_is_listed_records_the_draft(db: Path, article: str) -> None:
    answer = tracker("draft", article, *SAID, "--record").lines[-1]
    assert tracker(*shlex.split(answer)[1:]).lines[0] == f"recorded @2  {CALL}  proposed"
    event = history()[1]
    assert event["claims"]["window"] == {"edtf": "[2026-01-26..2026-02-01]", "words": "next week"}
    assert [person["name"] for person in event["claims"]["participants"]] == ["Ahn Gyu-back", "Shinjiro Koizumi"]


def test_the_listed_command_names_the_log_that_was_named(tmp_path: Path, article: str) -> None:
    other = str(tmp_path / "other.db")
    answer = tracker("--db", other, "draft", article, *SAID, "--record").lines[-1]
    assert answer == f"  {COMMAND}".replace("tracker", f"tracker --db {other}", 1)


def test_recording_an_article_again_adds_nothing(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    assert tracker("draft", article, *SAID, "--record").lines == [
        SOURCE,
        f"already recorded as @1 in {NAME}: in final arrangement",
        *LEFT_OUT,
    ]
    assert len(history()) == 1


def test_recording_answers_in_json(db: Path, article: str) -> None:
    record = ("draft", article, *SAID, "--record", *JSON)
    trial = tracker(*record, "--dry-run").json
    assert [[one[key] for key in RECORDED_KEYS] for one in trial] == [[False, *[None] * 4]] * 2
    answer = tracker(*record).json
    assert [list(one) for one in answer] == [[*DRAFT_KEYS, *RECORDED_KEYS]] * 2
    assert [[one[key] for key in RECORDED_KEYS] for one in answer] == [[True, 1, *[None] * 3], [False, *[None] * 4]]
    again = tracker(*record).json
    assert [again[0][key] for key in RECORDED_KEYS] == [False, None, 1, None, None]


def test_a_dry_run_shows_the_effect_and_records_nothing(db: Path, article: str) -> None:
    done = tracker("draft", article, *SAID, "--record", "--dry-run", at="2026-01-22T09:00:00+09:00")
    assert done.lines == [
        SOURCE,
        f"would be recorded in {NAME}: in final arrangement",
        *RECORDED_LINES[1:],
        *LEFT_OUT,
    ]
    assert not db.exists()


def test_quiet_records_without_a_message(db: Path, article: str) -> None:
    assert tracker("-q", "draft", article, *SAID, "--record").text == ""
    assert len(history()) == 1


def test_an_unsure_draft_that_the_log_would_refuse_is_refused(
    db: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds(monkeypatch, call(host="Japan"))
    done = tracker("draft", article, *SAID, "--record")
    hint = CODES.rstrip(".")
    assert done == Done(out=f"{SOURCE}\nrefused in {CALL}: 'Japan' is not a country code ({hint})\n", err="", code=1)


def test_no_log_is_created_if_no_draft_is_sure(db: Path, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, call())
    assert tracker("draft", article, *SAID, "--record").lines == [SOURCE, *LEFT_OUT]
    assert not db.exists()


def test_refused_drafts_are_listed_and_the_others_recorded(
    db: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    early = trip(main=False, kind="talks", stage="held", window=Window("2026-03-02"))
    finds(monkeypatch, early, trip())
    done = tracker("draft", article, *SAID, "--record")
    source, refused, recorded, *_ = done.out.splitlines()
    assert source == SOURCE
    assert (recorded, done.err, done.code) == (f"recorded as @1 in {NAME}: in final arrangement", "", 1)
    assert refused == (
        "refused in ahn-koizumi-japan-2026-03: held, but its window 2 Mar 2026 begins after 2026-01-21 "
        "(Give the day it was held with --window, or record another stage)"
    )
    answer = tracker("-q", "draft", article, *SAID, "--record")
    assert (answer.out, answer.code) == (f"{refused}\n", 1)
    answer = tracker("draft", article, *SAID, "--record", *JSON)
    assert answer.code == 1
    assert '"refused": "held, but its window 2 Mar 2026 begins after 2026-01-21"' in answer.out


def test_no_log_is_created_if_every_draft_is_refused(db: Path, article: str, monkeypatch: pytest.MonkeyPatch) -> None:
    finds(monkeypatch, trip(stage="held", window=Window("2026-03-02")))
    assert tracker("draft", article, *SAID, "--record").code == 1
    assert not db.exists()


def test_two_articles_about_a_new_meeting_begin_one_meeting(db: Path, tmp_path: Path, article: str) -> None:
    again = save(tmp_path, "again.txt", f"Again\n\n{TRIP}")
    done = tracker("draft", article, again, *SAID, "--record").lines
    assert [one for one in done if one.startswith(("recorded", "already", "refused"))] == [
        f"recorded as @1 in {NAME}: in final arrangement",
        f"recorded as @2 in {NAME}: in final arrangement",
    ]


def test_a_retracted_report_is_not_recorded_again(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    tracker("retract", "@1", "--because", "misread")
    _, first, second, *_ = tracker("draft", article, *SAID, "--record").lines
    assert first == f"left out of {NAME}, retracted: @1; record it with:"
    assert second.startswith(f"  tracker report {NAME} in-final-arrangement --new --source NationPress ")
    assert tracker(*shlex.split(second)[1:]).lines[0] == f"recorded @3  {NAME}  in final arrangement"


@pytest.mark.parametrize(
    ("given", "asked"),
    [
        (SAID[:2], "has no date\nhint: Say when it was published: --published.\n"),
        (SAID[2:], "does not say who published it\nhint: Say who published it: --source.\n"),
    ],
)
def test_outlet_and_date_are_required_to_record(db: Path, article: str, given: tuple[str, ...], asked: str) -> None:
    done = tracker("draft", article, *given, "--record")
    assert done == Done(out="", err=f"tracker: {article} {asked}", code=2)


# Unreadable input


def refused(*words: str, stdin: str | bytes = "") -> tuple[str, str, int]:
    """Return the error message of `draft` and the exit code; nothing else is printed."""
    done = tracker("draft", *words, stdin=stdin)
    sentence, hint = done.err.splitlines()
    assert done.out == ""
    return sentence.removeprefix("tracker: "), hint.removeprefix("hint: "), done.code


def test_a_file_that_cannot_be_opened_is_named(db: Path, tmp_path: Path) -> None:
    missing = str(tmp_path / "missing.txt")
    assert refused(missing) == (f"{missing} cannot be read: No such file or directory", FILES, 1)
    assert refused(str(tmp_path)) == (f"{tmp_path} cannot be read: Is a directory", FILES, 1)


def test_a_file_that_is_not_text_is_named(db: Path, tmp_path: Path) -> None:
    picture = tmp_path / "trip.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n")
    sentence, hint, code = refused(str(picture))
    assert sentence == f"{picture}: this is a picture (PNG), not text"
    assert (hint.startswith("Save its text"), code) == (True, 1)
    assert refused("-", stdin=b"Ahn \xff")[0].startswith("standard input: this is not UTF-8")


def test_reading_a_pipe_that_never_ends_stops(db: Path, tmp_path: Path) -> None:
    assert refused("/dev/zero") == ("/dev/zero is larger than 20 MB", "Save the article alone, as text.", 1)
    big = save(tmp_path, "big.txt", "met " * 5_000_001)
    assert refused(big)[0] == f"{big} is larger than 20 MB"


def test_nothing_is_recorded_if_one_file_cannot_be_read(db: Path, article: str) -> None:
    assert refused(article, "missing.txt", *SAID, "--record")[2] == 1
    assert not db.exists()


def test_stdin_can_be_named_only_once(db: Path) -> None:
    assert refused("-", "-") == ("standard input is named twice", "Name - once.", 2)


def test_a_date_that_is_not_valid_is_refused_before_anything_is_read(db: Path) -> None:
    assert refused("missing.txt", "--published", "soon") == (
        *("'soon' is not a day or an instant", WRITE_A_MOMENT),
        2,
    )


def test_without_a_file_a_terminal_is_not_read() -> None:
    script = """
import sys
from tracker.cli.main import run
sys.argv = ["tracker", "draft"]
try:
    run()
except SystemExit as ended:
    print(ended.code)
"""
    assert on_terminal(script) == (
        "tracker: no article is named\nhint: Name a FILE, or pipe one in: tracker draft article.txt\n2\n"
    )


# On a terminal

VIEW = f"""
import sys
sys.path.insert(0, {str(ROOT)!r})
from tests.cli.readings import call, reader, trip
from tests.machine import require_terminal
from tracker.cli import news_items
from tracker.cli.main import run
news_items.read = reader({{"Yokosuka": (trip(), call())}})
sys.argv = ["tracker", "--db", "nowhere.db", "draft", ARTICLE, *{SAID!r}]
try:
    run()
except SystemExit as ended:
    assert not ended.code
"""
MARKED = """\
Ahn to [kind: fly to] [host: Japan]

[who: Defence Minister Ahn Gyu-back] will fly to Japan on [when: January 29-31]
for talks with his counterpart Shinjiro Koizumi, [says who: government sources
said]. The trip is [stage: in its final stage of preparation], and [where:
Yokosuka is one venue looked at].

Both men [stage: may also telephone] [when: next week].
"""


def viewed(article: str, cells: int = 80, **settings: str) -> str:
    """Return the output on a terminal."""
    return on_terminal(f"ARTICLE = {article!r}\n{VIEW}", {"PAGER": "cat", **settings}, cells=cells)


@pytest.mark.slow
def test_a_terminal_shows_the_article_with_the_words_marked(article: str) -> None:
    shown = viewed(article, NO_COLOR="1")
    assert shown.startswith(f"{SOURCE}\n\n{MARKED}\n{TRIP_LINES[0]}\n")
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.slow
def test_in_colour_each_field_has_its_own_colour(article: str) -> None:
    shown = viewed(article, cells=120)
    teal, violet = "\x1b[38;5;30m", "\x1b[38;5;165m"
    assert (
        f"{teal}\x1b[4mDefence Minister Ahn Gyu-back\x1b[0m will fly to Japan on {violet}\x1b[4mJanuary 29-31" in shown
    )
    assert f'{violet}"January 29-31"\x1b[0m' in shown
    assert "\x1b[38;5;30min final arrangement\x1b[0m" in shown


@pytest.mark.slow
def test_a_long_view_goes_through_the_pager(article: str) -> None:
    shown = on_terminal(f"ARTICLE = {article!r}\n{VIEW}", {"PAGER": "sed s/^/paged:/", "NO_COLOR": "1"}, lines=10)
    assert shown.startswith(f"paged:{SOURCE}\npaged:\npaged:Ahn to [kind: fly to]")


@given(phrases, st.lists(st.tuples(st.integers(0, 60), st.integers(1, 20), st.sampled_from(FIELDS)), max_size=8))
def test_marks_do_not_change_the_text_and_no_line_is_too_long(text: str, passages: list[tuple[int, int, str]]) -> None:
    drafts = [
        trip(evidence={field: Evidence.of(text, start, start + length)})
        for start, length, field in passages
        if start + length <= len(text)
    ]
    coloured = list(article_lines(text, drafts, 40, color=True))
    assert list(map(click.unstyle, coloured)) == wrap(text.strip("\n"), 40)
    labels = re.compile(rf"\[(?:{'|'.join(DRAFT_FIELD_NAMES.values())}):|\]".replace(" ", ""))
    bracketed = list(article_lines(text, drafts, 40, color=False))
    assert max(map(wcswidth, bracketed)) <= 40
    assert labels.sub("", squeezed(bracketed)) == squeezed(wrap(text, 40))


def test_each_field_is_readable_on_black_and_on_white() -> None:
    assert FIELD_COLORS.keys() == DRAFT_FIELD_NAMES.keys() == {*FIELDS}
    assert len({*FIELD_COLORS.values()}) == len(FIELDS)
    for color in FIELD_COLORS.values():
        assert 1.05 / (luminance(color) + 0.05) >= 3.9
        assert (luminance(color) + 0.05) / 0.05 >= 3.9


def test_no_line_of_korean_or_japanese_is_too_long() -> None:
    korean = "안규백 국방부 장관의 방일: 고이즈미 신지로 방위상과의 회담 및 요코스카 기지 방문"
    text = f"{korean}\n\n{HEADLINE_JA}"
    draft = trip(
        participants=(
            Participant(name="안규백", role="국방부 장관", country="KR"),
            Participant(name="小泉進次郎", role="防衛大臣", country="JP"),
        ),
        place=Place(name="요코스카 해상자위대 기지"),
        evidence=evidence(text, participants="안규백 국방부 장관", stage="最終調整に入った", place="요코스카 기지"),
    )
    source, day = Source(outlet="연합뉴스"), parse_published("2026-01-21")
    proposal = Proposal(draft=draft, source=source, published=day, new_name=NAME)
    for cells in (40, 60, 80):
        lines = [*article_lines(text, [draft], cells, color=False), *draft_lines(proposal, cells, color=False)]
        assert max(map(wcswidth, lines)) <= cells
    who = next(line for line in draft_lines(proposal, None, color=False) if "小泉進次郎, 防衛大臣, JP" in line)
    stage = next(line for line in draft_lines(proposal, None, color=False) if "最終調整" in line)
    assert who.index("小泉") == stage.index("in final")


EVIL = "\x1b[31m\x1b]0;pwned\x07\u202e\u2066\x85\u2028\r\nnew: forged\t"


def test_an_article_cannot_steer_a_terminal(db: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    text = f"Ahn{EVIL}\n\n{TRIP}"
    draft = trip(
        doubt=f"doubt{EVIL}",
        participants=(Participant(name=f"Ahn{EVIL}", role=f"minister{EVIL}", country="KR"),),
        place=Place(name=f"Yokosuka{EVIL}"),
        reason=f"reason{EVIL}",
        by=f"by{EVIL}",
        attribution=Attribution(words=f"sources{EVIL}"),
        window=Window("2026-01", f"words{EVIL}"),
        evidence=evidence(text, stage=f"Ahn{EVIL}"),
    )
    finds(monkeypatch, draft, replace(draft, doubt=None), via=(f"via{EVIL}",))
    file = save(tmp_path, "evil.txt", text)
    for more in ((), ("--record",), ("--record",), JSON, ("--source", f"Jiji{EVIL}")):
        done = tracker("draft", file, "-", *SAID, *more, stdin="Snow fell.")
        assert done.code == 0
        assert not STEERING.search(done.out.replace("\n", "") + done.err.replace("\n", ""))
        assert not any(line.startswith("new: forged") for line in done.out.splitlines())
    for color in (True, False):
        lines = list(article_lines(text, [draft], 60, color=color))
        assert "\x1b[31m" not in "\n".join(lines)
        assert not STEERING.search(
            "".join(line.replace("\x1b[38;5;161m\x1b[4m", "").replace("\x1b[0m", "") for line in lines)
        )


# Edited first


@pytest.fixture
def script(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the path of a script that is the user's editor; temporary files get a folder of their own."""
    (tmp_path / "drafts").mkdir()
    monkeypatch.setenv("TMPDIR", str(tmp_path / "drafts"))
    monkeypatch.setattr("tempfile.tempdir", None)
    monkeypatch.delenv("VISUAL", raising=False)
    monkeypatch.setenv("EDITOR", f"sh {tmp_path / 'editor'}")
    return tmp_path / "editor"


def left(script: Path) -> list[str]:
    """Return the files that were left behind."""
    return sorted(map(str, (script.parent / "drafts").iterdir()))


def test_drafts_kept_in_the_editor_are_sure(db: Path, article: str, script: Path) -> None:
    script.write_text('touch "$1"')
    edit = tracker("draft", article, *SAID, "--edit", "--record")
    source, first, *_, last = (line for line in edit.lines if line[0] != " ")
    assert (source, first, last) == (SOURCE, RECORDED_LINES[0], f"recorded as @2 in {CALL}: proposed")
    assert left(script) == []
    again = tracker("draft", article, *SAID, "--edit", "--record").lines
    assert again == [
        SOURCE,
        f"already recorded as @1 in {NAME}: in final arrangement",
        f"already recorded as @2 in {CALL}: proposed",
    ]
    assert tracker("draft", article, *SAID, "--record").lines == again


def test_changes_in_the_editor_are_recorded(db: Path, article: str, script: Path) -> None:
    script.write_text(
        'sed -i -e "s/^place:.*/place: Yokosuka/" -e "s/^stage: in.*/stage: Confirmed/" -e "s/^words:.*//" '
        '-e "/^draft: 2/,\\$d" "$1"'
    )
    done = tracker("draft", article, *SAID, "--edit", "--record", *JSON).json
    assert [list(one) for one in done] == [[*DRAFT_KEYS, *RECORDED_KEYS]]
    assert (done[0]["stage"], done[0]["sure"], done[0]["place"]) == (
        *("confirmed", True),
        {"name": "Yokosuka", "standing": "fixed"},
    )
    assert list(done[0]["evidence"]) == ["attribution", "kind", "participants", "host"]
    (event,) = history()
    assert (event["type"], event["claims"]["window"]) == ("confirmed", {"edtf": "2026-01-29/2026-01-31"})


def nothing_recorded(script: Path) -> str:
    """Return the message that nothing was recorded, with the one file that was left behind."""
    (kept,) = left(script)
    return f"Nothing was recorded. {kept_in(Path(kept))}\n"


def test_without_record_the_edited_drafts_are_shown_and_the_text_is_kept(db: Path, article: str, script: Path) -> None:
    script.write_text('sed -i -e "s/^host:.*/host:/" "$1"')
    done = tracker("draft", article, *SAID, "--edit")
    assert done.out.splitlines() == [
        *(SOURCE, ""),
        # A person has looked at them.
        *("              sure 1.00" if "sure " in line else line for line in [*TRIP_LINES[:-1], "", *CALL_LINES]),
    ]
    assert (done.err, done.code) == (nothing_recorded(script), 0)
    assert not db.exists()


def test_a_dry_run_keeps_the_edited_text(db: Path, article: str, script: Path) -> None:
    script.write_text('touch "$1"')
    done = tracker("draft", article, *SAID, "--edit", "--record", "--dry-run")
    assert (done.err, db.exists()) == (nothing_recorded(script), False)


def test_without_record_the_editor_needs_neither_outlet_nor_date(db: Path, article: str, script: Path) -> None:
    script.write_text('touch "$1"')
    done = tracker("draft", article, "--edit")
    no_date = f"{article} has no date: without --published, relative dates are not resolved.\n"
    assert done == Done(out="", err=no_date + nothing_recorded(script), code=0)
    (kept,) = left(script)
    refused = tracker("import", kept)
    assert (refused.code, refused.err.splitlines()[0].partition(": ")[2][:5]) == (1, "line ")
    text = (
        Path(kept).read_text().replace("source:", "source: NationPress").replace("published:", "published: 2026-01-21")
    )
    Path(kept).write_text(text)
    assert tracker("import", kept).lines[0] == "recorded 2, 0 already there"


def test_the_kept_text_is_imported_as_the_editor_would_have_recorded_it(db: Path, article: str, script: Path) -> None:
    script.write_text('sed -i -e "s/^place:.*/place: Yokosuka/" "$1"')
    tracker("draft", article, *SAID, "--edit")
    (kept,) = left(script)
    assert tracker("import", kept).lines[0] == "recorded 2, 0 already there"
    assert history()[0]["quote"] == "in its final stage of preparation"
    assert tracker("import", kept).lines[0] == "recorded 0, 2 already there"
    edited = tracker("draft", article, *SAID, "--edit", "--record").lines
    assert [line.partition(" in ")[0] for line in edited] == [
        *(SOURCE, "already recorded as @1"),
        "already recorded as @2",
    ]
    assert len(tracker("undo", *JSON).json["batch"]) == 1


def test_a_mistake_in_the_kept_text_is_named_with_its_line_and_nothing_is_recorded(
    db: Path, article: str, script: Path
) -> None:
    script.write_text('touch "$1"')
    tracker("draft", article, *SAID, "--edit")
    (kept,) = left(script)
    text = Path(kept).read_text().replace("host: JP", "host: XX")
    Path(kept).write_text(text)
    line = text.splitlines().index("host: XX") + 1
    done = tracker("import", kept)
    assert (done.out, done.err.splitlines()[0]) == ("", f"tracker: line {line}: 'XX' is not a country code")
    assert not db.exists() or history() == []


# Drafts as JSON, imported


def test_drafts_printed_as_json_are_imported_as_they_would_have_been_recorded(
    db: Path, article: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    moved = trip(
        main=False,
        stage="postponed",
        kind="talks",
        window=Window("2026-02-10", "February 10"),
        original_window=Window("2026-01-30", "January 30"),
        participants=(Participant(country="KR"), Participant(country="EU"), KOIZUMI),
    )
    finds(monkeypatch, trip(), moved, call())
    printed = tracker("draft", article, *SAID, *JSON).text
    done = tracker("import", "-", stdin=printed)
    assert done.out.splitlines()[0] == "recorded 2, 0 already there"
    assert done.err == 'left out 1 that are not sure; to record one, set "sure": true\n'
    imported = history()
    assert imported[1]["type"] == "rescheduled"
    again = tracker("draft", article, *SAID, "--record").lines
    assert [line for line in again if line.startswith(("already", "recorded"))] == [
        f"already recorded as @1 in {NAME}: in final arrangement",
        f"already recorded as @2 in {imported[1]['meeting']}: in final arrangement",
    ]
    assert len(tracker("undo", *JSON).json["batch"]) == 1


@pytest.mark.parametrize(
    ("change", "sentence"),
    [
        ({"stage": "agreed"}, "draft 1: 'agreed' is not a stage"),
        ({"host": "XX"}, "draft 1: 'XX' is not a country code"),
        ({"source": None}, "draft 1: source has no outlet"),
        ({"published": None}, "draft 1: the report has no published"),
        ({"new_name": None}, "draft 1: neither meeting nor new_name is a name"),
        ({"colour": "red"}, "draft 1: unknown key 'colour'"),
        ({"participants": [7]}, "draft 1: a participant must be an object"),
        ({"evidence": {"stage": {"text": "x", "start": 0, "end": 9}}}, "draft 1: the evidence of stage does not fit"),
    ],
)
def test_a_draft_that_cannot_be_recorded_is_named_and_nothing_is_recorded(
    db: Path, article: str, change: Any, sentence: str
) -> None:
    drafts = tracker("draft", article, *SAID, *JSON).json
    done = tracker("import", "-", stdin=json.dumps([drafts[0] | change, drafts[1]]))
    assert (done.out, done.code) == ("", 1)
    assert done.err.startswith(f"tracker: {sentence}")
    assert not db.exists() or history() == []


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("[", "the file is not valid JSON: Expecting value, at character 2 of line 1"),
        ("[7]", "draft 1: a draft must be an object"),
        ('[{"stage": "held", "stage": "held"}]', "one object has the same key twice"),
        ("# only a comment\nhost: JP", "line 2: host comes before any draft"),
    ],
)
def test_a_file_of_drafts_that_cannot_be_read_is_refused(db: Path, text: str, sentence: str) -> None:
    done = tracker("import", "-", stdin=text)
    assert (done.out, done.code, done.err.splitlines()[0]) == ("", 1, f"tracker: {sentence}")


# Left without saving


def test_leaving_the_editor_without_saving_records_nothing(db: Path, article: str, script: Path) -> None:
    script.write_text("true")
    done = tracker("draft", article, *SAID, "--edit", "--record")
    sentence = "the text was not saved, so nothing was recorded"
    assert done == Done(out="", err=f"tracker: {sentence}\nhint: Save it to record the drafts as they are.\n", code=1)
    assert (left(script), db.exists()) == ([], False)


def test_a_draft_can_be_moved_to_another_meeting(db: Path, article: str, script: Path) -> None:
    tracker("report", "trips-2026", "noted", "--new", *SAID)
    script.write_text(f'sed -i -e "s/^meeting: {NAME}/meeting: trips-2026/" -e "s/^new: yes/new: no/" "$1"')
    _, _, first, *_ = tracker("draft", article, *SAID, "--edit").out.splitlines()
    assert first == "→ trips-2026, as edited  [main]"
    Path(*left(script)).unlink()
    done = tracker("draft", article, *SAID, "--edit", "--record")
    assert done.out.splitlines()[1] == "recorded as @2 in trips-2026: in final arrangement"
    (kept,) = left(script)
    assert f"refused in {CALL}: there is no meeting '{CALL}' " in done.out
    assert (done.err, done.code) == (f"tracker: {kept_in(Path(kept))}\n", 1)


def test_two_articles_may_begin_one_meeting_in_the_editor(db: Path, tmp_path: Path, article: str, script: Path) -> None:
    again = save(tmp_path, "again.txt", f"Again\n\n{TRIP}")
    script.write_text('touch "$1"')
    done = tracker("draft", article, again, *SAID, "--edit", "--record").lines
    assert [line for line in done if line.startswith("recorded")] == [
        RECORDED_LINES[0],
        f"recorded as @2 in {CALL}: proposed",
        f"recorded as @3 in {NAME}: in final arrangement",
        f"recorded as @4 in {CALL}: proposed",
    ]


def test_with_all_drafts_deleted_nothing_is_recorded(db: Path, article: str, script: Path) -> None:
    script.write_text(': > "$1"')
    edit = ("draft", article, *SAID, "--edit", "--record")
    assert tracker(*edit).text == "every draft was deleted, so nothing was recorded\n"
    assert tracker(*edit, *JSON).json == []
    assert left(script) == []
    assert not db.exists()


def test_an_editor_that_fails_records_nothing(db: Path, article: str, script: Path) -> None:
    script.write_text("exit 1")
    done = tracker("draft", article, *SAID, "--edit", "--record")
    assert done == Done(out="", err="tracker: the editor exited with code 1, so nothing was recorded\n", code=1)
    assert (left(script), db.exists()) == ([], False)


def test_a_mistake_in_the_editor_records_nothing_and_keeps_the_text(db: Path, article: str, script: Path) -> None:
    script.write_text('sed -i -e "s/^meeting: ahn-koizumi-call.*/meeting: The Call/" "$1"')
    done = tracker("draft", article, *SAID, "--edit", "--record")
    (kept,) = left(script)
    line = Path(kept).read_text().splitlines().index("meeting: The Call") + 1
    assert done == Done(
        out="",
        err=f"tracker: line {line}: 'The Call' is not a meeting name\nhint: {A_NAME} {kept_in(Path(kept))}\n",
        code=1,
    )
    assert not db.exists()


def test_a_log_that_fails_keeps_the_edited_text(db: Path, article: str, script: Path) -> None:
    script.write_text(f"echo 'no database, but longer than the header of one' > '{db}'; echo '# mine' >> \"$1\"")
    done = tracker("draft", article, *SAID, "--edit", "--record")
    (kept,) = left(script)
    assert (done.out, done.code) == ("", 1)
    assert done.err.endswith(f" {kept_in(Path(kept))}\n")


def test_an_interruption_after_the_editor_keeps_the_edited_text(
    db: Path, article: str, script: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.cli.commands.draft._finish", interrupted)
    script.write_text("echo '# mine' >> \"$1\"")
    done = tracker("draft", article, *SAID, "--edit", "--record")
    (kept,) = left(script)
    assert (done.out, done.code, done.err.splitlines()[0]) == ("", 130, kept_in(Path(kept)))


def test_an_article_without_a_meeting_opens_no_editor(db: Path, script: Path) -> None:
    script.write_text("exit 1")
    assert tracker("draft", "--edit", stdin="Snow fell.").code == 0


@pytest.mark.slow
def test_the_editor_uses_the_terminal_even_if_stdin_and_stdout_are_pipes(article: str, script: Path) -> None:
    script.write_text('test -t 0 && test -t 1 && sed -i "s/^host:.*/host: KR/" "$1"')
    view = save(script.parent, "view.py", VIEW.replace("ARTICLE", "'-', '--edit', '--format', 'json'"))
    require_terminal()
    piped = f"'{sys.executable}' '{view}' < '{article}' | cat > '{script.parent}/drafts.json'"
    run_script(f"import pty; pty.spawn(['sh', '-c', {piped!r}])", {"EDITOR": f"sh {script}"})
    answer = json.loads((script.parent / "drafts.json").read_text(encoding="utf-8"))
    assert [draft["host"] for draft in answer] == ["KR", "KR"]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://ines:12?s3cret@desk/ledger",
        "postgresql://ines@corp:s3cret@desk/ledger",
        "postgresql://ines:s3/cret@desk/ledger",
        "postgresql://ines@desk/ledger?password=s3cret",
        "postgresql://ines@desk/ledger?%70assword=s3cret",
    ],
)
def test_the_listed_command_names_a_server_without_its_password(url: str) -> None:
    line = read_line({"meeting": "ahn", "stage": "noted", "source": {"outlet": "Jiji"}, "published": "2026-01-21"})
    answer = report_command(line, db=url)
    assert answer.startswith("tracker --db ")
    assert "desk/ledger" in answer
    assert "cret" not in answer
