"""Chart of two meetings' points, facing each other: alignment → boxes, lines between pairs, and shared wording."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import NamedTuple

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ...codebook.model import NONE, Codebook
from ...io.wording import counted
from ...measures.repeated import shared_phrases
from ...measures.shifts import CONTINUED
from ...study import Study
from ..anchors import sentence_anchor
from ..naming import opened
from ..prose import Sentences
from .chart import INK, MUTED, PAPER, WIDTH, Chart
from .drawing import draw_key, draw_theme, is_narrow, key_height, new_figure, place_axes
from .lettering import fit
from .of_part import of_part

BOX = 0.16  # inches: the width of a point's box
INCH_PER_WORD, GAP, LEAST, NARROW_LEAST = 0.006, 0.1, 0.32, 0.62
HEAD = 0.45  # inches, for the names of the meetings
NO_COUNTERPART = "no counterpart"
NAMES = 2  # themes that a box is named with
LINES = 1  # of a quotation
QUOTED = 0.15  # inches that a line of a quotation takes
CLEAR, OVER = 0.15, 0.05  # inches of a curve that a quotation leaves free at each end; between it and a level curve
THICKEST = 9  # points of line width for a similarity of 1
Box = tuple[float, float]


def alignment_chart(
    alignment: pd.DataFrame, sentences: pd.DataFrame, tags: pd.DataFrame, codebook: Codebook, names: Mapping[str, str],
    title: str, *, over_time: bool = True,
) -> Chart:  # fmt: skip
    """Two readouts' points as boxes as high as they have words, in the colours of their themes.

    Each pair of counterparts has a line as thick as it is similar, with the longest wording that the two share. A
    point without is named in grey. Not over time, the two are accounts of one meeting.
    """
    data = alignment.assign(phrase=shared_phrases(alignment, sentences))
    shares = share_by_point(sentences, tags, codebook.keys)
    ends = (data["from_id"].iloc[0], data["to_id"].iloc[0]) if len(data) else tuple(names)[:2]
    first = sentences.groupby(["readout_id", "point"])["sentence"].min()
    own = shares[shares["readout_id"].isin(ends) & (shares["share_words"] > 0)]
    lone = {(row.from_id, row.from_point) if pd.notna(row.from_point) else (row.to_id, row.to_point)
            for row in data[data["status"] != CONTINUED].itertuples()}  # fmt: skip
    points = {key: _Point(f"#{sentence_anchor(key[0], first[key])}", part, key in lone)
              for key, part in own.groupby(["readout_id", "point"], sort=False)}  # fmt: skip
    tips = {one.link: f"{names[name]}, point {point}: {', '.join(_themes(one.shares, codebook))}"
            f"{f'; {NO_COUNTERPART}' if one.lone else ''}" for (name, point), one in points.items()}  # fmt: skip

    def draw(width: float) -> Figure:
        return _draw(data, ends, points, codebook, names, width)

    return Chart("alignment" if over_time else "accounts", title, _alt(alignment, names), data, draw, tips)


class _Point(NamedTuple):
    """A point as drawn: where it leads, its themes' shares of its words, and whether it has no counterpart."""

    link: str
    shares: pd.DataFrame
    lone: bool


