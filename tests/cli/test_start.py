"""The modules that everyday commands import, and the help."""

import re
from datetime import UTC, datetime
from pathlib import Path

import click
import pytest

from tests.cli.runner import installed, tracker
from tests.cli.story import AHN
from tests.cli.terminals import run_script
from tests.postgres import PostgresServer
from tracker import __version__
from tracker.cli.main import COMMANDS, main

HELP = {name: text for commands in COMMANDS.values() for name, text in commands.items()}
WITHOUT_EXAMPLE = {"undo", "verify", "rebuild", "where"}  # most have nothing to type but their name
# Each takes longer to import than a report takes to be recorded.
SLOW = ("sqlalchemy", "alembic", "platformdirs", "wcwidth", "rich", "psycopg")
PROGRAM = f"""
import sys
from tracker.cli.main import run
for words in COMMANDS:
    sys.argv = ["tracker", *words]
    try:
        run()
    except SystemExit as ended:
        assert not ended.code, (words, ended.code)
    if any(name in sys.modules for name in {SLOW!r}):
        break
sys.stdout.write("\\0" + " ".join([*words, *(name for name in {SLOW!r} if name in sys.modules)]))
"""


def imported(*commands: tuple[str, ...]) -> list[str]:
    """Run commands in one process, up to the first that imports slow modules; return its words and these modules."""
    return run_script(f"COMMANDS = {commands!r}\n{PROGRAM}").rpartition("\0")[2].split()


def command(name: str) -> click.Command:
    """Return a command as `tracker` finds it."""
    found = main.get_command(click.Context(main), name) if isinstance(main, click.Group) else None
    assert found is not None
    return found


def test_everyday_commands_import_nothing_slow(story: Path) -> None:
    assert imported(
        ("--help",),
        ("report", "--help"),
        ("status",),
        ("status", "ahn"),
        ("status", "--format", "json"),
        ("agenda", "2026-01"),
        ("history",),
        ("why", "ahn"),
        ("diff", "2026-01-22"),
        ("search", "ahn"),
        ("outlets",),
        ("lag",),
        ("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28"),
        ("retract", "@6", "--because", "withdrawn"),
        ("undo",),
        ("feed",),
        ("verify",),
    ) == ["verify"]


@pytest.mark.parametrize("words", ["-q status", "report a noted --new --source J --published today"])
def test_an_everyday_command_on_a_server_imports_only_the_driver(
    postgres: PostgresServer, migrated: str, words: str
) -> None:
    url = postgres.create_database(template=migrated)
    assert imported(("--db", url, *words.split())) == ["--db", url, *words.split(), "psycopg"]
    postgres.drop_database(url)


def test_the_check_detects_slow_imports(tmp_path: Path) -> None:
    assert imported(("where",), ("--help",)) == ["where", "platformdirs"]


def test_help_imports_no_ledger() -> None:
    script = """
import sys
sys.argv = ["tracker", "--help"]
from tracker.cli.main import run
try:
    run()
except SystemExit:
    print([name for name in sys.modules if name.startswith(("tracker.ledger", "tracker.store", "sqlite3"))])
"""
    assert run_script(script).endswith(
        "  completion   Print the completion script for bash, zsh or fish.\n\n"
        "  A MEETING is its name, an alias, or the unique beginning of one. A WHEN is\n"
        "  2026-01-28, 2026-01-28T17:00+09:00, today, yesterday, '3 days ago', or @12,\n"
        "  the twelfth event of the log.\n[]\n"
    )


def test_the_help_names_every_command_of_the_contract_under_its_heading() -> None:
    assert {heading: list(commands) for heading, commands in COMMANDS.items()} == {
        "Record": ["draft", "report", "correct", "retract", "undo", "link", "merge", "rename", "alias"],
        "Receive": ["watch", "inbox", "accept", "reject"],
        "See": ["status", "agenda", "history", "why", "diff", "search", "show", "outlets", "lag"],
        "Share": ["export", "import", "serve", "notify", "mcp"],
        "Keep": ["verify", "rebuild", "backup", "restore", "forget-text", "where", "config", "feed", "completion"],
    }
    shown = tracker("--help").text
    assert tracker("-h").text == shown
    headings = [line for line in shown.splitlines() if line.endswith(":")]
    assert headings == ["Options:", "Record:", "Receive:", "See:", "Share:", "Keep:"]
    shown_lines = {tuple(line.strip().split(None, 1)) for line in shown.splitlines()}
    assert shown_lines >= HELP.items()


@pytest.fixture(scope="module")
def help_texts() -> dict[str, str]:
    """Return the help of each command."""
    return {name: tracker(name, "--help").text for name in HELP}


def test_each_command_has_its_name_and_its_help(help_texts: dict[str, str]) -> None:
    for name, text in help_texts.items():
        assert command(name).name == name
        assert f"Usage: tracker {name} " in text
        assert tracker(name, "-h").text == text


def test_every_option_has_a_help_text() -> None:
    options = {(name, one) for name in HELP for one in command(name).params if isinstance(one, click.Option)}
    assert [(name, one.name) for name, one in options if not (one.help or "").endswith((".", '".'))] == []


def test_options_that_several_commands_share_stand_in_one_order_in_their_help() -> None:
    order = ["--as-of", "--known-at", "--reader", "--verbose"]
    for name in HELP:
        shared = [option for param in command(name).params for option in param.opts if option in order]
        assert shared == sorted(shared, key=order.index), name


def test_the_help_of_a_command_has_an_example(help_texts: dict[str, str]) -> None:
    for name in {*HELP} - WITHOUT_EXAMPLE:
        assert re.search(rf"^  tracker .*\b{name}\b", help_texts[name], re.MULTILINE), name


def test_help_names_no_file_that_is_not_installed(help_texts: dict[str, str]) -> None:
    of_the_checkout = r"\b(?:docs|examples|tests|migrations|benchmarks)/\S+|\b\w+\.md\b"
    assert re.findall(of_the_checkout, "\n".join(help_texts.values())) == []


def test_the_help_fits_into_80_cells(help_texts: dict[str, str]) -> None:
    assert [line for text in help_texts.values() for line in text.splitlines() if len(line) > 80] == []


def test_the_version_is_that_of_the_package() -> None:
    assert tracker("--version").text == f"tracker, version {__version__}\n"


def test_the_installed_command_is_the_tested_one(story: Path) -> None:
    done = installed("status", "ahn", "--as-of", "2026-01-29")
    assert (done.stdout.decode(), done.stderr, done.returncode) == (
        tracker("status", "ahn", "--as-of", "2026-01-29").text,
        b"",
        0,
    )
    assert installed("status", "nobody").returncode == 1
    assert installed("status", "--formt").returncode == 2


def test_today_is_the_day_in_the_users_zone(story: Path) -> None:
    # These two zones are 26 hours apart: on no instant do they share a day.
    for zone in ("Pacific/Kiritimati", "Etc/GMT+12"):
        words = ("report", AHN, "noted", "--source", zone, "--published", "today", "--format", "json")
        assert installed(*words, settings={"TZ": zone}).returncode == 0
    first, second = (event["published"] for event in tracker("history", AHN, "--format", "json").json[-2:])
    assert first > second


def test_the_log_records_the_time_in_utc(story: Path) -> None:
    report = ("report", AHN, "noted", "--source", "Jiji", "--published", "today")
    before = datetime.now(UTC)
    assert installed(*report, settings={"TZ": "Asia/Seoul"}).returncode == 0
    recorded = tracker("history", AHN, "--format", "json").json[-1]["recorded_at"]
    assert before <= datetime.fromisoformat(recorded) <= datetime.now(UTC)
