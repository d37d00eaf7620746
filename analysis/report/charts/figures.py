"""All charts of a study → figures/: svg, png and csv."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from ...exchange.columns import describe_figures
from ...exchange.package import write_description
from ...study import Study
from ..prose import Sentences
from .alignment import accounts, alignment
from .change import change
from .chart import Chart
from .emphasis import emphasis
from .heat import heat, neighbours
from .influence import influence
from .measures import measures
from .strip import strip
from .voices import voices
from .words import words

Shown = Chart | Sentences
CHARTS: dict[str, Callable[[Study], Shown]] = {
    "emphasis": emphasis,
    "heat": heat,
    "strip": strip,
    "change": change,
    "neighbours": neighbours,
    "voices": voices,
    "words": words,
    "alignment": alignment,
    "accounts": accounts,
    "measures": measures,
    "influence": influence,
}
Drawn = Mapping[str, Shown]


def draw_charts(study: Study) -> Drawn:
    """Every chart of a study by its key; sentences where a chart does not apply."""
    return {key: draw(study) for key, draw in CHARTS.items()}


def save_charts(study: Study, charts: Drawn | None = None) -> list[Path]:
    """Write every chart into the study's figures/ as svg, png and csv; returns the paths.

    `charts` are those of `draw_charts` or `draw_together`, if drawn already. Where a chart does not apply (no meeting
    has two accounts), the files of an earlier run are removed. datapackage.json says what every column of the csv
    files means.
    """
    folder, written = study.folders.output / "figures", []
    charts = charts or draw_charts(study)
    for key, chart in charts.items():
        if isinstance(chart, Chart):
            written += chart.save(folder)
        else:
            for path in folder.glob(f"{key}.*"):
                path.unlink()
    drawn = {key: chart.data for key, chart in charts.items() if isinstance(chart, Chart)}
    return [*written, write_description(folder, drawn, describe_figures(), "What the charts draw")]