def share_by_point(sentences: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Share of each point's words given to each theme and to `none`; zeros are rows.

    Returns readout_id, point, theme, n_words, share_words; the shares of a point add up to 1.
    """
    given = sentences[["readout_id", "point", "sentence", "n_words"]].merge(
        tags[["readout_id", "sentence", "theme", "weight"]], how="left", on=["readout_id", "sentence"]
    )
    given["theme"] = given["theme"].fillna(NONE)
    given["n_words"] = given["n_words"] * given["weight"].fillna(1.0)
    table = given.pivot_table(
        index=["readout_id", "point"], columns="theme", values="n_words", aggfunc="sum", sort=False
    )
    table = table.reindex(columns=[*themes, NONE]).fillna(0.0)
    words = table.stack().rename("n_words").reset_index()
    words["share_words"] = words["n_words"] / words.groupby(["readout_id", "point"])["n_words"].transform("sum")
    return words


def _draw(
    data: pd.DataFrame, ends: Sequence[str], points: Mapping[tuple[str, int], _Point], codebook: Codebook,
    names: Mapping[str, str], width: float,
) -> Figure:  # fmt: skip
    least = NARROW_LEAST if width < WIDTH else LEAST
    sides = [_boxes({point: one for (of, point), one in points.items() if of == name}, least) for name in ends]
    height = (
        max((bottom for side in sides for _, bottom in side.values()), default=least) + 0.02
    )  # the edge of the last
    figure = new_figure(HEAD + height + key_height(codebook, width), width)
    axes = place_axes(figure, 0, key_height(codebook, width), width, HEAD + height)
    axes.set_xlim(0, width)
    axes.set_ylim(height, -HEAD)
    axes.set_axis_off()
    edge = 0.36 if width < WIDTH else 0.33  # a quotation has room between
    columns = (width * edge, width * (1 - edge))  # of the boxes: their outer edges
    room = columns[0] - 0.2
    _draw_pairs(axes, data[data["status"] == CONTINUED], sides, (columns[0] + BOX, columns[1] - BOX), points)
    for n, (name, boxes) in enumerate(zip(ends, sides, strict=False)):
        named = fit(names[name], room, 10, bold=True, lines=2)
        align = ("right", "left")[n]
        axes.text(columns[n], -0.08, named, ha=align, va="bottom", fontsize=10, weight="bold")
        for point, (top, bottom) in boxes.items():
            one = points[name, point]
            _draw_box(axes, columns[n] - BOX * n, (top, bottom), one, codebook)
            said = fit(f"{point} {', '.join(_themes(one.shares, codebook)[:NAMES])}", room, 8.5, lines=2)
            axes.text(columns[n] + (-0.08, 0.08)[n], (top + bottom) / 2, said, ha=align, va="center",
                      fontsize=8.5, linespacing=1.1, color=MUTED if one.lone else INK, url=one.link)  # fmt: skip
    draw_key(figure, codebook)
    return figure


def _boxes(points: Mapping[int, _Point], least: float) -> dict[int, Box]:
    """Top and bottom of each point's box, in inches, as high as it has words."""
    boxes, y = {}, 0.0
    for point, one in sorted(points.items()):
        bottom = y + max(float(one.shares["n_words"].sum()) * INCH_PER_WORD, least)
        boxes[point] = (y, bottom)
        y = bottom + GAP
    return boxes


def _draw_pairs(
    axes: Axes, pairs: pd.DataFrame, sides: Sequence[Mapping[int, Box]], between: tuple[float, float],
    points: Mapping[tuple[str, int], _Point],
) -> None:  # fmt: skip
    """A curve for each pair, and at its middle the similarity and the shared wording, none over another.

    On a steep curve they hide its middle only; on a level one they stand above it, or below.
    """
    start, end = between
    middle = (start + end) / 2
    free = -HEAD
    drawn = [(sum(sides[0][row.from_point]) / 2, sum(sides[1][row.to_point]) / 2, row) for row in pairs.itertuples()]
    for left, right, row in sorted(drawn, key=lambda one: one[0] + one[1]):
        path = Path([(start, left), (middle, left), (middle, right), (end, right)],
                    [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])  # fmt: skip
        line = PathPatch(path, fill=False, linewidth=max(row.similarity * THICKEST, 0.5), edgecolor=MUTED)
        line.set_url(points[row.to_id, row.to_point].link)
        axes.add_patch(line)
        said = f"{row.similarity:.2f}"
        if row.phrase and not is_narrow(axes):
            said += "\n" + fit(f"“{row.phrase}”", end - start - 2 * CLEAR, 8, lines=LINES)
        high = QUOTED * (said.count("\n") + 1)
        top = _beside(left, right, high, free)
        free = top + high + 0.05
        axes.text(middle, top + high / 2, said, ha="center", va="center", fontsize=8, color=INK, zorder=4,
                  bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1})  # fmt: skip


