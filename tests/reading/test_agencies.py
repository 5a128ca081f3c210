"""Files of news agencies, and other files that hold articles: NewsML, NITF, ninjs, JSON Feed; and what is none."""

import json
from typing import Any

import pytest

from tracker.domain.errors import TrackerError
from tracker.reading.article.intake import news_items
from tracker.reading.article.item import NewsItem

BODY = "<p>Minister Park Ji-ho will fly to Oslo.</p><p>She stays two days.</p>"
TEXT = "Park to fly\n\nMinister Park Ji-ho will fly to Oslo.\nShe stays two days."
NITF = f"""<nitf><head><title>Slug</title><docdata><date.issue norm="20260121T180000+0900"/></docdata>
<pubdata name="Fjord Gazette" ex-ref="https://fjord.example/1"/></head><body><body.head><hedline><hl1>Park to fly</hl1>
</hedline><dateline><location>OSLO</location>, <story.date norm="20260120">Jan. 20</story.date></dateline>
</body.head><body.content>{BODY}<media><media-caption>Park waves</media-caption></media></body.content></body></nitf>"""
META = """<itemMeta><provider qcode="nprov:AFP"><name>Agence France-Presse</name></provider>
<versionCreated>2026-01-21T18:00:00+09:00</versionCreated><firstCreated>2026-01-21T08:00:00+09:00</firstCreated>
</itemMeta><contentMeta><headline>Park to fly</headline><language tag="en-GB"/></contentMeta>"""
OPENED = '<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="urn:a" standard="NewsML-G2">'


def only(data: str) -> NewsItem:
    (item,) = news_items(data.encode())
    return item


def facts(item: NewsItem) -> tuple[str | None, ...]:
    return item.title, item.published.text if item.published else None, item.outlet, item.language, item.url


def newsml(content: str) -> str:
    return f"<?xml version='1.0'?>{OPENED}{META}<contentSet>{content}</contentSet></newsItem>"


def refusal(data: bytes) -> TrackerError:
    with pytest.raises(TrackerError) as caught:
        news_items(data)
    return caught.value


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/xhtml+xml"><html><head/><body>{BODY}</body></html></inlineXML>',
        (
            f'<inlineXML><nitf xmlns="http://iptc.org/std/NITF/2006-10-18/"><body><body.content>{BODY}</body.content>'
            "</body></nitf></inlineXML>"
        ),
        f"<inlineData><![CDATA[{BODY}]]></inlineData>",
    ],
    ids=["xhtml", "nitf", "data"],
)
def test_an_item_of_newsml_g2_is_an_article_with_its_provider_language_and_the_time_of_its_version(
    content: str,
) -> None:
    item = only(newsml(content))
    assert item.text == TEXT
    assert facts(item) == ("Park to fly", "2026-01-21T18:00:00+09:00", "AFP", "en", None)


def test_a_message_of_newsml_holds_several_items_and_prefixes_change_nothing() -> None:
    item = newsml(f"<inlineXML><html><body>{BODY}</body></html></inlineXML>").partition("?>")[2]
    picture = f"{OPENED}{META}<contentSet><remoteContent/></contentSet></newsItem>"
    message = f"<newsMessage><itemSet>{item}{picture}{item}</itemSet></newsMessage>"
    assert [read.text for read in news_items(message.encode())] == [TEXT, TEXT]
    assert refusal(picture.encode()).sentence == "there is no article in this file of an agency"
    prefixed = OPENED.replace("<newsItem xmlns", "<n:newsItem xmlns:n") + item[len(OPENED) :]
    assert only(prefixed.replace("</newsItem>", "</n:newsItem>")).text == TEXT


def test_an_item_of_newsml_1_is_read() -> None:
    item = (
        "<NewsML><NewsItem><NewsManagement><ThisRevisionCreated>20260121T090000Z</ThisRevisionCreated></NewsManagement>"
        "<NewsComponent><NewsLines><HeadLine>Park to fly</HeadLine></NewsLines><AdministrativeMetadata><Provider>"
        '<Party FormalName="Kyodo News"/></Provider></AdministrativeMetadata><DescriptiveMetadata>'
        f'<Language FormalName="en"/></DescriptiveMetadata><ContentItem><DataContent>{BODY}</DataContent></ContentItem>'
        "</NewsComponent></NewsItem></NewsML>"
    )
    read = only(item)
    assert read.text == TEXT
    assert facts(read) == ("Park to fly", "2026-01-21T09:00:00+00:00", "Kyodo", "en", None)


