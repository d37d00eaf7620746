"""Chart of two meetings' points, facing each other: alignment and similarities → boxes and the lines between them."""

from __future__ import annotations

import textwrap
from collections.abc import Mapping

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.patches import PathPatch
from matplotlib.path import Path

from ...codebook.model import NONE, Codebook
from ...measures.alignment import SIMILARITY_COLUMNS, compare_points
from ...measures.shifts import CONTINUED, DROPPED, NEW
from ...study import Study
from ..anchors import sentence_anchor
from ..prose import Sentences
from .chart import FAINT, INK, MUTED, PAPER, STYLE, Chart
from .drawing import WIDTH, colour_of, draw_bar, draw_key, new_figure, place_axes
from .of_part import of_part
from .points import share_by_point

LEFT, RIGHT, BOX = 2.5, 6.5, 0.16  # inches: the two columns of boxes, the width of one
INCH_PER_WORD, GAP, LEAST = 0.008, 0.12, 0.3
NO_COUNTERPART = "no counterpart shown"
LETTERS = 27  # of a name in one line over a column
THICKEST = 16  # points of line width for a similarity of 1


@mpl.rc_context(STYLE)
def alignment_chart(
    alignment: pd.DataFrame, similarities: pd.DataFrame, sentences: pd.DataFrame, tags: pd.DataFrame,
    codebook: Codebook, names: Mapping[str, str], title: str, *, over_time: bool = True,
) -> Chart:  # fmt: skip
    """Two readouts' points as boxes as high as they have words, in the colours of their themes.

    Every pair has a line as thick as it is similar; dark ones are counterparts. A point without says so, and over
    time that it is new or dropped; otherwise the two are accounts of one meeting.
    """
    data = _lines(alignment, similarities)
    shares = share_by_point(sentences, tags, codebook.keys)
    ends = (data["from_id"].iloc[0], data["to_id"].iloc[0]) if len(data) else tuple(names)[:2]
    sides = [_boxes(shares[shares["readout_id"] == name]) for name in ends]
    height = max((max((box[1] for box in side.values()), default=LEAST) for side in sides), default=LEAST)
    figure = new_figure(height + 1.0, title)
    axes = place_axes(figure, 0, 0.55, WIDTH, height + 0.2)
    axes.set_xlim(0, WIDTH)
    axes.set_ylim(height, -0.2)
    axes.set_axis_off()
    first = sentences.groupby(["readout_id", "point"])["sentence"].min()
    _draw_lines(axes, data, sides, first)
    lone = {(row.from_id, row.from_point) if pd.notna(row.from_point) else (row.to_id, row.to_point):
            f"{row.status}: {NO_COUNTERPART}" if over_time else NO_COUNTERPART
            for row in alignment[alignment["status"] != CONTINUED].itertuples()}  # fmt: skip
    tips = {}
    for n, (name, boxes) in enumerate(zip(ends, sides, strict=False)):
        named = "\n".join(textwrap.wrap(names[name], LETTERS))
        axes.text((LEFT, RIGHT)[n], -0.08, named, ha=("right", "left")[n], va="bottom", fontsize=10, weight="bold")
        for point, (top, bottom) in boxes.items():
            link = f"#{sentence_anchor(name, first[(name, point)])}"
            own = shares[(shares["readout_id"] == name) & (shares["point"] == point) & (shares["share_words"] > 0)]
            _draw_box(axes, n, top, bottom, own, codebook, link)
            _name_box(axes, n, (top + bottom) / 2, point, own, codebook, link, lone.get((name, point), ""))
            tips[link] = f"{names[name]}, point {point}: {_themes(own, codebook)}"
    draw_key(figure, [*codebook.keys, NONE], codebook, 1.35)
    return Chart("alignment" if over_time else "accounts", title, _alt(alignment, names), data, figure, tips)


def _lines(alignment: pd.DataFrame, similarities: pd.DataFrame) -> pd.DataFrame:
    keys = ["from_id", "to_id", "from_point", "to_point"]
    pairs = alignment[alignment["status"] == CONTINUED][[*keys, "status"]]
    data = similarities.astype({"from_point": "Int64", "to_point": "Int64"}).merge(pairs, how="left", on=keys)
    return data.assign(status=data["status"].fillna(""))


def _boxes(shares: pd.DataFrame) -> dict[int, tuple[float, float]]:
    """Top and bottom of each point's box, in inches, as high as it has words."""
    boxes, y = {}, 0.0
    for point, words in shares.groupby("point")["n_words"].sum().items():
        bottom = y + max(float(words) * INCH_PER_WORD, LEAST)
        boxes[int(point)] = (y, bottom)
        y = bottom + GAP
    return boxes


