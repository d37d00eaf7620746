"""Findings: tables of a study → sentences to quote. No number is typed; no change stands without its interval."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pandas as pd

from ..codebook.model import NONE
from ..codebook.speakers import BOTH
from ..io.wording import listing
from ..measures.counts import MEASURES
from ..measures.influence import POINT
from ..measures.intervals import LEVEL
from ..measures.periods import can_hold, that_hold, widest
from ..measures.shifts import DROPPED, NEW, NOT_SHOWN, first_to_last
from ..study import Study
from .prose import Sentences, interval, percent, points_of_change, share_interval

AGREED = "agreed"
MAX_NAMED = 3  # changes, patterns or points that a sentence names; the tables have all


def findings(study: Study) -> Sentences:
    """The findings of a study: the largest shifts shown, those not shown, what is new, dropped, and agreed.

    The first meeting is compared with the last. Where the study has enough meetings, halves and governments come
    before that. With one meeting the sentences say what its readout speaks of most, and what was agreed.
    """
    if not study.names:
        return Sentences()
    if len(study.timeline) < 2 or study.shifts.empty:
        return Sentences([_most_of(study), *_agreed(study)])
    return Sentences([*_periods(study), *_shown(study), *_not_shown(study), *_new_and_dropped(study), *_agreed(study)])


def _most_of(study: Study) -> str:
    own = study.emphasis[study.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    own = own[own["readout_id"] == study.timeline[0]]
    meeting = study.names[study.timeline[0]]
    if own.empty or not own["share_words"].max():
        return f"The readout of {meeting} speaks of none of the themes."
    largest = own[own["share_words"] >= own["share_words"].max() - 1e-12]
    named = [f"{study.codebook.label(row.theme)} ({share_interval(row.low, row.high)})" for row in largest.itertuples()]
    each = " each" if len(named) > 1 else ""
    return (
        f"In the readout of {meeting} the largest share of words, {percent(own['share_words'].max())}{each}, goes to "
        f"{listing(named)}."
    )


def _periods(study: Study) -> list[str]:
    """What moved from the earlier half of the meetings to the later, and from one government to the next."""
    sentences = []
    if can_hold(study.half_shifts):
        sentences.append(_between(study, study.half_shifts, "From the earlier half of the meetings to the later"))
    if can_hold(study.government_shifts):
        sentences.append(_between(study, study.government_shifts, "From one government to the next"))
    return sentences


def _between(study: Study, shifts: pd.DataFrame, where: str) -> str:
    """The largest changes between periods that hold, with the false discovery rate."""
    held, compared = that_hold(shifts), int(shifts["change"].notna().sum())
    if held.empty:
        return f"{where} none of {compared} changes is shown by the spread between meetings."
    named = [
        f"{row['holds']} of {study.codebook.label(row['theme'])}{_which(row)} ({percent(row['after'])} of the words of "
        f"{row['n_after']} meetings against {percent(row['before'])} of {row['n_before']}, "
        f"{points_of_change(row['change'])}, {interval(*widest(row))})"
        for row in held.head(MAX_NAMED).to_dict("records")
    ]
    return (
        f"{where} {len(held)} of {compared} changes {'are' if len(held) > 1 else 'is'} shown, also by the "
        f"spread between meetings (false discovery rate below {percent(1 - LEVEL)})"
        f"{'; the largest: ' if len(held) > MAX_NAMED else ': '}{listing(named)}."
    )


def _which(row: Mapping[str, Any]) -> str:
    return f" under {row['to_id']} than under {row['from_id']} ({row['side']})" if row["side"] else ""


def _shown(study: Study) -> list[str]:
    """The largest shifts that are shown, each with what speaks against it."""
    shown = [row for row in study.largest_shifts if row["verdict"] != NOT_SHOWN]
    if not shown:
        return []
    first, last = (study.names[name] for name in study.first_and_last)
    sentences = [
        f"{row['verdict']} of {study.codebook.label(row['theme'])} ({percent(row['after'])} of its words against "
        f"{percent(row['before'])}, {points_of_change(row['change'])}, "
        f"{interval(row['low'], row['high'])}{_but(study, row)})"
        for row in shown[:MAX_NAMED]
    ]
    more = len(shown) - MAX_NAMED
    rest = f"; {more} further {'changes are' if more > 1 else 'change is'} shown in the tables" if more > 0 else ""
    return [f"The readout of {last}, compared with that of {first}, speaks {listing(sentences)}{rest}."]


def _but(study: Study, row: Mapping[str, Any]) -> str:
    """The measures, patterns and points that speak against a change."""
    against = [f"by {MEASURES[measure]}" for measure in filter(None, row["disagreeing"].split(";"))]
    if row["by_point"] != row["verdict"]:
        against.append("when whole agenda points are resampled")
    turning = _turning(study, row["theme"])
    against += [f"without {listing(turning, 'or')}"] if turning else []
    return "; it does not hold " + ", nor ".join(against) if against else ""


def _turning(study: Study, theme: str) -> list[str]:
    """The patterns and points without which the verdict changes, the first few by name."""
    own = study.influence[(study.influence["theme"] == theme) & study.influence["turns"].astype(bool)]
    points = [
        f"agenda point {one.what} of {study.names[one.readout_id]}"
        if one.left_out == POINT
        else f"the pattern “{one.what}”"
        for one in own.head(MAX_NAMED).itertuples()
    ]
    return (
        [*points, f"any of {len(own) - MAX_NAMED} other patterns and agenda points"] if len(own) > MAX_NAMED else points
    )


def _not_shown(study: Study) -> list[str]:
    rows = [row for row in study.largest_shifts if row["verdict"] == NOT_SHOWN]
    core = [row for row in rows if row["theme"] in study.codebook.core_keys]
    first, last = (study.names[name] for name in study.first_and_last)
    if not study.largest_shifts:
        return [f"{first} and {last} cannot be compared: a readout has no sentences."]
    if not core:
        return ["No change of emphasis is shown for any theme."] if len(rows) == len(study.largest_shifts) else []
    named = [
        f"{study.codebook.label(row['theme'])} ({points_of_change(row['change'])}, "
        f"{interval(row['low'], row['high'])}; {_needed(row)}{_or_without(study, row)})"
        for row in core
    ]
    alone = f"Between {first} and {last} alone no" if len(study.timeline) > 2 else "No"
    return [f"{alone} change is shown for {listing(named)}."]


def _needed(row: Mapping[str, Any]) -> str:
    """The smallest move in the direction of the change that these texts could have shown."""
    rise = row["change"] >= 0
    needed = row["smallest_rise" if rise else "smallest_fall"]
    name = "rise" if rise else "fall"
    if pd.isna(needed):
        return f"no {name} could have been detected"
    return f"only a {name} of at least {100 * needed:.0f} points could have been detected"


def _or_without(study: Study, row: Mapping[str, Any]) -> str:
    turning = _turning(study, row["theme"])
    return f"; it is shown without {listing(turning, 'or')}" if turning else ""


def _new_and_dropped(study: Study) -> list[str]:
    first, last = (study.names[name] for name in study.first_and_last)
    sentences = []
    for status, side, where, other in ((NEW, "after", last, first), (DROPPED, "before", first, last)):
        named = [
            f"{study.codebook.label(row['theme'])} ({percent(row[side])} of the words; the change is "
            f"{'not ' if row['verdict'] == NOT_SHOWN else ''}shown, {interval(row['low'], row['high'])})"
            for row in study.largest_shifts
            if row["status"] == status
        ]
        if named:
            sentences.append(f"in {where} and in no sentence of {other}: {listing(named)}")
    return [f"Found {'; '.join(sentences)}."] if sentences else []


def _agreed(study: Study) -> list[str]:
    """What both sides are reported to have agreed, and to have named together, at the last meeting and the first."""
    joint = study.act_shares[(study.act_shares["voice"] == BOTH) & (study.act_shares["act"] == AGREED)]
    joint = joint.dropna(subset=["share_words"]).set_index("readout_id")
    sentences = [
        f"{percent(row['share_words'])} of the words of {study.names[name]} "
        f"({share_interval(row['low'], row['high'])}{_of_what(study, name)})"
        for name in dict.fromkeys(reversed(study.first_and_last))
        if name in joint.index
        for row in [joint.loc[name]]
    ]
    if not sentences or not joint["share_words"].max():
        return []
    agreed = study.act_changes[study.act_changes["act"] == AGREED]
    changes = [
        _voice_change("the change", agreed),
        _voice_change("that of all they say together", study.joint_changes),
    ]
    tail = "; ".join(filter(None, changes))
    return [f"What both sides are reported to have agreed takes {listing(sentences)}{'; ' if tail else ''}{tail}."]


def _of_what(study: Study, readout_id: str) -> str:
    table = study.voice_shares
    own = table[(table["readout_id"] == readout_id) & (table["voice"] == BOTH) & (table["act"] == AGREED)]
    own = own[(own["theme"] != NONE) & (own["share_words"] > 0)]
    own = (
        own.assign(size=own["share_words"].round(9)).sort_values("size", ascending=False, kind="stable").head(MAX_NAMED)
    )
    themes = [study.codebook.label(theme) for theme in own["theme"]]
    return f"; the largest parts: {listing(themes)}" if themes else ""


def _voice_change(name: str, changes: pd.DataFrame) -> str:
    """How far the share that both sides say moved from the first meeting to the last; "" with fewer than two."""
    last = first_to_last(changes.assign(theme="")) if len(changes) else changes
    own = last[last["voice"] == BOTH].dropna(subset=["change"])
    return "".join(
        f"{name} is {'not ' if row.verdict == NOT_SHOWN else ''}shown "
        f"({points_of_change(row.change)}, {interval(row.low, row.high)}"
        f"{'' if row.by_point == row.verdict else '; it does not hold when whole agenda points are resampled'})"
        for row in own.itertuples()
    )
