"""Chart of voices: voice shares → stacked bars, or panels over time: who speaks, how, and on which theme."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from ...codebook.model import NONE, Codebook
from ...codebook.speakers import BOTH, NEITHER
from ...measures.voices import measure_voices
from ...study import MAX_ONE_BY_ONE, Study
from ..anchors import voice_anchor
from ..prose import percent
from .chart import INK, MUTED, WIDTH, Chart
from .drawing import draw_key, draw_theme, key_height, new_figure, place_axes, width_of
from .lettering import fit, text_width
from .of_part import of_part
from .timeline import Panel, Times, draw_timeline, times_of

ROW, HEAD, BETWEEN = 0.3, 0.5, 0.35  # inches
OTHERS = "others"
NAMES = {BOTH: "both", NEITHER: "neither side"}
LITTLE = 0.05  # mean share of the words below which a voice has no panel of its own over time


def voice_chart(voice_shares: pd.DataFrame, codebook: Codebook, names: Mapping[str, str], title: str) -> Chart:
    """Share of words by who speaks and how, a stacked bar each, in the colours of the themes; for a few meetings.

    `voice_shares` is by voice, act and theme.
    """
    data = voice_shares[voice_shares["share_words"] > 0].copy()
    data.insert(1, "meeting", data["readout_id"].map(names))
    data = data.sort_values(["readout_id"], key=lambda c: c.map(list(names).index), kind="stable", ignore_index=True)
    groups = order_voices(data, codebook)
    tips = {
        f"#{voice_anchor(row.readout_id, row.voice, row.act, row.theme)}": (
            f"{_group(row.voice, row.act)}, {codebook.label(row.theme)}, {row.meeting}: {percent(row.share_words)} "
            f"of the words"
        )
        for row in data.itertuples()
    }

    def draw(width: float) -> Figure:
        return _draw(data, groups, codebook, names, width)

    return Chart("voices", title, _alt(data, groups, names), data, draw, tips)


def _draw(
    data: pd.DataFrame, groups: Sequence[tuple[str, str]], codebook: Codebook, names: Mapping[str, str], width: float
) -> Figure:
    """A panel for each meeting, side by side where they have room, with a bar for each voice and act."""
    across = 1 if width < WIDTH else min(len(names), 2) or 1
    panel = ROW * max(len(groups), 1) + HEAD
    height = panel * -(-len(names) // across)
    figure = new_figure(height + key_height(codebook, width), width)
    longest = max((text_width(_group(*group), 9, bold=True) for group in groups), default=0.0)
    left = min(longest + 0.25, width / 2)
    inches = (width - left - 0.15 - BETWEEN * (across - 1)) / across
    longest = data.groupby(["readout_id", "voice", "act"])["share_words"].sum().max() if len(data) else 1.0
    reach = longest / (1 - 0.5 / inches)  # the sum at the end of a bar has room
    for n, (readout_id, meeting) in enumerate(names.items()):
        line, column = divmod(n, across)
        bottom = key_height(codebook, width) + height - (line + 1) * panel
        axes = place_axes(figure, left + column * (inches + BETWEEN), bottom, inches, panel - HEAD)
        _draw_bars(axes, data[data["readout_id"] == readout_id], groups, codebook, inches / reach)
        axes.set_xlim(0, reach)
        axes.set_ylim(len(groups) - 0.45, -0.55)
        named = fit(meeting, inches, 10, bold=True, lines=2)
        axes.set_title(named, fontsize=10, loc="left", weight="bold", pad=4)
        if column == 0:
            _name_groups(axes, groups)
    draw_key(figure, codebook)
    return figure


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
    drawn = _gather_others(rows)
    rank = {BOTH: 0, OTHERS: 2, NEITHER: 3}
    panels = [
        Panel(NAMES.get(voice, voice), INK, voice == BOTH, drawn[drawn["voice"] == voice])
        for voice in sorted(set(drawn["voice"]), key=lambda voice: (rank.get(voice, 1), voice))
    ]
    tips = {
        row.link: f"{NAMES.get(row.voice, row.voice)}, {row.meeting}: {percent(row.share_words)} of the words"
        for row in rows.itertuples()
        if row.link
    }
    ends = [name for name in names if name in set(data["readout_id"])]
    said = [
        _largest_voices(data[data["readout_id"] == name], names[name]) for name in dict.fromkeys(ends[:1] + ends[-1:])
    ]

    def draw(width: float) -> Figure:
        return draw_timeline(panels, times, width)

    return Chart("voices", title, f"Share of words by who speaks, over time. {' '.join(said)}", data, draw, tips)


def _gather_others(rows: pd.DataFrame) -> pd.DataFrame:
    """Rows of voices, two or more that say little on average gathered as OTHERS.

    rows : readout_id, voice, value, link, in the order of dates. OTHERS of a readout lead where its largest leads.
    """
    sides = rows[~rows["voice"].isin([BOTH, NEITHER])]
    size = sides.groupby("voice")["value"].mean()
    small = set(size.index[size < LITTLE])
    if len(small) < 2:
        return rows
    least = sides[sides["voice"].isin(small)]
    summed = least.groupby("readout_id", sort=False)["value"].sum()
    links = least.sort_values("value", ascending=False, kind="stable").groupby("readout_id")["link"].first()
    others = pd.DataFrame({"value": summed, "link": links.reindex(summed.index), "voice": OTHERS}).reset_index()
    return pd.concat([rows[~rows["voice"].isin(small)], others], ignore_index=True)


def _largest_voices(own: pd.DataFrame, meeting: str) -> str:
    ranked = own.sort_values("share_words", ascending=False, kind="stable")
    spoke = ranked[ranked["share_words"] > 0]
    said = [f"{NAMES.get(row.voice, row.voice)} {percent(row.share_words)}" for row in spoke.itertuples()]
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
        room = axes.get_position().x0 * width_of(axes) - 0.15
        named = fit(_group(voice, act), room, 9, bold=voice == BOTH)
        axes.text(-0.02, y, named, ha="right", va="center", transform=axes.get_yaxis_transform(),
                  fontsize=9, weight="bold" if voice == BOTH else "normal", color=INK)  # fmt: skip


def _draw_bars(
    axes: Axes, own: pd.DataFrame, groups: Sequence[tuple[str, str]], codebook: Codebook, inches: float
) -> None:
    """One meeting's stacked bars, each with its sum; `inches` is how many a share of 1 takes."""
    order = [*codebook.keys, NONE]
    for y, (voice, act) in enumerate(groups):
        rows = own[(own["voice"] == voice) & (own["act"] == act)]
        x = 0.0
        for row in sorted(rows.itertuples(), key=lambda row: order.index(row.theme)):
            link = f"#{voice_anchor(row.readout_id, voice, act, row.theme)}"
            draw_theme(axes, (x, y - 0.36, row.share_words, 0.72), row.theme, codebook, link)
            x += row.share_words
        if x:
            axes.text(x + 0.07 / inches, y, percent(x), va="center", fontsize=8, color=INK)
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
        f"in {percent(joint.loc[name, 'share_words'])}{'' if n else ' of the words'} at {study.names[name]}"
        for n, name in enumerate(name for name in dict.fromkeys(study.first_and_last) if name in joint.index)
    ]
    if not said:
        return "Who is reported to have said it, and how"
    return f"Both sides speak together {', '.join(said)}"


def of_many_voices(voices: pd.DataFrame) -> str:
    """How much is said by both sides together over many meetings; `voices` is by voice alone."""
    joint = voices[voices["voice"] == BOTH]["share_words"].dropna()
    if joint.empty:
        return "Who is reported to have said it"
    return f"Half of the readouts give {percent(joint.median())} of their words or more to both sides together"


@of_part
def voices(study: Study) -> Chart:
    """Themes by voice: who is reported to have said it, and how; of many meetings the voices over time."""
    voices = measure_voices(study.statement_themes, study.sentences, list(study.names), ["voice"])
    title = of_voices(voices, study)
    if len(study.names) <= MAX_ONE_BY_ONE:
        return voice_chart(study.voice_shares, study.codebook, study.names, title)
    return voices_over_time(voices, study.voice_shares, study.names, times_of(study), of_many_voices(voices))
