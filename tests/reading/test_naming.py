"""New names: who, where and when, valid, and never used twice."""

from datetime import date
from typing import Any

import pytest

from tests.drafts import make_draft
from tracker.domain.clocks import parse_published
from tracker.domain.names import meeting_name
from tracker.domain.report import Participant, Place
from tracker.domain.window import Window
from tracker.reading.draft import Draft, Evidence
from tracker.reading.linking.naming import family_name, new_name, title_of


def draft(people: str, kind: str | None = "visit", host: str | None = None, **more: Any) -> Draft:
    """Return a draft; people are "NAME CC; NAME CC", an office has no name; a place that ends in "?" is a candidate."""
    listed = [person.strip().rpartition(" ") for person in people.split(";") if person]
    for key in ("window", "original_window"):
        if key in more:
            more[key] = Window(more[key])
    if place := more.pop("place", None):
        more["place"] = Place(name=place.rstrip("?"), standing="candidate" if place.endswith("?") else "fixed")
    if title := more.pop("title", None):
        more["evidence"] = {"kind": Evidence(text=title, start=0, end=1)}
    participants = tuple(Participant(name=name, role="leader", country=country) for name, _, country in listed)
    return make_draft(main=True, kind=kind, host=host, participants=participants, **{"stage": "confirmed", **more})


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (
            draft("Shinjiro Koizumi JP; Ahn Gyu-back KR", host="JP", place="Yokosuka?", window="2026-01-29/2026-01-31"),
            "ahn-koizumi-japan-2026-01",
        ),
        (draft("Gen Nakatani JP", host="KR", place="Seoul", window="2024-12"), "nakatani-seoul-2024-12"),
        (draft("Recep Tayyip Erdoğan TR", host="DE", place="Köln", window="2026-03-02"), "erdogan-koln-2026-03"),
        (draft("KR; JP", "talks", place="Kuala Lumpur", window="2005-12-12"), "kr-jp-kuala-lumpur-2005-12"),
        (draft("Naoto Kan JP; G20", "summit", place="Osaka", window="2019-06-28"), "g20-osaka-2019-06"),
        (draft("Joe Biden US; Vladimir Putin RU", "call", window="2021-12-30"), "biden-putin-call-2021-12"),
        (draft("Xi Jinping CN", host="KR", window="2026-21"), "xi-south-korea-2026"),
        (draft("Xi Jinping CN", place="Seoul", window="2026-01-01/2026-02-01"), "xi-seoul-2026-01"),
        (draft("Xi Jinping CN", place="Seoul", window="2026-01-01/2026-02-02"), "xi-seoul-2026"),
        (draft("Xi Jinping CN", place="Seoul", window="[2026-02..]"), "xi-seoul-2026"),
        (draft("Xi Jinping CN", place="Seoul", window="[..2026-12-31]"), "xi-seoul-2026"),
        (draft("Xi Jinping CN", place="Seoul", window="[2026-01-26..2026-02-01]"), "xi-seoul-2026-01"),
        (draft("Xi Jinping CN", place="Seoul", stage="postponed", original_window="2026-02"), "xi-seoul-2026-02"),
        (
            draft("", "forum", "KR", window="2025-09-08", title="Seoul Defense Dialogue"),
            "seoul-defense-dialogue-2025-09",
        ),
        (draft("", "forum", "SG", window="2025-05-30", title="Shangri-La Dialogue 2025"), "shangri-la-dialogue-2025"),
        (draft("", "talks", window="2025-05-30"), "talks-2025-05"),
        (draft("", "talks"), "talks-2026-01"),
    ],
)
def test_a_name_tells_who_where_and_when(one: Draft, name: str) -> None:
    day = date(2026, 1, 21)
    if name == "talks-2026-01":
        one = draft("", "talks", stage="held")
    assert new_name(one, set(), day) == name == meeting_name(name)


def test_without_a_window_a_plan_has_the_year_in_which_it_was_reported_and_what_was_held_the_month() -> None:
    day = parse_published("2026-01-21T09:00+09:00")
    assert new_name(draft("Xi Jinping CN", place="Seoul"), set(), day) == "xi-seoul-2026"
    assert new_name(draft("Xi Jinping CN", place="Seoul", stage="held"), set(), day) == "xi-seoul-2026-01"
    assert new_name(draft("Xi Jinping CN", place="Seoul"), set()) == "xi-seoul"


