"""Countries: the codes that are stored, the spellings that are read, and what is refused."""

import pytest

from tests.given import refusal
from tracker.domain.report import Json
from tracker.ledger.countries import country, note, with_codes

LINE: Json = {
    "attribution": {"class": "official", "side": ["UK", "kr"]},
    "claims": {
        "host": " U.K. ",
        "by": "USA",
        "participants": [{"name": "A", "country": "DPRK"}, {"role": "minister"}, {"name": "B", "country": None}],
    },
}


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("KR", "KR"),
        ("kr", "KR"),
        ("UK", "GB"),
        ("uk", "GB"),
        ("U.S.", "US"),
        ("UAE", "AE"),
        ("ASEAN", "ASEAN"),
        ("eu", "EU"),
        ("AU", "AU"),
        ("SU", "SU"),
    ],
)
def test_a_code_or_another_abbreviation_is_read(typed: str, code: str) -> None:
    assert country(typed) == code


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("XX", "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN)."),
        ("KOR", "Did you mean KR (South Korea)?"),
        ("nato", "Did you mean NATO?"),
        ("Korea", "Did you mean KR (South Korea) or KP (North Korea)?"),
        ("African Union", "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN)."),
    ],
)
def test_anything_else_is_refused_with_the_codes_that_may_be_meant(typed: str, hint: str) -> None:
    assert refusal(country, typed) == (f"{typed!r} is not a country code", hint)


def test_a_message_names_the_country_if_the_code_is_not_as_typed() -> None:
    assert note("UK", "GB") == "'UK' is stored as GB (United Kingdom)"
    assert note("jp", "JP") is None


def test_every_country_of_a_line_gets_its_code_and_a_message_once() -> None:
    line, notes = with_codes(LINE)
    assert line["attribution"]["side"] == ["GB", "KR"]
    assert (line["claims"]["host"], line["claims"]["by"]) == ("GB", "US")
    assert [person.get("country") for person in line["claims"]["participants"]] == ["KP", None, None]
    assert notes == (
        "'UK' is stored as GB (United Kingdom)",
        "'U.K.' is stored as GB (United Kingdom)",
        "'USA' is stored as US (United States)",
        "'DPRK' is stored as KP (North Korea)",
    )


@pytest.mark.parametrize("side", ["the organisers", "Taliban", "SPD", "Japan", None, 7])
def test_a_side_that_is_not_meant_as_a_country_stays_as_it_is(side: object) -> None:
    assert with_codes({"claims": {"by": side}}) == ({"claims": {"by": side}}, ())


@pytest.mark.parametrize(
    "line",
    [{}, {"claims": 1}, {"attribution": {"side": "UK"}}, {"claims": {"host": 7, "participants": ["UK"]}}],
)
def test_what_does_not_have_the_shape_of_a_line_is_left_to_its_reader(line: Json) -> None:
    assert with_codes(line) == (line, ())
