"""Notifying real receivers that work, fail, hang and move, and processes that are killed at every step."""

import signal
import threading
from typing import Any

import pytest

from tests.clock import FixedClock
from tests.given import refusal
from tests.ledger.doing import AHN, SEOUL, begin, say
from tests.service.killed_sender import STEPS
from tests.service.receiver import CLOSE, SLOW, Receiver, receiving
from tests.store.processes import started
from tracker.ledger import alerting
from tracker.ledger.alerting import Watched
from tracker.ledger.desk import Desk
from tracker.service.notify import Run, begin_after, notify
from tracker.service.targets import Target, refuse_same_names, target


class Round:
    """Sends rounds to targets and keeps what is said."""

    def __init__(self, desk: Desk, place: str, clock: FixedClock) -> None:
        self.desk, self.place, self.clock = desk, place, clock
        self.lines: list[str] = []

    def run(self, *targets: Target, **more: Any) -> bool:
        """Send one round. Return whether everything was sent."""
        settings = {"retries": (0.01, 0.01), "timeout": 0.5, **more}
        return notify(targets, Run(place=self.place, clock=self.clock, say=self.lines.append, **settings))

    def record(self, count: int = 3) -> None:
        """Start a meeting, and move it as often as is left of `count`."""
        begin(self.desk, host="JP")
        for number in range(1, count):
            say(self.desk, "noted", "2026-01-11", window=f"2026-02-{number:02}")

    def positions(self, receiver: Receiver) -> list[int]:
        """Return the position of each message."""
        return [each["position"] for each in receiver.objects]


@pytest.fixture
def rounds(desk: Desk, place: str, clock: FixedClock) -> Round:
    return Round(desk, place, clock)


def hook(desk: Desk, receiver: Receiver, name: str = "desk", **watched: tuple[str, ...]) -> Target:
    """Return a target that is sent everything from the beginning of the log."""
    made = target(receiver.url, watched=Watched(**watched), name=name)
    begin_after(desk, [made], 0)
    return made


# What is sent


def test_each_change_is_sent_once_in_the_order_of_the_log(rounds: Round, desk: Desk) -> None:
    rounds.record()
    with receiving() as receiver:
        sent_to = hook(desk, receiver)
        assert rounds.run(sent_to)
        assert rounds.run(sent_to)
    assert rounds.positions(receiver) == [1, 2, 3]
    assert [each["id"] for each in receiver.objects] == receiver.ids
    assert len(set(receiver.ids)) == 3
    assert rounds.lines == ["desk: 3 sent, up to @3"]


def test_a_new_target_is_sent_what_is_recorded_from_then_on(rounds: Round, desk: Desk) -> None:
    rounds.record()
    with receiving() as receiver:
        made = target(receiver.url, name="desk")
        begin_after(desk, [made], None)
        assert rounds.run(made)
        say(desk, "cancelled", "2026-01-12")
        assert rounds.run(made)
    assert rounds.positions(receiver) == [4]


def test_a_target_is_sent_only_what_it_wants_and_its_cursor_passes_the_rest(rounds: Round, desk: Desk) -> None:
    rounds.record()
    begin(desk, SEOUL, host="KR")
    with receiving() as receiver:
        sent_to = hook(desk, receiver, countries=("KR",))
        assert rounds.run(sent_to)
    assert rounds.positions(receiver) == [4]
    assert alerting.cursor_of(desk, "desk").position == 4


def test_a_plan_that_becomes_overdue_is_sent_once(rounds: Round, desk: Desk, clock: FixedClock) -> None:
    say(desk, "confirmed", "2026-01-20", new=True, window="2026-01-23")
    with receiving() as receiver:
        sent_to = hook(desk, receiver)
        assert rounds.run(sent_to)
        for day in ("2026-01-23", "2026-01-24", "2026-01-24", "2026-01-25"):
            clock.move(f"{day}T09:00:00+00:00")
            assert rounds.run(sent_to)
    assert [each["kinds"] for each in receiver.objects] == [["status", "date"], ["overdue"]]
    assert receiver.ids[1] == f"overdue/{AHN}/2026-01-23"


# Failures


def test_a_failure_that_may_pass_is_retried_with_the_same_id(rounds: Round, desk: Desk) -> None:
    rounds.record(1)
    with receiving(500, CLOSE) as receiver:
        assert rounds.run(hook(desk, receiver))
    assert len(receiver.ids) == 3
    assert len(set(receiver.ids)) == 1


def test_what_is_not_taken_is_sent_in_the_next_round_and_nothing_overtakes_it(rounds: Round, desk: Desk) -> None:
    rounds.record()
    with receiving(204, 400) as receiver:
        sent_to = hook(desk, receiver)
        assert not rounds.run(sent_to)
        assert rounds.run(sent_to)
    assert rounds.positions(receiver) == [1, 2, 2, 3]
    assert rounds.lines == [
        "desk: 1 sent, up to @1",
        "desk: it answers 400; what was not sent is sent later",
        "desk: 2 sent, up to @3",
    ]


