"""The output of `--dry-run` if a language model reads: the request, which is not sent."""

import sys

from tracker.cli.app import App
from tracker.cli.terminal import safe_table
from tracker.domain.errors import TrackerError
from tracker.reading.draft import Known
from tracker.reading.model_reader.question import Question
from tracker.reading.model_reader.reading import question_about
from tracker.service.chat import address, body
from tracker.service.language_model import LanguageModel
from tracker.service.web_addresses import shown


def show_question(app: App, model: LanguageModel, name: str, text: str, known: Known) -> None:
    """Print the request about one article, to the last byte but for the key. Errors bear the name of the article."""
    try:
        request = _request(model, question_about(text, known))
    except TrackerError as error:
        raise error.at(name) from error
    app.show_text([safe_table(request) if sys.stdout.isatty() else request])


def _request(model: LanguageModel, question: Question) -> str:
    key = "Authorization: Bearer (the key, not shown)\n" if model.key else ""
    return f"POST {shown(address(model))}\n{key}\n{body(model, question).decode()}"
