"""`readouts codebook`: what each pattern found; a codebook from, or for, the dictionary files of other tools."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .options import FILE, WithDefault, corpus_option, open_codebook

if TYPE_CHECKING:
    import pandas as pd

    from ..codebook.model import Codebook

TOOLS = ("quanteda", "liwc", "wordstat", "lexicoder", "yoshikoder")


@click.group(cls=WithDefault)
def codebook() -> None:
    """List what each pattern of the codebook finds, or exchange codebooks with other tools.

    `readouts codebook` and `readouts codebook THEME` are short for `readouts codebook list`.
    """


@codebook.command("list")
@click.argument("theme", required=False)
@click.option("--output", type=FILE, metavar="FILE", help="Write the table of all patterns to this .csv file.")
@corpus_option
def list_patterns(theme: str | None, output: Path | None, corpus: Path | None) -> None:
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


@codebook.command("import")
@click.argument("file", type=FILE)
@click.option(
    "--output", type=FILE, default=Path("codebook.yml"), show_default=True, metavar="FILE", help="Write here."
)
def import_file(file: Path, output: Path) -> None:
    """Make a codebook from the dictionary FILE of another tool.

    The ending tells the tool: .yml quanteda, .dic LIWC, .cat WordStat, .lc3 Lexicoder, .ykd or .lcd Yoshikoder. What a
    codebook cannot say is listed, and stands as a comment above the codebook. An existing file is not overwritten.
    """
    from ..exchange.formats import codebook_yaml, import_codebook
    from ..io.faults import shown_path
    from ..io.files import check_new, write_whole

    book, lost = import_codebook(file)
    head = f"Imported from {shown_path(file)}. {'Not imported, or not the same:' if lost else ''}"
    write_whole(check_new(output), codebook_yaml(book, [head, *lost]))
    n = sum(len(theme.patterns) for theme in book.themes)
    click.echo(f"{shown_path(output)}: {len(book.themes)} themes, {n} patterns")
    _list_lost("What a codebook cannot say:", lost)


@codebook.command("export")
@click.option("--to", "name", required=True, type=click.Choice(TOOLS), help="The tool that will read it.")
@click.option("--codebook", "path", type=FILE, metavar="FILE", help="A codebook. Default: that of the study.")
@click.option("--output", type=FILE, metavar="FILE", help="Default: codebook-TOOL in this folder, with its ending.")
@corpus_option
def export_file(name: str, path: Path | None, output: Path | None, corpus: Path | None) -> None:
    """Write the codebook as a dictionary file of another tool.

    What the file cannot say (conditions, phrases that consume their words, some wildcards) is listed. An existing
    file is not overwritten.
    """
    from ..exchange.formats import FORMATS, export_codebook
    from ..io.faults import shown_path
    from ..io.files import check_new, write_whole

    text, lost = export_codebook(open_codebook(path, corpus), name)
    output = output or Path(f"codebook-{name}{FORMATS[name].endings[0]}")
    click.echo(shown_path(write_whole(check_new(output), text)))
    _list_lost("What the file cannot say:", lost)


def _list_lost(head: str, lost: list[str]) -> None:
    if lost:
        click.echo("\n".join([head, *(f"  {line}" for line in lost)]), err=True)


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
