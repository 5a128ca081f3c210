"""A feed: its items as plain text, what it says of them, and what is refused."""

import sys
import warnings
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.effort import within
from tracker.domain.errors import TrackerError
from tracker.reading.article.feeds import FeedItem, feed, is_feed, plain

RSS = """<?xml version="1.0" encoding="utf-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Example &amp; Post</title><link>https://example.org</link><language>en-gb</language>
<item><title>Park &amp;amp; Lund to meet</title><link>https://example.org/1</link>
<pubDate>Wed, 21 Jan 2026 23:14:00 +0900</pubDate>
<description>&lt;p&gt;Short &amp;amp; sweet.&lt;/p&gt;</description>
<content:encoded><![CDATA[<p>Park will <b>fly</b> to Oslo.</p><p>Lund<br>waits.</p>
<script>x()</script>]]></content:encoded></item>
<item><title>Storm over Bergen</title><source url="https://agency.example">The Agency</source></item>
</channel></rss>"""
ATOM = """<?xml version="1.0"?><feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Post</title>
<updated>2026-01-22T10:00:00Z</updated>
<entry><title>Fewer than 5 &lt; 6</title><link href="https://example.org/2"/>
<updated>2026-01-21T23:30:00-05:00</updated>
<content type="xhtml">
<div xmlns="http://www.w3.org/1999/xhtml"><p>Park &amp; Lund.</p><p>Both.</p></div></content></entry>
</feed>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>R</title>
</channel><item rdf:about="y"><title>One</title><dc:date>2026-01-21T01:00:00Z</dc:date><description>Body.</description>
</item></rdf:RDF>"""
NETSCAPE = """<?xml version="1.0"?><!DOCTYPE rss PUBLIC "-//Netscape Communications//DTD RSS 0.91//EN"
"http://my.netscape.com/publish/formats/rss-0.91.dtd"><rss version="0.91"><channel><title>N</title>
<item><title>Park to fly</title><link>https://example.org/3</link></item></channel></rss>"""


def rss(inside: str) -> bytes:
    return f"<rss version='2.0'><channel>{inside}</channel></rss>".encode()


def item(words: str) -> bytes:
    return rss(f"<item><description>{words}</description></item>")


def refusal(data: bytes) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        feed(data)
    return caught.value


def test_an_item_of_rss_is_its_headline_and_its_body_as_plain_text() -> None:
    first, second = feed(RSS.encode())
    assert first == FeedItem(
        text="Park & Lund to meet\n\nPark will fly to Oslo.\nLund\nwaits.",
        title="Park & Lund to meet",
        url="https://example.org/1",
        published=date(2026, 1, 21),
        outlet="The Example & Post",
        language="en",
    )
    assert (second.text, second.outlet, second.published) == ("Storm over Bergen", "The Agency", None)


def test_atom_and_the_older_kinds_of_rss_are_read() -> None:
    (entry,) = feed(ATOM.encode())
    assert (entry.text, entry.published) == ("Fewer than 5 < 6\n\nPark & Lund.\nBoth.", date(2026, 1, 21))
    assert (entry.url, entry.outlet, entry.language) == ("https://example.org/2", "Post", "en")
    (one,) = feed(RDF.encode())
    assert (one.text, one.published, one.outlet) == ("One\n\nBody.", date(2026, 1, 21), "R")
    (old,) = feed(NETSCAPE.encode())
    assert (old.text, old.url) == ("Park to fly", "https://example.org/3")


def test_a_feed_is_decoded_by_its_own_encoding() -> None:
    data = RSS.replace("utf-8", "iso-8859-1").replace("Oslo", "Ålesund").encode("latin-1")
    assert "Park will fly to Ålesund." in feed(data)[0].text


