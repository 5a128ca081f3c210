"""The served pages: what they show, how they answer when nothing has changed, and what a form records."""

from pathlib import Path

import pytest
from msgspec.structs import replace

from tests.browser.ledgers import EVENING
from tests.clock import FixedClock
from tests.postgres import PostgresServer
from tests.service.served import (
    MEETING,
    Visitor,
    article,
    example_log,
    fields_of,
    fill,
    length,
    proxied,
    site_of,
    visitor,
)
from tests.store.raw import raw
from tracker.domain.report import Source
from tracker.ledger.desk import open_desk
from tracker.ledger.inbox import queue
from tracker.service.web.site import Site


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(example_log(tmp_path))


@pytest.fixture
def browser(site: Site) -> Visitor:
    return visitor(site)


def test_an_unchanged_page_costs_a_304_and_any_event_or_decision_makes_a_new_one(browser: Visitor) -> None:
    tag = browser.get("/").headers["ETag"]
    assert browser.get("/", If_None_Match=tag).status_code == 304
    assert browser.get("/", If_None_Match=tag).text == ""
    assert browser.get("/", If_None_Match=f"W/{tag}").status_code == 304

    browser.send("/inbox/2/reject", because="no meeting")

    second = browser.get("/", If_None_Match=tag)
    assert second.status_code == 200
    browser.send("/report", meeting=MEETING, source="Kyodo", published="2026-01-28", stage="noted")
    assert browser.get("/", If_None_Match=second.headers["ETag"]).status_code == 200


def test_filters_in_the_address_apply_to_every_section(browser: Visitor) -> None:
    page = browser.get("/?all=1&country=MY&person=ahn+gyu").text

    assert "1 of 11 meetings" in page
    assert page.count("<article") == 1
    assert 'id="m-ahn-koizumi-kuala-lumpur-2025-11"' in page


def test_a_meeting_is_shown_as_the_press_had_it_and_as_the_log_knew_it(browser: Visitor) -> None:
    now = browser.get(f"/meetings/{MEETING}").text
    before = browser.get(f"/meetings/{MEETING}?as_of=2026-01-22&known_at=@2").text

    assert "confirmed</span>" in now
    assert "in final arrangement</span>" in before
    assert "both defence ministries" not in before


def test_what_changed_between_two_moments_is_on_the_page_of_the_meeting(browser: Visitor) -> None:
    page = browser.get(f"/meetings/{MEETING}?from=2026-01-22&to=2026-01-28").text

    assert "<del>in final arrangement</del> → <ins>confirmed</ins>" in page


def test_a_report_is_recorded_and_the_page_offers_to_undo_it(browser: Visitor, site: Site) -> None:
    answer = browser.send(
        "/report", meeting="ahn-koizumi-j", source="Kyodo", published="today", stage="postponed", attribution="official"
    )

    assert answer.status_code == 303
    page = browser.get(answer.headers["Location"]).text
    assert "<del>confirmed</del> → <ins>postponed</ins>" in page
    position = length(site)
    assert f"Undo @{position}" in page
    undone = browser.get(browser.send("/undo", position=position).headers["Location"]).text
    assert "<del>postponed</del> → <ins>confirmed</ins>" in undone


def test_undo_takes_back_what_the_page_names_or_nothing(browser: Visitor, site: Site) -> None:
    browser.send("/report", meeting=MEETING, source="Kyodo", published="2026-01-28", stage="noted")
    browser.send("/report", meeting=MEETING, source="Jiji", published="2026-01-28", stage="noted")
    last = length(site)

    answer = browser.send("/undo", position=last - 1)

    assert answer.status_code == 422
    assert f"@{last - 1} is not the last that desk recorded." in answer.text
    assert length(site) == last


def test_a_refused_report_keeps_what_was_typed_and_says_why(browser: Visitor, site: Site) -> None:
    before = length(site)

    answer = browser.send("/report", meeting=MEETING, source="Kyodo", published="2026-09-31", stage="held")

    assert answer.status_code == 422
    assert "2026-09-31 is not in the calendar." in answer.text
    assert "Check the month and the day." in answer.text
    assert 'value="2026-09-31"' in answer.text
    assert length(site) == before


def test_a_preview_records_nothing(browser: Visitor, site: Site) -> None:
    before = length(site)

    page = browser.send(
        "/report", meeting=MEETING, source="Kyodo", published="today", stage="held", window="2026-01-28", do="preview"
    ).text

    assert "It would change" in page
    assert "<del>confirmed</del> → <ins>held</ins>" in page
    assert length(site) == before


def test_a_preview_says_which_stage_and_window_would_be_left_out(browser: Visitor) -> None:
    said = {"meeting": MEETING, "source": "Kyodo", "published": "today", "stage": "proposed", "window": "2026-01"}

    page = browser.send("/report", **said, do="preview").text

    assert "Its stage would be kept out: weaker than " in page
    assert "Its window would be left out: " in page


def test_a_bare_surname_is_noted_before_and_after_it_is_recorded(browser: Visitor) -> None:
    said = {"meeting": MEETING, "source": "Kyodo", "published": "today", "stage": "noted", "with": "Koizumi"}
    note = "Koizumi and Shinjiro Koizumi count as two people. If they are one, use the full name."

    assert note in browser.send("/report", **said, do="preview").text
    assert note in browser.get(browser.send("/report", **said).headers["Location"]).text


