"""The configuration file: defaults of options, what is refused in it, and what `config` shows."""

import os
from pathlib import Path

import platformdirs
import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN
from tests.cli.terminals import run_script
from tracker.ledger import environment


def write(tmp_path: Path, text: str) -> str:
    file = tmp_path / "desk.toml"
    file.write_text(text, encoding="utf-8")
    return str(file)


def settings(*words: str) -> list[tuple[str, str, str]]:
    return [(row["key"], row["value"], row["source"]) for row in tracker(*words, "config", "--format", "json").json]


def test_the_users_own_file_is_where_platformdirs_says() -> None:
    assert Path(environment.configuration_file()) == platformdirs.user_config_path("tracker") / "config.toml"


def test_config_shows_a_table(tmp_path: Path) -> None:
    file = write(tmp_path, '[[notify]]\nname = "desk"\nurl = "https://hook.example/a/b"\nsecret = {env = "KEY"}\n')
    header, *rows = [line.split() for line in tracker("--config", file, "config").lines]
    assert header == ["KEY", "VALUE", "FROM"]
    assert rows[0] == ["config", file, "command", "line"]
    assert rows[-2:] == [
        ["notify[1].url", "https://hook.example/…", "file"],
        ["notify[1].secret", "(not", "shown)", "$KEY"],
    ]


def test_the_users_own_file_gives_defaults(story: Path) -> None:
    own = Path(environment.configuration_file())
    own.parent.mkdir(parents=True)
    own.write_text('[defaults.status]\nformat = "json"\n', encoding="utf-8")
    assert tracker("status", AHN).json["meeting"] == AHN
    assert tracker("status", AHN, "--format", "text").text.startswith(AHN)


def test_a_file_may_be_named_by_an_option_or_the_environment(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, '[defaults.status]\nformat = "json"\n')
    assert tracker("--config", file, "status", AHN).json["meeting"] == AHN
    monkeypatch.setenv("TRACKER_CONFIG", file)
    assert tracker("status", AHN).json["meeting"] == AHN
    assert tracker("--config", os.devnull, "status", AHN).text.startswith(AHN)


def test_a_required_option_may_come_from_the_file(story: Path, tmp_path: Path) -> None:
    file = write(tmp_path, '[defaults.report]\nsource = "Jiji"\npublished = 2026-01-28\nvia = ["Kyodo"]\n')
    tracker("--config", file, "report", AHN, "noted", "--place", "Tokyo")
    event = tracker("history", AHN, "--format", "json").json[-1]
    assert (event["source"]["outlet"], event["source"]["via"], event["published"]) == ("Jiji", ["Kyodo"], "2026-01-28")


def test_the_command_line_counts_more_than_the_environment_and_that_more_than_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    logs = {name: str(tmp_path / name) for name in ("typed", "environment", "file")}
    file = write(tmp_path, f'[defaults]\ndb = "{logs["file"]}"\n')
    words = ("--config", file)
    assert settings(*words)[1] == ("db", logs["file"], "file")
    monkeypatch.setenv("TRACKER_DB", logs["environment"])
    assert settings(*words)[1] == ("db", logs["environment"], "$TRACKER_DB")
    assert settings(*words, "--db", logs["typed"])[1] == ("db", logs["typed"], "command line")


def test_config_shows_what_is_in_force_and_where_it_comes_from(tmp_path: Path) -> None:
    file = write(
        tmp_path,
        """
        [defaults]
        quiet = true
        db = "postgresql+psycopg://desk:hush-1@db.example/desk"
        [defaults.agenda]
        all = true
        [[feeds]]
        url = "https://desk:hush-2@np.example/rss?key=hush-3"
        source = "NationPress"
        only = ["visit", "talks"]
        [[feeds]]
        url = {env = "WIRE_FEED"}
        [[notify]]
        url = "https://hooks.example/services/hush-4"
        secret = {file = "/run/secrets/hook"}
        """,
    )
    done = tracker("--config", file, "--color", "never", "config", "--format", "csv")
    assert done.lines == [
        "key,value,source",
        f"config,{file},command line",
        "db,postgresql+psycopg://desk:***@db.example/desk,file",
        "color,never,command line",
        "quiet,true,file",
        "user,desk,$TRACKER_USER",
        "agenda.all,true,file",
        "feeds[1].url,https://np.example/rss?…,file",
        "feeds[1].source,NationPress,file",
        'feeds[1].only,"visit, talks",file',
        "feeds[2].url,(not shown),$WIRE_FEED",
        "notify[1].url,https://hooks.example/…,file",
        "notify[1].secret,(not shown),file /run/secrets/hook",
    ]


