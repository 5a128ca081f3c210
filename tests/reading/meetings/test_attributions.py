"""Who stands behind what an article says of a meeting."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.reading.meetings.sentences import INTRODUCED, KNOWN, draft
from tracker.reading.draft import Draft
from tracker.reading.pipeline import read

PLAN = "Asare will visit Latvia on May 4"
OWUSU = "spokesman Yaw Owusu"
ASIDE = "The dam on the river is the main topic of the two days."


GUIDE = (Path(__file__).parents[3] / "docs" / "reading.md").read_text(encoding="utf-8")
# The rows of the guide's table on who speaks, with an outlet and a text for each.
ROWS = {
    'a named person, an office, a ministry; "it was announced"': [
        ("Pacific Courier", f"{PLAN}, it was announced."),
        ("Pacific Courier", f"{PLAN}, spokesman Yaw Owusu said."),
    ],
    "an outlet that is an office, or a state agency on a meeting of its own country: an embassy, KCNA, the Saudi Press "
    "Agency": [
        ("Embassy of Latvia", f"{PLAN}."),
        ("KCNA", "Asare will visit North Korea on May 4."),
    ],
    'people without names, "an official", "it was learned"': [
        ("Pacific Courier", f"{PLAN}, an official said."),
        ("Pacific Courier", f"{PLAN}, it was learned on Wednesday."),
    ],
    'another outlet: "a newspaper reported"': [("Pacific Courier", f"{PLAN}, a newspaper reported.")],
    "nobody but the outlet": [("Pacific Courier", f"{PLAN}."), ("KCNA", f"{PLAN}.")],
}


def behind(told: Draft) -> tuple[str, str | None]:
    return told.attribution.class_, told.attribution.words


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # The sentence that tells the news
        (f"{PLAN}, the foreign ministry said.", ("official", "the foreign ministry")),
        (f"{PLAN}, sources said.", ("sources", "sources")),
        (f"{PLAN}, a newspaper reported.", ("media", "a newspaper")),
        *((f"{PLAN}, {who} said.", ("sources", who)) for who in ("insiders", "an insider", "people", "a person close")),
        *((f"It was {what} that {PLAN}.", ("sources", what)) for what in ("learned", "learnt")),
        *((f"It was {what} that {PLAN}.", ("official", what)) for what in ("announced", "confirmed")),
        # An office before an outlet, an outlet before those whom it cites
        (f"The foreign ministry said {PLAN}, a newspaper reported.", ("official", "The foreign ministry")),
        (f"A newspaper reported, citing sources, that {PLAN}.", ("media", "A newspaper")),
        # The sentence after it
        (f"{PLAN}. The visit was announced by the foreign ministry.", ("official", "the foreign ministry")),
        (f"{PLAN}. {ASIDE} The visit will be his third, sources said.", ("sources", "sources")),
        # An office that confirms just below what others tell
        (f"{PLAN}, a newspaper reported. The visit will be short, {OWUSU} said.", ("official", OWUSU)),
        (f"{PLAN}, a source said. The visit is being prepared, {OWUSU} said.", ("sources", "a source")),
        # Nobody
        (f"{PLAN}.", ("unattributed", None)),
        (f"{PLAN}. {ASIDE} {ASIDE} {ASIDE} Fish is dear, the foreign ministry said.", ("unattributed", None)),
    ],
)
def test_the_nearest_voice_stands_behind_a_meeting(text: str, wanted: tuple[str, str | None]) -> None:
    assert behind(draft(text)) == wanted


def test_who_speaks_is_of_the_class_that_the_guide_says() -> None:
    for words, texts in ROWS.items():
        classes = {draft(text, replace(KNOWN, outlet=outlet)).attribution.class_ for outlet, text in texts}
        assert [f"| {words} | {class_} |" in GUIDE for class_ in classes] == [True], words


@pytest.mark.parametrize(
    "text",
    [
        "Asare met Kask in Paris on Monday. Fish is dear, the foreign ministry said.",
        "Asare met Kask in Paris on Monday and promised cheaper fish.",
    ],
)
def test_what_was_held_needs_nobody_to_say_so(text: str) -> None:
    assert behind(draft(text)) == ("unattributed", None)


@pytest.mark.parametrize(
    ("more", "wanted"),
    [
        ("They spoke of fish, the presidency said.", ("official", "the presidency")),
        ("According to the foreign ministry, the two spoke of fish.", ("official", "the foreign ministry")),
        ("Asare was given a fish, a statement of the palace said.", ("official", "a statement of the palace")),
        ("They spoke of fish, Foreign Minister Yaw Owusu said.", ("unattributed", None)),
    ],
)
def test_an_institution_that_goes_on_about_what_was_held_stands_behind_it(more: str, wanted: tuple[str, str]) -> None:
    assert behind(draft(f"Asare met Kask in Paris on Monday. {more}")) == wanted


@pytest.mark.parametrize(
    "more",
    [
        "The dam is the main topic, sources said.",
        "Diplomats say the two will discuss a dam.",
        "On the agenda is a dam, according to people close to Asare.",
        f"{ASIDE} {ASIDE} {ASIDE} The visit will be short, sources said.",
    ],
)
def test_sources_that_tell_what_will_be_talked_of_are_not_those_of_the_news(more: str) -> None:
    assert behind(draft(f"{PLAN}. {more}")) == ("unattributed", None)


@pytest.mark.parametrize("outlet", ["Embassy of Ghana", "Ministry of Foreign Affairs of Estonia", "President of Ghana"])
def test_what_an_office_publishes_is_official(outlet: str) -> None:
    assert behind(draft(f"{PLAN}.", replace(KNOWN, outlet=outlet))) == ("official", None)


def test_who_is_cited_in_an_offices_own_text_is_still_cited() -> None:
    told = draft(f"{PLAN}, sources said.", replace(KNOWN, outlet="Embassy of Ghana"))
    assert behind(told) == ("sources", "sources")


def test_who_tells_of_a_call_further_down_stands_behind_it() -> None:
    told = draft("Asare and Kask spoke by phone on Monday. They discussed fish, spokesman Yaw Owusu said.")
    assert behind(told) == ("official", OWUSU)


@pytest.mark.parametrize(
    ("outlet", "text", "wanted"),
    [
        # An outlet that names itself is no other outlet
        ("GTV (Reuters)", f"{PLAN}, GTV reported.", ("unattributed", None)),
        ("GTV (Reuters)", f"{PLAN}, Reuters reported.", ("unattributed", None)),
        ("GTV (Reuters)", f"{PLAN}, Yonhap reported.", ("media", "Yonhap")),
        ("GTV (Reuters)", f"Reuters has learned that {PLAN}.", ("sources", "Reuters")),
        ("GTV (Reuters)", f"Yonhap has learned that {PLAN}.", ("media", "Yonhap")),
        # The press that an office quotes is not its source
        ("Embassy of Ghana", f"A newspaper reported that {PLAN}.", ("official", None)),
        # The state agency of a side speaks for its government, that of another country does not
        ("GTV", "Asare will visit North Korea on May 4, Yonhap reported, citing KCNA.", ("official", "KCNA")),
        ("GTV", f"{PLAN}, KCNA reported.", ("media", "KCNA")),
        ("GTV", f"{PLAN}, the official Ghana News Agency reported.", ("official", "the official Ghana News Agency")),
        ("GTV", f"{PLAN}, the Ghana News Agency reported.", ("media", "the Ghana News Agency")),
        *(
            ("GTV", f"{PLAN}, {who} said.", ("official", who))
            for who in ("state media", "Latvian state television", "the state news agency", "Ghana's official radio")
        ),
        ("GTV", f"{PLAN}, Russian state television said.", ("media", "Russian state television")),
        (
            "GTV",
            f"{PLAN}, state-run Ghana News Agency reported, citing a source.",
            ("media", "state-run Ghana News Agency"),
        ),
        # A radio station is no foreign minister
        ("Joy FM (Ghana)", f"{PLAN}.", ("unattributed", None)),
    ],
)
def test_whose_word_another_outlets_word_is(outlet: str, text: str, wanted: tuple[str, str | None]) -> None:
    assert behind(draft(text, replace(KNOWN, outlet=outlet))) == wanted


@pytest.mark.parametrize(
    "who", ["analyst Kwame Boateng", "Kwame Boateng, a professor of law,", "former President Kwame Boateng"]
)
def test_who_only_comments_stands_behind_nothing(who: str) -> None:
    assert behind(draft(f"{PLAN}. The trip is a mistake, {who} said.")) == ("unattributed", None)


@pytest.mark.parametrize(
    ("headline", "wanted"),
    [
        ("Asare to visit Latvia: sources", ("sources", "sources")),
        ("Asare to visit Latvia – ministry", ("official", "ministry")),
        ("Asare to visit Latvia – reports", ("media", "reports")),
        ("Asare to visit Latvia, says minister", ("official", "minister")),
        ("Palace: Asare to visit Latvia", ("official", "Palace")),
        ("Latvia: Asare to visit Riga", ("unattributed", None)),
    ],
)
def test_a_headline_says_who_speaks_where_the_text_does_not(headline: str, wanted: tuple[str, str | None]) -> None:
    made = read(f"{headline}\n\n{INTRODUCED}{PLAN}. {ASIDE}", KNOWN).drafts[0]
    assert behind(made) == wanted


LATER = "The visit will be his third, spokesman Yaw Owusu said."


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        # Who speaks nearest below counts, not who speaks of the plan much further down
        (f"{PLAN}. {ASIDE} Fish is dear, the foreign ministry said. {LATER}", ("official", "the foreign ministry")),
        # Another outlet counts there only if it tells this
        (f"{PLAN}. Fish is dear, Reuters reported.", ("unattributed", None)),
        (f"{PLAN}. This was reported by Reuters.", ("media", "Reuters")),
        # Further down somebody counts who says how the plan stands, and nobody who comments on it
        (f"{PLAN}. {ASIDE} {ASIDE} {ASIDE} {LATER}", ("official", OWUSU)),
        (f"{PLAN}. {ASIDE} {ASIDE} {ASIDE} {OWUSU} spoke of the joy of visits to Latvia.", ("unattributed", None)),
        (f"{PLAN}. {ASIDE} {ASIDE} {ASIDE} A visit to Latvia is fine, {OWUSU} said.", ("unattributed", None)),
    ],
)
def test_who_speaks_below_the_news_stands_behind_it(text: str, wanted: tuple[str, str | None]) -> None:
    assert behind(draft(text)) == wanted
