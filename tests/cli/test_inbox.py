"""`draft --queue`, `inbox`, `accept`, `reject`, `forget-text`, and the words and articles that stay."""

import json
import tempfile
from pathlib import Path
from typing import Any

import pytest

from tests.cli.readings import TRIP, call, reader, trip
from tests.cli.runner import Done, tracker
from tracker.cli import news_items

NAME = "ahn-koizumi-japan-2026-01"
CALL = "ahn-koizumi-call-2026-01"
SAID = ("--source", "NationPress", "--published", "2026-01-21")
MINUTE = "2026-01-29 00:00 UTC"
WAITS = [
    "NationPress < Yonhap, 2026-01-21",
    f"draft 1 waits in the inbox: {NAME}",
    f"draft 2 waits in the inbox: {CALL}, not sure: a mere possibility",
]
TABLE = [
    "DRAFT  PUBLISHED   SOURCE                STAGE                 MEETING                         SURE",
    f"1      2026-01-21  NationPress < Yonhap  in final arrangement  new: {NAME}  sure 0.97",
    f"2      2026-01-21  NationPress < Yonhap  proposed              new: {CALL}   not sure 0.41: a mere possibility",
]


@pytest.fixture(autouse=True)
def read(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let the reader find a trip and a call in TRIP."""
    monkeypatch.setattr(news_items, "read", reader({"Yokosuka": (trip(), call())}))


@pytest.fixture
def article(tmp_path: Path) -> str:
    """Save the article."""
    (tmp_path / "trip.txt").write_text(TRIP, encoding="utf-8")
    return str(tmp_path / "trip.txt")


@pytest.fixture
def queued(db: Path, article: str) -> str:
    """Put the article into the inbox."""
    assert tracker("draft", article, *SAID, "--queue").lines == WAITS
    return article


def edits(monkeypatch: pytest.MonkeyPatch, folder: Path, script: str) -> None:
    """Let the user's editor be a sed script."""
    editor = folder / "editor"
    editor.write_text(f'sed -i "{script}" "$1"\n', encoding="utf-8")
    monkeypatch.setenv("EDITOR", f"sh '{editor}'")
    monkeypatch.setattr(tempfile, "tempdir", str(folder))


def error(done: Done) -> tuple[str, int]:
    """Return the first line of an error and the exit code."""
    assert done.out == ""
    return done.err.splitlines()[0], done.code


# The inbox


def test_the_inbox_lists_the_drafts_that_wait(queued: str) -> None:
    assert tracker("inbox").lines == TABLE
    assert tracker("history", "--format", "json").json == []


def test_queueing_again_says_what_became_of_each_draft(queued: str) -> None:
    tracker("reject", "2")
    assert tracker("draft", queued, *SAID, "--queue").lines[1:] == [
        f"draft 1 waits in the inbox already: {NAME}",
        f"draft 2 was rejected already: {CALL}, not sure: a mere possibility",
    ]


def test_record_with_queue_records_what_is_sure_and_queues_the_rest(db: Path, article: str) -> None:
    dry = tracker("draft", article, *SAID, "--record", "--queue", "--dry-run").lines
    assert dry[-1] == f"would wait in the inbox: {CALL}, not sure: a mere possibility"
    assert not db.exists()
    lines = tracker("draft", article, *SAID, "--record", "--queue").lines
    assert lines[1] == f"recorded as @1 in {NAME}: in final arrangement"
    assert lines[-1] == f"draft 1 waits in the inbox: {CALL}, not sure: a mere possibility"
    first, second = tracker("draft", article, *SAID, "--record", "--queue", "--format", "json").json
    assert (first["repeat_of"], first["queued"], second["queued"]) == (1, None, 1)


def test_a_draft_in_full_has_its_evidence_and_its_article(queued: str) -> None:
    lines = tracker("inbox", "2", "--article").lines
    assert lines[:6] == [
        "draft 2  NationPress < Yonhap, 2026-01-21",
        "Ahn to fly to Japan",
        f"queued {MINUTE} by desk, not sure 0.41: a mere possibility",
        f"new: {CALL}",
        '    stage     proposed                                "may also telephone"',
        "              not sure 0.41: a mere possibility",
    ]
    assert lines[-1] == "Both men [stage: may also telephone] [when: next week]."
    assert lines[lines.index("", 1) + 1].startswith(TRIP.splitlines()[0])


def test_drafts_in_full_are_a_blank_line_apart(queued: str) -> None:
    first, second = (tracker("inbox", number).lines for number in "12")
    assert tracker("inbox", "1", "2").lines == [*first, "", *second]


def test_the_inbox_as_json_has_the_keys_of_a_draft(queued: str) -> None:
    drafts = tracker("inbox", "--format", "json").json
    assert [draft["draft"] for draft in drafts] == [1, 2]
    printed = tracker("draft", queued, *SAID, "--format", "json").json
    assert [{key: draft[key] for key in printed[0]} for draft in drafts] == printed
    (with_text,) = tracker("inbox", "1", "--article", "--format", "json").json
    assert with_text["article_text"] == TRIP
    assert with_text["queued_by"] == "desk"


def test_accepting_records_and_one_undo_takes_all_of_it_back(queued: str) -> None:
    lines = tracker("accept", "1..2").lines
    assert lines[0] == f"draft 1 recorded as @1 in {NAME}: in final arrangement"
    assert f"draft 2 recorded as @2 in {CALL}: proposed" in lines
    assert any(line.split(maxsplit=1)[-1] == "recorded with others from @1 on" for line in tracker("show", "@2").lines)
    assert tracker("inbox").err == "No draft waits.\n"
    assert [line.split("  ")[0] for line in tracker("undo").lines if line.startswith("rec")] == [
        "recorded @3 about @2",
        "recorded @4 about @1",
    ]


def test_a_dry_run_decides_and_records_nothing(queued: str) -> None:
    assert tracker("accept", "1", "--dry-run").lines[0] == f"draft 1 would be recorded in {NAME}: in final arrangement"
    tracker("reject", "1", "--dry-run")
    assert tracker("inbox").lines == TABLE
    assert tracker("history", "--format", "json").json == []


def test_the_second_is_answered_with_what_the_first_decided(queued: str, monkeypatch: pytest.MonkeyPatch) -> None:
    tracker("accept", "1")
    tracker("reject", "2", "--because", "a rumour")
    monkeypatch.setenv("TRACKER_USER", "kim")
    same = tracker("accept", "1")
    assert same.lines == [f"draft 1 was accepted as @1 by desk, {MINUTE}"]
    contrary = tracker("-q", "accept", "2")
    assert (contrary.out, contrary.code) == (f"draft 2 was rejected by desk, {MINUTE}: a rumour\n", 1)
    assert len(tracker("history", "--format", "json").json) == 1


def test_decisions_as_json_say_what_came_of_each_draft(queued: str) -> None:
    tracker("reject", "2", "--because", "a rumour")
    done = tracker("accept", "1", "2", "--format", "json")
    first, second = json.loads(done.out)
    assert (first["draft"], first["meeting"], first["earlier"], first["refused"]) == (1, NAME, None, None)
    assert (first["outcome"]["position"], first["outcome"]["status"]) == (1, "in_final_arrangement")
    assert (second["outcome"], second["earlier"]["decision"], second["earlier"]["because"], done.code) == (
        *(None, "rejected", "a rumour"),
        1,
    )


def test_a_draft_that_was_recorded_by_hand_meanwhile_is_accepted_as_that_event(queued: str) -> None:
    tracker("draft", queued, *SAID, "--record")
    (line,) = tracker("accept", "1").lines
    assert line == f"draft 1 already recorded as @1 in {NAME}: in final arrangement"


def test_editing_keeps_which_fields_were_changed_and_leaves_deleted_drafts_waiting(
    queued: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, tmp_path, "s/^host: JP/host: KR/; /^draft: 2/,\\$ d")
    lines = tracker("accept", "1", "2", "--edit").lines
    assert lines[0] == f"draft 1 recorded as @1 in {NAME}: in final arrangement"
    assert lines[-1] == f"draft 2 still waits: {CALL}"
    event = tracker("show", "1", "--format", "json").json
    assert (event["claims"]["host"], "host" in event["evidence"], "window" in event["evidence"]) == ("KR", False, True)
    assert tracker("inbox", "1").lines[3] == f"was accepted as @1 by desk, {MINUTE}, changed: host"
    assert not list(tmp_path.glob("tracker-*"))
    record = tracker("inbox", "--record").lines
    assert record[0].split() == ["DECIDED", "AS", "DRAFTED", "CHANGED", "REJECTED"]
    assert record[1].split() == ["all", "drafts", "1", "0", "1", "0"]
    assert ["field", "host,", "sure", "1", "0", "1", "0"] in [line.split() for line in record]


def test_an_edited_draft_that_is_refused_keeps_the_text(
    queued: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edits(monkeypatch, tmp_path, "s/^published: .*/published: 2026-03-01/")
    refused = tracker("accept", "2", "--edit")
    assert refused.code == 1
    assert refused.out.startswith(f"draft 2 still waits, refused in {CALL}: 2026-03-01 is in the future")
    assert "What you typed is kept in" in refused.err
    assert tracker("inbox").lines == TABLE


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        (("accept", "9"), "the inbox has no draft 9", 1),
        (("reject", "1", "9"), "the inbox has no draft 9", 1),
        (("inbox", "9"), "the inbox has no draft 9", 1),
        (("accept", "@1"), "'@1' is not the number of a draft", 2),
        (("accept", "0"), "'0' is not the number of a draft", 2),
        (("accept", "2..1"), "2..1 is not a range of drafts", 2),
        (("accept", "1..999999999999"), "1..999999999999 is not a range of drafts", 2),
        (("inbox", "--article"), "--article needs the number of a draft", 2),
        (("inbox", "1", "--record"), "--record is about all drafts", 2),
        (("forget-text", "xyz"), "'xyz' is not the hash of a text", 2),
        (("forget-text", "abcdef12"), "no text with the hash abcdef12 is stored", 1),
    ],
)
def test_a_wrong_number_is_a_sentence_and_decides_nothing(
    queued: str, words: tuple[str, ...], sentence: str, code: int
) -> None:
    assert error(tracker(*words)) == (f"tracker: {sentence}", code)
    assert tracker("inbox").lines == TABLE


