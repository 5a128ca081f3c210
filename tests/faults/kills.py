"""Signals to writers: `kill -9` while they record one report after another, and signals in the middle of an import."""

import random
import signal
import subprocess
import time
from collections import Counter
from pathlib import Path

from tests.effort import PATIENCE
from tests.faults.trials import (
    INSTALLED,
    TrialResult,
    all_rows,
    assert_one_sentence,
    environment_for,
    import_file,
    url_of,
)
from tests.store.processes import Process, go, started

_AT_ONCE = 4
_LINES = 1000  # of an import: long enough for a signal to arrive in the middle of it


def kill_writers(place: str, kills: int, chance: random.Random) -> TrialResult:
    """Kill writers at random moments. Assert that the log has every report that they acknowledged."""
    acknowledged: dict[int, str] = {}
    for start in range(0, kills, _AT_ONCE):
        names = [f"writer-{number}" for number in range(start, min(start + _AT_ONCE, kills))]
        with started("tests.faults.report_writer", [[place, name] for name in names]) as processes:
            go(processes)
            for process in processes:
                acknowledged |= _kill(process, chance)
        assert_recorded(place, acknowledged)
    unacknowledged = len(all_rows(place)) - len(acknowledged)
    assert unacknowledged <= kills, "a writer has at most one report in progress"
    return TrialResult(
        kind="kill -9 of writers",
        faults=kills,
        figures=f"{len(acknowledged)} acknowledged, 0 lost; {unacknowledged} recorded unheard; 0 half",
    )


def acknowledgements(output: str) -> dict[int, str]:
    """Return position and URL of each report that a writer acknowledged in a whole line."""
    lines = output[: output.rfind("\n") + 1].splitlines()
    return {int(position): url for position, _, url in (line.partition(" ") for line in lines)}


def remaining_output(process: Process) -> tuple[str, str]:
    """Return what else a process printed until it ended. (`communicate` would lose what was read before.)"""
    assert process.stdout is not None
    assert process.stderr is not None
    output, message = process.stdout.read(), process.stderr.read()
    process.wait(PATIENCE)
    return output, message


def assert_recorded(place: str, acknowledged: dict[int, str]) -> None:
    """Assert that the log has every acknowledged report."""
    rows = {row.position: url_of(row) for row in all_rows(place)}
    lost = {position: url for position, url in acknowledged.items() if rows.get(position) != url}
    assert lost == {}


def _kill(process: Process, chance: random.Random) -> dict[int, str]:
    """Kill a writer after its first report. Return what it acknowledged."""
    assert process.stdout is not None
    first = process.stdout.readline()
    time.sleep(chance.uniform(0, 0.1))  # the moment of the kill
    process.kill()
    output, message = remaining_output(process)
    assert (process.returncode, message) == (-signal.SIGKILL, "")
    return acknowledgements(first + output)


def stop_imports(place: str, folder: Path, times: int, how: signal.Signals, chance: random.Random) -> TrialResult:
    """Send a signal in the middle of imports. Assert that each recorded all of its reports or none."""
    seconds = _import_undisturbed(place, folder)
    outcomes: Counter[str] = Counter()
    for number in range(1, times + 1):
        before = len(all_rows(place))
        with _import(place, folder, number) as process:
            time.sleep(chance.uniform(0.4 * seconds, seconds))
            process.send_signal(how)
            _, message = process.communicate(timeout=PATIENCE)
        added = len(all_rows(place)) - before
        assert added in {0, _LINES}, f"half an import: {added}"
        outcomes["all" if added else "none"] += 1
        if how is signal.SIGINT:
            _assert_interrupted(process.returncode, message, added)
    figures = f"{outcomes['none']} left nothing, {outcomes['all']} all; 0 half"
    return TrialResult(kind=f"{how.name} in an import", faults=times, figures=figures)


def _import_undisturbed(place: str, folder: Path) -> float:
    """Import a file, and return how long it took."""
    before = len(all_rows(place))
    began = time.monotonic()
    with _import(place, folder, 0) as process:
        process.communicate(timeout=PATIENCE)
    seconds = time.monotonic() - began
    assert len(all_rows(place)) == before + _LINES
    return seconds


def _import(place: str, folder: Path, number: int) -> Process:
    file = import_file(folder / f"import-{number}.jsonl", f"import-{number}", _LINES)
    return subprocess.Popen(
        [str(INSTALLED), "import", str(file)],
        env=environment_for(place),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _assert_interrupted(code: int, message: str, added: int) -> None:
    """Assert how an import ended after Ctrl-C. It ends with 0 if the signal came after its work."""
    if code == -signal.SIGINT:  # Python was starting or shutting down, without its handler
        assert message == "" or added == 0
    elif code:
        assert code == 130, (code, message)
        assert_one_sentence(message)
