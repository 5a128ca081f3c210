"""The files of the project: of a git checkout, or of an unpacked source distribution."""

import subprocess
from pathlib import Path

ROOT = Path(__file__).parents[1]

# The choice of the tests to run while you work: see CONTRIBUTING.md.
QUICK = "not slow and not server and not browser and not faults"


def project_files() -> list[Path]:
    """Return the files that belong to the project, relative to its folder.

    In a checkout these are the files that git tracks or would add, in a source distribution those that it lists.
    """
    if (ROOT / ".git").exists():
        command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
        listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True)
        names = listed.stdout.decode().split("\0")
    else:
        names = (ROOT / "visit_tracker.egg-info" / "SOURCES.txt").read_text(encoding="utf-8").splitlines()
    return [Path(name) for name in names if (ROOT / name).is_file()]
