"""`readouts parse`: one readout → how it was read, in words or as JSON."""

from __future__ import annotations

from pathlib import Path

import click

from ..io.faults import InputFaults
from .options import FILE, Faulty, corpus_option

PAGE_ENDINGS = (".html", ".htm", ".pdf")


@click.command()
@click.argument("file", type=FILE)
@click.option(
    "--json",
    "as_json",
    is_flag=True,
    help="Print JSON, with the offsets of every part. Default: print a summary in words.",
)
@corpus_option
def parse(file: Path, as_json: bool, corpus: Path | None) -> None:
    """Show how one readout was read.

    FILE is a text file, or the name of a readout of the corpus, such as 2024-05-26-seoul. Offsets count Unicode code
    points of the text after the front matter; the end is not included.
    """
    if file.suffix.lower() in PAGE_ENDINGS:
        raise Faulty(f"{file}: This is not a text file. Use `readouts add {file} --dry-run` to see how it is read.")
    from ..corpus.describing import describe_document, document_as_json
    from ..corpus.documents import read_document

    document = read_document(_find(file, corpus))
    click.echo(document_as_json(document) if as_json else "\n".join(describe_document(document)))


def _find(file: Path, corpus: Path | None) -> Path:
    """A file as given, or else the readout of that name in the corpus."""
    from ..corpus.folders import find_folders

    if file.exists() or (file.suffix and len(file.parts) > 1):
        return file
    try:
        named = find_folders(corpus).corpus / "readouts" / f"{file.name.removesuffix('.txt')}.txt"
    except InputFaults:
        return file
    return named if named.exists() else file
