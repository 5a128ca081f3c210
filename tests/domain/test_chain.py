"""The hash chain and the one way to write JSON."""

import hashlib
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.canonical import canonical_bytes, canonical_json
from tracker.domain.chain import GENESIS, around, row_hash, sealed
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
)


def test_canonical_json_sorts_its_keys_and_leaves_out_blanks_and_escapes() -> None:
    assert (
        canonical_json({"b": [1, None, True], "a": {"z": "é日", "Y": ""}})
        == '{"a":{"Y":"","z":"é日"},"b":[1,null,true]}'
    )


def test_canonical_json_escapes_what_json_requires_alone() -> None:
    assert canonical_json('"\\/\n\x00\x7f\u2028') == '"\\"\\\\/\\n\\u0000\x7f\u2028"'


@pytest.mark.slow
@given(values)
def test_canonical_json_is_what_the_standard_library_writes_with_sorted_keys(value: object) -> None:
    written = json.dumps(value, ensure_ascii=False, separators=(",", ":"), sort_keys=True)
    assert canonical_json(value) == written
    assert canonical_bytes(value) == written.encode()


def test_canonical_json_has_no_lone_surrogates() -> None:
    with pytest.raises(UnicodeEncodeError):
        canonical_json(["\ud800"])


@pytest.mark.slow
@given(values)
def test_canonical_json_reads_back_as_what_was_written(value: object) -> None:
    assert json.loads(canonical_json(value)) == value


@given(st.dictionaries(st.text(), st.integers(), min_size=2))
def test_the_order_in_which_keys_were_given_does_not_matter(value: dict[str, int]) -> None:
    assert canonical_json(dict(reversed(value.items()))) == canonical_json(value)


def test_the_chain_begins_with_64_zeros() -> None:
    assert GENESIS == "0" * 64


def test_a_hash_is_sha256_over_the_previous_one_and_the_columns_as_one_array() -> None:
    array = (
        '[7,"ahn-japan",2,"confirmed","2026-01-20","2026-01-22T09:00:00.000000Z","岡",'
        '"{\\"quote\\":\\"a \\\\\\"b\\\\\\" 日\\",\\"v\\":1}",null]'
    )
    assert row_hash(GENESIS, ROW) == hashlib.sha256(("0" * 64 + array).encode("utf-8")).hexdigest()


@pytest.mark.parametrize("column", [column for column in COLUMNS if column != "hash"])
def test_every_column_but_the_hash_is_bound(column: str) -> None:
    other: Any = 8 if column in {"position", "version"} else "other"
    assert row_hash(GENESIS, ROW._replace(**{column: other})) != row_hash(GENESIS, ROW)
    assert row_hash(GENESIS, ROW._replace(hash="other")) == row_hash(GENESIS, ROW)


def test_the_previous_hash_is_bound() -> None:
    assert row_hash("1" * 64, ROW) != row_hash(GENESIS, ROW)


def test_a_sealed_row_has_its_hash_and_is_otherwise_the_same() -> None:
    row = sealed(GENESIS, ROW)
    assert (row.hash, row[:-1]) == (row_hash(GENESIS, ROW), ROW[:-1])


def test_the_columns_are_those_of_the_table() -> None:
    assert (
        *("position", "meeting", "version", "type", "published"),
        *("recorded_at", "recorded_by", "payload", "fingerprint", "hash"),
    ) == COLUMNS


@given(st.builds(Row, position=st.integers(1), meeting=st.text(), version=st.integers(1),
    type=st.text(), published=st.none() | st.text(), recorded_at=st.just("2026-01-22T09:00:00.000000Z"),
    recorded_by=st.text(), payload=st.text(), fingerprint=st.none() | st.text(), hash=st.just("")))  # fmt: skip
def test_a_row_is_hashed_alike_where_a_server_gives_it_its_place(row: Row) -> None:
    before, after = around(row)
    text = f'{GENESIS}[{row.position},{before},"{row.recorded_at}",{after}]'
    assert hashlib.sha256(text.encode()).hexdigest() == row_hash(GENESIS, row)