def _beside(left: float, right: float, high: float, free: float) -> float:
    """Where words as high as that begin at the middle of a curve, below what is taken: on it if steep, else above it.

    >>> _beside(0.0, 2.0, 0.4, -1.0), round(_beside(1.0, 1.0, 0.4, -1.0), 2), round(_beside(1.0, 1.0, 0.4, 0.9), 2)
    (0.8, 0.55, 1.05)
    """
    middle = (left + right) / 2
    if abs(left - right) > high:
        return max(middle - high / 2, free)
    above = middle - high - OVER
    return above if above >= free else max(middle + OVER, free)


def _draw_box(axes: Axes, x: float, box: Box, point: _Point, codebook: Codebook) -> None:
    y, bottom = box
    for row in point.shares.itertuples():
        part = (bottom - box[0]) * row.share_words
        draw_theme(axes, (x, y, BOX, part), row.theme, codebook, point.link)
        y += part


def _themes(own: pd.DataFrame, codebook: Codebook) -> list[str]:
    """A point's themes, the largest first; no theme only where it has none."""
    size = own["share_words"].where(own["theme"] != NONE, 0).round(9)
    ordered = own.assign(size=size).sort_values("size", ascending=False, kind="stable")
    themes = [theme for theme in ordered["theme"] if theme != NONE] or [NONE]
    return [codebook.label(theme) for theme in themes]


def _alt(alignment: pd.DataFrame, names: Mapping[str, str]) -> str:
    if alignment.empty:
        return "No points to compare."
    first, last = (names[alignment[side].iloc[0]] for side in ("from_id", "to_id"))
    said = [
        f"point {row.from_point} of {first} with point {row.to_point} of {last} ({row.similarity:.2f})"
        for row in alignment[alignment["status"] == CONTINUED].itertuples()
    ]
    lone = alignment["status"].value_counts()
    return (
        f"Points of {first} at the left, of {last} at the right. Counterparts: {', '.join(said) or 'none'}. "
        f"Without counterpart: {lone.get('dropped', 0)} of {first}, {lone.get('new', 0)} of {last}."
    )


def of_accounts(alignment: pd.DataFrame, study: Study) -> str:
    """How many points of one account of a meeting have a counterpart in the other."""
    if alignment.empty:
        return "One of the accounts has no points to compare"
    both = int((alignment["status"] == CONTINUED).sum())
    first, second = (int(alignment[side].notna().sum()) for side in ("from_point", "to_point"))
    said = _with_counterpart(both, counted(first, "point"), "one")
    return f"Two accounts of one meeting: {said} among the other's {second}"


def of_alignment(alignment: pd.DataFrame, study: Study) -> str:
    """How many points of the first meeting have a counterpart at the last."""
    if alignment.empty:
        return "There are no two meetings whose points could be compared"
    first, last = (study.names[alignment[side].iloc[0]] for side in ("from_id", "to_id"))
    number, of = int((alignment["status"] == CONTINUED).sum()), int(alignment["from_point"].notna().sum())
    return opened(_with_counterpart(number, counted(of, "agenda point"), first) + f" at {last}")


def _with_counterpart(number: int, points: str, of: str) -> str:
    return f"{number or 'none'} of {points} of {of} {'has' if number < 2 else 'have'} a counterpart"


@of_part
def accounts(study: Study) -> Chart | Sentences:
    """The points of two accounts of one meeting, the latest that has two; in words where none has."""
    if not study.accounts:
        return Sentences(["No meeting of this study has readouts by two publishers."])
    one, other = study.accounts[-1]
    aligned = study.account_alignment
    aligned = aligned[(aligned["from_id"] == one) & (aligned["to_id"] == other)].reset_index(drop=True)
    title = of_accounts(aligned, study)
    return alignment_chart(
        aligned, study.sentences, study.tags, study.codebook, {name: study.names[name] for name in (one, other)}, title,
        over_time=False,
    )  # fmt: skip


@of_part
def alignment(study: Study) -> Chart:
    """Points of the first meeting and of the last, and which of them continue each other."""
    title, names = of_alignment(study.alignment, study), {name: study.names[name] for name in study.first_and_last}
    return alignment_chart(study.alignment, study.sentences, study.tags, study.codebook, names, title)
