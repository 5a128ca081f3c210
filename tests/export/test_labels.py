"""The wording of labels, and that each output can tell the words of a report from those of the program."""

from datetime import date
from typing import Any

import pytest

from tests.given import MEETING, log, report
from tracker.domain.clocks import parse_published
from tracker.domain.fold import fold
from tracker.domain.meeting import Link
from tracker.domain.report import Attribution, Participant, Place, Source
from tracker.domain.vocabulary import STRENGTH
from tracker.domain.window import Window
from tracker.export.board.label_markup import label_markup
from tracker.export.labels import (
    ACCORDING_TO,
    ATTRIBUTION_CLASSES,
    Label,
    Quoted,
    Reported,
    according_to_label,
    attribution_label,
    day_label,
    full_place_label,
    full_where_label,
    joined_labels,
    label_text,
    office_label,
    person_label,
    place_label,
    published_label,
    source_label,
    value_label,
    where_label,
    window_label,
)

OFFICIAL = Attribution(class_="official", side=("KR", "JP"), words="both ministries")
AHN = Participant(name="Ahn Gyu-back", role="defence minister", country="KR")
MINISTER = Participant(role="defence minister", country="HR")
SEOUL, BUSAN = Place(name="Seoul"), Place(name="Busan", standing="candidate")


@pytest.mark.parametrize(
    ("label", "text"),
    [
        (window_label(Window("2026-01-29/2026-01-31", "January 29-31")), '29–31 Jan 2026 ("January 29-31")'),
        (window_label(Window("2026-01-30")), "30 Jan 2026"),
        (person_label(AHN), "Ahn Gyu-back, defence minister, KR"),
        (person_label(MINISTER), "defence minister, HR"),
        (person_label(Participant(name="Ahn")), "Ahn"),
        (office_label(MINISTER), "defence minister (HR)"),
        (office_label(Participant(country="HR")), "government (HR)"),
        (office_label(Participant(role="defence minister")), "defence minister"),
        (office_label(Participant()), ""),
        (place_label(SEOUL), "Seoul"),
        (place_label(BUSAN), "Busan?"),
        (full_place_label(SEOUL), "Seoul"),
        (full_place_label(BUSAN), "Busan (candidate)"),
        (source_label(Source(outlet="NationPress", via=("Kyodo", "Yonhap"))), "NationPress < Kyodo < Yonhap"),
        (attribution_label(OFFICIAL), 'official (KR, JP): "both ministries"'),
        (attribution_label(Attribution()), "unattributed"),
        (according_to_label(OFFICIAL, ("KR", "JP")), 'officials of KR and JP ("both ministries")'),
        (according_to_label(Attribution(), ()), "the outlet itself"),
    ],
)
def test_a_label_is_worded_for_people(label: Label, text: str) -> None:
    assert label_text(label) == text


@pytest.mark.parametrize(
    ("field", "value", "text"),
    [
        *(("host", None, "–"), ("places", (), "–"), ("reason", "", "–")),
        *(("since", "2026-01-09", "9 Jan 2026"), ("status", "in_final_arrangement", "in final arrangement")),
        *(
            ("attribution", "official", "official"),
            ("host", "JP", "JP"),
            ("flags", ("overdue", "disputed"), "overdue, disputed"),
        ),
        ("places", (SEOUL, BUSAN), "Seoul, Busan?"),
        ("participants", (AHN, MINISTER), "Ahn Gyu-back, defence minister, KR; defence minister, HR"),
        (
            "links",
            (Link(relation="part_of", meeting="ssd"), Link(relation="includes", meeting="x")),
            "part of ssd; includes x",
        ),
        ("previous_windows", (Window("2026-01"), Window("2026-02", "later")), 'Jan 2026; Feb 2026 ("later")'),
    ],
)
def test_the_value_of_a_field_is_worded_by_its_kind(field: str, value: Any, text: str) -> None:
    assert label_text(value_label(field, value)) == text


def test_a_place_comes_with_the_host_country() -> None:
    meeting = fold(
        log(report("proposed", "2026-01-10", place="Seoul?", host="KR"), report("noted", "2026-01-11", place="Busan?")),
        MEETING,
    )
    assert label_text(where_label(meeting)) == "Seoul?, Busan?, KR"
    assert label_text(full_where_label(meeting)) == "Seoul (candidate); Busan (candidate), KR"
    nowhere = fold(log(report("proposed", "2026-01-10")), MEETING)
    assert where_label(nowhere) == full_where_label(nowhere) == []


@pytest.mark.parametrize("day", ["2026-01-09", date(2026, 1, 9)])
def test_a_day_has_no_leading_zero(day: str | date) -> None:
    assert day_label(day) == "9 Jan 2026"


def test_a_publication_has_its_time_and_zone_where_they_are_known() -> None:
    assert published_label(parse_published("2026-01-09")) == "9 Jan 2026"
    assert published_label(parse_published("2026-01-09T17:05:30+09:00")) == "9 Jan 2026, 17:05 +09:00"
    assert published_label(parse_published("2026-01-09T17:05Z")) == "9 Jan 2026, 17:05 +00:00"


def test_every_attribution_class_has_its_words() -> None:
    assert {*ACCORDING_TO} == {*ATTRIBUTION_CLASSES} == {*STRENGTH}


def test_only_the_words_of_a_report_are_cleaned_and_quoted() -> None:
    label = ["at ", Reported("at"), ": ", Quoted("at")]
    assert label_text(label, clean=str.upper, quotes=("«", "»")) == "at AT: «AT»"


def test_html_escapes_and_isolates_the_words_of_a_report() -> None:
    assert label_markup(["<", Reported("<b>"), Quoted("עברית")]) == "&lt;&lt;b&gt;“<bdi>עברית</bdi>”"


def test_labels_are_joined_without_empty_ones_at_the_start() -> None:
    assert joined_labels([[], ["a"], ["b", "c"]], "; ") == ["a", "; ", "b", "c"]
    assert joined_labels([], "; ") == []
