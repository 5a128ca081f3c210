"""Windows: when a meeting is to be, or was, in the profile of EDTF (ISO 8601-2) that the ledger accepts."""

from datetime import date, timedelta
from functools import lru_cache

from msgspec import Struct

from tracker.domain.errors import TrackerError

_MARKS = ("~", "?")  # about, uncertain: neither widens the bounds
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]
_NAMES = {f"{number:02d}": name for number, name in enumerate(_MONTHS, start=1)}
_NAMES |= {"21": "spring", "22": "summer", "23": "autumn", "24": "winter"}
_SEASONS = {"21": "03", "22": "06", "23": "09", "24": "12"}  # the month in which each begins; it lasts three
_THIRDS = {("01", "10"): "early", ("11", "20"): "mid"}  # days of a month; late is from the 21st to its end
_DAY = timedelta(days=1)

_WRITE_A_DATE = "Write a day as 2026-01-29, a month as 2026-01, a year as 2026, a season as 2026-21 (spring)."
_WRITE_A_SPAN = "Write A/B for all days from A to B, [A..B] for some day of them, [A,B] for one of those named."
_WRITE_AN_OPEN_SIDE = 'Write ".." for a side that is open, as in 2026-01-29/..'
_WRITE_THE_DAYS = (
    'Write the days that are meant, as 2026-01-29 for "January 29" or [2026-01-26..2026-02-01] for '
    '"next week", and keep the report\'s words beside them.'
)


Span = tuple[date | None, date | None]


class Window(Struct, frozen=True, omit_defaults=True):
    """When a meeting is to be, or was: an EDTF string of the profile, kept as written, with the report's own words.

    Making one raises `TrackerError`: unparsable if the string is not of the profile or names a date that does not
    exist, a refusal if it ends before it begins.
    """

    edtf: str
    words: str | None = None

    def __post_init__(self) -> None:
        """Refuse what is no window."""
        _bounds_of(self.edtf)

    @property
    def earliest(self) -> date | None:
        """The first day that the string allows; None is open."""
        return _bounds_of(self.edtf)[0]

    @property
    def latest(self) -> date | None:
        """The last day that the string allows; None is open."""
        return _bounds_of(self.edtf)[1]

    @property
    def exact(self) -> bool:
        """Whether it lasts over every day from earliest to latest: a plain day, or `A/B` of plain days.

        All else is some time within the bounds: a month, season or year, anything in brackets, a date marked
        `~` or `?`, an open side.
        """
        first, slash, last = self.edtf.partition("/")
        return _is_day(first) and (not slash or _is_day(last))

    @property
    def spans(self) -> list[Span]:
        """The spans of days on which it may fall, in order: one, but for "3 or 10 February"."""
        if self.edtf[0] != "[" or "," not in self.edtf:
            return [(self.earliest, self.latest)]
        apart: list[tuple[date, date]] = []
        for first, last in sorted(map(_plain_bounds, self.edtf[1:-1].split(","))):
            if apart and first - _DAY <= apart[-1][1]:
                apart[-1] = (apart[-1][0], max(apart[-1][1], last))
            else:
                apart.append((first, last))
        return list(apart)

    def overlaps(self, other: "Window") -> bool:
        """Whether both may fall on one day."""
        return _share_a_day(self.edtf, other.edtf)

    def overlaps_days(self, first: date | None, last: date | None) -> bool:
        """Whether it may fall on a day from first to last; both count, None is open."""
        return any(_overlap(span, (first, last)) for span in self.spans)

    def contains(self, other: "Window") -> bool:
        """Whether it may fall on every day on which the other may."""
        return _hold(self.spans, other.spans)

    def strictly_contains(self, other: "Window") -> bool:
        """Whether it may fall on every day on which the other may, and on further days."""
        if self.edtf == other.edtf:
            return False
        here, there = self.spans, other.spans
        return _hold(here, there) and not _hold(there, here)

    def label(self) -> str:
        """Say it in English: "29–31 Jan 2026". Windows of different bounds never share a label."""
        if self.edtf[0] == "[":
            return _set_label(self.edtf[1:-1])
        first, slash, last = self.edtf.partition("/")
        return _interval_label(first, last) if slash else _marked(first)


@lru_cache(maxsize=8192)
def _share_a_day(edtf: str, other: str) -> bool:
    return any(Window(edtf).overlaps_days(first, last) for first, last in Window(other).spans)


def _overlap(one: Span, other: Span) -> bool:
    """Whether two spans share a day: neither begins after the other has ended."""
    (first, last), (begins, ends) = one, other
    return (first is None or ends is None or first <= ends) and (begins is None or last is None or begins <= last)