@pytest.mark.parametrize("retry_after", ["3600", "Fri, 31 Dec 2049 23:59:59 GMT"])
def test_a_receiver_that_asks_to_be_left_alone_is_asked_once(rounds: Round, desk: Desk, retry_after: str) -> None:
    rounds.record(1)
    stop = threading.Event()
    with receiving(429) as receiver:
        receiver.retry_after = retry_after
        sent_to = hook(desk, receiver)
        sending = threading.Thread(target=rounds.run, args=(sent_to,), kwargs={"every": 0.01, "stop": stop})
        sending.start()
        while not rounds.lines:
            stop.wait(0.01)
        stop.wait(0.2)
        stop.set()
        sending.join(10)
    assert len(receiver.ids) == 1
    assert rounds.lines[0].startswith("desk: it answers 429 and asks to wait ")


def test_dead_slow_and_moved_targets_do_not_stop_the_others(rounds: Round, desk: Desk) -> None:
    rounds.record()
    with receiving(*[CLOSE] * 9) as dead, receiving(*[SLOW] * 9) as slow, receiving(307) as moved, receiving() as well:
        targets = [hook(desk, each, str(number)) for number, each in enumerate((dead, slow, moved, well))]
        assert not rounds.run(*targets)
        assert rounds.positions(well) == [1, 2, 3]
        assert [rounds.positions(each) for each in (dead, slow, moved)] == [[1] * 3, [1] * 3, [1]]
    assert sorted(rounds.lines) == [
        (
            "0: it closes the connection without an answer, or answers something other than HTTP;"
            " what was not sent is sent later"
        ),
        "1: no answer within 0.5 s; what was not sent is sent later",
        "2: it redirects (307): name the new address; what was not sent is sent later",
        "3: 3 sent, up to @3",
    ]


def test_a_log_that_cannot_be_read_is_a_line_and_not_the_end(desk: Desk, place: str, clock: FixedClock) -> None:
    rounds = Round(desk, place, clock)
    rounds.record(1)
    with receiving() as receiver:
        sent_to = hook(desk, receiver)
        alerting.move_cursor(desk, alerting.cursor_of(desk, "desk")._replace(position=9))
        assert not rounds.run(sent_to)
    assert rounds.lines == ["desk: desk was sent everything up to @9, but the log ends at @1"]


def test_rounds_go_on_until_they_are_stopped(rounds: Round, desk: Desk) -> None:
    rounds.record(1)
    stop = threading.Event()
    with receiving() as receiver:
        sent_to = hook(desk, receiver)
        sending = threading.Thread(target=rounds.run, args=(sent_to,), kwargs={"every": 0.01, "stop": stop})
        sending.start()
        while not receiver.taken:
            stop.wait(0.01)
        say(desk, "cancelled", "2026-01-12")
        while len(receiver.taken) < 2:
            stop.wait(0.01)
        stop.set()
        sending.join(10)
        assert not sending.is_alive()
    assert rounds.positions(receiver) == [1, 2]


# At least once


@pytest.mark.slow
@pytest.mark.parametrize("step", STEPS)
@pytest.mark.parametrize("count", ["1", "3"])
def test_a_sender_that_is_killed_at_any_step_loses_nothing(rounds: Round, desk: Desk, step: str, count: str) -> None:
    rounds.record()
    with receiving() as whole:
        assert rounds.run(hook(desk, whole, "whole"))
    with receiving() as receiver:
        sent_to = hook(desk, receiver)
        with started("tests.service.killed_sender", [[rounds.place, receiver.url, step, count]]) as (process,):
            assert process.wait(60) == -signal.SIGKILL
        before = len(receiver.taken)
        assert rounds.run(sent_to)
    assert list(dict.fromkeys(receiver.taken)) == whole.taken
    repeats = len(receiver.taken) - len(whole.taken)
    assert repeats == (1 if step in {"after post", "before store"} else 0)
    assert before == int(count) - (step == "before post")


# Targets


def test_a_target_without_a_name_is_called_by_its_host_and_a_digest() -> None:
    first, second = target("https://chat.example/hook/a"), target("https://chat.example/hook/b")
    assert first.name.startswith("chat.example-")
    assert first.name != second.name
    assert "hook" not in first.name


def test_two_targets_of_one_name_are_refused_and_a_fragment_tells_them_apart() -> None:
    url = "https://chat.example/hook"
    refuse_same_names([target(f"{url}#1"), target(f"{url}#2")])
    name = target(url).name
    assert refusal(refuse_same_names, [target(url), target(url)])[0] == f"two targets are {name}"


def test_a_fragment_is_not_sent(rounds: Round, desk: Desk) -> None:
    rounds.record(1)
    with receiving() as receiver:
        made = target(f"{receiver.url}#1", name="desk")
        begin_after(desk, [made], 0)
        assert rounds.run(made)
    assert [path for path, _, _ in receiver.requests] == ["/hook/s3cr3t"]
