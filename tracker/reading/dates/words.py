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
    "in at on for to with by and or of as during when while where after before ahead but is are was were will would "
    "has have had that which who from his her their its the a an said according under amid be then so if because "
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
# "29th-30th" and "30 June-2 July", but not "F-16"
_BEFORE_HYPHEN = re.compile(rf"(?:[0-9](?:st|nd|rd|th)|\b[Mm]id|\b(?i:{'|'.join((*MONTHS, *SHORT_MONTHS))}))-\Z")
_REACH = len(" September-")  # characters before a number that it looks at
_CURRENCY = "$€£¥#№"


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
    def split(cls, text: str) -> "Words":
        """Cut a text. Takes time in proportion to its length."""
        lower, starts, ends, numbers = [], [], [], []
        for token in _TOKEN.finditer(text):
            word = token.group()
            start, end = token.span()
            lower.append(word.lower())
            starts.append(start)
            ends.append(end)
            numbers.append(_number(text, word, start, end) if "0" <= word[0] <= "9" else -1)
        count = len(lower)
        lower += [""] * _PAD
        starts += [-1] * _PAD
        ends += [-2] * _PAD
        numbers += [-1] * _PAD
        return cls(text=text, lower=lower, starts=starts, ends=ends, numbers=numbers, count=count)

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


def _number(text: str, word: str, start: int, end: int) -> int:
    """Give the number where it may be of a date, else -1: not glued to letters, money, decimals, clocks."""
    if len(word) > 6:
        return -1
    before, two_before = text[max(0, start - 1) : start], text[max(0, start - 2) : max(0, start - 1)]
    after, two_after = text[end : end + 1], text[end + 1 : end + 2]
    if before and (before.isalnum() or before in _CURRENCY or (before in ".,:" and two_before.isdigit())):
        return -1
    if before == "-" and two_before.isalpha() and not _BEFORE_HYPHEN.search(text, max(0, start - _REACH), start):
        return -1
    if after and (after.isalpha() or after == "%" or (after in ".,:" and two_after.isdigit())):
        return -1
    return int(word.rstrip("stndrh"))
