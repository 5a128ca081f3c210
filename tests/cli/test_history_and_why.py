"""`history` and `why`: exact text, JSON by key and value, CSV read back."""

import csv
import io
from pathlib import Path

import pytest

from tests.cli.runner import tracker
from tests.cli.story import AHN, DECEMBER, SEOUL
from tracker.domain.chain import GENESIS

HISTORY_KEYS = [
    *("position", "meeting", "type", "published", "recorded_at", "recorded_by", "source", "attribution", "claims"),
    *("quote", "target", "because", "fault", "fields", "link", "into", "effect", "kept", "retracted_by"),
    *("corrected_by", "hash", "evidence", "article", "batch"),
]
WHY_KEYS = [
    *("field", "value", "position", "type", "published", "outlet", "origin", "attribution", "attributed_to"),
    "evidence",
]
BOTH = "Ahn Gyu-back, defence minister, KR; Shinjiro Koizumi, defence minister, JP"
FINAL = {
    "edtf": "2026-01-29/2026-01-31",
    "earliest": "2026-01-29",
    "latest": "2026-01-31",
    "words": "January 29-31",
}
FRIDAY = {"edtf": "2026-01-30", "earliest": "2026-01-30", "latest": "2026-01-30", "words": None}


def table(*words: str) -> list[dict[str, str]]:
    """Return the rows of a CSV, by their headers."""
    return list(csv.DictReader(io.StringIO(tracker(*words, "--format", "csv").text, newline="")))


# history


def test_history_of_one_meeting_has_a_block_for_each_event(story: Path) -> None:
    assert (
        tracker("history", SEOUL).text
        == f"""\
@2  {SEOUL}  confirmed
    2025-09-05  NationPress < Yonhap  official (KR): "South Korea's defence ministry"
    Nakatani to visit Seoul
    "Nakatani will visit Seoul from Monday to Wednesday."
    recorded 2025-09-06 01:05 UTC by desk
    * title: Gen Nakatani visits Seoul
    * kind: visit
    * status: confirmed
    * attribution: official
    * sides: KR
    * window: some day 8–10 Sep 2025 ("Monday to Wednesday")
    * host: KR
    * places: Seoul
    * participants: Gen Nakatani, defence minister, JP; Ahn Gyu-back, defence minister, KR

@3  {SEOUL}  linked
    successor of {DECEMBER}
    recorded 2025-09-06 01:06 UTC by desk
    * links: successor of {DECEMBER}
"""
    )


def test_history_shows_old_and_new_values_and_the_publication_time_with_its_zone(story: Path) -> None:
    assert tracker("history", "ahn").lines[-8:] == [
        f"@6  {AHN}  confirmed",
        "    2026-01-28 17:00+09:00  Kyodo  official (KR, JP)",
        "    recorded 2026-01-28 09:00 UTC by desk",
        "    * status: in final arrangement → confirmed",
        "    * attribution: sources → official",
        "    * sides: KR, JP",
        '    * window: 29–31 Jan 2026 ("January 29-31") → 30 Jan 2026',
        "    * places: Yokosuka? → Yokosuka",
    ]


def test_history_shows_which_events_were_kept_out_corrected_or_retracted(story: Path) -> None:
    tracker("report", "ahn", "cancelled", "--source", "Sankei", "--published", "2026-01-28", "--attribution", "sources")
    official = ("--attribution", "official", "--target", "@7")
    tracker("report", "ahn", "denied", "--source", "NHK", "--published", "2026-01-29", *official)
    tracker("correct", "@6", "--because", "a typo", "--place", "Yokosuka base")
    outlet = ("--fault", "outlet", "--published", "2026-01-29")
    tracker("retract", "@5", "--because", "withdrawn", *outlet)
    tracker("report", "ahn-yokosuka", "noted", "--new", "--source", "Jiji", "--published", "2026-01-28")
    tracker("merge", "ahn-yokosuka", AHN)
    kept = {event["position"]: event["kept"] for event in tracker("history", "ahn-k", "--format", "json").json}
    assert {position: why for position, why in kept.items() if why} == {7: "denied by @8"}
    blocks = tracker("history", "ahn-k").text.rstrip("\n").split("\n\n")
    by = "    recorded 2026-01-29 00:00 UTC by desk"
    assert blocks[1].splitlines()[-1] == "    retracted by @10"
    assert blocks[2].splitlines()[-1] == "    corrected by @9"
    assert [block.splitlines() for block in blocks[3:]] == [
        [
            f"@7  {AHN}  cancelled",
            "    2026-01-28  Sankei Shimbun  sources",
            by,
            "    its stage was kept out: denied by @8",
        ],
        [f"@8  {AHN}  denied", "    2026-01-29  NHK  official", "    denies @7", by],
        [f"@9  {AHN}  corrected", "    @6, desk's mistake: a typo", by, "    * places: Yokosuka → Yokosuka base"],
        [
            f"@10  {AHN}  retracted",
            "    @5, outlet's mistake from 2026-01-29: withdrawn",
            by,
            "    * participants: - Shinjiro Koizumi, defence minister, JP",
        ],
        ["@11  ahn-yokosuka  noted", "    2026-01-28  Jiji  unattributed", by],
        ["@12  ahn-yokosuka  merged", f"    into {AHN}", by, "    * aliases: ahn-yokosuka"],
    ]


