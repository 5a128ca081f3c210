"""The label of a window: its EDTF string in English, as in "29–31 Jan 2026" or "some time from Feb 2026 on"."""

from typing import Final

from tracker.domain.edtf import OPEN, WINTER, is_day, last_of_month, split_mark, split_unit

_MONTHS: Final = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_SEASONS: Final = {"21": "spring", "22": "summer", "23": "autumn", WINTER: "winter"}
_NAMES: Final = {f"{number:02d}": name for number, name in enumerate(_MONTHS, start=1)} | _SEASONS
_THIRDS: Final = {("01", "10"): "early", ("11", "20"): "mid"}  # days of a month; late is from the 21st to its end


def window_label(edtf: str) -> str:
    """Return the label of a valid EDTF string. Windows of different bounds never have the same label."""
    if edtf.startswith("["):
        return _set_label(edtf[1:-1])
    begin, slash, end = edtf.partition("/")
    return _interval_label(begin, end) if slash else _marked_label(begin)


def _set_label(body: str) -> str:
    """Label `A..B`, `A..`, `..B` or `A,B` in brackets."""
    begin, dots, end = body.partition(OPEN)
    if not dots:
        return _list_label(sorted(set(body.split(","))))
    some = "some day" if all(is_day(unit) for unit in (begin, end) if unit) else "some time"
    if not end:
        return f"{some} from {_unit_label(begin)} on"
    if not begin:
        return f"by {_end_label(end)}"
    if begin == end:
        return _unit_label(begin)
    return f"{some} {_range_label(begin, end)}"


def _list_label(units: list[str]) -> str:
    if len(units) == 1:
        return _unit_label(units[0])
    labels, shared = _factor_out(units)
    return f"{', '.join(labels[:-1])} or {labels[-1]}{shared}"


def _interval_label(first: str, last: str) -> str:
    """Label `A/B`, `A/..` or `../B`. A mark that both ends have is written once."""
    if last == OPEN:
        return f"from {_marked_label(first)} on"
    end, end_mark = split_mark(last)
    if first == OPEN:
        return f"until {_with_mark(_end_label(end), end_mark)}"
    begin, begin_mark = split_mark(first)
    if begin_mark != end_mark:
        return f"{_marked_label(first)} – {_marked_label(last)}"
    third = _third_label(begin, end) if end_mark == "~" else None
    return third or _with_mark(_range_label(begin, end), end_mark)


def _third_label(begin: str, end: str) -> str | None:
    """Return "late Jan 2026" or the like if the two days bound a third of a month, else None."""
    year, month, first_day = split_unit(begin)
    end_year, end_month, last_day = split_unit(end)
    if not (first_day and last_day) or (year, month) != (end_year, end_month):
        return None
    third = _THIRDS.get((first_day, last_day))
    if first_day == "21" and end == last_of_month(int(year), int(month)).isoformat():
        third = "late"
    return third and f"{third} {_unit_label(f'{year}-{month}')}"


def _range_label(begin: str, end: str) -> str:
    """Label all of the time from `begin` to the end of `end`."""
    if begin == end:
        return _unit_label(begin)
    same_precision = len(begin) == len(end)
    if not same_precision:
        return f"{_unit_label(begin)} – {_end_label(end)}"
    (first, last), shared = _factor_out([begin, end])
    dash = "–" if first.isdigit() else " – "
    return f"{first}{dash}{last}{shared}"


def _factor_out(units: list[str]) -> tuple[list[str], str]:
    """Return the labels of the units without the month and year that they share, and the shared part.

    29 and 31 January 2026 give (["29", "31"], " Jan 2026").
    """
    days, months, years = zip(*(_words(unit) for unit in units), strict=True)
    same_precision = len({len(unit) for unit in units}) == 1
    if not same_precision or len(set(years)) > 1 or not months[0]:
        return [_unit_label(unit) for unit in units], ""
    if days[0] and len(set(months)) == 1:
        return list(days), f" {months[0]} {years[0]}"
    labels = [f"{day} {month}".lstrip() for day, month in zip(days, months, strict=True)]
    return labels, f" {years[0]}"


def _words(unit: str) -> tuple[str, str, str]:
    """Return day, month or season, and year as people write them. A part that the unit does not have is empty."""
    year, month, day = split_unit(unit)
    if month == WINTER:
        next_year = f"{int(year) + 1:04d}"
        is_new_century = next_year.endswith("00")
        year = f"{year}–{next_year if is_new_century else next_year[2:]}"
    return day.lstrip("0"), _NAMES.get(month, ""), year


def _unit_label(unit: str) -> str:
    return " ".join(word for word in _words(unit) if word)


def _end_label(unit: str) -> str:
    return _unit_label(unit) if is_day(unit) else f"the end of {_unit_label(unit)}"


def _marked_label(marked_unit: str) -> str:
    unit, mark = split_mark(marked_unit)
    return _with_mark(_unit_label(unit), mark)


def _with_mark(label: str, mark: str) -> str:
    return f"about {label}" if mark == "~" else f"{label}{mark}"
