"""Parts of charts: a figure under its title, axes placed in inches, linked bars, colours."""

from __future__ import annotations

import textwrap
from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle
from matplotlib.transforms import Transform

from ...codebook.model import NONE, Codebook
from ...measures.shifts import first_to_last
from ...study import MAX_ONE_BY_ONE, Study
from .chart import INK, MUTED, TITLE_GROUP, TITLE_HEIGHT

WIDTH = 9.0
NONE_COLOUR = "#d8dee4"
SEE_THROUGH = 0.6  # strength of a colour below which the paper decides what can be read on it
LETTER = 0.07  # inches that a letter of the small labels takes
CHANGES_IN_TITLE = 2  # that are named; the rest is counted


def colour_of(codebook: Codebook, theme: str) -> str:
    return NONE_COLOUR if theme == NONE else codebook.theme(theme).colour


def pale(colour: str, strength: float) -> tuple[float, float, float]:
    """The colour mixed with white: 1 leaves it, 0 gives white."""
    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def faded(colour: str, strength: float) -> tuple[float, float, float, float]:
    """The colour let through: 1 leaves it, 0 shows the paper, whatever the paper is."""
    return (*to_rgb(colour), strength)


def readable(colour: Sequence[float], strength: float = 1.0) -> str:
    """Black or white, whichever stands out from the colour (relative luminance, WCAG 2); the page's own ink where
    the paper shows through, since a dark page has it in another colour.
    """
    if strength < SEE_THROUGH:
        return INK
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return "#000000" if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18 else "#fefefe"


def new_figure(height: float, title: str) -> Figure:
    """A figure `height` inches high under its title."""
    figure = Figure(figsize=(WIDTH, height + TITLE_HEIGHT))
    lines, size = textwrap.wrap(title, 88, break_on_hyphens=False), 11.5
    if len(lines) > 2:  # there is room for two of this size
        lines, size = textwrap.wrap(title, 108, break_on_hyphens=False), 9.2
    figure.text(0.1 / WIDTH, 1 - 0.1 / (height + TITLE_HEIGHT), "\n".join(lines), va="top", fontsize=size,
                weight="bold", gid=TITLE_GROUP)  # fmt: skip
    return figure


def place_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches."""
    size = figure.get_size_inches()
    return figure.add_axes((left / size[0], bottom / size[1], width / size[0], height / size[1]))


def draw_bar(axes: Axes, x: float, y: float, width: float, height: float, colour: Any, link: str) -> None:
    """A filled rectangle that leads to `link`; none where it would have no area."""
    if not width or not height:
        return
    patch = Rectangle((x, y), width, height, facecolor=colour, edgecolor="none")
    patch.set_url(link)
    axes.add_patch(patch)


def order_by_change(shifts: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Themes from the largest gain to the largest loss between the first and the last meeting."""
    change = first_to_last(shifts)["change"].fillna(0).round(9)
    return sorted(keys, key=lambda key: (-change.get(key, 0), list(keys).index(key)))


def name_row(axes: Axes, x: float, y: float, theme: str, codebook: Codebook, transform: Transform) -> None:
    """A theme's name left of its row; core themes stand out."""
    core = theme != NONE and codebook.theme(theme).core
    axes.text(x, y, codebook.label(theme), ha="right", va="center", transform=transform,
              weight="bold" if core else "normal", color=INK if core else MUTED)  # fmt: skip


def name_rows(axes: Axes, themes: Sequence[str], codebook: Codebook) -> None:
    """The names of themes whose rows are at 0, 1, 2, ..."""
    axes.set_yticks([])
    for y, theme in enumerate(themes):
        name_row(axes, -0.03, y, theme, codebook, axes.get_yaxis_transform())


def share_limits(bounds: Any, floor: float = 0.05) -> tuple[float, float]:
    """Limits of an axis that holds all bounds, and zero, and is at least `floor` wide to each side."""
    found = np.asarray(bounds, dtype=float)
    found = found[np.isfinite(found)]
    low, high = min(found.min(initial=0.0), -floor), max(found.max(initial=0.0), floor)
    room = 0.04 * (high - low)
    return float(low - room), float(high + room)


def draw_key(figure: Figure, themes: Sequence[str], codebook: Codebook, left: float) -> None:
    """The themes' names beside their colours, in one or two lines at the foot."""
    room = WIDTH - left - 0.15
    axes = place_axes(figure, left, 0.05, room, 0.42)
    axes.set_axis_off()
    axes.set_xlim(0, room)
    axes.set_ylim(0.42, 0)
    x, y = 0.0, 0.1
    for theme in themes:
        width = 0.35 + 0.072 * len(codebook.label(theme))
        if x + width > room:
            x, y = 0.0, y + 0.2
        axes.add_patch(Rectangle((x, y - 0.06), 0.12, 0.12, facecolor=colour_of(codebook, theme), edgecolor="none"))
        axes.text(x + 0.17, y, codebook.label(theme), va="center", fontsize=8, color=INK)
        x += width


def first_and_last_names(study: Study) -> str:
    first, last = (study.names[name] for name in study.first_and_last)
    return f"{first} and {last}" if len(study.timeline) > 1 else first


def is_or_are(items: Sequence[str]) -> str:
    return "is" if len(items) == 1 else "are"


def few_meetings(study: Study) -> dict[str, str]:
    """The meetings of a study, or the first and the last where they are many."""
    kept = list(study.names) if len(study.names) <= MAX_ONE_BY_ONE else study.first_and_last
    return {name: study.names[name] for name in kept}
