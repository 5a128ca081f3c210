"""The log that most tests of the command ask about: the trip of Ahn Gyu-back, and Nakatani's two to Seoul."""

from tests.cli.runner import tracker

AHN = "ahn-koizumi-japan-2026-01"
SEOUL = "nakatani-seoul-2025-09"
DECEMBER = "nakatani-seoul-2024-12"

# When it was recorded, and the words typed. The sixth is yet to come on 28 January.
COMMANDS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "2025-09-06T10:00:00+09:00",
        (
            *("report", DECEMBER, "cancelled", "--new", "--source", "NationPress", "--published", "2025-09-05"),
            *(
                "--window",
                "2024-12",
                "--place",
                "Seoul",
                "--host",
                "KR",
                "--with",
                "Gen Nakatani, defence minister, JP",
            ),
            *("--reason", "fallout of the failed martial law", "--kind", "visit"),
        ),
    ),
    (
        "2025-09-06T10:05:00+09:00",
        (
            *("report", SEOUL, "confirmed", "--new", "--source", "NationPress", "--via", "Yonhap"),
            *("--published", "2025-09-05", "--url", "https://np.example/1", "--headline", "Nakatani to visit Seoul"),
            *("--language", "en", "--attribution", "official", "--attributed-to", "South Korea's defence ministry"),
            *("--side", "KR", "--window", "[2025-09-08..2025-09-10]", "--words", "Monday to Wednesday"),
            *("--place", "Seoul", "--host", "KR", "--kind", "visit", "--title", "Gen Nakatani visits Seoul"),
            *("--with", "Gen Nakatani, defence minister, JP", "--with", "Ahn Gyu-back, defence minister, KR"),
            *("--quote", "Nakatani will visit Seoul from Monday to Wednesday."),
        ),
    ),
    ("2025-09-06T10:06:00+09:00", ("link", SEOUL, "successor-of", DECEMBER)),
    (
        "2026-01-20T18:00:00+09:00",
        (
            *("report", AHN, "arranging", "--new", "--source", "Yomitan", "--published", "2026-01-20"),
            *("--attribution", "sources", "--attributed-to", "government sources", "--host", "JP"),
            *("--window", "[2026-01-26..2026-02-01]", "--words", "next week", "--place", "Yokosuka?"),
            *("--with", "Ahn Gyu-back, defence minister, KR", "--title", "Ahn Gyu-back visits Japan"),
        ),
    ),
    (
        "2026-01-21T15:00:00+09:00",
        (
            *("report", AHN, "in-final-arrangement", "--source", "NationPress", "--via", "Yonhap"),
            *("--published", "2026-01-21", "--attribution", "sources", "--attributed-to", "government sources"),
            *("--window", "2026-01-29/2026-01-31", "--words", "January 29-31"),
            *("--with", "Shinjiro Koizumi, defence minister, JP"),
        ),
    ),
    (
        "2026-01-28T18:00:00+09:00",
        (
            *("report", AHN, "confirmed", "--source", "Kyodo", "--published", "2026-01-28T17:00+09:00"),
            *("--attribution", "official", "--side", "KR", "--side", "JP"),
            *("--window", "2026-01-30", "--place", "Yokosuka"),
        ),
    ),
)


def tell() -> None:
    """Record the story in the log that TRACKER_DB names."""
    for at, words in COMMANDS:
        assert tracker(*words, at=at).code == 0
