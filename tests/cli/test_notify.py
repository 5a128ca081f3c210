"""`notify`: exact sentences, what it refuses, and that no secret is printed."""

import signal
import subprocess
from pathlib import Path

import pytest

from tests.cli.runner import INSTALLED, installed, tracker
from tests.cli.story import AHN
from tests.cli.terminals import environment
from tests.effort import PATIENCE
from tests.service.receiver import receiving

REPORT = ("report", AHN, "postponed", "--source", "Yonhap", "--published", "2026-01-28")


def test_a_dry_run_prints_the_sentences_and_sends_nothing(story: Path) -> None:
    with receiving() as receiver:
        done = tracker("notify", "--dry-run", "--to", receiver.url, "--after", "@4", "--kind", "status")
    assert done.lines == [
        (
            "Ahn–Koizumi, Japan: arranging → in final arrangement, some day 26 Jan – 1 Feb 2026 → 29–31 Jan 2026"
            " (NationPress < Yonhap, government sources)"
        ),
        (
            "Ahn–Koizumi, Japan: in final arrangement → confirmed, 29–31 Jan 2026 → 30 Jan 2026,"
            " Yokosuka?, JP → Yokosuka, JP (Kyodo, officials of KR and JP)"
        ),
    ]
    assert receiver.requests == []


def test_a_dry_run_needs_no_target(story: Path) -> None:
    assert tracker("notify", "--dry-run", "--after", "@0", "--with", "nakatani", "--kind", "date").lines == [
        "Nakatani, South Korea: new: cancelled, Dec 2024, Seoul, unofficial (NationPress)",
        (
            "Nakatani–Ahn, South Korea: new: confirmed, some day 8–10 Sep 2025, Seoul"
            " (NationPress < Yonhap, South Korea's defence ministry) https://np.example/1"
        ),
    ]


@pytest.mark.slow
def test_notify_sends_what_was_recorded_since_it_ran_last(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOOK_KEY", "sesame")
    with receiving() as receiver:
        words = ("notify", "--once", "--to", receiver.url, "--secret", "env:HOOK_KEY")
        assert installed(*words).stderr == b""
        assert tracker(*REPORT).code == 0
        done = installed(*words)
        assert installed(*words).stderr == b""
    assert (done.returncode, done.stdout) == (0, b"")
    assert done.stderr.decode().startswith(f"127.0.0.1:{receiver.server_port}-")
    assert done.stderr.decode().endswith(": 1 sent, up to @7\n")
    assert b"s3cr3t" not in done.stderr
    (sent,) = receiver.objects
    assert sent["text"] == "Ahn–Koizumi, Japan: confirmed, 30 Jan 2026, disputed: postponed (Yonhap)"
    assert sent["changes"] == tracker("diff", "@6", "@7", "--format", "json").json
    assert receiver.requests[0][1]["webhook-signature"].startswith("v1,")


def test_a_receiver_that_refuses_is_a_line_and_exit_code_1(story: Path) -> None:
    with receiving(404) as receiver:
        done = installed("notify", "--once", "--to", receiver.url, "--after", "@5")
    assert done.returncode == 1
    assert done.stderr.decode().endswith(": it answers 404; what was not sent is sent later\n")
    assert b"s3cr3t" not in done.stderr


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_between_two_rounds(story: Path, number: signal.Signals) -> None:
    with receiving() as receiver:
        words = ("notify", "--every", "1h", "--to", receiver.url, "--after", "@5")
        command = [str(INSTALLED), *words]
        with subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True) as process:
            assert process.stderr is not None
            assert process.stderr.readline().endswith(" sent, up to @6\n")
            process.send_signal(number)
            assert process.communicate(timeout=PATIENCE)[1] == ""
    assert process.returncode == 0


def configured(folder: Path, text: str) -> tuple[str, str]:
    """Return the option that names a configuration."""
    file = folder / "desk.toml"
    file.write_text(text, encoding="utf-8")
    return "--config", str(file)


def test_the_configuration_names_targets_each_with_its_filters(story: Path, tmp_path: Path) -> None:
    with receiving() as all_of_it, receiving() as korean:
        config = configured(
            tmp_path,
            f"""
            [[notify]]
            name = "all"
            url = "{all_of_it.url}"
            [[notify]]
            url = "{korean.url}"
            countries = ["ROK"]
            people = ["nakatani"]
            kinds = ["date"]
            """,
        )
        done = installed(*config, "notify", "--once", "--after", "@0")
    assert done.returncode == 0
    assert [each["position"] for each in korean.objects] == [1, 2]
    assert [each["position"] for each in all_of_it.objects][:5] == [1, 2, 4, 5, 6]
    assert b"s3cr3t" not in done.stderr


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "no target is named"),
        ("[[notify]]", "notify[1]: it has no url"),
        ('[[notify]]\nurl = "chat.example/s3cr3t"', "notify[1]: the address of a webhook is not valid"),
        ('[[notify]]\nurl = "https://c.example/s3cr3t"\nkinds = ["gossip"]', "notify[1]: 'gossip' is not a kind of"),
        ('[[notify]]\nurl = "https://c.example/s3cr3t"\ncountries = ["XX"]', "notify[1]: 'XX' is not a country code"),
        ('[[notify]]\nurl = "https://c.example/s3cr3t"\nkind = ["date"]', "unknown key 'notify[1].kind'"),
        ('[[notify]]\nurl = {env = "NO_SUCH_NAME"}', "notify[1]: $NO_SUCH_NAME is empty or not set"),
    ],
)
def test_a_mistake_in_the_configuration_says_where_it_is(story: Path, tmp_path: Path, text: str, sentence: str) -> None:
    done = tracker(*configured(tmp_path, text), "notify", "--once")
    assert done.code in {1, 2}
    assert sentence in done.err
    assert "s3cr3t" not in done.err


@pytest.mark.parametrize(
    ("words", "sentence", "code"),
    [
        (("--once",), "no target is named", 2),
        (("--once", "--country", "KR"), "filters and --secret belong to --to", 2),
        (("--to", "chat.example/s3cr3t"), "the address of a webhook is not valid", 2),
        (("--to", "env:NO_SUCH_NAME"), "$NO_SUCH_NAME is empty or not set", 1),
        (("--to", "https://c.example/s3cr3t", "--secret", "s3cr3t"), "--secret names the place of a secret", 2),
        (("--to", "https://c.example/s3cr3t", "--secret", "file:/no/such/file"), "cannot be read", 1),
        (("--to", "https://c.example/s3cr3t", "--to", "https://c.example/s3cr3t"), "two targets are c.example-", 2),
        (("--dry-run", "--every", "often"), "'often' is not a time between two rounds", 2),
        (("--dry-run", "--every", "25h"), "'25h' is not a time between two rounds", 2),
        (("--dry-run", "--after", "@99"), "there is no @99: the log ends at @6", 1),
        (("--dry-run", "--country", "XX"), "'XX' is not a country code", 2),
        (("--dry-run", "--kind", "gossip"), "'gossip' is not one of", 2),
    ],
)
def test_a_mistake_is_a_sentence_that_shows_no_secret(
    story: Path, words: tuple[str, ...], sentence: str, code: int
) -> None:
    done = tracker("notify", *words)
    assert done.code == code
    assert sentence in done.err
    assert "s3cr3t" not in done.err
    assert done.out == ""


def test_a_log_that_does_not_exist_is_not_created(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("TRACKER_DB", raising=False)
    done = tracker("notify", "--once", "--to", "https://chat.example/hook")
    assert done.code == 1
    assert done.err.startswith("tracker: there is no log at ")
    assert not (home / "data").exists()