def test_the_outlet_of_an_nitf_article_is_its_publication_else_its_distributor_else_who_holds_the_copyright() -> None:
    publication, distributor = 'name="Fjord Gazette"', "<distributor>Fjord Wire</distributor>"
    unnamed = NITF.replace(publication, "").replace("<docdata>", '<docdata><doc.copyright holder="Fjord Media"/>')
    distributed = unnamed.replace("</body.head>", f"{distributor}</body.head>")
    assert [only(text).outlet for text in (NITF, distributed, unnamed)] == [
        "Fjord Gazette",
        "Fjord Wire",
        "Fjord Media",
    ]


def test_an_article_in_nitf_begins_with_its_dateline() -> None:
    item = only(NITF)
    assert item.text == TEXT.replace("Minister", "OSLO, Jan. 20 -- Minister", 1)
    assert facts(item) == (
        "Park to fly",
        "2026-01-21T18:00:00+09:00",
        "Fjord Gazette",
        None,
        "https://fjord.example/1",
    )


@pytest.mark.parametrize(
    "fields",
    [
        {"headline": "Park to fly", "body_xhtml": BODY, "versioncreated": "2026-01-21T09:00:00Z", "source": "afp"},
        {
            "headlines": [{"value": "Park to fly"}],
            "bodies": [{"contentType": "text/html", "value": BODY}],
            "versionCreated": "2026-01-21T09:00:00Z",
            "firstCreated": "2026-01-20T09:00:00Z",
            "infoSources": [{"name": "Agence France-Presse"}],
        },
        {
            "headline": "Park to fly",
            "body_text": TEXT.partition("\n\n")[2],
            "versioncreated": "2026-01-21T09:00:00+0000",
            "copyrightholder": "AFP",
            "provider": None,
        },
    ],
    ids=["1", "3", "text"],
)
def test_an_item_of_ninjs_is_an_article_in_each_version_of_the_format(fields: dict[str, Any]) -> None:
    given = {"uri": "https://agency.example/1", "language": "en", **fields}
    for data in (given, [given], {"_items": [given]}):
        item = only(json.dumps(data))
        assert item.text == TEXT
        outlet = "afp" if "source" in fields else "AFP"
        url = "https://agency.example/1"
        assert facts(item) == ("Park to fly", "2026-01-21T09:00:00+00:00", outlet, "en", url)


def test_the_items_of_a_json_feed_are_articles_oldest_first() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Fjord Gazette - World",
        "home_page_url": "https://fjord.example/",
        "language": "en-US",
        "items": [
            {"id": "2", "title": "Park", "content_text": "Off.", "date_published": "2026-01-21T18:00:00+09:00"},
            {"id": "1", "url": "/1", "title": "Park to fly", "content_html": BODY, "date_published": "2026-01-20"},
            {"id": "0"},
        ],
    }
    first, second = news_items(json.dumps(feed).encode())
    assert first.text == TEXT
    assert facts(first) == ("Park to fly", "2026-01-20", "Fjord Gazette", "en", "https://fjord.example/1")
    assert facts(second) == ("Park", "2026-01-21T18:00:00+09:00", "Fjord Gazette", "en", None)


@pytest.mark.parametrize(
    ("data", "sentence"),
    [
        ("<opml><head/></opml>", "this is a list of feeds (OPML), not a feed or an article"),
        ("<?xml version='1.0'?><urlset><url/></urlset>", "this is a sitemap, not a feed or an article"),
        ("<note><to>Park</to></note>", "this is XML (<note>), not a feed or an article"),
        ("<?xml version='1.0'?>", "this is XML without elements, not a feed or an article"),
        (
            NITF.replace(BODY, "").replace("<media><media-caption>Park waves</media-caption></media>", ""),
            "there is no article in this file of an agency",
        ),
        ("<newsMessage><header/></newsMessage>", "there is no article in this file of an agency"),
        ('{"stage": "held"}', "this is JSON without an article"),
        ('[{"headline": 5, "bodies": [7, {"value": []}]}]', "this is JSON without an article"),
        ("[]", "this is JSON without an article"),
        ('{"a": 1}\n{"b": 2}', "this looks like JSON, and is not valid"),
        ('{"a":' * 100_000, "this looks like JSON, and is not valid"),
        (json.dumps([{}] * 1001), "the file has 1,001 items; up to 1,000 are read"),
    ],
)
def test_what_holds_no_article_is_named(data: str, sentence: str) -> None:
    error = refusal(data.encode())
    assert error.sentence == sentence
    assert error.hint


@pytest.mark.parametrize("text", ["[SEOUL] Park flies.", "{sic} Park flies.", "<Park> flies."])
def test_prose_in_brackets_is_text(text: str) -> None:
    assert only(text).text == text
