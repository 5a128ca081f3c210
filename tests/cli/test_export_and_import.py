"""Export of statuses, import of reports, and a whole log exported and restored."""

import json
from pathlib import Path
from typing import Any

import pytest

from tests.cli.readings import TRIP, call, reader, trip
from tests.cli.refusing import head
from tests.cli.runner import INSTALLED, tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tests.cli.terminals import command_on_terminal
from tracker.domain.chain import GENESIS
from tracker.domain.errors import TrackerError
from tracker.reading.draft import Known, Reading
from tracker.service import reader as service_reader

JIJI: dict[str, Any] = {"meeting": AHN, "stage": "noted", "published": "2026-01-28", "source": {"outlet": "Jiji"}}


def lines(*objects: dict[str, Any]) -> str:
    return "".join(f"{json.dumps(one, ensure_ascii=False)}\n" for one in objects)


# Export


def test_an_export_of_all_meetings_is_an_array_of_statuses(story: Path) -> None:
    exported = tracker("export", "--format", "json").json
    assert exported == tracker("status", "--all", "--format", "json").json
    assert [meeting["meeting"] for meeting in exported] == [AHN, DECEMBER, SEOUL]


def test_an_export_of_some_meetings_keeps_the_order_of_their_names(story: Path) -> None:
    exported = tracker("export", SEOUL, "ahn", "--format", "json").json
    assert [meeting["meeting"] for meeting in exported] == [SEOUL, AHN]


def test_an_export_can_be_asked_for_a_past_moment(story: Path) -> None:
    assert [
        (meeting["meeting"], meeting["status"])
        for meeting in tracker("export", "--format", "json", "--as-of", "2026-01-21").json
    ] == [(AHN, "in_final_arrangement"), (DECEMBER, "cancelled"), (SEOUL, "confirmed")]
    assert [meeting["meeting"] for meeting in tracker("export", "--format", "json", "--known-at", "@2").json] == [
        DECEMBER,
        SEOUL,
    ]


def test_a_whole_log_is_restored_with_the_same_head_and_the_same_answers(story: Path, tmp_path: Path) -> None:
    file, copy = tmp_path / "desk.jsonl", str(tmp_path / "copy.db")
    file.write_text(tracker("export", "--format", "jsonl").text, encoding="utf-8")
    position, end = head()
    restored = tracker("--db", copy, "import", str(file))
    assert restored.lines == [f"recorded {position}, 0 already there", f"head {end}"]
    for question in (["status", "--all"], ["history"], ["verify"], ["export", "--format", "jsonl"]):
        assert tracker("--db", copy, *question) == tracker(*question)


def test_each_line_of_an_exported_log_has_exactly_the_stored_columns(story: Path) -> None:
    exported = tracker("export", "--format", "jsonl").jsonl
    assert [list(line) for line in exported] == [
        [
            *("fingerprint", "hash", "meeting", "payload", "position", "published", "recorded_at", "recorded_by"),
            *("type", "version"),
        ]
    ] * 6
    assert json.loads(exported[5]["payload"]) == {
        "v": 2,
        "source": {"outlet": "Kyodo"},
        "attribution": {"class": "official", "side": ["KR", "JP"]},
        "claims": {"place": {"name": "Yokosuka", "standing": "fixed"}, "window": {"edtf": "2026-01-30"}},
    }
    del exported[2]["hash"], exported[2]["payload"]
    assert exported[2] == {
        "fingerprint": None,
        "meeting": SEOUL,
        "position": 3,
        "published": None,
        "recorded_at": "2025-09-06T01:06:00.000000Z",
        "recorded_by": "desk",
        "type": "linked",
        "version": 2,
    }


# Import


def test_reports_are_recorded_and_a_file_can_be_imported_twice(story: Path) -> None:
    file = lines(
        JIJI,
        {**JIJI, "meeting": "lee-takaichi-nara-2026-01", "new": True, "stage": "held", "published": "2026-01-21"},
        {**JIJI, "meeting": "lee-takaichi-nara-2026-01", "published": "2026-01-22"},
        {**JIJI, "quote": "a repeat: the words quoted do not make it another item"},
    )
    first = tracker("import", "-", stdin=file)
    assert first.lines == ["recorded 3, 1 already there", f"head {head()[1]}"]
    assert head()[0] == 9
    assert tracker("import", "-", stdin=file).lines == ["recorded 0, 4 already there", f"head {head()[1]}"]
    assert head()[0] == 9


