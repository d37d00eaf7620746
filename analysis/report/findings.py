"""Findings: tables of a study → sentences to quote, and beside each what it rests on."""

from __future__ import annotations

from typing import Any

import pandas as pd

from ..codebook.model import NONE
from ..codebook.speakers import BOTH
from ..io.wording import in_words, listing
from ..measures.comparing import CORE
from ..measures.shifts import DROPPED, NEW
from ..study import Study
from .claims import ROSE_OR_FELL, Finding, dealt, doubt, say_periods, say_trends, shares_moved
from .naming import opened, text_named, themes_named, when
from .prose import Sentences, percent

AGREED = "agreed"
MAX_PERIODS = 2  # comparisons of periods that are told; the tables have all
MAX_TIED = 2  # themes in one place that are named
COUNTED = "A share is counted in the published words, as the codebook codes them: a fact about these texts."
NOTHING_FOUND = "The readouts speak of none of the themes"
NOTHING_OF_CORE = "The readouts speak of none of the core themes"
ONE_TEXT = "One text shows what a government chose to publish; only a second one can show what moved."


def findings(study: Study) -> Sentences:
    """The findings of a study in sentences, the most important first.

    Of up to four meetings: what leads at the first and at the last, what is gone and new, what such texts cannot
    prove, and what was agreed. Of five meetings or more: trends, and what moved between halves or governments.
    """
    told = list_findings(study) + ([] if study.over_time or not study.names else [_agreed(study)])
    return Sentences(sentence for one in told for sentence in one.sentences)


def list_findings(study: Study) -> list[Finding]:
    """The findings, as paragraphs of a page; one without a sentence is left out."""
    study = study.whole  # what leads, leads all themes
    if not study.names:
        return []
    if len(study.timeline) < 2 or study.shifts.empty:
        found = [Finding([*_most_of(study), ONE_TEXT], [COUNTED])]
    elif not study.largest_shifts:
        first, last = (study.names[name] for name in study.first_and_last)
        found = [Finding([f"{first} and {last} cannot be compared: a readout has no sentences."], [])]
    elif study.over_time:
        moved = say_periods(study)[:MAX_PERIODS] or [Finding(_led_most(study), [COUNTED])]
        found = [say_trends(study), *moved, doubt(study)]
    else:
        found = [Finding(_largest(study), [COUNTED, *_intervals(study)]), _gone_and_new(study), doubt(study)]
    return [one for one in found if one.sentences]


def title_of(study: Study) -> str:
    """What leads, as the title of a page: the trend over many meetings, else the largest themes."""
    study = study.whole
    if not study.timeline:
        return "No readouts yet"
    if study.over_time:
        return _title_over_time(study)
    shares = _shares(study)
    led = [(when(study, name), themes) for name in dict.fromkeys(study.first_and_last)
           if (themes := _largest_of(shares.get(name)))]  # fmt: skip
    if not led:
        return NOTHING_FOUND
    (first, themes), *rest = led
    said = f"{opened(themes_named(study, themes))} led {first}"
    return said + "".join(
        f" and {then}" if others == themes else f", {themes_named(study, others)} {then}" for then, others in rest
    )


def _title_over_time(study: Study) -> str:
    core = study.trends[study.trends["family"] == CORE]
    moved = shares_moved(study, core, ROSE_OR_FELL)
    if moved:
        return f"{opened(listing(moved))} over {in_words(len(study.timeline))} meetings"
    if not set(study.codebook.core_keys) & set(study.tags["theme"]):
        return NOTHING_OF_CORE
    led = _led(study)
    return f"{opened(led[0])}; no trend is shown" if led else NOTHING_FOUND


def _shares(study: Study) -> dict[Any, pd.Series]:
    """The shares of words by theme of every readout with words, `none` left out."""
    own = study.emphasis[study.emphasis["theme"] != NONE].dropna(subset=["share_words"])
    return {name: rows.set_index("theme")["share_words"] for name, rows in own.groupby("readout_id", sort=False)}


def _largest_of(shares: pd.Series | None) -> list[str]:
    """The themes that share the first place; none where no theme has words."""
    if shares is None or not shares.max() > 0:
        return []
    return list(shares.index[shares >= shares.max() - 1e-12])


def _led(study: Study) -> list[str]:
    """Which themes led how many readouts alone, and which come next; nothing where none did."""
    tops = [_largest_of(shares) for shares in _shares(study).values()]
    counts = pd.Series([top[0] for top in tops if len(top) == 1], dtype=object).value_counts()
    few, said = not in_words(len(study.names)).isdigit(), list[str]()
    for often in sorted(set(counts), reverse=True)[:2]:
        themes = [theme for theme in study.codebook.keys if counts.get(theme) == often]
        many, of = (in_words(n) if few else str(n) for n in (often, len(study.names)))
        if len(themes) > MAX_TIED:
            return said or [f"no theme led more than {many} of {of} readouts"]
        each = "each led" if len(themes) > 1 else "led"
        said.append(f"{themes_named(study, themes)} {each} {many} of {of} readouts")
    return said


