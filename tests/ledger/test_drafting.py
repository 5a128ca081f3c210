"""Drafting: an article's drafts linked to the meetings of the ledger, and recorded."""

from typing import Any

import pytest
from msgspec.structs import replace

from tests.clock import FixedClock
from tests.drafts import change, make_draft
from tests.engines import on_a_file
from tests.ledger.doing import AHN, MISTAKE, begin, everything, findings, head, retract, say, stands
from tracker.domain.clocks import parse_published
from tracker.domain.events import decode
from tracker.domain.report import Attribution, Participant, Place, Report, Source
from tracker.domain.window import Window
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.drafting import proposals
from tracker.ledger.known_people import known_people
from tracker.ledger.mending import Cause, correct, undo
from tracker.ledger.proposal import Proposal, line
from tracker.ledger.recorded_drafts import Recorded, record_drafts
from tracker.ledger.recording import merge
from tracker.reading.draft import Draft, Evidence, Reading
from tracker.store import log

GYU_BACK = Participant(name="Ahn Gyu-back", role="defence minister", country="KR")
KOIZUMI = Participant(name="Shinjiro Koizumi", role="defence minister", country="JP")
CHO = Participant(name="Cho Hyun", role="foreign minister", country="KR")
ARTICLE = Source(outlet="NationPress", url="https://nation.example/1", headline="Ahn to visit Japan", via=("Yonhap",))


def draft(stage: str = "confirmed", *people: Participant, **more: Any) -> Draft:
    """Return a draft of a visit to Japan. Windows are EDTF strings."""
    for key in ("window", "original_window"):
        if key in more:
            more[key] = Window(more[key], "as printed")
    given: dict[str, Any] = {"main": True, "kind": "visit", "host": "JP", "participants": people or (GYU_BACK, KOIZUMI)}
    return make_draft(stage=stage, **{**given, **more})


VISIT = draft("confirmed", window="2026-01-29/2026-01-31")
SEOUL = draft("proposed", KOIZUMI, host="KR", place=Place(name="Seoul"), window="2026-05")


def reading(*drafts: Draft) -> Reading:
    """Return an article that was read."""
    return Reading(text="", headline=None, published=None, via=(), drafts=drafts)


def proposed(desk: Desk, *drafts: Draft, day: str = "2026-01-21", source: Source = ARTICLE) -> tuple[Proposal, ...]:
    """Link the drafts of an article."""
    with desk.snapshot():
        return proposals(desk, reading(*drafts), source, parse_published(day))


def recorded(desk: Desk, *drafts: Draft, **more: Any) -> tuple[Recorded, ...]:
    """Link the drafts of an article, and record them."""
    how = {key: more.pop(key) for key in ("also_unsure", "dry_run") if key in more}
    return record_drafts(desk, proposed(desk, *drafts, **more), **how)


def positions(done: tuple[Recorded, ...]) -> list[int | None]:
    """Return where each draft was recorded."""
    return [one.outcome.position if one.outcome else None for one in done]


def batch(desk: Desk, position: int) -> int | None:
    """Return the batch of the report at a position."""
    with desk.snapshot():
        row = log.row_at(desk.connection, position)
    assert row is not None
    body = decode(row).body
    assert isinstance(body, Report)
    return body.batch


def repeats(done: tuple[Recorded, ...]) -> list[int | None]:
    """Return which report each draft repeats."""
    return [one.outcome.repeat_of if one.outcome else None for one in done]


# Linking


def test_a_draft_that_no_meeting_fits_gets_a_name_of_its_own(desk: Desk) -> None:
    visit, seoul = proposed(desk, VISIT, SEOUL)
    assert (visit.match, visit.new_name, visit.meeting) == (None,) + ("ahn-koizumi-japan-2026-01",) * 2
    assert seoul.meeting == "koizumi-seoul-2026-05"


