"""Which reader the configuration and the option `--reader` choose: the rules, a language model, or both."""

from typing import Final

from msgspec import Struct

from tracker.domain.errors import TrackerError, quoted
from tracker.reading.draft import RULES
from tracker.service.configuration import BOTH, LLM, READERS, Configuration, Table
from tracker.service.secret import plain

__all__ = ["BOTH", "LLM", "Choice", "LanguageModel", "choice_of"]

_SECONDS: Final = 60.0
_CONFIGURE: Final = 'Write [reader], url = "https://…/v1" and model = "…" in the file of tracker config.'


class LanguageModel(Struct, frozen=True, kw_only=True):
    """A model: its name, the address of its server, the key, and how many seconds it may take.

    `prices` are dollars for a million tokens, in and out. A server that takes no schema gets it in the prompt.
    """

    name: str
    url: str
    key: str | None = None
    seconds: float = _SECONDS
    prices: tuple[float, float] | None = None
    takes_schema: bool = True


class Choice(Struct, frozen=True, kw_only=True):
    """Who reads: `rules`, `llm` or `both`; and the model, unless the rules read alone."""

    reader: str = RULES
    model: LanguageModel | None = None


def choice_of(configuration: Configuration | None, option: str | None) -> Choice:
    """Return the choice: that of the option, else that of the configuration, else the rules.

    Raises `TrackerError` for a reader that there is not, and for a model that is not configured.
    """
    table = configuration.reader if configuration else {}
    reader, name = _reader_and_model(option or table.get("reader", RULES))
    if reader == RULES:
        return Choice()
    from importlib.util import find_spec  # noqa: PLC0415 - only with a language model

    if find_spec("httpx") is None:
        raise TrackerError("a language model needs httpx", "In the checkout of tracker, run: pip install '.[llm]'")
    return Choice(reader=reader, model=_model(table, name or table.get("model", "")))


def _reader_and_model(words: str) -> tuple[str, str]:
    """Return the reader, and the model that is named behind it, if one is."""
    reader, colon, name = words.partition(":")
    is_reader = reader in READERS and bool(colon) == bool(name) and not (name and reader == RULES)
    if not is_reader:
        raise TrackerError.unparsable(
            f"{quoted(words)} is not a reader", "Use rules, llm, both, llm:MODEL or both:MODEL."
        )
    return reader, name


def _model(table: Table, name: str) -> LanguageModel:
    if not name or "url" not in table:
        raise TrackerError("no language model is configured", _CONFIGURE)
    url = plain(table["url"]).strip()
    if not _is_on_the_web(url):
        raise TrackerError("the address of the language model is not one on the web", _CONFIGURE)
    return LanguageModel(
        name=name,
        url=url,
        key=table["key"].read() if "key" in table else None,
        seconds=table.get("timeout", _SECONDS),
        prices=table.get("prices"),
        takes_schema=table.get("schema", True),
    )


def _is_on_the_web(url: str) -> bool:
    from urllib.parse import urlsplit  # noqa: PLC0415 - 3 ms, only with a language model

    try:
        parts = urlsplit(url)
        return parts.scheme in {"http", "https"} and bool(parts.hostname) and parts.port != 0
    except ValueError:  # the port is not a number
        return False