def _led_most(study: Study) -> list[str]:
    """The themes that led the most readouts, in a sentence."""
    led = _led(study)
    return [f"{opened('; '.join([led[0], *(one.rpartition(' of ')[0] for one in led[1:])]))}."] if led else []


def _most_of(study: Study) -> list[str]:
    """What the only meeting speaks of most, and what comes next."""
    meeting = study.timeline[0]
    shares = _shares(study).get(meeting)
    themes = _largest_of(shares)
    if shares is None or not themes:
        return [f"{opened(text_named(study, meeting))} speaks of none of the themes."]
    rest = shares.drop(themes)
    following = _largest_of(rest)
    said = [_leads(study, meeting, themes, shares.max())]
    return said + [f"Next came {themes_named(study, following)}, with {_each(rest.max(), following)}."] * bool(
        following
    )


def _each(share: float, themes: list[str], of_what: str = "") -> str:
    return percent(share) + of_what + (" each" if len(themes) > 1 else "")


def _leads(study: Study, meeting: str, themes: list[str], share: float) -> str:
    are = "were the largest themes" if len(themes) > 1 else "was the largest theme"
    return (
        f"{opened(when(study, meeting))} {themes_named(study, themes)} {are} of {text_named(study, meeting)}, "
        f"with {_each(share, themes, ' of the words')}."
    )


def _largest(study: Study) -> list[str]:
    """What leads at the first meeting, and at the last; of the last also how much the first had."""
    first, last = study.first_and_last
    shares = _shares(study)
    at_first, at_last = (_largest_of(shares.get(name)) for name in (first, last))
    said = [_leads(study, first, at_first, shares[first].max())] if at_first else []
    if at_last:
        themes = "it" if at_last == at_first and len(at_last) == 1 else themes_named(study, at_last)
        before = shares[first][at_last[0]] if len(at_last) == 1 else None
        said.append(
            f"{opened(when(study, last))} {themes} led {text_named(study, last, after=first)}, "
            f"with {_each(shares[last].max(), at_last)}{_compared(before, shares[last].max())}."
        )
    return said


def _compared(before: float | None, after: float) -> str:
    """How much a theme had before."""
    if before is None:
        return ""
    if percent(before) == percent(after):
        return ", as much as before"
    return f", {'up' if after > before else 'down'} from {percent(before) if before else 'none'}"


def _intervals(study: Study) -> list[str]:
    """How far the leading shares could be from what such meetings give, by their agenda points."""
    own = study.emphasis.set_index(["readout_id", "theme"])
    said = []
    for name in study.first_and_last:
        for theme in _largest_of(_shares(study).get(name)):
            row = own.loc[(name, theme)]
            if not pd.isna(row["low"]):
                theme = study.codebook.in_text(theme)
                said.append(f"{percent(row['low'])} to {percent(row['high'])} for {theme} at {study.names[name]}")
    if not said:
        return []
    return [
        f"As a guide to other such meetings it is weak: by agenda points, the 95\xa0% intervals are {listing(said)}."
    ]


def _gone_and_new(study: Study) -> Finding:
    """The largest theme that is gone at the last meeting and the largest that is new, but for those that led."""
    shares = _shares(study)
    led = {theme for name in study.first_and_last for theme in _largest_of(shares.get(name))}
    rows = [row for row in study.largest_shifts if row["theme"] not in led]
    gone, new = (next((row for row in rows if row["status"] == status), None) for status in (DROPPED, NEW))
    said = []
    if gone:
        said = [f"{study.codebook.in_text(gone['theme'])} went from {percent(gone['before'])} of the words to none"]
    if new:
        went, of_words = ("", "") if gone else ("went ", " of the words")
        said.append(f"{study.codebook.in_text(new['theme'])} {went}from none to {percent(new['after'])}{of_words}")
    sentences = [f"{opened(', '.join(said))}."] if said else []
    return Finding(sentences, dealt(study, [row for row in (gone, new) if row]) or [COUNTED])


def _agreed(study: Study) -> Finding:
    """What both sides are reported to have agreed at the first meeting and the last."""
    own = study.act_shares[(study.act_shares["voice"] == BOTH) & (study.act_shares["act"] == AGREED)]
    shares = own.dropna(subset=["share_words"]).set_index("readout_id")["share_words"]
    ends = [name for name in dict.fromkeys(study.first_and_last) if name in shares.index]
    if not ends or not shares.max():
        return Finding([], [])
    said = " and ".join(f"{percent(shares[name])} of the words {when(study, name)}" for name in ends)
    chance = _agreed_by_chance(study)
    return Finding([f"What both sides are reported to have agreed takes {said}{chance}."], [])


def _agreed_by_chance(study: Study) -> str:
    """Whether chance gives such a change; "" where it is not tested."""
    own = study.act_changes
    own = own[(own["voice"] == BOTH) & (own["act"] == AGREED)].tail(1).dropna(subset=["adjusted_p"])
    return "".join(
        f", {'more' if verdict in ROSE_OR_FELL else 'no more'} than chance would give" for verdict in own["verdict"]
    )
