"""Who stands behind what an article says of a meeting."""

import pytest
from msgspec.structs import replace

from tests.reading.meetings.sentences import KNOWN, draft
from tracker.reading.draft import Draft

PLAN = "Asare will visit Latvia on May 4"
ASIDE = "The dam on the river is the main topic of the two days."


def behind(told: Draft) -> tuple[str, str | None]:
    return told.attribution.class_, told.attribution.words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The sentence that tells the news
        (f"{PLAN}, the foreign ministry said.", ("official", "the foreign ministry")),
        (f"{PLAN}, sources said.", ("sources", "sources")),
        (f"{PLAN}, a newspaper reported.", ("media", "a newspaper")),
        # An office before an outlet, an outlet before those whom it cites
        (f"The foreign ministry said {PLAN}, a newspaper reported.", ("official", "The foreign ministry")),
        (f"A newspaper reported, citing sources, that {PLAN}.", ("media", "A newspaper")),
        # The sentence after it
        (f"{PLAN}. The visit was announced by the foreign ministry.", ("official", "the foreign ministry")),
        (f"{PLAN}. {ASIDE} The visit will be his third, sources said.", ("sources", "sources")),
        # Nobody
        (f"{PLAN}.", ("unattributed", None)),
        (f"{PLAN}. {ASIDE} {ASIDE} {ASIDE} Fish is dear, the foreign ministry said.", ("unattributed", None)),
    ],
)
def test_the_nearest_voice_stands_behind_a_meeting(text: str, wanted: tuple[str, str | None]) -> None:
    assert behind(draft(text)) == wanted


def test_what_was_held_needs_nobody_to_say_so() -> None:
    told = draft("Asare met Kask in Paris on Monday. Fish is dear, the foreign ministry said.")
    assert behind(told) == ("unattributed", None)


@pytest.mark.parametrize("outlet", ["Embassy of Ghana", "Ministry of Foreign Affairs of Estonia"])
def test_what_an_office_publishes_is_official(outlet: str) -> None:
    assert behind(draft(f"{PLAN}.", replace(KNOWN, outlet=outlet))) == ("official", None)


def test_who_is_cited_in_an_offices_own_text_is_still_cited() -> None:
    told = draft(f"{PLAN}, sources said.", replace(KNOWN, outlet="Embassy of Ghana"))
    assert behind(told) == ("sources", "sources")
