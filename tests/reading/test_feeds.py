"""A feed: its items as plain text, oldest first, and what it says of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.effort import within
from tracker.domain.clocks import parse_published
from tracker.domain.errors import TrackerError
from tracker.reading.article.addresses import lists_others, web_url
from tracker.reading.article.intake import feed_items, news_items
from tracker.reading.article.item import NewsItem
from tracker.reading.article.markup import plain
from tracker.reading.article.xml_tree import tree

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


ITEM = "<item><title>{}</title><link>https://example.org/{}</link><pubDate>{}</pubDate></item>"


def rss(inside: str) -> bytes:
    return f"<rss version='2.0'><channel><title>Post</title>{inside}</channel></rss>".encode()


def item(inside: str) -> NewsItem:
    (only,) = news_items(rss(f"<item><title>Park to fly</title>{inside}</item>"))
    return only


def atom(inside: str, title: str = "Post") -> tuple[NewsItem, ...]:
    feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>{title}</title>{inside}</feed>'
    return news_items(feed.encode())


def published(item: NewsItem) -> str | None:
    return item.published.text if item.published else None


def refusal(data: bytes) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        news_items(data)
    return caught.value


# What a feed holds


def test_an_item_of_rss_is_its_headline_and_its_body_as_plain_text() -> None:
    first, second = news_items(RSS.encode())
    assert first == NewsItem(
        text="Park & Lund to meet\n\nPark will fly to Oslo.\nLund\nwaits.",
        title="Park & Lund to meet",
        url="https://example.org/1",
        published=parse_published("2026-01-21T23:14:00+09:00"),
        outlet="The Example & Post",
        language="en",
    )
    assert (second.text, second.outlet, second.published) == ("Storm over Bergen", "The Agency", None)


def test_atom_and_the_older_kinds_of_rss_are_read() -> None:
    (entry,) = news_items(ATOM.encode())
    assert entry.text == "Fewer than 5 < 6\n\nPark & Lund.\nBoth."
    assert (entry.url, entry.outlet, entry.language) == ("https://example.org/2", "Post", "en")
    assert published(entry) == "2026-01-21T23:30:00-05:00"
    (one,) = news_items(RDF.encode())
    assert (one.text, published(one), one.outlet) == ("One\n\nBody.", "2026-01-21T01:00:00+00:00", "R")
    (old,) = news_items(NETSCAPE.encode())
    assert (old.text, old.url) == ("Park to fly", "https://example.org/3")


def test_atom_is_read_under_a_prefix_of_its_own() -> None:
    feed = ATOM.replace("xmlns=", "xmlns:a=", 1)
    for name in ("feed", "title", "updated", "entry", "link", "content"):
        feed = feed.replace(f"<{name}", f"<a:{name}").replace(f"</{name}>", f"</a:{name}>")
    assert news_items(feed.encode()) == news_items(ATOM.encode())


def test_a_body_that_repeats_the_headline_has_it_once() -> None:
    assert item("<description>&lt;h1&gt;Park to fly&lt;/h1&gt;To Oslo.</description>").text == "Park to fly\n\nTo Oslo."


@pytest.mark.parametrize(
    ("declared", "encoding"),
    [
        ("iso-8859-1", "latin-1"),
        ("euc-kr", "euc-kr"),
        ("utf-8", "cp1252"),
        ("us-ascii", "utf-8"),
        ("utf-16", "utf-16"),
        ("utf-16", "utf-16-le"),
        ("utf-16", "utf-16-be"),
        ("nonsense", "utf-8"),
        ("undefined", "utf-8"),
        ("utf-7", "utf-8"),
    ],
)
def test_a_feed_is_decoded_by_its_declaration_unless_its_bytes_say_otherwise(declared: str, encoding: str) -> None:
    city = "서울" if encoding == "euc-kr" else "Ålesund"
    data = RSS.replace("utf-8", declared).replace("Oslo", city).encode(encoding)
    assert f"Park will fly to {city}." in news_items(data)[0].text


# Feeds as they are published


@pytest.mark.parametrize("before", ["\n", " \t\r\n\n", "\ufeff\n", "<!-- a > b -->\n", "<?xml-stylesheet href='a'?>"])
def test_what_stands_before_a_feed_harms_nobody(before: str) -> None:
    assert len(news_items((before + RSS).encode())) == 2


@pytest.mark.parametrize(
    ("slip", "body"),
    [
        ("Talks&nbsp;follow &mdash; in Oslo.", "Talks follow — in Oslo."),
        ("Bergen & Oslo, AT&T", "Bergen & Oslo, AT&T"),
        ("Fewer than 5 < 6", "Fewer than 5 < 6"),
        ("<p>One<br>two</b></p>", "One\ntwo"),
        ("Oslo\x0b \x00waits", "Oslo waits"),
        ("<![CDATA[Oslo <b>waits</b>]]>", "Oslo waits"),
        ("&#x110000;&#99999999;", "\ufffd\ufffd"),
    ],
)
def test_a_slip_in_one_item_spoils_nothing(slip: str, body: str) -> None:
    data = rss(f"<item><title>Park to fly</title><description>{slip}</description></item>" + ITEM.format("Snow", 1, ""))
    assert [read.text for read in news_items(data)] == ["Snow", f"Park to fly\n\n{body}".rstrip()]


def test_a_bare_ampersand_stays_in_an_address() -> None:
    assert item("<link>https://example.org/a?x=1&y=2&copy=3</link>").url == "https://example.org/a?x=1&y=2&copy=3"


def test_a_feed_that_breaks_off_gives_what_it_has() -> None:
    whole = RSS.index("</item>") + len("</item>")
    assert [read.title for read in news_items(RSS[:whole].encode())] == ["Park & Lund to meet"]


def test_the_address_behind_feedburner_is_that_of_the_outlet_under_any_prefix() -> None:
    item = "<item><title>Park to fly</title><link>https://fb.example/~r/1</link><{0}>https://np.example/1</{0}></item>"
    declared = 'xmlns:fb="http://rssnamespace.org/feedburner/ext/1.0"'
    for head, name in ((declared, "fb:origLink"), ("", "feedburner:origLink")):
        data = f"<rss {head}><channel>{item.format(name)}</channel></rss>"
        assert news_items(data.encode())[0].url == "https://np.example/1"


NAMESPACES = {
    "content:": "http://purl.org/rss/1.0/modules/content/",
    "dc:": "http://purl.org/dc/elements/1.1/",
    "dcterms:": "http://purl.org/dc/terms/",
    "media:": "http://search.yahoo.com/mrss/",
    "feedburner:": "http://rssnamespace.org/feedburner/ext/1.0",
    "rdf:": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "atom:": "http://www.w3.org/2005/Atom http://purl.org/atom/ns#",
    "": "http://purl.org/rss/1.0/ http://backend.userland.com/rss2 http://www.w3.org/1999/xhtml"
    " http://iptc.org/std/nar/2006-10-01/ http://iptc.org/std/NITF/2006-10-18/",
    "q:": "http://example.org/other",
}


def test_an_element_has_the_prefix_of_its_namespace_whatever_the_file_calls_it() -> None:
    for prefix, addresses in NAMESPACES.items():
        for address in addresses.split():
            (element,) = tree(f'<q:part xmlns:q="{address}">x</q:part>').children
            assert element.name == f"{prefix}part", address


def test_an_end_tag_closes_the_last_element_of_its_name() -> None:
    (outer,) = tree("<a><b>1<b>2</b>3</b>4<c>5</c></a>").children
    assert [(element.name, element.text()) for element in outer.children] == [("b", "123"), ("c", "5")]
    (unclosed,) = tree("<a><b>1<c>2</a>3").children
    assert unclosed.text() == "12"


def test_namespaces_may_be_declared_where_they_are_used_and_under_any_prefix() -> None:
    dated = "<d:date xmlns:d='http://purl.org/dc/elements/1.1/'>2026-01-21</d:date>"
    items = news_items(rss("".join(f"<item><title>Storm {number}</title>{dated}</item>" for number in range(300))))
    assert {published(read) for read in items} == {"2026-01-21"}


@pytest.mark.parametrize(
    ("inside", "url"),
    [
        ("<link>/a</link>", "https://np.example/a"),
        ("<link>b/c</link>", "https://np.example/world/b/c"),
        ("<link>//cdn.example/a</link>", "https://cdn.example/a"),
        ("<link/><guid>https://np.example/g</guid>", "https://np.example/g"),
        ("<guid isPermaLink='false'>https://np.example/g</guid>", None),
        ("<link>javascript:alert(1)</link>", None),
        ("<link>http://[::1</link>", None),
    ],
)
def test_the_address_of_an_item_is_a_whole_one_of_the_web(inside: str, url: str | None) -> None:
    data = rss(f"<link>https://np.example/world/</link><item><title>Park to fly</title>{inside}</item>")
    assert news_items(data)[0].url == url


REDIRECTS = """
    www.google.com/url?url= www.google.com/url?q= news.google.com/news/url?url= www.bing.com/news/apiclick.aspx?url=
    l.facebook.com/l.php?u= lm.facebook.com/l.php?u= out.reddit.com/?url= www.youtube.com/redirect?q=
    t.umblr.com/redirect?z= vk.com/away.php?to=
