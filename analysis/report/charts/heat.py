"""Heat maps: shares of themes by meeting, and their changes from one meeting to the next → coloured cells."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ...codebook.model import NONE, Codebook
from ...io.wording import listing, shortened
from ...measures.permuting import LESS, MORE
from ...measures.shifts import between_neighbours
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import theme_anchor
from ..prose import Sentences, percent, points_of_change
from .chart import FAINT, MUTED, STYLE, Chart
from .drawing import WIDTH, colour_of, draw_bar, faded, is_or_are, name_rows, new_figure, place_axes, readable
from .of_part import of_part

LEFT, ROW, WIDEST = 2.2, 0.26, 1.3  # inches
WRITTEN = 0.3  # inches: a cell that is wide enough for a number
HIGHER, LOWER = "#2f81c4", "#D55E00"
SIGNS = "+ and −: a change larger than chance gives"
FLAT = 0.5  # inches: the narrowest column under which a name can stand upright


@mpl.rc_context(STYLE)
def heat_chart(emphasis: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str) -> Chart:
    """Share of words of each theme at every meeting: a column for each readout, in the order of `names`."""
    themes = [*codebook.keys, NONE]
    data = emphasis[["readout_id", "theme", "share_words"]].dropna(subset=["share_words"])
    data = data.assign(meeting=data["readout_id"].map(names)).reset_index(drop=True)
    figure, axes, cell = _grid(themes, list(names.values()), codebook, title)
    column = {name: n for n, name in enumerate(names)}
    tips = {}
    highest = max(data["share_words"].max(), 0.01) if len(data) else 1.0
    for row in data.itertuples():
        link = f"#{theme_anchor(row.readout_id, row.theme)}"
        x, y = column[row.readout_id], themes.index(row.theme)
        colour = faded(colour_of(codebook, row.theme), row.share_words / highest)
        _draw_cell(
            axes,
            x,
            y,
            colour,
            link if row.share_words else "",
            percent(row.share_words)[:-2] if cell >= WRITTEN else "",
        )
        tips[link] = f"{codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} of the words"
    return Chart("heat", title, _heat_alt(data, codebook), data, figure, tips)


@mpl.rc_context(STYLE)
def neighbour_chart(shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str) -> Chart:
    """Changes of each theme from one meeting to the next: coloured and signed where larger than chance gives.

    `shifts` are those of neighbours, in the order of time; a column each.
    """
    data = shifts.reset_index(drop=True)
    pairs = list(dict.fromkeys(zip(data["from_id"], data["to_id"], strict=True)))
    figure, axes, _ = _grid(codebook.keys, [names[to] for _, to in pairs], codebook, title)
    tips = {}
    for row in data.dropna(subset=["change"]).itertuples():
        x, y = pairs.index((row.from_id, row.to_id)), codebook.keys.index(row.theme)
        shown = row.verdict in (MORE, LESS)
        link = f"#{theme_anchor(row.to_id if row.after >= row.before else row.from_id, row.theme)}"
        colour = faded(HIGHER if row.change > 0 else LOWER, 1.0)
        _draw_cell(axes, x, y, colour, link if shown else "", ("+" if row.change > 0 else "−") if shown else "")
        if shown:
            label = f"{codebook.label(row.theme)}, {names[row.from_id]} to {names[row.to_id]}: "
            tips[link] = f"{label}{points_of_change(row.change)}"
    figure.text(LEFT / WIDTH, 0.06 / figure.get_size_inches()[1], SIGNS, fontsize=8, color=MUTED)
    return Chart("neighbours", title, _neighbours_alt(data, codebook, names), data, figure, tips)


def _grid(themes: Sequence[str], columns: Sequence[str], codebook: Codebook, title: str) -> tuple[Figure, Axes, float]:
    """An empty grid with a row for each theme; returns the width of a cell in inches too."""
    columns = [shortened(name) for name in columns]
    cell = min((WIDTH - LEFT - 0.15) / max(len(columns), 1), WIDEST)
    upright = cell < FLAT or max(map(len, columns), default=0) * 0.075 > cell
    size = 8 if cell >= 0.2 else 6
    foot = 0.3 + (size / 72 * 0.6 * max(map(len, columns), default=0) if upright else 0.2)
    figure = new_figure(ROW * len(themes) + foot + 0.1, title)
    axes = place_axes(figure, LEFT, foot, cell * max(len(columns), 1), ROW * len(themes))
    axes.set_xlim(0, max(len(columns), 1))
    axes.set_ylim(len(themes) - 0.5, -0.5)
    name_rows(axes, themes, codebook)
    for y in range(len(themes)):
        axes.add_patch(Rectangle((0, y - 0.46), len(columns), 0.92, facecolor="none", edgecolor=FAINT, linewidth=0.5,
                                 clip_on=False))  # fmt: skip
    axes.set_xticks([n + 0.5 for n in range(len(columns))], labels=columns, fontsize=size,
                    rotation=90 if upright else 0)  # fmt: skip
    axes.tick_params(length=0, pad=3)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure, axes, cell


def _draw_cell(axes: Axes, x: int, y: int, colour: tuple[float, ...], link: str, label: str) -> None:
    if link:
        draw_bar(axes, x + 0.03, y - 0.46, 0.94, 0.92, colour, link)
    if label:
        axes.text(x + 0.5, y + 0.03, label, ha="center", va="center", fontsize=7.5, url=link or None,
                  color=readable(colour[:3], colour[3]) if link else MUTED)  # fmt: skip


def _heat_alt(data: pd.DataFrame, codebook: Codebook) -> str:
    parts = []
    for theme, own in data[data["theme"] != NONE].groupby("theme", sort=False):
        if own["share_words"].max() > 0:
            top = own.loc[own["share_words"].idxmax()]
            parts.append(f"{codebook.label(str(theme))} at {top['meeting']} ({percent(top['share_words'])})")
    return f"Heat map of themes by meeting. Where each theme is largest: {'; '.join(parts) or 'nowhere'}."


def _neighbours_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    shown = data[data["verdict"].isin([MORE, LESS])]
    said = [f"{row.verdict} of {codebook.label(row.theme)} at {names[row.to_id]}" for row in shown.itertuples()]
    return f"Heat map of changes from one meeting to the next. Larger than chance gives: {'; '.join(said) or 'none'}."


def of_heat(study: Study) -> str:
    """Which theme is the largest at how many meetings."""
    study = study.whole
    own = study.emphasis[study.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    own = own[own["share_words"] > 0]
    if own.empty:
        return "The readouts speak of none of the themes"
    top = own.loc[own.groupby("readout_id", sort=False)["share_words"].idxmax()].set_index("readout_id")["theme"]
    if len(study.names) <= MAX_ONE_BY_ONE:
        each = [f"{study.codebook.label(theme)} at {study.names[name]}" for name, theme in top.items()]
        return f"The largest theme: {listing(each)} (share of words, in per cent)"
    largest = top.value_counts()
    often = [study.codebook.label(theme) for theme in study.codebook.keys if largest.get(theme) == largest.max()]
    said = f"{listing(often)} {'have' if len(often) > 1 else 'has'} the largest share"
    alike = "each " if len(often) > 1 else ""
    return f"{said} {alike}in {largest.max()} of {len(study.names)} readouts (share of words)"


def of_neighbours(shifts: pd.DataFrame, study: Study) -> str:
    """How many changes between neighbours are larger than chance gives."""
    shown = shifts[shifts["verdict"].isin([MORE, LESS])]
    return (
        f"From one meeting to the next {len(shown)} of {int(shifts['change'].notna().sum())} changes "
        f"{is_or_are([''] * len(shown))} larger than chance gives"
    )


@of_part
def heat(study: Study) -> Chart:
    """Themes by meeting, a heat map with a column for each readout."""
    return heat_chart(study.emphasis, study.codebook, study.names, of_heat(study))


@of_part
def neighbours(study: Study) -> Chart | Sentences:
    """Changes from one meeting to the next; in words where there are fewer than three."""
    if len(study.timeline) <= 2:
        return Sentences(["The study has fewer than three meetings: its one change is in the chart above."])
    shifts = between_neighbours(study.shifts)
    if not shifts["verdict"].isin([MORE, LESS]).any():
        return Sentences([f"{of_neighbours(shifts, study)}."])
    return neighbour_chart(shifts, study.codebook, study.names, of_neighbours(shifts, study))
