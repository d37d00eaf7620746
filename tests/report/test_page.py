from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from pathlib import Path

import nbformat
import pytest
from bs4 import BeautifulSoup
from markupsafe import escape

from analysis.report.charts.chart import Chart
from analysis.report.charts.figures import draw_charts
from analysis.report.exports import export_notebook, titles_of
from analysis.report.opening import checksum, opening, warnings
from analysis.report.page import make_page, write_report
from analysis.report.reading import Span, mark_spans
from analysis.study import Study
from tests.builders.many_meetings import write_many
from tests.builders.studies import PROJECT, study_of, write_page

Maker = Callable[..., Path]
MAX_WORDS = 3_000  # before the disclosures, for two readouts


@pytest.fixture(scope="module")
def executed() -> dict[str, nbformat.NotebookNode]:
    """The committed notebooks."""
    return {path.stem: nbformat.read(path, as_version=4) for path in (PROJECT / "notebooks").glob("*.ipynb")}


@pytest.fixture(scope="module")
def page(study: Study, executed: dict[str, nbformat.NotebookNode]) -> str:
    return make_page(study, draw_charts(study), titles_of(executed))


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.open(write_many(tmp_path_factory.mktemp("sixty"), 60))


def check_links(page: str, notebooks: int) -> None:
    soup = BeautifulSoup(page, "html.parser")
    ids = [element["id"] for element in soup.select("[id]")]
    assert len(ids) == len(set(ids))
    assert {element["href"][1:] for element in soup.select("a[href^='#']")} <= set(ids)
    assert len(soup.select("a[href^='notebooks/']")) == notebooks


