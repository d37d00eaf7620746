"""`readouts export`: codings and tables of a study → files that other tools open."""

from __future__ import annotations

from pathlib import Path

import click

from .options import FILE, corpus_option


@click.command()
@click.argument("file", type=FILE)
@corpus_option
def export(file: Path, corpus: Path | None) -> None:
    """Write the study for other tools into FILE; its ending tells the form.

    \b
      coded.qdpx    texts and codings for MAXQDA, NVivo, ATLAS.ti, QualCoder (REFI-QDA)
      coded.json    sentences and codings for Label Studio
      coded.csv     codings by hand, in the form of coding.csv
      study.duckdb  every table, in a database
      tables        a folder with every table as CSV, and datapackage.json

    .qdpx and .json have the codings by hand and those of the codebook. An existing file is not overwritten.
    """
    from ..exchange.export import write_export
    from ..io.faults import shown_path
    from ..study import Study

    for path in write_export(Study.open(corpus), file):
        click.echo(shown_path(path))
