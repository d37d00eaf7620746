"""The tables of a study that follow from hand coding: agreement, and shares corrected by it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from ..measures.agreement import as_coder, score_codebook
from ..measures.alpha import measure_alpha
from ..measures.corrected import (
    ALL,
    CORRECTED_COLUMNS,
    CORRECTED_SHIFT_COLUMNS,
    Correction,
    count_by_coder,
    measure_by_coder,
    prepare_correction,
)
from ..measures.counts import ReadoutCounts
from ..measures.periods import EARLIER, LATER
from ..measures.second_reader import known_themes, read_again
from ..measures.shifts import default_pairs
from .meetings import MAX_ONE_BY_ONE
from .tables import Tables


@dataclass(frozen=True)
class CorrectedTables(Tables):
    """The tables, and those that hand coding checks and corrects."""

    @cached_property
    def scores(self) -> pd.DataFrame:
        """One row per coder and theme: precision, recall and F1 of the codebook; see `score_codebook`."""
        return score_codebook(self.coding, as_coder(self.sentences, self.tags), self.codebook.keys)

    @cached_property
    def alphas(self) -> pd.DataFrame:
        """One row per set of coders and theme: Krippendorff's alpha; see `measure_alpha`."""
        return measure_alpha(self.coding, as_coder(self.sentences, self.tags), self.codebook.keys)

    @cached_property
    def correction(self) -> Correction | None:
        """Both codings and the samples that correct the codebook; None where no sample is coded."""
        return prepare_correction(self.sentences, self.tags, self.coding, self.samples, self.codebook.keys)

    @cached_property
    def corrected(self) -> pd.DataFrame:
        """One row per group of readouts and theme: share of words, corrected by the coded sample."""
        if self.correction is None:
            return pd.DataFrame(columns=CORRECTED_COLUMNS)
        few = len(self.names) <= MAX_ONE_BY_ONE
        return self.correction.shares({ALL: list(self.names)} | ({n: [n] for n in self.names} if few else self._halves))

    @cached_property
    def corrected_shifts(self) -> pd.DataFrame:
        """One row per pair and theme: the change, corrected. Of many meetings the two halves."""
        if self.correction is None or len(self.timeline) < 2:
            return pd.DataFrame(columns=CORRECTED_SHIFT_COLUMNS)
        few, kinds = len(self.timeline) <= MAX_ONE_BY_ONE, self._kinds.fillna("").to_dict()
        groups = {name: [name] for name in self.timeline} if few else self._halves
        pairs = default_pairs(list(groups))
        tables = [self.correction.shift(groups[a], groups[b], None if few else kinds, self.codebook) for a, b in pairs]
        tables = [table.assign(from_id=a, to_id=b) for table, (a, b) in zip(tables, pairs, strict=True)]
        return pd.concat(tables, ignore_index=True)[CORRECTED_SHIFT_COLUMNS]

    @cached_property
    def readable_themes(self) -> list[str]:
        """The themes that a second reader can learn from what is coded; see `known_themes`."""
        return known_themes(self.coding, self.codebook.keys)

    def second_reading(self) -> pd.DataFrame:
        """The themes that a second reader gives each sentence, as a coder: see `read_again`. Raises ValueError."""
        return read_again(self.sentences, self.coding, self.readable_themes)

    @cached_property
    def counted_by_coder(self) -> dict[str, dict[str, ReadoutCounts]]:
        """By coder, the readouts coded whole by hand, as arrays."""
        return count_by_coder(self.sentences, self.coding, self.codebook.keys)

    @cached_property
    def by_coder(self) -> pd.DataFrame:
        """One row per coder, readout coded whole by hand, and theme: emphasis by the coder's codes."""
        return measure_by_coder(self.counted_by_coder, self.emphasis, self.codebook.keys)

    @property
    def _halves(self) -> dict[str, list[str]]:
        halves = self._halved().groupby("period", sort=False)["readout_id"].agg(list)
        return {period: halves[period] for period in (EARLIER, LATER) if period in halves}
