"""Chart of the agenda: sentences and tags → each readout as a strip, sentence by sentence."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from ...codebook.model import NONE, Codebook
from ...io.wording import shortened
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import sentence_anchor
from .chart import INK, MUTED, STYLE, Chart
from .drawing import LETTER, WIDTH, colour_of, draw_bar, draw_key, new_figure, place_axes
from .of_part import of_part


@mpl.rc_context(STYLE)
def strip_chart(
    sentences: pd.DataFrame, tags: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Each readout as a strip: its sentences in order, as wide as they have words, coloured by theme.

    A sentence with several themes is cut into as many bands. Points are set apart and numbered.
    """
    data = sentences[["readout_id", "point", "sentence", "n_words"]].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    found = tags.groupby(["readout_id", "sentence"])["theme"].agg(list)
    keys = pd.MultiIndex.from_frame(data[["readout_id", "sentence"]])
    themes = [value if isinstance(value, list) else [NONE] for value in found.reindex(keys)]
    data["themes"] = [";".join(value) for value in themes]
    few = len(names) <= MAX_ONE_BY_ONE
    band, pitch, head = (0.5, 1.15, 0.5) if few else (0.16, 0.27, 0.05)
    height = pitch * len(names) + head + 0.45
    left = max(1.35, max((len(shortened(name)) for name in names.values()), default=0) * 0.058 + 0.15)
    figure = new_figure(height, title)
    axes = place_axes(figure, left, 0.55, WIDTH - left - 0.15, pitch * len(names) + head)
    lengths = data.groupby("readout_id")["n_words"].sum()
    space = max(lengths, default=1) * 0.006
    gaps = data.groupby("readout_id")["point"].nunique() - 1
    axes.set_xlim(0, max(lengths + gaps * space, default=1))
    for row, (readout_id, meeting) in enumerate(names.items()):
        top = row * pitch
        axes.text(-0.012, top + band / 2, shortened(meeting), ha="right", va="center", fontsize=9.5 if few else 7,
                  transform=axes.get_yaxis_transform(), weight="bold" if few else "normal")  # fmt: skip
        own = data[data["readout_id"] == readout_id]
        _strip(axes, own, top, band, space, codebook, labelled=few)
    axes.set_ylim(pitch * len(names), -head)
    axes.set_axis_off()
    draw_key(figure, [*codebook.keys, NONE], codebook, left)
    tips = {
        f"#{sentence_anchor(row.readout_id, row.sentence)}": (
            f"{row.meeting}, point {row.point}, sentence {row.sentence}: "
            + ", ".join(codebook.label(theme) for theme in row.themes.split(";"))
        )
        for row in data.itertuples()
    }
    return Chart("strip", title, _strip_alt(data, codebook, names), data, figure, tips)


def _strip(
    axes: Axes, own: pd.DataFrame, top: float, band: float, space: float, codebook: Codebook, *, labelled: bool
) -> None:
    """Draw one readout from the left; a run is a stretch of sentences of one point with the same themes."""
    x, before = 0.0, None
    gap = space / 4  # between sentences, wide enough to be seen in print
    runs: list[tuple[str, float, float]] = []
    for row in own.itertuples():
        if row.point != before:
            x += space if before is not None else 0
            if labelled:
                axes.text(x, top + band + 0.05, f"{row.point}", ha="left", va="top", fontsize=7.5, color=MUTED)
        if not runs or row.themes != runs[-1][0] or row.point != before:
            runs.append((row.themes, x, x))
        themes = row.themes.split(";")
        for n, theme in enumerate(themes):
            draw_bar(axes, x, top + band * n / len(themes), max(row.n_words - gap, row.n_words / 2), band / len(themes),
                 colour_of(codebook, theme), f"#{sentence_anchor(row.readout_id, row.sentence)}")  # fmt: skip
        x += row.n_words
        before = row.point
        runs[-1] = (runs[-1][0], runs[-1][1], x)
    if labelled:
        _label_runs(axes, runs, top, codebook)


def _label_runs(axes: Axes, runs: Iterable[tuple[str, float, float]], top: float, codebook: Codebook) -> None:
    """Name a run of sentences above it where its name has room, in one line or in a line for each word."""
    words_per_inch = axes.get_xlim()[1] / (axes.get_position().width * WIDTH)
    for themes, start, end in runs:
        if ";" in themes or themes == NONE:
            continue
        label = codebook.label(themes)
        room = (end - start) / words_per_inch
        lines = textwrap.wrap(label, max(int(room / LETTER), 1), break_long_words=False)
        if len(lines) <= 2 and max(map(len, lines)) * LETTER <= room:
            core = codebook.theme(themes).core
            axes.text(start, top - 0.04, "\n".join(lines), ha="left", va="bottom", fontsize=8, linespacing=1.0,
                      color=INK if core else MUTED, weight="bold" if core else "normal")  # fmt: skip


def _strip_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        own = data[data["readout_id"] == readout_id]
        order = [theme for themes in own["themes"] for theme in themes.split(";") if theme != NONE]
        first = list(dict.fromkeys(order))
        parts.append(
            f"{meeting} speaks, in this order, of {', '.join(codebook.label(key) for key in first) or 'no theme'}."
        )
    shown = parts if len(parts) <= MAX_ONE_BY_ONE else [parts[0], parts[-1]]
    return "One strip for each readout, sentence by sentence. " + " ".join(shown)


@of_part
def strip(study: Study) -> Chart:
    """Every readout sentence by sentence, in order, coloured by theme."""
    title = "What each readout speaks of, in the order in which it does"
    return strip_chart(study.sentences, study.tags, study.codebook, study.names, title)
