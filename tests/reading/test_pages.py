"""A saved web page: the article on it, what the page says of itself, and what is refused."""

import sys
import warnings
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import within
from tracker.domain.errors import TrackerError
from tracker.reading.article.legible import readable
from tracker.reading.article.pages import is_page, page

TITLE = "Minister Park to fly to Oslo in March"
BODY = [
    "OSLO — Foreign Minister Park Ji-ho will fly to Oslo in March for talks on shipping &amp; ports, her office said.",
    "She is to meet her Norwegian counterpart, Kari Lund, on the second day of the trip, the office added on Monday.",
    "The two last met in Geneva, where they agreed to speak again before the summer, and to bring their experts.",
]
PARAGRAPHS = "".join(f"<p>{paragraph}</p>" for paragraph in BODY)
HEAD = f"""<!DOCTYPE html><html lang="en-GB"><head><meta charset="utf-8"><title>{TITLE} - The Example Post</title>
<meta property="og:title" content="{TITLE}"><meta property="og:site_name" content="The Example Post">
<link rel="canonical" href="https://example.org/news/1">
<meta property="article:published_time" content="2026-01-21T23:14:00+09:00">
<meta property="article:modified_time" content="2026-02-02T10:00:00+09:00"></head>"""
PAGE = f"""{HEAD}<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>{TITLE}</h1>{PARAGRAPHS}</article>
<section class="comments"><p>The trip was cancelled, I heard. What a pity for all of us!</p></section>
<footer>Copyright 2026 The Example Post</footer></body></html>"""


def saved(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}{PARAGRAPHS}</body></html>".encode()


def refusal(data: bytes) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        page(data)
    return caught.value


def test_the_article_of_a_page_is_its_headline_an_empty_line_and_its_paragraphs() -> None:
    found = page(PAGE.encode())
    assert found.text.split("\n") == [TITLE, "", *(paragraph.replace("&amp;", "&") for paragraph in BODY)]
    assert found.title == TITLE
    assert found.outlet == "The Example Post"
    assert found.url == "https://example.org/news/1"
    assert found.published == date(2026, 1, 21)
    assert found.language == "en"


def test_the_article_of_a_page_can_be_read() -> None:
    found = readable(page(PAGE.encode()).text)
    assert found.headline is not None
    assert found.headline.of(found.text) == TITLE
    assert found.dateline is not None
    assert [sentence.of(found.text)[:8] for sentence in found.sentences[1:]] == ["Foreign ", "She is t", "The two "]


def test_a_page_that_says_nothing_of_itself_is_read_too() -> None:
    found = page(saved(""))
    assert (found.url, found.published, found.language) == (None, None, None)
    assert "Kari Lund" in found.text


@pytest.mark.parametrize(
    ("label", "encoding"),
    [("utf-8", "utf-8"), ("iso-8859-1", "cp1252"), ("windows-1252", "cp1252"), ("nonsense", "cp1252"), ("", "cp1252")],
)
def test_a_page_is_decoded_by_its_own_charset_as_browsers_do(label: str, encoding: str) -> None:
    charset = f"<meta http-equiv=content-type content='text/html; charset={label}'>" if label else ""
    words = "The café in Zürich – “closed” – was where they met, the ministry in Oslo said on Monday."
    data = f"<html><head>{charset}</head><body><p>{words}</p>{PARAGRAPHS}</body></html>".replace("OSLO —", "OSLO -")
    assert words in page(data.encode(encoding)).text


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_the_mark_of_a_page_goes_before_its_charset(encoding: str) -> None:
    assert "OSLO —" in page(PAGE.replace('charset="utf-8"', 'charset="cp1252"').encode(encoding)).text


@pytest.mark.parametrize(
    ("beginning", "expected"),
    [
        (b"<!DOCTYPE html>", True),
        (b"\xef\xbb\xbf\n <!doctype HTML PUBLIC '-//W3C//DTD'>", True),
        (b"<html lang='en'>", True),
        (b"<HEAD>", True),
        (b"<?xml version='1.0'?>\n<!DOCTYPE html>", True),
        (b"<!-- saved from url=(0014)about:internet -->\r\n<html>", True),
        (b"<?xml version='1.0'?><rss>", False),
        (b"Minister to speak of <html>", False),
        (b"<htmlish>", False),
        (b"", False),
    ],
)
def test_a_page_is_known_by_how_it_begins(beginning: bytes, expected: bool) -> None:
    assert is_page(beginning) is expected


@pytest.mark.parametrize("data", [b"", b"<html></html>", b"<html><body><p>Short.</p></body></html>", b"\x00\x01" * 99])
def test_a_page_without_an_article_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert error.sentence in ("there is no article on this page", "the page could not be read")
    assert error.hint


def test_entities_of_a_page_read_no_file_and_do_not_multiply() -> None:
    entities = '<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">'
    found = page(f"<!DOCTYPE html [{entities}]><html><body><p>&x; and &b; say no more.</p>{PARAGRAPHS}</body>".encode())
    assert "&x; and &b; say no more." in found.text


def test_a_page_of_more_than_twenty_million_bytes_is_refused() -> None:
    assert refusal(b" " * 20_000_001).sentence == "the page is too large: 20,000,001 bytes"


ATTRIBUTES = " ".join(f"a{number}" for number in range(100_000))


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 100_000,
        "<table>" * 251,
        "<a href='/'>x</a>" * 40_000,
        f"<p {ATTRIBUTES}>",
        f'<p a=">" {ATTRIBUTES}>',
        f'<p a="<i" {ATTRIBUTES}>',
        f"<script {ATTRIBUTES}></script>",
        "<p " + "".join(f'a{number}="1"' for number in range(100_000)) + ">",
    ],
    ids=["deep", "deeper than is read", "many", "stuffed", "hidden", "hidden deeper", "script", "close"],
)
def test_what_no_person_writes_is_refused_before_it_is_parsed(body: str) -> None:
    with within(5):
        assert refusal(saved(body)).sentence == "the page has more tags, or tags within tags, than an article"


@pytest.mark.slow
@pytest.mark.parametrize(
    "body",
    [
        "<" * 100_000,
        "<!--" * 100_000,
        "<script>" * 100_000,
        "&amp;" * 100_000,
        '<p class="' + "x " * 1_000_000 + '">',
        '<svg><path d="' + "M 1 2 " * 100_000 + '"/></svg>',
        "<script>" + "if (a > b) { x = '<div>'; } " * 10_000 + "</script>",
        "<p>" + "word " * 400_000 + "</p>",
        '<script a="' * 1000,
        "&#xD800;&#0;\x01\x02",
    ],
    ids=["brackets", "comments", "scripts", "entities", "attribute", "drawing", "code", "words", "open", "controls"],
)
def test_what_is_odd_takes_a_moment(body: str) -> None:
    with within(5):
        try:
            page(saved(body))
        except TrackerError as error:
            assert error.sentence == "there is no article on this page"  # noqa: PT017 - or it is read, as browsers would


@settings(max_examples=50)
@given(st.one_of(st.binary(), st.text(alphabet="<>/=\"'! abdivph-&;#x0\n").map(str.encode)))
def test_any_page_is_read_or_refused(data: bytes) -> None:
    try:
        page(b"<html>" + data)
    except TrackerError:
        return


def test_without_trafilatura_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    error = refusal(PAGE.encode())
    assert error.sentence == "reading a web page needs trafilatura"
    assert error.hint == "In the checkout of tracker, run: pip install '.[pages]'"


def test_nothing_is_warned_of_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page(PAGE.encode())
        refusal(b"<html></html>")
    assert caplog.records == []
