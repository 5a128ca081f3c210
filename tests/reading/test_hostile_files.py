"""What a hostile page or feed may cost: two seconds of a processor, and 300 MB. Each is read, or refused in words."""

import os
import subprocess
import sys
from collections.abc import Callable
from functools import partial
from typing import Final

import pytest

from tests.effort import PATIENCE
from tracker.domain.errors import TrackerError
from tracker.reading.article.intake import news_items

# Each takes up to 1.5 s here. A slow machine takes longer, and what once was slow took 11, 26 and 118 s.
SECONDS: Final = 8.0
MEGABYTES: Final = 300
STORY: Final = (
    "<p>OSLO - Foreign Minister Park Ji-ho will fly to Oslo in March for talks on shipping, her office said.</p>" * 2
)


def page(body: str, head: str = "") -> str:
    return f'<!doctype html><head><meta charset="utf-8">{head}</head><body><h1>Park to fly</h1>{body}{STORY}'


def rss(inside: str) -> str:
    return f"<?xml version='1.0'?><rss><channel><item><title>Park</title>{inside}</item></channel></rss>"


def json_ld(value: str) -> str:
    return page("", f'<script type="application/ld+json">{value}</script>')


# One that takes time, one that always fails, one from bytes to bytes, one from text to text, and one of another system.
CHARSETS = ("punycode", "undefined", "zlib", "rot13", "mbcs")


def in_charset(name: str) -> str:
    return page("é" * 500_000).replace("utf-8", name)


# Made when they are read: all of them take 100 MB, and to fork a process with so much takes long.
FILES: Final[dict[str, Callable[[], str]]] = {
    **{f"charset {name}": partial(in_charset, name) for name in CHARSETS},
    "an author over and over": lambda: json_ld('{"@type": "Article", ' + '"author" ' * 100_000),
    "deep JSON": lambda: json_ld("[" * 900_000),
    "wide JSON": lambda: json_ld("[" + '{"@type":"Article","datePublished":"x"},' * 20_000 + "{}]"),
    "blocks of JSON": lambda: page("", '<script type="application/ld+json">[[]]</script>' * 13_000),
    "a comment like a feed, and a feed": lambda: '<?xml version="1.0"?><!-- <-:rss > -->' + "\n" * 1_000_000 + rss(""),
    "drawings": lambda: page('<svg><path d="M0"/></svg>' * 13_000),
    "open drawings": lambda: page("<svg><math>" * 19_000 + "</svg>"),
    "deep": lambda: page("<div>" * 39_000),
    "deep and open": lambda: page("<b>x" * 39_000),
    "lists in lists": lambda: page("<ul><li>x" * 19_000),
    "tables in tables": lambda: page("<table><tr><td>x" * 13_000),
    "links": lambda: page("<a href='/x'>word</a> " * 19_500),
    "dates": lambda: page("<span class=date>21 January 2026</span>" * 19_500),
    "open dates": lambda: page("<p class=date itemprop=datePublished>" * 39_000),
    "labels": lambda: page("Published: " * 100_000 + "Published: x<br>" * 30_000),
    "attributes": lambda: page("<p " + " ".join(f"a{number}" for number in range(150_000)) + ">"),
    "an attribute": lambda: page('<p class="' + "x " * 3_000_000 + '">'),
    "open quotes": lambda: page("<a href=\"'" * 250_001),
    "signs": lambda: page("<a / = \" ' " * 100_000),
    "spaces": lambda: "<html" + " " * 5_000_000 + ">" + page("\n" * 1_000_000),
    "a title": lambda: page("", f"<meta property='og:title' content='{'a - ' * 400_000}'>"),
    "a name of a site": lambda: page("", f"<meta property='og:site_name' content='{'a | ' * 400_000}'>"),
    "comments": lambda: page("<!-- x > -->" * 250_000),
    "comments in comments": lambda: page("<!--" * 2_000_000),
    "open CDATA": lambda: page("<![CDATA[" * 500_000),
    "brackets": lambda: page("<" * 900_000),
    "zero bytes": lambda: page("").replace("a", "a\0"),
    "every character": lambda: page("".join(map(chr, (*range(0xD800), *range(0xE000, 0x110000))))),
    "types": lambda: "<!DOCTYPE x [>" * 300_000 + rss(""),
    "instructions": lambda: "<?x?>" * 300_000 + rss(""),
    "elements": lambda: rss("<a>" * 99 + "</b>" * 190_000),
    "namespaces": lambda: rss("".join(f"<x:a xmlns:x='{number}'/>" for number in range(90_000))),
    "references": lambda: rss("<description>" + "&#65;" * 900_000),
    "markup": lambda: rss("<description>" + "&lt;b&gt;" * 500_000),
    "half a reference": lambda: rss("<description>" + "&x" * 2_000_000),
    "a date": lambda: rss("<pubDate>" + "1 " * 2_000_000),
    "dates of a feed": lambda: rss("<pubDate>1 </pubDate>" * 49_000),
    "a redirect": lambda: rss("<link>https://google.com/url?" + "url=a&" * 500_000),
    "items in items": lambda: "<newsMessage>" + "<newsItem>" * 99 + "<headline/>" * 80_000,
    "objects": lambda: '[{"bodies": [' * 100_000,
    "a body": lambda: '{"headline": "Park", "body_xhtml": "' + "<p>" * 1_500_000 + '"}',
}  # fmt: skip
# Those that take the most memory.
LARGEST = ("links", "tables in tables", "an attribute", "every character")


def seconds() -> float:
    """Return the processor time of this process and of the children that it has waited for."""
    return sum(os.times()[:4])


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in FILES if name not in LARGEST])
def test_a_hostile_file_is_read_or_refused_in_a_moment(name: str) -> None:
    began = seconds()
    try:
        news_items(FILES[name]().encode())
    except TrackerError as error:
        assert error.hint  # noqa: PT017 - or it is read
    assert seconds() - began < SECONDS


MEASURE = """
import resource, sys
from tests.reading.test_hostile_files import FILES, news_items, TrackerError
for name in sys.argv[1:]:
    try:
        news_items(FILES[name]().encode())
    except TrackerError:
        pass
usages = (resource.getrusage(who) for who in (resource.RUSAGE_CHILDREN, resource.RUSAGE_SELF))
print(*(usage.ru_maxrss // 1000 for usage in usages))
"""


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss differs")
def test_the_largest_are_read_or_refused_in_a_moment_and_no_child_takes_more_memory_than_its_limit() -> None:
    began = seconds()
    command = [sys.executable, "-c", MEASURE, *LARGEST]
    done = subprocess.run(command, capture_output=True, text=True, timeout=PATIENCE, check=True)
    assert int(done.stdout.split()[0]) < MEGABYTES
    assert seconds() - began < SECONDS * len(LARGEST)
