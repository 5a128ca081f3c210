"""Realistic mixes for the property tests: few meetings, outlets, days and windows, so that they meet each other."""

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
    """Return any report; one with a target is a denial."""
    said: Json = draw(st.fixed_dictionaries({}, optional=_CLAIMS))
    stage = "denied" if target else draw(st.sampled_from(STAGES))
    if stage == "rescheduled":
        said.setdefault("window", draw(_CLAIMS["window"]))
    return read_report(
        line(
            stage,
            draw(published),
            draw(st.sampled_from(["Yonhap", "Kyodo", "NHK"])),
            draw(st.sampled_from(list(STRENGTH))),
            via=draw(st.sampled_from([[], [], ["Yonhap"]])),
            side=draw(st.sampled_from(SIDES)),
            target=target,
            **said,
        )
    )


def mends() -> st.SearchStrategy[Json]:
    """Return the fields of a correction that any report can take."""
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


@st.composite
def logs(draw: st.DrawFn) -> list[Any]:
    """Return what `tests.given.log` takes: every type of event, each about one that came before it."""
    ranks = draw(st.permutations(NAMES))  # merges go one way along it, for `decide` refuses a circle
    said: list[Any] = [(MEETING, draw(reports()))]
    for _ in range(draw(st.integers(0, 11))):
        name = draw(st.sampled_from((MEETING, *NAMES)))
        kind = draw(
            st.sampled_from(
                ["report", "report", "report", "denial", "mend", "link mend", "retraction", "link", "merge"]
            )
        )
        said.append((name, draw(reports())) if kind == "report" else _other(draw, kind, name, ranks, said))
    return said


def _other(draw: st.DrawFn, kind: str, name: str, ranks: list[str], said: list[Any]) -> Any:
    told = [position for position, (_, body) in enumerate(said, start=1) if isinstance(body, Report)]
    target = draw(st.sampled_from(told))
    outlet = draw(st.booleans())
    fault, since = ("outlet", draw(days)) if outlet else ("desk", None)
    match kind:
        case "denial":
            return said[target - 1][0], draw(reports(target=target))
        case "mend":
            return said[target - 1][0], corrected(target, draw(mends()), fault, since)
        case "link mend" if links := [at for at, (_, body) in enumerate(said, start=1) if isinstance(body, Linked)]:
            target = draw(st.sampled_from(links))
            field = draw(st.sampled_from([{"relation": "caused_by"}, {"meeting": NAMES[1]}, {"meeting": NAMES[2]}]))
            return said[target - 1][0], corrected(target, field, fault, since)
        case "retraction" | "link mend":
            target = draw(st.integers(1, len(said)))
            return said[target - 1][0], retracted(target, fault, since)
        case "link":
            return name, linked(draw(st.sampled_from(RELATIONS)), draw(st.sampled_from(NAMES)))
        case _:
            first, second = sorted(draw(st.sampled_from([(0, 1), (0, 2), (1, 2)])))
            return ranks[second], merged(ranks[first])
