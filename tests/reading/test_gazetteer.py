"""The gazetteer: which words of a text name a place, and whose it is."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.reading.language import tables
from tracker.reading.places import spellings as gazetteer_names
from tracker.reading.places.gazetteer import (
    Seat,
    countries,
    country_name,
    is_organisation,
    organisation_name,
    place_names,
    seat_of,
    takes_part,
)
from tracker.reading.places.place_name import PlaceName

DATA = Path(tables.__file__).parent.with_name("data")
COUNTRIES = list(tables.rows("countries.tsv"))
CITIES = list(tables.rows("cities.tsv"))
ORGANISATIONS = list(tables.rows("organisations.tsv"))
KINDS = {"country", "adjective", "capital", "city", "region", "site", "metonym", "organisation"}
# Of a state that is no more and of one of today, which has the name where the text does not tell.
SHARED = {"moscow": "RU", "belgrade": "RS", "prague": "CZ"}
ISO = """
AD AE AF AG AI AL AM AO AQ AR AS AT AU AW AX AZ BA BB BD BE BF BG BH BI BJ BL BM BN BO BQ BR BS BT BV BW BY
BZ CA CC CD CF CG CH CI CK CL CM CN CO CR CU CV CW CX CY CZ DE DJ DK DM DO DZ EC EE EG EH ER ES ET FI FJ FK
FM FO FR GA GB GD GE GF GG GH GI GL GM GN GP GQ GR GS GT GU GW GY HK HM HN HR HT HU ID IE IL IM IN IO IQ IR
IS IT JE JM JO JP KE KG KH KI KM KN KP KR KW KY KZ LA LB LC LI LK LR LS LT LU LV LY MA MC MD ME MF MG MH MK
ML MM MN MO MP MQ MR MS MT MU MV MW MX MY MZ NA NC NE NF NG NI NL NO NP NR NU NZ OM PA PE PF PG PH PK PL PM
PN PR PS PT PW PY QA RE RO RS RU RW SA SB SC SD SE SG SH SI SJ SK SL SM SN SO SR SS ST SV SX SY SZ TC TD TF
TG TH TJ TK TL TM TN TO TR TT TV TW TZ UA UG UM US UY UZ VA VC VE VG VI VN VU WF WS YE YT ZA ZM ZW
"""


def codes(text: str) -> list[tuple[str, str]]:
    """Return the words and codes of the names in a text."""
    return [(place.words, place.code) for place in place_names(text)]


def only(text: str) -> PlaceName:
    """Return the one name in a text."""
    (place,) = place_names(text)
    return place


def key(written: str) -> str:
    """Return what makes two spellings one: the words without their accents."""
    return " ".join(word.bare for word in gazetteer_names.words(written)).lower()


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("Addis  Ababa", True),
        ("Addis–Ababa", True),
        ("Addis – Ababa", False),
        ("Addis\n\nAbaba", False),
        ("Addis     Ababa", False),
        ("Addis/Ababa", False),
        ("Addis. Ababa", False),
    ],
)
def test_the_words_of_a_name_stand_together_or_are_joined(text: str, whole: bool) -> None:
    assert (codes(text) == [(text, "ET")]) is whole


# Towns in states, and names that only look like places

TOWNS = st.sampled_from(
    ["Lebanon", "Cuba", "Peru", "Jordan", "Paris", "Moscow", "Athens", "Berlin", "Vienna", "Naples"]
)
STATES = [row for row in tables.rows("states.tsv") if not row[0].startswith("Georgia")]


@given(town=TOWNS, state=st.sampled_from(STATES), data=st.data())
def test_a_town_is_in_the_state_that_follows_it(town: str, state: list[str], data: st.DataObject) -> None:
    names, country = state
    written = data.draw(st.sampled_from(names.split("|")))
    place = only(f"They met in {town}, {written}, on Friday.")
    assert (place.words, place.code, place.kind) == (f"{town}, {written}", country, "city")
    assert place.name == f"{town}, {names.partition('|')[0]}"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("They met in Rome, Georgia, on Friday.", [("Rome, Georgia", "US")]),
        ("They met in Batumi, Georgia, on Friday.", [("Batumi", "GE"), ("Georgia", "GE")]),
        ("He flies to Tokyo, Hawaii and Guam.", [("Tokyo", "JP"), ("Hawaii", "US"), ("Guam", "GU")]),
        ("He flies to Peru, Texas, and Cuba.", [("Peru", "PE"), ("Texas", "US"), ("Cuba", "CU")]),
        ("She walked along Vienna Street and the Victoria Embankment.", []),
        ("The European Union of Deaf Youth met.", []),
        ("They told the European Union of Polish plans.", [("European Union", "EU"), ("Polish", "PL")]),
        ("He flew to the U.S. A minister followed.", [("U.S.", "US")]),
        ("He flew to the U.S.A. in May.", [("U.S.A.", "US")]),
        ("He flew to the U.S. Virgin Islands.", [("U.S. Virgin Islands", "VI")]),
    ],
)
def test_a_name_beside_another_name(text: str, found: list[tuple[str, str]]) -> None:
    assert codes(text) == found


# The tables


def test_every_country_of_iso_3166_is_there_and_the_states_that_news_still_needs() -> None:
    assert len(ISO.split()) == 249
    assert set(countries()) == set(ISO.split()) | {"XK", "SU", "YU", "DD", "CS"}


@pytest.mark.parametrize("name", ["countries", "cities", "organisations", "lookalikes", "states"])
def test_every_table_is_sorted_and_whole(name: str) -> None:
    heading, *lines = (DATA / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    table = [line.split("\t") for line in lines]
    assert table == sorted(table)
    assert {len(row) for row in table} == {len(heading.split("\t"))}
    assert not [row for row in table for cell in row for part in cell.split("|") if part != part.strip()]


def test_no_spelling_has_two_codes() -> None:
    meant: dict[str, set[str]] = {}
    for code, *cells in COUNTRIES:
        for written in "|".join(cells).split("|"):
            meant.setdefault(key(written), set()).add(code)
    for written, code in [
        *((written, row[1]) for row in CITIES for written in row[0].split("|")),
        *((written, row[0]) for row in ORGANISATIONS for written in row[1].split("|")),
    ]:
        meant.setdefault(key(written), set()).add(code)
    meant.pop("")
    assert {written for written, both in meant.items() if len(both) > 1} == set(SHARED)


def test_every_city_is_in_a_country_and_of_a_kind() -> None:
    assert {country for _, country, _ in CITIES} <= set(countries())
    assert {kind for *_, kind in CITIES} == {"city", "region", "site", "capital"}


def test_every_organisation_meets_or_is_held_and_sits_in_a_known_place() -> None:
    assert {meets for _, _, meets, _ in ORGANISATIONS} == {"org", "forum", "both"}
    for code, *_ in ORGANISATIONS:
        seat = seat_of(code)
        assert seat is None or [place.code for place in place_names(seat.place)] == [seat.country], code


def test_every_name_of_which_a_doubt_is_recorded_is_a_name_of_the_gazetteer() -> None:
    for sort in ("person", "surname", "word", "elsewhere"):
        for phrase in gazetteer_names.lookalikes(sort):
            assert codes(f"They spoke of {phrase} this week.")[0][0] == phrase


def test_a_countrys_names_adjectives_capital_and_seats_give_its_code() -> None:
    for code, *cells in COUNTRIES:
        for written in filter(None, "|".join(cells).split("|")):
            tail = "German" if written.endswith("-") else " this week"
            places = place_names(f"They spoke of {written}{tail}.")
            assert places[0].words == written.rstrip("-")
            assert places[0].code == SHARED.get(key(written), code)
            assert written.endswith("-") or len(places) == 1, written


def test_every_city_and_organisation_is_found() -> None:
    for names, code in [(row[0], row[1]) for row in CITIES] + [(row[1], row[0]) for row in ORGANISATIONS]:
        for written in names.split("|"):
            assert codes(f"They spoke of {written} this week.") == [(written, code)]


# What is found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("South Korean officials and a Korean guest", [("South Korean", "KR"), ("Korean", "KR")]),
        ("N. Korea told the U.S. and the US.", [("N. Korea", "KP"), ("U.S.", "US"), ("US", "US")]),
        ("Guinea and Guinea-Bissau", [("Guinea", "GN"), ("Guinea-Bissau", "GW")]),
        ("Equatorial Guinea and a Dominican", [("Equatorial Guinea", "GQ"), ("Dominican", "DO")]),
        ("Papua New Guinea and New York", [("Papua New Guinea", "PG"), ("New York", "US")]),
        ("Niger, Nigeria and a Nigerian", [("Niger", "NE"), ("Nigeria", "NG"), ("Nigerian", "NG")]),
        ("Romania, Omanis and Romanians", [("Romania", "RO"), ("Omanis", "OM"), ("Romanians", "RO")]),
        ("from Port-au-Prince to Xi’an and Xi'an", [("Port-au-Prince", "HT"), ("Xi’an", "CN"), ("Xi'an", "CN")]),
        ("Seoul's envoy to Côte d’Ivoire", [("Seoul", "KR"), ("Côte d’Ivoire", "CI")]),
        ("the Élysée and the Elysee", [("Élysée", "FR"), ("Elysee", "FR")]),
        ("a Sino-Russian text", [("Sino", "CN"), ("Russian", "RU")]),
        ("a Franco-German text", [("Franco", "FR"), ("German", "DE")]),
        ("Washington, D.C., and Washington DC", [("Washington, D.C.", "US"), ("Washington DC", "US")]),
        ("Korea-China-Japan talks", [("Korea", "KR"), ("China", "CN"), ("Japan", "JP")]),
        ("the Kremlin, No. 10 and Malacañang", [("Kremlin", "RU"), ("No. 10", "GB"), ("Malacañang", "PH")]),
        ("NATO, Nato, the U.N. and the G-20", [("NATO", "NATO"), ("Nato", "NATO"), ("U.N.", "UN"), ("G-20", "G20")]),
        ("Sharm el-Sheikh, Sharm El-Sheikh", [("Sharm el-Sheikh", "EG"), ("Sharm El-Sheikh", "EG")]),
        ("in St. Petersburg and St Petersburg", [("St. Petersburg", "RU"), ("St Petersburg", "RU")]),
        ("PRESIDENT TO VISIT SOUTH KOREA AND TÜRKIYE", [("SOUTH KOREA", "KR"), ("TÜRKIYE", "TR")]),
        ("Trinidad and Tobago, and Tobago", [("Trinidad and Tobago", "TT"), ("Tobago", "TT")]),
        ("visit South\nKorea", [("South\nKorea", "KR")]),
    ],
)  # fmt: skip
def test_the_longest_name_is_found(text: str, found: list[tuple[str, str]]) -> None:
    assert codes(text) == found


@pytest.mark.parametrize(
    "text",
    [
        "The New York Times, the Washington Post and the Korea Herald reported it.",
        "She reads the Times of India, the China Daily and the South China Morning Post.",
        "They sailed the Indian Ocean, the South China Sea, the Sea of Japan and the Gulf of Oman.",
        "The peace of the Korean Peninsula and the Korean peninsula",
        "It flew with Japan Airlines, Air India and British Airways.",
        "The Bank of China and the Bank of Japan lent it.",
        "The Prince of Wales met players of Paris Saint-Germain.",
        "in Latin America and the Indo-Pacific, under the Paris Agreement",
        "tell us, turkey, china and the polish of a table",
        "We gave Xi an award. They are at home in no. 10 of the list.",
        "Romanesque, Omanised, Malian4, 7Mali",
        "the Franco regime",
    ],
)
def test_what_only_looks_like_a_place_is_none(text: str) -> None:
    assert codes(text) == []


def test_a_sentence_that_ends_does_not_join_the_next() -> None:
    assert codes("They left Guinea. Bissau waits.") == [("Guinea", "GN"), ("Bissau", "GW")]
    assert codes("They went to the Bank. Japan waits.") == [("Japan", "JP")]
    assert codes("It went south. Korea waits.") == [("Korea", "KR")]


def test_accents_in_two_code_points_are_accents() -> None:
    assert codes("from Bogota\u0301 to Medelli\u0301n") == [("Bogota\u0301", "CO"), ("Medelli\u0301n", "CO")]


def test_kind_and_name_say_what_it_is() -> None:
    places = place_names("A Korean in Kiev, Bombay, Bali and Camp David met the Blue House and the Arab League.")
    assert [(place.kind, place.name) for place in places] == [
        ("adjective", "South Korea"),
        ("capital", "Kyiv"),
        ("city", "Mumbai"),
        ("region", "Bali"),
        ("site", "Camp David"),
        ("metonym", "Blue House"),
        ("organisation", "Arab League"),
    ]


# What is doubtful


@pytest.mark.parametrize(
    "text",
    [
        "Deputy minister Kim Jordan said so.",
        "A statement by Israel Katz was read.",
        "Secretary Austin said so.",
        "According to Georgia T. Smith, it is late.",
        "Michael J. Jordan waits.",
        "Nice words were said.",
        "WHO WILL BE NEXT",
        "Korea would send an envoy.",
        "the Congo and its neighbours",
        "The talks of Mr Colón and his guest",
        "the poet Florence Ashdown read",
    ],
)
def test_a_name_that_may_be_a_persons_a_word_or_another_countrys_is_doubtful(text: str) -> None:
    assert only(text).doubtful


@pytest.mark.parametrize(
    "text",
    [
        "He arrived in Austin.",
        "The king of Jordan spoke.",
        "The Jordan Foreign Ministry spoke.",
        "But Israel would not come.",
        "Meanwhile Israel would not come.",
        "On Monday Israel Foreign Minister Saar came.",
        "They met in Nice on Monday.",
        "The French President spoke.",
        "WHO experts met.",
    ],
)
def test_a_name_that_stands_as_a_place_does_is_not_doubtful(text: str) -> None:
    assert not only(text).doubtful


def test_capitals_in_a_heading_tell_nothing() -> None:
    assert [place.doubtful for place in place_names("Israel Delays Summit With Jordan Leaders Again")] == [False, False]


@pytest.mark.parametrize(
    ("text", "code", "doubtful"),
    [
        ("Seoul is waiting: Korea will send an envoy.", "KR", False),
        ("Pyongyang is waiting: a Korean envoy will come.", "KP", False),
        ("Seoul and Pyongyang are waiting for the Korean envoy.", "KR", True),
        ("Brazzaville is waiting for the Congolese envoy.", "CG", False),
        ("The Soviet Union is waiting: Moscow will send an envoy.", "SU", False),
        ("MOSCOW - The Soviet Union is waiting: Moscow will send an envoy.", "SU", False),
        ("Russia, once in the Soviet Union, is waiting: Moscow will send an envoy.", "RU", False),
        ("Atlanta is waiting: the envoy goes to Georgia.", "US", False),
        ("Washington is waiting: the envoy goes to Georgia.", "GE", False),
        ("Karachi is waiting: the envoy goes to Hyderabad.", "PK", False),
    ],
)
def test_a_name_that_two_countries_share_goes_by_the_rest_of_the_text(text: str, code: str, *, doubtful: bool) -> None:
    shared = {"Korea", "Korean", "Congolese", "Moscow", "Georgia", "Hyderabad"}
    (place,) = [place for place in place_names(text) if place.words in shared]
    assert (place.code, place.doubtful) == (code, doubtful)


# Looking up


def test_countries_have_a_short_name() -> None:
    assert [country_name(code) for code in ("KR", "US", "VA", "SU")] == [
        "South Korea",
        "United States",
        "Vatican",
        "Soviet Union",
    ]
    assert country_name("QQ") is None


def test_organisations_are_told_from_countries_and_from_gatherings() -> None:
    assert [is_organisation(code) for code in ("UN", "G20", "KR", "AU", "QQ")] == [True, True, False, False, False]
    assert [takes_part(code) for code in ("NATO", "AU", "MSC", "KR")] == [True, True, False, False]
    assert (organisation_name("AU"), country_name("AU")) == ("African Union", "Australia")
    assert (seat_of("MSC"), seat_of("ASEAN"), seat_of("QQ")) == (Seat("Munich", "DE"), None, None)


# Any text

PIECES = st.sampled_from(
    [
        *("South", "Korea", "Korean", "U.S.", "US", "St.", "Xi", "an", "'", "’", "-", " ", "\n", ", ", ". ", "&", "é"),
        *("Washington", "D.C.", "Georgia", "Katz", "Sea of", "Times", "Franco", "Nice", "_", "İ", "ß", "Å", "٣"),
        *("Congo", "\u0301", "Jordan", "al", "\uff9e", "Democratic Republic of"),
    ]
)


@given(st.one_of(st.text(max_size=80), st.lists(PIECES, max_size=30).map("".join), st.lists(PIECES).map(" ".join)))
def test_in_any_text_the_offsets_are_exact_and_no_name_is_over_another(text: str) -> None:
    end = 0
    for place in place_names(text):
        assert end <= place.start < place.end
        assert text[place.start : place.end] == place.words
        assert place.kind in KINDS
        assert place.code
        end = place.end


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    [
        *("Jordan Katz ", "U.", "US ", "U.S. ", "San ", "Democratic Republic of the ", "Xi'", "\n", "  ", ".", "A"),
        *("Korea ", "Sea of Korea Times ", "É\u0301", "Washington, ", "\u0301", "Nice. ", "Jordan Katz\n"),
    ],
)
def test_no_text_takes_long(piece: str) -> None:
    text = piece * (80_000 // len(piece))
    with within(5):
        place_names(text)


@pytest.mark.parametrize("across", ["Malaysia", "the Philippines", "East Timor"])
def test_what_lies_across_a_border_is_no_place_of_the_text(across: str) -> None:
    for there in ("on the border with", "that borders", "bordering"):
        assert [place.doubtful for place in place_names(f"He will see the town {there} {across}.")] == [True]


def test_a_town_has_its_country_from_what_is_named_beside_it() -> None:
    assert codes("The president, who left for Benin, will see Benin City.") == [("Benin", "NG"), ("Benin City", "NG")]
    assert codes("The president will see Benin.") == [("Benin", "BJ")]
