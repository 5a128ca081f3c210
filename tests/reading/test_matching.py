"""Matching: which meeting of the ledger a draft speaks of, and when it is none of them."""

from typing import Any

import pytest

from tests.drafts import make_draft
from tests.given import report, stands
from tracker.domain.clocks import parse_published
from tracker.domain.meeting import Meeting
from tracker.domain.report import Participant, Place
from tracker.domain.window import Window
from tracker.reading.draft import Draft, Evidence
from tracker.reading.linking.matching import Link, assigned

AHN, KOIZUMI = "Ahn Gyu-back, defence minister, KR", "Shinjiro Koizumi, defence minister, JP"
DAY = "2026-01-21"


def draft(kind: str = "visit", people: tuple[str, ...] = (AHN, KOIZUMI), host: str | None = "JP", **more: Any) -> Draft:
    """Return a draft; people are "NAME, ROLE, CC", windows EDTF strings, a place a name, with "?" a candidate."""
    for key in ("window", "original_window"):
        if key in more:
            more[key] = Window(more[key])
    if "place" in more:
        standing = "candidate" if more["place"].endswith("?") else "fixed"
        more["place"] = Place(name=more["place"].rstrip("?"), standing=standing)
    if "title" in more:
        more["evidence"] = {"kind": Evidence(text=more.pop("title"), start=0, end=1)}
    listed = tuple(
        Participant(name=name, role=role, country=country or None) for name, role, country in map(_cut, people)
    )
    return make_draft(main=True, kind=kind, host=host, participants=listed, **{"stage": "confirmed", **more})


def _cut(person: str) -> list[str]:
    return [part.strip() for part in person.split(",")]


def meeting(
    kind: str = "visit",
    people: tuple[str, ...] = (AHN, KOIZUMI),
    host: str | None = "JP",
    name: str = "ahn-japan",
    **more: Any,
) -> Meeting:
    """Return a meeting of which one report was recorded."""
    stage, day = more.pop("stage", "confirmed"), more.pop("day", DAY)
    if host:
        more["host"] = host
    return stands((name, report(stage, day, kind=kind, participants=list(people), **more)), name=name)


def found(one: Draft, *meetings: Meeting, day: str | None = DAY) -> str | None:
    """Return the name of the meeting that the draft is matched to."""
    got = link(one, *meetings, day=day).match
    return got.meeting if got else None


def link(one: Draft, *meetings: Meeting, day: str | None = DAY) -> Link:
    """Return the meeting that the draft is matched to, or those that it may be about."""
    return assigned([one], meetings, published=parse_published(day) if day else None)[0]


def ask(*names: str) -> Link:
    """Return the answer for a draft that joins no meeting, and may be about these."""
    return Link(may_be=names)


# Who takes part


def test_the_same_people_on_the_same_days_are_the_same_meeting_and_the_match_says_why() -> None:
    got = link(draft(window="2026-01-30"), meeting(window="2026-01-29/2026-01-31")).match
    assert got is not None
    assert (got.meeting, got.score) == ("ahn-japan", 1.0)
    assert got.because == "same people (Ahn Gyu-back, Shinjiro Koizumi), host JP, same days"


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Ahn, , KR", AHN),
        ("Gyu-back Ahn, , KR", AHN),
        ("Ahn Gyu back, , KR", AHN),
        ("Ahn Gyubaek, , KR", "Ahn Gyu-baek, , KR"),
        ("Kim Jong Un, leader, KP", "Kim Jong-un, , KP"),
        ("Omar al-Bashir, president, SD", "Omer Al-Bashir, , SD"),
        ("Recep Tayyip Erdoğan, president, TR", "Tayyip Erdogan, , TR"),
        ("S. Jaishankar, minister, IN", "Subrahmanyam Jaishankar, , IN"),
        ("Joe Biden, president, US", "Joseph Biden, president, US"),
        ("Volodymyr Zelenskyy, president, UA", "Volodymyr Zelensky, , UA"),
        ("Ban Ki-moon, , KR", "Ban Ki-moon, secretary-general, UN"),
        ("Josep Borrell, , EU", "Josep Borrell, , ES"),
        ("Shinjiro Koizumi, ,", KOIZUMI),
        (", defence minister, KR", AHN),
        (", defense minister, KR", "Ahn Gyu-back, minister of national defence, KR"),
        (", leader, FR", "Emmanuel Macron, president, FR"),
    ],
)
def test_two_mentions_of_a_person_are_one(printed: str, recorded: str) -> None:
    other = "Ursula von der Leyen, president, DE"
    one = draft(people=(printed, other), host="DE", window="2026-02-03")
    assert found(one, meeting(people=(recorded, other), host="DE", window="2026-02-03")) == "ahn-japan"
    assert found(
        draft(people=(printed,), host="DE", window="2026-02-03"),
        meeting(people=(recorded,), host="DE", window="2026-02-03"),
    )


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("Cho Hyun, foreign minister, KR", AHN),
        ("Wang Yi, foreign minister, CN", "Wang Wentao, commerce minister, CN"),
        (", foreign minister, KR", AHN),
        (", deputy defence minister, KR", AHN),
        (", prime minister, KE", "William Ruto, president, KE"),
        (", technical experts, KR", AHN),
    ],
)
def test_somebody_else_of_the_same_country_makes_another_meeting(printed: str, recorded: str) -> None:
    one = draft("talks", people=(printed, KOIZUMI), window="2026-01-30")
    assert found(one, meeting("talks", people=(recorded, KOIZUMI), window="2026-01-30")) is None


