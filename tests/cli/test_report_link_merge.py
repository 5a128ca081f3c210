"""`report`, `link` and `merge`, and their answers as text and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.refusing import head
from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL

OUTCOME_KEYS = [
    *("position", "meeting", "recorded", "status", "effect", "kept", "repeat_of", "target", "dry_run"),
    *("late", "respelt", "same_origin"),
]
JIJI = ("--source", "Jiji", "--published", "2026-01-28")
OFFICIAL = ("--attribution", "official")


def test_the_first_report_creates_the_log_and_shows_every_field_that_it_set(db: Path) -> None:
    done = tracker(
        *("report", "Ahn-Japan", "in-final-arrangement", "--new", "--source", "NationPress", "--via", "Yonhap"),
        *("--published", "2026-01-21", "--attribution", "sources", "--attributed-to", "government sources"),
        *("--window", "2026-01-29/2026-01-31", "--words", "January 29-31", "--place", "Yokosuka?", "--host", "jp"),
        *("--with", "Ahn Gyu-back, defence minister, kr", "--with", ", chief of staff, KR", "--kind", "visit"),
        *("--title", "Ahn Gyu-back visits Japan"),
    )
    assert done.lines == [
        "recorded @1  ahn-japan  in final arrangement",
        "  title         Ahn Gyu-back visits Japan",
        "  kind          visit",
        "  status        in final arrangement",
        "  attribution   sources",
        '  window        29–31 Jan 2026 ("January 29-31")',
        "  host          JP",
        "  places        Yokosuka?",
        "  participants  Ahn Gyu-back, defence minister, KR; chief of staff, KR",
    ]
    assert db.stat().st_mode & 0o777 == 0o600


def test_without_db_the_log_is_created_in_the_users_data_folder(home: Path) -> None:
    tracker("report", "ahn-japan", "noted", "--new", *JIJI)
    assert (home / "data/tracker/tracker.db").exists()
    assert tracker("where", "--format", "json").json["log"] == str(home / "data/tracker/tracker.db")


def test_every_option_of_a_report_is_recorded(story: Path) -> None:
    done = tracker(
        *("report", "ahn", "POSTPONED", "--source", "NationPress", "--published", "2026-01-29T08:00+09:00"),
        *("--url", "https://np.example/2", "--headline", "Trip put off", "--via", "Kyodo", "--via", "Yonhap"),
        *("--language", "en", "--window", "2026-02", "--words", "next month", "--original-window", "2026-01-29"),
        *("--place", "Tokyo?", "--host", "JP", "--with", "Koizumi, acting, minister, JP", "--without", "Ahn Gyu Back"),
        *("--reason", "snow", "--by", "JP", "--kind", "talks", "--title", "Talks", "--quote", "It snows."),
        *(*OFFICIAL, "--attributed-to", "the ministry", "--side", "jp", "--side", "KR"),
    )
    assert done.code == 0
    event = tracker("history", "ahn", "--format", "json").json[-1]
    assert {key: event[key] for key in ("type", "published", "quote", "target")} == {
        "type": "postponed",
        "published": "2026-01-29T08:00+09:00",
        "quote": "It snows.",
        "target": None,
    }
    assert event["source"] == {
        "outlet": "NationPress",
        "url": "https://np.example/2",
        "headline": "Trip put off",
        "language": "en",
        "via": ["Kyodo", "Yonhap"],
    }
    assert event["attribution"] == {"class": "official", "words": "the ministry", "side": ["JP", "KR"]}
    assert event["claims"] == {
        "window": {"edtf": "2026-02", "words": "next month"},
        "original_window": {"edtf": "2026-01-29"},
        "place": {"name": "Tokyo", "standing": "candidate"},
        "host": "JP",
        # The name comes first and the country last; a comma in between belongs to the role.
        "participants": [{"name": "Koizumi", "role": "acting, minister", "country": "JP"}],
        "without": ["Ahn Gyu Back"],
        "kind": "talks",
        "title": "Talks",
        "reason": "snow",
        "by": "JP",
    }


def test_a_later_report_shows_the_change_of_each_field(story: Path) -> None:
    done = tracker(
        *("report", "ahn", "postponed", "--source", "Asahi", "--published", "2026-01-29", *OFFICIAL, "--side", "JP"),
        *("--by", "JP", "--reason", "snow", "--window", "2026-02", "--words", "next month"),
    )
    assert done.lines == [
        f"recorded @7  {AHN}  postponed",
        "  status            confirmed → postponed",
        "  sides             KR, JP → JP",
        '  window            30 Jan 2026 → Feb 2026 ("next month")',
        "  previous windows  30 Jan 2026",
        "  reason            snow",
        "  by                JP",
    ]


def test_a_report_answers_in_json(story: Path) -> None:
    done = tracker(
        *("report", "ahn", "held", "--source", "Jiji", "--published", "2026-01-30", *OFFICIAL, "--side", "JP"),
        *("--format", "json"),
        at="2026-01-30T20:00:00+09:00",
    ).json
    assert list(done) == OUTCOME_KEYS
    assert done == {
        "position": 7,
        "meeting": AHN,
        "recorded": True,
        "status": "held",
        "effect": [
            {"field": "status", "old": "confirmed", "new": "held"},
            {"field": "since", "old": "2026-01-28", "new": "2026-01-30"},
            {"field": "sides", "old": ["KR", "JP"], "new": ["JP"]},
        ],
        "kept": None,
        "repeat_of": None,
        "dry_run": False,
        "target": None,
        "late": False,
        "respelt": [],
        "same_origin": [],
    }


def test_recording_the_same_item_again_is_a_repeat_not_an_error(story: Path) -> None:
    again = (
        *("report", "ahn", "confirmed", "--source", "Kyodo", "--published", "2026-01-28T17:00+09:00", *OFFICIAL),
        *("--side", "KR", "--side", "JP", "--window", "2026-01-30", "--place", "Yokosuka"),
    )
    before = head()
    assert tracker(*again).lines == [f"already recorded as @6  {AHN}  confirmed"]
    answer = tracker(*again, "--format", "json").json
    assert (answer["position"], answer["recorded"], answer["repeat_of"], answer["status"]) == (
        None,
        False,
        6,
        "confirmed",
    )
    assert head() == before


def test_a_repeat_of_the_first_report_may_use_new_again(db: Path) -> None:
    new = ("report", "ahn-japan", "proposed", "--new", *JIJI)
    assert tracker(*new).lines[0] == "recorded @1  ahn-japan  proposed"
    assert tracker(*new).lines == ["already recorded as @1  ahn-japan  proposed"]


def test_an_old_article_logged_late_changes_nothing_and_says_so(story: Path) -> None:
    late = ("report", "ahn", "proposed", "--source", "Sankei", "--published", "2026-01-10")
    assert tracker(*late, "--dry-run", "--format", "json").json["late"] is True
    assert tracker(*late).lines == [f"recorded @7  {AHN}  confirmed", "  logged late: changes nothing"]


def test_an_old_article_that_still_adds_something_is_not_called_late(story: Path) -> None:
    late = ("report", "ahn", "noted", "--source", "Sankei", "--published", "2026-01-10", "--kind", "visit")
    assert tracker(*late).lines == [f"recorded @7  {AHN}  confirmed", "  kind  visit"]


def test_another_report_with_the_same_claims_changes_nothing(story: Path) -> None:
    assert tracker("report", "ahn", "confirmed", *JIJI).lines == [f"recorded @7  {AHN}  confirmed", "  changes nothing"]


def test_the_reason_is_shown_if_a_stage_is_kept_out(story: Path) -> None:
    back = ("report", "ahn", "arranging", "--source", "Jiji", "--published", "2026-01-29", "--kind", "talks")
    why = "weaker than @6"
    answer = tracker(*back, "--dry-run", "--format", "json").json
    assert (answer["kept"], answer["status"]) == (why, "confirmed")
    assert tracker(*back).lines == [
        f"recorded @7  {AHN}  confirmed",
        "  kind  talks",
        f"  its stage was kept out: {why}",
    ]


def test_a_window_that_is_left_out_is_named_with_what_stands(story: Path) -> None:
    days = ("--published", "2026-01-29", "--window", "2026-01")
    vaguer = ("report", "ahn", "confirmed", "--source", "Jiji", "--attribution", "official", *days)
    left_out = "  its window was left out: 30 Jan 2026 stands"
    assert tracker(*vaguer).lines == [f"recorded @7  {AHN}  confirmed", "  changes nothing", left_out]
    kept_out = ("report", "ahn", "arranging", "--source", "Kyodo", "--attribution", "sources", *days)
    assert tracker(*kept_out).lines[-2:] == ["  its stage was kept out: weaker than @6", left_out]


def test_a_denial_can_name_the_report_that_it_denies(story: Path) -> None:
    tracker("report", "ahn", "cancelled", "--source", "Sankei", "--published", "2026-01-28", "--attribution", "sources")
    denial = ("report", "ahn", "denied", "--source", "NHK", "--published", "2026-01-29", *OFFICIAL, "--target", "@7")
    assert tracker(*denial).lines == [
        f"recorded @8  {AHN}  confirmed",
        "  flags  disputed → –",
    ]


def test_a_dry_run_shows_the_effect_and_records_nothing(story: Path) -> None:
    before = head()
    trial = ("report", "ahn", "noted", *JIJI, "--kind", "visit", "--dry-run")
    assert tracker(*trial).lines == [f"dry run, nothing recorded:  {AHN}  confirmed", "  kind  visit"]
    answer = tracker(*trial, "--format", "json").json
    assert (answer["position"], answer["recorded"], answer["dry_run"]) == (None, False, True)
    assert answer["effect"] == [{"field": "kind", "old": None, "new": "visit"}]
    assert head() == before


def test_a_dry_run_creates_no_log(db: Path) -> None:
    trial = ("report", "ahn-japan", "noted", "--new", *JIJI, "--dry-run")
    assert tracker(*trial).lines == ["dry run, nothing recorded:  ahn-japan  –", "  changes nothing"]
    assert not db.exists()


def test_a_refused_report_leaves_no_log_behind(db: Path) -> None:
    held = ("report", "ahn-japan", "held", "--new", *JIJI, "--window", "2027-01")
    assert tracker(*held).code == 1
    assert [*db.parent.glob(f"{db.name}*")] == []


def test_quiet_records_without_a_message(story: Path) -> None:
    assert tracker("-q", "report", "ahn", "noted", *JIJI).text == ""
    assert head()[0] == 7


@pytest.mark.parametrize(("said", "day"), [("today", "2026-01-29"), ("Yesterday", "2026-01-28")])
def test_today_and_yesterday_are_recorded_as_dates(story: Path, said: str, day: str) -> None:
    tracker("report", "ahn", "noted", "--source", "Jiji", "--published", said)
    assert tracker("history", "ahn", "--format", "json").json[-1]["published"] == day


def test_the_recorder_is_tracker_user_or_the_login_name(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("TRACKER_USER", " Mina ")
    tracker("report", "ahn", "noted", *JIJI)
    monkeypatch.delenv("TRACKER_USER")
    monkeypatch.setenv("LOGNAME", "login")
    tracker("report", "ahn", "noted", "--source", "Asahi", "--published", "2026-01-28")
    recorders = [event["recorded_by"] for event in tracker("history", "--format", "json").json]
    assert recorders == ["desk"] * 6 + ["Mina", "login"]


# Links and merges


@pytest.mark.parametrize("relation", ["part-of", "PART_OF", "part_of"])
def test_a_link_is_shown_at_both_meetings(story: Path, relation: str) -> None:
    assert tracker("link", "ahn", relation, SEOUL).lines == [
        f"recorded @7  {AHN}  confirmed",
        f"  links  part of {SEOUL}",
    ]
    assert tracker("status", "ahn", "--format", "json").json["links"] == [{"relation": "part_of", "meeting": SEOUL}]
    assert {"relation": "includes", "meeting": AHN} in tracker("status", SEOUL, "--format", "json").json["links"]


def test_a_link_answers_in_json_and_changes_nothing_the_second_time(story: Path) -> None:
    link = ("link", "ahn", "caused-by", DECEMBER)
    effect = [{"field": "links", "old": [], "new": [{"relation": "caused_by", "meeting": DECEMBER}]}]
    assert tracker(*link, "--dry-run", "--format", "json").json["effect"] == effect
    assert tracker(*link, "--format", "json").json["effect"] == effect
    again = tracker(*link, "--format", "json").json
    assert (again["recorded"], again["repeat_of"]) == (False, 7)
    assert tracker(*link).lines == [f"already recorded as @7  {AHN}  confirmed"]


def test_a_merged_name_becomes_an_alias(story: Path) -> None:
    tracker("report", "ahn-yokosuka", "noted", "--new", *JIJI, "--kind", "talks")
    trial = tracker("merge", "ahn-yokosuka", AHN, "--dry-run").lines
    assert trial[0] == f"dry run, nothing recorded:  {AHN}  confirmed"
    assert tracker("merge", "ahn-yokosuka", AHN).lines == [
        f"recorded @8  {AHN}  confirmed",
        "  kind     talks",
        "  aliases  ahn-yokosuka",
    ]
    by_alias = tracker("status", "ahn-yokosuka", "--format", "json").json
    assert (by_alias["meeting"], by_alias["aliases"]) == (AHN, ["ahn-yokosuka"])
    later = tracker("report", "ahn-yokosuka", "noted", *JIJI, "--title", "Talks", "--format", "json").json
    assert (later["meeting"], later["position"]) == (AHN, 9)
    assert tracker("history", AHN, "--format", "json").json[-1]["meeting"] == "ahn-yokosuka"


def test_a_merge_answers_in_json(story: Path) -> None:
    tracker("report", "ahn-yokosuka", "noted", "--new", *JIJI)
    answer = tracker("merge", "ahn-yokosuka", AHN, "--format", "json").json
    assert list(answer) == OUTCOME_KEYS
    assert (answer["position"], answer["meeting"], answer["status"]) == (8, AHN, "confirmed")
    assert answer["effect"] == [{"field": "aliases", "old": [], "new": ["ahn-yokosuka"]}]


def test_a_country_is_stored_by_its_code_and_a_message_says_so(db: Path) -> None:
    done = tracker(
        *("report", "mi-london", "canceled", "--new", "--source", "Jiji", "--published", "2026-01-28"),
        *("--host", "UK", "--side", "U.K.", "--by", "uk", "--with", "Mi, foreign minister, DPRK", *OFFICIAL),
    )
    assert (done.code, done.err.splitlines()) == (
        0,
        [
            "'U.K.' is stored as GB (United Kingdom)",
            "'UK' is stored as GB (United Kingdom)",
            "'uk' is stored as GB (United Kingdom)",
            "'DPRK' is stored as KP (North Korea)",
        ],
    )
    found = tracker("status", "--country", "UK", "--status", "Canceled", "--format", "json")
    assert found.err == "'UK' is stored as GB (United Kingdom)\n"
    (status,) = json.loads(found.out)
    assert (status["status"], status["host"], status["sides"], status["by"]) == ("cancelled", "GB", ["GB"], "GB")
    assert tracker("--quiet", "correct", "@1", "--host", "UK", "--because", "misread").err == ""


def test_an_import_says_once_which_codes_it_stores(db: Path) -> None:
    lines = [
        json.dumps(
            {
                "meeting": f"visit-{day}",
                "new": True,
                "stage": "canceled",
                "published": f"2026-01-{day}",
                "source": {"outlet": "Jiji"},
                "claims": {"host": "UK"},
            }
        )
        for day in (20, 21)
    ]
    done = tracker("import", "-", stdin="\n".join(lines))
    assert (done.err, done.out[:10]) == ("'UK' is stored as GB (United Kingdom)\n", "recorded 2")
    stored = tracker("status", "--all", "--format", "json").json
    assert [(meeting["status"], meeting["host"]) for meeting in stored] == [("cancelled", "GB")] * 2
    refused = tracker("import", "-", stdin=lines[0].replace("UK", "XX"))
    assert (refused.out, refused.err.splitlines()[0]) == ("", "tracker: line 1: 'XX' is not a country code")


def test_a_renamed_meeting_keeps_its_old_name_as_an_alias(story: Path) -> None:
    new = "ahn-yokosuka-2026-01"
    dry = tracker("rename", "ahn", new, "--dry-run", "--format", "json").json
    assert (dry["meeting"], dry["dry_run"]) == (new, True)
    assert tracker("rename", "ahn", new).lines == [f"recorded @7  {new}  confirmed", f"  aliases  {AHN}"]
    assert tracker("status", AHN, "--format", "json").json["aliases"] == [AHN]


def test_a_bare_surname_beside_a_full_name_is_noted(db: Path) -> None:
    said = ("--source", "AFP", "--published", "2026-01-21")
    tracker("report", "macron-rome", "confirmed", "--new", *said, "--with", "Emmanuel Macron, president, FR")
    note = "  Macron and Emmanuel Macron count as two people; if they are one: tracker undo, then use the full name"
    assert tracker("report", "macron-rome", "noted", *said, "--with", "Macron").lines[-1] == note
    assert note not in tracker("report", "macron-rome", "noted", *said, "--with", "Macron, IT", "--place", "Rome").lines
