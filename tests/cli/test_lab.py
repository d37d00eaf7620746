"""`readouts lab`: JupyterLab opened on the explorer, driven in a browser; it ends with all that it started."""

from __future__ import annotations

import re
import shutil
import signal
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
import requests
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.support.ui import WebDriverWait

from tests.builders.browser import INSTALLED, open_browser
from tests.builders.lab import open_lab
from tests.builders.studies import PROJECT

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore::ResourceWarning")]
MAX_SECONDS = 180  # to wait for, on a machine with much to do
FRONT = ".jp-NotebookPanel:not(.lm-mod-hidden)"  # the notebook in view
THEMES = {"JupyterLab Light": "rgb(255, 255, 255)", "JupyterLab Dark": "rgb(17, 17, 17)"}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """The project's corpus with its notebooks, as a study of its own."""
    shutil.copytree(PROJECT / "corpus", tmp_path / "study")
    return tmp_path / "study"


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGINT])
def test_it_ends_with_its_kernels_when_told(number: int, corpus: Path) -> None:
    with open_lab(corpus) as (lab, address):
        server, token = re.fullmatch(r"(http://[^/]+)/lab/tree/0-explore\.ipynb\?token=(\w+)", address).groups()  # type: ignore[union-attr]
        headers = {"Authorization": f"token {token}"}
        assert requests.post(f"{server}/api/kernels", headers=headers, timeout=MAX_SECONDS).ok
        children = psutil.Process(lab.pid).children(recursive=True)
        assert len(children) >= 2  # the server and the kernel
        lab.send_signal(number)
        lab.wait(MAX_SECONDS)
        _, alive = psutil.wait_procs(children, MAX_SECONDS)
        assert alive == []


@pytest.fixture
def browser() -> Iterator[webdriver.Chrome]:
    with open_browser() as browser:
        yield browser


def run_all(browser: webdriver.Chrome, wait: WebDriverWait[webdriver.Chrome]) -> None:
    wait.until(lambda page: "Idle" in page.find_element(By.ID, "jp-bottom-panel").text)  # the kernel is there
    for said in ("Run", "Run All Cells"):
        place = f"//div[contains(@class, 'lm-Menu')]//div[text()='{said}']"
        wait.until(lambda page, place=place: page.find_elements(By.XPATH, place))[0].click()


def style(browser: webdriver.Chrome, element: object, name: str) -> str:
    return str(browser.execute_script("return getComputedStyle(arguments[0])[arguments[1]]", element, name))


@pytest.mark.skipif(not INSTALLED, reason="Chromium and its driver are not installed")
@pytest.mark.parametrize("theme", THEMES)
def test_the_explorer_answers_and_a_click_on_a_mark_leads_to_its_sentences_and_back(
    theme: str, corpus: Path, browser: webdriver.Chrome
) -> None:
    wait = WebDriverWait(browser, MAX_SECONDS)
    with open_lab(corpus, theme) as (_, address):
        browser.get(address)
        wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".jp-RenderedHTML .explore"))  # what is read
        run_all(browser, wait)
        wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".widget-html .explore"))
        button = "//button[contains(@class, 'widget-toggle-button')][contains(., 'History')]"
        browser.find_element(By.XPATH, button).click()
        wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, ".widget-html #explore-history .marked"))

        browser.get(address.replace("0-explore", "2-themes"))
        for kind, side in ((".n", "right"), (":not([class])", "left")):
            place = f"{FRONT} table.readable td{kind}"
            cell = wait.until(lambda page, place=place: page.find_elements(By.CSS_SELECTOR, place))[0]
            assert style(browser, cell, "textAlign") == side

        browser.get(address.replace("0-explore", "3-emphasis"))
        link = wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, f"{FRONT} figure.chart svg a"))[0]
        text = browser.find_element(By.CSS_SELECTOR, f"{FRONT} figure.chart svg text")
        assert (
            style(browser, browser.find_element(By.CSS_SELECTOR, f"{FRONT} .jp-Notebook"), "backgroundColor")
            == THEMES[theme]
        )
        ink = [int(part) for part in re.findall(r"\d+", style(browser, text, "fill"))[:3]]
        assert (sum(ink) > 600) is (theme == "JupyterLab Dark")
        browser.execute_script("arguments[0].scrollIntoView({block: 'center'})", link)
        ActionChains(browser).move_to_element(link.find_element(By.CSS_SELECTOR, "path, text, use")).click().perform()
        section = wait.until(lambda page: page.find_elements(By.CSS_SELECTOR, f"{FRONT} details[open] section:target"))[
            0
        ]
        assert section.get_attribute("id") == str(link.get_dom_attribute("xlink:href")).removeprefix("#")
        in_window = "const b = arguments[0].getBoundingClientRect(); return b.bottom > 0 && b.top < innerHeight"
        wait.until(lambda page: page.execute_script(in_window, section))
        section.find_element(By.CSS_SELECTOR, "h4 a").click()
        figure = browser.find_element(By.CSS_SELECTOR, f"{FRONT} figure.chart")
        wait.until(lambda page: page.execute_script(in_window, figure))
