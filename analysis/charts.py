"""Tables → charts. Each function draws one message and links every mark to its sentences."""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Mapping, Sequence

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from .chart import INK, MUTED, STYLE, TITLE_GROUP, TITLE_HEIGHT, Chart
from .codebook import NONE, Codebook
from .evidence import sentence_anchor, theme_anchor
from .prose import percent, points_of_change

FEW = 4  # meetings that stand beside each other as bars; more stand in a row for each theme
WIDTH = 9.0
NONE_COLOUR = "#d8dee4"
LETTER = 0.07  # inches that a letter of the small labels takes


def _colour(codebook: Codebook, theme: str) -> str:
    return NONE_COLOUR if theme == NONE else codebook.theme(theme).colour


def _pale(colour: str, strength: float) -> tuple[float, float, float]:
    """The colour mixed with white: 1 leaves it, 0 gives white."""
    red, green, blue = (1 - strength * (1 - part) for part in to_rgb(colour))
    return red, green, blue


def _figure(height: float, title: str) -> Figure:
    """A figure `height` inches high under its title."""
    figure = Figure(figsize=(WIDTH, height + TITLE_HEIGHT), layout="none")
    lines = "\n".join(textwrap.wrap(title, 88, break_on_hyphens=False))
    figure.text(0.1 / WIDTH, 1 - 0.1 / (height + TITLE_HEIGHT), lines, va="top", fontsize=11.5, weight="bold",
                gid=TITLE_GROUP)  # fmt: skip
    return figure


def _axes(figure: Figure, left: float, bottom: float, width: float, height: float) -> Axes:
    """Axes at a place given in inches."""
    size = figure.get_size_inches()
    return figure.add_axes((left / size[0], bottom / size[1], width / size[0], height / size[1]))


def _order_by_change(shifts: pd.DataFrame, keys: Sequence[str]) -> list[str]:
    """Themes from the largest gain to the largest loss between the first and the last meeting."""
    if shifts.empty:
        return list(keys)
    last = shifts[["from_id", "to_id"]].iloc[-1]
    pair = shifts[(shifts["from_id"] == last["from_id"]) & (shifts["to_id"] == last["to_id"])]
    change = pair.set_index("theme")["change"].fillna(0)
    return sorted(keys, key=lambda key: (-round(change[key], 9), list(keys).index(key)))


