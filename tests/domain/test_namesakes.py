"""People of one meeting who may be one person."""

import pytest

from tracker.domain.changes import Change
from tracker.domain.namesakes import new_namesakes
from tracker.domain.report import Participant


def person(text: str) -> Participant:
    name, _, country = text.partition(", ")
    return Participant(name=name, country=country or None)


@pytest.mark.parametrize(
    ("old", "added", "expected"),
    [
        ("Emmanuel Macron, FR", "Macron", [("Macron", "Emmanuel Macron")]),
        ("Macron, FR", "Emmanuel Macron, FR", [("Macron", "Emmanuel Macron")]),
        ("Kim Jong Un, KP", "Kim, KP", [("Kim", "Kim Jong Un")]),
        ("Kim Jong Un, KP", "Kim, KR", []),
        ("Emmanuel Macron, FR", "Brigitte Macron", []),
        ("Emmanuel Macron, FR", "", []),
    ],
)
def test_a_name_that_is_the_family_name_of_another_is_named_once(
    old: str, added: str, expected: list[tuple[str, str]]
) -> None:
    before, after = (person(old),), (person(old), person(added))
    assert new_namesakes([Change(field="participants", old=before, new=after)]) == expected
    assert new_namesakes([Change(field="participants", old=after, new=(*after, person("Ann")))]) == []
