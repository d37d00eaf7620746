"""Alpha: codings of the same sentences → Krippendorff's alpha, what may differ, how many sentences are to code yet."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import pandas as pd

from ..codebook.model import NONE
from ..corpus.hand_coding import CODEBOOK
from .agreement import OVERALL

ALPHA_COLUMNS = ["coders", "theme", "n_sentences", "n_differ", "may_differ", "alpha"]
CODER_COLUMNS = ["theme", "n_sentences", "n_differ", "may_differ", "alpha", "to_code", "more"]
ONE_SIDED = 0.05  # chance that the share of sentences that differ is above its bound
Z_ONE_SIDED = 1.645  # standard normal deviate of ONE_SIDED, as rounded in Krippendorff's table
Distance = Callable[[Any, Any], float]


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
