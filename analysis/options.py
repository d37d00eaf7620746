"""What commands share: kinds of arguments, the options for corpus and selection, how faults are told."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from .faults import InputFaults

if TYPE_CHECKING:
    from .codebook import Codebook

FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)

corpus_option = click.option(
    "--corpus",
    type=FOLDER,
    metavar="FOLDER",
    help="A study of your own: a folder with a folder `readouts` of .txt files in it and, if you like, a codebook.yml. "
    "What is made goes there too. Without it: the corpus at or above this folder.",
)


def open_codebook(codebook: Path | None, corpus: Path | None) -> Codebook:
    """The codebook that is named, else that of the study, else the project's."""
    from .codebook_file import read_codebook
    from .places import find_places, project_codebook

    if codebook is None:
        try:
            codebook = find_places(corpus).codebook
        except InputFaults:
            if corpus is not None:
                raise
            codebook = project_codebook()
    return read_codebook(codebook)


class Faulty(click.ClickException):
    """Faults of corpus or codebook, one line each; exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that keep a study to some of its readouts; the command takes a Selection."""

    @click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Readouts of this kind only, such as summit. Can be given again.",
    )
    @click.option(
        "--publisher",
        "publishers",
        multiple=True,
        metavar="NAME",
        help="Readouts of publishers with this in their name only. Can be given again.",
    )
    @wraps(command)
    def selected(*args: Any, kinds: tuple[str, ...], publishers: tuple[str, ...], **options: Any) -> Any:
        from .selection import Selection

        return command(*args, selection=Selection(kinds, publishers), **options)

    return selected
