from __future__ import annotations

from pathlib import Path

import pytest
from pypdf import PdfReader

from analysis.io.faults import InputFaults
from analysis.report.pdf import find_browser, write_pdf
from tests.builders.studies import PROJECT


@pytest.mark.slow
@pytest.mark.skipif(find_browser() is None, reason="no Chromium, Chrome or Edge")
def test_the_report_prints_as_a_short_tagged_pdf_with_its_text(tmp_path: Path) -> None:
    page = tmp_path / "index.html"
    page.write_bytes((PROJECT / "report" / "index.html").read_bytes())
    written = write_pdf(page, find_browser())
    assert written == tmp_path / "report.pdf"
    read = PdfReader(written)
    assert 6 <= len(read.pages) <= 12
    assert read.trailer["/Root"]["/MarkInfo"]["/Marked"]
    text = " ".join(page.extract_text() for page in read.pages)
    assert "shuttle diplomacy" in text
    assert f"1 / {len(read.pages)}" in text
    assert "https://www.mofa.go.jp/" in text


def test_without_a_browser_it_is_said_what_to_do(tmp_path: Path) -> None:
    with pytest.raises(InputFaults, match="Install one"):
        write_pdf(tmp_path / "index.html", None)
    assert list(tmp_path.iterdir()) == []