def test_history_of_all_meetings_is_ordered_by_position(story: Path) -> None:
    tracker("report", DECEMBER, "noted", "--source", "Jiji", "--published", "2025-09-09")
    heads = [line for line in tracker("history").lines if line.startswith("@")]
    assert heads == [
        f"@1  {DECEMBER}  cancelled",
        f"@2  {SEOUL}  confirmed",
        f"@3  {SEOUL}  linked",
        f"@4  {AHN}  arranging",
        f"@5  {AHN}  in final arrangement",
        f"@6  {AHN}  confirmed",
        f"@7  {DECEMBER}  noted",
    ]


@pytest.mark.parametrize(
    ("clocks", "positions"),
    [
        (("--as-of", "2026-01-21"), [4, 5]),
        (("--as-of", "2026-01-28T07:59Z"), [4, 5]),
        (("--as-of", "2026-01-28T08:00Z"), [4, 5, 6]),
        (("--known-at", "@4"), [4]),
        (("--known-at", "2026-01-21T06:00Z"), [4, 5]),
        (("--known-at", "@6", "--as-of", "2026-01-20"), [4]),
    ],
)
def test_history_can_be_asked_for_a_past_moment(story: Path, clocks: tuple[str, ...], positions: list[int]) -> None:
    answer = tracker("history", "ahn", "--format", "json", *clocks).json
    assert [event["position"] for event in answer] == positions


def test_an_event_as_json_has_every_key_in_order(story: Path) -> None:
    event = tracker("history", "ahn", "--format", "json").json[-1]
    assert list(event) == HISTORY_KEYS
    assert event == {
        **dict.fromkeys(HISTORY_KEYS),
        "position": 6,
        "meeting": AHN,
        "type": "confirmed",
        "published": "2026-01-28T17:00+09:00",
        "recorded_at": "2026-01-28T09:00:00.000000Z",
        "recorded_by": "desk",
        "source": {"outlet": "Kyodo", "url": None, "headline": None, "language": None, "via": []},
        "attribution": {"class": "official", "words": None, "side": ["KR", "JP"]},
        "claims": {"window": {"edtf": "2026-01-30"}, "place": {"name": "Yokosuka", "standing": "fixed"}},
        "effect": [
            {"field": "status", "old": "in_final_arrangement", "new": "confirmed"},
            {"field": "since", "old": "2026-01-21", "new": "2026-01-28"},
            {"field": "attribution", "old": "sources", "new": "official"},
            {"field": "attributed_to", "old": "government sources", "new": None},
            {"field": "sides", "old": [], "new": ["KR", "JP"]},
            {"field": "window", "old": FINAL, "new": FRIDAY},
            {
                "field": "places",
                "old": [{"name": "Yokosuka", "standing": "candidate"}],
                "new": [{"name": "Yokosuka", "standing": "fixed"}],
            },
        ],
        "corrected_by": [],
        "hash": event["hash"],
    }
    assert len(event["hash"]) == len(GENESIS)


