"""Parts of charts: a figure with room for its title and source, axes placed in inches, linked marks, names of rows."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, TypeVar

import numpy as np
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from ...codebook.model import NONE, Codebook
from ...measures.shifts import first_to_last
from ...study import MAX_ONE_BY_ONE, Study
from ..naming import publishers_of
from ..prose import Sentences
from .chart import INK, MUTED, NARROW, PAPER, SOURCE_HEIGHT, TITLE_HEIGHT, WIDTH, Chart
from .lettering import fit, text_width

LEFT = 2.25  # inches for the names of rows, where they stand at the left
KEY_LINE = 0.2  # inches
CHANGES_IN_TITLE = 2  # that are named; the rest is counted
Drawn = TypeVar("Drawn", Chart, Chart | Sentences)


def colour_of(codebook: Codebook, theme: str) -> str:
    return INK if theme == NONE else codebook.theme(theme).colour


def faded(colour: str, strength: float) -> tuple[float, float, float, float]:
    """The colour let through: 1 leaves it, 0 shows the paper, whatever the paper is."""
    return (*to_rgb(colour), strength)


def new_figure(height: float, width: float) -> Figure:
    """A figure with `height` inches between its title and its source."""
    return Figure(figsize=(width, height + TITLE_HEIGHT + SOURCE_HEIGHT))


def width_of(axes: Axes) -> float:
    """The width in inches of the figure that the axes are in."""
    return float(axes.get_figure(root=True).get_figwidth())  # type: ignore[union-attr]


def is_narrow(axes: Axes) -> bool:
    return width_of(axes) < WIDTH


def place_axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches, from the left and from the source line."""
    size = figure.get_size_inches()
    return figure.add_axes((left / size[0], (bottom + SOURCE_HEIGHT) / size[1], width / size[0], height / size[1]))


def draw_bar(
    axes: Axes, x: float, y: float, width: float, height: float, colour: Any, link: str = "", edge: str = PAPER
) -> None:
    """A filled rectangle that leads to `link`; none where it would have no area."""
    if width and height:
        patch = Rectangle((x, y), width, height, facecolor=colour, edgecolor=edge, linewidth=0.6)
        patch.set_url(link or None)
        axes.add_patch(patch)


def draw_theme(
    axes: Axes, place: tuple[float, float, float, float], theme: str, codebook: Codebook, link: str = ""
) -> None:
    """A rectangle (x, y, width, height) in the colour of a theme; hollow for no theme."""
    hollow = theme == NONE
    draw_bar(axes, *place, PAPER if hollow else colour_of(codebook, theme), link, INK if hollow else PAPER)


def order_by_change(shifts: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Themes from the largest gain to the largest loss between the first and the last meeting."""
    change = first_to_last(shifts)["change"].fillna(0).round(9)
    return sorted(keys, key=lambda key: (-change.get(key, 0), list(keys).index(key)))


def name_rows(axes: Axes, themes: Sequence[str], codebook: Codebook) -> None:
    """The names of themes whose rows are at 0, 1, 2, ...: left of them, or above them; core themes stand out."""
    axes.set_yticks([])
    narrow = is_narrow(axes)
    left = axes.get_position().x0 * width_of(axes)
    for y, theme in enumerate(themes):
        core, label = theme != NONE and codebook.theme(theme).core, codebook.label(theme)
        named = fit(label, NARROW - 1.7, 9, bold=core) if narrow else fit(label, left - 0.15, 9.5, bold=core, lines=2)
        axes.annotate(named, (0, y - 0.4 * narrow), xycoords=axes.get_yaxis_transform(), va="center",
                      xytext=(0 if narrow else -6, 0), textcoords="offset points", ha="left" if narrow else "right",
                      fontsize=9 if narrow else 9.5, weight="bold" if core else "normal",
                      linespacing=0.95, color=INK if core else MUTED)  # fmt: skip


def share_limits(bounds: Any, floor: float = 0.05) -> tuple[float, float]:
    """Limits of an axis that holds all bounds, and zero, and is at least `floor` wide to each side."""
    found = np.asarray(bounds, dtype=float)
    found = found[np.isfinite(found)]
    low, high = min(found.min(initial=0.0), -floor), max(found.max(initial=0.0), floor)
    room = 0.04 * (high - low)
    return float(low - room), float(high + room)


def draw_key(figure: Figure, codebook: Codebook) -> None:
    """The themes' names beside their colours at the foot; themes that share a colour are the others."""
    width = figure.get_figwidth()
    height = key_height(codebook, width)
    axes = place_axes(figure, 0.1, 0.0, width - 0.2, height)
    axes.set_axis_off()
    axes.set_xlim(0, width - 0.2)
    axes.set_ylim(height, 0)
    for theme, label, x, line in _key_places(codebook, width - 0.2):
        y = 0.2 + KEY_LINE * line
        draw_theme(axes, (x, y - 0.06, 0.12, 0.12), theme, codebook)
        axes.text(x + 0.17, y, label, va="center", fontsize=8, color=INK)


def key_height(codebook: Codebook, width: float) -> float:
    """The room in inches that a key takes at the foot."""
    return 0.35 + KEY_LINE * max(line for *_, line in _key_places(codebook, width - 0.2))


def _key_places(codebook: Codebook, room: float) -> list[tuple[str, str, float, int]]:
    """A theme of each colour, its label, how far from the left it stands in inches, and in which line."""
    colours: dict[str, list[str]] = {}
    for theme in [*codebook.keys, NONE]:
        colours.setdefault(colour_of(codebook, theme), []).append(theme)
    places, x, line = [], 0.0, 0
    for first, *others in colours.values():
        label = "Other themes" if others else fit(codebook.label(first), room - 0.2, 8)
        width = 0.35 + text_width(label, 8)
        if x and x + width > room:
            x, line = 0.0, line + 1
        places.append((first, label, x, line))
        x += width
    return places


def source_of(study: Study) -> str:
    """Who published the readouts, and of which days they are."""
    publishers = publishers_of(study)
    days = [f"{day.day} {day:%B %Y}" for day in study.readouts["date"].dropna().sort_values()]
    span = f", {' to '.join(dict.fromkeys((days[0], days[-1])))}" if days else ""
    return f"Source: {f'{publishers}, ' if publishers else ''}readouts{span}; coded by the study's codebook."


def first_and_last_names(study: Study) -> str:
    first, last = (study.names[name] for name in study.first_and_last)
    return f"{first} and {last}" if len(study.timeline) > 1 else first


def is_or_are(items: Sequence[str]) -> str:
    return "is" if len(items) == 1 else "are"


def few_meetings(study: Study) -> dict[str, str]:
    """The meetings of a study, or the first and the last where they are many."""
    kept = list(study.names) if len(study.names) <= MAX_ONE_BY_ONE else study.first_and_last
    return {name: study.names[name] for name in kept}
