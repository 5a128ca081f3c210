"""The served board in a browser: fresh without a reload, by keyboard, without a script, for two people at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import Browser, Page, expect

from tests.browser.served_site import Served, Windows, served
from tests.service.served import MEETING, example_log, visitor
from tracker.domain.import_line import read_line
from tracker.ledger.recording import record

PAGES = (
    *(
        "/?all=1",
        f"/meetings/{MEETING}?from=2026-01-22",
        f"/meetings/{MEETING}?as_of=2026-01-22",
        "/events/1",
        "/inbox",
    ),
    *("/inbox/1", "/report", "/agenda", "/search?q=ahn", "/outlets", "/lag", "/calendar"),
)


@pytest.fixture
def site(tmp_path: Path) -> Iterator[Served]:
    with served(example_log(tmp_path)) as running:
        yield running


@pytest.fixture
def desk_of_two(tmp_path: Path) -> Iterator[Served]:
    with served(example_log(tmp_path), proxied=True) as running:
        yield running


@pytest.fixture
def windows(browser: Browser) -> Iterator[Windows]:
    opened = Windows(browser)
    yield opened
    opened.close()
    assert opened.complaints == []


def report(site: Served, stage: str, outlet: str = "Kyodo") -> None:
    """Record a report, as somebody else does meanwhile."""
    data = {"meeting": MEETING, "stage": stage, "published": "2026-01-28", "source": {"outlet": outlet}}
    data["attribution"] = {"class": "official", "side": ["KR", "JP"]}
    with site.site.recording("lee") as desk:
        record(desk, read_line(data))


def look(page: Page) -> None:
    """Let the page look for news now, as it does every ten seconds."""
    page.evaluate("document.dispatchEvent(new Event('look'))")


@pytest.mark.slow
@pytest.mark.parametrize(("width", "scheme"), [(390, "dark"), (1440, "light")])
def test_axe_finds_no_fault_on_any_page(site: Served, windows: Windows, width: int, scheme: str) -> None:
    page = windows.open(site, width=width, color_scheme=scheme, bypass_csp=True)
    for address in PAGES:
        page.goto(f"{site.address}{address}")
        page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
        found = [(fault["id"], fault["nodes"][0]["html"]) for fault in Axe().run(page).response["violations"]]
        assert found == [], address


@pytest.mark.parametrize("width", [390, 768, 1440])
def test_no_width_makes_a_page_scroll_sideways(site: Served, windows: Windows, width: int) -> None:
    page = windows.open(site, width=width)
    for address in PAGES:
        page.goto(f"{site.address}{address}")
        assert page.evaluate("document.documentElement.scrollWidth") == width, address


def test_an_open_board_shows_what_others_record_and_keeps_what_is_being_typed(site: Served, windows: Windows) -> None:
    page = windows.open(site)
    article = page.locator(f"#m-{MEETING}")
    article.locator("summary").click()
    page.get_by_label("Person").focus()

    report(site, "postponed")
    look(page)

    expect(article.locator(".st")).to_have_text("postponed")
    expect(article.locator("details")).to_have_attribute("open", "")
    expect(page.get_by_label("Person")).to_be_focused()
    expect(page.locator("#changed")).to_contain_text("postponed")


def test_filters_act_at_once_and_are_in_the_address(site: Served, windows: Windows) -> None:
    page = windows.open(site, "/?all=1")
    page.get_by_label("Person").type("nakatani")
    expect(page.locator("article")).to_have_count(4)
    expect(page.get_by_label("Person")).to_be_focused()
    assert "person=nakatani" in page.url
    page.reload()
    expect(page.locator("article")).to_have_count(4)


def test_the_clocks_of_a_meeting_answer_without_a_reload(site: Served, windows: Windows) -> None:
    page = windows.open(site, f"/meetings/{MEETING}")
    page.get_by_label("As the press had it").fill("2026-01-22")
    page.keyboard.press("Enter")
    expect(page.locator("#stands .st")).to_have_text("in final arrangement")
    assert "as_of=2026-01-22" in page.url
    page.get_by_role("link", name="Back to now").click()
    expect(page.locator("#stands .st")).to_have_text("confirmed")


def test_two_people_at_one_draft_see_each_other_and_the_first_decision(desk_of_two: Served, windows: Windows) -> None:
    kim = windows.open(desk_of_two, "/inbox/1", user="kim")
    lee = windows.open(desk_of_two, "/inbox/1", user="lee")
    look(kim)
    expect(kim.get_by_text("lee has this draft open too.")).to_be_visible()
    lee.get_by_text("Edit it first").click()
    lee.get_by_label("Headline").fill("typed by lee")

    kim.get_by_role("button", name="Accept", exact=True).click()
    look(lee)

    expect(kim.get_by_text("Draft 1 was accepted as")).to_be_visible()
    expect(lee.locator("[data-part=decision]")).to_contain_text("Draft 1 was accepted as @17")
    expect(lee.locator("[data-part=decision]")).to_contain_text("by kim")
    expect(lee.get_by_label("Headline")).to_have_value("typed by lee")
    lee.get_by_role("button", name="Accept as edited").click()
    expect(lee.get_by_role("alert")).to_contain_text("Draft 1 was accepted as @17 by kim meanwhile.")
    expect(lee.get_by_label("Headline")).to_have_value("typed by lee")
    windows.complaints.clear()  # the browser says that the answer was a 409


def test_the_inbox_works_by_keyboard_alone(site: Served, windows: Windows) -> None:
    page = windows.open(site, "/inbox")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Draft 1")).to_be_visible()
    page.keyboard.press("j")
    expect(page.get_by_role("heading", name="Draft 2")).to_be_visible()
    page.keyboard.press("r")
    page.keyboard.type("a mere call")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Draft 2 was rejected by desk")).to_contain_text("a mere call")
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Draft 1")).to_be_visible()
    page.keyboard.press("e")
    expect(page.get_by_label("Meeting", exact=True)).to_be_focused()
    page.get_by_role("heading", name="Draft 1").click()
    page.keyboard.press("a")
    expect(page.get_by_text("Draft 1 was accepted as")).to_be_visible()


def test_keys_can_be_turned_off(site: Served, windows: Windows) -> None:
    page = windows.open(site, "/inbox/1")
    page.get_by_label("Keys: a accept").uncheck()
    page.get_by_role("heading", name="Draft 1").click()
    page.keyboard.press("a")
    page.reload()
    expect(page.get_by_role("heading", name="Draft 1")).to_be_visible()
    expect(page.get_by_label("Keys: a accept")).not_to_be_checked()


def test_everything_can_be_read_and_recorded_without_a_script(site: Served, windows: Windows) -> None:
    page = windows.open(site, java_script_enabled=False)
    page.select_option("[name=status]", "confirmed")
    page.get_by_role("button", name="Show").click()
    expect(page.locator("article")).to_have_count(2)
    page.locator(f"#m-{MEETING} h4 a").click()
    page.get_by_label("As we knew it").fill("@1")
    page.get_by_role("button", name="Show that moment").click()
    expect(page.locator("#stands .st")).to_have_text("in final arrangement")
    page.get_by_role("link", name="Log a report on this meeting").click()
    page.get_by_label("Outlet", exact=True).fill("Kyodo")
    page.get_by_label("Stage").select_option("held")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("alert")).to_contain_text("Not recorded")
    windows.complaints.clear()  # the browser says that the answer was a 422
    page.get_by_label("Stage").select_option("postponed")
    page.get_by_role("button", name="Record").click()
    expect(page.get_by_role("status")).to_contain_text("Recorded: @17 postponed")
    page.get_by_role("button", name="Undo @17").click()
    expect(page.get_by_role("status")).to_contain_text("Undone: @17 no longer counts")


def test_the_form_completes_people_outlets_and_meetings(site: Served, windows: Windows) -> None:
    page = windows.open(site, "/report")

    def suggested(label: str) -> list[str]:
        values: list[str] = page.get_by_label(label, exact=True).evaluate(
            "input => [...input.list.options].map(option => option.value)"
        )
        return values

    assert MEETING in suggested("Meeting")
    assert "Ahn Gyu-back, defence minister, KR" in suggested("Who: name, office, country")
    assert "Yonhap" in suggested("Outlet")


def test_a_page_of_another_site_cannot_use_the_open_session(site: Served, windows: Windows, tmp_path: Path) -> None:
    page = windows.open(site)
    length = len(visitor(site.site).json("/api/history"))
    attack = tmp_path / "attack.html"
    attack.write_text(
        f"<form method=post action='{site.address}/undo'><input name=position value=16></form>"
        "<script>document.forms[0].submit()</script>"
    )

    page.goto(attack.as_uri())
    page.wait_for_url(f"{site.address}/undo")

    expect(page.get_by_text("You are not signed in.")).to_be_visible()
    assert len(visitor(site.site).json("/api/history")) == length
    windows.complaints.clear()  # the browser says that the answer was a 401


def test_an_open_page_says_when_its_session_has_ended(site: Served, windows: Windows) -> None:
    page = windows.open(site)
    page.context.clear_cookies()

    look(page)

    expect(page.locator("#news")).to_have_text("You are not signed in any more.")
    windows.complaints.clear()  # the browser says that the answer was a 401
