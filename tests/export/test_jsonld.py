"""JSON-LD: Events of schema.org that say how certain they are."""

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


def event(*said: Any) -> Json:
    """Return the Event of one meeting."""
    told = graph([exported_meeting(log(*said), MEETING)], LOG)
    assert told["@context"] == "https://schema.org"
    (found,) = told["@graph"]
    assert isinstance(found, dict)
    return found


def planned(stage: str, day: str = "2026-01-21", **more: Any) -> Any:
    """Return a report with a window."""
    return report(stage, day, **{"window": "2026-01-29/2026-01-31"} | more)


def test_a_meeting_is_an_event_with_its_people_places_and_reports() -> None:
    found = event(
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
    assert found.pop("description").startswith("Confirmed since 21 Jan 2026, according to officials.")
    assert found == {
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


def test_bounds_that_are_no_more_than_bounds_are_said_to_be_uncertain() -> None:
    found = event(planned("arranging", window="[2026-01-26..2026-02-01]"))
    assert (found["startDate"], found["endDate"]) == ("2026-01-26", "2026-02-01")
    assert found["disambiguatingDescription"] == (
        "Arranging since 21 Jan 2026, according to the outlet itself."
        " The day is uncertain: some day 26 Jan – 1 Feb 2026."
    )
    assert "eventStatus" not in found


def test_an_open_side_has_no_date() -> None:
    found = event(planned("confirmed", window="[2026-02..]"))
    assert (found["startDate"], "endDate" in found) == ("2026-02-01", False)
    assert "startDate" not in event(report("confirmed", "2026-01-21"))


def test_a_plan_that_was_given_another_day_is_rescheduled_from_the_old_one() -> None:
    said = [planned("confirmed"), planned("rescheduled", "2026-01-22", window="2026-02-03")]
    found = event(*said)
    assert (found["eventStatus"], found["startDate"], found["previousStartDate"]) == (
        *(f"{SCHEMA}EventRescheduled", "2026-02-03"),
        "2026-01-29",
    )
    twice = event(*said, planned("rescheduled", "2026-01-23", window="2026-03-03"))
    assert (twice["startDate"], twice["previousStartDate"]) == ("2026-03-03", ["2026-01-29", "2026-02-03"])


def test_a_postponed_plan_keeps_its_old_day() -> None:
    found = event(planned("confirmed"), report("postponed", "2026-01-22"))
    assert (found["eventStatus"], found["startDate"], found["previousStartDate"]) == (
        *(f"{SCHEMA}EventPostponed", "2026-01-29"),
        "2026-01-29",
    )
    vaguely = event(planned("confirmed"), report("postponed", "2026-01-22", window="2026-03"))
    assert (vaguely["startDate"], vaguely["previousStartDate"]) == ("2026-03-01", "2026-01-29")


def test_a_cancelled_one_keeps_its_day_and_a_denied_one_has_no_status() -> None:
    found = event(planned("confirmed"), report("cancelled", "2026-01-22"))
    assert (found["eventStatus"], found["startDate"]) == (f"{SCHEMA}EventCancelled", "2026-01-29")
    denied = event(report("denied", "2026-01-22"))
    assert "eventStatus" not in denied
    assert denied["disambiguatingDescription"].startswith("Denied since 22 Jan 2026")


def test_candidates_are_places_that_say_so_and_a_host_alone_is_one() -> None:
    found = event(planned("arranging", place="Yokosuka?"), report("noted", "2026-01-22", place="Tokyo?"))
    assert found["location"] == [
        {"@type": "Place", "name": "Yokosuka", "disambiguatingDescription": "candidate"},
        {"@type": "Place", "name": "Tokyo", "disambiguatingDescription": "candidate"},
    ]
    assert event(planned("arranging", host="JP"))["location"]["name"] == "JP"


@pytest.mark.parametrize("text", TEXTS)
def test_hostile_text_is_inert(text: str) -> None:
    texts = strings(graph([exported_of(text)], LOG))
    assert len(texts) > 15
    assert [one for one in texts if STEERING.search(one)] == []
    assert [one for one in texts if one.startswith(("javascript:", "data:"))] == []
