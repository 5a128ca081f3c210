"""A meeting is found by its name, an alias or a unique prefix; an error suggests what may be meant."""

import pytest

from tests.engines import on_a_file
from tests.ledger.doing import begin, refused, retract
from tracker.ledger.desk import Desk
from tracker.ledger.lookup import find
from tracker.ledger.recording import merge


def look_up(desk: Desk, text: str, other_hint: str = "") -> str:
    """Find a meeting in the log as it is now."""
    with desk.snapshot():
        return find(desk.connection, text, other_hint)


def test_a_prefix_of_a_name_and_of_its_alias_finds_their_meeting(desk: Desk) -> None:
    begin(desk, "ahn-japan", "ahn-tokyo")
    merge(desk, "ahn-tokyo", "ahn-japan")
    assert look_up(desk, "ahn") == "ahn-japan"
    assert look_up(desk, "AHN-T") == "ahn-japan"
    assert look_up(desk, "ahn-tokyo") == "ahn-tokyo"


def test_ten_of_the_meetings_that_a_prefix_may_mean_are_listed(desk: Desk) -> None:
    begin(desk, *(f"ahn-{number}" for number in range(10)))
    names = ", ".join(f"ahn-{number}" for number in range(9))
    with refused(desk, f"'ahn' could be {names} or ahn-9", "Write more of the name."):
        look_up(desk, "ahn")


def test_of_more_than_ten_meetings_the_others_are_not_listed(desk: Desk) -> None:
    begin(desk, *(f"ahn-{letter}" for letter in "abcdefghijk"))
    names = ", ".join(f"ahn-{letter}" for letter in "abcdefghij")
    with refused(desk, f"'ahn' could be {names} or others"):
        look_up(desk, "ahn")


@on_a_file
@pytest.mark.parametrize(
    ("text", "similar"),
    [
        ("ahn-japna", "ahn-japan"),
        ("AHN-JAPNA", "ahn-japan"),
        ("koizumi", "taro-koizumi"),  # the end of a name
        ("shangrila", "shangri-la-dialogue-singapore-2026"),  # the beginning of a long name
        ("jeju-for", "jeju-fort or jeju-farm"),
    ],
)
def test_similar_names_are_suggested(desk: Desk, text: str, similar: str) -> None:
    begin(desk, "ahn-japan", "taro-koizumi", "shangri-la-dialogue-singapore-2026")
    if "jeju" in text:
        begin(desk, "jeju-fort", "jeju-farm")
        retract(desk, 4)  # a name without a report that counts has no prefix
        retract(desk, 5)
    with refused(desk, f"there is no meeting '{text}'", f"Did you mean {similar}?"):
        look_up(desk, text)


def test_an_unknown_name_like_no_other_is_answered_with_how_to_list_them(desk: Desk) -> None:
    begin(desk)
    for text in ("zzz", ""):
        with refused(desk, f"there is no meeting '{text}'", "tracker status --all lists the meetings."):
            look_up(desk, text)
    with refused(desk, "there is no meeting 'zzz'", "A new one needs --new."):
        look_up(desk, "zzz", "A new one needs --new.")
    with refused(desk, "there is no meeting 'ahn-japna'", "Did you mean ahn-japan? A new one needs --new."):
        look_up(desk, "ahn-japna", "A new one needs --new.")


@on_a_file
@pytest.mark.parametrize(
    ("text", "people", "meant"),
    [
        ("motegi", [], "cho-motegi-tokyo"),  # a part of a name
        ("hyun-busan", [], "cho-motegi-tokyo"),  # a participant
        ("fm-talks", ["Toshimitsu Motegi"], "cho-motegi-tokyo"),  # a participant of the report
        ("cho-rubio", [], "cho-motegi-tokyo or rubio-seoul"),
        ("hyun-motegi-2026", [], "cho-motegi-tokyo"),  # the one that has both
        ("visit-south-korea", [], "cho-motegi-tokyo or rubio-seoul"),  # a country
    ],
)
def test_meetings_with_a_person_or_a_country_of_an_unknown_name_are_suggested(
    desk: Desk, text: str, people: list[str], meant: str
) -> None:
    both = ["Cho Hyun, foreign minister, KR", "Toshimitsu Motegi, foreign minister, JP"]
    begin(desk, "cho-motegi-tokyo", participants=both)
    begin(desk, "rubio-seoul", host="KR", participants=["Marco Rubio, secretary of state, US"])
    begin(desk, "lammy-paris", host="FR", participants=["David Lammy, foreign secretary, GB"])
    with refused(desk, f"there is no meeting '{text}'", f"Did you mean {meant}?"), desk.snapshot():
        find(desk.connection, text, people=people)


def test_a_message_holds_no_more_than_60_characters_of_a_name(desk: Desk) -> None:
    with refused(desk, f"there is no meeting '{'x' * 60}'"):
        look_up(desk, "x" * 61)
