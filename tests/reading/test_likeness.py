"""Likeness: which spellings can be one name, and which roles are one office."""

import pytest

from tracker.reading.linking.likeness import office, same_name

PARTICLES = "al el bin bint ibn ben von van der den de da do dos das di du la le jr sr ii iii mr mrs ms dr sir"


@pytest.mark.parametrize("particle", PARTICLES.split())
def test_a_particle_tells_nobody_apart(particle: str) -> None:
    assert same_name(f"Jan {particle} Hale", "Jan Piet Hale")
    assert not same_name("Jan Roth Hale", "Jan Piet Hale")


@pytest.mark.parametrize("title", ["President", "Crown Prince", "Gen.", "Foreign Minister", "Sheikh", "Pope"])
def test_a_title_before_a_name_is_no_part_of_it(title: str) -> None:
    assert same_name(f"{title} Jan Hale", "Jan Hale")
    assert not same_name(f"{title} Jan", f"{title} Piet")


@pytest.mark.parametrize(
    ("one", "other", "is_same"),
    [
        ("Abcdefg", "Abcdexy", True),  # of seven letters, two may differ
        ("Abcdefg", "Abcdxyz", False),
        ("Abcdefgh", "Abcdef", False),
        ("Abcdef", "Abcdex", True),  # of four, one
        ("Abcdef", "Abcdxy", False),
        ("Abcd", "Abcx", True),
        ("Abcd", "Abcde", True),
        ("Abc", "Abx", False),  # of three, none
        ("Abcdefg", "Xbcdefg", False),  # and never the first
        ("Omar Hale", "Omer Hale", True),
        ("J Hale", "Jan Hale", True),
        ("J H", "Jan Hale", False),  # initials alone are nobody
        ("Hale", "Jan Hale", True),
        ("Jan Hale", "Hale Jan", True),
        ("Jan Hale", "Piet Hale", False),
        ("Lee Jae-myung", "Jaemyung Lee", True),
        ("O'Neal", "ONeal", True),
        ("R.D. Hale", "R D Hale", True),
    ],
)
def test_every_word_of_the_shorter_name_has_its_like_in_the_longer(one: str, other: str, is_same: bool) -> None:
    assert same_name(one, other) is is_same
    assert same_name(other, one) is is_same


@pytest.mark.parametrize(
    ("roles", "name"),
    [
        ("foreign minister; external affairs minister; secretary of state; top diplomat; foreign secretary", "foreign"),
        ("defence minister; defense secretary; secretary of war", "defence"),
        ("prime minister; premier; chancellor; taoiseach", "premier"),
        ("chancellor of the exchequer; finance minister; treasury secretary", "finance"),
        ("president", "president"),
        ("leader; head of state", "head"),
        ("king; emir; pope", "crown"),
        ("special envoy; ambassador; chief negotiator", "envoy"),
        ("secretary-general; chairman", "chief"),
        ("vice president", "lesser president"),
        ("deputy foreign minister; assistant foreign secretary; foreign ministry spokesperson", "lesser foreign"),
        ("former president; ex president; wife of the president; aide to the president", "lesser president"),
        ("under secretary of state", "lesser foreign"),
        ("state minister for defence", "lesser defence"),
    ],
)
def test_a_role_is_an_office_by_its_words(roles: str, name: str) -> None:
    assert [office(role) for role in roles.split("; ")] == [name] * len(roles.split("; "))


def test_a_role_that_is_none_of_them_tells_nobody_apart() -> None:
    assert [office(role) for role in (None, "", "minister", "delegation")] == [None] * 4
