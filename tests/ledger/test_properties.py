# ruff: noqa: D102 - the rules and the invariants are named as sentences
"""Random commands: the projection equals its rebuild, the past stays as it was seen, refusals leave no trace.

The same commands are given to a log in a file or on a server, and to one in memory, the model: both answer alike.
"""

import sys
from collections.abc import Callable
from contextlib import ExitStack
from functools import partial
from typing import Any, ClassVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from msgspec.structs import replace

from tests.clock import FixedClock
from tests.given import line
from tests.ledger.doing import asked, begin, everything, exported, findings, head, printed_wrong, taken_in
from tests.postgres import PostgresServer
from tracker.domain.changes import changes
from tracker.domain.errors import TrackerError
from tracker.domain.fold import story
from tracker.domain.import_line import read_line
from tracker.domain.meeting import Meeting
from tracker.domain.report import Json
from tracker.ledger import mending
from tracker.ledger.auditing import Difference, diff
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.folding import events_of
from tracker.ledger.mending import Cause
from tracker.ledger.question import Question
from tracker.ledger.recording import link, merge, record, rename
from tracker.ledger.result import Outcome

NAMES = st.sampled_from(["ahn", "ahn-japan", "koizumi", "forum"])
DAYS = st.sampled_from(
    [*(f"2026-01-{day:02}" for day in (5, 9, 10, 12)), "2026-01-10T09:00Z", "2026-01-10T09:00+09:00"]
)
OUTLETS = st.sampled_from(["Yonhap", "Kyodo", "連合ニュース"])
STAGES = st.sampled_from(
    [
        *("proposed", "arranging", "in_final_arrangement", "confirmed", "rescheduled"),
        *("postponed", "cancelled", "held", "denied", "noted"),
    ]
)
PEOPLE = st.sampled_from(
    ["Ahn Gyu-back, minister, KR", "ahn gyu back, , ", "小泉進次郎, 防衛大臣, JP", ", minister, US"]
)
POSITIONS = st.integers(1, 40)
CAUSES = st.sampled_from(
    [Cause(because="wrong"), printed_wrong("2026-01-10"), printed_wrong("2026-01-12"), printed_wrong(None)]
)
CLAIMS: dict[str, st.SearchStrategy[Any]] = {
    "window": st.sampled_from(["2026-01-09", "2026-01-09/2026-01-11", "2026-01", "[2026-01-20..]", "2026-02-01"]),
    "place": st.sampled_from(["Tokyo", "Yokosuka?", "横須賀?"]),
    "host": st.sampled_from(["JP", "KR"]),
    "participants": st.lists(PEOPLE, min_size=1, max_size=2, unique=True),
    "without": st.just(["Ahn Gyu-back"]),
    "title": st.sampled_from(["Talks", "회담"]),
    "reason": st.just("weather"),
    "side": st.sampled_from([["JP"], ["KR"], ["JP", "KR"]]),
    "via": st.just(["Kyodo"]),
    "withdrawn": st.sampled_from([["window"], ["host", "place"]]),
    "in_doubt": st.just(True),
}
# The ends of a diff, both by the press clock or both by the log's.
ENDS = st.tuples(DAYS, DAYS) | st.tuples(POSITIONS, POSITIONS)
ATTRIBUTIONS = st.sampled_from(["official", "sources", "unattributed", "media"])


@st.composite
def reports(draw: st.DrawFn) -> Json:
    """Draw an import line. From so few words that many of them repeat, contradict and target each other."""
    claimed = draw(st.sets(st.sampled_from(sorted(CLAIMS)), max_size=3))
    more = {field: draw(CLAIMS[field]) for field in sorted(claimed)}
    stage = draw(STAGES)
    if stage == "denied" and draw(st.booleans()):
        more["target"] = draw(POSITIONS)
    said = line(stage, draw(DAYS), draw(OUTLETS), draw(ATTRIBUTIONS), **more)
    return {"meeting": draw(NAMES), "new": draw(st.booleans()), **said}


FIELDS = st.one_of(
    st.builds(lambda stage: {"stage": stage}, STAGES),
    st.builds(lambda day: {"published": day}, DAYS),
    st.builds(lambda host: {"claims": {"host": host}}, st.sampled_from(["US", None])),
    st.builds(lambda edtf: {"claims": {"window": {"edtf": edtf}}}, CLAIMS["window"]),
    st.builds(lambda outlet: {"source": {"outlet": outlet}}, OUTLETS),
    st.builds(lambda target: {"stage": "denied", "target": target}, POSITIONS),
    st.builds(lambda name: {"meeting": name}, NAMES),
)


