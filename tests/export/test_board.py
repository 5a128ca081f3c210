"""The board: the same bytes each time, inert for any text of a report, and its drawings agree with the fold."""

import re
from base64 import b64encode
from collections.abc import Sequence
from datetime import date, timedelta
from hashlib import sha256
from html.parser import HTMLParser
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.given import MEETING, corrected, cut, linked, log, merged, report, retracted
from tracker.domain.changes import changes
from tracker.domain.events import Event
from tracker.domain.fold import fold
from tracker.export.board.disputed_section import contradicting_reports
from tracker.export.board.history_layout import spread
from tracker.export.board.page import pieces
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
TRIP_PLAN = plan(log(*TRIP), MEETING)
OUR_TAGS = {
    *("html", "head", "meta", "title", "style", "body", "script", "header", "main", "nav", "section", "article"),
    *("div", "p", "h1", "h2", "h3", "h4", "ul", "ol", "li", "dl", "dt", "dd"),
    *("table", "thead", "tbody", "tr", "th", "td"),
    *("a", "b", "i", "small", "span", "code", "cite", "del", "ins", "q", "bdi", "time", "details", "summary"),
    *("form", "label", "select", "option", "input", "datalist", "button", "output"),
    *("svg", "defs", "g", "symbol", "use", "path", "rect", "circle", "line", "text", "pattern", "mask"),
    *("lineargradient", "stop"),
}


class ParsedPage(HTMLParser):
    """The tags of a page with their attributes, and its texts."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str]]] = []
        self.texts: list[str] = []
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Add a tag."""
        self.tags.append((tag, {key: value or "" for key, value in attrs}))

    def handle_data(self, data: str) -> None:
        """Add a text."""
        self.texts.append(data)

    @property
    def text(self) -> str:
        """All text but that of style and script, with single spaces."""
        return " ".join(" ".join(text for text in self.texts if "{" not in text[:400]).split())

    def all(self, name: str, **words: str) -> list[dict[str, str]]:
        """Return the attributes of each tag of that name whose attributes contain the given words."""
        return [
            attributes
            for tag, attributes in self.tags
            if tag == name and all(word in attributes.get(key.rstrip("_"), "").split() for key, word in words.items())
        ]


def plans_of(**events: Sequence[Any]) -> tuple[Plan, ...]:
    """Return a plan for each name, from a log of its own."""
    return tuple(plan(log(*bodies, meeting=name), name) for name, bodies in events.items())


def board_of(*plans: Plan, shifts: Sequence[Shift] = (), day: date = TODAY) -> Board:
    """Return a board."""
    return Board(
        day=day,
        since=day - timedelta(days=2),
        position=16,
        recorded_at="2026-01-28T23:00:00.000000Z",
        moment=None,
        meetings=[one.meeting for one in plans],
        plan_of={one.meeting.meeting: one for one in plans}.__getitem__,
        shifts=tuple(shifts),
    )


def page(board: Board) -> str:
    """Return the page of a board in one piece."""
    return "".join(pieces(board))


def parsed(*plans: Plan, shifts: Sequence[Shift] = (), day: date = TODAY) -> ParsedPage:
    """Return the page of a board of plans."""
    return ParsedPage(page(board_of(*plans, shifts=shifts, day=day)))


def section(name: str, *plans: Plan, shifts: Sequence[Shift] = ()) -> str:
    """Return one section of the page of these plans."""
    html = page(board_of(*plans, shifts=shifts))
    after = html.split(f'id="{name}"', 1)[1]
    return re.split(r'<section [^>]*id="', after)[0]


def changes_of(events: list[Event]) -> str:
    """Return the section of what changed."""
    return section("changed", plan(events, MEETING), shifts=shifts_of(events))


def text_of(html: str) -> str:
    """Return the text of HTML, without tags."""
    return ParsedPage(html).text