def _hold(spans: list[Span], others: list[Span]) -> bool:
    """Whether each of the others lies within one of the spans."""
    return all(any(_holds(span, other) for span in spans) for other in others)


def _holds(span: Span, other: Span) -> bool:
    (first, last), (begins, ends) = span, other
    begins_within = first is None or (begins is not None and first <= begins)
    return begins_within and (last is None or (ends is not None and ends <= last))


# Bounds. What only an invalid string needs to have checked is checked after it has failed.


@lru_cache(maxsize=8192)
def _bounds_of(edtf: str) -> Span:
    earliest, latest = _set_bounds(edtf) if edtf[:1] == "[" else _interval_bounds(edtf)
    if earliest is not None and latest is not None and latest < earliest:
        raise _reversed(edtf, earliest, latest)
    return earliest, latest


def _interval_bounds(edtf: str) -> tuple[date | None, date | None]:
    first, slash, last = edtf.partition("/")
    if not slash:
        return _bounds(first)
    if first == last == "..":
        raise _open(edtf)
    if not first or not last:
        raise TrackerError.unparsable(f"{_quoted(edtf)} lacks a side", _WRITE_AN_OPEN_SIDE)
    return None if first == ".." else _bounds(first)[0], None if last == ".." else _bounds(last)[1]


def _set_bounds(edtf: str) -> tuple[date | None, date | None]:
    body = edtf[1:-1]
    if edtf[-1] != "]":
        raise TrackerError.unparsable(f"{_quoted(edtf)} does not end in the bracket that it opens", _WRITE_A_SPAN)
    first, dots, last = body.partition("..")
    if not dots:
        return _list_bounds(edtf, body.split(","))
    if not first and not last:
        raise _open(edtf)
    return _plain_bounds(first)[0] if first else None, _plain_bounds(last)[1] if last else None


def _list_bounds(edtf: str, members: list[str]) -> tuple[date, date]:
    if "" in members:
        raise TrackerError.unparsable(f"{_quoted(edtf)} lacks a date", _WRITE_A_SPAN)
    bounds = [_plain_bounds(member) for member in members]
    if len(bounds) == 1:
        raise TrackerError.unparsable(f"{_quoted(edtf)} is a choice of one", f"Write {members[0]}.")
    return min(first for first, _ in bounds), max(last for _, last in bounds)


def _bounds(text: str) -> tuple[date, date]:
    """First and last day of a day, month, season or year, marked or not."""
    return _plain_bounds(text[:-1] if text[-1:] in _MARKS else text)


def _plain_bounds(text: str) -> tuple[date, date]:
    """First and last day of a day, month, season or year without a mark."""
    try:
        match len(text):
            case 10 if text[4] == text[7] == "-":
                day = date.fromisoformat(text)
                return day, day
            case 7 if text[4] == "-":
                begins = _SEASONS.get(text[5:])
                first = date.fromisoformat(f"{text[:4]}-{begins or text[5:]}-01")
                return first, _end_of_month(first.year, first.month + 2 if begins else first.month)
            case 4:
                first = date.fromisoformat(f"{text}-01-01")
                return first, date(first.year, 12, 31)
    except ValueError as error:
        raise _not_a_date(text) from error
    raise _not_a_date(text)


