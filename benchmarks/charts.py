"""The two charts of the page: what a megabyte costs by size, and by the number of patterns."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from analysis.report.charts.chart import FAINT, MUTED, Chart
from analysis.report.charts.drawing import new_figure, place_axes

OURS, LOWER = "readouts", "str.lower()"
COLOURS = {
    OURS: "#D55E00", "NLTK": "#0072B2", "spaCy": "#009E73", "CountVectorizer": "#CC79A7", "pandas": "#8a6d00",
    "pyahocorasick": "#56769c", "spaCy, all cores": "#5fbf9f", "polars": "#7b4fa3", "Hyperscan": "#444444",
}  # fmt: skip
HEIGHT, LEFT, RIGHT = 3.4, 0.85, 1.1  # inches
_APART = 0.055  # of the height of the axes, between two names


def size_chart(measured: Mapping[str, Any], lower: float | None) -> Chart:
    """Seconds per MB by size of the text, a line for each tool; `lower`, the MB/s of str.lower(), is a line too."""
    data = pd.DataFrame(measured["rows"])[["name", "size", "median"]]
    data["seconds_per_mb"] = data.pop("median") / data["size"]
    title = "Seconds per megabyte, by the size of the text"
    tools = {str(name): own for name, own in data.groupby("name", sort=False)}
    ends = {name: (own["size"].iloc[-1], own["seconds_per_mb"].iloc[-1]) for name, own in tools.items()}

    def draw(width: float) -> Figure:
        figure, axes = _new_axes(width)
        for name, own in tools.items():
            _line(axes, own["size"], own["seconds_per_mb"], name)
        _finish(axes, "size of the text, MB", lower)
        _name_lines(axes, ends, lower)
        return figure

    said = "; ".join(f"{name} {cost:.2g} s per MB" for name, (_, cost) in ends.items())
    spread = data[data["name"] == OURS]["seconds_per_mb"]
    alt = (
        f"Lines of seconds per MB against size, both scales logarithmic. At the largest size of each: {said}. "
        f"{OURS} is between {spread.min():.2g} and {spread.max():.2g} s per MB at all sizes."
    )
    return Chart("cost-by-size", title, alt, data, draw)


def pattern_chart(measured: Mapping[str, Any], lower: float | None) -> Chart:
    """Seconds per MB by the number of patterns."""
    rows = measured["rows"]
    data = pd.DataFrame({
        "patterns": [row["number"] for row in rows],
        "seconds_per_mb": [row["median"] / measured["size"] for row in rows],
        "matches_per_1000_sentences": [1000 * row["matches"] / max(row["sentences"], 1) for row in rows],
        "build_seconds": [row["build"] for row in rows],
    })  # fmt: skip
    title = "Seconds per megabyte, by the number of patterns"
    first, last = data.iloc[0], data.iloc[-1]

    def draw(width: float) -> Figure:
        figure, axes = _new_axes(width)
        _line(axes, data["patterns"], data["seconds_per_mb"], OURS)
        for row in data.itertuples():
            axes.annotate(f"{row.matches_per_1000_sentences:,.0f}", (row.patterns, row.seconds_per_mb), (-3, 6),
                          textcoords="offset points", ha="right", fontsize=8, color=MUTED)  # fmt: skip
        _finish(axes, "patterns of the codebook; over the dots: matches per 1,000 sentences", lower)
        _name_lines(axes, {OURS: (last.patterns, last.seconds_per_mb)}, lower)
        return figure

    alt = (
        "A line of seconds per MB against the number of patterns, both scales logarithmic: "
        f"{first.seconds_per_mb:.2g} s per MB with {first.patterns:,.0f} patterns, "
        f"{last.seconds_per_mb:.2g} with {last.patterns:,.0f}."
    )
    return Chart("cost-by-patterns", title, alt, data, draw)


def _new_axes(width: float) -> tuple[Figure, Axes]:
    figure = new_figure(HEIGHT + 0.75, width)
    return figure, place_axes(figure, LEFT, 0.6, width - LEFT - RIGHT, HEIGHT)


def _line(axes: Axes, x: Sequence[float], y: Sequence[float], name: object) -> None:
    ours = name == OURS
    axes.plot(x, y, marker="o", markersize=5 if ours else 3.5, linewidth=2.2 if ours else 1.3, color=COLOURS[str(name)],
              zorder=3 if ours else 2, clip_on=False)  # fmt: skip


def _finish(axes: Axes, label: str, lower: float | None) -> None:
    axes.set_xscale("log")
    axes.set_yscale("log")
    low, high = axes.get_ylim()
    axes.yaxis.set_major_locator(mpl.ticker.LogLocator(subs=(1, 2, 5) if high > 20 * low else (1, 1.5, 2, 3, 4, 6)))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: f"{value:,g}")
        axis.set_minor_formatter(mpl.ticker.NullFormatter())
    axes.grid(axis="y", color=FAINT, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.tick_params(labelsize=8.5)
    axes.set_xlabel(label, fontsize=9)
    axes.set_ylabel("seconds per MB", fontsize=9)
    if lower:
        axes.axhline(1 / lower, color=MUTED, linewidth=1, linestyle=(0, (4, 3)))


def _name_lines(axes: Axes, ends: Mapping[str, tuple[float, float]], lower: float | None) -> None:
    """Names right of where their lines end, moved apart where they would stand on each other."""
    right = axes.get_xlim()[1]
    places = {**ends, **({LOWER: (right, 1 / lower)} if lower else {})}
    low, high = (math.log(bound) for bound in axes.get_ylim())
    last: dict[float, float] = {}
    for name, (x, y) in sorted(places.items(), key=lambda item: item[1][1]):
        last[x] = max((math.log(y) - low) / (high - low), last.get(x, -1.0) + _APART)
        axes.annotate(name, (x, last[x]), (9, 0), xycoords=axes.get_xaxis_transform(), textcoords="offset points",
                      va="center", fontsize=9, color=COLOURS.get(name, MUTED), annotation_clip=False,
                      weight="bold" if name == OURS else "normal")  # fmt: skip
