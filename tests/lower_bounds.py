"""Runs the quick tests on the lowest versions that setup.cfg allows: `python -m tests.lower_bounds`.

Words after the command go to pytest instead of the choice of the quick tests.
"""

import configparser
import re
import subprocess
import sys
import tempfile
import venv
from collections.abc import Sequence
from pathlib import Path

from tests.checkout import QUICK, ROOT

_BOUND = re.compile(r"^([\w.-]+)(?:\[\w+\])? *>= *([\d.]+)")


def lowest() -> list[str]:
    """Return a constraint `name==version` for each lower bound in setup.cfg."""
    config = configparser.ConfigParser()
    config.read(ROOT / "setup.cfg", encoding="utf-8")
    lists = [config["options"]["install_requires"], *config["options.extras_require"].values()]
    requirements = {line for text in lists for line in text.splitlines()}
    bounds = filter(None, map(_BOUND.match, requirements))
    return sorted(f"{bound[1]}=={bound[2]}" for bound in bounds)


def run(words: Sequence[str]) -> int:
    """Build the environment in a temporary folder, run pytest in it, and return its exit code."""
    with tempfile.TemporaryDirectory(prefix="tracker-bounds-") as folder:
        constraints = Path(folder, "constraints.txt")
        constraints.write_text("\n".join(lowest()) + "\n", encoding="utf-8")
        venv.create(folder, with_pip=True)
        python = str(Path(folder, "bin", "python"))
        install = [python, "-m", "pip", "install", "--quiet", "-c", str(constraints), "-e", ".[dev]"]
        subprocess.run(install, cwd=ROOT, check=True)
        subprocess.run([python, "-m", "pip", "freeze", "--exclude-editable"], cwd=ROOT, check=True)
        return subprocess.run([python, "-m", "pytest", *words], cwd=ROOT, check=False).returncode


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:] or ["-m", QUICK]))
