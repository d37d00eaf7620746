"""What was read, and what the themes mean."""

from __future__ import annotations

import pandas as pd

from ..study import Study
from .cells import name_rows


def list_readouts(study: Study) -> pd.DataFrame:
    """What each readout was read as: a column for each readout, the facts and counts as rows."""
    facts = ["kind", "place", "leaders", "start_time", "duration_minutes", "n_points", "n_sentences", "n_words"]
    table = study.readouts.assign(date=study.readouts["date"].dt.strftime("%Y-%m-%d"))[["date", *facts]]
    return _by_meeting(table, study)


def list_sources(study: Study) -> pd.DataFrame:
    """Where each readout is from: a column for each readout."""
    return _by_meeting(study.readouts[["publisher", "url", "accessed", "licence"]], study)


def _by_meeting(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    meetings = study.readouts["readout_id"].map(study.names).rename(None)
    return table.astype(object).where(table.notna(), "not stated").set_index(meetings).T


def define_themes(study: Study) -> pd.DataFrame:
    """What each theme means: label, whether it is core, definition, what it leaves out, number of patterns."""
    rows = [
        (
            theme.label,
            "core" if theme.core else "context",
            theme.definition,
            theme.excludes,
            len(theme.patterns) + sum(len(group.patterns) for group in theme.conditional),
        )
        for theme in study.codebook.themes
    ]
    table = pd.DataFrame(rows, columns=["theme", "role", "definition", "not", "patterns"])
    return table.set_index("theme")


def list_carried(study: Study) -> pd.DataFrame:
    """Sentences whose themes are carried from the sentence before: meeting, sentence, theme, text."""
    table = study.tags[study.tags["how"] == "carried"].merge(study.sentences, on=["readout_id", "sentence"])
    return name_rows(table, study)[["meeting", "point", "sentence", "theme", "text"]]


def count_words_found(study: Study, most: int = 6) -> pd.DataFrame:
    """The words that matched, by theme and meeting: at most `most` each, the most frequent first."""
    found = study.matches.assign(word=study.matches["matched"].astype(str).str.casefold().str.split().str.join(" "))
    counts = found.groupby(["theme", "readout_id", "word"], sort=False).size().rename("n").reset_index()
    counts = counts.sort_values(["n", "word"], ascending=[False, True], kind="stable")
    shown = counts.groupby(["theme", "readout_id"], sort=False).head(most)
    said = shown.assign(said=shown["word"] + " (" + shown["n"].astype(str) + ")")
    table = said.groupby(["theme", "readout_id"])["said"].agg(", ".join).unstack(fill_value="")
    table = table.reindex(index=study.codebook.keys, columns=list(study.names)).astype(object).fillna("")
    return table.rename(index=study.codebook.label, columns=study.names).rename_axis(index="theme", columns=None)
