"""`readouts import`: a file with codings → rows of coding.csv."""

from __future__ import annotations

from pathlib import Path

import click

from .options import FILE, corpus_option


@click.command("import")
@click.argument("file", type=FILE)
@click.option("--replace", is_flag=True, help="Replace other codings of the same coder and sentence. Default: stop.")
@corpus_option
def import_codings(file: Path, replace: bool, corpus: Path | None) -> None:
    """Add the codings in FILE to the study's coding.csv.

    FILE is what a tool made of a file of `readouts export`: a project (.qdpx) of MAXQDA, NVivo, ATLAS.ti or QualCoder,
    an export as JSON (.json) of Label Studio, or a .csv like coding.csv. Codes are themes by their key or label. What
    cannot be taken is listed. Codings that coding.csv has already stay.
    """
    from ..exchange.codings import join_codings
    from ..exchange.export import read_codings
    from ..io.faults import shown_path
    from ..io.files import write_whole
    from ..study import Study

    study = Study.open(corpus)
    coding, lost = read_codings(file, study)
    path = study.folders.corpus / "coding.csv"
    text, n_new = join_codings(path, coding, replace=replace)
    if n_new:
        write_whole(path, text)
    click.echo(f"{shown_path(path)}: {n_new} of {len(coding)} codings are new")
    if lost:
        click.echo("\n".join(["Not taken:", *(f"  {line}" for line in lost)]), err=True)
