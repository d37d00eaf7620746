"""Tables → sentences to be quoted. No number is typed; no change is claimed that its interval does not show."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

import pandas as pd

from .codebook import NONE, Codebook
from .influence import POINT
from .measures import MEASURES
from .prose import Sentences, interval, listing, percent, points_of_change, share_interval, signed
from .shifts import DROPPED, NEW, NOT_SHOWN, first_to_last
from .speakers import BOTH

AGREED = "agreed"
MOST = 3  # things that a sentence names; what more there is stands in the tables


class Results(Protocol):
    """What findings are told from, each table as the module of its name gives it; a `Study` has them all.

    influence : of the first meeting and the last. act_shares, act_changes : by voice and act. voice_shares : by
    voice, act and theme. names : of the meetings, in their order.
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
    if own.empty or not own["share_words"].max():
        return f"The readout of {next(iter(results.names.values()))} speaks of none of the themes."
    row = own.loc[own["share_words"].idxmax()]
    return (
        f"The readout of {results.names[row['readout_id']]} speaks most of {results.codebook.label(row['theme'])}: "
        f"{percent(row['share_words'])} of its words ({share_interval(row['low'], row['high'])})."
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
    turning = results.influence[(results.influence["theme"] == row["theme"]) & results.influence["turns"]]
    without = [
        f"point {one.what} of {results.names[one.readout_id]}" if one.left_out == POINT else f"the pattern “{one.what}”"
        for one in turning.head(MOST).itertuples()
    ]
    against += [f"without {listing(without, 'or')}"] if without else []
    return f"; it does not hold {', nor '.join(against)}" if against else ""


def _not_shown(results: Results) -> list[str]:
    rows = [row for row in largest_first(results) if row["verdict"] == NOT_SHOWN]
    core = [row for row in rows if row["theme"] in results.codebook.core_keys]
    if not rows:
        return []
    if len(rows) == len(largest_first(results)) and not core:
        return ["No change of emphasis is shown for any theme."]
    if not core:
        return []
    said = [
        f"{results.codebook.label(row['theme'])} ({points_of_change(row['change'])}, "
        f"{interval(row['low'], row['high'])})"
        for row in core
    ]
    needed = sorted({f"{100 * row['smallest']:.0f}" for row in core}, key=int)
    size = " to ".join([needed[0], needed[-1]] if len(needed) > 1 else needed)
    return [f"No change is shown for {listing(said)}; to show in these texts, it would have to be of {size} points."]


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
    """What both sides are said to have agreed, at the last meeting and at the first."""
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
    return [f"What both sides are reported to have agreed takes {listing(told)}{_agreed_change(results)}."]


def _of_what(results: Results, readout_id: str) -> str:
    table = results.voice_shares
    own = table[(table["readout_id"] == readout_id) & (table["voice"] == BOTH) & (table["act"] == AGREED)]
    own = own[(own["theme"] != NONE) & (own["share_words"] > 0)]
    own = own.assign(size=own["share_words"].round(9)).sort_values("size", ascending=False, kind="stable").head(MOST)
    themes = [results.codebook.label(theme) for theme in own["theme"]]
    return f"; first of all {listing(themes)}" if themes else ""


def _agreed_change(results: Results) -> str:
    changes = first_to_last(results.act_changes.assign(theme="")) if len(results.names) > 1 else pd.DataFrame()
    if changes.empty:
        return ""
    own = changes[(changes["voice"] == BOTH) & (changes["act"] == AGREED)].dropna(subset=["change"])
    return "".join(
        f"; the change is {'not ' if row.verdict == NOT_SHOWN else ''}shown "
        f"({points_of_change(row.change)}, {interval(row.low, row.high)})"
        for row in own.itertuples()
    )


def disagreements(results: Results) -> Sentences:
    """Where the measures do not agree: on the order of the themes of a meeting, and on a verdict.

    Themes that tie for the first place are all named.
    """
    return Sentences([*_order_by_measure(results), *_verdict_by_measure(results)])


def _order_by_measure(results: Results) -> list[str]:
    told, measures = [], results.measures
    for readout_id, meeting in results.names.items():
        first: dict[str, list[str]] = {}
        top = measures[(measures["readout_id"] == readout_id) & (measures["rank"] == 1)]
        for measure, label in MEASURES.items():
            themes = [results.codebook.label(theme) for theme in top.loc[top["measure"] == measure, "theme"]]
            if themes:
                first.setdefault(listing(themes), []).append(label)
        if len(first) > 1:
            said = [f"{themes} by {listing(labels)}" for themes, labels in first.items()]
            told.append(f"At {meeting} the measures disagree on what comes first: {'; '.join(said)}.")
        elif first:
            told.append(f"At {meeting} every measure puts {next(iter(first))} first.")
    return told


def _verdict_by_measure(results: Results) -> list[str]:
    told = []
    for row in largest_first(results):
        if row["disagreeing"]:
            own = first_to_last(results.comparisons).loc[[row["theme"]]]
            verdicts: dict[str, list[str]] = {}
            for one in own.itertuples():
                verdicts.setdefault(one.verdict, []).append(f"{MEASURES[one.measure]} ({_change_of(one)})")
            said = [f"“{verdict}” by {listing(by)}" for verdict, by in verdicts.items()]
            told.append(f"On {results.codebook.label(row['theme'])} the measures disagree: {'; '.join(said)}.")
    if not told and largest_first(results):
        first, last = (results.names[name] for name in results.ends)
        told.append(f"Between {first} and {last} all measures give every theme the same verdict.")
    return told


def _change_of(row: Any) -> str:
    if row.measure.startswith("share"):
        return f"{points_of_change(row.change)}, {interval(row.low, row.high)}"
    return f"{signed(row.change)}, 95\xa0% interval {signed(row.low)} to {signed(row.high)}"


def worth(coverage: pd.DataFrame, n_sentences: pd.Series) -> Sentences:
    """What the intervals were found to be worth at the length of the study's readouts.

    `coverage` is as from `measure_coverage`; `n_sentences` is that of the readouts.
    """
    told = []
    for label, n in {"shortest": n_sentences.min(), "longest": n_sentences.max()}.items():
        size = coverage["n_sentences"].iloc[(coverage["n_sentences"] - n).abs().argmin()]
        own = coverage[coverage["n_sentences"] == size]
        told.append(
            f"The {label} readout has {n} sentences. In simulated texts of {size} sentences the 95\xa0% intervals "
            f"held the true share in {percent(own['covered'].min())} to {percent(own['covered'].max())} of runs; a "
            f"change was claimed where there was none in {percent(own['false_claims'].min())} to "
            f"{percent(own['false_claims'].max())} of comparisons."
        )
    return Sentences(dict.fromkeys(told))