def test_whom_a_visitor_sees_may_differ_but_not_who_visits() -> None:
    other_host = draft(people=(AHN, "Sanae Takaichi, prime minister, JP"), window="2026-01-30")
    other_guest = draft(people=("Cho Hyun, foreign minister, KR", KOIZUMI), window="2026-01-30")
    assert found(other_host, meeting(window="2026-01-30")) == "ahn-japan"
    assert found(other_guest, meeting(window="2026-01-30")) is None


def test_a_side_that_is_not_named_is_no_obstacle_if_host_and_window_agree() -> None:
    assert found(draft(people=(AHN,), window="2026-01-30"), meeting(window="2026-01-29/2026-01-31")) == "ahn-japan"
    assert found(draft(people=(AHN,), host=None, window="2026-01-30"), meeting(window="2026-01-30")) is None


def test_a_trip_of_more_guests_is_asked_about_where_half_of_them_are_others() -> None:
    kim, putin = "Kim Jong Un, leader, KP", "Vladimir Putin, president, RU"
    trip = meeting(people=(kim, "Xi Jinping, president, CN"), host="CN", window="2026-01-30")
    assert link(draft(people=(kim, putin), host="CN", window="2026-01-30"), trip) == ask("ahn-japan")
    assert found(draft(people=(kim,), host="CN", window="2026-01-30"), trip) == "ahn-japan"


def test_a_third_party_makes_another_meeting_unless_it_is_the_host() -> None:
    two = ("Abbas Araghchi, foreign minister, IR", "Steve Witkoff, envoy, US")
    three = (*two, "Badr al-Busaidi, foreign minister, OM")
    assert found(draft("talks", two, "OM", window="2025-04-12"), meeting("talks", three, "OM", window="2025-04-12"))
    assert not found(draft("talks", two, "IT", window="2025-04-12"), meeting("talks", three, "IT", window="2025-04-12"))


def test_talks_with_another_on_the_same_day_are_another_meeting() -> None:
    mattis, lee, ng = "James Mattis, , US", "Lee Hsien Loong, , SG", "Ng Eng Hen, , SG"
    held = meeting("talks", (mattis, lee), "SG", window="2018-06-01", stage="held", day="2018-06-01")
    assert found(draft("talks", (mattis, ng), "SG", window="2018-06-01"), held, day="2018-06-01") is None
    assert found(draft("talks", ("Mohamad Sabu, , MY", lee), "SG", window="2018-06-01"), held, day="2018-06-01") is None


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("안규백, , KR", "Ahn Gyu-back, , KR"),
        ("이재명, , KR", "Jae-myung Lee, , KR"),
        ("시진핑, , CN", "Xi Jinping, , CN"),
        ("Владимир Путин, , RU", "Vladimir Putin, , RU"),
        ("プーチン, , RU", "푸틴, president, RU"),
        ("ドナルド・トランプ, , US", "Donald Trump, , US"),
        ("محمد بن سلمان, , SA", "Mohammed bin Salman bin Abdulaziz, , SA"),
        ("נתניהו, , IL", "Benjamin Netanyahu, , IL"),
        ("小泉進次郎, defence minister, JP", KOIZUMI),
        ("高市, , JP", "高市早苗, prime minister, JP"),
        ("Jaemyung Lee, , KR", "Lee Jae-myung, , KR"),
        ("Vladimir Zelensky, , UA", "Volodymyr Zelenskyy, , UA"),
        ("Crown Prince Muhammad bin Salman, , SA", "Mohammed bin Salman, , SA"),
    ],
)
def test_one_name_in_two_scripts_or_spellings_is_one_person(printed: str, recorded: str) -> None:
    other = "Ursula von der Leyen, president, EU"
    one = draft(people=(printed, other), host="BE", window="2026-02-03")
    assert found(one, meeting(people=(recorded, other), host="BE", window="2026-02-03")) == "ahn-japan"


