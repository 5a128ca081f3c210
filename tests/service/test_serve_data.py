"""What programs get: calendars with a key, and the same JSON as the commands print."""

import json
from functools import partial
from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.cli.runner import tracker
from tests.clock import FixedClock
from tests.service.served import HOST, MEETING, Visitor, example_log, site_of, visitor
from tracker.service.web.access import TokenAccess
from tracker.service.web.app import create_app
from tracker.service.web.kept import Kept
from tracker.service.web.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(example_log(tmp_path))


@pytest.mark.parametrize(
    ("address", "command"),
    [
        (f"status/{MEETING}?as_of=2026-01-22", ["status", MEETING, "--as-of", "2026-01-22"]),
        ("status?country=MY", ["status", "--country", "MY"]),
        ("status?with=nakatani&all=1", ["status", "--with", "nakatani"]),
        ("agenda?from=2026-01-01&to=2026-01-31", ["agenda", "2026-01-01", "2026-01-31"]),
        (f"history/{MEETING}?known_at=@13", ["history", MEETING, "--known-at", "@13"]),
        (f"why/{MEETING}", ["why", MEETING]),
        ("diff?from=2026-01-20&to=2026-01-29", ["diff", "2026-01-20", "2026-01-29"]),
        ("search?q=ahn+gyu", ["search", "ahn", "gyu"]),
        ("outlets", ["outlets"]),
        ("lag", ["lag"]),
        ("inbox", ["inbox"]),
        ("inbox/2", ["inbox", "2"]),
    ],
)
def test_the_json_is_that_of_the_command(
    site: Site, address: str, command: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    site = replace(site, clock=FixedClock("2026-11-30T12:00:00+00:00"))
    monkeypatch.setenv("TRACKER_DB", site.place)

    printed = json.loads(tracker(*command, "--format", "json").out)
    answered = visitor(site).json(f"/api/{address}")

    without_day = [forget_flags(printed), forget_flags(answered)]
    assert without_day[0] == without_day[1]


def forget_flags(value: object) -> object:
    """Leave out what depends on the day on which the command is run."""
    if isinstance(value, list):
        return [forget_flags(item) for item in value]
    if isinstance(value, dict):
        return {key: forget_flags(item) for key, item in value.items() if key != "flags"}
    return value


def test_an_error_is_json_too(site: Site) -> None:
    answer = visitor(site).get("/api/status/nobody")

    assert answer.status_code == 404
    assert answer.json == {
        "error": "there is no meeting 'nobody'",
        "hint": "tracker status --all lists the meetings.",
    }


def calendar_address(browser: Visitor, filters: str = "") -> str:
    """Return the address that the page shows, without the host."""
    page = browser.get(f"/calendar{filters}").text
    address = page.split(f'value="http://{HOST}')[1].split('"')[0]
    return address.replace("&amp;", "&")


def test_a_calendar_is_opened_by_its_key_alone(site: Site) -> None:
    address = calendar_address(visitor(site))
    program = Visitor(client=create_app(site).test_client())

    answer = program.get(address)

    assert answer.status_code == 200
    assert answer.mimetype == "text/calendar"
    assert answer.text.count("BEGIN:VEVENT") == 11
    assert program.get(address, If_None_Match=answer.headers["ETag"]).status_code == 304
    assert program.get(address.replace("key=", "key=0")).status_code == 401
    assert program.get("/calendar.ics").status_code == 401
    assert program.get("/").status_code == 401


def test_filters_of_a_calendar_are_those_of_status(site: Site) -> None:
    browser = visitor(site)

    calendar = browser.get(calendar_address(browser, "?country=MY&with=ahn")).text

    assert calendar.count("BEGIN:VEVENT") == 1
    assert "X-TRACKER-MEETING:ahn-koizumi-kuala-lumpur-2025-11" in calendar


def test_a_key_outlives_the_server_and_needs_its_secret(site: Site) -> None:
    address = calendar_address(visitor(site))
    restarted = replace(site, access=TokenAccess(user="desk", port=8321))
    other_secret = replace(site, secret=b"another secret of another desk")

    assert visitor(restarted).get(address).status_code == 200
    assert visitor(other_secret).get(address).status_code == 401


def test_what_is_kept_is_one_text_a_key_and_never_more_than_there_is_room_for() -> None:
    kept: Kept[bytes] = Kept(most=3000)
    for state in range(100):
        text = b"%d" % state * 400
        assert kept.get("board", state, partial(bytes, text)) == text
    assert kept.get("board", 99, lambda: b"made again") == b"99" * 400
    assert kept.size < 1000
    for question in range(100):
        kept.get(question, 1, lambda: b"x" * 1000)
    assert 2000 < kept.size <= 3000
