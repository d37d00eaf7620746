"""Heat map: shares of themes by meeting → cells of one sequential scale; and changes between neighbours, in words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import NONE, Codebook
from ...io.wording import counted, in_words, listing, shortened
from ...measures.permuting import LESS, MORE
from ...measures.shifts import between_neighbours
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import theme_anchor
from ..naming import opened
from ..prose import Sentences, percent, points_of_change
from .chart import FAINT, INK, MUTED, PAPER, WIDTH, Chart
from .drawing import LEFT, draw_bar, faded, is_or_are, name_rows, new_figure, place_axes
from .of_part import of_part

ROW, NARROW_ROW, WIDEST, KEY = 0.26, 0.44, 1.3, 0.32  # inches
WRITTEN = 0.3  # inches: a cell that is wide enough for a number
FLAT = 0.5  # inches: the narrowest column under which a name can stand upright
STEPS = {0.10: 0.32, 0.25: 0.68, 1.0: 1.0}  # share up to which → strength of the ink
DARK = 0.5  # strength from which the paper's colour is read on it
ALONE = "Each pair of meetings is tested by itself: of 20 pairs without a change one would show one."
MAX_LISTED = 8  # changes between neighbours that are said; the tables have all


def heat_chart(emphasis: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str) -> Chart:
    """Share of words of each theme at every meeting: a column for each readout, in the order of `names`."""
    data = emphasis[["readout_id", "theme", "share_words"]].dropna(subset=["share_words"])
    data = data.assign(meeting=data["readout_id"].map(names)).reset_index(drop=True)
    tips = {
        f"#{theme_anchor(row.readout_id, row.theme)}": (
            f"{codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} of the words"
        )
        for row in data.itertuples()
    }

    def draw(width: float) -> Figure:
        return _draw(data, codebook, names, width)

    return Chart("heat", title, _heat_alt(data, codebook), data, draw, tips)


def _draw(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], width: float) -> Figure:
    themes = [*codebook.keys, NONE]
    figure, axes, cell = _grid(themes, list(names.values()), codebook, width)
    column, high = {name: n for n, name in enumerate(names)}, ROW / (NARROW_ROW if width < WIDTH else ROW)
    for row in data.itertuples():
        x, y, link = column[row.readout_id], themes.index(row.theme), f"#{theme_anchor(row.readout_id, row.theme)}"
        if not row.share_words:  # an outline; a readout without sentences has none
            draw_bar(axes, x + 0.02, y - high * 0.46, 0.96, high * 0.92, "none", edge=FAINT)
            continue
        strength = strength_of(row.share_words)
        draw_bar(axes, x + 0.02, y - high * 0.46, 0.96, high * 0.92, faded(INK, strength), link)
        if cell >= WRITTEN:
            axes.text(x + 0.5, y + 0.02, percent(row.share_words)[:-2], ha="center", va="center", fontsize=7.5,
                      url=link, color=PAPER if strength >= DARK else INK)  # fmt: skip
    _draw_scale(figure, 0.1 if width < WIDTH else LEFT)
    return figure


def strength_of(share: float) -> float:
    """How strong the ink of a share is: one of a few steps, the same in every chart.

    >>> strength_of(0.1), strength_of(0.11), strength_of(1.0)
    (0.32, 0.68, 1.0)
    """
    return next(strength for upto, strength in STEPS.items() if share <= upto + 1e-9)


def _draw_scale(figure: Figure, left: float) -> None:
    """The legend: what each strength stands for."""
    axes = place_axes(figure, left, 0.05, 2.9, 0.18)
    axes.set_axis_off()
    axes.set_xlim(0, 2.9)
    axes.set_ylim(0, 0.18)
    low = 0.0
    for n, (upto, strength) in enumerate(STEPS.items()):
        draw_bar(axes, 0.72 * n, 0, 0.16, 0.18, faded(INK, strength))
        said = f"{low * 100:.0f}–{upto * 100:.0f} %" if upto < 1 else f"over {low * 100:.0f} %"
        axes.text(0.72 * n + 0.2, 0.09, said, fontsize=7.5, va="center", color=MUTED)
        low = upto


def _grid(
    themes: Sequence[str], columns: Sequence[str], codebook: Codebook, width: float
) -> tuple[Figure, Axes, float]:
    """An empty grid with a row for each theme; returns the width of a cell in inches too."""
    columns = [shortened(name) for name in columns]
    narrow = width < WIDTH
    left, row = (0.1, NARROW_ROW) if narrow else (LEFT, ROW)
    cell = min((width - left - 0.15) / max(len(columns), 1), WIDEST)
    longest = max(map(len, columns), default=0)
    upright = cell < FLAT or longest * 0.075 > cell
    shown = max(int(0.14 / cell) + 1, 1)  # of so many columns one is named
    foot = KEY + 0.1 + (longest * 0.068 if upright else 0.2)
    figure = new_figure(row * len(themes) + foot + 0.1, width)
    axes = place_axes(figure, left, foot, cell * max(len(columns), 1), row * len(themes))
    axes.set_xlim(0, max(len(columns), 1))
    axes.set_ylim(len(themes) - 0.5, -0.5)
    name_rows(axes, themes, codebook)
    axes.set_xticks([n + 0.5 for n in range(0, len(columns), shown)], labels=columns[::shown], fontsize=7.5,
                    rotation=90 if upright else 0)  # fmt: skip
    axes.tick_params(length=0, pad=3)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return figure, axes, cell


def _heat_alt(data: pd.DataFrame, codebook: Codebook) -> str:
    parts = []
    for theme, own in data[data["theme"] != NONE].groupby("theme", sort=False):
        if own["share_words"].max() > 0:
            top = own.loc[own["share_words"].idxmax()]
            parts.append(f"{codebook.label(str(theme))} at {top['meeting']} ({percent(top['share_words'])})")
    return f"Heat map of themes by meeting. Where each theme is largest: {'; '.join(parts) or 'nowhere'}."


def of_heat(study: Study) -> str:
    """Which theme is the largest at each of a few meetings; of many, what is drawn."""
    if len(study.names) > MAX_ONE_BY_ONE:
        return f"Which themes fill which of the {len(study.names)} readouts"
    study = study.whole
    own = study.emphasis[study.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    own = own[own["share_words"] > 0]
    if own.empty:
        return "The readouts speak of none of the themes"
    top = own.loc[own.groupby("readout_id", sort=False)["share_words"].idxmax()].set_index("readout_id")["theme"]
    each = [f"{study.codebook.label(theme)} at {study.names[name]}" for name, theme in top.items()]
    return f"The largest theme: {listing(each)} (share of words, in per cent)"


@of_part
def heat(study: Study) -> Chart:
    """Themes by meeting, a heat map with a column for each readout."""
    return heat_chart(study.emphasis, study.codebook, study.names, of_heat(study))


@of_part
def neighbours(study: Study) -> Sentences:
    """The changes from one meeting to the next that are larger than chance would give, in words."""
    if len(study.timeline) <= 2:
        return Sentences(["The study has fewer than three meetings: its one change is in the chart above."])
    shifts = between_neighbours(study.shifts)
    shown = shifts[shifts["verdict"].isin([MORE, LESS])]
    said = [
        f"From {study.names[row.from_id]} to {study.names[row.to_id]}: {row.verdict} of "
        f"{study.codebook.in_text(row.theme)} ({points_of_change(row.change)})."
        for row in shown.head(MAX_LISTED).itertuples()
    ]
    rest = len(shown) - MAX_LISTED
    more = [f"{counted(rest, 'further change')} {is_or_are([''] * rest)} in the tables."] if rest > 0 else []
    of_all = f"of the {int(shifts['change'].notna().sum())} changes from one meeting to the next"
    are = f"{in_words(len(shown)) if len(shown) else 'none'} {of_all} {'is' if len(shown) < 2 else 'are'}"
    return Sentences([f"{opened(are)} larger than chance would give.", *said, *more, *[ALONE] * bool(said)])
