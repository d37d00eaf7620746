"""README.md is one page; every link of the documentation leads somewhere."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.builders.markdown import PAGES, anchors, blocks, links, name_of, prose
from tests.builders.studies import PROJECT

README = PROJECT / "README.md"
MAX_LINES, MAX_WORDS = 120, 800


def test_the_readme_is_one_page() -> None:
    text = README.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= MAX_LINES
    assert len(text.split()) <= MAX_WORDS
    assert "<details>" not in text


def test_the_readme_gives_three_commands_for_each_system() -> None:
    shown = [block.lines for block in blocks(README)]
    assert ["make report", "make test", "make lab"] in shown
    windows = next(block.lines for block in blocks(README) if block.language == "bat")
    conda = next(lines for lines in shown if lines[0].startswith("conda"))
    assert (len(windows), len(conda)) == (3, 3)


def test_the_readme_types_no_result() -> None:
    assert "%" not in prose(README).replace("95 %", "")


def test_every_page_of_docs_is_linked_from_the_readme() -> None:
    linked = {target.split("#")[0] for target in links(README)}
    assert {name_of(path) for path in (PROJECT / "docs").glob("*.md")} <= linked


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_every_link_leads_somewhere(path: Path) -> None:
    for target in links(path):
        if "://" in target or target.startswith("mailto:"):
            continue
        name, _, anchor = target.partition("#")
        found = (path.parent / name).resolve() if name else path
        assert found.exists(), target
        if anchor:
            assert anchor in anchors(found), target


def test_the_readme_shows_chart_report_and_notebook() -> None:
    shown = links(README)
    assert {"figures/emphasis.png", "docs/pictures/report.png", "docs/pictures/notebook.png"} <= set(shown)


def test_no_picture_is_without_alt_text() -> None:
    for path in PAGES:
        assert "![](" not in path.read_text(encoding="utf-8")
