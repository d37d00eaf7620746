"""Caveats: tables → sentences on where measures disagree, how the codebook agrees with coders, how intervals cover."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..corpus.hand_coding import CODEBOOK
from ..io.wording import listing
from ..measures.agreement import OVERALL, as_coder, measure_alpha, score_codebook
from ..measures.counts import MEASURES
from ..measures.interval_coverage import IN_POINTS, INDEPENDENT, read_coverage
from ..measures.shifts import first_to_last
from ..study import MAX_ONE_BY_ONE, Study
from .prose import Sentences, interval, percent, points_of_change, signed

DESIGNS = {INDEPENDENT: "independent sentences", IN_POINTS: "sentences that keep to the theme of their point"}


def disagreements(study: Study) -> Sentences:
    """Where the measures disagree: on the order of the themes at a meeting, and on a verdict.

    Themes that share the first place are all named. Of many meetings only the first and the last are named.
    """
    return Sentences([*_order_by_measure(study), *_verdict_by_measure(study)])


def _order_by_measure(study: Study) -> list[str]:
    """For each meeting the first theme by every measure and by first mention, and how far the orders differ."""
    sentences = []
    for readout_id in study.names if len(study.names) <= MAX_ONE_BY_ONE else dict.fromkeys(study.first_and_last):
        meeting = study.names[readout_id]
        own = study.measures[(study.measures["readout_id"] == readout_id) & study.measures["rank"].notna()]
        first: dict[str, list[str]] = {}
        for measure, label in MEASURES.items():
            top = own[(own["measure"] == measure) & (own["rank"] == 1)]
            if len(top):
                themes = listing([study.codebook.label(theme) for theme in top["theme"]])
                first.setdefault(themes, []).append(label)
        if not first:
            continue
        differing = int((own.groupby("theme")["rank"].nunique() > 1).sum())
        order = f"{differing} of {own['theme'].nunique()} themes have another rank by another measure"
        mentioned = _mentioned_first(study, readout_id)
        if len(first) > 1:
            said = [f"{themes} by {listing(labels)}" for themes, labels in first.items()]
            sentences.append(f"At {meeting} the measures disagree on what comes first: {'; '.join(said)}.")
        else:
            sentences.append(f"At {meeting} every measure puts {next(iter(first))} first.")
        sentences[-1] += f" In the whole order, {order}. Mentioned first: {mentioned}."
    return sentences


def _mentioned_first(study: Study, readout_id: str) -> str:
    own = study.emphasis[(study.emphasis["readout_id"] == readout_id) & (study.emphasis["first_rank"] == 1)]
    return listing([study.codebook.label(theme) for theme in own["theme"]])


def _verdict_by_measure(study: Study) -> list[str]:
    sentences = []
    for row in study.largest_shifts:
        if row["disagreeing"]:
            own = first_to_last(study.comparisons).loc[[row["theme"]]]
            verdicts: dict[str, list[str]] = {}
            for one in own.itertuples():
                verdicts.setdefault(one.verdict, []).append(f"{MEASURES[one.measure]} ({_change_of(one)})")
            said = [f"“{verdict}” by {listing(by)}" for verdict, by in verdicts.items()]
            sentences.append(f"On {study.codebook.label(row['theme'])} the measures disagree: {'; '.join(said)}.")
    if not sentences and study.largest_shifts:
        first, last = (study.names[name] for name in study.first_and_last)
        sentences.append(f"Between {first} and {last} all measures give every theme the same verdict.")
    return sentences


def _change_of(row: Any) -> str:
    if row.measure.startswith("share"):
        return f"{points_of_change(row.change)}, {interval(row.low, row.high)}"
    return f"{signed(row.change)}, 95\xa0% interval {signed(row.low)} to {signed(row.high)}"


def agreement(study: Study) -> Sentences:
    """How the codebook agrees with hand coding, in sentences."""
    tagged = as_coder(study.sentences, study.tags)
    scores = score_codebook(study.coding, tagged, study.codebook.keys)
    alphas = measure_alpha(study.coding, tagged, study.codebook.keys)
    return Sentences(describe_scores(scores, alphas, len(study.sentences)))


def describe_scores(scores: pd.DataFrame, alphas: pd.DataFrame, n_sentences: int) -> list[str]:
    """How the codebook agrees with hand coding, in sentences; `n_sentences` is the size of the corpus."""
    sentences = []
    for row in scores[scores["theme"] == OVERALL].itertuples():
        alpha = alphas[(alphas["coders"] == f"{CODEBOOK}, {row.coder}") & (alphas["theme"] == OVERALL)].iloc[0]
        precision = _score_in_words("a precision", row.precision, row.precision_low, row.precision_high)
        recall = _score_in_words("a recall", row.recall, row.recall_low, row.recall_high)
        sentences.append(
            f"Coder “{row.coder}” coded {alpha['n_sentences']} of the corpus's {n_sentences} sentences. Over all "
            f"themes the codebook has {precision}, {recall} and {_alpha_in_words(alpha['alpha'])}."
        )
    between = alphas[~alphas["coders"].str.startswith(f"{CODEBOOK}, ") & (alphas["theme"] == OVERALL)]
    sentences += [
        f"The coders alone ({row.coders}; sentences in common: {row.n_sentences}) have {_alpha_in_words(row.alpha)}."
        for row in between.itertuples()
    ]
    return sentences or ["No sentence is coded by hand, so the codebook has not been checked on this corpus."]


def _score_in_words(name: str, value: float, low: float, high: float) -> str:
    if np.isnan(value):
        return f"{name} that cannot be computed"
    return f"{name} of {value:.2f} (95\xa0% interval {low:.2f} to {high:.2f})"


def _alpha_in_words(alpha: float) -> str:
    if np.isnan(alpha):
        return "no Krippendorff's alpha that could be computed"
    return f"a Krippendorff's alpha of {alpha:.2f}"


def coverage(study: Study) -> Sentences:
    """How well the intervals cover the truth in texts as long as the study's readouts, in sentences."""
    return describe_coverage(read_coverage(), study.readouts["n_sentences"])


