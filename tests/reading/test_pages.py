"""A saved web page: the article on it, what the page says of itself, and what is refused."""

import codecs
import sys
import warnings

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracker.domain.errors import TrackerError
from tracker.reading.article import main_text, pages
from tracker.reading.article.encodings import _codecs, text_of
from tracker.reading.article.intake import news_items
from tracker.reading.article.item import NewsItem
from tracker.reading.article.legible import readable
from tracker.reading.article.page_dates import published_of
from tracker.reading.article.page_facts import PageFacts
from tracker.reading.article.page_markup import page_markup

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


IN_A_CHILD_PROCESS = pages._main_text


@pytest.fixture(autouse=True)
def in_this_process(monkeypatch: pytest.MonkeyPatch) -> None:
    """Find articles without a child process, which takes a hundred times as long to start as to read."""
    monkeypatch.setattr(pages, "_main_text", lambda source: main_text._main_text(source.encode()))


@pytest.fixture
def in_a_child_process(in_this_process: None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Find articles as the program does."""
    monkeypatch.setattr(pages, "_main_text", IN_A_CHILD_PROCESS)


def saved(body: str) -> bytes:
    return f"<!doctype html><html><body>{body}{PARAGRAPHS}</body></html>".encode()


def page(data: bytes) -> NewsItem:
    (item,) = news_items(data)
    return item


def published(head: str = "", body: str = "", *, url: str = "") -> str | None:
    """Return the time of publication of a page with these parts in its head and under its headline."""
    link = f'<link rel="canonical" href="{url}">' if url else ""
    time = published_of(facts(f"<!doctype html><head>{link}{head}</head><h1>{TITLE}</h1>{body}{PARAGRAPHS}"))
    return time.text if time else None


def facts(source: str) -> PageFacts:
    return PageFacts(page_markup(source))


def outlet(head: str) -> str | None:
    return facts(f"<!doctype html><head><title>{TITLE}</title>{head}</head>{PARAGRAPHS}").outlet


def json_ld(value: str) -> str:
    return f'<script type="application/ld+json">{value}</script>'


def refusal(data: bytes) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        page(data)
    return caught.value


@pytest.mark.usefixtures("in_a_child_process")
def test_the_article_of_a_page_is_its_headline_an_empty_line_and_its_paragraphs() -> None:
    found = page(PAGE.encode())
    assert found.text.split("\n") == [TITLE, "", *(paragraph.replace("&amp;", "&") for paragraph in BODY)]
    assert found.title == TITLE
    assert found.outlet == "The Example Post"
    assert found.url == "https://example.org/news/1"
    assert found.published is not None
    assert found.published.text == "2026-01-21T23:14:00+09:00"
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
    "beginning",
    [
        "<!DOCTYPE html>",
        "\ufeff\n <!doctype HTML PUBLIC '-//W3C//DTD'>",
        "<html lang='en'>",
        "<HEAD>",
        "<?xml version='1.0'?>\n<!DOCTYPE html>",
        "<!-- saved from url=(0014)about:internet -->\r\n<html>",
        "<!--[if !IE]><![endif]-->\n<!doctype html>",
        "<!--[if gt IE 8]><!--><html><!--<![endif]-->",
        "<!-- 1 > 0 -->" * 3000 + "<html>",
        "<meta charset=utf-8>",
        "<div>",
        "Loaded in 3 ms <div><div></div>",
    ],
)
def test_a_file_with_tags_of_html_is_a_page(beginning: str) -> None:
    assert page(f"{beginning}<body><h1>{TITLE}</h1>{PARAGRAPHS}".encode()).text.startswith(TITLE)


@pytest.mark.parametrize("text", ["Minister to speak of <html>", "<Northwire> Oslo waits", "Oslo < Bergen > Moss", ""])
def test_prose_with_a_sign_of_markup_is_text(text: str) -> None:
    assert page(text.encode()).text == text


@pytest.mark.parametrize("data", [b"<p>", b"<html></html>", b"<html><body><p>Short.</p></body></html>"])
def test_a_page_without_an_article_is_refused(data: bytes) -> None:
    error = refusal(data)
    assert error.sentence in ("there is no article on this page", "the page could not be read")
    assert error.hint


def test_entities_of_a_page_read_no_file_and_do_not_multiply() -> None:
    entities = '<!ENTITY x SYSTEM "file:///etc/hostname"><!ENTITY a "lol"><!ENTITY b "&a;&a;&a;">'
    found = page(f"<!DOCTYPE html [{entities}]><html><body><p>&x; and &b; say no more.</p>{PARAGRAPHS}</body>".encode())
    assert "&x; and &b; say no more." in found.text


# What a page says of itself


@pytest.mark.parametrize(
    ("head", "body", "time"),
    [
        ('<meta property="article:published_time" content="2026-01-21T18:00:00Z">', "", "2026-01-21T18:00:00+00:00"),
        ('<meta itemprop="datePublished" content="20260121">', "", "2026-01-21"),
        ('<meta name="pubdate" content="1768986000">', "", "2026-01-21T09:00:00+00:00"),
        ("", '<time datetime="2026-01-21T18:00+09:00">yesterday</time>', "2026-01-21T18:00:00+09:00"),
        ("", "<span class='entry-date'>Jan. 21, 2026 6:00 p.m. KST</span>", "2026-01-21T18:00:00+09:00"),
        ("", "<p>Published: 21 January 2026</p>", "2026-01-21"),
        ("", "<p>By Kari Lund | Posted on <b>21 January 2026</b></p>", "2026-01-21"),
        ("", "", None),
    ],
)
def test_the_time_of_publication_stands_in_the_head_or_under_the_headline(
    head: str, body: str, time: str | None
) -> None:
    assert published(head, body) == time


META = """
    article:published_time og:article:published_time article:published article.published datePublished date_published
    og:published_time published_time rnews:datepublished parsely-pub-date sailthru.date cxenseparse:recs:publishtime
    originalpublicationdate bt:pubdate pubdate publishdate publish-date publish_date published-date publication_date
    publicationdate DC.date.issued dcterms.issued DC.date.created dcterms.created DC.date dcterms.date
    citation_publication_date article_date_original date
"""


def test_each_name_of_a_meta_element_for_the_time_is_read_and_the_surer_one_counts() -> None:
    head = ""
    for number, name in enumerate(reversed(META.split())):
        head = f'<meta name="{name}" content="{1996 + number}-01-21">{head}'
        assert published(head) == f"{1996 + number}-01-21", name


@pytest.mark.parametrize("words", ["02/03/2026", "2/3/2026 09:00", "03-02-2026"])
def test_a_day_in_two_ways_is_none(words: str) -> None:
    assert published(f'<meta name="date" content="{words}">', f'<time datetime="{words}">{words}</time>') is None


def test_the_time_of_a_readers_comment_is_not_that_of_publication() -> None:
    comment = '<li class="comment even"><p>Well.</p><time datetime="2026-02-27T10:05Z">8 hours ago</time></li>'
    for comments in (f'<ol class="comment-list">{comment}</ol>', f"<div id=comments><div>x</div>{comment}</div>"):
        assert published(body=comments) is None
        assert published(body=f"{comments}<time>21 January 2026</time>") == "2026-01-21"


@pytest.mark.parametrize(
    ("head", "body", "time"),
    [
        (
            '<meta property="og:updated_time" content="2026-02-10">',
            "<p class=published>21 January 2026</p>",
            "2026-01-21",
        ),
        ('<meta property="article:modified_time" content="2026-02-10">', "", None),
        ("", "<p>Updated: 10 February 2026. First published: 21 January 2026</p>", "2026-01-21"),
        ("", "<p>First published: 21 January 2026; updated 10 February 2026</p>", "2026-01-21"),
        ("", "<p>Updated <time>10 February 2026</time></p><time>21 January 2026</time>", "2026-01-21"),
        ("", "<time class='updated' datetime='2026-02-10'>x</time>", None),
        (json_ld('{"@type": "NewsArticle", "dateModified": "2026-02-10"}'), "", None),
    ],
)
def test_the_day_of_an_update_is_not_that_of_publication(head: str, body: str, time: str | None) -> None:
    assert published(head, body) == time


PICTURE = '"image": {"@type": "ImageObject", "datePublished": "2011-10-21"}'
ADDRESS = "https://example.org/oslo"
ARTICLE = '"@type": ["NewsArticle"], "datePublished": "2026-01-21T18:00:00+09:00"'


@pytest.mark.parametrize(
    "value",
    [
        f"{{{PICTURE}, {ARTICLE}}}",
        f'[{{"@type": "VideoObject", "datePublished": "2011-10-21"}}, {{{ARTICLE}}}]',
        f'{{"@graph": [{{"@type": "WebSite", "datePublished": "2011-10-21"}}, {{{ARTICLE}}}]}}',
        f'{{"@type": "WebPage", "mainEntity": {{{ARTICLE}}}, "datePublished": "2011-10-21"}}',
        f'[{{"@type": "Article", "datePublished": "2011-10-21"}}, {{"headline": "{TITLE}", {ARTICLE}}}]',
        f"<!-- {{{ARTICLE}}} -->",
        f'//<![CDATA[\n{{"description": "two\nlines", {ARTICLE}}}\n//]]>',
    ],
)
def test_the_date_in_json_ld_is_that_of_the_article(value: str) -> None:
    assert published(json_ld(value)) == "2026-01-21T18:00:00+09:00"


@pytest.mark.parametrize(
    "own", [f'"url": "{ADDRESS}"', f'"@id": "{ADDRESS}"', f'"mainEntityOfPage": {{"@id": "{ADDRESS}"}}']
)
def test_of_several_articles_in_json_ld_the_one_with_the_address_of_the_page_dates_it(own: str) -> None:
    value = f'[{{"@type": "Article", "datePublished": "2011-10-21"}}, {{{own}, {ARTICLE}}}]'
    assert published(json_ld(value), url=ADDRESS) == "2026-01-21T18:00:00+09:00"
    assert published(json_ld(value), url="https://example.org/park") is None


@pytest.mark.parametrize("value", ["{", f"{{{PICTURE}}}", "[" * 100_000, "9" * 100_000, '{"author" "author" '])
def test_json_ld_without_an_article_gives_no_date(value: str) -> None:
    assert published(json_ld(value)) is None


def test_other_dates_on_the_page_count_only_far_from_the_headline_and_if_they_agree() -> None:
    others = "<ul>" + "".join(f"<li><time>{day} March 2025</time></li>" for day in (1, 2)) + "</ul>"
    assert published(body="<p>" + "<i>a</i>" * 200 + "</p>" + others) is None
    assert published(body="<time>21 January 2026</time>" + others) == "2026-01-21"
    alike = others.replace("2 March", "1 March")
    assert published(body="<p>" + "<i>a</i>" * 200 + "</p>" + alike) == "2025-03-01"


def test_the_day_in_its_address_is_the_last_resort() -> None:
    assert published(url="https://example.org/world/2026/01/21/park") == "2026-01-21"
    assert published(url="https://example.org/2026/13/45/park") is None


@pytest.mark.parametrize(
    ("head", "outlet_name"),
    [
        ('<meta property="og:site_name" content="Fjord Gazette">', "Fjord Gazette"),
        ('<meta property="og:site_name" content="Fjord Gazette | World">', "Fjord Gazette"),
        ('<meta property="og:site_name" content="The Associated Press">', "AP"),
        ('<meta property="og:site_name" content="WWW.Fjord.example">', "fjord.example"),
        (json_ld('{"@type": "NewsArticle", "publisher": {"@type": "Organization", "name": "Gazette"}}'), "Gazette"),
        (json_ld('[{"@type": "Article", "publisher": {"@id": "#a"}}, {"@id": "#a", "name": "Gazette"}]'), "Gazette"),
        (
            '<meta name="twitter:site" content="@fjord"><link rel="canonical" href="https://fjord.example/a">',
            "fjord.example",
        ),
        (
            '<meta property="og:site_name" content="@fjord"><meta property="og:url" content="https://www.fjord.example/a">',
            "fjord.example",
        ),
        ('<meta property="og:url" content="https://www.reuters.com/a">', "Reuters"),
        ("<!-- saved from url=(0025)https://www.fjord.example/a -->", "fjord.example"),
        ('<meta name="twitter:site" content="https://twitter.com/fjord">', None),
    ],
)
def test_the_outlet_of_a_page_is_its_site_its_publisher_or_its_host(head: str, outlet_name: str | None) -> None:
    assert outlet(head) == outlet_name


def test_the_outlet_behind_the_title_is_no_part_of_the_headline() -> None:
    head = f'<title>{TITLE} - Fjord Gazette</title><link rel="canonical" href="https://fjordgazette.example/a">'
    found = page(f"<!doctype html><head>{head}</head>{PARAGRAPHS}".encode())
    assert (found.title, found.outlet) == (TITLE, "Fjord Gazette")


# Pages that are large or hostile: test_hostile_files.py has what they may cost


def test_drawings_and_tags_that_close_themselves_do_not_nest() -> None:
    icons = '<svg viewBox="0 0 9 9"><path d="M0 0"/><use href="#a"/></svg><i class="icon"/><span/>' * 300
    assert page(saved(icons)).text.startswith("OSLO")


def test_text_within_absurd_nesting_is_read() -> None:
    assert "Kari Lund" in page(saved("<div><b>" * 3000)).text


@pytest.mark.parametrize("script", ['<script src="a.js" ">x = 1</script>', "<script a='>'>'</script>", "<script/>"])
def test_a_stray_quotation_mark_in_a_tag_hides_nothing(script: str) -> None:
    assert "Kari Lund" in page(saved(script)).text


@pytest.mark.usefixtures("in_a_child_process")
@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (saved("<b></b>" * 20_001), "the page has more tags than an article"),
        (saved("word " * 300_001), "the page is too large: 1,500,382 characters of text and tags"),
        (saved(" " * 10_000_000), "the file is too large: 10,000,394 bytes"),
    ],
    ids=["tags", "characters", "bytes"],
)
def test_what_no_article_is_like_is_refused(data: bytes, sentence: str) -> None:
    assert refusal(data).sentence == sentence


@settings(max_examples=20)
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


@pytest.mark.slow
@pytest.mark.usefixtures("in_a_child_process")
def test_nothing_is_warned_of_or_logged(caplog: pytest.LogCaptureFixture) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        page(PAGE.encode())
        refusal(b"<html></html>")
    assert caplog.records == []


def test_a_label_is_looked_for_in_the_first_4096_bytes_and_a_mark_goes_before_it() -> None:
    label, words = b'<meta charset="windows-1251">', "Осло".encode("cp1251")
    for space, is_read in ((4098 - len(label), True), (4099 - len(label), False)):
        assert ("Осло" in text_of(b" " * space + label + words)) is is_read
    assert text_of(b"\xef\xbb\xbf" + label + "Осло".encode() + b"\xff") == label.decode() + "Осло\ufffd"


def test_every_label_of_an_encoding_means_a_codec_of_python() -> None:
    for label, codec in _codecs().items():
        assert codecs.lookup(codec), label
    assert {_codecs()[label] for label in ("utf8", "latin1", "sjis", "gb2312", "euc-kr")} == {
        *("utf-8", "cp1252", "cp932", "gb18030", "cp949"),
    }
