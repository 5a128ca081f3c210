"""A pytest plugin for runs in a copy: measures processes, and lets Hypothesis stop at its first failure."""

import json
import os
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import Phase, settings

settings.register_profile("mutants", phases=[Phase.explicit, Phase.generate], database=None)
settings.load_profile("mutants")


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the options that name the files for the times, the settings, and the tests to run."""
    parser.addoption("--times", type=Path, help="write the seconds that each passed test took into this JSON file")
    parser.addoption("--processes", help="measure the processes that tests start, with these settings of coverage")
    parser.addoption("--only", type=Path, help="run only the tests that this file names, one a line, in its order")


def pytest_configure(config: pytest.Config) -> None:
    """Record times in the process that hears of all tests, and let the workers of xdist measure their processes."""
    times, processes = config.getoption("--times"), config.getoption("--processes")
    is_worker = hasattr(config, "workerinput")
    if times and not is_worker:
        config.pluginmanager.register(Times(times))
    if processes and is_worker:
        os.environ["COVERAGE_PROCESS_START"] = processes


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave the tests that were chosen. As arguments, pytest finds many names with brackets one by one only."""
    only = config.getoption("--only")
    if only:
        names = only.read_text(encoding="utf-8").split("\n")
        order = {name: index for index, name in enumerate(names)}
        items[:] = sorted((item for item in items if item.nodeid in order), key=lambda item: order[item.nodeid])


class Times:
    """Adds up setup, call and teardown of each test, and leaves out the tests that did not pass."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._seconds: dict[str, float] = defaultdict(float)
        self._not_passed: set[str] = set()

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Add the time of one phase of a test."""
        self._seconds[report.nodeid] += report.duration
        if not report.passed:
            self._not_passed.add(report.nodeid)

    def pytest_sessionfinish(self) -> None:
        """Write the file."""
        passed = {test: time for test, time in self._seconds.items() if test not in self._not_passed}
        self._file.write_text(json.dumps(passed), encoding="utf-8")
