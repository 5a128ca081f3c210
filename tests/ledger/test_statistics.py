"""Track records and lags over a whole log, on both engines."""

import pytest

from tests.engines import on_a_file
from tests.ledger.doing import AHN, SEOUL, asked, begin, findings, head, retract, say, unwatched
from tests.store.raw import raw
from tracker.domain.errors import TrackerError
from tracker.domain.statistics.slippage import LagTables
from tracker.domain.statistics.track_record import TrackRecord
from tracker.ledger import recording
from tracker.ledger.desk import Desk
from tracker.ledger.statistics import lag, records


def record(desk: Desk, name: str, as_of: str | None = None, known_at: str | None = None) -> TrackRecord:
    with desk.snapshot():
        found = records(desk, asked(desk, as_of, known_at), unwatched)
    return next((one for one in found if one.name == name), TrackRecord(by="nobody", name=name))


def lags(desk: Desk, *countries: str, as_of: str | None = None) -> LagTables:
    with desk.snapshot():
        return lag(desk, countries, asked(desk, as_of), unwatched)


def story(desk: Desk) -> None:
    """Record two plans: Ahn's is held on its day, Nakatani's is called off."""
    begin(desk, AHN, outlet="Yonhap", window="2026-01-15", host="JP", participants=["Ahn,,KR"])
    begin(desk, SEOUL, outlet="Yonhap", day="2026-01-11", host="KR", participants=["Nakatani,,JP", "B,,US"])
    say(desk, "held", "2026-01-15", outlet="Kyodo")
    say(desk, "cancelled", "2026-01-16", SEOUL, outlet="Kyodo", reason="drills near Dokdo")


def test_a_record_is_over_all_meetings(desk: Desk) -> None:
    story(desk)
    tally = record(desk, "Yonhap").tallies["confirmed"]
    assert dict(tally.outcomes) == {"came_true": 1, "fell_through": 1}
    assert (record(desk, "Yonhap").first, record(desk, "Kyodo").first, tally.days_ahead) == (2, 2, 5)


def test_a_record_is_asked_of_either_clock(desk: Desk) -> None:
    story(desk)
    early, known = record(desk, "Yonhap", as_of="2026-01-15"), record(desk, "Yonhap", known_at="@2")
    assert dict(early.tallies["confirmed"].outcomes) == {"came_true": 1, "open": 1}
    assert dict(known.tallies["confirmed"].outcomes) == {"open": 2}
    assert record(desk, "Yonhap", as_of="2026-01-09").by == "nobody"


def test_merged_meetings_are_one_and_linked_ones_two(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, outlet="Yonhap")
    recording.link(desk, SEOUL, "successor_of", AHN)
    assert record(desk, "Yonhap").first == 2
    recording.merge(desk, SEOUL, AHN)
    assert record(desk, "Yonhap").first == 1


def test_lags_are_over_all_meetings_or_those_of_some_countries(desk: Desk) -> None:
    story(desk)
    assert [(one.meeting, one.days) for one in lags(desk).windows] == [(AHN, 0)]
    assert [pair.countries for pair in lags(desk).pairs] == [("JP", "KR"), ("JP", "US"), ("KR", "US")]
    assert [pair.plans for pair in lags(desk).pairs] == [2, 1, 1]
    assert lags(desk, "US").windows == ()
    assert [pair.plans for pair in lags(desk, "KR", "US").pairs] == [1, 1, 1]
    assert lags(desk, "FR") == lags(desk, as_of="2026-01-01")


def test_a_question_about_the_past_reports_its_progress(desk: Desk) -> None:
    story(desk)
    seen: list[int] = []
    with desk.snapshot():
        records(desk, asked(desk, known_at="@4"), seen.append)
    assert sum(seen) == 4


COURSES = (
    *("{", "", "[" * 5000, "null"),
    '{"stage":"confirmed"}',
    '{"stage":"confirmed","began":"zzz"}',
    '{"first_held":"2026-02-30"}',
    '{"printed":[["printed","NHK","NHK","banana"]]}',
    '{"announcement":{"day":"2026-01-01","window":{"edtf":"2026-13"}}}',
)
DAMAGED_LINES = (
    *("{", "[" * 5000),
    '["printed","NHK","NHK","banana"]',
    '["stated","nhk","confirmed","official",0,null,false,null]',
)
DAMAGED_PLANS = ("{", "[" * 5000, '{"meeting":"x","stages":[["confirmed",99999999999]]}')


@on_a_file
@pytest.mark.parametrize(
    "damage", ["DELETE FROM records", *(f"UPDATE records SET course = '{text}'" for text in COURSES)]
)
def test_a_record_that_is_missing_or_damaged_is_made_again_by_the_next_report(
    desk: Desk, place: str, damage: str
) -> None:
    begin(desk, AHN, outlet="Yonhap", window="2026-01-15", host="JP", participants=["Ahn,,KR"])
    with raw(place) as run:
        run(damage)
    say(desk, "held", "2026-01-15", outlet="Kyodo")
    assert findings(desk) == ()
    assert dict(record(desk, "Yonhap").tallies["confirmed"].outcomes) == {"came_true": 1}


@on_a_file
@pytest.mark.parametrize(
    ("column", "text"),
    [*(("outlets", text) for text in DAMAGED_LINES), *(("lag", text) for text in DAMAGED_PLANS)],
)
def test_a_damaged_record_gets_a_sentence(desk: Desk, place: str, column: str, text: str) -> None:
    story(desk)
    with raw(place) as run:
        run(f"UPDATE records SET {column} = '{text}'")
    with pytest.raises(TrackerError, match="is damaged: a record cannot be read") as caught:
        _ = record(desk, "Yonhap") if column == "outlets" else lags(desk)
    assert caught.value.hint == "Run: tracker rebuild"


def test_what_is_stored_is_what_the_log_gives(desk: Desk) -> None:
    story(desk)
    say(desk, "postponed", "2026-01-17", outlet="NHK", said_by="official", window="2026-02-01")
    say(desk, "noted", "2026-01-12", outlet="AFP", via=["Yonhap"])
    retract(desk, 4)
    end = f"@{head(desk)[0]}"
    with desk.snapshot():
        stored, folded = asked(desk), asked(desk, known_at=end)
        assert records(desk, stored, unwatched) == records(desk, folded, unwatched)
        assert lag(desk, (), stored, unwatched) == lag(desk, (), folded, unwatched)
