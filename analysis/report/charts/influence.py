"""Chart of leave-one-out: influence → each shift without each pattern and each point, as dots."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import Codebook
from ...measures.influence import PATTERN, POINT, find_hinges
from ...measures.shifts import first_to_last
from ...study import Study
from ..anchors import sentence_anchor
from ..prose import points_of_change
from .chart import INK, MUTED, Chart
from .drawing import (
    LEFT,
    colour_of,
    first_and_last_names,
    name_rows,
    new_figure,
    order_by_change,
    place_axes,
    share_limits,
)
from .lettering import fit, text_width
from .of_part import of_part

ROW, MOST = 0.42, 2.9  # inches: a row, the room at its right
LONGEST = 26  # letters of a pattern that are shown
OFFSETS = {PATTERN: -0.2, POINT: 0.2}


def influence_chart(
    influence: pd.DataFrame, hinges: pd.DataFrame, shifts: pd.DataFrame, codebook: Codebook,
    names: Mapping[str, str], title: str,
) -> Chart:  # fmt: skip
    """Change of each theme's share with everything (line), and without each pattern and point (dots).

    Dots of patterns stand above the middle, of points below.
    """
    themes = order_by_change(shifts, codebook.keys)
    data = influence[influence["moved"].abs() > 1e-9].dropna(subset=["change_without"])
    data = data.reset_index(drop=True)
    tips = {
        f"#{sentence_anchor(*key)}": f"{names[key[0]]}, sentence {key[1]}: without " + ", ".join(map(_what, own))
        for key, rows in data.groupby(["readout_id", "sentence"])
        for own in [rows.drop_duplicates(["left_out", "what"])[["left_out", "what"]].itertuples(index=False)]
    }

    def draw(width: float) -> Figure:
        return _draw(data, influence, hinges, shifts, themes, codebook, names, width)

    return Chart("influence", title, _alt(hinges, codebook), data, draw, tips)


def _draw(
    data: pd.DataFrame, influence: pd.DataFrame, hinges: pd.DataFrame, shifts: pd.DataFrame, themes: Sequence[str],
    codebook: Codebook, names: Mapping[str, str], width: float,
) -> Figure:  # fmt: skip
    height = ROW * max(len(themes), 1)
    figure = new_figure(height + 0.95, width)
    axes = place_axes(figure, LEFT, 0.6, width - LEFT - MOST, height)
    low, high = share_limits(data[["change", "change_without"]].to_numpy(), 0.1)
    axes.axvline(0, color=MUTED, linewidth=0.9)
    for y, theme in enumerate(themes):
        _draw_dots(axes, y, data[data["theme"] == theme], colour_of(codebook, theme))
        _write_most(axes, y, hinges[hinges["theme"] == theme], influence, names)
    _draw_whole(axes, themes, first_to_last(shifts))
    axes.set_xlim(low, high)
    axes.set_ylim(len(themes) - 0.5, -0.5)
    name_rows(axes, themes, codebook)
    axes.text(1.02, 1.0, "what moves it most: pattern, then point", transform=axes.transAxes, fontsize=8, va="bottom",
              color=MUTED)  # fmt: skip
    axes.xaxis.set_major_formatter(lambda value, _: points_of_change(value).split()[0])
    axes.set_xlabel("change of the share of words in points: with everything (line),\n"
                    "without one pattern (small dots), without one point (large dots)", fontsize=8)  # fmt: skip
    axes.tick_params(labelsize=8.5, length=3)
    axes.spines["left"].set_visible(False)
    return figure


def _what(row: Any) -> str:
    return (
        f"point {row.what}" if row.left_out == POINT else f"“{textwrap.shorten(row.what, LONGEST, placeholder=' …')}”"
    )


def _draw_dots(axes: Axes, y: int, own: pd.DataFrame, colour: str) -> None:
    for kind, rows in own.groupby("left_out"):
        dots = axes.scatter(rows["change_without"], [y + OFFSETS[str(kind)] * 0.8] * len(rows), zorder=3, color=colour,
                            s=16 if kind == PATTERN else 42, alpha=0.9, linewidth=0)  # fmt: skip
        dots.set_urls([f"#{sentence_anchor(row.readout_id, row.sentence)}" for row in rows.itertuples()])


def _draw_whole(axes: Axes, themes: Sequence[str], pair: pd.DataFrame) -> None:
    for y, theme in enumerate(themes):
        if theme in pair.index and pd.notna(pair.loc[theme, "change"]):
            axes.plot([pair.loc[theme, "change"]] * 2, [y - 0.42, y + 0.42], color=INK, linewidth=1.8)


def _write_most(axes: Axes, y: int, own: pd.DataFrame, influence: pd.DataFrame, names: Mapping[str, str]) -> None:
    """Beside a theme: the pattern and the point that move it most."""
    of_theme = influence[influence["theme"].isin(own["theme"])]
    said = []
    for row in own.dropna(subset=["moved"]).itertuples():
        same = of_theme[(of_theme["left_out"] == row.left_out) & (of_theme["what"] == row.what)]
        moving = same[(same["moved"] - row.moved).abs() < 1e-12].head(1)
        moved = f" {points_of_change(row.moved).split()[0]}"
        room = MOST - 0.2 - text_width(moved, 8)
        said += [fit(_where(one, names), room, 8) + moved for one in moving.itertuples()]
    axes.text(1.02, y, "\n".join(said), transform=axes.get_yaxis_transform(), va="center", fontsize=8, color=INK)


def _where(row: Any, names: Mapping[str, str]) -> str:
    return f"{_what(row)} of {names[row.readout_id]}" if row.left_out == POINT else _what(row)


def _alt(hinges: pd.DataFrame, codebook: Codebook) -> str:
    said = [
        f"{codebook.label(row.theme)} {points_of_change(row.moved)} without {_what(row)}"
        for row in hinges[hinges["what"] != ""].itertuples()
    ]
    return (
        "Dots: the change of each theme's share of words without each pattern and each point in turn. "
        f"What moves it most: {'; '.join(said) or 'nothing'}."
    )


def of_influence(hinges: pd.DataFrame, study: Study) -> str:
    """Which agenda point moves the share of a theme most."""
    if len(study.timeline) < 2:
        return "With one meeting there is no change that could hang on anything"
    if not study.largest_shifts:
        return f"{first_and_last_names(study)} cannot be compared: a readout has no sentences"
    own = hinges[(hinges["left_out"] == POINT) & (hinges["what"] != "")]
    if own.empty:
        return "No change hangs on one agenda point"
    row = own.loc[own["moved"].abs().idxmax()]
    label = study.codebook.label(row["theme"])
    return (
        f"{label} hangs most on one agenda point: without it the change is {points_of_change(row['change_without'])}, "
        f"not {points_of_change(row['change'])}"
    )


@of_part
def influence(study: Study) -> Chart:
    """Every shift without each pattern and each point in turn."""
    hinges = find_hinges(study.influence)
    title = of_influence(hinges, study)
    return influence_chart(study.influence, hinges, study.shifts, study.codebook, study.names, title)