@pytest.mark.parametrize(
    ("printed", "recorded"),
    [
        ("조현, foreign minister, KR", AHN),
        ("이재명, president, KR", "Lee Jong-seok, intelligence chief, KR"),
        ("王毅, foreign minister, CN", "Wang Wentao, commerce minister, CN"),
    ],
)
def test_another_name_in_another_script_is_somebody_else_if_the_office_differs(printed: str, recorded: str) -> None:
    one = draft(people=(printed,), host="DE", window="2026-02-03")
    assert found(one, meeting(people=(recorded,), host="DE", window="2026-02-03")) is None


# Where, and what kind


def test_another_host_is_another_meeting_and_in_doubt_if_the_same_two_people_meet_on_the_same_days() -> None:
    alone, both = (AHN,), (AHN, KOIZUMI)
    assert found(draft(people=alone, host="KR", window="2026-01-30"), meeting(window="2026-01-30")) is None
    assert link(draft(people=both, host="KR", window="2026-01-30"), meeting(window="2026-01-30")) == ask("ahn-japan")
    assert link(draft(people=both, host="KR", window="2026-01"), meeting(window="2026-01-30")) == ask()


def test_a_host_that_one_does_not_tell_is_no_obstacle() -> None:
    assert found(draft(host=None, window="2026-01-30"), meeting(window="2026-01-30")) == "ahn-japan"


def test_a_call_is_no_visit_and_talks_beside_a_forum_are_not_the_forum() -> None:
    assert found(draft("call", window="2026-01-30"), meeting(window="2026-01-30")) is None
    forum = meeting("forum", (AHN, KOIZUMI), window="2026-01-30")
    assert found(draft("talks", window="2026-01-30"), forum) is None
    assert found(draft("forum", window="2026-01-30"), forum) == "ahn-japan"


def test_a_trip_that_another_report_calls_talks_or_a_summit_is_one_meeting_if_both_sides_agree() -> None:
    for kind in ("talks", "summit"):
        assert found(draft(kind, window="2026-01-30"), meeting(window="2026-01-29/2026-01-31")) == "ahn-japan"


def test_talks_in_the_course_of_a_trip_are_not_taken_for_it_where_only_the_guest_is_known() -> None:
    trip = meeting(people=(AHN,), window="2026-01")
    assert found(draft("talks", window="2026-01-30"), trip) is None


def test_talks_of_the_guest_with_a_third_country_are_not_the_trip() -> None:
    trump, lula = "Donald Trump, president, US", "Luiz Inacio Lula da Silva, president, BR"
    trip = meeting(people=(trump,), host="MY", window="2026-01-30")
    assert link(draft("talks", people=(trump, lula), host="MY", window="2026-01-30"), trip) == ask()
    assert link(draft(people=(trump,), host="MY", window="2026-01-30"), meeting("talks", (trump, lula), "MY")) == ask()


def test_a_call_of_the_next_day_is_the_same_by_another_clock_and_one_a_week_later_is_not() -> None:
    call = meeting("call", host=None, window="2026-01-21", stage="held")
    assert found(draft("call", host=None, stage="held", window="2026-01-22"), call, day="2026-01-22") == "ahn-japan"
    assert found(draft("call", host=None, stage="held", window="2026-01-28"), call, day="2026-01-28") is None