def _end_of_month(year: int, month: int) -> date:
    """Last day of a month; 13 and 14 are of the next year. Raises ValueError after 9999."""
    return date(year, 12, 31) if month == 12 else date(year + month // 12, month % 12 + 1, 1) - _DAY


def _is_day(text: str) -> bool:
    """Whether a valid string, or a part of one, is a day without a mark: nothing else has ten characters."""
    return len(text) == 10


# Errors: a sentence that quotes what is wrong, and a hint that says what to write.


def _not_a_date(text: str) -> TrackerError:
    if not text:
        return TrackerError.unparsable("a window needs a date", _WRITE_A_DATE)
    shape = "".join("0" if character in "0123456789" else character for character in text)
    if shape not in ("0000", "0000-00", "0000-00-00"):
        return TrackerError.unparsable(f"{_quoted(text)} is not a day, month, season or year", _hint(text))
    if text == "9999-24":
        hint = "The last day that a window can have is 9999-12-31."
    elif text[:4] == "0000":
        hint = "Years run from 0001 to 9999."
    elif "01" <= text[5:7] <= "12":
        hint = f"{text[:7]} runs from 01 to {_end_of_month(int(text[:4]), int(text[5:7])).day}."
    else:
        hint = "Months run from 01 to 12, and seasons, without a day, from 21 (spring) to 24 (winter)."
    return TrackerError.unparsable(f"{_quoted(text)} does not exist", hint)


def _hint(text: str) -> str:
    if any(character.isalpha() for character in text):
        return _WRITE_THE_DAYS
    if any(character.isspace() for character in text):
        return "Leave out the spaces."
    if any(mark in text for mark in "~?%"):
        return "One ~ (about) or ? (uncertain) may stand after a date, and not within brackets."
    return _WRITE_A_SPAN if ".." in text or "," in text else _WRITE_A_DATE


def _open(edtf: str) -> TrackerError:
    return TrackerError.unparsable(f"{_quoted(edtf)} is open on both sides", "Leave the window out.")


def _reversed(edtf: str, earliest: date, latest: date) -> TrackerError:
    opening, separator, closing = ("[", "..", "]") if edtf[0] == "[" else ("", "/", "")
    first, _, last = edtf.removeprefix(opening).removesuffix(closing).partition(separator)
    return TrackerError(
        f"{_quoted(edtf)} ends on {latest}, before it begins on {earliest}",
        f"Write {opening}{last}{separator}{first}{closing} if the two are swapped.",
    )


def _quoted(text: str) -> str:
    """What was written, in quotes, with control characters escaped and the end cut off if it is long."""
    return repr(text) if len(text) <= 60 else f"{text[:60]!r}…"


# Labels: the string is known to be valid here.


def _set_label(body: str) -> str:
    first, dots, last = body.partition("..")
    if not dots:
        return _list_label(sorted(set(body.split(","))))
    some = "some day" if _is_day(first or last) and _is_day(last or first) else "some time"
    if not last:
        return f"{some} from {_plain(first)} on"
    if not first:
        return f"by {_end(last)}"
    return _plain(first) if first == last else f"{some} {_range(first, last)}"


def _list_label(units: list[str]) -> str:
    if len(units) == 1:
        return _plain(units[0])
    (*parts, final), ending = _shared(units)
    return f"{', '.join(parts)} or {final}{ending}"


def _interval_label(first: str, last: str) -> str:
    """Words for `A/B`: marks that both ends share are said once."""
    if last == "..":
        return f"from {_marked(first)} on"
    end, mark = (last[:-1], last[-1]) if last[-1] in _MARKS else (last, "")
    if first == "..":
        return f"until {_mark(_end(end), mark)}"
    begin = first.removesuffix(mark)
    if begin[-1] in _MARKS or (mark and begin == first):
        return f"{_marked(first)} – {_marked(last)}"
    third = _third(begin, end) if mark == "~" else None
    return third or _mark(_range(begin, end), mark)


def _third(first: str, last: str) -> str | None:
    """Say "late Jan 2026" where the two days bound a third of one month, else nothing."""
    if not (_is_day(first) and _is_day(last) and first[:7] == last[:7]):
        return None
    days = first[8:], last[8:]
    late = days[0] == "21" and last == str(_end_of_month(int(last[:4]), int(last[5:7])))
    third = "late" if late else _THIRDS.get(days)
    return third and f"{third} {_plain(first[:7])}"


def _range(first: str, last: str) -> str:
    if first == last:
        return _plain(first)
    if len(first) != len(last):
        return f"{_plain(first)} – {_end(last)}"
    (begin, end), ending = _shared([first, last])
    dash = "–" if begin.isdigit() else " – "
    return f"{begin}{dash}{end}{ending}"


def _shared(units: list[str]) -> tuple[list[str], str]:
    """Words of each unit without the month and year that all have, and those: (["29", "31"], " Jan 2026")."""
    words = [_words(unit) for unit in units]
    day, month, year = words[0]
    alike = len({len(unit) for unit in units}) == 1 and len({year for _, _, year in words}) == 1
    if not alike or not month:
        return [_plain(unit) for unit in units], ""
    if day and len({month for _, month, _ in words}) == 1:
        return [day for day, _, _ in words], f" {month} {year}"
    return [f"{day} {month}".lstrip() for day, month, _ in words], f" {year}"


def _words(unit: str) -> tuple[str, str, str]:
    """Day, month or season, and year, as people write them; what the unit lacks is empty."""
    year, code, day = unit[:4], unit[5:7], unit[8:]
    if code == "24":
        following = f"{int(year) + 1:04d}"
        year = f"{year}–{following if following.endswith('00') else following[2:]}"
    return day.lstrip("0"), _NAMES.get(code, ""), year


def _plain(unit: str) -> str:
    return " ".join(word for word in _words(unit) if word)


def _end(unit: str) -> str:
    return _plain(unit) if _is_day(unit) else f"the end of {_plain(unit)}"


def _mark(words: str, mark: str) -> str:
    return f"about {words}" if mark == "~" else words + mark


def _marked(unit: str) -> str:
    return _mark(_plain(unit[:-1]), unit[-1]) if unit[-1] in _MARKS else _plain(unit)
