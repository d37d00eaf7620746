"""Chart of words: keyness → the words that set one meeting apart, and how far."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...measures.keyness import LESS_IN, MORE_IN, REST, distinctive_words
from ...measures.permuting import NOT_TESTED
from ...study import Study
from ..anchors import word_anchor
from .chart import INK, MUTED, PAPER, Chart
from .drawing import new_figure, place_axes, share_limits, width_of
from .lettering import fit
from .of_part import of_part

ROW = 0.25  # inches


def word_chart(keyness: pd.DataFrame, names: Mapping[str, str], title: str) -> Chart:
    """Log-odds of words: those of the reference at the left, of the target at the right.

    `keyness` holds the words to be drawn, as from `distinctive_words`.
    """
    data = keyness.reset_index(drop=True)
    sides = [data[data["z"] < 0].iloc[::-1], data[data["z"] > 0]]

    def draw(width: float) -> Figure:
        return _draw(data, sides, names, width)

    tips = {f"#{word_anchor(row.word)}": _tip(row, names) for row in data.itertuples()}
    return Chart("words", title, _alt(data, names), data, draw, tips)


def _draw(data: pd.DataFrame, sides: Sequence[pd.DataFrame], names: Mapping[str, str], width: float) -> Figure:
    height = ROW * max(max(map(len, sides)), 1)
    figure = new_figure(height + 0.95, width)
    limit = max(map(abs, share_limits(data[["log_odds"]].to_numpy(), 0.5)))
    half = (width - 0.3) / 2
    for n, side in enumerate(sides):
        axes = place_axes(figure, 1.25 + n * half, 0.6, half - 1.75, height)
        for y, row in enumerate(side.itertuples()):
            _draw_word(axes, y, row)
        axes.axvline(0, color=MUTED, linewidth=0.8)
        axes.set_xlim(-limit, limit)
        axes.set_ylim(height / ROW - 0.5, -0.5)
        axes.set_yticks([])
        axes.tick_params(labelsize=8, length=3)
        axes.spines["left"].set_visible(False)
        _name_side(axes, data, n, names)
    return figure


def _name_side(axes: Axes, data: pd.DataFrame, n: int, names: Mapping[str, str]) -> None:
    if data.empty:
        return
    name = data["target_id" if n else "reference_id"].iloc[0]
    room = axes.get_position().width * width_of(axes) + 0.5
    said = fit(f"leaning to {names.get(name, name)}", room, 9.5, bold=True)
    axes.set_title(said, fontsize=9.5, loc="left", weight="bold")
    axes.set_xlabel("log-odds; right: times said at each", fontsize=8)


def _draw_word(axes: Axes, y: int, row: Any) -> None:
    link, shown = f"#{word_anchor(row.word)}", row.verdict in (MORE_IN, LESS_IN)
    axes.plot([0, row.log_odds], [y, y], color=INK, linewidth=1.3, alpha=1 if shown else 0.75, url=link)
    dot = axes.scatter([row.log_odds], [y], s=26, zorder=3, facecolor=INK if shown else PAPER, edgecolor=INK)
    dot.set_urls([link])
    axes.text(-0.03, y, row.word, ha="right", va="center", transform=axes.get_yaxis_transform(), fontsize=9, url=link,
              color=INK, weight="bold" if shown else "normal")  # fmt: skip
    counts = f"{row.n_reference} : {row.n_target}"
    axes.text(1.02, y, counts, va="center", transform=axes.get_yaxis_transform(), fontsize=8, color=MUTED)


def _tip(row: Any, names: Mapping[str, str]) -> str:
    target, reference = (names.get(name, name) for name in (row.target_id, row.reference_id))
    return f"“{row.word}”: {row.n_reference} times at {reference}, {row.n_target} at {target}, z {row.z:.1f}"


def _alt(data: pd.DataFrame, names: Mapping[str, str]) -> str:
    if data.empty:
        return "No words to compare."
    target, reference = (names.get(name, name) for name in data[["target_id", "reference_id"]].iloc[0])
    sides = (target, data[data["z"] > 0]), (reference, data[data["z"] < 0].iloc[::-1])
    said = [f"{name}: {', '.join(own['word'].head(6)) or 'none'}" for name, own in sides]
    return f"Dots: words that lean to one meeting. {'; '.join(said)}. Told apart beyond chance: {_count_shown(data)}."


def _count_shown(keyness: pd.DataFrame) -> int:
    return int(keyness["verdict"].isin([MORE_IN, LESS_IN]).sum())


def of_words(keyness: pd.DataFrame, study: Study) -> str:
    """The title: how many words set the two sides apart beyond chance."""
    if keyness.empty:
        return "There are no words to compare"
    target, reference = (study.names.get(name, name) for name in keyness[["target_id", "reference_id"]].iloc[0])
    reference = reference if reference != REST else "all others"
    if (keyness["verdict"] == NOT_TESTED).all():
        return f"Words of {target} and {reference} that lean most to one side; too few points for a test"
    number = _count_shown(keyness)
    if not number:
        return f"No word tells {target} from {reference} beyond chance; these come nearest"
    return f"{number} word{'s tell' if number > 1 else ' tells'} {target} from {reference} beyond chance"


@of_part
def words(study: Study) -> Chart:
    """The words that set the last meeting apart from the others."""
    return word_chart(drawn_words(study), study.names, of_words(study.keyness, study))


def drawn_words(study: Study) -> pd.DataFrame:
    return distinctive_words(study.keyness)
