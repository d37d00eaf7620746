"""Tables → the message of each chart, in a sentence that stands above it."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from .alignment import CONTINUED, DROPPED, NEW
from .codebook import NONE
from .findings import largest_first
from .influence import PATTERN, POINT
from .keyness import REST
from .periods import FEW as FEW_MEETINGS
from .periods import that_hold, widest
from .prose import interval, listing, percent, points_of_change
from .shifts import NOT_SHOWN, first_to_last
from .speakers import BOTH
from .study import Study

FEW = 2  # changes that a title names
NAMES = {PATTERN: "pattern", POINT: "agenda point"}


def headline(study: Study) -> str:
    """The title of the main chart: the largest change that is shown, or that none is."""
    if len(study.line) < 2 or study.shifts.empty:
        return "What the readout speaks of" if len(study.names) < 2 else "What the readouts of one meeting speak of"
    if study.by_halves:
        return _of_halves(study)
    first, last = (study.names[name] for name in study.ends)
    shown = [row for row in largest_first(study) if row["verdict"] != NOT_SHOWN]
    if not largest_first(study):
        return f"{first} and {last} cannot be compared: a readout has no sentences"
    if not shown:
        return f"Between {first} and {last} no change of emphasis is shown"
    row = shown[0]
    but = "" if row["by_point"] == row["verdict"] else "; not when whole agenda points are drawn"
    return (
        f"{study.codebook.label(row['theme'])}: {percent(row['before'])} of the words at {first}, "
        f"{percent(row['after'])} at {last} (change {points_of_change(row['change'])}, "
        f"{interval(row['low'], row['high'])}{but})"
    )


def _of_halves(study: Study) -> str:
    """The largest change between the halves of the meetings that holds, or that none does."""
    held = that_hold(study.half_shifts).to_dict("records")
    if not held:
        return "Between the earlier and the later half of the meetings no change of emphasis is shown"
    row = held[0]
    return (
        f"{study.codebook.label(row['theme'])}: {percent(row['before'])} of the words in the earlier {row['n_before']} "
        f"meetings, {percent(row['after'])} in the later {row['n_after']} "
        f"(change {points_of_change(row['change'])}, {interval(*widest(row))})"
    )


def _ends(study: Study) -> str:
    first, last = (study.names[name] for name in study.ends)
    return f"{first} and {last}" if len(study.line) > 1 else first


def of_changes(study: Study) -> str:
    """Which of the changes between the first meeting and the last are shown."""
    if len(study.line) < 2:
        return "With one meeting there is no change to show"
    pair = largest_first(study)
    if not pair:
        return f"{_ends(study)} cannot be compared: a readout has no sentences"
    shown = [
        f"{study.codebook.label(row['theme'])} ({points_of_change(row['change'])}, {interval(row['low'], row['high'])})"
        for row in pair
        if row["verdict"] != NOT_SHOWN
    ]
    if not shown:
        return f"None of {len(pair)} changes between {_ends(study)} is shown"
    told = shown if len(shown) <= FEW else [*shown[:FEW], f"{len(shown) - FEW} more"]
    return f"{len(shown)} of {len(pair)} changes between {_ends(study)} {_is(shown)} shown: {listing(told)}"


def of_heat(study: Study) -> str:
    """Which theme is the largest at how many meetings."""
    own = study.emphasis[study.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    own = own[own["share_words"] > 0]
    if own.empty:
        return "The readouts speak of none of the themes"
    top = own.loc[own.groupby("readout_id", sort=False)["share_words"].idxmax()].set_index("readout_id")["theme"]
    if len(study.names) <= FEW_MEETINGS:
        each = [f"{study.codebook.label(theme)} at {study.names[name]}" for name, theme in top.items()]
        return f"The largest theme: {listing(each)} (share of words, in per cent)"
    largest = top.value_counts()
    often = [study.codebook.label(theme) for theme in study.codebook.keys if largest.get(theme) == largest.max()]
    said = f"{listing(often)} {'have' if len(often) > 1 else 'has'} the largest share"
    alike = "each " if len(often) > 1 else ""
    return f"{said} {alike}in {largest.max()} of {len(study.names)} readouts (share of words)"


def of_neighbours(shifts: pd.DataFrame, study: Study) -> str:
    """How many changes between neighbours are shown by whole points, and how many by sentences."""
    compared = shifts.dropna(subset=["change"])
    shown = compared[compared["verdict"] != NOT_SHOWN]
    by_point = int((shown["by_point"] == shown["verdict"]).sum())
    return (
        f"From one meeting to the next {by_point} of {len(compared)} changes {_is([''] * by_point)} shown when whole "
        f"agenda points are drawn, {len(shown)} when sentences are"
    )


def of_accounts(alignment: pd.DataFrame, study: Study) -> str:
    """How many points each of two accounts of a meeting has without a counterpart in the other."""
    if alignment.empty:
        return "One of the accounts has no points to compare"
    one, other = (study.names[alignment[side].iloc[0]] for side in ("from_id", "to_id"))
    of = f" (the last of {len(study.accounts)})" if len(study.accounts) > 1 else ""
    alone = [int((alignment["status"] == status).sum()) for status in (DROPPED, NEW)]
    both = int((alignment["status"] == CONTINUED).sum())
    return (
        f"Two accounts of one meeting{of}: a counterpart is shown for {both} agenda points, for {alone[0]} of {one} "
        f"and {alone[1]} of {other} none is"
    )


def of_measures(study: Study) -> str:
    """On how many themes the measures give the same verdict."""
    pair = largest_first(study)
    if not pair:
        return f"Four measures of emphasis at {_ends(study)}"
    apart = [study.codebook.label(row["theme"]) for row in pair if row["disagreeing"]]
    told = f"the verdicts differ on {listing(apart)}" if apart else "every theme has one verdict"
    return f"Four measures of emphasis at {_ends(study)}: {told}"


def of_voices(voices: pd.DataFrame, changes: pd.DataFrame, study: Study) -> str:
    """How much is said by both sides together; `voices` and `changes` are by voice alone."""
    joint = voices[voices["voice"] == BOTH].dropna(subset=["share_words"]).set_index("readout_id")
    said = [
        f"{percent(joint.loc[name, 'share_words'])} of the words at {study.names[name]}"
        for name in dict.fromkeys(study.ends)
        if name in joint.index
    ]
    if not said:
        return "Who is reported to have said it, and how"
    own = first_to_last(changes.assign(theme=""))
    own = own[own["voice"] == BOTH].dropna(subset=["change"])
    change = "".join(
        f" ({'change' if row.verdict != NOT_SHOWN else 'change not shown'}: {points_of_change(row.change)}, "
        f"{interval(row.low, row.high)})"
        for row in own.itertuples()
    )
    return f"Both sides speak together in {listing(said)}{change}"


def of_many_voices(voices: pd.DataFrame) -> str:
    """How much is said by both sides together over many meetings; `voices` is by voice alone."""
    joint = voices[voices["voice"] == BOTH]["share_words"].dropna()
    if joint.empty:
        return "Who is reported to have said it"
    return (
        f"Both sides speak together in {percent(joint.min())} to {percent(joint.max())} of a readout's words, in half "
        f"of the readouts in {percent(joint.median())} or over"
    )


def of_words(keyness: pd.DataFrame, study: Study) -> str:
    """How many words tell the two sides apart beyond chance."""
    if keyness.empty:
        return "There are no words to compare"
    target, reference = (study.names.get(name, name) for name in keyness[["target_id", "reference_id"]].iloc[0])
    reference = reference if reference != REST else "all others"
    number = int((keyness["verdict"] != NOT_SHOWN).sum())
    if not number:
        return f"No word tells {target} from {reference} beyond chance; these come nearest"
    return f"{number} word{'s tell' if number > 1 else ' tells'} {target} from {reference} beyond chance"


def of_alignment(alignment: pd.DataFrame, study: Study) -> str:
    """How many points of the first meeting have a counterpart at the last."""
    if alignment.empty:
        return "There are no two meetings whose points could be compared"
    first, last = (study.names[alignment[side].iloc[0]] for side in ("from_id", "to_id"))
    number, of = int((alignment["status"] == CONTINUED).sum()), int(alignment["from_point"].notna().sum())
    return f"For {number} of {of} agenda points of {first} a counterpart at {last} is shown"


def of_influence(hinges: pd.DataFrame, study: Study) -> str:
    """Which verdicts hang on one pattern, and which on one point."""
    if len(study.line) < 2:
        return "With one meeting there is no verdict that could hang on anything"
    if not largest_first(study):
        return f"{_ends(study)} cannot be compared: a readout has no sentences"
    said = []
    for kind in (PATTERN, POINT):
        own = hinges[(hinges["left_out"] == kind) & (hinges["n_turning"] > 0)]
        themes = [study.codebook.label(theme) for theme in own["theme"]]
        hang = f"{len(themes)} hang{'s' if len(themes) == 1 else ''}" if themes else "none hangs"
        said.append(f"{hang} on one {NAMES[kind]}" + (f" ({listing(themes)})" if themes else ""))
    return f"Of the verdicts on {_ends(study)}, {said[0]}, {said[1]}"


def _is(items: Sequence[str]) -> str:
    return "is" if len(items) == 1 else "are"
