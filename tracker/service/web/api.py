"""The JSON of every view, under /api: the objects that the commands print with `--format json`."""

from typing import Final

from flask import Blueprint, Response, request

from tracker.domain.clocks import parse_moment, read_position
from tracker.domain.report import Json
from tracker.domain.search_match import parse_terms
from tracker.export.json_objects import diff_object, history_object, status_object, why_object
from tracker.export.json_search import search_object
from tracker.export.json_statistics import lag_object, record_object
from tracker.ledger import asking, auditing, inbox
from tracker.ledger.article_texts import text_of_event
from tracker.ledger.countries import country
from tracker.ledger.desk import Desk
from tracker.ledger.question import between
from tracker.ledger.searching import search
from tracker.ledger.statistics import lag, records
from tracker.service.web.answers import answer_json
from tracker.service.web.arguments import argument, asked, filter_asked, moment, period_asked
from tracker.service.web.questions import no_progress

blueprint = Blueprint("api", __name__, url_prefix="/api")

_MOST_EVENTS: Final = 1000  # of the feed in one answer


@blueprint.get("/status")
def statuses() -> Response:
    """Answer as `tracker status`."""

    def make(desk: Desk) -> list[Json]:
        question = asked(desk)
        return [status_object(meeting, question.day) for meeting in asking.statuses(desk, filter_asked(), question)]

    return answer_json(make)


@blueprint.get("/status/<name>")
def status(name: str) -> Response:
    """Answer as `tracker status MEETING`."""

    def make(desk: Desk) -> Json:
        question = asked(desk)
        return status_object(asking.status(desk, name, question), question.day)

    return answer_json(make)


@blueprint.get("/agenda")
def agenda() -> Response:
    """Answer as `tracker agenda [FROM] [TO]`."""

    def make(desk: Desk) -> list[Json]:
        question = asked(desk)
        first, last = period_asked(desk)
        meetings = asking.agenda(desk, first, last, question, everything=bool(argument("all")))
        return [status_object(meeting, question.day) for meeting in meetings]

    return answer_json(make)


@blueprint.get("/history")
@blueprint.get("/history/<name>")
def history(name: str | None = None) -> Response:
    """Answer as `tracker history [MEETING]`."""
    return answer_json(
        lambda desk: [
            history_object(entry) for entry in auditing.without_unsound(auditing.history(desk, name, asked(desk)), [])
        ]
    )


@blueprint.get("/why/<name>")
def why(name: str) -> Response:
    """Answer as `tracker why MEETING`."""

    def make(desk: Desk) -> list[Json]:
        _, blames = auditing.why(desk, name, asked(desk))
        return [why_object(blame.field, blame.value, blame.event, blame.words) for blame in blames]

    return answer_json(make)


@blueprint.get("/diff")
@blueprint.get("/diff/<name>")
def diff(name: str | None = None) -> Response:
    """Answer as `tracker diff [MEETING] FROM [TO]`."""

    def make(desk: Desk) -> list[Json]:
        start = parse_moment(argument("from") or "yesterday", desk.clock.today())
        differences = auditing.diff(desk, name, *between(desk, start, moment(desk, "to")))
        return [diff_object(each.meeting, each.change, each.event) for each in differences]

    return answer_json(make)


@blueprint.get("/show/<position>")
def show(position: str) -> Response:
    """Answer as `tracker show @N`; with `article=1` also the stored text."""

    def make(desk: Desk) -> Json:
        entry = auditing.entry_at(desk, read_position(position))
        text = {"article_text": text_of_event(desk, entry.event)} if argument("article") else {}
        return history_object(entry) | text

    return answer_json(make)


@blueprint.get("/feed")
def feed() -> Response:
    """Answer with the events after a position, at most a thousand: ask again after the last of them."""

    def make(desk: Desk) -> list[Json]:
        after = read_position(argument("after") or "0", lowest=0)
        entries = auditing.without_unsound(auditing.feed(desk, after, asked(desk)), [])
        return [history_object(entry) for entry, _ in zip(entries, range(_MOST_EVENTS), strict=False)]

    return answer_json(make)


@blueprint.get("/search")
def found() -> Response:
    """Answer as `tracker search WORDS`."""
    return answer_json(
        lambda desk: [search_object(hit) for hit in search(desk, parse_terms(argument("q")), asked(desk)).hits]
    )


@blueprint.get("/outlets")
def outlets() -> Response:
    """Answer as `tracker outlets`."""
    return answer_json(lambda desk: [record_object(record) for record in records(desk, asked(desk), no_progress)])


@blueprint.get("/lag")
def lags() -> Response:
    """Answer as `tracker lag`."""
    codes = [country(text.strip()) for text in request.args.getlist("country") if text.strip()]
    return answer_json(lambda desk: lag_object(lag(desk, codes, asked(desk), no_progress)))


@blueprint.get("/inbox")
def drafts() -> Response:
    """Answer as `tracker inbox`."""
    return answer_json(lambda desk: [inbox.draft_json(draft) for draft in inbox.waiting(desk)])


@blueprint.get("/inbox/<int(max=999999999999):number>")
def draft(number: int) -> Response:
    """Answer as `tracker inbox N`."""
    return answer_json(lambda desk: [inbox.draft_json(draft) for draft in inbox.drafts(desk, [number])])
