"""Chart of changes: shifts from the first meeting to the last → dots on bands of what chance would give."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import Codebook
from ...io.wording import listing
from ...measures.permuting import HINT, LESS, MORE
from ...measures.shifts import CONTINUED, first_to_last
from ...study import Study
from ..anchors import theme_anchor
from ..prose import percent, points_of_change
from .chart import INK, MUTED, PAPER, WIDTH, Chart
from .drawing import (
    CHANGES_IN_TITLE,
    LEFT,
    colour_of,
    first_and_last_names,
    is_narrow,
    is_or_are,
    name_rows,
    new_figure,
    order_by_change,
    place_axes,
    share_limits,
)
from .lettering import fit
from .of_part import of_part

ROW, NARROW_ROW, NOTE = 0.36, 0.52, 2.15  # inches: a row, the room at its right
HOW = "change in percentage points; band: what chance would give"


def change_chart(shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str) -> Chart:
    """Change of each theme's share of words, first meeting to last: a dot on a band of what chance would give."""
    themes = order_by_change(shifts, codebook.keys)
    data = first_to_last(shifts).reindex(themes).reset_index()
    data = data.dropna(subset=["change"])
    tips = {_link(row): f"{codebook.label(row.theme)}: {points_of_change(row.change)}, {row.verdict}"
            for row in data.itertuples()}  # fmt: skip

    def draw(width: float) -> Figure:
        return _draw(data, themes, codebook, width)

    return Chart("change", title, _alt(data, codebook, names), data, draw, tips)


def _link(row: Any) -> str:
    return f"#{theme_anchor(row.to_id if row.after >= row.before else row.from_id, row.theme)}"


def _draw(data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, width: float) -> Figure:
    narrow = width < WIDTH
    height = (NARROW_ROW if narrow else ROW) * max(len(themes), 1)
    figure = new_figure(height + 0.65, width)
    left, right = (0.25, 0.25) if narrow else (LEFT, NOTE)
    axes = place_axes(figure, left, 0.6, width - left - right, height)
    reach = data["detectable"].fillna(0).clip(upper=1)
    axes.set_xlim(share_limits(np.column_stack([data["change"], reach, -reach])))
    axes.set_ylim(len(themes) - 0.5, -0.5)
    axes.axvline(0, color=MUTED, linewidth=0.9)
    for row in data.itertuples():
        _draw_row(axes, themes.index(row.theme), row, colour_of(codebook, row.theme))
    name_rows(axes, themes, codebook)
    axes.xaxis.set_major_formatter(lambda value, _: points_of_change(value).split()[0])
    axes.set_xlabel(fit(HOW, width - left - right, 8, lines=3), fontsize=8)
    axes.tick_params(labelsize=8.5, length=3)
    axes.spines["left"].set_visible(False)
    return figure


def _draw_row(axes: Axes, y: int, row: Any, colour: str) -> None:
    link, shown, narrow = _link(row), row.verdict in (MORE, LESS), is_narrow(axes)
    axes.plot([-row.detectable, row.detectable], [y, y], color=colour, linewidth=5, alpha=0.25, url=link)
    dot = axes.scatter([row.change], [y], s=55, zorder=3, facecolor=colour if shown else PAPER, edgecolor=colour)
    dot.set_urls([link])
    label = points_of_change(row.change)
    label += f", {row.verdict}" if row.verdict in (MORE, LESS, HINT) else ""
    label += f", {row.status}" if row.status not in (CONTINUED, None) else ""
    axes.text(1.0 if narrow else 1.015, y - 0.4 * narrow, label, transform=axes.get_yaxis_transform(), va="center",
              ha="right" if narrow else "left", fontsize=8.5, url=link, color=INK if shown else MUTED,
              weight="bold" if shown else "normal")  # fmt: skip


def _alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    said = [
        f"{codebook.label(row.theme)} from {percent(row.before)} to {percent(row.after)}, "
        f"{row.verdict}{'' if pd.isna(row.detectable) else f', by chance up to {points_of_change(row.detectable)[1:]}'}"
        for row in data.itertuples()
    ]
    ends = f" between {names[data['from_id'].iloc[0]]} and {names[data['to_id'].iloc[0]]}" if len(data) else ""
    of_what = f"the change of each theme's share of words{ends}"
    return f"Dots on bands of what chance would give: {of_what}. {'; '.join(said) or 'None'}."


def of_changes(study: Study) -> str:
    """Which of the changes between the first meeting and the last are larger than chance would give."""
    if len(study.timeline) < 2:
        return "With one meeting there is no change to show"
    pair = study.largest_shifts
    if not pair:
        return f"{first_and_last_names(study)} cannot be compared: a readout has no sentences"
    shown = [
        f"{study.codebook.label(row['theme'])} ({points_of_change(row['change'])})"
        for row in pair
        if row["verdict"] in (MORE, LESS)
    ]
    if not shown:
        return f"None of {len(pair)} changes between {first_and_last_names(study)} is larger than chance would give"
    more = len(shown) - CHANGES_IN_TITLE
    named = [*shown[:CHANGES_IN_TITLE], f"{more} more"] if more > 0 else shown
    changes = f"{len(shown)} of {len(pair)} changes between {first_and_last_names(study)}"
    return f"{changes} {is_or_are(shown)} larger than chance would give: {listing(named)}"


@of_part
def change(study: Study) -> Chart:
    """Change of every theme between the first meeting and the last, with what chance would give and verdicts."""
    return change_chart(study.shifts, study.codebook, study.names, of_changes(study))
