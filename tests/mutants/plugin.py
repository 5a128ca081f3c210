"""A pytest plugin for runs in a copy: writes how long each test took, and lets Hypothesis stop at its first failure."""

import json
from collections import defaultdict
from pathlib import Path

import pytest
from hypothesis import Phase, settings


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add the option that names the file for the times."""
    parser.addoption("--times", type=Path, help="write the seconds that each passed test took into this JSON file")


def pytest_configure(config: pytest.Config) -> None:
    """Load the profile of Hypothesis. Record times in the process that gets all reports, not in the workers."""
    times = config.getoption("--times")
    # A failure need not be made smaller. A few examples show which lines a test executes.
    settings.register_profile("mutants", settings(), phases=[Phase.explicit, Phase.generate], database=None)
    settings.register_profile("coverage", settings.get_profile("mutants"), max_examples=10)
    settings.load_profile("coverage" if times else "mutants")
    if times and not hasattr(config, "workerinput"):
        config.pluginmanager.register(Times(times))


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
