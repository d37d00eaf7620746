"""Emphasis by theme at each meeting, with intervals, ordered by change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ..codebook import NONE, Codebook
from ..emphasis import NOT_SHOWN
from ..evidence import theme_anchor
from ..prose import percent, points_of_change
from .chart import INK, MUTED, STYLE, Chart
from .drawing import FEW, LETTER, WIDTH, colour_of, draw_bar, new_figure, pale, place_axes

BARS_WIDTH = WIDTH - 3.75  # inches, between the themes' names and the verdicts


def _order_by_change(shifts: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Themes from the largest gain to the largest loss between the first and the last meeting."""
    if shifts.empty:
        return list(keys)
    last = shifts[["from_id", "to_id"]].iloc[-1]
    pair = shifts[(shifts["from_id"] == last["from_id"]) & (shifts["to_id"] == last["to_id"])]
    change = pair.set_index("theme")["change"].fillna(0)
    return sorted(keys, key=lambda key: (-round(change[key], 9), list(keys).index(key)))


@mpl.rc_context(STYLE)
def emphasis_chart(
    emphasis: pd.DataFrame, shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Share of words of each theme at each meeting, with 95 % intervals, ordered by change.

    Draws `emphasis` (a bar per readout and theme, in the order of `names`); `title` is the message.
    """
    themes = [*_order_by_change(shifts, codebook.keys), NONE]
    data = emphasis[["readout_id", "theme", "share_words", "low", "high", "n_sentences"]].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    order = {theme: n for n, theme in enumerate(themes)}
    data = data.sort_values("theme", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    draw = _bars_side_by_side if len(names) <= FEW else _bars_in_rows
    figure = draw(data.dropna(subset=["share_words"]), themes, codebook, names, shifts, title)
    tips = {
        f"#{theme_anchor(row.readout_id, row.theme)}": (
            f"{codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} of the words "
            f"({percent(row.low)} to {percent(row.high)}), {row.n_sentences} sentences"
        )
        for row in data.dropna(subset=["share_words"]).itertuples()
    }
    return Chart("emphasis", title, _emphasis_alt(data, codebook, names), data, figure, tips)


def _emphasis_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        top = data[(data["readout_id"] == readout_id) & (data["theme"] != NONE)].nlargest(3, "share_words")
        said = [f"{codebook.label(row.theme)} {percent(row.share_words)}" for row in top.itertuples()]
        parts.append(f"{meeting}: {', '.join(said)}.")
    shown = parts if len(parts) <= FEW else [parts[0], parts[-1]]
    return "Bar chart of each theme's share of words at each meeting. Largest shares: " + " ".join(shown)


def _bars_side_by_side(
    data: pd.DataFrame,
    themes: Sequence[str],
    codebook: Codebook,
    names: Mapping[str, str],
    shifts: pd.DataFrame,
    title: str,
) -> Figure:
    bar, gap, count, room = 0.17, 0.2, len(names), 0.0
    block = bar * count + gap
    height = block * len(themes) + 1.0
    figure = new_figure(height, title)
    axes = place_axes(figure, 2.15, 0.55, BARS_WIDTH, block * len(themes))
    strengths = [0.35 + 0.65 * n / max(count - 1, 1) for n in range(count)]
    verdicts = {} if shifts.empty else shifts.groupby("theme").last().to_dict("index")
    for i, theme in enumerate(themes):
        top = i * block
        core = theme != NONE and codebook.theme(theme).core
        axes.text(-0.012, top + bar * count / 2, codebook.label(theme), ha="right", va="center",
                  transform=axes.get_yaxis_transform(), weight="bold" if core else "normal",
                  color=INK if core else MUTED)  # fmt: skip
        for n, (readout_id, meeting) in enumerate(names.items()):
            rows = data[(data["readout_id"] == readout_id) & (data["theme"] == theme)]
            for row in rows.itertuples():
                y = top + bar * (n + 0.5)
                link = f"#{theme_anchor(readout_id, theme)}"
                draw_bar(
                    axes,
                    0,
                    y - bar * 0.45,
                    row.share_words,
                    bar * 0.9,
                    pale(colour_of(codebook, theme), strengths[n]),
                    link,
                )
                axes.plot(
                    [row.low, row.high], [y, y], color=INK, linewidth=0.9, solid_capstyle="butt", alpha=0.75, url=link
                )
                said = f"{percent(row.share_words)}  {meeting}" if i == 0 else percent(row.share_words)
                room = max(room, row.high / (1 - min((len(said) + 2) * LETTER / BARS_WIDTH, 0.6)))
                end = max(row.high, row.share_words) + 0.008
                axes.text(end, y, said, va="center", fontsize=8, color=INK, url=link)
        if theme in verdicts:
            shown = verdicts[theme]["verdict"] != NOT_SHOWN
            axes.text(1.0, top + bar * count / 2, _verdict(verdicts[theme]), transform=axes.get_yaxis_transform(),
                      va="center", ha="left", fontsize=8.5, color=INK if shown else MUTED,
                      weight="bold" if shown else "normal")  # fmt: skip
    if verdicts:
        axes.text(
            1.0,
            -gap,
            "change, first to last",
            transform=axes.get_yaxis_transform(),
            va="bottom",
            fontsize=8,
            color=MUTED,
        )
    axes.set_ylim(block * len(themes) - gap / 2, -gap / 2)
    _share_axis(axes, room)
    return figure


def _verdict(row: Mapping[str, Any]) -> str:
    change = points_of_change(row["change"])
    return f"{change}\n{'change ' if row['verdict'] == NOT_SHOWN else ''}{row['verdict']}"


def _share_axis(axes: Axes, top: float) -> None:
    axes.set_xlim(0, top or 1)
    axes.set_xticks([tick / 10 for tick in range(0, 11, 2 if top > 0.6 else 1) if tick / 10 <= top])
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("share of words, with 95 % interval (thin line)", fontsize=8.5)
    axes.tick_params(labelsize=8.5, length=3)


def _bars_in_rows(
    data: pd.DataFrame,
    themes: Sequence[str],
    codebook: Codebook,
    names: Mapping[str, str],
    shifts: pd.DataFrame,
    title: str,
) -> Figure:
    """A row for each theme, its meetings from left to right in the order of their dates."""
    row_height, gap = 0.72, 0.16
    height = (row_height + gap) * len(themes) + 1.2
    figure = new_figure(height, title)
    top = max(data["high"].max() * 1.02, 0.05)
    place = {readout_id: n for n, readout_id in enumerate(names)}
    for i, theme in enumerate(themes):
        bottom = height - 0.15 - (i + 1) * (row_height + gap) + gap
        axes = place_axes(figure, 2.55, bottom, WIDTH - 2.75, row_height)
        core = theme != NONE and codebook.theme(theme).core
        axes.text(-0.065, 0.5, codebook.label(theme), transform=axes.transAxes, ha="right", va="center",
                  weight="bold" if core else "normal", color=INK if core else MUTED)  # fmt: skip
        for row in data[data["theme"] == theme].itertuples():
            x, link = place[row.readout_id], f"#{theme_anchor(row.readout_id, theme)}"
            draw_bar(axes, x - 0.4, 0, 0.8, row.share_words, colour_of(codebook, theme), link)
            axes.plot([x, x], [row.low, row.high], color=INK, linewidth=0.6, alpha=0.55, url=link)
        axes.set_xlim(-0.6, len(names) - 0.4)
        axes.set_ylim(0, top)
        axes.set_yticks([0, round(top * 0.8, 1) or top], labels=["0", percent(round(top * 0.8, 1) or top)])
        axes.tick_params(labelsize=7.5, length=2)
        axes.set_xticks(range(len(names)), labels=list(names.values()) if i == len(themes) - 1 else [""] * len(names))
        if i == len(themes) - 1:
            axes.tick_params(axis="x", rotation=60, labelsize=7)
            for label in axes.get_xticklabels():
                label.set_horizontalalignment("right")
                label.set_rotation_mode("anchor")
    return figure
