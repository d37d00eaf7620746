"""`readouts codebook`: the patterns of a study's codebook → a table of what each found, for the terminal or as CSV."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import FILE, corpus_option

if TYPE_CHECKING:
    import pandas as pd

    from ..codebook.model import Codebook


@click.command()
@click.argument("theme", required=False)
@click.option("--output", type=FILE, metavar="FILE", help="Write the table of all patterns to this .csv file.")
@corpus_option
def codebook(theme: str | None, output: Path | None, corpus: Path | None) -> None:
    """List what each pattern of the codebook finds in the corpus.

    For each pattern: matches, sentences, sentences in which it alone finds the theme, and the part of the sentences
    coded by hand that coders give the theme (precision). Patterns that find nothing are named below each table.

    Give a THEME, such as north_korea, to list this theme only.
    """
    from ..codebook.review import review_patterns
    from ..io.csv import to_csv
    from ..io.files import write_whole
    from ..study import Study

    study = Study.open(corpus)
    book = study.codebook
    if theme is not None and theme not in book.keys:
        raise click.BadParameter(f"The codebook has no theme {theme!r}. Choose one of: {', '.join(book.keys)}.")
    if output is not None and output.suffix.lower() != ".csv":
        raise click.BadParameter(f"{output} must end in .csv.")
    table = review_patterns(study.matches, study.coding, book)
    table = table[(table["theme"] == theme) | (theme is None)]
    if output is not None:
        write_whole(output, to_csv(table))
    else:
        click.echo("\n\n".join(describe_theme(table, key, book) for key in book.keys if theme in (None, key)))


def describe_theme(table: pd.DataFrame, theme: str, book: Codebook) -> str:
    """The patterns of one theme as text: a table of those that find something, then the names of the others."""
    own = table[table["theme"] == theme]
    found = own[own["n_matches"] > 0].sort_values(["n_sentences", "pattern"], ascending=[False, True])
    names = {"n_matches": "matches", "n_sentences": "sentences", "n_alone": "alone", "n_coded": "coded"}
    lines = [click.style(f"{book.label(theme)} ({theme})", bold=True)]
    if len(found):
        shown = found.drop(columns="theme").rename(columns=names)
        lines.append(shown.to_string(index=False, na_rep="-", float_format="{:.2f}".format))
    silent = own.loc[own["n_matches"] == 0, "pattern"]
    if len(silent):
        lines.append(f"Find nothing here ({len(silent)}): {', '.join(silent)}")
    return "\n".join(lines)