def test_every_field_of_a_line_is_recorded(empty: Path) -> None:
    line = {
        "meeting": "Ahn-Japan",
        "new": True,
        "stage": "Postponed",
        "published": "2026-01-28T17:00+09:00",
        "source": {
            "outlet": "NationPress",
            "url": "https://np.example/2",
            "headline": "Ahn's trip put off",
            "language": "en",
            "via": ["Kyodo", "Yonhap"],
        },
        "attribution": {"class": "official", "words": "the ministry", "side": ["kr"]},
        "claims": {
            "window": {"edtf": "2026-02", "words": "in February"},
            "original_window": {"edtf": "2026-01-30"},
            "place": {"name": "Yokosuka"},
            "host": "jp",
            "participants": [{"name": "Ahn Gyu-back", "role": "defence minister", "country": "kr"}, {"role": "aide"}],
            "without": ["Koizumi"],
            "kind": "visit",
            "title": "Ahn visits Japan",
            "reason": "snow",
            "by": "JP",
        },
        "quote": "It was put off.",
        "target": None,
    }
    assert tracker("import", "-", stdin=lines(line)).code == 0
    (event,) = tracker("history", "--format", "json").json
    assert {
        key: event[key] for key in ("meeting", "type", "published", "source", "attribution", "quote", "target")
    } == {
        "meeting": "ahn-japan",
        "type": "postponed",
        "published": "2026-01-28T17:00+09:00",
        "source": line["source"],
        "attribution": {"class": "official", "words": "the ministry", "side": ["KR"]},
        "quote": "It was put off.",
        "target": None,
    }
    assert event["claims"] == {
        **line["claims"],  # type: ignore[dict-item]
        "place": {"name": "Yokosuka", "standing": "fixed"},
        "host": "JP",
        "participants": [
            {"name": "Ahn Gyu-back", "role": "defence minister", "country": "KR"},
            {"name": "", "role": "aide", "country": None},
        ],
    }


def test_an_import_answers_in_json(story: Path) -> None:
    done = tracker("import", "-", "--format", "json", stdin=lines(JIJI, JIJI)).json
    assert list(done) == ["recorded", "repeated", "skipped", "respelt", "head", "dry_run"]
    assert done == {"recorded": 1, "repeated": 1, "skipped": 0, "respelt": [], "head": head()[1], "dry_run": False}


def test_an_import_leaves_out_retracted_reports_and_says_so(story: Path) -> None:
    tracker("import", "-", stdin=lines(JIJI))
    tracker("retract", "@7", "--because", "a misread headline")
    again = tracker("import", "-", stdin=lines(JIJI))
    assert again.lines == [
        "recorded 0, 0 already there",
        "left out 1 that were retracted; tracker report can record them again",
        f"head {head()[1]}",
    ]
    assert tracker("import", "-", "--format", "json", stdin=lines(JIJI)).json["skipped"] == 1
    by_hand = tracker("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28")
    assert by_hand.lines[0] == f"recorded @9  {AHN}  confirmed"


def test_a_dry_run_of_an_import_records_nothing_and_counts(story: Path) -> None:
    before = head()
    done = tracker("import", "-", "--dry-run", stdin=lines(JIJI))
    assert done.lines[0] == "would record 1, 0 already there"
    answer = tracker("import", "-", "--dry-run", "--format", "json", stdin=lines(JIJI)).json
    assert (answer["recorded"], answer["dry_run"]) == (1, True)
    assert head() == before


def test_an_import_with_a_wrong_line_leaves_no_log_behind(db: Path) -> None:
    new = {**JIJI, "new": True}
    assert tracker("import", "-", stdin=lines(new, {**new, "stage": "rumoured"})).code == 1
    assert [*db.parent.glob(f"{db.name}*")] == []


