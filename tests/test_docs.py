"""What the pages under docs/ say of words and labels is so."""

import re

import pytest

from tests.readme import ROOT
from tracker.domain.window import Window
from tracker.export.drafts import DRAFT_KEYS, READ_KEYS, RECORDED_KEYS
from tracker.export.json_objects import DIFF_KEYS, HISTORY_KEYS, STATUS_KEYS, WHY_KEYS

ROWS = re.findall(
    r"^\| .* \| `(.+)` \| (.+) \|$", (ROOT / "docs" / "windows.md").read_text(encoding="utf-8"), re.MULTILINE
)


@pytest.mark.parametrize(("edtf", "label"), [row for row in ROWS if row[0] != "--window"])
def test_a_window_is_shown_as_the_page_on_windows_says(edtf: str, label: str) -> None:
    assert Window(edtf).label() == label


@pytest.mark.parametrize("keys", [STATUS_KEYS, HISTORY_KEYS, DIFF_KEYS, WHY_KEYS, DRAFT_KEYS, READ_KEYS, RECORDED_KEYS])
def test_the_page_on_json_names_every_key(keys: tuple[str, ...]) -> None:
    page = (ROOT / "docs" / "json.md").read_text(encoding="utf-8")

    assert [key for key in keys if not re.search(rf"\b{key}\b", page)] == []


def test_every_decision_fits_in_25_lines() -> None:
    long = [page.name for page in (ROOT / "docs" / "decisions").iterdir() if len(page.read_text().splitlines()) > 25]

    assert long == []