@mpl.rc_context(STYLE)  # type: ignore[arg-type]
def emphasis_chart(
    emphasis: pd.DataFrame, shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Share of words of each theme at each meeting, with 95 % intervals, ordered by change.

    Draws `emphasis` (a bar per readout and theme, in the order of `names`); `title` is the message.
    """
    themes = [*_order_by_change(shifts, codebook.keys), NONE]
    data = emphasis[["readout_id", "theme", "share_words", "low", "high", "n_sentences"]].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    order = {theme: n for n, theme in enumerate(themes)}
    data = data.sort_values("theme", key=lambda column: column.map(order), kind="stable", ignore_index=True)
    draw = _bars_side_by_side if len(names) <= FEW else _bars_in_rows
    figure = draw(data.dropna(subset=["share_words"]), themes, codebook, names, shifts, title)
    tips = {
        f"#{theme_anchor(row.readout_id, row.theme)}": (
            f"{codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} of the words "
            f"({percent(row.low)} to {percent(row.high)}), {row.n_sentences} sentences"
        )
        for row in data.dropna(subset=["share_words"]).itertuples()
    }
    return Chart("emphasis", title, _emphasis_alt(data, codebook, names), data, figure, tips)


def _emphasis_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        top = data[(data["readout_id"] == readout_id) & (data["theme"] != NONE)].nlargest(3, "share_words")
        said = [f"{codebook.label(row.theme)} {percent(row.share_words)}" for row in top.itertuples()]
        parts.append(f"{meeting}: {', '.join(said)}.")
    shown = parts if len(parts) <= FEW else [parts[0], parts[-1]]
    return "Bar chart of each theme's share of words at each meeting. Largest shares: " + " ".join(shown)


def _bars_side_by_side(
    data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, names: Mapping[str, str], shifts: pd.DataFrame,
    title: str,
) -> Figure:
    bar, gap, count = 0.17, 0.2, len(names)
    block = bar * count + gap
    height = block * len(themes) + 1.0
    figure = _figure(height, title)
    axes = _axes(figure, 2.15, 0.55, WIDTH - 3.75, block * len(themes))
    strengths = [0.35 + 0.65 * n / max(count - 1, 1) for n in range(count)]
    verdicts = {} if shifts.empty else shifts.groupby("theme").last().to_dict("index")
    for i, theme in enumerate(themes):
        top = i * block
        core = theme != NONE and codebook.theme(theme).core
        axes.text(-0.012, top + bar * count / 2, codebook.label(theme), ha="right", va="center",
                  transform=axes.get_yaxis_transform(), weight="bold" if core else "normal",
                  color=INK if core else MUTED)  # fmt: skip
        for n, (readout_id, meeting) in enumerate(names.items()):
            rows = data[(data["readout_id"] == readout_id) & (data["theme"] == theme)]
            for row in rows.itertuples():
                y = top + bar * (n + 0.5)
                link = f"#{theme_anchor(readout_id, theme)}"
                _bar(axes, 0, y - bar * 0.45, row.share_words, bar * 0.9, _pale(_colour(codebook, theme), strengths[n]), link)
                axes.plot([row.low, row.high], [y, y], color=INK, linewidth=0.9, solid_capstyle="butt", alpha=0.75)
                said = f"{percent(row.share_words)}  {meeting}" if i == 0 else percent(row.share_words)
                axes.text(max(row.high, row.share_words) + 0.008, y, said, va="center", fontsize=8, color=INK, url=link)  # fmt: skip
        if theme in verdicts:
            axes.text(1.0, top + bar * count / 2, _verdict(verdicts[theme]), transform=axes.get_yaxis_transform(),
                      va="center", ha="left", fontsize=8.5, color=INK if verdicts[theme]["verdict"] != "not shown" else MUTED,
                      weight="bold" if verdicts[theme]["verdict"] != "not shown" else "normal")  # fmt: skip
    if verdicts:
        axes.text(1.0, -gap, "change, first to last", transform=axes.get_yaxis_transform(), va="bottom", fontsize=8, color=MUTED)
    axes.set_ylim(block * len(themes) - gap / 2, -gap / 2)
    _share_axis(axes, data["high"].max() + 0.12)
    return figure


def _verdict(row: Mapping[str, object]) -> str:
    change = points_of_change(float(row["change"]))  # type: ignore[arg-type]
    return f"{change}\n{'change ' if row['verdict'] == 'not shown' else ''}{row['verdict']}"


def _bar(axes: Axes, x: float, y: float, width: float, height: float, colour: object, link: str) -> None:
    patch = Rectangle((x, y), width, height, facecolor=colour, edgecolor="none")
    patch.set_url(link)
    axes.add_patch(patch)


def _share_axis(axes: Axes, top: float) -> None:
    axes.set_xlim(0, min(top, 1.25) or 1)
    axes.set_xticks([tick / 10 for tick in range(0, 11, 2 if top > 0.6 else 1) if tick / 10 <= top])
    axes.xaxis.set_major_formatter(lambda value, _: percent(value))
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    axes.set_xlabel("share of words, with 95 % interval (thin line)", fontsize=8.5)
    axes.tick_params(labelsize=8.5, length=3)


def _bars_in_rows(
    data: pd.DataFrame, themes: Sequence[str], codebook: Codebook, names: Mapping[str, str], shifts: pd.DataFrame,
    title: str,
) -> Figure:
    """A row for each theme, its meetings from left to right in the order of their dates."""
    row_height, gap = 0.72, 0.16
    height = (row_height + gap) * len(themes) + 0.95
    figure = _figure(height, title)
    top = max(data["high"].max() * 1.02, 0.05)
    place = {readout_id: n for n, readout_id in enumerate(names)}
    for i, theme in enumerate(themes):
        bottom = height - 0.15 - (i + 1) * (row_height + gap) + gap
        axes = _axes(figure, 1.9, bottom, WIDTH - 2.4, row_height)
        core = theme != NONE and codebook.theme(theme).core
        axes.text(-0.055, 0.5, codebook.label(theme), transform=axes.transAxes, ha="right", va="center",
                  weight="bold" if core else "normal", color=INK if core else MUTED)  # fmt: skip
        for row in data[data["theme"] == theme].itertuples():
            x, link = place[row.readout_id], f"#{theme_anchor(row.readout_id, theme)}"
            _bar(axes, x - 0.4, 0, 0.8, row.share_words, _colour(codebook, theme), link)
            axes.plot([x, x], [row.low, row.high], color=INK, linewidth=0.6, alpha=0.55)
        axes.set_xlim(-0.6, len(names) - 0.4)
        axes.set_ylim(0, top)
        axes.set_yticks([0, round(top * 0.8, 1) or top], labels=["0", percent(round(top * 0.8, 1) or top)])
        axes.tick_params(labelsize=7.5, length=2)
        axes.set_xticks(range(len(names)), labels=list(names.values()) if i == len(themes) - 1 else [""] * len(names))
        if i == len(themes) - 1:
            axes.tick_params(axis="x", rotation=60, labelsize=7)
            for label in axes.get_xticklabels():
                label.set_ha("right")
                label.set_rotation_mode("anchor")
    return figure


@mpl.rc_context(STYLE)  # type: ignore[arg-type]
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
    few = len(names) <= FEW
    band, pitch, head = (0.5, 1.15, 0.5) if few else (0.16, 0.27, 0.05)
    height = pitch * len(names) + head + 0.45
    figure = _figure(height, title)
    axes = _axes(figure, 1.35, 0.55, WIDTH - 1.5, pitch * len(names) + head)
    longest = data.groupby("readout_id")["n_words"].sum().max()
    space = longest * 0.006
    gaps = data.groupby("readout_id")["point"].nunique() - 1
    axes.set_xlim(0, (data.groupby("readout_id")["n_words"].sum() + gaps * space).max())
    for row, (readout_id, meeting) in enumerate(names.items()):
        top = row * pitch
        axes.text(-0.012, top + band / 2, meeting, ha="right", va="center", transform=axes.get_yaxis_transform(),
                  fontsize=9.5 if few else 7, weight="bold" if few else "normal")  # fmt: skip
        own = data[data["readout_id"] == readout_id]
        _strip(axes, own, top, band, space, codebook, labelled=few)
    axes.set_ylim(pitch * len(names), -head)
    axes.set_axis_off()
    _key(figure, [*codebook.keys, NONE], codebook)
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
            _bar(axes, x, top + band * n / len(themes), row.n_words * 0.985, band / len(themes),
                 _colour(codebook, theme), f"#{sentence_anchor(row.readout_id, row.sentence)}")  # fmt: skip
        x += row.n_words
        before = row.point
        runs[-1] = (runs[-1][0], runs[-1][1], x)
    if labelled:
        _label_runs(axes, runs, top, codebook)


def _label_runs(axes: Axes, runs: Iterable[tuple[str, float, float]], top: float, codebook: Codebook) -> None:
    """Name a run of sentences above it where its name has room, in one line or in a line for each word."""
    words_per_inch = axes.get_xlim()[1] / (WIDTH - 1.5)
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


def _key(figure: Figure, themes: Sequence[str], codebook: Codebook) -> None:
    """The themes' names beside their colours, in one or two lines at the foot."""
    axes = _axes(figure, 1.35, 0.05, WIDTH - 1.5, 0.42)
    axes.set_axis_off()
    axes.set_xlim(0, WIDTH - 1.5)
    axes.set_ylim(0.42, 0)
    x, y = 0.0, 0.1
    for theme in themes:
        width = 0.35 + 0.072 * len(codebook.label(theme))
        if x + width > WIDTH - 1.5:
            x, y = 0.0, y + 0.2
        axes.add_patch(Rectangle((x, y - 0.06), 0.12, 0.12, facecolor=_colour(codebook, theme), edgecolor="none"))
        axes.text(x + 0.17, y, codebook.label(theme), va="center", fontsize=8, color=INK)
        x += width


def _strip_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        own = data[data["readout_id"] == readout_id]
        order = [theme for themes in own["themes"] for theme in themes.split(";") if theme != NONE]
        first = list(dict.fromkeys(order))
        parts.append(f"{meeting} speaks, in this order, of {', '.join(codebook.label(key) for key in first) or 'no theme'}.")
    shown = parts if len(parts) <= FEW else [parts[0], parts[-1]]
    return "One strip for each readout, sentence by sentence. " + " ".join(shown)


@mpl.rc_context(STYLE)  # type: ignore[arg-type]
def point_chart(
    sentences: pd.DataFrame, tags: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str
) -> Chart:
    """Themes by point, a heat map for each meeting: the share of the point's words given to the theme."""
    data = share_by_point(sentences, tags, codebook.keys)
    data.insert(1, "meeting", data["readout_id"].map(names))
    few = len(names) <= FEW
    across = 2 if few else 5
    cell = 0.3 if few else 0.13
    left, panel_gap, head = 2.15, 0.3, 0.42 if few else 0.3
    n_themes, n_rows = len(codebook.keys) + 1, -(-len(names) // across)
    panel_width = (WIDTH - left - 0.1 - panel_gap * (across - 1)) / across
    height = n_rows * (cell * n_themes + head) + 0.35
    figure = _figure(height, title)
    widest = int(data.groupby("readout_id")["point"].nunique().max())
    for n, (readout_id, meeting) in enumerate(names.items()):
        row, column = divmod(n, across)
        bottom = height - (row + 1) * (cell * n_themes + head)
        axes = _axes(figure, left + column * (panel_width + panel_gap), bottom, panel_width, cell * n_themes)
        _heat_map(axes, data[data["readout_id"] == readout_id], codebook, widest, written=few)
        axes.set_title(meeting, fontsize=10 if few else 7, loc="left", color=INK, weight="bold" if few else "normal", pad=4)
        if column == 0:
            _theme_labels(axes, codebook, size=9 if few else 5.5)
    tips = {
        f"#{theme_anchor(row.readout_id, row.theme, row.point)}": (
            f"{codebook.label(row.theme)}, {row.meeting}, point {row.point}: {percent(row.share_words)} of the point's words"
        )
        for row in data.itertuples()
    }
    return Chart("points", title, _points_alt(data, codebook, names), data, figure, tips)


def share_by_point(sentences: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Share of each point's words given to each theme and to `none`; zeros are rows.

    Returns readout_id, point, theme, n_words, share_words; the shares of a point add up to 1.
    """
    given = sentences[["readout_id", "point", "sentence", "n_words"]].merge(
        tags[["readout_id", "sentence", "theme", "weight"]], how="left", on=["readout_id", "sentence"]
    )
    given["theme"] = given["theme"].fillna(NONE)
    given["n_words"] = given["n_words"] * given["weight"].fillna(1.0)
    table = given.pivot_table(index=["readout_id", "point"], columns="theme", values="n_words", aggfunc="sum", sort=False)
    table = table.reindex(columns=[*themes, NONE]).fillna(0.0)
    words = table.stack().rename("n_words").reset_index()
    words["share_words"] = words["n_words"] / words.groupby(["readout_id", "point"])["n_words"].transform("sum")
    return words


def _heat_map(axes: Axes, own: pd.DataFrame, codebook: Codebook, widest: int, *, written: bool) -> None:
    themes = [*codebook.keys, NONE]
    points = list(dict.fromkeys(own["point"]))
    for row in own.itertuples():
        x, y = points.index(row.point), themes.index(row.theme)
        axes.add_patch(Rectangle((x, y), 0.94, 0.9, facecolor="none", edgecolor=MUTED, linewidth=0.25, alpha=0.5))
        if row.share_words > 0:
            strength = 0.25 + 0.75 * row.share_words
            link = f"#{theme_anchor(row.readout_id, row.theme, row.point)}"
            _bar(axes, x, y, 0.94, 0.9, _pale(_colour(codebook, row.theme), strength), link)
            if written:
                axes.text(x + 0.47, y + 0.47, percent(row.share_words).replace(" %", ""), ha="center", va="center",
                          fontsize=7.5, color=_readable(_pale(_colour(codebook, row.theme), strength)), url=link)  # fmt: skip
    axes.set_xlim(0, widest)
    axes.set_ylim(len(themes), 0)
    axes.set_xticks([n + 0.47 for n in range(len(points))], labels=[str(point) for point in points] if written else [])
    axes.set_yticks([])
    axes.tick_params(length=0, labelsize=8, pad=1)
    for spine in axes.spines.values():
        spine.set_visible(False)


def _readable(colour: tuple[float, float, float]) -> str:
    """Black or white, whichever stands out from the colour (relative luminance, WCAG 2)."""
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in colour]
    return "#000000" if 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] > 0.18 else "#ffffff"


def _theme_labels(axes: Axes, codebook: Codebook, size: float) -> None:
    for y, theme in enumerate([*codebook.keys, NONE]):
        core = theme != NONE and codebook.theme(theme).core
        axes.text(-0.03, y + 0.45, codebook.label(theme), ha="right", va="center", transform=axes.get_yaxis_transform(),
                  fontsize=size, color=INK if core else MUTED, weight="bold" if core else "normal")  # fmt: skip


def _points_alt(data: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    parts = []
    for readout_id, meeting in names.items():
        own = data[(data["readout_id"] == readout_id) & (data["theme"] != NONE)]
        top = own.loc[own.groupby("point")["share_words"].idxmax()]
        said = [f"point {row.point} {codebook.label(row.theme)}" for row in top.itertuples() if row.share_words > 0]
        parts.append(f"{meeting}: {', '.join(said)}.")
    shown = parts if len(parts) <= FEW else [parts[0], parts[-1]]
    return "Heat map of themes by point. The main theme of each point: " + " ".join(shown)
