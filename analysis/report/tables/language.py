"""Who speaks, the words that set meetings apart, and the points that come back."""

from __future__ import annotations

import pandas as pd

from ...measures.keyness import distinctive_words
from ...measures.kwic import find_in_context
from ...measures.repeated import REPEATED_COLUMNS, WORDING_COLUMNS, find_repeated, measure_wording
from ...study import Study
from .cells import number_cells, percent_cells


def statements(study: Study) -> pd.DataFrame:
    """Who speaks in each statement, and how, with the words that say so."""
    whole = study.sentences[["readout_id", "sentence", "text", "start"]].rename(columns={"start": "from"})
    table = study.statements.merge(whole, on=["readout_id", "sentence"])
    spans = zip(table["text"], table["start"] - table["from"], table["end"] - table["from"], strict=True)
    table["text"] = [text[start:end].strip() for text, start, end in spans]
    table["meeting"] = table["readout_id"].map(study.names)
    return table[["meeting", "sentence", "voice", "act", "subject", "verb", "text"]]


def keyness(study: Study, most: int = 8) -> pd.DataFrame:
    """The words that lean most to the last meeting, and most away from it, as the chart draws them."""
    table = distinctive_words(study.keyness, most)
    target, reference = (study.names.get(name, name) for name in _pair_of(table))
    shown = pd.DataFrame({
        "word": table["word"], f"times at {target}": table["n_target"], f"at {reference}": table["n_reference"],
        "log-odds": number_cells(table["log_odds"], "{:+.2f}"),
        "doublings": number_cells(table["log_ratio"], "{:+.1f}"), "z": number_cells(table["z"], "{:+.2f}"),
        "p": number_cells(table["p"], "{:.3f}"), "q": number_cells(table["q"], "{:.2f}"), "verdict": table["verdict"],
    })  # fmt: skip
    return shown.set_index("word")


def _pair_of(table: pd.DataFrame) -> tuple[str, str]:
    return (table["target_id"].iloc[0], table["reference_id"].iloc[0]) if len(table) else ("target", "reference")


def in_context(study: Study, *patterns: str) -> pd.DataFrame:
    """Keyword in context for words or phrases as in the codebook, meetings by name."""
    table = find_in_context(study.sentences, patterns)
    table = table.assign(meeting=table["readout_id"].map(study.names))
    return table[["meeting", "sentence", "before", "keyword", "after"]].set_index(["meeting", "sentence"])


def alignment(study: Study) -> pd.DataFrame:
    """Points of the first meeting beside those of the last: similarity, what chance gives, status."""
    table = study.alignment
    first, last = (study.names[name] for name in study.first_and_last)
    return pd.DataFrame({
        f"point of {first}": number_cells(table["from_point"], "{:.0f}"),
        f"point of {last}": number_cells(table["to_point"], "{:.0f}"),
        "similarity": number_cells(table["similarity"], "{:.2f}"), "to exceed": number_cells(table["chance"], "{:.2f}"),
        "status": table["status"],
    })  # fmt: skip


def wording(study: Study) -> pd.DataFrame:
    """How much of each point's wording the other of the first and last meeting has too."""
    first, last = study.first_and_last
    parts = [measure_wording(study.sentences, *pair) for pair in ((first, last), (last, first)) if first != last]
    table = pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=WORDING_COLUMNS)
    shown = pd.DataFrame({
        "meeting": table["readout_id"].map(study.names), "point": table["point"], "words": table["n_words"],
        "repeated": table["n_repeated"], "share repeated": percent_cells(table["share_repeated"]),
    })  # fmt: skip
    return shown.set_index(["meeting", "point"])


def repeated(study: Study, most: int = 12) -> pd.DataFrame:
    """The longest wordings of the last meeting that the first has word for word, and how often each stands there."""
    first, last = study.first_and_last
    found = find_repeated(study.sentences, last, first) if first != last else pd.DataFrame(columns=REPEATED_COLUMNS)
    counted = found.groupby("phrase").agg(words=("n_words", "first"), times=("phrase", "size")).reset_index()
    ordered = counted.sort_values(["words", "times", "phrase"], ascending=[False, False, True], kind="stable")
    return ordered.head(most).set_index("phrase")