def test_the_page_asks_the_network_for_nothing_and_runs_its_own_script_alone(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    assert not soup.select("iframe, object, embed, link[rel=stylesheet]")
    for element in soup.select("[src]"):
        assert element["src"].startswith("data:")
    assert "@import" not in page
    assert not re.search(r"url\((?!#|data:)", page)
    assert not re.search(r"\son\w+=", page)
    (script,) = soup.select("script")
    digest = base64.b64encode(hashlib.sha256(script.string.encode("utf-8")).digest()).decode()
    assert f"script-src 'sha256-{digest}'" in soup.select_one("meta[http-equiv]")["content"]  # type: ignore[index]


def test_every_link_within_the_page_leads_somewhere_and_ids_are_unique(page: str) -> None:
    check_links(page, len(list((PROJECT / "notebooks").glob("[0-9]*.ipynb"))))
    assert page.count('href="#') > 60


def test_finding_chart_texts_and_method_follow_each_other(page: str, study: Study) -> None:
    title, paragraphs = opening(study)
    places = [page.index(part) for part in (f"<h1>{title}</h1>", f"<p>{escape(paragraphs[0].text)}</p>", 'id="emphasis"', 'id="texts"', 'id="moved"', 'id="method"')]  # fmt: skip
    assert places == sorted(places)


def test_what_stands_before_the_disclosures_is_short_and_said_once(page: str) -> None:
    soup = BeautifulSoup(page, "html.parser")
    for element in soup.select("details:not(.readout), script, style, svg, .bars"):
        element.extract()
    text = soup.get_text(" ")
    assert len(text.split()) <= MAX_WORDS
    said = [" ".join(p.get_text(" ").split()) for p in soup.select("p:not(.actions, .number, .note)")]
    assert len(said) == len(set(said))


def test_every_sentence_of_every_readout_can_be_read_and_linked(page: str, study: Study) -> None:
    soup = BeautifulSoup(page, "html.parser")
    shown = [sentence.get_text() for sentence in soup.select(".texts .s")]
    assert shown == study.sentences["text"].tolist()


def test_a_paragraph_says_how_sure_it_is_and_how_to_cite_it(study: Study) -> None:
    for paragraph in opening(study)[1]:
        assert paragraph.rests_on
        assert paragraph.text in paragraph.citation
        assert paragraph.citation.endswith(f"Corpus {checksum(study)}, #{paragraph.anchor}.")


@pytest.mark.parametrize("days", [["May 26, 2024"], ["May 26, 2024", "June 1, 2024"]], ids=["one", "two"])
def test_any_study_has_a_page_without_empty_sections(days: list[str], make_corpus: Maker) -> None:
    pages = {f"r{n}": write_page(["They met.", "They spoke of trade."][: n + 1], day) for n, day in enumerate(days)}
    study = Study.open(make_corpus(**pages))
    page = make_page(study, draw_charts(study))
    check_links(page, 0)
    soup = BeautifulSoup(page, "html.parser")
    for heading in soup.select("h1, h2"):
        assert heading.get_text().strip()
        assert heading.find_next(["p", "figure", "dl", "div"]) is not None


@pytest.mark.slow
def test_sixty_readouts_fold_away_and_every_mark_finds_its_sentence(sixty: Study) -> None:
    page = make_page(sixty, draw_charts(sixty))
    check_links(page, 0)
    soup = BeautifulSoup(page, "html.parser")
    assert len(soup.select(".readout")) == 60
    assert len(soup.select(".readout[open]")) == 2
    assert len(page) < 8_000_000


def test_where_the_codebook_does_not_fit_the_first_screen_warns() -> None:
    study = study_of(["nothing at all"] * 5, ["apple here"] * 5)
    first, second = warnings(study)
    assert "The codebook finds no theme in much of Town 0 2010 (100\xa0%)" in first
    assert second.startswith("Found in no sentence: ")
    assert warnings(study_of(["apple here"] * 2, ["bread here"] * 2)) == [] or "Found in no sentence" in str(
        warnings(study_of(["apple here"] * 2, ["bread here"] * 2))
    )


def test_overlapping_spans_keep_every_letter_and_every_class() -> None:
    text = "a <b> & c"
    marked = mark_spans(text, [Span(0, 5, "t-a"), Span(2, 9, "again"), Span(2, 5, "t-b")])
    soup = BeautifulSoup(str(marked), "html.parser")
    assert soup.get_text() == text
    assert [mark["class"] for mark in soup.select("mark")] == [["t-a"], ["again", "t-a", "t-b"], ["again"]]


def test_sources_licence_versions_and_checksums_stand_at_the_end(page: str, study: Study) -> None:
    end = page[page.index('id="method"') :]
    for row in study.readouts.itertuples():
        assert f"Source: {row.publisher} website." in end
        assert row.url in end
        assert f"Accessed {row.accessed}." in end
        assert row.sha256 in end
    assert re.search(r"pandas \d", end)


def test_the_files_of_a_chart_are_in_the_page(page: str, study: Study) -> None:
    soup = BeautifulSoup(page, "html.parser")
    charts = draw_charts(study)
    for figure in soup.select("figure.chart"):
        chart = charts[str(figure["id"])]
        assert isinstance(chart, Chart)
        for link in figure.select("a[download]"):
            ending = str(link["download"]).rpartition(".")[2]
            assert base64.b64decode(str(link["href"]).partition(",")[2]) == chart.files[ending]


def test_exported_notebooks_lead_to_their_sentences_and_to_each_other(
    executed: dict[str, nbformat.NotebookNode],
) -> None:
    for name, notebook in executed.items():
        soup = BeautifulSoup(export_notebook(name, notebook), "html.parser")
        assert not soup.select("script")
        assert all(pre.find_parent("details") for pre in soup.select("pre code"))
        ids = [str(element["id"]) for element in soup.select("[id]")]
        assert len(ids) == len(set(ids)), name
        assert {str(a["href"])[1:] for a in soup.select("a[href^='#']")} <= set(ids), name
        for chart in soup.select("figure.chart"):
            assert all(str(a["href"]).startswith(f"#{chart['id']}-") for a in chart.select("svg a"))
        beside = {str(a["href"]).partition("#")[0] for a in soup.select("a[href]") if ".html" in str(a["href"])}
        assert beside - {"../index.html"} <= {f"{other}.html" for other in executed}, name
        assert name == "0-explore" or "0-explore.html" in beside


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
    wanted = {"report/index.html", "report/notebooks/1-corpus.html", "notebooks/1-corpus.ipynb", "figures/emphasis.png"}
    assert wanted <= set(made[0])
    assert b"<script>x" not in made[0]["report/index.html"]
