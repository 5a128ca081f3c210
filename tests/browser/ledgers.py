"""Ledgers for the board: the example, and one of any size with names of many scripts and hostile texts."""

import json
import random
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from tests.clock import FixedClock
from tests.readme import ROOT
from tracker.export.board.page import pieces
from tracker.ledger.desk import open_desk
from tracker.ledger.exporting import board
from tracker.ledger.importing import import_lines
from tracker.ledger.question import question

EVENING = "2026-01-28T20:00:00+09:00"
TODAY = date(2026, 1, 28)
EXAMPLE = [ROOT / "examples" / name for name in ("two-articles.jsonl", "what-followed.jsonl")]
PEOPLE = (
    ("안규백", "국방부 장관", "KR"),
    ("小泉進次郎", "防衛相", "JP"),
    ("Shinjiro Koizumi", "defence minister", "JP"),
    ("Ahn Gyu-back", "defence minister", "KR"),
    ("王毅", "外交部长", "CN"),
    ("Сергей Лавров", "министр", "RU"),
    ("عباس عراقچی", "وزیر امور خارجه", "IR"),
    ("Luiz Inácio Lula da Silva", "president", "BR"),
    ("Ursula von der Leyen", "president of the Commission", "EU"),
)
MALICE = (
    "<script>window.pwned = 1</script>",
    '"><img src=x onerror="window.pwned = 1">',
    "</script></style></title><svg onload='window.pwned = 1'>",
    "]]> --> &lt;b&gt; ${x} {{7*7}}",
    "\u202eevil\u2066 \u2028 \u2029 line\r\nbreak",
    "شرم الشيخ",
    "' onmouseover='window.pwned = 1",
)
OUTLETS = ("Yonhap", "Kyodo", "朝日新聞", "조선일보", "Reuters", "TASS", *MALICE[:2])
LADDER = ("proposed", "arranging", "in_final_arrangement", "confirmed")


def example() -> list[str]:
    """Return the lines of the example: two articles and later reports."""
    return [line for path in EXAMPLE for line in path.read_text(encoding="utf-8").splitlines()]


def many(meetings: int) -> list[str]:
    """Return the lines of a ledger with that many meetings, the same each time."""
    chance = random.Random(1)
    return [json.dumps(line, ensure_ascii=False) for number in range(meetings) for line in _reports(number, chance)]


def windows() -> list[str]:
    """Return the lines of plans that got their window on the last day: labels at the right edge of each history."""
    edtfs = (
        *("2026-01-30", "2026-02-28/2026-03-02", "[2026-11-26..2027-12-12]", "2026-11-21~/2026-11-30~", "2026-24"),
        *("2026-06-29/..", "[2026-12..]", "[2026-10-26,2026-11-12,2026-12-28,2027-01-15,2027-02-16]"),
    )
    return [
        json.dumps(
            {
                "meeting": f"meeting-{number}",
                "new": is_first,
                "stage": "arranging" if is_first else "confirmed",
                "published": "2026-01-02" if is_first else "2026-01-28",
                "source": {"outlet": "Jiji"},
                "claims": {"window": {"edtf": "2025-12" if is_first else edtf}},
            }
        )
        for number, edtf in enumerate(edtfs)
        for is_first in (True, False)
    ]


def page_of(lines: Iterable[str], place: Path) -> str:
    """Return the board of a new ledger that holds the lines, on the evening of 28 January 2026."""
    with open_desk(str(place), create=True, clock=FixedClock(EVENING), recorder="desk") as desk:
        import_lines(desk, lines)
        with desk.snapshot():
            return "".join(pieces(board(desk, question(desk), everything=True)))


def _reports(number: int, chance: random.Random) -> Iterator[dict[str, Any]]:
    guest, host = chance.sample(PEOPLE, 2)
    day = TODAY - timedelta(days=chance.randint(20, 90))
    due = TODAY + timedelta(days=chance.randint(-30, 60))
    for report in range(chance.randint(2, 7)):
        if day > TODAY:
            return
        stage = chance.choice((*LADDER, "noted", "postponed", "cancelled", "denied")) if report else LADDER[0]
        said_by = chance.choice(("official", "sources", "unattributed", "media"))
        yield {
            "meeting": f"meeting-{number:03}",
            "new": report == 0,
            "stage": stage,
            "published": day.isoformat(),
            "source": {
                "outlet": chance.choice(OUTLETS),
                "url": chance.choice((f"https://news.example/{number}/{report}", "javascript:window.pwned=1")),
                "headline": chance.choice(("日韓防衛相会談、最終調整", "한일 국방장관회담 조율", *MALICE)),
                "language": chance.choice(("ja", "ko", '"><b>')),
            },
            "attribution": {"class": said_by, "words": chance.choice(("government sources", *MALICE))},
            "claims": _claims(report, due, (guest, host), chance),
            "quote": chance.choice((None, *MALICE)),
        }
        day += timedelta(days=chance.choice((0, 0, 1, 4, 9)))
        due += timedelta(days=chance.choice((0, 0, 7)))


def _claims(
    report: int, due: date, people: tuple[tuple[str, str, str], tuple[str, str, str]], chance: random.Random
) -> dict[str, Any]:
    week = due - timedelta(days=due.weekday())
    windows = (due, f"{due}/{due + timedelta(days=2)}", f"[{week}..{week + timedelta(days=6)}]", f"{due:%Y-%m}")
    claims: dict[str, Any] = {"window": {"edtf": str(chance.choice((*windows, f"[{due}..]", f"{due:%Y}")))}}
    if report == 0:
        claims["participants"] = [dict(zip(("name", "role", "country"), one, strict=True)) for one in people]
        claims["host"] = people[1][2]
        claims["kind"] = "visit"
        claims["title"] = f"{people[0][0]} visits {people[1][0]} {chance.choice((*MALICE, '', '', ''))}"
    return claims
