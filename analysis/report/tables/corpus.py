"""What was read, and what the themes mean."""

from __future__ import annotations

import pandas as pd

from ...study import MAX_ONE_BY_ONE, Study
from .cells import with_names

SHORT = {
    "start_time": "start", "duration_minutes": "minutes", "n_points": "points", "n_sentences": "sentences",
    "n_words": "words",
}  # fmt: skip


def readouts(study: Study) -> pd.DataFrame:
    """What each readout was read as, its facts and counts: a column for each readout, a row where they are many."""
    facts = [
        "kind",
        "level",
        "place",
        "leaders",
        "start_time",
        "duration_minutes",
        "n_points",
        "n_sentences",
        "n_words",
    ]
    table = study.readouts.assign(date=study.readouts["date"].dt.strftime("%Y-%m-%d"))[["date", *facts]]
    if len(table) > MAX_ONE_BY_ONE:  # names in one line
        entries = table["leaders"].str.replace(" ", "\xa0").str.replace(";\xa0", "; ")
        table = table.assign(leaders=entries)
    return _by_meeting(table.rename(columns=SHORT), study)


def sources(study: Study) -> pd.DataFrame:
    """Where each readout is from: a column for each readout, a row where they are many."""
    return _by_meeting(study.readouts[["publisher", "url", "accessed", "licence"]], study)


def _by_meeting(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    meetings = study.readouts["readout_id"].map(study.names).rename(None)
    table = table.astype(object).where(table.notna(), "not stated").set_index(meetings)
    return table.T if len(table) <= MAX_ONE_BY_ONE else table


def themes(study: Study) -> pd.DataFrame:
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


def carried(study: Study) -> pd.DataFrame:
    """Sentences whose themes are carried from the sentence before: meeting, sentence, theme, text."""
    table = study.tags[study.tags["how"] == "carried"].merge(study.sentences, on=["readout_id", "sentence"])
    return with_names(table, study)[["meeting", "point", "sentence", "theme", "text"]]


def matches(study: Study, most: int = 8) -> pd.DataFrame:
    """The first matches of the study: meeting, sentence, theme, the pattern, and the words that it found."""
    table = with_names(study.matches.head(most), study).rename(columns={"matched": "found"})
    return table[["meeting", "sentence", "theme", "pattern", "found"]]


def words_found(study: Study, most: int = 6) -> pd.DataFrame:
    """The words that matched, by theme and meeting: at most `most` each, the most frequent first.

    Of many meetings together.
    """
    of = study.names if len(study.names) <= MAX_ONE_BY_ONE else dict.fromkeys(study.names, "all readouts")
    found = study.matches.assign(
        meeting=study.matches["readout_id"].map(of),
        word=study.matches["matched"].astype(str).str.casefold().str.split().str.join(" "),
    )
    counts = found.groupby(["theme", "meeting", "word"], sort=False).size().rename("n").reset_index()
    counts = counts.sort_values(["n", "word"], ascending=[False, True], kind="stable")
    shown = counts.groupby(["theme", "meeting"], sort=False).head(most)
    said = shown.assign(said=shown["word"] + " (" + shown["n"].astype(str) + ")")
    table = said.groupby(["theme", "meeting"])["said"].agg(", ".join).unstack(fill_value="")
    table = table.reindex(index=study.codebook.keys, columns=list(dict.fromkeys(of.values()))).astype(object)
    return table.fillna("").rename(index=study.codebook.label).rename_axis(index="theme", columns=None)
