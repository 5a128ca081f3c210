"""The table of report options: options become an import line, and an import line becomes options."""

import shlex

import pytest
from msgspec.structs import replace

from tracker.cli.report_texts import report_command, typed_texts
from tracker.domain.import_line import read_line
from tracker.domain.report import Attribution, Claims, Json, Source
from tracker.ledger.report_fields import FIELD, REPORT_FIELDS
from tracker.ledger.report_texts import import_fields, report_texts

# Every option has a value, each different from the others.
LINE: Json = {
    "meeting": "ahn-koizumi-japan-2026-01",
    "new": True,
    "stage": "postponed",
    "published": "2026-01-21T08:00+09:00",
    "source": {
        "outlet": "NationPress",
        "url": "https://np.example/1",
        "headline": "Ahn puts off trip",
        "language": "en",
        "via": ["Kyodo", "Yonhap"],
    },
    "attribution": {"class": "sources", "words": "government sources", "side": ["KR", "JP"]},
    "claims": {
        "window": {"edtf": "2026-02", "words": "next month"},
        "original_window": {"edtf": "2026-01-29/2026-01-31"},
        "place": {"name": "Yokosuka", "standing": "candidate"},
        "host": "JP",
        "participants": [
            {"name": "Ahn Gyu-back", "role": "defence minister, acting", "country": "KR"},
            {"name": "", "role": "chief of staff", "country": "JP"},
        ],
        "without": ["Lee Jae Myung"],
        "kind": "visit",
        "title": "Ahn visits Japan",
        "reason": "snow",
        "by": "KR",
        "withdrawn": ["place", "host"],
        "in_doubt": True,
    },
    "quote": "It snows.",
    "target": 7,
}


def test_a_line_written_as_options_is_read_back_as_the_same_line() -> None:
    line = read_line(LINE)
    texts = report_texts(line)
    assert [name for name, values in texts.items() if not values] == []
    assert read_line({"meeting": line.meeting, "new": line.new, **import_fields(texts)}) == line


@pytest.mark.parametrize(
    ("part", "fields"),
    [
        ("source", Source.__struct_fields__),
        ("attribution", Attribution.__struct_encode_fields__),
        ("claims", Claims.__struct_fields__),
    ],
)
def test_every_field_of_a_report_has_an_option(part: str, fields: tuple[str, ...]) -> None:
    assert {option.path[1] for option in REPORT_FIELDS if option.path[0] == part} == set(fields)


def test_a_value_is_typed_on_one_line() -> None:
    line = read_line(LINE)
    line = replace(line, report=replace(line.report, quote="It\n  snows. "))
    assert report_texts(line)["quote"] == ("It snows.",)


def test_an_option_that_is_not_given_adds_nothing_to_the_line() -> None:
    parameters = {
        option.parameter: () if option.repeats else False if option.is_flag else None for option in REPORT_FIELDS
    }
    assert typed_texts(parameters) == {}
    assert typed_texts(parameters | {"host": "", "via": ("",), "title": "T"}) == {"title": ("T",)}
    assert import_fields({}) == {}


def test_an_empty_window_is_read_so_that_it_is_refused() -> None:
    assert typed_texts({"window": ""}) == {"window": ("",)}


def test_clearing_a_window_clears_its_words_too() -> None:
    fields = import_fields(report_texts(read_line(LINE)))
    FIELD["window"].clear(fields)
    FIELD["words"].clear(fields)
    assert "window" not in fields["claims"]
    assert FIELD["words"].texts(fields) == ()


def test_the_command_has_every_option_once_and_in_the_order_of_the_table() -> None:
    words = shlex.split(report_command(read_line(LINE)))
    typed = [word.removeprefix("--") for word in words if word.startswith("--") and word != "--new"]
    names = [option.name for option in REPORT_FIELDS if option.name != "stage"]
    assert list(dict.fromkeys(typed)) == names
