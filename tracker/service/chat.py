"""Asking a language model over HTTP, in the protocol of chat completions, that most providers and servers speak."""

import asyncio
import time
from typing import Any, Final
from urllib.parse import urlsplit, urlunsplit

import httpx
import msgspec
from msgspec import Struct

from tracker import __version__
from tracker.domain.errors import TrackerError
from tracker.reading.model_reader.question import Question
from tracker.service.language_model import LanguageModel
from tracker.service.web_addresses import shown

_LARGEST: Final = 1_000_000  # bytes of an answer
_BUSY: Final = (429, 503)
_LONGEST_MESSAGE: Final = 200  # characters of a server's own words


class Answer(Struct, frozen=True, kw_only=True):
    """A model's reply and its cost: seconds, tokens in and out, and dollars, where they are known."""

    reply: str
    seconds: float
    tokens_in: int | None = None
    tokens_out: int | None = None
    cost: float | None = None


class _Message(Struct):
    content: str | None = None
    refusal: str | None = None


class _Choice(Struct):
    message: _Message
    finish_reason: str | None = None


class _Usage(Struct):
    prompt_tokens: int | None = None
    completion_tokens: int | None = None
    cost: float | None = None


class _Completion(Struct):
    choices: list[_Choice]
    usage: _Usage | None = None


def address(model: LanguageModel) -> str:
    """Return where a model is asked."""
    parts = urlsplit(model.url)
    return urlunsplit(parts._replace(path=f"{parts.path.rstrip('/')}/chat/completions"))


def body(model: LanguageModel, question: Question) -> bytes:
    """Return the request to a model, to the last byte."""
    schema = question.schema
    in_words = "" if model.takes_schema else f"\nSCHEMA\n{msgspec.json.encode(schema).decode()}\n"
    content: dict[str, Any] = {
        "model": model.name,
        "messages": [
            {"role": "system", "content": f"{question.instructions}{in_words}"},
            {"role": "user", "content": question.article},
        ],
    }
    if model.takes_schema:
        wanted = {"name": "meetings", "strict": True, "schema": schema}
        content["response_format"] = {"type": "json_schema", "json_schema": wanted}
    return msgspec.json.format(msgspec.json.encode(content), indent=2)


async def ask(model: LanguageModel, question: Question) -> Answer:
    """Ask a model. Raises `TrackerError` with a sentence about the server if no reply comes in time.

    A server that is busy and says until when is asked again, if there is time.
    """
    began = time.monotonic()
    try:
        async with asyncio.timeout(model.seconds):
            completion = await _completion(model, body(model, question))
    except (TimeoutError, httpx.TimeoutException):
        raise TrackerError(f"it took longer than {model.seconds:g} seconds") from None
    except httpx.InvalidURL:
        raise TrackerError("its address is not valid") from None
    except httpx.ConnectError as error:
        raise TrackerError(f"no connection: {str(error)[:100] or 'the server does not answer'}") from error
    except (httpx.HTTPError, OSError, ValueError) as error:
        raise TrackerError(f"the connection failed: {str(error)[:100] or type(error).__name__}") from error
    return _answer(model, completion, time.monotonic() - began)


async def _completion(model: LanguageModel, content: bytes) -> _Completion:
    headers = {"Content-Type": "application/json", "User-Agent": f"visit-tracker/{__version__}"}
    if model.key:
        headers["Authorization"] = f"Bearer {model.key}"
    async with httpx.AsyncClient(timeout=model.seconds, headers=headers) as client:
        while True:
            async with client.stream("POST", address(model), content=content) as response:
                data = await _content(response)
            wait = _wait(response)
            if wait is None:
                return _decoded(response, data)
            await asyncio.sleep(wait)


async def _content(response: httpx.Response) -> bytes:
    content = bytearray()
    async for part in response.aiter_bytes():
        content += part
        if len(content) > _LARGEST:
            raise TrackerError(f"its answer is larger than {_LARGEST // 1_000_000} MB")
    return bytes(content)


def _wait(response: httpx.Response) -> float | None:
    """Return for how many seconds a busy server asks to be left alone, if it says so."""
    words = response.headers.get("Retry-After", "")
    return float(words[:6]) if response.status_code in _BUSY and words.isdecimal() else None


def _decoded(response: httpx.Response, data: bytes) -> _Completion:
    if not response.is_success:
        said = _error_message(data)
        sentence = f"the server answers {response.status_code} {response.reason_phrase}".rstrip()
        raise TrackerError(f"{sentence}: {said}" if said else sentence)
    try:
        return msgspec.json.decode(data, type=_Completion)
    except (msgspec.DecodeError, RecursionError):
        raise TrackerError(f"{shown(str(response.url))} does not speak the protocol of chat completions") from None


def _error_message(data: bytes) -> str:
    """Return the words of a server about its error, on one line."""
    try:
        error = msgspec.json.decode(data)["error"]
        words = error["message"] if isinstance(error, dict) else error
    except (msgspec.DecodeError, RecursionError, LookupError, TypeError):
        return ""
    return " ".join(str(words).split())[:_LONGEST_MESSAGE]


def _answer(model: LanguageModel, completion: _Completion, seconds: float) -> Answer:
    choice = completion.choices[0] if completion.choices else _Choice(message=_Message())
    if choice.message.refusal or choice.finish_reason == "content_filter":
        raise TrackerError("it refused to answer")
    if choice.finish_reason == "length":
        raise TrackerError("its reply was cut off")
    if not (choice.message.content or "").strip():
        raise TrackerError("its reply is empty")
    usage = completion.usage or _Usage()
    return Answer(
        reply=choice.message.content or "",
        seconds=seconds,
        tokens_in=usage.prompt_tokens,
        tokens_out=usage.completion_tokens,
        cost=_cost(model, usage),
    )


def _cost(model: LanguageModel, usage: _Usage) -> float | None:
    """Return the cost that the server says, else that of the configured prices."""
    if usage.cost is not None:
        return usage.cost
    if model.prices is None or usage.prompt_tokens is None or usage.completion_tokens is None:
        return None
    price_in, price_out = model.prices
    return (usage.prompt_tokens * price_in + usage.completion_tokens * price_out) / 1_000_000
