"""What the pages under docs/ say about commands, exit codes, words and labels is true."""

import re
from datetime import date
from pathlib import Path

import click
import pytest

from tests.cli.runner import tracker
from tests.readme import ROOT
from tracker.cli.main import main
from tracker.domain.natural_days import COMING, PAST, read_days
from tracker.domain.window import Window
from tracker.export.drafts import DRAFT_KEYS, READ_KEYS, RECORDED_KEYS
from tracker.export.json_objects import DIFF_KEYS, HISTORY_KEYS, STATUS_KEYS, WHY_KEYS

DOCS = ROOT / "docs"
PAGES = sorted([*ROOT.glob("*.md"), *DOCS.rglob("*.md")])


def read(page: str) -> str:
    return (DOCS / page).read_text(encoding="utf-8")


COMMAND_ROWS = re.findall(r"^\| `([a-z][a-z-]*)[^`]*` \| .* \| (.*)\|$", read("commands.md"), re.MULTILINE)
EXIT_CODE_ROWS = re.findall(r"^\| (\d+) \| .* \| `tracker (.+)` \|$", read("commands.md"), re.MULTILINE)
DAY_ROWS = re.findall(r"^\| (`.*`) \| ([0-9-]+) \| ([0-9-]+(?: to [0-9-]+)?) \|$", read("days.md"), re.MULTILINE)
WINDOW_ROWS = re.findall(r"^\| .* \| `(.+)` \| (.+) \|$", read("windows.md"), re.MULTILINE)


def formats(command: click.Command) -> list[str]:
    """Return the choices of the command's option --format; none if it has no such option."""
    for parameter in command.params:
        if "--format" in parameter.opts and isinstance(parameter.type, click.Choice):
            return list(parameter.type.choices)
    return []


def test_the_page_on_commands_lists_every_command_with_its_formats() -> None:
    context = click.Context(main)
    commands = {name: main.get_command(context, name) for name in main.list_commands(context)}

    listed = [(name, [word for word in choices.strip().split(", ") if word]) for name, choices in COMMAND_ROWS]

    assert listed == [(name, formats(command)) for name, command in commands.items() if command]


@pytest.mark.parametrize(("code", "arguments"), EXIT_CODE_ROWS)
def test_an_example_ends_with_the_exit_code_of_its_row(code: str, arguments: str) -> None:
    assert tracker(*arguments.split()).code == int(code)


def test_exit_codes_0_1_and_2_have_an_example() -> None:
    assert [code for code, _ in EXIT_CODE_ROWS] == ["0", "1", "2"]


@pytest.mark.parametrize(("edtf", "label"), [row for row in WINDOW_ROWS if row[0] != "--window"])
def test_a_window_is_shown_as_the_page_on_windows_says(edtf: str, label: str) -> None:
    assert Window(edtf).label() == label


@pytest.mark.parametrize("keys", [STATUS_KEYS, HISTORY_KEYS, DIFF_KEYS, WHY_KEYS, DRAFT_KEYS, READ_KEYS, RECORDED_KEYS])
def test_the_page_on_json_names_every_key(keys: tuple[str, ...]) -> None:
    page = read("json.md")

    assert [key for key in keys if not re.search(rf"\b{key}\b", page)] == []


@pytest.mark.parametrize(("forms", "past", "coming"), DAY_ROWS)
def test_a_day_in_words_means_what_the_page_on_days_says(forms: str, past: str, coming: str) -> None:
    for form in re.findall("`([^`]+)`", forms):
        days = read_days(form, date(2026, 1, 28), PAST)
        expected = read_days(form, date(2026, 1, 28), COMING)
        assert days
        assert expected
        assert str(days.last) == past
        assert " to ".join(dict.fromkeys(map(str, expected))) == coming


def anchors(page: Path) -> set[str]:
    """Return the names by which a link reaches the headings of a page, as GitHub makes them."""
    headings = re.findall(r"^#+ (.+)$", page.read_text(encoding="utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w -]", "", heading).lower().replace(" ", "-") for heading in headings}


def leads_somewhere(page: Path, target: str) -> bool:
    """Return whether a link on the page leads to a file that exists, and to a heading in it if it names one."""
    name, _, anchor = target.partition("#")
    file = page.parent / name if name else page
    return file.exists() and (not anchor or anchor in anchors(file))


def test_every_link_to_a_file_leads_somewhere() -> None:
    for page in PAGES:
        targets = re.findall(r"\]\(([^)\s]+)\)", page.read_text(encoding="utf-8"))
        assert [target for target in targets if "://" not in target and not leads_somewhere(page, target)] == [], page


def test_every_decision_fits_in_25_lines() -> None:
    long = [page.name for page in (DOCS / "decisions").iterdir() if len(page.read_text().splitlines()) > 25]

    assert long == []
