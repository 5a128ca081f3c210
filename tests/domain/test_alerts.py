"""Which kinds of change an alert is about."""

from typing import Any

import pytest

from tracker.domain.alerts import KINDS, kinds_of
from tracker.domain.changes import Change


@pytest.mark.parametrize(
    ("field", "old", "new", "kinds"),
    [
        ("status", "arranging", "confirmed", ("status",)),
        ("window", None, "2026-01-30", ("date",)),
        ("host", None, "JP", ("place",)),
        ("places", (), ("Kure",), ("place",)),
        ("title", None, "Talks", ()),
        ("flags", ("overdue",), (), ()),
        ("flags", (), ("disputed",), ("dispute",)),
        ("flags", ("disputed",), ("disputed", "unofficial"), ("status",)),
        ("flags", ("date_unofficial", "in_doubt"), ("parent_off",), ("date", "doubt")),
    ],
)
def test_a_change_of_a_field_that_matters_has_a_kind(field: str, old: Any, new: Any, kinds: tuple[str, ...]) -> None:
    assert kinds_of([Change(field=field, old=old, new=new)]) == kinds


def test_an_alert_may_also_be_about_a_plan_that_became_overdue() -> None:
    assert KINDS == ("status", "date", "place", "dispute", "doubt", "overdue")
