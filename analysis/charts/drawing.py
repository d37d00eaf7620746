"""What the charts share: a figure under its title, axes placed in inches, linked bars, colours."""

from __future__ import annotations

import textwrap
from typing import Any

from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ..codebook import NONE, Codebook
from .chart import TITLE_GROUP, TITLE_HEIGHT

FEW = 4  # meetings that stand beside each other as bars; more stand in a row for each theme
WIDTH = 9.0
NONE_COLOUR = "#d8dee4"
LETTER = 0.07  # inches that a letter of the small labels takes


def colour_of(codebook: Codebook, theme: str) -> str:
    return NONE_COLOUR if theme == NONE else codebook.theme(theme).colour


def pale(colour: str, strength: float) -> tuple[float, float, float]:
    """The colour mixed with white: 1 leaves it, 0 gives white."""
    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def new_figure(height: float, title: str) -> Figure:
    """A figure `height` inches high under its title."""
    figure = Figure(figsize=(WIDTH, height + TITLE_HEIGHT))
    lines = "\n".join(textwrap.wrap(title, 88, break_on_hyphens=False))
    figure.text(0.1 / WIDTH, 1 - 0.1 / (height + TITLE_HEIGHT), lines, va="top", fontsize=11.5, weight="bold",
                gid=TITLE_GROUP)  # fmt: skip
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
