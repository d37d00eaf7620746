"""Chart of voices: voice shares → stacked bars, or panels over time: who speaks, how, and on which theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import matplotlib as mpl
import pandas as pd
from matplotlib.axes import Axes

from ...codebook.model import NONE, Codebook
from ...codebook.speakers import BOTH, NEITHER
from ...io.wording import listing
from ...measures.voices import measure_voices
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import voice_anchor
from ..prose import percent
from .chart import INK, MUTED, STYLE, Chart
from .drawing import LETTER, WIDTH, colour_of, draw_bar, draw_key, new_figure, place_axes
from .of_part import of_part
from .timeline import Panel, Times, draw_timeline, times_of

ROW, HEAD = 0.3, 0.42  # inches
NAMES = {BOTH: "both", NEITHER: "neither side"}


@mpl.rc_context(STYLE)
def voice_chart(voice_shares: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str) -> Chart:
    """Share of words by who speaks and how, a stacked bar each, in the colours of the themes; for a few meetings.

    `voice_shares` is by voice, act and theme.
    """
    data = voice_shares[voice_shares["share_words"] > 0].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    data = data.sort_values(["readout_id"], key=lambda c: c.map(list(names).index), kind="stable", ignore_index=True)
    groups = order_voices(data, codebook)
    across = min(len(names), 2) or 1
    lines = -(-len(names) // across)
    panel = ROW * max(len(groups), 1) + HEAD
    height = panel * lines + 0.62
    figure = new_figure(height, title)
    left, gap = 1.75, 0.35
    width = (WIDTH - left - 0.15 - gap * (across - 1)) / across
    longest = data.groupby(["readout_id", "voice", "act"])["share_words"].sum().max() if len(data) else 1.0
    for n, (readout_id, meeting) in enumerate(names.items()):
        line, column = divmod(n, across)
        bottom = height - (line + 1) * panel + 0.02
        axes = place_axes(figure, left + column * (width + gap), bottom, width, panel - HEAD)
        _draw(axes, data[data["readout_id"] == readout_id], groups, codebook, width / (longest * 1.14))
        axes.set_xlim(0, longest * 1.14)
        axes.set_ylim(len(groups) - 0.45, -0.55)
        axes.set_title(meeting, fontsize=10, loc="left", weight="bold", pad=4)
        if column == 0:
            _name_groups(axes, groups)
    draw_key(figure, [*codebook.keys, NONE], codebook, 0.9)
    tips = {
        f"#{voice_anchor(row.readout_id, row.voice, row.act, row.theme)}": (
            f"{_group(row.voice, row.act)}, {codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} "
            f"of the words"
        )
        for row in data.itertuples()
    }
    return Chart("voices", title, _alt(data, groups, names), data, figure, tips)


@mpl.rc_context(STYLE)
def voices_over_time(
    voices: pd.DataFrame, voice_shares: pd.DataFrame, names: Mapping[str, str], times: Times, title: str
) -> Chart:
    """Share of words by who speaks, a panel for each voice with its meetings along the time; for many meetings.

    `voices` is by voice, `voice_shares` by voice, act and theme: a mark leads to the largest part that a voice has.
    """
    largest = voice_shares[voice_shares["share_words"] > 0].sort_values("share_words", ascending=False, kind="stable")
    largest = largest.drop_duplicates(["readout_id", "voice"])
    links = {
        (row.readout_id, row.voice): f"#{voice_anchor(row.readout_id, row.voice, row.act, row.theme)}"
        for row in largest.itertuples()
    }
    data = voices.dropna(subset=["share_words"]).copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    pairs = zip(data["readout_id"], data["voice"], strict=True)
    rows = data.assign(value=data["share_words"], link=[links.get(pair, "") for pair in pairs])
    rank = {BOTH: 0, NEITHER: 2}
    panels = [
        Panel(NAMES.get(voice, voice), INK if voice == BOTH else MUTED, voice == BOTH, rows[rows["voice"] == voice])
        for voice in sorted(set(data["voice"]), key=lambda voice: (rank.get(voice, 1), voice))
    ]  # fmt: skip
    tips = {
        row.link: f"{NAMES.get(row.voice, row.voice)}, {row.meeting}: {percent(row.share_words)} of the words"
        for row in rows.itertuples()
        if row.link
    }
    figure = draw_timeline(panels, times, title)
    ends = [name for name in names if name in set(data["readout_id"])]
    said = [
        _largest_voices(data[data["readout_id"] == name], names[name]) for name in dict.fromkeys(ends[:1] + ends[-1:])
    ]
    return Chart("voices", title, f"Share of words by who speaks, over time. {' '.join(said)}", data, figure, tips)


def _largest_voices(own: pd.DataFrame, meeting: str) -> str:
    ranked = own.sort_values("share_words", ascending=False, kind="stable")
    said = [f"{NAMES.get(row.voice, row.voice)} {percent(row.share_words)}" for row in ranked.itertuples()]
    return f"{meeting}: {', '.join(said)}."


def order_voices(data: pd.DataFrame, codebook: Codebook) -> list[tuple[str, str]]:
    """The voices and acts that there are: both first, then the sides by name, neither last; acts as in the codebook."""
    acts = [act.key for act in codebook.voice.acts]
    found = set(zip(data["voice"], data["act"], strict=True))
    rank = {BOTH: 0, NEITHER: 2}
    return sorted(found, key=lambda g: (rank.get(g[0], 1), g[0], acts.index(g[1]) if g[1] in acts else len(acts)))


def _group(voice: str, act: str) -> str:
    return NAMES[NEITHER] if voice == NEITHER else f"{NAMES.get(voice, voice)}, {act.replace('_', ' ')}"


def _name_groups(axes: Axes, groups: Sequence[tuple[str, str]]) -> None:
    for y, (voice, act) in enumerate(groups):
        axes.text(-0.02, y, _group(voice, act), ha="right", va="center", transform=axes.get_yaxis_transform(),
                  fontsize=9, weight="bold" if voice == BOTH else "normal", color=INK)  # fmt: skip


def _draw(axes: Axes, own: pd.DataFrame, groups: Sequence[tuple[str, str]], codebook: Codebook, inches: float) -> None:
    """One meeting's stacked bars, each with its sum; `inches` is how many a share of 1 takes."""
    order = [*codebook.keys, NONE]
    for y, (voice, act) in enumerate(groups):
        rows = own[(own["voice"] == voice) & (own["act"] == act)]
        x = 0.0
        for row in sorted(rows.itertuples(), key=lambda row: order.index(row.theme)):
            link = f"#{voice_anchor(row.readout_id, voice, act, row.theme)}"
            draw_bar(axes, x, y - 0.36, row.share_words, 0.72, colour_of(codebook, row.theme), link)
            x += row.share_words
        if x:
            axes.text(x + LETTER / inches, y, percent(x), va="center", fontsize=8, color=INK)
    axes.set_yticks([])
    axes.set_xticks([])
    for spine in axes.spines.values():
        spine.set_visible(False)
    axes.axvline(0, color=MUTED, linewidth=0.8)


