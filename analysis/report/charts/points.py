"""Chart of points: sentences and tags → the themes of each point, a heat map for each meeting."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import Rectangle

from ...codebook.model import NONE, Codebook
from ...study import Study
from ..anchors import theme_anchor
from ..prose import percent
from .chart import INK, MUTED, STYLE, Chart
from .drawing import WIDTH, colour_of, draw_bar, few_meetings, new_figure, pale, place_axes, readable
from .of_part import of_part


@mpl.rc_context(STYLE)
def point_chart(
    sentences: pd.DataFrame, tags: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Themes by point, a heat map for each meeting: the share of the point's words given to the theme.

    `names` are the meetings that are drawn, a few at most.
    """
    data = share_by_point(sentences[sentences["readout_id"].isin(names)], tags, codebook.keys)
    data.insert(1, "meeting", data["readout_id"].map(names))
    across, cell = 2, 0.3
    left, panel_gap, head = 2.15, 0.3, 0.42
    n_themes, n_rows = len(codebook.keys) + 1, -(-len(names) // across)
    panel_width = (WIDTH - left - 0.1 - panel_gap * (across - 1)) / across
    height = n_rows * (cell * n_themes + head) + 0.35
    figure = new_figure(height, title)
    widest = int(data.groupby("readout_id")["point"].nunique().max()) if len(data) else 1
    for n, (readout_id, meeting) in enumerate(names.items()):
        row, column = divmod(n, across)
        bottom = height - (row + 1) * (cell * n_themes + head)
        axes = place_axes(figure, left + column * (panel_width + panel_gap), bottom, panel_width, cell * n_themes)
        _heat_map(axes, data[data["readout_id"] == readout_id], codebook, widest)
        axes.set_title(meeting, fontsize=10, loc="left", color=INK, weight="bold", pad=4)
        if column == 0:
            _theme_labels(axes, codebook)
    tips = {
        f"#{theme_anchor(row.readout_id, row.theme, row.point)}": (
            f"{codebook.label(row.theme)}, {row.meeting}, point {row.point}: "
            f"{percent(row.share_words)} of the point's words"
        )
        for row in data.itertuples()
    }
    return Chart("points", title, _points_alt(data, codebook, names), data, figure, tips)


def share_by_point(sentences: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Share of each point's words given to each theme and to `none`; zeros are rows.

    Returns readout_id, point, theme, n_words, share_words; the shares of a point add up to 1.
    """
    given = sentences[["readout_id", "point", "sentence", "n_words"]].merge(
        tags[["readout_id", "sentence", "theme", "weight"]], how="left", on=["readout_id", "sentence"]
    )
    given["theme"] = given["theme"].fillna(NONE)
    given["n_words"] = given["n_words"] * given["weight"].fillna(1.0)
    table = given.pivot_table(
        index=["readout_id", "point"], columns="theme", values="n_words", aggfunc="sum", sort=False
    )
    table = table.reindex(columns=[*themes, NONE]).fillna(0.0)
    words = table.stack().rename("n_words").reset_index()
    words["share_words"] = words["n_words"] / words.groupby(["readout_id", "point"])["n_words"].transform("sum")
    return words


def _heat_map(axes: Axes, own: pd.DataFrame, codebook: Codebook, widest: int) -> None:
    themes = [*codebook.keys, NONE]
    points = list(dict.fromkeys(own["point"]))
    for row in own.itertuples():
        x, y = points.index(row.point), themes.index(row.theme)
        axes.add_patch(Rectangle((x, y), 0.94, 0.9, facecolor="none", edgecolor=MUTED, linewidth=0.25, alpha=0.5))
        if row.share_words > 0:
            colour = pale(colour_of(codebook, row.theme), 0.25 + 0.75 * row.share_words)
            link = f"#{theme_anchor(row.readout_id, row.theme, row.point)}"
            draw_bar(axes, x, y, 0.94, 0.9, colour, link)
            axes.text(x + 0.47, y + 0.47, str(round(100 * row.share_words)), ha="center", va="center",
                      fontsize=8, color=readable(colour), url=link)  # fmt: skip
    axes.set_xlim(0, widest)
    axes.set_ylim(len(themes), 0)
    axes.set_xticks([n + 0.47 for n in range(len(points))], labels=[str(point) for point in points])
    axes.set_yticks([])
    axes.tick_params(length=0, labelsize=8, pad=1)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _theme_labels(axes: Axes, codebook: Codebook) -> None:
    for y, theme in enumerate([*codebook.keys, NONE]):
        core = theme != NONE and codebook.theme(theme).core
        axes.text(-0.03, y + 0.45, codebook.label(theme), ha="right", va="center", transform=axes.get_yaxis_transform(),
                  fontsize=9, color=INK if core else MUTED, weight="bold" if core else "normal")  # fmt: skip


def _points_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        own = data[(data["readout_id"] == readout_id) & (data["theme"] != NONE)]
        top = own.loc[own.groupby("point")["share_words"].idxmax()]
        said = [f"point {row.point} {codebook.label(row.theme)}" for row in top.itertuples() if row.share_words > 0]
        parts.append(f"{meeting}: {', '.join(said)}.")
    return "Heat map of themes by point. The main theme of each point: " + " ".join(parts)


@of_part
def points(study: Study) -> Chart:
    """Themes by point, a heat map for each meeting; of many meetings the first and the last."""
    title = "Which point speaks of which theme (share of the point's words, in per cent)"
    return point_chart(study.sentences, study.tags, study.codebook, few_meetings(study), title)
