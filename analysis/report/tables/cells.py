"""Cells of tables: numbers and keys → the text that a reader sees."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd

from ...study import Study
from ..prose import p_value, percent, points_of_change

DASH = "–"  # missing, or nothing to measure


def or_dash(value: float, written: Callable[[float], str]) -> str:
    return DASH if pd.isna(value) else written(value)


def number_cells(values: pd.Series, form: str) -> list[str]:
    return [or_dash(value, lambda n: form.format(n).replace("-", "−")) for value in values]


def percent_cells(values: pd.Series) -> list[str]:
    return [or_dash(value, percent) for value in values]


def point_cells(values: pd.Series) -> list[str]:
    return [or_dash(value, points_of_change) for value in values]


def p_cells(values: pd.Series) -> list[str]:
    return [or_dash(value, p_value) for value in values]


def share_cells(table: pd.DataFrame) -> list[str]:
    """Shares of words with their intervals, where there are any."""
    rows = zip(table["share_words"], table["low"], table["high"], strict=True)
    return [
        percent_cells(pd.Series([share]))[0]
        if pd.isna(low)
        else f"{percent(share)} ({percent(low)} to {percent(high)})"
        for share, low, high in rows
    ]


def change_cells(table: pd.DataFrame) -> list[str]:
    """Changes in points with their intervals, where there are any."""
    rows = zip(table["change"], table["low"], table["high"], strict=True)
    return [
        or_dash(change, points_of_change) if pd.isna(low)
        else f"{points_of_change(change)} ({points_of_change(low).split()[0]} to {points_of_change(high).split()[0]})"
        for change, low, high in rows
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