def test_an_event_that_is_not_a_report_fills_its_own_keys(story: Path) -> None:
    tracker("retract", "@6", "--because", "withdrawn", "--fault", "outlet", "--published", "2026-01-29")
    tracker("correct", "@5", "--because", "a typo", "--host", "JP", "--clear", "quote")
    tracker("report", "ahn-yokosuka", "noted", "--new", "--source", "Jiji", "--published", "2026-01-28")
    tracker("merge", "ahn-yokosuka", AHN)
    events = {event["position"]: event for event in tracker("history", "--format", "json").json}
    filled = {
        position: {key: events[position][key] for key in ("target", "because", "fault", "fields", "link", "into")}
        for position in (3, 7, 8, 10)
    }
    nothing = dict.fromkeys(("target", "because", "fault", "fields", "link", "into"))
    assert filled == {
        3: {**nothing, "link": {"relation": "successor_of", "meeting": DECEMBER}},
        7: {**nothing, "target": 6, "because": "withdrawn", "fault": "outlet"},
        8: {
            **nothing,
            "target": 5,
            "because": "a typo",
            "fault": "desk",
            "fields": {"claims": {"host": "JP"}, "quote": None},
        },
        10: {**nothing, "into": AHN},
    }
    assert [events[position]["type"] for position in (3, 7, 8, 10)] == ["linked", "retracted", "corrected", "merged"]
    assert (events[6]["retracted_by"], events[5]["corrected_by"], events[7]["published"]) == (7, [8], "2026-01-29")


def test_history_as_csv_has_the_keys_of_json(story: Path) -> None:
    rows = table("history")
    assert list(rows[0]) == HISTORY_KEYS
    assert [row["position"] for row in rows] == ["1", "2", "3", "4", "5", "6"]
    assert (rows[1]["quote"], rows[2]["published"]) == ("Nakatani will visit Seoul from Monday to Wednesday.", "")


# why


def test_why_names_the_report_behind_each_field(story: Path) -> None:
    assert tracker("why", "ahn").lines == [
        "    PUBLISHED               SOURCE                SAYS WHO  FIELD         VALUE",
        "@4  2026-01-20              Yomitan               sources   title         Ahn Gyu-back visits Japan",
        "@6  2026-01-28 17:00+09:00  Kyodo                 official  status        confirmed",
        "@6  2026-01-28 17:00+09:00  Kyodo                 official  since         28 Jan 2026",
        "@6  2026-01-28 17:00+09:00  Kyodo                 official  attribution   official",
        "@6  2026-01-28 17:00+09:00  Kyodo                 official  sides         KR, JP",
        "@6  2026-01-28 17:00+09:00  Kyodo                 official  window        30 Jan 2026",
        "@4  2026-01-20              Yomitan               sources   host          JP",
        "@6  2026-01-28 17:00+09:00  Kyodo                 official  places        Yokosuka",
        f"@5  2026-01-21              NationPress < Yonhap  sources   participants  {BOTH}",
    ]


def test_why_as_json_has_an_object_for_each_field_with_its_origin(story: Path) -> None:
    rows = tracker("why", "ahn", "--format", "json", "--as-of", "2026-01-22").json
    assert [list(row) for row in rows] == [WHY_KEYS] * len(rows)
    assert {row["field"]: row["position"] for row in rows} == {
        "title": 4,
        "status": 5,
        "since": 5,
        "attribution": 4,
        "attributed_to": 4,
        "window": 5,
        "host": 4,
        "places": 4,
        "participants": 5,
    } | {"attribution": 5, "attributed_to": 5}
    assert rows[5] == {
        "field": "window",
        "value": FINAL,
        "position": 5,
        "type": "in_final_arrangement",
        "published": "2026-01-21",
        "outlet": "NationPress",
        "origin": "Yonhap",
        "attribution": "sources",
        "attributed_to": "government sources",
        "evidence": None,
    }


def test_why_names_the_event_that_recorded_a_link(story: Path) -> None:
    row = tracker("why", DECEMBER, "--format", "json").json[-1]
    assert row == {
        **dict.fromkeys(WHY_KEYS),
        "field": "links",
        "value": [{"relation": "succeeded_by", "meeting": SEOUL}],
        "position": 3,
        "type": "linked",
    }


def test_why_can_be_asked_for_a_past_moment_and_as_csv(story: Path) -> None:
    rows = table("why", "ahn", "--known-at", "@4")
    assert list(rows[0]) == WHY_KEYS
    assert {row["position"] for row in rows} == {"4"}
    assert rows[-1]["value"] == "Ahn Gyu-back, defence minister, KR"
