"""Panels over time: shares by meeting → small multiples on one axis of time, with the governments above."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd
from matplotlib import dates
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import NDArray

from ...measures.permuting import HINT, LESS, MORE
from ...study import Study
from ..prose import percent, points_of_change, signed
from .chart import FAINT, INK, MUTED, PAPER, WIDTH
from .corrected import ABOVE, CORRECTED, KEY, draw_at_times, draw_corrected_key
from .drawing import new_figure, place_axes, width_of
from .lettering import fit, text_width

LEFT, BETWEEN, RIGHT = 0.5, 0.3, 0.15  # inches for the scale, between columns, and at the right
PANEL, NAME, BAND, LINE, FOOT = 0.6, 0.32, 0.12, 0.125, 0.6  # inches: LINE is one of the names of governments
EDGE = 0.015  # of the time span that stays free at both ends
SMALL = 7.0  # size of these names
AVERAGED = 5  # meetings in a row that a trend line averages
BREAK = 5  # times the usual distance between meetings: a gap that no line crosses
HOW = "dot: a meeting, hollow: a second account of one; line: {}"


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
    def days(self) -> dict[str, float]:
        """The day of each readout, as matplotlib counts them."""
        return {name: _day(day) for name, day in self.dates.items()}

    @property
    def span(self) -> tuple[float, float]:
        """First and last day with a little room, as matplotlib counts days."""
        days = self.days.values()
        room = max((max(days) - min(days)) * EDGE, 1.0)
        return min(days) - room, max(days) + room


@dataclass(frozen=True)
class Panel:
    """One row of the chart: `rows` have readout_id, value, link; `note` is at its right.

    corrected : as from `place_corrected`, of its theme; None where nothing is corrected.
    """

    label: str
    colour: str
    strong: bool
    rows: pd.DataFrame
    note: str = ""
    shown: bool = False
    corrected: pd.DataFrame | None = None

    @property
    def in_halves(self) -> bool:
        """Whether the corrected shares are of halves of the meetings."""
        return self.corrected is not None and bool(self.corrected["half"].any())

    @property
    def highest(self) -> float:
        """The highest value that is drawn; NA where none is."""
        drawn = [self.rows["value"].max(), *([] if self.corrected is None else [self.corrected[CORRECTED[2]].max()])]
        return float(pd.Series(drawn, dtype=float).max())


def change_label(row: pd.Series | None) -> tuple[str, bool]:
    """A change or a trend with its verdict where there is one; and whether it is claimed."""
    what = "" if row is None else "correlation" if "correlation" in row else "change"
    if row is None or pd.isna(row[what]):
        return "", False
    size = points_of_change(row[what]) if what == "change" else signed(row[what], 2)
    said = {MORE: "rises", LESS: "falls"} if what == "correlation" else {MORE: MORE, LESS: LESS}
    verdict = (said | {HINT: HINT}).get(row["verdict"], "")
    label = f"{'trend ' if what == 'correlation' else ''}{size}{f', {verdict}' if verdict else ''}"
    return label, row["verdict"] in said


def draw_timeline(panels: Sequence[Panel], times: Times, width: float) -> Figure:
    """Panels with the same scales, in one or two columns: a dot for each meeting, which leads to its sentences."""
    columns = 2 if width >= WIDTH and len(panels) > 1 else 1
    panel = (width - LEFT * columns - BETWEEN * (columns - 1) - RIGHT) / columns
    named = [_place_names(times, side, panel) for side in dict.fromkeys(times.terms["side"])]
    head = sum(BAND + LINE * (1 + max((line for *_, line in names), default=0)) for names in named) + 0.15
    lines = -(-len(panels) // columns)
    foot = FOOT + KEY * any(one.corrected is not None for one in panels)
    deep = PANEL + NAME + ABOVE * any(one.in_halves for one in panels)
    height = head + deep * lines + foot
    figure = new_figure(height, width)
    highest = max((one.highest for one in panels), default=1.0)
    highest = highest * 1.05 if highest == highest and highest > 0 else 1.0
    for column in range(columns):
        left = LEFT + column * (panel + LEFT + BETWEEN)
        _draw_governments(figure, times, named, left, height - 0.05, panel)
        own = panels[column * lines : (column + 1) * lines]
        for n, one in enumerate(own):
            axes = place_axes(figure, left, height - head - (n + 1) * deep, panel, PANEL)
            _draw_panel(axes, one, times)
            axes.set_ylim(0, highest)
            tick = _round_share(highest)
            axes.set_yticks([0, tick], labels=["0", percent(tick)])
            _time_axis(axes, times, named=n == len(own) - 1)
            if one.corrected is not None:
                draw_at_times(axes, one.corrected, one.colour)
    _draw_foot(figure, panels, times, width - LEFT - RIGHT)
    return figure


def _draw_foot(figure: Figure, panels: Sequence[Panel], times: Times, room: float) -> None:
    """What dots, lines and diamonds are."""
    many = len(times.line) >= AVERAGED
    how = HOW.format(f"mean of {AVERAGED} meetings in a row" if many else "from meeting to meeting")
    said = place_axes(figure, LEFT, 0.04, room, 0.26)
    said.set_axis_off()
    said.text(0, 0.5, fit(how, room, 7.5, lines=2), fontsize=7.5, color=MUTED, va="center")
    if any(one.corrected is not None for one in panels):
        of = ", each half" if any(one.in_halves for one in panels) else ""
        draw_corrected_key(figure, LEFT, 0.3, room, of)


def _place_names(times: Times, side: str, width: float) -> list[tuple[float, str, int]]:
    """Where each government of a side is named, in inches from the left, and in which line below its bar."""
    left, right = times.span
    placed, ends = [], [0.0]
    for term in times.terms[times.terms["side"] == side].to_dict("records"):
        start, end = _within(term, left, right)
        if start >= end:
            continue
        name = fit(term["name"], width, SMALL)
        length = text_width(name, SMALL)
        middle = ((start + end) / 2 - left) / (right - left) * width
        at = min(max(middle - length / 2, 0.0), max(width - length, 0.0))
        line = next((n for n, taken in enumerate(ends) if taken <= at), len(ends))
        ends[line : line + 1] = [at + length + 0.05]
        placed.append((at, name, line))
    return placed


def _draw_governments(
    figure: Figure, times: Times, named: Sequence[list[tuple[float, str, int]]], left: float, top: float, width: float
) -> None:
    """For each side its governments as a bar along the time, their names below it."""
    for side, names in zip(dict.fromkeys(times.terms["side"]), named, strict=True):
        deep = LINE * (1 + max((line for *_, line in names), default=0))
        top -= BAND + deep
        axes = place_axes(figure, left, top + deep, width, BAND * 0.8)
        _draw_terms(axes, times, side)
        for at, name, line in names:
            axes.annotate(name, (0, 0), xycoords="axes fraction", xytext=(72 * at, -72 * LINE * line - 1.5),
                          textcoords="offset points", fontsize=SMALL, color=INK, va="top")  # fmt: skip


def _draw_terms(axes: Axes, times: Times, side: str) -> None:
    """One side's governments as stretches of two tones, one after the other."""
    left, right = times.span
    axes.text(-0.01, 0.5, side, transform=axes.transAxes, ha="right", va="center", fontsize=SMALL, color=MUTED)
    for n, term in enumerate(times.terms[times.terms["side"] == side].to_dict("records")):
        start, end = _within(term, left, right)
        if start < end:
            axes.axvspan(start, end, color=MUTED, alpha=0.6 if n % 2 else 0.25, linewidth=0)
    axes.set_xlim(left, right)
    axes.set_axis_off()


