"""The public API: one object with the questions and the commands of the ledger, for scripts and notebooks."""

import os
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any

from tracker.domain.clocks import AsOf, Position, parse_moment, parse_published
from tracker.domain.history import Entry
from tracker.domain.import_line import read_line
from tracker.domain.meeting import Meeting, flags
from tracker.domain.report import Json, Source
from tracker.domain.search_match import Hit, parse_terms
from tracker.domain.spellings import Spelling
from tracker.export.json_objects import status_object
from tracker.ledger import asking, auditing, environment, recording, spelling
from tracker.ledger.auditing import Blame, Difference
from tracker.ledger.clock import Clock, SystemClock
from tracker.ledger.countries import country as country_code
from tracker.ledger.countries import with_codes
from tracker.ledger.desk import Desk, is_missing, open_desk
from tracker.ledger.drafting import credited, proposals
from tracker.ledger.known_people import known_people
from tracker.ledger.proposal import Proposal
from tracker.ledger.question import Question, between, question
from tracker.ledger.result import Outcome
from tracker.ledger.searching import search
from tracker.ledger.spelling import Aliased
from tracker.reading.draft import RULES, Known, Reading
from tracker.reading.pipeline import read


@contextmanager
def open_ledger(
    where: str | Path | None = None, *, create: bool = False, clock: Clock | None = None
) -> Iterator["Ledger"]:
    """Open the log at a path or a URL; without one, the file in the user's data folder.

    With `create`, a missing log is created. Without it, a missing default file reads as an empty ledger, and any other
    missing log raises TrackerError. `clock` takes the place of the system's clock, in tests.
    """
    place = str(environment.default_file() if where is None else where)
    is_empty_default = where is None and not create and is_missing(place)
    if where is None and create:
        environment.create_default_folder()
    with open_desk(
        None if is_empty_default else place,
        create=create,
        clock=clock or SystemClock(),
        recorder=environment.recorder(),
    ) as desk:
        yield Ledger(desk)


