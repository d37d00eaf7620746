"""Caveats: tables → sentences on where measures disagree, how the codebook agrees with coders, what tests can find."""

from __future__ import annotations

from typing import Any

import numpy as np
import pandas as pd

from ..codebook.model import NONE
from ..corpus.hand_coding import CODEBOOK
from ..corpus.samples import CODED_BEFORE
from ..io.wording import counted, listing
from ..measures.agreement import OVERALL
from ..measures.corrected import ALL, shifts_by_coder, why_not
from ..measures.counts import MEASURES
from ..measures.shifts import first_to_last
from ..measures.simulation import PERIODS, POINTS, TREND, read_simulation
from ..study import MAX_ONE_BY_ONE, Study
from .prose import Sentences, percent, points_of_change, signed

SIZED = {POINTS: "sentences", PERIODS: "meetings", TREND: "meetings"}
SAME = 1e-9  # difference of two shares below which they are equal
DETECTED = 0.3  # change of a share whose power is given


def disagreements(study: Study) -> Sentences:
    """Where the measures disagree: on the order of the themes at a meeting, and on the direction of a change.

    Themes that share the first place are all named. Of many meetings only the first and the last are named.
    """
    return Sentences([*_order_by_measure(study), *_direction_by_measure(study)])


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


def _direction_by_measure(study: Study) -> list[str]:
    """For each theme whose share of words rises while another measure falls, or the other way round."""
    sentences = []
    for row in study.largest_shifts:
        own = first_to_last(study.comparisons).loc[[row["theme"]]]
        signs = set(np.sign(own["change"].round(9))) - {0.0}
        if len(signs) > 1:
            changes = [f"{MEASURES[one.measure]} ({_change_of(one)})" for one in own.itertuples()]
            label = study.codebook.label(row["theme"])
            sentences.append(f"The measures disagree on the direction of {label}: {listing(changes)}.")
    if not sentences and study.largest_shifts:
        first, last = (study.names[name] for name in study.first_and_last)
        sentences.append(f"From {first} to {last} all measures move every theme in the same direction.")
    return sentences


def _change_of(row: Any) -> str:
    return points_of_change(row.change) if row.measure.startswith("share") else signed(row.change)


def agreement(study: Study) -> Sentences:
    """How the codebook agrees with hand coding, in sentences."""
    return Sentences(describe_scores(study.scores, study.alphas, len(study.sentences)))


