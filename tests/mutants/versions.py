"""The versions of the program that tests were measured with: their lines are carried over to the present version."""

import difflib
import json
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Final

from tests.mutants.copies import ROOT

CACHE: Final = ROOT / ".mutants"


def digest(paths: Iterable[Path]) -> str:
    """Return a digest of some files."""
    result = sha256()
    for path in sorted(paths):
        result.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return result.hexdigest()[:16]


def kept_version() -> str:
    """Keep the sources of the program as they are now. Return the name of this version."""
    paths = sorted((ROOT / "tracker").rglob("*.py"))
    version = digest(paths)
    file = _file(version)
    if not file.exists():
        CACHE.mkdir(exist_ok=True)
        sources = {str(path.relative_to(ROOT)): path.read_text(encoding="utf-8") for path in paths}
        file.write_text(json.dumps(sources), encoding="utf-8")
    return version


@cache
def present_lines(version: str, file: str) -> dict[int, int]:
    """Return where each line of a file in a version stands now; lines that have changed are left out."""
    earlier, now = _sources(version).get(file, ""), ROOT / file
    if not now.exists():
        return {}
    matcher = difflib.SequenceMatcher(
        None, earlier.splitlines(), now.read_text(encoding="utf-8").splitlines(), autojunk=False
    )
    blocks = matcher.get_matching_blocks()
    return {block.a + line: block.b + line for block in blocks for line in range(1, block.size + 1)}


@cache
def _sources(version: str) -> dict[str, str]:
    file = _file(version)
    sources: dict[str, str] = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    return sources


def _file(version: str) -> Path:
    return CACHE / f"program-{version}.json"
