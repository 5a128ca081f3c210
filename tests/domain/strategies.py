"""Hypothesis strategies: reports and logs of few meetings, outlets, days and windows, so that they often coincide."""

from typing import Any

from hypothesis import strategies as st

from tests.given import MEETING, corrected, line, linked, merged, retracted
from tracker.domain.events import Linked
from tracker.domain.import_line import read_report
from tracker.domain.report import Json, Report
from tracker.domain.vocabulary import KINDS, RELATIONS, STAGES, STRENGTH, WITHDRAWABLE

NAMES = (MEETING, "nakatani-seoul", "summit-2026")
DAYS = tuple(f"2026-01-{day}" for day in range(15, 27))
# Exact and vague, apart, overlapping and one within the other; some pass while the reports are printed.
WINDOWS = (
    *("2026-01-29/2026-01-31", "2026-01-30", "[2026-01-26..2026-02-01]", "2026-02", "2026-03-03"),
    *("2026-01-18", "2026-01-18/2026-01-20", "2026-01", "[2026-02-01..]"),
)
SIDES: list[list[str]] = [[], ["KR"], ["JP"], ["KR", "JP"], ["US"]]

days = st.sampled_from(DAYS)
zones = st.sampled_from(["Z", "+09:00", "-05:00", "+14:00", "-12:00", "+05:45"])
hours = st.sampled_from(["00:30", "09:00", "12:00", "23:00"])
moments = days | st.builds("{}T{}{}".format, days, hours, zones)

_CLAIMS: dict[str, st.SearchStrategy[Any]] = {
    "window": st.sampled_from(WINDOWS),
    "original_window": st.sampled_from(WINDOWS),
    "place": st.sampled_from(["Yokosuka", "Yokosuka?", "Tokyo", "Tokyo?"]),
    "host": st.sampled_from(["JP", "KR"]),
    "participants": st.lists(
        st.sampled_from(["Ahn Gyu-back, , KR", "ahn gyu back, defence minister, ", ", envoy, JP"])
    ),
    "without": st.lists(st.sampled_from(["Ahn Gyu-back", "envoy"]), max_size=1),
    "kind": st.sampled_from(KINDS[:2]),
    "title": st.sampled_from(["Ahn visits Japan", "Ahn in Tokyo"]),
    "reason": st.sampled_from(["weather", "a dispute"]),
    "by": st.sampled_from(["KR", "JP"]),
    "withdrawn": st.lists(st.sampled_from(WITHDRAWABLE), min_size=1, max_size=2),
    "in_doubt": st.booleans(),
}


@st.composite
def reports(draw: st.DrawFn, published: st.SearchStrategy[str] = moments, target: int | None = None) -> Report:
    """Draw any report. With a target it is a denial."""
    claims: Json = draw(st.fixed_dictionaries({}, optional=_CLAIMS))
    stage = "denied" if target else draw(st.sampled_from(STAGES))
    if stage == "rescheduled":
        claims.setdefault("window", draw(_CLAIMS["window"]))
    return read_report(
        line(
            stage,
            draw(published),
            draw(st.sampled_from(["Yonhap", "Kyodo", "NHK"])),
            draw(st.sampled_from(list(STRENGTH))),
            via=draw(st.sampled_from([[], [], ["Yonhap"]])),
            side=draw(st.sampled_from(SIDES)),
            target=target,
            **claims,
        )
    )


def corrected_fields() -> st.SearchStrategy[Json]:
    """Return a strategy of corrections that are valid for every report."""
    return st.sampled_from(
        [
            {"stage": "cancelled"},
            {"stage": "confirmed", "claims": {"window": None}},
            {"published": "2026-01-21"},
            {"attribution": {"class": "official", "side": ["KR"]}},
            {"source": {"outlet": "NHK", "via": None}},
            {"claims": {"place": {"name": "Tokyo"}, "participants": None}},
        ]
    )


_KINDS_OF_EVENTS = (
    *("report", "report", "report", "denial", "correction"),
    *("link correction", "retraction", "link", "merge"),
)


@st.composite
def logs(draw: st.DrawFn) -> list[Any]:
    """Draw the arguments of `tests.given.log`: events of every type, each about an earlier one."""
    ranks = draw(st.permutations(NAMES))  # merges go only one way along it, since `decide` refuses a circle
    items: list[Any] = [(MEETING, draw(reports()))]
    for _ in range(draw(st.integers(0, 11))):
        name = draw(st.sampled_from((MEETING, *NAMES)))
        kind = draw(st.sampled_from(_KINDS_OF_EVENTS))
        items.append((name, draw(reports())) if kind == "report" else _event(draw, kind, name, ranks, items))
    return items


def _event(draw: st.DrawFn, kind: str, name: str, ranks: list[str], items: list[Any]) -> Any:
    """Draw an event of any kind but a report. It may be about one of the earlier `items`."""
    target = draw(st.sampled_from(_positions(items, Report)))
    is_fault_of_outlet = draw(st.booleans())
    fault, since = ("outlet", draw(days)) if is_fault_of_outlet else ("desk", None)
    links = _positions(items, Linked)
    match kind:
        case "denial":
            return items[target - 1][0], draw(reports(target=target))
        case "correction":
            return items[target - 1][0], corrected(target, draw(corrected_fields()), fault, since)
        case "link correction" if links:
            target = draw(st.sampled_from(links))
            field = draw(st.sampled_from([{"relation": "caused_by"}, {"meeting": NAMES[1]}, {"meeting": NAMES[2]}]))
            return items[target - 1][0], corrected(target, field, fault, since)
        case "retraction" | "link correction":
            target = draw(st.integers(1, len(items)))
            return items[target - 1][0], retracted(target, fault, since)
        case "link":
            return name, linked(draw(st.sampled_from(RELATIONS)), draw(st.sampled_from(NAMES)))
        case _:
            first, second = sorted(draw(st.sampled_from([(0, 1), (0, 2), (1, 2)])))
            return ranks[second], merged(ranks[first])


def _positions(items: list[Any], body_type: type) -> list[int]:
    return [position for position, (_, body) in enumerate(items, start=1) if isinstance(body, body_type)]
