"""The configuration: a TOML file in; the defaults of options, the feeds, the targets of `notify` and the reader out."""

import os
from collections.abc import Callable, Mapping
from typing import Any, Final

from msgspec import Struct

from tracker.domain.errors import TrackerError, quoted
from tracker.reading.draft import RULES
from tracker.service.secret import Secret, Text

_LARGEST: Final = 1_000_000  # bytes
_SECRET_KEYS: Final = ("env", "file")

# Who reads articles.
LLM: Final = "llm"
BOTH: Final = "both"
READERS: Final = (RULES, LLM, BOTH)

Table = Mapping[str, Any]
Check = Callable[[Any, str], Any]  # a value and its place, such as "feeds[1].url"; raises for a value of another kind


class Feed(Struct, frozen=True, kw_only=True):
    """A feed to watch.

    `source` is the outlet, if the feed does not say it. `only` keeps the items that have one of these words.
    `private` allows addresses of this network.
    """

    url: Text
    source: str | None = None
    only: tuple[str, ...] = ()
    private: bool = False


class Configuration(Struct, frozen=True, kw_only=True):
    """The settings of a file; empty without a file.

    `defaults` has the values of global options by name, and of each command a table. `notify` are the targets, and
    `reader` is the reader and its language model, as the file has them, with their keys checked. `keep_texts` says
    whether the texts of articles are stored; None leaves it to the kind of the log.
    """

    file: str | None = None
    defaults: Table = {}
    feeds: tuple[Feed, ...] = ()
    notify: tuple[Table, ...] = ()
    reader: Table = {}
    keep_texts: bool | None = None


def load(file: str) -> Configuration:
    """Read a configuration. Raises `TrackerError`, which names the file, if it is not valid."""
    try:
        return _configuration(file, _parsed(file))
    except TrackerError as error:
        raise error.at(file) from error


def unknown_key(key: str, known: list[str]) -> TrackerError:
    """Return the error for a key that nothing is called, with the one that may be meant."""
    from difflib import get_close_matches  # noqa: PLC0415 - only for the error

    close = get_close_matches(key.rpartition(".")[2], known, n=1)
    hint = f"Did you mean {close[0]!r}?" if close else f"Valid keys: {', '.join(known)}."
    return TrackerError(f"unknown key {quoted(key)}", hint)


def _parsed(file: str) -> Table:
    try:
        with open(file, "rb") as stream:  # noqa: PTH123 - read at start-up, where pathlib takes 3 ms
            data = stream.read(_LARGEST + 1)
    except OSError as error:
        raise TrackerError(f"it cannot be read: {error.strerror}", "Name a TOML file: --config FILE.") from error
    if len(data) > _LARGEST:
        raise TrackerError("it is larger than 1 MB", "A configuration is a short TOML file.")
    import tomllib  # noqa: PLC0415 - 2 ms, where there is a file

    try:
        return tomllib.loads(data.decode("utf-8-sig"))
    except UnicodeDecodeError as error:
        raise TrackerError("it is not UTF-8", "Save it as UTF-8.") from error
    except RecursionError as error:
        raise TrackerError("it is nested too deeply", "Tables are two deep, such as [defaults.status].") from error
    except tomllib.TOMLDecodeError as error:
        raise TrackerError(f"it is not valid TOML: {_sentence(error)}", 'Write key = "value" under [table].') from error


def _sentence(error: Exception) -> str:
    text = str(error)
    return text[:1].lower() + text[1:]


def _configuration(file: str, data: Table) -> Configuration:
    parts = _checked(data, _PARTS, "")
    return Configuration(
        file=file,
        defaults=parts.get("defaults", {}),
        feeds=tuple(_feed(table, f"feeds[{number}]") for number, table in enumerate(parts.get("feeds", ()), 1)),
        notify=tuple(
            _checked(table, TARGET_KEYS, f"notify[{number}].")
            for number, table in enumerate(parts.get("notify", ()), 1)
        ),
        reader=_checked(parts.get("reader", {}), READER_KEYS, "reader."),
        keep_texts=parts.get("keep_texts"),
    )


