"""Days that do not exist, time zones that changed, and wrong clocks."""

import json
import zoneinfo
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise, product
from pathlib import Path
from typing import Any, Final

from tests.clock import FixedClock
from tests.faults.forked_command import Output, forked
from tests.faults.trials import TrialResult, all_rows, assert_one_sentence, environment_for, make_log, verified
from tests.given import line
from tracker.domain.import_line import read_line
from tracker.ledger.clock import SystemClock
from tracker.ledger.desk import open_desk
from tracker.ledger.recording import record

_JANUARY: Final = "2026-01-31T09:00:00+00:00"
_LAST_DAY: Final = "9999-12-31T09:00:00+00:00"  # `datetime` has no later day

INVALID_DAYS: Final = (
    *("2026-02-30", "2025-02-29", "1900-02-29", "2100-02-29", "2026-04-31", "2026-13-01", "2026-00-10", "2026-01-00"),
    *("2026-01-32", "0000-01-01", "10000-01-01", "-0001-01-01", "+2026-01-01", "2026-1-2", "20260128", "2026-W05-3"),
    *("2026-028", "28 Jän 2026", "28/01/2026", "２０２６-01-28", "٢٠٢٦-٠١-٢٨", "2026\u221201\u221228", "NaN"),
    *("1769558400", "2026-01-28T", "2026-01-28T99", "2026-01-28Z", "2026-01-28+09:00", "Janvier", "soon", "1e3-01-01"),
)  # fmt: skip
_INVALID_HOURS: Final = (
    *("17:00", "17:00 KST", "17:00KST", "17:00:60Z", "23:59:60Z", "24:00Z", "24:00:00+09:00", "17:60Z", "25:00Z"),
    *("17Z", "17:00+15:00", "17:00-14:01", "17:00+09:60", "17:00+24:00", "17:00+0900", "17:00+09", "17:00-00:99"),
    *("17:00:00.1234567Z", "17:00[Asia/Seoul]", "17:00Z+09:00", "5:00pm Z", "17.5Z", "-1:00Z", "17:00+09:00:30"),
)
INVALID_INSTANTS: Final = (
    *(f"2026-01-28T{hour}" for hour in _INVALID_HOURS),
    *("2026-02-30T12:00Z", "0000-01-01T00:00Z", "0001-01-01T00:00+14:00", "9999-12-31T23:59-14:00"),
    "12026-01-01T00:00Z",
)
# Publication dates as written, with the printed day.
UNUSUAL_TIMES: Final = (
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
# Days at whose end the clock of a time zone changed, or nearly did.
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


def clock_at(instant: str) -> Callable[[], object]:
    """Return a function that sets the clock of a fork to an instant. The time zone is that of the environment."""
    now = datetime.fromisoformat(instant).astimezone(UTC)
    return lambda: setattr(SystemClock, "now", lambda _: now)


def _report(day: str, *more: str) -> list[str]:
    return ["report", "ahn", "noted", "--source", "Jiji", "--published", day, *more]


# Words of a command, and its standard input.
_Command = tuple[list[str], bytes]


def _commands_with_moment(text: str) -> list[_Command]:
    """Return every command and import line that takes a day or an instant, with this text in its place."""
    return [
        (_report(text), b""),
        (["import", "-"], _line(published=text)),
        (["status", "--as-of", text], b""),
        (["status", "--known-at", text], b""),
        (["agenda", text], b""),
        (["diff", text], b""),
        (["correct", "@1", "--because", "x", f"--published={text}"], b""),
        (["retract", "@1", "--because", "x", "--fault", "outlet", f"--published={text}"], b""),
    ]


def _commands_with_window(text: str) -> list[_Command]:
    return [
        (_report("2026-01-20", f"--window={text}"), b""),
        (_report("2026-01-20", f"--original-window={text}"), b""),
        (["import", "-"], _line(published="2026-01-20", claims={"window": {"edtf": text}})),
    ]


def _invalid_commands(share: int) -> Iterator[_Command]:
    """Yield a `share` of the commands with each invalid day and instant."""
    for number, text in enumerate(INVALID_DAYS):
        yield from [*_commands_with_moment(text), *_commands_with_window(text)][number % share :: share]
    for number, text in enumerate(INVALID_INSTANTS):
        yield from _commands_with_moment(text)[number % share :: share]


def try_invalid_times(place: str, share: int = 1) -> TrialResult:
    """Give invalid days and instants to every option and key that takes one: each is refused with a sentence."""
    make_log(place)
    env = environment_for(place)
    assert forked(_report("2026-01-20", "--new"), env, before=clock_at(_JANUARY)).code == 0
    tried = 0
    for words, stdin in _invalid_commands(share):
        output = forked(words, env, stdin=stdin, before=clock_at(_JANUARY))
        assert output.code in {1, 2}, (words, stdin, output)
        assert output.out == b"", (words, stdin, output)
        assert_one_sentence(output.err.decode())
        tried += 1
    assert len(all_rows(place)) == 1
    return TrialResult(kind="days and instants that are none", faults=tried, figures="each refused with a reason")


def _line(**more: Any) -> bytes:
    return (json.dumps({"meeting": "ahn", **line("noted", "2026-01-20")} | more) + "\n").encode()


def try_unusual_times(place: str) -> TrialResult:
    """Record unusual valid times: each is stored as written, and counts for its printed day."""
    make_log(place)
    env = environment_for(place)
    for number, (text, day) in enumerate(UNUSUAL_TIMES):
        name = f"m{number}"
        words = ["report", name, "confirmed", "--new", "--source", "Jiji", "--published", text]
        output = forked(words, env, before=clock_at(_LAST_DAY))
        assert (output.code, output.err) == (0, b""), (text, output)
        status = _json(forked(["status", name, "--format", "json"], env, before=clock_at(_LAST_DAY)))
        assert status["since"] == day, (text, status)
        (event,) = _json(forked(["history", name, "--format", "json"], env, before=clock_at(_LAST_DAY)))
        assert event["published"] == text.replace("Z", "+00:00"), event
    assert verified(place).findings == ()
    figures = "stored as written, shown by their printed day"
    return TrialResult(kind="odd times that exist", faults=len(UNUSUAL_TIMES), figures=figures)


def try_windows(place: str, share: int = 1) -> TrialResult:
    """Record windows at both ends of the calendar, and ask for every view and export with clocks at both ends."""
    make_log(place)
    _record_windows(place)
    tried = len(WINDOWS)
    for words in _VIEWS[::share]:
        for clock, zone in _CLOCKS_AND_ZONES:
            for cut in _CUTS if words[0] == "export" else ((),):
                env = environment_for(place, TZ=zone)
                output = forked([*words, *cut], env, before=clock_at(clock))
                assert b"Traceback" not in output.err, (words, cut, clock, zone, output.err[-900:])
                assert output.code in {0, 1}, (words, cut, clock, zone, output)
                tried += 1
    return TrialResult(kind="windows and questions at the ends of the calendar", faults=tried)


def _record_windows(place: str) -> None:
    env = environment_for(place)
    for number, edtf in enumerate(WINDOWS):
        name = f"m{number}"
        words = ["report", name, "confirmed", "--new", "--source", "Jiji", "--published", "2026-01-20"]
        output = forked([*words, "--window", edtf], env, before=clock_at(_JANUARY))
        assert (output.code, output.err) == (0, b""), (edtf, output)
        status = _json(forked(["status", name, "--format", "json"], env, before=clock_at(_JANUARY)))
        assert status["window"]["edtf"] == edtf, status


_VIEWS: Final = (
    ("status", "--all"),
    ("agenda",),
    ("agenda", "--overdue"),
    ("agenda", "0001-01-01", "9999-12-31"),
    ("history",),
    ("agenda", "9999-12-31"),
    ("agenda", "0001-01-01"),
    ("diff", "0001-01-01"),
    ("diff", "9999-12-31"),
    ("lag",),
    ("outlets",),
    ("search", "jiji"),
    ("status", "--all", "--as-of", "0001-01-01"),
    *(("export", "--format", output) for output in ("ics", "ninjs", "jsonld", "json", "csv", "html")),
)
_CUTS: Final[tuple[tuple[str, ...], ...]] = (
    (),
    ("--as-of", "9999-12-31"),
    ("--as-of", "0001-01-01"),
    ("--known-at", "0001-01-01"),
    ("--known-at", "9999-12-31"),
)
_CLOCKS_AND_ZONES: Final = (
    (_JANUARY, "UTC"),
    *(("9999-12-30T09:00:00+00:00", zone) for zone in ("HERE-14", "HERE+12")),
    *(("0001-01-02T15:00:00+00:00", zone) for zone in ("HERE-14", "HERE+12")),
)


def _json(output: Output) -> Any:
    assert (output.code, output.err) == (0, b""), output
    return json.loads(output.out)


# Reports in the order of publication: by printed day, and within a day by instant.
_PUBLISHED: Final = (
    ("proposed", "2026-01-27"),
    ("arranging", "2026-01-28T09:00Z"),
    ("in_final_arrangement", "2026-01-28T23:30+09:00"),
    ("confirmed", "2026-01-28T20:00-05:00"),
    ("postponed", "2026-01-29T00:30+09:00"),  # hours before the report above, though its printed day is later
)
# The clock at each of these reports.
CLOCKS: Final = {
    "right": [_JANUARY] * 5,
    "in 2261": ["2261-01-31T09:00:00+00:00"] * 5,
    "back and forth": ["2026-01-31T09:00+00:00", "2026-01-30T00:00+00:00", "2026-02-09T00:00+00:00"] * 2,
    "six years back, after the first": [_JANUARY, *["2020-01-31T09:00:00+00:00"] * 4],
    "beyond what counts in nanoseconds": ["2263-01-01T00:00:00+00:00"] * 5,
    "of 1970": ["1970-01-01T00:00:00+00:00"] * 5,
    "beyond 32 bits": ["2038-01-19T03:14:08+00:00"] * 5,
    "at the end": ["9999-12-30T09:00:00+00:00"] * 5,
}
ZONES: Final = ("UTC", "Asia/Seoul", "America/New_York")


def try_clocks(
    new_place: Callable[[], str],
    zones: Sequence[str] = ZONES,
    names: Iterable[str] = CLOCKS,
    orders: Sequence[int] = (1, -1),
) -> TrialResult:
    """Record the same reports with wrong clocks, forwards and backwards: their order is still right."""
    states: set[tuple[str, ...]] = set()
    recorded = refused = 0
    for zone, name, order in product(zones, names, orders):
        place = new_place()
        make_log(place)
        env = environment_for(place, TZ=zone)
        refused_here = _record_with_clocks(env, CLOCKS[name], _PUBLISHED[::order])
        rows = all_rows(place)
        assert len(rows) == len(_PUBLISHED) - refused_here, name
        assert all(before.recorded_at <= after.recorded_at for before, after in pairwise(rows)), name
        recorded += len(rows)
        refused += refused_here
        if not refused_here:
            states.add(_state(env))
    assert len(states) == 1, states
    assert states.pop()[:2] == ("confirmed", "2026-01-28")
    figures = f"{recorded} recorded and told alike, {refused} of days to come refused"
    return TrialResult(kind="reports under clocks that are wrong", faults=recorded + refused, figures=figures)


def _record_with_clocks(env: Mapping[str, str], clocks: Sequence[str], reports: Sequence[tuple[str, str]]) -> int:
    """Record reports, each with its clock. Return how many were refused because their day was in the future."""
    refused = 0
    is_new = ["--new"]
    for (stage, day), clock in zip(reports, clocks, strict=False):
        words = ["report", "ahn", stage, *is_new, "--source", f"Paper {stage}", "--published", day]
        words += ["--attribution", "official", "--window", "2026-02-20"]
        output = forked(words, env, before=clock_at(clock))
        if clock[:4] < "2026":
            assert output.code == 1, output
            assert b"is in the future" in output.err, output
            refused += 1
        else:
            assert output.code == 0, output
            assert output.err == b"" or b"in the future, and every new one gets it too" in output.err, output
            is_new = []
    return refused


def _state(env: Mapping[str, str]) -> tuple[str, ...]:
    words = ["status", "ahn", "--as-of", "2026-02-01", "--format", "json"]
    meeting = _json(forked(words, env, before=clock_at(_JANUARY)))
    return tuple(str(meeting[key]) for key in ("status", "since", "window", "reports", "flags"))


def has_zone(zone: str) -> bool:
    """Whether the system has the data of a time zone, which the program uses."""
    return any((Path(folder) / zone).exists() for folder in zoneinfo.TZPATH)


def last_instant(zone: str, day: date) -> datetime:
    """Return the last instant of a day in a time zone, to the microsecond, by bisection."""
    low = datetime(day.year, day.month, day.day, tzinfo=UTC) - timedelta(days=2)
    high = low + timedelta(days=5)
    while high - low > timedelta(microseconds=1):
        middle = low + (high - low) / 2
        if middle.astimezone(zoneinfo.ZoneInfo(zone)).date() <= day:
            low = middle
        else:
            high = middle
    return low


def try_days(new_place: Callable[[], str]) -> TrialResult:
    """Record at the last instant of a day and at the next one: `--known-at DAY` includes only the first."""
    tried = 0
    for zone, text in DAYS:
        if not has_zone(zone):
            continue
        place = new_place()
        last = last_instant(zone, date.fromisoformat(text))
        clock = FixedClock(last.isoformat())
        with open_desk(place, create=True, clock=clock, recorder="desk") as desk:
            for number, instant in enumerate((last, last + timedelta(microseconds=1))):
                clock.move(instant.isoformat())
                report = line("noted", "1980-01-01", f"Paper {number}")
                record(desk, read_line({"meeting": "ahn", "new": number == 0, **report}))
        words = ["history", "ahn", "--known-at", text, "--format", "json"]
        events = _json(forked(words, environment_for(place, TZ=zone)))
        assert [event["position"] for event in events] == [1], (zone, text, last, events)
        tried += 1
    assert tried
    return TrialResult(kind="ends of days where a zone changed", faults=tried * 2, figures="known to the microsecond")


# Instants at which the day differs between the time zone and UTC, or is about to change.
_EDGES: Final = (
    ("Asia/Seoul", "2026-01-28T15:30:00+00:00"),
    ("America/New_York", "2026-01-29T04:30:00+00:00"),
    ("Pacific/Kiritimati", "2026-01-28T10:00:00+00:00"),
    ("Europe/Berlin", "2026-03-29T01:00:00+00:00"),
    ("Pacific/Apia", "2011-12-30T10:00:00+00:00"),
    ("Asia/Pyongyang", "2018-05-04T15:00:00+00:00"),
    ("America/Havana", "2025-11-02T04:30:00+00:00"),
    ("America/Havana", "2025-11-02T05:30:00+00:00"),
    ("UTC", "2016-12-31T23:59:59.999999+00:00"),
    ("Australia/Lord_Howe", "2026-04-04T15:15:00+00:00"),
)


def try_today(new_place: Callable[[], str]) -> TrialResult:
    """Report with `today` and `yesterday` where another zone has another day: they are days in the user's time zone."""
    tried = 0
    for zone, instant in _EDGES:
        if not has_zone(zone):
            continue
        place = new_place()
        make_log(place)
        today = datetime.fromisoformat(instant).astimezone(zoneinfo.ZoneInfo(zone)).date()
        for word, day in (("today", today), ("yesterday", today - timedelta(days=1))):
            words = ["report", f"m-{word}", "noted", "--new", "--source", "Jiji", "--published", word]
            output = forked(words, environment_for(place, TZ=zone), before=clock_at(instant))
            assert output.code == 0, output
            assert all_rows(place)[-1].published == day.isoformat(), (zone, instant, word)
            tried += 1
    return TrialResult(kind="today and yesterday at the edge of a day", faults=tried)