def test_config_without_a_file_says_where_it_would_be() -> None:
    file = environment.configuration_file()
    assert settings()[0] == ("config", f"– ({file} does not exist)", "built in")


@pytest.mark.parametrize(
    ("text", "sentence", "hint"),
    [
        ("[default]\n", "unknown key 'default'", "Did you mean 'defaults'?"),
        ('[defaults]\ncolour = "always"\n', "unknown key 'defaults.colour'", "Did you mean 'color'?"),
        ("[defaults.stauts]\n", "unknown key 'defaults.stauts'", "Did you mean 'status'?"),
        ('[defaults.status]\nformta = "json"\n', "unknown key 'defaults.status.formta'", "Did you mean 'format'?"),
        ('[defaults.status]\ndb = "x.db"\n', "unknown key 'defaults.status.db'", None),
        ('[[feeds]]\nulr = "https://np.example"\n', "unknown key 'feeds[1].ulr'", "Did you mean 'url'?"),
        ('[[notify]]\nsecrets = "x"\n', "unknown key 'notify[1].secrets'", "Did you mean 'secret'?"),
        ("[[feeds]]\nsource = 'NationPress'\n", "feeds[1] has no url", 'Write url = "https://…" under [[feeds]].'),
        ('[feeds]\nurl = "x"\n', "feeds is not valid", "Write a list of tables: [[feeds]]."),
        ("[[feeds]]\nurl = 7\n", "feeds[1].url is not valid", 'Write a text, such as "Yonhap".'),
        ('[[feeds]]\nurl = "x"\nonly = "visit"\n', "feeds[1].only is not valid", None),
        ('[[feeds]]\nurl = {emv = "X"}\n', "unknown key 'feeds[1].url.emv'", "Did you mean 'env'?"),
        (
            '[[notify]]\nsecret = "in plain sight"\n',
            "notify[1].secret is not valid",
            'Write a place for a secret: {env = "NAME"} or {file = "/path"}.',
        ),
        ("defaults = 7\n", "defaults is not valid", "Write a table: [defaults]."),
        ("[defaults]\nstatus = 7\n", "defaults.status is not valid", "Write [defaults.status]."),
        ('[defaults.status]\nall = "yes"\n', "defaults.status.all is not valid", "Write true or false."),
        ("[defaults.status]\nformat = ['json']\n", "defaults.status.format is not valid", "Write one value."),
        (
            '[defaults.status]\nformat = "jsn"\n',
            "defaults.status.format is not valid: 'jsn' is not one of 'text', 'json', 'csv'",
            "See tracker status --help.",
        ),
        (
            "[defaults\n",
            "it is not valid TOML: expected ']' at the end of a table declaration (at line 1, column 10)",
            None,
        ),
    ],
)
def test_what_is_not_valid_is_refused_with_its_place(
    story: Path, tmp_path: Path, text: str, sentence: str, hint: str | None
) -> None:
    file = write(tmp_path, text)
    for command in ("status", "config"):
        done = tracker("--config", file, command)
        first, second = done.err.splitlines()
        assert (first, done.out, done.code) == (f"tracker: {file}: {sentence}", "", 1)
        assert second == f"hint: {hint}" if hint else second.startswith("hint: ")


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    done = tracker("--config", str(tmp_path / "no.toml"), "status")
    assert done.err.startswith(f"tracker: {tmp_path / 'no.toml'}: it cannot be read: No such file or directory\nhint: ")
    assert done.code == 1


def test_a_secret_is_read_when_it_is_needed_and_not_before(
    story: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = write(tmp_path, '[defaults]\ndb = {env = "DESK_LOG"}\n')
    monkeypatch.delenv("TRACKER_DB")
    assert tracker("--config", file, "--db", str(story), "where").code == 0
    assert tracker("--config", file, "where").err.startswith("tracker: $DESK_LOG is empty or not set\n")
    monkeypatch.setenv("DESK_LOG", str(story))
    assert str(story) in tracker("--config", file, "where").text


def test_a_start_without_a_file_loads_no_parser(story: Path) -> None:
    script = """
import sys
sys.argv = ["tracker", "status"]
from tracker.cli.main import run
try:
    run()
except SystemExit:
    print([name for name in sys.modules if name in ("tomllib", "tracker.service", "tracker.cli.configured_options")])
"""
    assert run_script(script).endswith("\n[]\n")
