"""`draft --trace`: what each stage of the reader makes of an article."""

from pathlib import Path

import pytest

from tests.cli.runner import tracker

ARTICLE = """Okello to visit Peru

LIMA, Jan 21 - Kenyan President Ruth Okello will visit Peru on January 28, the ministry said.
"""
SAID = ("--source", "NationPress", "--published", "2026-01-21")


@pytest.fixture
def article(tmp_path: Path) -> str:
    path = tmp_path / "item.txt"
    path.write_text(ARTICLE, encoding="utf-8")
    return str(path)


def test_a_trace_shows_the_story_each_sentence_the_encounters_and_the_drafts(article: str) -> None:
    lines = tracker("draft", article, *SAID, "--trace").lines
    assert lines[:6] == [
        "story: 2 sentences",
        "   dateline      LIMA, Jan 21 -",
        "   written on    2026-01-21",
        "   written from  PE",
        "   credits       -",
        "   person        Ruth Okello, president, KE",
    ]
    start = lines.index("headline 0: [person: okello] to visit [place: peru]")
    assert lines[start + 3].startswith(
        "sentence 1: [place: kenyan] [office: president] [person: ruth okello] will visit "
    )
    assert lines[start + 4 : start + 6] == [
        "   statement  official by the ministry",
        "   mention    visit (visit); certain; parties Ruth Okello; places PE; dates january 28",
    ]
    assert "encounter 1: visit, in sentences 0, 1" in lines
    assert any(line.startswith("   stage ") and line.endswith('confirmed "will visit" (rules)') for line in lines)
    assert lines[-1].startswith("draft 1: visit confirmed, official, 2026-01-28, PE, Ruth Okello")


@pytest.mark.parametrize("option", ["--record", "--queue", "--edit", "--format=json"])
def test_a_trace_records_nothing_and_is_text(article: str, option: str) -> None:
    done = tracker("draft", article, *SAID, "--trace", option)
    assert done.err.splitlines()[0] == f"tracker: --trace and {option.replace('=', ' ')} exclude each other"
    assert (done.out, done.code) == ("", 2)


def test_a_trace_needs_no_log_and_creates_none(db: Path, article: str) -> None:
    assert tracker("draft", article, *SAID, "--trace").lines[0] == "story: 2 sentences"
    assert not db.exists()
