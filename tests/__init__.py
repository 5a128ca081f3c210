"""The tests. `tests/conftest.py` has what several share."""

import os
import sys

# Python keeps what it compiles, for the workers and for every process that a test starts: to compile the program takes
# each of them longer than the command that is tested.
sys.dont_write_bytecode = False
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
