"""The board in a browser: it loads nothing, has filters, works by keyboard, and can be read without a script."""

import re
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from playwright.sync_api import CDPSession, Page, expect

from tests.browser.conftest import Opened

AHN = "#m-ahn-koizumi-japan-2026-01"
WIDTHS = (360, 768, 1440)


def shown(page: Page) -> list[str]:
    """Return the names of the meetings that are shown."""
    names: list[str] = page.eval_on_selector_all(
        "article",
        "articles => articles.filter(article => article.checkVisibility()).map(article => article.id.slice(2))",
    )
    return names


def count(page: Page, part: str) -> str:
    """Return the number that the navigation shows for a section."""
    return page.locator(f'nav a[href="#{part}"] .n').inner_text()


@pytest.mark.parametrize("board", ["small", "large"])
def test_no_text_of_a_report_runs_and_nothing_is_loaded(
    opened: Opened, board: str, request: pytest.FixtureRequest
) -> None:
    page = opened(request.getfixturevalue(board))
    assert page.evaluate("typeof window.pwned") == "undefined"
    assert page.locator("script").count() == 1
    assert page.locator("img, iframe, object, embed, [src], [onload], [onerror], [onmouseover], [style]").count() == 0


def test_the_policy_blocks_injected_markup(opened: Opened, small: Path, tmp_path: Path) -> None:
    broken = tmp_path / "board.html"
    evil = "<script>window.pwned = 1</script><p style='color:red' onclick='window.pwned = 1' id=evil>x</p>"
    broken.write_text(small.read_text(encoding="utf-8").replace("</main>", f"{evil}</main>"), encoding="utf-8")
    page = opened(small)
    page.context.new_page().goto(broken.as_uri())
    second = page.context.pages[-1]
    second.click("#evil")
    assert second.evaluate("typeof window.pwned") == "undefined"
    assert second.evaluate("getComputedStyle(document.querySelector('#evil')).color") != "rgb(255, 0, 0)"


def test_the_navigation_counts_the_meetings_of_each_section(opened: Opened, small: Path) -> None:
    page = opened(small)
    parts = ("due", "changed", "overdue", "disputed", "meetings")
    assert [count(page, part) for part in parts] == ["1", "1", "1", "1", "11"]


def test_the_script_and_the_page_count_alike(opened: Opened, large: Path) -> None:
    counts = "nav .n, h2 .n, h3 .n, summary .n"
    assert opened(large).locator(counts).all_inner_texts() == (
        opened(large, java_script_enabled=False).locator(counts).all_inner_texts()
    )


def test_country_status_and_person_filter_every_section(opened: Opened, small: Path) -> None:
    page = opened(small)
    page.select_option("[name=country]", "MY")
    assert shown(page) == ["ahn-koizumi-kuala-lumpur-2025-11"]
    assert [count(page, part) for part in ("due", "changed", "overdue", "disputed")] == ["0", "0", "0", "0"]
    expect(page.locator("output")).to_have_text("1 of 11 meetings")
    page.select_option("[name=country]", "")
    page.select_option("[name=status]", "held")
    assert len(shown(page)) == 7
    expect(page.get_by_role("heading", name="Planned")).to_be_hidden()
    page.fill("[name=person]", "nakatani")
    assert shown(page) == ["nakatani-ahn-seoul-2025-09", "ahn-nakatani-call-2025-08"]
    page.click("button[type=reset]")
    expect(page.locator("output")).to_have_text("")
    assert len(shown(page)) == 11


def test_one_choice_shows_all_meetings_that_are_not_over(opened: Opened, small: Path) -> None:
    page = opened(small)
    page.select_option("[name=status]", "standing")
    assert shown(page) == [
        *("seoul-defense-dialogue-2025-09", "ahn-koizumi-japan-2026-01"),
        "nakatani-seoul-2024-12",
    ]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("gyu ahn", "Ahn Gyu-back"),
        ("小泉", "小泉進次郎"),
        ("進次郎", "小泉進次郎"),
        ("inacio", "Luiz Inácio"),
        ("лавр", "Лавров"),
    ],
)
def test_a_person_is_found_in_any_spelling(opened: Opened, large: Path, typed: str, found: str) -> None:
    page = opened(large)
    page.fill("[name=person]", typed)
    names = page.eval_on_selector_all("article:not([hidden]) dl", "lists => lists.map(list => list.textContent)")
    assert 0 < len(names) < 500
    assert all(found in name for name in names)


def test_a_filter_of_500_meetings_is_fast(opened: Opened, large: Path) -> None:
    page = opened(large)
    session = page.context.new_cdp_session(page)
    session.send("Performance.enable", {"timeDomain": "threadTicks"})
    before = processor_seconds(session)
    page.select_option("[name=country]", "KR")
    page.evaluate("document.body.offsetHeight")
    assert 0 < len(shown(page)) < 500
    assert processor_seconds(session) - before < 1
    assert large.stat().st_size < 3_000_000


def processor_seconds(session: CDPSession) -> float:
    """Return the processor time that the page has taken since it was opened."""
    metrics = {metric["name"]: metric["value"] for metric in session.send("Performance.getMetrics")["metrics"]}
    return float(metrics["TaskDuration"])


