"""The board as text: the same each time, inert whatever a report says, and true to the fold in what it draws."""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.given import MEETING, corrected, cut, linked, log, merged, report, retracted
from tracker.domain.changes import changes
from tracker.domain.events import Event
from tracker.domain.fold import fold
from tracker.export.board.disputed_section import contradicting_reports
from tracker.export.board.history_layout import spread
from tracker.export.board.page import page
from tracker.export.board.view_model import Board, Plan, Shift, plan
from tracker.export.html import element, link, reported, text
from tracker.export.safe_text import hidden

TODAY = date(2026, 1, 29)
SINCE = date(2026, 1, 27)
TRIP = (
    report("arranging", "2026-01-12", "조선일보", "sources", window="2026-01-21~/2026-01-31~"),
    report("postponed", "2026-01-16", "Jiji", "sources", reason="a budget vote"),
    report(
        "in_final_arrangement", "2026-01-21", "NationPress", "sources", window="2026-01-29/2026-01-31", via=["Yonhap"]
    ),
    report("noted", "2026-01-21", "Yomiuri", "media", place="Yokosuka?"),
    report(
        "confirmed", "2026-01-28", "Kyodo", "official", window="2026-01-30", side=["KR", "JP"], words="both ministries"
    ),
)
OUR_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "nav", "section", "article"),
    *(
        "div",
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "table",
        "thead",
        "tbody",
        "tr",
        "th",
        "td",
    ),
    *("a", "b", "i", "small", "span", "code", "cite", "del", "ins", "q", "bdi", "time", "details", "summary"),
    *("form", "label", "select", "option", "input", "datalist", "button", "output"),
    *("svg", "defs", "g", "symbol", "use", "path", "rect", "circle", "line", "text", "pattern", "mask"),
    *("lineargradient", "stop"),
}


class Seen(HTMLParser):
    """What a reader of the page finds: tags with their attributes, the text of each, and all text."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Keep a tag."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Keep a text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text but that of style and script."""
        return " ".join(" ".join(one for one in self.texts if "{" not in one[:400]).split())

    def all(self, tag: str, **having: str) -> list[dict[str, str]]:
        """Return the attributes of every such tag whose attributes hold the words given."""
        return [
            found
            for name, found in self.tags
            if name == tag and all(value in found.get(key.rstrip("_"), "").split() for key, value in having.items())
        ]


def plans(**events: Sequence[Any]) -> tuple[Plan, ...]:
    """Return plans by name (`_` for a hyphen), each of what was said, in one log after the other."""
    return tuple(plan(log(*bodies, meeting=name), name) for name, bodies in events.items())


def board(*shown: Plan, shifts: Sequence[Shift] = (), day: date = TODAY) -> Board:
    """Return a board."""
    return Board(
        day=day,
        since=day - timedelta(days=2),
        position=16,
        recorded_at="2026-01-28T23:00:00.000000Z",
        moment=None,
        plans=shown,
        shifts=tuple(shifts),
    )


def seen(*shown: Plan, shifts: Sequence[Shift] = (), day: date = TODAY) -> Seen:
    """Return what a reader finds on the page of these plans."""
    return Seen(page(board(*shown, shifts=shifts, day=day)))


def part(html: str, name: str) -> str:
    """Return one part of a page."""
    return re.split(r'<section [^>]*id="', html.split(f'id="{name}"', 1)[1])[0]


def news(events: list[Event], since: date = SINCE) -> list[Shift]:
    """Return what has shifted since the end of a day."""
    before, after = fold(events, MEETING, cut(since.isoformat())), fold(events, MEETING)
    by_position = {event.position: event for event in events}
    return [
        Shift(meeting=MEETING, change=one, event=by_position.get(after.why.get(one.field, 0)))
        for one in changes(before, after, day=TODAY, since=since)
    ]


def test_the_same_board_gives_the_same_page() -> None:
    events = log(*TRIP)
    assert page(board(plan(events, MEETING))) == page(board(plan(list(events), MEETING)))