def test_a_gathering_on_other_days_with_another_guest_may_be_another_and_waits_for_a_person() -> None:
    hosts = ("Kassym-Jomart Tokayev, president, KZ", "Sadyr Japarov, president, KG", "Emomali Rahmon, president, TJ")
    kishida, scholz = "Fumio Kishida, prime minister, JP", "Olaf Scholz, chancellor, DE"
    put_off = meeting("multilateral", (*hosts, kishida), "KZ", window="2026-01-30", stage="postponed")
    assert found(draft("multilateral", (*hosts, kishida), "KZ", window="2026-02-20"), put_off) == "ahn-japan"
    assert link(draft("multilateral", (*hosts, scholz), "KZ", window="2026-02-20"), put_off) == ask("ahn-japan")


def test_a_forum_is_known_by_its_title_or_by_host_and_days_though_other_guests_are_named() -> None:
    macron, lam = ("Emmanuel Macron, president, FR",), ("To Lam, president, VN",)
    forum = meeting("forum", macron, "SG", window="2026-05-29/2026-05-31", title="Shangri-La Dialogue")
    assert found(draft("forum", lam, "SG", window="2026-05"), forum) is None
    assert found(draft("forum", lam, "SG", window="2026-05", title="Shangri-La Dialogue"), forum) == "ahn-japan"
    assert found(draft("forum", lam, "SG", window="2026-05-30"), forum) == "ahn-japan"
    assert found(draft("forum", lam, "SG", window="2026-05-30", title="Singapore Maritime Week"), forum) is None
    assert found(draft("forum", lam, "SG", window="2027-05-30", title="Shangri-La Dialogue"), forum) is None


def test_a_summit_of_many_is_known_by_its_organisation_or_by_most_of_those_who_come() -> None:
    g20 = meeting("summit", (", leaders, G20",), window="2019-06-28/2019-06-29")
    guest = ("Paul Kagame, president, RW", ", leaders, G20")
    assert found(draft("summit", guest, window="2019-06"), g20) == "ahn-japan"
    assert found(draft("summit", (", leaders, ASEAN",), window="2019-06"), g20) is None
    assert found(draft("multilateral", (", finance ministers, G20",), window="2019-06"), g20) is None
    east = ("Yoweri Museveni, , UG", "Uhuru Kenyatta, president, KE", "John Magufuli, president, TZ")
    other = ("Yoweri Museveni, , UG", ", president, KE", "Paul Kagame, , RW")
    eac = meeting("summit", east, "TZ", window="2018-12-27")
    assert found(draft("summit", other, "TZ", window="2018-12-27"), eac) == "ahn-japan"
    assert (
        found(draft("summit", ("Paul Kagame, , RW", *other[1:2], "Felix, , CD"), "TZ", window="2018-12-27"), eac)
        is None
    )


# When


@pytest.mark.parametrize("window", ["2026-01-29", "2026-01", "[2026-01-26..2026-02-01]", "2026", "2026-02-02"])
def test_windows_that_overlap_or_lie_close_are_of_one_meeting(window: str) -> None:
    assert found(draft(window=window), meeting(window="2026-01-29/2026-01-31")) == "ahn-japan"


@pytest.mark.parametrize("window", ["2026-02-15", "2026-03", "2027-01-29", "2025-01-29/2025-01-31"])
def test_windows_that_lie_apart_are_of_two_meetings(window: str) -> None:
    assert found(draft(window=window), meeting(window="2026-01-29/2026-01-31")) is None


def test_a_plan_moves_by_up_to_two_weeks_before_its_first_day_if_both_sides_and_the_host_are_the_same() -> None:
    plan = meeting(window="2026-01-30")
    assert found(draft(window="2026-02-13"), plan, day="2026-01-27") == "ahn-japan"
    assert link(draft(window="2026-02-13"), plan, day="2026-02-01") == ask("ahn-japan")
    assert link(draft(window="2026-02-14"), plan, day="2026-01-27") == ask("ahn-japan")
    assert link(draft(window="2026-02-13", host=None), plan, day="2026-01-27") == ask("ahn-japan")
    assert link(draft(people=(AHN,), window="2026-02-13"), plan, day="2026-01-27") == ask("ahn-japan")


