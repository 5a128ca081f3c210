"""The application: every page under its address, behind the guard."""

import logging

from flask import Flask
from werkzeug.exceptions import HTTPException

from tracker.domain.errors import TrackerError
from tracker.service.web import api, board, calendar, entry, event, guard, inbox, meeting, questions, refusals, report
from tracker.service.web.site import EXTENSION, Site

LARGEST_FORM = 250_000  # bytes; an article fits, a flood does not

BLUEPRINTS = (
    entry.blueprint,
    board.blueprint,
    meeting.blueprint,
    report.blueprint,
    inbox.blueprint,
    event.blueprint,
    questions.blueprint,
    calendar.blueprint,
    api.blueprint,
)


def create_app(site: Site) -> Flask:
    """Return the application that serves a site."""
    app = Flask("tracker", static_folder=None, template_folder=None)
    app.extensions[EXTENSION] = site
    app.config.update(MAX_CONTENT_LENGTH=LARGEST_FORM, MAX_FORM_MEMORY_SIZE=LARGEST_FORM, MAX_FORM_PARTS=500)
    app.logger.setLevel(logging.ERROR)
    guard.install(app)
    app.register_error_handler(TrackerError, refusals.answer_refusal)
    app.register_error_handler(HTTPException, refusals.answer_http_error)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app
