"""Sixty readouts, some of the same meeting: charts and tables stay whole and small."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from analysis.report import tables as listing
from analysis.report.anchors import theme_anchor
from analysis.report.charts import Chart
from analysis.report.charts.figures import CHARTS
from analysis.report.evidence import find_sentences
from analysis.study import Study
from tests.builders.many_meetings import write_many


@pytest.fixture(scope="module")
def sixty(tmp_path_factory: pytest.TempPathFactory) -> Study:
    return Study.open(write_many(tmp_path_factory.mktemp("sixty"), 60))


def test_the_generated_corpus_is_the_same_each_time_and_is_read_whole(sixty: Study, tmp_path: Path) -> None:
    again = write_many(tmp_path, 60) / "readouts"
    for name, document in sixty.corpus.documents.items():
        assert (again / f"{name}.txt").read_bytes() == document.path.read_bytes()
        assert not document.parsed.warnings or "place" in "".join(document.parsed.warnings)
    assert len(sixty.names) == 60
    assert len(sixty.accounts) == 4
    assert len(set(sixty.names.values())) == 60


@pytest.mark.slow
def test_every_mark_of_every_chart_leads_to_its_sentences(sixty: Study) -> None:
    drawn = [chart for draw in CHARTS.values() if isinstance(chart := draw(sixty), Chart)]
    assert len(drawn) == len(CHARTS) - 1  # changes between neighbours are a list
    pictures = [chart.svg() for chart in drawn]
    nowhere = sixty.emphasis[sixty.emphasis["n_sentences"] == 0]  # its mark leads to the readout
    absent = {theme_anchor(row.readout_id, row.theme) for row in nowhere.itertuples()}
    for chart, svg in zip(drawn, pictures, strict=True):
        links = set(re.findall(r'<a href="#([^"]+)"', svg))
        assert links, chart.key
        found = find_sentences(sixty, links)
        assert {link for link, own in found.items() if not own} <= absent, chart.key
    assert sum(map(len, pictures)) < 4_000_000


def test_time_is_true(sixty: Study) -> None:
    """Dots of a panel stand as far apart as the days of their meetings."""
    chart = CHARTS["emphasis"](sixty)
    assert isinstance(chart, Chart)
    figure = chart.figure()
    panel = next(axes for axes in figure.axes if axes.collections and axes.lines)
    days = panel.collections[-1].get_offsets()[:, 0]
    dates = sixty.readouts["date"]
    assert list(days - days[0]) == [(day - dates.iloc[0]).days for day in dates]


def test_tables_for_people_stay_short(sixty: Study) -> None:
    assert len(listing.readouts(sixty)) == 60
    shown = sixty.shifts["verdict"].isin(["more", "less"]).sum()
    assert len(listing.shifts(sixty)) <= shown + len(sixty.codebook.keys)
    assert listing.words_found(sixty).columns.tolist() == ["all readouts"]
    assert len(listing.measures(sixty)) == 2 * (len(sixty.codebook.keys) + 1)
