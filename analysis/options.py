"""What commands share: kinds of arguments, the option for the corpus, how faults are told."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)

corpus_option = click.option(
    "--corpus",
    type=FOLDER,
    metavar="FOLDER",
    help="A study of your own: a folder with a folder `readouts` of .txt files in it and, if you like, a codebook.yml. "
    "What is made goes there too. Without it: the corpus at or above this folder.",
)


class Faulty(click.ClickException):
    """Faults of corpus or codebook, one line each; exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)