class Ledger:
    """An open ledger. Every method raises TrackerError, a sentence with a hint, if it cannot answer.

    `meeting` is a name, an alias or a unique prefix of one. `as_of` and `known_at` are moments as the command takes
    them: "2026-01-28", "yesterday", "2026-01-28T17:00+09:00", and for `known_at` also "@12".
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk

    # Ask

    def status(self, meeting: str, *, as_of: str | None = None, known_at: str | None = None) -> Meeting:
        """Return where one meeting stands."""
        with self._desk.snapshot():
            return asking.status(self._desk, meeting, self._question(as_of, known_at))

    def meetings(
        self,
        *,
        status: str | None = None,
        country: str | None = None,
        person: str | None = None,
        as_of: str | None = None,
        known_at: str | None = None,
    ) -> list[Meeting]:
        """Return where meetings stand, by name: all of them, or those that fit."""
        code = None if country is None else country_code(country)
        wanted = asking.Filter(status=status, country=code, person=person, everything=True)
        with self._desk.snapshot():
            return asking.statuses(self._desk, wanted, self._question(as_of, known_at))

    def agenda(
        self,
        first: date | None = None,
        last: date | None = None,
        *,
        as_of: str | None = None,
        known_at: str | None = None,
    ) -> list[Meeting]:
        """Return the meetings expected in a period, by window; by default from today to 13 days later."""
        with self._desk.snapshot():
            return asking.agenda(self._desk, first, last, self._question(as_of, known_at), everything=False)

    def overdue(self, *, as_of: str | None = None, known_at: str | None = None) -> list[Meeting]:
        """Return the meetings whose window has passed without a report of what became of them."""
        with self._desk.snapshot():
            return asking.gone_quiet(self._desk, self._question(as_of, known_at))

    def flags(self, meeting: Meeting, *, day: date | None = None) -> tuple[str, ...]:
        """Return the flags of a meeting on a day, by default today: overdue, disputed, unofficial, and so on."""
        return flags(meeting, day or self._desk.clock.today())

    def as_dict(self, meeting: Meeting, *, day: date | None = None) -> Json:
        """Return a meeting as the JSON object that `tracker status --format json` prints."""
        return status_object(meeting, day or self._desk.clock.today())

    # Audit

    def history(
        self, meeting: str | None = None, *, as_of: str | None = None, known_at: str | None = None
    ) -> list[Entry]:
        """Return the events of one meeting, or of all, in order, each with its changes.

        Events that no command could have written are left out; `Meeting.unsound` has their positions.
        """
        with self._desk.snapshot():
            recorded = auditing.history(self._desk, meeting, self._question(as_of, known_at))
            return list(auditing.without_unsound(recorded, []))

    def why(self, meeting: str, *, as_of: str | None = None, known_at: str | None = None) -> list[Blame]:
        """Return each field of a status that is not empty, with the event that set it."""
        with self._desk.snapshot():
            _, blames = auditing.why(self._desk, meeting, self._question(as_of, known_at))
        return blames

    def diff(self, start: str, end: str | None = None, *, meeting: str | None = None) -> list[Difference]:
        """Return what changed between two days of the press, or two positions ("@7"); `end` is now by default."""
        first = self._moment(start)
        last = None if end is None else self._moment(end)
        with self._desk.snapshot():
            return auditing.diff(self._desk, meeting, *between(self._desk, first, last))

    def search(self, words: str, *, as_of: str | None = None, known_at: str | None = None) -> list[Hit]:
        """Return the meetings in which every word occurs, the best matches first."""
        with self._desk.snapshot():
            return search(self._desk, parse_terms(words), self._question(as_of, known_at)).hits

    # Record

    def report(
        self,
        meeting: str,
        stage: str,
        *,
        source: str | Json,
        published: str,
        new: bool = False,
        dry_run: bool = False,
        **fields: Any,  # noqa: ANN401 - the keys of an import line
    ) -> Outcome:
        """Record what a news item says about a meeting.

        `source` is the outlet, or an object with `outlet`, `url`, `headline`, `language` and `via`. The other keywords
        are those of an import line: `attribution`, `claims`, `quote`, `target` (docs/json.md).
        """
        data = {
            "meeting": meeting,
            "new": new,
            "stage": stage,
            "published": published,
            "source": {"outlet": source} if isinstance(source, str) else source,
            **fields,
        }
        line, _ = with_codes(data)
        return recording.record(self._desk, read_line(line), dry_run=dry_run)

    def draft(
        self,
        text: str,
        *,
        source: str,
        published: str | None = None,
        via: tuple[str, ...] = (),
        reader: str = RULES,
    ) -> tuple[Proposal, ...]:
        """Read an article in plain text and return its drafts, each with its meeting or a name for a new one.

        Nothing is recorded. `published` is today by default; then relative dates in the article are left open.
        `reader` is "rules", or "llm" or "both" with the model of the user's configuration, or "both:MODEL". If the
        model fails, the drafts are the rules', and a warning says so.
        """
        date_known = None if published is None else parse_published(published)
        known = Known(
            published=date_known.date if date_known else None,
            outlet=source,
            people=known_people(self._desk, text),
        )
        reading = _reader(reader)(text, known)
        today = parse_published(self._desk.clock.today().isoformat())
        item = Source(outlet=source, headline=reading.headline, via=via or credited(reading, source))
        return proposals(self._desk, reading, item, date_known or today)

    # Spellings of names

    def alias(self, name: str, other: str, *, dry_run: bool = False) -> Aliased:
        """Say that `other` is another spelling of the person `name`: from now on both are recorded as `name`."""
        return spelling.add(self._desk, name, other, dry_run=dry_run)

    def spellings(self) -> list[Spelling]:
        """Return every other spelling of a name, by name."""
        return spelling.listed(self._desk)

    def _question(self, as_of: str | None, known_at: str | None) -> Question:
        return question(
            self._desk,
            None if as_of is None else self._moment(as_of),
            None if known_at is None else self._moment(known_at),
        )

    def _moment(self, text: str) -> AsOf | Position:
        return parse_moment(text, self._desk.clock.today())


def _reader(reader: str) -> Callable[[str, Known], Reading]:
    if reader == RULES:
        return read
    from tracker.service.configuration import load  # noqa: PLC0415 - only with a language model
    from tracker.service.language_model import choice_of  # noqa: PLC0415 - as above
    from tracker.service.reader import reader_of  # noqa: PLC0415 - as above

    named, file = os.environ.get("TRACKER_CONFIG"), environment.configuration_file()
    configuration = load(named or file) if named or Path(file).exists() else None
    return reader_of(choice_of(configuration, reader), lambda sentence: warnings.warn(sentence, stacklevel=4))
