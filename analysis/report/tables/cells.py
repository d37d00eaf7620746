"""Cells of tables: numbers and keys → the text that a reader sees."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ...measures.counts import SCALES
from ...study import Study
from ..prose import percent, points_of_change, signed

DASH = "–"  # missing, or nothing to measure


def or_dash(value: float, written: Callable[[float], str]) -> str:
    return DASH if pd.isna(value) else written(value)


def number_cells(values: pd.Series, form: str) -> list[str]:
    return [or_dash(value, lambda n: form.format(n).replace("-", "−")) for value in values]


def percent_cells(values: pd.Series) -> list[str]:
    return [or_dash(value, percent) for value in values]


def point_cells(values: pd.Series) -> list[str]:
    return [or_dash(value, points_of_change) for value in values]


def change_cells(table: pd.DataFrame) -> list[str]:
    """Changes with their intervals; those of rates as numbers, all others in points."""
    rate = table["measure"].isin(SCALES) if "measure" in table else pd.Series(False, index=table.index)
    rows = zip(table["change"], table["low"], table["high"], rate, strict=True)
    return [
        DASH if pd.isna(change) or pd.isna(low)
        else f"{signed(change)} ({signed(low)} to {signed(high)})" if rate
        else f"{points_of_change(change)} ({points_of_change(low).split()[0]} to {points_of_change(high).split()[0]})"
        for change, low, high, rate in rows
    ]  # fmt: skip


def bounded_cells(values: pd.Series, low: pd.Series, high: pd.Series) -> list[str]:
    rows = zip(values, low, high, strict=True)
    return [DASH if pd.isna(value) else f"{value:.2f} ({a:.2f} to {b:.2f})" for value, a, b in rows]


def with_names(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    named = table.assign(theme=table["theme"].map(study.codebook.label))
    return named.assign(meeting=table["readout_id"].map(study.names)) if "readout_id" in table else named


def label_themes(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    labels = {key: study.codebook.label(key) for key in study.codebook.keys}
    return table.assign(theme=table["theme"].replace(labels))