def describe_coverage(coverage: pd.DataFrame, n_sentences: pd.Series) -> Sentences:
    """Coverage in the simulated texts nearest in length to the shortest and to the longest readout.

    `coverage` is as from `measure_coverage`; `n_sentences` is that of the readouts.
    """
    lengths = sorted({int(n_sentences.min()), int(n_sentences.max())})
    sizes = dict.fromkeys(_nearest(coverage, n) for n in lengths)
    return Sentences([_lengths_in_words(coverage, lengths), *(_simulated(coverage, size) for size in sizes)])


def _nearest(coverage: pd.DataFrame, n: int) -> int:
    return int(coverage["n_sentences"].iloc[(coverage["n_sentences"] - n).abs().argmin()])


def _lengths_in_words(coverage: pd.DataFrame, lengths: list[int]) -> str:
    span = f"{lengths[0]} to {lengths[-1]}" if len(lengths) > 1 else str(lengths[0])
    smallest, largest = coverage["n_sentences"].min(), coverage["n_sentences"].max()
    beyond = lengths[0] < smallest or lengths[-1] > largest
    note = f" Nothing shorter than {smallest} or longer than {largest} sentences was simulated." if beyond else ""
    return f"Sentences in a readout of this study: {span}.{note}"


def _simulated(coverage: pd.DataFrame, size: int) -> str:
    own = coverage[coverage["n_sentences"] == size].groupby("design", sort=False)
    sentences = [
        f"with {DESIGNS[design]} the 95\xa0% intervals contained the true share in {_span(rows['covered'])} of texts "
        f"(resampling whole points: {_span(rows['covered_by_point'])}), a change was claimed where there was none in "
        f"{_span(rows['false_claims'])} of comparisons ({_span(rows['false_claims_by_point'])}), and for at least one "
        f"of {len(rows)} themes in {percent(rows['any_false_claim'].iloc[0])}"
        for design, rows in own
    ]
    return f"In simulated texts of {size} sentences: {'; '.join(sentences)}."


def _span(values: pd.Series) -> str:
    return f"{percent(values.min())} to {percent(values.max())}"
