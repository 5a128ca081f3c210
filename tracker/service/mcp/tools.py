"""The tools that an agent may call: each asks the ledger one question, or puts the drafts of an article into the inbox.

A function here is a tool: its docstring is the description that the agent reads, its parameters are the arguments. It
returns the objects of `--format json`, marked by `quoted`, and raises TrackerError.
"""

from collections.abc import Callable, Iterable
from contextlib import AbstractContextManager
from datetime import date
from itertools import islice
from typing import Final

from msgspec import Struct

from tracker.domain.clocks import Moment, looks_like_moment, parse_moment, parse_moments, parse_published
from tracker.domain.errors import TrackerError, quoted
from tracker.domain.import_line import read_typed_word
from tracker.domain.meeting import Meeting
from tracker.domain.natural_days import read_first_and_last
from tracker.domain.report import Json, Source
from tracker.domain.search_match import parse_terms
from tracker.domain.vocabulary import STATUSES
from tracker.export.drafts import draft_object
from tracker.export.json_objects import diff_object, history_object, status_object, why_object
from tracker.export.json_search import search_object
from tracker.ledger import asking, auditing, inbox
from tracker.ledger.article_texts import text_of_event
from tracker.ledger.articles import Reader, article_proposals
from tracker.ledger.countries import country as country_code
from tracker.ledger.desk import Desk
from tracker.ledger.draft_objects import drafted, recorded_json
from tracker.ledger.drafting import linked
from tracker.ledger.question import Question, between, question
from tracker.ledger.recorded_drafts import Recorded
from tracker.ledger.searching import search as search_log
from tracker.reading.pipeline import read as read_by_rules
from tracker.service.mcp.quoted import quoted_answer

MOST_OBJECTS: Final = 50  # in one answer; an agent reads all of it

Opened = AbstractContextManager[Desk]


