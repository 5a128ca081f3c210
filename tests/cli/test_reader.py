"""`draft --reader`: a language model reads, alone or with the rules; nothing is sent unless asked for."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.cli.runner import tracker
from tests.model_replies import ARTICLE, meeting, meetings, quoted
from tests.service import chat_server as chat
from tests.service.chat_server import ChatServer, chat_server
from tracker import open_ledger

pytestmark = pytest.mark.usefixtures("db", "own_event_loop")

NAME = "ahn-koizumi-japan-2026-01"
SAID = ("--source", "Yonhap", "--published", "2026-01-21")
KEY = "s3cret"


@pytest.fixture(scope="module")
def running() -> Iterator[ChatServer]:
    with chat_server() as server:
        yield server


@pytest.fixture
def server(running: ChatServer, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ChatServer:
    """Configure a model that reads as the rules do."""
    running.requests.clear()
    running.replies = [chat.says(meetings(meeting()))]
    configure(tmp_path, monkeypatch, f'model = "small"\nurl = "{running.url}"\nkey = {{env = "CHAT_KEY"}}')
    monkeypatch.setenv("CHAT_KEY", KEY)
    return running


def configure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reader: str) -> None:
    file = tmp_path / "config.toml"
    file.write_text(f"[reader]\n{reader}\n", encoding="utf-8")
    monkeypatch.setenv("TRACKER_CONFIG", str(file))


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "trip.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def test_what_both_readers_say_is_sure_and_recorded(server: ChatServer, article: str) -> None:
    shown = tracker("draft", article, *SAID, "--reader", "both")
    assert shown.lines[:5] == [
        "Yonhap, 2026-01-21, read by both:small",
        "",
        f"new: {NAME}  [main]",
        '    stage     confirmed                               "will visit Japan"',
        "              sure 0.95",
    ]
    recorded = tracker("draft", article, *SAID, "--reader", "both", "--record")
    assert recorded.lines[1] == f"recorded as @1 in {NAME}: confirmed"
    assert len(server.requests) == 2


def test_where_they_differ_the_draft_waits_under_the_name_of_its_reader(server: ChatServer, article: str) -> None:
    server.replies = [chat.says(meetings(meeting(stage=quoted("proposed", "will visit Japan"))))]
    done = tracker("draft", article, *SAID, "--reader", "both", "--record", "--queue")
    doubt = "the readers differ in stage (rules: confirmed)"
    assert done.lines[1] == f"draft 1 waits in the inbox: {NAME}, not sure: {doubt}"
    assert tracker("inbox", "1", "--format", "json").json[0]["reader"] == "both:small"
    assert tracker("inbox", "1").lines[2].endswith(f", read by both:small, not sure 0.80: {doubt}")
    tracker("reject", "1")
    assert [row["name"] for row in tracker("inbox", "--record", "--format", "json").json if row["by"] == "reader"] == [
        "both:small"
    ]


def test_a_model_alone_records_nothing_by_itself(server: ChatServer, article: str) -> None:
    done = tracker("draft", article, *SAID, "--reader", "llm:large", "--record")
    assert done.lines[1].startswith(f"left out of {NAME}, not sure: read by a language model alone")
    assert json.loads(server.requests[0][2])["model"] == "large"


def test_verbose_says_what_it_took(server: ChatServer, article: str) -> None:
    done = tracker("draft", article, *SAID, "--reader", "both", "-v")
    assert re.fullmatch(r"small: [\d.]+ s, 1,834 tokens in, 412 out\n", done.err.removeprefix(f"{article}: "))


def test_a_failure_is_said_and_the_rules_draft(server: ChatServer, article: str) -> None:
    server.replies = [chat.error(429, "slow down")]
    done = tracker("draft", article, *SAID, "--reader", "both")
    assert (done.err, done.code) == (
        f"{article}: small: the server answers 429 Too Many Requests: slow down; the drafts are the rules'\n",
        0,
    )
    assert done.out == tracker("draft", article, *SAID).out


def test_a_dry_run_shows_what_would_be_sent_and_sends_nothing(server: ChatServer, article: str) -> None:
    dry = tracker("draft", article, *SAID, "--reader", "both", "--record", "--dry-run").text
    assert server.requests == []
    head, _, body = dry.partition("\n\n")
    assert head == f"POST {server.url}/chat/completions\nAuthorization: Bearer (the key, not shown)"
    assert KEY not in dry
    tracker("draft", article, *SAID, "--reader", "both")
    assert body.encode() == server.requests[0][2] + b"\n"


def test_a_file_of_articles_is_read_by_the_same_reader_and_a_dry_run_sends_nothing(
    server: ChatServer, tmp_path: Path
) -> None:
    file = tmp_path / "articles.jsonl"
    file.write_text(json.dumps({"text": ARTICLE, "source": "Yonhap", "published": "2026-01-21"}), encoding="utf-8")
    dry = tracker("import", "--articles", str(file), "--reader", "both", "--dry-run")
    assert (dry.lines[0], server.requests) == (f"POST {server.url}/chat/completions", [])
    done = tracker("import", "--articles", str(file), "--reader", "llm", "--queue", "-v")
    assert done.err.startswith("line 1: small: ")
    assert tracker("inbox", "1", "--format", "json").json[0]["reader"] == "llm:small"
    server.replies = [chat.error(429, "slow down")]
    done = tracker("import", "--articles", str(file), "--reader", "both")
    assert "line 1: small: the server answers 429 Too Many Requests: slow down" in done.err
    assert done.out.startswith("read 1 articles, 0 without a meeting\n")  # the drafts of the rules


def test_the_api_reads_by_rules_unless_a_script_names_another_reader(server: ChatServer, tmp_path: Path) -> None:
    with open_ledger(tmp_path / "api.db", create=True) as ledger:

        def readers(**reader: Any) -> set[str]:
            drafts = ledger.draft(ARTICLE, source="Yonhap", published="2026-01-21", **reader)
            return {draft.reader for draft in drafts}

        assert readers() == {"rules"}
        assert server.requests == []
        assert readers(reader="both") == {"both:small"}
        server.replies = [chat.error(500, "no")]
        with pytest.warns(UserWarning, match="small: .*; the drafts are the rules'"):
            assert readers(reader="llm") == {"rules"}


def test_nothing_is_sent_unless_asked_for(server: ChatServer, article: str) -> None:
    tracker("draft", article, *SAID)
    tracker("draft", article, *SAID, "--reader", "rules")
    assert server.requests == []


def test_the_configuration_may_choose_the_reader(
    server: ChatServer, article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    configure(tmp_path, monkeypatch, f'reader = "both"\nmodel = "small"\nurl = "{server.url}"')
    assert tracker("draft", article, *SAID).lines[0] == "Yonhap, 2026-01-21, read by both:small"
    assert "Authorization" not in server.requests[0][1]
    assert tracker("draft", article, *SAID, "--reader", "rules").lines[0] == "Yonhap, 2026-01-21"


@pytest.mark.parametrize(
    ("reader", "table", "error"),
    [
        ("gpt", "", "'gpt' is not a reader\nhint: Use rules, llm, both, llm:MODEL or both:MODEL."),
        ("rules:x", "", "'rules:x' is not a reader\nhint: Use rules, llm, both, llm:MODEL or both:MODEL."),
        ("llm:", "", "'llm:' is not a reader\nhint: Use rules, llm, both, llm:MODEL or both:MODEL."),
        ("llm", 'model = "small"', "no language model is configured\nhint: Write [reader], url = "),
        ("llm", 'url = "http://127.0.0.1/v1"', "no language model is configured\nhint: Write [reader], url = "),
        ("llm:x", 'url = "http://np.example:99999"', "the address of the language model is not one on the web\nhint: "),
        ("llm:x", 'url = "ftp://x"', "the address of the language model is not one on the web\nhint: "),
        ("llm:x", 'url = "http://x"\nkey = {env = "NO_SUCH"}', "$NO_SUCH is empty or not set\nhint: "),
        ("llm", 'key = "secret"', "FILE: reader.key is not valid\nhint: Write a place for a secret: "),
        ("llm", 'timeout = "1m"', "FILE: reader.timeout is not valid\nhint: Write a number of seconds, such as 60."),
        ("llm", "prices = [1]", "FILE: reader.prices is not valid\nhint: Write two numbers, such as [0.25, 2.0]"),
        ("llm", 'reader = "gpt"', "FILE: reader.reader is not valid\nhint: Write one of rules, llm, both."),
        ("llm", 'modle = "x"', "FILE: unknown key 'reader.modle'\nhint: Did you mean 'model'?"),
    ],
)
def test_a_reader_that_cannot_read_is_refused(
    article: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, reader: str, table: str, error: str
) -> None:
    configure(tmp_path, monkeypatch, table)
    done = tracker("draft", article, *SAID, "--reader", reader)
    assert done.err.startswith(f"tracker: {error.replace('FILE', str(tmp_path / 'config.toml'))}")
    assert done.out == ""
    assert done.code in {1, 2}


def test_config_shows_the_reader_without_its_key(server: ChatServer) -> None:
    rows = {row["key"]: (row["value"], row["source"]) for row in tracker("config", "--format", "json").json}
    assert rows["reader.model"] == ("small", "file")
    assert rows["reader.key"] == ("(not shown)", "$CHAT_KEY")
