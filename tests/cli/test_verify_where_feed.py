"""`verify`, `rebuild`, `where` and `feed`."""

import sqlite3
from contextlib import closing
from pathlib import Path

from tests.cli.refusing import head
from tests.cli.runner import tracker
from tests.cli.story import AHN
from tracker.domain.chain import GENESIS


def altered(path: Path, *statements: str) -> None:
    """Change the file directly, as an attacker with write access could."""
    with closing(sqlite3.connect(path)) as raw:
        triggers = raw.execute("SELECT name, sql FROM sqlite_master WHERE type = 'trigger'").fetchall()
        for name, _ in triggers:
            raw.execute(f"DROP TRIGGER {name}")
        for statement in statements:
            raw.execute(statement)
        for _, sql in triggers:
            raw.execute(sql)
        raw.commit()


# verify


def test_a_sound_log_gives_a_checkpoint_and_ok(story: Path) -> None:
    position, end = head()
    checkpoint = f"tracker-checkpoint/1 {position} {end}"
    assert tracker("verify").lines == [checkpoint, "ok"]
    assert tracker("-q", "verify").lines == [checkpoint]
    assert tracker("verify", "--format", "json").json == {"ok": True, "position": 6, "hash": end, "findings": []}


def test_an_empty_and_a_missing_log_are_sound(empty: Path) -> None:
    assert tracker("verify").lines == [f"tracker-checkpoint/1 0 {GENESIS}", "ok"]


def test_a_log_that_has_grown_passes_an_earlier_checkpoint(story: Path) -> None:
    checkpoint = tracker("verify").lines[0]
    tracker("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28")
    later = tracker("verify", "--checkpoint", checkpoint)
    assert later.lines == [f"tracker-checkpoint/1 7 {head()[1]}", "ok"]


def test_an_altered_event_is_found(story: Path) -> None:
    altered(story, "UPDATE events SET payload = replace(payload, 'Yomitan', 'Asahi') WHERE position = 4")
    done = tracker("verify")
    assert (done.code, done.err) == (1, "")
    assert done.out.splitlines() == [
        f"tracker-checkpoint/1 6 {head()[1]}",
        "damaged: the hash of @4 does not fit its content and the hash before it",
    ]
    answer = tracker("verify", "--format", "json")
    assert (answer.code, '"ok": false' in answer.out) == (1, True)


def test_a_checkpoint_detects_a_tail_that_was_cut_off(story: Path) -> None:
    checkpoint = tracker("verify").lines[0]
    event = tracker("history", "--format", "json").json[4]
    fifth, when = event["hash"], event["recorded_at"]
    altered(
        story,
        "DELETE FROM events WHERE position = 6",
        f"UPDATE head SET position = 5, hash = '{fifth}', recorded_at = '{when}'",
    )
    tracker("rebuild")
    assert tracker("verify").lines == [f"tracker-checkpoint/1 5 {fifth}", "ok"]
    done = tracker("verify", "--checkpoint", checkpoint)
    assert done.code == 1
    assert done.out.splitlines() == [
        f"tracker-checkpoint/1 5 {fifth}",
        "damaged: the log ends at @5, but the checkpoint is of @6: its end was cut off",
    ]


def test_a_checkpoint_detects_a_rewritten_history(story: Path) -> None:
    checkpoint = f"tracker-checkpoint/1 6 {'0f' * 32}"
    done = tracker("verify", "--checkpoint", checkpoint)
    assert (done.code, done.out.splitlines()[1:]) == (
        1,
        ["damaged: @6 is not the event of the checkpoint: the history before it was rewritten"],
    )


def test_a_projection_that_differs_is_found_and_rebuilt(story: Path) -> None:
    altered(story, f"UPDATE meetings SET status = 'held' WHERE meeting = '{AHN}'")
    found = tracker("verify")
    assert found.code == 1
    assert found.out.splitlines()[1] == (
        f"damaged: the projection differs from the log in meetings, first at {AHN}: run tracker rebuild"
    )
    assert tracker("rebuild").lines == ["rebuilt 3 meetings"]
    assert tracker("verify").lines[1] == "ok"


def test_a_missing_trigger_is_found(story: Path) -> None:
    with closing(sqlite3.connect(story)) as raw:
        (name,) = raw.execute("SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name").fetchone()
        raw.execute(f"DROP TRIGGER {name}")
        raw.commit()
    done = tracker("verify")
    assert done.code == 1
    assert name in done.out.splitlines()[1]


