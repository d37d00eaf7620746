"""Chart of measures: four measures of emphasis → columns of dots side by side, to show where they differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import NONE, Codebook
from ...io.wording import listing
from ...measures.counts import MEASURES
from ...measures.shifts import first_to_last
from ...study import Study
from ..anchors import theme_anchor
from ..prose import percent
from .chart import INK, MUTED, PAPER, Chart
from .drawing import (
    LEFT,
    colour_of,
    few_meetings,
    first_and_last_names,
    name_rows,
    new_figure,
    order_by_change,
    place_axes,
)
from .lettering import fit
from .of_part import of_part

RATE = "per_1000_words"
LINE, GAP = 0.15, 0.2  # inches: a meeting's line, the space between themes


def measure_chart(
    measures: pd.DataFrame, shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Every measure a column with a scale of its own: a dot for each theme and meeting.

    `names` are the meetings that are drawn, a few at most.
    """
    drawn = list(names)
    themes = order_by_change(shifts, codebook.keys)
    data = measures[measures["readout_id"].isin(drawn) & (measures["theme"] != NONE)].dropna(subset=["value"])
    data = data.assign(meeting=data["readout_id"].map(names)).reset_index(drop=True)
    tips = {f"#{theme_anchor(*key)}": _tip(own, codebook) for key, own in data.groupby(["readout_id", "theme"])}

    def draw(width: float) -> Figure:
        return _draw(data, themes, names, codebook, width)

    return Chart("measures", title, _alt(data, codebook, names), data, draw, tips)


def _draw(
    data: pd.DataFrame, themes: Sequence[str], names: Mapping[str, str], codebook: Codebook, width: float
) -> Figure:
    drawn = list(names)
    height = (LINE * len(drawn) + GAP) * len(themes)
    figure = new_figure(height + 1.1, width)
    column = (width - LEFT - 0.1) / len(MEASURES)
    for n, (measure, label) in enumerate(MEASURES.items()):
        axes = place_axes(figure, LEFT + n * column, 0.42, column - 0.36, height)
        own = data[data["measure"] == measure]
        alike = own if measure == RATE else data[data["measure"] != RATE]
        _draw_column(axes, own, themes, drawn, codebook, measure == RATE, max(alike["value"].max() * 1.08, 1e-9))
        axes.set_title(label, fontsize=9, loc="left", color=INK, pad=24)
        axes.set_ylim(len(themes) - 0.5 + 0.02, -0.5)
        if n == 0:
            name_rows(axes, themes, codebook)
    _name_meetings(figure.axes[0], drawn, names)
    return figure


def _draw_column(
    axes: Axes, data: pd.DataFrame, themes: Sequence[str], drawn: Sequence[str], codebook: Codebook, rate: bool,
    right: float,
) -> None:  # fmt: skip
    for row in data.itertuples():
        n = drawn.index(row.readout_id)
        y = themes.index(row.theme) + _offset(n, len(drawn))
        colour = colour_of(codebook, row.theme)
        link = f"#{theme_anchor(row.readout_id, row.theme)}"
        axes.plot([0, row.value], [y, y], color=colour, linewidth=1.3, url=link)
        dot = axes.scatter([row.value], [y], s=20, edgecolor=colour, zorder=3, clip_on=False,
                           facecolor=colour if n == len(drawn) - 1 else PAPER)  # fmt: skip
        dot.set_urls([link])
    axes.set_xlim(0, right if right == right else 1)  # nan where there is nothing to draw
    axes.xaxis.set_major_locator(mpl.ticker.MaxNLocator(3, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: f"{value:g}" if rate else percent(value))
    axes.set_yticks([])
    axes.tick_params(labelsize=8, length=3)
    axes.spines["left"].set_visible(False)


def _offset(n: int, of: int) -> float:
    """Where a meeting's line stands within its theme's row, from above the middle to below it."""
    return (n - (of - 1) / 2) * LINE / (LINE * of + GAP)


def _name_meetings(axes: Axes, drawn: Sequence[str], names: Mapping[str, str]) -> None:
    said = " above\n".join(fit(names[name], LEFT - 0.6, 8) for name in drawn)
    axes.text(-0.03, 1.0, said, transform=axes.transAxes, va="bottom", ha="right", fontsize=8, color=MUTED)


def _tip(own: pd.DataFrame, codebook: Codebook) -> str:
    row = own.iloc[0]
    values = own.set_index("measure")["value"]
    said = [f"{label} {_value(values[name], name)}" for name, label in MEASURES.items() if name in values]
    return f"{codebook.label(row['theme'])}, {row['meeting']}: {', '.join(said)}"


def _value(value: float, measure: str) -> str:
    return f"{value:.1f}" if measure == RATE else percent(value)


def _alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for (readout_id, measure), own in data.groupby(["readout_id", "measure"], sort=False):
        top = own[own["rank"] == 1]
        if len(top):
            said = " and ".join(codebook.label(theme) for theme in top["theme"])
            parts.append(f"{names[readout_id]}, {MEASURES[measure]}: {said} ({_value(top['value'].iloc[0], measure)})")
    return "Dots, a column for each measure. What comes first: " + "; ".join(parts) + "."


def of_measures(study: Study) -> str:
    """On which themes the measures disagree whether they rise or fall."""
    title, pair = f"Four measures of emphasis at {first_and_last_names(study)}", first_to_last(study.comparisons)
    if not study.largest_shifts:
        return title
    signs = np.sign(pair["change"].round(9)).groupby(level=0, sort=False).agg(lambda own: len(set(own) - {0.0}))
    apart = [study.codebook.label(theme) for theme in signs.index[signs > 1]]
    label = f"they disagree on the direction of {listing(apart)}" if apart else "all move every theme the same way"
    return f"{title}: {label}"


@of_part
def measures(study: Study) -> Chart:
    """Four measures of emphasis side by side."""
    return measure_chart(study.measures, study.shifts, study.codebook, few_meetings(study), of_measures(study))
