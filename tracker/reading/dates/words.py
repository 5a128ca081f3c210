"""The words of English dates, and an article's text cut into words and numbers with their places."""

import re

from msgspec import Struct

from tracker.reading.dates.meanings import Unit


def any_of(words: str) -> frozenset[str]:
    """Take words, or marks, that are written with spaces between."""
    return frozenset(words.split())


def in_order(words: str, first: int) -> dict[str, int]:
    """Number words that are written with spaces between."""
    return {word: number for number, word in enumerate(words.split(), start=first)}


MONTHS = in_order("january february march april may june july august september october november december", 1)
SHORT_MONTHS = {name[:3]: number for name, number in MONTHS.items() if name != "may"} | {"sept": 9}
ALSO_WORDS = frozenset({"march", "april", "may", "june", "august"})  # a verb, names, an adjective
WEEKDAYS = in_order("monday tuesday wednesday thursday friday saturday sunday", 0)
WEEKDAYS |= {"tues": 1, "weds": 2, "thurs": 3}
SHORT_WEEKDAYS = {name[:3]: number for name, number in WEEKDAYS.items()} | {"thur": 3}  # only next to a date
SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
DAYS = {"today": 0, "tonight": 0, "tomorrow": 1, "yesterday": -1}
UNITS = {unit.value: unit for unit in Unit} | {f"{unit.value}s": unit for unit in Unit}
CARDINALS = in_order(
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen "
    "nineteen twenty",
    1,
)
CARDINALS |= {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "ninety": 90}
ORDINALS = in_order(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth "
    "sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
)
ORDINALS |= {"thirtieth": 30}
TENS = {"twenty": 20, "thirty": 30}
DASHES = frozenset("-‐‑–—−－~〜∼～")  # Korean and Japanese offices write a span with a tilde
APOSTROPHES = frozenset("'’‘ʼ")
TIMES_OF_DAY = frozenset({"morning", "afternoon", "evening", "night"})
JOINTS = dict.fromkeys((*DASHES, "to", "through", "until", "till", "thru"), "to")
JOINTS |= {"and": "and", "&": "and", "/": "and", "or": "or"}

# Words after which a name of a month or a number of a year is a date.
LEADS = any_of(
    "in of by since until till from before after during through around about between for early late mid next last this "
    "coming past than as back"
)
# Words that may follow "5 and 6" where those are days, and do not follow them where something is counted.
FOLLOWERS = any_of(
    "in at on for to with by and or of as during when while where after before ahead upon but is are was were will "
    "would has have had that which who from his her their its the a an said according under amid be then so if because "
    "this next last"
)
MEETINGS = any_of(
    "visit visits trip trips summit summits meeting meetings talks session sessions tour conference forum dialogue "
    "round rounds gathering encounter call date deadline schedule plan plans event"
)
DETERMINERS = any_of(
    "a an the his her their its our this that planned postponed scheduled possible upcoming proposed cancelled "
    "canceled delayed rescheduled for"
)
# A plan put off "until Monday" is for Monday, and one moved "from Monday to Friday" does not last a week.
PUT_OFF = any_of(
    "postpone postpones postponed postponing postponement delay delays delayed delaying defer defers deferred "
    "deferring push pushes pushed pushing move moves moved moving shift shifted shifting reschedule rescheduled "
    "rescheduling "
    "adjourn adjourned off brought forward"
)

_PAD = 24  # empty words after the last, so that looking ahead, or back from the first, needs no care
_YEARS = range(1900, 2100)
_TOKEN = re.compile(r"[^\W\d_]+|[0-9]+(?:st|nd|rd|th)?|\n[ \t\r]*\n|[^\w\s]")
_DIGITS = frozenset("0123456789")
_LONGEST_NUMBER = 6  # characters
_GLUED_BEFORE = re.compile(r"(?:[^\W_]|[$€£¥#№]|[0-9][.,:]|[^\W\d_]-)\Z")  # "G20", "$5", "10:30", "F-16"
_GLUED_AFTER = re.compile(r"[^\W\d_]|%|[.,:][0-9]")  # "5pm", "5%", "1,200"
# "29th-30th", "mid-2019" and "30 June-2 July", but not "F-16"
_OF_DATE = re.compile(rf"(?:[0-9](?:st|nd|rd|th)|\b[Mm]id|\b(?i:{'|'.join((*MONTHS, *SHORT_MONTHS))}))-\Z")
_REACH = len(" September-")  # characters before a number that it looks at


class Words(Struct, frozen=True, kw_only=True):
    """A text's words, numbers and marks: in small letters, where each begins and ends, and what number it is.

    `numbers` holds -1 for numbers that cannot belong to a date: "1,200", "G20", "5%", "10:30".
    """

    text: str
    lower: list[str]
    starts: list[int]
    ends: list[int]
    numbers: list[int]
    count: int

    @classmethod
    def split(cls, text: str, start: int = 0, end: int | None = None) -> "Words":
        """Cut `text[start:end]`. Takes time in proportion to its length."""
        found = list(_TOKEN.finditer(text, start, len(text) if end is None else end))
        written = [each.group() for each in found]
        return cls(
            text=text,
            lower=[*map(str.lower, written), *[""] * _PAD],
            starts=[*map(re.Match.start, found), *[-1] * _PAD],
            ends=[*map(re.Match.end, found), *[-2] * _PAD],
            numbers=[*(_number(text, each) if each[0][0] in _DIGITS else -1 for each in found), *[-1] * _PAD],
            count=len(found),
        )

    def capital(self, index: int) -> bool:
        """Whether the word begins with a capital letter."""
        return self.text[self.starts[index]].isupper()

    def glued(self, index: int) -> bool:
        """Whether nothing stands between the word and the previous word."""
        return self.starts[index] == self.ends[index - 1]

    def year(self, index: int) -> int | None:
        """Give the year that the word is, if it is one of four digits that may be meant."""
        number = self.numbers[index]
        return number if number in _YEARS and len(self.lower[index]) == 4 else None

    def ordinal(self, index: int) -> bool:
        """Whether the word is a number written like 29th."""
        return self.numbers[index] > 0 and self.lower[index][-1] in "tdh"

    def day(self, index: int) -> int | None:
        """Give the day of a month that a number may be."""
        number = self.numbers[index]
        return number if 1 <= number <= 31 and len(self.lower[index].rstrip("stndrh")) <= 2 else None

    def possessive(self, index: int) -> bool:
        """Whether an apostrophe and an s stand here."""
        return self.lower[index] in APOSTROPHES and self.lower[index + 1] == "s" and self.glued(index)

    def any_before(self, index: int, reach: int, words: frozenset[str]) -> bool:
        """Whether one of the words is among so many before this one."""
        return any(self.lower[at] in words for at in range(max(0, index - reach), index))


def _number(text: str, word: re.Match[str]) -> int:
    """Give the number that a word of digits is where it may be of a date, else -1: not glued to letters or money."""
    digits = word.group()
    if len(digits) > _LONGEST_NUMBER:
        return -1
    start, end = word.span()
    return -1 if _is_glued(text, start, end) else int(digits.rstrip("stndrh"))


def _is_glued(text: str, start: int, end: int) -> bool:
    """Whether a number hangs on letters, a currency, a percent sign or another number that no date has there."""
    if _GLUED_AFTER.match(text, end):
        return True
    is_glued = _GLUED_BEFORE.search(text, max(0, start - 2), start) is not None
    return is_glued and not _OF_DATE.search(text, max(0, start - _REACH), start)