def shifts_of(events: list[Event], since: date = SINCE) -> list[Shift]:
    """Return what has changed since the end of a day."""
    before, after = fold(events, MEETING, cut(since.isoformat())), fold(events, MEETING)
    by_position = {event.position: event for event in events}
    return [
        Shift(meeting=MEETING, change=change, event=by_position.get(after.why.get(change.field, 0)))
        for change in changes(before, after, day=TODAY, since=since)
    ]


def test_the_same_board_gives_the_same_page() -> None:
    events = log(*TRIP)
    assert page(board_of(plan(events, MEETING))) == page(board_of(plan(list(events), MEETING)))


def test_the_page_of_an_empty_ledger_says_that_nothing_is_due() -> None:
    text = parsed().text
    assert "Thursday 29 Jan 2026" in text
    assert "Nothing is due on a day of these two weeks." in text


def test_the_policy_allows_only_the_style_and_script_of_the_page() -> None:
    html = page(board_of(TRIP_PLAN))
    (meta,) = ParsedPage(html).all("meta", **{"http-equiv": "Content-Security-Policy"})
    policy = meta["content"]
    style, script = (re.findall(f"<{name}>(.*?)</{name}>", html, re.DOTALL) for name in ("style", "script"))
    assert (len(style), len(script)) == (1, 1)
    for kind, body in (("style", style[0]), ("script", script[0])):
        digest = b64encode(sha256(body.encode()).digest()).decode()
        assert f"{kind}-src 'sha256-{digest}';" in policy
    assert policy.startswith("default-src 'none'; ")
    assert "unsafe" not in policy


def test_the_policy_precedes_style_and_script() -> None:
    html = page(board_of())
    assert html.index("Content-Security-Policy") < html.index("<style") < html.index("<script")


def test_the_style_has_no_animation_and_loads_nothing() -> None:
    html = page(board_of(TRIP_PLAN))
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
def test_hostile_text_is_shown_and_has_no_effect(words: str) -> None:
    html = page(board_of(hostile(words)))
    parsed_page = ParsedPage(html)
    assert {tag for tag, _ in parsed_page.tags} <= OUR_TAGS
    keys = {key for _, attributes in parsed_page.tags for key in attributes}
    assert not [key for key in keys if key.startswith("on") or key in {"style", "src"}]
    assert not re.search("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\U000e0000-\U000e007f]", html)
    readable = words.split("\r", maxsplit=1)[0].split("\u202e", maxsplit=1)[0].strip()
    assert readable.split()[0] in parsed_page.text


@pytest.mark.slow
@settings(deadline=None)  # it makes two pages for each text
@given(words=st.text(st.characters(exclude_characters="\0?", exclude_categories=["Cs"]), min_size=1).filter(str.strip))
def test_no_text_changes_the_markup_around_it(words: str) -> None:
    def shape(of: str) -> list[str]:
        # Text from right to left has an element of its own, and so has a web address.
        return [tag for tag, _ in ParsedPage(page(board_of(hostile(of)))).tags if tag not in {"bdi", "span", "a"}]

    assert shape(words) == shape("words")


@given(st.text())
def test_text_without_hidden_characters_reads_back_unchanged(words: str) -> None:
    read = "".join(ParsedPage(f"<p>{text(words)}</p>").texts)
    if not hidden().search(words):
        assert read == words
    assert ParsedPage(f'<p id="{text(words)}">x</p>').tags[0][1]["id"] == read


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
def test_only_a_web_address_becomes_a_link(url: str) -> None:
    assert link("Kyodo", url) == "Kyodo"


def test_a_link_sends_no_referrer() -> None:
    assert link("a<b", 'https://np.example/?a=1&b="2"') == (
        '<a href="https://np.example/?a=1&amp;b=%222%22" rel="noopener noreferrer">a&lt;b</a>'
    )


def test_text_from_right_to_left_is_isolated_and_has_its_language() -> None:
    assert reported("عباس", language="fa") == '<bdi lang="fa">عباس</bdi>'
    assert reported("日韓", language="ja") == '<span lang="ja">日韓</span>'
    assert reported("Ahn", language='"><b>') == "Ahn"


