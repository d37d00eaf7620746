"""A browser without a window, and where its page has scrolled to."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager

from selenium import webdriver

CHROMIUM, DRIVER = shutil.which("chromium"), shutil.which("chromedriver")
INSTALLED = bool(CHROMIUM and DRIVER)
ARGUMENTS = (
    "--headless=new --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking "
    "--disable-component-update --disable-sync --window-size=1200,900"
)


@contextmanager
def open_browser() -> Iterator[webdriver.Chrome]:
    """Open Chromium, which logs what it requests and what it complains of."""
    options = webdriver.ChromeOptions()
    options.binary_location = CHROMIUM or ""
    for argument in ARGUMENTS.split():
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
    driver = webdriver.Chrome(options=options, service=webdriver.ChromeService(executable_path=DRIVER))
    try:
        yield driver
    finally:
        driver.quit()


def in_view(browser: webdriver.Chrome, name: str) -> bool:
    """Whether the top of the element with this id is in the window."""
    top = "document.getElementById(arguments[0]).getBoundingClientRect().top"
    return bool(browser.execute_script(f"return {top} >= -2 && {top} < innerHeight", name))
