"""Marks for a test that uses the log `place` and needs it on one engine only.

Rows of a rule that does not depend on the engine run on a file: what a query does on either engine is tested once.
"""

import pytest

on_a_file = pytest.mark.parametrize("place", ["sqlite"], indirect=True)
on_a_server = pytest.mark.parametrize("place", ["postgresql"], indirect=True)
