from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.fetching import fetch
from tests.builders.meetings import list_pages, meeting, row
from tests.builders.site import Site, page


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    (tmp_path / "study").mkdir()
    return tmp_path / "study"


def test_a_kept_page_is_not_requested_again_unless_damaged(corpus: Path, site: Site) -> None:
    site.answers["/1"] = page(meeting(1))
    list_pages(corpus, site, row(1))
    fetch(corpus)
    (readout,) = (corpus / "readouts").iterdir()
    before = readout.read_bytes()
    readout.unlink()
    assert fetch(corpus).exit_code == 0
    assert readout.read_bytes() == before
    assert site.times("/1") == 1
    for kept in (corpus / ".cache" / "pages").glob("*.raw"):
        kept.write_bytes(b"damaged")
    readout.unlink()
    assert fetch(corpus).exit_code == 0
    assert site.times("/1") == 2
    assert (corpus / ".cache" / ".gitignore").read_text() == "*\n"