def test_a_draft_is_matched_to_the_meeting_that_is_recorded(desk: Desk) -> None:
    people = ["Ahn Gyu-back, defence minister, KR", "Gen Nakatani, , JP"]
    begin(desk, host="JP", kind="visit", window="2026-01-30", participants=people)
    begin(desk, "another", host="KR", kind="visit", window="2026-01-30", participants=people)
    (visit,) = proposed(desk, VISIT)
    assert visit.match is not None
    assert (visit.meeting, visit.new_name) == (AHN, None)
    assert visit.match.because == "same people (Ahn Gyu-back), host JP, same days"


@pytest.mark.parametrize(
    "people",
    [
        ["Gyu-Back Ahn, , KR"],
        [", defense minister, KR", ", defence minister, JP"],
        ["Ahn Gyu-baek, , KR", "Koizumi Shinjiro, , JP"],
        ["안규백, 국방부 장관, KR", "小泉進次郎, defence minister, JP"],
    ],
    ids=str,
)
def test_other_spellings_and_offices_without_names_are_found_in_the_ledger(desk: Desk, people: list[str]) -> None:
    begin(desk, host="JP", kind="visit", window="2026-01", participants=people)
    assert proposed(desk, VISIT)[0].meeting == AHN


def test_a_name_of_which_every_word_is_spelled_otherwise_is_found_in_the_ledger(desk: Desk) -> None:
    begin(desk, host="JP", kind="visit", window="2026-01", participants=["Wolodymyr Zelenskiy, president, UA"])
    one = draft("confirmed", Participant(name="Volodymyr Zelenskyj", role="president", country="UA"))
    assert proposed(desk, one)[0].meeting == AHN


def test_a_draft_in_another_script_finds_the_meeting_that_is_recorded_in_latin_letters(desk: Desk) -> None:
    begin(desk, host="JP", kind="visit", window="2026-01-30", participants=["Ahn Gyu-back, defence minister, KR"])
    begin(desk, "other", host="JP", kind="visit", window="2026-01-30", participants=["Cho Hyun, foreign minister, KR"])
    one = draft("confirmed", Participant(name="안규백", role="defence minister", country="KR"), window="2026-01-30")
    assert proposed(desk, one)[0].meeting == AHN


def test_a_forum_is_found_though_nobody_is_named_twice(desk: Desk) -> None:
    begin(desk, "dialogue", host="KR", kind="forum", window="2026-01-29", participants=["To Lam, president, VN"])
    one = draft("confirmed", KOIZUMI, kind="forum", host="KR", window="2026-01-29")
    assert proposed(desk, one)[0].meeting == "dialogue"


def test_two_drafts_of_an_article_get_two_meetings_and_two_names(desk: Desk) -> None:
    other = change(VISIT, window=Window("2026-01-20"))
    assert [one.meeting for one in proposed(desk, VISIT, other)] == [
        "ahn-koizumi-japan-2026-01",
        "ahn-koizumi-japan-2026-01-2",
    ]
    begin(desk, host="JP", kind="visit", window="2026-01-29/2026-01-31", participants=["Ahn Gyu-back, , KR"])
    assert [one.match is not None for one in proposed(desk, change(VISIT, kind="talks"), VISIT)] == [False, True]


def test_a_name_that_was_ever_used_is_not_given_again(desk: Desk) -> None:
    say(desk, "confirmed", "2020-01-10", "ahn-koizumi-japan-2026-01", new=True)
    retract(desk, 1)
    assert proposed(desk, VISIT)[0].meeting == "ahn-koizumi-japan-2026-01-2"


# What is recorded


def test_what_a_draft_says_is_recorded_with_its_source_and_words(desk: Desk) -> None:
    one = change(
        VISIT,
        place=Place(name="Yokosuka", standing="candidate"),
        attribution=Attribution(class_="sources", words="government sources", side=("KR",)),
        evidence={"stage": Evidence(text="will visit", start=4, end=14)},
    )
    entry = line(proposed(desk, one)[0])
    report, claims = entry.report, entry.report.claims
    assert (entry.meeting, entry.new) == ("ahn-koizumi-japan-2026-01", True)
    assert (report.stage, report.published.text, report.source, report.quote) == (
        *("confirmed", "2026-01-21", ARTICLE),
        "will visit",
    )
    assert (claims.kind, claims.host, claims.place) == ("visit", "JP", one.claims.place)
    assert (claims.participants, claims.window, report.attribution) == (
        (GYU_BACK, KOIZUMI),
        one.claims.window,
        one.attribution,
    )


