"""docs/fold.md: every example in it comes out as it says."""

import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.given import MEETING, cut, log, report, retracted
from tracker.domain.fold import fold
from tracker.domain.meeting import Meeting, flags

DOCUMENT = (Path(__file__).parents[1] / "docs" / "fold.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^## ([^\n]+)\n(?:(?!^## ).*\n)*?```\n((?:.*\n)*?)```$", DOCUMENT, flags=re.MULTILINE)
BLOCKS = re.findall(r"^```\n((?:.*\n)*?)```$", DOCUMENT, flags=re.MULTILINE)


def said(text: str) -> Any:
    """Return the event that a line of an example stands for."""
    if text.startswith("retracted"):
        return retracted(int(text.partition("@")[2]))
    published, outlet, stage, said_by, *rest = text.split()
    claims: dict[str, Any] = {}
    for part in rest:
        key, equals, value = part.partition("=")
        if not equals:
            claims["side"] = part.split(",")
        elif key == "target":
            claims[key] = int(value)
        else:
            claims[key] = value == "true" if key == "in_doubt" else value
    return report(stage, published, outlet, said_by, **claims)


def answer(meeting: Meeting, day: date, field: str) -> str:
    """Return a field of the state as an example writes it; a dash where it is empty."""
    match field:
        case "window":
            value = meeting.window.edtf if meeting.window else None
        case "previous":
            value = ",".join(window.edtf for window in meeting.previous_windows)
        case "places":
            value = ",".join(place.name for place in meeting.places)
        case "flags":
            value = ",".join(flags(meeting, day))
        case "attribution":
            value = meeting.attribution.class_ if meeting.attribution else None
        case _:
            value = getattr(meeting, field)
    return value or "-"


def test_every_rule_and_the_flags_have_an_example() -> None:
    titles = [title for title, _ in EXAMPLES]
    assert [title[:2] for title in titles[:9]] == [f"{number}." for number in range(1, 10)]
    assert "Flags" in titles
    assert len(BLOCKS) >= len(EXAMPLES)


@pytest.mark.parametrize("example", BLOCKS)
def test_an_example_comes_out_as_the_document_says(example: str) -> None:
    lines = example.splitlines()
    events = log(*(said(line) for line in lines if not line.startswith("=")))
    for line in lines:
        if not line.startswith("="):
            continue
        moment = re.match(r"= as of (\S+): ", line)
        day = moment[1] if moment else max(event.published.day for event in events if event.published)
        meeting = fold(events, MEETING, cut(day))
        expected = dict(part.split("=", 1) for part in (line[moment.end() :] if moment else line[2:]).split())
        assert {field: answer(meeting, date.fromisoformat(day), field) for field in expected} == expected, line
