"""Suggestions for the codebook: `sentences` and hand coding → patterns to add to a theme, or to take out of it.

`add`: words and phrases of sentences that coders gave the theme and the codebook missed. `remove`: patterns of the
theme without which it agrees better with coders. `near`: words that stand beside the theme in sentences that nobody
coded; whether they mean it is not known. Nothing is changed by a suggestion.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any

import numpy as np
import pandas as pd

from ..codebook.model import Codebook
from ..codebook.tagging import find_matches, tag_sentences
from .agreement import majority
from .intervals import Floats
from .phrases import find_phrases
from .trying import Evidence, Flags, Trials, has_theme, score

SUGGESTION_COLUMNS = [
    "number", "theme", "what", "pattern", "z", "n_right", "n_wrong", "n_new", "precision", "recall", "f1",
    "expected_precision", "expected_recall", "expected_f1", "examples",
]  # fmt: skip
THEME_SCORE_COLUMNS = ["theme", "n_sentences", "precision", "recall", "f1"]
SCORES = ("precision", "recall", "f1")
ADD, REMOVE, NEAR = "add", "remove", "near"
MAX_SHOWN = 5  # suggestions of a theme to add, and to take out
MAX_NEAR = 3
MAX_EXAMPLES = 3
UNKNOWN = np.full(3, np.nan)
_KEYS = ["readout_id", "sentence"]


def suggest_patterns(
    sentences: pd.DataFrame,
    codebook: Codebook,
    coding: pd.DataFrame,
    themes: Sequence[str],
    *,
    leave_out: Collection[str] = (),
    names: Collection[str] = (),
) -> pd.DataFrame:
    """Patterns that would make the codebook agree better with coders, and words near its themes.

    Parameters
    ----------
    sentences : as for `find_matches` and `tag_sentences`.
    coding : as from `read_coding`. A sentence has the themes that half of its coders or more gave it.
    themes : keys of the themes to look at.
    leave_out : words, in lower case, with which no suggestion begins or ends: function words.
    names : words, in lower case, that are in no suggestion.

    Returns
    -------
    SUGGESTION_COLUMNS, one row per suggestion, numbered from 1; themes in the order asked for. what : "add" (by z),
    "remove" (by f1) or "near" (by z). z : log-odds of missed sentences against those without the theme, divided by its
    error (of "near": of sentences with the theme against those without). n_right, n_wrong : coded sentences that the
    change makes right, wrong. n_new : sentences nobody coded that it changes. precision, recall, f1 : change on the
    coded sentences. expected_precision, ... : the same, cross-validated by document (see `Evidence.expected`).
    examples : up to three sentences that change, "readout_id:sentence:right" (or wrong, or new) joined by ";"; the last
    is made wrong, if any is.
    NA: z of "remove"; precision where nothing was found; what is expected of "near", and with fewer than two coded
    documents.

    >>> said = ["Fish prices rose.", "They met.", "Fish prices fell.", "They talked."]
    >>> sentences = pd.DataFrame(
    ...     {"readout_id": [*"aabb"], "point": 1, "sentence": [1, 2] * 2, "text": said, "start": 0})
    >>> coding = sentences.assign(coder="x", note="", themes=[frozenset({"trade"}), frozenset()] * 2)
    >>> table = suggest_patterns(sentences, Codebook.from_patterns(trade=["export*"]), coding, ["trade"])
    >>> table[["what", "pattern", "n_right", "recall"]].values.tolist()
    [['add', 'fish', 2, 1.0]]
    """
    sentences = sentences.reset_index(drop=True)
    matches = find_matches(sentences, codebook)
    tags = tag_sentences(sentences, matches, codebook)
    labels = majority(coding, codebook.keys)
    place = labels.index.get_indexer(pd.MultiIndex.from_frame(sentences[_KEYS]))  # -1: nobody coded it
    document = np.unique(sentences["readout_id"], return_inverse=True)[1]
    phrases = find_phrases(sentences, matches, leave_out, names)
    rows: list[dict[str, Any]] = []
    for theme in themes:
        given = np.append(labels[theme].to_numpy(dtype=bool), False)[place]
        evidence = Evidence(place >= 0, given, has_theme(sentences, tags, theme), document, phrases)
        rows += _suggest(sentences, codebook, theme, evidence, matches[matches["theme"] == theme])
    table = pd.DataFrame(rows, columns=SUGGESTION_COLUMNS)
    return table.assign(number=np.arange(1, len(table) + 1))


def _suggest(
    sentences: pd.DataFrame, codebook: Codebook, theme: str, evidence: Evidence, matches: pd.DataFrame
) -> list[dict[str, Any]]:
    """All suggestions for one theme."""
    names = evidence.phrases.names
    missed, z = evidence.missed(evidence.coded)
    near, z_near = evidence.near()
    trials = Trials(sentences, codebook, theme, evidence, [names[n] for n in np.union1d(missed, near)])
    added = list(islice(_additions(trials, [n for n in missed if names[n] in trials.usable], z), MAX_SHOWN))
    known = {row["pattern"] for row in added}
    beside = [n for n in near if names[n] in trials.usable - known]
    return [*added, *_removals(trials, matches), *islice(_near(trials, beside, z_near), MAX_NEAR)]


def _additions(trials: Trials, phrases: Sequence[int], z: Floats) -> Iterator[dict[str, Any]]:
    """Phrases that help on the coded sentences; of those that find the same of these, the first."""
    evidence, seen = trials.evidence, set[bytes]()
    for phrase in phrases:
        written = evidence.phrases.names[phrase]
        found = trials.with_phrase(written)
        alike = (found & evidence.coded).tobytes()
        if alike not in seen and evidence.gains(found):
            seen.add(alike)
            yield _row(trials, ADD, written, z[phrase], found, evidence.expected(found, phrase))


def _removals(trials: Trials, matches: pd.DataFrame) -> list[dict[str, Any]]:
    """Patterns without which F1 on the coded sentences is higher, those that raise it most first."""
    evidence, rows = trials.evidence, []
    wrong = trials.sentences.loc[evidence.coded & ~evidence.given, _KEYS]
    for written in sorted(set(matches.merge(wrong, on=_KEYS)["pattern"])):
        found = trials.without_pattern(written)
        if evidence.gains(found):
            rows.append(_row(trials, REMOVE, written, np.nan, found, evidence.expected(found)))
    return sorted(rows, key=lambda row: (-round(row["f1"], 9), row["pattern"]))[:MAX_SHOWN]


def _near(trials: Trials, phrases: Sequence[int], z: Floats) -> Iterator[dict[str, Any]]:
    """Phrases beside the theme that find more sentences that nobody coded, and do not lower F1 on the coded ones."""
    for phrase in phrases:
        written = trials.evidence.phrases.names[phrase]
        row = _row(trials, NEAR, written, z[phrase], trials.with_phrase(written), UNKNOWN)
        if row["n_new"] and not row["f1"] < 0:
            yield row


def _row(trials: Trials, what: str, written: str, z: float, found: Flags, expected: Floats) -> dict[str, Any]:
    """One suggestion, but for its number."""
    coded, given, before, *_ = trials.evidence
    moved = found != before
    right, wrong, new = moved & coded & (found == given), moved & coded & (found != given), moved & ~coded
    first = MAX_EXAMPLES - int(wrong.any())
    shown = [*_places(trials, right, "right")[:first], *_places(trials, wrong, "wrong"), *_places(trials, new, "new")]
    changes = zip(SCORES, trials.evidence.change(found), expected, strict=True)
    return {
        "theme": trials.theme, "what": what, "pattern": written, "z": z, "n_right": int(right.sum()),
        "n_wrong": int(wrong.sum()), "n_new": int(new.sum()),
        **{key: value for name, own, other in changes for key, value in ((name, own), (f"expected_{name}", other))},
        "examples": ";".join(shown[:MAX_EXAMPLES]),
    }  # fmt: skip


def _places(trials: Trials, among: Flags, mark: str) -> list[str]:
    """Some sentences by name and number."""
    own = trials.sentences[among].sort_values("readout_id", kind="stable")
    return [f"{row.readout_id}:{row.sentence}:{mark}" for row in own.itertuples()]


def score_themes(coding: pd.DataFrame, tagged: pd.DataFrame, themes: Sequence[str]) -> pd.DataFrame:
    """The codebook on the coded sentences, as suggestions count it: half of a sentence's coders or more decide.

    coding, tagged, themes : as for `score_codebook`. Returns THEME_SCORE_COLUMNS, one row per theme; n_sentences
    counts those coded. NA as in `score_codebook`.

    >>> coding = pd.DataFrame({"readout_id": "a", "sentence": [1, 2], "themes": [frozenset({"trade"})] * 2})
    >>> score_themes(coding, coding.head(1), ["trade"])[["precision", "recall"]].values.tolist()
    [[1.0, 0.5]]
    """
    labels, found = majority(coding, themes), majority(tagged, themes)
    found = found.reindex(labels.index, fill_value=False)
    rows = [(theme, len(labels), *score(labels[theme].to_numpy(), found[theme].to_numpy())) for theme in themes]
    return pd.DataFrame(rows, columns=THEME_SCORE_COLUMNS)
