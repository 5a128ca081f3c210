"""Which tests the coverage of a run counts. Nothing is traced in the others, nor in the work of pytest.

The tracer sees every line that Python runs, whether or not it is counted, and doubles the time that it takes.
"""

from collections.abc import Generator

import pytest
from pytest_cov.plugin import CovPlugin

from tests.checkout import ROOT

# Folders whose tests do not count as tests of domain, ledger and store.
NOT_MEASURED = {"browser", "faults", "reading"}


def is_measured(item: pytest.Item) -> bool:
    """Whether the branches that a test takes count: not by chance in made-up examples, nor those of a slow test."""
    is_made_up = getattr(getattr(item, "function", None), "is_hypothesis_test", False)
    is_slow = item.get_closest_marker("slow") is not None
    return not is_made_up and not is_slow and NOT_MEASURED.isdisjoint(item.path.relative_to(ROOT / "tests").parts)


def measure(config: pytest.Config) -> None:
    """Limit the coverage of this process to what counts, if the run measures it (`--cov`).

    With `--cov-context` it says which test took which line, as `tests.mutants` asks, and counts all tests.
    """
    plugin = config.pluginmanager.getplugin("_cov")
    if plugin is None or plugin.cov_controller is None or config.getoption("cov_context"):
        return
    if hasattr(config, "workerinput"):
        # A worker's own coverage begins with its session. Before that, pytest-cov has started one as for the process
        # that hands out the tests, which would go on tracing whenever the other one stops.
        plugin.cov_controller.cov.stop()
    config.pluginmanager.register(Measuring(plugin))


class Measuring:
    """Starts and stops the tracer."""

    def __init__(self, plugin: CovPlugin) -> None:
        self.plugin = plugin  # its controller is replaced at the start of the session

    def measured(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace a step of a test that counts."""
        if is_measured(item):
            self.plugin.cov_controller.cov.start()
        try:
            return (yield)
        finally:
            self.plugin.cov_controller.cov.stop()

    @pytest.hookimpl(wrapper=True)
    def pytest_runtestloop(self) -> Generator[None, object, object]:
        """Stop tracing once the tests are imported."""
        self.plugin.cov_controller.cov.stop()
        return (yield)

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_setup(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace the fixtures."""
        return (yield from self.measured(item))

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_call(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace the test."""
        return (yield from self.measured(item))

    @pytest.hookimpl(wrapper=True, trylast=True)
    def pytest_runtest_teardown(self, item: pytest.Item) -> Generator[None, object, object]:
        """Trace the end of the fixtures."""
        return (yield from self.measured(item))
