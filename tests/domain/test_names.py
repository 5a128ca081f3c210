"""Names of meetings, country codes, and which spellings are equal when folded."""

import string
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.given import refusal
from tracker.domain.errors import UNPARSABLE, TrackerError
from tracker.domain.names import country_code, folded, is_called, is_country_code, meeting_name, person_key


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("ahn-koizumi-japan-2026-01", "ahn-koizumi-japan-2026-01"),
        ("G20-Summit", "g20-summit"),
        ("a", "a"),
        ("a-", "a-"),
    ],
)
def test_the_name_of_a_meeting_is_converted_to_lower_case(typed: str, name: str) -> None:
    assert meeting_name(typed) == name


@pytest.mark.parametrize(
    "typed", ["", "2026-summit", "-ahn", "ahn japan", "ahn_japan", "ahn\n", "été", "안규백", "@7", "a/b"]
)
def test_an_invalid_name_is_refused(typed: str) -> None:
    assert refusal(meeting_name, typed) == (
        f"{typed!r} is not a meeting name",
        "Begin with a letter, then letters, digits and hyphens, 100 at most: ahn-koizumi-japan-2026-01",
    )


def test_a_name_has_at_most_100_characters() -> None:
    assert meeting_name("a" * 100) == "a" * 100
    assert refusal(meeting_name, "a" * 101)[0] == f"{'a' * 60!r}… is not a meeting name"


def test_a_stored_code_is_written_as_codes_are_stored() -> None:
    assert [is_country_code(code) for code in ("KR", "NATO", "kr", "K", 7)] == [True, True, False, False, False]


@pytest.mark.parametrize("typed", ["today", "Yesterday", "TODAY"])
def test_a_word_for_a_point_in_time_is_not_a_name(typed: str) -> None:
    sentence = f"'{typed.lower()}' is a point in time, not a meeting name"
    assert refusal(meeting_name, typed) == (sentence, "Choose another name.")


@pytest.mark.parametrize(
    ("wanted", "is_it"),
    [
        ("gyu ahn", True),
        ("Gyu-back", True),
        ("zelenskyy", False),
        ("ahn back gyu ahn", True),
        ("hn", False),
        ("", True),
    ],
)
def test_a_person_is_called_by_words_that_begin_words_of_the_name(wanted: str, is_it: bool) -> None:
    assert is_called("Ahn Gyu-back", wanted) is is_it


def test_a_person_is_called_by_another_spelling_of_a_whole_word() -> None:
    assert is_called("Volodymyr Zelensky", "zelenskyy v")
    assert not is_called("Volodymyr Zelensky", "zelenskyy w")


@pytest.mark.parametrize(
    ("typed", "code"), [("KR", "KR"), ("kr", "KR"), ("Jp", "JP"), ("EU", "EU"), ("NATO", "NATO"), ("G20", "G20")]
)
def test_a_country_code_has_two_letters_or_is_an_organisation_in_capitals(typed: str, code: str) -> None:
    assert country_code(typed) == code


@pytest.mark.parametrize("typed", ["", "K", "Korea", "nato", "South Korea", "한국", "K-R", "ORGANISATION", "1R"])
def test_an_invalid_country_code_is_refused(typed: str) -> None:
    assert refusal(country_code, typed) == (
        f"{typed!r} is not a country code",
        "Use two letters (KR, JP) or an organisation (UN, EU, NATO, ASEAN).",
    )


@pytest.mark.parametrize("typed", ["ßß", "ſk", "ﬁr"])
def test_letters_that_become_ascii_in_upper_case_are_not_a_code(typed: str) -> None:
    with pytest.raises(TrackerError):
        country_code(typed)


