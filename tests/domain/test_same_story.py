"""Which reports of one origin rest on the same story."""

from typing import Any

import pytest

from tests.given import report
from tracker.domain.same_story import is_same_story

FIRST: dict[str, Any] = {"stage": "arranging", "published": "2026-01-21", "outlet": "NationPress", "via": ["Yonhap"]}


def same(*, same_meeting: bool = True, first: dict[str, Any] | None = None, **other: Any) -> bool:
    """Whether a report rests on the story of the first; `other` replaces fields of the first."""
    fields = FIRST | (first or {})
    return is_same_story(report(**fields), report(**fields | other), same_meeting=same_meeting)


def test_reports_of_one_address_are_of_one_story_whenever_they_were_printed() -> None:
    url = {"url": "https://np.example/1"}
    assert same(first=url, same_meeting=False, stage="held", published="2026-01-28")
    assert not same(first=url, same_meeting=False, url="https://np.example/2")


def test_a_reprint_has_the_headline_within_a_day() -> None:
    headline = {"headline": "Ahn to visit Japan", "url": "https://np.example/1"}
    reprint = {"outlet": "Korea Times", "url": "https://kt.example/9", "headline": "Ahn to Visit Japan"}
    assert same(first=headline, same_meeting=False, published="2026-01-22", **reprint)
    assert not same(first=headline, same_meeting=False, published="2026-01-23", **reprint)


def test_another_outlet_that_says_the_same_stage_of_the_meeting_within_a_day_reprints_it() -> None:
    assert same(outlet="Korea Times", published="2026-01-20")
    assert not same(outlet="Korea Times", published="2026-01-23")
    assert not same(outlet="Korea Times", stage="confirmed")
    assert not same(outlet="Korea Times", same_meeting=False)


def test_an_article_without_address_and_headline_is_known_by_outlet_and_date() -> None:
    assert same(same_meeting=False, stage="confirmed", outlet="nationpress")
    assert not same(published="2026-01-22")


@pytest.mark.parametrize("url", [None, "https://np.example/1"])
def test_reports_of_two_origins_are_never_of_one_story(url: str | None) -> None:
    assert not same(first={"url": url}, via=["Kyodo"])
