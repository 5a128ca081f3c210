"""The statistics: how the reports of each outlet came true, and how plans slipped."""

from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from tracker.domain.statistics.slippage import LagTables
from tracker.domain.statistics.track_record import JUDGED, TrackRecord
from tracker.domain.vocabulary import plain
from tracker.export.html import Content, Markup, element, reported, void_element
from tracker.export.labels import NOTHING
from tracker.export.statistics_labels import days_text, slip_text, tally_cells

_SHOWN: Final = 200  # rows of a table
_RECORD_HEADERS: Final = (
    *("reports", "reprints", "first", "stage", "said", "came true", "put off", "fell", "open", "days ahead"),
)


def outlets_page(records: Sequence[TrackRecord]) -> Iterator[str]:
    """Yield the main part of the page of outlets."""
    outlets = [record for record in records if record.by == "outlet"]
    classes = [record for record in records if record.by != "outlet"]
    yield '<main class="outlets" id="content">'
    yield element("h1", "Outlets: how their reports came true, and how early")
    yield element("section", _records("Outlet", outlets), id="outlets", aria_label="Outlets")
    yield element("section", _records("Who says so", classes), id="classes", aria_label="Who says so")
    yield element(
        "p",
        "A statement that a plan is in final arrangement or confirmed counts once for each meeting and window. The "
        "interval is the 95 % interval (Wilson) of the share that came true.",
        class_="s",
    )
    yield "</main>"


def lag_page(lags: LagTables, countries: Sequence[str]) -> Iterator[str]:
    """Yield the main part of the page of lags."""
    yield '<main class="lag" id="content">'
    yield element("h1", "Lag: how plans slipped")
    yield _country_form(countries)
    yield element("section", _windows(lags), id="windows", aria_label="Windows")
    yield element("section", _stages(lags), id="stages", aria_label="Stages")
    yield element("section", *_pairs(lags), id="pairs", aria_label="Pairs of countries")
    yield "</main>"


def _records(name: str, records: Sequence[TrackRecord]) -> Markup:
    rows = [row for record in records for row in _rows(record)]
    return _table(name, (name, *_RECORD_HEADERS), rows)


def _rows(record: TrackRecord) -> Iterator[list[Content]]:
    """Yield a row for each stage; only the first names the outlet and counts its reports."""
    first = f"{record.first} +{record.shared}" if record.shared else str(record.first)
    name: list[Content] = [reported(record.name), str(record.reports), str(record.reprints), first]
    tallies = {stage: record.tallies[stage] for stage in JUDGED if record.tallies[stage].total}
    if not tallies:
        yield [*name, NOTHING, *[""] * 6]
    for stage, tally in tallies.items():
        yield [*name, plain(stage), *tally_cells(tally)]
        name = ["", "", "", ""]


def _country_form(countries: Sequence[str]) -> Markup:
    value = " ".join(countries) or None
    return element(
        "form",
        element(
            "label",
            "Only meetings of these countries ",
            void_element("input", name="country", value=value, placeholder="KR JP"),
        ),
        element("button", "Show"),
        action="/lag",
        class_="clocks",
        aria_label="Countries",
        data_live="#content",
    )


def _windows(lags: LagTables) -> Markup:
    rows: list[list[Content]] = [
        [
            element("a", slip.meeting, href=f"/meetings/{slip.meeting}"),
            slip.first.label(),
            slip.held.label() if slip.held else NOTHING,
            slip_text(slip),
            str(slip.moves),
        ]
        for slip in lags.windows[:_SHOWN]
    ]
    return _table(
        "From the first window to the day it was held", ("meeting", "first window", "held", "slip", "moves"), rows
    )


def _stages(lags: LagTables) -> Markup:
    rows: list[list[Content]] = [
        [plain(each.stage), days_text(each.median), days_text(each.longest), str(each.left), str(each.standing)]
        for each in lags.stages
        if each.left or each.standing
    ]
    return _table("How long a stage lasts", ("stage", "median", "longest", "left it", "standing"), rows)


def _pairs(lags: LagTables) -> Iterator[Markup]:
    rows: list[list[Content]] = [
        ["–".join(pair.countries), *map(str, (pair.plans, pair.held, pair.put_off, pair.fell_through, pair.open))]
        for pair in lags.pairs[:_SHOWN]
        if pair.plans
    ]
    yield _table("Plans of two countries", ("pair", "plans", "held", "put off", "fell", "open"), rows)
    failures = [failure for pair in lags.pairs for failure in pair.failures][:_SHOWN]
    if failures:
        yield element("h2", "What fell through")
        yield element(
            "ul",
            *(
                element(
                    "li",
                    element("a", failure.meeting, href=f"/meetings/{failure.meeting}"),
                    f" {plain(failure.status)}: ",
                    reported(failure.reason or "no reason given"),
                )
                for failure in failures
            ),
            class_="changes",
        )


def _table(caption: str, headers: Iterable[str], rows: Sequence[Sequence[Content]]) -> Markup:
    head = element("thead", element("tr", *(element("th", header, scope="col") for header in headers)))
    body = [element("tr", _row_heading(row[0]), *(element("td", cell) for cell in row[1:])) for row in rows]
    table = element("table", element("caption", caption), head, element("tbody", *body), class_="numbers")
    if not rows:
        return element("p", f"{caption}: nothing yet.", class_="none")
    return element("div", table, class_="scroll", tabindex=0, role="group", aria_label=caption)


def _row_heading(cell: Content) -> Markup:
    """Return the first cell of a row; one without a text belongs to the row above, and heads nothing."""
    return element("th", cell, scope="row") if cell else element("td")
