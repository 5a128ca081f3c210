"""The guide prints the weights of linking as they are, and names are rewritten as it says."""

import pytest

from benchmarks.spellings import WAYS
from tests.checkout import ROOT
from tracker.domain.report import Participant
from tracker.reading.language.tables import rows

GUIDE = (ROOT / "docs" / "reading.md").read_text(encoding="utf-8")


def test_the_guide_prints_the_weight_of_each_piece_of_evidence() -> None:
    evidence = {meaning: float(weight) for _, weight, meaning in rows("linking.tsv")}
    _, _, section = GUIDE.partition("| evidence | weight |\n|---|---|\n")
    cells = [line.strip("| ").split(" | ") for line in section.partition("\n\n")[0].splitlines()]
    assert {meaning: float(weight) for meaning, weight in cells} == evidence


@pytest.mark.parametrize(
    ("way", "name", "other"),
    [
        ("another spelling", "Abbas Araghchi", "Abbas Araqchi"),
        ("other letters", "Lech Wałęsa", "Lech Walesa"),
        ("other letters", "Lee Jae-myung", "Lee Jaemyung"),
        ("another script", "Moon Jae-in", "문재인"),
        ("another script", "Lech Wałęsa", "Lech Wałęsa"),  # not in the table
        ("the other order", "Shinzo Abe", "Abe Shinzo"),
        ("family names", "Shinzo Abe", "Abe"),
        ("offices", "Shinzo Abe", ""),
    ],
)
def test_a_name_is_written_in_other_ways(way: str, name: str, other: str) -> None:
    assert WAYS[way](Participant(name=name, role="leader", country="JP")).name == other
