"""`sentences`, `tags`, samples and their coding → emphasis and its changes, corrected for the codebook's errors.

A coder's sentence counts as the codebook's does: its words are split evenly among its themes. Where several coders
coded a sentence, it is their mean. One marked unsure counts with the themes that were given.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..codebook.model import NONE, Codebook
from ..corpus.samples import CODED_BEFORE
from .comparing import CHANGE_COLUMNS, Units, add_up, compare_units
from .correcting import Drawn, correct, correct_labels, tune
from .counts import ReadoutCounts, count_readouts
from .emphasis import emphasis_of_counts
from .intervals import Floats
from .shifts import shifts_of_counts

CORRECTED_COLUMNS = [
    "group", "theme", "n_sentences", "n_coded", "share_words", "corrected", "low", "high", "moved", "tuning",
]  # fmt: skip
CORRECTED_SHIFT_COLUMNS = ["from_id", "to_id", *CHANGE_COLUMNS, "codebook_change", "text_low", "text_high"]
BY_CODER_COLUMNS = ["coder", "readout_id", "theme", "n_words", "n_sentences", "share_words", "low", "high", "codebook"]
ALL = "all readouts"
_KEYS = ["readout_id", "sentence"]


def why_not(samples: pd.DataFrame) -> dict[int, str]:
    """Why each sample cannot correct anything yet, by its number; "" for one that can. samples : as of `Study`."""
    reasons, waiting = dict[int, str](), ""
    for number, every in samples.groupby("sample"):
        own = every[every["stratum"] != CODED_BEFORE]
        strata = own.groupby("stratum").agg(n=("coded", "sum"), of=("stratum_size", "first"))
        if not every["current"].all():
            reasons[number] = "the corpus has other sentences than when it was drawn: draw another sample"
        elif not every["coded"][every["stratum"] == CODED_BEFORE].all():
            reasons[number] = "coding.csv has lost sentences that it had when the sample was drawn: restore them"
        elif waiting:
            reasons[number] = f"{waiting} has to be coded whole first"
        elif (strata["n"] < np.minimum(strata["of"], 2)).any():
            reasons[number] = f"{own['coded'].sum()} of {len(own)} sentences are coded, too few in a stratum: code on"
        else:
            reasons[number] = ""
        waiting = waiting or ("" if every["coded"].all() else f"sample {number}")
    return reasons


@dataclass(frozen=True)
class Correction:
    """A study's sentences with both codings, and the samples that correct the one by the other.

    keys : readout_id and sentence; after those of the readouts the ones that were drawn but are not selected, without
    words. points, words : (n,). codebook, coder : (n, k + 1), `none` last; coder is read where somebody coded.
    """

    themes: tuple[str, ...]
    keys: pd.MultiIndex
    points: NDArray[np.int64]
    words: Floats
    codebook: Floats
    coder: Floats
    samples: tuple[Drawn, ...]

    @cached_property
    def tuning(self) -> Floats:
        """What each theme relies on the codebook, tuned on its share of all words."""
        return tune(self.words / self.words.sum(), self.codebook, self.coder, self.samples)

    @cached_property
    def labels(self) -> Floats:
        """The corrected label of each sentence, as from `correct_labels`."""
        return correct_labels(self.codebook, self.coder, self.samples, self.tuning)

    def part(self, readouts: Iterable[str]) -> Floats:
        """What each sentence is of the words of some readouts, (n,)."""
        words = np.where(self.keys.get_level_values(0).isin(list(readouts)), self.words, 0.0)
        return np.asarray(words / (words.sum() or np.nan))

    def shares(self, groups: Mapping[str, Sequence[str]]) -> pd.DataFrame:
        """CORRECTED_COLUMNS, one row per group of readouts and theme, `none` included.

        n_sentences, n_coded (of them, by hand: in samples that count, or before these were drawn), share_words (by the
        codebook), corrected, low and high (its interval, see `correct`), moved (corrected less share_words), tuning.
        """
        rows, coded = [], np.zeros(len(self.words), dtype=bool)
        for sample in self.samples:
            coded[[*sample.rows, *sample.known]] = True
        for group, readouts in groups.items():
            weights = self.part(readouts)
            inside = weights > 0
            estimate = correct(weights, self.codebook, self.coder, self.samples, self.tuning)
            rows.append(pd.DataFrame({
                "group": group, "theme": [*self.themes, NONE], "n_sentences": int(inside.sum()),
                "n_coded": int((inside & coded).sum()), "share_words": estimate.codebook,
                "corrected": estimate.corrected, "low": estimate.low, "high": estimate.high,
                "moved": estimate.corrected - estimate.codebook, "tuning": self.tuning,
            }))  # fmt: skip
        return pd.concat(rows, ignore_index=True)[CORRECTED_COLUMNS]

    def shift(
        self, before: Sequence[str], after: Sequence[str], kinds: Mapping[str, str] | None, codebook: Codebook
    ) -> pd.DataFrame:
        """CORRECTED_SHIFT_COLUMNS without from_id and to_id, one row per theme: the change between two groups.

        The test is that of `compare_units` on corrected words, so it has both in it: how units differ by chance, and
        what is not coded. kinds : kind of each meeting, where the units are meetings; None: they are agenda points.
        text_low and text_high are the interval of the change in these texts, whose only doubt is what is not coded.
        """
        one, other = self._units(before, kinds), self._units(after, kinds)
        weights = self.part(after) - self.part(before)
        estimate = correct(weights, self.codebook, self.coder, self.samples, self.tuning)
        return compare_units(one, other, self.themes, codebook.core_keys).assign(
            codebook_change=estimate.codebook[:-1], text_low=estimate.low[:-1], text_high=estimate.high[:-1]
        )

    def _units(self, readouts: Sequence[str], kinds: Mapping[str, str] | None) -> Units:
        own = np.flatnonzero(self.keys.get_level_values(0).isin(list(readouts)))
        names = self.keys.get_level_values(0)[own]
        of = self.points[own] if kinds is None else np.asarray(pd.factorize(names, sort=True)[0])
        units = add_up((self.labels * self.words[:, None])[own, :-1], self.words[own], of)
        return units if kinds is None else units._replace(strata=np.array([kinds[name] for name in sorted(set(names))]))


def prepare_correction(
    sentences: pd.DataFrame, tags: pd.DataFrame, coding: pd.DataFrame, samples: pd.DataFrame, themes: Sequence[str]
) -> Correction | None:
    """Everything that is needed to correct; None where no sample can.

    Parameters
    ----------
    sentences, tags : of the readouts wanted, as for `measure_emphasis`.
    coding : as from `read_coding`. samples : as of `Study`, of the whole corpus.
    themes : keys of the codebook.
    """
    reasons = why_not(samples)
    if "" not in reasons.values() or sentences.empty:
        return None
    every = _with_outside(sentences, samples)
    keys = pd.MultiIndex.from_frame(every[_KEYS])
    drawn, known = list[Drawn](), np.array([], dtype=np.int64)
    for number, own in samples.groupby("sample"):
        before = own["stratum"] == CODED_BEFORE
        known = np.concatenate([known, _rows(keys, own[before & own["coded"]])])
        own = own[~before]
        strata = np.unique(own["stratum"], return_inverse=True)[1]
        sizes = own.groupby("stratum")["stratum_size"].first().to_numpy(dtype=np.int64)
        done = own["coded"].to_numpy(dtype=bool)
        rows = _rows(keys, own[done])
        if not reasons[number]:
            drawn.append(Drawn(rows, strata[done], sizes, known))
        known = np.concatenate([known, rows])
    book, coder = (_labels(every, table, themes) for table in (tags, coded_tags(coding)))
    words, points = every["n_words"].to_numpy(dtype=float), every["point"].to_numpy(dtype=np.int64)
    return Correction(tuple(themes), keys, points, words, book, coder, tuple(drawn))


def _with_outside(sentences: pd.DataFrame, samples: pd.DataFrame) -> pd.DataFrame:
    """The sentences, readout by readout, and those of samples that are coded but not among them, without words."""
    outside = samples.loc[samples["coded"], _KEYS].merge(sentences[_KEYS], on=_KEYS, how="left", indicator=True)
    outside = outside.loc[outside["_merge"] == "left_only", _KEYS].assign(n_words=0, point=0)
    every = pd.concat([sentences[[*_KEYS, "point", "n_words"]], outside], ignore_index=True)
    return every.loc[np.concatenate(list(every.groupby("readout_id", sort=False).indices.values()))]


def _rows(keys: pd.MultiIndex, sentences: pd.DataFrame) -> NDArray[np.int64]:
    """Places of sentences among all."""
    return np.asarray(keys.get_indexer(pd.MultiIndex.from_frame(sentences[_KEYS])), dtype=np.int64)


def coded_tags(coding: pd.DataFrame) -> pd.DataFrame:
    """Hand coding as tags: readout_id, sentence, theme, weight (split among themes and coders), `none` included.

    >>> coding = pd.DataFrame({"readout_id": "a", "sentence": 1, "themes": [frozenset({"trade"}), frozenset()]})
    >>> coded_tags(coding).values.tolist()
    [['a', 1, 'trade', 0.5], ['a', 1, 'none', 0.5]]
    """
    coders = coding.groupby(_KEYS)["themes"].transform("size")
    rows = [
        (row.readout_id, row.sentence, theme, 1 / n / max(len(row.themes), 1))
        for row, n in zip(coding.itertuples(), coders, strict=True)
        for theme in sorted(row.themes) or [NONE]
    ]
    return pd.DataFrame(rows, columns=[*_KEYS, "theme", "weight"])


def _labels(sentences: pd.DataFrame, tags: pd.DataFrame, themes: Sequence[str]) -> Floats:
    """(n, k + 1) part of each sentence that each theme has, `none` last: what no theme has."""
    counts = count_readouts(list(dict.fromkeys(sentences["readout_id"])), sentences, tags, themes)
    labels = np.vstack([readout.weights for readout in counts.values()])
    labels[:, -1] = 1 - labels[:, :-1].sum(axis=1)
    return labels


def count_by_coder(
    sentences: pd.DataFrame, coding: pd.DataFrame, themes: Sequence[str]
) -> dict[str, dict[str, ReadoutCounts]]:
    """The readouts that a coder coded whole, counted by the coder's codes; by coder, in the order of `sentences`."""
    sizes, counted = sentences.groupby("readout_id", sort=False).size(), dict[str, dict[str, ReadoutCounts]]()
    for coder, own in coding.groupby("coder", sort=False):
        coded = own.groupby("readout_id").size()
        whole = [name for name, n in sizes.items() if coded.get(name, 0) == n]
        if whole:
            counted[coder] = count_readouts(whole, sentences, coded_tags(own), themes)
    return counted


