"""Where the measures of emphasis do not agree, in sentences."""

from __future__ import annotations

from typing import Any

from .findings import largest_first
from .measures import MEASURES
from .periods import FEW
from .prose import Sentences, interval, listing, points_of_change, signed
from .shifts import first_to_last
from .study import Study


def disagreements(study: Study) -> Sentences:
    """Where the measures do not agree: on the order of the themes of a meeting, and on a verdict.

    Themes that tie for the first place are all named. Of many meetings the first and the last are told.
    """
    return Sentences([*_order_by_measure(study), *_verdict_by_measure(study)])


def _order_by_measure(study: Study) -> list[str]:
    """For each meeting what comes first by every measure and by first mention, and how far the orders differ."""
    told = []
    for readout_id in study.names if len(study.names) <= FEW else dict.fromkeys(study.ends):
        meeting = study.names[readout_id]
        own = study.measures[(study.measures["readout_id"] == readout_id) & study.measures["rank"].notna()]
        first: dict[str, list[str]] = {}
        for measure, label in MEASURES.items():
            top = own[(own["measure"] == measure) & (own["rank"] == 1)]
            if len(top):
                themes = listing([study.codebook.label(theme) for theme in top["theme"]])
                first.setdefault(themes, []).append(label)
        if not first:
            continue
        differing = int((own.groupby("theme")["rank"].nunique() > 1).sum())
        order = f"{differing} of {own['theme'].nunique()} themes have another rank by another measure"
        mentioned = _mentioned_first(study, readout_id)
        if len(first) > 1:
            said = [f"{themes} by {listing(labels)}" for themes, labels in first.items()]
            told.append(f"At {meeting} the measures disagree on what comes first: {'; '.join(said)}.")
        else:
            told.append(f"At {meeting} every measure puts {next(iter(first))} first.")
        told[-1] += f" In the whole order, {order}. Mentioned first: {mentioned}."
    return told


def _mentioned_first(study: Study, readout_id: str) -> str:
    own = study.emphasis[(study.emphasis["readout_id"] == readout_id) & (study.emphasis["first_rank"] == 1)]
    return listing([study.codebook.label(theme) for theme in own["theme"]])


def _verdict_by_measure(study: Study) -> list[str]:
    told = []
    for row in largest_first(study):
        if row["disagreeing"]:
            own = first_to_last(study.comparisons).loc[[row["theme"]]]
            verdicts: dict[str, list[str]] = {}
            for one in own.itertuples():
                verdicts.setdefault(one.verdict, []).append(f"{MEASURES[one.measure]} ({_change_of(one)})")
            said = [f"“{verdict}” by {listing(by)}" for verdict, by in verdicts.items()]
            told.append(f"On {study.codebook.label(row['theme'])} the measures disagree: {'; '.join(said)}.")
    if not told and largest_first(study):
        first, last = (study.names[name] for name in study.ends)
        told.append(f"Between {first} and {last} all measures give every theme the same verdict.")
    return told


def _change_of(row: Any) -> str:
    if row.measure.startswith("share"):
        return f"{points_of_change(row.change)}, {interval(row.low, row.high)}"
    return f"{signed(row.change)}, 95\xa0% interval {signed(row.low)} to {signed(row.high)}"
