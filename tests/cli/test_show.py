"""`show`: one event in full, as text, JSON and CSV."""

import json
from pathlib import Path

import click
import pytest

from tests.cli.readings import evidence, trip
from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tracker.cli.text.article_marks import FIELD_COLORS, article_lines

DRAFTED = {
    "meeting": "ahn-tokyo",
    "new": True,
    "stage": "confirmed",
    "published": "2026-01-20",
    "source": {"outlet": "NationPress", "headline": "Ahn to visit", "via": ["Yonhap"]},
    "claims": {"window": {"edtf": "2026-02-01", "words": "February 1"}, "host": "JP"},
    "evidence": {
        "stage": {"text": "will\nvisit", "start": 4, "end": 14},
        "window": {"text": "on February 1", "start": 20, "end": 33},
    },
    "article": {"sha256": "ab" * 32, "characters": 40},
}


def facts(*words: str) -> list[str]:
    """Return what `show` prints, without who recorded it, when, and the hash."""
    return [line for line in tracker("show", *words).lines if line.split()[0] not in {"recorded", "hash"}]


def test_a_report_is_shown_with_every_field_as_it_is_typed(story: Path) -> None:
    assert facts("@2") == [
        f"@2  {SEOUL}  confirmed",
        "    source         NationPress",
        "    published      2025-09-05",
        "    url            https://np.example/1",
        "    headline       Nakatani to visit Seoul",
        "    via            Yonhap",
        "    language       en",
        "    stage          confirmed",
        "    attribution    official",
        "    attributed to  South Korea's defence ministry",
        "    side           KR",
        "    kind           visit",
        "    with           Gen Nakatani, defence minister, JP",
        "                   Ahn Gyu-back, defence minister, KR",
        "    window         [2025-09-08..2025-09-10]",
        "    words          Monday to Wednesday",
        "    place          Seoul",
        "    host           KR",
        "    title          Gen Nakatani visits Seoul",
        "    quote          Nakatani will visit Seoul from Monday to Wednesday.",
        "    * title: Gen Nakatani visits Seoul",
        "    * kind: visit",
        "    * status: confirmed",
        "    * attribution: official",
        "    * sides: KR",
        '    * window: some day 8–10 Sep 2025 ("Monday to Wednesday")',
        "    * host: KR",
        "    * places: Seoul",
        "    * participants: Gen Nakatani, defence minister, JP; Ahn Gyu-back, defence minister, KR",
    ]


def test_the_words_behind_each_field_stand_beside_it(db: Path) -> None:
    tracker("import", "-", stdin=json.dumps(DRAFTED))
    shown = facts("@1")
    assert any(line.split() == ["stage", "confirmed", '"will', 'visit"'] for line in shown)
    assert any(line.endswith('"on February 1"') and "2026-02-01" in line for line in shown)
    assert any("40 characters, SHA-256 abab" in line for line in shown)
    answer = tracker("show", "1", "--format", "json").json
    assert answer["evidence"] == DRAFTED["evidence"]
    assert (answer["article"], answer["batch"]) == (DRAFTED["article"], None)


def test_a_correction_shows_the_fields_that_it_sets_and_clears(story: Path) -> None:
    people = ("--with", "Ahn Gyu-back, defence minister, KR", "--with", "Gen Nakatani, defence minister, JP")
    tracker("correct", "@4", "--host", "KR", *people, "--clear", "place", "--because", "misread")
    assert facts("@7") == [
        f"@7  {AHN}  corrected",
        "    about     @4",
        "    because   misread",
        "    fault     desk",
        "    with      Ahn Gyu-back, defence minister, KR",
        "              Gen Nakatani, defence minister, JP",
        "    place     cleared",
        "    host      KR",
        "    * host: JP → KR",
        "    * participants: + Gen Nakatani, defence minister, JP",
    ]


def test_a_correction_of_a_link_shows_its_relation_and_its_meeting(story: Path) -> None:
    tracker("correct", "@3", "--relation", "caused-by", "--to", AHN, "--because", "misread")
    assert facts("@7")[1:6] == [
        "    about     @3",
        "    because   misread",
        "    fault     desk",
        "    relation  caused by",
        f"    meeting   {AHN}",
    ]


def test_links_merges_and_retractions_are_shown_too(story: Path) -> None:
    tracker("merge", DECEMBER, SEOUL)
    tracker("retract", "@6", "--because", "withdrawn", "--fault", "outlet", "--published", "2026-01-29")
    assert facts("@3")[1] == f"    successor of  {DECEMBER}"
    assert facts("@7")[1] == f"    into      {SEOUL}"
    assert facts("@8")[1:5] == [
        "    about        @6",
        "    because      withdrawn",
        "    fault        outlet",
        "    holds since  2026-01-29",
    ]
    assert facts("@6")[-1] == "    retracted by @8"


def test_json_and_csv_have_the_keys_of_a_history_and_more(story: Path) -> None:
    (entry,) = (entry for entry in tracker("history", AHN, "--format", "json").json if entry["position"] == 5)
    assert tracker("show", "@5", "--format", "json").json == {**entry, "evidence": None, "article": None, "batch": None}
    header, row = tracker("show", "@5", "--format", "csv").text.splitlines()
    assert (header[-22:], row[:2]) == ("evidence,article,batch", "5,")


@pytest.mark.parametrize("position", ["@7", "@99"])
def test_a_position_that_the_log_does_not_have_is_refused(story: Path, position: str) -> None:
    done = tracker("show", position)
    assert (done.out, done.err, done.code) == ("", f"tracker: there is no {position}\nhint: The log ends at @6.\n", 1)


def test_an_empty_log_has_no_event(empty: Path) -> None:
    assert tracker("show", "1").err == "tracker: there is no @1\nhint: The log is empty.\n"


def test_words_are_coloured_up_to_their_ends_where_passages_touch_and_lines_wrap() -> None:
    text = "Ahn will visit Japan.\r\nSoon"
    draft = trip(evidence=evidence(text, participants="Ahn", stage=" will visit", host="Japan", window="Soon"))

    def styled(words: str, field: str) -> str:
        return click.style(words, fg=FIELD_COLORS[field], underline=True)

    assert list(article_lines(text, [draft], 12, color=True)) == [
        f"{styled('Ahn', 'participants')} {styled('will', 'stage')}",
        f"{styled('visit', 'stage')} {styled('Japan', 'host')}.",
        styled("Soon", "window"),
    ]