def _alt(data: pd.DataFrame, groups: Sequence[tuple[str, str]], names: Mapping[str, str]) -> str:
    sums = data.groupby(["readout_id", "voice", "act"])["share_words"].sum()
    parts = []
    for readout_id in names:
        said = [f"{_group(*g)} {percent(sums[(readout_id, *g)])}" for g in groups if (readout_id, *g) in sums.index]
        parts.append(f"{names[readout_id]}: {', '.join(said)}.")
    return "Stacked bars of the share of words by who speaks and how, coloured by theme. " + " ".join(parts)


def of_voices(voices: pd.DataFrame, study: Study) -> str:
    """How much is said by both sides together; `voices` is by voice alone."""
    joint = voices[voices["voice"] == BOTH].dropna(subset=["share_words"]).set_index("readout_id")
    said = [
        f"{percent(joint.loc[name, 'share_words'])} of the words at {study.names[name]}"
        for name in dict.fromkeys(study.first_and_last)
        if name in joint.index
    ]
    if not said:
        return "Who is reported to have said it, and how"
    return f"Both sides speak together in {listing(said)}"


def of_many_voices(voices: pd.DataFrame) -> str:
    """How much is said by both sides together over many meetings; `voices` is by voice alone."""
    joint = voices[voices["voice"] == BOTH]["share_words"].dropna()
    if joint.empty:
        return "Who is reported to have said it"
    return (
        f"Both sides speak together in {percent(joint.min())} to {percent(joint.max())} of a readout's words, in half "
        f"of the readouts in {percent(joint.median())} or over"
    )


@of_part
def voices(study: Study) -> Chart:
    """Themes by voice: who is reported to have said it, and how; of many meetings the voices over time."""
    voices = measure_voices(study.statement_themes, study.sentences, list(study.names), ["voice"])
    title = of_voices(voices, study)
    if len(study.names) <= MAX_ONE_BY_ONE:
        return voice_chart(study.voice_shares, study.codebook, study.names, title)
    return voices_over_time(voices, study.voice_shares, study.names, times_of(study), of_many_voices(voices))
