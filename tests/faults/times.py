"""Days that do not exist, zones that changed and clocks that are wrong: refused with a reason, or stored and shown."""

import json
import zoneinfo
from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from typing import Any, Final

from tests.clock import FixedClock
from tests.faults.forks import Said, forked
from tests.faults.tried import Tried, assert_a_sentence, checked, make_log, settings, stored
from tests.given import line
from tracker.domain.import_line import read_line
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import open_desk
from tracker.ledger.recording import record

_JANUARY: Final = "2026-01-31T09:00:00+00:00"
_FAR: Final = "9999-12-31T09:00:00+00:00"  # of the last day, since no clock shows the day after

NO_DAYS: Final = (
    *("2026-02-30", "2025-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00"),
    *("2026-01-32", "0000-01-01", "10000-01-01", "-0001-01-01", "+2026-01-01", "2026-1-2", "20260128", "2026-W05-3"),
    *("2026-028", "28 Jan 2026", "2026/01/28", "２０２６-01-28", "٢٠٢٦-٠١-٢٨", "2026\u221201\u221228", "NaN"),
    *("1769558400", "2026-01-28T", "2026-01-28T99", "2026-01-28Z", "2026-01-28+09:00", "January", "soon", "1e3-01-01"),
)  # fmt: skip
_NO_HOURS: Final = (
    *("17:00", "17:00 KST", "17:00KST", "17:00:60Z", "23:59:60Z", "24:00Z", "24:00:00+09:00", "17:60Z", "25:00Z"),
    *("17Z", "17:00+15:00", "17:00-14:01", "17:00+09:60", "17:00+24:00", "17:00+0900", "17:00+09", "17:00-00:99"),
    *("17:00:00.1234567Z", "17:00[Asia/Seoul]", "17:00Z+09:00", "5:00pm Z", "17.5Z", "-1:00Z", "17:00+09:00:30"),
)
NO_INSTANTS: Final = (
    *(f"2026-01-28T{hour}" for hour in _NO_HOURS),
    *("2026-02-30T12:00Z", "0000-01-01T00:00Z", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"),
    "12026-01-01T00:00Z",
)
# As it is written, and the day on which it was printed.
GOOD: Final = (
    *(("2024-02-29", "2024-02-29"), ("2000-02-29", "2000-02-29"), ("0001-01-01", "0001-01-01")),
    *(("9999-12-31", "9999-12-31"), ("2026-01-29T00:30+09:00", "2026-01-29"), ("2026-01-28T15:30Z", "2026-01-28")),
    *(("2026-01-29T00:00+14:00", "2026-01-29"), ("2026-01-28T23:59:59.999999-14:00", "2026-01-28")),
    *(("2025-03-30T02:30+01:00", "2025-03-30"), ("2018-05-04T23:45+08:30", "2018-05-04")),
    *(("0001-01-01T14:00+14:00", "0001-01-01"),),
    *(("9999-12-31T09:59-14:00", "9999-12-31"), ("2026-01-28T00:00-00:00", "2026-01-28")),
)  # fmt: skip
WINDOWS: Final = (
    *("0001-01-01", "9999-12-31", "0001", "9999", "0001-01-01/..", "../9999-12-31", "../0001-01-01", "9999-12-31/.."),
    *("0001-01-01/9999-12-31", "[0001-01-01,9999-12-31]", "2024-02-29", "9999-21", "0001-01", "9999-12"),
    *("0001~", "9999?", "[9999-12-25..9999-12-31]"),
)
# Days on whose end a zone changed, or might have.
DAYS: Final = (
    *(("Asia/Seoul", "2026-01-28"), ("Asia/Seoul", "1988-05-08"), ("Asia/Pyongyang", "2018-05-04")),
    *(("Asia/Pyongyang", "2015-08-14"), ("Europe/Berlin", "2026-03-28"), ("Europe/Berlin", "2026-03-29")),
    *(("Europe/Berlin", "2026-10-25"), ("America/New_York", "2026-03-08"), ("America/New_York", "2026-11-01")),
    *(("America/Sao_Paulo", "2018-11-03"), ("America/Sao_Paulo", "2018-02-17"), ("Pacific/Apia", "2011-12-29")),
    *(("Pacific/Apia", "2011-12-31"), ("Australia/Lord_Howe", "2026-04-05"), ("Africa/Casablanca", "2026-02-15")),
    *(("Asia/Kathmandu", "2026-01-28"), ("Pacific/Kiritimati", "2026-01-28"), ("America/Havana", "2025-11-02")),
    *(("Asia/Tehran", "2022-03-21"), ("Africa/Cairo", "2026-04-23"), ("Asia/Beirut", "2026-03-28")),
    ("UTC", "2016-12-31"),
)  # fmt: skip


def at(instant: str) -> Callable[[], object]:
    """Return what lets the machine's clock stand at an instant, in a fork; the zone is that of the surroundings."""
    now = datetime.fromisoformat(instant).astimezone(UTC)
    return lambda: setattr(SystemClock, "now", lambda _: now)


def _report(day: str, *more: str, outlet: str = "Jiji") -> list[str]:
    return ["report", "ahn", "noted", "--source", outlet, "--published", day, *more]


def try_no_times(place: str, share: int = 1) -> Tried:
    """Give days and instants that are none to every option and key that takes one: each is refused with a reason."""
    make_log(place)
    surroundings = settings(place)
    assert forked(_report("2026-01-20", "--new"), surroundings, before=at(_JANUARY)).code == 0
    doors: list[Callable[[str], tuple[list[str], bytes]]] = [
        lambda text: (_report(text), b""),
        lambda text: (["import", "-"], _line(published=text)),
        lambda text: (["status", "--as-of", text], b""),
        lambda text: (["status", "--known-at", text], b""),
        lambda text: (["agenda", text], b""),
        lambda text: (["diff", text], b""),
        lambda text: (["correct", "@1", "--because", "x", f"--published={text}"], b""),
        lambda text: (["retract", "@1", "--because", "x", "--fault", "outlet", f"--published={text}"], b""),
    ]
    windows: list[Callable[[str], tuple[list[str], bytes]]] = [
        lambda text: (_report("2026-01-20", f"--window={text}"), b""),
        lambda text: (_report("2026-01-20", f"--original-window={text}"), b""),
        lambda text: (["import", "-"], _line(published="2026-01-20", claims={"window": {"edtf": text}})),
    ]
    tried = 0
    for texts, takers in ((NO_DAYS, [*doors, *windows]), (NO_INSTANTS, doors)):
        for number, text in enumerate(texts):
            for door in takers[number % share :: share]:
                words, stdin = door(text)
                said = forked(words, surroundings, stdin=stdin, before=at(_JANUARY))
                assert said.code in {1, 2}, (words, stdin, said)
                assert said.out == b"", (words, stdin, said)
                assert_a_sentence(said.err.decode())
                tried += 1
    assert len(stored(place)) == 1
    return Tried(what="days and instants that are none", faults=tried, figures="each refused with a reason")


def _line(**more: Any) -> bytes:
    return (json.dumps({"meeting": "ahn", **line("noted", "2026-01-20")} | more) + "\n").encode()


def try_good_times(place: str) -> Tried:
    """Record each odd time that exists: it is stored as written, and counts for the day on which it was printed."""
    make_log(place)
    for number, (text, day) in enumerate(GOOD):
        words = ["report", f"m{number}", "confirmed", "--new", "--source", "Jiji", "--published", text]
        done = forked(words, settings(place), before=at(_FAR))
        assert (done.code, done.err) == (0, b""), (text, done)
        told = _json(forked(["status", f"m{number}", "--format", "json"], settings(place), before=at(_FAR)))
        assert told["since"] == day, (text, told)
        (event,) = _json(forked(["history", f"m{number}", "--format", "json"], settings(place), before=at(_FAR)))
        assert event["published"] == text.replace("Z", "+00:00"), event
    assert checked(place).findings == ()
    return Tried(what="odd times that exist", faults=len(GOOD), figures="stored as written, shown by their printed day")


def try_windows(place: str, share: int = 1) -> Tried:
    """Record windows at both ends of the calendar, and ask for every view and export at both ends of it."""
    make_log(place)
    for number, edtf in enumerate(WINDOWS):
        words = ["report", f"m{number}", "confirmed", "--new", "--source", "Jiji", "--published", "2026-01-20"]
        done = forked([*words, "--window", edtf], settings(place), before=at(_JANUARY))
        assert (done.code, done.err) == (0, b""), (edtf, done)
        told = _json(forked(["status", f"m{number}", "--format", "json"], settings(place), before=at(_JANUARY)))
        assert told["window"]["edtf"] == edtf, told
    views = [
        ["status", "--all"],
        ["agenda"],
        ["agenda", "--overdue"],
        ["agenda", "0001-01-01", "9999-12-31"],
        ["history"],
    ]
    views += [
        ["agenda", "9999-12-31"],
        ["agenda", "0001-01-01"],
        ["diff", "0001-01-01"],
        ["diff", "9999-12-31"],
        ["lag"],
    ]
    views += [["outlets"], ["search", "jiji"], ["status", "--all", "--as-of", "0001-01-01"]]
    views += [["export", "--format", output] for output in ("ics", "ninjs", "jsonld", "json", "csv", "html")]
    days: tuple[list[str], ...] = (
        [],
        ["--as-of", "9999-12-31"],
        ["--as-of", "0001-01-01"],
        ["--known-at", "0001-01-01"],
        ["--known-at", "9999-12-31"],
    )
    tried = len(WINDOWS)
    for words in views[::share]:
        for clock in (_JANUARY, "9999-12-30T09:00:00+00:00", "0001-01-02T15:00:00+00:00"):
            for more in days if words[0] == "export" else days[:1]:
                for zone in ("HERE-14", "HERE+12") if clock != _JANUARY else ("UTC",):
                    done = forked([*words, *more], settings(place, TZ=zone), before=at(clock))
                    assert b"Traceback" not in done.err, (words, more, clock, zone, done.err[-900:])
                    assert done.code in {0, 1}, (words, more, clock, zone, done)
                    tried += 1
    return Tried(what="windows and questions at the ends of the calendar", faults=tried)


def _json(said: Said) -> Any:
    assert (said.code, said.err) == (0, b""), said
    return json.loads(said.out)


# In the order in which the press said it: by printed day, and on one day by the instant.
_TOLD: Final = (
    ("proposed", "2026-01-27"),
    ("arranging", "2026-01-28T09:00Z"),
    ("in_final_arrangement", "2026-01-28T23:30+09:00"),
    ("confirmed", "2026-01-28T20:00-05:00"),
    ("postponed", "2026-01-29T00:30+09:00"),  # hours before the one that was printed on the day before
)
CLOCKS: Final = (
    *(("right", [_JANUARY] * 5), ("in 2261", ["2261-01-31T09:00:00+00:00"] * 5)),
    *(("back and forth", ["2026-01-31T09:00+00:00", "2026-01-30T00:00+00:00", "2026-02-09T00:00+00:00"] * 2),),
    *(("six years back, after the first", [_JANUARY, *["2020-01-31T09:00:00+00:00"] * 4]),),
    *(("beyond what counts in nanoseconds", ["2263-01-01T00:00:00+00:00"] * 5),),
    *(("of 1970", ["1970-01-01T00:00:00+00:00"] * 5),),
    *(("beyond 32 bits", ["2038-01-19T03:14:08+00:00"] * 5), ("at the end", ["9999-12-30T09:00:00+00:00"] * 5)),
)  # fmt: skip


ZONES: Final = ("UTC", "Asia/Seoul", "America/New_York")


def try_clocks(places: Callable[[], str], zones: Sequence[str] = ZONES) -> Tried:
    """Record one story under clocks that are wrong, in any order: the order of the press and of the log stays."""
    stands = set()
    recorded = refused = 0
    for zone in zones:
        for name, clocks in CLOCKS:
            for backwards in (False, True):
                place = places()
                make_log(place)
                told = _TOLD[::-1] if backwards else _TOLD
                kept = 0
                for (stage, day), clock in zip(told, clocks, strict=False):
                    words = ["report", "ahn", stage, "--new", "--source", f"Paper {stage}", "--published", day]
                    words += ["--attribution", "official", "--window", "2026-02-20"]
                    words = [word for word in words if word != "--new"] if kept else words
                    done = forked(words, settings(place, TZ=zone), before=at(clock))
                    if clock[:4] < "2026":  # the press of a day to come
                        assert done.code == 1, (name, done)
                        assert b"is in the future" in done.err, (name, done)
                        refused += 1
                    else:
                        assert (done.code, done.err) == (0, b""), (name, done)
                        kept += 1
                rows = stored(place)
                recorded += len(rows)
                assert len(rows) == kept
                assert all(before.recorded_at <= after.recorded_at for before, after in pairwise(rows)), name
                if kept == len(_TOLD):
                    asked = ["status", "ahn", "--as-of", "2026-02-01", "--format", "json"]
                    meeting = _json(forked(asked, settings(place, TZ=zone), before=at(_JANUARY)))
                    stands.add(tuple(str(meeting[key]) for key in ("status", "since", "window", "reports", "flags")))
    assert len(stands) == 1, stands
    assert stands.pop()[:2] == ("postponed", "2026-01-29")
    figures = f"{recorded} recorded and told alike, {refused} of days to come refused"
    return Tried(what="reports under clocks that are wrong", faults=recorded + refused, figures=figures)


def known(zone: str) -> bool:
    """Whether the system knows a zone: it is what the program asks."""
    return any((Path(folder) / zone).exists() for folder in zoneinfo.TZPATH)


def last_instant(zone: str, day: date) -> datetime:
    """Return the last instant of a day in a zone, found by looking at the clock on its wall."""
    low = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    high = low + timedelta(days=5)
    while high - low > timedelta(microseconds=1):
        middle = low + (high - low) / 2
        low, high = (middle, high) if middle.astimezone(zoneinfo.ZoneInfo(zone)).date() <= day else (low, middle)
    return low


def try_days(places: Callable[[], str]) -> Tried:
    """Record at the last instant of a day and at the next one: `--known-at DAY` knows the first alone, in any zone."""
    tried = 0
    for zone, text in DAYS:
        if not known(zone):
            continue
        place = places()
        last = last_instant(zone, date.fromisoformat(text))
        clock = FixedClock(last.isoformat())
        with open_desk(place, create=True, clock=clock, recorder="desk") as desk:
            for number, instant in enumerate((last, last + timedelta(microseconds=1))):
                clock.move(instant.isoformat())
                said = line("noted", "1980-01-01", f"Paper {number}")
                record(desk, read_line({"meeting": "ahn", "new": not number, **said}))
        told = _json(forked(["history", "ahn", "--known-at", text, "--format", "json"], settings(place, TZ=zone)))
        assert [event["position"] for event in told] == [1], (zone, text, last, told)
        tried += 1
    assert tried
    return Tried(what="ends of days where a zone changed", faults=tried * 2, figures="known to the microsecond")


def try_today(places: Callable[[], str]) -> Tried:
    """Say `today` at instants that are another day elsewhere: it is the day on the wall of whoever types it."""
    tried = 0
    moments: Sequence[tuple[str, str]] = (
        *(("Asia/Seoul", "2026-01-28T15:30:00+00:00"), ("America/New_York", "2026-01-29T04:30:00+00:00")),
        *(("Pacific/Kiritimati", "2026-01-28T10:00:00+00:00"), ("Europe/Berlin", "2026-03-29T01:00:00+00:00")),
        *(("Pacific/Apia", "2011-12-30T10:00:00+00:00"), ("Asia/Pyongyang", "2018-05-04T15:00:00+00:00")),
        *(("America/Havana", "2025-11-02T04:30:00+00:00"), ("America/Havana", "2025-11-02T05:30:00+00:00")),
        *(("UTC", "2016-12-31T23:59:59.999999+00:00"), ("Australia/Lord_Howe", "2026-04-04T15:15:00+00:00")),
    )
    for zone, instant in moments:
        if not known(zone):
            continue
        place = places()
        make_log(place)
        wall = datetime.fromisoformat(instant).astimezone(zoneinfo.ZoneInfo(zone)).date()
        for word, day in (("today", wall), ("yesterday", wall - timedelta(days=1))):
            words = ["report", f"m-{word}", "noted", "--new", "--source", "Jiji", "--published", word]
            done = forked(words, settings(place, TZ=zone), before=at(instant))
            assert done.code == 0, done
            assert stored(place)[-1].published == day.isoformat(), (zone, instant, word)
            tried += 1
    return Tried(what="today and yesterday at the edge of a day", faults=tried)
