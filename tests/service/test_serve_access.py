"""Who is let in: the link with the token, the proxy's header, and what a page of another site may not do."""

from pathlib import Path

import pytest

from tests.service.served import HOST, MEETING, USER_HEADER, Visitor, example_log, length, proxied, site_of, visitor
from tracker.service.web.access import TokenAccess
from tracker.service.web.app import create_app
from tracker.service.web.site import Site

REPORT = {"meeting": MEETING, "source": "Kyodo", "published": "2026-01-28", "stage": "noted"}


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return site_of(example_log(tmp_path))


def token(site: Site) -> str:
    assert isinstance(site.access, TokenAccess)
    return site.access.token


def stranger(site: Site) -> Visitor:
    return Visitor(client=create_app(site).test_client())


def test_the_link_lets_a_browser_in_and_keeps_the_token_out_of_the_cookie(site: Site) -> None:
    browser = stranger(site)
    assert browser.get("/").status_code == 401
    assert "Open the link that tracker serve printed." in browser.get("/").text

    (cookie,) = browser.get(f"/login?token={token(site)}").headers.getlist("Set-Cookie")

    assert browser.get("/").status_code == 200
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert token(site) not in cookie


def test_a_wrong_token_lets_nobody_in(site: Site) -> None:
    browser = stranger(site)
    for wrong in ("", "x", token(site)[:-1], token(site) + "x", "é"):
        assert browser.get(f"/login?token={wrong}").status_code == 401
        assert browser.get("/", Authorization=f"Bearer {wrong}").status_code == 401
    assert browser.get("/").status_code == 401


def test_a_program_sends_the_token_itself(site: Site) -> None:
    answer = stranger(site).get("/api/status", Authorization=f"Bearer {token(site)}")

    assert answer.status_code == 200
    assert answer.json


def test_a_stranger_sees_of_the_log_nothing_but_that_it_can_be_read(site: Site) -> None:
    browser = stranger(site)
    rules = [rule.rule for rule in create_app(site).url_map.iter_rules() if "<" not in rule.rule]

    answers = {rule: browser.get(rule) for rule in rules}

    assert {rule for rule, answer in answers.items() if answer.status_code < 400} == {"/health"}
    assert not [rule for rule, answer in answers.items() if "ahn" in answer.text.lower()]


def test_another_name_for_this_machine_is_refused(site: Site) -> None:
    browser = visitor(site)
    for host in ("evil.example", "evil.example:8321", f"{HOST}.evil.example", "127.0.0.1", ""):
        assert browser.get("/", Host=host).status_code in {400, 421}, host


def test_a_form_without_its_token_or_from_another_site_records_nothing(site: Site) -> None:
    browser = visitor(site)
    good = {**REPORT, "csrf": browser.token()}
    before = length(site)

    refused = [
        browser.post("/report", REPORT),
        browser.post("/report", {**REPORT, "csrf": "0" * 64}),
        browser.post("/report", good, Origin="https://evil.example"),
        browser.post("/report", good, Origin="null"),
        browser.post("/report", good, Sec_Fetch_Site="cross-site"),
        browser.post("/report", good, Sec_Fetch_Site="same-site"),
        stranger(site).post("/report", good),
    ]

    assert [answer.status_code for answer in refused] == [403, 403, 403, 403, 403, 403, 401]
    assert length(site) == before
    assert browser.post("/report", good, Origin=f"http://{HOST}").status_code == 303
    assert length(site) == before + 1


def test_behind_a_proxy_the_user_in_the_header_is_who_records(tmp_path: Path) -> None:
    site = proxied(example_log(tmp_path))
    kim = visitor(site, "kim")

    assert "signed in as <b>kim</b>" in kim.get("/").text
    kim.send("/report", **REPORT)

    event = kim.json("/api/history")[-1]
    assert event["recorded_by"] == "kim"


@pytest.mark.parametrize("name", ["", "  ", "kim, lee", "x" * 200, "kim\u202e".encode().decode("latin-1"), "\xff"])
def test_behind_a_proxy_a_request_without_one_proper_name_is_refused(tmp_path: Path, name: str) -> None:
    site = proxied(example_log(tmp_path))

    answer = create_app(site).test_client().get("/", base_url=f"http://{HOST}", headers={USER_HEADER: name})

    assert answer.status_code == 401


def test_a_form_of_one_user_is_not_valid_for_another(tmp_path: Path) -> None:
    site = proxied(example_log(tmp_path))
    kim, lee = visitor(site, "kim"), visitor(site, "lee")

    assert lee.post("/report", {**REPORT, "csrf": kim.token()}).status_code == 403
    assert USER_HEADER not in kim.get("/").text


def test_no_page_can_be_framed_or_run_foreign_scripts(site: Site) -> None:
    browser = visitor(site)
    for address in ("/", "/inbox/1", "/zzz", "/api/status", f"/login?token={token(site)}"):
        headers = browser.get(address).headers
        policy = headers["Content-Security-Policy"]
        assert "frame-ancestors 'none'" in policy
        assert "unsafe" not in policy
        assert headers["X-Frame-Options"] == "DENY"
        assert headers["X-Content-Type-Options"] == "nosniff"
