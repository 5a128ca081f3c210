"""The track records of outlets and of attribution classes as tables."""

from collections.abc import Iterator, Sequence
from typing import Final

from tracker.cli.text.columns import Cell, columns, fits
from tracker.cli.text.field_values import NOTHING
from tracker.domain.statistics.track_record import JUDGED, TrackRecord
from tracker.domain.vocabulary import plain
from tracker.export.statistics_labels import tally_cells

_HEADERS: Final = ("REPORTS", "REPRINTS", "FIRST", "STAGE", "SAID", "CAME TRUE", "PUT OFF", "FELL", "OPEN", "AHEAD")
_COUNTS: Final = 4  # columns that count reports, the name included; the others are about the reports' claims
_SAME_AS_ABOVE: Final = ("", "", "", "")


def outlet_tables(records: Sequence[TrackRecord], limit: int | None) -> Iterator[str]:
    """Return a table of outlets and a table of attribution classes, with a row for each stage that was stated."""
    outlets = [record for record in records if record.by == "outlet"]
    classes = [record for record in records if record.by != "outlet"]
    if not outlets:
        return
    yield from _table("OUTLET", outlets, limit)
    yield ""
    yield from _table("SAYS WHO", classes, limit)


def _table(header: str, records: Sequence[TrackRecord], limit: int | None) -> list[str]:
    """Return one table, or two where one is too wide: how much was reported, then how it came true."""
    rows = [row for record in records for row in _rows(record)]
    headers = (header, *_HEADERS)
    everything = range(len(headers))
    if limit is None or fits(rows, headers=headers, limit=limit, shrink=everything):
        return columns(rows, headers=headers, limit=limit, shrink=everything)
    counts = [row[:_COUNTS] for row in rows if row[0]]
    said = [[record.name, *row[_COUNTS:]] for record in records for row in _rows(record)]
    return [
        *columns(counts, headers=headers[:_COUNTS], limit=limit, shrink=everything[:_COUNTS]),
        "",
        *columns(said, headers=(header, *headers[_COUNTS:]), limit=limit, shrink=everything[: 1 - _COUNTS]),
    ]


def _rows(record: TrackRecord) -> Iterator[list[Cell]]:
    """Return a row for each stage; only the first names the outlet and counts its reports."""
    first = f"{record.first} +{record.shared}" if record.shared else str(record.first)
    outlet: tuple[str, ...] = (record.name, str(record.reports), str(record.reprints), first)
    tallies = {stage: record.tallies[stage] for stage in JUDGED if record.tallies[stage].total}
    if not tallies:
        yield [*outlet, NOTHING]
    for stage, tally in tallies.items():
        yield [*outlet, plain(stage), *tally_cells(tally)]
        outlet = _SAME_AS_ABOVE
