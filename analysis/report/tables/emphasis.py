"""Emphasis by every measure, and how far it moved."""

from __future__ import annotations

import pandas as pd

from ...measures.comparing import MIN_UNITS
from ...measures.counts import MEASURES
from ...measures.periods import are_tested
from ...measures.permuting import HINT, LESS, MORE
from ...measures.shifts import ABSENT, CONTINUED, DROPPED, NEW, between_neighbours, first_to_last
from ...measures.trend import MIN_MEETINGS
from ...study import MAX_ONE_BY_ONE, Study
from ..prose import Sentences, points_of_change, signed
from .cells import DASH, change_cells, number_cells, p_cells, percent_cells, point_cells, share_cells, with_names

COUNTED = {"n_matches": "matches", "first_point": "first point", "first_rank": "rank of first mention"}


def shifts(study: Study) -> pd.DataFrame:
    """The study's shifts: shares before and after, change, what chance gives, p, adjusted p, verdict, status.

    Of the many pairs of many meetings those that are claimed, and all of the first and the last.
    """
    table = study.shifts
    if len(study.timeline) > MAX_ONE_BY_ONE:
        shown = between_neighbours(table)
        table = pd.concat([shown[shown["verdict"].isin([MORE, LESS])], first_to_last(table).reset_index()])
    table = with_names(table, study)
    between = [f"{study.names[a]} to {study.names[b]}" for a, b in zip(table["from_id"], table["to_id"], strict=True)]
    shown = pd.DataFrame({"between": between, "theme": table["theme"], **_tested(table)})
    shown = shown.assign(status=table["status"].fillna(DASH), ratio=number_cells(table["log_ratio"], "{:+.2f}"))
    return shown.rename(columns={"ratio": "log-ratio"}).set_index(["between", "theme"])


def trends(study: Study) -> pd.DataFrame | Sentences:
    """The trend of each theme over all meetings; in words where there are too few."""
    if not study.over_time:
        return Sentences([f"There are {len(study.timeline)} meetings. A trend needs {MIN_MEETINGS}."])
    table = with_names(study.trends, study)
    return pd.DataFrame({
        "theme": table["theme"], "family": table["family"],
        "rank correlation": number_cells(table["correlation"], "{:+.2f}"),
        "p": p_cells(table["p"]), "adjusted p": p_cells(table["adjusted_p"]), "verdict": table["verdict"],
    }).set_index("theme")  # fmt: skip


def _tested(table: pd.DataFrame) -> dict[str, list[str] | pd.Series]:
    """The columns that every comparison has: facts, then what chance gives."""
    return {
        "before": percent_cells(table["before"]), "after": percent_cells(table["after"]),
        "change (95 % interval)": change_cells(table), "chance gives up to": point_cells(table["detectable"]),
        "p": p_cells(table["p"]), "adjusted p": p_cells(table["adjusted_p"]), "verdict": table["verdict"],
    }  # fmt: skip


def measures(study: Study) -> pd.DataFrame:
    """Every measure of emphasis side by side, by meeting and theme, with the point and the rank of first mention.

    Of many meetings the first and the last.
    """
    drawn = study.names if len(study.names) <= MAX_ONE_BY_ONE else study.first_and_last
    table = with_names(study.emphasis[study.emphasis["readout_id"].isin(drawn)], study)
    shown = pd.DataFrame({
        "meeting": table["meeting"], "theme": table["theme"],
        "share of words (95 % interval)": share_cells(table),
        **{MEASURES[name]: percent_cells(table[name]) for name in ("share_sentences", "share_points")},
        MEASURES["per_1000_words"]: number_cells(table["per_1000_words"], "{:.1f}"),
        **{label: number_cells(table[name], "{:.0f}") for name, label in COUNTED.items()},
    })  # fmt: skip
    return shown.set_index(["meeting", "theme"])


def periods(study: Study) -> pd.DataFrame | Sentences:
    """The shifts between the halves of the meetings, and from one government to the next.

    Of governments those that are claimed or hinted at. In words where no two periods have meetings enough.
    """
    halves, governments = study.half_shifts, study.government_shifts
    governments = governments[governments["verdict"].isin([MORE, LESS, HINT])]
    if not are_tested(study.half_shifts):
        return Sentences([f"There are too few meetings: a test needs {MIN_UNITS} in each half."])
    table = with_names(pd.concat([halves, governments], ignore_index=True) if len(governments) else halves, study)
    between = [f"{row.from_id} ({row.n_before}) to {row.to_id} ({row.n_after})" for row in table.itertuples()]
    names = {"side": table["side"].replace("", "all"), "between (meetings)": between, "theme": table["theme"]}
    return pd.DataFrame(names | _tested(table)).set_index(list(names))


def accounts(study: Study) -> pd.DataFrame | Sentences:
    """Two accounts of one meeting side by side: the share of words that each gives to a theme, and the difference.

    In words where no meeting has two.
    """
    if not study.accounts:
        return Sentences(["No meeting of this study has readouts by two publishers."])
    table = with_names(study.account_shifts, study)
    differs = table["verdict"].replace({MORE: "larger than chance would give", LESS: "larger than chance would give"})
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
    """The changes between the first meeting and the last: a column for each measure."""
    table = with_names(first_to_last(study.comparisons).reset_index(), study)
    cells = [signed(row.change) if row.measure == "per_1000_words" else points_of_change(row.change)
             for row in table.fillna({"change": 0.0}).itertuples()]  # fmt: skip
    wide = table.assign(cell=cells, measure=table["measure"].map(MEASURES)).pivot(
        index="theme", columns="measure", values="cell"
    )
    order = [study.codebook.label(key) for key in study.codebook.keys if len(table)]
    return wide.reindex(index=order, columns=list(MEASURES.values())).rename_axis(columns=None)