def _within(term: Mapping[Any, Any], left: float, right: float) -> tuple[float, float]:
    end = right if pd.isna(term["until"]) else _day(term["until"])
    return max(_day(term["from"]), left), min(end, right)


def _changes_of_government(times: Times) -> list[float]:
    left, right = times.span
    begun = [_day(day) for day in times.terms["from"]]
    return [day for day in begun if left < day < right]


def _draw_panel(axes: Axes, panel: Panel, times: Times) -> None:
    for day in _changes_of_government(times):
        axes.axvline(day, color=FAINT, linewidth=0.7)
    rows = panel.rows.dropna(subset=["value"])
    days = np.array([_day(times.dates[name]) for name in rows["readout_id"]])
    stands = rows["readout_id"].isin(times.line).to_numpy()
    _draw_line(axes, days[stands], rows["value"][stands], panel.colour)
    faces = [panel.colour if one else PAPER for one in stands]
    dots = axes.scatter(days, rows["value"], s=13, c=faces, edgecolors=panel.colour, zorder=3, clip_on=False)
    dots.set_urls([link or None for link in rows["link"]])
    pad = 4 + 72 * ABOVE * panel.in_halves
    room = axes.get_position().width * width_of(axes) - text_width(panel.note, 8, bold=panel.shown) - 0.1
    axes.set_title(fit(panel.label, room, 9, bold=panel.strong), loc="left", fontsize=9, pad=pad,
                   weight="bold" if panel.strong else "normal", color=INK if panel.strong else MUTED)  # fmt: skip
    axes.set_title(panel.note, loc="right", fontsize=8, pad=pad, weight="bold" if panel.shown else "normal",
                   color=INK if panel.shown else MUTED)  # fmt: skip


def _draw_line(axes: Axes, days: NDArray[np.float64], values: pd.Series, colour: str) -> None:
    """The trend: the mean of meetings in a row, of few meetings each one; broken where long none was held."""
    if len(days) >= AVERAGED:
        values = values.rolling(AVERAGED, center=True, min_periods=AVERAGED // 2 + 1).mean()
    apart = np.diff(days)
    usual = np.median(apart) if len(apart) else 0.0
    gaps = np.flatnonzero(apart > BREAK * usual) + 1
    for own, drawn in zip(np.split(days, gaps), np.split(values.to_numpy(), gaps), strict=True):
        axes.plot(own, drawn, color=colour, linewidth=1.3, alpha=0.6)


def _round_share(highest: float) -> float:
    """A round share, about as high as a panel reaches."""
    return max((step for step in (0.02, 0.05, 0.1, 0.2, 0.3, 0.5, 0.8, 1.0) if step <= highest), default=highest)


def _time_axis(axes: Axes, times: Times, *, named: bool) -> None:
    axes.set_xlim(*times.span)
    locator = _Locator(minticks=3, maxticks=8)
    axes.xaxis.set_major_locator(locator)
    axes.xaxis.set_major_formatter(_Formatter(locator, show_offset=False))
    axes.tick_params(labelsize=8, length=2.5, labelbottom=named)


def times_of(study: Study) -> Times:
    """When the meetings were held, and under which governments of the sides that met."""
    dates = dict(zip(study.readouts["readout_id"], study.readouts["date"], strict=True))
    return Times(dates, study.governments[study.governments["side"].isin(study.terms["side"])],
                 frozenset(study.timeline))  # fmt: skip
