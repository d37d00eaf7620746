"""Emphasis by every measure, and how far it moved."""

from __future__ import annotations

import pandas as pd

from ..measures import MEASURES, SCALES
from ..prose import listing
from ..shifts import first_to_last
from ..study import Study
from .cells import DASH, changes, name_rows, numbers, percents, points

COUNTED = {"n_matches": "matches", "first_point": "first point", "first_rank": "rank of first mention"}


def list_shifts(study: Study) -> pd.DataFrame:
    """The study's shifts: shares before and after, change with its interval, log-ratio, smallest change, verdict."""
    table = name_rows(study.shifts, study)
    between = [f"{study.names[a]} to {study.names[b]}" for a, b in zip(table["from_id"], table["to_id"], strict=True)]
    shown = pd.DataFrame({
        "between": between, "theme": table["theme"],
        "before": percents(table["before"]), "after": percents(table["after"]),
        "change (95 % interval)": changes(table),
        "log-ratio": numbers(table["log_ratio"], "{:+.2f}"),
        "verdict": table["verdict"].fillna(DASH), "by whole points": table["by_point"].fillna(DASH),
        "smallest rise to show": points(table["smallest_rise"]), "smallest fall": points(-table["smallest_fall"]),
        "status": table["status"].fillna(DASH),
        "otherwise by": [listing([MEASURES[m] for m in d.split(";") if m]) for d in table["disagreeing"]],
    })  # fmt: skip
    return shown.set_index(["between", "theme"])


def list_measures(study: Study) -> pd.DataFrame:
    """Every measure of emphasis side by side, by meeting and theme, with the point and the rank of first mention."""
    table = name_rows(study.emphasis, study)
    shown = pd.DataFrame({
        "meeting": table["meeting"], "theme": table["theme"],
        **{MEASURES[name]: percents(table[name]) for name in MEASURES if name not in SCALES},
        **{MEASURES[name]: numbers(table[name], "{:.1f}") for name in SCALES},
        **{label: numbers(table[name], "{:.0f}") for name, label in COUNTED.items()},
    })  # fmt: skip
    return shown.set_index(["meeting", "theme"])


def list_changes(study: Study) -> pd.DataFrame:
    """The changes between the first meeting and the last with interval and verdict: a column for each measure."""
    table = name_rows(first_to_last(study.comparisons).reset_index(), study)
    told = [f"{change}, {verdict}" for change, verdict in zip(changes(table), table["verdict"], strict=True)]
    wide = table.assign(told=told, measure=table["measure"].map(MEASURES)).pivot(
        index="theme", columns="measure", values="told"
    )
    order = [study.codebook.label(key) for key in study.codebook.keys if len(table)]
    return wide.reindex(index=order, columns=list(MEASURES.values())).rename_axis(columns=None)