def test_editing_and_queueing_exclude_each_other(db: Path, article: str) -> None:
    assert error(tracker("draft", article, *SAID, "--queue", "--edit"))[1] == 2
    assert not db.exists()


def test_a_draft_without_a_date_is_not_queued(db: Path, article: str) -> None:
    sentence, code = error(tracker("draft", article, "--source", "NationPress", "--queue"))
    assert (sentence.endswith("has no date"), code) == (True, 2)
    assert not db.exists()


def test_an_empty_inbox_creates_no_log(db: Path, home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_DB")
    assert tracker("inbox").err == "No draft waits.\n"
    assert tracker("inbox", "--record").err == "No draft has been decided yet.\n"
    assert tracker("inbox", "--format", "json").json == []
    assert not (home / "data").exists()


# Evidence that stays


def test_show_prints_the_article_with_the_words_marked(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    plain, shown = tracker("show", "@1").lines, tracker("show", "@1", "--article").lines
    assert shown[: len(plain) + 3] == [*plain, "", "Ahn to [kind: fly to] [host: Japan]", ""]
    assert any("[stage: in its final stage of preparation]" in line for line in shown)
    assert tracker("show", "@1", "--article", "--format", "json").json["article_text"] == TRIP


def test_without_keep_text_only_the_hash_stays(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record", "--no-keep-text")
    event = tracker("show", "@1", "--format", "json").json
    assert event["article"]["characters"] == len(TRIP)
    assert event["evidence"]["window"] == {"text": "January 29-31", **span("January 29-31")}
    assert error(tracker("show", "@1", "--article")) == ("tracker: the text of the article behind @1 is not stored", 1)


def test_the_configuration_says_whether_texts_are_stored_unless_the_command_does(
    db: Path, article: str, tmp_path: Path
) -> None:
    (tmp_path / "desk.toml").write_text("keep_texts = false\n", encoding="utf-8")
    configured = ("--config", str(tmp_path / "desk.toml"))
    tracker(*configured, "draft", article, *SAID, "--record")
    assert error(tracker("show", "@1", "--article"))[1] == 1
    tracker(*configured, "draft", article, *SAID, "--queue", "--keep-text")
    tracker(*configured, "accept", "1")
    assert tracker("show", "@2", "--article").lines
    rows = tracker(*configured, "config", "--format", "json").json
    assert {"key": "keep_texts", "value": "false", "source": "file"} in rows


def span(words: str) -> dict[str, Any]:
    """Return where words stand in TRIP."""
    return {"start": TRIP.index(words), "end": TRIP.index(words) + len(words)}


def test_a_forgotten_text_is_deleted_and_the_words_stay(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    sha256 = tracker("show", "@1", "--format", "json").json["article"]["sha256"]
    assert tracker("forget-text", sha256[:10]).lines == [f"deleted the text {sha256}"]
    assert error(tracker("show", "@1", "--article"))[1] == 1
    assert any(line.endswith('"January 29-31"') for line in tracker("show", "@1").lines)
    assert tracker("verify").lines[-1] == "ok"


def test_an_event_that_no_article_is_behind_says_so(story: Path) -> None:
    assert error(tracker("show", "@1", "--article")) == ("tracker: @1 was not drafted from an article", 1)


def test_why_shows_the_words_behind_each_field(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    header, *rows = tracker("why", NAME, "--words").lines
    assert header.endswith("WORDS")
    assert any(row.endswith('"January 29-31"') and "window" in row for row in rows)
    fields = {row["field"]: row["evidence"] for row in tracker("why", NAME, "--format", "json").json}
    assert fields["window"] == {"text": "January 29-31", **span("January 29-31")}
    assert fields["since"] is None


def test_a_history_and_an_export_have_the_evidence(db: Path, article: str) -> None:
    tracker("draft", article, *SAID, "--record")
    (event,) = tracker("history", "--format", "json").json
    (row,) = tracker("export", "--format", "jsonl").jsonl
    assert json.loads(row["payload"])["evidence"] == event["evidence"]
    assert event["evidence"]["window"]["text"] == "January 29-31"


def test_kept_drafts_record_the_article_that_they_name(db: Path, article: str, tmp_path: Path) -> None:
    kept = tmp_path / "kept.json"
    kept.write_text(tracker("draft", article, *SAID, "--format", "json").text, encoding="utf-8")
    tracker("import", str(kept))
    assert tracker("show", "@1", "--format", "json").json["article"]["characters"] == len(TRIP)


def test_on_a_narrow_terminal_values_and_words_of_a_draft_wrap_in_their_columns(
    queued: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tracker.cli.app.terminal_width", lambda _: 60)
    assert tracker("inbox", "1").lines[4:12] == [
        '    stage     in final arrangement    "in its final stage of',
        '                                      preparation"',
        "              sure 0.97",
        '    says who  sources                 "government sources',
        '                                      said"',
        '    kind      visit                   "fly to Japan"',
        '    who       Ahn Gyu-back, defence   "Defence Minister Ahn',
        '              minister, KR            Gyu-back"',
    ]
    assert tracker("inbox").lines[:6] == [
        "1",
        "  published: 2026-01-21",
        "  source: NationPress < Yonhap",
        "  stage: in final arrangement",
        f"  meeting: new: {NAME}",
        "  sure: sure 0.97",
    ]
