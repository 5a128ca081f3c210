"""The hash chain and canonical JSON."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.canonical import canonical_bytes, canonical_json
from tracker.domain.chain import GENESIS, row_hash, sealed
from tracker.domain.row import COLUMNS, Row

ROW = Row(
    position=7,
    meeting="ahn-japan",
    version=2,
    type="confirmed",
    published="2026-01-20",
    recorded_at="2026-01-22T09:00:00.000000Z",
    recorded_by="岡",
    payload='{"quote":"a \\"b\\" 日","v":1}',
    fingerprint=None,
    hash="",
)
values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=20,
)


def test_canonical_json_has_sorted_keys_and_no_blanks_or_needless_escapes() -> None:
    assert (
        canonical_json({"b": [1, None, True], "a": {"z": "é日", "Y": ""}})
        == '{"a":{"Y":"","z":"é日"},"b":[1,null,true]}'
    )


def test_canonical_json_has_only_the_escapes_that_json_requires() -> None:
    assert canonical_json('"\\/\n\x00\x7f\u2028') == '"\\"\\\\/\\n\\u0000\x7f\u2028"'


@pytest.mark.slow
@settings(max_examples=25)
@given(values)
def test_canonical_json_equals_that_of_the_standard_library_with_sorted_keys(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert canonical_json(value) == written
    assert canonical_bytes(value) == written.encode()


def test_canonical_json_refuses_lone_surrogates() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical_json(["\ud800"])


def test_a_hash_is_sha256_over_the_previous_hash_and_the_columns_as_one_array() -> None:
    array = (
        '[7,"ahn-japan",2,"confirmed","2026-01-20","2026-01-22T09:00:00.000000Z","岡",'
        '"{\\"quote\\":\\"a \\\\\\"b\\\\\\" 日\\",\\"v\\":1}",null]'
    )
    assert row_hash(GENESIS, ROW) == hashlib.sha256(("0" * 64 + array).encode("utf-8")).hexdigest()


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "hash"])
def test_the_hash_covers_every_other_column(column: str) -> None:
    other: Any = 8 if column in {"position", "version"} else "other"
    assert row_hash(GENESIS, ROW._replace(**{column: other})) != row_hash(GENESIS, ROW)
    assert row_hash(GENESIS, ROW._replace(hash="other")) == row_hash(GENESIS, ROW)


def test_the_hash_covers_the_previous_hash() -> None:
    assert row_hash("1" * 64, ROW) != row_hash(GENESIS, ROW)


def test_a_sealed_row_has_its_hash_and_is_otherwise_unchanged() -> None:
    row = sealed(GENESIS, ROW)
    assert (row.hash, row[:-1]) == (row_hash(GENESIS, ROW), ROW[:-1])
