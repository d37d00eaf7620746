"""A study → the tables that notebooks show, with meetings and themes by name."""

from __future__ import annotations

import pandas as pd

from .agreement import as_coder, list_differences, measure_alpha, score_codebook, tell_scores
from .alignment import find_repeated, measure_wording
from .coverage import read_coverage
from .findings import worth
from .gallery import words_left_out
from .influence import find_hinges
from .keyness import distinctive_words, find_in_context
from .measures import MEASURES
from .prose import Sentences
from .shifts import first_to_last
from .study import Study


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


def list_changes(study: Study) -> pd.DataFrame:
    """The changes between the first meeting and the last by every measure: a row per theme and measure."""
    table = first_to_last(study.comparisons).reset_index()
    named = _named(table, study).assign(measure=table["measure"].map(MEASURES))
    return named.drop(columns=["from_id", "to_id"]).set_index(["theme", "measure"]).round(3)


def list_hinges(study: Study) -> pd.DataFrame:
    """For each theme the pattern, and the point, without which its change moves most; how many turn its verdict."""
    table = _named(find_hinges(study.influence), study)
    return table.drop(columns=["from_id", "to_id"]).set_index(["theme", "left_out"]).round(3)


def list_turning(study: Study) -> pd.DataFrame:
    """Every pattern and point without which a verdict is another, with the interval that then holds."""
    table = _named(study.influence[study.influence["turns"].astype(bool)], study)
    columns = ["left_out", "what", "meeting", "change", "change_without", "low", "high", "verdict", "verdict_without"]
    return table.set_index("theme")[columns].round(3)


def list_coverage() -> pd.DataFrame:
    """How often the intervals held in simulated texts whose shares were known: by sentences and by true share."""
    return read_coverage().set_index(["n_sentences", "share"])


def tell_coverage(study: Study) -> Sentences:
    """What the intervals are worth at the length of the study's readouts, in sentences."""
    return worth(read_coverage(), study.readouts["n_sentences"])


def tell_agreement(study: Study) -> Sentences:
    """What hand coding says of the codebook, in sentences."""
    tagged = as_coder(study.sentences, study.tags)
    scores = score_codebook(study.coding, tagged, study.codebook.keys)
    return Sentences(
        tell_scores(scores, measure_alpha(study.coding, tagged, study.codebook.keys), len(study.sentences))
    )


def list_statements(study: Study) -> pd.DataFrame:
    """Who speaks in each statement, and how, with the words that say so."""
    whole = study.sentences[["readout_id", "sentence", "text", "start"]].rename(columns={"start": "from"})
    table = study.statements.merge(whole, on=["readout_id", "sentence"])
    spans = zip(table["text"], table["start"] - table["from"], table["end"] - table["from"], strict=True)
    table["text"] = [text[start:end].strip() for text, start, end in spans]
    table["meeting"] = table["readout_id"].map(study.names)
    return table[["meeting", "sentence", "voice", "act", "subject", "verb", "text"]]


def list_keyness(study: Study, most: int = 12) -> pd.DataFrame:
    """The words that lean most to the last meeting, and most away from it, as the chart draws them."""
    table = distinctive_words(study.keyness, words_left_out(study), most)
    return table.drop(columns=["target_id", "reference_id"]).set_index("word").round(3)


def list_alignment(study: Study) -> pd.DataFrame:
    """Points of the first meeting beside those of the last: similarity, what chance gives, status."""
    return study.alignment.drop(columns=["from_id", "to_id"]).round(3)


def list_wording(study: Study) -> pd.DataFrame:
    """How much of each point's wording the other of the first and last meeting has too."""
    first, last = study.ends
    parts = [measure_wording(study.sentences, *pair) for pair in ((first, last), (last, first))]
    table = pd.concat(parts, ignore_index=True)
    return (
        table.assign(meeting=table["readout_id"].map(study.names))
        .set_index(["meeting", "point"])[["n_words", "n_repeated", "share_repeated"]]
        .round(3)
    )


def list_repeated(study: Study, most: int = 12) -> pd.DataFrame:
    """The longest wordings of the last meeting that the first has word for word, and how often each stands there."""
    first, last = study.ends
    found = find_repeated(study.sentences, last, first)
    counted = found.groupby("phrase").agg(n_words=("n_words", "first"), times=("phrase", "size")).reset_index()
    ordered = counted.sort_values(["n_words", "times", "phrase"], ascending=[False, False, True], kind="stable")
    return ordered.head(most).set_index("phrase")


def list_in_context(study: Study, *patterns: str) -> pd.DataFrame:
    """Keyword in context for words or phrases as in the codebook, meetings by name."""
    table = find_in_context(study.sentences, patterns)
    return table.assign(meeting=table["readout_id"].map(study.names))[
        ["meeting", "sentence", "before", "keyword", "after"]
    ]


def list_scores(study: Study) -> pd.DataFrame:
    """Precision, recall and F1 of the codebook against every coder, by theme."""
    scores = score_codebook(study.coding, as_coder(study.sentences, study.tags), study.codebook.keys)
    return _labelled(scores, study).set_index(["coder", "theme"]).round(3)


def list_alphas(study: Study) -> pd.DataFrame:
    """Krippendorff's alpha by theme, a column for each set of coders."""
    table = measure_alpha(study.coding, as_coder(study.sentences, study.tags), study.codebook.keys)
    order = list(dict.fromkeys(_labelled(table, study)["theme"]))
    return _labelled(table, study).pivot(index="theme", columns="coders", values="alpha").reindex(order).round(3)


def list_disagreements(study: Study) -> pd.DataFrame:
    """Every sentence to which a coder and the codebook gave other themes."""
    table = list_differences(study.coding, as_coder(study.sentences, study.tags), study.sentences)
    return table.assign(meeting=table["readout_id"].map(study.names)).drop(columns="readout_id")


def _labelled(table: pd.DataFrame, study: Study) -> pd.DataFrame:
    labels = {key: study.codebook.label(key) for key in study.codebook.keys}
    return table.assign(theme=table["theme"].replace(labels))