def test_an_empty_ledger_has_a_page_that_says_so() -> None:
    told = seen().text
    assert "Thursday 29 Jan 2026" in told
    assert "Nothing is due on a day of these two weeks." in told


def test_the_policy_lets_in_the_pages_own_style_and_script_alone() -> None:
    html = page(board(plan(log(*TRIP), MEETING)))
    (policy,) = (found["content"] for found in Seen(html).all("meta", **{"http-equiv": "Content-Security-Policy"}))
    style, script = (re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL) for name in ("style", "script"))
    assert (len(style), len(script)) == (1, 1)
    for kind, body in (("style", style[0]), ("script", script[0])):
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_policy_stands_before_all_that_it_rules() -> None:
    html = page(board())
    assert html.index("Content-Security-Policy") < html.index("<style") < html.index("<script")


def test_nothing_moves_and_nothing_is_fetched() -> None:
    html = page(board(plan(log(*TRIP), MEETING)))
    style = html.split("<style>")[1].split("</style>")[0]
    assert not re.search(r"transition|animation|scroll-behavior|@import|@font-face", style)
    assert all(target.startswith("#") for target in re.findall(r"url\(([^)]*)\)", style.split("*/", 1)[1]))


HOSTILE = (
    "<script>alert(1)</script>",
    "</script></style></title></svg><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)" x="',
    "' onfocus='alert(1)",
    "]]> <!-- --> &lt;b&gt; &amp;amp;",
    "one\r\ntwo\u2028three\u2029four\x85five",
    "safe\u202etxt.exe\u2066\u200b\ufeff\x1b[31m\U000e0041",
    "אחן \u200f שלום",
)


def hostile(words: str) -> Plan:
    """Return a plan whose reports say the words wherever they can."""
    more: dict[str, Any] = {"url": words, "headline": words, "language": words, "via": [words], "words": words}
    first = report(
        "confirmed", "2026-01-28", words, title=words, place=words, reason=words, by=words, quote=words, **more
    )
    events = log(first, report("postponed", "2026-01-28", "x", reason=words, window="2026-02"))
    return plan(events, MEETING)


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_text_is_shown_and_does_nothing(words: str) -> None:
    html = page(board(hostile(words)))
    found = Seen(html)
    assert {tag for tag, _ in found.tags} <= OUR_TAGS
    assert not [key for _, given in found.tags for key in given if key.startswith("on") or key in {"style", "src"}]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", html)
    readable = words.split("\r", maxsplit=1)[0].split("\u202e", maxsplit=1)[0].strip()
    assert readable.split()[0] in found.text


