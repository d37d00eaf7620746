from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup

from analysis.report.findings import findings
from analysis.report.page import make_page, write_report
from analysis.study import Study
from tests.builders.studies import PROJECT, write_page

Maker = Callable[..., Path]


@pytest.fixture(scope="module")
def page(study: Study) -> str:
    """The report made from the committed notebooks."""
    executed = {path.stem: nbformat.read(path, as_version=4) for path in (PROJECT / "notebooks").glob("*.ipynb")}
    return make_page(study, executed)


def test_the_page_asks_the_network_for_nothing(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.select("script, iframe, object, embed, link[rel=stylesheet]")
    for element in soup.select("[src]"):
        assert element["src"].startswith("data:")
    assert "@import" not in page
    assert not re.search(r"url\((?!#|data:)", page)
    assert not re.search(r"\son\w+=", page)


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    links = {element["href"][1:] for element in soup.select("a[href^='#']")}
    assert links <= set(ids)
    assert len(links) > 60


def test_the_finding_comes_first_then_the_chart_then_the_contents(page: str, study: Study) -> None:
    places = [page.index(part) for part in (findings(study)[0], 'id="main"', "<h2>Contents</h2>", 'id="content"')]
    assert places == sorted(places)
    soup = BeautifulSoup(page, "html.parser")
    shown = [link.get_text() for link in soup.select("nav a")]
    assert {"The readouts", "The themes", "The sentences", "Method", "Sources and licence"} <= set(shown)


def test_sources_licence_versions_and_checksums_stand_at_the_end(page: str, study: Study) -> None:
    end = page[page.index('id="how-this-was-made"') :]
    for row in study.readouts.itertuples():
        assert f"Source: {row.publisher} website." in end
        assert row.url in end
        assert f"Accessed {row.accessed}." in end
        assert row.sha256 in end
    assert re.search(r"pandas \d", end)


def test_code_is_folded_away_and_evidence_stands_once(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    assert all(pre.find_parent("details") for pre in soup.select("pre code"))
    assert page.count('<h2 id="sentences-by-theme">') == 1


def test_committed_notebooks_are_clean_and_executed() -> None:
    for path in sorted((PROJECT / "notebooks").glob("*.ipynb")):
        notebook = nbformat.read(path, as_version=4)
        assert notebook.metadata["language_info"] == {"name": "python"}
        code = [cell for cell in notebook.cells if cell.cell_type == "code"]
        assert [cell.execution_count for cell in code] == list(range(1, len(code) + 1))
        assert all("def " not in cell.source and len(cell.source.splitlines()) <= 8 for cell in code)
        assert not re.search(r"0x[0-9a-f]{6,}", path.read_text(encoding="utf-8"))
        assert str(PROJECT) not in path.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_study_of_ones_own_gets_its_report_and_it_is_the_same_twice(make_corpus: Maker) -> None:
    pages = {"a": write_page(["They spoke of North Korea.", "<b>They</b> met <script>x</script>."]),
             "b": write_page(["They spoke of trade. They spoke of students."], "June 1, 2024")}  # fmt: skip
    made = []
    for folder in ("one", "two"):
        corpus = make_corpus(folder, **pages)
        written = write_report(Study.open(corpus))
        assert all(path.is_relative_to(corpus) for path in written)
        made.append({path.relative_to(corpus).as_posix(): path.read_bytes() for path in written})
    assert made[0] == made[1]
    assert {"report/index.html", "notebooks/1-corpus.ipynb", "figures/emphasis.png"} <= set(made[0])
    assert b"<script>x" not in made[0]["report/index.html"]
