"""The report in a real browser, where Chromium and its driver are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from analysis.codebook.model import NONE
from analysis.study import Study
from tests.builders.browser import INSTALLED, in_view, open_browser
from tests.builders.studies import PROJECT

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not INSTALLED, reason="Chromium and its driver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]
PHONE = {"width": 375, "height": 812, "deviceScaleFactor": 1, "mobile": True}
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


@pytest.mark.parametrize(("kind", "least"), [("e", 15), ("s", 30), ("v", 12)])
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
        here = page.find_element(By.CSS_SELECTOR, ".here")
        assert here.find_elements(By.XPATH, "ancestor-or-self::*[contains(@class, 'readout')]")
    assert tried >= 4


def pressed(page: webdriver.Chrome) -> list[str]:
    return [c.text for c in page.find_elements(By.CSS_SELECTOR, ".chip[aria-pressed=true]")]


def lit(page: webdriver.Chrome) -> int:
    return len(page.find_elements(By.CSS_SELECTOR, ".texts.only .s.on"))


def test_chips_and_search_choose_sentences_by_keyboard_as_the_tables_do(page: webdriver.Chrome, study: Study) -> None:
    """The script's own numbers are Python's."""
    chip = page.find_element(By.CSS_SELECTOR, ".chip[data-theme=economy]")
    chip.send_keys(Keys.SPACE)
    assert pressed(page) == ["Economy"]
    wanted = study.tags[study.tags["theme"] == "economy"]
    assert lit(page) == len(wanted)
    assert f"{len(wanted)} of {len(study.sentences)} sentences" in page.find_element(By.CSS_SELECTOR, ".found").text
    chip.send_keys(Keys.SPACE)
    page.find_element(By.CSS_SELECTOR, ".tools input").send_keys("HYDROGEN")
    assert lit(page) == study.sentences["text"].str.casefold().str.contains("hydrogen").sum()


def test_a_bar_of_a_theme_presses_its_chip(page: webdriver.Chrome) -> None:
    page.get(f"{PAGE}#e-2024-05-26-seoul-economy")
    assert pressed(page) == ["Economy"]
    WebDriverWait(page, 5).until(lambda page: in_view(page, "e-2024-05-26-seoul-economy"))


def test_a_citation_can_be_copied(page: webdriver.Chrome) -> None:
    page.find_element(By.XPATH, "//summary[text()='Copy citation']").click()
    button = page.find_element(By.CSS_SELECTOR, "[data-copy=finding-1-citation]")
    assert button.is_displayed()
    button.click()
    assert button.text in ("Copied", "Selected: press Ctrl+C", "Copy")


def test_without_script_everything_can_be_read(browser: webdriver.Chrome) -> None:
    browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": True})
    try:
        browser.get("about:blank")
        browser.get(PAGE)
        assert not browser.find_element(By.CSS_SELECTOR, ".tools").is_displayed()
        sentences = browser.find_elements(By.CSS_SELECTOR, ".texts .s")
        assert len(sentences) == 35
        assert all(one.is_displayed() for one in sentences[:5])
    finally:
        browser.execute_cdp_cmd("Emulation.setScriptExecutionDisabled", {"value": False})


def test_matches_are_marked_in_the_themes_colour(page: webdriver.Chrome, study: Study) -> None:
    mark = page.find_element(By.CSS_SELECTOR, ".texts mark.t-economy")
    assert mark.value_of_css_property("background-color") not in ("rgba(0, 0, 0, 0)", "transparent")
    colour = page.execute_script("return getComputedStyle(arguments[0]).getPropertyValue('--c')", mark)
    assert colour.strip() == study.codebook.theme("economy").colour


def test_on_a_phone_the_main_chart_is_bars_of_text_within_the_first_screens(page: webdriver.Chrome) -> None:
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    bars = page.find_element(By.CSS_SELECTOR, "#emphasis .bars")
    assert bars.is_displayed()
    assert not page.find_element(By.CSS_SELECTOR, "#emphasis svg").is_displayed()
    assert bars.rect["y"] < 1.5 * PHONE["height"]


def test_on_a_phone_a_bar_is_as_long_as_its_share_in_every_row(page: webdriver.Chrome, study: Study) -> None:
    """However long the name beside it is: the bars of all rows have one scale."""
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    shares = study.emphasis.set_index(["theme", "readout_id"])["share_words"]
    expected = [shares[theme, name] for theme in [*study.codebook.keys, NONE] for name in study.names]
    widths = [bar.rect["width"] for bar in page.find_elements(By.CSS_SELECTOR, "#emphasis .bars .bar")]
    scale = max(widths) / max(expected)
    assert widths == pytest.approx([max(share * scale, 1) for share in expected], abs=1)


def test_on_a_phone_every_chart_is_drawn_narrow_and_none_scrolls(page: webdriver.Chrome) -> None:
    page.execute_cdp_cmd("Emulation.setDeviceMetricsOverride", PHONE)
    figures = page.find_elements(By.CSS_SELECTOR, "figure.chart")
    assert len(figures) >= 4
    for figure in figures:
        shown = [one for one in figure.find_elements(By.CSS_SELECTOR, "svg, .bars") if one.is_displayed()]
        assert [one.get_dom_attribute("class").split()[-1] for one in shown] == ["narrow"]
        assert page.execute_script("return arguments[0].scrollWidth <= arguments[0].clientWidth", figure)


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
