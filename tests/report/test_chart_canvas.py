"""Nothing that a chart draws leaves its canvas, and nothing that it writes is the program's own name for it."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

import pytest

from analysis.report.charts import Chart
from analysis.report.charts.figures import CHARTS
from analysis.report.prose import Sentences
from analysis.study import Study
from tests.builders.drawings import outside, texts_of
from tests.builders.many_meetings import write_many

LOOSE = 0.6  # units of a viewBox, 1/72 inch each: what a font rounds
IN_NOTEBOOKS_ONLY = {"words", "measures", "influence"}  # these are drawn wide alone
LONG = "Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch, on the margins of the General Assembly 2019, "


@pytest.fixture(scope="module", params=[1, 2, 12, *(pytest.param(n, marks=pytest.mark.slow) for n in (30, 60))])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.open(write_many(tmp_path_factory.mktemp("many"), request.param))


def with_long_names(study: Study) -> Study:
    """The same study with names of meetings, themes and publishers that no chart has room for."""
    themes = [
        theme.model_copy(update={"label": f"{theme.label} and {LONG}{theme.key}"}) for theme in study.codebook.themes
    ]
    codebook = study.codebook.model_copy(update={"themes": tuple(themes)})
    long = Study(study.folders, study.corpus, codebook, study.coding, study.governments, study.selection)
    for table in (
        "matcher",
        "matches",
        "tags",
        "counts",
        "influence",
        "keyness",
        "alignment",
        "shifts",
        "account_alignment",
    ):
        long.__dict__[table] = getattr(study, table)
    long.__dict__["names"] = {name: f"{LONG}{meeting}" for name, meeting in study.names.items()}
    return long


def drawings(chart: Chart) -> list[str]:
    whole = chart.files["svg"].decode("utf-8")  # with its title and source
    whole = re.sub(r"xlink:href", "href", whole)
    return [whole, chart.svg(), *([] if chart.key in IN_NOTEBOOKS_ONLY else [chart.svg(narrow=True)])]


@pytest.fixture(scope="module")
def charts(study: Study) -> Callable[[str], Chart | Sentences]:
    """Each chart of the study, drawn once."""
    return cache(lambda key: CHARTS[key](study))


def check_canvas(chart: Chart | Sentences) -> None:
    for svg in drawings(chart) if isinstance(chart, Chart) else []:
        assert not outside(svg, LOOSE)


@pytest.mark.parametrize("key", CHARTS)
def test_every_text_and_mark_is_within_the_canvas(key: str, charts: Callable[[str], Chart | Sentences]) -> None:
    check_canvas(charts(key))


@pytest.mark.slow
@pytest.mark.parametrize("key", CHARTS)
def test_names_without_room_are_within_the_canvas(key: str, study: Study) -> None:
    check_canvas(CHARTS[key](with_long_names(study)))


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_says_nothing_in_the_names_of_the_program(key: str, charts: Callable[[str], Chart | Sentences]) -> None:
    chart = charts(key)
    said = [*chart] if not isinstance(chart, Chart) else [*texts_of(chart.svg()), chart.title, chart.alt, chart.source]
    for text in said:
        assert "\\n" not in text
        assert not re.search(r"[a-z]_[a-z]|\bnan\b|[:,] None\b|\bNaT\b|<NA>", text), text
    assert not isinstance(chart, Chart) or "Unnamed: 0" not in chart.files["csv"].decode("utf-8").partition("\n")[0]


def test_pictures_carry_their_title_their_source_and_the_last_day(
    study: Study, charts: Callable[[str], Chart | Sentences]
) -> None:
    day = study.readouts["date"].max()
    chart = charts("heat")
    assert isinstance(chart, Chart)
    drawn = " ".join(texts_of(re.sub(r"xlink:href", "href", chart.files["svg"].decode("utf-8"))))
    assert f"{day.day} {day:%B %Y}" in drawn
    assert chart.title.split()[0] in drawn
    assert study.readouts["publisher"].iloc[0] in drawn
    assert chart.source not in chart.svg()  # a page has it as text
