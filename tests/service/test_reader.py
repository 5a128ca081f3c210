"""Asking a language model over HTTP: its reply, and every way in which a server or a model can fail."""

import json
import time
from collections.abc import Iterator
from typing import Any

import pytest
from msgspec.structs import replace

from tests.model_replies import ARTICLE, KNOWN, meeting, meetings
from tests.service import chat_server as chat
from tests.service.chat_server import ChatServer, chat_server
from tracker.domain.errors import TrackerError
from tracker.reading.draft import Reading
from tracker.reading.model_reader.question import question
from tracker.reading.pipeline import read
from tracker.service.language_model import Choice, LanguageModel
from tracker.service.reader import Read, read_with

pytestmark = pytest.mark.usefixtures("own_event_loop")

WHOLE = chat.says(meetings(meeting()))
RULES = "the drafts are the rules'"
KOREAN = """\
안규백 장관 방일

안규백 국방부 장관이 오는 29일 일본을 방문해 고이즈미 신지로 방위상과 회담한다고 국방부가 밝혔다.
"""


@pytest.fixture(scope="module")
def running() -> Iterator[ChatServer]:
    with chat_server() as server:
        yield server


@pytest.fixture
def server(running: ChatServer) -> ChatServer:
    running.requests.clear()
    return running


def choice(server: ChatServer, **more: Any) -> Choice:
    """Return a choice of a model on the server."""
    model = LanguageModel(name="small", url=server.url, key="s3cret", seconds=5.0)
    return Choice(reader="both", model=replace(model, **more))


def test_a_model_is_asked_in_the_protocol_of_chat_completions(server: ChatServer) -> None:
    server.replies = [WHOLE]
    result = read_with(choice(server), ARTICLE, KNOWN)
    assert (result.failure, result.reading.reader, result.reading.drafts[0].sure) == (None, "both:small", True)
    ((path, headers, content),) = server.requests
    assert (path, headers["Authorization"]) == ("/v1/chat/completions", "Bearer s3cret")
    sent = json.loads(content)
    assert set(sent) == {"model", "messages", "response_format"}
    asked = question(ARTICLE, KNOWN)
    assert sent["messages"] == [
        {"role": "system", "content": asked.instructions},
        {"role": "user", "content": asked.article},
    ]
    assert sent["response_format"]["json_schema"]["schema"] == asked.schema


def test_a_server_that_takes_no_schema_gets_it_in_the_prompt(server: ChatServer) -> None:
    server.replies = [WHOLE]
    assert read_with(choice(server, takes_schema=False), ARTICLE, KNOWN).failure is None
    sent = json.loads(server.requests[0][2])
    assert set(sent) == {"model", "messages"}
    instructions, _, schema = sent["messages"][0]["content"].partition("\nSCHEMA\n")
    assert (instructions, json.loads(schema)) == (
        question(ARTICLE, KNOWN).instructions,
        question(ARTICLE, KNOWN).schema,
    )


def test_time_tokens_and_cost_are_known_as_far_as_the_server_says_them(server: ChatServer) -> None:
    def took(usage: dict[str, Any] | None, **more: Any) -> str:
        server.replies = [chat.says(meetings(meeting()), usage=usage)]
        return (read_with(choice(server, **more), ARTICLE, KNOWN).took or "").partition(" s")[2]

    assert took(chat.USAGE) == ", 1,834 tokens in, 412 out"
    assert took(chat.USAGE, prices=(0.25, 2.0)) == ", 1,834 tokens in, 412 out, $0.0013"
    assert took(chat.USAGE | {"cost": 0.5}, prices=(0.25, 2.0)) == ", 1,834 tokens in, 412 out, $0.5000"
    assert took(None, prices=(0.25, 2.0)) == ""


