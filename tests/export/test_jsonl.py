"""JSON and JSON lines: one document, one object a line, and the log column by column."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracker.domain.chain import GENESIS, row_hash, sealed
from tracker.domain.row import COLUMNS, Row
from tracker.export.json import document, line
from tracker.export.jsonl import log_line

ROW = sealed(
    GENESIS,
    Row(
        position=1,
        meeting="ahn-japan",
        version=1,
        type="noted",
        published=None,
        recorded_at="2026-01-22T09:00:00.000000Z",
        recorded_by="안규백 \u2028",
        payload='{"v":1,  "odd": "spacing, as it is stored"}',
        fingerprint=None,
        hash="",
    ),
)
texts = st.text()


values = st.recursive(
    st.none() | st.booleans() | st.integers() | texts, lambda inner: st.lists(inner) | st.dictionaries(texts, inner)
)


def test_a_row_is_written_column_by_column_with_its_payload_as_the_stored_text() -> None:
    written = json.loads(log_line(ROW))
    assert {*written} == {*COLUMNS}
    assert written["payload"] == '{"v":1,  "odd": "spacing, as it is stored"}'
    assert Row(**written) == ROW
    assert row_hash(GENESIS, Row(**written)) == ROW.hash


def test_a_row_is_one_line_of_utf_8_with_sorted_keys_and_no_blanks() -> None:
    written = log_line(ROW)
    assert written == (
        f'{{"fingerprint":null,"hash":"{ROW.hash}","meeting":"ahn-japan",'
        '"payload":"{\\"v\\":1,  \\"odd\\": \\"spacing, as it is stored\\"}","position":1,"published":null,'
        '"recorded_at":"2026-01-22T09:00:00.000000Z","recorded_by":"안규백 \\u2028","type":"noted","version":1}'
    )


def test_a_document_is_indented_and_a_line_is_not() -> None:
    assert document({"a": [1], "b": "안"}) == '{\n  "a": [\n    1\n  ],\n  "b": "안"\n}'
    assert line({"a": [1], "b": "안"}) == '{"a": [1], "b": "안"}'


@pytest.mark.parametrize("write", [document, line])
def test_ascii_only_escapes_the_rest(write: Any) -> None:
    assert write("안\u202e", ascii_only=True) == r'"\uc548\u202e"'


@given(values, st.booleans())
def test_json_reads_back_as_it_was(value: Any, ascii_only: bool) -> None:
    assert json.loads(document(value, ascii_only=ascii_only)) == value
    written = line(value, ascii_only=ascii_only)
    assert json.loads(written) == value
    assert "\n" not in written
    assert written.isascii() or not ascii_only