def test_the_drafts_of_an_article_are_recorded_together(desk: Desk) -> None:
    done = recorded(desk, VISIT, SEOUL)
    assert positions(done) == [1, 2]
    assert {meeting.meeting: meeting.status for meeting in everything(desk)} == {
        "ahn-koizumi-japan-2026-01": "confirmed",
        "koizumi-seoul-2026-05": "proposed",
    }
    assert done[0].outcome is not None
    assert {change.field for change in done[0].outcome.effect} >= {"status", "window", "participants"}
    assert findings(desk) == ()


def test_a_forum_is_recorded_with_its_title(desk: Desk) -> None:
    title = Evidence(text="Seoul Defense Dialogue", start=0, end=22)
    recorded(desk, draft("confirmed", KOIZUMI, kind="forum", host="KR", window="2026-09", evidence={"kind": title}))
    assert stands(desk, "seoul-defense-dialogue-2026-09").title == "Seoul Defense Dialogue"


def test_a_country_that_is_a_party_without_a_person_is_recorded_as_its_government(desk: Desk) -> None:
    recorded(desk, draft("confirmed", Participant(country="KR"), Participant(country="ASEAN"), kind="talks"))
    (meeting,) = everything(desk)
    assert [person.role for person in meeting.participants] == ["government", "members"]


@on_a_file
@pytest.mark.parametrize(
    ("window", "stage", "status"),
    [
        ({"window": "2026-02-10"}, "rescheduled", "confirmed"),
        ({"window": "2026-02-10/2026-02-12"}, "rescheduled", "confirmed"),
        ({"window": "2026-02"}, "postponed", "postponed"),
        ({"window": "2026-02-10~"}, "postponed", "postponed"),
        ({}, "postponed", "postponed"),
    ],
    ids=str,
)
def test_a_plan_put_off_to_an_exact_day_is_recorded_as_rescheduled(
    desk: Desk, window: dict[str, str], stage: str, status: str
) -> None:
    recorded(desk, VISIT)
    later = Source(outlet="Kyodo", headline="Visit put off")
    off = draft("postponed", **window, original_window="2026-01-29/2026-01-31")
    (one,) = proposed(desk, off, day="2026-01-22", source=later)
    assert line(one).report.stage == stage
    record_drafts(desk, [one])
    meeting = stands(desk, "ahn-koizumi-japan-2026-01")
    assert meeting.status == status
    assert [past.edtf for past in meeting.previous_windows] == ["2026-01-29/2026-01-31"]
    assert (meeting.window and meeting.window.edtf) == window.get("window")


def test_the_first_that_is_heard_of_a_plan_may_be_that_it_is_put_off(desk: Desk) -> None:
    recorded(desk, draft("postponed", original_window="2026-01-29"))
    meeting = stands(desk, "ahn-koizumi-japan-2026-01")
    assert (meeting.status, meeting.window) == ("postponed", None)
    assert [past.edtf for past in meeting.previous_windows] == ["2026-01-29"]


# What is not


def test_a_draft_that_is_not_sure_is_left_out_until_somebody_has_looked_at_it(desk: Desk) -> None:
    unsure = replace(SEOUL, doubt="two stages in one sentence")
    done = recorded(desk, VISIT, unsure)
    assert positions(done) == [1, None]
    assert (done[1].left_out, done[1].outcome, done[1].error) == ("two stages in one sentence", None, None)
    assert positions(recorded(desk, unsure, also_unsure=True)) == [2]
    again = recorded(desk, VISIT, unsure)
    assert repeats(again) == [1, 2]
    assert again[1].left_out is None


