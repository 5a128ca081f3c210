"""Everything that is promised about speed, beside its yardsticks: `python -m benchmarks [--quick]`."""

import argparse
import platform
import sqlite3
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
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
_ORDER: Final = ("commands", "appends", "batches", "reads", "postgres", "reading")  # scale only if it is asked for


def main() -> None:
    """Measure the parts asked for, and print the table."""
    options = _options()
    tell = _teller(time.monotonic())
    with ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(dir=options.folder, prefix="tracker-bench-")))
        kept = options.environment or folder
        tell("a wheel is built and installed")
        programs, missing = _scratch(kept)
        peer = None
        if programs and not any(sentence.startswith("eventsourcing") for sentence in missing):
            peer = stack.enter_context(Peer(programs / "python", folder))
        bench = Bench(
            folder=folder, sizes=_sizes(options), bin=programs or Path(sys.executable).parent, peer=peer, tell=tell
        )
        rows: list[Row] = []
        for name in [options.only] if options.only else _ORDER:
            tell(name)
            if name in _ON_A_SERVER:
                rows += _on_a_server(_ON_A_SERVER[name], bench, missing)
            elif programs or name != "commands":
                rows += _PARTS[name](bench)
    _print(rows, missing)
    tell("done")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="small sizes, in under two minutes")
    parser.add_argument("--events", type=int, help="how many events the log holds")
    parser.add_argument("--batch", type=int, help="how many reports an import brings")
    parser.add_argument("--rounds", type=int, help="how often each is measured; the median counts")
    parser.add_argument("--only", choices=[*_PARTS, *_ON_A_SERVER], help="measure one part alone")
    parser.add_argument("--folder", type=Path, help="where files are made for the run: a real disk, not memory")
    parser.add_argument("--environment", type=Path, help="a folder that keeps the scratch environment between runs")
    options = parser.parse_args()
    if options.folder and not options.folder.is_dir():
        parser.error(f"the folder {options.folder} does not exist: make it, or name another")
    return options


def _sizes(options: argparse.Namespace) -> Sizes:
    sizes = measuring.QUICK if options.quick else measuring.WHOLE
    told = {key: value for key in ("events", "batch", "rounds") if (value := getattr(options, key)) is not None}
    return replace(sizes, **told)


def _scratch(folder: Path) -> tuple[Path | None, list[str]]:
    try:
        return scratch.made(folder)
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


def _print(rows: list[Row], missing: list[str]) -> None:
    sys.stdout.write(measuring.table(rows))
    sys.stdout.write(f"\nPython {platform.python_version()}, SQLite {sqlite3.sqlite_version}, {platform.machine()}\n")
    for sentence in missing:
        sys.stdout.write(f"{sentence}\n")


def _teller(start: float) -> Callable[[str], object]:
    return lambda what: sys.stderr.write(f"{time.monotonic() - start:6.1f} s  {what}\n")


if __name__ == "__main__":
    main()