def test_a_dry_run_of_an_import_creates_no_log(db: Path) -> None:
    new = {**JIJI, "new": True}
    assert tracker("import", "-", "--dry-run", stdin=lines(new)).lines[0] == "would record 1, 0 already there"
    assert not db.exists()


def test_an_empty_file_records_nothing(db: Path) -> None:
    assert tracker("import", "-", stdin="\n\n").lines == ["recorded 0, 0 already there", f"head {GENESIS}"]


def test_a_byte_order_mark_blank_lines_and_carriage_returns_are_ignored(story: Path, tmp_path: Path) -> None:
    file = tmp_path / "reports.jsonl"
    file.write_bytes(b"\xef\xbb\xbf" + lines(JIJI).replace("\n", "\r\n\r\n").encode())
    assert tracker("import", str(file)).lines[0] == "recorded 1, 0 already there"


def test_a_unicode_line_separator_does_not_end_a_line(story: Path) -> None:
    quoted = {**JIJI, "quote": "one\u2028two\u0085three"}
    assert tracker("import", "-", stdin=lines(quoted)).lines[0] == "recorded 1, 0 already there"
    assert tracker("history", "ahn", "--format", "json").json[-1]["quote"] == "one\u2028two\u0085three"


@pytest.mark.parametrize("command", [("import", "-"), ("-q", "import", "-")])
def test_quiet_prints_nothing(story: Path, command: tuple[str, ...]) -> None:
    done = tracker(*command, stdin=lines(JIJI))
    assert (done.text == "") == (command[0] == "-q")
    assert head()[0] == 7


@pytest.mark.slow
def test_a_long_import_shows_its_progress_on_a_terminal(tmp_path: Path) -> None:
    source = {"outlet": "연합뉴스", "headline": "가" * 300_000}
    lines = [
        {"meeting": f"visit-{n}", "new": True, "stage": "noted", "published": "2026-01-21", "source": source}
        for n in range(4)
    ]
    long = tmp_path / "long.jsonl"
    long.write_text("\n".join(json.dumps(one, ensure_ascii=False) for one in lines), encoding="utf-8")

    shown = command_on_terminal([str(INSTALLED), "--db", str(tmp_path / "desk.db"), "import", str(long)])

    assert "importing" in shown
    assert "100%" in shown
    assert "recorded 4, 0 already there" in shown


# Articles


def article(text: str, **more: Any) -> dict[str, Any]:
    """Return an article on a line; `more` replaces its keys."""
    return {"text": text, "source": "NationPress", "published": "2026-01-21", **more}


