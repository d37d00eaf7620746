"""Chart of emphasis, the main chart: shares of words → bars or panels, ordered by change."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import NONE, Codebook
from ...measures.comparing import CORE
from ...measures.permuting import LESS, MORE
from ...measures.shifts import first_to_last
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import theme_anchor
from ..prose import percent, signed
from .chart import INK, MUTED, STYLE, Chart
from .drawing import LETTER, WIDTH, colour_of, draw_bar, faded, name_row, new_figure, order_by_change, place_axes
from .of_part import of_part
from .timeline import Panel, Times, change_label, draw_timeline, times_of

BARS_WIDTH = WIDTH - 3.75  # inches, between the themes' names and the verdicts
BAR, GAP = 0.17, 0.2  # inches: a bar where meetings stand below each other, the space between themes


@mpl.rc_context(STYLE)
def emphasis_chart(
    emphasis: pd.DataFrame, shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], times: Times, title: str
) -> Chart:
    """Share of words of each theme at each meeting, ordered by change.

    Draws `emphasis`: a bar per readout and theme, in the order of `names`; with many meetings a dot, along the
    time, core themes first. `shifts` are what stands at the right: changes, or `trends`. `title` is the message.
    """
    few = len(names) <= MAX_ONE_BY_ONE
    themes = order_by_change(shifts, codebook.keys) if "change" in shifts else _order_by_trend(shifts)
    themes = [*(themes if few else sorted(themes, key=lambda key: key not in codebook.core_keys)), NONE]
    data = emphasis[["readout_id", "theme", "share_words", "low", "high", "n_sentences"]].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    order = {theme: n for n, theme in enumerate(themes)}
    data = data.sort_values("theme", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    drawn = data.dropna(subset=["share_words"])
    figure = (
        _bars_side_by_side(drawn, themes, codebook, names, shifts, title)
        if few
        else _over_time(drawn, themes, codebook, shifts, times, title)
    )
    tips = {
        f"#{theme_anchor(row.readout_id, row.theme)}": (
            f"{codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} of the words, "
            f"in sentences: {row.n_sentences}"
        )
        for row in data.dropna(subset=["share_words"]).itertuples()
    }
    return Chart("emphasis", title, _emphasis_alt(data, codebook, names), data, figure, tips)


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
    shown = parts if len(parts) <= MAX_ONE_BY_ONE else [parts[0], parts[-1]]
    return "Chart of each theme's share of words at each meeting. Largest shares: " + " ".join(shown)


def _bars_side_by_side(
    data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, names: Mapping[str, str], shifts: pd.DataFrame,
    title: str,
) -> Figure:  # fmt: skip
    """A block of bars for each theme, the meetings below each other, the verdict at the right."""
    block = BAR * len(names) + GAP
    figure = new_figure(block * len(themes) + 1.0, title)
    axes = place_axes(figure, 2.15, 0.55, BARS_WIDTH, block * len(themes))
    verdicts = first_to_last(shifts).dropna(subset=["change"])
    for i, theme in enumerate(themes):
        middle = i * block + BAR * len(names) / 2
        name_row(axes, -0.012, middle, theme, codebook, axes.get_yaxis_transform())
        _block_of_bars(axes, data[data["theme"] == theme], i * block, codebook, names, named=i == 0)
        if theme in verdicts.index:
            _write_verdict(axes, middle, verdicts.loc[theme])
    if not verdicts.empty:
        axes.text(1.0, -GAP, "change, first to last", transform=axes.get_yaxis_transform(), va="bottom",
                  fontsize=8, color=MUTED)  # fmt: skip
    axes.set_ylim(block * len(themes) - GAP / 2, -GAP / 2)
    _share_axis(axes, _room(data, themes, names))
    return figure


def _block_of_bars(
    axes: Axes, rows: pd.DataFrame, top: float, codebook: Codebook, names: Mapping[str, str], *, named: bool
) -> None:
    """One theme's bars, paler for earlier meetings, each with its share."""
    place = {readout_id: n for n, readout_id in enumerate(names)}
    for row in rows.itertuples():
        n, link = place[row.readout_id], f"#{theme_anchor(row.readout_id, row.theme)}"
        y, strength = top + BAR * (n + 0.5), 0.35 + 0.65 * n / (len(names) - 1) if len(names) > 1 else 1.0
        colour = faded(colour_of(codebook, row.theme), strength)
        draw_bar(axes, 0, y - BAR * 0.45, row.share_words, BAR * 0.9, colour, link)
        said = _label(row.share_words, names[row.readout_id] if named else "")
        axes.text(row.share_words + 0.008, y, said, va="center", fontsize=8, color=INK, url=link)


