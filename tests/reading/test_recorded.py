"""No draft of a labelled article changes unnoticed: `tests/reading/drafts/` has them all."""

from pathlib import Path

import pytest

from tests.reading.recorded import FILES, lines, recorded


@pytest.mark.slow
@pytest.mark.parametrize("labelled", FILES, ids=lambda path: path.stem)
def test_the_drafts_of_the_labelled_articles_are_those_recorded_with_the_last_change(labelled: Path) -> None:
    assert list(lines(labelled)) == recorded(labelled).read_text(encoding="utf-8").splitlines()