def test_without_days_a_report_joins_a_plan_of_the_next_two_months_and_asks_about_a_later_one() -> None:
    plan = meeting(window="2026-03-22")
    assert found(draft(), plan, day="2026-01-21") == "ahn-japan"
    assert link(draft(), plan, day="2026-01-20") == ask("ahn-japan")


def test_a_round_a_week_later_is_another_round() -> None:
    people = ("Abbas Araghchi, foreign minister, IR", "Steve Witkoff, envoy, US")
    first = meeting("talks", people, "OM", window="2025-04-12", stage="held", day="2025-04-12")
    assert found(draft("talks", people, "OM", window="2025-04-19"), first, day="2025-04-15") is None


def test_a_plan_put_off_is_the_meeting_whose_window_it_leaves_and_the_one_taken_up_again() -> None:
    plan = meeting(people=(AHN,), window="2026-02-03")
    left = draft(people=(AHN,), stage="postponed", original_window="2026-02-03")
    assert found(left, plan) == "ahn-japan"
    off = meeting(people=(AHN,), window="2026-02-03", stage="postponed", day="2026-02-02")
    again = draft(people=(AHN,), window="2026-06-18")
    assert found(again, off, day="2026-06-10") == "ahn-japan"
    assert found(again, plan, day="2026-06-10") is None
    assert found(draft(people=(AHN,), window="2027-06-18"), off, day="2027-06-10") is None


def test_what_was_cancelled_is_another_meeting_sooner_than_what_was_postponed() -> None:
    off = meeting(people=(AHN,), window="2026-02-03", stage="cancelled", day="2026-02-02")
    assert found(draft(people=(AHN,), window="2026-04-03"), off, day="2026-03-10") == "ahn-japan"
    assert found(draft(people=(AHN,), window="2026-09-03"), off, day="2026-08-10") is None


def test_a_plan_put_off_without_a_date_is_taken_up_again_by_a_plan_and_not_by_a_trip_half_a_year_later() -> None:
    off = meeting(people=(AHN,), stage="postponed", original_window="2026-02-03", day="2026-02-02")
    assert found(draft(people=(AHN,), window="2026-08-18"), off, day="2026-08-10") == "ahn-japan"
    later = draft(people=(AHN,), stage="held", window="2026-08-18")
    assert link(later, off, day="2026-08-19") == ask("ahn-japan")


def test_a_new_window_given_with_a_postponement_is_no_obstacle() -> None:
    moved = draft(stage="postponed", window="2026-03-10", original_window="2026-01-30")
    assert found(moved, meeting(window="2026-01-29/2026-01-31")) == "ahn-japan"
    assert found(draft(stage="postponed", window="2026-03-10"), meeting(window="2026-01-30")) == "ahn-japan"


def test_what_was_held_is_matched_only_where_the_days_meet() -> None:
    held = meeting(window="2026-01-29/2026-01-31", stage="held", day="2026-01-31")
    assert found(draft(stage="held", window="2026-01-31"), held, day="2026-02-01") == "ahn-japan"
    assert found(draft(stage="held"), held, day="2026-02-02") == "ahn-japan"
    assert found(draft(stage="held"), held, day="2026-04-02") is None
    assert found(draft(), held, day="2026-01-31") is None  # "will meet again"
    assert found(draft(window="2026-02-04"), held, day="2026-02-02") is None
    assert link(draft(stage="cancelled", window="2026-01-30"), held, day="2026-01-31") == ask("ahn-japan")


def test_without_a_window_the_day_of_the_report_must_suit() -> None:
    assert found(draft(), meeting(window="2026-01-30")) == "ahn-japan"
    assert found(draft(), meeting(window="2026-01-30"), day="2026-03-01") is None
    assert found(draft(), meeting(window="2028-01-30")) is None
    assert found(draft(), meeting(), day="2026-03-01") == "ahn-japan"
    assert found(draft(), meeting(), day="2027-03-01") is None
    assert found(draft(window="2026-02-03"), meeting()) == "ahn-japan"
    assert found(draft(window="2028-02-03"), meeting()) is None


def test_a_window_is_what_is_left_of_it_on_the_day_of_the_report() -> None:
    held = meeting(window="2026-01-05", stage="held", day="2026-01-05")
    assert found(draft(window="2026-01"), held, day="2026-01-20") is None


# Which of several


