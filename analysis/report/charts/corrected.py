"""Corrected shares in the main chart: a diamond with its interval, beside what the codebook counts."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...measures.periods import EARLIER, LATER, halve
from ..prose import percent
from .chart import MUTED, PAPER
from .drawing import place_axes, width_of
from .lettering import fit, text_width

DEEP = 0.3  # inches that the corrected shares of two meetings add to a theme's row
FIRST, NEXT = 0.15, 0.11  # inches from the codebook's mark down to the first diamond, and on to the next
KEY = 0.2  # inches of the line that says what a diamond is
CORRECTED = ["corrected", "corrected_low", "corrected_high"]
SIZE = 7.0  # size of the values
ABOVE = 0.14  # inches above a panel for the values of halves
BESIDE, AT_END = 0.02, 0.88  # parts of a panel's width: from a dot to its diamond, and where that is at its left


def add_corrected(data: pd.DataFrame, corrected: pd.DataFrame) -> pd.DataFrame:
    """The chart's rows with CORRECTED; below them those of groups that are no readout: the halves of many meetings.

    data : readout_id, meeting, theme, share_words, ... corrected : as of `Study`. A group's name stands in readout_id
    and in meeting. Without corrected shares the rows stay as they are.
    """
    if corrected.empty:
        return data
    named = {"group": "readout_id", "low": CORRECTED[1], "high": CORRECTED[2]}
    own = corrected.rename(columns=named)[["readout_id", "theme", "share_words", *CORRECTED]]
    one_by_one = own["readout_id"].isin(data["readout_id"])
    if one_by_one.any():
        return data.merge(own[one_by_one].drop(columns="share_words"), on=["readout_id", "theme"], how="left")
    groups = own[own["theme"].isin(data["theme"]) & own["readout_id"].isin([EARLIER, LATER])]
    rows = pd.concat([data, groups.assign(meeting=groups["readout_id"])], ignore_index=True)
    return rows.astype({"n_sentences": "Int64"})


def place_corrected(data: pd.DataFrame, days: Mapping[str, float], meetings: Collection[str]) -> pd.DataFrame:
    """The rows with a corrected share, with day, where it stands, and half, whether it is of a half of the meetings.

    data : as from `add_corrected`. days : of each readout. meetings : the readouts that stand for theirs.
    """
    names = sorted(meetings, key=days.__getitem__)
    halves = halve(names, [days[name] for name in names])
    ends = halves.assign(day=halves["readout_id"].map(days)).groupby("period")["day"].agg(["min", "max"])
    rows = data.dropna(subset=CORRECTED[:1])
    places = rows["readout_id"].map({**days, **ends.mean(axis=1).to_dict()})
    return rows.assign(day=places, half=rows["readout_id"].isin(ends.index))


def said(row: Any) -> str:
    """The corrected share of a row of the chart, for its tip; "" where there is none."""
    value, low, high = (getattr(row, name, float("nan")) for name in CORRECTED)
    return "" if pd.isna(value) else f"; corrected {percent(value)}, 95 % interval {percent(low)} to {percent(high)}"


def draw_below(axes: Axes, y: int, height: float, rows: pd.DataFrame, colour: str, last: str) -> None:
    """The corrected shares of one theme below its dumbbell, a line for each meeting; the last meeting's is full.

    height : of a theme's row, in inches.
    """
    for n, row in enumerate(rows.dropna(subset=CORRECTED[:1]).itertuples()):
        at = y + (FIRST + NEXT * n) / height
        axes.plot([row.corrected_low, row.corrected_high], [at, at], color=colour, linewidth=0.9)
        face = colour if row.readout_id == last else PAPER
        axes.scatter([row.corrected], [at], s=17, marker="D", zorder=3, linewidth=1, facecolor=face, edgecolor=colour)
        axes.annotate(percent(row.corrected), (row.corrected_high, at), xytext=(4, -0.5), va="center",
                      textcoords="offset points", fontsize=SIZE, color=MUTED)  # fmt: skip


def draw_at_times(axes: Axes, rows: pd.DataFrame, colour: str) -> None:
    """The corrected shares of one theme in its panel, hollow; of a meeting beside its dot, of halves in their middle.

    rows : as from `place_corrected`. A half's value stands above the panel with the codebook's, which no dot shows.
    """
    left, right = axes.get_xlim()
    for n, row in enumerate(rows.itertuples()):
        side = -1 if row.day > left + AT_END * (right - left) else 1
        at = row.day if row.half else row.day + side * BESIDE * (right - left)
        axes.plot([at, at], [row.corrected_low, row.corrected_high], color=colour, linewidth=0.9, zorder=3.5)
        axes.scatter([at], [row.corrected], s=20, marker="D", zorder=4, linewidth=1, facecolor=PAPER, edgecolor=colour,
                     clip_on=False)  # fmt: skip
        if row.half:
            _write_above(axes, f"{percent(row.corrected)} (codebook {percent(row.share_words)})", at, n)
        else:
            axes.annotate(percent(row.corrected), (at, row.corrected), xytext=(5 * side, 1), va="bottom",
                          textcoords="offset points", ha="left" if side > 0 else "right", fontsize=SIZE,
                          color=MUTED)  # fmt: skip


def _write_above(axes: Axes, value: str, at: float, n: int) -> None:
    """A value above the panel, over its place in time where there is room: the first keeps left, the second right."""
    left, right = axes.get_xlim()
    room = axes.get_position().width * width_of(axes)
    start = (at - left) / (right - left) * room - text_width(value, SIZE) / 2
    start = min(max(start, n * room / 2), (n + 1) * room / 2 - text_width(value, SIZE))
    axes.annotate(value, (0, 1), xycoords="axes fraction", xytext=(72 * start, 2), textcoords="offset points",
                  fontsize=SIZE, color=MUTED)  # fmt: skip


def draw_corrected_key(figure: Figure, left: float, bottom: float, room: float, of: str) -> None:
    """One line with a diamond: what it is. of : whose share it is, as ", each half"."""
    axes = place_axes(figure, left, bottom, room, KEY)
    axes.set_axis_off()
    axes.set_xlim(0, room)
    axes.set_ylim(-1, 1)
    axes.plot([0.0, 0.2], [0, 0], color=MUTED, linewidth=0.9)
    axes.scatter([0.1], [0], s=17, marker="D", zorder=3, linewidth=1, facecolor=PAPER, edgecolor=MUTED)
    text = f"corrected by the coded sample{of}, with 95\xa0% interval"
    axes.text(0.27, 0, fit(text, room - 0.3, 7.5), fontsize=7.5, color=MUTED, va="center")
