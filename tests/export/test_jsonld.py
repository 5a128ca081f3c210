"""JSON-LD: schema.org Events that say how certain they are."""

from typing import Any

import pytest

from tests.export.hostile import STEERING, TEXTS, exported_of
from tests.export.test_ninjs import strings
from tests.given import MEETING, linked, log, report
from tracker.domain.exported_meeting import exported_meeting
from tracker.domain.report import Json
from tracker.export.jsonld import graph
from tracker.export.standard_codes import meeting_uuid

LOG = "ab" * 32
SCHEMA = "https://schema.org/"


def event(*bodies: Any) -> Json:
    """Return the Event of one meeting."""
    document = graph([exported_meeting(log(*bodies), MEETING)], LOG)
    assert document["@context"] == "https://schema.org"
    (result,) = document["@graph"]
    assert isinstance(result, dict)
    return result


def planned(stage: str, day: str = "2026-01-21", **more: Any) -> Any:
    """Return a report with a window."""
    return report(stage, day, **{"window": "2026-01-29/2026-01-31"} | more)


def test_a_meeting_is_an_event_with_its_people_places_and_reports() -> None:
    result = event(
        planned(
            "confirmed",
            said_by="official",
            title="Ahn Gyu-back visits Japan",
            kind="visit",
            host="JP",
            place="Yokosuka",
            url="https://np.example/1",
            headline="Ahn to visit Japan",
            language="en",
            participants=["Ahn Gyu-back, defence minister, KR", ", chief of staff, JP"],
        ),
        linked("part_of", "dialogue"),
        linked("successor_of", "elsewhere"),
    )
    assert result.pop("description").startswith("Confirmed since 21 Jan 2026, according to officials.")
    assert result == {
        "@type": "Event",
        "@id": f"urn:uuid:{meeting_uuid(LOG, MEETING)}",
        "identifier": MEETING,
        "name": "Ahn Gyu-back visits Japan",
        "eventStatus": f"{SCHEMA}EventScheduled",
        "startDate": "2026-01-29",
        "endDate": "2026-01-31",
        "location": {
            "@type": "Place",
            "name": "Yokosuka",
            "address": {"@type": "PostalAddress", "addressCountry": "JP"},
        },
        "attendee": [
            {
                "@type": "Person",
                "name": "Ahn Gyu-back",
                "jobTitle": "defence minister",
                "nationality": {"@type": "Country", "name": "KR"},
            },
            {"@type": "Person", "jobTitle": "chief of staff", "nationality": {"@type": "Country", "name": "JP"}},
        ],
        "keywords": "visit",
        "url": "https://np.example/1",
        "superEvent": [
            {"@type": "Event", "@id": f"urn:uuid:{meeting_uuid(LOG, 'dialogue')}", "name": "dialogue"},
        ],
        "subjectOf": [
            {
                "@type": "NewsArticle",
                "headline": "Ahn to visit Japan",
                "url": "https://np.example/1",
                "datePublished": "2026-01-21",
                "inLanguage": "en",
                "publisher": {"@type": "Organization", "name": "Yonhap"},
            }
        ],
    }


def test_a_note_says_that_the_dates_are_only_bounds() -> None:
    result = event(planned("arranging", window="[2026-01-26..2026-02-01]"))
    assert (result["startDate"], result["endDate"]) == ("2026-01-26", "2026-02-01")
    assert result["disambiguatingDescription"] == (
        "Arranging since 21 Jan 2026, according to the outlet itself."
        " The day is uncertain: some day 26 Jan – 1 Feb 2026."
    )
    assert "eventStatus" not in result


def test_an_open_side_has_no_date() -> None:
    result = event(planned("confirmed", window="[2026-02..]"))
    assert (result["startDate"], "endDate" in result) == ("2026-02-01", False)
    assert "startDate" not in event(report("confirmed", "2026-01-21"))


def test_a_plan_with_a_new_day_is_rescheduled_from_the_old_one() -> None:
    reports = [planned("confirmed"), planned("rescheduled", "2026-01-22", window="2026-02-03")]
    result = event(*reports)
    assert (result["eventStatus"], result["startDate"], result["previousStartDate"]) == (
        *(f"{SCHEMA}EventRescheduled", "2026-02-03"),
        "2026-01-29",
    )
    twice = event(*reports, planned("rescheduled", "2026-01-23", window="2026-03-03"))
    assert (twice["startDate"], twice["previousStartDate"]) == ("2026-03-03", ["2026-01-29", "2026-02-03"])


def test_a_postponed_plan_keeps_its_old_day() -> None:
    result = event(planned("confirmed"), report("postponed", "2026-01-22"))
    assert (result["eventStatus"], result["startDate"], result["previousStartDate"]) == (
        *(f"{SCHEMA}EventPostponed", "2026-01-29"),
        "2026-01-29",
    )
    vaguely = event(planned("confirmed"), report("postponed", "2026-01-22", window="2026-03"))
    assert (vaguely["startDate"], vaguely["previousStartDate"]) == ("2026-03-01", "2026-01-29")


def test_a_cancelled_meeting_keeps_its_day_and_a_denied_one_has_no_status() -> None:
    result = event(planned("confirmed"), report("cancelled", "2026-01-22"))
    assert (result["eventStatus"], result["startDate"]) == (f"{SCHEMA}EventCancelled", "2026-01-29")
    denied = event(report("denied", "2026-01-22"))
    assert "eventStatus" not in denied
    assert denied["disambiguatingDescription"].startswith("Denied since 22 Jan 2026")


def test_a_candidate_is_marked_and_a_host_without_places_is_the_place() -> None:
    result = event(planned("arranging", place="Yokosuka?"), report("noted", "2026-01-22", place="Tokyo?"))
    assert result["location"] == [
        {"@type": "Place", "name": "Yokosuka", "disambiguatingDescription": "candidate"},
        {"@type": "Place", "name": "Tokyo", "disambiguatingDescription": "candidate"},
    ]
    assert event(planned("arranging", host="JP"))["location"]["name"] == "JP"


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_inert(text: str) -> None:
    texts = strings(graph([exported_of(text)], LOG))
    assert len(texts) > 15
    assert [string for string in texts if STEERING.search(string)] == []
    assert [string for string in texts if string.startswith(("javascript:", "data:"))] == []


def test_a_confirmed_plan_in_doubt_says_so() -> None:
    doubted = event(
        report("confirmed", "2026-01-20", window="2026-01-29"), report("noted", "2026-01-21", in_doubt=True)
    )
    assert "The plan is in doubt." in doubted["disambiguatingDescription"]
