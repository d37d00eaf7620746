"""A study → its charts and its evidence: what notebooks show and figures/ holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from . import headlines
from .alignment import SIMILARITY_COLUMNS, compare_points
from .charts import (
    Chart,
    Times,
    alignment_chart,
    change_chart,
    emphasis_chart,
    heat_chart,
    influence_chart,
    measure_chart,
    neighbour_chart,
    point_chart,
    strip_chart,
    voice_chart,
    voices_over_time,
    word_chart,
)
from .disagreements import disagreements
from .evidence import Evidence
from .findings import tell
from .influence import find_hinges
from .keyness import as_word, distinctive_words, find_in_context
from .periods import FEW
from .prose import Sentences
from .shifts import LESS, MORE, between_neighbours
from .study import Study
from .voice_shares import measure_voices


def draw_emphasis(study: Study) -> Chart:
    """Share of words of every theme at every meeting, with intervals, ordered by change."""
    shifts = study.half_shifts if study.by_halves else study.shifts
    return emphasis_chart(study.emphasis, shifts, study.codebook, study.names, _times(study), headlines.headline(study))


def draw_strip(study: Study) -> Chart:
    """Every readout sentence by sentence, in order, coloured by theme."""
    title = "What each readout speaks of, in the order in which it does"
    return strip_chart(study.sentences, study.tags, study.codebook, study.names, title)


def draw_points(study: Study) -> Chart:
    """Themes by point, a heat map for each meeting; of many meetings the first and the last."""
    title = "Which point speaks of which theme (share of the point's words, in per cent)"
    return point_chart(study.sentences, study.tags, study.codebook, _few(study), title)


def draw_heat(study: Study) -> Chart:
    """Themes by meeting, a heat map with a column for each readout."""
    return heat_chart(study.emphasis, study.codebook, study.names, headlines.of_heat(study))


def draw_neighbours(study: Study) -> Chart | Sentences:
    """Changes from one meeting to the next; in words where there are fewer than three."""
    if len(study.line) <= 2:
        return Sentences(["There are no three meetings: the one change there can be is drawn above."])
    shifts = between_neighbours(study.shifts)
    if not shifts["verdict"].isin([MORE, LESS]).any():
        return Sentences([f"{headlines.of_neighbours(shifts, study)}."])
    return neighbour_chart(shifts, study.codebook, study.names, headlines.of_neighbours(shifts, study))


def draw_accounts(study: Study) -> Chart | Sentences:
    """The points of two accounts of one meeting, the latest that has two; in words where none has."""
    if not study.accounts:
        return Sentences(["No meeting of this study has readouts by two publishers."])
    one, other = study.accounts[-1]
    aligned = study.account_alignment
    aligned = aligned[(aligned["from_id"] == one) & (aligned["to_id"] == other)]
    title = headlines.of_accounts(aligned, study)
    return _draw_alignment(study, aligned, (one, other), title, over_time=False)


def draw_change(study: Study) -> Chart:
    """Change of every theme between the first meeting and the last, with intervals and verdicts."""
    return change_chart(study.shifts, study.codebook, study.names, headlines.of_changes(study))


def draw_measures(study: Study) -> Chart:
    """Four measures of emphasis side by side."""
    return measure_chart(study.measures, study.shifts, study.codebook, _few(study), headlines.of_measures(study))


def draw_voices(study: Study) -> Chart:
    """Themes by voice: who is reported to have said it, and how; of many meetings the voices over time."""
    voices = measure_voices(study.voiced, study.sentences, list(study.names), ["voice"])
    title = headlines.of_voices(voices, study.joint_changes, study)
    if len(study.names) <= FEW:
        return voice_chart(study.voice_shares, study.codebook, study.names, title)
    return voices_over_time(voices, study.voice_shares, study.names, _times(study), headlines.of_many_voices(voices))


def draw_words(study: Study) -> Chart:
    """The words that tell the last meeting from the others."""
    return word_chart(_words(study), study.names, headlines.of_words(study.keyness, study))


def draw_alignment(study: Study) -> Chart:
    """Points of the first meeting and of the last, and the similarities between them."""
    title = headlines.of_alignment(study.alignment, study)
    return _draw_alignment(study, study.alignment, study.ends, title, over_time=True)


def _draw_alignment(
    study: Study, alignment: pd.DataFrame, pair: tuple[str, str], title: str, *, over_time: bool
) -> Chart:
    similarities = pd.DataFrame(columns=SIMILARITY_COLUMNS)
    if pair[0] != pair[1]:
        similarities = compare_points(study.sentences, *pair)
    return alignment_chart(
        alignment, similarities, study.sentences, study.tags, study.codebook, study.names, title, over_time=over_time
    )


def draw_influence(study: Study) -> Chart:
    """Every shift without each pattern and each point in turn."""
    hinges = find_hinges(study.influence)
    title = headlines.of_influence(hinges, study)
    return influence_chart(study.influence, hinges, study.shifts, study.codebook, study.names, title)


CHARTS: dict[str, Callable[[Study], Chart | Sentences]] = {
    "emphasis": draw_emphasis,
    "heat": draw_heat,
    "strip": draw_strip,
    "points": draw_points,
    "change": draw_change,
    "neighbours": draw_neighbours,
    "voices": draw_voices,
    "words": draw_words,
    "alignment": draw_alignment,
    "accounts": draw_accounts,
    "measures": draw_measures,
    "influence": draw_influence,
}


def save_charts(study: Study) -> list[Path]:
    """Draw every chart into the study's figures/ as svg, png and csv; returns the paths.

    Where there is nothing to draw (no meeting has two accounts) the files of an earlier run are taken away.
    """
    folder, written = study.places.output / "figures", []
    for key, draw in CHARTS.items():
        chart = draw(study)
        if isinstance(chart, Chart):
            written += chart.save(folder)
        else:
            for path in folder.glob(f"{key}.*"):
                path.unlink()
    return written


def show_evidence(study: Study) -> Evidence:
    """Every sentence of the study with its matches marked, by theme, by voice, by word and in its order."""
    return Evidence(
        study.readouts, study.sentences, study.tags, study.matches, study.codebook, study.names,
        statements=study.statements, voiced=study.voiced, contexts=_contexts(study),
    )  # fmt: skip


def tell_findings(study: Study) -> Sentences:
    """What the study found, in three or four sentences."""
    return tell(study)


def tell_disagreements(study: Study) -> Sentences:
    """Where the measures of emphasis do not agree, in sentences."""
    return disagreements(study)


def _few(study: Study) -> dict[str, str]:
    """The meetings of a study, or the first and the last where they are many."""
    kept = list(study.names) if len(study.names) <= FEW else study.ends
    return {name: study.names[name] for name in kept}


def _times(study: Study) -> Times:
    """When the meetings were held, and under which governments of the sides that met."""
    dates = dict(zip(study.readouts["readout_id"], study.readouts["date"], strict=True))
    return Times(dates, study.governments[study.governments["side"].isin(study.terms["side"])],
                 frozenset(study.line))  # fmt: skip


def _words(study: Study) -> pd.DataFrame:
    return distinctive_words(study.keyness)


def _contexts(study: Study) -> pd.DataFrame:
    """Every place where a word stands that the chart of words draws."""
    found = find_in_context(study.sentences, words=set(_words(study)["word"]))
    order = {word: n for n, word in enumerate(_words(study)["word"])}
    found = found.assign(word=found["keyword"].map(as_word))
    return found.sort_values("word", key=lambda words: words.map(order), kind="stable", ignore_index=True)
