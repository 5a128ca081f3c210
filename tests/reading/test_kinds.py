"""Kinds of sentences, made from parts: what a draft says of each, whoever speaks and wherever it is."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.reading.draft import Draft, Known
from tracker.reading.pipeline import read

WEDNESDAY = date(2026, 1, 21)
WHO = st.sampled_from(
    [
        "Chilean President Ana Rojas",
        "Ghana's foreign minister, Kofi Mensah,",
        "Latvian Prime Minister Ilze Kalna",
        "Omani Foreign Minister Salim al-Harthy",
    ]
)
HOSTS = st.sampled_from(
    [
        ("Ottawa", "Canadian Prime Minister Jean Tremblay", "CA"),
        ("Hanoi", "Vietnamese President Tran Van Binh", "VN"),
        ("Nairobi", "Kenya's foreign minister, Grace Wanjiru", "KE"),
        ("Oslo", "Norwegian Defence Minister Kari Dahl", "NO"),
    ]
)
DAYS = st.sampled_from(["on Feb. 3", "on 5 February", "next Monday", "next week", "in March"])
WEIGHS = st.sampled_from(
    [
        *("is considering", "was mulling", "has been weighing", "is actively considering", "is contemplating"),
        *("is pondering", "is studying", "is thinking about", "is thinking of", "is looking at", "mulls", "considers"),
    ]
)
UNNAMED = st.sampled_from(["sources said", "two diplomats said", "people familiar with the plan said"])


def drafts(text: str) -> tuple[Draft, ...]:
    return read(f"Notes from two capitals\n\n{text}", Known(published=WEDNESDAY, outlet="Northwire")).drafts


@settings(max_examples=60)
@given(
    weighs=st.tuples(WHO, WEIGHS), host=HOSTS, day=DAYS, noun=st.sampled_from(["a visit", "a two-day trip"]), by=UNNAMED
)
def test_a_visit_that_is_weighed_is_proposed(
    weighs: tuple[str, str], host: tuple[str, str, str], day: str, noun: str, by: str
) -> None:
    city, partner, country = host
    (draft, *_) = drafts(f"{' '.join(weighs)} {noun} to {city} {day} for talks with {partner}, {by}.")
    assert (draft.stage, draft.claims.host) == ("proposed", country)


@settings(max_examples=60)
@given(who=WHO, host=HOSTS, ahead=st.integers(-300, 300), verb=st.sampled_from(["will visit", "visited"]))
def test_a_day_without_a_year_is_ahead_of_a_plan_and_behind_what_was(
    who: str, host: tuple[str, str, str], ahead: int, verb: str
) -> None:
    day = WEDNESDAY + timedelta(days=ahead)
    (draft, *_) = drafts(f"{who} {verb} {host[0]} on {day:%B} {day.day} for talks with {host[1]}, his office said.")
    window = draft.claims.window
    assert window is not None
    assert window.earliest is not None
    if verb == "will visit":
        assert window.earliest >= WEDNESDAY - timedelta(days=2)
    else:
        assert window.earliest <= WEDNESDAY + timedelta(days=2)


@given(behind=st.integers(-1, 1), said=st.sampled_from(["tomorrow", "on Friday"]))
def test_the_day_of_the_dateline_decides_tomorrow(behind: int, said: str) -> None:
    day = WEDNESDAY + timedelta(days=behind)
    (draft, *_) = drafts(
        f"OSLO, Jan. {day.day} (NTB) -- Latvian Prime Minister Ilze Kalna will visit Oslo {said} for talks with "
        "Norwegian Prime Minister Kari Dahl, her office said."
    )
    expected = day + timedelta(days=1) if said == "tomorrow" else date(2026, 1, 23)
    assert draft.claims.window is not None
    assert draft.claims.window.edtf == expected.isoformat()


def test_a_dateline_of_another_week_does_not_date_the_story() -> None:
    (draft, *_) = drafts(
        "OSLO, Jan. 5 (NTB) -- Latvian Prime Minister Ilze Kalna will visit Oslo tomorrow for talks with Norwegian "
        "Prime Minister Kari Dahl, her office said."
    )
    assert draft.claims.window is not None
    assert draft.claims.window.edtf == "2026-01-22"


def test_a_sentence_that_begins_with_a_does_not_change_the_us() -> None:
    (draft, *_) = drafts(
        "Latvian Prime Minister Ilze Kalna will pay a visit to the U.S. A senior official said that she would meet "
        "President Ron Hill in Chicago on Friday."
    )
    assert draft.claims.host == "US"


def test_whose_successor_somebody_is_does_not_come() -> None:
    (draft, *_) = drafts(
        "Latvian Prime Minister Ilze Kalna will meet Novak's successor, Slovak Prime Minister Jana Hora, in Riga on "
        "Friday, her office said. Peter Novak resigned in May."
    )
    assert sorted(one.name for one in draft.claims.participants) == ["Ilze Kalna", "Jana Hora"]


def test_evidence_is_letter_for_letter_where_the_text_has_ligatures_and_soft_hyphens() -> None:
    text = (
        "Notes from two capitals\n\nLatvia and Norway are in the \ufb01nal stages of arranging a visit by Prime "
        "Minister Ilze Kalna to Oslo on Feb\u00adruary 3, gov\u00adernment sources said."
    )
    (draft, *_) = read(text, Known(published=WEDNESDAY, outlet="Northwire")).drafts
    assert draft.stage == "in_final_arrangement"
    assert draft.claims.window is not None
    assert draft.claims.window.edtf == "2026-02-03"
    assert all(text[one.start : one.end] == one.text for one in draft.evidence.values())
    assert draft.evidence["window"].text.endswith("Feb\u00adruary 3")


@settings(max_examples=30)
@given(beside=st.sampled_from(["on sidelines of", "on the sidelines of", "on the margins of", "in the margins of"]))
def test_talks_beside_a_forum_are_talks(beside: str) -> None:
    headline = f"Mensah to meet Norwegian counterpart {beside} Oslo forum"
    lead = "Ghana's foreign minister, Kofi Mensah, will hold talks with his Norwegian counterpart Kari Dahl"
    text = f"{headline}\n\n{lead} {beside} the Nordic Security Forum in Oslo on Feb. 3, a ministry spokesman said."
    (draft, *_) = read(text, Known(published=WEDNESDAY, outlet="Northwire")).drafts
    assert (draft.claims.kind, draft.claims.host) == ("talks", "NO")
