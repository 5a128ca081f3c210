"""Reading an article with the reader that was chosen. A language model that fails leaves the rules' drafts."""

import asyncio
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from tracker.domain.errors import TrackerError
from tracker.reading.draft import Known, Reading
from tracker.reading.model_reader.reading import question_about, reading_of, reading_of_both
from tracker.reading.pipeline import read
from tracker.service.language_model import BOTH, LLM, Choice, LanguageModel

if TYPE_CHECKING:
    from tracker.service.chat import Answer


class Read(Struct, frozen=True, kw_only=True):
    """A reading; what asking a model took; and why its reply does not count, if it does not."""

    reading: Reading
    took: str | None = None
    failure: str | None = None


def reader_of(
    choice: Choice, note: Callable[[str], object], *, verbose: bool = False
) -> Callable[[str, Known], Reading]:
    """Return the function that reads articles.

    `note` gets a sentence if the model fails, and with `verbose` what asking it took.
    """

    def reader(text: str, known: Known) -> Reading:
        result = read_with(choice, text, known)
        for sentence in (result.failure, result.took if verbose else None):
            if sentence:
                note(sentence)
        return result.reading

    return reader


def read_with(choice: Choice, text: str, known: Known) -> Read:
    """Read an article. Raises `TrackerError` if it cannot be read at all."""
    if choice.model is None:
        return Read(reading=read(text, known))
    with ThreadPoolExecutor(1) as thread:  # a notebook's own thread has an event loop that runs already
        return thread.submit(asyncio.run, read_async(choice, text, known)).result()


async def read_async(choice: Choice, text: str, known: Known) -> Read:
    """Read an article as `read_with` does, in an event loop."""
    model = choice.model
    if model is None:
        return Read(reading=read(text, known))
    rules = _by_rules(text, known)
    try:
        answer = await _ask(model, text, known)
    except TrackerError as error:
        return _without_model(rules, model, error)
    took = f"{model.name}: {', '.join(_took(answer))}"
    try:
        if choice.reader == BOTH and isinstance(rules, Reading):
            reading = replace(reading_of_both(rules, answer.reply, known), reader=f"{BOTH}:{model.name}")
        else:
            reading = replace(reading_of(answer.reply, text, known), reader=f"{LLM}:{model.name}")
    except TrackerError as error:
        return replace(_without_model(rules, model, error), took=took)
    return Read(reading=reading, took=took)


def _by_rules(text: str, known: Known) -> Reading | TrackerError:
    """Return the rules' reading, or why they cannot read the text: another language, perhaps."""
    try:
        return read(text, known)
    except TrackerError as error:
        return error


async def _ask(model: LanguageModel, text: str, known: Known) -> "Answer":
    from tracker.service.chat import ask  # noqa: PLC0415 - httpx takes 100 ms

    return await ask(model, question_about(text, known))


def _without_model(rules: Reading | TrackerError, model: LanguageModel, error: TrackerError) -> Read:
    """Return the rules' reading with a sentence about the model. Raises if the rules found nothing either."""
    if isinstance(rules, TrackerError):
        raise TrackerError(f"{rules.sentence}; {model.name}: {error.sentence}", rules.hint) from error
    return Read(reading=rules, failure=f"{model.name}: {error.sentence}; the drafts are the rules'")


def _took(answer: "Answer") -> Iterator[str]:
    yield f"{answer.seconds:.1f} s"
    if answer.tokens_in is not None:
        yield f"{answer.tokens_in:,} tokens in"
    if answer.tokens_out is not None:
        yield f"{answer.tokens_out:,} out"
    if answer.cost is not None:
        yield f"${answer.cost:.4f}"