def test_an_element_escapes_plain_strings() -> None:
    assert element("p", "<b>", element("b", "&"), None, class_="x", hidden=True, title=None) == (
        '<p class="x" hidden>&lt;b&gt;<b>&amp;</b></p>'
    )


# What is due


def due(edtf: str, status: str = "confirmed", **more: Any) -> str:
    """Return the section of what is due, for a plan with one window."""
    return section("due", plan(log(report(status, "2026-01-20", window=edtf, **more)), MEETING))


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


def test_a_window_wider_than_the_strip_is_listed_separately_and_not_counted() -> None:
    this_year = plan(log(report("arranging", "2026-01-20", window="2026")), MEETING)
    assert "Possibly within these days" in section("due", this_year)
    assert 'Due <span class="n">0</span>' in page(board_of(this_year))


def test_later_and_undated_meetings_are_listed_by_day() -> None:
    first = report("confirmed", "2026-01-20", window="2026-03-02")
    html = section("due", *plans_of(undated=[report("proposed", "2026-01-20")], march=[first]))
    assert html.index("2 Mar 2026") < html.index("no date yet")


@pytest.mark.parametrize("stage", ["cancelled", "denied"])
def test_a_plan_that_is_off_is_not_due(stage: str) -> None:
    assert "Nothing is due" in due("2026-01-30", stage)


def test_a_plan_that_was_put_off_to_a_day_is_due_on_it() -> None:
    assert "30 Jan 2026" in due("2026-01-30", "postponed")


@pytest.mark.parametrize("edtf", ["2026-01-30", "2026-03-02"])
def test_what_is_due_says_who_disputes_it(edtf: str) -> None:
    confirmed = report("confirmed", "2026-01-20", window=edtf, said_by="official")
    denied = report("cancelled", "2026-01-22", said_by="sources")
    text = text_of(section("due", plan(log(confirmed, denied), MEETING)))
    assert "disputed: cancelled, according to unnamed sources (@2)" in text


def test_today_and_weekends_are_marked() -> None:
    parsed_page = parsed(TRIP_PLAN)
    assert len(parsed_page.all("span", class_="today")) == 1
    assert len(parsed_page.all("span", class_="weekend")) == 4


def test_the_last_days_of_the_calendar_have_a_strip_too() -> None:
    last_day = plan(log(report("proposed", "2026-01-20", window="9999-12-31")), MEETING)
    assert "9999" in parsed(last_day, day=date.max).text


# What changed, what is overdue, what is disputed


def test_a_change_shows_the_old_value_the_new_one_and_the_outlet() -> None:
    text = text_of(changes_of(log(*TRIP)))
    assert "status in final arrangement → confirmed" in text
    assert "window 29–31 Jan 2026 → 30 Jan 2026" in text
    assert "Kyodo, 28 Jan 2026 @5" in text
    assert "since" not in text.split("Against what stood")[1]


def test_a_meeting_reported_for_the_first_time_is_marked_new() -> None:
    events = log(report("proposed", "2026-01-28", window="2026-03", title="Talks", host="JP"))
    text = text_of(changes_of(events))
    assert "Talks new status proposed ; window Mar 2026" in text
    assert "host" not in text


def test_a_change_of_a_list_shows_what_was_lost_and_gained() -> None:
    events = log(
        report("confirmed", "2026-01-20", participants=["Ahn, minister, KR", "Koizumi, minister, JP"]),
        report("noted", "2026-01-28", participants=["Cho, minister, KR"], without=["Ahn"]),
    )
    assert "<del>Ahn, minister, KR</del> <ins>+ Cho, minister, KR</ins>" in changes_of(events)


