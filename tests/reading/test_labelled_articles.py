"""The labelled articles of `benchmarks/articles` are valid: their labels quote them, and no text is there twice."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date
from itertools import combinations
from typing import Final, Literal

import msgspec
from msgspec import Struct

from benchmarks.held_back import is_held_back
from tests.checkout import ROOT
from tests.reading.labelled import article, names
from tracker.domain.window import Window
from tracker.reading.places.gazetteer import country_name, is_organisation

FOLDER: Final = ROOT / "benchmarks" / "articles"
FILES: Final = sorted(FOLDER.glob("*.jsonl"))
MOST_MEETINGS: Final = 6
LENGTH_OF_A_RUN: Final = 12  # words that two texts may not share


class Person(Struct, forbid_unknown_fields=True):
    """Somebody who meets, or an office that nobody is named for."""

    name: str | None
    role: str
    country: str


class Meeting(Struct, forbid_unknown_fields=True):
    """The label of one meeting."""

    key: str
    main: bool
    kind: Literal["visit", "summit", "bilateral", "multilateral", "forum", "call"]
    participants: list[Person]
    host_country: str | None
    place: str | None
    window_edtf: str | None
    original_window_edtf: str | None
    stage: Literal["proposed", "in_final_arrangement", "confirmed", "held", "postponed", "cancelled", "denied"]
    attribution: Literal["official", "sources", "media", "unattributed"]
    evidence: str
    optional: bool


class Labelled(Struct, forbid_unknown_fields=True):
    """An article with its labels."""

    id: str
    published: date | None
    outlet: str
    title: str
    title_descriptive: bool
    text: str
    meetings: list[Meeting]
    difficulty: Literal["easy", "medium", "hard"]
    notes: str

    @property
    def shown(self) -> str:
        """What a reader gets to see: the headline too, unless the labeller made it up."""
        return self.text if self.title_descriptive else f"{self.title}\n\n{self.text}"

    @property
    def group(self) -> str:
        """The key of the main meeting, or the id of an article without one."""
        return self.meetings[0].key if self.meetings else self.id


def labelled() -> Iterator[Labelled]:
    for path in FILES:
        yield from msgspec.json.decode(b"[" + b",".join(path.read_bytes().splitlines()) + b"]", type=list[Labelled])


ARTICLES: Final = list(labelled())


def test_what_a_label_quotes_is_in_the_article() -> None:
    missing = {
        (one.id, quote)
        for one in ARTICLES
        for meeting in one.meetings
        for quote in [meeting.evidence, *(person.name or "" for person in meeting.participants)]
        if quote not in one.shown
    }
    assert missing == set()


def test_the_places_and_offices_of_a_label_are_in_the_article() -> None:
    missing = {
        (one.id, word)
        for one in ARTICLES
        for meeting in one.meetings
        for word in [meeting.place or "", *(person.role or "a role" for person in meeting.participants)]
        if word.lower() not in one.shown.lower()
    }
    assert missing == set()


def test_the_windows_of_a_label_are_valid() -> None:
    labels = [meeting for one in ARTICLES for meeting in one.meetings]
    windows = [window for label in labels for window in (label.window_edtf, label.original_window_edtf) if window]
    assert [Window(window).edtf for window in windows] == windows


def test_the_reader_knows_the_countries_of_the_labels() -> None:
    labels = [meeting for one in ARTICLES for meeting in one.meetings]
    parties = {person.country for label in labels for person in label.participants}
    codes = parties | {label.host_country for label in labels if label.host_country}
    assert {code for code in codes if not (country_name(code) or is_organisation(code))} == set()


def test_the_first_meeting_alone_is_the_main_one_and_somebody_takes_part_in_each() -> None:
    for one in ARTICLES:
        assert [meeting.main for meeting in one.meetings] == [True, *[False] * MOST_MEETINGS][: len(one.meetings)]
        assert all(meeting.participants for meeting in one.meetings)


def test_no_two_articles_have_one_id_or_a_passage_in_common() -> None:
    texts = {one.id: one.text for one in ARTICLES} | {name: article(name).text for name in names()}
    passages = {name: runs(text) for name, text in texts.items()}
    assert len(texts) == len(ARTICLES) + len(names())
    assert [pair for pair in combinations(passages, 2) if passages[pair[0]] & passages[pair[1]]] == []


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[start : start + LENGTH_OF_A_RUN]) for start in range(len(words) - LENGTH_OF_A_RUN + 1)}


def test_about_a_third_is_held_back_and_no_meeting_is_on_both_sides() -> None:
    held_back = [one for one in ARTICLES if is_held_back(one.group)]
    others = {one.group for one in ARTICLES} - {one.group for one in held_back}
    assert 0.25 < len(held_back) / len(ARTICLES) < 0.42
    assert others.isdisjoint(one.group for one in held_back)


def test_the_page_counts_the_articles_of_each_file() -> None:
    counted = {path.name: len(path.read_text(encoding="utf-8").splitlines()) for path in FILES}
    page = (FOLDER / "README.md").read_text(encoding="utf-8")
    assert dict(re.findall(r"^\| `([a-z]+\.jsonl)` \| (\d+) \|", page, re.MULTILINE)) == {
        name: str(count) for name, count in counted.items()
    }


def test_every_stage_and_every_attribution_is_among_the_main_meetings() -> None:
    main = [one.meetings[0] for one in ARTICLES if one.meetings]
    assert min(Counter(meeting.stage for meeting in main).values()) >= 10
    assert min(Counter(meeting.attribution for meeting in main).values()) >= 9