def test_a_draft_that_may_be_about_two_meetings_is_left_out_and_names_them(desk: Desk) -> None:
    begin(desk, "one", "two", host="JP", kind="visit", participants=["Ahn Gyu-back, defence minister, KR"])
    done = recorded(desk, draft("confirmed", GYU_BACK))
    assert (positions(done), done[0].left_out) == ([None], "it may be about two or one")
    unsure = recorded(desk, replace(draft("confirmed", GYU_BACK), doubt="doubtful: host"))
    assert unsure[0].left_out == "doubtful: host; it may be about two or one"


def test_what_the_log_refuses_is_told_and_the_others_are_recorded(desk: Desk) -> None:
    early = draft("held", CHO, window="2026-03-01")
    nameless = draft("confirmed", replace(CHO, country="Arab League"), host="EG")
    done = recorded(desk, early, VISIT, nameless, SEOUL)
    assert positions(done) == [None, 1, None, 2]
    assert done[0].error is not None
    assert done[0].error.sentence == "held, but its window 1 Mar 2026 begins after 2026-01-21"
    assert done[2].error is not None
    assert "is not a country code" in done[2].error.sentence
    assert [meeting.meeting for meeting in everything(desk)] == ["ahn-koizumi-japan-2026-01", "koizumi-seoul-2026-05"]
    assert findings(desk) == ()


def test_a_dry_run_records_nothing_and_tells_the_same(desk: Desk) -> None:
    done = recorded(desk, VISIT, SEOUL, dry_run=True)
    assert [one.outcome and one.outcome.status for one in done] == ["confirmed", "proposed"]
    assert positions(done) == [None, None]
    assert head(desk)[0] == 0