def test_a_country_has_its_name(opened: Opened, small: Path) -> None:
    assert "JP Japan (11)" in opened(small).locator("[name=country]").inner_text()


def test_filters_and_histories_work_by_keyboard_alone(opened: Opened, small: Path) -> None:
    page = opened(small)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to what is due")).to_be_focused()
    for _ in range(7 + 3):  # seven links of the navigation, then country, status, person
        page.keyboard.press("Tab")
    expect(page.get_by_label("Person")).to_be_focused()
    page.keyboard.type("ahn gyu")
    assert AHN[3:] in shown(page)
    page.locator(f"{AHN} cite a").last.focus()
    page.keyboard.press("Tab")
    marks = page.locator(f"{AHN} .m")
    expect(marks.nth(0)).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text("21 Jan 2026: in final arrangement · Mangalorean < Yonhap")
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(marks.nth(2)).to_be_focused()
    expect(page.get_by_role("tooltip")).to_contain_text("28 Jan 2026: confirmed · Yonhap · official (KR, JP)")
    page.keyboard.press("Home")
    expect(marks.nth(0)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.get_by_role("tooltip", include_hidden=True)).to_be_hidden()
    page.keyboard.press("Enter")
    expect(page.locator(f"{AHN} details")).to_have_attribute("open", "")
    expect(page.locator(f"{AHN} tr:target")).to_contain_text("Mangalorean")


def test_a_drawing_is_one_tab_stop(opened: Opened, small: Path) -> None:
    page = opened(small)
    page.locator(f"{AHN} .m").first.focus()
    page.keyboard.press("Tab")
    expect(page.locator(f"{AHN} summary")).to_be_focused()


def test_a_mark_shows_its_tooltip_while_the_pointer_is_on_it(opened: Opened, small: Path) -> None:
    page = opened(small)
    mark = page.locator(f"{AHN} .m").nth(2)
    mark.hover()
    tip = page.locator("#tip")
    expect(tip).to_contain_text("both defence ministries")
    box = tip.bounding_box()
    assert box is not None
    assert box["x"] >= 0
    assert box["x"] + box["width"] <= 1280
    assert re.search("28 Jan 2026: confirmed", mark.get_attribute("aria-label") or "")
    page.mouse.move(5, 5)
    expect(tip).to_be_hidden()


def test_everything_can_be_read_without_a_script(opened: Opened, small: Path) -> None:
    page = opened(small, java_script_enabled=False)
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator("article")).to_have_count(11)
    page.locator(f"{AHN} summary").click()
    expect(page.locator(f"{AHN} table")).to_contain_text("both defence ministries")
    assert "28 Jan 2026: confirmed" in (page.locator(f"{AHN} .m title").nth(2).text_content() or "")


def test_a_link_to_a_report_opens_its_table(opened: Opened, small: Path) -> None:
    page = opened(small)
    page.locator("#changed cite a").last.click()
    expect(page.locator("tr:target")).to_be_visible()
    expect(page.locator("tr:target")).to_contain_text("both defence ministries")


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.parametrize("board", ["small", "large"])
def test_no_width_makes_the_page_scroll_sideways(
    opened: Opened, board: str, width: int, request: pytest.FixtureRequest
) -> None:
    page = opened(request.getfixturevalue(board), width)
    assert page.evaluate("document.documentElement.scrollWidth") == width


@pytest.mark.parametrize("spacing", ["0", "0.7px"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_label_of_a_drawing_is_cut_whatever_the_width_of_the_letters(
    opened: Opened, many_windows: Path, width: int, spacing: str
) -> None:
    page = opened(many_windows, width, bypass_csp=True)
    page.add_style_tag(content=f".history .d {{ letter-spacing: {spacing}; }}")
    cut = page.eval_on_selector_all(
        ".history .d",
        """labels => labels.filter(label => {
            const box = label.getBoundingClientRect(), figure = label.closest(".figure").getBoundingClientRect();
            return box.left < figure.left || box.right > figure.right;
        }).map(label => label.textContent)""",
    )
    assert cut == []
    assert "30 Jan 2026" in page.locator(".history .d.now").all_text_contents()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_axe_finds_no_fault(opened: Opened, small: Path, width: int, scheme: str) -> None:
    page = opened(small, width, color_scheme=scheme, bypass_csp=True)
    page.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    found = Axe().run(page)
    assert [(fault["id"], fault["nodes"][0]["html"]) for fault in found.response["violations"]] == []


def test_the_dark_page_is_dark_and_paper_is_white(opened: Opened, small: Path) -> None:
    page = opened(small, color_scheme="dark")
    ground = "getComputedStyle(document.documentElement).backgroundColor"
    assert page.evaluate(ground) == "rgb(21, 23, 26)"
    page.emulate_media(media="print")
    assert page.evaluate(ground) == "rgb(255, 255, 255)"
    expect(page.locator("form")).to_be_hidden()
    expect(page.locator(f"{AHN} .history")).to_be_visible()
