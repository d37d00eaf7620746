"""What commands share: types of arguments, options for corpus and selection, and how faults are shown."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from ..io.faults import InputFaults

if TYPE_CHECKING:
    from ..codebook.model import Codebook

DAY = click.DateTime(["%Y-%m-%d"])
FILE = click.Path(path_type=Path)
FOLDER = click.Path(path_type=Path, file_okay=False)

corpus_option = click.option(
    "--corpus",
    type=FOLDER,
    metavar="FOLDER",
    help="Use the study in this folder: a folder `readouts` of .txt files and, optionally, a codebook.yml. Results are "
    "written there too. Default: the corpus in the current folder or in one above it.",
)


allow_local = click.option(
    "--allow-local",
    is_flag=True,
    help="Also read addresses of this machine and its private network. Default: refuse them.",
)


def as_day(_: object, __: object, value: dt.datetime | None) -> dt.date | None:
    return value.date() if value else None


def as_kind(_: object, __: object, value: str | None) -> str | None:
    from ..corpus.parsing.known_kinds import FORMER_KINDS, KNOWN_KINDS

    if value is not None and value not in (*KNOWN_KINDS, *FORMER_KINDS):
        raise click.BadParameter(f"{value!r} is not a known kind. Choose one of: {', '.join(KNOWN_KINDS)}.")
    return value


def as_line(_: object, __: object, value: str | None) -> str | None:
    if value is not None and (not value.strip() or not value.isprintable()):
        raise click.BadParameter("It must be words in one line.")
    return " ".join(value.split()) if value else None


def open_codebook(codebook: Path | None, corpus: Path | None) -> Codebook:
    """The named codebook, else the study's, else the project's."""
    from ..codebook.file import read_codebook
    from ..corpus.folders import find_folders, project_codebook

    if codebook is None:
        try:
            codebook = find_folders(corpus).codebook
        except InputFaults:
            if corpus is not None:
                raise
            codebook = project_codebook()
    return read_codebook(codebook)


class WithDefault(click.Group):
    """A group whose first command runs where none is named: `readouts codebook economy` lists a theme."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        named = (*self.commands, *self.get_help_option_names(ctx))
        return super().parse_args(ctx, args if args and args[0] in named else [next(iter(self.commands)), *args])

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.commands)


class Faulty(click.ClickException):
    """Faults of corpus or codebook, one line each; exit status 1."""

    exit_code = 1

    def show(self, file: Any = None) -> None:
        click.echo(self.message, err=True, file=file)


def selection_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that limit a study to some of its readouts; the command takes a Selection."""

    @click.option(
        "--kind",
        "kinds",
        multiple=True,
        metavar="KIND",
        help="Use only readouts of this kind or level, such as telephone or leaders. Repeat the option for several. "
        "Default: all.",
    )
    @click.option(
        "--publisher",
        "publishers",
        multiple=True,
        metavar="NAME",
        help="Use only readouts whose publisher contains this name. Repeat the option for several. Default: all.",
    )
    @wraps(command)
    def selected(*args: Any, kinds: tuple[str, ...], publishers: tuple[str, ...], **options: Any) -> Any:
        from ..corpus.selection import Selection

        return command(*args, selection=Selection(kinds, publishers), **options)

    return selected
