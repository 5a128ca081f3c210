"""Addresses of reports that another program may follow."""

import pytest

from tests.export.hostile import TEXTS
from tracker.export.web_address import web_address


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("https://np.example/1?a=1,2&b=%20#c", "https://np.example/1?a=1,2&b=%20#c"),
        ("http://np.example:8080/", "http://np.example:8080/"),
        ("https://np.example/안규백 방일", "https://np.example/%EC%95%88%EA%B7%9C%EB%B0%B1%20%EB%B0%A9%EC%9D%BC"),
        ("https://연합.example/", "https://xn--ej5b06z.example/"),
        ("https://np.example/</script>", "https://np.example/%3C/script%3E"),
    ],
)
def test_a_web_address_is_returned_in_ascii(text: str, address: str) -> None:
    assert web_address(text) == address


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", "np.example/1", "/etc/passwd", "javascript:alert(1)", "data:text/html,x", "file:///etc/passwd"),
        *("https://", "https:///x", "https://a b/", "https://[::1", "https://x\r\nX:y", "https://x/\u202e"),
        *("HTTPS", "https://" + "a" * 300 + ".example/", "mailto:a@b.example", "https://<b>/", *TEXTS),
    ],
)
def test_any_other_text_is_not_a_web_address(text: str | None) -> None:
    assert web_address(text) is None
