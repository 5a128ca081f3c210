"""What `draft --dry-run` shows if a language model reads: what it would be sent. Nothing is sent."""

import sys
from collections.abc import Sequence

from tracker.cli.app import App
from tracker.cli.article_files import articles_in
from tracker.cli.news_items import SourceOptions, known_without_log
from tracker.cli.terminal import safe_table
from tracker.domain.errors import TrackerError
from tracker.reading.model_reader.question import Question
from tracker.reading.model_reader.reading import question_about
from tracker.service.chat import address, body
from tracker.service.language_model import LanguageModel
from tracker.service.web_addresses import shown


def show_questions(app: App, model: LanguageModel, files: Sequence[str], options: SourceOptions) -> None:
    """Print the request about each article, to the last byte but for the key."""
    for article in (article for file in files for article in articles_in(file)):
        try:
            text = _request(model, question_about(article.text, known_without_log(article, options)))
        except TrackerError as error:
            raise error.at(article.name) from error
        app.show_text([safe_table(text) if sys.stdout.isatty() else text])


def _request(model: LanguageModel, question: Question) -> str:
    key = "Authorization: Bearer (the key, not shown)\n" if model.key else ""
    return f"POST {shown(address(model))}\n{key}\n{body(model, question).decode()}"
