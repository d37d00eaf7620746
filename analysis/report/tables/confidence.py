"""What findings hang on, what the intervals are worth, and what hand coding says of the codebook."""

from __future__ import annotations

import pandas as pd

from ...measures.agreement import as_coder, list_differences, measure_alpha, score_codebook
from ...measures.influence import find_hinges
from ...measures.interval_coverage import read_coverage
from ...study import Study
from ..prose import Sentences
from .cells import DASH, bounded_cells, change_cells, label_themes, number_cells, percent_cells, point_cells, with_names

COVERED = {
    "covered": "truth in interval",
    "false_claims": "false claims",
    "covered_by_point": "truth in interval, by whole points",
    "false_claims_by_point": "false claims, by whole points",
}
SHOWN_SIZES = (14, 21, 40)
SCORES = ("precision", "recall")


def hinges(study: Study) -> pd.DataFrame:
    """For each theme the pattern, and the point, without which its share moves most; how many turn its verdict."""
    table = with_names(find_hinges(study.influence), study)
    shown = pd.DataFrame({
        "theme": table["theme"], "left out": table["left_out"], "which moves it most": table["what"].replace("", DASH),
        "change": point_cells(table["change"]), "without it": point_cells(table["change_without"]),
        "how many turn the verdict": table["n_turning"],
    })  # fmt: skip
    return shown.set_index(["theme", "left out"])


def turning(study: Study) -> pd.DataFrame | Sentences:
    """Every pattern and point without which a verdict is another, with the interval that then holds; words for none."""
    if not study.influence["turns"].astype(bool).any():
        return Sentences(["There is none."])
    table = with_names(study.influence[study.influence["turns"].astype(bool)], study)
    shown = pd.DataFrame({
        "theme": table["theme"], "without": table["left_out"] + " " + table["what"], "of": table["meeting"],
        "change": point_cells(table["change"]), "verdict": table["verdict"],
        "change without (95 % interval)": change_cells(table.assign(change=table["change_without"])),
        "verdict without": table["verdict_without"],
    })  # fmt: skip
    return shown.set_index("theme")


def coverage() -> pd.DataFrame:
    """How often the intervals held in simulated texts: by design, sentences and true share; and false claims."""
    table = read_coverage()
    shown = pd.DataFrame({
        "design": table["design"], "sentences": table["n_sentences"], "true share": percent_cells(table["share"]),
        **{label: number_cells(100 * table[name], "{:.1f}\xa0%") for name, label in COVERED.items()},
    })  # fmt: skip
    return shown[table["n_sentences"].isin(SHOWN_SIZES)].set_index(["design", "sentences", "true share"])


def scores(study: Study) -> pd.DataFrame:
    """Precision, recall and F1 of the codebook against every coder, by theme, with 95 % intervals."""
    table = label_themes(
        score_codebook(study.coding, as_coder(study.sentences, study.tags), study.codebook.keys), study
    )
    shown = pd.DataFrame({
        "coder": table["coder"], "theme": table["theme"], "coded": table["n_coded"], "tagged": table["n_tagged"],
        "both": table["n_both"],
        **{name: bounded_cells(table[name], table[f"{name}_low"], table[f"{name}_high"]) for name in SCORES},
        "F1": number_cells(table["f1"], "{:.2f}"),
    })  # fmt: skip
    return shown.set_index(["coder", "theme"])


def alphas(study: Study) -> pd.DataFrame:
    """Krippendorff's alpha by theme, a column for each set of coders."""
    table = measure_alpha(study.coding, as_coder(study.sentences, study.tags), study.codebook.keys)
    named = label_themes(table, study).assign(alpha=number_cells(table["alpha"], "{:.2f}"))
    order = list(dict.fromkeys(named["theme"]))
    wide = named.pivot(index="theme", columns="coders", values="alpha").reindex(order)
    return wide[list(dict.fromkeys(named["coders"]))].rename_axis(columns=None)


def disagreements(study: Study) -> pd.DataFrame | Sentences:
    """Every sentence to which a coder and the codebook gave other themes."""
    table = list_differences(study.coding, as_coder(study.sentences, study.tags), study.sentences)
    if table.empty:
        return Sentences(["There is none."])
    table = table.assign(meeting=table["readout_id"].map(study.names))
    return table[["coder", "meeting", "sentence", "coded", "tagged", "note", "text"]]