def _draw_lines(axes: Axes, data: pd.DataFrame, sides: list[dict[int, tuple[float, float]]], first: pd.Series) -> None:
    for row in data.sort_values(["status", "similarity"]).itertuples():
        ys = [sum(side[point]) / 2 for side, point in zip(sides, (row.from_point, row.to_point), strict=True)]
        start, end, middle = LEFT + BOX, RIGHT - BOX, (LEFT + RIGHT) / 2
        path = Path([(start, ys[0]), (middle, ys[0]), (middle, ys[1]), (end, ys[1])],
                    [Path.MOVETO, Path.CURVE4, Path.CURVE4, Path.CURVE4])  # fmt: skip
        goes_on = row.status == CONTINUED
        line = PathPatch(path, fill=False, linewidth=max(row.similarity * THICKEST, 0.1),
                         edgecolor=MUTED if goes_on else FAINT, alpha=1 if goes_on else 0.6)  # fmt: skip
        line.set_url(f"#{sentence_anchor(row.to_id, first[(row.to_id, row.to_point)])}")
        axes.add_patch(line)
        if goes_on:
            at = 0.25  # of the way: the curves of several pairs cross in the middle
            y = (1 - at) ** 2 * (1 + 2 * at) * ys[0] + at**2 * (3 - 2 * at) * ys[1]
            x = start * (1 - at) ** 3 + 3 * middle * at * (1 - at) + end * at**3
            axes.text(x, y, f"{row.similarity:.2f}", ha="center", va="center", fontsize=8, color=INK,
                      bbox={"facecolor": PAPER, "edgecolor": "none", "pad": 1})  # fmt: skip


def _draw_box(axes: Axes, n: int, top: float, bottom: float, own: pd.DataFrame, codebook: Codebook, link: str) -> None:
    y = top
    for row in own.itertuples():
        part = (bottom - top) * row.share_words
        draw_bar(axes, (LEFT, RIGHT - BOX)[n], y, BOX, part, colour_of(codebook, row.theme), link)
        y += part


def _name_box(
    axes: Axes, n: int, y: float, point: int, own: pd.DataFrame, codebook: Codebook, link: str, status: str
) -> None:
    named = _themes(own, codebook).split(", ")[0]
    said = f"{point}  {named}" + (f"\n{status}" if status else "")
    axes.text((LEFT - 0.08, RIGHT + 0.08)[n], y, said, ha=("right", "left")[n], va="center", fontsize=9,
              color=MUTED if status else INK, url=link)  # fmt: skip


def _themes(own: pd.DataFrame, codebook: Codebook) -> str:
    """A point's themes, the largest first, no theme last."""
    size = own["share_words"].where(own["theme"] != NONE, 0).round(9)
    ordered = own.assign(size=size).sort_values("size", ascending=False, kind="stable")
    return ", ".join(codebook.label(theme) for theme in ordered["theme"])


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
    """How many points each of two accounts of a meeting has without a counterpart in the other."""
    if alignment.empty:
        return "One of the accounts has no points to compare"
    one, other = (study.names[alignment[side].iloc[0]] for side in ("from_id", "to_id"))
    of = f" (the last of {len(study.accounts)})" if len(study.accounts) > 1 else ""
    alone = [int((alignment["status"] == status).sum()) for status in (DROPPED, NEW)]
    both = int((alignment["status"] == CONTINUED).sum())
    return (
        f"Two accounts of one meeting{of}: a counterpart is shown for {both} agenda points, for {alone[0]} of {one} "
        f"and {alone[1]} of {other} none is"
    )


def of_alignment(alignment: pd.DataFrame, study: Study) -> str:
    """How many points of the first meeting have a counterpart at the last."""
    if alignment.empty:
        return "There are no two meetings whose points could be compared"
    first, last = (study.names[alignment[side].iloc[0]] for side in ("from_id", "to_id"))
    number, of = int((alignment["status"] == CONTINUED).sum()), int(alignment["from_point"].notna().sum())
    return f"For {number} of {of} agenda points of {first} a counterpart at {last} is shown"


@of_part
def accounts(study: Study) -> Chart | Sentences:
    """The points of two accounts of one meeting, the latest that has two; in words where none has."""
    if not study.accounts:
        return Sentences(["No meeting of this study has readouts by two publishers."])
    one, other = study.accounts[-1]
    aligned = study.account_alignment
    aligned = aligned[(aligned["from_id"] == one) & (aligned["to_id"] == other)]
    title = of_accounts(aligned, study)
    return _draw_points_facing(study, aligned, (one, other), title, over_time=False)


@of_part
def alignment(study: Study) -> Chart:
    """Points of the first meeting and of the last, and the similarities between them."""
    title = of_alignment(study.alignment, study)
    return _draw_points_facing(study, study.alignment, study.first_and_last, title, over_time=True)


def _draw_points_facing(
    study: Study, alignment: pd.DataFrame, pair: tuple[str, str], title: str, *, over_time: bool
) -> Chart:
    similarities = pd.DataFrame(columns=SIMILARITY_COLUMNS)
    if pair[0] != pair[1]:
        similarities = compare_points(study.sentences, *pair)
    return alignment_chart(
        alignment, similarities, study.sentences, study.tags, study.codebook, study.names, title, over_time=over_time
    )