def test_a_draft_is_shown_with_its_article_and_what_it_would_change(browser: Visitor) -> None:
    page = browser.get("/inbox/1").text

    assert "It would join" in page
    assert '<mark class="f-window" title="when">January 29-31<small' in page
    assert "<li>" in page


def test_the_inbox_says_which_model_read_a_draft(browser: Visitor, site: Site) -> None:
    with site.recording("watch") as desk:
        queue(desk, [replace(draft, reader="both:small", source=Source(outlet="Jiji")) for draft in article(desk)])

    assert browser.get("/inbox").text.count("read by both:small") == 2
    assert "read by both:small" in browser.get("/inbox/3").text
    assert "read by" not in browser.get("/inbox/1").text


def test_an_accepted_draft_is_recorded_as_its_reader_and_the_second_to_decide_is_told_of_the_first(
    browser: Visitor, site: Site
) -> None:
    before = length(site)

    done = browser.send("/inbox/1/accept").headers["Location"]
    second = browser.send("/inbox/1/reject").headers["Location"]

    assert "Draft 1 was accepted as" in browser.get(done).text
    assert f"Undo @{before + 1}" in browser.get(done).text
    assert second == "/inbox/1"
    assert f'was accepted as <a href="/events/{before + 1}">' in browser.get(second).text
    assert length(site) == before + 1


def test_an_edited_draft_loses_the_words_of_what_changed_and_keeps_the_others(browser: Visitor, site: Site) -> None:
    form = fields_of(browser.get("/inbox/1").text, "/inbox/1/edit")

    browser.post("/inbox/1/edit", {**form, "place": "Tokyo"})

    event = browser.json(f"/api/show/{length(site)}")
    assert event["claims"]["place"] == {"name": "Tokyo", "standing": "fixed"}
    assert "place" not in event["evidence"]
    assert event["evidence"]["window"]["text"] == "January 29-31"
    assert browser.json("/api/inbox/1")[0]["decision"]["changed"] == ["place"]


@pytest.mark.parametrize(
    ("address", "status", "sentence"),
    [
        ("/meetings/nobody", 404, "There is no meeting &#x27;nobody&#x27;."),
        (f"/meetings/{MEETING}?as_of=someday", 400, "&#x27;someday&#x27; is not a day or an instant."),
        (f"/meetings/{MEETING}?as_of=@3", 400, "@3 is a place in the log, not a day of the press."),
        ("/events/999", 404, "There is no @999."),
        ("/inbox/999", 404, "The inbox has no draft 999."),
        ("/nowhere", 404, "There is no such page."),
    ],
)
def test_a_mistake_in_the_address_is_a_sentence(browser: Visitor, address: str, status: int, sentence: str) -> None:
    answer = browser.get(address)

    assert answer.status_code == status
    assert sentence in answer.text


def test_a_desk_on_a_server_or_in_a_file_reads_records_and_decides(place: str) -> None:
    with open_desk(place, create=True, clock=FixedClock(EVENING), recorder="desk") as desk:
        fill(desk)
    kim = visitor(proxied(place), "kim")

    kim.send("/inbox/1/accept")
    kim.send("/report", meeting=MEETING, source="Kyodo", published="today", stage="postponed", attribution="official")

    assert "postponed" in kim.get(f"/meetings/{MEETING}").text
    assert [event["recorded_by"] for event in kim.json("/api/history")[-2:]] == ["kim", "kim"]


def test_a_log_that_does_not_exist_yet_is_an_empty_board_and_begins_with_the_first_report(tmp_path: Path) -> None:
    place = tmp_path / "new.db"
    browser = visitor(replace(site_of(place), is_default_file=True))

    assert "log at @0" in browser.get("/").text
    assert not place.exists()
    answer = browser.send(
        "/report", meeting="lee-tokyo", new="yes", source="Kyodo", published="today", stage="proposed"
    )

    assert answer.headers["Location"] == "/meetings/lee-tokyo?recorded=1"
    assert "log at @1" in browser.get("/").text


def test_a_connection_that_the_server_has_ended_is_replaced(postgres: PostgresServer, migrated: str) -> None:
    place = postgres.create_database(template=migrated)
    browser = visitor(proxied(place), "kim")
    assert browser.get("/").status_code == 200
    with raw(place) as run:
        run(
            "SELECT pg_terminate_backend(pid, 10000) FROM pg_stat_activity "
            "WHERE datname = current_database() AND pid <> pg_backend_pid()"
        )

    assert browser.get("/agenda").status_code == 200
    postgres.drop_database(place)


def test_the_form_asks_for_what_is_needed_and_writes_a_name_with_hyphens(browser: Visitor) -> None:
    assert browser.get("/report").text.count(" required") == 4

    answer = browser.send(
        "/report", meeting="Lee visits Rome", new="yes", source="Kyodo", published="today", stage="proposed"
    )

    assert answer.headers["Location"].startswith("/meetings/lee-visits-rome?")
