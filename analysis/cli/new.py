"""`readouts new`: a folder and a topic → the files of a study of one's own."""

from __future__ import annotations

from pathlib import Path

import click

from .options import FOLDER


@click.command()
@click.argument("folder", type=FOLDER)
@click.option("--topic", required=True, metavar="NAME", help="What the study is about, in a word or a few: fisheries.")
def new(folder: Path, topic: str) -> None:
    """Begin a study of your own in a new FOLDER.

    Writes a folder for the texts, a codebook of two themes and study.yml (title, author, themes that lead) with
    comments, and a README that says what to do next. Put a text into FOLDER/readouts, and `readouts report --corpus
    FOLDER` makes its report.
    """
    from ..exchange.new_study import write_new_study
    from ..io.faults import shown_path

    try:
        written = write_new_study(folder, topic)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="--topic") from None
    for path in written:
        click.echo(shown_path(path))
    click.echo(f"Put a text into {shown_path(written[0])}, then: readouts report --corpus {shown_path(folder)}")