def test_of_two_that_fit_alike_without_dates_none_is_taken_and_both_are_named() -> None:
    first, second = meeting(name="a", people=(AHN,)), meeting(name="b", people=(AHN,))
    assert link(draft(people=(AHN,)), first, second) == ask("a", "b")
    assert found(draft(people=(AHN,)), first) == "a"


def test_what_does_not_fit_well_enough_to_join_is_asked_about() -> None:
    trump = ("Donald Trump, president, US",)
    japan = meeting(people=trump, host="JP", name="japan", window="2026-01-27/2026-01-29")
    korea = meeting(people=trump, host="KR", name="korea", window="2026-01-29/2026-01-30")
    assert link(draft(people=trump, host=None, window="2026-01-29"), japan, korea) == ask("japan", "korea")
    assert link(draft(people=(", delegation, US",), window="2026-01-29"), japan) == ask("japan")
    assert link(draft(window="2026-03-10"), meeting(window="2026-01-30")) == ask("ahn-japan")
    assert link(draft(window="2026-03-10"), meeting(window="2026-01-30", stage="held", day="2026-01-30")) == ask()


def test_of_several_the_one_with_the_same_days_and_the_same_kind_is_taken() -> None:
    trip, talks = (
        meeting(name="trip", window="2026-01-29/2026-01-31"),
        meeting("talks", name="talks", window="2026-01-30"),
    )
    assert found(draft(window="2026-01-30"), talks, trip) == "trip"
    assert found(draft("talks", window="2026-01-30"), talks, trip) == "talks"


def test_two_drafts_of_an_article_never_have_the_same_meeting() -> None:
    trip, talks = draft(window="2026-01-29/2026-01-31"), draft("talks", window="2026-01-30")
    got = assigned([talks, trip], [meeting(window="2026-01-29/2026-01-31")], published=None)
    assert [one.match and one.match.meeting for one in got] == [None, "ahn-japan"]


def test_a_trip_that_was_recorded_is_the_trip_of_a_later_article_and_not_the_talks_in_its_course() -> None:
    trip, talks = (
        draft(people=(AHN,), stage="held", window="2026-01-29/2026-01-31"),
        draft("talks", window="2026-01-30"),
    )
    got = assigned([talks, trip], [meeting(window="2026-01-30")], published=parse_published("2026-01-29"))
    assert [one.match and one.match.meeting for one in got] == [None, "ahn-japan"]


def test_nothing_is_matched_in_an_empty_ledger_or_without_anybody() -> None:
    assert found(draft()) is None
    assert found(draft(people=(), window="2026-01-30"), meeting(window="2026-01-30")) is None


@pytest.mark.parametrize(
    ("place", "standing", "more"),
    [
        ("Yokosuka", "YOKOSUKA?", 0.05),
        ("Yokosuka", "the base of Yokosuka", 0.05),
        ("the base of Yokosuka", "Yokosuka", 0.05),
        ("Tokyo", "Yokosuka?", 0.0),
        ("Tokyo?", "Yokosuka", 0.0),
        ("Tokyo", "Yokosuka", -0.15),
    ],
)
def test_the_same_place_speaks_for_a_meeting_and_another_fixed_one_against_it(
    place: str, standing: str, more: float
) -> None:
    where: dict[str, Any] = {"host": None, "window": "2026-01-30"}
    without = score(draft(**where), meeting(**where))
    assert round(score(draft(**where, place=place), meeting(**where, place=standing)) - without, 2) == more


def score(one: Draft, other: Meeting) -> float:
    """Return how surely a draft is of a meeting."""
    (got,) = assigned([one], [other], published=parse_published(DAY))
    assert got.match is not None
    return got.match.score


def test_who_comes_alone_needs_a_host_or_the_same_place() -> None:
    alone: dict[str, Any] = {"people": (AHN,), "host": None, "window": "2026-01-30"}
    assert found(draft(**alone), meeting(**alone)) is None
    assert found(draft(**alone, place="Yokosuka"), meeting(**alone, place="Yokosuka")) == "ahn-japan"
    assert found(draft(**alone, place="Tokyo"), meeting(**alone, place="Yokosuka?")) is None
    assert found(draft(**{**alone, "host": "JP"}), meeting(**{**alone, "host": "JP"})) == "ahn-japan"