@pytest.mark.slow
@given(words=st.text(st.characters(exclude_characters="\0?", exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_no_text_changes_the_markup_around_it(words: str) -> None:
    def shape(of: str) -> list[str]:
        # What runs from right to left stands in an element of its own, and an address in a link.
        return [tag for tag, _ in Seen(page(board(hostile(of)))).tags if tag not in {"bdi", "span", "a"}]

    assert shape(words) == shape("words")


@given(st.text())
def test_text_reads_back_as_it_was_but_for_what_hides(words: str) -> None:
    read = "".join(Seen(f"<p>{text(words)}</p>").texts)
    if not hidden().search(words):
        assert read == words
    assert Seen(f'<p id="{text(words)}">x</p>').tags[0][1]["id"] == read


@pytest.mark.parametrize(
    "url",
    [
        *(
            "javascript:alert(1)",
            "JaVaScRiPt:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,<script>",
            "file:///etc",
        ),
        *("//evil.example", "/path", "http://", "https:evil", "", "vbscript:x", " javascript:alert(1)"),
    ],
)
def test_only_an_address_of_the_web_becomes_a_link(url: str) -> None:
    assert link("Kyodo", url) == "Kyodo"


def test_an_address_of_the_web_becomes_a_link_that_tells_nobody_where_from() -> None:
    assert link("a<b", 'https://np.example/?a=1&b="2"') == (
        '<a href="https://np.example/?a=1&amp;b=%222%22" rel="noopener noreferrer">a&lt;b</a>'
    )


def test_text_that_runs_leftward_keeps_to_itself_and_tells_its_language() -> None:
    assert reported("عباس", language="fa") == '<bdi lang="fa">عباس</bdi>'
    assert reported("日韓", language="ja") == '<span lang="ja">日韓</span>'
    assert reported("Ahn", language='"><b>') == "Ahn"


def test_an_element_escapes_what_is_no_markup() -> None:
    assert element("p", "<b>", element("b", "&"), None, class_="x", hidden=True, title=None) == (
        '<p class="x" hidden>&lt;b&gt;<b>&amp;</b></p>'
    )


# What is due


def due(edtf: str, status: str = "confirmed", **more: Any) -> str:
    """Return the part of the page that says what is due, for a plan with one window."""
    return part(page(board(plan(log(report(status, "2026-01-20", window=edtf, **more)), MEETING))), "due")


def test_exact_days_are_a_solid_bar_under_their_days() -> None:
    assert '<rect x="7.14%" width="21.43%" height="100%" class="firm"/>' in due("2026-01-30/2026-02-01")


@pytest.mark.parametrize("edtf", ["[2026-01-30..2026-02-01]", "2026-01-30~/2026-02-01~", "2026-01-30/2026-02-01?"])
def test_some_day_of_several_is_a_hatched_bar(edtf: str) -> None:
    assert '<rect x="7.14%" width="21.43%" height="100%" class="plan some"/>' in due(edtf, "arranging")


def test_one_day_or_another_is_two_bars() -> None:
    assert len(re.findall('class="firm some"', due("[2026-01-30,2026-02-03]"))) == 2


@pytest.mark.parametrize(
    ("edtf", "mask"),
    [("[2026-02-02..]", "fade-right"), ("[..2026-02-02]", "fade-left"), ("2026-02-02/..", "fade-right")],
)
def test_an_open_end_fades(edtf: str, mask: str) -> None:
    assert f'mask="url(#{mask})"' in due(edtf)


def test_days_that_go_on_beyond_the_strip_have_an_arrow() -> None:
    assert 'href="#on-left"' in due("2026-01-27/2026-01-30")
    assert 'href="#on-right"' in due("2026-02-10/2026-02-14")


def test_a_window_that_rules_no_day_out_stands_apart_and_is_not_counted() -> None:
    html = page(board(plan(log(report("arranging", "2026-01-20", window="2026")), MEETING)))
    assert "Possibly within these days" in part(html, "due")
    assert 'Due <span class="n">0</span>' in html


def test_what_comes_later_or_has_no_date_is_listed_by_day() -> None:
    first = report("confirmed", "2026-01-20", window="2026-03-02")
    told = part(page(board(*plans(undated=[report("proposed", "2026-01-20")], march=[first]))), "due")
    assert told.index("2 Mar 2026") < told.index("no date yet")


@pytest.mark.parametrize("stage", ["postponed", "cancelled", "denied"])
def test_what_is_off_is_not_due(stage: str) -> None:
    assert "Nothing is due" in due("2026-01-30", stage)


def test_today_and_weekends_are_told_apart() -> None:
    found = seen(plan(log(*TRIP), MEETING))
    assert len(found.all("span", class_="today")) == 1
    assert len(found.all("span", class_="weekend")) == 4


def test_the_last_days_of_the_calendar_have_a_strip_too() -> None:
    assert "9999" in seen(plan(log(report("proposed", "2026-01-20", window="9999-12-31")), MEETING), day=date.max).text


# News


def test_a_change_shows_the_old_value_the_new_one_and_the_outlet() -> None:
    events = log(*TRIP)
    told = Seen(part(page(board(plan(events, MEETING), shifts=news(events))), "changed")).text
    assert "status in final arrangement → confirmed" in told
    assert "window 29–31 Jan 2026 → 30 Jan 2026" in told
    assert "Kyodo, 28 Jan 2026 @5" in told
    assert "since" not in told.split("Against what stood")[1]


def test_a_meeting_that_nobody_had_heard_of_is_marked_new() -> None:
    events = log(report("proposed", "2026-01-28", window="2026-03", title="Talks", host="JP"))
    told = Seen(part(page(board(plan(events, MEETING), shifts=news(events))), "changed")).text
    assert "Talks new status proposed ; window Mar 2026" in told
    assert "host" not in told


def test_a_list_tells_who_joins_and_who_goes() -> None:
    events = log(
        report("confirmed", "2026-01-20", participants=["Ahn, minister, KR", "Koizumi, minister, JP"]),
        report("noted", "2026-01-28", participants=["Cho, minister, KR"], without=["Ahn"]),
    )
    told = part(page(board(plan(events, MEETING), shifts=news(events))), "changed")
    assert "<del>Ahn, minister, KR</del> <ins>+ Cho, minister, KR</ins>" in told


def test_the_overdue_are_told_with_their_age_the_latest_first() -> None:
    old = [report("confirmed", "2026-01-02", window="2026-01-10", title="Old")]
    late = [report("confirmed", "2026-01-02", window="2026-01-28", title="Late")]
    told = Seen(part(page(board(*plans(old=old, late=late))), "overdue")).text
    assert "Late confirmed for 28 Jan 2026, which ended 1 day ago" in told
    assert told.index("Late") < told.index("Old confirmed for 10 Jan 2026, which ended 19 days ago")


def test_a_dispute_gives_each_side_its_word() -> None:
    told = plan(
        log(
            report("cancelled", "2025-09-05", "NationPress", via=["Yonhap"]),
            report("noted", "2025-09-06", "Reuters"),
            report("postponed", "2025-09-05", "Kyodo", "sources"),
        ),
        MEETING,
    )
    assert [(mark.report.stage, mark.report.source.outlet) for mark in contradicting_reports(told)] == [
        ("cancelled", "NationPress"),
        ("postponed", "Kyodo"),
    ]
    assert "postponed sources Kyodo, 5 Sep 2025 @3" in Seen(part(page(board(told)), "disputed")).text


# Histories


def test_a_history_has_a_mark_for_every_report_in_the_order_of_the_fold() -> None:
    found = seen(plan(log(*reversed(TRIP)), MEETING))
    marks = found.all("a", class_="m")
    assert [mark["class"].split()[1] for mark in marks] == ["sources", "sources", "media", "sources", "official"]
    assert [mark["href"] for mark in marks] == ["#e5", "#e4", "#e2", "#e3", "#e1"]


def test_a_mark_says_what_its_report_says() -> None:
    html = page(board(plan(log(*TRIP), MEETING)))
    assert (
        "<title>28 Jan 2026: confirmed · Kyodo · official (KR, JP): “both ministries” · for 30 Jan 2026 · @5</title>"
        in html
    )


def test_every_mark_leads_to_its_row_in_the_table() -> None:
    found = seen(plan(log(*TRIP), MEETING))
    rows = {row["id"] for row in found.all("tr") if "id" in row}
    assert {mark["href"][1:] for mark in found.all("a", class_="m")} == rows


def test_the_line_is_broken_while_the_plan_is_off_and_whole_again_when_it_is_back() -> None:
    found = seen(plan(log(*TRIP), MEETING))
    whole, broken = (path["d"] for path in found.all("path", class_="line"))
    assert broken.count("M") == 1
    assert whole.count("M") == 3


def test_the_window_is_a_band_that_shifts_with_every_report_that_moves_it() -> None:
    (picture,) = re.findall(
        '<svg viewBox[^>]*class="history".*?</svg>', page(board(plan(log(*TRIP), MEETING))), re.DOTALL
    )
    assert re.findall('class="(band[^"]*)"', picture) == ["band some", "band", "band"]
    assert "30 Jan 2026" in picture


def test_what_has_no_effect_is_marked_and_says_why() -> None:
    events = log(
        report("confirmed", "2026-01-20", said_by="official"),
        report("arranging", "2026-01-21"),
        report("cancelled", "2026-01-22"),
        retracted(3),
        report("denied", "2026-01-23", said_by="official", target=2),
        corrected(1, {"claims": {"kind": "visit"}}),
    )
    told = plan(events, MEETING)
    assert [(mark.position, mark.struck, bool(mark.kept), mark.corrected) for mark in told.marks] == [
        (1, None, False, (6,)),
        (2, "denied by @5", False, ()),
        (3, "retracted by @4", False, ()),
        (5, None, False, ()),
    ]
    assert [mark.status for mark in told.marks] == ["confirmed"] * 4
    found = seen(told)
    assert len(found.all("a", class_="void")) == 2
    assert "retracted by @4" in found.text


def test_a_step_back_that_was_kept_out_lies_beside_the_line() -> None:
    told = plan(log(report("confirmed", "2026-01-20", said_by="official"), report("arranging", "2026-01-21")), MEETING)
    assert told.marks[1].kept is not None
    assert f"no effect: {told.marks[1].kept}" in seen(told).text


def test_a_cut_of_the_past_shows_no_report_of_a_later_day() -> None:
    assert [mark.position for mark in plan(log(*TRIP), MEETING, cut("2026-01-21")).marks] == [1, 2, 3, 4]


def test_a_merged_meeting_shows_the_reports_of_both_names() -> None:
    events = log(
        report("proposed", "2026-01-10"), ("ahn-trip", report("confirmed", "2026-01-20")), ("ahn-trip", merged(MEETING))
    )
    assert [mark.position for mark in plan(events, MEETING).marks] == [1, 2]


def test_a_link_leads_to_the_other_meeting() -> None:
    found = seen(plan(log(report("proposed", "2026-01-10"), linked("successor_of", "ahn-2025")), MEETING))
    assert found.all("a", href="#m-ahn-2025")


def test_a_meeting_carries_what_it_is_filtered_by() -> None:
    people = ["Ahn Gyu-back, minister, KR", "小泉進次郎, 防衛相, JP"]
    (article,) = seen(plan(log(report("confirmed", "2026-01-20", host="US", participants=people)), MEETING)).all(
        "article"
    )
    assert article["data-status"] == "confirmed"
    assert article["data-countries"] == "JP KR US"
    assert article["data-people"] == "ahn gyu back\n小泉進次郎"


def test_no_two_elements_have_one_name() -> None:
    due_plan, other = plans(due=[report("confirmed", "2026-01-20")], meetings=[report("held", "2026-01-20")])
    names = [found["id"] for _, found in seen(due_plan, plan(log(*TRIP), MEETING)).tags if "id" in found]
    assert len(names) == len(set(names)) + 1  # both logs begin with @1: in one log no position comes twice
    assert other.meeting.meeting == "meetings"


def test_every_reference_within_the_page_is_met() -> None:
    found = seen(plan(log(*TRIP), MEETING))
    names = {given["id"] for _, given in found.tags if "id" in given}
    wanted = {given["href"][1:] for _, given in found.tags if given.get("href", "").startswith("#")}
    wanted |= {name for _, given in found.tags for name in given.get("aria-labelledby", "").split()}
    assert wanted <= names


# The axis


@given(
    days=st.lists(st.integers(0, 3000), min_size=1, max_size=60).map(sorted),
    width=st.integers(50, 400),
)
def test_marks_keep_their_order_and_their_distance(days: list[int], width: int) -> None:
    at = spread([date(2026, 1, 1) + timedelta(days=day) for day in days], width, 12)
    assert at[0] == 0
    assert all(later - earlier >= 12 - 1e-6 for earlier, later in pairwise(at))
    assert at[-1] <= max(width, 12 * (len(days) - 1)) + 1e-6


def test_where_there_is_room_time_is_shared_out_in_proportion() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 11)]
    assert spread(days, 124, 12) == [0, 22, 124]
