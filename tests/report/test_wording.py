"""What no reader of a report may stumble over, whatever the study: laws of its wording."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from analysis.codebook.file import read_codebook
from analysis.corpus.folders import project_codebook
from analysis.corpus.parsing.names import family_name
from analysis.exchange.new_study import write_new_study
from analysis.report import tables
from analysis.report.charts.alignment import _beside
from analysis.report.charts.figures import draw_charts
from analysis.report.findings import list_findings, title_of
from analysis.report.opening import opening, warnings
from analysis.report.page import make_page
from analysis.study import Study
from tests.builders.many_meetings import write_many
from tests.builders.studies import make_codebook, study_of, write_page

Maker = Callable[..., Path]
RUN = 6  # words in a row that a title may not share with a finding
FAULTS = (
    r"\bnan\b", r"\bNone\b(?! of)", r"\b0 of\b", r"\bone (core )?themes\b", r"\b1 \w+s\b(?<!\b1 words)", r"  ", r"\.\.",
    r"\b(\w+) \1\b", r"publisher not stated", r"_", r"\\n", r"\w\* ",
)  # fmt: skip


def visible(page: str) -> str:
    """What the project says on a page: without the texts, scripts, codes and what is only read aloud."""
    soup = BeautifulSoup(page, "html.parser")
    for element in soup.select("script, style, head, code, .said, svg title, svg desc, .citation"):
        element.extract()
    return "\n".join(" ".join(text.split()) for text in soup.stripped_strings)


def of_strangers(folder: Path, number: int) -> Path:
    """A corpus whose pages state no publisher and no address."""
    write_many(folder, number)
    for path in (folder / "readouts").iterdir():
        path.write_text(path.read_text(encoding="utf-8").split("---\n", 2)[2], encoding="utf-8")
    return folder


@pytest.fixture(
    scope="module",
    params=["1", "2", "3", "9", pytest.param("60", marks=pytest.mark.slow), "strangers", "nothing found"],
)
def studied(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Study:
    folder = tmp_path_factory.mktemp("wording")
    if request.param == "strangers":
        return Study.open(of_strangers(folder, 8))
    if request.param == "nothing found":
        write_new_study(folder / "own", "zeppelins")
        return Study.open(write_many(folder / "own", 6))
    return Study.open(write_many(folder, int(request.param)))


@pytest.fixture(scope="module")
def written(studied: Study) -> str:
    return make_page(studied, draw_charts(studied))


def test_a_page_says_no_number_that_is_none_no_internal_name_and_nothing_of_what_is_not_stated(written: str) -> None:
    said = visible(written)
    for fault in FAULTS:
        found = re.search(f".*{fault}.*", said)
        assert not found, found and found.group()


def test_readouts_are_called_by_who_met_where_not_by_their_files(studied: Study, written: str) -> None:
    said = visible(written)
    assert not [name for name in studied.names if name in said]


def test_no_title_of_a_chart_repeats_a_finding(studied: Study, written: str) -> None:
    title, paragraphs = opening(studied)
    found = " ".join([title, *(one.text for one in paragraphs)]).split()
    runs = {tuple(found[n : n + RUN]) for n in range(len(found))}
    titles = [one.get_text() for one in BeautifulSoup(written, "html.parser").select(".chart-title")]
    assert len(titles) == len(set(titles)) >= 1
    for one in titles:
        words = one.split()
        assert not runs & {tuple(words[n : n + RUN]) for n in range(len(words) - RUN + 1)}, one


def test_a_page_draws_no_change_where_there_is_none(tmp_path: Path) -> None:
    study = Study.open(write_many(tmp_path, 1))
    soup = BeautifulSoup(make_page(study, draw_charts(study)), "html.parser")
    assert {figure["id"] for figure in soup.select("figure")} == {"emphasis", "strip", "voices"}
    assert "dealt at random" not in soup.get_text()


def test_nothing_found_is_the_title_and_no_trend_is_told() -> None:
    study = study_of(*[["nothing at all is said here"] * 4] * 6)
    assert title_of(study) == "The readouts speak of none of the core themes"
    assert [one.sentences for one in list_findings(study)] == [
        ["That no change is shown is not proof that nothing changed."]
    ]
    assert "Found in no sentence" in warnings(study_of(["nothing"]))[-1]


def test_of_many_readouts_without_a_theme_the_warning_counts_and_of_few_it_names() -> None:
    assert warnings(study_of(*[["nothing"]] * 4))[0] == (
        "The codebook finds no theme in over 40\xa0% of the words in 4 of 4 readouts: read the texts first."
    )
    assert "Town 0 2010 (100\xa0%) and Town 1 2011 (100\xa0%)" in warnings(study_of(*[["nothing"]] * 2))[0]


def test_one_core_theme_is_told_in_the_singular() -> None:
    book = make_codebook({"apple": ["apple*"]})
    study = study_of(*[["apple here", *["nothing here"] * n] for n in (3, 1, 2, 3, 1, 2)], book=book)
    assert list_findings(study)[0].sentences == [
        "Over the six meetings from 2010 to 2015 the one core theme found is not shown to rise or fall."
    ]


def test_two_meetings_at_one_place_and_day_are_called_by_who_met(make_corpus: Maker) -> None:
    pages = {"a": write_page(["They met."]), "b": write_page(["They met."]).replace("BAEK Min", "DORN Eva")}
    pages["b"] = pages["b"].replace("Republic of Korea (ROK)", "Philippines")
    study = Study.open(make_corpus(**pages))
    assert sorted(study.names.values()) == ["Aoki–Baek, Busan 26 May 2024", "Aoki–Dorn, Busan 26 May 2024"]
    assert study.titles == study.names


@pytest.mark.parametrize(
    ("written", "family"),
    [("Kishida Fumio", "Kishida"), ("Fumio Kishida", "Kishida"), ("Akiba Takeo", "Akiba"), ("Takeo Akiba", "Akiba"),
     ("Ursula von der Leyen", "von der Leyen"), ("Joseph R. Biden, Jr.", "Biden"), ("Kishida", "Kishida")],
)  # fmt: skip
def test_a_family_name_is_found_in_either_order(written: str, family: str) -> None:
    assert family_name(written) == family


def test_a_definition_is_prose_and_has_no_pattern() -> None:
    for theme in read_codebook(project_codebook()).themes:
        assert not re.search(r"[*{}_]", theme.definition), theme.key


def test_words_at_a_level_line_never_cover_it() -> None:
    for free in (-1.0, 0.4, 0.9, 2.0):
        top = _beside(1.0, 1.0, 0.3, free)
        assert top >= free
        assert top + 0.3 < 1.0 or top > 1.0


@pytest.mark.parametrize("key", ["readouts", "sources", "themes", "matches", "carried", "shifts", "measures", "alphas"])
def test_no_table_shows_an_internal_name(key: str, study: Study) -> None:
    table = getattr(tables, key)(study)
    labels = [*table.columns, *table.index] if table.index.name or key in ("readouts", "sources") else [*table.columns]
    assert not [label for label in labels if "_" in str(label)]
    if "theme" in table:
        assert set(table["theme"]) <= {theme.label for theme in study.codebook.themes}
