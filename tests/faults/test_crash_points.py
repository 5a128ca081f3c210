"""The quick forms of the faults at every operation of an append; each prints how many it tried."""

import random
import sys
from collections.abc import Iterator

import pytest

from tests.faults.crash_points import cut_the_power, stop_an_append
from tests.faults.crash_runner import Runner
from tests.faults.scenes import SCENES, Scene

pytestmark = pytest.mark.parametrize("scene", SCENES, ids=lambda scene: scene.name)


@pytest.fixture(scope="module")
def runner() -> Iterator[Runner]:
    """Start the interpreter in which the commands run."""
    with Runner.started() as started:
        yield started


def test_an_append_that_is_stopped_anywhere_is_recorded_whole_or_not_at_all_and_says_so(
    scene: Scene, runner: Runner
) -> None:
    sys.stdout.write(f"{stop_an_append(scene, runner, random.Random(1), 35)}\n")


def test_a_power_cut_takes_nothing_that_was_acknowledged(scene: Scene, runner: Runner) -> None:
    sys.stdout.write(f"{cut_the_power(scene, runner, random.Random(1), 20)}\n")
