"""Hand coding beside the codebook, in the terminal."""

from __future__ import annotations

import click
import pandas as pd

from .listing import list_alphas, list_disagreements, list_scores, tell_agreement
from .study import Study

SHORT = 100  # characters of a sentence that are shown


def describe_agreement(study: Study) -> str:
    """How well the codebook agrees with the hand coding of `coding.csv`: by theme, overall, and where it does not."""
    said = [" ".join(sentence.split("\xa0")) for sentence in tell_agreement(study)]
    if study.coding.empty:
        example = f"{next(iter(study.names))},1,{study.codebook.keys[0]},my name,"
        how = "Write one row per sentence into coding.csv in the corpus folder, as in"
        return "\n".join([*said, how, "  readout,sentence,themes,coder,note", f"  {example}"])
    parts = [
        *said,
        _headed("Precision, recall and F1 with 95 % intervals", _as_text(list_scores(study))),
        _headed("Krippendorff's alpha", _as_text(list_alphas(study))),
        _headed("Sentences on which a coder and the codebook differ", _differences(study)),
    ]
    return "\n".join(parts)


def _headed(head: str, body: str) -> str:
    return f"\n{click.style(head, bold=True)}\n{body}"


def _as_text(table: pd.DataFrame) -> str:
    return str(table.reset_index().to_string(index=False, na_rep="-"))


def _differences(study: Study) -> str:
    table = list_disagreements(study)
    if not isinstance(table, pd.DataFrame):
        return "\n".join(table)
    return "\n".join(
        f"{row.meeting}, sentence {row.sentence} ({row.coder}): coded {row.coded or 'none'}, "
        f"tagged {row.tagged or 'none'}\n  {' '.join(row.text.split())[:SHORT]}"
        for row in table.itertuples()
    )
