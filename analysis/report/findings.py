"""Findings: tables of a study → sentences to quote: facts about the texts, and once what chance gives."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

import pandas as pd

from ..codebook.model import NONE
from ..codebook.speakers import BOTH
from ..io.wording import listing
from ..measures.comparing import CONTEXT, CORE, MIN_UNITS
from ..measures.influence import POINT, find_hinges
from ..measures.periods import are_tested
from ..measures.permuting import HINT, LESS, MORE, NOT_TESTED
from ..measures.shifts import DROPPED, NEW, first_to_last
from ..study import Study
from .prose import Sentences, p_value, percent, signed

AGREED = "agreed"
SHARES, POINTS, TREND, PERIODS, SPEAKERS = "shares", "points", "trend", "periods", "speakers"  # what sentences rest on
RISES = {MORE: "rises", LESS: "falls"}
MAX_NAMED = 3  # changes that a sentence names; the tables have all
LARGE_PART = 0.5  # of a share: a point that holds as much is named


def findings(study: Study) -> Sentences:
    """The findings of a study: the largest themes at the first meeting and the last, and what was agreed.

    Of up to four meetings also what is new and dropped, whether chance would give such changes, and what the largest
    change hangs on; of five or more the trends come first, then halves and governments.
    """
    return Sentences(sentence for part in parts_of(study) for sentence in part.sentences)


class Part(NamedTuple):
    """Sentences that belong together, and what they rest on: SHARES, SPEAKERS, or a test (POINTS, TREND, PERIODS)."""

    sentences: list[str]
    rests_on: str


def parts_of(study: Study) -> list[Part]:
    """The findings in parts, as paragraphs of a page; a part without a sentence is none."""
    study = study.whole  # what leads, leads all themes
    if not study.names:
        return []
    agreed = Part(_agreed(study), SPEAKERS)
    if len(study.timeline) < 2 or study.shifts.empty:
        parts = [Part([_most_of(study)], SHARES)]
    elif not study.largest_shifts:
        first, last = (study.names[name] for name in study.first_and_last)
        parts = [Part([f"{first} and {last} cannot be compared: a readout has no sentences."], SHARES)]
    elif study.over_time:
        parts = [Part(_trends(study), TREND), Part(_periods(study), PERIODS), Part(_largest(study), SHARES)]
    else:
        parts = [Part(_largest(study), SHARES), Part(_new_and_dropped(study), SHARES),
                 Part([_tested(study), *_hinges_on(study)], POINTS)]  # fmt: skip
    return [part for part in [*parts, agreed] if part.sentences]


def title_of(study: Study) -> str:
    """What leads, as the title of a page: the trend over many meetings, else the largest themes."""
    study = study.whole
    shares = _shares(study)
    if study.over_time:
        core = study.trends[study.trends["family"] == CORE]
        moved = core[core["verdict"].isin([MORE, LESS])]
        said = [f"{study.codebook.label(row.theme)} {RISES[row.verdict]}" for row in moved.itertuples()]
        return f"{listing(said) or 'No core theme is shown to rise or fall'} over {len(study.timeline)} meetings"
    ends = list(dict.fromkeys(study.first_and_last)) if study.timeline else []
    led = [(name, _largest_of(shares[name])) for name in ends if name in shares]
    led = [(name, themes) for name, themes in led if themes]
    if not led:
        return "The readouts speak of none of the themes"
    if len(led) > 1 and led[0][1] == led[1][1]:
        return f"{_lead(study, led[0][1])} both at {study.names[led[0][0]]} and at {study.names[led[1][0]]}"
    first, *rest = led
    return f"{_lead(study, first[1])} at {study.names[first[0]]}" + "".join(
        f", {listing(_labels(study, themes))} at {study.names[name]}" for name, themes in rest
    )


def _lead(study: Study, themes: list[str]) -> str:
    return f"{listing(_labels(study, themes))} lead{'s' if len(themes) == 1 else ''}"


def _most_of(study: Study) -> str:
    meeting, shares = study.timeline[0], _shares(study)
    themes = _largest_of(shares[meeting]) if meeting in shares else []
    if not themes:
        return f"The readout of {study.names[meeting]} speaks of none of the themes."
    each = " each" if len(themes) > 1 else ""
    return (
        f"In the readout of {study.names[meeting]} the largest share of words, {percent(shares[meeting].max())}{each}, "
        f"goes to {listing(_labels(study, themes))}."
    )


def _shares(study: Study) -> dict[Any, pd.Series]:
    """The shares of words by theme of every readout with words, `none` left out."""
    own = study.emphasis[study.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    return {name: rows.set_index("theme")["share_words"] for name, rows in own.groupby("readout_id", sort=False)}


def _largest_of(shares: pd.Series) -> list[str]:
    """The themes that share the first place; none where no theme has words."""
    return list(shares.index[shares >= shares.max() - 1e-12]) if shares.max() > 0 else []


def _labels(study: Study, themes: Iterable[str]) -> list[str]:
    return [study.codebook.label(theme) for theme in themes]


def _trends(study: Study) -> list[str]:
    """Which core themes rise or fall over all meetings; the first question of a study of five meetings or more."""
    core = study.trends[study.trends["family"] == CORE]
    over = f"Over the {len(study.timeline)} meetings"
    sentences = [
        f"{over} {study.codebook.label(row.theme)} {RISES[row.verdict]} "
        f"(rank correlation with the date {signed(row.correlation, 2)}, adjusted p {p_value(row.adjusted_p)})."
        for row in core[core["verdict"].isin([MORE, LESS])].itertuples()
    ]
    hints = [
        f"{study.codebook.label(row.theme)} {'rises' if row.correlation > 0 else 'falls'}"
        for row in core[core["verdict"] == HINT].itertuples()
    ]
    if hints:
        sentences.append(f"A hint, not a finding: {over.lower()} {listing(hints)} (adjusted p below .10).")
    return sentences or [f"{over} no core theme rises or falls by more than chance gives."]


def _periods(study: Study) -> list[str]:
    """What moved from the earlier half of the meetings to the later, and from one government to the next."""
    compared = [
        ("From the earlier half of the meetings to the later", study.half_shifts),
        ("From one government to the next", study.government_shifts),
    ]
    return [f"{where}: {_claims(study, shifts)}." for where, shifts in compared if are_tested(shifts)]


def _claims(study: Study, shifts: pd.DataFrame) -> str:
    """The changes that are more than chance gives, the largest first."""
    claimed = shifts[shifts["verdict"].isin([MORE, LESS])]
    if claimed.empty:
        return "no change is larger than chance gives"
    claimed = claimed.assign(size=claimed["change"].abs().round(9)).sort_values(
        ["family", "size"], ascending=False, key=lambda column: column if column.name == "size" else column == CORE,
        kind="stable",
    )  # fmt: skip
    more = len(claimed) - MAX_NAMED
    rest = [f"{more} further changes" if more > 1 else "one further change"] if more > 0 else []
    return listing([*(_claim(study, row) for row in claimed.head(MAX_NAMED).to_dict("records")), *rest])


def _claim(study: Study, row: dict[str, Any]) -> str:
    under = f" under {row['to_id']} than under {row['from_id']} ({row['side']})" if row.get("side") else ""
    exploratory = ", exploratory" if row["family"] == CONTEXT else ""
    return (
        f"{row['verdict']} of {study.codebook.label(row['theme'])}{under} ({percent(row['before'])} to "
        f"{percent(row['after'])} of the words, adjusted p {p_value(row['adjusted_p'])}{exploratory})"
    )


def _largest(study: Study) -> list[str]:
    """What leads at the first meeting and at the last, and how much of it the other has."""
    first, last = study.first_and_last
    shares = _shares(study)
    sentences, named = [], set[str]()
    for name, other in ((first, last), (last, first)):
        themes = _largest_of(shares[name])
        if themes and not named.issuperset(themes):
            named.update(themes)
            theirs = [shares[other][theme] for theme in themes]
            sentences.append(
                _leads(study, name, themes, shares[name].max()) + _compared(study, other, theirs, name == last)
            )
    return sentences


def _leads(study: Study, name: str, themes: list[str], share: float) -> str:
    each = " each" if len(themes) > 1 else ""
    have = "have" if each else "has"
    labels = listing(_labels(study, themes))
    return f"At {study.names[name]} {labels} {have} the largest share of the words, {percent(share)}{each}"


def _compared(study: Study, other: str, shares: list[float], later: bool) -> str:
    """How much the themes have at the other meeting: before, or after."""
    said = listing([percent(share) if share else "none" for share in shares])
    if later and len(shares) == 1:
        return f", from {said} at {study.names[other]}."
    return f"; at {study.names[other]} {'they have' if len(shares) > 1 else 'it has'} {said}."


def _new_and_dropped(study: Study) -> list[str]:
    first, last = (study.names[name] for name in study.first_and_last)
    sentences = []
    for status, side, begin in (
        (DROPPED, "before", f"Not mentioned any more at {last}"),
        (NEW, "after", f"New at {last}"),
    ):
        named = [
            f"{study.codebook.label(row['theme'])}, {percent(row[side])} of the words"
            for row in study.largest_shifts
            if row["status"] == status
        ]
        where = f" at {first}" if status == DROPPED else ""
        if named:
            sentences.append(f"{begin}: {'; '.join(named)}{where}.")
    return sentences


def _tested(study: Study) -> str:
    """Whether any change from the first meeting to the last is larger than chance gives."""
    pair = first_to_last(study.shifts).reset_index()
    n_before, n_after = int(pair["n_before"].iloc[0]), int(pair["n_after"].iloc[0])
    first, last = (study.names[name] for name in study.first_and_last)
    if (pair["verdict"] == NOT_TESTED).all():
        return (
            f"Whether chance would give such changes is not tested: that needs {MIN_UNITS} agenda points in each "
            f"readout; {first} has {n_before}, {last} has {n_after}."
        )
    if pair["verdict"].isin([MORE, LESS]).any():
        return f"More than chance gives from {first} to {last}: {_claims(study, pair)}."
    hints = _labels(study, pair.loc[pair["verdict"] == HINT, "theme"])
    if hints:
        return f"A hint, not a finding: from {first} to {last} {listing(hints)} moved (adjusted p below .10)."
    row = max((row for row in study.largest_shifts if row["family"] == CORE), key=lambda row: abs(row["change"]))
    return (
        f"This is what the texts say, not proof of a changed policy: dealt at random to the two meetings, their "
        f"{n_before + n_after} agenda points move {study.codebook.label(row['theme'])} as far in "
        f"{round(100 * row['p'])} of 100 deals."
    )


def _hinges_on(study: Study) -> list[str]:
    """The agenda point that has most of the share of the core theme that changed most."""
    row = next((row for row in study.largest_shifts if row["family"] == CORE), None)
    hinges = find_hinges(study.influence)
    own = hinges[(hinges["theme"] == (row or {}).get("theme")) & (hinges["left_out"] == POINT) & (hinges["what"] != "")]
    if row is None or own.empty:
        return []
    hinge = own.iloc[0]
    same = study.influence[(study.influence["theme"] == row["theme"]) & (study.influence["left_out"] == POINT)]
    point = same[(same["what"] == hinge["what"]) & ((same["moved"] - hinge["moved"]).abs() < 1e-12)].iloc[0]
    before = point["readout_id"] == row["from_id"]
    share, without = (row["before"], point["before_without"]) if before else (row["after"], point["after_without"])
    if share - without < LARGE_PART * share:
        return []
    label, meeting = study.codebook.label(row["theme"]), study.names[point["readout_id"]]
    return [f"Without agenda point {point['what']} of {meeting}, {label} would have {percent(without)} of its words."]


def _agreed(study: Study) -> list[str]:
    """What both sides are reported to have agreed at the first meeting and the last."""
    joint = study.act_shares[(study.act_shares["voice"] == BOTH) & (study.act_shares["act"] == AGREED)]
    joint = joint.dropna(subset=["share_words"]).set_index("readout_id")
    said = [
        f"{percent(joint.loc[name, 'share_words'])} of the words of {study.names[name]}"
        for name in dict.fromkeys(study.first_and_last)
        if name in joint.index
    ]
    if not said or not joint["share_words"].max():
        return []
    return [f"What both sides are reported to have agreed takes {listing(said)}{_agreed_by_chance(study)}."]


def _agreed_by_chance(study: Study) -> str:
    changes = study.act_changes[study.act_changes["act"] == AGREED]
    last = first_to_last(changes.assign(theme="")) if len(changes) else changes
    own = last[last["voice"] == BOTH].dropna(subset=["adjusted_p"]) if len(last) else last
    return "".join(
        f"; {'more than' if row.verdict in (MORE, LESS) else 'no more than'} chance gives "
        f"(adjusted p {p_value(row.adjusted_p)}, exploratory)"
        for row in own.itertuples()
    )
