"""Texts of reports as other programs may show them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.export.hostile import STEERING, TEXTS
from tracker.export.plain import line, web_address


@given(st.text() | st.sampled_from(TEXTS))
def test_no_text_leaves_its_line_or_steers(text: str) -> None:
    shown = line(text)
    assert "\n" not in shown
    assert not STEERING.search(shown)


def test_what_hides_is_shown_and_what_people_need_stays() -> None:
    assert line("a\r\n\u2028b\tc") == "a b c"
    assert line("safe\u202etxt\x1b[0m") == r"safe\u202etxt\x1b[0m"
    kept = "\u05d0\u200f 👨\u200d👩\u200d👧 안규백 辻\U000e0100"
    assert line(kept) == kept


def test_a_long_text_is_cut_where_it_is_asked_for() -> None:
    assert line("word " * 3, 8) == "word wo…"
    assert line("a" * 9, 9) == "a" * 9


@pytest.mark.parametrize(
    ("written", "followed"),
    [
        ("https://np.example/1?a=1,2&b=%20#c", "https://np.example/1?a=1,2&b=%20#c"),
        ("http://np.example:8080/", "http://np.example:8080/"),
        ("https://np.example/안규백 방일", "https://np.example/%EC%95%88%EA%B7%9C%EB%B0%B1%20%EB%B0%A9%EC%9D%BC"),
        ("https://연합.example/", "https://xn--ej5b06z.example/"),
        ("https://np.example/</script>", "https://np.example/%3C/script%3E"),
    ],
)
def test_an_address_of_the_web_is_given_in_ascii(written: str, followed: str) -> None:
    assert web_address(written) == followed


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "np.example/1", "/etc/passwd", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("https://", "https:///x", "https://a b/", "https://[::1", "https://x\r\nX:y", "https://x/\u202e"),
        *("HTTPS", "https://" + "a" * 300 + ".example/", "mailto:a@b.example", "https://<b>/", *TEXTS),
    ],
)
def test_what_is_no_address_of_the_web_is_none(text: str | None) -> None:
    assert web_address(text) is None