"""


def test_where_a_page_that_only_redirects_leads_is_read() -> None:
    for redirect in REDIRECTS.split():
        assert web_url(f"https://{redirect}https%3A%2F%2Fnp.example%2Fa&x=1") == "https://np.example/a", redirect
    for other in ("https://www.google.com/search?q=https://np.example/a", "https://vk.com/away.php?to=away"):
        assert web_url(other) == other


def test_the_address_of_a_service_that_lists_what_others_print_is_known() -> None:
    services = ("google.com", "news.google.com", "www.bing.com", "news.yahoo.com", "feedly.com", "feedburner.com")
    assert all(lists_others(f"https://{service}/rss") for service in services)
    assert not lists_others("https://np.example/rss")


def test_where_a_redirect_leads_is_read_unless_it_has_more_fields_than_an_address_has() -> None:
    redirect = "https://www.google.com/url?url=https://np.example/a"
    assert web_url(redirect) == "https://np.example/a"
    assert web_url(redirect + "&x=1" * 49) == "https://np.example/a"
    assert web_url(redirect + "&x=1" * 50) == redirect + "&x=1" * 50


def test_a_relative_address_of_atom_is_joined_to_the_site_or_to_the_feed_itself() -> None:
    entry = '<entry><title>Park to fly</title><link href="/2026/a"/></entry>'
    for link in ('<link href="https://np.example/"/>', '<link rel="self" href="https://np.example/i.atom"/>'):
        assert atom(link + entry)[0].url == "https://np.example/2026/a"


# Outlets of feeds


@pytest.mark.parametrize(
    ("title", "link", "outlet"),
    [
        ("Fjord Gazette", "https://fjord.example", "Fjord Gazette"),
        ("Fjord Gazette - World", "https://fjord.example", "Fjord Gazette"),
        ("Politics | Fjord Gazette", "https://fjord.example", "Fjord Gazette"),
        ("Fjord Gazette » Asia Pacific", "https://fjord.example", "Fjord Gazette"),
        ("Fjord Gazette - South Korea", "https://fjord.example", "Fjord Gazette"),
        ("Fjord Gazette RSS Feed", "https://fjord.example", "Fjord Gazette"),
        ("Yonhap News Agency - North Korea", "https://en.yna.co.kr", "Yonhap"),
        ("World news | The Guardian", "https://www.theguardian.com/world", "The Guardian"),
        ("Top Stories", "https://www.fjord.example/", "fjord.example"),
        ("Letters - Lighthouse", "https://www.fjord.example/", "fjord.example"),
        ("Fjord Gazette - Letters from Lighthouses", "https://fjordgazette.example", "Fjord Gazette"),
        ("@fjord", "https://www.reuters.com/", "Reuters"),
        ("Top Stories", "", None),
    ],
)
def test_the_outlet_of_a_feed_is_the_same_in_all_its_sections(title: str, link: str, outlet: str | None) -> None:
    channel = f"<title>{title.replace('&', '&amp;')}</title><link>{link}</link>{ITEM.format('Park to fly', 1, '')}"
    (read,) = news_items(f"<rss><channel>{channel}</channel></rss>".encode())
    assert read.outlet == outlet


def test_an_alert_gives_the_address_and_the_host_of_what_it_found() -> None:
    link = "https://www.google.com/url?rct=j&amp;sa=t&amp;url=https://www.fjord.example/a%3Fb%3D1&amp;ct=ga"
    alert = '<link href="https://www.google.com/alerts/feeds/1/2" rel="self"/>'
    entry = f'<entry><title type="html">Park &lt;b&gt;Ji-ho&lt;/b&gt; to fly</title><link href="{link}"/></entry>'
    (read,) = atom(alert + entry, title="Google Alert - Park")
    assert (read.title, read.url, read.outlet) == (
        "Park Ji-ho to fly",
        "https://www.fjord.example/a?b=1",
        "fjord.example",
    )


def test_a_list_of_news_gives_the_outlet_behind_each_item_and_its_headline_alone() -> None:
    channel = "<title>Park - Google News</title><link>https://news.google.com/search?q=park</link>"
    found = (
        '<item><title>Park to fly - Yonhap News</title><source url="https://en.yna.co.kr">Yonhap News</source></item>'
    )
    (read,) = news_items(f"<rss><channel>{channel}{found}</channel></rss>".encode())
    assert (read.title, read.text, read.outlet) == ("Park to fly", "Park to fly", "Yonhap")


# Times of feeds


def test_items_come_oldest_first_whatever_the_order_of_the_feed() -> None:
    newest_first = (
        ITEM.format("Off", 3, "Wed, 21 Jan 2026 18:00:00 +0900")
        + ITEM.format("On", 2, "Wed, 21 Jan 2026 08:00:00 +0900")
        + ITEM.format("Between", 1, "Tue, 20 Jan 2026 23:30:00 GMT")
    )
    assert [read.title for read in news_items(rss(newest_first))] == ["On", "Between", "Off"]


def test_items_of_one_day_are_turned_round_since_feeds_print_the_newest_first() -> None:
    same_day = "".join(ITEM.format(title, title, "21 Jan 2026") for title in ("third", "second", "first"))
    assert [read.title for read in news_items(rss(same_day))] == ["first", "second", "third"]
    oldest_first = ITEM.format("old", 1, "20 Jan 2026") + same_day
    assert [read.title for read in news_items(rss(oldest_first))] == ["old", "third", "second", "first"]


def test_the_first_time_of_an_item_that_can_be_read_counts() -> None:
    assert published(item("<pubDate>soon</pubDate><dc:date>2026-01-21</dc:date>")) == "2026-01-21"
    (entry,) = atom("<entry><title>A</title><updated>2026-02-01</updated><published>2026-01-21</published></entry>")
    assert published(entry) == "2026-01-21"


# HTML as text


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
        ("One<br><a href='x", "One\n<a href='x"),
        ("<!-->Yes", "Yes"),
        ("<a title='x > y'>Yes</a>", "Yes"),
        ("&amp;lt;", "&lt;"),
        ("", ""),
    ],
)
def test_html_becomes_plain_text(markup: str, text: str) -> None:
    assert plain(markup) == text


def test_what_follows_fifty_thousand_tags_and_texts_is_left_as_it_stands() -> None:
    assert plain("<b>x</b>" * 16_667 + "<i>y</i>") == "x" * 16_667 + "<i>y</i>"


@pytest.mark.parametrize(
    ("data", "what"), [(b"<html><p>Talks begin.</p></html>", "a web page"), (b"Talks begin.", "plain text")]
)
def test_what_is_watched_must_be_a_feed(data: bytes, what: str) -> None:
    with pytest.raises(TrackerError) as caught:
        feed_items(data)
    assert caught.value.sentence == f"this is {what}, not a feed"
    item = rss("<item><title>Park to fly</title></item>")
    assert feed_items(item) == news_items(item)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        (rss(""), "the feed is empty"),
        (rss("<item></item>"), "the feed is empty"),
        (rss("<item><title>a</title></item>" * 1001), "the file has 1,001 items; up to 1,000 are read"),
        (rss("<item></item>" * 100_001), "the file has more elements than a feed or an article"),
        (rss(" " * 5_000_000), "the feed is too large: 5,000,063 bytes"),
    ],
    ids=["none", "empty", "items", "elements", "bytes"],
)
def test_a_feed_without_items_or_with_too_many_is_refused(data: bytes, sentence: str) -> None:
    error = refusal(data)
    assert error.sentence == sentence
    assert error.hint


@pytest.mark.parametrize(
    "doctype",
    [
        '<!DOCTYPE rss [<!ENTITY a "lol"><!ENTITY b "&a;&a;&a;&a;">]>',
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/hostname"><!ENTITY b "x">]>',
        '<!DOCTYPE rss SYSTEM "file:///etc/hostname">',
    ],
)
def test_entities_of_a_feed_are_not_declared_so_they_multiply_nothing_and_read_no_file(doctype: str) -> None:
    (read,) = news_items((doctype + rss("<item><title>Park &a;&b;</title></item>").decode()).encode())
    assert read.title == "Park &a;&b;"


@given(st.one_of(st.binary(), st.text(max_size=200).map(lambda words: rss(f"<item><title>{words}"))))
def test_any_feed_is_read_or_refused(data: bytes) -> None:
    try:
        assert news_items(data)
    except TrackerError:
        return


@pytest.mark.slow
@pytest.mark.parametrize(
    "piece",
    ["&lt;", "&lt;b&gt;", "&lt;!--", "&lt;script&gt;", "&lt;a href='", "&amp;", "&#65;", "<b>", "</b>", "1 ", "\n"],
)
def test_the_worst_item_takes_a_moment(piece: str) -> None:
    with within(5):
        news_items(rss("<item><title>Park to fly</title><description>" + piece * 60_000))