@pytest.mark.parametrize(
    ("reply", "sentence"),
    [
        (chat.error(429, "Rate limit\nreached"), "the server answers 429 Too Many Requests: Rate limit reached"),
        (chat.error(401, "no such key"), "the server answers 401 Unauthorized: no such key"),
        (chat.body(b"<html>", 502), "the server answers 502 Bad Gateway"),
        (chat.body(b"", 302, {"Location": "http://127.0.0.1:9/"}), "the server answers 302 Found"),
        (chat.body(b"<html>"), "/v1/chat/completions does not speak the protocol of chat completions"),
        (chat.body(b'{"choices": []}'), "its reply is empty"),
        (chat.says(None), "its reply is empty"),
        (chat.says(None, refusal="I cannot help with that."), "it refused to answer"),
        (chat.says("{", finish="content_filter"), "it refused to answer"),
        (chat.says('{"meetings": [{', finish="length"), "its reply was cut off"),
        (chat.says('{"meetings": [{'), "its reply is not the JSON that was asked for (Input data was truncated)"),
        (chat.cut_off, "the connection failed: peer closed connection"),
        (chat.endless, "its answer is larger than 1 MB"),
    ],
)
def test_a_failure_leaves_the_drafts_of_the_rules(server: ChatServer, reply: chat.Reply, sentence: str) -> None:
    server.replies = [reply]
    result = read_with(choice(server), ARTICLE, KNOWN)
    assert sentence in (result.failure or "")
    assert (result.failure or "").endswith(f"; {RULES}")
    assert result.reading == read(ARTICLE, KNOWN)


def test_an_answer_that_never_ends_is_left_in_time(server: ChatServer) -> None:
    server.replies = [chat.dripping]
    began = time.monotonic()
    result = read_with(choice(server, seconds=0.3), ARTICLE, KNOWN)
    assert result.failure == f"small: it took longer than 0.3 seconds; {RULES}"
    assert time.monotonic() - began < 3


def test_a_busy_server_is_asked_again_when_it_says_so_if_there_is_time(server: ChatServer) -> None:
    busy = chat.error(429, "", {"Retry-After": "0"})
    server.replies = [busy, busy, WHOLE]
    assert read_with(choice(server), ARTICLE, KNOWN).failure is None
    assert len(server.requests) == 3
    server.replies = [chat.error(503, "", {"Retry-After": "600"})]
    result = read_with(choice(server, seconds=0.3), ARTICLE, KNOWN)
    assert result.failure == f"small: it took longer than 0.3 seconds; {RULES}"


def test_without_a_server_the_rules_read(server: ChatServer) -> None:
    result = read_with(choice(server, url="http://127.0.0.1:9/v1"), ARTICLE, KNOWN)
    assert (result.failure or "").startswith("small: no connection")
    assert result.reading == read(ARTICLE, KNOWN)


def test_an_article_in_another_language_is_read_by_the_model_alone(server: ChatServer) -> None:
    korean = meeting(
        kind=None,
        stage={"value": "confirmed", "words": "방문해"},
        attribution={"value": "official", "words": "국방부가 밝혔다"},
        participants=[{"name": "안규백", "role": "defence minister", "country": "KR", "words": "안규백"}],
        host={"value": "JP", "words": "일본"},
        place=None,
        window={"first": "오는 29일", "last": None, "edtf": None},
    )
    server.replies = [chat.says(meetings(korean))]
    reading = read_with(choice(server), KOREAN, KNOWN).reading
    (draft,) = reading.drafts
    assert (reading.reader, reading.headline, draft.sure) == ("llm:small", "안규백 장관 방일", False)
    assert (draft.claims.host, draft.claims.window and draft.claims.window.edtf) == ("JP", "2026-01-29")


def test_if_neither_can_read_an_article_both_say_why(server: ChatServer) -> None:
    server.replies = [chat.error(500)]
    with pytest.raises(TrackerError, match="seems to be Korean; tracker reads English; small: the server answers 500"):
        read_with(choice(server), KOREAN, KNOWN)


def test_an_article_that_is_too_long_is_not_sent(server: ChatServer) -> None:
    with pytest.raises(TrackerError, match=r"Korean; .*; small: the article is longer than 40,000 characters"):
        read_with(choice(server), KOREAN * 800, KNOWN)
    assert server.requests == []


def test_without_a_model_nobody_is_asked(server: ChatServer) -> None:
    assert read_with(Choice(), ARTICLE, KNOWN) == Read(reading=read(ARTICLE, KNOWN))
    assert server.requests == []
    assert isinstance(read(ARTICLE, KNOWN), Reading)
