"""The short form of `python -m tests.faults web`. Each test prints how many faults it tried."""

import sys
from pathlib import Path

import pytest

from tests.faults import served_pages
from tests.service.served import example_log


@pytest.fixture
def log(tmp_path: Path) -> Path:
    return example_log(tmp_path)


def test_hostile_text_of_reports_and_drafts_is_inert_on_every_page(tmp_path: Path) -> None:
    sys.stdout.write(f"{served_pages.try_pages(tmp_path, 6)}\n")


def test_hostile_text_in_a_form_is_recorded_or_refused(tmp_path: Path) -> None:
    sys.stdout.write(f"{served_pages.try_forms(tmp_path, 6)}\n")


def test_odd_addresses_are_answered_with_a_sentence(log: Path) -> None:
    sys.stdout.write(f"{served_pages.try_addresses(log)}\n")


def test_strangers_change_nothing(log: Path) -> None:
    sys.stdout.write(f"{served_pages.try_strangers(log)}\n")


@pytest.mark.slow
def test_slow_and_oversized_requests_keep_nobody_waiting(log: Path) -> None:
    sys.stdout.write(f"{served_pages.try_floods(log, 20)}\n")