@pytest.mark.parametrize("call", [meeting_name, country_code])
def test_an_invalid_name_exits_with_2(call: object) -> None:
    assert callable(call)
    with pytest.raises(TrackerError) as caught:
        call("not one")
    assert caught.value.exit_code == UNPARSABLE


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Ahn Gyu-back", "AHN GYU BACK"),
        ("Ahn Gyu-back", "ahn  gyu—back"),
        ("Ahn Gyu-back", " Ahn\tGyu‐back "),
        ("São Paulo", "sao paulo"),
        ("Zürich", "ZU\u0308RICH"),
        ("Weiß", "WEISS"),
        ("ＴＢＳ", "tbs"),
        ("안규백", "\u110b\u1161\u11ab\u1100\u1172\u1107\u1162\u11a8"),
        ("ガ", "カ\u3099"),
        ("ｶﾞ", "ガ"),
        ("Łódź", "Łódz"),
        ("Łódź", "LODZ"),
        ("Tromsø", "tromso"),
        ("Đà Nẵng", "Da Nang"),
        ("Iğdır", "igdir"),
        ("Þingvellir", "thingvellir"),
        ("Gießen", "giessen"),
        ("Næstved", "naestved"),
        ("Œuvre", "oeuvre"),
        ("Va\u00adduz", "Vaduz"),
        ("Brian O’Neil", "brian o'neil"),
        ("Pa\u200bris", "paris"),
        ("\ufb01scal", "fiscal"),
    ],
)
def test_spellings_of_one_name_fold_to_the_same_text(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize(
    ("one", "other"), [("ガ", "カ"), ("Ahn", "Han"), ("Gyu-back", "Gyuback"), ("안", "한"), ("Tokyo", "Kyoto")]
)
def test_different_names_stay_different(one: str, other: str) -> None:
    assert folded(one) != folded(other)


@pytest.mark.parametrize(
    "spellings",
    [
        "Kang Kyung-wha|Kang Kyungwha|Kang Kyung Wha|KANG KYUNG–WHA",
        "Dmytro Kuleba|Dmitry Kuleba|Dmitri Kuleba",
        "Valentyn Reznichenko|Valentyn Rezni\u00adchenko",
        "Oleksandr Turchynov|Alexander Turchynov",
        "Yuri Ushakov|Yury Ushakov|Yuriy Ushakov",
        "Mykola Azarov|Nikolai Azarov",
        "Igor Dodonsky|Igor Dodonskyy|Igor Dodonskiy|Igor Dodonskij|Igor Dodonskyi",
        "Mohamed el-Baradey|Muhammad al-Baradei|Mohammed Al Baradei",
        "Lech Wałęsa|Lech Walesa",
        "Gerhard Köhler|Gerhard Koehler|Gerhard Kohler",
        "Åse Støre|Aase Stoere|Ase Store",
        "Brian O'Neil|Brian O’Neil|Brian ONeil",
        "W. H. Auden|WH Auden|W.H. Auden",
    ],
)
def test_spellings_and_romanisations_of_one_person_are_one(spellings: str) -> None:
    assert len({person_key(name) for name in spellings.split("|")}) == 1


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Li Keqiang", "Ly Keqiang"),
        ("Kim Jong-un", "Kim Jong-il"),
        ("Ivan Petrov", "Ivan Petrova"),
        ("Joe Roe", "Jo Ro"),
        ("Choe Son-hui", "Cho Son-hui"),
        ("Al", "El"),
    ],
)
def test_people_with_other_names_stay_apart(one: str, other: str) -> None:
    assert person_key(one) != person_key(other)


@given(words=st.lists(st.text("abdeghiklmnoprstuvyz", min_size=2, max_size=8), min_size=2, max_size=3), data=st.data())
def test_hyphens_spaces_capitals_and_accents_never_make_another_person(words: list[str], data: st.DataObject) -> None:
    accented = "".join(letter + data.draw(st.sampled_from(["", "", "\u0301", "\u00ad"])) for letter in " ".join(words))
    spelled = unicodedata.normalize(data.draw(st.sampled_from(["NFC", "NFD"])), accented)
    joint = data.draw(st.sampled_from([" ", "-", "\u2010", "  "]))
    assert person_key(spelled.replace(" ", joint).upper()) == person_key(" ".join(words))


@pytest.mark.parametrize("text", ["Ahn Gyu-back", "São Paulo", "ガ", "안규백", "Weiß", "ＴＢＳ", "İstanbul"])
def test_a_folded_name_folds_to_itself(text: str) -> None:
    assert folded(folded(text)) == folded(text)


def test_each_letter_with_a_stroke_or_of_two_letters_is_folded_to_plain_ones() -> None:
    assert (
        folded("Łukas Øre Đoko Ðor Ħal Ŧor Kır Əli Þor Ænes Œuf")
        == "lukas ore doko dor hal tor kir ali thor aenes oeuf"
    )


def test_plain_letters_and_digits_are_only_made_small() -> None:
    plain = string.ascii_letters + string.digits
    assert folded(plain) == plain.lower()
    assert folded("O\u2019Neil") == folded("O'Neil")
