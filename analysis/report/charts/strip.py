"""Chart of the agenda: sentences and tags → each readout as a strip, sentence by sentence, its points named."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import NONE, Codebook
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import sentence_anchor
from .chart import INK, MUTED, Chart
from .drawing import draw_key, draw_theme, is_narrow, key_height, new_figure, place_axes, width_of
from .lettering import MORE, fit, text_width
from .of_part import of_part

BAND, NAMED, LINE, NAMES = 0.4, 0.24, 0.13, 3  # inches: a strip, its meeting's name, a line below it; lines at most
THIN, PITCH = 0.16, 0.25  # inches: a strip among many, and from one to the next
SPACE = 0.006  # of the longest strip, between points


def strip_chart(
    sentences: pd.DataFrame, tags: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Each readout as a strip: its sentences in order, as wide as they have words, coloured by theme.

    A sentence with several themes is cut into as many bands. Points are set apart; of a few readouts each has its
    number and its themes below.
    """
    data = sentences[["readout_id", "point", "sentence", "n_words"]].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    found = tags.groupby(["readout_id", "sentence"])["theme"].agg(list)
    keys = pd.MultiIndex.from_frame(data[["readout_id", "sentence"]])
    themes = [value if isinstance(value, list) else [NONE] for value in found.reindex(keys)]
    data["themes"] = [";".join(value) for value in themes]
    tips = {
        f"#{sentence_anchor(row.readout_id, row.sentence)}": (
            f"{row.meeting}, point {row.point}, sentence {row.sentence}: "
            + ", ".join(codebook.label(theme) for theme in row.themes.split(";"))
        )
        for row in data.itertuples()
    }

    def draw(width: float) -> Figure:
        return _draw(data, codebook, names, width)

    return Chart("strip", title, _strip_alt(data, codebook, names), data, draw, tips)


def _draw(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], width: float) -> Figure:
    few = len(names) <= MAX_ONE_BY_ONE
    pitch, band = (NAMED + BAND + LINE * NAMES + 0.1, BAND) if few else (PITCH, THIN)
    height = pitch * len(names)
    figure = new_figure(height + key_height(codebook, width), width)
    longest = max((text_width(name, 7) for name in names.values()), default=0.0)
    left = 0.1 if few else min(longest + 0.25, width / 3)
    axes = place_axes(figure, left, key_height(codebook, width), width - left - 0.1, height)
    lengths = data.groupby("readout_id")["n_words"].sum()
    space = max(lengths, default=1) * SPACE
    gaps = data.groupby("readout_id")["point"].nunique() - 1
    axes.set_xlim(0, max(lengths + gaps * space, default=1))
    axes.set_ylim(height, 0)
    axes.set_axis_off()
    for n, (readout_id, meeting) in enumerate(names.items()):
        top = n * pitch + (NAMED if few else 0)
        named = fit(meeting, width - 0.2, 9.5, bold=True) if few else fit(meeting, left - 0.2, 7)
        axes.text(0 if few else -0.012, top - 0.04 if few else top + band / 2, named,
                  ha="left" if few else "right", va="bottom" if few else "center", fontsize=9.5 if few else 7,
                  transform=axes.get_yaxis_transform(), weight="bold" if few else "normal")  # fmt: skip
        x = 0.0
        for point, own in data[data["readout_id"] == readout_id].groupby("point", sort=False):
            if few:
                _name_point(axes, x, top + band, int(str(point)), own, codebook)
            x = _draw_point(axes, x, top, band, own, codebook) + space
    draw_key(figure, codebook)
    return figure


def _draw_point(axes: Axes, x: float, top: float, band: float, own: pd.DataFrame, codebook: Codebook) -> float:
    """One point's sentences, side by side; returns where they end."""
    for row in own.itertuples():
        themes = row.themes.split(";")
        for n, theme in enumerate(themes):
            place = (x, top + band * n / len(themes), row.n_words, band / len(themes))
            draw_theme(axes, place, theme, codebook, f"#{sentence_anchor(row.readout_id, row.sentence)}")
        x += row.n_words
    return x


def _name_point(axes: Axes, x: float, below: float, point: int, own: pd.DataFrame, codebook: Codebook) -> None:
    """A point's number, and its themes where its width has room for them."""
    inches = axes.get_position().width * width_of(axes) / axes.get_xlim()[1] * own["n_words"].sum()
    keys = list(dict.fromkeys(theme for themes in own["themes"] for theme in themes.split(";") if theme != NONE))
    said = f"{point} {', '.join(codebook.label(key) for key in keys)}"
    said = fit(said, inches, 7.5, lines=NAMES)
    if said.endswith(MORE) or is_narrow(axes):
        said = str(point)
    axes.text(x, below + 0.04, said, va="top", fontsize=7.5, linespacing=1.1,
              color=INK if set(keys) & set(codebook.core_keys) else MUTED)  # fmt: skip


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
    title = "What comes first, and what comes last"
    return strip_chart(study.sentences, study.tags, study.codebook, study.names, title)
