"""Claims: tests of a study → sentences on what moved by more than chance would give, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from ..io.wording import in_words, listing
from ..measures.comparing import CORE, MIN_UNITS
from ..measures.influence import POINT
from ..measures.periods import are_tested
from ..measures.permuting import HINT, LESS, MORE, NOT_TESTED
from ..measures.shifts import first_to_last
from ..study import Study
from .caveats import power
from .naming import possessive, themes_named, when
from .prose import p_value, percent, points_of_change, signed

ROSE_OR_FELL = {MORE: "rose", LESS: "fell"}
LARGE_PART = 0.5  # of a share: an agenda point that has as much is named


class Finding(NamedTuple):
    """Sentences that belong together, and what they rest on, in sentences too."""

    sentences: list[str]
    rests_on: list[str]


def say_trends(study: Study) -> Finding:
    """Which core themes rise or fall over all meetings; the first question of a study of five meetings or more."""
    core = study.trends[study.trends["family"] == CORE]
    years = study.readouts["date"].dt.year
    over = f"Over the {in_words(len(study.timeline))} meetings from {years.min()} to {years.max()}"
    moved = _moved(study, core, ROSE_OR_FELL)
    hints = _moved(study, core, {HINT})
    hint = [f"A hint, not a finding: {over.lower()} {listing(hints)}."] if hints else []
    said = (
        [f"{over} {listing(moved)}, by more than chance would give."] if moved
        else hint or [f"{over} none of the {in_words(len(core))} core themes is shown to rise or fall."]
    )  # fmt: skip
    numbers = [
        f"{study.codebook.label(row.theme)}: rank correlation with the date {signed(row.correlation, 2)}, p "
        f"{p_value(row.p)}, adjusted {p_value(row.adjusted_p)}."
        for row in core.dropna(subset=["p"]).itertuples()
    ]
    return Finding(said, ["Dates were dealt at random to the meetings.", *hint, *numbers, *power(study)[:1]])


def _moved(study: Study, trends: pd.DataFrame, verdicts: Iterable[str]) -> list[str]:
    return [
        f"{study.codebook.in_text(row.theme)} {'rose' if row.correlation > 0 else 'fell'}"
        for row in trends[trends["verdict"].isin(list(verdicts))].itertuples()
    ]


def say_periods(study: Study) -> list[Finding]:
    """What moved from the earlier half of the meetings to the later, and from one government to the next."""
    dealt = "Whole meetings were dealt at random to the two periods, within their kind."
    compared = [("Between the two halves of that time", study.half_shifts)]
    compared += [
        (f"From {from_id} to {to_id} ({side})", own)
        for (side, from_id, to_id), own in study.government_shifts.groupby(["side", "from_id", "to_id"], sort=False)
    ]
    said = [
        (claim, shifts) for where, shifts in compared if are_tested(shifts) if (claim := _claim(study, shifts, where))
    ]
    return [Finding([claim], [dealt, *_in_numbers(study, shifts), *power(study)[1:2]]) for claim, shifts in said]


def _claim(study: Study, shifts: pd.DataFrame, where: str) -> str:
    """The largest change that is more than chance would give, a core theme's first; "" where there is none."""
    claimed = shifts[shifts["verdict"].isin([MORE, LESS])].to_dict("records")
    if not claimed:
        return ""
    row = min(claimed, key=lambda row: (row["family"] != CORE, -round(abs(row["change"]), 9)))
    more = len(claimed) - 1
    others = f"; {in_words(more)} more theme{'s' if more > 1 else ''} moved too" if more else ""
    return (
        f"{where} {study.codebook.in_text(row['theme'])} {ROSE_OR_FELL[row['verdict']]} from {percent(row['before'])} "
        f"to {percent(row['after'])} of the words, more than chance would give{others}."
    )


def doubt(study: Study) -> Finding:
    """What the texts cannot prove, and for up to four meetings what a change is tested by, or hangs on."""
    says = f"This is what {in_words(len(study.names))} texts say, not proof of a changed policy"
    if study.over_time:
        return Finding([f"{says}."], list(power(study)[:1]))
    pair = first_to_last(study.shifts).reset_index()
    row = next((row for row in study.largest_shifts if row["family"] == CORE), study.largest_shifts[0])
    first, last = (study.names[name] for name in study.first_and_last)
    claim = _claim(study, pair, f"From {first} to {last}") or _hint(study, pair)
    reason, without = _hinge(study, row)
    if (pair["verdict"] == NOT_TESTED).all():
        reason, tested = f"a test needs {in_words(MIN_UNITS)} agenda points in each readout", []
    else:
        tested = [_dealt(study, row), *_in_numbers(study, pair), *power(study)[:1]]
    said = [claim, f"{says}."] if claim else [f"{says}{': ' * bool(reason)}{reason}."]
    return Finding(said, [*without, *tested])


def _hint(study: Study, pair: pd.DataFrame) -> str:
    themes = pair.loc[pair["verdict"] == HINT, "theme"]
    return f"A hint, not a finding: {themes_named(study, themes)} moved." if len(themes) else ""


def _dealt(study: Study, row: dict[str, Any]) -> str:
    return (
        f"If the {row['n_before'] + row['n_after']:.0f} agenda points were dealt at random between the two meetings, "
        f"{study.codebook.in_text(row['theme'])} would move as far in {100 * row['p']:.0f} of 100 deals."
    )


def _hinge(study: Study, row: dict[str, Any]) -> tuple[str, list[str]]:
    """The agenda point that has most of a theme's share: as a reason, and in numbers; empty where none has."""
    own = study.influence[(study.influence["theme"] == row["theme"]) & (study.influence["left_out"] == POINT)]
    if own.empty:
        return "", []
    point = own.loc[own["moved"].abs().round(12).idxmax()]
    side, meeting = ("before", row["from_id"]) if point["readout_id"] == row["from_id"] else ("after", row["to_id"])
    share, without = row[side], point[f"{side}_without"]
    if share - without < LARGE_PART * share or not share:
        return "", []
    n_points = study.sentences.loc[study.sentences["readout_id"] == meeting, "point"].nunique()
    theme = study.codebook.in_text(row["theme"])
    return (
        f"most of {possessive(theme)} share {when(study, meeting)} is one agenda point of {in_words(n_points)}",
        [f"Without agenda point {point['what']} of {study.names[meeting]}, {theme} would have {percent(without)} of "
         f"its words, not {percent(share)}."],
    )  # fmt: skip


def _in_numbers(study: Study, shifts: pd.DataFrame) -> list[str]:
    """The test of the core themes in numbers, theme by theme."""
    core = shifts[shifts["family"] == CORE].dropna(subset=["p"])
    return [
        f"{study.codebook.label(row.theme)}: p {p_value(row.p)}, adjusted for {len(core)} core themes "
        f"{p_value(row.adjusted_p)}{_detectable(row)}."
        for row in core.itertuples()
    ]


def _detectable(row: Any) -> str:
    """The smallest change that could be claimed, where the test has one."""
    reach = getattr(row, "detectable", float("nan"))
    return "" if pd.isna(reach) else f"; a change below {points_of_change(reach).lstrip('+')} cannot be claimed"
