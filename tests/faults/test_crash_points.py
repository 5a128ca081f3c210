"""Quick forms of the faults at every operation of an append. Each prints how many faults it tried."""

import random
import sys
from collections.abc import Iterator

import pytest

from tests.faults.crash_points import cut_the_power, stop_an_append
from tests.faults.crash_runner import Runner
from tests.faults.scenarios import SCENARIOS, Scenario

pytestmark = pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.name)


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Start the interpreter in which the commands run."""
    with Runner.started() as started:
        yield started


def test_an_append_stopped_at_any_point_is_recorded_completely_or_not_at_all_and_says_so(
    scenario: Scenario, runner: Runner
) -> None:
    sys.stdout.write(f"{stop_an_append(scenario, runner, random.Random(1), 12)}\n")


def test_a_power_cut_loses_no_acknowledged_report(scenario: Scenario, runner: Runner) -> None:
    sys.stdout.write(f"{cut_the_power(scenario, runner, random.Random(1), 6)}\n")
