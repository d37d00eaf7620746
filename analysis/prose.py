"""Numbers → words. No number of the report is typed; no change is claimed that its interval does not show."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd
from markupsafe import Markup

from .codebook import NONE, Codebook
from .shifts import MORE, NOT_SHOWN


class Sentences(tuple[str, ...]):
    """Sentences that show themselves as a list in a notebook, with nothing in them taken for markup."""

    def _repr_html_(self) -> str:
        return Markup("<ul>{}</ul>").format(Markup("").join(Markup("<li>{}</li>").format(said) for said in self))


def percent(share: float) -> str:
    """A share as people read it; the space does not break.

    >>> percent(0.2844), percent(0.0), percent(0.004)
    ('28\\xa0%', '0\\xa0%', '<1\\xa0%')
    """
    rounded = round(100 * share)
    return "<1\xa0%" if share > 0 and not rounded else f"{rounded}\xa0%"


def points_of_change(change: float) -> str:
    """A change of shares in percentage points, signed.

    >>> points_of_change(0.2612), points_of_change(-0.131)
    ('+26 points', '−13 points')
    """
    rounded = round(100 * abs(change))
    return f"{'+' if change >= 0 else '−'}{rounded} point{'' if rounded == 1 else 's'}" if rounded else "0 points"


def interval(low: float, high: float) -> str:
    """An interval of a change, in words.

    >>> interval(0.069, 0.461)
    '95\\xa0% interval +7 to +46 points'
    """
    return f"95\xa0% interval {points_of_change(low).split()[0]} to {points_of_change(high)}"


def listing(items: Sequence[str]) -> str:
    """Items as a sentence lists them.

    >>> listing(["a", "b", "c"]), listing(["a"])
    ('a, b and c', 'a')
    """
    return " and ".join([", ".join(items[:-1]), items[-1]] if len(items) > 1 else items)


def findings(shifts: pd.DataFrame, emphasis: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> list[str]:
    """What the study found, in sentences to be quoted: shifts that are shown, then what is not, then what is new.

    Only the first meeting and the last are compared. With fewer than two meetings there is no
    comparison, and one sentence says what the one readout speaks of most.
    """
    if len(names) < 2 or shifts.empty:
        return [_most_of(emphasis, codebook, names)] if names else []
    first, *_, last = names
    pair = shifts[(shifts["from_id"] == first) & (shifts["to_id"] == last)].dropna(subset=["change"])
    pair = pair.sort_values("change", key=abs, ascending=False, kind="stable")
    return [
        *(_shown(row, codebook, names) for row in pair[pair["verdict"] != NOT_SHOWN].to_dict("records")),
        *_not_shown(pair, codebook, names),
        *_new_and_dropped(pair, codebook, names),
    ]


def headline(shifts: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    """The title of the main chart: the largest change that is shown, or that none is."""
    if len(names) < 2 or shifts.empty:
        return "What the readout speaks of"
    first, *_, last = names
    pair = shifts[(shifts["from_id"] == first) & (shifts["to_id"] == last) & (shifts["verdict"] != NOT_SHOWN)]
    if pair.empty:
        return f"Between {names[first]} and {names[last]} no change of emphasis is shown"
    row = pair.loc[pair["change"].abs().idxmax()]
    direction = "up" if row["verdict"] == MORE else "down"
    return (
        f"{codebook.label(row['theme'])} is {direction} from {percent(row['before'])} of the words at {names[first]} "
        f"to {percent(row['after'])} at {names[last]} ({interval(row['low'], row['high'])})"
    )


def _most_of(emphasis: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> str:
    own = emphasis[emphasis["theme"] != NONE].dropna(subset=["share_words"])
    if own.empty or not own["share_words"].max():
        return f"The readout of {next(iter(names.values()))} speaks of none of the themes."
    row = own.loc[own["share_words"].idxmax()]
    where = names[row["readout_id"]]
    return (
        f"The readout of {where} speaks most of {codebook.label(row['theme'])}: "
        f"{percent(row['share_words'])} of its words "
        f"(95\xa0% interval {percent(row['low'])} to {percent(row['high'])})."
    )


def _shown(row: Mapping[str, Any], codebook: Codebook, names: Mapping[str, str]) -> str:
    return (
        f"The readout of {names[row['to_id']]} speaks {row['verdict']} of {codebook.label(row['theme'])} than that of "
        f"{names[row['from_id']]}: {percent(row['after'])} of its words against {percent(row['before'])}, "
        f"{points_of_change(row['change'])} ({interval(row['low'], row['high'])})."
    )


def _not_shown(pair: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> list[str]:
    core = pair[(pair["verdict"] == NOT_SHOWN) & pair["theme"].isin(codebook.core_keys)]
    if core.empty:
        return []
    said = [
        f"{codebook.label(row['theme'])} ({points_of_change(row['change'])}, {interval(row['low'], row['high'])}; "
        f"to show, a change needs about {points_of_change(row['smallest']).lstrip('+')})"
        for row in core.to_dict("records")
    ]
    return [f"No change is shown for {listing(said)}."]


def _new_and_dropped(pair: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> list[str]:
    first, *_, last = names.values()
    told = []
    for absent, present, where, other in (("before", "after", last, first), ("after", "before", first, last)):
        rows = pair[(pair[absent] == 0) & (pair[present] > 0)].to_dict("records")
        if rows:
            said = [
                f"{codebook.label(row['theme'])} ({percent(row[present])} of the words; {_how_sure(row)})"
                for row in rows
            ]
            told.append(f"Found in {where} and in no sentence of {other}: {listing(said)}.")
    return told


def _how_sure(row: Mapping[str, Any]) -> str:
    shown = f"the change is {'' if row['verdict'] != NOT_SHOWN else 'not '}shown"
    return f"{shown}, {interval(row['low'], row['high'])}"


MEASURES = {
    "share_words": "share of words",
    "share_sentences": "share of sentences",
    "share_points": "share of points",
    "per_1000_words": "matches per 1,000 words",
}


def disagreements(emphasis: pd.DataFrame, codebook: Codebook, names: Mapping[str, str]) -> list[str]:
    """Where the measures do not agree on the theme that comes first at a meeting; ties name all that are first."""
    told = []
    for readout_id, meeting in names.items():
        own = emphasis[(emphasis["readout_id"] == readout_id) & (emphasis["theme"] != NONE)]
        first: dict[str, list[str]] = {}
        for measure, label in MEASURES.items():
            if own[measure].max() > 0:
                top = own.loc[own[measure] >= own[measure].max() - 1e-12, "theme"]
                first.setdefault(listing([codebook.label(theme) for theme in top]), []).append(label)
        if len(first) > 1:
            said = [f"{themes} by {listing(measures)}" for themes, measures in first.items()]
            told.append(f"At {meeting} the measures disagree on what comes first: {'; '.join(said)}.")
        elif first:
            told.append(f"At {meeting} every measure puts {next(iter(first))} first.")
    return told