def test_a_name_that_is_taken_gets_a_number() -> None:
    one = draft("Xi Jinping CN", place="Seoul", window="2026-01")
    assert new_name(one, {"xi-seoul-2026-01"}) == "xi-seoul-2026-01-2"
    assert new_name(one, {"xi-seoul-2026-01", "xi-seoul-2026-01-2"}.__contains__) == "xi-seoul-2026-01-3"


@pytest.mark.parametrize("people", ["安규백 KR", "小泉進次郎 JP", "!!! JP", "9 Lives JP", "x" * 300 + " JP"])
def test_whatever_the_people_are_called_the_name_is_valid(people: str) -> None:
    name = new_name(draft(people, window="2026-01"), set())
    assert meeting_name(name) == name
    assert name.endswith("2026-01")


@pytest.mark.parametrize(
    ("name", "country", "family"),
    [
        ("Shinjiro Koizumi", "JP", "koizumi"),
        ("Ahn Gyu-back", "KR", "ahn"),
        ("Gyu-back Ahn", "KR", "ahn"),
        ("Lee Jae Myung", "KR", "lee"),
        ("Kim Jong Un", "KP", "kim"),
        ("Ban Ki-moon", "UN", "ban"),
        ("Xi Jinping", "CN", "xi"),
        ("Joseph Wu", "TW", "wu"),
        ("Tsai Ing-wen", "TW", "tsai"),
        ("Pham Minh Chinh", "VN", "pham"),
        ("Lee Hsien Loong", "SG", "lee"),
        ("Lawrence Wong", "SG", "wong"),
        ("Tung Chee Hwa", "HK", "tung"),
        ("Ho Iat Seng", "MO", "ho"),
        ("Hun Manet", "KH", "hun"),
        ("Anwar Ibrahim", "MY", "ibrahim"),
        ("Lim Guan Eng", "MY", "lim"),
        ("Viktor Orbán", "HU", "orban"),
        ("Ferdinand Marcos Jr.", "PH", "marcos"),
        ("John Hale Sr.", "US", "hale"),
        ("John Hale II", "US", "hale"),
        ("John Hale III", "US", "hale"),
        ("John Hale IV", "US", "hale"),
        ("Sherif el-Amin", "EG", "amin"),
        ("Zia ul-Haq", "PK", "haq"),
        ("Salah ad-Din", "SY", "din"),
        ("Muqtada as-Sadr", "IQ", "sadr"),
        ("Khalil ash-Shami", "SY", "shami"),
        ("Omar at-Tahir", "SD", "tahir"),
        ("Amin ar-Rashid", "OM", "rashid"),
        ("Ali az-Zawi", "LY", "zawi"),
        ("Abdel Fattah al-Sisi", "EG", "sisi"),
        ("Omar Al-Bashir", "SD", "bashir"),
        ("Jean-Claude Juncker", "EU", "juncker"),
        ("Olivia Smith-Jones", "GB", "smithjones"),
        ("Aleksandar Vučić", "RS", "vucic"),
        ("Lula", "BR", "lula"),
    ],
)
def test_the_family_name_stands_first_or_last_by_country_and_form(name: str, country: str, family: str) -> None:
    assert family_name(Participant(name=name, country=country)) == family


@pytest.mark.parametrize(
    ("one", "name"),
    [
        (draft("", None), "meeting"),
        (draft("", None, window="2026-01-29"), "meeting-2026-01"),
        (draft("안규백", None, place="21"), "meeting-21"),
        (draft("안규백", "talks", place="東京"), "talks"),
    ],
)
def test_without_anybody_or_a_host_the_kind_is_the_name(one: Draft, name: str) -> None:
    assert new_name(one, set()) == name


def test_only_a_proper_name_is_a_title() -> None:
    assert title_of(draft("", "forum", title="Seoul Defense Dialogue")) == "Seoul Defense Dialogue"
    assert title_of(draft("", "forum", title="the Seoul Defense Dialogue")) == "Seoul Defense Dialogue"
    assert title_of(draft("", "forum", title="regional security forum")) is None
    assert title_of(draft("", "visit", title="Seoul Defense Dialogue")) is None
    assert title_of(draft("", "forum")) is None