def test_overdue_plans_have_their_age_the_latest_first() -> None:
    old = [report("confirmed", "2026-01-02", window="2026-01-10", title="Old")]
    late = [report("confirmed", "2026-01-02", window="2026-01-28", title="Late")]
    text = text_of(section("overdue", *plans_of(old=old, late=late)))
    assert "Late confirmed for 28 Jan 2026, which ended 1 day ago" in text
    assert text.index("Late") < text.index("Old confirmed for 10 Jan 2026, which ended 19 days ago")


def test_a_dispute_shows_the_contradicting_reports() -> None:
    disputed = plan(
        log(
            report("cancelled", "2025-09-05", "NationPress", via=["Yonhap"]),
            report("noted", "2025-09-06", "Reuters"),
            report("postponed", "2025-09-05", "Kyodo", "sources"),
        ),
        MEETING,
    )
    assert [(mark.report.stage, mark.report.source.outlet) for mark in contradicting_reports(disputed)] == [
        ("cancelled", "NationPress"),
        ("postponed", "Kyodo"),
    ]
    assert "postponed sources Kyodo, 5 Sep 2025 @3" in text_of(section("disputed", disputed))


# History


def test_a_history_has_a_mark_for_every_report_in_the_order_of_the_fold() -> None:
    parsed_page = parsed(plan(log(*reversed(TRIP)), MEETING))
    marks = parsed_page.all("a", class_="m")
    assert [mark["class"].split()[1] for mark in marks] == ["sources", "sources", "media", "sources", "official"]
    assert [mark["href"] for mark in marks] == ["#e5", "#e4", "#e2", "#e3", "#e1"]


def test_the_tooltip_of_a_mark_sums_up_its_report() -> None:
    html = page(board_of(TRIP_PLAN))
    assert (
        "<title>28 Jan 2026: confirmed · Kyodo · official (KR, JP): “both ministries” · for 30 Jan 2026 · @5</title>"
        in html
    )


def test_every_mark_links_to_its_row_in_the_table() -> None:
    parsed_page = parsed(TRIP_PLAN)
    rows = {row["id"] for row in parsed_page.all("tr") if "id" in row}
    assert {mark["href"][1:] for mark in parsed_page.all("a", class_="m")} == rows


def test_the_status_line_is_dashed_while_the_plan_is_off() -> None:
    parsed_page = parsed(TRIP_PLAN)
    whole, broken = (path["d"] for path in parsed_page.all("path", class_="line"))
    assert broken.count("M") == 1
    assert whole.count("M") == 3


def test_the_band_has_a_part_for_each_window() -> None:
    (picture,) = re.findall('<svg viewBox[^>]*class="history".*?</svg>', page(board_of(TRIP_PLAN)), re.DOTALL)
    assert re.findall('class="(band[^"]*)"', picture) == ["band some", "band", "band"]
    assert "30 Jan 2026" in picture


def test_the_band_ends_where_the_plan_gives_its_window_up() -> None:
    put_off = plan(
        log(report("confirmed", "2026-01-12", window="2026-02-01"), report("postponed", "2026-01-16")), MEETING
    )
    (picture,) = re.findall('<svg viewBox[^>]*class="history".*?</svg>', page(board_of(put_off)), re.DOTALL)
    whole = plan(log(report("confirmed", "2026-01-12", window="2026-02-01"), report("noted", "2026-01-16")), MEETING)
    (whole_picture,) = re.findall('<svg viewBox[^>]*class="history".*?</svg>', page(board_of(whole)), re.DOTALL)
    (width,), (whole_width,) = (
        re.findall('width="([0-9.]+)"[^>]*class="band', drawing) for drawing in (picture, whole_picture)
    )
    assert float(width) < float(whole_width)


