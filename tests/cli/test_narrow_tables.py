"""Tables on terminals of 80 cells and less: cells wrap, and the rows stay a table under its headers."""

from pathlib import Path

import pytest
from wcwidth import wcswidth

from tests.cli.runner import INSTALLED, tracker
from tests.cli.story import AHN, SEOUL
from tests.cli.terminals import command_on_terminal

STATUS = ("status", "--as-of", "2026-01-29")
OUTLET_HEADERS = [
    "OUTLET       REPORTS  REPRINTS  FIRST",
    "OUTLET       STAGE      SAID  CAME TRUE  PUT OFF  FELL  OPEN  AHEAD",
]


@pytest.fixture
def desk(db: Path) -> Path:
    """Record a plan with a long window, and one with Korean names that is disputed."""
    tracker(
        *("report", "cho-motegi-tokyo", "confirmed", "--new", "--source", "Mangalorean", "--published", "2026-01-20"),
        *("--attribution", "official", "--side", "JP", "--window", "[2026-11-26..2027-02-12]", "--place", "Tokyo"),
        *("--host", "JP", "--with", "Cho Hyun, foreign minister, KR", "--title", "Cho Hyun visits Tokyo"),
    )
    tracker(
        *("report", "lee-busan", "confirmed", "--new", "--source", "연합뉴스", "--published", "2026-01-21"),
        *("--attribution", "official", "--side", "KR", "--window", "2026-12-05", "--place", "부산광역시 해운대구"),
    )
    tracker(
        "report", "lee-busan", "cancelled", "--source", "Jiji", "--published", "2026-01-22", "--attribution", "sources"
    )
    return db


def shown(*words: str, cells: int = 80) -> list[str]:
    """Return the lines of a view on a terminal of that width."""
    settings = {"NO_COLOR": "1", "PAGER": "cat"}
    lines = command_on_terminal([str(INSTALLED), *words], settings, lines=60, cells=cells).splitlines()
    assert max(map(wcswidth, lines)) <= cells
    return lines


def test_a_table_of_80_cells_wraps_its_cells(desk: Path) -> None:
    assert shown(*STATUS) == [
        "MEETING           STATUS     WHEN         WHERE        SAYS WHO     NOTE",
        "cho-motegi-tokyo  confirmed  some day 26  Tokyo, JP    official",
        "                             Nov 2026 –                (JP)",
        "                             12 Feb 2027",
        "lee-busan         confirmed  5 Dec 2026   부산광역시   official     disputed:",
        "                                          해운대구     (KR)         cancelled,",
        "                                                                    according to",
        "                                                                    unnamed",
        "                                                                    sources",
        "                                                                    (Jiji, @3)",
    ]


def test_where_six_columns_have_no_room_the_notes_follow_below_their_rows(desk: Path) -> None:
    assert shown(*STATUS, cells=66) == [
        "MEETING           STATUS     WHEN         WHERE        SAYS WHO",
        "cho-motegi-tokyo  confirmed  some day 26  Tokyo, JP    official",
        "                             Nov 2026 –                (JP)",
        "                             12 Feb 2027",
        "lee-busan         confirmed  5 Dec 2026   부산광역시   official",
        "                                          해운대구     (KR)",
        "  note: disputed: cancelled, according to unnamed sources (Jiji,",
        "    @3)",
    ]


def test_a_very_narrow_terminal_gets_each_cell_on_a_line_after_its_header(desk: Path) -> None:
    assert shown(*STATUS, "--country", "JP", cells=36) == [
        "cho-motegi-tokyo",
        "  status: confirmed",
        "  when: some day 26 Nov 2026 – 12",
        "    Feb 2027",
        "  where: Tokyo, JP",
        "  says who: official (JP)",
    ]


def test_why_is_a_table_at_80_cells(desk: Path) -> None:
    assert shown("why", "cho")[5:8] == [
        "@1  2026-01-20  Mangalorean  official  sides         JP",
        "@1  2026-01-20  Mangalorean  official  window        some day 26 Nov 2026 – 12",
        "                                                     Feb 2027",
    ]


def test_outlets_are_two_tables_where_one_is_too_wide(desk: Path) -> None:
    lines = shown("outlets")
    assert [line for line in lines if line.startswith("OUTLET")] == OUTLET_HEADERS
    assert shown("outlets", cells=110)[0].startswith("OUTLET       REPORTS  REPRINTS  FIRST  STAGE")
    assert "연합뉴스     confirmed  1     –          0        0     1     –" in lines


def test_a_pipe_gets_one_line_for_each_row(desk: Path) -> None:
    assert len(tracker("status").lines) == 3


# Views that are no tables: further lines are indented below their first


def narrow(monkeypatch: pytest.MonkeyPatch, *words: str) -> str:
    """Return what a view prints on a terminal of 46 cells, without one."""
    monkeypatch.setattr("tracker.cli.app.terminal_width", lambda _: 46)
    return tracker(*words).text


def test_further_lines_of_a_status_stand_below_its_values(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        narrow(monkeypatch, "status", SEOUL)
        == """\
nakatani-seoul-2025-09
Gen Nakatani visits Seoul

status      confirmed since 5 Sep 2025
            [overdue]  @2
says who    official (KR): "South Korea's
            defence ministry"  @2
when        some day 8–10 Sep 2025 ("Monday to
            Wednesday")  @2
where       Seoul  @2
host        KR  @2
who         Gen Nakatani, defence minister, JP
            @2
            Ahn Gyu-back, defence minister, KR
kind        visit  @2
link        successor of
            nakatani-seoul-2024-12  @3
reports     1, of 1 origin
"""
    )


def test_further_lines_of_a_history_are_indented(story: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert (
        narrow(monkeypatch, "history", SEOUL)
        == """\
@2  nakatani-seoul-2025-09  confirmed
    2025-09-05  NationPress < Yonhap  official
      (KR): "South Korea's defence ministry"
    Nakatani to visit Seoul
    "Nakatani will visit Seoul from Monday to
      Wednesday."
    recorded 2025-09-06 01:05 UTC by desk
    * title: Gen Nakatani visits Seoul
    * kind: visit
    * status: confirmed
    * attribution: official
    * sides: KR
    * window: some day 8–10 Sep 2025 ("Monday
        to Wednesday")
    * host: KR
    * places: Seoul
    * participants: Gen Nakatani, defence
        minister, JP; Ahn Gyu-back, defence
        minister, KR

@3  nakatani-seoul-2025-09  linked
    successor of nakatani-seoul-2024-12
    recorded 2025-09-06 01:06 UTC by desk
    * links: successor of
        nakatani-seoul-2024-12
"""
    )


def test_further_lines_of_a_difference_and_of_a_hit_stand_in_their_columns(
    story: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert narrow(monkeypatch, "diff", AHN, "2026-01-20", "2026-01-22").splitlines()[:4] == [
        AHN,
        "    status        arranging →    @5",
        "                  in final       NationPress <",
        "                  arrangement    Yonhap",
    ]
    assert (
        narrow(monkeypatch, "search", "wednesday")
        == """\
nakatani-seoul-   confirmed  some day 8–10 Sep
2025-09                      2025
    @2 2025-09-05 quote: Nakatani will visit
      Seoul from Monday to [Wednesday].
"""
    )
    assert narrow(monkeypatch, "show", "@2").splitlines()[9:11] == [
        "    attributed to  South Korea's defence",
        "                   ministry",
    ]
    assert narrow(monkeypatch, "lag", "pairs").splitlines()[-2:] == [
        "    JP–KR  nakatani-seoul-2024-12  cancelled:",
        "    fallout of the failed martial law",
    ]