def _label(share: float, meeting: str) -> str:
    return f"{percent(share)}  {meeting}".rstrip()


def _room(data: pd.DataFrame, themes: Sequence[str], names: Mapping[str, str]) -> float:
    """How far the axis must reach so that every label ends before the verdicts begin."""
    first = data["theme"] == themes[0]
    labels = [_label(0.99, names[name] if one else "") for name, one in zip(data["readout_id"], first, strict=True)]
    taken = [min((len(label) + 4) * LETTER / BARS_WIDTH, 0.6) for label in labels]
    return max((share / (1 - part) for share, part in zip(data["share_words"], taken, strict=True)), default=1.0)


def _write_verdict(axes: Axes, y: float, row: pd.Series) -> None:
    said, shown = change_label(row)
    axes.text(1.0, y, said, transform=axes.get_yaxis_transform(), va="center", ha="left", fontsize=8.5,
              color=INK if shown else MUTED, weight="bold" if shown else "normal")  # fmt: skip


def _share_axis(axes: Axes, top: float) -> None:
    axes.set_xlim(0, top or 1)
    axes.set_xticks([tick / 10 for tick in range(0, 11, 2 if top > 0.6 else 1) if tick / 10 <= top])
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("share of words", fontsize=8.5)
    axes.tick_params(labelsize=8.5, length=3)


def _over_time(
    data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, shifts: pd.DataFrame, times: Times, title: str,
) -> Figure:  # fmt: skip
    """A panel for each theme with its meetings along the time; the trend at the right, or the change."""
    trends = "correlation" in shifts
    verdicts = shifts.set_index("theme") if trends else first_to_last(shifts)
    links = [f"#{theme_anchor(row.readout_id, row.theme)}" for row in data.itertuples()]
    rows = data.assign(value=data["share_words"], link=links)
    panels = [
        Panel(
            codebook.label(theme),
            colour_of(codebook, theme) if theme != NONE else MUTED,
            theme in codebook.core_keys,
            rows[rows["theme"] == theme],
            *change_label(verdicts.loc[theme] if theme in verdicts.index else None),
        )
        for theme in themes
    ]
    return draw_timeline(panels, times, title, "trend" if trends else "change, first to last")


def headline(study: Study) -> str:
    """The title of the main chart: the trend or the change that is claimed, else the largest change, as a fact."""
    if len(study.timeline) < 2 or study.shifts.empty:
        return "What the readout speaks of" if len(study.names) < 2 else "What the readouts of one meeting speak of"
    if study.over_time:
        return _of_trends(study.whole)
    first, last = (study.names[name] for name in study.first_and_last)
    if not study.largest_shifts:
        return f"{first} and {last} cannot be compared: a readout has no sentences"
    core = [row for row in study.largest_shifts if row["family"] == CORE] or study.largest_shifts
    row = next((row for row in study.largest_shifts if row["verdict"] in (MORE, LESS)), core[0])
    return (
        f"{study.codebook.label(row['theme'])}: {percent(row['before'])} of the words at {first}, "
        f"{percent(row['after'])} at {last}"
    )


def _of_trends(study: Study) -> str:
    """The clearest trend of a core theme over all meetings, or that none is shown."""
    core = study.trends[study.trends["family"] == CORE]
    shown = core[core["verdict"].isin([MORE, LESS])].sort_values("adjusted_p", kind="stable")
    if shown.empty:
        return f"Over {len(study.timeline)} meetings no core theme rises or falls by more than chance gives"
    row = shown.iloc[0]
    return (
        f"{study.codebook.label(row['theme'])} {'rises' if row['verdict'] == MORE else 'falls'} over "
        f"{len(study.timeline)} meetings (rank correlation with the date {signed(row['correlation'], 2)})"
    )


@of_part
def emphasis(study: Study) -> Chart:
    """Share of words of every theme at every meeting, ordered by change."""
    shifts = study.trends if study.over_time else study.shifts
    return emphasis_chart(study.emphasis, shifts, study.codebook, study.names, times_of(study), headline(study))