def describe_scores(scores: pd.DataFrame, alphas: pd.DataFrame, n_sentences: int) -> list[str]:
    """How the codebook agrees with hand coding, in sentences; `n_sentences` is the size of the corpus."""
    found: dict[str, list[str]] = {}
    for row in scores[scores["theme"] == OVERALL].itertuples():
        alpha = alphas[(alphas["coders"] == f"{CODEBOOK}, {row.coder}") & (alphas["theme"] == OVERALL)].iloc[0]
        precision = _score_in_words("a precision", row.precision, row.precision_low, row.precision_high)
        recall = _score_in_words("a recall", row.recall, row.recall_low, row.recall_high)
        said = (
            f" coded {'all' if alpha['n_sentences'] == n_sentences else alpha['n_sentences']} of the corpus's "
            f"{n_sentences} sentences. Against these codes the codebook "
            f"has, over all themes, {precision}, {recall} and {_alpha_in_words(alpha['alpha'])}. It differs on "
            f"{counted(alpha['n_differ'], 'sentence')}; in more such texts it may differ on up to "
            f"{percent(alpha['may_differ'])}."
        )
        found.setdefault(said, []).append(f"“{row.coder}”")
    sentences = [f"Coder{'s' * (len(coders) > 1)} {listing(coders)}{'' if len(coders) < 2 else ' each'}{said}"
                 for said, coders in found.items()]  # fmt: skip
    between = alphas[~alphas["coders"].str.startswith(f"{CODEBOOK}, ") & (alphas["theme"] == OVERALL)]
    sentences += [
        f"Between the coders ({row.coders}; {counted(row.n_sentences, 'sentence')} in common) there is "
        f"{_alpha_in_words(row.alpha)}."
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


def correction(study: Study) -> Sentences:
    """How far the coded sample moves the share of each theme, or why it cannot; nothing where no sample is drawn.

    The first sentence says what corrects; each of the others is of a theme, the most corrected first.
    """
    if study.correction is None:
        return Sentences([f"Sample {n}: {reason}." for n, reason in why_not(study.samples).items()])
    own = study.corrected[(study.corrected["group"] == ALL) & (study.corrected["theme"] != NONE)]
    moved = own.reindex(own["moved"].abs().sort_values(ascending=False, kind="stable").index)
    others = " and those coded before it" if (study.samples["stratum"] == CODED_BEFORE).any() else ""
    how = (
        f"The shares of words in all readouts together are corrected by {own['n_coded'].iloc[0]} of "
        f"{own['n_sentences'].iloc[0]} sentences, coded by hand: a random sample{others}."
    )
    said = [
        f"{study.codebook.label(row.theme)}: {percent(row.corrected)} (95\xa0% interval {percent(row.low)} to "
        f"{percent(row.high)}), {points_of_change(row.moved)} from the codebook's {percent(row.share_words)}."
        for row in moved.itertuples()
    ]
    return Sentences([how, *said])


def by_coder(study: Study) -> Sentences:
    """Where readouts are coded whole by hand: how far the codebook's shares and changes are from the coder's."""
    pairs = [study.first_and_last] if len(study.timeline) > 1 else []
    shifts = shifts_by_coder(study.counted_by_coder, study.codebook, pairs)
    found: dict[str, list[str]] = {}
    for coder, own in study.by_coder[study.by_coder["theme"] != NONE].groupby("coder", sort=False):
        whole = listing([study.names[name] for name in own["readout_id"].unique()])
        said = f" coded {whole} whole. {_furthest(study, own)}{_same_verdicts(study, shifts[coder])}"
        found.setdefault(said, []).append(f"“{coder}”")
    return Sentences([f"Coder{'s' * (len(names) > 1)} {listing(names)}{said}" for said, names in found.items()])


def _furthest(study: Study, own: pd.DataFrame) -> str:
    """The share in which coder and codebook are furthest from each other."""
    row = own.loc[(own["codebook"] - own["share_words"]).abs().idxmax()]
    if abs(row["codebook"] - row["share_words"]) < SAME:
        return "By these codes every share of words is the same as by the codebook."
    return (
        f"By these codes the shares of words differ most for {study.codebook.label(row['theme'])} at "
        f"{study.names[row['readout_id']]}: {percent(row['share_words'])}, by the codebook {percent(row['codebook'])}."
    )


def _same_verdicts(study: Study, shifts: pd.DataFrame) -> str:
    """Whether the changes are claimed alike by the coder's codes."""
    if shifts.empty:
        return ""
    book = first_to_last(study.shifts)["verdict"]
    other = [row for row in shifts.itertuples() if row.verdict != book[row.theme]]
    said = [f"{study.codebook.label(row.theme)} “{row.verdict}”, not “{book[row.theme]}”" for row in other]
    return f" The tests come to other verdicts: {listing(said)}." if said else " The tests come to the same verdicts."


def power(study: Study) -> Sentences:
    """How often such tests claim what is not there, and find what is, in texts like those of the study."""
    lengths = study.readouts["n_sentences"]
    compared = {POINTS: int(lengths.median())} if len(lengths) else {}
    if study.over_time:
        compared = {TREND: len(study.timeline), PERIODS: len(study.timeline)} | compared
    return describe_simulation(read_simulation(), compared)


def describe_simulation(simulation: pd.DataFrame, compared: dict[str, int]) -> Sentences:
    """What was simulated nearest in size, in sentences.

    `simulation` is as from `simulate`; `compared` has the size of each comparison of interest.
    """
    return Sentences([_simulated(simulation[simulation["compared"] == what], what, n) for what, n in compared.items()])


def _simulated(own: pd.DataFrame, compared: str, n: int) -> str:
    sizes = own.loc[own["any_false_claim"].notna(), "size"]  # NA: so few units are never tested
    size = int(sizes.iloc[(sizes - n).abs().argmin()])
    own = own[own["size"] == size]
    false, found = own[own["change"] == 0], own[(own["change"] - DETECTED).abs() < 1e-9]
    each = f"{size} {SIZED[compared]}{' each' if compared == POINTS else ''}"
    return (
        f"In simulated texts ({compared}, {each}) a change was claimed where there was none in "
        f"{_span(false['any_false_claim'])} of cases; a change of {100 * DETECTED:.0f} points was found in "
        f"{_span(found['power'])}."
    )


def _span(values: pd.Series) -> str:
    low, high = (f"{100 * value:.0f}" for value in (values.min(), values.max()))
    return f"{low}\xa0%" if low == high else f"{low} to {high}\xa0%"