def test_an_interruption_leaves_nothing_of_the_article(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    both = proposed(desk, VISIT, SEOUL)

    def interrupted(*_: Any) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("tracker.store.projection.save", interrupted)
    with pytest.raises(KeyboardInterrupt):
        record_drafts(desk, both)
    assert head(desk)[0] == 0


def test_an_old_article_that_changes_nothing_is_told_to_be_late(desk: Desk) -> None:
    recorded(desk, VISIT)
    older = Source(outlet="Kyodo", headline="Earlier")
    (done,) = recorded(desk, change(VISIT, stage="proposed"), day="2026-01-10", source=older)
    assert done.outcome is not None
    assert done.outcome.late


def test_undo_takes_back_all_reports_of_an_article_at_once(desk: Desk) -> None:
    recorded(desk, change(VISIT, stage="proposed"), day="2026-01-10", source=Source(outlet="Kyodo"))
    recorded(desk, VISIT, SEOUL)
    correct(desk, 3, {"claims": {"host": "JP"}}, Cause(because="misread"))
    assert [outcome.target for outcome in undo(desk)] == [4]
    assert [outcome.target for outcome in undo(desk)] == [3, 2]
    assert [outcome.target for outcome in undo(desk)] == [1]
    assert findings(desk) == ()


def test_undo_leaves_what_was_retracted_of_an_article_and_what_others_recorded_since(
    desk: Desk, place: str, clock: FixedClock
) -> None:
    recorded(desk, VISIT, SEOUL)
    with open_desk(place, create=False, clock=clock, recorder="ines") as ines:
        recorded(ines, VISIT, SEOUL, source=Source(outlet="Kyodo"))
    retract(desk, 1)
    assert [outcome.target for outcome in undo(desk)] == [2]


def test_reports_of_an_article_name_their_batch_and_a_single_one_names_none(desk: Desk) -> None:
    recorded(desk, VISIT, change(SEOUL, doubt="two stages are close"))
    recorded(desk, VISIT, SEOUL, source=Source(outlet="Kyodo"))
    assert [batch(desk, position) for position in (1, 2, 3)] == [None, 2, 2]


# The same article again


def test_an_article_that_is_recorded_twice_adds_nothing(desk: Desk) -> None:
    moved = draft("postponed", CHO, window="2026-02-10", original_window="2026-01-30")
    first = recorded(desk, VISIT, SEOUL, moved)
    before = head(desk)
    again = proposed(desk, VISIT, SEOUL, moved)
    assert [one.match and (one.match.score, one.match.because) for one in again] == [
        (1.0, "recorded as @1"),
        (1.0, "recorded as @2"),
        (1.0, "recorded as @3"),
    ]
    assert [one.meeting for one in again] == [one.proposal.meeting for one in first]
    assert repeats(record_drafts(desk, again)) == [1, 2, 3]
    assert repeats(record_drafts(desk, again, also_unsure=True)) == [1, 2, 3]
    assert head(desk) == before


def test_it_is_found_again_whatever_has_become_of_the_meeting(desk: Desk) -> None:
    recorded(desk, VISIT)
    name = "ahn-koizumi-japan-2026-01"
    say(desk, "rescheduled", "2026-01-22", name, window="2027-11-05", outlet="Kyodo")
    correct(desk, 1, {"claims": {"host": "KR", "window": None}}, MISTAKE)
    begin(desk, host="JP", kind="visit", window="2026-01-30", participants=["Ahn Gyu-back, , KR"])
    merge(desk, name, AHN)
    before = head(desk)
    done = recorded(desk, VISIT)
    assert (done[0].proposal.meeting, repeats(done)) == (AHN, [1])
    assert head(desk) == before


def test_a_second_reading_in_other_words_repeats_the_first(desk: Desk) -> None:
    recorded(desk, change(VISIT, participants=(GYU_BACK, Participant(name="Koizumi", country="JP"))))
    assert repeats(recorded(desk, VISIT)) == [1]
    assert positions(recorded(desk, change(VISIT, stage="proposed"))) == [2]
    elsewhere = Source(outlet="Kyodo", headline="Ahn to visit Japan")
    assert positions(recorded(desk, VISIT, source=elsewhere)) == [3]


def test_what_was_retracted_stays_out_unless_somebody_has_looked_at_it(desk: Desk) -> None:
    recorded(desk, VISIT)
    retract(desk, 1)
    (done,) = recorded(desk, VISIT)
    assert done.outcome is not None
    assert (done.outcome.skipped, done.outcome.repeat_of, done.outcome.position) == (True, 1, None)
    assert positions(recorded(desk, VISIT, also_unsure=True)) == [3]
    assert stands(desk, "ahn-koizumi-japan-2026-01").status == "confirmed"


def test_another_outlets_report_joins_the_meeting(desk: Desk) -> None:
    recorded(desk, VISIT)
    other = Source(outlet="Kyodo", headline="Minister due")
    one = draft("in_final_arrangement", GYU_BACK, window="[2026-01-26..2026-02-01]")
    (done,) = recorded(desk, one, source=other)
    assert done.proposal.meeting == "ahn-koizumi-japan-2026-01"
    assert stands(desk, "ahn-koizumi-japan-2026-01").reports == 2


# Who is known


def test_people_are_known_by_the_country_and_the_office_that_the_ledger_has(desk: Desk) -> None:
    begin(desk, participants=["Ahn Gyu-back, , KR", "Ban Ki-moon, , UN"], window="2026-01-30")
    begin(desk, "b", participants=["Ahn Gyu-Back, defence minister, KR", "Ban Ki-moon, , KR"], window="2026-02-28")
    begin(desk, "c", participants=["Ahn Gyu-back, , ", ", premier, CN"], window="2026-03-30")
    with desk.snapshot():
        known = known_people(desk)
    assert known == {"ahn gyu back": Participant(name="Ahn Gyu-back", role="defence minister", country="KR")}


def test_of_an_article_only_those_are_known_of_whom_it_has_a_word(desk: Desk) -> None:
    begin(desk, participants=["Ahn Gyu-back, , KR", "Shinjiro Koizumi, , JP", "Recep Tayyip Erdoğan, , TR"])
    with desk.snapshot():
        known = known_people(desk, "Mr. Koizumi's guests: AHN, and Erdoğan.")
        assert known.keys() == {"ahn gyu back", "shinjiro koizumi", "recep tayyip erdogan"}
        assert known_people(desk, "Nobody of note.") == {}
        retract_all = known_people(desk, "")
    assert retract_all == {}
    retract(desk, 1)
    with desk.snapshot():
        assert known_people(desk) == {}
