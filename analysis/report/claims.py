"""Claims: tests of a study → sentences on what moved by more than chance would give, and the numbers behind them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from ..io.wording import in_words, listing
from ..measures.comparing import CORE, MIN_UNITS
from ..measures.influence import POINT
from ..measures.periods import are_tested, halve
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
    core = study.trends[study.trends["family"] == CORE].dropna(subset=["correlation"])
    if core.empty:
        return Finding([], [])
    years = study.readouts["date"].dt.year
    over = f"Over the {in_words(len(study.timeline))} meetings from {years.min()} to {years.max()}"
    moved, hints = (shares_moved(study, core, verdicts, " of the words") for verdicts in (ROSE_OR_FELL, {HINT}))
    hint = [f"A hint, not a finding: {over.lower()} {listing(hints)}."] if hints else []
    none = f"none of the {in_words(len(core))} core themes" if len(core) > 1 else "the one core theme found"
    said = (
        [f"{over} {listing(moved)}, by more than chance would give."] if moved
        else hint or [f"{over} {none} is {'not ' * (len(core) == 1)}shown to rise or fall."]
    )  # fmt: skip
    numbers = [
        f"{study.codebook.label(row.theme)}: rank correlation with the date {signed(row.correlation, 2)}, "
        f"{_p_values(row)}."
        for row in core.dropna(subset=["p"]).itertuples()
    ]
    how = f"To test this, the dates were dealt at random among the meetings. {_adjusted(len(numbers))}".strip()
    return Finding(said, [how, *hint * bool(moved), *numbers])


def shares_moved(study: Study, trends: pd.DataFrame, verdicts: Iterable[str], of_what: str = "") -> list[str]:
    """Themes whose trend has one of some verdicts: "North Korea's share fell", "the economy's rose"."""
    rows = trends[trends["verdict"].isin(list(verdicts))].itertuples()
    return [
        f"{possessive(study.codebook.in_text(row.theme))}{'' if n else f' share{of_what}'} "
        f"{'rose' if row.correlation > 0 else 'fell'}"
        for n, row in enumerate(rows)
    ]


def _adjusted(tested: int) -> str:
    """What p values are adjusted for; the sentence that p values stand under."""
    return f"The p values are adjusted for the {tested} core themes tested together." if tested > 1 else ""


def _p_values(row: Any) -> str:
    p, adjusted = p_value(row.p), p_value(row.adjusted_p)
    return f"p {p.replace('<', '< ') if p.startswith('<') else f'= {p}'}, adjusted {adjusted}"


def say_periods(study: Study) -> list[Finding]:
    """What moved from the earlier half of the meetings to the later, and from one government to the next."""
    how = "To test this, whole meetings were dealt at random to the two periods, within their kind."
    compared = [(_halves(study), study.half_shifts)]
    compared += [
        (f"From {from_id} to {to_id} ({side})", own)
        for (side, from_id, to_id), own in study.government_shifts.groupby(["side", "from_id", "to_id"], sort=False)
    ]
    said = [
        (claim, shifts) for where, shifts in compared if are_tested(shifts) if (claim := _claim(study, shifts, where))
    ]
    return [Finding([claim], [how, *_in_numbers(study, shifts)]) for claim, shifts in said]


def _halves(study: Study) -> str:
    """From when to when the meetings of one half were, to those of the other: "From 2009–2017 to 2017–2025"."""
    days = study.readouts.set_index("readout_id")["date"][study.timeline]
    periods = halve(study.timeline, list(days))["period"].to_numpy()
    halves = [days[periods == period] for period in dict.fromkeys(periods)]
    years = ["–".join(dict.fromkeys((f"{own.min():%Y}", f"{own.max():%Y}"))) for own in halves]
    if len(set(years)) > 1:
        return f"From {' to '.join(years)}"
    return "From the first half of the meetings to the second"


def _claim(study: Study, shifts: pd.DataFrame, where: str) -> str:
    """The largest change that is more than chance would give, a core theme's first; "" where there is none."""
    claimed = shifts[shifts["verdict"].isin([MORE, LESS])].to_dict("records")
    if not claimed:
        return ""
    row = min(claimed, key=lambda row: (row["family"] != CORE, -round(abs(row["change"]), 9)))
    more = [one for one in claimed if one is not row]
    moved = "".join(f" and {study.codebook.in_text(one['theme'])} {ROSE_OR_FELL[one['verdict']]}" for one in more)
    others = (
        f" and {in_words(len(more))} more themes moved, all" if len(more) > 1 else f"{moved}, both" if more else ","
    )
    return (
        f"{where} {study.codebook.in_text(row['theme'])} {ROSE_OR_FELL[row['verdict']]} from {percent(row['before'])} "
        f"to {percent(row['after'])} of the words{others} more than chance would give."
    )


def doubt(study: Study) -> Finding:
    """What the texts cannot prove, and for up to four meetings what a change is tested by, or hangs on."""
    says = f"This is what {in_words(len(study.names))} texts say, not proof of a changed policy"
    if study.over_time:
        shown = (study.trends["verdict"].isin(ROSE_OR_FELL)).any() or say_periods(study)
        doubted = says if shown else "That no change is shown is not proof that nothing changed"
        return Finding([f"{doubted}."], list(power(study)[:1]))
    pair = first_to_last(study.shifts).reset_index()
    row = next((row for row in study.largest_shifts if row["family"] == CORE), study.largest_shifts[0])
    first, last = (study.names[name] for name in study.first_and_last)
    claim = _claim(study, pair, f"From {first} to {last}") or _hint(study, pair)
    reason, without = _hinge(study, row)
    if (pair["verdict"] == NOT_TESTED).all():
        reason, tested = f"a test needs {in_words(MIN_UNITS)} agenda points in each readout", []
    else:
        tested = [*dealt(study, [row]), *_in_numbers(study, pair)]
    said = [claim, f"{says}."] if claim else [f"{says}{': ' * bool(reason)}{reason}."]
    return Finding(said, [*without, *tested])


def _hint(study: Study, pair: pd.DataFrame) -> str:
    themes = pair.loc[pair["verdict"] == HINT, "theme"]
    return f"A hint, not a finding: {themes_named(study, themes)} moved." if len(themes) else ""


def dealt(study: Study, rows: list[dict[str, Any]]) -> list[str]:
    """How often chance would move themes as far between two meetings, in a sentence; none where it is not tested."""
    tested = [row for row in rows if not pd.isna(row["p"])]
    if not tested:
        return []
    points = tested[0]["n_before"] + tested[0]["n_after"]
    first, *rest = [(study.codebook.in_text(row["theme"]), f"{100 * row['p']:.0f}") for row in tested]
    said = [f"{first[0]} would move as far in {first[1]} of 100 deals", *(f"{theme} in {n}" for theme, n in rest)]
    return [f"If the {points:.0f} agenda points were dealt at random between the two meetings, {listing(said)}."]


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
    numbers = [f"{study.codebook.label(row.theme)}: {_p_values(row)}{_detectable(row)}." for row in core.itertuples()]
    return [*filter(None, [_adjusted(len(numbers))]), *numbers]


def _detectable(row: Any) -> str:
    """The smallest change that could be claimed, where the test has one."""
    reach = getattr(row, "detectable", float("nan"))
    least = points_of_change(reach).lstrip("+") if pd.notna(reach) else ""
    return f"; only a change of at least {least} could be claimed" if least else ""
