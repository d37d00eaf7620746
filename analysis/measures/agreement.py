"""Agreement of codebook and coders: tags and hand coding → precision, recall, F1, Krippendorff's alpha, differences."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.model import NONE
from ..corpus.hand_coding import CODEBOOK, HAND_COLUMNS
from .intervals import wilson

SCORE_COLUMNS = [
    "coder", "theme", "n_coded", "n_tagged", "n_both", "precision", "precision_low", "precision_high",
    "recall", "recall_low", "recall_high", "f1",
]  # fmt: skip
ALPHA_COLUMNS = ["coders", "theme", "n_sentences", "n_differ", "may_differ", "alpha"]
DIFFERENCE_COLUMNS = ["coder", "readout_id", "sentence", "coded", "tagged", "missed", "unwanted", "note", "text"]
CODER_COLUMNS = ["theme", "n_sentences", "n_differ", "may_differ", "alpha", "to_code", "more"]
OVERALL = "all themes"
ONE_SIDED = 0.05  # chance that the share of sentences that differ is above its bound
Z_ONE_SIDED = 1.645  # standard normal deviate of ONE_SIDED, as rounded in Krippendorff's table
Flags = NDArray[np.bool_]
Distance = Callable[[Any, Any], float]


def as_coder(sentences: pd.DataFrame, tags: pd.DataFrame) -> pd.DataFrame:
    """The tags in the form of hand coding, by a coder named `codebook`.

    Parameters
    ----------
    sentences, tags : readout_id, sentence; `tags` also theme.

    Returns
    -------
    HAND_COLUMNS, one row per sentence; themes is a frozenset, empty where the sentence has none.

    >>> said = pd.DataFrame({"readout_id": ["a", "a"], "sentence": [1, 2]})
    >>> as_coder(said, pd.DataFrame({"readout_id": ["a"], "sentence": [2], "theme": ["trade"]}))["themes"].tolist()
    [frozenset(), frozenset({'trade'})]
    """
    keys = ["readout_id", "sentence"]
    found = tags.groupby(keys)["theme"].agg(frozenset)
    given = found.reindex(pd.MultiIndex.from_frame(sentences[keys]))
    themes = [themes if isinstance(themes, frozenset) else frozenset() for themes in given]
    return sentences[keys].assign(coder=CODEBOOK, themes=themes, note="")[HAND_COLUMNS]


def majority(coding: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """One label for each coded sentence: the themes that half of its coders or more gave it.

    Returns a table of true and false, a column per theme, indexed by readout_id and sentence in their order.

    >>> coding = pd.DataFrame({"readout_id": "a", "sentence": 1, "themes": [frozenset({"trade"}), frozenset()]})
    >>> majority(coding, ["trade", "youth"]).values.tolist()
    [[True, False]]
    """
    given = {theme: [theme in own for own in coding["themes"]] for theme in themes}
    shares = pd.DataFrame(given, index=pd.MultiIndex.from_frame(coding[["readout_id", "sentence"]]), dtype=float)
    return shares.groupby(level=[0, 1]).mean() >= 0.5


def score_codebook(coding: pd.DataFrame, tagged: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Precision, recall and F1 of the codebook against each coder, by theme and over all themes.

    Parameters
    ----------
    coding : as from `read_coding`.
    tagged : as from `as_coder`.
    themes : keys of the codebook.

    Returns
    -------
    SCORE_COLUMNS, one row per coder and theme, then "all themes" (micro-averaged: every pair of sentence and theme
    counts once). Only sentences that the coder coded count. precision is n_both / n_tagged and recall n_both /
    n_coded, each with its 95 % Wilson interval (over all themes: as if the themes of a sentence were independent).
    Both are NA, not 0, where the divisor is 0.

    >>> coding = pd.DataFrame({"readout_id": ["a", "a"], "sentence": [1, 2], "coder": "x",
    ...     "themes": [frozenset({"trade"}), frozenset({"trade"})], "note": ""})
    >>> tagged = coding.assign(coder="codebook", themes=[frozenset({"trade"}), frozenset()])
    >>> score_codebook(coding, tagged, ["trade"])[["precision", "recall"]].iloc[0].tolist()
    [1.0, 0.5]
    """
    rows = []
    for coder, own in coding.groupby("coder", sort=False):
        gold, found = _indicators(own, tagged, themes)
        by_theme = list(zip(themes, gold.T, found.T, strict=True))
        for theme, one, other in [*by_theme, (OVERALL, gold.ravel(), found.ravel())]:
            rows.append((coder, theme, *_score(one, other)))
    return pd.DataFrame(rows, columns=SCORE_COLUMNS)


