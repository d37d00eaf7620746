"""What findings hang on, what the tests can find, and what hand coding says of the codebook."""

from __future__ import annotations

import pandas as pd

from ...measures.agreement import as_coder, list_differences
from ...measures.alpha import compare_coders
from ...measures.influence import find_hinges
from ...measures.second_reader import compare_readers, why_no_reader
from ...measures.simulation import read_simulation
from ...study import Study
from ..prose import Sentences
from .cells import DASH, bounded_cells, label_themes, number_cells, percent_cells, point_cells, share_cells, with_names

SIMULATED = {
    "any_false_claim": "false more or less",
    "any_false_hint": "false hint",
    "power": "found",
    "covered_20": "20 % in its interval",
}
SCORES = ("precision", "recall")


def hinges(study: Study) -> pd.DataFrame:
    """For each theme the pattern, and the point, without which its share moves most."""
    table = with_names(find_hinges(study.influence), study)
    shown = pd.DataFrame({
        "theme": table["theme"], "left out": table["left_out"], "which moves it most": table["what"].replace("", DASH),
        "change": point_cells(table["change"]), "without it": point_cells(table["change_without"]),
    })  # fmt: skip
    return shown.set_index(["theme", "left out"])


def simulation() -> pd.DataFrame:
    """How often claims were false in simulated texts, how often a change was found, how well intervals cover."""
    table = read_simulation()
    shown = pd.DataFrame({
        "compared": table["compared"], "design": table["design"], "size": table["size"],
        "change": point_cells(table["change"]),
        **{label: percent_cells(table[name]) for name, label in SIMULATED.items()},
    })  # fmt: skip
    return shown.set_index(["compared", "design", "size", "change"])


def scores(study: Study) -> pd.DataFrame:
    """Precision, recall and F1 of the codebook against every coder, by theme, with 95 % intervals."""
    table = label_themes(study.scores, study)
    shown = pd.DataFrame({
        "coder": table["coder"], "theme": table["theme"], "coded": table["n_coded"], "tagged": table["n_tagged"],
        "both": table["n_both"],
        **{name: bounded_cells(table[name], table[f"{name}_low"], table[f"{name}_high"]) for name in SCORES},
        "F1": number_cells(table["f1"], "{:.2f}"),
    })  # fmt: skip
    return shown.set_index(["coder", "theme"])


def alphas(study: Study) -> pd.DataFrame:
    """Krippendorff's alpha by theme, a column for each set of coders."""
    named = label_themes(study.alphas, study).assign(alpha=number_cells(study.alphas["alpha"], "{:.2f}"))
    order = list(dict.fromkeys(named["theme"]))
    wide = named.pivot(index="theme", columns="coders", values="alpha").reindex(order)
    return wide[list(dict.fromkeys(named["coders"]))].rename_axis(columns=None)


def coders(study: Study) -> pd.DataFrame | Sentences:
    """On which themes coders differ from each other, and how many sentences two must code for alpha of .8 or more."""
    table = label_themes(compare_coders(study.alphas, study.coding), study)
    if table.empty:
        return Sentences(["No two coders coded."])
    return pd.DataFrame({
        "theme": table["theme"], "in common": table["n_sentences"], "differ": table["n_differ"],
        "may differ (up to)": percent_cells(table["may_differ"]), "alpha": number_cells(table["alpha"], "{:.2f}"),
        "for alpha of .8": table["to_code"], "more to code": table["more"],
    }).set_index("theme")  # fmt: skip


def second_reader(study: Study) -> pd.DataFrame | Sentences:
    """The codebook and a second reader against every coder, on the themes that the reader could learn."""
    themes, tagged = study.readable_themes, as_coder(study.sentences, study.tags)
    if not themes:
        return Sentences([why_no_reader(study.coding)])
    table = label_themes(compare_readers(study.coding, tagged, study.second_reading(), themes), study)
    columns = {
        "f1": "F1, codebook",
        "f1_reader": "F1, reader",
        "alpha": "alpha, codebook",
        "alpha_reader": "alpha, reader",
    }
    shown = {label: number_cells(table[name], "{:.2f}") for name, label in columns.items()}
    return table[["coder", "theme"]].assign(coded=table["n_coded"], **shown).set_index(["coder", "theme"])


def corrected(study: Study) -> pd.DataFrame | Sentences:
    """Shares of words by the codebook, and corrected by the coded sample, with 95 % intervals."""
    table = with_names(study.corrected, study)
    if table.empty:
        return Sentences(["No coded sample corrects the shares yet."])
    group = table["group"].map(lambda name: study.names.get(name, name))
    return pd.DataFrame({
        "group": group, "theme": table["theme"], "coded": table["n_coded"],
        "by the codebook": percent_cells(table["share_words"]),
        "corrected (95 % interval)": share_cells(table.assign(share_words=table["corrected"])),
        "moved": point_cells(table["moved"]),
    }).set_index(["group", "theme"])  # fmt: skip


def disagreements(study: Study) -> pd.DataFrame | Sentences:
    """Every sentence to which a coder and the codebook gave other themes."""
    table = list_differences(study.coding, as_coder(study.sentences, study.tags), study.sentences)
    if table.empty:
        none = study.coding.empty
        said = "No sentence is coded by hand." if none else "The coders and the codebook differ on no sentence."
        return Sentences([said])
    table = table.assign(meeting=table["readout_id"].map(study.names))
    return table[["coder", "meeting", "sentence", "coded", "tagged", "note", "text"]]
