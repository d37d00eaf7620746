"""The page to code a sample on, in a real browser, where Chromium and its driver are at hand."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from selenium import webdriver
from selenium.webdriver import ActionChains
from selenium.webdriver.common.by import By
from selenium.webdriver.common.keys import Keys
from selenium.webdriver.support.ui import WebDriverWait

from analysis.study import Study
from tests.builders.browser import INSTALLED, open_browser
from tests.builders.commands import run
from tests.builders.many_meetings import write_many

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(not INSTALLED, reason="Chromium and its driver are not installed"),
    pytest.mark.filterwarnings("ignore::ResourceWarning"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A study with a sample of 24 sentences."""
    folder = write_many(tmp_path_factory.mktemp("study"), 4)
    assert run("sample", "--corpus", folder, "--size", 24).exit_code == 0
    return folder


@pytest.fixture
def page(folder: Path, tmp_path: Path) -> Iterator[webdriver.Chrome]:
    with open_browser() as browser:
        browser.execute_cdp_cmd("Browser.setDownloadBehavior", {"behavior": "allow", "downloadPath": str(tmp_path)})
        browser.get((folder / "coding" / "sample-1.html").as_uri())
        yield browser


def begin(page: webdriver.Chrome, name: str) -> None:
    page.find_element(By.ID, "coder").send_keys(name, Keys.ENTER)


def press(page: webdriver.Chrome, *keys: str) -> None:
    ActionChains(page).send_keys(*keys).perform()


def text(page: webdriver.Chrome, name: str) -> str:
    return page.find_element(By.ID, name).text


def chosen(page: webdriver.Chrome) -> list[str]:
    found = page.find_elements(By.CSS_SELECTOR, "[data-theme][aria-pressed=true]")
    return [str(button.get_attribute("data-theme")) for button in found]


def test_a_sample_is_coded_by_keys_and_saved_as_a_file_that_corrects(
    page: webdriver.Chrome, folder: Path, tmp_path: Path
) -> None:
    begin(page, "Mary Ann")
    for n in range(24):
        press(page, str(n % 3 + 1), Keys.ENTER)
    assert text(page, "progress") == "Sentence 24 of 24; coded: 24."
    press(page, "s")
    saved = tmp_path / "sample-1-Mary-Ann.csv"
    WebDriverWait(page, 10).until(lambda _: saved.is_file() and saved.read_text(encoding="utf-8").endswith("\n"))
    (folder / "coding" / saved.name).write_bytes(saved.read_bytes())
    try:
        study = Study.open(folder)
        assert study.coding["coder"].tolist() == ["Mary Ann"] * 24
        assert not study.corrected.empty
    finally:
        (folder / "coding" / saved.name).unlink()
    events = [json.loads(entry["message"])["message"] for entry in page.get_log("performance")]
    asked = {e["params"]["request"]["url"] for e in events if e["method"] == "Network.requestWillBeSent"}
    assert {url.split(":")[0] for url in asked} <= {"file", "data", "blob"}
    assert page.get_log("browser") == []


def test_undo_unsure_note_and_none_and_an_open_sentence_is_not_passed_by_enter(page: webdriver.Chrome) -> None:
    begin(page, "x")
    first = text(page, "text")
    press(page, Keys.ENTER)
    assert text(page, "text") == first
    assert "Choose a theme" in text(page, "said")
    press(page, "1", "2")
    assert len(chosen(page)) == 2
    press(page, "0")
    assert chosen(page) == ["none"]
    press(page, "u")
    assert len(chosen(page)) == 2
    press(page, "q", "n", "a note, 1", Keys.ESCAPE)
    assert page.find_element(By.ID, "unsure").get_attribute("aria-pressed") == "true"
    assert len(chosen(page)) == 2
    press(page, Keys.ENTER, "3", Keys.ARROW_LEFT)
    assert page.find_element(By.ID, "note").get_attribute("value") == "a note, 1"
    press(page, "u")
    assert text(page, "progress") == "Sentence 2 of 24; coded: 1."


def test_coding_goes_on_where_it_stopped_and_two_coders_see_different_orders(page: webdriver.Chrome) -> None:
    begin(page, "Ann")
    first = text(page, "text")
    press(page, "1", Keys.ENTER)
    second = text(page, "text")
    page.refresh()
    begin(page, "Ann")
    assert text(page, "text") == second
    assert text(page, "progress") == "Sentence 2 of 24; coded: 1."
    page.refresh()
    begin(page, "Bob")
    orders = [text(page, "text")]
    for _ in range(3):
        press(page, Keys.ARROW_RIGHT)
        orders.append(text(page, "text"))
    assert orders[:2] != [first, second]
    assert text(page, "progress") == "Sentence 4 of 24; coded: 0."
