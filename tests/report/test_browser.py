"""The report in a real browser, where Chromium and its driver are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By

from tests.builders.browser import INSTALLED, in_view, open_browser
from tests.builders.studies import PROJECT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not INSTALLED, reason="Chromium and its driver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PAGE = (PROJECT / "report" / "index.html").as_uri()


@pytest.fixture(scope="module")
def browser() -> Iterator[webdriver.Chrome]:
    with open_browser() as browser:
        yield browser


@pytest.fixture
def page(browser: webdriver.Chrome) -> webdriver.Chrome:
    browser.execute_cdp_cmd("Emulation.clearDeviceMetricsOverride", {})
    browser.get("about:blank")
    browser.get(PAGE)
    return browser


def test_the_page_opened_from_disk_makes_no_request_and_logs_no_error(page: webdriver.Chrome) -> None:
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = [e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"]
    assert asked
    assert {url for url in asked if url.split("#")[0] != PAGE and not url.startswith(("data:", "about:"))} == set()
    assert page.get_log("browser") == []


ON_TOP = """
const link = arguments[0], box = link.getBoundingClientRect();
const hit = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
return hit !== null && hit.closest("a") === link;
"""


@pytest.mark.parametrize(("kind", "least"), [("e", 30), ("s", 30), ("v", 12), ("w", 12)])
def test_a_click_on_a_mark_lands_on_its_sentences(page: webdriver.Chrome, kind: str, least: int) -> None:
    page.execute_script("document.documentElement.style.scrollBehavior = 'auto'")
    found = page.find_elements(By.CSS_SELECTOR, f"svg a[href^='#{kind}-']")
    links = [link for link in found if min(link.rect["width"], link.rect["height"]) > 3]  # bars, not their thin lines
    assert len(links) >= least
    tried = 0
    for link in links[:: max(len(links) // 10, 1)]:
        page.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        if not page.execute_script(ON_TOP, link):  # the middle of a curve's box, or a dot under another
            continue
        tried += 1
        shape = link.find_element(By.CSS_SELECTOR, "path, text, use")
        ActionChains(page).move_to_element(shape).click().perform()
        name = page.execute_script("return decodeURIComponent(location.hash.slice(1))")
        assert f"#{name}" == link.get_dom_attribute("href")
        assert in_view(page, name)
        told = "return document.getElementById(arguments[0]).parentElement.innerText"
        target = page.execute_script(told, name)
        assert "sentence" in target or "No sentence." in target
    assert tried >= 4


def test_matches_are_marked_in_the_themes_colour(page: webdriver.Chrome) -> None:
    mark = page.find_element(By.CSS_SELECTOR, ".evidence mark.t-economy")
    assert mark.value_of_css_property("border-bottom-color") in ("rgba(0, 114, 178, 1)", "rgb(0, 114, 178)")


@pytest.mark.parametrize("width", [360, 768, 1200])
def test_the_page_fits_a_phone_and_a_desk(page: webdriver.Chrome, width: int) -> None:
    size = {"width": width, "height": 740, "deviceScaleFactor": 1, "mobile": width < 500}
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", size)
    assert page.execute_script("return document.documentElement.scrollWidth") <= width


def test_dark_mode_changes_paper_and_ink(page: webdriver.Chrome) -> None:
    seen = []
    for scheme in ("light", "dark"):
        feature = [{"name": "prefers-color-scheme", "value": scheme}]
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": feature})
        body = page.find_element(By.TAG_NAME, "body")
        ink = page.find_element(By.CSS_SELECTOR, "svg.chart text")
        seen.append((body.value_of_css_property("background-color"), ink.value_of_css_property("fill")))
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert seen[0][0] != seen[1][0]
    assert seen[0][1] != seen[1][1]
