"""The report as a PDF: report/index.html → report/report.pdf, printed by a browser that is at hand."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from ..io.faults import Fault, InputFaults, shown_path
from ..io.files import write_whole

BROWSERS = (
    "chromium",
    "chromium-browser",
    "google-chrome",
    "google-chrome-stable",
    "chrome",
    "msedge",
    "microsoft-edge",
)
PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "C:/Program Files/Google/Chrome/Application/chrome.exe",
    "C:/Program Files (x86)/Microsoft/Edge/Application/msedge.exe",
)
OPTIONS = (
    "--headless=new", "--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-background-networking",
    "--no-pdf-header-footer", "--generate-pdf-document-outline", "--export-tagged-pdf",
)  # fmt: skip
MAX_SECONDS = 120


def find_browser() -> str | None:
    """The Chromium, Chrome or Edge of this machine; None without one."""
    on_path = (shutil.which(name) for name in BROWSERS)
    installed = (place for place in PLACES if Path(place).is_file())
    return next((found for found in [*on_path, *installed] if found), None)


def write_pdf(page: Path, browser: str | None) -> Path:
    """Print a page with a browser as report.pdf beside it, tagged and with page numbers; returns the path.

    Raises InputFaults where no browser is at hand, or where it prints nothing.
    """
    pdf = page.with_name("report.pdf")
    if browser is None:
        raise InputFaults([Fault(shown_path(pdf), 0, "A PDF needs Chromium, Chrome or Edge. Install one, or print "
                                 "report/index.html from your browser.")])  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / pdf.name
        command = [browser, *OPTIONS, f"--user-data-dir={folder}/profile", f"--print-to-pdf={made}", page.as_uri()]
        try:
            subprocess.run(command, capture_output=True, timeout=MAX_SECONDS, check=False)
        except subprocess.TimeoutExpired:
            raise InputFaults([_failed(pdf, browser)]) from None
        if not made.is_file() or not made.stat().st_size:
            raise InputFaults([_failed(pdf, browser)])
        return write_whole(pdf, made.read_bytes())


def _failed(pdf: Path, browser: str) -> Fault:
    name = Path(browser).name
    return Fault(shown_path(pdf), 0, f"{name} printed nothing. Print report/index.html from your browser.")
