"""`readouts agreement`: hand coding compared with the codebook → text for the terminal."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import corpus_option

if TYPE_CHECKING:
    import pandas as pd

    from ..study import Study

MAX_SENTENCE_CHARACTERS = 100  # shown of a sentence
MAX_DEFINITIONS = 3


@click.command()
@corpus_option
def agreement(corpus: Path | None) -> None:
    """Compare the codebook with sentences coded by hand.

    Reads coding.csv in the corpus folder: readout, sentence, themes (joined by ;), coder, note; and what coders made of
    samples (`readouts sample`). A second coder adds rows of their own. Prints precision, recall, F1 and Krippendorff's
    alpha by theme and overall, on which themes coders differ from each other and how many sentences they must still
    code, and every sentence on which a coder and the codebook differ. Where enough is coded, F1 and alpha of a second
    reader, which learned from it, stand beside the codebook's. Code where the two disagree (`readouts sample --by
    disagreement`).
    """
    from ..study import Study

    click.echo(describe_agreement(Study.open(corpus)))


def describe_agreement(study: Study) -> str:
    """How well the codebook agrees with the hand coding of `coding.csv`: by theme, overall, and where it does not."""
    from ..report import caveats, tables

    said = [" ".join(sentence.split("\xa0")) for sentence in caveats.agreement(study)]
    if study.coding.empty:
        example = f"{next(iter(study.names))},1,{study.codebook.keys[0]},my name,"
        how = "Write one row per sentence into coding.csv in the corpus folder, as in"
        return "\n".join([*said, how, "  readout,sentence,themes,coder,note", f"  {example}"])
    parts = [
        *said,
        _headed("Precision, recall and F1 with 95 % intervals", _as_text(tables.scores(study))),
        _headed("Krippendorff's alpha", _as_text(tables.alphas(study))),
        *_between_coders(study),
        _headed("A second reader, to choose what to code (it measures nothing)", _second_reader(study)),
        _headed("Sentences on which a coder and the codebook differ", _differences(study)),
    ]
    return "\n".join(parts)


def _between_coders(study: Study) -> list[str]:
    """Coder against coder, with the definitions on which they differ most; nothing with one coder."""
    import pandas as pd

    from ..report import tables

    table = tables.coders(study)
    if not isinstance(table, pd.DataFrame):
        return []
    differing = list(table.index[table["differ"] > 0])[:MAX_DEFINITIONS]
    themes = {theme.label: theme.definition for theme in study.codebook.themes}
    said = "".join(f"\n{label}: {themes.get(label, '')}" for label in differing)
    head = "\nCoders differ most on these definitions:" if differing else ""
    return [_headed("Coders against each other", _as_text(table) + head + said)]


def _second_reader(study: Study) -> str:
    """What learns from the coded sentences, beside the codebook; or why nothing can yet."""
    import pandas as pd

    from ..report import tables

    table = tables.second_reader(study)
    return _as_text(table) if isinstance(table, pd.DataFrame) else "\n".join(table)


def _headed(head: str, body: str) -> str:
    return f"\n{click.style(head, bold=True)}\n{body}"


def _as_text(table: pd.DataFrame) -> str:
    return str(table.reset_index().to_string(index=False, na_rep="-"))


def _differences(study: Study) -> str:
    import pandas as pd

    from ..report import tables

    table = tables.disagreements(study)
    if not isinstance(table, pd.DataFrame):
        return "\n".join(table)
    return "\n".join(
        f"{row.meeting}, sentence {row.sentence} ({row.coder}): coded {row.coded or 'none'}, "
        f"tagged {row.tagged or 'none'}\n  {' '.join(row.text.split())[:MAX_SENTENCE_CHARACTERS]}"
        for row in table.itertuples()
    )
