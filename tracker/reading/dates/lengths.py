"""The length of stay that a sentence names near its first day: "a three-day visit from Monday"."""

from collections.abc import Sequence

from tracker.reading.dates.meanings import Bound, Day, Lasting, Meaning, Relative, Side, Unit, Weekday
from tracker.reading.dates.words import CARDINALS, DASHES, Words, any_of

Placed = tuple[Meaning, int, int]  # a date, its first word, and the word after it

# A length of stay belongs to a date near it, unless a word between says that something else is dated.
_STAY_REACH = 20
_TELLING = any_of(
    "said says told announced reported confirmed according statement added quoted ended concluded wrote noted declared "
    "posted revealed disclosed stated denied"
)
_OVER = any_of(
    "wind winds wound winding wraps end ends ended ending conclude concludes concluded wrap wrapped finish finished "
    "complete completed after following during last final day half"
)
_OPENS = any_of("begin begins began start starts started open opens opened opening kick")
_BETWEEN = any_of(
    "for on a an the his her their its begin begins beginning start starts starting to pay make official state working "
    "first , s ’ '"
)
_LASTS = any_of("for lasting spend spends spending stay stays")  # words before a length
_LENGTHS = {"day": 1, "days": 1, "week": 7, "weeks": 7}


def lasting(w: Words, dates: Sequence[Placed], at: int) -> Placed:
    """Return a date of a text; a first day gets the length of stay that its sentence names, before it or after."""
    meaning, i, j = dates[at]
    start = meaning.of if isinstance(meaning, Bound) and meaning.side is Side.FROM else meaning
    if not _is_day(start):
        return meaning, i, j
    earliest = max(i - _STAY_REACH, dates[at - 1][2] if at else 0)
    latest = min(j + _STAY_REACH // 2, dates[at + 1][1] if at + 1 < len(dates) else w.count)
    opens = start is not meaning or w.any_before(i, 4, _OPENS)
    days = _stay_before(w, earliest, i, opens=opens) or _stay_after(w, j, latest)
    return (Lasting(days=days, of=start), i, j) if days else (meaning, i, j)


def _is_day(meaning: Meaning) -> bool:
    return isinstance(meaning, Day | Weekday) or (isinstance(meaning, Relative) and meaning.unit is Unit.DAY)


def _stay_before(w: Words, earliest: int, i: int, *, opens: bool) -> int | None:
    for k in range(i - 1, earliest - 1, -1):
        if _separates(w, k, opens=opens):
            return None
        length = _length(w, k)
        if length:
            return None if w.any_before(k - 2, 6, _OVER - {"during"} if opens else _OVER) else length
    return None


def _separates(w: Words, k: int, *, opens: bool) -> bool:
    """Whether a word puts a length before it into another statement: a verb of speech, a full stop, a comma."""
    word = w.lower[k]
    if word == ".":
        return len(w.lower[k - 1]) > 3
    return word in _TELLING or not word or (word == "," and not opens)


def _stay_after(w: Words, j: int, latest: int) -> int | None:
    linked = False
    for k in range(j, latest):
        length = _length(w, k + 2) if w.lower[k + 1] in DASHES else _length(w, k + 1)
        if length:
            return length if linked else None
        if w.lower[k] not in _BETWEEN:
            return None
        linked = linked or w.lower[k] in ("for", "on") or w.lower[k].startswith(("begin", "start"))
    return None


def _length(w: Words, k: int) -> int | None:
    """Days of a stay that is named up to this word: "three-day", "for three days", "week-long"."""
    word = w.lower[k]
    if word == "weeklong" or (word == "long" and w.lower[k - 2] == "week"):
        return 7
    if word not in _LENGTHS:
        return None
    hyphen = w.lower[k - 1] in DASHES
    at = k - 2 if hyphen else k - 1
    number = w.numbers[at] if w.numbers[at] > 0 else CARDINALS.get(w.lower[at], 0)
    spelled_out = hyphen or w.lower[at - 1] in _LASTS or not word.endswith("s")
    if not spelled_out or not 1 <= number <= 31 or w.lower[at] in ("a", "an"):
        return None
    return number * _LENGTHS[word]