def as_previewed(command: Callable[..., Outcome | list[Outcome]]) -> list[Outcome]:
    """Run a command after its dry run, which has to say the same."""
    answers: list[list[Outcome] | TrackerError] = []
    for dry_run in (True, False):
        try:
            answer = command(dry_run=dry_run)
            answers.append(answer if isinstance(answer, list) else [answer])
        except TrackerError as error:
            answers.append(error)
    preview, outcomes = answers
    if isinstance(outcomes, TrackerError):
        assert str(preview) == str(outcomes)
        raise outcomes
    assert isinstance(preview, list)
    for previewed, outcome in zip(preview, outcomes, strict=True):
        assert replace(previewed, position=outcome.position, dry_run=outcome.dry_run) == outcome
    return outcomes


class Ledger(RuleBasedStateMachine):
    """Random commands at one desk, and at the desk of the model."""

    place: ClassVar[Callable[[], str]]
    steps: ClassVar[int] = 0

    def __init__(self) -> None:
        super().__init__()
        self.clock = FixedClock("2026-01-12T09:00:00+00:00")
        self._opened = ExitStack()
        self.desks = [self._open(type(self).place()), self._open(None)]
        self.desk, self.model = self.desks
        self.seen: dict[int, list[Meeting]] = {}
        type(self).steps -= 1  # to begin is none

    def _open(self, place: str | None) -> Desk:
        return self._opened.enter_context(open_desk(place, create=True, clock=self.clock, recorder="desk"))

    def teardown(self) -> None:
        with self._opened:
            assert findings(self.desk) == ()
            for desk in self.desks:
                self.what_was_known_at_a_position_is_what_was_seen_there(desk)
            self.a_restored_export_is_the_same_log()

    def attempt(self, command: Callable[[Desk], object]) -> None:
        """Run a command at each desk: all answer alike. If it is refused, nothing was written."""
        answers = []
        for desk in self.desks:
            before = head(desk)
            try:
                answers.append(str(command(desk)))
            except TrackerError as error:
                answers.append(error.sentence)
                assert head(desk) == before
        assert set(answers) == {answers[0]}

    @initialize(said=st.lists(reports(), min_size=3, max_size=12))
    def begin(self, said: list[Json]) -> None:
        """Start two meetings, and record what of a few reports is not refused."""
        for desk in self.desks:
            begin(desk, "ahn", "koizumi", day="2026-01-09", participants=["Ahn Gyu-back, minister, KR"])
        for one in said:
            self.attempt(lambda desk, one=one: record(desk, read_line(one)))  # type: ignore[misc]

    @rule(said=reports())
    def report(self, said: Json) -> None:
        self.attempt(lambda desk: as_previewed(partial(record, desk, read_line(said))))
        once = head(self.desk)
        self.attempt(lambda desk: record(desk, read_line(said)))
        assert head(self.desk) == once, "a repeat adds nothing"

    @rule(said=reports())
    def try_out(self, said: Json) -> None:
        before = head(self.desk)
        self.attempt(lambda desk: record(desk, read_line(said), dry_run=True))
        assert head(self.desk) == before

    @rule(said=st.lists(reports(), min_size=1, max_size=5))
    def take_in(self, said: list[Json]) -> None:
        self.attempt(lambda desk: taken_in(desk, said))

    @rule(name=NAMES, relation=st.sampled_from(["successor_of", "part_of", "caused_by"]), other=NAMES)
    def join(self, name: str, relation: str, other: str) -> None:
        self.attempt(lambda desk: as_previewed(partial(link, desk, name, relation, other)))

    @rule(name=NAMES, into=NAMES)
    def merge(self, name: str, into: str) -> None:
        self.attempt(lambda desk: as_previewed(partial(merge, desk, name, into)))

    @rule(name=NAMES, new=st.sampled_from(["ahn", "renamed", "again"]))
    def rename(self, name: str, new: str) -> None:
        self.attempt(lambda desk: as_previewed(partial(rename, desk, name, new)))

    @precondition(lambda self: self.seen)
    @rule(back=st.integers(0, 8), fields=FIELDS, cause=CAUSES)
    def correct(self, back: int, fields: Json, cause: Cause) -> None:
        target = max(self.seen) - back
        self.attempt(lambda desk: as_previewed(partial(mending.correct, desk, target, fields, cause)))

    @precondition(lambda self: self.seen)
    @rule(back=st.integers(0, 8), length=st.integers(0, 2), cause=CAUSES)
    def retract(self, back: int, length: int, cause: Cause) -> None:
        first = max(self.seen) - back
        self.attempt(lambda desk: as_previewed(partial(mending.retract, desk, first, first + length, cause)))

    @rule()
    def undo(self) -> None:
        self.attempt(lambda desk: as_previewed(partial(mending.undo, desk)))

    @rule(ends=ENDS)
    def each_line_of_a_diff_names_the_last_step_that_gave_its_value(
        self, ends: tuple[str, str] | tuple[int, int]
    ) -> None:
        last = head(self.model)[0]
        start, end = (f"@{min(one, last)}" if isinstance(one, int) else one for one in ends)
        with self.model.connection.transaction(write=False):
            for one in diff(self.model, None, *(moment(self.model, text) for text in (start, end))):
                assert named(one) == last_step(self.model, one, moment(self.model, end)), one

    @rule(hours=st.sampled_from([-5, 1, 30]))
    def move_the_clock(self, hours: int) -> None:
        day, hour = divmod(12 * 24 + 9 + hours, 24)
        self.clock.move(f"2026-01-{day:02}T{hour:02}:00:00+00:00")

    @invariant()
    def the_model_holds_the_same_log_and_gives_the_same_answers(self) -> None:
        type(self).steps += 1
        assert head(self.desk) == head(self.model)
        assert everything(self.desk) == everything(self.model)

    @invariant()
    def the_projection_equals_its_rebuild(self) -> None:
        assert findings(self.model) == ()

    @invariant()
    def what_is_known_now_is_what_the_log_gives(self) -> None:
        now, end = everything(self.model), head(self.model)[0]
        assert everything(self.model, known_at=f"@{end}") == now
        self.seen.setdefault(end, now)

    def what_was_known_at_a_position_is_what_was_seen_there(self, desk: Desk) -> None:
        for position, then in self.seen.items():
            assert everything(desk, known_at=f"@{position}") == then

    def a_restored_export_is_the_same_log(self) -> None:
        with open_desk(None, create=True, clock=self.clock, recorder="copy") as copy:
            taken_in(copy, exported(self.desk))
            assert head(copy) == head(self.desk)
            assert everything(copy) == everything(self.desk)
            assert findings(copy) == ()


