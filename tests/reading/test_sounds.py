"""Names in two scripts: which sound alike, by their consonants."""

import pytest

from tracker.reading.linking.sounds import are_comparable, sound_alike


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("안규백", "Ahn Gyu-back"),
        ("윤석열", "Yoon Suk-yeol"),
        ("이낙연", "Lee Nak-yon"),
        ("이낙연", "Rhee Nak-yon"),
        ("이낙연", "Ri Nak-yon"),
        ("박진", "Park Jin"),
        ("노태우", "Roh Tae-woo"),
        ("임동원", "Lim Dong-won"),
        ("임동원", "Rim Dong-won"),
        ("유승민", "Ryu Seung-min"),
        ("리용호", "Ri Yong-ho"),
        ("반기문", "Ki-moon Ban"),
        ("정의용", "Chung Eui-yong"),
        ("조 바이든", "ジョー・バイデン"),
        ("ナレンドラ・モディ", "Narendra Modi"),
        ("ゼレンスキー", "Volodymyr Zelensky"),
        ("きしだ", "Fumio Kishida"),
        ("Владимир Путин", "Vladimir Putin"),
        ("Сергей Жуков", "Sergei Zhukov"),
        ("Сергей Цыбин", "Sergei Tsybin"),
        ("Сергей Чернов", "Sergei Chernov"),
        ("Иван Шухов", "Ivan Schukhov"),
        ("Ираклий Филиппов", "Irakli Philippov"),
        ("Рамзан Джабраилов", "Ramzan Djabrailov"),
        ("Иван Кацман", "Ivan Katzman"),
        ("Иван Бек", "Ivan Beck"),
        ("Цезарь Цимкин", "Cesar Cimkin"),
        ("Родзянко", "Rodzyanko"),
        ("Κυριάκος Μητσοτάκης", "Kyriakos Mitsotakis"),
        ("عبد الفتاح السيسي", "Abdel Fattah al-Sisi"),
        ("السوداني", "Mohammed Shia al-Sudani"),
        ("نجيب ميقاتي", "Najib Mikati"),
        ("محمد بن سلمان", "Mohammed bin Salman"),
        ("بنت جبيل", "Jbeil"),
        ("נתניהו", "Benjamin Netanyahu"),
        ("レイエン", "von der Leyen"),
    ],
)
def test_one_name_in_two_scripts_sounds_alike(name: str, other: str) -> None:
    assert sound_alike(name, other)
    assert sound_alike(other, name)


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("조현", "Ahn Gyu-back"),
        ("이재명", "Lee Jong-seok"),
        ("Владимир Путин", "Vladimir Zelensky"),
        ("Путин Медведев", "Putin Lavrov"),
        ("نجيب ميقاتي", "Najib Salam"),
        ("이유", "Yu"),  # no consonant
        ("남", "Nam Il"),  # N alone, as M is heard as N
        ("王毅", "Wang Yi"),  # Chinese writes no sounds
        ("Nam", "王"),
    ],
)
def test_other_names_and_what_has_hardly_a_consonant_do_not(name: str, other: str) -> None:
    assert not sound_alike(name, other)
    assert not sound_alike(other, name)


def test_in_one_script_a_name_is_like_its_beginning() -> None:
    assert sound_alike("高市早苗", "高市")
    assert sound_alike("Ahn", "Ahn Gyu-back")
    assert not sound_alike("高市早苗", "早苗")


@pytest.mark.parametrize(
    ("name", "other", "comparable"),
    [
        ("Ahn", "Koizumi", True),
        ("안규백", "조현", True),
        ("安", "小泉", False),
        ("カン", "ふみ", False),
        ("안규백", "Ahn", False),
        ("7 Lives", "Ahn", True),
        ("!", "Ahn", True),
    ],
)
def test_letters_are_compared_within_a_script_that_has_few(name: str, other: str, comparable: bool) -> None:
    assert are_comparable(name, other) is comparable