def _score(gold: Flags, found: Flags) -> tuple[float, ...]:
    """Counts, precision, recall, their intervals and F1 of one theme."""
    coded, tagged, both = int(gold.sum()), int(found.sum()), int((gold & found).sum())
    from sklearn.metrics import precision_recall_fscore_support

    precision, recall, f1, _ = precision_recall_fscore_support(gold, found, average="binary", zero_division=np.nan)
    low_and_high = [float(bound) for n in (tagged, coded) for bound in wilson(both, n)]
    return (coded, tagged, both, precision, *low_and_high[:2], recall, *low_and_high[2:], f1)


def measure_alpha(coding: pd.DataFrame, tagged: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """Krippendorff's alpha (2004, Content Analysis, chapter 11): 1 is full agreement, 0 what chance gives.

    Alpha is measured between the codebook and each coder and, with two coders or more, among the coders alone.

    Parameters
    ----------
    coding, tagged, themes : as for `score_codebook`.

    Returns
    -------
    ALPHA_COLUMNS, one row per set of coders and theme (present or absent: nominal), then "all themes" (sets of themes,
    MASI distance: Passonneau 2006). n_sentences counts those that two or more of them coded; n_differ those to which
    they did not all give the same label; may_differ is the share that may differ (see `bound_differing`). alpha is NA
    where all labels are the same, because agreement beyond chance has no meaning then.

    >>> coding = pd.DataFrame({"readout_id": ["a", "a"], "sentence": [1, 2], "coder": "x",
    ...     "themes": [frozenset({"trade"}), frozenset()], "note": ""})
    >>> table = measure_alpha(coding, coding.assign(coder="codebook"), ["trade"])
    >>> table[["theme", "n_differ", "may_differ", "alpha"]].round(3).values.tolist()
    [['trade', 0, 0.776, 1.0], ['all themes', 0, 0.776, 1.0]]
    """
    coders = list(dict.fromkeys(coding["coder"]))
    groups = [(f"{CODEBOOK}, {coder}", [coder, CODEBOOK]) for coder in coders]
    groups += [(", ".join(coders), coders)] if len(coders) > 1 else []
    everyone = pd.concat([coding, tagged], ignore_index=True)
    rows = []
    for name, group in groups:
        own = everyone[everyone["coder"].isin(group)]
        own = own[own.duplicated(["readout_id", "sentence"], keep=False)]
        n = len(own.drop_duplicates(["readout_id", "sentence"]))
        for theme in [*themes, OVERALL]:
            n_differ = _count_differing(own, theme)
            rows.append((name, theme, n, n_differ, bound_differing(n_differ, n), _alpha(own, theme)))
    return pd.DataFrame(rows, columns=ALPHA_COLUMNS)


def _count_differing(coded: pd.DataFrame, theme: str) -> int:
    """Sentences with more than one label: presence of the theme, or over all themes the set of themes."""
    labels = [given if theme == OVERALL else theme in given for given in coded["themes"]]
    return int((coded.assign(label=labels).groupby(["readout_id", "sentence"])["label"].nunique() > 1).sum())


def compare_coders(alphas: pd.DataFrame, coding: pd.DataFrame) -> pd.DataFrame:
    """On which themes coders differ from each other, the most differing first, and how many sentences alpha needs.

    Parameters
    ----------
    alphas : as from `measure_alpha`. coding : as from `read_coding`.

    Returns
    -------
    CODER_COLUMNS, one row per theme, none with fewer than two coders: n_sentences to alpha as in `measure_alpha`,
    to_code (sentences that two coders must code to claim alpha ≥ .8, see `count_sentences_to_code`; NA for a theme that
    no such sentence has, or every), more (how many of these are still to be coded).
    """
    own = alphas[~alphas["coders"].str.startswith(f"{CODEBOOK}, ") & (alphas["theme"] != OVERALL)]
    common = coding[coding.duplicated(["readout_id", "sentence"], keep=False)]
    parts = [sum(theme in given for given in common["themes"]) / max(len(common), 1) for theme in own["theme"]]
    wanted = pd.array([count_sentences_to_code(part) if 0 < part < 1 else pd.NA for part in parts], dtype="Int64")
    table = own.assign(to_code=wanted, more=wanted).sort_values("n_differ", ascending=False, kind="stable")
    table["more"] = (table["to_code"] - table["n_sentences"]).clip(lower=0)
    return table[CODER_COLUMNS].reset_index(drop=True)


def bound_differing(n_differ: int, n: int) -> float:
    """Upper bound of the share of sentences to which two codings give different labels.

    The exact one-sided 95 % bound of a share (Clopper and Pearson 1934, Biometrika 26:404). It is valid without any
    difference, where alpha has no interval: with none in n sentences, up to 1 - .05^(1/n) may differ. It takes
    sentences as independent of one another, so that it is too small where coders err on whole points.

    Parameters
    ----------
    n_differ, n : sentences that differ; sentences compared.

    Returns a share, 0 to 1; nan where no sentence was compared. Raises ValueError where n_differ is not from 0 to n.

    >>> round(bound_differing(0, 35), 4), round(bound_differing(1, 35), 4)
    (0.082, 0.1285)
    """
    if not 0 <= n_differ <= n:
        raise ValueError(f"Of {n} sentences {n_differ} cannot differ: give a number from 0 to {n}.")
    if n_differ == n:
        return 1.0 if n else math.nan
    from scipy.special import betaincinv

    return float(betaincinv(n_differ + 1, n - n_differ, 1 - ONE_SIDED))


def count_sentences_to_code(prevalence: float, alpha: float = 0.8) -> int:
    """How many sentences two coders must code before they may claim Krippendorff's alpha of a theme.

    The formula is that of Bloch and Kraemer (1989, Biometrics 45:269), doubled to match the sizes given for
    Krippendorff (Content Analysis, 4th edition 2019), at a significance level of 5 %:
    2z²((1 + alpha)(3 - alpha) / (4(1 - alpha)p(1 - p)) - alpha) sentences, z = 1.645, p the prevalence. Half as many
    suffice for the one-sided interval of a measured alpha midway between the claimed one and 1 to end at the claimed
    one; the rule doubles them.

    Parameters
    ----------
    prevalence : share of sentences that have the theme; above 0, below 1.
    alpha : the smallest acceptable value; above 0, below 1.

    Raises ValueError where either is out of bounds.

    >>> count_sentences_to_code(0.25), count_sentences_to_code(0.25, alpha=0.667)
    (139, 81)
    """
    if not (0 < prevalence < 1 and 0 < alpha < 1):
        raise ValueError(f"Prevalence {prevalence} and alpha {alpha}: give numbers above 0 and below 1.")
    varies = 4 * (1 - alpha) * prevalence * (1 - prevalence)
    return math.ceil(2 * Z_ONE_SIDED**2 * ((1 + alpha) * (3 - alpha) / varies - alpha))


def list_differences(coding: pd.DataFrame, tagged: pd.DataFrame, sentences: pd.DataFrame) -> pd.DataFrame:
    """The sentences to which a coder and the codebook gave different themes.

    Returns
    -------
    DIFFERENCE_COLUMNS, one row per coder and such sentence: coded and tagged (keys joined by ";"), missed (coded but
    not tagged), unwanted (tagged but not coded), note (the coder's), text.
    """
    keys = ["readout_id", "sentence"]
    both = coding.merge(tagged[[*keys, "themes"]], on=keys, suffixes=("", "_tagged"))
    both = both[both["themes"] != both["themes_tagged"]].merge(sentences[[*keys, "text"]], on=keys)
    pairs = list(zip(both["themes"], both["themes_tagged"], strict=True))
    return both.assign(
        coded=[_written(coded) for coded, _ in pairs],
        tagged=[_written(found) for _, found in pairs],
        missed=[_written(coded - found) for coded, found in pairs],
        unwanted=[_written(found - coded) for coded, found in pairs],
    )[DIFFERENCE_COLUMNS]


def _written(themes: Iterable[str]) -> str:
    return ";".join(sorted(themes))


def _indicators(own: pd.DataFrame, tagged: pd.DataFrame, themes: Sequence[str]) -> tuple[Flags, Flags]:
    """Whether each sentence has each theme, (n sentences, n themes): by the coder, by the codebook."""
    keys = ["readout_id", "sentence"]
    both = own.merge(tagged[[*keys, "themes"]], on=keys, suffixes=("", "_tagged"))
    gold, found = (
        np.array([[theme in given for theme in themes] for given in both[name]], dtype=bool).reshape(-1, len(themes))
        for name in ("themes", "themes_tagged")
    )
    return gold, found


def alpha_of(
    coders: Iterable[str], items: Iterable[str], labels: Sequence[object], distance: Distance | None = None
) -> float:
    """Krippendorff's alpha of labels, each given by a coder to an item; nan where all labels are the same.

    distance : how far two labels differ, from 0 to 1; by default 0 for equal labels and 1 for all others.

    >>> alpha_of(["a", "b", "a", "b"], ["1", "1", "2", "2"], ["yes", "yes", "no", "no"])
    1.0
    """
    from nltk.metrics import binary_distance
    from nltk.metrics.agreement import AnnotationTask

    if len(set(labels)) < 2:
        return float("nan")
    rows = list(zip(coders, items, labels, strict=True))
    return float(AnnotationTask(data=rows, distance=distance or binary_distance).alpha())


def _alpha(coded: pd.DataFrame, theme: str) -> float:
    """Alpha of one theme, or of the sets of all: no theme is a set of its own."""
    from nltk.metrics import masi_distance

    items = coded["readout_id"] + " " + coded["sentence"].astype(str)
    if theme == OVERALL:
        return alpha_of(coded["coder"], items, [given or frozenset([NONE]) for given in coded["themes"]], masi_distance)
    return alpha_of(coded["coder"], items, [theme in given for given in coded["themes"]])