def moment(desk: Desk, text: str) -> Question:
    """Return the question about a moment of either clock."""
    return asked(desk, known_at=text) if text.startswith("@") else asked(desk, as_of=text)


def named(difference: Difference) -> int | None:
    """Return the position that a line of a diff names."""
    return difference.event.position if difference.event else None


def last_step(desk: Desk, difference: Difference, end: Question) -> int | None:
    """Return the last event, in the order of the fold, whose step gave a field its value at the second moment.

    The links and aliases are not given by a step, nor is `parent_off`: these are as they are named, unless they are
    later than the moment.
    """
    field = difference.change.field
    flags = {*difference.change.old} ^ {*difference.change.new} if field == "flags" else set()
    told = story(events_of(desk.connection, difference.meeting), difference.meeting, end.cut)
    if field in {"links", "aliases"} or "parent_off" in flags:
        until = end.cut.known_at
        assert difference.event is None or until is None or difference.event.position <= until
        return named(difference)
    if flags == {"overdue"}:
        return None
    giving = [
        step.event.position for step in told.steps if field in {one.field for one in changes(step.before, step.after)}
    ]
    return giving[-1] if giving else None


def run(ledger: type[Ledger], examples: int, steps: int) -> int:
    """Run the random commands, and return how many steps there were."""
    ledger.steps = 0
    run_state_machine_as_test(
        ledger,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
    sys.stdout.write(f"random commands: {ledger.steps} steps\n")
    return ledger.steps


@pytest.mark.slow
def test_random_commands_on_postgresql(postgres: PostgresServer, migrated: str) -> None:
    urls: list[str] = []

    def fresh() -> str:
        urls.append(postgres.create_database(template=migrated))
        return urls[-1]

    class OnServer(Ledger):
        place = staticmethod(fresh)

    assert run(OnServer, 8, 25) >= 100
    for url in urls:
        postgres.drop_database(url)


@pytest.mark.slow
def test_random_commands_on_a_file(tmp_path_factory: pytest.TempPathFactory) -> None:
    class OnFile(Ledger):
        place = staticmethod(lambda: str(tmp_path_factory.mktemp("random") / "desk.db"))

    assert run(OnFile, 25, 25) >= 400
