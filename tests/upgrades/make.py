"""Makes the old database of a revision: `python -m tests.upgrades.make`, run once, before the next revision is written.

It leaves three files beside this one, named after the newest revision: the database, its export, and where its
meetings stand as JSON. They are checked in and never made again: what they hold is what that revision wrote. Where a
newer fold answers otherwise, the JSON alone is put right by hand.
"""

import json
from pathlib import Path
from typing import Any

from msgspec.structs import replace

from tests.clock import FixedClock
from tracker.domain.clocks import parse_published
from tracker.domain.import_line import read_line
from tracker.domain.report import Article, Claims, Participant, Source
from tracker.export.json_objects import status_object
from tracker.export.jsonl import log_line, spelling_line
from tracker.ledger import inbox, spelling
from tracker.ledger.asking import Filter, statuses
from tracker.ledger.deciding import reject
from tracker.ledger.desk import Desk, open_desk
from tracker.ledger.maintenance import all_spellings, whole_log
from tracker.ledger.mending import Cause, correct, retract
from tracker.ledger.proposal import Proposal
from tracker.ledger.question import question
from tracker.ledger.recording import link, merge, record
from tracker.reading.draft import Draft, Evidence
from tracker.store.schema import SCHEMA

FOLDER = Path(__file__).parent
CLOCK = "2026-01-27T18:00:00+09:00"

AHN = "ahn-koizumi-japan-2026-01"
SEOUL = "nakatani-seoul-2024-12"
CALL = "koizumi-call-2026-01"
YONHAP = {"outlet": "연합뉴스", "language": "ko", "headline": "안규백 국방장관, 이달 말 방일 추진"}
MINISTRY = {"class": "official", "words": "防衛省", "side": ["JP"]}
AHN_GYU_BACK = {"name": "안규백", "role": "국방부 장관", "country": "KR"}
KOIZUMI = {"name": "小泉進次郎", "role": "防衛大臣", "country": "JP"}

REPORTS: tuple[dict[str, Any], ...] = (
    {
        "meeting": AHN,
        "new": True,
        "stage": "proposed",
        "published": "2026-01-14",
        "source": YONHAP,
        "attribution": {"class": "sources", "words": "정부 소식통"},
        "claims": {
            "kind": "visit",
            "title": "안규백 방일",
            "host": "JP",
            "window": {"edtf": "2026-01", "words": "이달 중"},
            "participants": [AHN_GYU_BACK, KOIZUMI],
        },
    },
    {
        "meeting": AHN,
        "stage": "arranging",
        "published": "2026-01-19T17:00+09:00",
        "source": {"outlet": "共同通信", "language": "ja", "url": "https://example.org/1"},
        "claims": {"place": {"name": "横須賀", "standing": "candidate"}},
    },
    {
        "meeting": AHN,
        "stage": "in_final_arrangement",
        "published": "2026-01-21",
        "source": {"outlet": "NationPress", "via": ["연합뉴스"]},
        "attribution": {"class": "sources", "words": "government sources"},
        "claims": {"window": {"edtf": "2026-01-29/2026-01-31", "words": "January 29-31"}},
        "quote": "We are making final arrangements.",
    },
    {
        "meeting": AHN,
        "stage": "confirmed",
        "published": "2026-01-23",
        "source": {"outlet": "NHK"},
        "attribution": MINISTRY,
        "claims": {"place": {"name": "横須賀", "standing": "fixed"}},
    },
    {
        "meeting": AHN,
        "stage": "postponed",
        "published": "2026-01-24",
        "source": {"outlet": "NHK"},
        "attribution": MINISTRY,
        "claims": {"reason": "大雪", "by": "JP"},
    },
    {
        "meeting": AHN,
        "stage": "rescheduled",
        "published": "2026-01-25",
        "source": {"outlet": "NHK"},
        "attribution": MINISTRY,
        "claims": {"window": {"edtf": "2026-02-10"}},
    },
    {
        "meeting": AHN,
        "stage": "denied",
        "published": "2026-01-26",
        "source": {"outlet": "Blog"},
        "attribution": {"class": "media"},
    },
    {
        "meeting": SEOUL,
        "new": True,
        "stage": "cancelled",
        "published": "2025-09-05",
        "source": {"outlet": "NationPress"},
        "claims": {"window": {"edtf": "2024-12"}, "host": "KR", "reason": "martial law"},
    },
    {
        "meeting": CALL,
        "new": True,
        "stage": "held",
        "published": "2026-01-20",
        "source": YONHAP,
        "attribution": {"class": "official", "side": ["KR", "JP"]},
        "claims": {"kind": "call", "window": {"edtf": "2026-01-20"}, "title": "통하"},
    },
    {
        "meeting": "koizumi-phone",
        "new": True,
        "stage": "noted",
        "published": "2026-01-20",
        "source": {"outlet": "共同通信"},
        "claims": {"participants": [KOIZUMI]},
    },
)


TEXT = "安圭伯国防相、横須賀へ 29日に訪日"
DRAFT = Proposal(
    draft=Draft(
        main=True,
        stage="confirmed",
        doubt="no source",
        claims=Claims(participants=(Participant(name="安圭伯", role="国防相", country="KR"),), host="JP"),
        evidence={"stage": Evidence.of(TEXT, 15, 18)},
    ),
    source=Source(outlet="共同通信", language="ja"),
    published=parse_published("2026-01-25"),
    new_name="ahn-yokosuka",
    article=Article.of(TEXT),
    text=TEXT,
)


def fill(desk: Desk) -> None:
    """Record events of every type."""
    for said in REPORTS:
        record(desk, read_line(said))
    link(desk, AHN, "successor_of", SEOUL)
    correct(desk, 9, {"claims": {"title": "통화"}}, Cause(because="오타"))
    merge(desk, "koizumi-phone", CALL)
    took_back = Cause(because="the blog took it back", fault="outlet", published=parse_published("2026-01-27"))
    retract(desk, 7, 7, took_back)
    spelling.add(desk, "안규백", "Ahn Gyu-back")
    inbox.queue(desk, [DRAFT, replace(DRAFT, draft=replace(DRAFT.draft, stage="arranging"))])
    reject(desk, [2], "오보")


def make(folder: Path) -> None:
    """Write the three files of the newest revision into a folder where they are not yet."""
    database = folder / f"{SCHEMA}.db"
    if database.exists():
        raise SystemExit(f"{database} exists: an old database is never made again.")
    with open_desk(str(database), create=True, clock=FixedClock(CLOCK), recorder="desk") as desk:
        fill(desk)
        with desk.snapshot():
            lines = "".join(f"{log_line(row)}\n" for row in whole_log(desk))
            lines += "".join(f"{spelling_line(row)}\n" for row in all_spellings(desk))
            asked = question(desk)
            meetings = [status_object(meeting, asked.day) for meeting in statuses(desk, Filter(everything=True), asked)]
    (folder / f"{SCHEMA}.jsonl").write_text(lines, encoding="utf-8")
    text = json.dumps(meetings, ensure_ascii=False, indent=2)
    (folder / f"{SCHEMA}.json").write_text(f"{text}\n", encoding="utf-8")


if __name__ == "__main__":
    make(FOLDER)
