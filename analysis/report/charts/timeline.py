"""Panels over time: shares by meeting → small panels on one axis of time, with the governments above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...measures.permuting import HINT, LESS, MORE
from ...study import Study
from ..prose import percent, points_of_change, signed
from .chart import FAINT, INK, MUTED, PAPER
from .drawing import LETTER, WIDTH, new_figure, place_axes

LEFT, RIGHT = 2.6, 1.4  # inches for the names and for the labels at the right
PANEL, GAP, BAND, FOOT = 0.74, 0.16, 0.2, 0.45  # inches
EDGE = 0.015  # of the time span that stays free at both ends


# As matplotlib, which does not say so, counts days and marks them on an axis.
_as_number: Callable[[pd.Timestamp], float] = dates.date2num
_Locator: Callable[..., Any] = dates.AutoDateLocator
_Formatter: Callable[..., Any] = dates.ConciseDateFormatter


def _day(day: pd.Timestamp) -> float:
    return float(_as_number(day))


@dataclass(frozen=True)
class Times:
    """When meetings were held, and who governed.

    dates : by readout_id. terms : side, name, from, until. line : the readouts that stand for their meetings; others
    are second accounts, drawn hollow and joined to nothing.
    """

    dates: Mapping[str, pd.Timestamp]
    terms: pd.DataFrame
    line: frozenset[str]

    @property
    def span(self) -> tuple[float, float]:
        """First and last day with a little room, as matplotlib counts days."""
        days = [_day(day) for day in self.dates.values()]
        room = max((max(days) - min(days)) * EDGE, 1.0)
        return min(days) - room, max(days) + room


@dataclass(frozen=True)
class Panel:
    """One row of the chart: `rows` have readout_id, value, link; `note` is at its right."""

    label: str
    colour: str
    strong: bool
    rows: pd.DataFrame
    note: str = ""
    shown: bool = False


def change_label(row: pd.Series | None) -> tuple[str, bool]:
    """A change or a trend beside a row, its verdict below it where there is one; and whether it is claimed."""
    what = "" if row is None else "correlation" if "correlation" in row else "change"
    if row is None or pd.isna(row[what]):
        return "", False
    size = points_of_change(row[what]) if what == "change" else signed(row[what], 2)
    said = {MORE: "rises", LESS: "falls"} if what == "correlation" else {MORE: MORE, LESS: LESS}
    return f"{size}\n{(said | {HINT: HINT}).get(row['verdict'], '')}".rstrip(), row["verdict"] in said


def draw_timeline(panels: Sequence[Panel], times: Times, title: str, heading: str = "") -> Figure:
    """A panel below the other, all with the same scales: a dot for each meeting; the dot is a link where there
    is one to follow.

    `heading` stands above what the panels tell at their right.
    """
    sides = list(dict.fromkeys(times.terms["side"]))
    top = BAND * len(sides) + 0.12 + 0.2 * bool(heading)
    height = (PANEL + GAP) * len(panels) + top + FOOT
    figure = new_figure(height, title)
    width = WIDTH - LEFT - RIGHT
    for n, side in enumerate(sides):
        axes = place_axes(figure, LEFT, height - BAND * (n + 1), width, BAND - 0.03)
        _draw_terms(axes, times, side, width)
    highest = max((panel.rows["value"].max() for panel in panels), default=1.0)
    highest = highest * 1.05 if highest == highest and highest > 0 else 1.0
    changes = _changes_of_government(times)
    for n, panel in enumerate(panels):
        axes = place_axes(figure, LEFT, height - top - (n + 1) * PANEL - n * GAP, width, PANEL)
        _draw_panel(axes, panel, times, changes)
        axes.set_ylim(0, highest)
        tick = _round_share(highest)
        axes.set_yticks([0, tick], labels=["0", percent(tick)])
        _time_axis(axes, times, named=n == len(panels) - 1)
    if heading and panels:
        figure.text(1 - 0.1 / WIDTH, 1 - (top + 0.4) / figure.get_size_inches()[1], heading, fontsize=8,
                    color=MUTED, va="bottom", ha="right")  # fmt: skip
    return figure


def _draw_terms(axes: Axes, times: Times, side: str, width: float) -> None:
    """One side's governments as boxes along the time, named where the name has room."""
    left, right = times.span
    axes.text(-0.01, 0.5, side, transform=axes.transAxes, ha="right", va="center", fontsize=8, color=MUTED)
    own = times.terms[times.terms["side"] == side]
    for n, term in enumerate(own.to_dict("records")):
        start, end = _within(term, left, right)
        if start >= end:
            continue
        axes.axvspan(start, end, color=FAINT, alpha=0.75 if n % 2 else 0.35, linewidth=0)
        room = (end - start) / (right - left) * width
        if len(term["name"]) * LETTER < room:
            axes.text((start + end) / 2, 0.5, term["name"], ha="center", va="center", fontsize=7.5, color=INK,
                      transform=axes.get_xaxis_transform())  # fmt: skip
    axes.set_xlim(left, right)
    axes.set_axis_off()


def _within(term: Mapping[Any, Any], left: float, right: float) -> tuple[float, float]:
    end = right if pd.isna(term["until"]) else _day(term["until"])
    return max(_day(term["from"]), left), min(end, right)


def _changes_of_government(times: Times) -> list[float]:
    left, right = times.span
    begun = [_day(day) for day in times.terms["from"]]
    return [day for day in begun if left < day < right]


def _draw_panel(axes: Axes, panel: Panel, times: Times, changes: Sequence[float]) -> None:
    for day in changes:
        axes.axvline(day, color=FAINT, linewidth=0.7)
    rows = panel.rows.dropna(subset=["value"])
    days = [_day(times.dates[name]) for name in rows["readout_id"]]
    stands = rows["readout_id"].isin(times.line).to_numpy()
    joined = [day for day, one in zip(days, stands, strict=True) if one]
    axes.plot(joined, rows["value"][stands], color=panel.colour, linewidth=0.8, alpha=0.45)
    faces = [panel.colour if one else PAPER for one in stands]
    dots = axes.scatter(days, rows["value"], s=15, c=faces, edgecolors=panel.colour, zorder=3, clip_on=False)
    dots.set_urls([link or None for link in rows["link"]])
    axes.text(-0.07, 0.5, panel.label, transform=axes.transAxes, ha="right", va="center",
              weight="bold" if panel.strong else "normal", color=INK if panel.strong else MUTED)  # fmt: skip
    axes.text(1.02, 0.5, panel.note, transform=axes.transAxes, va="center", fontsize=8.5,
              color=INK if panel.shown else MUTED, weight="bold" if panel.shown else "normal")  # fmt: skip


def _round_share(highest: float) -> float:
    """A round share, about as high as a panel reaches."""
    return max((step for step in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0) if step <= highest), default=highest)


def _time_axis(axes: Axes, times: Times, *, named: bool) -> None:
    axes.set_xlim(*times.span)
    locator = _Locator(minticks=4, maxticks=10)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(_Formatter(locator, show_offset=False))
    axes.tick_params(labelsize=8, length=2.5, labelbottom=named)


def times_of(study: Study) -> Times:
    """When the meetings were held, and under which governments of the sides that met."""
    dates = dict(zip(study.readouts["readout_id"], study.readouts["date"], strict=True))
    return Times(dates, study.governments[study.governments["side"].isin(study.terms["side"])],
                 frozenset(study.timeline))  # fmt: skip