def _feed(table: Table, place: str) -> Feed:
    values = _checked(table, _FEED_KEYS, f"{place}.")
    if "url" not in values:
        raise TrackerError(f"{place} has no url", 'Write url = "https://…" under [[feeds]].')
    return Feed(**values)


def _checked(table: Table, checks: Mapping[str, Check], place: str) -> dict[str, Any]:
    """Return the values of a table, each checked. Raises for a key that it does not know."""
    for key in table:
        if key not in checks:
            raise unknown_key(f"{place}{key}", list(checks))
    return {key: checks[key](value, f"{place}{key}") for key, value in table.items()}


# What a value may be


def secret_of(value: object, place: str) -> Secret:
    """Return the place of a value that is kept elsewhere."""
    if not isinstance(value, dict) or len(value) != 1 or not all(isinstance(part, str) for part in value.values()):
        raise _wrong(place, 'a place for a secret: {env = "NAME"} or {file = "/path"}')
    key, name = next(iter(value.items()))
    if key not in _SECRET_KEYS:
        raise unknown_key(f"{place}.{key}", list(_SECRET_KEYS))
    return Secret(**{key: os.path.expanduser(name) if key == "file" else name})  # noqa: PTH111 - as above


def text_or_secret(value: object, place: str) -> Text:
    """Return a text, or the place of one."""
    return secret_of(value, place) if isinstance(value, dict) else text(value, place)


def text(value: object, place: str) -> str:
    """Return a text that is not empty."""
    if not isinstance(value, str) or not value.strip():
        raise _wrong(place, 'a text, such as "Yonhap"')
    return value


def texts(value: object, place: str) -> tuple[str, ...]:
    """Return a list of texts."""
    if not isinstance(value, list):
        raise _wrong(place, 'a list of texts, such as ["visit", "talks"]')
    return tuple(text(part, place) for part in value)


def switch(value: object, place: str) -> bool:
    """Return true or false."""
    if not isinstance(value, bool):
        raise _wrong(place, "true or false")
    return value


def seconds(value: object, place: str) -> float:
    """Return a span of time."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= _LONGEST_TIMEOUT:
        raise _wrong(place, "a number of seconds, such as 60")
    return float(value)


def prices(value: object, place: str) -> tuple[float, float]:
    """Return what a million tokens cost, in and out."""
    numbers = [number for number in value if type(number) in (int, float)] if isinstance(value, list) else []
    if len(numbers) != 2 or numbers != value or min(numbers) < 0:
        raise _wrong(place, "two numbers, such as [0.25, 2.0]: dollars for a million tokens, in and out")
    return float(numbers[0]), float(numbers[1])


def reader(value: object, place: str) -> str:
    """Return the name of a reader."""
    if value not in READERS:
        raise _wrong(place, f"one of {', '.join(READERS)}")
    return str(value)


def _table(value: object, place: str) -> Table:
    if not isinstance(value, dict):
        raise _wrong(place, f"a table: [{place}]")
    return value


def _tables(value: object, place: str) -> list[Table]:
    if not isinstance(value, list):
        raise _wrong(place, f"a list of tables: [[{place}]]")
    return [_table(part, place) for part in value]


def _wrong(place: str, expected: str) -> TrackerError:
    return TrackerError(f"{place} is not valid", f"Write {expected}.")


_LONGEST_TIMEOUT: Final = 3600
_PARTS: Final[Mapping[str, Check]] = {
    "defaults": _table,
    "feeds": _tables,
    "keep_texts": switch,
    "notify": _tables,
    "reader": _table,
}
_FEED_KEYS: Final[Mapping[str, Check]] = {"url": text_or_secret, "source": text, "only": texts, "private": switch}
TARGET_KEYS: Final[Mapping[str, Check]] = {
    "name": text,
    "url": text_or_secret,
    "secret": secret_of,
    "countries": texts,
    "people": texts,
    "meetings": texts,
    "kinds": texts,
}
READER_KEYS: Final[Mapping[str, Check]] = {
    "reader": reader,
    "model": text,
    "url": text_or_secret,
    "key": secret_of,
    "timeout": seconds,
    "prices": prices,
    "schema": switch,
}
