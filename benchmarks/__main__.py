"""Measures what docs/benchmarks.md promises, compared with yardsticks: `python -m benchmarks [--quick]`.

What it prints stands in that page as it is: `--write docs/benchmarks.md` puts it there.
"""

import argparse
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Final

from benchmarks import appends, batches, commands, measuring, postgres, reading, reads, scale, scratch
from benchmarks.logs import Bench
from benchmarks.measuring import Row, Sizes
from benchmarks.peer import Peer
from benchmarks.postgres import Server
from tests.postgres import PostgresMissing, PostgresServer

_PARTS: Final[dict[str, Callable[[Bench], Iterator[Row]]]] = {
    "commands": commands.rows,
    "appends": appends.rows,
    "batches": batches.rows,
    "reads": reads.rows,
    "reading": reading.rows,
}
_ON_A_SERVER: Final[dict[str, Callable[[Bench, Server], Iterator[Row]]]] = {
    "postgres": postgres.rows,
    "scale": scale.rows,
}
_ORDER: Final = ("commands", "appends", "batches", "reads", "postgres", "reading")  # and scale with `--only scale`
# What stands between these lines of a page is what was printed.
_BEGIN: Final = "<!-- what the run printed -->\n\n"
_END: Final = "\n<!-- end -->\n"


def main() -> None:
    """Measure all parts, or the part that `--only` names, and print the table and the list."""
    options = _options()
    log_progress = _progress_log(time.monotonic())
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder, prefix="tracker-bench-")))
        programs, missing = None, list[str]()
        if options.only not in _ON_A_SERVER:  # these compare nothing with what would have to be installed
            log_progress("a wheel is built and installed")
            programs, missing = _scratch(options.environment or folder)
        peer = None
        if programs and not any(sentence.startswith("eventsourcing") for sentence in missing):
            peer = stack.enter_context(Peer(programs / "python", folder))
        bench = Bench(
            folder=folder,
            sizes=_sizes(options),
            bin=programs or Path(sys.executable).parent,
            peer=peer,
            log_progress=log_progress,
        )
        parts = [options.only] if options.only else list(_ORDER)
        if programs is None and "commands" in parts:
            parts.remove("commands")
        rows = _measure(parts, bench, missing)
    figures = _figures(rows, missing)
    sys.stdout.write(figures)
    if options.write:
        _write(options.write, figures)
    log_progress("done")


def _measure(parts: Iterable[str], bench: Bench, missing: list[str]) -> list[Row]:
    """Measure the parts. Add a sentence to `missing` for each part that cannot be measured."""
    rows: list[Row] = []
    for name in parts:
        bench.log_progress(name)
        if name in _ON_A_SERVER:
            rows += _on_a_server(_ON_A_SERVER[name], bench, missing)
        else:
            rows += _PARTS[name](bench)
    return rows


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes: a minute or two instead of six")
    parser.add_argument("--events", type=int, help="number of events in the log")
    parser.add_argument("--batch", type=int, help="number of reports in an import")
    parser.add_argument("--rounds", type=int, help="how often each is measured; the median is printed")
    parser.add_argument("--only", choices=[*_PARTS, *_ON_A_SERVER], help="measure only one part")
    parser.add_argument(
        "--folder", type=Path, help="the folder for the files of the run, on a real disk and not in memory"
    )
    parser.add_argument(
        "--environment", type=Path, help="the folder of a scratch environment that is kept between runs"
    )
    parser.add_argument("--write", type=Path, metavar="PAGE", help="write the figures into a page, in place of its own")
    options = parser.parse_args()
    if options.folder and not options.folder.is_dir():
        parser.error(f"the folder {options.folder} does not exist: create it, or name another")
    return options


def _sizes(options: argparse.Namespace) -> Sizes:
    sizes = measuring.QUICK if options.quick else measuring.WHOLE
    chosen = {key: getattr(options, key) for key in ("events", "batch", "rounds")}
    return replace(sizes, **{key: value for key, value in chosen.items() if value is not None})


def _scratch(folder: Path) -> tuple[Path | None, list[str]]:
    try:
        return scratch.make(folder)
    except scratch.ScratchError as error:
        return None, [f"No scratch environment, so no whole commands and no peer: {error}."]


def _on_a_server(part: Callable[[Bench, Server], Iterator[Row]], bench: Bench, missing: list[str]) -> Iterator[Row]:
    try:
        server = PostgresServer.start(bench.folder.parent, durable=True)  # another user may have to reach its folder
    except PostgresMissing as error:
        missing.append(f"PostgreSQL is left out: {error}")
        return
    with server:
        yield from part(bench, server)


def _figures(rows: list[Row], missing: list[str]) -> str:
    machine = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}\n"
    return "\n".join([measuring.table(rows), measuring.plain_list(rows), machine, *missing])


def _write(page: Path, figures: str) -> None:
    before, begin, rest = page.read_text(encoding="utf-8").partition(_BEGIN)
    _, end, after = rest.partition(_END)
    page.write_text(f"{before}{begin}{figures}{end}{after}", encoding="utf-8")


def _progress_log(start: float) -> Callable[[str], object]:
    """Return a function that prints a message with the seconds since the start."""
    return lambda message: sys.stderr.write(f"{time.monotonic() - start:6.1f} s  {message}\n")


if __name__ == "__main__":
    main()
