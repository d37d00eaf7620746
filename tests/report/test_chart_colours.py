"""Colours of charts are told apart, by the colour-blind too, and stand out from a light paper and a dark one."""

from __future__ import annotations

import re
from itertools import combinations, pairwise
from xml.etree import ElementTree

import numpy as np
import pytest

from analysis.codebook.model import Codebook
from analysis.report.charts import Chart
from analysis.report.charts.chart import INK, PAGE_COLOURS, PAPER
from analysis.report.charts.drawing import colour_of
from analysis.report.charts.figures import CHARTS
from analysis.report.charts.heat import DARK, STEPS
from analysis.report.evidence import TEMPLATES
from analysis.study import Study
from tests.builders.colours import SEEN, ciede2000, contrast, difference, mixed

APART = 15  # CIEDE2000
STANDS_OUT, IS_READ = 3.0, 4.5  # contrast of WCAG 2, for marks and for small text


def papers() -> dict[str, dict[str, str]]:
    """The page's colours by name, light and dark."""
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    roots = re.findall(r":root \{ (?:color-scheme: [^;]+; )?(--ink[^}]*)\}", style)
    light, dark = (dict(re.findall(r"--(\w+): (#\w+)", root)) for root in roots[:2])
    return {"light": light, "dark": dark}


def themes_colours(codebook: Codebook) -> list[str]:
    return list(dict.fromkeys(theme.colour for theme in codebook.themes))


def marks_colours(chart: Chart) -> set[str]:
    """The opaque colours of the marks of a chart, as drawn in SVG."""
    root = ElementTree.fromstring(chart.files["svg"])
    marks = [
        e for a in root.iter("{http://www.w3.org/2000/svg}a") for e in a.iter() if "opacity" not in e.get("style", "")
    ]
    styles = [mark.get("style", "") for mark in marks if not mark.tag.endswith("text")]
    return {colour for style in styles for colour in re.findall(r"(?:fill|stroke): (#[0-9a-f]{6})", style)}


# Pairs published with the formula.
@pytest.mark.parametrize(("one", "other", "apart"), [
    ((50, 2.6772, -79.7751), (50, 0, -82.7485), 2.0425), ((50, 2.49, -0.001), (50, -2.49, 0.0009), 7.1792),
    ((50, 2.5, 0), (73, 25, -18), 27.1492), ((50, 2.5, 0), (58, 24, 15), 19.4535),
    ((22.7233, 20.0904, -46.6940), (23.0331, 14.9730, -42.5619), 2.0373), ((2.0776, 0.0795, -1.135), (0.9033, -0.0636, -0.5514), 0.9082),
])  # fmt: skip
def test_the_formula_gives_the_published_differences(
    one: tuple[float, ...], other: tuple[float, ...], apart: float
) -> None:
    assert ciede2000(np.array(one), np.array(other)) == pytest.approx(apart, abs=1e-4)
    assert ciede2000(np.array(other), np.array(one)) == pytest.approx(apart, abs=1e-4)


@pytest.mark.parametrize("seen", SEEN)
@pytest.mark.parametrize("paper", ["light", "dark"])
def test_colours_that_meet_are_told_apart(study: Study, seen: str, paper: str) -> None:
    page = papers()[paper]
    colours = [*themes_colours(study.codebook), page["ink"], page["ground"]]
    for one, other in combinations(colours, 2):
        assert difference(one, other, SEEN[seen]) > APART, (one, other)


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_marks_stand_out_from_both_papers(study: Study, paper: str) -> None:
    page = papers()[paper]
    for colour in [*themes_colours(study.codebook), page["ink"]]:
        assert contrast(colour, page["ground"]) >= STANDS_OUT, colour
    for colour in (page["ink"], page["muted"]):
        assert contrast(colour, page["ground"]) >= IS_READ, colour


@pytest.mark.parametrize("key", CHARTS)
def test_a_chart_has_the_colours_of_its_themes_and_no_other(key: str, study: Study) -> None:
    """One hue, one meaning: what is no theme is drawn in the ink and the greys of the page."""
    chart = CHARTS[key](study)
    if isinstance(chart, Chart):
        known = {colour.lower() for colour in [*themes_colours(study.codebook), *PAGE_COLOURS]}
        assert marks_colours(chart) <= known


def test_core_themes_have_each_a_hue_and_context_themes_are_one_grey(study: Study) -> None:
    core = [colour_of(study.codebook, theme) for theme in study.codebook.core_keys]
    context = {theme.colour for theme in study.codebook.themes if not theme.core}
    assert len(set(core)) == len(core)
    (grey,) = context
    parts = [int(grey[n : n + 2], 16) for n in (1, 3, 5)]
    assert max(parts) - min(parts) < 16


@pytest.mark.parametrize("paper", ["light", "dark"])
def test_the_steps_of_the_heat_map_are_told_apart_and_their_numbers_read(paper: str) -> None:
    page = papers()[paper]
    steps = [mixed(page["ink"], page["ground"], strength) for strength in (0, *STEPS.values())]
    for one, other in pairwise(steps):
        assert difference(one, other) > APART
    for strength, step in zip(STEPS.values(), steps[1:], strict=True):
        assert contrast(step, page["ground" if strength >= DARK else "ink"]) >= IS_READ
    assert set(PAGE_COLOURS) >= {INK, PAPER}  # a page draws them in its own