@pytest.mark.parametrize(
    ("data", "expected"),
    [
        (RSS, True),
        (ATOM, True),
        (RDF, True),
        (NETSCAPE, True),
        ("\ufeff <rss>", True),
        ("<!-- a note --><atom:feed >", True),
        ("<!DOCTYPE rss [<!ENTITY a 'b'>]><rss>", True),
        ("<html><rss>", False),
        ("<!doctype html><html>", False),
        ("Park reads <rss>", False),
        ("<note/>", False),
        ("", False),
    ],
)
def test_a_feed_is_known_by_its_first_element(data: str, expected: bool) -> None:
    assert is_feed(data.encode()) is expected


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>One &amp; two</p><p>Three</p>", "One & two\nThree"),
        ("a<b>b</b>c", "abc"),
        ("One<br/>two", "One\ntwo"),
        ("<script>if (a < b) { x('<p>'); }</script>After", "After"),
        ("<!-- <p>no</p> -->Yes", "Yes"),
        ("<figure><img src='x'><figcaption>Lund waves</figcaption></figure>Words", "Words"),
        ("5 < 6 and 7 > 6", "5 < 6 and 7 > 6"),
        ("&#8220;Talks&#8221;&nbsp;begin", "“Talks” begin"),
        ("&#" + "9" * 5000 + ";", "&#" + "9" * 5000 + ";"),
        ("<!-- open", ""),
        ("", ""),
    ],
)
def test_html_becomes_plain_text(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_a_feed_that_is_not_well_formed_is_refused_by_its_line() -> None:
    error = refusal(RSS.replace("</item>", "", 1).encode())
    assert error.sentence == "line 10 of the feed is not well formed: mismatched tag"
    assert error.hint
    assert refusal(b"Park to fly").sentence == "line 1 of the feed is not well formed: syntax error"
    assert refusal(item("&nbsp;")).sentence == "line 1 of the feed is not well formed: undefined entity"


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname">]>',
        '<!DOCTYPE rss [<!ENTITY % a SYSTEM "http://example.org/a.dtd"> %a;]>',
        "<!DOCTYPE rss [<!ELEMENT rss ANY>]>",
        '<!DOCTYPE rss SYSTEM "file:///etc/hostname">',
    ],
)
def test_entities_and_document_types_are_refused(doctype: str) -> None:
    data = (doctype + rss("<item><title>&a;&b;</title></item>").decode()).encode()
    assert is_feed(data)
    assert refusal(data).sentence == "the feed has a document type, or entities, of its own"


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rss("<title>Post</title>"), "the feed is empty"),
        (rss("<item></item>"), "the feed is empty"),
        (b"<note/>", "this is no feed"),
        (ATOM.encode("utf-16"), "the feed is UTF-16"),
        (RSS.replace("utf-8", "euc-kr").encode(), "the feed is in an encoding that is not read"),
        (RSS.replace("utf-8", "nonsense").encode(), "the feed is in an encoding that is not read"),
        (b" " * 20_000_001, "the feed is too large: 20,000,001 bytes"),
    ],
)
def test_what_is_no_feed_or_an_empty_one_is_refused(data: bytes, sentence: str) -> None:
    error = refusal(data)
    assert error.sentence == sentence
    assert error.hint


@pytest.mark.parametrize(
    "inside",
    [
        "<a>" * 100_000 + "</a>" * 100_000,
        "<item/>" * 300_000,
        "<item " + " ".join(f'a{number}="1"' for number in range(100_000)) + "/>",
        "".join(f"<x{number}:a xmlns:x{number}='u{number}'/>" for number in range(50_000)),
    ],
    ids=["deep", "many", "attributes", "namespaces"],
)
def test_what_no_feed_holds_is_refused_before_feedparser_sees_it(inside: str) -> None:
    with within(5):
        sentence = "the feed has more elements, or elements within elements, than feeds have"
        assert refusal(rss(inside)).sentence == sentence


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece", ["&lt;", "&lt;b&gt;", "&lt;!--", "&lt;script&gt;", "&lt;a href='", "&amp;", "1 ", "\n"]
)
def test_the_worst_item_takes_a_moment(piece: str) -> None:
    with within(5):
        assert len(feed(item("Park. " + piece * 100_000))) == 1


@settings(max_examples=50)
@given(st.one_of(st.binary(), st.text(max_size=200).map(lambda words: item(words.replace("<", "&lt;")))))
def test_any_feed_is_read_or_refused(data: bytes) -> None:
    try:
        assert feed(data)
    except TrackerError:
        return


def test_nothing_is_warned_of() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(feed(RSS.encode()) + feed(ATOM.encode())) == 3


def test_without_feedparser_the_hint_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "feedparser", None)
    error = refusal(RSS.encode())
    assert error.sentence == "reading a feed needs feedparser"
    assert error.hint == "In the checkout of tracker, run: pip install '.[feeds]'"
