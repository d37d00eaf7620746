"""A study → its charts, its prose and its evidence: what notebooks show and figures/ holds."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pandas as pd

from . import prose
from .charts import Chart, emphasis_chart, point_chart, strip_chart
from .evidence import Evidence
from .study import Study


def draw_emphasis(study: Study) -> Chart:
    """Share of words of every theme at every meeting, with intervals, ordered by change."""
    title = prose.headline(study.shifts, study.codebook, study.names)
    return emphasis_chart(study.emphasis, study.shifts, study.codebook, study.names, title)


def draw_strip(study: Study) -> Chart:
    """Every readout sentence by sentence, in order, coloured by theme."""
    title = "What each readout speaks of, in the order in which it does"
    return strip_chart(study.sentences, study.tags, study.codebook, study.names, title)


def draw_points(study: Study) -> Chart:
    """Themes by point, a heat map for each meeting."""
    title = "Which point speaks of which theme (share of the point's words, in per cent)"
    return point_chart(study.sentences, study.tags, study.codebook, study.names, title)


CHARTS: dict[str, Callable[[Study], Chart]] = {
    "emphasis": draw_emphasis,
    "strip": draw_strip,
    "points": draw_points,
}


def save_charts(study: Study) -> list[Path]:
    """Draw every chart into the study's figures/ as svg, png and csv; returns the paths."""
    folder = study.places.output / "figures"
    return [path for draw in CHARTS.values() for path in draw(study).save(folder)]


def show_evidence(study: Study) -> Evidence:
    """Every sentence of the study with its matches marked."""
    return Evidence(study.readouts, study.sentences, study.tags, study.matches, study.codebook, study.names)


def tell_findings(study: Study) -> prose.Sentences:
    """What the study found, in sentences."""
    return prose.Sentences(prose.findings(study.shifts, study.emphasis, study.codebook, study.names))


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


def list_carried(study: Study) -> pd.DataFrame:
    """Sentences whose themes are carried from the sentence before: meeting, sentence, theme, text."""
    table = study.tags[study.tags["how"] == "carried"].merge(study.sentences, on=["readout_id", "sentence"])
    return _named(table, study)[["meeting", "point", "sentence", "theme", "text"]]


def list_shifts(study: Study) -> pd.DataFrame:
    """The study's shifts with meetings and themes by name, shares with three decimals."""
    table = study.shifts.assign(
        **{"from": study.shifts["from_id"].map(study.names), "to": study.shifts["to_id"].map(study.names)}
    )
    return _named(table, study).drop(columns=["from_id", "to_id"]).set_index(["from", "to", "theme"]).round(3)


def list_measures(study: Study) -> pd.DataFrame:
    """Every measure of emphasis side by side, meetings and themes by name, with three decimals."""
    table = _named(study.emphasis, study).drop(columns=["readout_id", "n_words"])
    return table.set_index(["meeting", "theme"]).round(3)


def _named(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    named = table.assign(theme=table["theme"].map(study.codebook.label))
    return named.assign(meeting=table["readout_id"].map(study.names)) if "readout_id" in table else named


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


def count_words_found(study: Study, most: int = 6) -> pd.DataFrame:
    """The words that matched, by theme and meeting: at most `most` each, the most frequent first."""
    found = study.matches.assign(word=study.matches["matched"].str.casefold().str.split().str.join(" "))
    counts = found.groupby(["theme", "readout_id", "word"], sort=False).size().rename("n").reset_index()
    counts = counts.sort_values(["n", "word"], ascending=[False, True], kind="stable")
    shown = counts.groupby(["theme", "readout_id"], sort=False).head(most)
    said = shown.assign(said=shown["word"] + " (" + shown["n"].astype(str) + ")")
    table = said.groupby(["theme", "readout_id"])["said"].agg(", ".join).unstack(fill_value="")
    table = table.reindex(index=study.codebook.keys, columns=list(study.names)).fillna("")
    return table.rename(index=study.codebook.label, columns=study.names).rename_axis(index="theme", columns=None)


def tell_disagreements(study: Study) -> prose.Sentences:
    """Where the measures rank the themes of a readout differently, in sentences."""
    return prose.Sentences(prose.disagreements(study.emphasis, study.codebook, study.names))