@pytest.fixture
def reads(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader find a trip in TRIP, an unsure call in "call", and refuse "서울"."""
    drafts = reader({"Yokosuka": (trip(), trip(main=False, kind="talks", host="KR")), "call": (call(evidence={}),)})

    def read(text: str, known: Known) -> Reading:
        if "서울" in text:
            raise TrackerError("this does not seem to be English")
        return drafts(text, known)

    monkeypatch.setattr(service_reader, "read", read)


def test_articles_are_read_oldest_first_and_what_is_sure_is_recorded(db: Path, reads: None) -> None:
    file = lines(
        article(TRIP, published="2026-01-22", url="https://np.example/2"),
        article(TRIP, source="YONHAP", url="https://yna.example/1"),
        article("Snow fell."),
        article("They may call."),
        article("서울"),
    )
    done = tracker("import", "--articles", "-", stdin=file)
    assert done.out.splitlines()[:-1] == [
        "read 5 articles, 1 without a meeting",
        "recorded 4, 0 already there",
        "left out 1 not sure, 1 unreadable",
    ]
    assert done.err.splitlines() == [
        "line 4: left out of ahn-koizumi-call-2026-01, not sure: a mere possibility",
        "line 5: this does not seem to be English",
    ]
    events = tracker("history", "--format", "json").json
    assert [(event["source"]["outlet"], event["source"]["via"], event["published"]) for event in events] == [
        *[("YONHAP", [], "2026-01-21")] * 2,
        *[("NationPress", ["Yonhap"], "2026-01-22")] * 2,
    ]
    assert events[0]["source"]["headline"] == "Ahn to fly to Japan"
    assert [event["meeting"] for event in events[:2]] == [event["meeting"] for event in events[2:]]
    again = tracker("-q", "import", "--articles", "-", "--format", "json", stdin=file).json
    assert {**again, "head": None} == {
        "recorded": 0,
        "repeated": 4,
        "skipped": 0,
        "head": None,
        "dry_run": False,
        "articles": 5,
        "without_meeting": 1,
        "unreadable": 1,
        "unsure": 1,
        "refused": 0,
    }
    assert len(tracker("undo", "--format", "json").json["batch"]) == 1


def test_drafts_of_articles_that_are_not_sure_wait_in_the_inbox_if_asked_for(db: Path, reads: None) -> None:
    file = lines(article(TRIP), article("They may call."))
    done = tracker("import", "--articles", "-", "--queue", stdin=file)
    assert done.out.splitlines()[:-1] == [
        "read 2 articles, 0 without a meeting",
        "recorded 2, 0 already there",
        "queued 1 for the inbox",
        "left out 1 not sure",
    ]
    assert done.err == "line 2: draft 1 for ahn-koizumi-call-2026-01, not sure: a mere possibility\n"
    assert tracker("-q", "import", "--articles", "-", "--queue", "--format", "json", stdin=file).json["queued"] == 0
    assert tracker("import", "-", "--queue", stdin=file).code == 2


def test_what_the_log_refuses_of_articles_is_said_with_their_lines(db: Path, reads: None) -> None:
    tracker("import", "--articles", "-", stdin=lines(article(TRIP)))
    tracker("retract", "@1", "--because", "misread")
    file = lines(article(TRIP), article(TRIP, published="2026-03-01"), article("They may call."))
    done = tracker("import", "--articles", "-", "--queue", "--dry-run", stdin=file)
    refused = "not sure: the log refuses it: 2026-03-01 is in the future"
    assert done.err.splitlines() == [
        "line 1: left out of ahn-koizumi-japan-2026-01, retracted: @1",
        "line 3: would wait in the inbox for ahn-koizumi-call-2026-01, not sure: a mere possibility",
        f"line 2: would wait in the inbox for ahn-koizumi-japan-2026-01-2, {refused}",
        f"line 2: would wait in the inbox for koizumi-ahn-south-korea-2026-01, {refused}",
    ]


def test_a_dry_run_of_articles_records_nothing(db: Path, reads: None) -> None:
    done = tracker("import", "--articles", "-", "--dry-run", stdin=lines(article(TRIP)))
    assert (done.lines[1], db.exists()) == ("would record 2, 0 already there", False)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        (article(""), "the article has no text"),
        (article(TRIP, source=None), "the article has no source"),
        (article(TRIP, published="soon"), "'soon' is not a day or an instant"),
        (article(TRIP, colour="red"), "unknown key 'colour'"),
        (article(TRIP, via="Kyodo"), "via in source must be a list"),
        ([], "not a JSON object"),
    ],
)
def test_an_article_that_is_not_valid_is_named_and_nothing_is_read(
    db: Path, reads: None, line: Any, sentence: str
) -> None:
    done = tracker("import", "--articles", "-", stdin=lines(article(TRIP), line))
    assert (done.out, done.code, db.exists()) == ("", 1, False)
    assert done.err.startswith("tracker: line 2")
    assert sentence in done.err


# Addresses


@pytest.mark.parametrize("words", [("draft",), ("import",), ("import", "--articles")])
@pytest.mark.parametrize("address", ["https://np.example/1", "www.np.example/1", "HTTP://np.example"])
def test_an_address_is_not_a_file(db: Path, words: tuple[str, ...], address: str) -> None:
    done = tracker(*words, address)
    sentence = f"{address} is an address, not a file"
    assert (done.out, done.err, done.code) == ("", f"tracker: {sentence}\nhint: Save the page, and name the file.\n", 2)