# rebuild


def test_rebuild_prints_the_number_of_meetings_unless_quiet(story: Path, tmp_path: Path) -> None:
    before = head()
    assert tracker("-q", "rebuild").text == ""
    tracker("--db", str(tmp_path / "one.db"), "report", "a", "noted", "--new", "--source", "J", "--published", "today")
    assert tracker("--db", str(tmp_path / "one.db"), "rebuild").lines == ["rebuilt 1 meeting"]
    assert head() == before


# where


def test_where_shows_the_log_and_its_length(story: Path) -> None:
    assert tracker("where").lines == [
        str(story),
        "sqlite, schema 0003, 6 events",
        "last event recorded 2026-01-28 09:00 UTC",
    ]
    assert tracker("where", "--format", "json").json == {
        "log": str(story),
        "exists": True,
        "engine": "sqlite",
        "schema": "0003",
        "position": 6,
        "hash": tracker("history", "--format", "json").json[-1]["hash"],
        "recorded_at": "2026-01-28T09:00:00.000000Z",
    }


def test_where_an_empty_log_has_no_last_event(empty: Path) -> None:
    assert tracker("where").lines == [str(empty), "sqlite, schema 0003, 0 events"]


def test_where_says_that_the_default_log_does_not_exist_yet(home: Path) -> None:
    default = home / "data/tracker/tracker.db"
    assert tracker("where").lines == [f"{default} (does not exist yet)", "sqlite, schema 0003, 0 events"]
    answer = tracker("where", "--format", "json").json
    assert (answer["log"], answer["exists"], answer["hash"], answer["recorded_at"]) == (
        str(default),
        False,
        GENESIS,
        None,
    )
    assert not default.exists()


def test_db_takes_precedence_over_the_environment_and_accepts_a_url(story: Path, tmp_path: Path) -> None:
    other = tmp_path / "a 100%?.db"
    tracker("--db", str(other), "import", "-")
    assert tracker("--db", str(other), "where").lines[0] == str(other)
    assert tracker("--db", f"sqlite:///{story}", "where").lines == tracker("where").lines


# feed


def test_the_feed_is_the_history_with_one_event_per_line(story: Path) -> None:
    whole = tracker("feed")
    assert whole.jsonl == tracker("history", "--format", "json").json
    assert whole.text == tracker("feed", "--after", "@0").text
    assert [event["position"] for event in tracker("feed", "--after", "@4").jsonl] == [5, 6]
    assert [event["position"] for event in tracker("feed", "--after", "4").jsonl] == [5, 6]
    assert tracker("feed", "--after", "@6").text == ""


def test_a_program_that_follows_the_feed_misses_nothing(story: Path) -> None:
    seen = tracker("feed").jsonl
    tracker("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-10")
    seen += tracker("feed", "--after", f"@{seen[-1]['position']}").jsonl
    assert [event["position"] for event in seen] == list(range(1, 8))
    assert seen[-1] == tracker("history", "--format", "json").json[-1]


def test_a_time_in_the_future_is_warned_of_whenever_it_matters(db: Path) -> None:
    report = ("report", "a", "confirmed", "--source", "J", "--published", "2026-01-28")
    assert tracker(*report, "--new", at="2099-01-01T12:00:00+00:00").code == 0
    warning = (
        "warning: the last event has the time 2099-01-01 12:00 UTC, in the future, and every new one gets it too "
        "until then\n"
        "hint: Check this machine's clock. If it is right, ask by position (--known-at @12) instead of time.\n"
    )
    for command in (
        ("report", "a", "held", "--source", "J", "--published", "2026-01-28", "--format", "json"),
        ("undo",),
        ("where",),
        ("verify", "--format", "json"),
    ):
        done = tracker(*command)
        assert (done.err, done.code) == (warning, 0)
    assert tracker("status").err == ""


def test_a_clock_that_is_a_little_ahead_is_not_warned_of(db: Path) -> None:
    report = ("report", "a", "confirmed", "--new", "--source", "J", "--published", "2026-01-28")
    assert tracker(*report, at="2026-01-29T00:59:00+00:00").code == 0
    assert tracker("undo", at="2026-01-29T00:00:00+00:00").err == ""
