"""Two people at the inbox at once, each in a process of their own, on both engines."""

import re

import pytest
from msgspec.structs import replace

from tests.cli.readings import trip
from tests.ledger.doing import findings, head
from tests.ledger.test_inbox import SOURCE, article
from tests.store.processes import go, result, started
from tracker.ledger import inbox
from tracker.ledger.desk import Desk

COUNT = 12


@pytest.mark.slow
def test_the_second_of_two_people_is_answered_with_what_the_first_did(desk: Desk, place: str) -> None:
    for number in range(COUNT):
        inbox.queue(desk, article(desk, trip(), source=replace(SOURCE, headline=f"Item {number}")))
    mine = [f"--db '{place}' accept {number}" for number in range(1, COUNT + 1)]
    yours = [f"--db '{place}' reject {number}" for number in range(1, COUNT + 1)]
    with started("tests.cli.decider", [["ines", *mine], ["kim", *yours]]) as processes:
        go(processes)
        accepting, rejecting = (result(process).splitlines() for process in processes)
    for number, said in enumerate(zip(accepting, rejecting, strict=True), 1):
        was_accepted = re.match(rf"draft {number} was accepted as @\d+ by ines, ", said[1])
        was_rejected = re.match(rf"draft {number} was rejected by kim, ", said[0])
        assert bool(was_accepted) != bool(was_rejected), said
    assert head(desk)[0] == sum(line.startswith("draft ") and " recorded as @" in line for line in accepting)
    assert findings(desk) == ()