def measure_by_coder(
    counted: Mapping[str, Mapping[str, ReadoutCounts]], emphasis: pd.DataFrame, themes: Sequence[str]
) -> pd.DataFrame:
    """Emphasis as coders see it, beside the codebook's: BY_CODER_COLUMNS, one row per coder, readout and theme.

    Where a readout is coded whole by hand, the coder is the measurement and the codebook the instrument that is tested:
    codebook is its share. counted : as from `count_by_coder`. emphasis : as from `measure_emphasis`.
    """
    books = emphasis[["readout_id", "theme", "share_words"]].rename(columns={"share_words": "codebook"})
    tables = [emphasis_of_counts(counts, themes).assign(coder=coder) for coder, counts in counted.items()]
    if not tables:
        return pd.DataFrame(columns=BY_CODER_COLUMNS)
    return pd.concat(tables, ignore_index=True).merge(books, on=["readout_id", "theme"])[BY_CODER_COLUMNS]


def shifts_by_coder(
    counted: Mapping[str, Mapping[str, ReadoutCounts]], codebook: Codebook, pairs: Iterable[tuple[str, str]]
) -> dict[str, pd.DataFrame]:
    """The shifts as from `measure_shifts` by each coder's codes, between meetings that the coder coded whole."""
    wanted = list(pairs)
    return {
        coder: shifts_of_counts(counts, codebook, [pair for pair in wanted if set(pair) <= set(counts)])
        for coder, counts in counted.items()
    }
