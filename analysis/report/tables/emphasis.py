"""Emphasis by every measure, and how far it moved."""

from __future__ import annotations

import pandas as pd

from ...io.wording import listing
from ...measures.counts import MEASURES, SCALES
from ...measures.periods import can_hold
from ...measures.shifts import ABSENT, CONTINUED, DROPPED, LESS, MORE, NEW, NOT_SHOWN, between_neighbours, first_to_last
from ...study import MAX_ONE_BY_ONE, Study
from ..prose import Sentences
from .cells import DASH, change_cells, number_cells, percent_cells, point_cells, with_names

COUNTED = {"n_matches": "matches", "first_point": "first point", "first_rank": "rank of first mention"}


def shifts(study: Study) -> pd.DataFrame:
    """The study's shifts: shares before and after, change with its interval, log-ratio, smallest change, verdict.

    Between the many pairs of many meetings those that are shown, and all of the first and the last.
    """
    table = study.shifts
    if len(study.timeline) > MAX_ONE_BY_ONE:
        shown = between_neighbours(table)
        table = pd.concat([shown[shown["verdict"] != NOT_SHOWN], first_to_last(table).reset_index()])
    table = with_names(table, study)
    between = [f"{study.names[a]} to {study.names[b]}" for a, b in zip(table["from_id"], table["to_id"], strict=True)]
    shown = pd.DataFrame({
        "between": between, "theme": table["theme"],
        "before": percent_cells(table["before"]), "after": percent_cells(table["after"]),
        "change (95 % interval)": change_cells(table),
        "log-ratio": number_cells(table["log_ratio"], "{:+.2f}"),
        "verdict": table["verdict"].fillna(DASH), "by whole points": table["by_point"].fillna(DASH),
        "smallest rise to show": point_cells(table["smallest_rise"]),
        "smallest fall": point_cells(-table["smallest_fall"]),
        "status": table["status"].fillna(DASH),
        "otherwise by": [listing([MEASURES[m] for m in d.split(";") if m]) for d in table["disagreeing"]],
    })  # fmt: skip
    return shown.set_index(["between", "theme"])


def measures(study: Study) -> pd.DataFrame:
    """Every measure of emphasis side by side, by meeting and theme, with the point and the rank of first mention.

    Of many meetings the first and the last.
    """
    drawn = study.names if len(study.names) <= MAX_ONE_BY_ONE else study.first_and_last
    table = with_names(study.emphasis[study.emphasis["readout_id"].isin(drawn)], study)
    shown = pd.DataFrame({
        "meeting": table["meeting"], "theme": table["theme"],
        **{MEASURES[name]: percent_cells(table[name]) for name in MEASURES if name not in SCALES},
        **{MEASURES[name]: number_cells(table[name], "{:.1f}") for name in SCALES},
        **{label: number_cells(table[name], "{:.0f}") for name, label in COUNTED.items()},
    })  # fmt: skip
    return shown.set_index(["meeting", "theme"])


def periods(study: Study) -> pd.DataFrame | Sentences:
    """The shifts between the halves of the meetings, and from one government to the next, that are shown by sentences.

    In words where no two periods have meetings enough.
    """
    table = pd.concat(
        [own for own in (study.half_shifts, study.government_shifts) if can_hold(own)] or [pd.DataFrame()]
    )
    if table.empty:
        return Sentences(["There are too few meetings: each half, or each of two governments, needs two."])
    table = table[table["verdict"] != NOT_SHOWN]
    if table.empty:
        return Sentences(["No change between halves or governments is shown."])
    table = with_names(table.reset_index(drop=True), study)
    spread = table.assign(low=table["low_by_meeting"], high=table["high_by_meeting"])
    held = [f"{row.from_id} ({row.n_before}) to {row.to_id} ({row.n_after})" for row in table.itertuples()]
    return pd.DataFrame({
        "side": table["side"].replace("", "all"), "between (meetings)": held, "theme": table["theme"],
        "before": percent_cells(table["before"]), "after": percent_cells(table["after"]),
        "change (95 % interval by sentences)": change_cells(table),
        "(by the spread between meetings)": change_cells(spread),
        "q": number_cells(table["q"], "{:.2f}"), "holds": table["holds"],
    }).set_index(["side", "between (meetings)", "theme"])  # fmt: skip


def accounts(study: Study) -> pd.DataFrame | Sentences:
    """Two accounts of one meeting side by side: the share of words that each gives to a theme, and the difference.

    In words where no meeting has two.
    """
    if not study.accounts:
        return Sentences(["No meeting of this study has readouts by two publishers."])
    table = with_names(study.account_shifts, study)
    differs = table["verdict"].replace({MORE: "shown", LESS: "shown"})
    only = {NEW: "only in the second", DROPPED: "only in the first", ABSENT: "in neither"}
    return pd.DataFrame({
        "first": table["from_id"].map(study.names), "second": table["to_id"].map(study.names), "theme": table["theme"],
        "in the first": percent_cells(table["before"]), "in the second": percent_cells(table["after"]),
        "difference (95 % interval)": change_cells(table), "difference is": differs,
        "": table["status"].map(only).fillna(""),
    }).set_index(["first", "second", "theme"])  # fmt: skip


def told_once(study: Study) -> pd.DataFrame | Sentences:
    """The agenda points of two accounts of one meeting for which the other shows no counterpart, with their text.

    In words where no meeting has two accounts.
    """
    if not study.accounts:
        return Sentences(["There are none."])
    table = study.account_alignment
    lone = [(row.from_id, row.from_point) if row.status == DROPPED else (row.to_id, row.to_point)
            for row in table[table["status"] != CONTINUED].itertuples()]  # fmt: skip
    texts = study.sentences.groupby(["readout_id", "point"], sort=False)["text"].agg(" ".join)
    rows = [(study.names[name], int(point), texts[(name, int(point))]) for name, point in lone]
    return pd.DataFrame(rows, columns=["account", "point", "text"]).set_index(["account", "point"])


def changes(study: Study) -> pd.DataFrame:
    """The changes between the first meeting and the last with interval and verdict: a column for each measure."""
    table = with_names(first_to_last(study.comparisons).reset_index(), study)
    cells = [f"{change}, {verdict}" for change, verdict in zip(change_cells(table), table["verdict"], strict=True)]
    wide = table.assign(cell=cells, measure=table["measure"].map(MEASURES)).pivot(
        index="theme", columns="measure", values="cell"
    )
    order = [study.codebook.label(key) for key in study.codebook.keys if len(table)]
    return wide.reindex(index=order, columns=list(MEASURES.values())).rename_axis(columns=None)