class Tools(Struct, frozen=True, kw_only=True):
    """The tools over one log. `ask` opens it for one question, `queue` to put drafts into its inbox.

    `read` opens it to read an article: a missing log is empty then, and stays missing. `reader` reads the article.
    """

    ask: Callable[[], Opened]
    read: Callable[[], Opened]
    queue: Callable[[], Opened]
    reader: Reader = read_by_rules

    def status(self, meeting: str, as_of: str | None = None, known_at: str | None = None) -> Json:
        """Where one meeting stands: its status, days, place, people, flags, and the report behind each field.

        meeting: its name, an alias, or the beginning of one (see the tools search and meetings).
        as_of: a day, to answer as the press had it by then, such as 2026-01-22 or yesterday.
        known_at: a time or a position such as @12, to answer as this ledger had it then.
        """
        with self.ask() as desk:
            asked = _question(desk, as_of, known_at)
            return quoted_answer({"meeting": status_object(asking.status(desk, meeting, asked), asked.day)})

    def meetings(
        self,
        status: str | None = None,
        country: str | None = None,
        person: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
    ) -> Json:
        """Where meetings stand: those that are not over, or all that fit the conditions.

        status: proposed, arranging, in_final_arrangement, confirmed, postponed, cancelled, denied or held.
        country: a code of two letters or a name; person: a participant's name.
        as_of, known_at: see the tool status.
        """
        code = country_code(country) if country else None
        wanted_status = read_typed_word(status, STATUSES, "a status") if status else None
        wanted = asking.Filter(status=wanted_status, country=code, person=person, everything=False)
        with self.ask() as desk:
            asked = _question(desk, as_of, known_at)
            return _some("meetings", _statuses(asking.statuses(desk, wanted, asked), asked))

    def agenda(self, days: str = "", as_of: str | None = None, known_at: str | None = None) -> Json:
        """The meetings that may take place in a period, by day.

        days: a day and the 13 days after it, two days ("2026-01-26 2026-02-01"), or a span such as "next week" or
        "2026-12". Without it: today and the next 13 days.
        as_of, known_at: see the tool status.
        """
        with self.ask() as desk:
            asked = _question(desk, as_of, known_at)
            first, last = _period(desk, days, asked)
            return _some("meetings", _statuses(asking.agenda(desk, first, last, asked, everything=False), asked))

    def history(self, meeting: str, as_of: str | None = None, known_at: str | None = None) -> Json:
        """Everything that was recorded of one meeting, in order, and what each report changed, or why it did not.

        meeting, as_of, known_at: see the tool status.
        """
        with self.ask() as desk:
            entries = auditing.history(desk, meeting, _question(desk, as_of, known_at))
            return _some("events", map(history_object, entries))

    def why(self, meeting: str, as_of: str | None = None, known_at: str | None = None) -> Json:
        """Each field of a meeting's status with the report that set it, and the words of the article behind it.

        meeting, as_of, known_at: see the tool status.
        """
        with self.ask() as desk:
            _, blames = auditing.why(desk, meeting, _question(desk, as_of, known_at))
            fields = [why_object(blame.field, blame.value, blame.event, blame.words) for blame in blames]
            return _some("fields", fields)

    def diff(self, start: str, end: str | None = None, meeting: str | None = None) -> Json:
        """What changed between two moments, and by which report.

        start, end: two days of the press (2026-01-22, yesterday), or two positions in the ledger (@12). The end is now
        unless it is given. meeting: only this one.
        """
        with self.ask() as desk:
            first, last = _moments(desk, start, end)
            changes = auditing.diff(desk, meeting, *between(desk, first, last))
            return _some("changes", (diff_object(change.meeting, change.change, change.event) for change in changes))

    def search(self, words: str, as_of: str | None = None, known_at: str | None = None) -> Json:
        """The meetings that mention all of the words, themselves or in their reports.

        as_of, known_at: see the tool status.
        """
        with self.ask() as desk:
            asked = _question(desk, as_of, known_at)
            result = search_log(desk, parse_terms(words), asked, MOST_OBJECTS)
            return _some("meetings", map(search_object, result.hits), left_out=result.unread)

    def show(self, position: int, article: bool = False) -> Json:  # noqa: FBT001, FBT002 - a tool's arguments have names
        """One event of the ledger in full, such as 12 for @12.

        article: add the text of the article that it was read from, if it is stored.
        """
        with self.ask() as desk:
            entry = auditing.entry_at(desk, position)
            text = text_of_event(desk, entry.event) if article else None
            return quoted_answer({"event": history_object(entry), "article_text": text})

    def draft(self, text: str, outlet: str, published: str, url: str | None = None) -> Json:
        """Read an article and put a draft of each meeting that it reports into the inbox of the ledger.

        Nothing is recorded: a person accepts or rejects the drafts. The same article again adds nothing.

        text: the article, the headline first. outlet: who published it.
        published: the day (2026-01-21), or a time with its zone. url: its address.
        """
        source, day = Source(outlet=outlet, url=url), parse_published(published)
        with self.read() as desk:
            drafted = article_proposals(desk, text, source, day, self.reader)
        if not drafted:
            return _some("drafts", ())
        with self.queue() as desk:
            results = inbox.queue(desk, linked(desk, drafted, day))
        return _some("drafts", map(_draft, results))


# The tools in the order in which an agent sees them; `draft` alone changes anything.
QUESTIONS: Final = ("status", "meetings", "agenda", "history", "why", "diff", "search", "show")
DRAFT: Final = "draft"


def _question(desk: Desk, as_of: str | None, known_at: str | None) -> Question:
    today = desk.clock.today()
    moments = [parse_moment(text, today) if text else None for text in (as_of, known_at)]
    return question(desk, *moments)


def _moments(desk: Desk, start: str, end: str | None) -> tuple[Moment, Moment | None]:
    if not looks_like_moment(start):
        raise TrackerError.unparsable(f"{quoted(start)} is not a moment", "Give a day, 2026-01-22, or a position, @12.")
    return parse_moments([start] if end is None else [start, end], desk.clock.today())


def _period(desk: Desk, days: str, asked: Question) -> tuple[date, date]:
    if not days.strip():
        return asking.agenda_period(None, None, asked)
    period = read_first_and_last(days.split(), desk.clock.today())
    if period is None:
        raise TrackerError.unparsable(f"{quoted(days)} is not a period", "Give 2026-01-28, two days, or 'next week'.")
    return asking.agenda_period(*period, asked)


def _statuses(meetings: Iterable[Meeting], asked: Question) -> Iterable[Json]:
    return (status_object(meeting, asked.day) for meeting in meetings)


def _some(name: str, objects: Iterable[Json], left_out: int = 0) -> Json:
    """Return the first MOST_OBJECTS objects, and how many were left out."""
    every = iter(objects)
    answer: Json = {name: list(islice(every, MOST_OBJECTS))}
    return quoted_answer(answer | {"left_out": left_out + sum(1 for _ in every)})


def _draft(result: Recorded) -> Json:
    return draft_object(drafted(result.proposal)) | recorded_json(result)
