"""Bad command lines: the check of their sentence, hint and exit code, and the hints that many of them share."""

from tests.cli.runner import MORNING, tracker

REPORT = ("report", "ahn", "noted", "--source", "Jiji", "--published", "2026-01-28")
DENIAL = ("report", "ahn", "denied", "--source", "Jiji", "--published", "2026-01-28", "--target")
NEW = ("noted", "--new", "--source", "Jiji", "--published", "2026-01-28")
BECAUSE = ("--because", "misread")
OUTLET = (*BECAUSE, "--fault", "outlet")

NO_SUCH_DATE_SHAPE = "is not a day, month, season or year"
WRITE_A_DATE = "Write a day as 2026-01-29, a month as 2026-01, a year as 2026, a season as 2026-21 (spring)."
WRITE_A_SPAN = "Write A/B for all days from A to B, [A..B] for some day of them, [A,B] for one of those named."
WRITE_THE_DAYS = (
    'Write the days that are meant, as 2026-01-29 for "January 29" or [2026-01-26..2026-02-01] for "next week", '
    "and give the report's words separately."
)
ONE_MARK = "A date may end with one ~ (about) or ? (uncertain), but not inside brackets."
MONTHS = "Months run from 01 to 12, and seasons, without a day, from 21 (spring) to 24 (winter)."
WRITE_A_MOMENT = "Write 2026-01-28, or 2026-01-28T17:00+09:00 with the zone as hours from UTC."
ZONES = "Hours go from 00 to 23, zones from -14:00 to +14:00."
CODES = "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN)."
LIST = "tracker status --all lists the meetings."
A_NAME = "Begin with a letter, then letters, digits and hyphens, 100 at most: ahn-koizumi-japan-2026-01"
A_POSITION = "Write @7 for the seventh event of the log."
STAGES = (
    "Choose from: proposed, arranging, in-final-arrangement, confirmed, rescheduled, postponed, cancelled, held, "
    "denied, noted."
)
RELATIONS = "Choose from: successor-of, part-of, caused-by."
TWO_MOMENTS = "Write: tracker diff [MEETING] FROM [TO]"
DESK_NEVER = "A mistake of the desk never counted, on any day."


def expect_nothing_recorded(words: tuple[str, ...], sentence: str, hint: str, *, code: int, at: str = MORNING) -> None:
    """Run the command and compare its whole output; the log must not have changed."""
    before = head()
    done = tracker(*words, at=at)
    assert (done.out, done.err, done.code) == ("", f"tracker: {sentence}\nhint: {hint}\n", code)
    assert head() == before


def head() -> tuple[int, str]:
    """Return the last position of the log and its hash."""
    answer = tracker("where", "--format", "json").json
    return answer["position"], answer["hash"]
