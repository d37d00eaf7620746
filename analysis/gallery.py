"""A study → its charts and its evidence: what notebooks show and figures/ holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from . import headlines
from .alignment import SIMILARITY_COLUMNS, compare_points
from .charts import (
    Chart,
    alignment_chart,
    change_chart,
    emphasis_chart,
    influence_chart,
    measure_chart,
    point_chart,
    strip_chart,
    voice_chart,
    word_chart,
)
from .disagreements import disagreements
from .evidence import Evidence
from .findings import tell
from .influence import find_hinges
from .keyness import as_word, distinctive_words, find_in_context
from .prose import Sentences
from .study import Study
from .voice_shares import measure_voices


def draw_emphasis(study: Study) -> Chart:
    """Share of words of every theme at every meeting, with intervals, ordered by change."""
    return emphasis_chart(study.emphasis, study.shifts, study.codebook, study.names, headlines.headline(study))


def draw_strip(study: Study) -> Chart:
    """Every readout sentence by sentence, in order, coloured by theme."""
    title = "What each readout speaks of, in the order in which it does"
    return strip_chart(study.sentences, study.tags, study.codebook, study.names, title)


def draw_points(study: Study) -> Chart:
    """Themes by point, a heat map for each meeting."""
    title = "Which point speaks of which theme (share of the point's words, in per cent)"
    return point_chart(study.sentences, study.tags, study.codebook, study.names, title)


def draw_change(study: Study) -> Chart:
    """Change of every theme between the first meeting and the last, with intervals and verdicts."""
    return change_chart(study.shifts, study.codebook, study.names, headlines.of_changes(study))


def draw_measures(study: Study) -> Chart:
    """Four measures of emphasis side by side."""
    return measure_chart(study.measures, study.shifts, study.codebook, study.names, headlines.of_measures(study))


def draw_voices(study: Study) -> Chart:
    """Themes by voice: who is reported to have said it, and how."""
    voices = measure_voices(study.voiced, study.sentences, list(study.names), ["voice"])
    title = headlines.of_voices(voices, study.joint_changes, study)
    return voice_chart(study.voice_shares, study.codebook, study.names, title)


def draw_words(study: Study) -> Chart:
    """The words that tell the last meeting from the others."""
    return word_chart(_words(study), study.names, headlines.of_words(study.keyness, study))


def draw_alignment(study: Study) -> Chart:
    """Points of the first meeting and of the last, and the similarities between them."""
    similarities = pd.DataFrame(columns=SIMILARITY_COLUMNS)
    if len(study.names) > 1:
        similarities = compare_points(study.sentences, *study.ends)
    title = headlines.of_alignment(study.alignment, study)
    return alignment_chart(
        study.alignment, similarities, study.sentences, study.tags, study.codebook, study.names, title
    )


def draw_influence(study: Study) -> Chart:
    """Every shift without each pattern and each point in turn."""
    hinges = find_hinges(study.influence)
    title = headlines.of_influence(hinges, study)
    return influence_chart(study.influence, hinges, study.shifts, study.codebook, study.names, title)


CHARTS: dict[str, Callable[[Study], Chart]] = {
    "emphasis": draw_emphasis,
    "strip": draw_strip,
    "points": draw_points,
    "change": draw_change,
    "voices": draw_voices,
    "words": draw_words,
    "alignment": draw_alignment,
    "measures": draw_measures,
    "influence": draw_influence,
}


def save_charts(study: Study) -> list[Path]:
    """Draw every chart into the study's figures/ as svg, png and csv; returns the paths."""
    folder = study.places.output / "figures"
    return [path for draw in CHARTS.values() for path in draw(study).save(folder)]


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


def _words(study: Study) -> pd.DataFrame:
    return distinctive_words(study.keyness)


def _contexts(study: Study) -> pd.DataFrame:
    """Every place where a word stands that the chart of words draws."""
    found = find_in_context(study.sentences, words=set(_words(study)["word"]))
    order = {word: n for n, word in enumerate(_words(study)["word"])}
    found = found.assign(word=found["keyword"].map(as_word))
    return found.sort_values("word", key=lambda words: words.map(order), kind="stable", ignore_index=True)
