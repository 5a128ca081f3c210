"""Searching a log: the same answers on both engines, of what counts at the moment asked about."""

from itertools import product

from tests.clock import FixedClock
from tests.ledger.doing import AHN, SEOUL, asked, begin, printed_wrong, retract, say
from tracker.domain.clocks import parse_published
from tracker.domain.fold import story
from tracker.domain.search_match import Hit, find_hit, parse_terms
from tracker.ledger import mending, recording
from tracker.ledger.asking import Filter, statuses
from tracker.ledger.desk import Desk
from tracker.ledger.folding import events_of
from tracker.ledger.mending import Cause
from tracker.ledger.searching import search
from tracker.store import log

TEXTS = (
    "小泉進次郎 防衛相",
    "안규백 국방부 장관",
    "Nguyễn Phú Trọng",
    "Straße 100%",
    'a "quoted" \\ b_c',
    "ÅNGSTRÖM\u2028x",
)
QUERIES = (
    "進次郎",
    "규백",
    "nguyen trong",
    "strasse",
    "100%",
    "%",
    "_",
    "b_c",
    '"quoted"',
    '"',
    "\\",
    "angstrom x",
    "zz",
)


def hits(desk: Desk, text: str, as_of: str | None = None, known_at: str | None = None) -> list[Hit]:
    with desk.snapshot():
        return search(desk, parse_terms(text), asked(desk, as_of, known_at)).hits


def names(desk: Desk, text: str, as_of: str | None = None, known_at: str | None = None) -> list[str]:
    return [one.meeting.meeting for one in hits(desk, text, as_of, known_at)]


def positions(desk: Desk, text: str) -> list[int | None]:
    return [passage.position for one in hits(desk, text) for passage in one.passages]


def test_what_is_skipped_by_the_stored_text_holds_none_of_the_words(desk: Desk) -> None:
    fields = ("headline", "quote", "title", "reason", "outlet")
    for number, (text, field) in enumerate(product(TEXTS, fields)):
        say(desk, "confirmed", "2026-01-10", f"m-{number}", new=True, **{field: text})
    with desk.snapshot():
        everything = [events_of(desk.connection, name) for name in log.used_names(desk.connection)]
    for query in QUERIES:
        terms = parse_terms(query)
        told = [story(events, events[0].meeting) for events in everything]
        looked_at = [find_hit(one.meeting, one.counted.own, terms) for one in told]
        assert sorted(names(desk, query)) == sorted(one.meeting.meeting for one in looked_at if one)
        assert bool(names(desk, query)) == (query != "zz")


def test_an_empty_log_mentions_nothing(desk: Desk) -> None:
    assert hits(desk, "ahn") == []


def test_what_was_retracted_is_not_found(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-11", quote="Yokosuka")
    assert positions(desk, "yokosuka") == [2]
    retract(desk, 2)
    assert positions(desk, "yokosuka") == []
    assert names(desk, "yokosuka", known_at="@2") == [AHN]
    retract(desk, 3)
    assert positions(desk, "yokosuka") == [2]


def test_a_meeting_of_which_no_report_counts_is_not_found(desk: Desk) -> None:
    begin(desk)
    retract(desk, 1)
    assert names(desk, "ahn") == []


def test_what_was_corrected_is_found_as_it_is_right(desk: Desk) -> None:
    begin(desk, headline="Ahn to Nara")
    mending.correct(desk, 1, {"source": {"headline": "Ahn to Yokosuka"}}, Cause(because="misread"))
    assert (names(desk, "nara"), names(desk, "yokosuka")) == ([], [AHN])
    assert (names(desk, "nara", known_at="@1"), names(desk, "yokosuka", known_at="@1")) == ([AHN], [])


def test_what_an_office_denied_is_found(desk: Desk) -> None:
    begin(desk, quote="in Yokosuka")
    say(desk, "denied", "2026-01-11", outlet="MOFA", said_by="official", target=1)
    assert positions(desk, "yokosuka") == [1]


def test_only_what_the_press_had_said_by_then_is_found(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-15", quote="Yokosuka")
    assert (names(desk, "yokosuka", as_of="2026-01-14"), names(desk, "yokosuka", as_of="2026-01-15")) == ([], [AHN])


def test_what_the_outlet_took_back_is_found_until_that_day(desk: Desk) -> None:
    begin(desk)
    say(desk, "noted", "2026-01-11", quote="Yokosuka")
    retract(desk, 2, cause=printed_wrong("2026-01-15"))
    assert (names(desk, "yokosuka", as_of="2026-01-14"), names(desk, "yokosuka", as_of="2026-01-15")) == ([AHN], [])


def test_a_merged_meeting_is_found_by_either_name_as_one(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, quote="both")
    recording.merge(desk, SEOUL, AHN)
    assert names(desk, "nakatani") == [AHN]
    assert names(desk, "both") == [AHN]
    assert sorted(position or 0 for position in positions(desk, "both")) == [1, 2]
    assert sorted(names(desk, "both", known_at="@2")) == [AHN, SEOUL]


def test_linked_meetings_are_found_one_by_one(desk: Desk) -> None:
    begin(desk, AHN, SEOUL, quote="both")
    recording.link(desk, SEOUL, "successor_of", AHN)
    assert names(desk, "both") == [AHN, SEOUL]
    assert names(desk, "nakatani") == [SEOUL]


def test_the_newest_is_told_by_what_counts(desk: Desk, clock: FixedClock) -> None:
    begin(desk, AHN, SEOUL, headline="talks")
    say(desk, "noted", "2026-01-20", SEOUL)
    assert names(desk, "talks") == [SEOUL, AHN]
    retract(desk, 3)
    assert names(desk, "talks") == [AHN, SEOUL]
    assert parse_published("2026-01-20").date <= clock.today()


def test_a_person_is_found_by_every_romanisation_of_the_name(desk: Desk) -> None:
    say(desk, "confirmed", "2026-01-10", "kyiv", new=True, participants=["Volodymyr Zelensky, , UA"])
    say(desk, "confirmed", "2026-01-10", "seoul", new=True, participants=["Volodymyr Li, , UA"])
    for written in ("zelenskyy", "Zelenskiy", "Wolodymyr Zelensky"):
        assert names(desk, written) == ["kyiv"]
        with desk.snapshot():
            found = statuses(desk, Filter(person=written), asked(desk))
        assert [meeting.meeting for meeting in found] == ["kyiv"]
    assert names(desk, "Ly") == []
