"""Chart of emphasis, the main chart: shares of words → a dumbbell for each theme, or panels over time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import NONE, Codebook
from ...io.wording import counted, in_words, listing
from ...measures.shifts import first_to_last
from ...study import Study
from ..anchors import theme_anchor
from ..prose import percent
from .chart import FAINT, INK, MUTED, PAPER, WIDTH, Chart
from .corrected import CORRECTED, DEEP, KEY, add_corrected, draw_below, draw_corrected_key, place_corrected, said
from .drawing import (
    LEFT,
    colour_of,
    is_narrow,
    name_rows,
    new_figure,
    order_by_change,
    place_axes,
    width_of,
)
from .lettering import fit, text_width
from .of_part import of_part
from .timeline import Panel, Times, change_label, draw_timeline, times_of

ROW, NARROW_ROW, HEAD, LINE = 0.36, 0.5, 0.55, 0.16  # inches: a theme's row, what is above the first, a line of text
PAIR = 2  # meetings that a dumbbell joins


def emphasis_chart(
    emphasis: pd.DataFrame, shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], times: Times,
    title: str, corrected: pd.DataFrame,
) -> Chart:  # fmt: skip
    """Share of words of each theme at each meeting, ordered by change.

    Draws `emphasis`: of two readouts a dumbbell for each theme, of more a dot for each, along the time, core themes
    first. `shifts` are changes or `trends`, which stand beside the panels. `title` is the message. Where a sample is
    coded, `corrected` has the corrected shares of each readout, or of the halves of many, which are drawn beside them.
    """
    pair = len(names) <= PAIR
    themes = order_by_change(shifts, codebook.keys) if "change" in shifts else _order_by_trend(shifts)
    themes = [*(themes if pair else sorted(themes, key=lambda key: key not in codebook.core_keys)), NONE]
    data = emphasis[["readout_id", "theme", "share_words", "low", "high", "n_sentences"]].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    data = add_corrected(data, corrected)
    order = {theme: n for n, theme in enumerate(themes)}
    data = data.sort_values("theme", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    drawn = data.dropna(subset=["share_words"])

    def draw(width: float) -> Figure:
        if pair:
            return _draw_dumbbells(drawn, themes, codebook, names, width)
        return _draw_over_time(drawn, themes, codebook, shifts, times, width)

    return Chart("emphasis", title, _emphasis_alt(data, codebook, names), data, draw, _tips(drawn, codebook, names))


def _tips(drawn: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> dict[str, str]:
    """What the mark of each readout and theme says, by its link."""
    return {
        f"#{theme_anchor(row.readout_id, row.theme)}": (
            f"{codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} of the words, "
            f"in {counted(row.n_sentences, 'sentence')}{_interval(row)}{said(row)}"
        )
        for row in drawn[drawn["readout_id"].isin(names)].itertuples()
    }


def _interval(row: Any) -> str:
    """The interval of a share; of a theme that is in no sentence, and of a single point, there is none."""
    if not row.n_sentences or pd.isna(row.low):
        return ""
    return f"; 95 % interval by agenda points {percent(row.low)} to {percent(row.high)}"


def _order_by_trend(trends: pd.DataFrame) -> list[str]:
    """The themes from the steepest rise to the steepest fall; those without a trend at the end of the rises."""
    order = trends.assign(size=trends["correlation"].fillna(0.0).round(9))
    return list(order.sort_values("size", ascending=False, kind="stable")["theme"])


def _emphasis_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        top = data[(data["readout_id"] == readout_id) & (data["theme"] != NONE)].nlargest(3, "share_words").dropna()
        said = [f"{codebook.label(row.theme)} {percent(row.share_words)}" for row in top.itertuples()]
        parts.append(f"{meeting}: {', '.join(said) or 'nothing to measure'}.")
    shown = parts if len(parts) <= PAIR else [parts[0], parts[-1]]
    also = " Diamonds are shares corrected by the coded sample." if CORRECTED[0] in data else ""
    return f"Chart of each theme's share of words at each meeting. Largest shares: {' '.join(shown)}{also}"


def _draw_dumbbells(
    data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, names: Mapping[str, str], width: float
) -> Figure:
    """A row for each theme: a hollow mark for the first meeting, a full one for the last, a line between."""
    narrow, correct = width < WIDTH, CORRECTED[0] in data
    row = (NARROW_ROW if narrow else ROW) + DEEP * correct
    height, foot = row * len(themes), 0.45 + KEY * correct
    figure = new_figure(height + HEAD + foot + 0.05, width)
    left = 0.3 if narrow else LEFT
    axes = place_axes(figure, left, foot, width - left - 0.3, height)
    top = max(data["share_words"].max(), 0.01) if len(data) else 1.0
    top = max(top, data[CORRECTED[2]].max()) if correct else top
    _draw_scale(axes, top, len(themes))
    for y, theme in enumerate(themes):
        own, colour = data[data["theme"] == theme], colour_of(codebook, theme)
        _draw_dumbbell(axes, y, own, colour, list(names)[-1])
        if correct:
            draw_below(axes, y, row, own, colour, list(names)[-1])
    if correct:
        draw_corrected_key(figure, left, 0.0, width - left - 0.1, "")
    name_rows(axes, themes, codebook)
    _name_marks(axes, data[data["theme"] == themes[0]], names, left)
    return figure


def _draw_scale(axes: Axes, top: float, n: int) -> None:
    """The scale of shares, up to `top`, below n rows."""
    axes.set_xlim(-0.09 * top, 1.14 * top)
    axes.set_ylim(n - 0.5, -0.5)
    axes.axvline(0, color=FAINT, linewidth=0.9, zorder=0)
    axes.set_xticks([tick / 10 for tick in range(0, 11, 2 if top > 0.6 else 1) if tick / 10 <= top])
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("share of words", fontsize=8.5)
    axes.tick_params(labelsize=8.5, length=3)


def _draw_dumbbell(axes: Axes, y: int, rows: pd.DataFrame, colour: str, last: str) -> None:
    """One theme: its marks, each with its value outside; the last meeting's is full."""
    axes.plot(rows["share_words"], [y] * len(rows), color=colour, linewidth=3, alpha=0.35, solid_capstyle="butt")
    for n, row in enumerate(rows.sort_values("share_words", kind="stable").itertuples()):
        link, left = f"#{theme_anchor(row.readout_id, row.theme)}", n == 0 and len(rows) > 1
        dot = axes.scatter([row.share_words], [y], s=46, zorder=3, linewidth=1.8, edgecolor=colour,
                           facecolor=colour if row.readout_id == last else PAPER)  # fmt: skip
        dot.set_urls([link])
        axes.annotate(percent(row.share_words), (row.share_words, y), xytext=(-7 if left else 7, -0.5), va="center",
                      textcoords="offset points", ha="right" if left else "left", fontsize=8.5, color=INK,
                      url=link)  # fmt: skip


