"""Corrected shares in the main chart: those of the study, beside the codebook's, and only where a sample is coded."""

from __future__ import annotations

import re

import pandas as pd
import pytest

from analysis.exchange.columns import describe_figures
from analysis.report import charts
from analysis.report.charts.corrected import CORRECTED
from analysis.report.prose import percent
from analysis.study import Study
from tests.builders.commands import run
from tests.builders.drawings import outside, texts_of
from tests.builders.many_meetings import write_many

KEY = "corrected by the coded sample"


@pytest.fixture(scope="module", params=[1, 2, 4, 12])
def study(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Study:
    """So many meetings, half of their sentences coded: where the codebook finds nothing, the coder sees history."""
    folder = write_many(tmp_path_factory.mktemp("coded"), request.param)
    n = len(Study.open(folder).sentences) // 2
    assert run("sample", "--size", n, "--corpus", folder).exit_code == 0
    found = Study.open(folder).tags.groupby(["readout_id", "sentence"])["theme"].agg(";".join)
    drawn = pd.read_csv(folder / "coding" / "sample-1.csv", keep_default_na=False)
    themes = [found.get((row.readout, row.sentence), "history") for row in drawn.itertuples()]
    drawn.assign(themes=themes).to_csv(folder / "coding" / "sample-1-me.csv", index=False)
    return Study.open(folder)


def test_the_chart_draws_the_corrected_shares_of_the_study(study: Study) -> None:
    chart = charts.emphasis(study)
    drawn = chart.data.dropna(subset=CORRECTED[:1]).set_index(["readout_id", "theme"])[CORRECTED]
    own = study.corrected.rename(columns={"low": CORRECTED[1], "high": CORRECTED[2]})
    own = own[own["group"] != "all readouts"].set_index(["group", "theme"])[CORRECTED]
    pd.testing.assert_frame_equal(drawn, own, check_like=True, check_names=False)
    for narrow in (False, True):
        svg = chart.svg(narrow=narrow)
        written = " ".join(texts_of(svg))
        assert KEY in written
        assert all(percent(share) in written for share in own["corrected"])
        assert not outside(svg, 0.6)
    assert "Diamonds" in chart.alt
    assert set(CORRECTED) <= set(describe_figures()["emphasis"].columns)


def test_its_marks_lead_where_they_did_and_say_what_is_corrected(study: Study) -> None:
    chart = charts.emphasis(study)
    plain = charts.emphasis(without_samples(study))
    assert set(chart.tips) == set(plain.tips)
    links = [set(re.findall(r'<a href="#([^"]+)"', one.svg())) for one in (chart, plain)]
    assert links[0] == links[1]
    one_by_one = len(study.names) <= 4
    assert all(("; corrected " in tip) == one_by_one for tip in chart.tips.values())


def test_a_part_is_drawn_too(study: Study) -> None:
    part = charts.emphasis(study, themes=["history"])
    assert set(part.data["theme"]) == {"history", "none"}
    assert part.data["corrected"].notna().any()


def test_nothing_changes_where_nothing_is_coded(study: Study) -> None:
    plain = charts.emphasis(without_samples(study))
    assert not set(CORRECTED) & set(plain.data)
    assert KEY not in " ".join(texts_of(plain.svg()))
    assert "Diamonds" not in plain.alt


def without_samples(study: Study) -> Study:
    return Study(study.folders, study.corpus, study.codebook, study.coding, study.governments)
