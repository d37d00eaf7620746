"""Tables → sentences to be quoted. No number is typed; no change is claimed that its interval does not show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from .codebook import NONE, Codebook
from .influence import POINT
from .measures import MEASURES
from .prose import Sentences, interval, listing, percent, points_of_change, share_interval
from .shifts import DROPPED, NEW, NOT_SHOWN, first_to_last
from .speakers import BOTH

AGREED = "agreed"
MOST = 3  # things that a sentence names; what more there is stands in the tables


class Results(Protocol):
    """What findings are told from, each table as the module of its name gives it; a `Study` has them all.

    influence : of the first meeting and the last. act_shares, act_changes : by voice and act. joint_changes : by
    voice. voice_shares : by voice, act and theme. names : of the meetings, in their order.
    """

    @property
    def emphasis(self) -> pd.DataFrame: ...
    @property
    def measures(self) -> pd.DataFrame: ...
    @property
    def comparisons(self) -> pd.DataFrame: ...
    @property
    def shifts(self) -> pd.DataFrame: ...
    @property
    def influence(self) -> pd.DataFrame: ...
    @property
    def act_shares(self) -> pd.DataFrame: ...
    @property
    def act_changes(self) -> pd.DataFrame: ...
    @property
    def joint_changes(self) -> pd.DataFrame: ...
    @property
    def voice_shares(self) -> pd.DataFrame: ...
    @property
    def codebook(self) -> Codebook: ...
    @property
    def names(self) -> dict[str, str]: ...
    @property
    def ends(self) -> tuple[str, str]: ...


def largest_first(results: Results) -> list[dict[str, Any]]:
    """The shifts from the first meeting to the last, the largest first; none where a readout is empty."""
    pair = first_to_last(results.shifts).reset_index().dropna(subset=["change"])
    pair = pair.assign(size=pair["change"].abs().round(9)).sort_values("size", ascending=False, kind="stable")
    rows: list[dict[str, Any]] = pair.to_dict("records")
    return rows


def tell(results: Results) -> Sentences:
    """What the study found: the largest shifts shown, what could not be shown, what is new or dropped, what was agreed.

    Only the first meeting and the last are compared. With fewer than two meetings there is no comparison; then
    it is said what the one readout speaks of most, and what was agreed.
    """
    if not results.names:
        return Sentences()
    if len(results.names) < 2 or results.shifts.empty:
        return Sentences([_most_of(results), *_agreed(results)])
    return Sentences([*_shown(results), *_not_shown(results), *_new_and_dropped(results), *_agreed(results)])


def _most_of(results: Results) -> str:
    own = results.emphasis[results.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    meeting = next(iter(results.names.values()))
    if own.empty or not own["share_words"].max():
        return f"The readout of {meeting} speaks of none of the themes."
    largest = own[own["share_words"] >= own["share_words"].max() - 1e-12]
    said = [
        f"{results.codebook.label(row.theme)} ({share_interval(row.low, row.high)})" for row in largest.itertuples()
    ]
    each = " each" if len(said) > 1 else ""
    return (
        f"In the readout of {meeting} the largest share of words, {percent(own['share_words'].max())}{each}, goes to "
        f"{listing(said)}."
    )


def _shown(results: Results) -> list[str]:
    """The largest shifts that pass the guard, each with what speaks against it."""
    shown = [row for row in largest_first(results) if row["verdict"] != NOT_SHOWN]
    if not shown:
        return []
    first, last = (results.names[name] for name in results.ends)
    told = [
        f"{row['verdict']} of {results.codebook.label(row['theme'])} ({percent(row['after'])} of its words against "
        f"{percent(row['before'])}, {points_of_change(row['change'])}, "
        f"{interval(row['low'], row['high'])}{_but(results, row)})"
        for row in shown[:MOST]
    ]
    rest = f"; {len(shown) - MOST} other changes are shown in the tables" if len(shown) > MOST else ""
    return [f"The readout of {last}, compared with that of {first}, speaks {listing(told)}{rest}."]


def _but(results: Results, row: Mapping[str, Any]) -> str:
    """By which measures, and without which pattern or point, the change is not shown or is another."""
    against = [f"by {MEASURES[measure]}" for measure in filter(None, row["disagreeing"].split(";"))]
    if row["by_point"] != row["verdict"]:
        against.append("when whole agenda points are drawn")
    turning = _turning(results, row["theme"])
    against += [f"without {listing(turning, 'or')}"] if turning else []
    return "; it does not hold " + ", nor ".join(against) if against else ""


def _turning(results: Results, theme: str) -> list[str]:
    """The patterns and points without which a verdict is another, the first few by name."""
    own = results.influence[(results.influence["theme"] == theme) & results.influence["turns"].astype(bool)]
    named = [
        f"agenda point {one.what} of {results.names[one.readout_id]}"
        if one.left_out == POINT
        else f"the pattern “{one.what}”"
        for one in own.head(MOST).itertuples()
    ]
    return [*named, f"any of {len(own) - MOST} other patterns and agenda points"] if len(own) > MOST else named


def _not_shown(results: Results) -> list[str]:
    rows = [row for row in largest_first(results) if row["verdict"] == NOT_SHOWN]
    core = [row for row in rows if row["theme"] in results.codebook.core_keys]
    if not largest_first(results):
        first, last = (results.names[name] for name in results.ends)
        return [f"{first} and {last} cannot be compared: a readout has no sentences."]
    if not core:
        return ["No change of emphasis is shown for any theme."] if len(rows) == len(largest_first(results)) else []
    said = [
        f"{results.codebook.label(row['theme'])} ({points_of_change(row['change'])}, "
        f"{interval(row['low'], row['high'])}; {_needed(row)}{_or_without(results, row)})"
        for row in core
    ]
    return [f"No change is shown for {listing(said)}."]


def _needed(row: Mapping[str, Any]) -> str:
    """How far a theme would have to move, in the direction in which it did, for these texts to show it."""
    rise = row["change"] >= 0
    needed = row["smallest_rise" if rise else "smallest_fall"]
    name = "rise" if rise else "fall"
    if pd.isna(needed):
        return f"no {name} could have shown"
    return f"a {name} of at least {100 * needed:.0f} points would show"


def _or_without(results: Results, row: Mapping[str, Any]) -> str:
    turning = _turning(results, row["theme"])
    return f"; it is shown without {listing(turning, 'or')}" if turning else ""


def _new_and_dropped(results: Results) -> list[str]:
    first, last = (results.names[name] for name in results.ends)
    told = []
    for status, side, where, other in ((NEW, "after", last, first), (DROPPED, "before", first, last)):
        said = [
            f"{results.codebook.label(row['theme'])} ({percent(row[side])} of the words; the change is "
            f"{'not ' if row['verdict'] == NOT_SHOWN else ''}shown, {interval(row['low'], row['high'])})"
            for row in largest_first(results)
            if row["status"] == status
        ]
        if said:
            told.append(f"in {where} and in no sentence of {other}: {listing(said)}")
    return [f"Found {'; '.join(told)}."] if told else []


def _agreed(results: Results) -> list[str]:
    """What both sides are said to have agreed, and all that they say together, at the last meeting and at the first."""
    joint = results.act_shares[(results.act_shares["voice"] == BOTH) & (results.act_shares["act"] == AGREED)]
    joint = joint.dropna(subset=["share_words"]).set_index("readout_id")
    told = [
        f"{percent(row['share_words'])} of the words of {results.names[name]} "
        f"({share_interval(row['low'], row['high'])}{_of_what(results, name)})"
        for name in dict.fromkeys(reversed(results.ends))
        if name in joint.index
        for row in [joint.loc[name]]
    ]
    if not told or not joint["share_words"].max():
        return []
    agreed = results.act_changes[results.act_changes["act"] == AGREED]
    changes = [
        _voice_change("the change", agreed),
        _voice_change("that of all they say together", results.joint_changes),
    ]
    tail = "; ".join(filter(None, changes))
    return [f"What both sides are reported to have agreed takes {listing(told)}{'; ' if tail else ''}{tail}."]


def _of_what(results: Results, readout_id: str) -> str:
    table = results.voice_shares
    own = table[(table["readout_id"] == readout_id) & (table["voice"] == BOTH) & (table["act"] == AGREED)]
    own = own[(own["theme"] != NONE) & (own["share_words"] > 0)]
    own = own.assign(size=own["share_words"].round(9)).sort_values("size", ascending=False, kind="stable").head(MOST)
    themes = [results.codebook.label(theme) for theme in own["theme"]]
    return f"; the largest parts: {listing(themes)}" if themes else ""


def _voice_change(name: str, changes: pd.DataFrame) -> str:
    """How far what both say moved from the first meeting to the last; nothing with fewer than two."""
    last = first_to_last(changes.assign(theme="")) if len(changes) else changes
    own = last[last["voice"] == BOTH].dropna(subset=["change"])
    return "".join(
        f"{name} is {'not ' if row.verdict == NOT_SHOWN else ''}shown "
        f"({points_of_change(row.change)}, {interval(row.low, row.high)}"
        f"{'' if row.by_point == row.verdict else '; it does not hold when whole agenda points are drawn'})"
        for row in own.itertuples()
    )