def _name_marks(axes: Axes, rows: pd.DataFrame, names: Mapping[str, str], left: float) -> None:
    """Name the meetings over the marks of the first row, away from each other; if both have no room, one higher."""
    (low, high), width = axes.get_xlim(), width_of(axes)
    room, inches = width - 0.2, axes.get_position().width * width
    ordered = rows.sort_values("share_words", kind="stable")
    taken = 0.0
    for n, row in enumerate(ordered.itertuples()):
        name = fit(names[row.readout_id], room - 0.1, 8.5)
        mark, length = left + (row.share_words - low) / (high - low) * inches, text_width(name, 8.5)
        start = mark - length + 0.08 if n == 0 and len(ordered) > 1 else mark - 0.08
        start = min(max(start, 0.1), room - length)
        over = 0.5 * NARROW_ROW * is_narrow(axes) + (LINE if n and start < taken + 0.1 else 0.0)
        axes.annotate(name, (low, -0.5), xytext=(72 * (start - left), 72 * over), textcoords="offset points",
                      fontsize=8.5, color=MUTED, va="bottom")  # fmt: skip
        taken = start + length


def _draw_over_time(
    data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, shifts: pd.DataFrame, times: Times, width: float
) -> Figure:
    """A panel for each theme with its meetings along the time; the trend beside its name, or the change."""
    verdicts = shifts.set_index("theme") if "correlation" in shifts else first_to_last(shifts)
    links = [f"#{theme_anchor(row.readout_id, row.theme)}" for row in data.itertuples()]
    rows = data.assign(value=data["share_words"], link=links)
    corrected = place_corrected(data, times.days, times.line) if CORRECTED[0] in data else None
    rows = rows[rows["readout_id"].isin(times.dates)]
    panels = [
        Panel(
            codebook.label(theme),
            colour_of(codebook, theme),
            theme in codebook.core_keys,
            rows[rows["theme"] == theme],
            *change_label(verdicts.loc[theme] if theme in verdicts.index else None),
            None if corrected is None else corrected[corrected["theme"] == theme],
        )
        for theme in themes
    ]
    return draw_timeline(panels, times, width)


def headline(study: Study) -> str:
    """The title of the main chart: what it shows. What was found is in the findings, and not said twice."""
    spoken = study.emphasis.dropna(subset=["share_words"])["readout_id"]
    names = [study.names[name] for name in dict.fromkeys(spoken)]
    if not names:
        return "No readout has words to count"
    if len(names) > PAIR:
        return f"How {in_words(len(names))} readouts divide their words among the themes"
    return f"How {listing(names)} divide{'s its' if len(names) == 1 else ' their'} words among the themes"


@of_part
def emphasis(study: Study) -> Chart:
    """Share of words of every theme at every meeting, ordered by change."""
    shifts = study.trends if study.over_time else study.shifts
    return emphasis_chart(study.emphasis, shifts, study.codebook, study.names, times_of(study), headline(study),
                          study.corrected)  # fmt: skip