def test_a_report_without_effect_is_marked_with_the_reason() -> None:
    events = log(
        report("confirmed", "2026-01-20", said_by="official"),
        report("arranging", "2026-01-21"),
        report("cancelled", "2026-01-22"),
        retracted(3),
        report("denied", "2026-01-23", said_by="official", target=2),
        corrected(1, {"claims": {"kind": "visit"}}),
    )
    history = plan(events, MEETING)
    assert [(mark.position, mark.struck, bool(mark.kept), mark.corrected) for mark in history.marks] == [
        (1, None, False, (6,)),
        (2, "denied by @5", False, ()),
        (3, "retracted by @4", False, ()),
        (5, None, False, ()),
    ]
    assert [mark.status for mark in history.marks] == ["confirmed"] * 4
    parsed_page = parsed(history)
    assert len(parsed_page.all("a", class_="void")) == 2
    assert "retracted by @4" in parsed_page.text


def test_a_stage_that_was_kept_out_is_marked_with_the_reason() -> None:
    events = log(report("confirmed", "2026-01-20", said_by="official"), report("arranging", "2026-01-21"))
    history = plan(events, MEETING)
    reason = history.marks[1].kept
    assert reason is not None
    assert f"no effect: {reason}" in parsed(history).text


def test_a_board_of_a_past_day_shows_no_later_report() -> None:
    assert [mark.position for mark in plan(log(*TRIP), MEETING, cut("2026-01-21")).marks] == [1, 2, 3, 4]


def test_a_merged_meeting_shows_the_reports_of_both_names() -> None:
    events = log(
        report("proposed", "2026-01-10"), ("ahn-trip", report("confirmed", "2026-01-20")), ("ahn-trip", merged(MEETING))
    )
    assert [mark.position for mark in plan(events, MEETING).marks] == [1, 2]


def test_a_link_points_to_the_other_meeting() -> None:
    parsed_page = parsed(plan(log(report("proposed", "2026-01-10"), linked("successor_of", "ahn-2025")), MEETING))
    assert parsed_page.all("a", href="#m-ahn-2025")


def test_an_article_has_the_attributes_that_filters_use() -> None:
    people = ["Ahn Gyu-back, minister, KR", "小泉進次郎, 防衛相, JP"]
    (article,) = parsed(plan(log(report("confirmed", "2026-01-20", host="US", participants=people)), MEETING)).all(
        "article"
    )
    assert article["data-status"] == "confirmed"
    assert article["data-countries"] == "JP KR US"
    assert article["data-people"] == "ahn gyu back\n小泉進次郎"


def test_ids_are_unique() -> None:
    due_plan, other = plans_of(due=[report("confirmed", "2026-01-20")], meetings=[report("held", "2026-01-20")])
    names = [attributes["id"] for _, attributes in parsed(due_plan, TRIP_PLAN).tags if "id" in attributes]
    assert len(names) == len(set(names)) + 1  # both logs begin with @1: in one log no position comes twice
    assert other.meeting.meeting == "meetings"


def test_every_reference_within_the_page_has_a_target() -> None:
    parsed_page = parsed(TRIP_PLAN)
    names = {attributes["id"] for _, attributes in parsed_page.tags if "id" in attributes}
    links = [attributes.get("href", "") for _, attributes in parsed_page.tags]
    labels = [attributes.get("aria-labelledby", "") for _, attributes in parsed_page.tags]
    references = {link[1:] for link in links if link.startswith("#")} | {
        name for label in labels for name in label.split()
    }
    assert references <= names


# The layout


@given(
    days=st.lists(st.integers(0, 3000), min_size=1, max_size=60).map(sorted),
    width=st.integers(50, 400),
)
def test_marks_keep_their_order_and_the_least_distance(days: list[int], width: int) -> None:
    at = spread([date(2026, 1, 1) + timedelta(days=day) for day in days], width, 12)
    assert at[0] == 0
    assert all(later - earlier >= 12 - 1e-6 for earlier, later in pairwise(at))
    assert at[-1] <= max(width, 12 * (len(days) - 1)) + 1e-6


def test_spare_room_is_shared_out_in_proportion_to_time() -> None:
    days = [date(2026, 1, 1), date(2026, 1, 2), date(2026, 1, 11)]
    assert spread(days, 124, 12) == [0, 22, 124]
